//! Bar charts.
//!
//! In: sums. Out: rows of labels and bars, which the template draws as tables with an SVG bar in each row. The
//! well-maintained chart crates write colours and measured labels into the picture, so that it could follow neither the
//! language nor the dark mode of the page, and a narrow screen would shrink its labels. A table row does all three, and
//! screen readers read it as a table.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::words::{Words, both_languages};
use crate::check::text_of;
use crate::extraction::title_of;
use crate::figures::{Budgets, Figures, counted};

/// The most units, levels or rules that get a bar of their own.
const MOST: usize = 12;

/// A chart: a table of bars.
#[derive(Debug)]
pub(super) struct Chart {
    /// The key of its title in `Words`.
    pub(super) title: &'static str,
    /// Markup that says what the bars leave out.
    pub(super) note: Option<String>,
    /// Keys of the column heads: first for the rows, then for each bar.
    pub(super) heads: Vec<&'static str>,
    pub(super) bars: Vec<Bar>,
}

/// A row of a chart.
#[derive(Debug)]
pub(super) struct Bar {
    /// Markup of its label.
    pub(super) label: String,
    /// The address of its rows; `None` where it stands for several names.
    pub(super) rows: Option<String>,
    /// True for a part of the row above.
    pub(super) inner: bool,
    pub(super) measures: Vec<Measure>,
}

/// One bar of a row.
#[derive(Debug)]
pub(super) struct Measure {
    /// The value printed next to the bar.
    pub(super) value: String,
    /// The exact value, where the printed one is rounded.
    pub(super) exact: Option<String>,
    /// Its pieces; lengths are in thousandths, the class sets the colour.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a bar.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) class: &'static str,
}

/// Every chart that is not empty.
pub(super) fn all(figures: &Figures, words: &Words) -> Vec<Chart> {
    let charts = [
        units(figures, words),
        kinds(figures, words),
        rules(figures, words),
        levels(figures, words),
    ];
    charts
        .into_iter()
        .filter(|chart| !chart.bars.is_empty())
        .collect()
}

fn units(figures: &Figures, words: &Words) -> Chart {
    let mut units: Vec<(&Option<String>, Budgets)> = figures
        .units
        .iter()
        .map(|(name, budgets)| (name, *budgets))
        .filter(|(_, budgets)| budgets.projects() > 0)
        .collect();
    let order = |budgets: &Budgets| (budgets.known > 0, budgets.yuan, budgets.projects());
    units.sort_by(|a, b| (order(&b.1), a.0).cmp(&(order(&a.1), b.0)));
    let rest = units.split_off(units.len().min(MOST));
    let mut rows: Vec<(String, Option<String>, Budgets)> = units
        .into_iter()
        .map(|(name, budgets)| {
            let label = name.as_ref().map(|name| both_languages(name, name));
            let label = label.unwrap_or_else(|| words.markup("no_unit"));
            let value = name.as_deref().unwrap_or_default();
            let rows = address("projects", &[("unit", value), ("counted", "yes")]);
            (label, Some(rows), budgets)
        })
        .collect();
    if !rest.is_empty() {
        let label = format!("{} ({})", words.markup("others"), rest.len());
        let of_rest = rest.iter().map(|(_, budgets)| *budgets);
        rows.push((label, None, of_rest.fold(Budgets::default(), Budgets::and)));
    }
    let most_projects = rows.iter().map(|row| row.2.projects()).max().unwrap_or(0);
    let most_money = rows.iter().map(|row| row.2.yuan).max().unwrap_or_default();
    let bars = rows.into_iter().map(|(label, rows, budgets)| Bar {
        label,
        rows,
        inner: false,
        measures: vec![
            Measure {
                exact: Some(budgets.in_ten_thousand()),
                ..single(
                    budgets.rounded(),
                    share_of_money(budgets.yuan, most_money),
                    "money",
                )
            },
            single(
                counted(budgets.projects()),
                share(budgets.projects(), most_projects),
                "count",
            ),
        ],
    });
    let unknown = figures.budget.unknown;
    Chart {
        title: "by_unit",
        note: (unknown > 0).then(|| format!("{} {unknown}", words.markup("unbudgeted"))),
        heads: vec!["unit", "budget_wan", "projects"],
        bars: bars.collect(),
    }
}

