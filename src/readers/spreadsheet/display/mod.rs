//! Values as a workbook displays them: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! In: a value and a format code such as `[>=10000]0!.0,"万";#,##0.00`. Out: text, and the value where the text is not all of
//! it. What every pair of code and value shows is held by `tests/number_formats.tsv`. Lost: colours and widths of padding.

mod altered;
mod built_in;
pub(super) mod calendar;
mod code;
mod date;
mod figures;
mod fraction;
mod numerals;

use std::collections::HashMap;

pub(in crate::readers) use altered::{Altered, AlteredCells, altered};
pub(super) use built_in::built_in;
pub(super) use code::Code;
use code::{Condition, Piece, Section};
use figures::{Shown, general};

use crate::readers::struck;

/// What a cell displays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Display {
    pub(super) text: String,
    /// The value of the cell, where the text is not all of it.
    pub(super) altered: Option<Altered>,
    /// What is struck out in the cell, and no part of the text.
    pub(super) struck: Option<Box<str>>,
}

impl Display {
    /// Takes the struck text out; see [`struck::parted`].
    pub(super) fn part(&mut self, struck: bool) {
        self.struck = struck::parted(&mut self.text, struck);
        if self.struck.is_some() && self.text.is_empty() {
            self.altered = None;
        }
    }
}

impl From<String> for Display {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// From here on a number has more digits than a workbook keeps: a code of 20 digits has lost the last five.
const UNKNOWN_DIGITS: f64 = 1e15;

/// Displays a number by a format code.
pub(super) fn display(value: f64, code: &Code, epoch_1904: bool) -> Display {
    if !value.is_finite() {
        return value.to_string().into();
    }
    let Some((section, own_sign)) = section_of(value, &code.numbers) else {
        return general(value).into();
    };
    if section.is_date() {
        let moment = calendar::moment(value, epoch_1904, date::unit(section));
        return match moment {
            Some(moment) => date::date(&moment, section),
            None => general(value),
        }
        .into();
    }
    let has_digits = section.has(|piece| matches!(piece, Piece::Digit(_)));
    let size = value.abs();
    let has_power = section.has(|piece| matches!(piece, Piece::Exponent { .. }));
    if has_digits && !has_power && size >= UNKNOWN_DIGITS {
        return Display {
            text: general(value),
            altered: Some(Altered::Imprecise(general(value))),
            struck: None,
        };
    }
    let (shown, all) = match has_digits {
        true if fraction::is_fraction(section) => fraction::fraction(size, section),
        true => figures::number(size, &section.pieces, section.numerals),
        false => plain(size, section),
    };
    // neither a mere text nor what is rounded to nothing has a sign
    let digits = |c: char| matches!(c, '1'..='9') || section.numerals.is_some();
    let has_number = section.has(|piece| matches!(piece, Piece::General | Piece::Whole));
    let nothing = !(has_number || has_digits && shown.chars().any(digits));
    let text = match value < 0.0 && !own_sign && !nothing {
        true => format!("-{shown}"),
        false => shown,
    };
    let sign_hidden = value < 0.0 && own_sign && !nothing && !shows_negative(&text);
    let altered = match all {
        _ if sign_hidden => Some(Altered::Differs(general(value))),
        Shown::Scaled if value != 0.0 => Some(Altered::Differs(general(value))),
        Shown::Rounded => Some(Altered::Rounded(general(value))),
        Shown::Scaled | Shown::Whole => None,
    };
    Display {
        text,
        altered,
        struck: None,
    }
}

/// Displays a text by a format code.
pub(super) fn display_text(text: &str, code: &Code) -> String {
    let Some(section) = &code.text else {
        return text.to_owned();
    };
    let shown = section.pieces.iter().map(|piece| match piece {
        Piece::Whole | Piece::General => text,
        Piece::Text(piece) => piece,
        Piece::Slash => "/",
        Piece::Point => ".",
        Piece::Comma => ",",
        Piece::Percent => "%",
        _ => "",
    });
    shown.collect()
}

/// The section for a number, and whether it is the one for negative numbers, which writes their sign itself; `None` for
/// the format General.
fn section_of(value: f64, sections: &[Section]) -> Option<(&Section, bool)> {
    let negative = |section: &Section| section.condition.is_some_and(Condition::is_negative);
    let holds = |section: &Section| {
        section
            .condition
            .is_none_or(|condition| condition.holds(value))
    };
    let found = match sections {
        [] => None,
        [only] => Some((only, negative(only))).filter(|_| holds(only)),
        [first, second] if first.condition.is_none() && second.condition.is_none() => {
            Some(match value < 0.0 {
                true => (second, true),
                false => (first, false),
            })
        }
        [first, second] => {
            let takes = match first.condition {
                Some(condition) => condition.holds(value),
                None => value >= 0.0,
            };
            let rest = second.condition.is_none()
                && first.condition.is_some_and(Condition::leaves_negative);
            match takes {
                true => Some((first, negative(first))),
                false => Some((second, rest || negative(second))).filter(|_| holds(second)),
            }
        }
        [first, second, third, ..] => {
            let takes = |section: &Section, otherwise| match section.condition {
                Some(condition) => condition.holds(value),
                None => otherwise,
            };
            Some(if takes(first, value > 0.0) {
                (first, negative(first))
            } else if takes(second, value < 0.0) {
                (second, second.condition.is_none() || negative(second))
            } else {
                (third, false)
            })
        }
    };
    // a section without anything in it hides the number, but an empty code is General
    found.filter(|(section, _)| !(sections.len() == 1 && section.pieces.is_empty()))
}

/// True for a text with a minus, with brackets, or with the word 负.
fn shows_negative(text: &str) -> bool {
    text.contains(['-', '\u{2212}', '(', '\u{ff08}', '\u{8d1f}', '\u{2013}'])
}

/// Formats without digits: the value as it is, or a mere text in its place.
fn plain(value: f64, section: &Section) -> (String, Shown) {
    let mut shown = String::new();
    let mut all = Shown::Scaled;
    for piece in &section.pieces {
        match piece {
            Piece::General | Piece::Whole => {
                let number = general(value);
                shown.push_str(&match section.numerals {
                    Some(numerals) => numerals::write(&number, numerals),
                    None => number,
                });
                all = Shown::Whole;
            }
            other => shown.push_str(&figures::text(std::slice::from_ref(other))),
        }
    }
    (shown, all)
}

/// Format codes that have been read, by their text: many cells share a few.
#[derive(Debug, Default)]
pub(super) struct Codes {
    read: HashMap<String, Code>,
}

impl Codes {
    /// The code with this text.
    pub(super) fn get(&mut self, code: &str) -> &Code {
        if !self.read.contains_key(code) {
            self.read.insert(code.to_owned(), Code::read(code));
        }
        &self.read[code]
    }
}

#[cfg(test)]
mod tests;
