//! Codes before or after names: 556101九三学社天津市委员会, `[015001]`-某局, 51000021R000000019951-工资性支出.
//!
//! In: the text of a unit or project cell, on one line. Out: code and name. Digits that belong to the name stay in it:
//! 120急救中心 and 12345热线 have no code.

use super::target::measure::digits;
use crate::record::Organization;
use crate::vocabulary::values::ValueWords;

/// The length of a project code: 6 characters for the division, 2 for the year, a letter for the class, 12 more.
const PROJECT_CODE_LEN: usize = 21;

/// Code and name of a unit or department.
pub fn split_organization(raw: &str) -> Organization {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    let raw = raw.trim();
    let (code, name) = bracketed(raw, words)
        .or_else(|| leading(raw, words))
        .or_else(|| trailing(raw, words))
        .map_or((None, raw), |(code, name)| (Some(code), name));
    Organization {
        code,
        name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
    }
}

/// A code in brackets before the name: [015001]某局, (015001)-某局.
fn bracketed<'t>(raw: &'t str, words: &ValueWords) -> Option<(String, &'t str)> {
    let mut signs = raw.char_indices();
    let (_, open) = signs.next()?;
    let close = closing(open)?;
    let end = raw.find(close)?;
    let code = code(raw.get(open.len_utf8()..end)?, words)?;
    Some((code, without_separator(raw.get(end + close.len_utf8()..)?)))
}

/// A code in brackets after the name: 某局[015001], 某局（015001）.
fn trailing<'t>(raw: &'t str, words: &ValueWords) -> Option<(String, &'t str)> {
    let last = raw.chars().next_back()?;
    let (at, open) = raw
        .char_indices()
        .rfind(|(_, sign)| closing(*sign) == Some(last))?;
    let code = code(
        raw.get(at + open.len_utf8()..raw.len() - last.len_utf8())?,
        words,
    )?;
    (at > 0).then_some((code, raw.get(..at)?))
}

fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '(' => Some(')'),
        '\u{ff08}' => Some('\u{ff09}'),
        '\u{3010}' => Some('\u{3011}'),
        '\u{3014}' => Some('\u{3015}'),
        '\u{ff3b}' => Some('\u{ff3d}'),
        _ => None,
    }
}

fn code(text: &str, words: &ValueWords) -> Option<String> {
    let code = words.fold(text);
    let fits = (3..=18).contains(&code.len()) && digits(&code) == code;
    fits.then_some(code)
}

/// A code without brackets before the name: 219001-某政府, 820 某部门, 556101九三学社.
fn leading<'t>(raw: &'t str, words: &ValueWords) -> Option<(String, &'t str)> {
    let end = raw.find(|sign: char| !is_figure(sign)).unwrap_or(raw.len());
    let (figures, rest) = raw.split_at_checked(end)?;
    let code = code(figures, words)?;
    if rest.is_empty() {
        return Some((code, rest));
    }
    let name = without_separator(rest);
    if name.is_empty() {
        return Some((code, name));
    }
    let fits = if name.len() < rest.len() {
        // 2024-2025学年 has digits on both sides; in 2024 年 the digits are a year
        let in_name = rest.starts_with(char::is_whitespace) && belongs_to_name(name, words);
        !(in_name || name.starts_with(is_figure))
    } else {
        glued(&code, name, words)
    };
    fits.then_some((code, name))
}

/// True when digits directly before a name are a code, by their number and by the name.
fn glued(code: &str, name: &str, words: &ValueWords) -> bool {
    let institution = || {
        let name = words.fold(name);
        words
            .organization_endings
            .iter()
            .any(|ending| name.ends_with(ending.as_str()))
    };
    name.chars().next().is_some_and(char::is_alphabetic)
        && !belongs_to_name(name, words)
        && match code.len() {
            6 | 9 | 12 | 15 | 18 => true,
            3 => institution(),
            // 2024, 12345 and the like are never codes unless a separator follows
            4 | 5 => false,
            _ => institution(),
        }
}

/// 急救, 热线, 年: True when the digits before such a word are part of the name.
fn belongs_to_name(name: &str, words: &ValueWords) -> bool {
    words.after_numeric_name.strip(&words.fold(name)).is_some()
}

fn without_separator(text: &str) -> &str {
    text.trim_start_matches(|sign: char| {
        sign.is_whitespace()
            || matches!(
                sign,
                '-' | '_'
                    | ':'
                    | '.'
                    | '/'
                    | '|'
                    | '\u{ff0d}'
                    | '\u{2014}'
                    | '\u{2013}'
                    | '\u{ff1a}'
                    | '\u{3001}'
                    | '\u{ff3f}'
            )
    })
}

fn is_figure(sign: char) -> bool {
    sign.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&sign)
}

/// The project code, where one is printed before or after the name, and the name.
pub fn split_project_code(raw: &str) -> (Option<String>, String) {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    let raw = raw.trim();
    let found = raw
        .char_indices()
        .filter(|(at, _)| stands_free(raw, *at))
        .find_map(|(at, _)| Some((at, project_code(raw.get(at..)?, words)?)));
    let Some((at, (code, after))) = found else {
        return (None, raw.to_owned());
    };
    let before = raw.get(..at).unwrap_or_default();
    let bracket = before.chars().next_back().and_then(closing);
    let (before, after) = match (bracket, bracket.and_then(|close| after.strip_prefix(close))) {
        (Some(_), Some(after)) => {
            let open = before.chars().next_back().map_or(0, char::len_utf8);
            (before.get(..before.len() - open).unwrap_or_default(), after)
        }
        _ => (before, after),
    };
    // a code in the middle of a name is part of it
    if !before.trim().is_empty() && !after.trim().is_empty() {
        return (None, raw.to_owned());
    }
    let name = if before.trim().is_empty() {
        without_separator(after)
    } else {
        before.trim_end_matches(|sign: char| {
            without_separator(sign.encode_utf8(&mut [0; 4])).is_empty()
        })
    };
    (Some(code), name.trim().to_owned())
}

