//! From one [`Match`] to one [`Project`].
//!
//! In: the printed words of a project. Out: the typed record and the places of its fields. It takes two passes: between
//! them the budget year of all projects of the document is settled, because dates without a year need it.

use super::amount::{begins_with_unit, parse_amount};
use super::context::RowContext;
use super::context::{DocumentContext, Placed};
use super::date::{parse_last_day, parse_period};
use super::indicator::indicator_of;
use super::levels::settle_levels;
use super::money::{UnitOfMoney, money_of, unit_of};
use super::objectives::objectives_of;
use super::organization::{split_organization, split_project_code};
use super::reports::{
    IndicatorCounts, adjusted_objective, dates_not_understood, report_indicators, second_value,
};
use super::target::printed_year as printed_year_of_target;
use super::target_cells::{has_value_column, is_target_unknown, later_targets};
use super::year::{
    year_in_brackets, year_of, year_of_cell, year_of_dates, year_of_lines, year_of_prose,
};
use crate::finding::Findings;
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match, TaskRow};
use crate::record::{
    Amount, AmountUnit, LevelSource, Organization, Printing, Project, ProjectKind, ProjectSource,
    TargetKind, Task, YearSource,
};
use crate::text::{clean_text, one_line, same_words};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Titles};

/// First pass: everything except the indicators. `seq` counts from 1.
pub fn project_of(
    found: &Match,
    seq: u32,
    context: &DocumentContext<'_>,
    findings: &mut Findings,
) -> Placed {
    let mut places = ProjectPlaces {
        heading: found.heading_place,
        ..ProjectPlaces::default()
    };
    let printed_unit = unit_of(found, context.words);
    let unit = UnitOfMoney {
        unit: printed_unit.or(context.shared_unit),
        inherited: printed_unit.is_none(),
        unusual: value(found, Field::AmountUnit)
            .map(|entry| one_line(&entry.value))
            .filter(|unit| begins_with_unit(unit, context.words)),
    };
    let amount_unit = unit.unit;
    let year = year_above(found, &context.vocabulary.titles).or_else(|| year_of(context.title));
    let money = money_of(
        found,
        (unit, year),
        (context.vocabulary, context.words),
        &mut places,
        findings,
    );
    let (code, name) = name_of(found, context, &mut places);
    let names = entries(found, Field::ProjectName).filter(|entry| !entry.value.trim().is_empty());
    let other = |entry: &&Entry| {
        let (_, other) = split_project_code(&one_line(&entry.value));
        name.as_deref()
            .is_some_and(|name| !same_words(name, &other))
    };
    findings.extend(names.filter(other).map(second_value));
    let adjusted = entries(found, Field::ObjectiveAdjusted);
    let says = |entry: &&Entry| {
        !context
            .words
            .says_nothing(&context.words.fold(&entry.value))
    };
    findings.extend(adjusted.filter(says).map(adjusted_objective));
    let (objectives, objectives_multi_year) =
        objectives_of(found, year, context.vocabulary, &mut places, findings);
    let texts = |field| {
        let values = entries(found, field).filter_map(|entry| clean_text(&entry.value));
        let values: Vec<String> = values.collect();
        (!values.is_empty()).then(|| values.join("\n"))
    };
    if let Some(last) = entries(found, Field::Purpose).last() {
        places.purpose = last.place;
    }
    let (start_date, end_date) = period_of(found, context.words, findings);
    let (tasks, tasks_total) = tasks_of(found, amount_unit, context);
    let mut project = Project {
        project_id: format!("{}-p{seq:02}", context.document_id),
        seq,
        kind: found.kind,
        heading: found.heading.clone(),
        bookmark: found.bookmark.clone(),
        layout: found.layout.as_str().into(),
        project_name: name,
        project_code: code,
        parent_project: value(found, Field::ParentProject).map(|entry| one_line(&entry.value)),
        budget_unit: budget_unit_of(found, context, &mut places),
        department: value(found, Field::Department)
            .map(|entry| organization(&entry.value, context)),
        implementing_unit: value(found, Field::ImplementingUnit)
            .and_then(|entry| organization(&entry.value, context).name),
        project_attribute: texts(Field::ProjectAttribute),
        project_class: texts(Field::ProjectClass),
        fiscal_year: None,
        fiscal_year_source: None,
        start_date,
        end_date,
        amount_unit: amount_unit.or(money.used_unit),
        printing: Printing::Unknown,
        budget: money.budget,
        funding: money.funding,
        purpose: texts(Field::Purpose),
        objectives,
        objectives_multi_year,
        objectives_actual: texts(Field::ObjectiveActual),
        indicators: Vec::new(),
        tasks,
        tasks_total,
        evaluation: money.evaluation,
        remark: texts(Field::Remark),
        source: ProjectSource {
            table_first: found.tables.0,
            table_last: found.tables.1,
        },
    };
    let year = printed_year(found, &project, context);
    project.fiscal_year = year.map(|(year, _)| year);
    project.fiscal_year_source = year.map(|(_, source)| source);
    Placed {
        project,
        places,
        inherits_unit: money.inherits_unit,
    }
}

