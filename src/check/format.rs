//! The rule about noise in the text: characters that reading has to clean up before words can be compared.
//!
//! In: the cells of the tables that hold projects, as read. Out: one finding for the document, with counts by kind.

use super::rule::{Input, Rule};
use super::structure::{cell_place, project_tables};
use crate::finding::{Finding, Location, Severity};
use crate::text::{is_han, is_invisible, is_wide_ascii, shortened};

/// FMT-001: tabs, invisible characters, mixed widths, spaces inside labels, half-width full stops.
pub(super) const TEXT_NOISE: Rule = Rule {
    code: "text-noise",
    id: "FMT-001",
    severity: Severity::Info,
    check: text_noise,
};

/// The most characters a label may have.
const LABEL_CHARACTERS: usize = 20;

/// A kind of noise: its names, and whether a text has it.
struct Noise {
    zh: &'static str,
    en: &'static str,
    is_in: fn(&str) -> bool,
}

const NOISES: &[Noise] = &[
    Noise {
        zh: "文字中的制表符",
        en: "tabs in the text",
        is_in: |text| text.trim_matches(' ').contains('\t'),
    },
    Noise {
        zh: "零宽字符",
        en: "zero-width characters",
        is_in: |text| text.chars().any(is_invisible),
    },
    Noise {
        zh: "全角数字、字母或百分号",
        en: "full-width digits, letters or percent signs",
        is_in: |text| text.chars().any(is_wide_ascii),
    },
    Noise {
        zh: "栏目名称中的空格",
        en: "spaces inside labels",
        is_in: has_spaced_label,
    },
    Noise {
        zh: "汉字之间的半角句点",
        en: "half-width full stops between Chinese characters",
        is_in: has_half_width_stop,
    },
];

fn text_noise(input: &Input) -> Vec<Finding> {
    let mut counts = vec![0usize; NOISES.len()];
    let mut first: Option<(Location, String)> = None;
    for held in project_tables(input) {
        for (r, row) in held.table.rows.iter().enumerate() {
            for cell in &row.cells {
                let text = cell.text();
                if !may_be_noisy(&text) {
                    continue;
                }
                for (count, noise) in counts.iter_mut().zip(NOISES) {
                    if (noise.is_in)(&text) {
                        *count += 1;
                        let place = || {
                            (
                                cell_place(held.number, r, cell.column, row.line),
                                text.to_string(),
                            )
                        };
                        first.get_or_insert_with(place);
                    }
                }
            }
        }
    }
    let Some((location, text)) = first else {
        return Vec::new();
    };
    let seen = || NOISES.iter().zip(&counts).filter(|(_, count)| **count > 0);
    let zh: Vec<String> = seen()
        .map(|(noise, n)| format!("{}{n}处", noise.zh))
        .collect();
    let en: Vec<String> = seen()
        .map(|(noise, n)| format!("{} ({n})", noise.en))
        .collect();
    vec![Finding {
        location,
        evidence: Some(shortened(&text, 60)),
        operand_a: Some(counts.iter().sum::<usize>().to_string()),
        ..Finding::content(
            "",
            Severity::Info,
            format!("文字不规范：{}；读取时已自动处理", zh.join("、")),
            format!(
                "Untidy text: {}; it was cleaned up while reading",
                en.join(", ")
            ),
        )
    }]
}

/// A cheap test first: false for a text without any character that noise consists of, as in nearly every cell.
fn may_be_noisy(text: &str) -> bool {
    text.chars().any(|c| match c {
        '\u{4e00}'..='\u{9fff}' => false,
        '\t' | ' ' | '.' | '\u{a0}' | '\u{3000}' => true,
        c => is_wide_ascii(c) || is_invisible(c),
    })
}

/// True when a gap separates Han characters, in a cell short enough to be a label.
fn has_spaced_label(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > LABEL_CHARACTERS || text.contains('\n') {
        return false;
    }
    let mut gap = false;
    let mut after_han = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\u{a0}' | '\u{3000}') {
            gap = after_han;
            continue;
        }
        if gap && is_han(c) {
            return true;
        }
        gap = false;
        after_han = is_han(c);
    }
    false
}

/// `活动.2023` and `活动.完成`: True for a full stop typed in half width after a Han character.
fn has_half_width_stop(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(3).any(|three| match three {
        [before, '.', behind] => is_han(*before) && (is_han(*behind) || behind.is_ascii_digit()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_told_from_text_that_is_in_order() {
        for (text, expected) in [
            ("其中：财政    资金", vec![3]),
            ("完成活动.2023年预计", vec![4]),
            ("≥98％", vec![2]),
            ("机关事务管理局\t。", vec![0]),
            ("零\u{200b}宽", vec![1]),
            ("OA 系统", vec![]),
            ("1.完成2.5万元", vec![]),
            ("第一行\n第二行", vec![]),
            ("  前后空格  ", vec![]),
        ] {
            let seen: Vec<usize> = (0..NOISES.len())
                .filter(|n| (NOISES[*n].is_in)(text))
                .collect();
            assert_eq!(seen, expected, "{text:?}");
            assert!(expected.is_empty() || may_be_noisy(text), "{text:?}");
        }
    }
}
