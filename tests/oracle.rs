//! Independent oracles: `tests/oracle/<id>.txt` was typed by reading the document and never made by the program.
//!
//! A file holds fields of the document, then for every project `== n`, its fields, and one row per indicator: level 1,
//! level 2, level 3, description, raw, kind, op, value, unit, and further `name=value` pairs. `-` is null, `*` is not
//! compared, and neither are fields that the file does not name: the golden records cover those.

use std::fmt::Display;
use std::fs;

use serde::Serialize;
use yusuan::record::{Amount, Document, Indicator, Organization, Project, Target};

mod cases;

#[test]
fn every_sample_agrees_with_its_oracle() {
    let mut failures = Vec::new();
    for case in cases::all() {
        let path = cases::root().join(format!("tests/oracle/{}.txt", case.id));
        let Ok(oracle) = fs::read_to_string(path) else {
            failures.push(format!("{}: no oracle", case.id));
            continue;
        };
        let document = case.convert(&case.input);
        for failure in compare(&oracle, &document) {
            failures.push(format!("{}: {failure}", case.id));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_seed_has_four_projects_and_fifty_one_indicators() {
    let seed = cases::all()
        .into_iter()
        .find(|case| case.id == "seed")
        .expect("the seed is a sample");
    let document = seed.convert("seed.txt");
    let counts: Vec<usize> = document
        .projects
        .iter()
        .map(|project| project.indicators.len())
        .collect();
    assert_eq!(counts, [14, 19, 12, 6]);
    let described: Vec<&str> = document
        .projects
        .iter()
        .flat_map(|project| &project.indicators)
        .filter_map(|indicator| indicator.description.as_deref())
        .collect();
    assert_eq!(described, ["拆除的建设面积"]);
    assert!(
        document
            .projects
            .iter()
            .all(|project| project.budget.other_funds.is_none())
    );
}

/// The differences, one per line.
fn compare(oracle: &str, document: &Document) -> Vec<String> {
    let mut failures = Vec::new();
    let mut projects = 0;
    let mut rows = 0;
    for line in oracle.lines() {
        let line = line.trim();
        let current = document.projects.get(projects - usize::from(projects > 0));
        if line.is_empty() || line.starts_with('#') {
        } else if line.starts_with("== ") {
            failures.extend((projects > 0).then(|| extra_rows(current, rows)).flatten());
            projects += 1;
            rows = 0;
        } else if projects > document.projects.len() {
            // reported once, below
        } else if let Some(row) = line.strip_prefix("| ") {
            rows += 1;
            match current.and_then(|project| project.indicators.get(rows - 1)) {
                Some(indicator) => failures.extend(
                    compare_row(row, indicator)
                        .map(|failure| format!("project {projects} indicator {rows}: {failure}")),
                ),
                None => failures.push(format!(
                    "project {projects} indicator {rows} is missing: {row}"
                )),
            }
        } else {
            let (key, expected) = line.split_once(": ").expect("key: value");
            let actual = match (projects, current) {
                (0, _) => document_field(document, key),
                (_, Some(project)) => project_field(project, key),
                (_, None) => continue,
            };
            if expected != "*" && actual != expected {
                failures.push(format!(
                    "project {projects}: {key}: {actual} instead of {expected}"
                ));
            }
        }
    }
    let last = document.projects.get(projects.saturating_sub(1));
    failures.extend(extra_rows(last, rows));
    if document.projects.len() != projects {
        failures.push(format!(
            "{} projects instead of {projects}",
            document.projects.len()
        ));
    }
    failures
}

/// Reports indicators after the last row of the oracle; an oracle without rows does not compare indicators.
fn extra_rows(project: Option<&Project>, rows: usize) -> Option<String> {
    if rows == 0 {
        return None;
    }
    let extra: Vec<&str> = project?
        .indicators
        .iter()
        .skip(rows)
        .map(|indicator| indicator.level3.as_str())
        .collect();
    (!extra.is_empty()).then(|| format!("indicators that are none: {}", extra.join(", ")))
}

fn document_field(document: &Document, key: &str) -> String {
    match key {
        "fiscal_year" => shown(document.fiscal_year.as_ref()),
        "document_type" => word(&document.document_type),
        "title" => shown(document.title.as_ref()),
        "status" => word(&document.status),
        _ => panic!("no field {key}"),
    }
}

fn project_field(project: &Project, key: &str) -> String {
    let budget = &project.budget;
    match key {
        "kind" => word(&project.kind),
        "heading" => shown(project.heading.as_ref()),
        "bookmark" => shown(project.bookmark.as_ref()),
        "name" => shown(project.project_name.as_ref()),
        "code" => shown(project.project_code.as_ref()),
        "unit" => organization(project.budget_unit.as_ref()),
        "department" => organization(project.department.as_ref()),
        "implementing_unit" => shown(project.implementing_unit.as_ref()),
        "fiscal_year" => format!(
            "{} {}",
            shown(project.fiscal_year.as_ref()),
            word(&project.fiscal_year_source)
        ),
        "dates" => range(&project.start_date, &project.end_date),
        "amount_unit" => word(&project.amount_unit),
        "total" => amount(budget.total.as_ref()),
        "fiscal_funds" => amount(budget.fiscal_funds.as_ref()),
        "other_funds" => amount(budget.other_funds.as_ref()),
        "carryover" => amount(budget.carryover.as_ref()),
        "multi_year_total" => amount(budget.multi_year_total.as_ref()),
        "purpose" => shown(project.purpose.as_ref()),
        "objectives" => project.objectives.join(" // "),
        "objectives_multi_year" => project.objectives_multi_year.join(" // "),
        "tasks" => {
            let tasks = project.tasks.iter();
            let shown = tasks.map(|task| {
                let amounts = [&task.amount, &task.fiscal_funds, &task.other_funds];
                format!(
                    "{} {}",
                    task.name,
                    amounts.map(|one| raw(one.as_ref())).join(" ")
                )
            });
            shown.collect::<Vec<_>>().join(" // ")
        }
        "tasks_total" => amount(project.tasks_total.as_ref()),
        "attribute" => shown(project.project_attribute.as_ref()),
        "class" => shown(project.project_class.as_ref()).replace('\n', " // "),
        "funding" => {
            let lines = project.funding.iter();
            let shown = lines.map(|line| {
                let amounts = [&line.original_amount, &line.amount, &line.executed];
                let amounts = amounts.map(|one| raw(one.as_ref())).join(" ");
                format!(
                    "{} {amounts} {}",
                    line.label,
                    shown(line.execution_rate.as_ref())
                )
            });
            shown.collect::<Vec<_>>().join(" // ")
        }
        "evaluation" => project.evaluation.as_ref().map_or("null".to_owned(), |e| {
            [
                raw(e.original_budget.as_ref()),
                raw(e.annual_budget.as_ref()),
                raw(e.executed.as_ref()),
                shown(e.execution_rate.as_ref()),
                shown(e.execution_weight.as_ref()),
                shown(e.execution_score.as_ref()),
                shown(e.total_score.as_ref()),
            ]
            .join(" | ")
        }),
        _ => panic!("no field {key}"),
    }
}

fn compare_row<'a>(row: &'a str, indicator: &'a Indicator) -> impl Iterator<Item = String> + 'a {
    const NAMES: [&str; 9] = [
        "level1",
        "level2",
        "level3",
        "description",
        "raw",
        "kind",
        "op",
        "value",
        "unit",
    ];
    row.split(" | ")
        .enumerate()
        .filter_map(move |(column, cell)| {
            let (name, expected) = match NAMES.get(column) {
                Some(&name) => (
                    name,
                    if cell.trim() == "-" {
                        "null"
                    } else {
                        cell.trim()
                    },
                ),
                None => cell.trim().split_once('=').expect("name=value"),
            };
            let actual = indicator_field(indicator, name, expected);
            (expected != "*" && actual != expected).then(|| {
                format!(
                    "{}: {name}: {actual} instead of {expected}",
                    indicator.level3
                )
            })
        })
}

fn indicator_field(indicator: &Indicator, name: &str, expected: &str) -> String {
    let target = &indicator.target;
    match name {
        "level1" => shown(indicator.level1.as_ref()),
        "level2" => shown(indicator.level2.as_ref()),
        "level2_raw" => shown(indicator.level2_raw.as_ref()),
        "period" => word(&indicator.period),
        "previous" => shown(indicator.previous_raw.as_ref()),
        "basis" => shown(indicator.basis.as_ref()),
        "level1_source" => word(&indicator.level1_source),
        "level3" => indicator.level3.clone(),
        "description" => shown(indicator.description.as_ref()),
        "raw" => target.raw.clone(),
        "kind" => word(&target.kind),
        "op" => word(&target.op),
        "value" => shown(target.value.as_ref()),
        "unit" => shown(target.unit.as_ref()),
        "base" => base(target, expected.contains(' ')),
        "dates" => format!(
            "{} {}",
            range(&target.date_start, &target.date_end),
            word(&target.date_precision)
        ),
        "text" => shown(target.text.as_ref()),
        "flags" => target.flags.join(","),
        "weight" => shown(indicator.weight.as_ref()),
        "score" => shown(indicator.score.as_ref()),
        "direction" => word(&indicator.direction),
        "remark" => shown(indicator.remark.as_ref()),
        "reason" => shown(indicator.deviation_reason.as_ref()),
        "actual" => indicator
            .actual
            .as_ref()
            .map_or("null".to_owned(), |actual| {
                format!(
                    "{} {} {} {}",
                    actual.raw,
                    word(&actual.kind),
                    shown(actual.value.as_ref()),
                    shown(actual.unit.as_ref())
                )
            }),
        _ => panic!("no field {name}"),
    }
}

fn base(target: &Target, with_unit: bool) -> String {
    let value = target.base_value.map(|value| value.normalize());
    if with_unit {
        format!(
            "{} {}",
            shown(value.as_ref()),
            shown(target.base_unit.as_ref())
        )
    } else {
        shown(value.as_ref())
    }
}

fn amount(amount: Option<&Amount>) -> String {
    amount.map_or("null".to_owned(), |amount| {
        let yuan = amount.yuan.map(|yuan| yuan.normalize());
        format!("{} = {}", amount.raw, shown(yuan.as_ref()))
    })
}

fn raw(amount: Option<&Amount>) -> String {
    shown(amount.map(|amount| &amount.raw))
}

fn organization(organization: Option<&Organization>) -> String {
    organization.map_or("null".to_owned(), |organization| {
        format!(
            "{} {}",
            shown(organization.code.as_ref()),
            shown(organization.name.as_ref())
        )
    })
}

fn range(start: &Option<String>, end: &Option<String>) -> String {
    format!("{}..{}", shown(start.as_ref()), shown(end.as_ref()))
}

fn shown<T: Display>(value: Option<&T>) -> String {
    value.map_or("null".to_owned(), T::to_string)
}

/// The word of an enumeration, as the outputs spell it.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(word) => word,
        other => other.to_string(),
    }
}