/// Second pass: the indicators, after the year is settled.
pub fn fill_indicators(
    (project, places): (&mut Project, &mut ProjectPlaces),
    found: &Match,
    context: &DocumentContext<'_>,
    findings: &mut Findings,
) {
    let levels = settle_levels(&found.indicators, &context.vocabulary.levels);
    let mut counts = IndicatorCounts::default();
    // an indicator is large, so reserve exactly as many as there are
    let count = found.indicators.iter().filter(|row| !row.slot).count();
    project.indicators.reserve_exact(count);
    places.indicators.reserve_exact(count);
    for (row, levels) in found.indicators.iter().zip(&levels) {
        if row.slot {
            continue;
        }
        let seq = project.indicators.len() as u32 + 1;
        let row_context = RowContext {
            vocabulary: context.vocabulary,
            words: context.words,
            year: project.fiscal_year,
            project_id: &project.project_id,
        };
        let (indicator, of_row) = indicator_of(row, levels, seq, &row_context);
        let guessed = matches!(
            levels.source,
            Some(LevelSource::Carried | LevelSource::Inferred)
        );
        counts.filled += usize::from(guessed);
        let wanted = indicator.target.kind != TargetKind::Empty;
        counts.named += usize::from(wanted && !has_value_column(row));
        counts.not_known += usize::from(is_target_unknown(row));
        counts.later += later_targets(row, project.fiscal_year).count();
        project.indicators.push(indicator);
        places.indicators.push(of_row);
    }
    report_indicators(&counts, project, findings);
}

fn entries(found: &Match, field: Field) -> impl Iterator<Item = &Entry> {
    found
        .entries
        .iter()
        .filter(move |entry| entry.field == field)
}

fn value(found: &Match, field: Field) -> Option<&Entry> {
    entries(found, field).find(|entry| !entry.value.trim().is_empty())
}

fn name_of(
    found: &Match,
    context: &DocumentContext<'_>,
    places: &mut ProjectPlaces,
) -> (Option<String>, Option<String>) {
    let printed_code = value(found, Field::ProjectCode)
        .map(|entry| one_line(&entry.value))
        .filter(|code| !context.words.says_nothing(&context.words.fold(code)))
        .filter(|code| !is_rounded(code));
    match value(found, Field::ProjectName) {
        Some(entry) => {
            places.project_name = entry.place;
            let (code, name) = split_project_code(&one_line(&entry.value));
            (printed_code.or(code), Some(name))
        }
        None if found.kind == ProjectKind::Department => (printed_code, None),
        None => {
            let heading = found.heading.as_deref();
            (
                printed_code,
                heading.and_then(|heading| context.vocabulary.titles.project_name_in(heading)),
            )
        }
    }
}

/// True for `5.1E+19`: a code that a spreadsheet took for a number, so that its digits are lost. Readers report it.
fn is_rounded(code: &str) -> bool {
    let is_number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let parts = code.split_once(['E', 'e']);
    parts.is_some_and(|(mantissa, power)| {
        let power = power.strip_prefix('+').unwrap_or(power);
        !mantissa.is_empty() && !power.is_empty() && is_number(mantissa) && is_number(power)
    })
}

/// The budget unit. The label 单位 means the organization where its value is a name, and the unit of money where it is
/// 万元.
fn budget_unit_of(
    found: &Match,
    context: &DocumentContext<'_>,
    places: &mut ProjectPlaces,
) -> Option<Organization> {
    let named = value(found, Field::BudgetUnit)
        .or_else(|| value(found, Field::DepartmentName))
        .or_else(|| {
            value(found, Field::AmountUnit)
                .filter(|entry| !begins_with_unit(&entry.value, context.words))
        })?;
    places.budget_unit = named.place;
    Some(organization(&named.value, context))
}

/// Code and name of a unit. White space separates a code after the name from it, so it is removed only afterwards.
fn organization(printed: &str, context: &DocumentContext<'_>) -> Organization {
    let line: String = printed.split('\n').map(str::trim).collect();
    let line = context.vocabulary.titles.without_seal(&line);
    let mut found = split_organization(line.trim());
    // 某某局 307: the code follows the name where the label asks for both
    if let (None, Some((name, code))) = (&found.code, line.trim().rsplit_once(char::is_whitespace))
        && (3..=9).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_digit())
    {
        found = Organization {
            code: Some(code.to_owned()),
            name: Some(name.to_owned()),
        };
    }
    Organization {
        code: found.code,
        name: found.name.map(|name| one_line(&name)),
    }
}

