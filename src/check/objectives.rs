//! Rules about the objective and its relation to the indicators.
//!
//! In: the annual objectives, the purpose and the indicators. Out: quantities that no indicator covers, objectives that
//! copy the purpose, and missing objectives.

use super::levels::filled;
use super::rule::{Input, Rule};
use super::subject::{Row, Subject};
use super::text::{clause_before, clause_behind, han_count};
use crate::finding::{Finding, Location, Severity};
use crate::limits::MAX_COMPARED_NUMBERS;
use crate::record::{ProjectKind, TargetKind};
use crate::text::{fold_letters, is_han};
use crate::vocabulary::checks::Words;

/// IND-011: no indicator carries a number of the objective.
pub(super) const GOAL_QUANTITY_UNCOVERED: Rule = Rule {
    code: "goal-quantity-uncovered",
    id: "IND-011",
    severity: Severity::Info,
    check: goal_quantity_uncovered,
};

/// IND-012: the objective is a copy of the purpose.
pub(super) const GOAL_EQUALS_PURPOSE: Rule = Rule {
    code: "goal-equals-purpose",
    id: "IND-012",
    severity: Severity::Info,
    check: goal_equals_purpose,
};

/// IND-013: there is no objective.
pub(super) const GOAL_MISSING: Rule = Rule {
    code: "goal-missing",
    id: "IND-013",
    severity: Severity::Error,
    check: goal_missing,
};

/// A number with its unit in an objective, and the nouns of the clause it is in.
struct Promise {
    printed: String,
    number: String,
    unit: String,
    words: String,
}

fn goal_quantity_uncovered(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    let subjects = input.subjects();
    for subject in subjects.filter(|s| s.project.kind == ProjectKind::Target) {
        let rows: Vec<Row> = filled(subject).collect();
        if rows.is_empty() {
            continue;
        }
        let (promises, all) = promises(input, subject);
        if !all {
            found.push(Finding {
                location: subject.places.objectives,
                ..subject.flaw(
                    Severity::NotEvaluable,
                    format!("一条绩效目标中的数字超过{MAX_COMPARED_NUMBERS}个，其余未核对"),
                    format!("An objective contains more than {MAX_COMPARED_NUMBERS} numbers; the others were not compared"),
                )
            });
        }
        for promise in promises {
            let related: Vec<bool> = rows
                .iter()
                .map(|row| shares_a_noun(&promise.words, &row.indicator.level3))
                .collect();
            let mut pairs = rows.iter().zip(&related);
            if pairs.any(|(row, related)| carries(row, &promise, *related)) {
                continue;
            }
            let mut pairs = rows.iter().zip(&related);
            if let Some((row, _)) = pairs.find(|(row, related)| **related && is_open(row)) {
                found.push(row.unclear(
                    "绩效目标中的数量可能对应此指标，但指标值不确定",
                    "A quantity in the objective may belong to this indicator, but the target is uncertain",
                ));
                continue;
            }
            found.push(uncovered(subject, &promise));
        }
    }
    found
}

/// The promises of the objectives, and whether the bound on numbers left none out.
fn promises(input: &Input, subject: Subject) -> (Vec<Promise>, bool) {
    let words = &input.vocabulary.checks.words;
    let mut found: Vec<Promise> = Vec::new();
    let mut all = true;
    for text in &subject.project.objectives {
        for (met, capture) in input
            .vocabulary
            .checks
            .goal_quantity
            .captures_iter(text)
            .enumerate()
        {
            if met == MAX_COMPARED_NUMBERS {
                all = false;
                break;
            }
            let (Some(whole), Some(number), Some(unit)) =
                (capture.get(0), capture.get(1), capture.get(2))
            else {
                continue;
            };
            let (before, behind) = (&text[..number.start()], &text[whole.end()..]);
            let continued = words
                .goal_unit_continuations
                .iter()
                .any(|word| behind.starts_with(word.as_str()));
            let part = before.ends_with(|c: char| c.is_ascii_digit() || ".-~～—/".contains(c));
            if before.trim_end().ends_with(words.ordinal.as_str()) || continued || part {
                continue;
            }
            let around = clause_around(words, before, behind);
            let repeated = found.iter().any(|p| {
                p.number == number.as_str() && p.unit == unit.as_str() && p.words == around
            });
            if han_count(&around) >= 2 && !repeated {
                found.push(Promise {
                    printed: whole.as_str().to_owned(),
                    number: number.as_str().to_owned(),
                    unit: unit.as_str().to_owned(),
                    words: around,
                });
            }
        }
    }
    (found, all)
}

/// The Han words of the clause that name something, separated by spaces.
fn clause_around(words: &Words, before: &str, behind: &str) -> String {
    let (left, right) = (clause_before(before), clause_behind(behind));
    // a full stop in half width ends a clause too: 完成活动.2023年预计
    let left = left.rsplit('.').next().unwrap_or(left);
    let mut text = format!("{left} {right}");
    for stop in &words.goal_stop_words {
        text = text.replace(stop.as_str(), " ");
    }
    let kept = text.chars().map(|c| if is_han(c) { c } else { ' ' });
    let kept: String = kept.collect();
    let nouns: Vec<&str> = kept
        .split(' ')
        .filter(|word| han_count(word) >= 2)
        .collect();
    nouns.join(" ")
}