fn stands_free(raw: &str, at: usize) -> bool {
    raw.get(..at)
        .is_some_and(|before| !before.ends_with(|sign: char| sign.is_ascii_alphanumeric()))
}

/// `^\d{8}[A-Z][0-9A-Z]{12}`, also in full width.
fn project_code<'t>(text: &'t str, words: &ValueWords) -> Option<(String, &'t str)> {
    let mut code = String::with_capacity(PROJECT_CODE_LEN);
    let mut signs = text.chars();
    for at in 0..PROJECT_CODE_LEN {
        let sign = words.fold_char(signs.next()?);
        let fits = match at {
            0..=7 => sign.is_ascii_digit(),
            8 => sign.is_ascii_uppercase(),
            _ => sign.is_ascii_digit() || sign.is_ascii_uppercase(),
        };
        if !fits {
            return None;
        }
        code.push(sign);
    }
    Some((code, signs.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organizations() {
        // raw, code, name
        let cases = [
            (
                "556101九三学社天津市委员会",
                "556101",
                "九三学社天津市委员会",
            ),
            ("412003某某市档案馆", "412003", "某某市档案馆"),
            ("219001-池州市人民政府", "219001", "池州市人民政府"),
            ("820-马踏镇部门", "820", "马踏镇部门"),
            ("731001-某镇人民政府", "731001", "某镇人民政府"),
            ("[015001]武汉市青山区城管委", "015001", "武汉市青山区城管委"),
            (
                "[015001]-武汉市青山区城管委",
                "015001",
                "武汉市青山区城管委",
            ),
            ("【015001】城管委", "015001", "城管委"),
            ("（101）市财政局", "101", "市财政局"),
            ("市财政局[101]", "101", "市财政局"),
            ("市财政局（101001）", "101001", "市财政局"),
            ("321深泽县教育局", "321", "深泽县教育局"),
            ("101 市委办公室", "101", "市委办公室"),
            ("５５６１０１某局", "556101", "某局"),
            ("101001001某学校", "101001001", "某学校"),
            ("101001：某局", "101001", "某局"),
            ("556101", "556101", ""),
            ("120急救中心", "", "120急救中心"),
            ("12345热线", "", "12345热线"),
            ("12345政务服务便民热线中心", "", "12345政务服务便民热线中心"),
            ("110指挥中心", "", "110指挥中心"),
            ("301医院", "", "301医院"),
            ("101中学", "", "101中学"),
            ("2024年某局", "", "2024年某局"),
            ("2024 年某局", "", "2024 年某局"),
            ("863计划办", "", "863计划办"),
            ("3个中心", "", "3个中心"),
            ("某局（本级）", "", "某局（本级）"),
            ("某局", "", "某局"),
            ("", "", ""),
        ];
        for (raw, code, name) in cases {
            let found = split_organization(raw);
            let found = (
                found.code.unwrap_or_default(),
                found.name.unwrap_or_default(),
            );
            assert_eq!(found, (code.to_owned(), name.to_owned()), "{raw}");
        }
    }

    #[test]
    fn project_codes() {
        // raw, code, name
        let cases = [
            (
                "51000021R000000019951-工资性支出",
                "51000021R000000019951",
                "工资性支出",
            ),
            (
                "51092324T000010263357河道保洁经费",
                "51092324T000010263357",
                "河道保洁经费",
            ),
            (
                "12000023P02DLNB10017K 信息系统运维经费",
                "12000023P02DLNB10017K",
                "信息系统运维经费",
            ),
            (
                "[10000022Z221108000003]转移支付",
                "10000022Z221108000003",
                "转移支付",
            ),
            (
                "（10000022Z221108000003）-转移支付",
                "10000022Z221108000003",
                "转移支付",
            ),
            (
                "转移支付[10000022Z221108000003]",
                "10000022Z221108000003",
                "转移支付",
            ),
            (
                "转移支付-10000022Z221108000003",
                "10000022Z221108000003",
                "转移支付",
            ),
            (
                "51000021R0000000199512023年工资",
                "51000021R000000019951",
                "2023年工资",
            ),
            ("51000021R000000019951", "51000021R000000019951", ""),
            (
                "５１０００021R000000019951-工资",
                "51000021R000000019951",
                "工资",
            ),
            (
                "51000021r000000019951-工资",
                "",
                "51000021r000000019951-工资",
            ),
            ("51000021R00000001995-工资", "", "51000021R00000001995-工资"),
            ("甲51000021R000000019951乙", "", "甲51000021R000000019951乙"),
            ("信息系统运维经费", "", "信息系统运维经费"),
            ("2023年专项", "", "2023年专项"),
            ("", "", ""),
        ];
        for (raw, code, name) in cases {
            let (found, rest) = split_project_code(raw);
            assert_eq!(
                (found.unwrap_or_default().as_str(), rest.as_str()),
                (code, name),
                "{raw}"
            );
        }
    }
}
