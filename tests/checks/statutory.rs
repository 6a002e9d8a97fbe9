//! Builds statutory tables from short lines, for the rules about them.
//!
//! ```text
//! year 2024                                  the budget year of the document
//! table expenditure 元 [key=value …]         keys: status, note, empty, year, scope, unit, title, phase; `-` is no unit
//! set expenditure function                   side and breakdown of the columns and rows that follow; `-` is none
//! columns 合计* | 支出/基本支出 | 增减:change | 预算数:budget@2023 | 费用#reception | 一般公共预算!general_public
//! row 20801 人力资源 | 10 | 4.00 | ?          a code, a label, values: blank, `?` is a text, `—` a dash, 5% a ratio
//! text 收入预算10万元。                        a paragraph of the document
//! reading budget-layout-unread               a finding about reading
//! ```
//!
//! `*` marks a sum column, `#` an item, `!` a fund, `$` a type of expenditure. Before a label, `=` marks a total, `-` a
//! subtotal, `~` a balance, `<` a part that does not reach its group and `&` one that does; each `>` is one level deeper.
//! Row n of a set is in row n; the columns of set m begin with column 10 m.

use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use yusuan::document::{Block, Document as Blocks, Paragraph};
use yusuan::finding::{Finding, Severity};
use yusuan::record::*;

/// The record and its paragraphs.
pub(crate) fn build(text: &str, mut record: Document) -> (Document, Blocks) {
    let mut blocks = Blocks::default();
    record.fiscal_year = Some(2024);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        match key {
            "year" => record.fiscal_year = rest.parse().ok(),
            "table" => {
                let seq = record.budget_tables.len() as u32 + 1;
                record
                    .budget_tables
                    .push(table(rest, seq, record.fiscal_year));
            }
            "reading" => {
                let code = ["budget-layout-unread"]
                    .into_iter()
                    .find(|code| *code == rest);
                let severity = Severity::Warning;
                record.findings.push(Finding::extraction(
                    code.unwrap(),
                    severity,
                    "未读",
                    "not read",
                ));
            }
            "text" => blocks.blocks.push(Block::Paragraph(Paragraph::new(rest))),
            _ => Builder::of(record.budget_tables.last_mut().unwrap()).line(key, rest),
        }
    }
    for table in &mut record.budget_tables {
        finish(table);
    }
    (record, blocks)
}

fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    (text != "-")
        .then(|| serde_json::from_value(text.into()).unwrap_or_else(|e| panic!("{text}: {e}")))
}

fn table(text: &str, seq: u32, year: Option<i32>) -> BudgetTable {
    let mut words = text.split(' ');
    let kind = word(words.next().unwrap()).unwrap();
    let amount_unit = words.next().and_then(word);
    let mut table = BudgetTable {
        table_id: format!("0123456789abcdef-t{seq:02}"),
        seq,
        kind,
        kind_source: KindSource::Both,
        phase: Some(Phase::Budget),
        title: None,
        form_code: None,
        department: None,
        unit: None,
        scope: Some(Scope::Department),
        fiscal_year: year,
        fiscal_year_source: Some(YearSource::Title),
        amount_unit,
        amount_unit_source: amount_unit.map(|_| AmountUnitSource::TitleLine),
        classification_year: year,
        status: TableStatus::Filled,
        note: None,
        note_says_empty: false,
        sets: 0,
        source: BudgetTableSource {
            table_first: Some(seq),
            table_last: Some(seq),
            ..BudgetTableSource::default()
        },
        lines: Vec::new(),
    };
    for pair in words {
        let (key, value) = pair.split_once('=').unwrap();
        match key {
            "status" => table.status = word(value).unwrap(),
            "note" => table.note = Some(value.to_owned()),
            "empty" => table.note_says_empty = true,
            "title" => table.title = Some(value.to_owned()),
            "scope" => table.scope = word(value),
            "phase" => table.phase = word(value),
            "year" => {
                table.fiscal_year = value.parse().ok();
                table.classification_year = table.fiscal_year;
            }
            other => panic!("no key {other}"),
        }
    }
    table
}

/// A line of the form about the last table. What the set and its columns are is kept in lines without a value.
struct Builder<'t>(&'t mut BudgetTable);

impl<'t> Builder<'t> {
    fn of(table: &'t mut BudgetTable) -> Self {
        Self(table)
    }

