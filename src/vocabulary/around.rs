//! Takes unlisted labels apart: 部门支出预算数 consists of a known label and words that do not change its meaning.
//!
//! In: a label as printed. Out: the meaning of its known part, with the period that the other words name. Lost: the
//! other words. The caller reports each such label, because its meaning is a guess.

use serde::Deserialize;

use super::{Field, Meaning, Vocabulary};
use crate::record::Period;
use crate::text::{fold_label, without_brackets};

/// Maximum number of words that are removed from the beginning of a label.
const MAX_WORDS: usize = 3;
/// Minimum number of characters of the known part: shorter words are parts of too many others.
const MIN_KNOWN: usize = 3;

/// Fewest and most characters of a label that may be a slip of the pen: a shorter one is another word.
const MIN_SLIP: usize = 5;
const MAX_SLIP: usize = 12;

/// One sign more, less or other than the listed word behind its first two, or two neighbours in the wrong order.
fn is_slip_of(signs: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (short, long) = match signs.len() < word.len() {
        true => (signs, &word[..]),
        false => (&word[..], signs),
    };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    let differ = |from: usize| short.get(from..) == long.get(from..);
    match long.len() - short.len() {
        0 if long.is_empty() => false,
        0 if differ(1) => true,
        0 => long.len() > 1 && short[0] == long[1] && short[1] == long[0] && differ(2),
        1 => *short == long[1..],
        _ => false,
    }
}

/// The words that may surround a known label; `labels.yaml` explains each list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Around {
    annual: Vec<String>,
    multi_year: Vec<String>,
    neutral: Vec<String>,
    behind: Vec<String>,
    money: Vec<String>,
    asked: Vec<String>,
    sums: Vec<String>,
    goals: Vec<String>,
}

impl Around {
    /// Adds the words of another file.
    pub(super) fn extend(&mut self, other: Self) {
        for (words, more) in [
            (&mut self.annual, other.annual),
            (&mut self.multi_year, other.multi_year),
            (&mut self.neutral, other.neutral),
            (&mut self.behind, other.behind),
            (&mut self.money, other.money),
            (&mut self.asked, other.asked),
            (&mut self.sums, other.sums),
            (&mut self.goals, other.goals),
        ] {
            words.extend(more.iter().map(|word| fold_label(word, &[])));
        }
    }

    /// The label without one word at its beginning, in every possible way, each with the period that the removed word
    /// names.
    fn shorter<'k>(&self, key: &'k str) -> impl Iterator<Item = (&'k str, Option<Period>)> {
        let without = |words: &[String], period: Option<Period>| {
            words
                .iter()
                .filter_map(|word| key.strip_prefix(word.as_str()))
                .map(|rest| (rest, period))
                .collect::<Vec<_>>()
        };
        let annual = without(&self.annual, Some(Period::Annual));
        let multi_year = without(&self.multi_year, Some(Period::MultiYear));
        let neutral = without(&self.neutral, None);
        annual.into_iter().chain(multi_year).chain(neutral)
    }

    /// The label without the words of its period and of its project at its beginning, the period, and the number of
    /// words that name it.
    fn behind_period<'k>(&self, key: &'k str) -> (&'k str, Option<Period>, usize) {
        let (mut rest, mut period, mut words) = (key, None, 0);
        for _ in 0..MAX_WORDS {
            let next = self.shorter(rest).filter(|(shorter, said)| {
                let word = &rest[..rest.len() - shorter.len()];
                said.is_some() || !self.sums.iter().any(|sum| sum == word)
            });
            let Some((shorter, said)) = next.min_by_key(|(shorter, _)| shorter.len()) else {
                break;
            };
            (rest, period) = (shorter, period.or(said));
            words += usize::from(said.is_some());
        }
        (rest, period, words)
    }
}

/// The number of words in a text that consists of words of the lists only; `None` for any other text.
fn spelled(text: &str, lists: [&[String]; 2]) -> Option<usize> {
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        let words = || lists.iter().copied().flatten();
        rest = words()
            .filter_map(|word| rest.strip_prefix(word.as_str()))
            .min_by_key(|rest| rest.len())?;
        count += 1;
    }
    Some(count)
}

