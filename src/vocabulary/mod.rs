//! The meaning of printed words: labels → fields, names of the indicator tree, titles. All of it is data in `*.yaml`.
//!
//! In: the built-in files, and a user's file of the same form that adds to them. Out: [`Vocabulary`], which gives the
//! meaning of a folded text. Lost: nothing. A new province needs a few words here and a golden case, never a branch in
//! the code.

mod around;
pub mod budget;
pub mod checks;
pub mod codes;
mod field;
mod grammar;
mod headings;
mod labelled;
mod levels;
pub mod phrases;
mod titles;
pub mod units;
pub mod values;
pub mod word_list;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use self::around::Around;
use self::budget::{BudgetFile, BudgetWords};
use self::grammar::{Grammar, GrammarFile};
use crate::message::Message;
use crate::record::FundingSource;
use crate::text::{fold_label, fold_width, without_brackets};
use crate::user_yaml;

use checks::Lexicon;
pub use field::Field;
pub use levels::Levels;
pub use titles::{TitleKind, Titles};
use values::ValueWords;
use word_list::WordList;

/// Longest label that is looked up, in bytes as printed. Longer text is content.
pub(crate) const MAX_LABEL_BYTES: usize = 120;

/// The meanings of a label in the two places where labels occur.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The meaning next to or above its value in the head of a form, or above a column in a list of projects.
    pub head: Option<Field>,
    /// The meaning above a column of an indicator table.
    pub column: Option<Field>,
}

/// The files that come with the program, by name. A user's file has the form of `labels`.
pub const FILES: &[(&str, &str)] = &[
    ("labels", include_str!("labels.yaml")),
    ("grammar", include_str!("grammar.yaml")),
    ("budget", include_str!("budget.yaml")),
    ("levels", include_str!("levels.yaml")),
    ("titles", include_str!("titles.yaml")),
    ("units", include_str!("units.yaml")),
    ("values", include_str!("values.yaml")),
    ("checks", include_str!("checks.yaml")),
];

/// All words of a run.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The user's files, as they were added.
    additions: Vec<String>,
    labels: HashMap<String, Meaning>,
    prefixes: Vec<String>,
    multi_year_words: WordList,
    annual_words: WordList,
    earlier_words: WordList,
    below_target: HashMap<String, Field>,
    no_sources: WordList,
    around: Around,
    grammar: Grammar,
    corners: BTreeSet<String>,
    /// The shortest listed label of each field, for people.
    examples: HashMap<Field, String>,
    /// Listed labels by their first two characters: a slip of the pen leaves those intact.
    by_beginning: HashMap<[char; 2], Vec<String>>,
    /// The last characters of the labels for a project's name.
    name_ends: BTreeSet<char>,
    /// The words of the statutory tables.
    pub budget: BudgetWords,
    /// The indicator tree.
    pub levels: Levels,
    /// Titles, notes, fillers and marks.
    pub titles: Titles,
    /// The words of target values, amounts and dates.
    pub values: ValueWords,
    /// The words that the rules look for.
    pub checks: Lexicon,
}

/// The structure of a labels file; a user's file may leave out any part.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LabelFile {
    prefixes: Vec<String>,
    around: Around,
    grammar: GrammarFile,
    budget: BudgetFile,
    corners: Vec<String>,
    head: BTreeMap<Field, Vec<String>>,
    funding: BTreeMap<FundingSource, Vec<String>>,
    columns: BTreeMap<Field, Vec<String>>,
    periods: BTreeMap<PeriodWords, Vec<String>>,
    below_target: BTreeMap<Field, Vec<String>>,
    no_sources: Vec<String>,
}

/// The periods that words can name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PeriodWords {
    MultiYear,
    Annual,
    Earlier,
}

/// One of the YAML files as JSON; `build.rs` converts it.
macro_rules! built_in {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json"))
    };
}
pub(crate) use built_in;

#[allow(
    clippy::panic,
    reason = "the files are part of the program and a test loads them"
)]
static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| {
    let labels = serde_json::from_str(built_in!("labels"));
    let grammar = serde_json::from_str(built_in!("grammar"));
    let budget = serde_json::from_str(built_in!("budget"));
    let levels = Levels::parse(built_in!("levels"));
    let titles = Titles::parse(built_in!("titles"));
    let values = ValueWords::parse(built_in!("values"), built_in!("units"));
    let checks = Lexicon::parse(built_in!("checks"));
    match ((labels, grammar, budget), levels, titles, values, checks) {
        ((Ok(labels), Ok(grammar), Ok(budget)), Ok(levels), Ok(titles), Ok(values), Ok(checks)) => {
            Vocabulary::of([grammar, budget, labels], levels, titles, values, checks)
        }
        ((labels, grammar, budget), levels, titles, values, checks) => {
            let json = [
                labels.err(),
                grammar.err(),
                budget.err(),
                levels.err(),
                titles.err(),
            ];
            panic!(
                "built-in vocabulary: {json:?} {:?} {:?}",
                values.err(),
                checks.err()
            );
        }
    }
});

