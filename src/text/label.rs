//! The label fold: the key of a label.
//!
//! In: the text of a cell. Out: a key in half-width characters, with all brackets round, with years written as `YYYY`
//! and months as `M`. Lost on purpose: white space, enumeration marks, a colon at the end, and other differences in
//! print.

use super::width::fold_width;

/// The key of a label. `prefixes` are words removed from its beginning, such as 其中 ("of which").
pub(crate) fn fold_label(text: &str, prefixes: &[String]) -> String {
    let mut key = fold_width(text);
    loop {
        let before = key.len();
        key.truncate(key.trim_end_matches([':', ';', '*']).len());
        let start = key.len() - strip_enumeration(&key).len();
        key.drain(..start);
        for prefix in prefixes {
            if let Some(rest) = key.strip_prefix(prefix.as_str())
                && !rest.is_empty()
            {
                let start = key.len() - rest.trim_start_matches(':').len();
                key.drain(..start);
            }
        }
        if key.len() == before {
            return mask_years(key);
        }
    }
}

/// The text without a number such as `一、`, `（一）`, `1.`, `1、` or `①` at its beginning.
pub(crate) fn strip_enumeration(text: &str) -> &str {
    let mut chars = text.chars();
    match chars.next() {
        Some('\u{2460}'..='\u{2473}') => chars.as_str(),
        Some('(') => {
            let inner = chars.as_str();
            match inner.find(')') {
                Some(end) if end > 0 && inner[..end].chars().all(is_ordinal) => &inner[end + 1..],
                _ => text,
            }
        }
        Some(first) if is_ordinal(first) => {
            let rest = text.trim_start_matches(is_ordinal);
            match (rest.strip_prefix('、'), rest.strip_prefix(['.', '．'])) {
                (Some(tail), _) => tail,
                (_, Some(tail)) if !tail.starts_with(|c: char| c.is_ascii_digit()) => tail,
                _ => text,
            }
        }
        _ => text,
    }
}

/// True for a digit, and for the characters of Chinese numerals below one hundred.
pub(crate) fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// The text without brackets and their content: points, units, explanations.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|&c| match c {
            '(' | '（' => {
                depth += 1;
                false
            }
            ')' | '）' if depth > 0 => {
                depth -= 1;
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Replaces every year (19XX, 20XX) by `YYYY`, and every month (also the first of a range) by `M`.
fn mask_years(key: String) -> String {
    if !key.bytes().any(|byte| byte.is_ascii_digit()) {
        return key;
    }
    let mut masked = String::with_capacity(key.len());
    let mut rest = key.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = rest[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len() - at);
        let digits = &rest[at..at + run];
        masked.push_str(&rest[..at]);
        let is_year = run == 4 && (digits.starts_with("20") || digits.starts_with("19"));
        let behind = &rest[at + run..];
        let is_month = run <= 2 && names_month(behind);
        masked.push_str(match () {
            () if is_year => "YYYY",
            () if is_month => "M",
            () => digits,
        });
        rest = behind;
    }
    masked.push_str(rest);
    masked
}

/// True if the text after a number makes it a month: 月, or -7月 after the first month of a range.
fn names_month(behind: &str) -> bool {
    let last = behind.strip_prefix('-').map_or(behind, |rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    last.starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fold() {
        let prefixes = ["其中".to_owned()];
        for (printed, key) in [
            ("其中：财政    资金", "财政资金"),
            ("项 目\n名　称：", "项目名称"),
            ("（一）财政拨款小计", "财政拨款小计"),
            ("1、一般公共预算", "一般公共预算"),
            ("一、 基本情况", "基本情况"),
            ("一级指标", "一级指标"),
            ("2021年实际实现值", "YYYY年实际实现值"),
            ("1—7月执行数", "M-M月执行数"),
            ("截至7月底", "截至M月底"),
            ("年度（/项目）指标值", "年度(/项目)指标值"),
            ("其中", "其中"),
            ("产出指标（50分）", "产出指标(50分)"),
            ("1.5万元", "1.5万元"),
        ] {
            assert_eq!(fold_label(printed, &prefixes), key, "{printed}");
        }
    }

    #[test]
    fn brackets_go_with_what_they_hold() {
        for (printed, bare) in [
            ("产出指标(50分)", "产出指标"),
            ("a（b（c）d）e", "ae"),
            ("a)b", "a)b"),
        ] {
            assert_eq!(without_brackets(printed), bare);
        }
    }
}
