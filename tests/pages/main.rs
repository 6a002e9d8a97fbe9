//! Small invented pages: forms that a place may print and no sample has. Every fault of recognition first gets its page
//! in `sheets.txt`.
//!
//! `BLESS=1` writes what the program reads of them; review it before you keep it.

mod fields;
mod grids;
mod heads;
mod lists;
mod money;
mod sections;
#[path = "../sheets/mod.rs"]
mod sheets;
mod unread;
mod years;

use std::fmt::Write;

use rust_decimal::Decimal;
use yusuan::convert::{Options, convert};
use yusuan::record::{Document, Project, ProjectKind};

const TITLE: &str = "<p>2024年项目支出绩效目标表</p>";
const NAMES: &str = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>";

#[test]
fn sheets_are_read_as_written() {
    let mut read = String::new();
    let mut wrong = Vec::new();
    for sheet in sheets::all() {
        let (title, lines, expected) = (&sheet.title, &sheet.lines, &sheet.expected);
        let document = convert("page.html", sheet.page().as_bytes(), &Options::default());
        let found = sheets::facts(&document);
        if found.trim() != *expected {
            wrong.push(format!("{title}\nexpected:\n{expected}\nread:\n{found}"));
        }
        writeln!(read, "## {title}\n{lines}\n->\n{found}").unwrap();
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(sheets::FILE, read.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

fn page(body: &str) -> Document {
    convert(
        "page.html",
        sheets::page(body).as_bytes(),
        &Options::default(),
    )
}

/// The only project of a page.
fn only(document: &Document) -> &Project {
    let [project] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    project
}

/// A table from rows of cells separated by `|`; `2*text` covers two columns.
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
