//! Filters the tokens between html5ever's tokenizer and its tree builder, so that a page does not grow deeper or larger
//! than its source justifies.
//!
//! The tree builder searches its stack of open elements for almost every tag, so the cost of nesting is the square of
//! its depth; and it repeats unclosed `<font>` tags in every later paragraph.
//!
//! In: text. Out: a [`Dom`]. Lost: elements deeper than [`MAX_HTML_DEPTH`], while their text is kept (finding
//! `deep-nesting`).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult, local_name};

use super::dom::Dom;
use super::sink::{Handle, Sink};
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::{MAX_HTML_ATTRIBUTES, MAX_HTML_DEPTH, MAX_HTML_NODES};
use crate::message::Message;

/// Nodes per token, on average, from which a page counts as tangled; a paragraph with formatting needs five or six.
const NODES_PER_TOKEN: usize = 16;
/// Number of nodes up to which the average is not checked.
const FREE_NODES: usize = 1 << 17;
/// Tokens between two measurements of the depth.
const SAMPLE_TOKENS: usize = 64;
/// Steps through open elements that are allowed anyway (about a second of work), and the average number per token that
/// is allowed beyond that: a page four layout tables deep has some thirty elements open.
const FREE_STEPS: usize = 1 << 27;
const STEPS_PER_TOKEN: usize = 200;

/// Parses a page.
///
/// # Errors
/// [`Error::LimitExceeded`] for an element with more than [`MAX_HTML_ATTRIBUTES`] attributes, since the tokenizer
/// compares each of them with all others.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Result<Dom, Error> {
    if longest_tag(text) > MAX_HTML_ATTRIBUTES {
        return Err(Error::LimitExceeded {
            what: Message::fixed("一个 HTML 元素的属性数", "attributes of one HTML element"),
            limit: MAX_HTML_ATTRIBUTES as u64,
        });
    }
    let options = TreeBuilderOpts {
        scripting_enabled: true,
        ..TreeBuilderOpts::default()
    };
    let gate = Gate {
        builder: TreeBuilder::new(Sink::new(text), options),
        is_xml: text.trim_start().starts_with("<?xml"),
        open: Cell::new(0),
        stale: Cell::new(false),
        tokens: Cell::new(0),
        steps: Cell::new(0),
        tangled: Cell::new(false),
        flattened: Cell::new(0),
        first_line: Cell::new(0),
        dropped: RefCell::default(),
    };
    let input = BufferQueue::default();
    let tokenizer = Tokenizer::new(gate, Default::default());
    // the tokenizer owns what it is given, so that it is given a piece at a time
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE_BYTES));
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = more;
    }
    tokenizer.end();
    let gate = tokenizer.sink;
    if gate.flattened.get() > 0 {
        findings.push(flattened(&gate));
    }
    Ok(gate.builder.sink.finish())
}

/// Bytes of the page that the tokenizer holds at a time.
const PIECE_BYTES: usize = 64 << 10;

struct Gate {
    builder: TreeBuilder<Handle, Sink>,
    /// True for XHTML, where (and only where) `<td/>` closes itself.
    is_xml: bool,
    /// Upper bound of the number of elements that the tree builder has open or will repeat.
    open: Cell<usize>,
    /// True when an element may have been closed since `open` was last exact.
    stale: Cell<bool>,
    tokens: Cell<usize>,
    /// The number of open elements, summed over all tokens and estimated by samples.
    steps: Cell<usize>,
    tangled: Cell<bool>,
    flattened: Cell<u64>,
    first_line: Cell<u64>,
    /// Start tags that were left out, by name: as many of their end tags must be left out too.
    dropped: RefCell<HashMap<LocalName, u32>>,
}

