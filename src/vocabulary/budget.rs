//! The words of the statutory tables: kinds of table by the words of their titles, columns, rows, balances, notes.
//!
//! In: `budget.yaml`, and the `budget` part of a user's file. Out: the meaning of a folded text. Where several words
//! occur in a text, the longest decides: 一般公共预算财政拨款 is not 财政拨款.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::word_list::WordList;
use crate::record::{
    Breakdown, BudgetTableKind, Fund, Phase, Scope, Side, Spending, Stage, ThreePublicItem,
};
use crate::text::{fold_width, strip_enumeration, without_brackets};

/// Longest title or header text in characters; a longer text is content.
const MAX_HEADER_CHARS: usize = 60;

/// What a column of a statutory table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the documentation; budget.yaml lists the words of each
pub enum ColumnRole {
    Code,
    RowNumber,
    Label,
    Text,
    UnitCode,
    UnitName,
    Quantity,
    ProcurementClass,
    ProjectCode,
    ProjectName,
    EconomicName,
    ProcurementItem,
    ProcurementMethod,
    /// Amounts, counts, ratios.
    Value,
}

impl ColumnRole {
    /// The column names or numbers the rows, left of the values.
    pub fn is_of_label(self) -> bool {
        !matches!(self, Self::Value | Self::Text | Self::Quantity)
    }

    /// The column holds the label of a row, or of a group of rows.
    pub fn is_label(self) -> bool {
        matches!(
            self,
            Self::Label
                | Self::ProcurementClass
                | Self::ProjectName
                | Self::EconomicName
                | Self::ProcurementItem
                | Self::UnitName
        )
    }
}

/// The file as written; every part may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BudgetFile {
    titles: TitleFile,
    columns: BTreeMap<ColumnRole, Vec<String>>,
    endings: BTreeMap<ColumnRole, Vec<String>>,
    projects: Vec<String>,
    prices: Vec<String>,
    amounts: Vec<String>,
    sums: Vec<String>,
    subtotals: Vec<String>,
    sides: BTreeMap<Side, Vec<String>>,
    carried: BTreeMap<Side, Vec<String>>,
    breakdowns: BTreeMap<Breakdown, Vec<String>>,
    spending: BTreeMap<Spending, Vec<String>>,
    fund: BTreeMap<Fund, Vec<String>>,
    fund_ends: Vec<String>,
    item: BTreeMap<ThreePublicItem, Vec<String>>,
    stage: BTreeMap<Stage, Vec<String>>,
    earlier: Vec<String>,
    of_which: Vec<String>,
    balances: Vec<String>,
    totals: Vec<String>,
    year_totals: Vec<String>,
    notes: Vec<String>,
    empty: Vec<String>,
    phases: BTreeMap<Phase, Vec<String>>,
    scopes: BTreeMap<Scope, Vec<String>>,
    bodies: BTreeMap<Scope, Vec<String>>,
    superiors: Vec<String>,
    headings: Vec<String>,
    parts: Vec<String>,
    ordinals: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TitleFile {
    ends: Vec<String>,
    none: Vec<String>,
    kinds: Vec<KindWords>,
    codes: FormCodes,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FormCodes {
    before: Vec<String>,
    after: Vec<String>,
}

/// The words of one kind of table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindWords {
    kind: BudgetTableKind,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

impl KindWords {
    fn fits(&self, key: &str) -> bool {
        let has = |word: &String| key.contains(word.as_str());
        self.all.iter().all(has)
            && (self.any.is_empty() || self.any.iter().any(has))
            && !self.none.iter().any(has)
    }
}

/// Words with a meaning, the longest first.
#[derive(Debug, Clone)]
pub struct Meanings<T> {
    words: Vec<(String, T)>,
}

impl<T> Default for Meanings<T> {
    fn default() -> Self {
        Self { words: Vec::new() }
    }
}

impl<T: Copy> Meanings<T> {
    fn extend(&mut self, more: BTreeMap<T, Vec<String>>)
    where
        T: Ord,
    {
        for (meaning, words) in more {
            let keys = words.iter().map(|word| (fold_width(word), meaning));
            self.words.extend(keys);
        }
        self.words
            .sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    }

    /// The meaning of the longest word in the folded text.
    pub fn within(&self, key: &str) -> Option<T> {
        self.find(|word| key.contains(word))
    }

    /// The meaning of the text as a whole.
    pub fn exactly(&self, key: &str) -> Option<T> {
        self.find(|word| key == word)
    }

    /// The meaning of the longest word at the end of the folded text.
    pub fn at_end(&self, key: &str) -> Option<T> {
        self.find(|word| key.ends_with(word))
    }

    /// The longest word at the beginning, and what follows it.
    pub fn at_start<'t>(&self, key: &'t str) -> Option<(T, &'t str)> {
        self.words
            .iter()
            .find_map(|(word, meaning)| Some((*meaning, key.strip_prefix(word.as_str())?)))
    }

    fn find(&self, fits: impl Fn(&str) -> bool) -> Option<T> {
        self.words
            .iter()
            .find(|(word, _)| fits(word))
            .map(|(_, meaning)| *meaning)
    }
}