fn levels(figures: &Figures, words: &Words) -> Chart {
    let total =
        |inner: &std::collections::BTreeMap<Option<String>, usize>| inner.values().sum::<usize>();
    let mut levels: Vec<_> = figures
        .levels
        .iter()
        .map(|(name, inner)| (name, total(inner), inner))
        .collect();
    levels.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let most = levels.first().map_or(0, |level| level.1);
    let label = |name: &Option<String>| match name {
        Some(name) => level_label(words, name),
        None => words.markup("no_level"),
    };
    let row = |name: &Option<String>, count: usize, inner: bool| Bar {
        label: label(name),
        rows: None,
        inner,
        measures: vec![single(
            counted(count),
            share(count, most),
            if inner { "part" } else { "count" },
        )],
    };
    let others = |rest: &[usize], inner: bool| Bar {
        label: format!("{} ({})", words.markup("others"), rest.len()),
        ..row(&None, rest.iter().sum(), inner)
    };
    let mut bars = Vec::new();
    let rest = levels.split_off(levels.len().min(MOST));
    for (name, count, inner) in levels {
        let value = |name: &Option<String>| name.clone().unwrap_or_default();
        let level1 = value(name);
        bars.push(Bar {
            rows: Some(address(
                "indicators",
                &[("level1", &level1), ("repeats", "no")],
            )),
            ..row(name, count, false)
        });
        let mut parts: Vec<_> = inner.iter().collect();
        parts.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        if parts.iter().all(|(name, _)| name.is_none()) {
            continue;
        }
        let rest = parts.split_off(parts.len().min(MOST));
        bars.extend(parts.into_iter().map(|(name, count)| Bar {
            rows: Some(address(
                "indicators",
                &[
                    ("level1", &level1),
                    ("level2", &value(name)),
                    ("repeats", "no"),
                ],
            )),
            ..row(name, *count, true)
        }));
        let rest: Vec<usize> = rest.into_iter().map(|(_, count)| *count).collect();
        bars.extend((!rest.is_empty()).then(|| others(&rest, true)));
    }
    let rest: Vec<usize> = rest.into_iter().map(|(_, count, _)| count).collect();
    bars.extend((!rest.is_empty()).then(|| others(&rest, false)));
    Chart {
        title: "by_level",
        note: None,
        heads: vec!["level", "indicators"],
        bars,
    }
}

/// The printed name of a level; the canonical level-1 names have an English one as well.
fn level_label(words: &Words, name: &str) -> String {
    let [zh, en] = words.both(name);
    if zh.starts_with('?') {
        return both_languages(name, name);
    }
    both_languages(&zh, &en)
}

fn kinds(figures: &Figures, words: &Words) -> Chart {
    let mut kinds: Vec<_> = figures.kinds.iter().collect();
    kinds.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let most = kinds.first().map_or(0, |kind| kind.1.0);
    let bars = kinds.into_iter().map(|(kind, (count, measured))| Bar {
        label: words.markup(&format!("kind_{kind}")),
        rows: Some(address("indicators", &[("kind", kind), ("repeats", "no")])),
        inner: false,
        measures: vec![single(
            counted(*count),
            share(*count, most),
            if *measured { "count" } else { "words" },
        )],
    });
    Chart {
        title: "by_kind",
        note: None,
        heads: vec!["kind", "indicators"],
        bars: bars.collect(),
    }
}

fn rules(figures: &Figures, words: &Words) -> Chart {
    let mut rules: Vec<(&str, [usize; 4])> = figures
        .rules
        .iter()
        .map(|(code, counts)| (code.as_str(), *counts))
        .collect();
    let sum = |counts: &[usize; 4]| counts.iter().sum::<usize>();
    rules.sort_by(|a, b| (sum(&b.1), a.0).cmp(&(sum(&a.1), b.0)));
    let rest = rules.split_off(rules.len().min(MOST));
    let mut rows: Vec<(String, Option<String>, [usize; 4])> = rules
        .into_iter()
        .map(|(code, counts)| {
            let [zh, en] = rule_title(code);
            let rows = address("findings", &[("rule", code)]);
            (both_languages(&zh, &en), Some(rows), counts)
        })
        .collect();
    if !rest.is_empty() {
        let mut counts = [0; 4];
        for (_, one) in &rest {
            for (sum, count) in counts.iter_mut().zip(one) {
                *sum += count;
            }
        }
        let label = format!("{} ({})", words.markup("others"), rest.len());
        rows.push((label, None, counts));
    }
    let most = rows.iter().map(|row| sum(&row.2)).max().unwrap_or(0);
    let bars = rows.into_iter().map(|(label, rows, counts)| Bar {
        label,
        rows,
        inner: false,
        measures: vec![stacked(&counts, most)],
    });
    Chart {
        title: "by_rule",
        note: None,
        heads: vec!["rule", "findings"],
        bars: bars.collect(),
    }
}

