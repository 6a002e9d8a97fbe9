//! Reads the main part of a document with only a small piece of it in memory at any time.
//!
//! In: a member of the archive. Out: the content of the body; the error of a part that exceeds a bound, which it would
//! as a whole too; or nothing where reading piece by piece cannot be proven equal to reading the whole: the member breaks,
//! is not UTF-8, or an element extends beyond the end of a piece. The caller then reads the part as a whole and finds any
//! errors again. Lost: nothing.
//!
//! This is worth its complexity because allocating memory for a large part costs more time than reading it.

use std::io::Read;

use super::body::{Content, Nesting, Reader, Surroundings};
use super::flow::Flow;
use super::xml::{Scope, Xml, is_utf8};
use crate::error::Error;
use crate::package::Inflating;

/// Bytes in memory at a time.
const SIZE: usize = 512 << 10;
/// The next piece is fetched at the first paragraph or run that begins in this many last bytes of a piece. It is also
/// the longest element that can be skipped or read in one go.
const AHEAD: usize = 64 << 10;

/// A piece of a part, and the source of the next pieces.
pub(super) struct Window<R> {
    part: R,
    bytes: Vec<u8>,
    /// Bytes of the buffer that are filled.
    filled: usize,
    /// True when the filled bytes extend to the end of the part.
    last: bool,
    /// See [`AHEAD`].
    ahead: usize,
}

impl<'p, 'a> Window<Inflating<'p, 'a>> {
    /// Reads the first piece of a member.
    pub(super) fn over(member: Inflating<'p, 'a>) -> Option<Self> {
        // one more byte, so that the end of the member is noticed
        let size = usize::try_from(member.declared_size().saturating_add(1)).ok()?;
        Self::new(member, size.min(SIZE), AHEAD)
    }
}

impl<R: Read> Window<R> {
    fn new(part: R, size: usize, ahead: usize) -> Option<Self> {
        let mut window = Self {
            part,
            bytes: vec![0; size],
            filled: 0,
            last: false,
            ahead,
        };
        window.fill()?;
        is_utf8(&window.bytes[..window.filled]).then_some(window)
    }

    /// Reads the body in the part.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`]; `None` where the part has to be read as a whole.
    pub(super) fn read(mut self, mut around: Surroundings) -> Result<Content, Option<Error>> {
        let (mut flow, mut nesting) = (Flow::new(), Nesting::default());
        let mut scope = Scope::default();
        loop {
            let xml = Xml::going_on(&self.bytes[..self.filled], &scope);
            let mut reader = Reader::new(xml, around, flow, nesting);
            let stop = if self.last {
                usize::MAX
            } else {
                self.filled.saturating_sub(self.ahead)
            };
            let exceeded = |error| matches!(error, Error::LimitExceeded { .. }).then_some(error);
            reader.read_up_to(stop).map_err(exceeded)?;
            if self.last {
                return Ok(reader.finish());
            }
            if reader.xml.ran_out {
                return Err(None);
            }
            if reader.nesting.ended {
                let content = reader.finish();
                return self.is_whole().then_some(content).ok_or(None);
            }
            let read = reader.xml.position();
            let next = reader.xml.scope();
            (around, flow, nesting) = (reader.around, reader.flow.between_runs(), reader.nesting);
            scope = next;
            self.go_on(read).ok_or(None)?;
        }
    }

    /// Drops the bytes that were read and fills the freed space.
    fn go_on(&mut self, read: usize) -> Option<()> {
        self.bytes.copy_within(read..self.filled, 0);
        self.filled -= read;
        self.fill()
    }

    fn fill(&mut self) -> Option<()> {
        while self.filled < self.bytes.len() && !self.last {
            let count = self.part.read(&mut self.bytes[self.filled..]).ok()?;
            self.filled += count;
            self.last = count == 0;
        }
        Some(())
    }

    /// Reads the rest of the part; true when it is intact.
    fn is_whole(&mut self) -> bool {
        while !self.last {
            self.filled = 0;
            if self.fill().is_none() {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::docx::body;
    use crate::readers::docx::numbering::Numbering;
    use crate::readers::docx::styles::Styles;

    fn around<T>(read: impl FnOnce(Surroundings) -> T) -> T {
        read(Surroundings {
            styles: &Styles::default(),
            numbering: &mut Numbering::default(),
            chunk: &mut |_| Vec::new(),
        })
    }

    /// How many small windows read the part. A window may give up, but must never read anything but what the whole part
    /// says.
    fn windows_that_read(xml: &[u8]) -> usize {
        let whole = around(|around| body::read(Xml::new(xml), around)).unwrap();
        let whole = format!("{whole:?}");
        let read = [60, 100, 150, 230, 350, 500].into_iter().filter(|&size| {
            let window = Window::new(xml, size, size / 2);
            let content = window.and_then(|window| around(|around| window.read(around)).ok());
            content.is_some_and(|content| {
                assert_eq!(format!("{content:?}"), whole, "{size}");
                true
            })
        });
        read.count()
    }

    const PART: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:q="urn:q"><w:body><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:bookmarkStart w:name="a"/><w:r><w:rPr><w:b/></w:rPr><w:t>one</w:t></w:r><w:r><w:t xml:space="preserve"> two</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>a&amp;b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p></w:tc><w:tc><w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl><!-- a > b --><w:sdt><w:sdtPr><w:docPartGallery w:val="Table of Contents"/></w:sdtPr><w:p><w:r><w:t>1 a</w:t></w:r></w:p></w:sdt><w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>&#xF0FE;</w:t></w:r></w:p><w:p><q:p><w:r><w:t><![CDATA[c < d]]></w:t></w:r></q:p></w:p></w:body></w:document>"#;

    #[test]
    fn a_window_reads_what_the_whole_says_or_gives_up() {
        assert!(windows_that_read(PART.as_bytes()) >= 3);
        let whole = PART.as_bytes();
        for at in 0..whole.len() {
            windows_that_read(&whole[..at]);
            for byte in *b"<>/\"'x& " {
                let mut damaged = whole.to_vec();
                damaged[at] = byte;
                windows_that_read(&damaged);
            }
        }
    }

    #[test]
    fn other_encodings_and_broken_members_are_left_to_others() {
        let utf16: Vec<u8> = PART.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(Window::new(&utf16[..], SIZE, AHEAD).is_none());
        struct Broken<'a>(&'a [u8]);
        impl Read for Broken<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                match self.0.read(buffer)? {
                    0 => Err(std::io::ErrorKind::InvalidData.into()),
                    count => Ok(count),
                }
            }
        }
        for size in [500, 2 * PART.len()] {
            let window = Window::new(Broken(PART.as_bytes()), size, size / 2);
            let content = window.and_then(|window| around(|around| window.read(around)).ok());
            assert!(content.is_none(), "{size}");
        }
    }
}