/// All words of the statutory tables.
#[derive(Debug, Clone, Default)]
pub struct BudgetWords {
    title_ends: Vec<String>,
    no_titles: WordList,
    kinds: Vec<KindWords>,
    code_before: Vec<String>,
    code_after: Vec<String>,
    columns: Meanings<ColumnRole>,
    endings: Meanings<ColumnRole>,
    projects: Vec<String>,
    prices: Vec<String>,
    amounts: Vec<String>,
    sums: Vec<String>,
    subtotals: Vec<String>,
    /// 收入 or 支出 as a whole text.
    pub sides: Meanings<Side>,
    /// Money of another year stands on this side.
    pub carried: Meanings<Side>,
    /// What the rows divide the money by.
    pub breakdowns: Meanings<Breakdown>,
    /// Types of expenditure.
    pub spending: Meanings<Spending>,
    /// Sources of money.
    pub fund: Meanings<Fund>,
    fund_ends: Vec<String>,
    /// Items of the three public expenses.
    pub item: Meanings<ThreePublicItem>,
    /// Stages of a figure.
    pub stage: Meanings<Stage>,
    /// Words for the year before.
    pub earlier: WordList,
    of_which: Vec<String>,
    balances: WordList,
    totals: Vec<String>,
    year_totals: Vec<String>,
    notes: Vec<String>,
    empty: WordList,
    phases: Meanings<Phase>,
    scopes: Meanings<Scope>,
    /// Words before the name of a body.
    pub bodies: Meanings<Scope>,
    /// Words before the name of the department above it.
    pub superiors: Vec<String>,
    /// What follows the name of the body in a heading.
    pub headings: Vec<String>,
    parts: Vec<String>,
    ordinals: Vec<String>,
}

impl BudgetWords {
    pub(super) fn extend(&mut self, file: BudgetFile) {
        self.title_ends.extend(file.titles.ends);
        self.no_titles.extend(file.titles.none);
        self.kinds.extend(file.titles.kinds);
        self.code_before.extend(file.titles.codes.before);
        self.code_before
            .sort_by_key(|word| std::cmp::Reverse(word.len()));
        self.code_after.extend(file.titles.codes.after);
        self.columns.extend(file.columns);
        self.endings.extend(file.endings);
        self.projects.extend(file.projects);
        self.prices.extend(file.prices);
        self.amounts.extend(file.amounts);
        self.sums.extend(file.sums);
        self.subtotals.extend(file.subtotals);
        self.sides.extend(file.sides);
        self.carried.extend(file.carried);
        self.breakdowns.extend(file.breakdowns);
        self.spending.extend(file.spending);
        self.fund.extend(file.fund);
        self.fund_ends.extend(file.fund_ends);
        self.item.extend(file.item);
        self.stage.extend(file.stage);
        self.earlier.extend(file.earlier);
        self.of_which.extend(file.of_which);
        self.balances.extend(file.balances);
        self.totals.extend(file.totals);
        self.year_totals.extend(file.year_totals);
        self.notes.extend(file.notes);
        self.empty.extend(file.empty);
        self.phases.extend(file.phases);
        self.scopes.extend(file.scopes);
        self.bodies.extend(file.bodies);
        self.superiors.extend(file.superiors);
        self.headings.extend(file.headings);
        self.parts.extend(file.parts);
        self.ordinals.extend(file.ordinals);
    }

