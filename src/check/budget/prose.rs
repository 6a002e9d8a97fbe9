//! Sentences that print an amount and name a row that a table prints.
//!
//! In: the paragraphs of a document, and its tables by function. Out: findings at the line or page of the paragraph. A
//! sentence that cannot be tied to one row cannot be evaluated. Lost: sentences inside tables.

use rust_decimal::Decimal;

use super::columns::kinds;
use super::figure::{Figure, named, weight};
use super::ledger::{Row, Set};
use super::totals::{table_of, whole_column};
use crate::check::purpose::text_amounts;
use crate::check::rule::{Input, Rule};
use crate::check::subject::{money, operands};
use crate::document::{Block, Paragraph};
use crate::finding::{Finding, Location, Severity};
use crate::record::{AmountUnit, BudgetTableKind as Kind, RowKind};
use crate::text::{fold_letters, strip_enumeration};

/// The amount of a sentence differs from the row of the table.
pub(crate) const TEXT_ITEM: Rule = Rule {
    code: "budget-text-item",
    id: "BGT-D02",
    severity: Severity::Error,
    check: |input| sentences(input, amount_of_item),
};

/// The three names of a sentence are no path of the table.
pub(crate) const TEXT_NAME: Rule = Rule {
    code: "budget-text-name",
    id: "BGT-D03",
    severity: Severity::Warning,
    check: |input| sentences(input, names_of_item),
};

/// A class, a section and an item named in a sentence, with the amounts that follow.
struct Sentence<'d> {
    paragraph: &'d Paragraph,
    names: [&'d str; 3],
    amounts: Vec<(String, Decimal)>,
}

fn sentences(input: &Input, check: fn(&Input, &Sentence) -> Option<Finding>) -> Vec<Finding> {
    if input.ledgers.is_empty() {
        return Vec::new();
    }
    let paragraphs = input
        .document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) if !paragraph.toc => Some(paragraph),
            _ => None,
        });
    paragraphs
        .flat_map(|paragraph| read(input, paragraph))
        .filter_map(|sentence| check(input, &sentence))
        .collect()
}

/// The sentences of a paragraph that name an item.
fn read<'d>(input: &Input<'d>, paragraph: &'d Paragraph) -> Vec<Sentence<'d>> {
    let text = paragraph.text.as_str();
    let item = &input.vocabulary.checks.item;
    let starts: Vec<usize> = item.find_iter(text).map(|found| found.start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let captures = item.captures_iter(text).zip(ends);
    captures
        .filter_map(|(captures, end)| {
            let after = text.get(captures.get(0)?.end()..end)?;
            let after = after.split(['。', '；', ';']).next()?;
            let amounts = text_amounts(after, &input.vocabulary.values);
            let name = |group: usize| captures.get(group).map(|name| name.as_str());
            Some(Sentence {
                paragraph,
                names: [strip_enumeration(name(1)?).trim_start(), name(2)?, name(3)?],
                amounts: amounts
                    .into_iter()
                    .map(|amount| (amount.raw, amount.yuan))
                    .collect(),
            })
        })
        .filter(|sentence| !sentence.amounts.is_empty())
        .collect()
}

/// The sets of the table by function that the sentences explain.
fn explained<'a>(input: &Input<'a>) -> Option<&'a Set<'a>> {
    let kinds = [
        Kind::GeneralPublicExpenditure,
        Kind::FiscalByFunction,
        Kind::Expenditure,
    ];
    let tables = kinds
        .into_iter()
        .filter_map(|kind| table_of(input.ledgers, kind));
    let mut sets = tables.flat_map(|ledger| &ledger.sets);
    sets.find(|set| {
        set.rows
            .iter()
            .any(|row| row.line.row_kind == RowKind::Item)
    })
}

/// The row of an item with these names.
fn row_of<'s, 'a>(set: &'s Set<'a>, names: &[&str; 3]) -> Option<&'s Row<'a>> {
    let names = names.map(fold_letters);
    set.rows.iter().find(|row| {
        let path = row.line.row_path.iter().map(|label| fold_letters(label));
        path.eq(names.iter().cloned())
    })
}