fn parse_labels(yaml: &str) -> Result<LabelFile, Message> {
    user_yaml::parse(yaml)
}

impl Vocabulary {
    /// The words that come with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn of(
        files: [LabelFile; 3],
        levels: Levels,
        titles: Titles,
        values: ValueWords,
        checks: Lexicon,
    ) -> Self {
        let mut vocabulary = Self {
            additions: Vec::new(),
            labels: HashMap::new(),
            prefixes: Vec::new(),
            multi_year_words: WordList::default(),
            annual_words: WordList::default(),
            earlier_words: WordList::default(),
            below_target: HashMap::new(),
            name_ends: BTreeSet::new(),
            no_sources: WordList::default(),
            around: Around::default(),
            grammar: Grammar::default(),
            corners: BTreeSet::new(),
            budget: BudgetWords::default(),
            examples: HashMap::new(),
            by_beginning: HashMap::new(),
            levels,
            titles,
            values,
            checks,
        };
        for file in files {
            vocabulary.add(file);
        }
        vocabulary
    }

    /// Adds the labels of a user's file in the form of `labels.yaml`. A known word gets the new meaning.
    ///
    /// # Errors
    /// Place and reason if the text is not YAML of that form.
    pub fn extend(&mut self, yaml: &str) -> Result<(), Message> {
        self.add(parse_labels(yaml)?);
        self.additions.push(yaml.to_owned());
        Ok(())
    }

    /// SHA-256 over all files of words: two runs with equal hashes understand texts alike.
    pub fn sha256(&self) -> String {
        let builtin = FILES.iter().map(|(_, yaml)| *yaml);
        crate::hash::sha256_of_texts(builtin.chain(self.additions.iter().map(String::as_str)))
    }

    fn add(&mut self, mut file: LabelFile) {
        self.prefixes.extend(file.prefixes);
        self.around.extend(file.around);
        self.grammar.extend(file.grammar);
        self.budget.extend(file.budget);
        self.corners.extend(file.corners);
        for (words, name) in [
            (&mut self.multi_year_words, PeriodWords::MultiYear),
            (&mut self.annual_words, PeriodWords::Annual),
            (&mut self.earlier_words, PeriodWords::Earlier),
        ] {
            words.extend(file.periods.remove(&name).unwrap_or_default());
        }
        for (field, words) in file.below_target {
            let keys = words.iter().map(|word| fold_label(word, &[]));
            self.below_target.extend(keys.map(|key| (key, field)));
        }
        self.no_sources.extend(file.no_sources);
        let funding = file
            .funding
            .into_iter()
            .map(|(source, words)| (Field::Funding(source), words));
        for (field, words) in file.head.into_iter().chain(funding) {
            for word in words {
                let key = fold_label(&word, &self.prefixes);
                if field == Field::ProjectName {
                    self.name_ends.extend(key.chars().next_back());
                }
                self.labels.entry(key).or_default().head = Some(field);
            }
        }
        for (field, words) in file.columns {
            for word in words {
                let key = fold_label(&word, &self.prefixes);
                self.labels.entry(key).or_default().column = Some(field);
            }
        }
        self.index_beginnings();
    }

    fn index_beginnings(&mut self) {
        self.by_beginning.clear();
        let (labels, index) = (&self.labels, &mut self.by_beginning);
        labels.keys().for_each(|word| {
            let mut signs = word.chars();
            if let (Some(first), Some(second)) = (signs.next(), signs.next()) {
                index.entry([first, second]).or_default().push(word.clone());
            }
        });
        let examples = &mut self.examples;
        labels.iter().for_each(|(word, meaning)| {
            let shorter =
                |known: &String| (word.chars().count(), word) < (known.chars().count(), known);
            for field in [meaning.head, meaning.column].into_iter().flatten() {
                if examples.get(&field).is_none_or(shorter) {
                    examples.insert(field, word.clone());
                }
            }
        });
        self.by_beginning
            .values_mut()
            .for_each(|words| words.sort());
    }

    /// The meaning of a printed label; `None` for text that is not a known label.
    pub fn meaning(&self, text: &str) -> Option<Meaning> {
        if text.len() > MAX_LABEL_BYTES {
            return None;
        }
        let key = fold_label(text, &self.prefixes);
        if key.is_empty() {
            return None;
        }
        if let Some(meaning) = self.labels.get(&key) {
            return Some(*meaning);
        }
        if !key.contains('(') {
            return None;
        }
        self.labels
            .get(&fold_label(&without_brackets(&key), &self.prefixes))
            .copied()
    }

    /// What the first label of a cross table may be: 项目, 类别.
    pub fn is_corner(&self, text: &str) -> bool {
        text.len() <= MAX_LABEL_BYTES && self.corners.contains(&fold_label(text, &self.prefixes))
    }

    /// True for a word that is removed from the beginning of labels.
    pub fn is_prefix(&self, text: &str) -> bool {
        let key = fold_width(text);
        self.prefixes.contains(&key)
    }

    /// True for such a word in a cell of its own.
    pub fn is_bare_prefix(&self, text: &str) -> bool {
        // called for every value; most are longer than any prefix
        const LONGEST: usize = 24;
        text.len() <= LONGEST && self.is_prefix(text.trim().trim_end_matches([':', '：']))
    }

    /// True for a label that marks its line as a part of the line above: 其中：上级补助.
    pub fn is_part(&self, label: &str) -> bool {
        let key = fold_width(label);
        let word = |prefix: &&String| prefix.chars().all(char::is_alphabetic);
        self.prefixes
            .iter()
            .filter(word)
            .any(|prefix| key.starts_with(prefix.as_str()))
    }

    /// The meaning of a label in the row below the label of the target: 上年, 当年, 实际.
    pub fn below_target(&self, text: &str) -> Option<Field> {
        if text.len() > MAX_LABEL_BYTES {
            return None;
        }
        self.below_target.get(&fold_label(text, &[])).copied()
    }

    /// True for a label with a word that no funding source contains: 预算调整数.
    pub fn names_no_source(&self, text: &str) -> bool {
        self.no_sources.is_in(text)
    }

    /// True for an unlisted label that refers to an earlier year: 上年预算.
    pub fn is_of_earlier_year(&self, text: &str) -> bool {
        let key = fold_width(text);
        let says = |word: &String| key.starts_with(word.as_str());
        text.len() <= MAX_LABEL_BYTES
            && self.meaning(text).is_none()
            && self.earlier_words.iter().any(says)
    }

    /// The period that a column label names.
    pub fn period_of(&self, text: &str) -> Option<crate::record::Period> {
        use crate::record::Period;
        let key = fold_width(text);
        if self.multi_year_words.is_in(&key) {
            Some(Period::MultiYear)
        } else if self.annual_words.is_in(&key) {
            Some(Period::Annual)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_as_printed() {
        let vocabulary = Vocabulary::builtin();
        for (printed, head, column) in [
            (
                "其中：财政    资金",
                Some(Field::Funding(FundingSource::Fiscal)),
                None,
            ),
            ("项目资金（万元）", Some(Field::FundingGroup), None),
            ("项 目 名 称", Some(Field::ProjectName), None),
            ("分值", Some(Field::BudgetWeight), Some(Field::Weight)),
            ("年度（/项目）指标值", None, Some(Field::Target)),
            ("预期2022年实现值", None, Some(Field::Target)),
            ("全年执行数（B）", Some(Field::Executed), None),
        ] {
            let meaning = vocabulary.meaning(printed).unwrap_or_default();
            assert_eq!((meaning.head, meaning.column), (head, column), "{printed}");
        }
        assert_eq!(vocabulary.meaning("信息系统运维经费"), None);
    }

    #[test]
    fn lists_are_sorted() {
        let file = parse_labels(include_str!("labels.yaml")).unwrap();
        for words in file
            .head
            .values()
            .chain(file.funding.values())
            .chain(file.columns.values())
        {
            assert!(words.is_sorted(), "not sorted: {words:?}");
        }
    }

    #[test]
    fn no_word_stands_twice_under_one_heading() {
        let file = parse_labels(include_str!("labels.yaml")).unwrap();
        let prefixes = file.prefixes;
        let funding = file.funding.into_values();
        for lists in [
            file.head.into_values().chain(funding).collect::<Vec<_>>(),
            file.columns.into_values().collect(),
        ] {
            let mut seen = BTreeMap::new();
            for word in lists.into_iter().flatten() {
                let key = fold_label(&word, &prefixes);
                assert_eq!(seen.insert(key, word.clone()), None, "{word} stands twice");
            }
        }
    }
}
