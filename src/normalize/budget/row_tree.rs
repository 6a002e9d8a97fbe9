//! The hierarchy of the rows of a set: what kind each row is, and of which row it is a part.
//!
//! In: [`SetRow`]s. Out: a [`RowNode`] for each. Strongest first: codes, groups of merged labels, numbering, funds below a
//! balance, 其中.

use rust_decimal::Decimal;

use super::row_label::{Ladder, RowLabel};
use super::row_set::SetRow;
use crate::record::RowKind;
use crate::vocabulary::budget::BudgetWords;

/// The place of a row in the hierarchy.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowNode {
    pub kind: RowKind,
    pub parent: Option<usize>,
    /// The labels of the groups and parents, outermost first, and its own.
    pub path: Vec<String>,
    pub leaf: bool,
    /// Below 其中, with amounts that do not reach those of the row above.
    pub beside: bool,
}

/// The digits of a code as printed, each further cell padded to two digits; `None` for a slip.
pub(super) fn full_code(codes: &[String]) -> Option<String> {
    let (first, rest) = codes.split_first()?;
    if first.len() < 3 || rest.is_empty() && !matches!(first.len(), 3 | 5 | 7) {
        return None;
    }
    let mut code = first.clone();
    rest.iter().for_each(|part| {
        // a cell may repeat the whole code
        if part.starts_with(code.as_str()) {
            code.clone_from(part);
        } else {
            code.push_str(&format!("{part:0>2}"));
        }
    });
    Some(code)
}

/// How deep a code is: 1 for 类, 2 for 款, 3 for 项.
fn code_depth(codes: &[String]) -> usize {
    match codes {
        [] => 0,
        [one] if one.len() >= 3 => (one.len() - 1) / 2,
        several => several.len(),
    }
}