fn amount_of_item(input: &Input, sentence: &Sentence) -> Option<Finding> {
    let Some(set) = explained(input) else {
        return Some(no_table(sentence));
    };
    let row = row_of(set, &sentence.names)?;
    let endings = &input.vocabulary.checks.words.sum_endings;
    let columns = kinds(set)
        .into_iter()
        .filter_map(|kind| whole_column(set, kind, endings));
    let figures: Vec<Figure> = columns
        .filter_map(|column| row.content(set.table, column).figure())
        .collect();
    let figure = figures.first()?;
    let fits = |(raw, yuan): &(String, Decimal)| {
        figures.iter().any(|figure| {
            weight(
                *yuan - figure.yuan,
                half(raw, *yuan) + figure.half,
                Severity::Error,
            )
            .is_none()
        })
    };
    if sentence.amounts.iter().any(fits) {
        return None;
    }
    match sentence.amounts.as_slice() {
        [(raw, yuan)] => Some(wrong_amount(sentence, figure, raw, *yuan)),
        _ => Some(flaw(
            sentence,
            Severity::NotEvaluable,
            format!("本句有多个金额，无法判断哪一个对应{}", named(figure)),
            format!(
                "The sentence has several amounts; none of them is that of {}",
                named(figure)
            ),
        )),
    }
}

fn wrong_amount(sentence: &Sentence, figure: &Figure, raw: &str, yuan: Decimal) -> Finding {
    let unit = Some(AmountUnit::TenThousand);
    let (a, b) = (money(yuan, unit), money(figure.yuan, unit));
    let source = figure.line.source;
    let (table, row) = (source.table, source.row);
    let finding = flaw(
        sentence,
        Severity::Error,
        format!(
            "文字中“{}”为{raw}，表{table}第{row}行为{b}",
            sentence.names[2]
        ),
        format!(
            "The text gives \"{}\" as {raw}, table {table} row {row} as {b}",
            sentence.names[2]
        ),
    );
    operands(finding, a, b, money(yuan - figure.yuan, unit))
}

fn names_of_item(input: &Input, sentence: &Sentence) -> Option<Finding> {
    let Some(set) = explained(input) else {
        return Some(no_table(sentence));
    };
    let nothing = sentence.amounts.iter().all(|(_, yuan)| yuan.is_zero());
    if nothing || row_of(set, &sentence.names).is_some() {
        return None;
    }
    let path = sentence.names.join(" / ");
    let table = set.rows.first().map_or(0, |row| row.line.source.table);
    Some(flaw(
        sentence,
        Severity::Warning,
        format!("文字中的科目“{path}”不在表{table}中，请核对类、款、项的名称"),
        format!(
            "Table {table} has no \"{path}\"; check the names of the class, the section and the item"
        ),
    ))
}

fn no_table(sentence: &Sentence) -> Finding {
    flaw(
        sentence,
        Severity::NotEvaluable,
        "没有按功能分类的支出表，无法核对文字中的科目".to_owned(),
        "There is no table of expenditure by function, so the item in the text could not be compared".to_owned(),
    )
}

fn flaw(sentence: &Sentence, severity: Severity, zh: String, en: String) -> Finding {
    Finding {
        location: Location {
            line: sentence.paragraph.line,
            page: sentence.paragraph.page,
            ..Location::default()
        },
        evidence: sentence
            .amounts
            .first()
            .map(|(raw, _)| format!("{} {raw}", sentence.names[2])),
        ..Finding::content("", severity, zh, en)
    }
}

/// Half a unit of the last printed place of an amount in a text, in yuan.
fn half(raw: &str, yuan: Decimal) -> Decimal {
    let digits: String = raw
        .chars()
        .filter(|c| *c != ',' && *c != '，')
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let number = digits
        .trim_end_matches('.')
        .parse::<Decimal>()
        .unwrap_or_default();
    let factor = yuan.checked_div(number).unwrap_or_default();
    Decimal::new(5, number.scale().min(20) + 1) * factor
}
