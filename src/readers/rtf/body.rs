//! The interpreter: turns tokens into text and into ends of paragraphs, cells and rows.
//!
//! In: the bytes of a file. Out: [`Body`]. Lost: destinations without running text. Groups save and restore the state
//! around them, in a `Vec` of bounded length: deeper groups share the state of the last one.

mod destinations;

use encoding_rs::Encoding;

use crate::document::Block;
use crate::error::Error;
use crate::limits::MAX_GROUP_DEPTH;
use crate::readers::assembly::Repairs;
use crate::readers::docx::styles::heading_level;
use crate::readers::equation::Equation;
use crate::readers::form::FormField;
use crate::readers::symbols::RAISED_HALF_POINTS;

use super::charset;
use super::header::{Fonts, Styles};
use super::lexer::{Lexer, Token};
use super::story::{Shape, Stories};
use super::tables::RowDefinition;
use super::words::{Destination, PASSED_OVER, State, character_of, form_word};

/// The result of reading a file.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) repairs: Repairs,
    /// True when the file ends before its last group does.
    pub(super) truncated: bool,
    /// True when bytes had no meaning in their code page.
    pub(super) undecodable: bool,
    /// The beginning of the first hidden text.
    pub(super) hidden: Option<String>,
}

pub(super) struct Reader {
    pub(super) state: State,
    groups: Vec<State>,
    /// Number of open groups beyond the bound.
    too_deep: usize,
    /// True directly after `\*`.
    starred: bool,
    pub(super) fonts: Fonts,
    pub(super) styles: Styles,
    pub(super) encoding: &'static Encoding,
    default_font: i32,
    /// Bytes collected until other tokens follow, because a character may have several.
    pub(super) bytes: Vec<u8>,
    /// Number of fallback bytes after a `\u` that are still to be skipped.
    pub(super) passing: usize,
    /// The first half of a surrogate pair, waiting for the second.
    pub(super) high: Option<u32>,
    pub(super) name: String,
    pub(super) instruction: String,
    pub(super) form: FormField,
    pub(super) page_break: bool,
    row: RowDefinition,
    nested_row: RowDefinition,
    pub(super) stories: Stories,
    pub(super) undecodable: bool,
    pub(super) hidden: Option<String>,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Body, Error> {
    let mut reader = Reader {
        state: State::default(),
        groups: Vec::new(),
        too_deep: 0,
        starred: false,
        fonts: Fonts::default(),
        styles: Styles::default(),
        encoding: encoding_rs::WINDOWS_1252,
        default_font: 0,
        bytes: Vec::new(),
        passing: 0,
        high: None,
        name: String::new(),
        instruction: String::new(),
        form: FormField::default(),
        page_break: false,
        row: RowDefinition::default(),
        nested_row: RowDefinition::default(),
        stories: Stories::new(),
        undecodable: false,
        hidden: None,
    };
    let mut closed = false;
    for token in Lexer::new(bytes) {
        reader.token(token)?;
        // anything after the last brace is not part of the document
        closed = reader.groups.is_empty() && token == Token::Close;
        if closed {
            break;
        }
    }
    reader.flush();
    let shape = reader.shape();
    let (blocks, repairs) = reader.stories.finish(shape)?;
    Ok(Body {
        blocks,
        repairs,
        truncated: !closed,
        undecodable: reader.undecodable,
        hidden: reader.hidden,
    })
}

impl Reader {
    fn token(&mut self, token: Token) -> Result<(), Error> {
        match token {
            Token::Text(bytes) => {
                let passed = self.passing.min(bytes.len());
                self.passing -= passed;
                self.put_bytes(bytes.get(passed..).unwrap_or_default());
                return Ok(());
            }
            Token::Hex(byte) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else {
                    self.put_bytes(&[byte]);
                }
                return Ok(());
            }
            _ => {}
        }
        self.flush();
        // control words never belong to the fallback text of `\u`: skipping one could lose the end of a cell
        self.passing = 0;
        let starred = std::mem::take(&mut self.starred);
        match token {
            Token::Open => self.open(),
            Token::Close => self.close()?,
            Token::Symbol(symbol) => self.symbol(symbol)?,
            Token::Word(word, number) => self.word(word, number, starred)?,
            Token::Text(_) | Token::Hex(_) => {}
        }
        Ok(())
    }

