//! EQ fields of Word: a formula written out in the field instruction, without a result: `EQ \o(≥)`, `EQ \f(1,2)`.
//!
//! In: the instruction. Out: the text that Word shows, on one line: `1/2`, `10⁴`, ①. Lost: brackets around lists,
//! sizes, shifts. An instruction that is not understood to its end, such as an integral, gives no text.

use std::iter::Peekable;
use std::str::Chars;

use super::symbols;

/// Formulas nested inside formulas.
const MAX_DEPTH: usize = 16;
/// Unicode has the circled numbers 1 to 20 in one block.
const CIRCLED: u32 = 20;

/// What a field with this instruction shows; `None` when the field is not a formula.
pub(crate) fn of(instruction: &str) -> Option<Equation> {
    let rest = instruction.trim_start();
    let (kind, rest) = rest.split_at_checked(2)?;
    let goes_on = rest.starts_with(|next: char| next.is_ascii_alphanumeric());
    if !kind.eq_ignore_ascii_case("EQ") || goes_on {
        return None;
    }
    let (guide, rest) = without_switches(rest);
    if guide && let Some(base) = base_of_guide(rest) {
        return Some(Equation::Shown(base));
    }
    let mut signs = rest.chars().peekable();
    let shown = sequence(&mut signs, 0).filter(|_| signs.next().is_none());
    Some(match shown {
        Some(text) => Equation::Shown(text.trim().to_owned()),
        None => Equation::NotRead,
    })
}

/// The content of an EQ field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Equation {
    /// The field shows this text.
    Shown(String),
    /// The formula is not understood.
    NotRead,
}

/// Passes switches of formatting by: `\* jc2 \* "Font:宋体" \* hps10`; true where there are any, as in phonetic guides.
fn without_switches(mut rest: &str) -> (bool, &str) {
    let mut found = false;
    loop {
        rest = rest.trim_start();
        let Some(switch) = rest.strip_prefix("\\*").map(str::trim_start) else {
            return (found, rest);
        };
        found = true;
        rest = match switch.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map_or("", |(_, rest)| rest),
            None => switch.trim_start_matches(|c: char| c.is_alphanumeric()),
        };
    }
}

/// The text below a phonetic guide: `\o\ad(\s\up 9(hé),河)`.
fn base_of_guide(rest: &str) -> Option<String> {
    let rest = rest
        .strip_prefix("\\o")
        .or_else(|| rest.strip_prefix("\\O"))?;
    let mut signs = rest.chars().peekable();
    options(&mut signs)?;
    let arguments = arguments(&mut signs, 0)?;
    let is_guide = arguments.len() == 2 && signs.next().is_none();
    arguments.into_iter().next_back().filter(|_| is_guide)
}

type Signs<'a> = Peekable<Chars<'a>>;

/// Reads text and formulas up to the end of an argument.
fn sequence(signs: &mut Signs, depth: usize) -> Option<String> {
    let mut text = String::new();
    while let Some(&sign) = signs.peek() {
        match sign {
            ',' | ';' | ')' if depth > 0 => break,
            '\\' => {
                signs.next();
                match *signs.peek()? {
                    switch if switch.is_ascii_alphabetic() => {
                        signs.next();
                        text.push_str(&formula(switch.to_ascii_lowercase(), signs, depth)?);
                    }
                    escaped => {
                        signs.next();
                        text.push(escaped);
                    }
                }
            }
            '(' => {
                // brackets without a switch are ordinary text
                signs.next();
                let inner = arguments(signs, depth)?.join(",");
                text.push_str(&format!("({inner})"));
            }
            _ => {
                signs.next();
                text.push(sign);
            }
        }
    }
    Some(text)
}

fn formula(switch: char, signs: &mut Signs, depth: usize) -> Option<String> {
    let options = options(signs)?;
    let arguments = arguments(signs, depth)?;
    match (switch, arguments.as_slice()) {
        ('f', [above, below]) => Some(format!("{above}/{below}")),
        ('r', [of]) => Some(format!("\u{221a}{of}")),
        ('o', _) => Some(overlaid(&arguments)),
        ('s', [text]) if options.contains("up") => Some(symbols::raised(text).into_owned()),
        ('a' | 'l', _) => Some(arguments.join(",")),
        ('b', _) => Some(format!("({})", arguments.join(","))),
        ('d' | 's' | 'x', _) => Some(arguments.join(" ")),
        _ => None,
    }
}