    fn line(self, key: &str, rest: &str) {
        let table = self.0;
        match key {
            "set" => {
                let (side, breakdown) = rest.split_once(' ').unwrap();
                table.sets += 1;
                let mut line = blank(table);
                (line.side, line.breakdown) = (word(side).unwrap(), word(breakdown));
                line.seq = 0;
                table.lines.push(line);
            }
            "columns" => {
                let set = table.lines.pop().unwrap();
                let columns = rest.split('|').enumerate();
                let columns =
                    columns.map(|(n, text)| column(&set, table.sets, n as u32, text.trim()));
                table.lines.extend(columns);
            }
            "row" => row(table, rest),
            other => panic!("no line {other}"),
        }
    }
}

/// A column: a line without a row, kept until the table is complete.
fn column(set: &BudgetLine, number: u32, n: u32, text: &str) -> BudgetLine {
    let mut line = set.clone();
    line.source.column = 10 * number + n;
    let end = text
        .find(['*', ':', '@', '#', '!', '$'])
        .unwrap_or(text.len());
    line.column_path = text[..end].split('/').map(str::to_owned).collect();
    let mut rest = &text[end..];
    while let Some(mark) = rest.chars().next() {
        let tail = &rest[1..];
        let end = tail
            .find(['*', ':', '@', '#', '!', '$'])
            .unwrap_or(tail.len());
        let value = &tail[..end];
        match mark {
            '*' => line.column_leaf = false,
            ':' => line.stage = word(value),
            '@' => line.amount_year = value.parse().ok(),
            '#' => line.item = word(value),
            '!' => line.fund = word(value),
            _ => line.spending = word(value),
        }
        rest = &tail[end..];
    }
    line
}

fn row(table: &mut BudgetTable, text: &str) {
    let mut cells = text.split('|').map(str::trim);
    let head = cells.next().unwrap();
    let last_set = table
        .lines
        .iter()
        .rfind(|line| line.seq == 0)
        .unwrap()
        .clone();
    let of_set =
        |line: &&BudgetLine| (line.side, line.breakdown) == (last_set.side, last_set.breakdown);
    let columns: Vec<BudgetLine> = table
        .lines
        .iter()
        .filter(|line| line.seq == 0)
        .filter(of_set)
        .cloned()
        .collect();
    let rows = table
        .lines
        .iter()
        .filter(|line| line.seq > 0)
        .filter(of_set);
    let number = rows.map(|line| line.source.row).max().unwrap_or_default() + 1;
    let shape = label(table, &last_set, head);
    for (column, cell) in columns
        .into_iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.is_empty())
    {
        let mut line = shape.clone();
        line.source = BudgetLineSource {
            row: number,
            ..column.source
        };
        line.column_path = column.column_path;
        line.column_leaf = column.column_leaf;
        (line.stage, line.amount_year) = (column.stage, column.amount_year);
        (line.item, line.fund) = (line.item.or(column.item), line.fund.or(column.fund));
        line.spending = line.spending.or(column.spending);
        value(&mut line, cell, table.amount_unit);
        line.seq = table.lines.len() as u32 + 1;
        line.line_id = format!("{}-l{:04}", table.table_id, line.seq);
        table.lines.push(line);
    }
}

/// What the lines of a row have in common.
fn label(table: &BudgetTable, set: &BudgetLine, head: &str) -> BudgetLine {
    let mut line = set.clone();
    (line.item, line.fund, line.spending) = (None, None, None);
    let depth = head.chars().take_while(|c| *c == '>').count();
    let head = &head[depth..];
    let (code, name) = match head.split_once(' ') {
        Some((code, name)) if code.bytes().all(|b| b.is_ascii_digit()) => (Some(code), name),
        _ => (None, head),
    };
    let mark = name.chars().next().unwrap_or(' ');
    let kind = match mark {
        '=' => RowKind::Total,
        '-' => RowKind::Subtotal,
        '~' => RowKind::Balance,
        '<' | '&' => RowKind::OfWhich,
        _ => RowKind::Line,
    };
    let name = if kind == RowKind::Line {
        name
    } else {
        &name[1..]
    };
    let name = dimension(&mut line, name);
    line.row_kind = kind;
    line.row_label = Some(name.to_owned()).filter(|name| !name.is_empty());
    line.row_label_raw = line.row_label.clone();
    line.code_raw = code.map(str::to_owned);
    if let Some(code) = code {
        codes(&mut line, code);
    }
    let mut path = group(table, &line, code, depth);
    path.extend(line.row_label.clone());
    line.row_level = path.len().max(1) as u32;
    line.row_path = path;
    line.value_text = (mark == '&').then(|| "reaches".to_owned());
    line
}

