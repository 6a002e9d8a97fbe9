//! A pull scanner over the XML of Word that reads only what is asked for.
//!
//! In: a whole part in memory, as UTF-8. Out: opening and closing tags by namespace and local name; attributes and text
//! only when asked for. Lost: comments, processing instructions, document type declarations (entities are never
//! expanded, so there are no entity bombs).
//!
//! Most bytes of a document.xml are formatting that no reader needs. A general tokenizer (`crate::readers::xml`, for
//! the other formats) walks over every tag; this scanner jumps from `<` to `<`, which in well-formed XML occurs nowhere
//! else, and leaves the rest of a tag unread. It never fails: on malformed input it continues at the next `<`.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};

/// The namespaces that the readers distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Namespace {
    /// WordprocessingML: transitional, strict or of 2003.
    Word,
    /// Office Math.
    Math,
    /// Markup compatibility (`mc:AlternateContent`).
    Compatibility,
    /// Annotations of Word 2003 (`aml:annotation`).
    Annotation,
    /// Flat OPC.
    Package,
    /// Everything else.
    Other,
}

/// The name of an opening or closing tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    /// The namespace that the prefix stands for.
    pub(crate) namespace: Namespace,
    /// The name after the prefix.
    pub(crate) local: &'a [u8],
    /// The name as written.
    qualified: &'a [u8],
    /// Offset of the `<`.
    start: usize,
}

impl Name<'_> {
    /// True when the tag begins at the offset or after it.
    #[inline]
    pub(super) fn starts_behind(&self, offset: usize) -> bool {
        self.start >= offset
    }
}

/// A tag.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tag<'a> {
    /// An opening tag, or an empty one (`<…/>`).
    Open(Name<'a>),
    /// A closing tag.
    Close(Name<'a>),
}

/// The attributes of an opening tag, unparsed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributes<'a> {
    bytes: &'a [u8],
    /// The tag ends with `/>`: no closing tag follows.
    pub(crate) empty: bool,
}

/// The scanner.
#[derive(Debug, Clone)]
pub(crate) struct Xml<'a> {
    data: &'a [u8],
    position: usize,
    prefixes: Vec<(&'a [u8], Namespace)>,
    /// End marks and names whose end was searched for in vain: searching for them again and again would take quadratic
    /// time.
    unclosed: Vec<&'a [u8]>,
    /// True when the root element has `xml:space="preserve"` (Word 2003).
    pub(crate) preserve_space: bool,
    /// True when bytes that are not UTF-8 were replaced.
    pub(crate) bad_utf8: bool,
    /// True when a search reached the end of the data. If the data are only a piece of the part, everything returned
    /// since then may be wrong.
    pub(super) ran_out: bool,
}