/// First and last day of a project. Reports a cell that is not a date.
fn period_of(
    found: &Match,
    words: &ValueWords,
    findings: &mut Findings,
) -> (Option<String>, Option<String>) {
    let mut read = |field| {
        let entry = value(found, field)?;
        let period = parse_period(&entry.value, words);
        // 3年 is a duration without dates, which is in order
        let figures = entry.value.chars().filter(char::is_ascii_digit).count();
        if period.is_none() && figures >= 4 {
            findings.push(dates_not_understood(entry));
        }
        period
    };
    let (whole_start, whole_end) = read(Field::ProjectPeriod).unwrap_or_default();
    let start = read(Field::StartDate).and_then(|(start, _)| start);
    let last = |entry: &Entry| parse_last_day(&entry.value, words);
    let end = value(found, Field::EndDate).and_then(last);
    (start.or(whole_start), end.or(whole_end))
}

fn tasks_of(
    found: &Match,
    unit: Option<AmountUnit>,
    context: &DocumentContext<'_>,
) -> (Vec<Task>, Option<Amount>) {
    let words = context.words;
    let titles = &context.vocabulary.titles;
    let task_amount = |task: &TaskRow, amount: &Option<String>| {
        let unit = super::amount::amount_unit_of(&task.amount_label, words).or(unit);
        Some(parse_amount(amount.as_deref()?, unit, words)?.amount)
    };
    let tasks = found
        .tasks
        .iter()
        .filter(|task| !task.total)
        .map(|task| Task {
            name: match one_line(titles.without_number(&task.name)) {
                name if name.is_empty() => one_line(&task.name),
                name => name,
            },
            content: task.content.as_deref().and_then(clean_text),
            amount: task_amount(task, &task.amount),
            fiscal_funds: task_amount(task, &task.fiscal_funds),
            other_funds: task_amount(task, &task.other_funds),
        })
        .collect();
    let mut totals = found.tasks.iter().filter(|task| task.total);
    (
        tasks,
        totals.find_map(|total| task_amount(total, &total.amount)),
    )
}

/// The year that the lines above the table, the heading or a labelled cell give. Cells with different years give none.
fn year_above(found: &Match, titles: &Titles) -> Option<i32> {
    let near = found
        .heading
        .iter()
        .chain(&found.context)
        .map(String::as_str);
    let in_brackets = || near.clone().find_map(year_in_brackets);
    let lines = near.clone();
    year_of_lines(lines, titles)
        .or_else(in_brackets)
        .or_else(|| {
            let mut years =
                entries(found, Field::FiscalYear).filter_map(|entry| year_of_cell(&entry.value));
            let first = years.next()?;
            years.all(|year| year == first).then_some(first)
        })
}

/// The year that the project's own form or the document's title prints, and its source.
fn printed_year(
    found: &Match,
    project: &Project,
    context: &DocumentContext<'_>,
) -> Option<(i32, YearSource)> {
    let texts = project
        .objectives
        .iter()
        .chain(&project.objectives_multi_year)
        .chain(&project.purpose)
        .map(String::as_str);
    let labels = found.entries.iter().map(|entry| entry.label.as_str());
    let year = |source| move |year| (year, source);
    year_above(found, &context.vocabulary.titles)
        .map(year(YearSource::Heading))
        .or_else(|| year_of(context.title).map(year(YearSource::Title)))
        .or_else(|| year_of(labels).map(year(YearSource::Heading)))
        .or_else(|| year_of_prose(texts).map(year(YearSource::Text)))
        .or_else(|| whole_year(project).map(year(YearSource::Text)))
        .or_else(|| year_of_targets(found, context).map(year(YearSource::TargetDate)))
}

/// The year of a project that lasts from the first to the last day of one year.
fn whole_year(project: &Project) -> Option<i32> {
    let (year, first) = project.start_date.as_deref()?.split_at_checked(4)?;
    let last = project.end_date.as_deref()?.strip_prefix(year)?;
    (first == "-01-01" && last == "-12-31").then(|| year.parse().ok())?
}

fn year_of_targets(found: &Match, context: &DocumentContext<'_>) -> Option<i32> {
    let targets = found
        .indicators
        .iter()
        .filter_map(|row| row.text(Field::Target));
    let dated = targets.filter(|text| text.contains("20"));
    year_of_dates(dated.filter_map(|text| printed_year_of_target(text, context.words)))
}