/// True when two consecutive Han characters of the clause are also in the name.
fn shares_a_noun(clause: &str, name: &str) -> bool {
    let name = fold_letters(name);
    let clause: Vec<char> = clause.chars().collect();
    clause.windows(2).any(|pair| {
        pair.iter().all(|c| is_han(*c)) && name.contains(&pair.iter().collect::<String>())
    })
}

/// True for an indicator with the promise's unit and either its noun or its number.
fn carries(row: &Row, promise: &Promise, same_noun: bool) -> bool {
    let target = &row.indicator.target;
    let same_unit = row.first_unit().as_deref() == Some(&promise.unit)
        || (target.kind == TargetKind::Multi && target.raw.contains(&promise.unit));
    let same_number = target.value.is_some_and(|value| {
        let promised: Option<rust_decimal::Decimal> = promise.number.parse().ok();
        promised == Some(value)
    });
    same_unit && (same_noun || same_number)
}

/// True when the target cannot be read, so that it might be the promised number.
fn is_open(row: &Row) -> bool {
    matches!(
        row.indicator.target.kind,
        TargetKind::Empty | TargetKind::Placeholder
    ) || row.flagged(&[
        "malformed_op",
        "unit_incomplete",
        "unit_ambiguous",
        "op_conflict",
    ])
}

fn uncovered(subject: Subject, promise: &Promise) -> Finding {
    let Promise {
        printed,
        words,
        unit,
        ..
    } = promise;
    Finding {
        location: subject.places.objectives,
        evidence: Some(printed.clone()),
        operand_a: Some(printed.clone()),
        ..subject.flaw(
            Severity::Info,
            format!("绩效目标提到“{words}”{printed}，但没有以“{unit}”为单位的相应指标"),
            format!(
                "The objective promises {printed} ({words}), but there is no corresponding indicator in {unit}"
            ),
        )
    }
}

fn goal_equals_purpose(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let project = subject.project;
        let (Some(purpose), false) = (&project.purpose, project.objectives.is_empty()) else {
            continue;
        };
        let goal = without_numbering(&project.objectives.join("\n"));
        let purpose = without_numbering(purpose);
        if goal.is_empty() || goal != purpose {
            continue;
        }
        if han_count(&goal) < input.thresholds.objective_characters {
            found.push(subject.unclear(
                "绩效目标和资金用途过短，无法判断是否照抄",
                "The objective and the purpose are too short to check whether one is a copy of the other",
            ));
            continue;
        }
        found.push(Finding {
            location: subject.places.objectives,
            evidence: project.objectives.first().cloned(),
            ..subject.flaw(
                Severity::Info,
                "绩效目标与资金用途文字相同，没有说明要达到的效果".to_owned(),
                "The objective is identical to the purpose and does not say what is to be achieved"
                    .to_owned(),
            )
        });
    }
    found
}

/// The text folded and without the numbers of its entries, because the record's objectives no longer have theirs.
fn without_numbering(text: &str) -> String {
    let mut kept = String::new();
    for line in text.split(['\n', '；', ';']) {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || "（）()".contains(c));
        let numbered = rest.len() < line.len() && rest.starts_with(['.', '、', '．'])
            || line.starts_with(['（', '(']);
        kept.push_str(if numbered { rest } else { line });
    }
    fold_letters(&kept)
}

fn goal_missing(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let project = subject.project;
        if !project.objectives_multi_year.is_empty() {
            continue;
        }
        let location = subject.places.objectives;
        let text = project.objectives.join("\n");
        if text.is_empty() && location == Location::default() {
            found.push(subject.unclear(
                "表中没有找到绩效目标栏",
                "No cell for the objective was found in the form",
            ));
            continue;
        }
        found.extend(goal_flaw(input, &text).map(|(severity, zh, en)| Finding {
            location,
            evidence: project.objectives.first().cloned(),
            ..subject.flaw(severity, zh, en)
        }));
    }
    found
}

/// What is wrong with the text of an objective by itself, without looking at the indicators.
fn goal_flaw(input: &Input, text: &str) -> Option<(Severity, String, String)> {
    let needed = input.thresholds.objective_characters;
    let said = fold_letters(text);
    let count = said.chars().count();
    let blank = said.is_empty() || input.vocabulary.checks.words.no_objective.contains(&said);
    let placeholder = count < 2 * needed && input.vocabulary.checks.any_residue.is_match(text);
    // 完成3个项目 is short but complete
    let figure = said.chars().any(char::is_numeric);
    if blank || placeholder {
        Some((
            Severity::Error,
            "没有填写绩效目标".to_owned(),
            "The objective is missing".to_owned(),
        ))
    } else if count < needed && !figure {
        Some((
            Severity::Warning,
            format!("绩效目标只有{count}个字，没有说明要达到的效果"),
            format!(
                "The objective of {count} characters is too short to say what is to be achieved"
            ),
        ))
    } else {
        None
    }
}
