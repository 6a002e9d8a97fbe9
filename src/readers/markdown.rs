//! Cells of Markdown tables.
//!
//! In: a cell. Out: its lines as plain text. Lost: what is bold, code, kinds of line breaks.

use super::blank_words::is_nothing;

/// The lines of a cell without their markup.
pub(crate) fn plain(cell: &str) -> Vec<String> {
    let cell = cell.trim();
    if is_nothing(cell) {
        return vec![String::new()];
    }
    let mut lines = vec![String::new()];
    let mut rest = cell;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let (text, after) = match sign {
            '<' => match tag(rest) {
                Some((true, after)) => {
                    lines.push(String::new());
                    rest = after;
                    continue;
                }
                Some((false, after)) => ("".into(), after),
                None => ("<".to_owned(), after),
            },
            '&' => entity(rest).unwrap_or(("&".to_owned(), after)),
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                let (escaped, after) = after.split_at(1);
                (escaped.to_owned(), after)
            }
            '*' | '`' if is_mark(cell, rest, sign) => {
                (String::new(), after.trim_start_matches(sign))
            }
            '_' if rest.starts_with("__") && cell.matches("__").count().is_multiple_of(2) => {
                (String::new(), &rest[2..])
            }
            _ => (sign.to_string(), after),
        };
        if let Some(line) = lines.last_mut() {
            line.push_str(&text);
        }
        rest = after;
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

/// A mark stands in front of a word or behind one, and not alone in the cell: `5*10` has none.
fn is_mark(cell: &str, rest: &str, sign: char) -> bool {
    let marks = cell.matches(sign).count();
    let run = rest.chars().take_while(|c| *c == sign).count();
    let before = cell[..cell.len() - rest.len()].chars().next_back();
    let behind = rest[run..].chars().next();
    let edge =
        before.is_none_or(|c| !c.is_ascii_digit()) || behind.is_none_or(|c| !c.is_ascii_digit());
    marks.is_multiple_of(2) && marks > 0 && edge
}

/// A tag that a cell may hold; true for one that ends a line.
fn tag(rest: &str) -> Option<(bool, &str)> {
    let (inside, after) = rest.get(1..)?.split_once('>')?;
    let name = inside
        .trim_matches(['/', ' '])
        .split(' ')
        .next()?
        .to_ascii_lowercase();
    match name.as_str() {
        "br" | "p" => Some((true, after)),
        "b" | "strong" | "i" | "em" | "u" | "sub" | "span" | "font" => Some((false, after)),
        _ => None,
    }
}

/// A character reference that budgets use.
fn entity(rest: &str) -> Option<(String, &str)> {
    let (name, after) = rest.get(1..)?.split_once(';')?;
    let sign = match name {
        "ge" => '\u{2265}',
        "le" => '\u{2264}',
        "gt" => '>',
        "lt" => '<',
        "amp" => '&',
        "quot" => '"',
        "nbsp" | "ensp" | "emsp" => ' ',
        "times" => '\u{d7}',
        "plusmn" => '\u{b1}',
        "permil" => '\u{2030}',
        "yen" => '\u{a5}',
        "middot" => '\u{b7}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((sign.to_string(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_markup() {
        for (cell, expected) in [
            (" **≥86公里** ", vec!["≥86公里"]),
            ("*重要*指标", vec!["重要指标"]),
            ("__项目__名称", vec!["项目名称"]),
            ("第一<br>第二<br/>第三", vec!["第一", "第二", "第三"]),
            ("&ge;98\\%", vec!["≥98%"]),
            ("&#8804;5", vec!["≤5"]),
            ("5*10*2", vec!["5*10*2"]),
            ("a_b", vec!["a_b"]),
            ("<5天", vec!["<5天"]),
            ("A&B", vec!["A&B"]),
            ("NaN", vec![""]),
        ] {
            assert_eq!(plain(cell), expected, "{cell}");
        }
    }
}
