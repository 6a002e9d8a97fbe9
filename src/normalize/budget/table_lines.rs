//! The lines of a statutory table: one for every printed value.
//!
//! In: a [`StatutoryTable`] and the facts of the table. Out: [`BudgetLine`]s, row by row and from left to right.

use std::ops::Range;

use rust_decimal::Decimal;

use super::dimensions::{self, ColumnMeaning, breakdown_of, meaning_of};
use super::printed_value::PrintedValue;
use super::row_label::folded;
use super::row_set::{SetRow, rows_of_set};
use super::row_tree::{RowNode, full_code, nodes_of};
use crate::normalize::amount::amount_unit_of;
use crate::recognize::{StatutoryCell, StatutoryTable};
use crate::record::{
    AmountUnit, Breakdown, BudgetLine, BudgetLineSource, BudgetTableKind, EconomicKind, Phase,
    Side, Stage, ThreePublicItem, ValueKind,
};
use crate::vocabulary::budget::{BudgetWords, ColumnRole};
use crate::vocabulary::values::ValueWords;

/// The facts that hold for all lines of a table.
#[derive(Clone, Copy)]
pub(super) struct LineContext<'c> {
    pub table_id: &'c str,
    pub unit: Option<AmountUnit>,
    pub phase: Option<Phase>,
    pub year: Option<i32>,
    pub words: &'c BudgetWords,
    pub values: &'c ValueWords,
}

/// A set with its rows.
struct ReadSet<'t> {
    columns: Vec<(usize, ColumnMeaning)>,
    rows: Vec<SetRow<'t>>,
    nodes: Vec<RowNode>,
    side: Side,
    breakdown: Option<Breakdown>,
    /// Another set divides the same side before this one.
    again: bool,
}

/// All lines of the table.
pub(super) fn lines_of(table: &StatutoryTable, context: &LineContext<'_>) -> Vec<BudgetLine> {
    let sets = read_sets(table, context);
    let mut placed: Vec<(usize, usize, BudgetLine)> = Vec::new();
    for set in &sets {
        for (at, row) in set.rows.iter().enumerate() {
            for (column, cell) in &row.values {
                let line = line_of(table, set, at, (*column, cell), context);
                placed.push((row.row, *column, line));
            }
        }
    }
    placed.sort_by_key(|(row, column, _)| (*row, *column));
    let lines = placed.into_iter().map(|(_, _, line)| line);
    lines
        .zip(1..)
        .map(|(line, seq)| BudgetLine {
            line_id: format!("{}-l{seq:04}", context.table_id),
            seq,
            ..line
        })
        .collect()
}

fn read_sets<'t>(table: &'t StatutoryTable, context: &LineContext<'_>) -> Vec<ReadSet<'t>> {
    let mut sets: Vec<ReadSet<'t>> = Vec::new();
    for range in &table.sets {
        let mut rows = rows_of_set(table, range, context.words);
        take_covering_labels(table, range, &mut rows, context.words);
        let set = read_set(table, range, rows, context);
        sets.push(set);
    }
    for at in 1..sets.len() {
        let (before, own) = sets.split_at_mut(at);
        if let Some(set) = own.first_mut() {
            set.again = before.iter().any(|other| {
                other.side == set.side && other.breakdown != set.breakdown && !other.rows.is_empty()
            });
        }
    }
    sets
}

fn read_set<'t>(
    table: &'t StatutoryTable,
    range: &Range<usize>,
    rows: Vec<SetRow<'t>>,
    context: &LineContext<'_>,
) -> ReadSet<'t> {
    let words = context.words;
    let values = range
        .clone()
        .filter(|&at| !table.columns[at].role.is_of_label());
    let columns: Vec<(usize, ColumnMeaning)> = values
        .map(|at| (at, meaning_of(table, range, at, words)))
        .collect();
    let side = columns
        .first()
        .map_or(Side::Expenditure, |(_, meaning)| meaning.side);
    let breakdown = breakdown_of(table, range, &rows, side, words);
    let amount = |row: usize, column: usize| {
        let (_, cell) = rows
            .get(row)?
            .values
            .iter()
            .find(|(own, _)| *own == column)?;
        let unit = context.unit.or(Some(AmountUnit::Yuan));
        let value = PrintedValue::of(&cell.text, unit, (None, None), &[], context.values);
        Some((value.yuan?, value.precision?))
    };
    let nodes = nodes_of(&rows, words, amount);
    ReadSet {
        columns,
        nodes,
        rows,
        side,
        breakdown,
        again: false,
    }
}

