//! The notes below the tables: whether a blank table has one, and whether the note fits its table.
//!
//! In: the heads of the tables, and the lines of overviews. Out: findings at the table.

use rust_decimal::Decimal;

use super::disclosure::{flaw, tables};
use super::figure::Content;
use super::titles::name_of;
use crate::check::rule::{Input, Rule};
use crate::check::text::holds;
use crate::finding::{Finding, Severity};
use crate::record::{BudgetLine, BudgetTable, BudgetTableKind, Fund, TableStatus};

/// A table without values and without a note that says so.
pub(crate) const BLANK_WITHOUT_NOTE: Rule = Rule {
    code: "budget-blank-without-note",
    id: "BGT-C03",
    severity: Severity::Warning,
    check: |input| tables(input).filter_map(without_note).collect(),
};

/// A filled table whose note says that it is empty, or a note about another table.
pub(crate) const NOTE_CONTRADICTS: Rule = Rule {
    code: "budget-note-contradicts",
    id: "BGT-C04",
    severity: Severity::Warning,
    check: contradictions,
};

/// Words of the template in a note.
pub(crate) const NOTE_TEMPLATE: Rule = Rule {
    code: "budget-note-template",
    id: "BGT-C05",
    severity: Severity::Info,
    check: templates,
};

/// A blank table of a fund of which an overview shows money.
pub(crate) const BLANK_BUT_USED: Rule = Rule {
    code: "budget-blank-but-used",
    id: "BGT-C06",
    severity: Severity::Error,
    check: used,
};

fn without_note(table: &BudgetTable) -> Option<Finding> {
    (table.status == TableStatus::Blank).then(|| {
        let name = name_of(table.kind);
        flaw(
            table,
            Severity::Warning,
            format!("{}没有数据，也没有说明", name.zh),
            format!("The {} has no values and no note that says why", name.en),
        )
    })
}

fn contradictions(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for table in tables(input) {
        if table.note_says_empty && table.status == TableStatus::Filled {
            found.push(flaw(
                table,
                Severity::Warning,
                "表中有数据，但说明称本表为空表".to_owned(),
                "The table has values, but its note says that it is empty".to_owned(),
            ));
        }
        let note = table
            .note
            .as_deref()
            .filter(|_| table.note_says_empty)
            .unwrap_or_default();
        let named = |kind: BudgetTableKind| {
            let list = words.table_words.get(kind.as_str());
            list.is_some_and(|list| holds(note, list))
        };
        let others = [
            BudgetTableKind::GovernmentFund,
            BudgetTableKind::StateCapital,
            BudgetTableKind::ThreePublic,
        ];
        if !others.contains(&table.kind) || named(table.kind) {
            continue;
        }
        if let Some(other) = others
            .into_iter()
            .find(|kind| *kind != table.kind && named(*kind))
        {
            let (own, other) = (name_of(table.kind), name_of(other));
            found.push(flaw(
                table,
                Severity::Warning,
                format!("{}下的说明针对的是{}", own.zh, other.zh),
                format!("The note below the {} concerns the {}", own.en, other.en),
            ));
        }
    }
    found
}

fn templates(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words.note_template;
    let left = |table: &&BudgetTable| table.note.as_deref().is_some_and(|note| holds(note, words));
    let found = tables(input).filter(left).map(|table| {
        let finding = flaw(
            table,
            Severity::Info,
            "表下说明留有模板文字，请替换为本单位的情况".to_owned(),
            "The note still has words of the template; replace them".to_owned(),
        );
        Finding {
            evidence: table.note.clone(),
            ..finding
        }
    });
    found.collect()
}

fn used(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for (kind, fund) in [
        (BudgetTableKind::GovernmentFund, Fund::GovernmentFund),
        (BudgetTableKind::StateCapital, Fund::StateCapital),
    ] {
        let blank = tables(input).find(|table| {
            table.kind == kind
                && matches!(
                    table.status,
                    TableStatus::Blank | TableStatus::DeclaredEmpty
                )
        });
        let Some(blank) = blank else { continue };
        let overviews = tables(input).filter(|table| {
            matches!(
                table.kind,
                BudgetTableKind::Overview | BudgetTableKind::FiscalOverview
            )
        });
        let lines = overviews.flat_map(|table| table.lines.iter().map(move |line| (table, line)));
        let of_fund = lines.filter(|(_, line)| line.fund == Some(fund));
        found.extend(
            of_fund
                .filter_map(|(table, line)| shown(blank, table, line))
                .next(),
        );
    }
    found
}

/// A finding where the overview shows money of the fund.
fn shown(blank: &BudgetTable, table: &BudgetTable, line: &BudgetLine) -> Option<Finding> {
    let name = name_of(blank.kind);
    let (at, row) = (line.source.table, line.source.row);
    let amount = &line.amount_raw;
    match Content::of(table, line) {
        Content::Printed(figure) if figure.yuan > Decimal::ZERO => Some(flaw(
            blank,
            Severity::Error,
            format!("{}没有数据，但表{at}第{row}行列有{amount}", name.zh),
            format!(
                "The {} has no values, but table {at} row {row} shows {amount}",
                name.en
            ),
        )),
        Content::Unread(_) => Some(flaw(
            blank,
            Severity::NotEvaluable,
            format!("表{at}第{row}行“{amount}”不是确定的金额，无法核对"),
            format!(
                "\"{amount}\" in table {at} row {row} is not a certain amount, so it could not be compared"
            ),
        )),
        _ => None,
    }
}
