//! Pages written as sheets of cells, with the facts that a reader finds in them, in `tests/pages/sheets.txt`.
//!
//! A case consists of `## title`, its lines, `->`, and the facts. A line with `|` is a row of a table, where `2*text`
//! covers two columns and `2^text` two rows; `--` ends a table; any other line is a paragraph.

#![allow(dead_code, reason = "each test looks at a part")]

use std::fmt::Write;

mod facts;

#[allow(unused_imports, reason = "the bends compare records, not facts")]
pub(crate) use facts::facts;

pub(crate) const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/sheets.txt");

/// One case of the file.
pub(crate) struct Sheet {
    /// A sentence about what the page shows.
    pub(crate) title: String,
    /// Its lines as written.
    pub(crate) lines: String,
    /// The facts that a reader finds, one per line.
    pub(crate) expected: String,
}

impl Sheet {
    /// The page as HTML.
    pub(crate) fn page(&self) -> String {
        page(&html(&self.lines))
    }
}

/// All cases, in the order of the file.
pub(crate) fn all() -> Vec<Sheet> {
    let file = std::fs::read_to_string(FILE).unwrap();
    let sheet = |case: &str| {
        let (printed, expected) = case.split_once("\n->\n").expect("a case has ->");
        let (title, lines) = printed.split_once('\n').expect("a case has a title");
        Sheet {
            title: title.to_owned(),
            lines: lines.to_owned(),
            expected: expected.trim().to_owned(),
        }
    };
    let sheets: Vec<Sheet> = file.split("## ").skip(1).map(sheet).collect();
    for (at, sheet) in sheets.iter().enumerate() {
        let twice = sheets[..at].iter().any(|other| other.title == sheet.title);
        assert!(!twice, "two cases are called {}", sheet.title);
    }
    sheets
}

/// A page with this body.
pub(crate) fn page(body: &str) -> String {
    format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>")
}

fn html(lines: &str) -> String {
    let mut html = String::new();
    let mut open = false;
    for line in lines.lines() {
        let row = line.contains('|')
            || line
                .split_once('*')
                .is_some_and(|(span, _)| is_number(span));
        if open != row {
            html += if row { "<table>" } else { "</table>" };
            open = row;
        }
        if row {
            html += "<tr>";
            line.split('|').for_each(|text| html += &cell(text));
            html += "</tr>";
        } else if line != "--" {
            write!(html, "<p>{line}</p>").unwrap();
        }
    }
    html
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn cell(text: &str) -> String {
    let (mut text, mut attributes) = (text, String::new());
    for (mark, name) in [('*', "colspan"), ('^', "rowspan")] {
        if let Some((span, rest)) = text.split_once(mark).filter(|(span, _)| is_number(span)) {
            write!(attributes, " {name}={span}").unwrap();
            text = rest;
        }
    }
    format!("<td{attributes}>{text}</td>")
}
