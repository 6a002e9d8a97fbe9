//! Small invented pages: what a place may print that no sample has. Each recognition fault gets its page here first.

mod fields;
mod grids;
mod heads;
mod lists;
mod money;
mod sections;
mod sheets;
mod unread;
mod years;

use rust_decimal::Decimal;
use yusuan::convert::{Options, convert};
use yusuan::record::{Document, Project, ProjectKind};

const TITLE: &str = "<p>2024年项目支出绩效目标表</p>";
const NAMES: &str = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>";

fn page(body: &str) -> Document {
    let page = format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>");
    convert("page.html", page.as_bytes(), &Options::default())
}

/// The only project of a page.
fn only(document: &Document) -> &Project {
    let [project] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    project
}

/// Rows of cells divided by `|`; `2*text` covers two columns.
fn table(rows: &[&str]) -> String {
    let cell = |cell: &str| match cell.split_once('*') {
        Some((span, text)) => format!("<td colspan={span}>{text}</td>"),
        None => format!("<td>{cell}</td>"),
    };
    let row = |row: &&str| format!("<tr>{}</tr>", row.split('|').map(cell).collect::<String>());
    format!(
        "<table>{}</table>",
        rows.iter().map(row).collect::<String>()
    )
}

fn targets(project: &Project) -> Vec<&str> {
    project
        .indicators
        .iter()
        .map(|indicator| indicator.target.raw.as_str())
        .collect()
}

fn yuan(project: &Project) -> Option<Decimal> {
    project.budget.total.as_ref().and_then(|amount| amount.yuan)
}

/// Code and evidence of the findings with one of these codes.
fn told<'d>(document: &'d Document, codes: &[&str]) -> Vec<(&'d str, &'d str)> {
    document
        .findings
        .iter()
        .filter(|finding| codes.contains(&&*finding.code))
        .map(|finding| {
            let evidence = finding.evidence.as_deref();
            (&*finding.code, evidence.unwrap_or_default())
        })
        .collect()
}
