//! Bytes to tokens (Rich Text Format 1.9.1, "Conventions of an RTF Reader").
//!
//! In: the bytes of a file. Out: [`Token`]s. Lost: line ends outside of control words, and binary data after `\bin`.

use memchr::memchr3;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` with its number, if it has one.
    Word(&'a [u8], Option<i32>),
    /// A backslash and a character that is not a letter.
    Symbol(u8),
    /// `\'hh`
    Hex(u8),
    /// Plain bytes, without line ends, which have no meaning in RTF.
    Text(&'a [u8]),
}

/// The tokens of a file. Binary data after `\bin` is skipped.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn take(&mut self, from: usize) -> &'a [u8] {
        self.bytes.get(from..self.position).unwrap_or_default()
    }

    fn escape(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.position += 1;
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            return Some(match self.hex() {
                Some(byte) => Token::Hex(byte),
                None => Token::Symbol(first),
            });
        }
        let start = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.position += 1;
        }
        let name = self.take(start);
        let number = self.number();
        if self.peek() == Some(b' ') {
            self.position += 1;
        }
        if name == b"bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.position = self.position.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(name, number))
    }

    fn number(&mut self) -> Option<i32> {
        let start = self.position;
        if self.peek() == Some(b'-') {
            self.position += 1;
        }
        let digits = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        if self.position == digits {
            self.position = start;
            return None;
        }
        let text = std::str::from_utf8(self.take(start)).ok()?;
        // an absurdly large number is replaced by the largest one
        let number: i64 = text.parse().unwrap_or(i64::from(i32::MAX));
        Some(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    fn hex(&mut self) -> Option<u8> {
        let digits = self.bytes.get(self.position..self.position + 2)?;
        let text = std::str::from_utf8(digits).ok()?;
        let byte = u8::from_str_radix(text, 16).ok()?;
        self.position += 2;
        Some(byte)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.position;
            self.position += 1;
            match self.bytes.get(start)? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.escape(),
                b'\r' | b'\n' | 0 => {}
                _ => {
                    let rest = self.bytes.get(start..)?;
                    let end = memchr3(b'{', b'}', b'\\', rest).unwrap_or(rest.len());
                    let end = rest
                        .get(..end)?
                        .iter()
                        .position(|byte| matches!(byte, b'\r' | b'\n' | 0))
                        .unwrap_or(end);
                    self.position = start + end;
                    return Some(Token::Text(self.take(start)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        use Token::*;
        let cases: &[(&[u8], &[Token])] = &[
            (
                b"{\\b1 a\r\nb}",
                &[Open, Word(b"b", Some(1)), Text(b"a"), Text(b"b"), Close],
            ),
            (
                b"\\u-10187?\\'d6\\{",
                &[
                    Word(b"u", Some(-10187)),
                    Text(b"?"),
                    Hex(0xd6),
                    Symbol(b'{'),
                ],
            ),
            (b"\\li-x", &[Word(b"li", None), Text(b"-x")]),
            (b"\\bin4 }{\\xy", &[Word(b"bin", Some(4)), Text(b"y")]),
            (b"\\bin99999999999 x", &[Word(b"bin", Some(i32::MAX))]),
            (b"\\'g1\\", &[Symbol(b'\''), Text(b"g1")]),
            (b"\\*\\cs", &[Symbol(b'*'), Word(b"cs", None)]),
        ];
        for (bytes, expected) in cases {
            let tokens: Vec<Token> = Lexer::new(bytes).collect();
            assert_eq!(tokens, *expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
