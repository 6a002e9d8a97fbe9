//! Labels that are not listed, understood by what they are made of.
//!
//! In: a folded label. Out: what it asks for. Lost: the words that say nothing of it. Every part of the label must be known, else
//! it is a value: 学校取暖设施改造补助资金 ends like a label of money and is the name of a project. The parts and the families of
//! labels are data, in `grammar.yaml`.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::{Field, Meaning};
use crate::record::FundingSource;

/// Most characters of a label. Longer text is content.
const MAX_CHARS: usize = 22;
/// Fewest characters of a label that is taken apart.
const MIN_CHARS: usize = 2;
/// What no label holds.
const SENTENCE_MARKS: [char; 7] = ['。', ';', '；', ',', '，', '!', '?'];

/// The grammar as written; a user's file adds to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GrammarFile {
    words: BTreeMap<String, Vec<String>>,
    parts: Vec<String>,
    rest: BTreeMap<Field, usize>,
    no_source: Vec<String>,
    sources: Vec<SourceWords>,
    families: Vec<FamilyFile>,
}

/// The words that name a source of money.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceWords {
    source: FundingSource,
    words: Vec<String>,
}

/// A family of labels as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FamilyFile {
    with: Vec<String>,
    and: Vec<String>,
    without: Vec<String>,
    gives: Option<Gives>,
    then: Vec<FamilyFile>,
}

/// What a label of a family asks for; nothing where it is no label.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Gives {
    head: Option<Field>,
    column: Option<Field>,
    /// The head is the source of money that the label names.
    source: bool,
    /// But none of these.
    except: Vec<FundingSource>,
}

/// The grammar, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Grammar {
    words: BTreeMap<String, Vec<String>>,
    parts: HashSet<String>,
    /// Bytes of the longest part.
    longest: usize,
    rest: BTreeMap<Field, usize>,
    no_source: Vec<String>,
    sources: Vec<SourceWords>,
    families: Vec<Family>,
}

#[derive(Debug, Clone)]
struct Family {
    with: Vec<Pattern>,
    and: Vec<Pattern>,
    without: Vec<Pattern>,
    gives: Option<Gives>,
    then: Vec<Family>,
}

/// Parts of a text in their order, bound to its beginning or its end.
#[derive(Debug, Clone)]
struct Pattern {
    starts: bool,
    ends: bool,
    parts: Vec<String>,
}

impl Pattern {
    fn of(written: &str) -> Self {
        let inner = written.trim_start_matches('^').trim_end_matches('$');
        Self {
            starts: written.starts_with('^'),
            ends: written.ends_with('$'),
            parts: inner.split('…').map(str::to_owned).collect(),
        }
    }

    fn fits(&self, key: &str) -> bool {
        let mut rest = key;
        for (index, part) in self.parts.iter().enumerate() {
            let last = index + 1 == self.parts.len();
            let from = match (index == 0 && self.starts, last && self.ends) {
                (true, true) => return rest == part,
                (true, false) => 0,
                (false, true) => return rest.ends_with(part.as_str()),
                (false, false) => match rest.find(part.as_str()) {
                    Some(at) => at,
                    None => return false,
                },
            };
            match rest[from..].strip_prefix(part.as_str()) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        true
    }
}

impl Grammar {
    /// Adds the words of another file. Its families are tried first.
    pub(super) fn extend(&mut self, file: GrammarFile) {
        for (name, words) in file.words {
            self.words.entry(name).or_default().extend(words);
        }
        self.parts.extend(file.parts);
        self.longest = self.parts.iter().map(String::len).max().unwrap_or_default();
        self.rest.extend(file.rest);
        self.no_source.extend(file.no_source);
        self.sources.extend(file.sources);
        let families: Vec<Family> = file
            .families
            .into_iter()
            .map(|it| self.family(it))
            .collect();
        self.families.splice(0..0, families);
    }

    fn family(&self, file: FamilyFile) -> Family {
        let patterns = |written: Vec<String>| {
            let expanded = written.iter().flat_map(|pattern| self.expanded(pattern));
            expanded.map(|pattern| Pattern::of(&pattern)).collect()
        };
        Family {
            with: patterns(file.with),
            and: patterns(file.and),
            without: patterns(file.without),
            gives: file.gives,
            then: file.then.into_iter().map(|it| self.family(it)).collect(),
        }
    }

    /// The pattern with each of the words for every `@name` in it.
    fn expanded(&self, pattern: &str) -> Vec<String> {
        let Some((before, behind)) = pattern.split_once('@') else {
            return vec![pattern.to_owned()];
        };
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
        let rest = behind.trim_start_matches(is_name);
        let name = &behind[..behind.len() - rest.len()];
        let words = self.words.get(name).map_or(&[][..], Vec::as_slice);
        let of_rest = self.expanded(rest);
        let with = |word: &String| {
            let heads = [before, word.as_str()].concat();
            of_rest
                .iter()
                .map(move |rest| [heads.as_str(), rest].concat())
                .collect::<Vec<_>>()
        };
        words.iter().flat_map(with).collect()
    }

