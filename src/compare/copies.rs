//! Targets and sentences that one unit copied from another.
//!
//! In: projects that do not repeat each other. Out: pairs of projects of different units that share most of their
//! targets, or a long sentence. One shared target means nothing, because everyone writes 满意度≥95%: a pair needs
//! [`MIN_COPIED_TARGETS`] of them, and [`MIN_COPIED_SHARE`] of the smaller project. Content that more than
//! [`MAX_COPYING_UNITS`] units share comes from a template and is not a copy: it is not compared pair by pair, and a
//! single line reports the content and the number of units. Of several projects of one unit with the same targets, the
//! first represents all.
//!
//! Lost: projects without a unit, and whole departments, which repeat the targets of their projects.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::keys::Key;
use super::model::{Comparison, Kind, Link, Side, Subject};
use super::summary::{File, Indicator, Project, Text};
use crate::limits::{
    MAX_COPYING_PROJECTS, MAX_COPYING_UNITS, MIN_COPIED_SHARE, MIN_COPIED_TARGETS,
};
use crate::message::counted;
use crate::record::ProjectKind;

/// Finds copied targets and texts.
pub(super) fn find(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let projects: Vec<&Project> = projects
        .iter()
        .copied()
        .filter(|project| project.unit().is_some() && project.kind != ProjectKind::Department)
        .collect();
    targets(files, &projects, found);
    texts(files, &projects, found);
}

/// The different targets of a project.
fn pairs(project: &Project) -> BTreeSet<Key> {
    project
        .indicators
        .iter()
        .filter(|indicator| !indicator.raw.trim().is_empty())
        .map(|indicator| indicator.pair)
        .collect()
}

/// Projects with the same targets: the first one of every unit.
struct Set<'p> {
    targets: BTreeSet<Key>,
    projects: Vec<&'p Project>,
}

/// For each target, the indexes of the sets that contain it, in ascending order.
type Holders = HashMap<Key, Vec<usize>>;

fn targets(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let sets = sets(projects);
    for set in &sets {
        whole_set(files, set, found);
    }
    let mut holders = Holders::new();
    for (index, set) in sets.iter().enumerate() {
        for target in &set.targets {
            holders.entry(*target).or_default().push(index);
        }
    }
    take_common(files, &sets, &mut holders, found);
    for (index, set) in sets.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for holders in set.targets.iter().filter_map(|target| holders.get(target)) {
            for &other in holders.iter().take_while(|other| **other < index) {
                *shared.entry(other).or_default() += 1;
            }
        }
        for (other, own) in shared {
            if own >= MIN_COPIED_TARGETS
                && let Some((a, b)) = of_two_units(&sets[other], set)
            {
                let both = sets[other].targets.intersection(&set.targets).count();
                let (a, b) = ((a, &sets[other].targets), (b, &set.targets));
                found.extend(copied_targets(files, a, b, both));
            }
        }
    }
}

/// The sets with enough targets to compare, in the order of their first projects.
fn sets<'p>(projects: &[&'p Project]) -> Vec<Set<'p>> {
    let mut order: Vec<Set> = Vec::new();
    let mut known: HashMap<BTreeSet<Key>, usize> = HashMap::new();
    for &project in projects {
        let targets = pairs(project);
        if targets.len() < MIN_COPIED_TARGETS {
            continue;
        }
        let index = *known.entry(targets).or_insert_with_key(|targets| {
            order.push(Set {
                targets: targets.clone(),
                projects: Vec::new(),
            });
            order.len() - 1
        });
        order[index].projects.push(project);
    }
    for set in &mut order {
        let mut units = HashSet::new();
        set.projects.retain(|project| units.insert(project.unit()));
    }
    order
}

