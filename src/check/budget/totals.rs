//! The whole of a set of columns: its total row in the column that holds everything.
//!
//! In: a set. Out: for each stage and year the printed total, or the sum of the outermost rows where none is printed.
//! Lost: totals of sets with several columns of which none sums the others.

use super::columns::{Kind, headers, is_sum, kinds};
use super::figure::{Figure, Sum};
use super::ledger::{Ledger, Set};
use crate::record::{BudgetTableKind, RowKind, Side};

/// The money of a set in one stage and year.
#[derive(Debug, Clone)]
pub(super) struct Whole<'a> {
    pub(super) kind: Kind,
    /// The printed total.
    pub(super) total: Option<Figure<'a>>,
    /// The last printed sum above the total: the money of the year.
    pub(super) subtotal: Option<Figure<'a>>,
    /// The outermost rows.
    pub(super) rows: Sum<'a>,
    /// The outermost rows without money of other years.
    pub(super) own: Sum<'a>,
}

impl<'a> Whole<'a> {
    /// The total, else the sum of the rows.
    pub(super) fn all(&self) -> Option<Sum<'a>> {
        let rows = || Some(self.rows.clone()).filter(certain);
        self.total.map(Sum::from).or_else(rows)
    }

    /// The money of the year: without what is carried over from or to another year.
    pub(super) fn of_the_year(&self) -> Option<Sum<'a>> {
        let own = Some(self.own.clone()).filter(certain);
        let total = self
            .total
            .filter(|_| self.own.parts.len() == self.rows.parts.len());
        self.subtotal.or(total).map(Sum::from).or(own)
    }
}

fn certain(sum: &Sum) -> bool {
    sum.unread.is_none() && !sum.is_blank()
}

/// The wholes of a set, in the order of its columns.
pub(super) fn wholes<'a>(set: &Set<'a>, endings: &[String]) -> Vec<Whole<'a>> {
    let columns = kinds(set).into_iter();
    columns
        .filter_map(|kind| Some((kind, whole_column(set, kind, endings)?)))
        .map(|(kind, column)| whole(set, kind, column))
        .collect()
}

/// The column that holds all money of a stage: the only one, or the sum column nearest to the root of the header.
pub(super) fn whole_column(set: &Set, kind: Kind, endings: &[String]) -> Option<usize> {
    let headers = headers(set, kind);
    if let [only] = headers.as_slice() {
        return Some(only.column);
    }
    let sums = headers.iter().filter(|header| is_sum(header.path, endings));
    let depth = sums.clone().map(|header| header.path.len()).min()?;
    let mut widest = sums.filter(|header| header.path.len() == depth);
    let first = widest.next()?;
    widest.next().is_none().then_some(first.column)
}

/// The figures of one column as a whole.
pub(super) fn whole<'a>(set: &Set<'a>, kind: Kind, column: usize) -> Whole<'a> {
    let values = set.values(column);
    let figures = |wanted: RowKind| {
        let sums = set
            .roots
            .iter()
            .filter(move |root| set.is_sum(**root) && set.kind(**root) == Some(wanted));
        sums.filter_map(|root| set.content(*root, column).figure())
            .next_back()
    };
    let rows = set.roots.iter().copied().filter(|root| !set.is_sum(*root));
    let own = rows
        .clone()
        .filter(|root| set.kind(*root) != Some(RowKind::Balance));
    Whole {
        kind,
        total: figures(RowKind::Total),
        subtotal: figures(RowKind::Subtotal).filter(|_| one_sum(set)),
        rows: rows.map(|root| values[root].clone()).collect(),
        own: own.map(|root| values[root].clone()).collect(),
    }
}

/// Several sums above a total are those of parts, not that of the year.
fn one_sum(set: &Set) -> bool {
    let sums = set
        .roots
        .iter()
        .filter(|root| set.is_sum(**root) && set.kind(**root) == Some(RowKind::Subtotal));
    sums.count() == 1
}

/// The first filled table of a kind.
pub(super) fn table_of<'l, 'a>(
    ledgers: &'l [Ledger<'a>],
    kind: BudgetTableKind,
) -> Option<&'l Ledger<'a>> {
    ledgers
        .iter()
        .find(|ledger| ledger.table.kind == kind && !ledger.table.lines.is_empty())
}

/// The wholes of one side of a table, those of the first set that has any.
pub(super) fn of_side<'a>(ledger: &Ledger<'a>, side: Side, endings: &[String]) -> Vec<Whole<'a>> {
    let sets = ledger.sets.iter().filter(|set| set.side == side);
    let mut all = sets.map(|set| wholes(set, endings));
    let printed = |wholes: &Vec<Whole>| wholes.iter().any(|whole| whole.total.is_some());
    let mut first = Vec::new();
    for wholes in all.by_ref() {
        if printed(&wholes) {
            return wholes;
        }
        if first.is_empty() {
            first = wholes;
        }
    }
    first
}