/// What is known of a part besides its bytes, for continuing in its next piece.
#[derive(Debug, Default)]
pub(super) struct Scope {
    prefixes: Vec<(Vec<u8>, Namespace)>,
    preserve_space: bool,
    bad_utf8: bool,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self {
            data,
            position: 0,
            prefixes: Vec::new(),
            unclosed: Vec::new(),
            preserve_space: false,
            bad_utf8: false,
            ran_out: false,
        }
    }

    /// A scanner over the piece that follows the one with this scope.
    pub(super) fn going_on(data: &'a [u8], scope: &'a Scope) -> Self {
        let known = scope.prefixes.iter();
        Self {
            prefixes: known
                .map(|(prefix, meaning)| (&prefix[..], *meaning))
                .collect(),
            preserve_space: scope.preserve_space,
            bad_utf8: scope.bad_utf8,
            ..Self::new(data)
        }
    }

    /// What [`Xml::going_on`] needs to know.
    pub(super) fn scope(&self) -> Scope {
        let known = self.prefixes.iter();
        Scope {
            prefixes: known
                .map(|(prefix, meaning)| (prefix.to_vec(), *meaning))
                .collect(),
            preserve_space: self.preserve_space,
            bad_utf8: self.bad_utf8,
        }
    }

    /// The next tag; `None` at the end. Skips the unread rest of the previous tag and the text between the two.
    #[inline]
    pub(crate) fn next_tag(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.find_open()?;
            match *self.data.get(start + 1)? {
                b'/' => return Some(Tag::Close(self.name(start, start + 2))),
                b'!' | b'?' => self.pass_markup(start),
                _ => return Some(Tag::Open(self.name(start, start + 1))),
            }
        }
    }

    /// Reads the rest of the opening tag just returned.
    #[inline]
    pub(crate) fn attributes(&mut self) -> Attributes<'a> {
        let start = self.position;
        if self.data.get(start) == Some(&b'>') {
            self.position = start + 1;
            return Attributes {
                bytes: &[],
                empty: false,
            };
        }
        let end = self.tag_end(start);
        let bytes = self.data.get(start..end).unwrap_or_default();
        self.position = (end + 1).min(self.data.len());
        match bytes.strip_suffix(b"/") {
            Some(bytes) => Attributes { bytes, empty: true },
            None => Attributes {
                bytes,
                empty: false,
            },
        }
    }

    /// Skips the element whose opening tag was just returned.
    pub(crate) fn skip(&mut self, name: Name<'a>) {
        self.skip_watching(name, |_| {});
    }

    /// Skips an element and passes to `watch`, for each tag opened inside it, the bytes from its local name on (for
    /// tags with the same prefix). Elements of the same name may be nested.
    ///
    /// Skips nothing if there is no closing tag: reading too much is better than losing the rest of the document.
    #[inline]
    pub(crate) fn skip_watching(&mut self, name: Name<'a>, mut watch: impl FnMut(&'a [u8])) {
        if self.unclosed.contains(&name.qualified) || self.attributes().empty {
            return;
        }
        let content = self.position;
        let prefix = name.qualified.len() - name.local.len();
        let mut depth = 1u32;
        while let Some(start) = self.find_open() {
            let rest = self.data.get(start + 1..).unwrap_or_default();
            self.position = start + 1;
            match rest.first() {
                Some(b'/') => {
                    if is_named(&rest[1..], name.qualified) {
                        depth -= 1;
                        if depth == 0 {
                            self.position += 1 + name.qualified.len();
                            return;
                        }
                    }
                }
                Some(b'!' | b'?') => self.pass_markup(start),
                _ => {
                    watch(rest.get(prefix..).unwrap_or_default());
                    if is_named(rest, name.qualified) {
                        self.position += name.qualified.len();
                        depth += u32::from(!self.attributes().empty);
                    }
                }
            }
        }
        self.position = content;
        self.unclosed.push(name.qualified);
    }

    /// The bytes inside the element whose opening tag was just returned; the element is skipped. Without a closing tag
    /// they extend to the end of the data.
    pub(crate) fn content(&mut self, name: Name<'a>) -> &'a [u8] {
        let start = self.tag_end(self.position).saturating_add(1);
        let empty = start >= 2 && self.data.get(start - 2) == Some(&b'/');
        self.skip(name);
        if empty {
            return &[];
        }
        let closing = b"</".len() + name.qualified.len();
        match self.position.checked_sub(closing) {
            Some(end) if end >= start => &self.data[start..end],
            _ => self.data.get(start..).unwrap_or_default(),
        }
    }

    /// Goes back, so that `name`'s tag is the next to be returned.
    pub(crate) fn go_back_to(&mut self, name: Name<'a>) {
        self.position = name.start;
    }

    /// The bytes not yet read.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.data.get(self.position..).unwrap_or_default()
    }

    /// Skips bytes of [`Xml::rest`].
    #[inline]
    pub(crate) fn pass(&mut self, length: usize) {
        self.position += length;
    }

    /// The bytes from an earlier offset to the end of the closing tag just returned. `None` if that was not a closing
    /// tag, or if its name is not directly followed by `>`.
    pub(crate) fn closed_since(&self, start: usize) -> Option<&'a [u8]> {
        let bytes = self.data.get(start..=self.position)?;
        let name = memchr::memrchr(b'<', bytes)? + 1;
        (bytes.ends_with(b">") && bytes[name] == b'/').then_some(bytes)
    }

    /// The current offset, for use with [`Xml::since`].
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The bytes from an earlier offset to the current one.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        self.data.get(start..self.position).unwrap_or_default()
    }

    /// Passes the text up to the next tag to `take`, in pieces, with entities resolved. CDATA sections are text.
    #[inline]
    pub(crate) fn text(&mut self, mut take: impl FnMut(&str)) {
        loop {
            let rest = self.data.get(self.position..).unwrap_or_default();
            let end = memchr(b'<', rest).unwrap_or(rest.len());
            if end > 0 {
                self.unescape(&rest[..end], &mut take);
            }
            let start = self.position + end;
            self.position = start;
            let markup = &rest[end..];
            if !matches!(markup, [_, b'!' | b'?', ..]) {
                return;
            }
            if let Some(section) = markup.strip_prefix(b"<![CDATA[") {
                let end = memmem::find(section, b"]]>").unwrap_or(section.len());
                let text = String::from_utf8_lossy(&section[..end]);
                self.bad_utf8 |= matches!(text, Cow::Owned(_));
                take(&text);
                self.pass_markup(start);
            } else {
                self.pass_markup(start);
            }
        }
    }

    fn unescape(&mut self, mut bytes: &'a [u8], take: &mut impl FnMut(&str)) {
        while let Some(index) = memchr3(b'&', b'\n', b'\r', bytes) {
            self.utf8(&bytes[..index], take);
            bytes = &bytes[index..];
            let length = if bytes.starts_with(b"&") {
                let (character, length) = entity(bytes);
                take(character.encode_utf8(&mut [0; 4]));
                length
            } else {
                // a line break in the source is ordinary white space, and CR LF is one line break (XML 1.0, 2.11)
                take(" ");
                1 + usize::from(bytes.starts_with(b"\r\n"))
            };
            bytes = &bytes[length..];
        }
        self.utf8(bytes, take);
    }

    #[inline]
    fn utf8(&mut self, bytes: &[u8], take: &mut impl FnMut(&str)) {
        match std::str::from_utf8(bytes) {
            Ok("") => {}
            Ok(text) => take(text),
            Err(_) => {
                self.bad_utf8 = true;
                take(&String::from_utf8_lossy(bytes));
            }
        }
    }

    #[inline]
    fn find_open(&mut self) -> Option<usize> {
        let rest = self.data.get(self.position..).unwrap_or_default();
        // one tag mostly follows another directly, so these two comparisons usually save a search
        let found = match rest {
            [b'<', ..] => Some(0),
            [_, b'<', ..] => Some(1),
            _ => memchr(b'<', rest),
        };
        self.ran_out |= found.is_none();
        Some(self.position + found?)
    }

    /// Reads the name that begins at `from` and moves the scanner after it.
    #[inline]
    fn name(&mut self, start: usize, from: usize) -> Name<'a> {
        let rest = self.data.get(from..).unwrap_or_default();
        let usual = self
            .prefixes
            .first()
            .filter(|(prefix, _)| rest.get(prefix.len()) == Some(&b':') && is_prefix(prefix, rest));
        let known = usual.map_or(0, |(prefix, _)| prefix.len() + 1);
        let length = known + name_length(&rest[known..]);
        self.position = from + length;
        self.ran_out |= length == rest.len();
        let qualified = &rest[..length];
        // nearly every tag has the prefix that is compared first
        if let Some(&(_, namespace)) = usual {
            return Name {
                namespace,
                local: &qualified[known..],
                qualified,
                start,
            };
        }
        let (prefix, local) = match memchr(b':', qualified) {
            Some(colon) => (&qualified[..colon], &qualified[colon + 1..]),
            None => (&qualified[..0], qualified),
        };
        let same = |known: &[u8]| known.len() == prefix.len() && is_prefix(known, prefix);
        let namespace = match self.prefixes.iter().find(|known| same(known.0)) {
            Some(known) => known.1,
            None => self.declare(prefix),
        };
        Name {
            namespace,
            local,
            qualified,
            start,
        }
    }

    /// Reads the namespace declarations of the current tag. A prefix without a declaration gets its usual meaning.
    #[cold]
    fn declare(&mut self, prefix: &'a [u8]) -> Namespace {
        // bounds the work per tag in files where every tag has a prefix of its own
        if self.prefixes.len() >= 256 {
            return Namespace::Other;
        }
        let end = self.tag_end(self.position);
        let mut ahead = Attributes {
            bytes: &self.data[self.position..end],
            empty: false,
        };
        let root = self.prefixes.is_empty();
        while let Some((name, value)) = ahead.next() {
            if let Some(declared) = name.strip_prefix(b"xmlns") {
                let declared = declared.strip_prefix(b":").unwrap_or(declared);
                // a name with another colon cannot be a prefix
                let known = declared.contains(&b':')
                    || name_length(declared) < declared.len()
                    || self.prefixes.iter().any(|known| known.0 == declared);
                if !known {
                    self.prefixes.push((declared, namespace_of(value)));
                }
            } else if root && name == b"xml:space" {
                self.preserve_space = value == b"preserve";
            }
        }
        // nearly every tag belongs to Word, so its prefix is moved to the front wherever it is declared
        self.prefixes
            .sort_by_key(|known| known.1 != Namespace::Word);
        if let Some(known) = self.prefixes.iter().find(|known| known.0 == prefix) {
            return known.1;
        }
        let usual = match prefix {
            b"w" => Namespace::Word,
            b"m" => Namespace::Math,
            b"mc" => Namespace::Compatibility,
            b"aml" => Namespace::Annotation,
            b"pkg" => Namespace::Package,
            _ => Namespace::Other,
        };
        self.prefixes.push((prefix, usual));
        usual
    }

    /// Offset of the `>` that ends the tag; a `>` inside quotes does not count.
    fn tag_end(&mut self, from: usize) -> usize {
        let rest = self.data.get(from..).unwrap_or_default();
        let Some(near) = memchr(b'>', rest) else {
            self.ran_out = true;
            return self.data.len();
        };
        // the double quotes are paired and there are no single quotes, so this `>` is outside of them
        let (mut double, mut single) = (0u32, 0u32);
        for &byte in &rest[..near] {
            double += u32::from(byte == b'"');
            single += u32::from(byte == b'\'');
        }
        if double.is_multiple_of(2) && single == 0 {
            return from + near;
        }
        let mut at = from;
        while let Some(found) = self
            .data
            .get(at..)
            .and_then(|rest| memchr3(b'>', b'"', b'\'', rest))
        {
            let byte = self.data[at + found];
            if byte == b'>' {
                return at + found;
            }
            let value = at + found + 1;
            match memchr(byte, &self.data[value..]) {
                Some(length) => at = value + length + 1,
                None => {
                    self.ran_out = true;
                    at = value;
                }
            }
        }
        self.ran_out = true;
        self.data.len()
    }

    /// Skips a comment, CDATA section, processing instruction or document type declaration.
    fn pass_markup(&mut self, start: usize) {
        let rest = &self.data[start..];
        let ends: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<![CDATA[") {
            b"]]>"
        } else if rest.starts_with(b"<?") {
            b"?>"
        } else if memchr2(b'[', b'>', rest).is_some_and(|index| rest[index] == b'[') {
            b"]>"
        } else {
            b">"
        };
        // if the comment never ends, continue after its `<!`
        self.position = start + 2;
        if self.unclosed.contains(&ends) {
            return;
        }
        match memmem::find(rest, ends) {
            Some(length) => self.position = start + length + ends.len(),
            None => {
                self.ran_out = true;
                self.unclosed.push(ends);
            }
        }
    }
}