/// The probable meaning of an unlisted label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The meaning of the known part.
    pub meaning: Meaning,
    /// The known part.
    pub known: String,
}

impl Vocabulary {
    /// The meaning of a label that consists of a known one and of words that may surround it. `None` for listed labels,
    /// for text that is not a label, and if the known part is too short to be distinctive.
    pub fn composed(&self, text: &str) -> Option<Composed> {
        if self.meaning(text).is_some() || text.len() > super::MAX_LABEL_BYTES {
            return None;
        }
        let key = without_brackets(&fold_label(text, &self.prefixes));
        let key = key.trim_end_matches(|c: char| c.is_ascii_digit());
        // most texts are values: their parts say so at once
        if self.additions.is_empty() && !self.grammar.may_be_label(key) {
            return self.name_at_end(key).or_else(|| self.slip(key));
        }
        let behind = self.around.behind.iter();
        let bare = behind.filter_map(|word| key.strip_suffix(word.as_str()));
        let mut candidates: Vec<(&str, Option<Period>)> = std::iter::once(key)
            .chain(bare)
            .map(|key| (key, None))
            .collect();
        // candidates with fewer words removed come first, so that the known part is as long as possible
        for _ in 0..=MAX_WORDS {
            if let Some(found) = candidates
                .iter()
                .find_map(|&(key, period)| self.known_part(key, period))
            {
                return Some(found);
            }
            candidates = candidates
                .iter()
                .flat_map(|&(key, period)| {
                    self.around
                        .shorter(key)
                        .map(move |(rest, said)| (rest, period.or(said)))
                })
                .collect();
        }
        self.name_at_end(key)
            .or_else(|| self.spelled(key))
            .or_else(|| self.by_grammar(text))
            .or_else(|| self.slip(key))
    }

    /// What a label means whose every part is known.
    fn by_grammar(&self, text: &str) -> Option<Composed> {
        if self.levels.is_full_name(text) {
            return None;
        }
        let key = fold_label(text, &self.prefixes);
        let bare = without_brackets(&key);
        let meaning = (self.grammar.meaning(&bare)).or_else(|| self.grammar.meaning(&key))?;
        let field = meaning.head.or(meaning.column)?;
        let known = self.examples.get(&field).cloned().unwrap_or(bare);
        Some(Composed { meaning, known })
    }

    /// 专项名称金: the listed label that one sign was added to, dropped from, changed in, or whose neighbours changed places.
    fn slip(&self, key: &str) -> Option<Composed> {
        let signs: Vec<char> = key.chars().take(MAX_SLIP + 1).collect();
        if !(MIN_SLIP..=MAX_SLIP).contains(&signs.len()) || signs.iter().any(char::is_ascii_digit) {
            return None;
        }
        let alike = self.by_beginning.get(&[signs[0], signs[1]])?;
        let known = alike.iter().find(|word| is_slip_of(&signs, word))?;
        let meaning = *self.labels.get(known)?;
        Some(Composed {
            meaning,
            known: known.clone(),
        })
    }

    /// A label that consists only of words of a period and words for sums or objectives: 本年申请预算金额,
    /// 全周期绩效目标.
    fn spelled(&self, key: &str) -> Option<Composed> {
        let around = &self.around;
        let (rest, period, said) = around.behind_period(key);
        let ends = |words: &[String]| words.iter().any(|word| rest.ends_with(word.as_str()));
        let sum = || {
            // most texts do not consist of these words, so `holds` is evaluated last
            let words = spelled(rest, [&around.asked, &around.sums])?;
            let holds = || around.sums.iter().any(|word| rest.contains(word.as_str()));
            (words + said >= 2 && holds()).then_some(Field::BudgetTotal)
        };
        let goal = || {
            spelled(rest, [&around.goals, &[]])?;
            (said > 0 && ends(&around.goals)).then_some(Field::ObjectiveGroup)
        };
        let field = of_period(sum().or_else(goal)?, period)?;
        Some(Composed {
            meaning: Meaning {
                head: Some(field),
                column: None,
            },
            known: rest.to_owned(),
        })
    }

