//! Facts read from a page, one per line: the notation of `tests/pages/sheets.txt`.

use std::fmt::Write;

use yusuan::record::{Amount, Document, Indicator, Period, Project, Target};

/// All facts of a document, one per line.
pub(crate) fn facts(document: &Document) -> String {
    let mut said = String::new();
    for project in &document.projects {
        said += &said_of_project(project);
    }
    for finding in document
        .findings
        .iter()
        .filter(|finding| finding.category == yusuan::finding::Category::Extraction)
    {
        let told = [
            "level1-filled",
            "label-understood-in-parts",
            "target-in-name",
        ];
        if !told.contains(&&*finding.code) {
            let evidence = finding.evidence.as_deref().unwrap_or_default();
            writeln!(said, "! {} {}", finding.code, one_line(evidence)).unwrap();
        }
    }
    said
}

fn one_line(text: &str) -> String {
    text.replace('\n', "/")
}

fn raw(amount: &Option<Amount>) -> String {
    match amount {
        None => "-".to_owned(),
        Some(amount) => match amount.yuan {
            Some(yuan) => format!("{}={}", amount.raw, yuan.normalize()),
            None => format!("{}=?", amount.raw),
        },
    }
}

fn said_of_project(project: &Project) -> String {
    let mut said = String::new();
    let unit = project
        .budget_unit
        .as_ref()
        .and_then(|unit| unit.name.as_deref());
    let year = project
        .fiscal_year
        .map_or("-".to_owned(), |year| year.to_string());
    let name = project.project_name.as_deref().unwrap_or("-");
    writeln!(
        said,
        "{} {name} | {} | {year} | {}",
        project.kind.as_str(),
        unit.unwrap_or("-"),
        raw(&project.budget.total)
    )
    .unwrap();
    if let Some(carryover) = &project.budget.carryover {
        writeln!(said, "carried over {}", raw(&Some(carryover.clone()))).unwrap();
    }
    if let Some(total) = &project.budget.multi_year_total {
        writeln!(said, "whole {}", raw(&Some(total.clone()))).unwrap();
    }
    if project.start_date.is_some() || project.end_date.is_some() {
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        writeln!(
            said,
            "from {} to {}",
            day(&project.start_date),
            day(&project.end_date)
        )
        .unwrap();
    }
    for line in &project.funding {
        let period = if line.period == Period::MultiYear {
            " whole"
        } else {
            ""
        };
        writeln!(
            said,
            "money {} {}{period} {}",
            line.label,
            line.expenditure
                .map_or(line.source.as_str(), |expenditure| expenditure.as_str()),
            raw(&line.amount)
        )
        .unwrap();
    }
    if let Some(e) = &project.evaluation {
        let rate = e
            .execution_rate
            .map_or("-".to_owned(), |rate| rate.to_string());
        let score = e
            .total_score
            .map_or("-".to_owned(), |score| score.to_string());
        writeln!(
            said,
            "evaluation {} {} {} rate {rate} score {score}",
            raw(&e.original_budget),
            raw(&e.annual_budget),
            raw(&e.executed)
        )
        .unwrap();
        if let Some(grade) = &e.grade {
            writeln!(said, "grade {grade}").unwrap();
        }
    }
    for (word, list) in [
        ("goal", &project.objectives),
        ("whole goal", &project.objectives_multi_year),
    ] {
        for text in list {
            writeln!(said, "{word} {}", one_line(text)).unwrap();
        }
    }
    if let Some(parent) = &project.parent_project {
        writeln!(said, "part of {parent}").unwrap();
    }
    if let Some(text) = &project.objectives_actual {
        writeln!(said, "reached {}", one_line(text)).unwrap();
    }
    for task in &project.tasks {
        let content = task.content.as_deref().unwrap_or("-");
        writeln!(
            said,
            "task {} | {} | {}",
            task.name,
            one_line(content),
            raw(&task.amount)
        )
        .unwrap();
    }
    for indicator in &project.indicators {
        writeln!(said, "{}", said_of_indicator(indicator)).unwrap();
    }
    said
}

fn said_of_indicator(indicator: &Indicator) -> String {
    let level = |level: &Option<String>| level.clone().unwrap_or("-".to_owned());
    let mut said = format!(
        "{}/{}/{} | {}",
        level(&indicator.level1),
        level(&indicator.level2),
        one_line(&indicator.level3),
        value(&indicator.target)
    );
    if indicator.period == Period::MultiYear {
        said += " | whole";
    }
    if let Some(actual) = &indicator.actual {
        write!(said, " | actual {}", value(actual)).unwrap();
    }
    if let Some(previous) = &indicator.previous_raw {
        write!(said, " | before {previous}").unwrap();
    }
    if let Some(weight) = indicator.weight {
        write!(said, " | weight {weight}").unwrap();
    }
    if let Some(description) = &indicator.description {
        write!(said, " | {}", one_line(description)).unwrap();
    }
    said
}

fn value(target: &Target) -> String {
    let mut said = one_line(&target.raw);
    if let Some(value) = target.value {
        let op = target.op.map_or("", |op| op.as_str());
        let high = target
            .value_high
            .map_or(String::new(), |high| format!("..{high}"));
        let unit = target.unit.as_deref().unwrap_or_default();
        write!(said, " [{op} {value}{high} {unit}]").unwrap();
    }
    said
}
