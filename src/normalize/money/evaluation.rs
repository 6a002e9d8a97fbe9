//! The figures of a self-evaluation: what was spent and how it was scored.
//!
//! In: the labelled values of a [`Match`]. Out: [`Evaluation`] and its places; also the year's budget where no other
//! label gives it.

use super::super::amount::plain_decimal;
use rust_decimal::Decimal;

use super::super::reports::second_value;
use super::super::year::only_year;
use super::amount_reader::AmountReader;
use super::{Money, first};
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match};
use crate::record::{Amount, Evaluation, ProjectKind};
use crate::vocabulary::{Field, Titles};

pub(super) fn evaluation_of(
    found: &Match,
    reader: &mut AmountReader<'_>,
    year: Option<i32>,
    titles: &Titles,
    places: &mut ProjectPlaces,
) -> Option<Evaluation> {
    let figure = |column: Field| {
        let of_column = || {
            let entries = found
                .entries
                .iter()
                .filter(move |entry| !is_earlier(entry, year));
            entries
                .filter(move |entry| entry.field != Field::Ignored)
                .filter(move |entry| {
                    entry.column == Some(column) || entry.column.is_none() && entry.field == column
                })
        };
        of_column()
            .find(|entry| matches!(entry.field, Field::BudgetTotal | Field::MultiYearTotal))
            .or_else(|| of_column().next())
    };
    let text = |field: Field| {
        // of several total scores, the last covers all the others
        found.entries.iter().rfind(|entry| {
            entry.field == field && entry.column.is_none() && !entry.value.trim().is_empty()
        })
    };
    let evaluated = found.kind == ProjectKind::SelfEvaluation
        || found
            .entries
            .iter()
            .filter(|entry| !is_earlier(entry, year))
            .any(|entry| entry.column == Some(Field::Executed) || entry.field == Field::Executed)
        || text(Field::TotalScore).is_some()
        || text(Field::ScoreAndGrade).is_some();
    if !evaluated {
        return None;
    }
    let rate = figure(Field::ExecutionRate);
    let (weight, points) = (figure(Field::BudgetWeight), figure(Field::BudgetScore));
    let both = text(Field::ScoreAndGrade);
    let result = text(Field::Grade);
    let score = text(Field::TotalScore).or(both).or(result);
    places.execution_rate = rate.map(|entry| entry.place).unwrap_or_default();
    places.execution_score = points.map(|entry| entry.place).unwrap_or_default();
    let points_in_all = score
        .and_then(|entry| plain_decimal(&entry.value).or_else(|| score_and_grade(&entry.value).0));
    places.total_score = score
        .filter(|entry| entry.field != Field::Grade || points_in_all.is_some())
        .map(|entry| entry.place)
        .unwrap_or_default();
    let mut amount = |column| figure(column).and_then(|entry| reader.amount(entry));
    Some(Evaluation {
        original_budget: amount(Field::OriginalBudget),
        annual_budget: amount(Field::AnnualBudget),
        executed: amount(Field::Executed),
        execution_rate: rate.and_then(|entry| plain_decimal(&entry.value)),
        execution_weight: weight.and_then(|entry| plain_decimal(&entry.value)),
        execution_score: points.and_then(|entry| plain_decimal(&entry.value)),
        total_score: points_in_all,
        grade: result
            .map(|entry| match score_and_grade(&entry.value) {
                (Some(_), Some(grade)) => grade_of(grade, titles).to_owned(),
                _ => grade_of(&entry.value, titles).to_owned(),
            })
            .or_else(|| {
                let (_, grade) = score_and_grade(&both.or(score)?.value);
                Some(grade_of(grade?, titles).to_owned())
            }),
    })
}

/// 98.5分，优 or 98.5分（优）: the score and the grade after it.
fn score_and_grade(text: &str) -> (Option<Decimal>, Option<&str>) {
    let divides = |c: char| c.is_whitespace() || ",，;；/、()（）".contains(c);
    let mut parts = text.trim().split(divides).filter(|part| !part.is_empty());
    let score = parts.next().and_then(plain_decimal);
    let grade = parts
        .next()
        .filter(|_| score.is_some() && parts.next().is_none());
    (score, grade)
}

