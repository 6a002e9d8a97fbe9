//! One project in two years.
//!
//! In: projects that do not repeat each other. Out: for every two consecutive years of a project, one line with both
//! budgets, and one for every target that differs. A project is linked by the keys below, the most reliable first; a
//! key that fits several projects of one year links none of them. Linked projects form a chain with one project per
//! year: a year is inserted between two linked ones where it is linked to both.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::chains::Chains;
use super::model::{Comparison, Kind, Link, Subject};
use super::summary::{File, Project};
use super::targets;
use crate::record::ProjectKind;

/// The keys by which a project may be linked, the most reliable first.
const LINKS: [Link; 4] = [
    Link::UnitNameProjectCode,
    Link::UnitCodeProjectCode,
    Link::UnitNameProjectName,
    Link::UnitCodeProjectName,
];

/// Projects of one year that have the same key.
struct Unclear {
    link: Link,
    same: Vec<usize>,
}

/// Links projects across years and adds the lines about them.
pub(super) fn find(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let mut links: HashMap<(usize, usize), Link> = HashMap::new();
    let mut in_order = Vec::new();
    let mut unclear: BTreeMap<usize, Unclear> = BTreeMap::new();
    for link in LINKS {
        for group in groups(projects, link) {
            let by_year = by_year(projects, &group);
            for ((_, earlier), (_, later)) in by_year.iter().zip(by_year.iter().skip(1)) {
                let pair = (earlier[0], later[0]);
                if let Some(same) = [earlier, later].into_iter().find(|same| same.len() > 1) {
                    let same = same.clone();
                    unclear.entry(same[0]).or_insert(Unclear { link, same });
                } else if agree(projects[pair.0], projects[pair.1], link)
                    && !links.contains_key(&pair)
                {
                    links.insert(pair, link);
                    in_order.push(pair);
                }
            }
        }
    }
    let chains = Chains::of(projects, &links, &in_order);
    for &(a, b) in &chains.pairs() {
        compare(files, projects[a], projects[b], links[&(a, b)], found);
    }
    for Unclear { link, same } in unclear.into_values() {
        let alone = same.iter().any(|index| chains.holding(*index).len() == 1);
        if alone {
            let same: Vec<&Project> = same.iter().map(|index| projects[*index]).collect();
            found.push(ambiguous(files, &same, link));
        }
    }
}

/// The projects with the same key, in the order of the first of each group; groups of one are left out.
fn groups(projects: &[&Project], link: Link) -> Vec<Vec<usize>> {
    let mut order = Vec::new();
    let mut groups: HashMap<(ProjectKind, &str, &str), Vec<usize>> = HashMap::new();
    for (index, project) in projects.iter().enumerate() {
        let Some(key) = key(project, link) else {
            continue;
        };
        let group = groups.entry(key).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(index);
    }
    order
        .into_iter()
        .filter_map(|key| groups.remove(&key))
        .filter(|group| group.len() > 1)
        .collect()
}

fn key(project: &Project, link: Link) -> Option<(ProjectKind, &str, &str)> {
    project.year?;
    let unit = match link {
        Link::UnitNameProjectCode | Link::UnitNameProjectName => project.unit_key.as_deref()?,
        _ => project.unit_code.as_deref()?,
    };
    let name = match link {
        Link::UnitNameProjectCode | Link::UnitCodeProjectCode => project.code.as_deref()?,
        // a whole department counts as one project without a name
        _ if project.kind == ProjectKind::Department => "",
        _ => Some(project.name_key.as_str()).filter(|name| !name.is_empty())?,
    };
    Some((project.kind, unit, name))
}

/// The projects of each year, the earliest year first.
fn by_year(projects: &[&Project], group: &[usize]) -> Vec<(i32, Vec<usize>)> {
    let mut years: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for &index in group {
        if let Some(year) = projects[index].year {
            years.entry(year).or_default().push(index);
        }
    }
    years.into_iter().collect()
}

/// True when the fields outside the key do not contradict it. Every county assigns unit codes anew, so a code links
/// units only where their names do not differ, or where the project's code agrees as well.
fn agree(a: &Project, b: &Project, link: Link) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    match link {
        Link::UnitNameProjectName => !differ(&a.unit_code, &b.unit_code),
        Link::UnitCodeProjectName => !differ(&a.unit_key, &b.unit_key),
        _ => true,
    }
}

