//! Targets and sentences that one unit has from another.
//!
//! In: projects that do not repeat each other. Out: pairs of projects of different units that share most of their targets,
//! or a long sentence. One shared target says nothing, because everybody writes 满意度≥95%: a pair needs
//! [`MIN_COPIED_TARGETS`] of them, [`MIN_COPIED_SHARE`] of the smaller project. What more than [`MAX_COPYING_UNITS`] units
//! share is a template and no copy; it gives one line for all of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::keys::{Key, key_of};
use super::summary::{File, Project, Text};
use super::{Comparison, Kind, Link, Side, Subject};
use crate::limits::{MAX_COPYING_UNITS, MIN_COPIED_SHARE, MIN_COPIED_TARGETS};
use crate::record::ProjectKind;

/// Finds them.
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

fn targets(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let sets: Vec<BTreeSet<Key>> = projects.iter().map(|project| pairs(project)).collect();
    let leaders = whole_sets(files, projects, &sets, found);
    let mut holders: HashMap<Key, Vec<usize>> = HashMap::new();
    for &index in &leaders {
        for pair in &sets[index] {
            holders.entry(*pair).or_default().push(index);
        }
    }
    for &index in &leaders {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in &sets[index] {
            let holders = &holders[pair];
            if holders.len() > MAX_COPYING_UNITS {
                continue;
            }
            for &other in holders.iter().filter(|other| **other < index) {
                *shared.entry(other).or_default() += 1;
            }
        }
        for (other, rare) in shared {
            let (a, b) = (projects[other], projects[index]);
            if rare >= MIN_COPIED_TARGETS && a.unit() != b.unit() {
                let both = sets[other].intersection(&sets[index]).count();
                found.extend(copied_targets(
                    files,
                    (a, &sets[other]),
                    (b, &sets[index]),
                    both,
                ));
            }
        }
    }
}

/// Tells of projects whose targets are all the same, each against the first. Hands back the first of every set, which are
/// then looked at for parts in common.
fn whole_sets(
    files: &[File],
    projects: &[&Project],
    sets: &[BTreeSet<Key>],
    found: &mut Vec<Comparison>,
) -> Vec<usize> {
    let mut order = Vec::new();
    let mut groups: HashMap<&BTreeSet<Key>, Vec<usize>> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        let group = groups.entry(set).or_default();
        if group.is_empty() {
            order.push(index);
        }
        group.push(index);
    }
    for &leader in &order {
        let group = &groups[&sets[leader]];
        let (set, first) = (&sets[leader], projects[leader]);
        if set.len() < MIN_COPIED_TARGETS {
            continue;
        }
        let others = first_of_each_unit(group.iter().map(|index| projects[*index]), first);
        if others.len() >= MAX_COPYING_UNITS {
            found.push(common(
                files,
                Subject::Targets,
                Link::Content,
                first,
                &others,
                set.len(),
            ));
            continue;
        }
        found.extend(
            others
                .into_iter()
                .filter_map(|other| copied_targets(files, (first, set), (other, set), set.len())),
        );
    }
    order.retain(|index| sets[*index].len() >= MIN_COPIED_TARGETS);
    order
}

/// The first project of every unit but that of `first`.
fn first_of_each_unit<'p>(
    group: impl Iterator<Item = &'p Project>,
    first: &Project,
) -> Vec<&'p Project> {
    let mut units: HashSet<Option<&str>> = HashSet::from([first.unit()]);
    group
        .filter(|project| units.insert(project.unit()))
        .collect()
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
            "\"{name_b}\" of {unit_b} and \"{name_a}\" of {unit_a} have {shared} targets in common, {share}% of the {smaller} targets of the smaller project"
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

/// One line for a group too large to be copies of each other.
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
        message_zh: format!("{units}个单位的内容相同，可能出自同一模板，不再逐对列出"),
        message_en: format!(
            "{units} units say the same, probably from one template; the pairs are not listed"
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

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    project: &'p Project,
    text: &'p Text,
}

fn texts(files: &[File], projects: &[&Project], found: &mut Vec<Comparison>) {
    let mut order = Vec::new();
    let mut groups: HashMap<Key, Vec<Place>> = HashMap::new();
    for project in projects {
        for text in &project.texts {
            let key = key_of([text.subject.as_str(), &format!("{:?}", text.key)]);
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
            "The {what_en} of \"{name_b}\" of {unit_b} is that of \"{name_a}\" of {unit_a}"
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