/// □优 ☑良 □中 □差: the word after the one ticked box, or before it where the boxes follow their words. The whole text
/// where that is not clear.
fn grade_of<'t>(text: &'t str, titles: &Titles) -> &'t str {
    let text = text.trim();
    let is_mark = |marks: &[String], c: char| marks.iter().any(|mark| mark.chars().eq([c]));
    let checked = |c: char| is_mark(&titles.checked_marks, c);
    let boxed = |c: char| checked(c) || is_mark(&titles.checkbox_marks, c);
    let mut ticks = text.match_indices(checked);
    let (Some((at, tick)), None) = (ticks.next(), ticks.next()) else {
        return text;
    };
    let divides = |c: char| boxed(c) || c.is_whitespace() || "()（）[]".contains(c);
    let word = if text.starts_with(boxed) {
        text[at + tick.len()..]
            .split(divides)
            .find(|word| !word.is_empty())
    } else {
        text[..at].rsplit(divides).find(|word| !word.is_empty())
    };
    word.unwrap_or(text)
}

/// True for a value of an earlier year: 2023年执行数 next to the budget of 2024, or any value in the row or column of
/// 2023.
pub(super) fn is_earlier(entry: &Entry, year: Option<i32>) -> bool {
    entry
        .year
        .or_else(|| only_year(&entry.label))
        .is_some_and(|own| year.is_some_and(|year| own < year))
}

/// 年初预算数 | 100 | 全年预算数 | 90 without a total: the budget of the year is the adjusted one, else the original
/// one.
pub(super) fn total_of_columns(
    found: &Match,
    reader: &mut AmountReader<'_>,
    money: &mut Money,
    places: &mut ProjectPlaces,
) {
    let yuan = |amount: &Option<Amount>| amount.as_ref().and_then(|amount| amount.yuan);
    let known = money.budget.total.is_some();
    for column in [Field::AnnualBudget, Field::OriginalBudget] {
        let entry = found
            .entries
            .iter()
            .find(|entry| entry.field == column && entry.column.is_none());
        if let (true, Some(entry)) = (known, entry) {
            // 预算批复数 | 100 | 调整后预算数 | 120 in a form of targets: report the second value
            let amount = reader.amount(entry);
            let differs = yuan(&amount).is_some() && yuan(&amount) != yuan(&money.budget.total);
            if differs && money.evaluation.is_none() {
                reader.findings.push(second_value(entry));
            }
        } else if let Some(entry) = entry {
            let amount = reader.amount(entry);
            first(
                &mut money.budget.total,
                amount,
                &mut places.budget_total,
                entry.place,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades() {
        let titles = &crate::vocabulary::Vocabulary::builtin().titles;
        for (text, grade) in [
            ("□优 ☑良 □中 □差", "良"),
            ("优□ 良☑ 中□ 差□", "良"),
            ("优（ ） 良（√） 中（ ）", "良"),
            ("☑优 ☑良", "☑优 ☑良"),
            ("优√", "优"),
            ("√", "√"),
            ("优", "优"),
        ] {
            assert_eq!(grade_of(text, titles), grade, "{text}");
        }
        assert_eq!(score_and_grade("98.5分，优").1, Some("优"));
        assert_eq!(score_and_grade("良好").1, None);
    }

    #[test]
    fn plain_figures() {
        for (text, value) in [
            ("95%", Some("95")),
            ("10分", Some("10")),
            (" 9.50 ", Some("9.50")),
            ("1,200", Some("1200")),
            ("", None),
            ("—", None),
            ("10-20", None),
            ("3（含）", None),
        ] {
            assert_eq!(
                plain_decimal(text)
                    .map(|value| value.to_string())
                    .as_deref(),
                value,
                "{text}"
            );
        }
    }
}
