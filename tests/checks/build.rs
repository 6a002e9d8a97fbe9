//! Builds a record from short lines, one field per line.
//!
//! ```text
//! name 培训经费          heading 1.培训经费绩效目标表      year 2024 heading      dates 2023-01-01 2025-12-31
//! unit 万元             budget 11.00 (or `budget blank`)  fund fiscal 11.00      multi 50
//! purpose …            goal …                            multi-goal …           kind department
//! executed 50 43 95    (budget, executed, rate)           total 96.5
//! | level 1 | level 2 | name | target | key=value …       keys: weight, score, actual, reason, direction, source,
//!                                                        period, description, place
//! == starts the next project
//! ```
//!
//! Field n of a project is in row n of table 1, and indicator n in row n of table 2, so that places can be compared.

use rust_decimal::Decimal;
use yusuan::finding::Location;
use yusuan::format::Format;
use yusuan::place::{IndicatorPlaces, ProjectPlaces};
use yusuan::record::*;

use super::target::target;

/// A record and the places of its fields.
pub(crate) struct Built {
    pub(crate) record: Document,
    pub(crate) places: Vec<ProjectPlaces>,
}

/// Builds the record.
pub(crate) fn build(text: &str) -> Built {
    let mut built = Built {
        record: blank_document(),
        places: Vec::new(),
    };
    for part in text.split("==") {
        let number = built.record.projects.len() as u32 + 1;
        let (project, places) = build_project(part, number);
        built.record.projects.push(project);
        built.places.push(places);
    }
    built.record.fiscal_year = built.record.projects[0].fiscal_year;
    built.record.fiscal_year_source = built.record.projects[0].fiscal_year_source;
    built
}

/// The place of row `row` in table `table`.
pub(crate) fn at(table: u32, row: u32, column: u32) -> Location {
    Location {
        table: Some(table),
        row: Some(row),
        column: Some(column),
        ..Location::default()
    }
}

fn build_project(text: &str, number: u32) -> (Project, ProjectPlaces) {
    let mut project = blank_project(number);
    let mut places = ProjectPlaces::default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (rows, fields): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('|'));
    for (n, line) in fields.into_iter().enumerate() {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        field(
            &mut project,
            &mut places,
            key,
            value.trim(),
            at(1, n as u32 + 1, 2),
        );
    }
    for (n, row) in rows.into_iter().enumerate() {
        let (indicator, place) = indicator(row, &project, n as u32 + 1);
        project.indicators.push(indicator);
        places.indicators.push(place);
    }
    (project, places)
}

fn field(project: &mut Project, places: &mut ProjectPlaces, key: &str, value: &str, at: Location) {
    let unit = project.amount_unit;
    let mut words = value.split(' ');
    match key {
        "name" => {
            project.project_name = Some(value.to_owned());
            places.project_name = at;
        }
        "heading" => project.heading = Some(value.to_owned()),
        "kind" => {
            project.kind = match value {
                "department" => ProjectKind::Department,
                _ => ProjectKind::SelfEvaluation,
            }
        }
        "year" => {
            project.fiscal_year = words.next().and_then(|year| year.parse().ok());
            project.fiscal_year_source = match words.next() {
                Some("heading") => Some(YearSource::Heading),
                _ => Some(YearSource::TargetDate),
            };
        }
        "dates" => {
            project.start_date = words.next().map(str::to_owned);
            project.end_date = words.next().map(str::to_owned);
        }
        "unit" => project.amount_unit = Some(amount_unit(value)),
        "budget" => {
            project.budget.total = amount(value, unit);
            places.budget_total = at;
        }
        "multi" => {
            project.budget.multi_year_total = amount(value, unit);
            places.multi_year_total = at;
        }
        "fund" | "multi-fund" => {
            let source = source(words.next().unwrap());
            let period = if key == "fund" {
                Period::Annual
            } else {
                Period::MultiYear
            };
            let amount = amount(words.next().unwrap_or("blank"), unit);
            project.funding.push(Funding {
                label: "资金".to_owned(),
                source,
                expenditure: None,
                period,
                amount,
                original_amount: None,
                executed: None,
                execution_rate: None,
            });
            places.funding.push(at);
        }
        "purpose" => {
            project.purpose = Some(value.to_owned());
            places.purpose = at;
        }
        "goal" => {
            project
                .objectives
                .extend(Some(value.to_owned()).filter(|text| !text.is_empty()));
            places.objectives = at;
        }
        "multi-goal" => {
            project.objectives_multi_year.push(value.to_owned());
            places.objectives_multi_year = at;
        }
        "executed" => {
            let figures: Vec<&str> = words.collect();
            project.kind = ProjectKind::SelfEvaluation;
            let evaluation = project.evaluation.get_or_insert_with(Evaluation::default);
            evaluation.annual_budget = amount(figures[0], unit);
            evaluation.executed = amount(figures[1], unit);
            evaluation.execution_rate = figures.get(2).map(|rate| rate.parse().unwrap());
            places.execution_rate = at;
        }
        "points" => {
            let evaluation = project.evaluation.get_or_insert_with(Evaluation::default);
            let mut figures = words.map(|word| word.parse().ok());
            evaluation.execution_weight = figures.next().flatten();
            evaluation.execution_score = figures.next().flatten();
            places.execution_score = at;
        }
        "total" => {
            project.kind = ProjectKind::SelfEvaluation;
            let evaluation = project.evaluation.get_or_insert_with(Evaluation::default);
            evaluation.total_score = Some(value.parse().unwrap());
            places.total_score = at;
        }
        other => panic!("no field {other}"),
    }
}