    fn open(&mut self) {
        if self.groups.len() >= MAX_GROUP_DEPTH {
            self.too_deep += 1;
            self.stories.repairs.mismatched = true;
            return;
        }
        self.groups.push(self.state);
        self.state.begins = false;
        self.state.is_box = false;
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Ok(());
        }
        let Some(outer) = self.groups.pop() else {
            return Ok(());
        };
        if self.state.is_box {
            let shape = self.shape();
            self.stories.close_box(shape)?;
        }
        match self.state.destination {
            Destination::Bookmark if self.state.begins => {
                let name = std::mem::take(&mut self.name);
                self.stories.bookmark(name.trim().to_owned());
            }
            Destination::Styles if outer.begins => self.styles.close(),
            Destination::Instruction if self.state.begins && self.shows() => {
                self.formula();
            }
            // such a box has its state in its data only; without data the state is unknown
            Destination::Instruction if self.state.begins && self.is_box_without_data() => {
                self.stories.repairs.objects += 1;
            }
            Destination::Form if self.state.begins && !self.state.hidden && !self.state.deleted => {
                let shown = self.form.shown().unwrap_or_default();
                self.stories.text(shown, self.state.toc);
            }
            _ => {}
        }
        self.state = outer;
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        match symbol {
            b'*' => self.starred = true,
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("-"),
            b'{' | b'}' | b'\\' => self.put(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'\n' | b'\r' => self.end_paragraph()?,
            b'\t' => self.put("\t"),
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, starred: bool) -> Result<(), Error> {
        if word == b"ud"
            && let Some(destination) = self.state.alternative.take()
        {
            self.state.destination = destination;
            return Ok(());
        }
        match self.state.destination {
            Destination::Nowhere => return Ok(()),
            Destination::Fonts if !starred => {
                self.fonts.word(word, number);
                return Ok(());
            }
            Destination::Form if !starred => {
                form_word(&mut self.form, word, number);
                return Ok(());
            }
            Destination::Styles if !starred => {
                self.styles.word(word, number);
                self.character(word, number);
                return Ok(());
            }
            _ => {}
        }
        if self.destination(word) {
            return Ok(());
        }
        if starred {
            self.begin(Destination::Nowhere);
            return Ok(());
        }
        let _ = self.character(word, number)
            || self.paragraph(word, number)
            || self.table(word, number)
            || self.end(word)?;
        Ok(())
    }

    /// Applies control words that format characters or represent one.
    fn character(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"f" => self.state.font = number.unwrap_or(self.default_font),
            b"u" => self.unicode(number.unwrap_or(0)),
            b"uc" => {
                let fallback = number.and_then(|bytes| usize::try_from(bytes).ok());
                self.state.fallback = fallback.unwrap_or(1).min(64);
            }
            b"plain" => {
                self.state.font = self.default_font;
                self.state.hidden = false;
                self.state.deleted = false;
                self.state.struck = [false; 2];
                self.state.raised = false;
                self.state.lowered = false;
            }
            b"v" => self.state.hidden = number != Some(0),
            b"strike" => self.state.struck[0] = number != Some(0),
            b"striked" => self.state.struck[1] = number != Some(0),
            b"super" => {
                self.state.raised = number != Some(0);
                self.state.lowered = false;
            }
            b"nosupersub" | b"sub" | b"dn" => {
                self.state.raised = false;
                self.state.lowered = word == b"sub" && number != Some(0);
            }
            // without a number, the height is six half-points
            b"up" => {
                let height = number.map_or(RAISED_HALF_POINTS, i64::from);
                self.state.raised = height >= RAISED_HALF_POINTS;
            }
            b"deleted" => self.state.deleted = number != Some(0),
            b"ansicpg" => self.encoding = charset::of_code_page(number.unwrap_or(0)),
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            _ => match character_of(word) {
                Some(text) => self.put(text),
                None => return false,
            },
        }
        true
    }

    /// Applies control words that format the paragraph.
    fn paragraph(&mut self, word: &[u8], number: Option<i32>) -> bool {
        match word {
            b"pard" => {
                self.state.in_table = false;
                self.state.depth = 0;
                self.state.style = 0;
                self.state.outline = None;
            }
            b"s" => self.state.style = number.unwrap_or(0),
            b"outlinelevel" => self.state.outline = number,
            b"intbl" => self.state.in_table = true,
            b"itap" => {
                let depth = number.unwrap_or(1);
                self.state.depth = usize::try_from(depth).unwrap_or(0);
                self.state.in_table = self.state.depth > 0;
            }
            b"page" | b"column" => self.page_break = true,
            _ => return false,
        }
        true
    }

    /// Applies control words of row definitions.
    fn table(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let row = if self.state.nested {
            &mut self.nested_row
        } else {
            &mut self.row
        };
        match word {
            b"trowd" => *row = RowDefinition::default(),
            b"trleft" => row.left = number.unwrap_or(0),
            b"cellx" => row.cell(number.unwrap_or(0)),
            b"clvmgf" => row.next.starts_down = true,
            b"clvmrg" => row.next.continues_down = true,
            b"clmrg" => row.next.continues_right = true,
            _ => return false,
        }
        true
    }

    /// Applies control words that end a paragraph, cell or row.
    fn end(&mut self, word: &[u8]) -> Result<bool, Error> {
        let shape = self.shape();
        match word {
            b"par" => self.end_paragraph()?,
            b"sect" => {
                if !self.stories.is_between_paragraphs() {
                    self.end_paragraph()?;
                }
            }
            b"cell" => self.end_cell(Shape { depth: 1, ..shape })?,
            b"nestcell" => self.end_cell(Shape {
                depth: shape.depth.max(2),
                ..shape
            })?,
            b"row" => self.stories.end_row(1, &self.row),
            b"nestrow" => {
                let depth = shape.depth.max(2);
                self.stories.end_row(depth, &self.nested_row);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn end_paragraph(&mut self) -> Result<(), Error> {
        // inside a footnote's mark or a bookmark, `\par` ends no paragraph
        if self.state.destination == Destination::Body {
            self.page_break = false;
            let shape = self.shape();
            self.stories.end_paragraph(shape)?;
        }
        Ok(())
    }

    fn end_cell(&mut self, shape: Shape) -> Result<(), Error> {
        self.page_break = false;
        self.stories.end_cell(shape)
    }

    fn shape(&self) -> Shape {
        let style = self.styles.get(self.state.style);
        let outline = self.state.outline;
        let heading = match outline {
            Some(level) => u8::try_from(level).ok().and_then(heading_level),
            None => style.heading,
        };
        Shape {
            depth: self.state.depth.max(usize::from(self.state.in_table)),
            heading,
            toc: style.toc || self.state.toc,
        }
    }
}
