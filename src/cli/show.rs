//! `show`: one document drawn in the terminal, so that a person can lay it beside the original.

use std::io::Write;

use yusuan::convert;
use yusuan::finding::{Finding, Severity};
use yusuan::message::Language;
use yusuan::record::{Amount, Document, Evaluation, Indicator, Organization, Project, Target};

use super::findings::message;
use super::terminal::{Look, Screen};
use super::{DONE, FAULTS, FileArgs};

/// Draws the document.
pub(super) fn run(args: &FileArgs, language: Language) -> anyhow::Result<u8> {
    let bytes = super::read(&args.file)?;
    let name = args.file.display().to_string();
    let document = convert::convert(&name, &bytes, &args.reading.options()?);
    let mut screen = Screen::stdout();
    head(&mut screen, &document)?;
    for project in &document.projects {
        draw_project(&mut screen, project)?;
    }
    findings(&mut screen, &document, language)?;
    let failed = document.error.is_some();
    Ok(if failed { FAULTS } else { DONE })
}

fn head<W: Write>(screen: &mut Screen<W>, document: &Document) -> std::io::Result<()> {
    let title = document.title.as_deref().unwrap_or(&document.path);
    screen.line(Look::Bold, title)?;
    screen.field("file", &document.path)?;
    let format = document.format.map_or("unknown", |format| format.as_str());
    let what = format!(
        "{format}, {} bytes, id {}",
        document.bytes, document.document_id
    );
    screen.field("content", &what)?;
    screen.field("status", document.status.as_str())?;
    if let Some(error) = &document.error {
        return screen.field("error", &format!("{} [{}]", error.message, error.code));
    }
    screen.field("document type", document.document_type.as_str())?;
    let year = year(
        document.fiscal_year,
        document.fiscal_year_source.map(|s| s.as_str()),
    );
    optional(screen, "fiscal year", year)?;
    let indicators: usize = document
        .projects
        .iter()
        .map(|project| project.indicators.len())
        .sum();
    let counts = format!("{} with {indicators} indicators", document.projects.len());
    screen.field("projects", &counts)
}

fn draw_project<W: Write>(screen: &mut Screen<W>, project: &Project) -> std::io::Result<()> {
    let name = project.project_name.as_deref().unwrap_or("(no name)");
    screen.line(Look::Plain, "")?;
    screen.line(Look::Bold, &format!("{}  {name}", project.seq))?;
    optional(screen, "heading", project.heading.clone())?;
    screen.field(
        "layout",
        &format!("{} ({})", project.layout, project.kind.as_str()),
    )?;
    optional(screen, "project code", project.project_code.clone())?;
    optional(screen, "budget unit", organization(&project.budget_unit))?;
    optional(screen, "department", organization(&project.department))?;
    optional(
        screen,
        "implementing unit",
        project.implementing_unit.clone(),
    )?;
    let year = year(
        project.fiscal_year,
        project.fiscal_year_source.map(|s| s.as_str()),
    );
    optional(screen, "fiscal year", year)?;
    optional(screen, "start date", project.start_date.clone())?;
    optional(screen, "end date", project.end_date.clone())?;
    money(screen, project)?;
    optional(screen, "purpose", project.purpose.clone())?;
    for (label, list) in [
        ("objectives", &project.objectives),
        ("multi-year", &project.objectives_multi_year),
    ] {
        for (index, objective) in list.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            screen.field(label, &format!("{}. {objective}", index + 1))?;
        }
    }
    for task in &project.tasks {
        let amount = amount(&task.amount).unwrap_or_default();
        let content = task.content.as_deref().unwrap_or_default();
        screen.field("task", &format!("{}: {content} {amount}", task.name))?;
    }
    if let Some(evaluation) = &project.evaluation {
        draw_evaluation(screen, evaluation)?;
    }
    indicators(screen, &project.indicators)
}

fn money<W: Write>(screen: &mut Screen<W>, project: &Project) -> std::io::Result<()> {
    let budget = &project.budget;
    for (label, value) in [
        ("budget", &budget.total),
        ("fiscal funds", &budget.fiscal_funds),
        ("other funds", &budget.other_funds),
        ("carryover", &budget.carryover),
        ("multi-year total", &budget.multi_year_total),
    ] {
        optional(screen, label, amount(value))?;
    }
    for line in &project.funding {
        let text = format!(
            "{} ({}, {}): {}",
            line.label,
            line.source.as_str(),
            line.period.as_str(),
            amount(&line.amount).unwrap_or_else(|| "blank".to_owned())
        );
        screen.field("funding", &text)?;
    }
    Ok(())
}

fn draw_evaluation<W: Write>(
    screen: &mut Screen<W>,
    evaluation: &Evaluation,
) -> std::io::Result<()> {
    optional(
        screen,
        "original budget",
        amount(&evaluation.original_budget),
    )?;
    optional(screen, "annual budget", amount(&evaluation.annual_budget))?;
    optional(screen, "executed", amount(&evaluation.executed))?;
    let rate = evaluation.execution_rate.map(|rate| format!("{rate} %"));
    optional(screen, "execution rate", rate)?;
    let score = evaluation.total_score.map(|score| score.to_string());
    optional(screen, "total score", score)?;
    optional(screen, "grade", evaluation.grade.clone())
}