/// The nodes of the rows; `amounts` gives the amount and the precision of a cell of a row.
pub(super) fn nodes_of(
    rows: &[SetRow<'_>],
    words: &BudgetWords,
    amount: impl Fn(usize, usize) -> Option<(Decimal, Decimal)>,
) -> Vec<RowNode> {
    let kinds: Vec<RowKind> = (0..rows.len()).map(|at| kind_of(rows, at, words)).collect();
    let mut builder = Builder {
        rows,
        words,
        kinds,
        parents: vec![None; rows.len()],
        ladders: Vec::new(),
        open: Vec::new(),
        group: None,
        balance: None,
    };
    (0..rows.len()).for_each(|at| builder.place(at));
    let (kinds, parents) = (builder.kinds, builder.parents);
    let mut nodes: Vec<RowNode> = (0..rows.len())
        .map(|at| RowNode {
            kind: kinds[at],
            parent: parents[at],
            path: path_of(rows, &parents, at),
            leaf: !matches!(kinds[at], RowKind::Total | RowKind::Subtotal),
            beside: false,
        })
        .collect();
    settle_leaves(rows, &mut nodes, amount);
    nodes
}

fn path_of(rows: &[SetRow<'_>], parents: &[Option<usize>], at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = Some(at);
    while let Some(row) = next {
        path.extend(rows[row].label.as_ref().map(|label| label.text.clone()));
        path.extend(
            rows[row]
                .groups
                .iter()
                .rev()
                .map(|label| label.text.clone()),
        );
        next = parents[row].filter(|parent| *parent < row);
    }
    path.reverse();
    path
}

fn kind_of(rows: &[SetRow<'_>], at: usize, words: &BudgetWords) -> RowKind {
    let row = &rows[at];
    match code_depth(&row.codes) {
        0 => {}
        1 => return RowKind::Class,
        2 => return RowKind::Section,
        _ => return RowKind::Item,
    }
    let Some(label) = &row.label else {
        return RowKind::Line;
    };
    let key = crate::text::fold_width(&label.text);
    if let Some(rest) = words.without_sum(&key) {
        let later = || {
            let mut labels = rows[at + 1..].iter().filter_map(|row| row.label.as_ref());
            labels.any(|label| {
                words
                    .without_sum(&label.text)
                    .is_some_and(|rest| words.is_whole(rest))
            })
        };
        let subtotal = words.is_subtotal(&key) || !row.groups.is_empty();
        let whole = words.is_whole(rest) || words.is_whole_year(rest) && !later();
        return match whole && !subtotal {
            true => RowKind::Total,
            false => RowKind::Subtotal,
        };
    }
    if heads_group(rows, at) {
        return RowKind::Subtotal;
    }
    if label.of_which {
        RowKind::OfWhich
    } else if words.is_balance(&key) {
        RowKind::Balance
    } else {
        RowKind::Line
    }
}

/// The next row stands in the group of this one: a tree by columns.
fn heads_group(rows: &[SetRow<'_>], at: usize) -> bool {
    let row = &rows[at];
    rows.get(at + 1).is_some_and(|next| {
        next.depth > row.depth && next.groups.len() > row.groups.len() && !row.values.is_empty()
    })
}

struct Builder<'b, 't> {
    rows: &'b [SetRow<'t>],
    words: &'b BudgetWords,
    kinds: Vec<RowKind>,
    parents: Vec<Option<usize>>,
    /// The kinds of numbering in the order in which they appear.
    ladders: Vec<Ladder>,
    /// The rows that deeper numbering belongs to, with their level.
    open: Vec<(usize, usize)>,
    /// The row above a group of 其中, and the numbering of the group.
    group: Option<(usize, Option<Ladder>)>,
    /// The last row of a balance, whose parts are funds.
    balance: Option<usize>,
}

impl Builder<'_, '_> {
    fn place(&mut self, at: usize) {
        let row = &self.rows[at];
        if !row.codes.is_empty() {
            self.parents[at] = self.parent_by_code(at);
            return;
        }
        let Some(label) = &row.label else { return };
        if !row.groups.is_empty() {
            return;
        }
        if label.of_which {
            let parent = self.group.map(|(parent, _)| parent).or(at.checked_sub(1));
            self.parents[at] = parent;
            self.group = parent.map(|parent| (parent, label.ladder));
            return;
        }
        if self.belongs_to_group(at, label) {
            self.parents[at] = self.group.map(|(parent, _)| parent);
            if self.kinds[at] == RowKind::Line {
                self.kinds[at] = RowKind::OfWhich;
            }
            return;
        }
        self.group = None;
        if let Some(balance) = self.balance
            && self.kinds[at] == RowKind::Line
            && self
                .words
                .fund_alone(&crate::text::fold_width(&label.text))
                .is_some()
        {
            self.parents[at] = Some(balance);
            self.kinds[at] = RowKind::Balance;
            return;
        }
        self.balance = (self.kinds[at] == RowKind::Balance).then_some(at);
        self.place_by_number(at, label.ladder);
    }

    fn belongs_to_group(&self, at: usize, label: &RowLabel) -> bool {
        let Some((parent, ladder)) = self.group else {
            return false;
        };
        let of_parent = self.rows[parent]
            .label
            .as_ref()
            .and_then(|label| label.ladder);
        match (ladder, label.ladder) {
            (Some(group), Some(own)) => group == own && of_parent != Some(own),
            (None, None) => of_parent.is_some() && self.kinds[at] == RowKind::Line,
            _ => false,
        }
    }

    fn place_by_number(&mut self, at: usize, ladder: Option<Ladder>) {
        let Some(ladder) = ladder else {
            self.open.clear();
            return;
        };
        let known = self.ladders.iter().position(|known| *known == ladder);
        let level = known.unwrap_or_else(|| {
            self.ladders.push(ladder);
            self.ladders.len() - 1
        });
        self.open.retain(|(above, _)| *above < level);
        self.parents[at] = self.open.last().map(|(_, row)| *row);
        self.open.push((level, at));
    }

    /// The nearest row above whose code is the beginning of this one, else the row directly above where its code is less deep.
    fn parent_by_code(&self, at: usize) -> Option<usize> {
        let depth = code_depth(&self.rows[at].codes);
        let coded = |row: &usize| !self.rows[*row].codes.is_empty();
        let less = |row: &usize| code_depth(&self.rows[*row].codes) < depth;
        let code = full_code(&self.rows[at].codes);
        let begins = |row: &usize| {
            let above = full_code(&self.rows[*row].codes);
            code.as_deref()
                .zip(above.as_deref())
                .is_some_and(|(code, above)| code.starts_with(above))
        };
        let above = (0..at).rev().filter(coded);
        let mut candidates = above.take(MAX_CODES_CLIMBED).filter(less);
        candidates
            .find(begins)
            .or_else(|| at.checked_sub(1).filter(coded).filter(less))
    }
}

/// Rows above a code that are searched for its beginning.
const MAX_CODES_CLIMBED: usize = 2_000;

/// A row with parts is no leaf; the parts below 其中 count only where they reach its amounts.
fn settle_leaves(
    rows: &[SetRow<'_>],
    nodes: &mut [RowNode],
    amount: impl Fn(usize, usize) -> Option<(Decimal, Decimal)>,
) {
    let mut of_which: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for at in 0..nodes.len() {
        if rows[at].values.is_empty() {
            continue;
        }
        let Some(parent) = nodes[at].parent else {
            continue;
        };
        if nodes[at].kind == RowKind::OfWhich {
            of_which[parent].push(at);
        } else {
            nodes[parent].leaf = false;
        }
    }
    for (parent, parts) in of_which
        .into_iter()
        .enumerate()
        .filter(|(_, parts)| !parts.is_empty())
    {
        let sum = matches!(nodes[parent].kind, RowKind::Total | RowKind::Subtotal);
        let columns = rows[parent].values.iter().map(|(column, _)| *column);
        let compared: Vec<usize> = columns
            .filter(|&column| parts.iter().any(|&part| amount(part, column).is_some()))
            .filter(|&column| amount(parent, column).is_some())
            .collect();
        let reached = !compared.is_empty()
            && compared.iter().all(|column| {
                let Some((whole, precision)) = amount(parent, *column) else {
                    return false;
                };
                let amounts = parts.iter().filter_map(|&part| amount(part, *column));
                let total: Decimal = amounts.map(|(amount, _)| amount).sum();
                let room = precision * Decimal::from(parts.len() + 1) / Decimal::TWO;
                (whole - total).abs() <= room
            });
        match reached || sum {
            true => nodes[parent].leaf = false,
            false => parts.iter().for_each(|&part| nodes[part].beside = true),
        }
    }
}
