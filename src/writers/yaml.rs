//! YAML: the nested form, one `---` document for each input file, in the subset of YAML 1.1 and 1.2 that every parser
//! reads the same way.
//!
//! In: the events of `serde_json`, for which this is just another formatter; so JSON and YAML cannot differ in data or
//! order, and exact decimals arrive with their printed digits. No YAML crate writes plain scalars of a given spelling.
//! Out: block style; text is plain where it cannot be mistaken, literal (`|-`) where it has several lines, else
//! double-quoted.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use super::output::Style;
use crate::record::Document;

/// Appends one document, beginning with `---`.
pub(super) fn document(document: &Document, _: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"---");
    document.serialize(&mut Serializer::with_formatter(&mut *out, Block::default()))?;
    out.push(b'\n');
    Ok(())
}

/// Writes the events of `serde_json` in block style.
#[derive(Default)]
struct Block {
    /// The collections that are not closed yet, outermost first.
    open: Vec<Open>,
    /// The current JSON string, unescaped and without its quotation marks.
    text: String,
    /// True inside the name of a field.
    key: bool,
    /// True when the next thing directly follows `- `.
    after_dash: bool,
}

/// A collection that is not closed yet.
struct Open {
    /// Spaces before its entries.
    indent: usize,
    empty: bool,
    /// It began directly after `- `, so that its first entry stays on that line.
    inline: bool,
}

impl Block {
    fn begin(&mut self, list: bool) {
        let indent = match self.open.last() {
            None => 0,
            // entries of a list are indented by two spaces below its name, fields of an entry by the width of the dash
            Some(parent) => parent.indent + 2,
        };
        self.open.push(Open {
            indent,
            empty: true,
            inline: self.after_dash && !list,
        });
        self.after_dash = false;
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, brackets: &str) -> io::Result<()> {
        match self.open.pop() {
            Some(Open {
                empty: true,
                inline,
                ..
            }) => {
                if !inline {
                    out.write_all(b" ")?;
                }
                out.write_all(brackets.as_bytes())
            }
            _ => Ok(()),
        }
    }

    fn start_entry<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let stay = open.inline && open.empty;
        open.empty = false;
        if stay {
            return Ok(());
        }
        new_line(out, open.indent)
    }

    /// Writes the space between a name and its scalar; after a dash the space is already there.
    fn start_scalar<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if std::mem::take(&mut self.after_dash) {
            return Ok(());
        }
        out.write_all(b" ")
    }

    fn scalar<W: ?Sized + Write>(&mut self, out: &mut W, text: &[u8]) -> io::Result<()> {
        self.start_scalar(out)?;
        out.write_all(text)
    }

    fn write_text<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.start_scalar(out)?;
        let text = std::mem::take(&mut self.text);
        match style_of(&text) {
            Quoting::Plain => out.write_all(text.as_bytes())?,
            Quoting::Literal => {
                let indent = self.open.last().map_or(0, |open| open.indent) + 2;
                out.write_all(b"|-")?;
                for line in text.split('\n') {
                    if line.is_empty() {
                        out.write_all(b"\n")?;
                    } else {
                        new_line(out, indent)?;
                        out.write_all(line.as_bytes())?;
                    }
                }
            }
            Quoting::Double => quote(&text, out)?,
        }
        // keep the allocation for the next text
        self.text = text;
        self.text.clear();
        Ok(())
    }
}

fn new_line<W: ?Sized + Write>(out: &mut W, indent: usize) -> io::Result<()> {
    write!(out, "\n{:indent$}", "")
}

/// How a text is written.
#[derive(Debug, PartialEq, Eq)]
enum Quoting {
    Plain,
    Literal,
    Double,
}

fn style_of(text: &str) -> Quoting {
    if is_plain(text) {
        return Quoting::Plain;
    }
    let calm = |c: char| c == '\n' || is_printable(c);
    let lines_are_safe = text.contains('\n')
        && text.chars().all(calm)
        // an indented or empty first line would need an indentation indicator, final line feeds a chomping indicator
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text.split('\n').all(|line| !line.ends_with(' '));
    if lines_are_safe {
        Quoting::Literal
    } else {
        Quoting::Double
    }
}

/// True where every YAML parser reads the plain text as the same text. Stricter than the grammar: it must begin with an
/// ASCII letter or a character beyond ASCII, so that it is not a number, date, list or directive, and must not contain
/// anything that ends a plain scalar.
fn is_plain(text: &str) -> bool {
    let begins_safely = text
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || (!c.is_ascii() && !c.is_whitespace()));
    begins_safely
        && !text.ends_with(|c: char| c == ':' || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !is_reserved(text)
}

/// True for characters that are printable in every YAML version and a line break in none.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// True for the words that YAML 1.1 or 1.2 takes for null or a boolean, in any case.
fn is_reserved(text: &str) -> bool {
    const RESERVED: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    RESERVED
        .iter()
        .any(|reserved| text.eq_ignore_ascii_case(reserved))
}

/// Writes a YAML double-quoted scalar. It equals the JSON string, except for a few characters that JSON does not
/// escape.
fn quote<W: ?Sized + Write>(text: &str, out: &mut W) -> io::Result<()> {
    out.write_all(b"\"")?;
    for c in text.chars() {
        match c {
            '"' => out.write_all(b"\\\"")?,
            '\\' => out.write_all(b"\\\\")?,
            '\n' => out.write_all(b"\\n")?,
            '\r' => out.write_all(b"\\r")?,
            '\t' => out.write_all(b"\\t")?,
            c if is_printable(c) => write!(out, "{c}")?,
            c => write!(out, "\\u{:04x}", u32::from(c))?,
        }
    }
    out.write_all(b"\"")
}

impl Formatter for Block {
    fn write_null<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.scalar(out, b"null")
    }

    fn write_bool<W: ?Sized + Write>(&mut self, out: &mut W, value: bool) -> io::Result<()> {
        self.scalar(out, if value { b"true" } else { b"false" })
    }

    fn write_i32<W: ?Sized + Write>(&mut self, out: &mut W, value: i32) -> io::Result<()> {
        self.scalar(out, value.to_string().as_bytes())
    }

    fn write_i64<W: ?Sized + Write>(&mut self, out: &mut W, value: i64) -> io::Result<()> {
        self.scalar(out, value.to_string().as_bytes())
    }

    fn write_u32<W: ?Sized + Write>(&mut self, out: &mut W, value: u32) -> io::Result<()> {
        self.scalar(out, value.to_string().as_bytes())
    }

    fn write_u64<W: ?Sized + Write>(&mut self, out: &mut W, value: u64) -> io::Result<()> {
        self.scalar(out, value.to_string().as_bytes())
    }

    /// An exact decimal.
    fn write_raw_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.scalar(out, fragment.as_bytes())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.text.push_str(fragment);
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.text.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if !self.key {
            return self.write_text(out);
        }
        // names of fields are identifiers and need no quotes
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(true);
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, "[]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, _: bool) -> io::Result<()> {
        self.start_entry(out)?;
        self.after_dash = true;
        out.write_all(b"- ")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(false);
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, "{}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, _: bool) -> io::Result<()> {
        self.key = true;
        self.start_entry(out)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b":")
    }
}