/// Counts the elements that the tree builder holds.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Handle;

    fn trace_handle(&self, _node: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.count_token();
        match token {
            // scripts and the like never nest, and without their tags they would become text
            Token::TagToken(tag) if is_raw_text(&tag.name) => {
                if self.is_xml && tag.self_closing {
                    return TokenSinkResult::Continue;
                }
                self.builder.process_token(Token::TagToken(tag), line)
            }
            Token::TagToken(tag) if self.is_tangled() => self.leave_out(tag, line),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end_tag(tag, line),
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Gate {
    fn start(&self, mut tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if is_void(&tag.name) {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        if self.is_full() {
            return self.leave_out(tag, line);
        }
        // a cell may open its table's body and row, and a formatting element is held twice: four is an upper bound
        self.open.set(self.open.get() + 4);
        self.stale.set(true);
        let foreign = self.adjusted_current_node_present_but_not_in_html_namespace();
        if self.is_xml && tag.self_closing && !foreign {
            tag.self_closing = false;
            let end = plain_tag(TagKind::EndTag, tag.name.clone());
            let _ = self.builder.process_token(Token::TagToken(tag), line);
            return self.end_tag(end, line);
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    fn end_tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if let Some(count) = self.dropped.borrow_mut().get_mut(&tag.name)
            && *count > 0
        {
            *count -= 1;
            return TokenSinkResult::Continue;
        }
        self.stale.set(true);
        self.builder.process_token(Token::TagToken(tag), line)
    }

    fn is_full(&self) -> bool {
        if self.open.get() < MAX_HTML_DEPTH {
            return false;
        }
        if self.stale.replace(false) {
            self.open.set(self.held());
        }
        self.open.get() >= MAX_HTML_DEPTH
    }

    /// The number of elements that the tree builder holds.
    fn held(&self) -> usize {
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }

    fn count_token(&self) {
        let tokens = self.tokens.get() + 1;
        self.tokens.set(tokens);
        if !self.tangled.get() && tokens.is_multiple_of(SAMPLE_TOKENS) {
            self.steps
                .set(self.steps.get() + self.held() * SAMPLE_TOKENS);
        }
    }

    /// True once the page has more nodes or causes more work than its source justifies; from then on only text is kept.
    fn is_tangled(&self) -> bool {
        let (nodes, tokens, steps) = (
            self.builder.sink.nodes(),
            self.tokens.get(),
            self.steps.get(),
        );
        if nodes > MAX_HTML_NODES
            || (nodes > FREE_NODES && nodes / NODES_PER_TOKEN > tokens)
            || (steps > FREE_STEPS && steps / STEPS_PER_TOKEN > tokens)
        {
            self.tangled.set(true);
        }
        self.tangled.get()
    }

    /// Leaves a tag out; if it would have begun a new line, a line break takes its place.
    fn leave_out(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        if self.flattened.get() == 0 {
            self.first_line.set(line);
        }
        self.flattened.set(self.flattened.get() + 1);
        let begins_line = matches!(
            &*tag.name,
            "table" | "tr" | "td" | "th" | "p" | "div" | "li" | "br"
        );
        if !self.tangled.get() {
            *self.dropped.borrow_mut().entry(tag.name).or_default() += 1;
        }
        if begins_line && !self.tangled.get() {
            let mark = plain_tag(TagKind::StartTag, local_name!("br"));
            return self.builder.process_token(Token::TagToken(mark), line);
        }
        TokenSinkResult::Continue
    }
}

fn plain_tag(kind: TagKind, name: LocalName) -> Tag {
    Tag {
        kind,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "image"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content the tokenizer treats as text.
fn is_raw_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
    )
}

/// The number of words outside quotes in the longest tag, an upper bound of its attributes. Scripts, styles and
/// comments are skipped, because a `<` in them does not open a tag.
fn longest_tag(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut longest) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        let rest = &bytes[at..];
        let opaque: Option<&[u8]> = if rest.starts_with(b"!--") {
            Some(b"-->")
        } else if starts_with_word(rest, b"script") {
            Some(b"</script")
        } else if starts_with_word(rest, b"style") {
            Some(b"</style")
        } else {
            None
        };
        if let Some(end) = opaque {
            at += find_ignoring_case(rest, end).unwrap_or(rest.len());
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (length, words) = measure_tag(rest);
            longest = longest.max(words);
            at += length;
        }
    }
    longest
}

/// The number of bytes up to the `>` that closes the tag, and the number of words before it.
fn measure_tag(bytes: &[u8]) -> (usize, usize) {
    let (mut quote, mut words, mut in_word) = (None, 0, false);
    let mut before = b' ';
    for (index, &byte) in bytes.iter().enumerate() {
        match quote {
            Some(mark) => {
                if byte == mark {
                    quote = None;
                    // the next attribute may follow without a space
                    in_word = false;
                }
            }
            None if byte == b'>' => return (index, words),
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {
                let separates = byte.is_ascii_whitespace() || byte == b'/';
                words += usize::from(!separates && !in_word);
                in_word = !separates;
            }
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    (bytes.len(), words)
}

fn starts_with_word(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
        && bytes
            .get(word.len())
            .is_none_or(|next| !next.is_ascii_alphanumeric())
}

fn find_ignoring_case(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    while let Some(found) = memchr::memchr(first, &bytes[at..]) {
        at += found;
        let window = bytes.get(at..at + wanted.len())?;
        if window.eq_ignore_ascii_case(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn flattened(gate: &Gate) -> Finding {
    let count = gate.flattened.get();
    Finding {
        operand_a: Some(count.to_string()),
        location: Location {
            line: u32::try_from(gate.first_line.get()).ok(),
            ..Location::default()
        },
        ..Finding::extraction(
            "deep-nesting",
            Severity::Warning,
            format!("网页元素嵌套过深或过乱，{count} 个标签被忽略，其中的文字已保留"),
            format!(
                "elements are nested too deep or too tangled; {count} tags were left out, their text was kept"
            ),
        )
    }
}