    /// The kind of the table that a folded line is the title of.
    pub fn kind_of_title(&self, key: &str) -> Option<BudgetTableKind> {
        if key.chars().count() > MAX_HEADER_CHARS || key.contains(['。', '；', ';', ':', '!']) {
            return None;
        }
        let bare = without_brackets(key);
        let ends = |word: &String| bare.ends_with(word.as_str());
        if !self.title_ends.iter().any(ends) || self.no_titles.is_in(key) {
            return None;
        }
        let found = self.kinds.iter().find(|words| words.fits(&bare))?;
        Some(found.kind)
    }

    /// True for 公开表一, 公开01表, 表1-1.
    pub fn is_form_code(&self, key: &str) -> bool {
        let number = |rest: &str| {
            let rest = self
                .code_after
                .iter()
                .find_map(|word| rest.strip_suffix(word.as_str()))
                .unwrap_or(rest);
            let sign = |c: char| crate::text::is_ordinal(c) || "百〇零-.".contains(c);
            !rest.is_empty() && rest.starts_with(crate::text::is_ordinal) && rest.chars().all(sign)
        };
        let mut words = self.code_before.iter();
        words.any(|word| key.strip_prefix(word.as_str()).is_some_and(number))
    }

    /// What a column holds by one text of its header; `None` for an unknown text.
    pub fn column(&self, text: &str) -> Option<ColumnRole> {
        let key = self.header_key(text)?;
        let bare = without_brackets(&key);
        let own = [key.as_str(), bare.as_str()];
        let known = own.iter().find_map(|key| self.columns.exactly(key));
        known
            .or_else(|| own.iter().find_map(|key| self.endings.at_end(key)))
            .or_else(|| self.names_value(&key).then_some(ColumnRole::Value))
    }

    /// A text of a header: it names a column or a group of columns.
    pub fn is_header(&self, text: &str) -> bool {
        let Some(key) = self.header_key(text) else {
            return false;
        };
        self.sides.exactly(&without_brackets(&key)).is_some()
            || self.breakdowns.within(&key).is_some()
            || self.column(text).is_some()
    }

    /// A text of a header above labels or codes: it may stand below another such text.
    pub fn is_label_header(&self, text: &str) -> bool {
        let Some(key) = self.header_key(text) else {
            return false;
        };
        self.breakdowns.within(&key).is_some()
            || self.column(text).is_some_and(ColumnRole::is_of_label)
    }

    fn header_key(&self, text: &str) -> Option<String> {
        let key = fold_width(text);
        let key = self.of_which(&key).unwrap_or(&key);
        let short = key.chars().count() <= MAX_HEADER_CHARS / 2;
        let fits = !key.is_empty() && short && !key.contains([':', '。', ';']);
        let mut ends = self.title_ends.iter();
        let title = ends.any(|end| key.ends_with(end.as_str()));
        (fits && !title).then(|| strip_enumeration(key).to_owned())
    }

    fn names_value(&self, key: &str) -> bool {
        let known = |words: &[String]| words.iter().any(|word| key.ends_with(word.as_str()));
        let bare = without_brackets(key);
        known(&self.amounts)
            || known(&self.sums)
            || self.amounts.contains(&bare)
            || self.spending.within(key).is_some()
            || self.fund.within(key).is_some()
            || self.item.within(key).is_some()
            || self.stage.within(key).is_some()
            || self.ends_with_side(&bare)
    }

    fn ends_with_side(&self, key: &str) -> bool {
        self.sides.at_end(key).is_some() && self.sides.exactly(key).is_none()
    }