/// Reports projects whose targets are all the same, each against the first.
fn whole_set(files: &[File], set: &Set, found: &mut Vec<Comparison>) {
    let Some((first, others)) = set.projects.split_first() else {
        return;
    };
    let shared = set.targets.len();
    if others.len() >= MAX_COPYING_UNITS {
        let (subject, link) = (Subject::Targets, Link::Content);
        found.push(common(files, subject, link, first, others, shared));
        return;
    }
    found.extend(others.iter().filter_map(|other| {
        let (a, b) = ((*first, &set.targets), (*other, &set.targets));
        copied_targets(files, a, b, shared)
    }));
}

/// Removes targets that too many projects hold to be compared pair by pair, and reports them: one line for all targets
/// with the same holders. Targets of a single set were reported with that set.
fn take_common(files: &[File], sets: &[Set], holders: &mut Holders, found: &mut Vec<Comparison>) {
    let units_of = |holders: &[usize]| -> HashSet<Option<&str>> {
        let projects = holders.iter().flat_map(|index| &sets[*index].projects);
        projects.map(|project| project.unit()).collect()
    };
    let mut order: Vec<Vec<usize>> = Vec::new();
    let mut shared: HashMap<Vec<usize>, (usize, &Indicator)> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        for indicator in &set.projects[0].indicators {
            // handle each target once, at its first holder
            let Some(of) = holders.get(&indicator.pair).filter(|of| of[0] == index) else {
                continue;
            };
            let units = units_of(of).len();
            if units <= MAX_COPYING_UNITS && of.len() <= MAX_COPYING_PROJECTS {
                continue;
            }
            let of = holders.remove(&indicator.pair).unwrap_or_default();
            if units < 2 || of.len() < 2 {
                continue;
            }
            shared
                .entry(of)
                .or_insert_with_key(|of| {
                    order.push(of.clone());
                    (0, indicator)
                })
                .0 += 1;
        }
    }
    for of in order {
        let (count, indicator) = shared[&of];
        let (first, last) = (&sets[of[0]], &sets[of[of.len() - 1]]);
        let sides = (first.projects[0], last.projects[last.projects.len() - 1]);
        found.push(common_targets(
            files,
            sides,
            units_of(&of).len(),
            count,
            indicator,
        ));
    }
}

fn common_targets(
    files: &[File],
    (first, last): (&Project, &Project),
    units: usize,
    count: usize,
    indicator: &Indicator,
) -> Comparison {
    let target = format!("{} {}", indicator.name, indicator.raw);
    Comparison {
        shared: Some(count as u32),
        operand_a: Some(units.to_string()),
        message_zh: format!(
            "{units}个单位有{count}项指标的名称和指标值相同（如“{target}”），可能出自同一模板，不再逐一列出"
        ),
        message_en: format!(
            "{units} units share {count} targets, such as \"{target}\", probably from the same template; the pairs are not listed"
        ),
        operand_b: Some(target),
        ..Comparison::between(
            Kind::CommonContent,
            Subject::Targets,
            Link::Content,
            first.side(files),
            last.side(files),
        )
    }
}

/// The first project of each set such that the two are of different units.
fn of_two_units<'p>(a: &Set<'p>, b: &Set<'p>) -> Option<(&'p Project, &'p Project)> {
    let (first, second) = (*a.projects.first()?, *b.projects.first()?);
    let other_than = |set: &Set<'p>, one: &Project| {
        let mut projects = set.projects.iter().copied();
        projects.find(|project| project.unit() != one.unit())
    };
    if let Some(other) = other_than(b, first) {
        return Some((first, other));
    }
    other_than(a, second).map(|other| (other, second))
}

