//! What a value is, by the labels on its path: the union of what they say, the nearest first.
//!
//! In: a path and the text of the value. Out: an [`Entry`]. The source of money, the stage of the budget, the period and the year
//! may each come from another label, left or above. Lost: labels that repeat what a nearer one says.

use super::super::model::Entry;
use super::super::senses::{How, Kind};
use super::super::sheet::SheetCell;
use super::path::{Step, is_goal, is_money};
use crate::finding::Location;
use crate::record::{FundingSource, Period};
use crate::vocabulary::{Field, Vocabulary};

/// What the labels of a figure say of it.
#[derive(Debug, Default)]
struct Features<'s> {
    source: Option<(Field, &'s str)>,
    /// 上年结转 above or left of a source.
    carryover: Option<&'s str>,
    stage: Option<(Field, &'s str)>,
    sum: Option<(Field, &'s str)>,
    /// The label of the sum, where it says no more than 合计.
    total: Option<&'s SheetCell>,
    group: Option<&'s str>,
    period: Option<Period>,
    year: Option<i32>,
    /// Nobody asks for the figure.
    ignored: Option<&'s str>,
}

fn features<'s>(path: &[Step<'s>]) -> Features<'s> {
    let mut found = Features::default();
    for (index, step) in path.iter().enumerate() {
        let text = step.text.trim();
        let stage = step.sense.head.is_some_and(Field::is_execution_column);
        if found.year.is_none() && (step.sense.is_year || stage || index > 0) {
            found.year = step.sense.year;
        }
        let Some(field) = step.sense.head else {
            let unasked = step.sense.column.is_some() || step.sense.how.is_none();
            if unasked && !step.side && !step.sense.is_year && !step.sense.corner {
                found.ignored = found.ignored.or(Some(text));
            }
            continue;
        };
        match field {
            field if field.is_funding() => match found.source {
                None if found.sum.is_none()
                    || found.total.is_some_and(|it| heads(step.cell, it)) =>
                {
                    found.source = Some((field, text));
                }
                Some((own, _)) if is_carryover(field) && !is_carryover(own) => {
                    found.carryover = Some(text);
                }
                _ => {}
            },
            field if field.is_execution_column() => {
                found.stage = found.stage.or(Some((field, text)));
            }
            Field::BudgetTotal | Field::MultiYearTotal | Field::Amount | Field::TaskAmount
                if found.source.is_none() && found.sum.is_none() =>
            {
                found.sum = Some((field, text));
                found.total = Some(step.cell).filter(|_| step.sense.total);
            }
            Field::BudgetTotal | Field::MultiYearTotal | Field::Amount | Field::TaskAmount => {}
            Field::FundingGroup => found.group = found.group.or(Some(text)),
            _ if !step.side && !is_goal(field) => found.ignored = found.ignored.or(Some(text)),
            _ => {}
        }
        if is_money(field) && field != Field::FundingGroup && found.period.is_none() {
            let multi = (field == Field::MultiYearTotal).then_some(Period::MultiYear);
            found.period = multi.or(step.sense.period);
        }
    }
    if found.period.is_none() {
        let group = |step: &&Step<'_>| step.sense.head == Some(Field::FundingGroup);
        found.period = path.iter().filter(group).find_map(|step| step.sense.period);
    }
    found
}

/// 财政拨款 above the columns right of the row 合计: the figure is all of that source, not all of the money.
fn heads(source: &SheetCell, total: &SheetCell) -> bool {
    source.row < total.row && source.column >= total.end
}

fn is_carryover(field: Field) -> bool {
    field == Field::Funding(FundingSource::Carryover)
}

/// The total of the period.
fn total_of(sum: Field, period: Option<Period>, grouped: bool) -> Field {
    match (sum, period) {
        (Field::MultiYearTotal, _) | (Field::BudgetTotal, Some(Period::MultiYear)) => {
            Field::MultiYearTotal
        }
        (Field::Amount, _) if !grouped => Field::Amount,
        _ => Field::BudgetTotal,
    }
}

/// 少数民族发展资金35万元: the figure behind the name of what the money is for.
fn behind_name(value: &str) -> &str {
    const MIN_NAME: usize = 4;
    let value = value.trim();
    let words = &Vocabulary::builtin().values;
    let figures = |text: &str| {
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        unit.is_empty() || words.amount_units.exact(unit).is_some()
    };
    let Some(at) = value.find(|c: char| c.is_ascii_digit()) else {
        return value;
    };
    let (name, figure) = value.split_at(at);
    let named = name.chars().count() >= MIN_NAME
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '（' | '）' | '(' | ')'));
    if named && figures(figure) {
        figure
    } else {
        value
    }
}