/// A value whose own label is blank takes the sum's label that stands left of it, in a set that has no value in this row.
fn take_covering_labels(
    table: &StatutoryTable,
    range: &Range<usize>,
    rows: &mut [SetRow<'_>],
    words: &BudgetWords,
) {
    let labelled = table.columns[range.clone()]
        .iter()
        .any(|column| column.role.is_label());
    for row in rows
        .iter_mut()
        .filter(|row| row.label.is_none() && labelled && !row.values.is_empty())
    {
        let Some(cells) = table.rows.get(row.row).map(|row| &row.cells) else {
            continue;
        };
        let mut label = None;
        for at in (0..range.start).rev() {
            let column = &table.columns[at];
            let Some(cell) = cells[at].iter().find(|cell| !cell.text.trim().is_empty()) else {
                continue;
            };
            if column.role.is_label() {
                label = Some(cell);
            }
            break;
        }
        let found = label.map(|cell| super::row_label::RowLabel::of(&cell.text, words));
        row.label = found.filter(|label| {
            words.without_sum(&label.text).is_some() || words.is_balance(&label.text)
        });
    }
}

fn line_of(
    table: &StatutoryTable,
    set: &ReadSet<'_>,
    at: usize,
    (column, cell): (usize, &StatutoryCell),
    context: &LineContext<'_>,
) -> BudgetLine {
    let (row, node) = (&set.rows[at], &set.nodes[at]);
    let words = context.words;
    let found = set.columns.iter().find(|(own, _)| *own == column);
    let meaning = found
        .map(|(_, meaning)| meaning.clone())
        .unwrap_or_else(|| meaning_of(table, &(column..column + 1), column, words));
    let beside = set
        .columns
        .iter()
        .any(|(own, other)| *own != column && other.spending.is_some());
    let item = dimensions::item(table, &meaning, node, words);
    let path = &table.columns[column].path;
    let unit = path
        .iter()
        .rev()
        .find_map(|text| amount_unit_of(text, context.values))
        .or(context.unit);
    let labels: Vec<&str> = path
        .iter()
        .chain(row.label.iter().map(|label| &label.raw))
        .map(String::as_str)
        .collect();
    let stage = meaning.stage.or(match context.phase {
        Some(Phase::Budget) => Some(Stage::Budget),
        Some(Phase::Final) => Some(Stage::Final),
        Some(Phase::Execution) => Some(Stage::Executed),
        None => None,
    });
    let text = table.columns[column].role == ColumnRole::Text;
    let value = match text {
        true => PrintedValue::of_words(&cell.text),
        false => PrintedValue::of(&cell.text, unit, (item, stage), &labels, context.values),
    };
    let others = set.columns.len() > 1;
    let column_leaf = !(others && (meaning.sum || meaning.of_which || meaning.price));
    let counts = !matches!(stage, Some(Stage::Change | Stage::ChangeRate));
    let running =
        table.kind == BudgetTableKind::ThreePublic && item == Some(ThreePublicItem::AgencyRunning);
    let additive = node.leaf
        && column_leaf
        && value.kind == ValueKind::Amount
        && counts
        && !set.again
        && !node.beside
        && !running;
    let mut line = BudgetLine {
        side: meaning.side,
        breakdown: set.breakdown,
        row_number: row.number.clone(),
        row_label: row.label.as_ref().map(|label| label.text.clone()),
        row_label_raw: row.label.as_ref().map(|label| label.raw.clone()),
        row_path: node.path.clone(),
        row_level: u32::try_from(node.path.len()).unwrap_or(u32::MAX).max(1),
        row_kind: node.kind,
        row_leaf: node.leaf,
        column_path: folded_path(path),
        column_leaf,
        spending: dimensions::spending(table, &meaning, beside, set.breakdown, row, node, words),
        fund: dimensions::fund(table, &meaning, set.breakdown, row, node, words),
        item,
        stage,
        amount_year: meaning.year.or(match meaning.earlier {
            true => context.year.map(|year| year - 1),
            false => context.year,
        }),
        value_kind: value.kind,
        amount_raw: value.raw,
        amount_yuan: value.yuan,
        precision_yuan: value.precision,
        value: value.value,
        value_unit: value.unit,
        value_text: value.text,
        additive,
        source: source_of(cell),
        ..blank_line()
    };
    add_codes(&mut line, row, set.breakdown);
    add_names(&mut line, table.kind, row);
    line
}

fn folded_path(path: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in path.iter().map(|text| folded(text)) {
        if out.last() != Some(&text) {
            out.push(text);
        }
    }
    out
}

fn source_of(cell: &StatutoryCell) -> BudgetLineSource {
    BudgetLineSource {
        table: cell.place.table.unwrap_or_default(),
        row: cell.place.row.unwrap_or_default(),
        column: cell.place.column.unwrap_or_default(),
        page: cell.place.page,
    }
}

fn add_codes(line: &mut BudgetLine, row: &SetRow<'_>, breakdown: Option<Breakdown>) {
    if row.codes.is_empty() {
        return;
    }
    line.code_raw = Some(row.codes.join(" | "));
    let Some(code) = full_code(&row.codes) else {
        return;
    };
    let part = |length: usize| code.get(..length).map(str::to_owned);
    match breakdown {
        Some(Breakdown::Function) => {
            line.function_class = part(3);
            line.function_section = part(5);
            line.function_item = part(7);
        }
        Some(Breakdown::EconomicDepartment | Breakdown::EconomicGovernment) => {
            line.economic_class = part(3);
            line.economic_section = part(5);
            line.economic_kind = Some(match breakdown {
                Some(Breakdown::EconomicGovernment) => EconomicKind::Government,
                _ => EconomicKind::Department,
            });
        }
        _ => {}
    }
}

fn add_names(line: &mut BudgetLine, kind: BudgetTableKind, row: &SetRow<'_>) {
    for (role, text) in &row.named {
        let text = Some(folded(text));
        match role {
            ColumnRole::ProjectCode => line.project_code = text,
            ColumnRole::ProjectName => line.project_name = text,
            ColumnRole::EconomicName => line.economic_name = text,
            ColumnRole::ProcurementClass => line.procurement_class = text,
            ColumnRole::ProcurementItem => line.procurement_item = text,
            ColumnRole::ProcurementMethod => line.procurement_method = text,
            ColumnRole::Quantity => {
                line.quantity = text.and_then(|text| text.parse::<Decimal>().ok());
            }
            _ => {}
        }
    }
    let sum = !matches!(
        line.row_kind,
        crate::record::RowKind::Line | crate::record::RowKind::OfWhich
    );
    if kind == BudgetTableKind::Procurement && line.row_kind == crate::record::RowKind::Total {
        line.procurement_class = None;
    }
    if kind == BudgetTableKind::Projects && !sum {
        line.project_name = line.project_name.take().or_else(|| line.row_label.clone());
    }
}

fn blank_line() -> BudgetLine {
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
        row_kind: crate::record::RowKind::Line,
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
        stage: None,
        amount_year: None,
        value_kind: ValueKind::None,
        amount_raw: String::new(),
        amount_yuan: None,
        precision_yuan: None,
        value: None,
        value_unit: None,
        value_text: None,
        additive: false,
        source: BudgetLineSource::default(),
    }
}