fn copied_targets(
    files: &[File],
    (a, set_a): (&Project, &BTreeSet<Key>),
    (b, set_b): (&Project, &BTreeSet<Key>),
    shared: usize,
) -> Option<Comparison> {
    let smaller = set_a.len().min(set_b.len());
    let share = Decimal::from(shared * 100) / Decimal::from(smaller.max(1));
    if share < Decimal::from(MIN_COPIED_SHARE) {
        return None;
    }
    let share = share.round_dp(1).normalize();
    let (name_a, name_b) = (&a.name, &b.name);
    let (unit_a, unit_b) = (a.unit_shown(), b.unit_shown());
    Some(Comparison {
        shared: Some(shared as u32),
        share: Some(share),
        operand_a: Some(set_a.len().to_string()),
        operand_b: Some(set_b.len().to_string()),
        message_zh: format!(
            "{unit_b}“{name_b}”与{unit_a}“{name_a}”有{shared}项指标的名称和指标值相同，占其中较少一方{smaller}项的{share}%"
        ),
        message_en: format!(
            "\"{name_b}\" of {unit_b} and \"{name_a}\" of {unit_a} share {}, {share}% of the {smaller} of the smaller project",
            counted(shared, "target")
        ),
        ..Comparison::between(
            Kind::CopiedTargets,
            Subject::Targets,
            Link::Content,
            a.side(files),
            b.side(files),
        )
    })
}

/// One line for a group that is too large to be copies of each other.
fn common(
    files: &[File],
    subject: Subject,
    link: Link,
    first: &Project,
    others: &[&Project],
    shared: usize,
) -> Comparison {
    let units = others.len() + 1;
    let last = others.last().copied().unwrap_or(first);
    Comparison {
        shared: Some(shared as u32),
        operand_a: Some(units.to_string()),
        message_zh: format!("{units}个单位的内容相同，可能出自同一模板，不再逐一列出"),
        message_en: format!(
            "{units} units have the same text, probably from the same template; the pairs are not listed"
        ),
        ..Comparison::between(
            Kind::CommonContent,
            subject,
            link,
            first.side(files),
            last.side(files),
        )
    }
}

/// A text and the project that contains it.
#[derive(Clone, Copy)]
struct Place<'p> {
    project: &'p Project,
    text: &'p Text,
}

fn texts(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let mut order = Vec::new();
    let mut groups: HashMap<(Subject, Key), Vec<Place>> = HashMap::new();
    for project in projects {
        for text in &project.texts {
            let key = (text.subject, text.key);
            let group = groups.entry(key).or_default();
            if group.is_empty() {
                order.push(key);
            }
            group.push(Place { project, text });
        }
    }
    for key in order {
        let group = &groups[&key];
        let first = group[0];
        let mut units = HashSet::from([first.project.unit()]);
        let others: Vec<Place> = group
            .iter()
            .copied()
            .filter(|place| units.insert(place.project.unit()))
            .collect();
        if others.len() >= MAX_COPYING_UNITS {
            let projects: Vec<&Project> = others.iter().map(|place| place.project).collect();
            let line = common(
                files,
                first.text.subject,
                Link::Text,
                first.project,
                &projects,
                1,
            );
            found.push(Comparison {
                operand_b: Some(first.text.shown.clone()),
                ..line
            });
            continue;
        }
        found.extend(
            others
                .into_iter()
                .map(|other| copied_text(files, first, other)),
        );
    }
}

fn copied_text(files: &[File], a: Place, b: Place) -> Comparison {
    let side = |place: Place| -> Side {
        match place.text.indicator {
            Some(index) => place
                .project
                .indicator_side(files, &place.project.indicators[index]),
            None => place.project.side(files),
        }
    };
    let what_zh = match a.text.subject {
        Subject::Purpose => "资金用途",
        Subject::Objective => "绩效目标",
        _ => "指标描述",
    };
    let what_en = a.text.subject.as_str();
    let (unit_a, unit_b) = (a.project.unit_shown(), b.project.unit_shown());
    let (name_a, name_b) = (&a.project.name, &b.project.name);
    Comparison {
        shared: Some(1),
        operand_a: Some(a.text.shown.clone()),
        operand_b: Some(b.text.shown.clone()),
        message_zh: format!("{unit_b}“{name_b}”的{what_zh}与{unit_a}“{name_a}”相同"),
        message_en: format!(
            "The {what_en} of \"{name_b}\" of {unit_b} is identical to that of \"{name_a}\" of {unit_a}"
        ),
        ..Comparison::between(
            Kind::CopiedText,
            a.text.subject,
            Link::Text,
            side(a),
            side(b),
        )
    }
}
