//! A printed amount of a statutory table, sums of such amounts, and their comparison within the printed precision.
//!
//! In: lines of the record. Out: figures with half a unit of their last printed place, and findings with both operands
//! and their places. The tolerance is the sum of these halves over all operands, never a fixed number.

use rust_decimal::Decimal;

use crate::check::subject::{is_calculable, money, operands};
use crate::finding::{Finding, Location, Severity};
use crate::record::{BudgetLine, BudgetTable, ValueKind};

/// How many parts of a sum a message names.
const NAMED_PARTS: usize = 4;

/// A difference of at most so many times the tolerance is rounding that has accumulated.
const DRIFT: i64 = 10;

/// A printed amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    pub(super) table: &'a BudgetTable,
    pub(super) line: &'a BudgetLine,
    pub(super) yuan: Decimal,
    /// Half a unit of the last printed place, in yuan.
    pub(super) half: Decimal,
}

/// What a cell of a value column contains.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'a> {
    /// Nothing, a dash, or something that is not money.
    Blank,
    /// A text, or an amount whose value in yuan is unknown.
    Unread(&'a BudgetLine),
    /// An amount.
    Printed(Figure<'a>),
}

impl<'a> Content<'a> {
    pub(super) fn of(table: &'a BudgetTable, line: &'a BudgetLine) -> Self {
        match (line.value_kind, line.amount_yuan.filter(is_calculable)) {
            (ValueKind::Amount, Some(yuan)) => Self::Printed(Figure {
                table,
                line,
                yuan,
                half: line.precision_yuan.unwrap_or_default() / Decimal::TWO,
            }),
            (ValueKind::Amount | ValueKind::Text, _) => Self::Unread(line),
            _ => Self::Blank,
        }
    }

    pub(super) fn figure(self) -> Option<Figure<'a>> {
        match self {
            Self::Printed(figure) => Some(figure),
            _ => None,
        }
    }
}

/// A sum of figures.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum<'a> {
    pub(super) yuan: Decimal,
    /// The sum of the halves of the parts.
    pub(super) half: Decimal,
    /// The figures added; blank cells are not among them.
    pub(super) parts: Vec<Figure<'a>>,
    /// A part that was not read.
    pub(super) unread: Option<&'a BudgetLine>,
}

impl<'a> Sum<'a> {
    pub(super) fn add(&mut self, content: Content<'a>) {
        match content {
            Content::Blank => {}
            Content::Unread(line) => self.unread = self.unread.or(Some(line)),
            Content::Printed(figure) => {
                self.yuan += figure.yuan;
                self.half += figure.half;
                self.parts.push(figure);
            }
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.yuan += other.yuan;
        self.half += other.half;
        self.parts.extend(other.parts);
        self.unread = self.unread.or(other.unread);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.parts.is_empty() && self.unread.is_none()
    }
}

impl<'a> From<Figure<'a>> for Sum<'a> {
    fn from(figure: Figure<'a>) -> Self {
        let mut sum = Self::default();
        sum.add(Content::Printed(figure));
        sum
    }
}

impl<'a> FromIterator<Sum<'a>> for Sum<'a> {
    fn from_iter<I: IntoIterator<Item = Sum<'a>>>(sums: I) -> Self {
        let mut all = Self::default();
        for sum in sums {
            all.join(sum);
        }
        all
    }
}

/// The severity of a difference: `None` within the tolerance, a notice up to ten times the tolerance, else `severity`.
pub(super) fn weight(
    difference: Decimal,
    tolerance: Decimal,
    severity: Severity,
) -> Option<Severity> {
    let size = difference.abs();
    if size <= tolerance {
        None
    } else if size <= tolerance * Decimal::from(DRIFT) {
        Some(Severity::Info)
    } else {
        Some(severity)
    }
}

/// What two compared things are called, in both languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'n> {
    pub(super) zh: &'n str,
    pub(super) en: &'n str,
}

/// A finding where a figure and a sum differ.
pub(super) fn differing(
    figure: &Figure,
    sum: &Sum,
    names: Names,
    severity: Severity,
) -> Option<Finding> {
    let difference = figure.yuan - sum.yuan;
    let severity = weight(difference, figure.half + sum.half, severity)?;
    let unit = figure.table.amount_unit;
    let (a, b) = (money(figure.yuan, unit), money(sum.yuan, unit));
    let off = money(difference.abs(), unit);
    let (zh, en) = (parts_zh(sum), parts_en(sum));
    let (name, label) = (named(figure), called(figure));
    let finding = Finding {
        location: place(figure.line),
        evidence: Some(figure.line.amount_raw.clone()),
        ..Finding::content(
            "",
            severity,
            format!("{name}为{a}，{}（{zh}）为{b}，相差{off}", names.zh),
            format!(
                "{label} is {a}, but {} ({en}) is {b}, a difference of {off}",
                names.en
            ),
        )
    };
    Some(operands(finding, a, b, money(difference, unit)))
}

/// A finding that a comparison was not possible, at a line.
pub(super) fn unclear(line: &BudgetLine, zh: String, en: String) -> Finding {
    Finding {
        location: place(line),
        evidence: Some(line.amount_raw.clone()),
        ..Finding::content("", Severity::NotEvaluable, zh, en)
    }
}

/// A finding that a sum could not be checked, because a cell was not read.
pub(super) fn unread(figure: &Figure, cell: &BudgetLine) -> Finding {
    unclear(
        cell,
        format!(
            "“{}”不是确定的金额，无法核对{}",
            cell.amount_raw,
            named(figure)
        ),
        format!(
            "\"{}\" is not a certain amount, so {} could not be checked",
            cell.amount_raw,
            called(figure)
        ),
    )
}

/// The place of the cell of a line.
pub(super) fn place(line: &BudgetLine) -> Location {
    let known = |number: u32| (number > 0).then_some(number);
    Location {
        table: known(line.source.table),
        row: known(line.source.row),
        column: known(line.source.column),
        line: None,
        page: line.source.page,
    }
}

/// The row and the column of a line, as printed.
fn title(line: &BudgetLine) -> String {
    let row = line.row_label.as_deref();
    let column = line.column_path.last().map(String::as_str);
    let names: Vec<&str> = row.into_iter().chain(column).collect();
    names.join("·")
}

/// The name of a figure in Chinese.
pub(super) fn named(figure: &Figure) -> String {
    format!("“{}”", title(figure.line))
}

/// The name of a figure in English.
pub(super) fn called(figure: &Figure) -> String {
    format!("\"{}\"", title(figure.line))
}

fn parts_zh(sum: &Sum) -> String {
    let shown = sum.parts.iter().take(NAMED_PARTS).map(|part| {
        let source = part.line.source;
        format!(
            "表{}第{}行第{}列 {}",
            source.table, source.row, source.column, part.line.amount_raw
        )
    });
    let mut list = shown.collect::<Vec<_>>().join("，");
    if sum.parts.len() > NAMED_PARTS {
        list += &format!("等{}项", sum.parts.len());
    }
    list
}

fn parts_en(sum: &Sum) -> String {
    let shown = sum.parts.iter().take(NAMED_PARTS).map(|part| {
        let source = part.line.source;
        format!(
            "table {} row {} column {}: {}",
            source.table, source.row, source.column, part.line.amount_raw
        )
    });
    let mut list = shown.collect::<Vec<_>>().join(", ");
    if sum.parts.len() > NAMED_PARTS {
        list += &format!(", {} in all", sum.parts.len());
    }
    list
}