/// The indicators as a table; columns that no indicator fills are left out.
fn indicators<W: Write>(screen: &mut Screen<W>, list: &[Indicator]) -> std::io::Result<()> {
    type Cell = fn(&Indicator) -> String;
    let columns: [(&str, Cell); 10] = [
        ("#", |indicator| indicator.seq.to_string()),
        ("level 1", |indicator| {
            indicator.level1.clone().unwrap_or_default()
        }),
        ("level 2", |indicator| {
            indicator.level2.clone().unwrap_or_default()
        }),
        ("indicator", |indicator| indicator.level3.clone()),
        ("description", |indicator| {
            indicator.description.clone().unwrap_or_default()
        }),
        ("as printed", |indicator| indicator.target.raw.clone()),
        ("understood", |indicator| meaning(&indicator.target)),
        ("reached", |indicator| {
            indicator.actual.as_ref().map(meaning).unwrap_or_default()
        }),
        ("weight", |indicator| {
            indicator
                .weight
                .map(|weight| weight.to_string())
                .unwrap_or_default()
        }),
        ("score", |indicator| {
            indicator
                .score
                .map(|score| score.to_string())
                .unwrap_or_default()
        }),
    ];
    if list.is_empty() {
        return Ok(());
    }
    let used: Vec<_> = columns
        .iter()
        .filter(|(_, cell)| list.iter().any(|indicator| !cell(indicator).is_empty()))
        .collect();
    let header: Vec<&str> = used.iter().map(|(name, _)| *name).collect();
    let rows: Vec<Vec<String>> = list
        .iter()
        .map(|indicator| used.iter().map(|(_, cell)| cell(indicator)).collect())
        .collect();
    screen.line(Look::Plain, "")?;
    screen.table(&header, &rows)
}

fn findings<W: Write>(
    screen: &mut Screen<W>,
    document: &Document,
    language: Language,
) -> std::io::Result<()> {
    if document.findings.is_empty() {
        return Ok(());
    }
    screen.line(Look::Plain, "")?;
    let title = format!("{} findings", document.findings.len());
    screen.line(Look::Bold, &title)?;
    for finding in &document.findings {
        draw_finding(screen, finding, language)?;
    }
    Ok(())
}

fn draw_finding<W: Write>(
    screen: &mut Screen<W>,
    finding: &Finding,
    language: Language,
) -> std::io::Result<()> {
    let look = match finding.severity {
        Severity::Error => Look::Red,
        Severity::Warning => Look::Yellow,
        Severity::Info => Look::Cyan,
        Severity::NotEvaluable => Look::Dim,
    };
    let place = [
        ("table", finding.location.table),
        ("row", finding.location.row),
    ]
    .iter()
    .filter_map(|(word, number)| Some(format!(", {word} {}", (*number)?)))
    .collect::<String>();
    let title = format!("  {} {}{place}", finding.severity.as_str(), finding.code);
    screen.line(look, &title)?;
    screen.field("", message(finding, language))?;
    optional(screen, "evidence", finding.evidence.clone())
}

fn optional<W: Write>(
    screen: &mut Screen<W>,
    label: &str,
    text: Option<String>,
) -> std::io::Result<()> {
    match text {
        Some(text) => screen.field(label, &text),
        None => Ok(()),
    }
}

fn year(year: Option<i32>, source: Option<&str>) -> Option<String> {
    Some(format!("{} (from {})", year?, source.unwrap_or("nowhere")))
}

fn organization(organization: &Option<Organization>) -> Option<String> {
    let organization = organization.as_ref()?;
    let parts = [&organization.code, &organization.name];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Some(parts.join(" "))
}

fn amount(amount: &Option<Amount>) -> Option<String> {
    let amount = amount.as_ref()?;
    Some(match amount.yuan {
        Some(yuan) => format!("{} = {yuan} 元", amount.raw),
        None => format!("{} (not understood)", amount.raw),
    })
}

/// What a target value means, in short.
fn meaning(target: &Target) -> String {
    let mut parts = vec![target.kind.as_str().to_owned()];
    parts.extend(target.op.map(|op| op.as_str().to_owned()));
    let value = match (target.value, target.value_high) {
        (Some(low), Some(high)) => Some(format!("{low}..{high}")),
        (low, high) => low.or(high).map(|value| value.to_string()),
    };
    parts.extend(value);
    parts.extend(target.unit.clone());
    let date = match (&target.date_start, &target.date_end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}..{end}")),
        (start, end) => start.clone().or_else(|| end.clone()),
    };
    parts.extend(date);
    if !target.flags.is_empty() {
        parts.push(format!("({})", target.flags.join(", ")));
    }
    parts.join(" ")
}
