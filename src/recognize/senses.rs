//! What a text can be: a label, by the list or by what it is made of, and what kind of content. Each text is asked once.
//!
//! In: the text of a cell. Out: its [`Sense`]. The labels of a form come again with every project and the words of a level
//! with every indicator, so that looking them up anew was a fifth of the work of a run.

use std::collections::HashMap;

use super::census::is_off;
use super::looks::{bare_year, has_money_unit};
use crate::record::Period;
use crate::text::fold_width;
use crate::vocabulary::{Field, MAX_LABEL_BYTES, Meaning, Vocabulary};

/// Texts that are remembered; a document with more of them begins anew.
const MAX_TEXTS: usize = 4_096;
/// What joins two labels, and their values.
const STROKES: [char; 2] = ['/', '／'];
/// Longest label in characters; longer text is content.
const MAX_LABEL_CHARS: usize = 24;

/// The evidence that a text is a label, from the firmest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// The vocabulary lists it.
    Listed,
    /// Every part of it is known, or it is a listed label with one sign wrong.
    Composed,
    /// It holds a unit of money in brackets: it is about money, whatever else it says.
    Unit,
    /// 省级, 2024年: a label only beside or below a firm one.
    Short,
}

/// The kind of content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Blank,
    /// Figures with their signs and nothing else.
    Number,
    Percent,
    /// Something with figures in it, short.
    Value,
    /// 无, /, —.
    Nothing,
    Text,
    /// A sentence or more.
    Long,
}

/// All that is known of a text by itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sense {
    /// As a listed label.
    pub meaning: Option<Meaning>,
    /// Beside its value, listed or not.
    pub head: Option<Field>,
    /// Above a column, listed or not.
    pub column: Option<Field>,
    /// Why it is a label.
    pub how: Option<How>,
    pub kind: Kind,
    /// The year it names.
    pub year: Option<i32>,
    /// It is a year and nothing else.
    pub is_year: bool,
    /// One year or several, where its words say so.
    pub period: Option<Period>,
    /// 合计.
    pub total: bool,
    /// 万元 in brackets.
    pub money_unit: bool,
    /// 项目, 类别 in the corner of a cross table.
    pub corner: bool,
    /// It is a name of level 1 of the indicator tree.
    pub is_level1: bool,
    /// It is a name of level 2.
    pub is_level2: bool,
    /// It is one of both in full: 数量指标, not 数量.
    pub is_full_level: bool,
}

impl Sense {
    /// It is a label wherever it stands.
    pub(super) fn is_firm(self) -> bool {
        self.how.is_some_and(|how| how != How::Short)
    }

    fn is_level(self) -> bool {
        self.is_level1 || self.is_level2
    }

    /// A label whose values no field holds.
    pub(super) fn is_ignored(self) -> bool {
        self.head.or(self.column) == Some(Field::Ignored)
    }

    /// It is about money: a sum, a source, a stage of the budget.
    pub(super) fn is_money(self) -> bool {
        self.head.is_some_and(asks_money)
    }
}

/// A field whose value is an amount, or a group of amounts.
pub(super) fn asks_money(field: Field) -> bool {
    field.is_money()
        || field.is_execution_column() && !matches!(field, Field::BudgetWeight | Field::BudgetScore)
        || matches!(
            field,
            Field::FundingGroup | Field::Amount | Field::TaskAmount
        )
}

/// The texts met so far.
pub(super) struct Senses<'v> {
    vocabulary: &'v Vocabulary,
    known: HashMap<Box<str>, Sense>,
}

impl<'v> Senses<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            known: HashMap::new(),
        }
    }

    /// What the text is.
    pub(super) fn of(&mut self, text: &str) -> Sense {
        if text.len() > MAX_LABEL_BYTES {
            return Sense {
                kind: Kind::Long,
                ..Sense::default()
            };
        }
        if text.trim().is_empty() {
            return Sense::default();
        }
        if let Some(sense) = self.known.get(text) {
            return *sense;
        }
        let sense = sense_of(text, self.vocabulary);
        if self.known.len() == MAX_TEXTS {
            self.known.clear();
        }
        self.known.insert(text.into(), sense);
        sense
    }
}

/// All that is known of a text.
pub(super) fn sense_of(text: &str, vocabulary: &Vocabulary) -> Sense {
    let key = fold_width(text);
    let kind = kind_of(&key, vocabulary);
    if matches!(kind, Kind::Number | Kind::Percent) {
        return Sense {
            kind,
            ..Sense::default()
        };
    }
    let meaning = vocabulary.meaning(text);
    let mut sense = Sense {
        meaning,
        head: meaning.and_then(|meaning| meaning.head),
        column: meaning.and_then(|meaning| meaning.column),
        how: meaning.map(|_| How::Listed),
        kind,
        is_level1: vocabulary.levels.level1(text).is_some(),
        is_level2: vocabulary.levels.level2(text).is_some(),
        ..Sense::default()
    };
    if meaning.is_none() && kind == Kind::Long {
        // a sentence: neither a label nor a part of one
        return sense;
    }
    let bare = bare_year(text);
    sense.year = bare.or_else(|| year_in(&key));
    sense.is_year = bare.is_some();
    sense.period = vocabulary.period_of(text);
    sense.total = vocabulary.titles.is_total(text);
    sense.money_unit = has_money_unit(text);
    sense.corner = vocabulary.is_corner(text);
    sense.is_full_level = sense.is_level() && vocabulary.levels.is_full_name(text);
    if meaning.is_none() && !sense.is_full_level {
        understand(&mut sense, text, &key, vocabulary);
    }
    sense
}