    /// What the folded label asks for, where every part of it is known.
    pub(super) fn meaning(&self, key: &str) -> Option<Meaning> {
        let count = key.chars().take(MAX_CHARS + 1).count();
        if !(MIN_CHARS..=MAX_CHARS).contains(&count) || key.contains(SENTENCE_MARKS) {
            return None;
        }
        let most = self.rest.values().copied().max().unwrap_or_default();
        let rest = self.unknown_chars(key);
        if rest > most || rest * 2 > count {
            return None;
        }
        let meaning = self.first_of(&self.families, key)?;
        let field = meaning.head.or(meaning.column)?;
        let allowed = self.rest.get(&field).copied().unwrap_or_default();
        (rest <= allowed).then_some(meaning)
    }

    /// Few enough characters are unknown for any family.
    pub(super) fn may_be_label(&self, key: &str) -> bool {
        let most = self.rest.values().copied().max().unwrap_or_default();
        let unknown = self.unknown_chars(key);
        unknown <= most && unknown * 2 <= key.chars().count()
    }

    /// How many characters no known part covers, the longest parts taken first.
    fn unknown_chars(&self, key: &str) -> usize {
        let (mut at, mut unknown) = (0, 0);
        while at < key.len() {
            let longest = key.floor_char_boundary((at + self.longest).min(key.len()));
            let mut ends = (at + 1..=longest)
                .rev()
                .filter(|&end| key.is_char_boundary(end));
            match ends.find(|&end| self.parts.contains(&key[at..end])) {
                Some(end) => at = end,
                None => {
                    unknown += 1;
                    at += key[at..].chars().next().map_or(1, char::len_utf8);
                }
            }
        }
        unknown
    }

    fn first_of(&self, families: &[Family], key: &str) -> Option<Meaning> {
        let any = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(key));
        for family in families {
            let fits = (family.with.is_empty() || any(&family.with))
                && (family.and.is_empty() || any(&family.and))
                && !any(&family.without);
            if !fits {
                continue;
            }
            if let Some(meaning) = self.first_of(&family.then, key) {
                return Some(meaning);
            }
            match &family.gives {
                Some(gives) if gives.source => {
                    let source = self.source(key).filter(|it| !gives.except.contains(it));
                    if let Some(source) = source {
                        let head = Some(Field::Funding(source));
                        return Some(Meaning { head, column: None });
                    }
                }
                Some(gives) => {
                    let (head, column) = (gives.head, gives.column);
                    return Some(Meaning { head, column });
                }
                None => {}
            }
        }
        None
    }

    /// The source of money that a label names.
    fn source(&self, key: &str) -> Option<FundingSource> {
        let mut key = key.to_owned();
        for word in &self.no_source {
            key = key.replace(word.as_str(), "");
        }
        let names = |words: &SourceWords| words.words.iter().any(|it| key.contains(it.as_str()));
        self.sources.iter().find(|it| names(it)).map(|it| it.source)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Vocabulary, without_brackets};
    use super::*;

    /// Listed labels that the grammar alone understands otherwise; the list decides. It only gets shorter.
    const DIFFERS: &str = include_str!("grammar_differs.txt");

    #[test]
    fn listed_labels_mean_the_same_by_the_grammar_or_nothing() {
        let vocabulary = Vocabulary::builtin();
        let mut differs = Vec::new();
        let listed: BTreeMap<&String, &Meaning> = vocabulary.labels.iter().collect();
        for (word, listed) in listed {
            let bare = without_brackets(word);
            let grammar = &vocabulary.grammar;
            let Some(found) = grammar.meaning(&bare).or_else(|| grammar.meaning(word)) else {
                continue;
            };
            let other = |listed: Option<Field>, found: Option<Field>| {
                listed.is_some() && found.is_some() && listed != found
            };
            if other(listed.head, found.head) || other(listed.column, found.column) {
                differs.push(word.as_str());
            }
        }
        let known: Vec<&str> = DIFFERS.lines().collect();
        assert_eq!(differs, known);
    }

    #[test]
    fn labels_are_understood_by_their_parts_and_values_are_not() {
        use Field::*;
        let vocabulary = Vocabulary::builtin();
        for (label, head, column) in [
            ("下达中央预算内投资", Some(BudgetTotal), None),
            ("本年度预计投入", Some(BudgetTotal), None),
            ("上年度安排资金", Some(Ignored), None),
            ("区级林业主管部门", Some(Department), None),
            ("组织实施单位", Some(ImplementingUnit), None),
            ("指标值设置依据", None, Some(Basis)),
            ("指标分值权重", None, Some(Weight)),
            ("指标实际完成值", None, Some(Actual)),
            (
                "其它县级配套资金",
                Some(Funding(FundingSource::Other)),
                None,
            ),
            // names and sentences
            ("农村学校取暖设施改造补助资金", None, None),
            ("完成年度工作目标", None, None),
            ("受益人口数", None, None),
            ("新建冷库数量", None, None),
            ("保障机关正常运转", None, None),
        ] {
            let found = vocabulary.grammar.meaning(label).unwrap_or_default();
            assert_eq!((found.head, found.column), (head, column), "{label}");
        }
    }
}