impl<'a> Attributes<'a> {
    /// The attributes of the tag whose name is at the start of `tag`.
    pub(crate) fn ahead(tag: &'a [u8]) -> Self {
        let end = memchr(b'>', tag).unwrap_or(tag.len());
        Self {
            bytes: &tag[..end],
            empty: tag[..end].ends_with(b"/"),
        }
    }

    /// The value of the attribute with this local name, as written.
    pub(crate) fn raw(mut self, local: &[u8]) -> Option<&'a [u8]> {
        while let Some((name, value)) = self.next() {
            let bare = match memchr(b':', name) {
                Some(colon) => &name[colon + 1..],
                None => name,
            };
            if bare == local {
                return Some(value);
            }
        }
        None
    }

    /// The value as text, with entities resolved.
    pub(crate) fn text(self, local: &[u8]) -> Option<Cow<'a, str>> {
        let raw = self.raw(local)?;
        if memchr(b'&', raw).is_none() {
            return Some(String::from_utf8_lossy(raw));
        }
        let mut text = String::new();
        Xml::new(raw).unescape(raw, &mut |piece| text.push_str(piece));
        Some(Cow::Owned(text))
    }

    /// The value as a whole number.
    pub(crate) fn number(self, local: &[u8]) -> Option<i64> {
        std::str::from_utf8(self.raw(local)?)
            .ok()?
            .trim()
            .parse()
            .ok()
    }

    /// The state of a switch, which is on when it has no value (ECMA-376, 17.17.4).
    pub(crate) fn is_on(self) -> bool {
        !matches!(self.raw(b"val"), Some(b"0" | b"false" | b"off"))
    }

    /// True when the bytes occur anywhere in the tag: a cheap test before a proper search.
    pub(crate) fn mention(self, bytes: &[u8]) -> bool {
        !self.bytes.is_empty() && memmem::find(self.bytes, bytes).is_some()
    }

    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let equals = memchr(b'=', self.bytes)?;
        let name = self.bytes[..equals].trim_ascii();
        let rest = self.bytes[equals + 1..].trim_ascii_start();
        let quote = *rest.first()?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let length = memchr(quote, &rest[1..])?;
        self.bytes = &rest[length + 2..];
        Some((name, &rest[1..=length]))
    }
}