/// Reads the options between a switch and its arguments: `\ac`, `\up8`, `\bc\{`.
fn options(signs: &mut Signs) -> Option<String> {
    let mut options = String::new();
    loop {
        match signs.next()? {
            '(' => return Some(options),
            '\\' if signs.peek().is_some_and(|next| !next.is_ascii_alphabetic()) => {
                signs.next();
            }
            sign if sign == '\\' || sign == ' ' || sign.is_ascii_alphanumeric() || sign == '-' => {
                options.push(sign);
            }
            _ => return None,
        }
    }
}

/// Reads the arguments up to the closing bracket; the opening bracket has already been read.
fn arguments(signs: &mut Signs, depth: usize) -> Option<Vec<String>> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let mut arguments = Vec::new();
    loop {
        arguments.push(sequence(signs, depth + 1)?.trim().to_owned());
        if signs.next()? == ')' {
            return Some(arguments);
        }
    }
}

/// Combines signs printed over each other: a number in a circle, or a sign made of two (`>` over `=`).
fn overlaid(arguments: &[String]) -> String {
    if let [one, other] = arguments {
        let circled = |circle: &str, number: &str| {
            let number: u32 = number.parse().ok()?;
            let fits = matches!(circle, "\u{25cb}" | "\u{25ef}" | "\u{3007}");
            let fits = fits && (1..=CIRCLED).contains(&number);
            fits.then(|| char::from_u32(0x245f + number)).flatten()
        };
        let is_line =
            |text: &str| matches!(text, "=" | "_" | "-" | "\u{ff1d}" | "\u{ff3f}" | "\u{2014}");
        let compared = |sign: &str, line: &str| match sign {
            ">" | "\u{ff1e}" if is_line(line) => Some('\u{2265}'),
            "<" | "\u{ff1c}" if is_line(line) => Some('\u{2264}'),
            _ => None,
        };
        let sign = circled(one, other)
            .or_else(|| circled(other, one))
            .or_else(|| compared(one, other))
            .or_else(|| compared(other, one));
        if let Some(sign) = sign {
            return sign.to_string();
        }
    }
    arguments.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_on_one_line() {
        for (instruction, shown) in [
            (r" EQ \o(≥)", Some("≥")),
            (r"eq \o(>,=) 95%", Some("≥ 95%")),
            (r"EQ \o\ac(○,12)", Some("⑫")),
            (r"EQ \f(1,2)", Some("1/2")),
            (r"EQ 5×10\s\up8(4)", Some("5×10⁴")),
            (r"EQ \s\do4(2)", Some("2")),
            (r"EQ \b\bc\((a;b)", Some("(a,b)")),
            (r"EQ \r(3)", Some("√3")),
            (
                r#"EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(hé),河)"#,
                Some("河"),
            ),
            (
                r#"EQ \* jc0 \* "Font:Calibri" \* hps21 \o \ad(\s \up 11(dào),道)"#,
                Some("道"),
            ),
            (r"EQ f(x\,y)", Some("f(x,y)")),
            (r"EQ \x\to(\f(\r(4),2))", Some("√4/2")),
        ] {
            let found = of(instruction);
            let shown = shown.map(|text| Equation::Shown(text.to_owned()));
            assert_eq!(found, shown, "{instruction}");
        }
        for instruction in [r"EQ \i(0,1,x)", r"EQ \f(1", r"EQ \f 1", r"EQ a\", "EQ )a("] {
            let found = of(instruction);
            assert!(
                matches!(found, Some(Equation::NotRead)) || instruction == "EQ )a(",
                "{instruction}: {found:?}"
            );
        }
        assert_eq!(
            of(&format!("EQ {}", "(".repeat(99))),
            Some(Equation::NotRead)
        );
        assert_eq!(of("EQUAL 1"), None);
        assert_eq!(of("TOC"), None);
    }
}