/// The title of a rule, or of a finding about reading, in Chinese and in English.
pub(super) fn rule_title(code: &str) -> [String; 2] {
    if let Some(text) = text_of(code) {
        return [text.zh.to_string(), text.en.to_string()];
    }
    match title_of(code) {
        Some(title) => [title.zh.to_string(), title.en.to_string()],
        None => [code.to_owned(), code.to_owned()],
    }
}

/// The address of the rows with these values; the script reads it.
fn address(table: &str, picked: &[(&str, &str)]) -> String {
    let mut address = format!("#/{table}");
    for (place, (name, value)) in picked.iter().enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address += name;
        address.push('=');
        for byte in value.bytes() {
            match byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                true => address.push(char::from(byte)),
                false => address += &format!("%{byte:02X}"),
            }
        }
    }
    address
}

fn single(value: String, length: u32, class: &'static str) -> Measure {
    let pieces = vec![Piece {
        start: 0,
        length,
        class,
    }];
    Measure {
        value,
        exact: None,
        pieces,
    }
}

/// A bar with one piece for each severity.
fn stacked(counts: &[usize; 4], most: usize) -> Measure {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (count, class) in counts
        .iter()
        .zip(["error", "warning", "info", "not_evaluable"])
    {
        let length = share(*count, most);
        if *count > 0 {
            pieces.push(Piece {
                start,
                length,
                class,
            });
            start += length;
        }
    }
    Measure {
        value: counted(counts.iter().sum()),
        exact: None,
        pieces,
    }
}

/// A share in thousandths; anything above zero is long enough to be seen.
fn share(part: usize, whole: usize) -> u32 {
    match (part * 1000).checked_div(whole) {
        Some(share) if part > 0 => share.clamp(4, 1000) as u32,
        _ => 0,
    }
}

fn share_of_money(part: Decimal, whole: Decimal) -> u32 {
    if part <= Decimal::ZERO {
        return 0;
    }
    let share = part.checked_div(whole);
    let thousandths = share.and_then(|share| share.checked_mul(Decimal::ONE_THOUSAND)?.to_u32());
    thousandths.map_or(0, |share| share.clamp(4, 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_called_by_their_titles() {
        for (code, title) in [
            ("text-noise", "文字不规范"),
            ("level1-filled", "一级指标已补齐"),
            ("row-passed-over", "略过的行"),
            ("my-own", "my-own"),
        ] {
            assert_eq!(rule_title(code)[0], title);
        }
    }

    #[test]
    fn levels_without_end_are_added_up() {
        let words = Words::builtin().unwrap();
        for (count, rows) in [
            (1, 1),
            (MOST, MOST),
            (MOST + 1, MOST + 1),
            (9_999, MOST + 1),
        ] {
            let of = |count: usize| (0..count).map(|number| Some(format!("{number}")));
            let mut figures = Figures::default();
            for level in of(count) {
                let inner = of(1).map(|name| (name, 1)).collect();
                figures.levels.insert(level, inner);
            }
            let chart = levels(&figures, &words);
            let sum = |bars: &[Bar], inner: bool| -> usize {
                let bars = bars.iter().filter(|bar| bar.inner == inner);
                bars.map(|bar| {
                    bar.measures[0]
                        .value
                        .replace(',', "")
                        .parse::<usize>()
                        .unwrap()
                })
                .sum()
            };
            assert_eq!(sum(&chart.bars, false), count);
            assert_eq!(chart.bars.iter().filter(|bar| !bar.inner).count(), rows);
            figures.levels = [(None, of(count).map(|name| (name, 1)).collect())].into();
            let chart = levels(&figures, &words);
            assert_eq!(
                (sum(&chart.bars, true), chart.bars.len()),
                (count, 1 + rows)
            );
        }
    }

    #[test]
    fn bars_are_thousandths_and_never_vanish() {
        for (part, whole, expected) in [
            (1, 2, 500),
            (2, 2, 1000),
            (1, 100_000, 4),
            (0, 5, 0),
            (0, 0, 0),
        ] {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
        let money = |part: i64, whole: i64| share_of_money(part.into(), whole.into());
        assert_eq!(
            (money(1, 4), money(0, 4), money(-1, 4), money(1, 0)),
            (250, 0, 0, 0)
        );
    }
}