/// What a label means that is not listed.
fn understand(sense: &mut Sense, text: &str, key: &str, vocabulary: &Vocabulary) {
    let is_text = matches!(sense.kind, Kind::Text | Kind::Value);
    if sense.is_year {
        sense.how = Some(How::Short);
        return;
    }
    if !is_text || key.chars().count() > MAX_LABEL_CHARS {
        return;
    }
    if let Some((_, _, value)) = vocabulary.label_and_value(text) {
        // 资金来源：财政资金 left of a figure: the second label is the one the figure belongs to
        let inner = vocabulary.meaning(value).and_then(|meaning| meaning.head);
        if let Some(field) = inner.filter(|field| field.is_money()) {
            sense.head = Some(field);
            sense.how = Some(How::Listed);
        }
        return;
    }
    if sense.corner {
        sense.how = Some(How::Short);
    } else if let Some(first) = joined_labels(text, vocabulary).first() {
        let first = sense_of(first, vocabulary);
        sense.head = first.head;
        sense.column = first.column;
        sense.how = Some(How::Composed);
    } else if let Some(composed) = vocabulary.composed(text) {
        sense.head = composed.meaning.head;
        sense.column = composed.meaning.column;
        sense.how = Some(How::Composed);
    } else if vocabulary.is_of_earlier_year(text) {
        sense.head = Some(Field::Ignored);
        sense.how = Some(How::Composed);
    } else if let Some(source) = vocabulary.short_source(text) {
        sense.head = Some(source);
        sense.how = Some(How::Short);
    } else if sense.total {
        sense.head = Some(Field::BudgetTotal);
        sense.how = Some(How::Short);
    } else if sense.money_unit && !key.contains(|c: char| c.is_ascii_digit()) {
        sense.head = Some(Field::FundingGroup);
        sense.how = Some(How::Unit);
    }
}

/// 实施单位/项目负责人: labels joined by a stroke, which ask for a value each. Empty for any other text.
pub(super) fn joined_labels<'t>(text: &'t str, vocabulary: &Vocabulary) -> Vec<&'t str> {
    const MOST: usize = 3;
    let listed = |part: &&str| {
        let known = vocabulary.meaning(part).and_then(|meaning| meaning.head);
        let composed = || vocabulary.composed(part).and_then(|it| it.meaning.head);
        known.or_else(composed)
    };
    if is_off("labels joined by a stroke")
        || text.len() > MAX_LABEL_BYTES
        || !text.contains(STROKES)
        || vocabulary.meaning(text).is_some()
    {
        return Vec::new();
    }
    let parts: Vec<&str> = text.trim().split(STROKES).map(str::trim).collect();
    let fields: Vec<Option<Field>> = parts.iter().map(listed).collect();
    let differ = fields.windows(2).all(|pair| pair[0] != pair[1]);
    match fields.len() <= MOST && differ && fields.iter().all(Option::is_some) {
        true => parts,
        false => Vec::new(),
    }
}

/// The value of each of `count` labels that a stroke joins; `None` where the text cannot be divided among them.
pub(super) fn joined_values(text: &str, count: usize) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.trim().split(STROKES).map(str::trim).collect();
    let each = parts.len() / count.max(1);
    let even = each > 0 && each * count == parts.len() && parts.iter().all(|part| !part.is_empty());
    even.then(|| parts.chunks(each).map(|part| part.join("/")).collect())
}

fn kind_of(key: &str, vocabulary: &Vocabulary) -> Kind {
    const LONG: usize = 24;
    const VALUE: usize = 30;
    let is_digit = |c: char| c.is_ascii_digit();
    let figures = key.trim_start_matches(['¥', '￥']);
    if key.is_empty() {
        return Kind::Blank;
    }
    if figures.contains(is_digit) && figures.chars().all(|c| is_digit(c) || ".,-".contains(c)) {
        return Kind::Number;
    }
    if let Some(rate) = key.strip_suffix('%')
        && rate.contains(is_digit)
        && rate.chars().all(|c| is_digit(c) || ".-".contains(c))
    {
        return Kind::Percent;
    }
    if Vocabulary::builtin().values.says_nothing(key) || vocabulary.titles.is_filler(key) {
        return Kind::Nothing;
    }
    let count = key.chars().count();
    if key.contains(is_digit) && count < VALUE {
        return Kind::Value;
    }
    if count > LONG { Kind::Long } else { Kind::Text }
}

/// The first year in a folded text: four figures with 年, a bracket, a dash or nothing behind them.
pub(super) fn year_in(key: &str) -> Option<i32> {
    let mut from = 0;
    while let Some(found) = key[from..].find(|c: char| c.is_ascii_digit()) {
        let at = from + found;
        let run = key[at..].find(|c: char| !c.is_ascii_digit());
        let end = run.map_or(key.len(), |run| at + run);
        let year: Option<i32> = key[at..end].parse().ok().filter(|_| end - at == 4);
        let behind = &key[end..];
        let marked = behind.is_empty() || behind.starts_with([')', '-', '~', '至']);
        let named = Vocabulary::builtin()
            .values
            .dates
            .year
            .strip(behind)
            .is_some();
        if let Some(year) = year.filter(|year| (1990..2100).contains(year) && (marked || named)) {
            return Some(year);
        }
        from = end;
    }
    None
}
