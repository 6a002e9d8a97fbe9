//! The meaning of control words that does not depend on the interpreter: destinations to skip, characters, and the
//! state of a group.
//!
//! In: control words. Out: constants. Lost: nothing.

use crate::readers::form::{FormField, Kind};

/// The destination of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    Nowhere,
    Fonts,
    Styles,
    Bookmark,
    Instruction,
    Label,
    /// The data of a form field, and an entry of its list.
    Form,
    FormEntry,
}

/// The state that a group saves and restores.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// True when this group began the destination.
    pub(super) begins: bool,
    /// True when this group is a text box.
    pub(super) is_box: bool,
    /// In the first half of an `\upr`: the destination that `\ud` restores.
    pub(super) alternative: Option<Destination>,
    pub(super) font: i32,
    /// Number of bytes after a `\u` that represent its character for readers without Unicode.
    pub(super) fallback: usize,
    pub(super) hidden: bool,
    /// Superscript.
    pub(super) raised: bool,
    /// Subscript.
    pub(super) lowered: bool,
    /// Struck out with one line, and with two.
    pub(super) struck: [bool; 2],
    pub(super) deleted: bool,
    /// Inside a table of contents.
    pub(super) toc: bool,
    /// Inside `\nesttableprops`.
    pub(super) nested: bool,
    pub(super) in_table: bool,
    pub(super) depth: usize,
    pub(super) style: i32,
    pub(super) outline: Option<i32>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Body,
            begins: false,
            is_box: false,
            alternative: None,
            font: 0,
            fallback: 1,
            hidden: false,
            raised: false,
            lowered: false,
            struck: [false; 2],
            deleted: false,
            toc: false,
            nested: false,
            in_table: false,
            depth: 0,
            style: 0,
            outline: None,
        }
    }
}

/// Destinations whose content is not running text, in addition to all unknown ones marked with `\*`.
pub(super) const PASSED_OVER: &[&[u8]] = &[
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"annotation",
    b"atnauthor",
    b"atnid",
    b"bkmkend",
    b"colortbl",
    b"comment",
    b"filetbl",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"footnote",
    b"ftncn",
    b"ftnsep",
    b"ftnsepc",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"info",
    b"listoverridetable",
    b"listtable",
    // the picture of a formula, and the signs around its parts
    b"mbegChr",
    b"mchr",
    b"mendChr",
    b"mmathPict",
    b"msepChr",
    b"nonesttables",
    b"nonshppict",
    b"objclass",
    b"objdata",
    b"objname",
    b"pict",
    b"pntxta",
    b"pntxtb",
    b"revtbl",
    b"rxe",
    b"shprslt",
    b"sp",
    b"tc",
    b"tcn",
    b"themedata",
    b"txe",
    b"xe",
];

/// The character that a control word represents.
pub(super) fn character_of(word: &[u8]) -> Option<&'static str> {
    let text = match word {
        b"tab" => "\t",
        b"line" | b"softline" | b"lbr" => "\n",
        b"lquote" => "\u{2018}",
        b"rquote" => "\u{2019}",
        b"ldblquote" => "\u{201c}",
        b"rdblquote" => "\u{201d}",
        b"bullet" => "\u{2022}",
        b"endash" => "\u{2013}",
        b"emdash" => "\u{2014}",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        _ => return None,
    };
    Some(text)
}

/// Applies a control word of a form field's data; a result of 25 means that the result is undefined.
pub(super) fn form_word(form: &mut FormField, word: &[u8], number: Option<i32>) {
    let number = number.map(i64::from);
    match word {
        b"fftype" => {
            form.kind = match number {
                Some(1) => Some(Kind::Box),
                Some(2) => Some(Kind::List),
                _ => None,
            }
        }
        b"ffres" => form.chosen = number.filter(|result| *result != 25),
        b"ffdefres" => form.default = number,
        _ => {}
    }
}
