//! What control words mean that need no interpreter: destinations to pass over, characters, and what a group saves.

use crate::readers::form::{FormField, Kind};

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    Nowhere,
    Fonts,
    Styles,
    Bookmark,
    Instruction,
    Label,
    /// Data of a form field, and an entry of its list.
    Form,
    FormEntry,
}

/// What a group saves and restores.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// This group began the destination.
    pub(super) begins: bool,
    /// This group is a text box.
    pub(super) is_box: bool,
    /// The destination that `\ud` brings back: this is the first half of an `\upr`.
    pub(super) alternative: Option<Destination>,
    pub(super) font: i32,
    /// Bytes that stand for a `\u` in readers that do not know it.
    pub(super) fallback: usize,
    pub(super) hidden: bool,
    /// Superscript.
    pub(super) raised: bool,
    /// Subscript.
    pub(super) lowered: bool,
    /// Struck out by one line, by two.
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

/// Destinations whose content is no running text, besides all unknown ones marked by `\*`.
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

/// Control words that stand for characters.
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

/// Control words of a form field's data; 25 stands for a result that is not defined.
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
