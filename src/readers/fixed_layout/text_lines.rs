//! Characters of one place become lines of text.
//!
//! In: characters in any order. Out: [`TextLine`]s from top to bottom. Lost: characters drawn a second time over themselves, which
//! is how some programs print bold.

use super::drawing::Char;

/// Base lines at most this many em apart are one line: superscripts stay on it.
const SAME_LINE: f64 = 0.5;
/// The same character within this many em is drawn twice.
const SAME_PLACE: f64 = 0.2;
/// From this many em on, a gap is a blank: between Han characters, beside one, between Latin characters.
const BLANK_HAN: f64 = 0.75;
const BLANK_MIXED: f64 = 0.6;
const BLANK_LATIN: f64 = 0.22;
/// Marks that never begin a line.
const CLOSING: &str = "，。、；：？！）》」』】〕”’…—,.;:?!)]}%％‰℃°";
/// Marks that never end a line.
const OPENING: &str = "（《「『【〔“‘([{￥¥$";
/// Marks that stay with what stands left and right of them.
const BINDING: &str = "/~～-－";
/// Marks that stay with what stands right of them.
const OPERATORS: &str = "/~～-－≥≤＝=＞＜><";

/// One line of text.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    /// Of the largest character, in points.
    pub(super) size: f64,
    /// Width of what a line break would have moved: the first character with all that may not be parted from it.
    pub(super) token: f64,
    /// Places where the text has a gap as wide as two characters: (end of the part left of it, begin of the part right of it).
    pub(super) gaps: Vec<(f64, f64)>,
    /// What was struck out; such a line has no other text.
    pub(super) struck: Option<Box<str>>,
}

impl TextLine {
    pub(super) fn top(&self) -> f64 {
        self.base - self.size
    }
}

/// Lines from characters, from top to bottom.
pub(super) fn text_lines(mut chars: Vec<Char>) -> Vec<TextLine> {
    chars.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut lines = Vec::new();
    let mut rest = chars.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let (mut base, mut size) = (first.base, first.size);
        let end = rest.iter().position(|char| {
            let same = char.base - base <= SAME_LINE * size.max(char.size);
            if same && char.size > size {
                (base, size) = (char.base, char.size);
            }
            !same
        });
        let (line, after) = rest.split_at_mut(end.unwrap_or(rest.len()));
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        lines.extend(text_line(&once(line), base, size));
        rest = after;
    }
    lines
}

/// The characters of a line without those drawn twice.
fn once(line: &[Char]) -> Vec<Char> {
    let mut kept: Vec<Char> = Vec::with_capacity(line.len());
    for char in line {
        let near = |other: &Char| {
            let distance = SAME_PLACE * char.size;
            other.character == char.character
                && (other.left - char.left).abs() < distance
                && (other.base - char.base).abs() < distance
        };
        if char.character.is_whitespace() || !kept.iter().rev().take(3).any(near) {
            kept.push(*char);
        }
    }
    kept
}

fn text_line(chars: &[Char], base: f64, size: f64) -> Option<TextLine> {
    let seen = |char: &&Char| !char.character.is_whitespace();
    let first = chars.iter().position(|char| seen(&char))?;
    let chars = &chars[first..];
    let mut text = String::with_capacity(chars.len() * 3);
    let mut gaps = Vec::new();
    let mut before: Option<&Char> = None;
    let mut blank = false;
    for char in chars {
        if char.character.is_whitespace() {
            blank = true;
            text.push(char.character);
            continue;
        }
        if let Some(left) = before {
            let gap = char.left - left.right;
            let em = left.size.max(char.size);
            if gap > 2.0 * em {
                gaps.push((left.right, char.left));
            }
            if !blank && gap > least_blank(left.character, char.character) * em {
                text.push(' ');
            }
        }
        text.push(char.character);
        before = Some(char);
        blank = false;
    }
    let right = chars.iter().filter(seen).map(|char| char.right);
    Some(TextLine {
        text: text.trim_end().to_owned(),
        left: chars[0].left,
        right: right.fold(f64::MIN, f64::max),
        base,
        size,
        token: token(chars),
        gaps,
        struck: None,
    })
}

fn least_blank(left: char, right: char) -> f64 {
    match (is_han(left), is_han(right)) {
        (true, true) => BLANK_HAN,
        (false, false) => BLANK_LATIN,
        _ => BLANK_MIXED,
    }
}

/// Characters as wide as high, their punctuation included.
fn is_han(character: char) -> bool {
    matches!(u32::from(character),
        0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x2_0000..=0x3_ffff)
}

/// Width of the first character with what may not be parted from it.
fn token(chars: &[Char]) -> f64 {
    let Some(first) = chars.first() else {
        return 0.0;
    };
    let end = chars
        .windows(2)
        .find(|pair| !binds(pair[0].character, pair[1].character))
        .map_or(chars.last(), |pair| Some(&pair[0]));
    end.map_or(0.0, |end| end.right - first.left)
}

/// No line breaks between these two.
fn binds(left: char, right: char) -> bool {
    if right.is_whitespace() {
        return false;
    }
    OPENING.contains(left)
        || CLOSING.contains(right)
        || BINDING.contains(right)
        || OPERATORS.contains(left)
        || (CLOSING.contains(left) && right.is_ascii_digit())
        || (left.is_ascii_graphic() && right.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of ten points at the given places.
    fn printed(places: &[(char, f64, f64)]) -> Vec<Char> {
        let char = |&(character, left, base): &(char, f64, f64)| Char {
            character,
            left,
            right: left + if is_han(character) { 10.0 } else { 5.0 },
            base,
            size: 10.0,
        };
        places.iter().map(char).collect()
    }

    fn texts(places: &[(char, f64, f64)]) -> Vec<String> {
        text_lines(printed(places))
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn lines_follow_base_lines_and_gaps_become_blanks() {
        let places = [
            ('标', 10.0, 20.0),
            ('目', 0.0, 20.5),
            ('值', 28.0, 20.0),
            ('下', 0.0, 36.0),
            ('2', 15.0, 32.5),
        ];
        assert_eq!(texts(&places), ["目标 值", "下2"]);
    }

    #[test]
    fn text_drawn_twice_is_read_once() {
        let bold = [('一', 0.0, 20.0), ('一', 0.3, 20.0), ('一', 10.0, 20.0)];
        assert_eq!(texts(&bold), ["一一"]);
    }

    #[test]
    fn a_token_holds_what_may_not_be_parted() {
        for (text, width) in [("项目", 10.0), ("（目）值", 30.0), ("12.5%以上", 25.0)] {
            let mut left = 0.0;
            let chars: Vec<Char> = text
                .chars()
                .map(|character| {
                    let char = printed(&[(character, left, 0.0)])[0];
                    left = char.right;
                    char
                })
                .collect();
            assert!((token(&chars) - width).abs() < 0.01, "{text}");
        }
    }
}