    /// A label that ends in a label of the project's name, whatever precedes it: 购买服务项目名称.
    fn name_at_end(&self, key: &str) -> Option<Composed> {
        if !key.ends_with(|last| self.name_ends.contains(&last)) {
            return None;
        }
        let mut starts = key.char_indices().skip(1).map(|(at, _)| at);
        let known = starts.find_map(|at| {
            let meaning = self.labels.get(&key[at..])?;
            (meaning.head == Some(Field::ProjectName)).then_some(&key[at..])
        })?;
        (known.chars().count() > MIN_KNOWN).then(|| Composed {
            meaning: Meaning {
                head: Some(Field::ProjectName),
                column: None,
            },
            known: known.to_owned(),
        })
    }

    /// The funding source that a short label names below a group of money: 省级, because 省级资金 is listed.
    pub fn short_source(&self, text: &str) -> Option<Field> {
        let whole = |word: &String| self.meaning(&[text.trim(), word.as_str()].concat());
        let head = self.around.money.iter().find_map(whole)?.head?;
        head.is_funding().then_some(head)
    }

    fn known_part(&self, key: &str, period: Option<Period>) -> Option<Composed> {
        if key.chars().count() < MIN_KNOWN {
            return None;
        }
        let meaning = self.labels.get(key)?;
        let meaning = Meaning {
            head: meaning.head.and_then(|field| of_period(field, period)),
            column: meaning.column.and_then(|field| of_period(field, period)),
        };
        (meaning != Meaning::default()).then(|| Composed {
            meaning,
            known: key.to_owned(),
        })
    }
}

/// The field for the period that the other words of the label name; `None` for fields that are too general to be
/// guessed.
fn of_period(field: Field, period: Option<Period>) -> Option<Field> {
    let field = match (field, period) {
        (
            Field::Ignored
            | Field::AmountUnit
            | Field::ProjectAttribute
            | Field::ProjectClass
            | Field::Remark,
            _,
        ) => return None,
        (Field::BudgetTotal, Some(Period::MultiYear)) => Field::MultiYearTotal,
        (Field::ObjectiveAnnual | Field::ObjectiveGroup, Some(Period::MultiYear)) => {
            Field::ObjectiveMultiYear
        }
        (Field::ObjectiveGroup, Some(Period::Annual)) => Field::ObjectiveAnnual,
        (Field::Target, Some(Period::MultiYear)) => Field::MultiYearTarget,
        (field, _) => field,
    };
    Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_apart() {
        let vocabulary = Vocabulary::builtin();
        for (printed, head, column) in [
            ("部门支出预算数", Some(Field::BudgetTotal), None),
            ("当年整体绩效目标", Some(Field::ObjectiveAnnual), None),
            ("三年绩效目标", Some(Field::ObjectiveMultiYear), None),
            ("项目预算执行情况（万元）", Some(Field::FundingGroup), None),
            ("2024-2026年资金总额", Some(Field::MultiYearTotal), None),
            ("年度绩效目标1", Some(Field::ObjectiveAnnual), None),
            ("三年总目标值", None, Some(Field::MultiYearTarget)),
            ("本年申请预算金额", Some(Field::BudgetTotal), None),
            ("2024年度安排资金", Some(Field::BudgetTotal), None),
            ("项目当年金额", Some(Field::BudgetTotal), None),
            ("三年安排资金", Some(Field::MultiYearTotal), None),
            ("项目全周期目标", Some(Field::ObjectiveMultiYear), None),
            ("项目当年预期目标", Some(Field::ObjectiveAnnual), None),
            ("完成年度工作目标", None, None),
            ("部门经费", Some(Field::BudgetTotal), None),
            // listed
            ("预算数", None, None),
            // not a label
            ("保障机关正常运转", None, None),
            ("上年预算数", Some(Field::Ignored), None),
            ("项目单位", None, None),
        ] {
            let composed = vocabulary.composed(printed).map(|found| found.meaning);
            let Meaning { head: h, column: c } = composed.unwrap_or_default();
            assert_eq!((h, c), (head, column), "{printed}");
        }
    }
}