/// The figure of a line of money.
fn money_entry(path: &[Step<'_>], value: &str, place: Location) -> Entry {
    let found = features(path);
    let value = behind_name(value);
    let column = found.stage.map(|(stage, _)| stage);
    let entry = |field: Field, label: &str| Entry {
        column: column.filter(|&stage| stage != field),
        period: found.period.or(field.period()),
        year: found.year,
        group: unit_of(path),
        ..Entry::new(field, label, value, place)
    };
    if let Some(label) = found.ignored {
        return entry(Field::Ignored, label);
    }
    match (found.source, found.sum, found.stage, found.group) {
        (Some((source, label)), ..) => match found.carryover {
            Some(above) => {
                let label = [above, "-", label].concat();
                entry(Field::Funding(FundingSource::Carryover), &label)
            }
            None => entry(source, label),
        },
        (None, Some((sum, label)), _, group) => {
            entry(total_of(sum, found.period, group.is_some()), label)
        }
        (None, None, Some((stage, label)), _) => entry(stage, label),
        (None, None, None, Some(group)) => entry(Field::FundingGroup, group),
        (None, None, None, None) => entry(Field::Ignored, path[0].text),
    }
}

/// The label behind the nearest that carries the unit of money, or the group's.
fn unit_of(path: &[Step<'_>]) -> String {
    let behind = path.get(1..).unwrap_or_default();
    let unit = behind.iter().find(|step| step.sense.money_unit);
    let group = || behind.iter().find(|step| step.sense.is_money());
    let step = unit.or_else(group);
    step.map(|step| step.text.trim().to_owned())
        .unwrap_or_default()
}

/// The text of an objective. A year above or left of it is that of the objective.
fn goal_entry(path: &[Step<'_>], value: &str, place: Location) -> Entry {
    let goals = || {
        path.iter()
            .filter_map(|step| Some((step, step.sense.head?)))
    };
    let goals = || goals().filter(|(_, field)| is_goal(*field));
    let nearest = goals()
        .next()
        .map_or(Field::ObjectiveGroup, |(_, field)| field);
    let field = match nearest {
        Field::ObjectiveGroup => goals()
            .map(|(_, field)| field)
            .find(|&field| field != Field::ObjectiveGroup)
            .unwrap_or(Field::ObjectiveGroup),
        field => field,
    };
    let year = path.iter().find(|step| step.sense.is_year);
    let field = match (field, year) {
        (Field::ObjectiveGroup, Some(_)) => Field::ObjectiveAnnual,
        (field, _) => field,
    };
    let label = year.map_or(path[0].text, |year| year.text);
    Entry::new(field, label, value, place)
}

/// What the value is; `None` where its path says nothing of it.
pub(super) fn entry_of(
    path: &[Step<'_>],
    value: (&str, Kind),
    place: Location,
    vocabulary: &Vocabulary,
) -> Option<Entry> {
    let first = path.first()?;
    let (text, _) = value;
    let field = first.sense.head;
    let money = path.iter().any(|step| step.sense.is_money());
    let passed = |step: &Step<'_>| {
        step.sense.is_ignored() && step.sense.how == Some(How::Listed) && !step.side
    };
    if money && let Some(step) = path[1..].iter().find(|step| passed(step)) {
        let group = path.iter().find(|step| step.sense.is_money());
        let group = group.map_or("", |step| step.text).to_owned();
        let entry = Entry::new(Field::Ignored, step.text, text, place);
        return Some(Entry { group, ..entry });
    }
    let goal = path.iter().any(|step| step.sense.head.is_some_and(is_goal));
    let asks_money = field.is_some_and(is_money);
    let points = matches!(field, Some(Field::BudgetWeight | Field::BudgetScore));
    if goal && !asks_money && !points {
        let other =
            field.is_some_and(|field| !is_goal(field)) || field.is_none() && !first.sense.is_year;
        if !other || goes_with_goal(first, vocabulary) {
            return Some(goal_entry(path, text, place));
        }
    }
    match field {
        Some(field) if !(money || points) || is_single(field) => {
            Some(Entry::new(field, first.text, text, place))
        }
        _ if money || points => Some(money_entry(path, text, place)),
        _ => Some(Entry::new(Field::Ignored, first.text, text, place)),
    }
}

/// 目标内容 beside a number and a weight.
fn goes_with_goal(step: &Step<'_>, vocabulary: &Vocabulary) -> bool {
    vocabulary.titles.is_goal_column(step.text)
        || step.sense.how == Some(How::Listed) && step.sense.column == Some(Field::Target)
}

/// A label beside money that asks for something else all the same.
fn is_single(field: Field) -> bool {
    super::path::takes_one(field) || field == Field::AmountUnit
}
