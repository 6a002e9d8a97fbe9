//! The style sheet ([MS-DOC] 2.9.271 STSH): the role that a style gives to a paragraph.
//!
//! In: the STSH of the table stream. Out: for each style the outline level, list, visibility and role, with inheritance
//! resolved. Lost: all other formatting.

use super::bytes::{slice, u8_at, u16_at};
use super::fib::Version;
use super::sprm::{self, properties};

/// Longest chain of styles based on each other; Word allows far fewer.
const MAX_BASES: usize = 32;
/// istdNil: the style is based on none (2.9.260).
const NO_STYLE: u16 = 0x0fff;

/// The properties of a style that affect text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// 0-based outline level; 9 is body text.
    pub(super) outline: Option<u8>,
    /// 1-based number of the list override; 0 means no list.
    pub(super) list: Option<u16>,
    /// 0-based level in the list.
    pub(super) level: Option<u8>,
    /// True when the text is not shown.
    pub(super) hidden: Option<bool>,
    /// Superscript.
    pub(super) raised: Option<bool>,
    /// Struck out.
    pub(super) struck: Option<bool>,
    /// True for an entry of a table of contents.
    pub(super) contents: bool,
}

/// The styles by number (istd).
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub(super) fn read(stsh: &[u8], version: Version) -> Self {
        let own = read_own(stsh, version).unwrap_or_default();
        let resolved = (0..own.len()).map(|istd| resolve(&own, istd)).collect();
        Self(resolved)
    }

    pub(super) fn get(&self, istd: u16) -> Style {
        self.0.get(usize::from(istd)).copied().unwrap_or_default()
    }
}

/// Every style as written, with the number of the style it is based on.
fn read_own(stsh: &[u8], version: Version) -> Option<Vec<(Style, u16)>> {
    // 2.9.136 LPStshi, 2.9.273 STSHI: cstd and cbSTDBaseInFile come first
    let header = usize::from(u16_at(stsh, 0)?);
    let count = u16_at(stsh, 2)?;
    let base_size = usize::from(u16_at(stsh, 4)?);
    let mut at = 2 + header;
    let mut styles = Vec::new();
    for _ in 0..count {
        // 2.9.135 LPStd: an empty style still takes up a number
        let Some(length) = u16_at(stsh, at).map(usize::from) else {
            break;
        };
        let std = slice(stsh, at + 2, length).unwrap_or_default();
        styles.push(read_style(std, base_size, version).unwrap_or((Style::default(), NO_STYLE)));
        at += 2 + length;
    }
    Some(styles)
}

/// 2.9.258 STD: StdfBase (2.9.260), name, and the properties as UPX (2.9.303 GrLPUpxSw).
fn read_style(std: &[u8], base_size: usize, version: Version) -> Option<(Style, u16)> {
    let sti = u16_at(std, 0)? & 0x0fff;
    let kind = u16_at(std, 2)?;
    let (kind, base) = (kind & 0x000f, kind >> 4);
    let upx_count = u16_at(std, 4)? & 0x000f;
    let mut style = Style {
        // 2.9.260 sti: 1-9 are the built-in headings, 19-27 the levels of a table of contents
        outline: (1..=9).contains(&sti).then(|| sti as u8 - 1),
        contents: (19..=27).contains(&sti),
        ..Style::default()
    };
    if version == Version::Word6 {
        return Some((style, base));
    }
    let name_length = usize::from(u16_at(std, base_size)?);
    let mut at = base_size + 2 + 2 * name_length + 2;
    for upx in 0..upx_count {
        at += at & 1;
        let Some(length) = u16_at(std, at).map(usize::from) else {
            break;
        };
        let grpprl = slice(std, at + 2, length).unwrap_or_default();
        match (kind, upx) {
            // 2.9.316 UpxPapx begins with the number of the style again
            (1, 0) => style.apply(grpprl.get(2..).unwrap_or_default()),
            (1, 1) | (2, 0) => style.apply(grpprl),
            _ => {}
        }
        at += 2 + length;
    }
    Some((style, base))
}

impl Style {
    fn apply(&mut self, grpprl: &[u8]) {
        for (code, operand) in properties(grpprl) {
            match code {
                sprm::P_OUTLINE => self.outline = u8_at(operand, 0),
                sprm::P_LIST => self.list = u16_at(operand, 0),
                sprm::P_LEVEL => self.level = u8_at(operand, 0),
                sprm::C_HIDDEN => self.hidden = Some(sprm::toggle(operand, false)),
                sprm::C_STRIKE | sprm::C_DOUBLE_STRIKE => {
                    self.struck = sprm::strike(self.struck, operand);
                }
                sprm::C_SCRIPT => self.raised = Some(operand.first() == Some(&1)),
                _ => {}
            }
        }
    }
}

fn resolve(own: &[(Style, u16)], istd: usize) -> Style {
    let mut resolved = Style::default();
    let mut next = istd;
    for depth in 0..MAX_BASES {
        let Some((style, base)) = own.get(next) else {
            break;
        };
        resolved.outline = resolved.outline.or(style.outline);
        resolved.list = resolved.list.or(style.list);
        resolved.level = resolved.level.or(style.level);
        resolved.hidden = resolved.hidden.or(style.hidden);
        resolved.raised = resolved.raised.or(style.raised);
        resolved.struck = resolved.struck.or(style.struck);
        resolved.contents |= depth == 0 && style.contents;
        next = usize::from(*base);
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn std(sti: u16, base: u16, papx: &[u8]) -> Vec<u8> {
        let mut std = Vec::new();
        for field in [sti, base << 4 | 1, 1, 0, 0] {
            std.extend(field.to_le_bytes());
        }
        std.extend([1, 0, b'x', 0, 0, 0]);
        std.extend((papx.len() as u16 + 2).to_le_bytes());
        std.extend([0, 0]);
        std.extend(papx);
        std
    }

    fn stsh(styles: &[Vec<u8>]) -> Vec<u8> {
        let mut stsh = vec![4, 0, styles.len() as u8, 0, 10, 0];
        for style in styles {
            stsh.extend((style.len() as u16).to_le_bytes());
            stsh.extend(style);
        }
        stsh
    }

    #[test]
    fn styles_inherit_level_and_list() {
        let styles = Styles::read(
            &stsh(&[
                std(0, NO_STYLE, &[]),
                std(2, 0, &[0x0b, 0x46, 3, 0]),
                vec![],
                std(0xffe, 1, &[0x0a, 0x26, 1]),
                std(20, 0, &[]),
            ]),
            Version::Word97,
        );
        let own = styles.get(3);
        assert_eq!(
            (own.outline, own.list, own.level),
            (Some(1), Some(3), Some(1))
        );
        assert!(styles.get(4).contents && !own.contents);
        assert_eq!(styles.get(77), Style::default());
    }

    #[test]
    fn styles_based_on_each_other_end() {
        let styles = Styles::read(
            &stsh(&[std(0xffe, 1, &[]), std(0xffe, 0, &[])]),
            Version::Word97,
        );
        assert_eq!(styles.get(0), Style::default());
    }
}