fn indicator(line: &str, project: &Project, seq: u32) -> (Indicator, IndicatorPlaces) {
    let cells: Vec<&str> = line[1..].split('|').map(str::trim).collect();
    let level = |n: usize| Some(cells[n].to_owned()).filter(|text| !text.is_empty());
    let mut indicator = Indicator {
        indicator_id: format!("{}-i{seq:03}", project.project_id),
        seq,
        period: Period::Annual,
        level1: level(0),
        level2: level(1),
        level1_raw: level(0),
        level2_raw: level(1),
        level1_source: Some(LevelSource::Printed),
        level3: cells[2].to_owned(),
        description: None,
        description_repeats: false,
        target: target(cells[3]),
        previous_raw: None,
        actual: None,
        weight: None,
        score: None,
        direction: None,
        basis: None,
        scoring_rule: None,
        deviation_reason: None,
        remark: None,
        source: IndicatorSource {
            table: 2,
            row: seq,
            page: None,
        },
    };
    let mut places = indicator_places(seq);
    for pair in cells.get(4).unwrap_or(&"").split_whitespace() {
        let (key, value) = pair.split_once('=').unwrap();
        let number = || value.parse::<Decimal>().ok();
        match key {
            "weight" => indicator.weight = number(),
            "score" => indicator.score = number(),
            "actual" => indicator.actual = Some(Box::new(target(value))),
            "reason" => indicator.deviation_reason = Some(value.to_owned()),
            "place" => places.target = Location::default(),
            "direction" if value == "up" => indicator.direction = Some(Direction::HigherBetter),
            "direction" => indicator.direction = Some(Direction::LowerBetter),
            "source" => indicator.level1_source = Some(LevelSource::Carried),
            "period" => indicator.period = Period::MultiYear,
            "description" if value == "same" => indicator.description_repeats = true,
            "description" => indicator.description = Some(value.to_owned()),
            other => panic!("no key {other}"),
        }
    }
    (indicator, places)
}

fn indicator_places(row: u32) -> IndicatorPlaces {
    IndicatorPlaces {
        level1: at(2, row, 1),
        level2: at(2, row, 2),
        level3: at(2, row, 3),
        description: at(2, row, 4),
        target: at(2, row, 5),
        actual: at(2, row, 6),
        weight: at(2, row, 7),
        score: at(2, row, 8),
        deviation_reason: at(2, row, 9),
    }
}

fn amount_unit(word: &str) -> AmountUnit {
    match word {
        "元" => AmountUnit::Yuan,
        "万元" => AmountUnit::TenThousand,
        other => panic!("no unit {other}"),
    }
}

/// `blank` is a blank cell, `?` a text that is not an amount.
fn amount(text: &str, unit: Option<AmountUnit>) -> Option<Amount> {
    let factor = match unit {
        Some(AmountUnit::TenThousand) => 10_000,
        _ => 1,
    };
    (text != "blank").then(|| Amount {
        raw: text.to_owned(),
        yuan: text
            .parse::<Decimal>()
            .ok()
            .map(|n| n * Decimal::from(factor)),
    })
}

fn source(word: &str) -> FundingSource {
    match word {
        "fiscal" => FundingSource::Fiscal,
        "public" => FundingSource::GeneralPublic,
        "carryover" => FundingSource::Carryover,
        "other" => FundingSource::Other,
        other => panic!("no source {other}"),
    }
}

pub(crate) fn blank_document() -> Document {
    Document {
        document_id: "0123456789abcdef".to_owned(),
        path: "a.docx".to_owned(),
        sha256: None,
        bytes: None,
        format: Some(Format::Docx),
        status: Status::Ok,
        error: None,
        title: None,
        document_type: DocumentType::Target,
        fiscal_year: None,
        fiscal_year_source: None,
        cells: 0,
        cells_claimed: 0,
        projects: Vec::new(),
        budget_tables: Vec::new(),
        findings: Vec::new(),
    }
}

fn blank_project(number: u32) -> Project {
    Project {
        project_id: format!("0123456789abcdef-p{number:02}"),
        seq: number,
        kind: ProjectKind::Target,
        heading: None,
        bookmark: None,
        layout: "form".into(),
        project_name: None,
        project_code: None,
        parent_project: None,
        budget_unit: None,
        department: None,
        implementing_unit: None,
        project_attribute: None,
        project_class: None,
        fiscal_year: None,
        fiscal_year_source: None,
        start_date: None,
        end_date: None,
        amount_unit: Some(AmountUnit::TenThousand),
        printing: Printing::Unknown,
        budget: Budget::default(),
        funding: Vec::new(),
        purpose: None,
        objectives: Vec::new(),
        objectives_multi_year: Vec::new(),
        objectives_actual: None,
        indicators: Vec::new(),
        tasks: Vec::new(),
        tasks_total: None,
        remark: None,
        evaluation: None,
        source: ProjectSource {
            table_first: 1,
            table_last: 2,
        },
    }
}