/// Reports projects that a key could not link because several of one year have it.
fn ambiguous(files: &[File], same: &[&Project], link: Link) -> Comparison {
    let (a, b) = (same[0], same[same.len() - 1]);
    let (count, year) = (same.len(), a.year.unwrap_or_default());
    let (kind_zh, kind_en) = match a.kind {
        ProjectKind::Target => ("个项目", "projects"),
        ProjectKind::SelfEvaluation => ("份项目自评", "self-evaluations"),
        ProjectKind::Department => ("份部门整体绩效目标", "targets of whole departments"),
    };
    let code = a.unit_code.as_deref().unwrap_or_default();
    let (unit_zh, unit_en) = match link {
        Link::UnitCodeProjectCode | Link::UnitCodeProjectName => (
            format!("代码为{code}的单位"),
            format!("The unit with code {code}"),
        ),
        _ => (a.unit_shown().to_owned(), a.unit_shown().to_owned()),
    };
    let (key_zh, key_en) = match link {
        Link::UnitNameProjectCode | Link::UnitCodeProjectCode => (
            "代码相同".to_owned(),
            " with the same project code".to_owned(),
        ),
        _ if a.kind == ProjectKind::Department => (String::new(), String::new()),
        _ => (
            format!("名称均为“{}”", a.name),
            format!(" called \"{}\"", a.name),
        ),
    };
    Comparison {
        shared: Some(count as u32),
        message_zh: format!("{unit_zh}{year}年有{count}{kind_zh}{key_zh}，因此没有与其他年度对应"),
        message_en: format!(
            "{unit_en} has {count} {kind_en}{key_en} in {year}; they were therefore not linked to other years"
        ),
        ..Comparison::between(
            Kind::AmbiguousProject,
            Subject::Project,
            link,
            a.side(files),
            b.side(files),
        )
    }
}

fn compare(files: &[File], a: &Project, b: &Project, link: Link, found: &mut Vec<Comparison>) {
    let mut changes = Vec::new();
    let unchanged = targets::compare(files, a, b, link, &mut changes);
    let name = &b.name;
    let (year_a, year_b) = (a.year.unwrap_or_default(), b.year.unwrap_or_default());
    let unit = b.unit_shown();
    let (budget_zh, budget_en) = budgets(a, b);
    let of = |kind: Kind| changes.iter().filter(|change| change.kind == kind).count();
    let (fell, rose) = (of(Kind::TargetFell), of(Kind::TargetRose));
    let (gone, new) = (of(Kind::TargetGone), of(Kind::TargetNew));
    let other = changes.len() - fell - rose - gone - new;
    found.push(Comparison {
        shared: Some(unchanged as u32),
        operand_a: a.budget.map(money),
        operand_b: b.budget.map(money),
        difference: a
            .budget
            .zip(b.budget)
            .and_then(|(a, b)| b.checked_sub(a))
            .map(money),
        message_zh: format!(
            "{unit}“{name}”{year_a}年与{year_b}年：{budget_zh}；指标{unchanged}项不变，{fell}项数值下降，{rose}项上升，{gone}项取消，{new}项新增，{other}项有其他变化"
        ),
        message_en: format!(
            "\"{name}\" of {unit}, {year_a} and {year_b}: {budget_en}; targets: {unchanged} unchanged, {fell} decreased, {rose} increased, {gone} removed, {new} new, {other} changed otherwise"
        ),
        ..Comparison::between(
            Kind::SameProject,
            Subject::Budget,
            link,
            a.side(files),
            b.side(files),
        )
    });
    found.extend(changes);
}

fn budgets(a: &Project, b: &Project) -> (String, String) {
    let Some((before, after)) = a.budget.zip(b.budget) else {
        return (
            "预算数不全".to_owned(),
            "at least one budget is unknown".to_owned(),
        );
    };
    let (from, to) = (money(before), money(after));
    // a difference that exceeds the range of a decimal is left out
    let by = after.checked_sub(before).map(|by| money(by.abs()));
    let change = |zh: &str, en: &str| match &by {
        Some(by) => (format!("，{zh}{by}"), format!(", {by} {en}")),
        None => (String::new(), String::new()),
    };
    match after.cmp(&before) {
        std::cmp::Ordering::Equal => (format!("预算{to}，不变"), format!("budget {to}, unchanged")),
        std::cmp::Ordering::Less => {
            let (by_zh, by_en) = change("减少", "less");
            (
                format!("预算由{from}减至{to}{by_zh}"),
                format!("budget decreased from {from} to {to}{by_en}"),
            )
        }
        std::cmp::Ordering::Greater => {
            let (by_zh, by_en) = change("增加", "more");
            (
                format!("预算由{from}增至{to}{by_zh}"),
                format!("budget increased from {from} to {to}{by_en}"),
            )
        }
    }
}

/// An amount of yuan in 万元, exact: 12.5万元.
fn money(yuan: Decimal) -> String {
    format!("{}万元", (yuan * Decimal::new(1, 4)).normalize())
}