    /// The word of a sum that ends the text, taken off: 本年收入 of 本年收入合计.
    pub fn without_sum<'k>(&self, key: &'k str) -> Option<&'k str> {
        let mut sums = self.sums.iter();
        sums.find_map(|word| key.strip_suffix(word.as_str()))
    }

    /// The header of the names of projects.
    pub fn names_projects(&self, key: &str) -> bool {
        self.projects.iter().any(|word| word == key)
    }

    /// The header of a price: it is no part of a sum.
    pub fn is_price(&self, key: &str) -> bool {
        self.prices
            .iter()
            .any(|word| key.starts_with(word.as_str()))
    }

    /// A sum that is never that of the whole: 小计.
    pub fn is_subtotal(&self, key: &str) -> bool {
        self.subtotals
            .iter()
            .any(|word| key.ends_with(word.as_str()))
    }

    /// True where the text without the word of its sum stands for the whole table or side.
    pub fn is_whole(&self, rest: &str) -> bool {
        self.totals.iter().any(|word| word == rest)
    }

    /// True where it stands for the whole of this year.
    pub fn is_whole_year(&self, rest: &str) -> bool {
        self.year_totals.iter().any(|word| word == rest)
    }

    /// The folded text without 其中 and the colon after it; `None` where it does not begin so.
    pub fn of_which<'k>(&self, key: &'k str) -> Option<&'k str> {
        let mut words = self.of_which.iter();
        let rest = words.find_map(|word| key.strip_prefix(word.as_str()))?;
        Some(rest.trim_start_matches([':', '：', '、']))
    }

    /// The label of money that is carried over.
    pub fn is_balance(&self, key: &str) -> bool {
        self.balances.is_in(key)
    }

    /// The fund that the text names, and nothing else.
    pub fn fund_alone(&self, key: &str) -> Option<Fund> {
        let key = without_brackets(key);
        let (fund, mut rest) = self.fund.at_start(&key)?;
        while let Some(shorter) = self
            .fund_ends
            .iter()
            .find_map(|word| rest.strip_prefix(word.as_str()))
        {
            rest = shorter;
        }
        rest.is_empty().then_some(fund)
    }

    /// A line that begins a note.
    pub fn begins_note(&self, text: &str) -> bool {
        let key = fold_width(text);
        let begins = |word: &String| {
            key.strip_prefix(word.as_str())
                .is_some_and(|rest| rest.starts_with([':', '、', '.', '1']))
        };
        self.notes.iter().any(begins)
            || key.starts_with('(')
                && key.chars().count() <= MAX_HEADER_CHARS
                && self.is_empty_said(&key)
    }

    /// The note says that the table is empty.
    pub fn is_empty_said(&self, note: &str) -> bool {
        let key = fold_width(note);
        self.empty.is_in(&key)
    }

    /// The phase that a text names; 决算 before 预算, because 一般公共预算 is in both.
    pub fn phase(&self, key: &str) -> Option<Phase> {
        [Phase::Final, Phase::Execution, Phase::Budget]
            .into_iter()
            .find(|phase| {
                let mut words = self.phases.words.iter().filter(|(_, own)| own == phase);
                words.any(|(word, _)| key.contains(word.as_str()))
            })
    }

    /// Whom a folded text concerns, by the first word that says so.
    pub fn scope(&self, key: &str) -> Option<Scope> {
        let places = self.scopes.words.iter();
        places
            .filter_map(|(word, scope)| Some((key.find(word.as_str())?, *scope)))
            .min_by_key(|(at, _)| *at)
            .map(|(_, scope)| scope)
    }

    /// The folded text without the words of a breakdown: 部门预算经济分类 says nothing of a scope.
    pub fn without_breakdowns(&self, key: &str) -> String {
        let words = self.breakdowns.words.iter();
        words.fold(key.to_owned(), |key, (word, _)| {
            key.replace(word.as_str(), "")
        })
    }

    /// The text of a heading without 第二部分 before it; `None` for the number of another part.
    pub fn without_part<'k>(&self, key: &'k str) -> Option<&'k str> {
        let Some(rest) = self
            .ordinals
            .iter()
            .find_map(|word| key.strip_prefix(word.as_str()))
        else {
            return Some(key);
        };
        let rest = rest.trim_start_matches(crate::text::is_ordinal);
        self.parts
            .iter()
            .find_map(|word| rest.strip_prefix(word.as_str()))
    }

    /// A line that begins a part of the document: 一、…, 第三部分 ….
    pub fn begins_part(&self, text: &str) -> bool {
        let key = fold_width(text);
        let numbered = key
            .split_once('、')
            .is_some_and(|(number, _)| is_chinese_number(number));
        let part = self
            .without_part(&key)
            .is_some_and(|rest| rest.len() < key.len());
        numbered || part
    }
}