/// The number of bytes up to the end of a name.
#[inline]
fn name_length(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r' | b'<');
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// True when the name begins with the prefix. Prefixes have one or two letters, for which this loop is faster than a
/// call.
#[inline]
fn is_prefix(prefix: &[u8], name: &[u8]) -> bool {
    prefix.iter().zip(name).all(|(one, other)| one == other)
}

/// True when the tag at the start of `rest` has exactly this name.
#[inline]
fn is_named(rest: &[u8], name: &[u8]) -> bool {
    rest.starts_with(name)
        && !rest
            .get(name.len())
            .is_some_and(|&byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
}

fn namespace_of(uri: &[u8]) -> Namespace {
    match uri {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Namespace::Word,
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
        | b"http://purl.oclc.org/ooxml/officeDocument/math" => Namespace::Math,
        b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Namespace::Compatibility,
        b"http://schemas.microsoft.com/aml/2001/core" => Namespace::Annotation,
        b"http://schemas.microsoft.com/office/2006/xmlPackage" => Namespace::Package,
        _ if uri.starts_with(b"http://schemas.microsoft.com/office/word/2003/")
            && uri.ends_with(b"wordml") =>
        {
            Namespace::Word
        }
        _ => Namespace::Other,
    }
}

/// The character of the reference at the start of `bytes` and the reference's length; a lone `&` is itself.
fn entity(bytes: &[u8]) -> (char, usize) {
    let lone = ('&', 1);
    let near = &bytes[..bytes.len().min(12)];
    let Some(end) = memchr(b';', near) else {
        return lone;
    };
    let character = match &near[1..end] {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        [b'#', b'x' | b'X', digits @ ..] => code_point(digits, 16),
        [b'#', digits @ ..] => code_point(digits, 10),
        _ => None,
    };
    match character {
        Some(character) => (character, end + 1),
        None => lone,
    }
}

fn code_point(digits: &[u8], radix: u32) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok()?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

/// True when a part is UTF-8, as nearly all are: it is not UTF-16 and declares no other encoding.
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    if matches!(
        bytes,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..]
    ) {
        return false;
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !start.starts_with(b"<?xml") {
        return true;
    }
    let head = &start[..start.len().min(256)];
    let end = memmem::find(head, b"?>").unwrap_or(head.len());
    match Attributes::ahead(&head[..end]).raw(b"encoding") {
        Some(label) => label.eq_ignore_ascii_case(b"utf-8") || label.eq_ignore_ascii_case(b"utf8"),
        None => true,
    }
}
