//! Small pages with one statutory table each, and the lines that a reader would type of them.
//!
//! `tables.txt` holds cases divided by blank lines. A case begins with `# name`; then come lines of text, the rows of the
//! table with their cells between `|`, and, after `->`, what the table says: its head, then one line per printed value. In a
//! cell, `<` continues the cell to the left and `^` the one above. `BLESS=1` writes what the program says; read it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use yusuan::convert::{Options, convert};
use yusuan::finding::{Category, Finding};
use yusuan::record::{BudgetLine, BudgetTable, Document};

/// A case: its name, the page, and the expected text.
struct Case {
    name: String,
    page: Vec<String>,
    expected: String,
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(file()).unwrap();
    text.split("\n# ").map(case).collect()
}

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statutory/tables.txt")
}

fn case(text: &str) -> Case {
    let (page, expected) = text.split_once("\n->\n").unwrap_or((text, ""));
    let mut lines = page.trim_start_matches("# ").lines().map(str::to_owned);
    Case {
        name: lines.next().unwrap(),
        page: lines.filter(|line| !line.trim().is_empty()).collect(),
        expected: expected.trim().to_owned(),
    }
}

/// The page as HTML: lines that begin with `|` are rows, `---` ends a table.
fn html(page: &[String]) -> String {
    let mut out = "<meta charset=utf-8>".to_owned();
    let is_row = |line: &&String| line.starts_with('|');
    let mut rest = page;
    while let Some(line) = rest.first() {
        let rows: Vec<Vec<String>> = rest
            .iter()
            .take_while(is_row)
            .map(|row| cells(row))
            .collect();
        if rows.is_empty() {
            if line != "---" {
                let _ = write!(out, "<p>{line}</p>");
            }
            rest = &rest[1..];
            continue;
        }
        rest = &rest[rows.len()..];
        out.push_str(&table(&rows));
    }
    out
}

fn cells(row: &str) -> Vec<String> {
    let inner = row.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

fn table(rows: &[Vec<String>]) -> String {
    let mut out = "<table>".to_owned();
    for (r, row) in rows.iter().enumerate() {
        out.push_str("<tr>");
        for (c, cell) in row
            .iter()
            .enumerate()
            .filter(|(_, cell)| *cell != "<" && *cell != "^")
        {
            let columns = 1 + row[c + 1..].iter().take_while(|cell| *cell == "<").count();
            let below = rows[r + 1..]
                .iter()
                .take_while(|row| row.get(c).is_some_and(|cell| cell == "^"));
            let text = cell.replace('/', "<br>").replace('÷', "/");
            let _ = write!(
                out,
                "<td colspan={columns} rowspan={}>{text}</td>",
                1 + below.count()
            );
        }
        out.push_str("</tr>");
    }
    out + "</table>"
}

fn record_of(html: &str) -> Document {
    convert("某局.html", html.as_bytes(), &Options::default())
}

/// What the record says of its statutory tables.
fn said(record: &Document) -> String {
    let mut out = String::new();
    for table in &record.budget_tables {
        head(table, &mut out);
        table.lines.iter().for_each(|line| print(line, &mut out));
    }
    let of_reading = |finding: &&Finding| {
        finding.category == Category::Extraction && finding.code != "no-performance-table"
    };
    for finding in record.findings.iter().filter(of_reading) {
        let evidence = finding.evidence.as_deref().unwrap_or_default();
        let _ = writeln!(out, "! {} {evidence}", finding.code);
    }
    out.trim().to_owned()
}

fn head(table: &BudgetTable, out: &mut String) {
    let word = |word: Option<&str>| word.unwrap_or("-").to_owned();
    let unit = table.unit.as_ref().and_then(|unit| unit.name.clone());
    let _ = writeln!(
        out,
        "{} {} {} {} {} {} {} {} sets={}{}",
        table.kind.as_str(),
        word(table.phase.map(|it| it.as_str())),
        word(table.scope.map(|it| it.as_str())),
        table
            .fiscal_year
            .map_or("-".to_owned(), |year| year.to_string()),
        word(table.amount_unit.map(|it| it.as_str())),
        word(unit.as_deref()),
        table.status.as_str(),
        word(table.form_code.as_deref()),
        table.sets,
        if table.note_says_empty {
            " note-says-empty"
        } else {
            ""
        },
    );
}

/// `label [path] raw = yuan : dimensions`; a `+` for additive lines, `*` for rows that are not leaves, `|` for sum columns.
fn print(line: &BudgetLine, out: &mut String) {
    let yuan = match (line.amount_yuan, line.value) {
        (Some(yuan), _) => format!(" = {}", yuan.normalize()),
        (None, Some(value)) => format!(
            " = {value} {}",
            line.value_unit.as_deref().unwrap_or_default()
        ),
        _ => String::new(),
    };
    let words = [
        Some(line.side.as_str()),
        line.breakdown.map(|it| it.as_str()),
        Some(line.row_kind.as_str()),
        line.fund.map(|it| it.as_str()),
        line.spending.map(|it| it.as_str()),
        line.item.map(|it| it.as_str()),
        line.stage.map(|it| it.as_str()),
        line.function_item
            .as_deref()
            .or(line.function_section.as_deref())
            .or(line.function_class.as_deref()),
        line.economic_section
            .as_deref()
            .or(line.economic_class.as_deref()),
        line.project_name.as_deref(),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let sign = |yes: bool, sign: &'static str| if yes { sign } else { "" };
    let _ = writeln!(
        out,
        "{}{}{} {} [{}] {}{yuan} : {} {}",
        sign(line.additive, "+"),
        sign(!line.row_leaf, "*"),
        sign(!line.column_leaf, "|"),
        line.row_path.join("/"),
        line.column_path.join("/"),
        line.amount_raw,
        words.join(" "),
        line.amount_year
            .map_or(String::new(), |year| year.to_string()),
    );
}

#[test]
fn tables_give_the_lines_that_a_reader_types() {
    let mut wrong = Vec::new();
    let mut blessed = Vec::new();
    for case in cases() {
        let found = said(&record_of(&html(&case.page)));
        if found != case.expected {
            wrong.push(format!(
                "{}\n{found}\n-- expected\n{}\n",
                case.name, case.expected
            ));
        }
        blessed.push(format!(
            "# {}\n{}\n->\n{found}\n",
            case.name,
            case.page.join("\n")
        ));
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(file(), blessed.join("\n")).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