fn is_chinese_number(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| crate::text::is_ordinal(c) && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    #[test]
    fn titles_name_the_kind() {
        use BudgetTableKind::*;
        let words = &Vocabulary::builtin().budget;
        for (title, kind) in [
            ("2031年部门财务收支预算总表", Some(Overview)),
            ("收入支出决算总表", Some(Overview)),
            ("部门收支总体情况表", Some(Overview)),
            ("收支预算总表(功能分类科目)", Some(Overview)),
            ("收入决算表", Some(Income)),
            ("部门支出总表", Some(Expenditure)),
            ("财政拨款收支预算总表", Some(FiscalOverview)),
            ("财政拨款收入支出决算总表", Some(FiscalOverview)),
            ("财政拨款支出预算表(功能科目)", Some(FiscalByFunction)),
            (
                "一般公共预算财政拨款支出决算表",
                Some(GeneralPublicExpenditure),
            ),
            (
                "一般公共预算财政拨款基本支出决算明细表",
                Some(BasicExpenditure),
            ),
            ("财政拨款基本支出预算表(经济科目)", Some(FiscalBasic)),
            ("一般公共预算三公经费支出预算表", Some(ThreePublic)),
            ("政府性基金预算三公经费支出预算表", Some(ThreePublic)),
            ("政府性基金预算财政拨款收入支出决算表", Some(GovernmentFund)),
            ("国有资本经营预算支出功能分类预算表", Some(StateCapital)),
            ("一般公共预算机关运行经费支出预算表", Some(AgencyRunning)),
            ("2031年政府采购支出预算表", Some(Procurement)),
            ("项目支出表", Some(Projects)),
            ("项目支出绩效目标表", None),
            ("收入支出决算总体情况说明", None),
            ("支出预算详见下表", None),
        ] {
            assert_eq!(words.kind_of_title(title), kind, "{title}");
        }
    }

    #[test]
    fn form_codes_are_not_titles() {
        let words = &Vocabulary::builtin().budget;
        for (text, is_one) in [
            ("公开表十一", true),
            ("公开01表", true),
            ("公开01", true),
            ("表1-1", true),
            ("部门公开表1", true),
            ("预算01表", true),
            ("预算表", false),
            ("表格", false),
        ] {
            assert_eq!(words.is_form_code(text), is_one, "{text}");
        }
    }

    #[test]
    fn the_longest_word_decides() {
        let words = &Vocabulary::builtin().budget;
        for (text, fund) in [
            ("一般公共预算财政拨款收入", Some(Fund::GeneralPublic)),
            ("年初财政拨款结转和结余", Some(Fund::Fiscal)),
            ("使用非财政拨款结余(含专用结余)", Some(Fund::Carryover)),
            ("事业单位经营收入", Some(Fund::OperatingIncome)),
            ("专项收入", None),
        ] {
            assert_eq!(words.fund.within(text), fund, "{text}");
        }
        for (text, alone) in [
            ("一般公共预算安排数", Some(Fund::GeneralPublic)),
            ("财政拨款三公经费", None),
        ] {
            assert_eq!(words.fund_alone(text), alone, "{text}");
        }
    }
}