/// Takes the item, fund or type of expenditure off the end of a label.
fn dimension<'n>(line: &mut BudgetLine, name: &'n str) -> &'n str {
    let Some(at) = name.find(['#', '!', '$']) else {
        return name;
    };
    let value = &name[at + 1..];
    match name.as_bytes()[at] {
        b'#' => line.item = word(value),
        b'!' => line.fund = word(value),
        _ => line.spending = word(value),
    }
    &name[..at]
}

/// The path of the group that a row belongs to: that of the shorter code, or of the last row of that depth.
fn group(table: &BudgetTable, line: &BudgetLine, code: Option<&str>, depth: usize) -> Vec<String> {
    let of_set = |other: &&BudgetLine| {
        other.seq > 0 && (other.side, other.breakdown) == (line.side, line.breakdown)
    };
    let is_group = |other: &&BudgetLine| match code {
        Some(code) => other
            .code_raw
            .as_deref()
            .is_some_and(|other| other.len() < code.len() && code.starts_with(other)),
        None => depth > 0 && other.row_path.len() == depth,
    };
    let found = table.lines.iter().rev().filter(of_set).find(is_group);
    found.map(|line| line.row_path.clone()).unwrap_or_default()
}

fn codes(line: &mut BudgetLine, code: &str) {
    let part = |length: usize| code.get(..length).map(str::to_owned);
    let economic = matches!(
        line.breakdown,
        Some(Breakdown::EconomicDepartment | Breakdown::EconomicGovernment)
    );
    if economic {
        (line.economic_class, line.economic_section) = (part(3), part(5));
    } else {
        (
            line.function_class,
            line.function_section,
            line.function_item,
        ) = (part(3), part(5), part(7));
    }
    line.row_kind = match code.len() {
        3 => RowKind::Class,
        5 => RowKind::Section,
        _ => RowKind::Item,
    };
}

fn value(line: &mut BudgetLine, cell: &str, unit: Option<AmountUnit>) {
    line.amount_raw = cell.to_owned();
    if cell == "—" {
        line.value_kind = ValueKind::None;
    } else if let Some(rate) = cell.strip_suffix('%') {
        line.value_kind = ValueKind::Ratio;
        (line.value, line.value_unit) = (rate.parse().ok(), Some("%".to_owned()));
    } else if let Some(number) = cell.strip_suffix("万元") {
        value(line, number, Some(AmountUnit::TenThousand));
    } else if let Ok(number) = cell.parse::<Decimal>() {
        line.value_kind = ValueKind::Amount;
        line.amount_yuan = unit.map(|unit| number * unit.factor());
        let place = Decimal::new(1, number.scale());
        line.precision_yuan = unit.map(|unit| place * unit.factor());
    } else {
        line.value_kind = ValueKind::Text;
    }
}

fn blank(table: &BudgetTable) -> BudgetLine {
    BudgetLine {
        line_id: String::new(),
        seq: 0,
        side: Side::Expenditure,
        breakdown: None,
        row_number: None,
        row_label: None,
        row_label_raw: None,
        row_path: Vec::new(),
        row_level: 1,
        row_kind: RowKind::Line,
        row_leaf: true,
        function_class: None,
        function_section: None,
        function_item: None,
        economic_class: None,
        economic_section: None,
        economic_kind: None,
        code_raw: None,
        project_code: None,
        project_name: None,
        economic_name: None,
        procurement_class: None,
        procurement_item: None,
        procurement_method: None,
        quantity: None,
        column_path: Vec::new(),
        column_leaf: true,
        spending: None,
        fund: None,
        item: None,
        stage: Some(Stage::Budget),
        amount_year: table.fiscal_year,
        value_kind: ValueKind::Amount,
        amount_raw: String::new(),
        amount_yuan: None,
        precision_yuan: None,
        value: None,
        value_unit: None,
        value_text: None,
        additive: true,
        source: BudgetLineSource {
            table: table.seq,
            ..BudgetLineSource::default()
        },
    }
}

/// Takes the columns out again, and settles which rows are leaves.
fn finish(table: &mut BudgetTable) {
    table.lines.retain(|line| line.seq > 0);
    let others = table.lines.clone();
    for line in &mut table.lines {
        let is_below = |other: &BudgetLine| {
            other.breakdown == line.breakdown
                && other.row_path.len() > line.row_path.len()
                && other.row_path.starts_with(&line.row_path)
                && (other.row_kind != RowKind::OfWhich || other.value_text.is_some())
        };
        let is_sum = matches!(line.row_kind, RowKind::Total | RowKind::Subtotal);
        line.row_leaf = !is_sum && (line.row_path.is_empty() || !others.iter().any(is_below));
        line.additive = line.row_leaf && line.column_leaf && line.value_kind == ValueKind::Amount;
    }
    for line in &mut table.lines {
        line.value_text = None;
    }
}
