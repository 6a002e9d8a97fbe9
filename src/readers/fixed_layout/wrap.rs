//! Lines that were one paragraph before the paper became too narrow for them.
//!
//! In: the lines of one cell, or two lines that may belong together. Out: paragraphs. A line end is a wrap where what begins the
//! next line would not have fitted: the word processor had no choice. Lost: line ends that an author put exactly there.

use super::text_lines::TextLine;

/// A cell narrower than this many em wraps every line.
const NARROW: f64 = 3.3;
/// Texts differ from the middle of a cell, or from its right side, by less than this share of an em.
const CENTRED: f64 = 0.6;
const FLUSH_RIGHT: f64 = 0.3;

/// How much room, in em, a line may have left besides what did not fit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slack {
    /// Inside one cell.
    Cell,
    /// From the last line of a page to the first of the next, in a merged cell.
    MergedCell,
    /// The same in a row, where a new record is as likely.
    Row,
}

impl Slack {
    fn em(self) -> f64 {
        match self {
            Self::Cell => 0.5,
            Self::MergedCell => 0.3,
            Self::Row => 0.15,
        }
    }
}

/// Where a text may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Measure {
    /// The inside of a cell.
    pub(super) fn inside(left: f64, right: f64, padding: f64) -> Self {
        Self {
            left: left + padding,
            right: right - padding,
        }
    }
}

/// The paragraphs of one cell.
pub(super) fn paragraphs(lines: &[TextLine], measure: Measure) -> Vec<String> {
    let upright = |line: &TextLine| line.text.chars().nth(1).is_none();
    if lines.len() > 1 && lines.iter().all(upright) {
        return vec![lines.iter().map(|line| line.text.as_str()).collect()];
    }
    let mut found: Vec<String> = Vec::new();
    let mut upper: Option<&TextLine> = None;
    for lower in lines {
        let next_entry = found.last().is_some_and(|text| follows(text, &lower.text));
        let goes_on = !next_entry
            && upper.is_some_and(|upper| {
                let narrow = measure.right - measure.left < NARROW * upper.size;
                narrow
                    || (lines.len() == 2 && both_flush_right(upper, lower, measure))
                    || wraps(upper, lower, measure, Slack::Cell)
            });
        match found.last_mut() {
            Some(text) if goes_on => glue(text, &lower.text),
            _ => found.push(lower.text.clone()),
        }
        upper = Some(lower);
    }
    found
}

/// What begins the lower line would not have fitted on the upper one.
pub(super) fn wraps(upper: &TextLine, lower: &TextLine, measure: Measure, slack: Slack) -> bool {
    let left = upper.left - measure.left;
    let right = measure.right - upper.right;
    let centred = (left - right).abs() < CENTRED * upper.size;
    let room = if centred { left + right } else { right };
    room < lower.token + slack.em() * upper.size
}

/// Two lines that end at the right side, the lower one short: a number that did not fit, in a column of amounts.
fn both_flush_right(upper: &TextLine, lower: &TextLine, measure: Measure) -> bool {
    let flush = |line: &TextLine| (measure.right - line.right).abs() < FLUSH_RIGHT * upper.size;
    let room = upper.left - measure.left;
    flush(upper)
        && flush(lower)
        && lower.left > measure.left + lower.size
        && room > 2.5 * upper.size
        && room < lower.token + Slack::Cell.em() * upper.size
}

/// A paragraph that begins with a number, and a line that begins with the next one: entries of a list.
fn follows(paragraph: &str, line: &str) -> bool {
    let (Some((one, mark)), Some((two, other))) = (entry(paragraph), entry(line)) else {
        return false;
    };
    mark == other && two == one + 1
}

/// The number that a text begins with, and the mark behind it. A decimal fraction is none.
fn entry(text: &str) -> Option<(u32, char)> {
    let text = text.trim_start().trim_start_matches(['(', '（']);
    let end = text.find(|char: char| !char.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let mut rest = rest.chars();
    let mark = rest.next().filter(|mark| ".．、)）".contains(*mark))?;
    if rest.next().is_some_and(|next| next.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, mark))
}

/// Adds the text of the next line: a blank only between Latin words.
pub(super) fn glue(text: &mut String, next: &str) {
    let latin = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().next_back()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten-point type, each character ten points wide, from the left side on.
    fn lines(texts: &[&str]) -> Vec<TextLine> {
        let width = |text: &str| text.chars().count() as f64 * 10.0;
        let line = |text: &&str| TextLine {
            text: (*text).to_owned(),
            right: width(text),
            size: 10.0,
            token: 10.0,
            ..TextLine::default()
        };
        texts.iter().map(line).collect()
    }

    fn in_cell(texts: &[&str], width: f64) -> Vec<String> {
        let measure = Measure::inside(0.0, width, 0.0);
        paragraphs(&lines(texts), measure)
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_one_ends() {
        assert_eq!(in_cell(&["提高服务", "质量"], 42.0), ["提高服务质量"]);
        assert_eq!(in_cell(&["提高服务", "质量"], 60.0), ["提高服务", "质量"]);
    }

    #[test]
    fn entries_of_a_list_are_paragraphs_even_where_lines_are_full() {
        assert_eq!(
            in_cell(&["1.购置设", "2.培训人"], 52.0),
            ["1.购置设", "2.培训人"]
        );
        // a number of the running text
        assert_eq!(in_cell(&["1.每户补", "2.5万元"], 52.0), ["1.每户补2.5万元"]);
        assert_eq!(
            in_cell(&["（1）验收", "（2）使用"], 52.0),
            ["（1）验收", "（2）使用"]
        );
    }

    #[test]
    fn upright_text_is_one_word() {
        assert_eq!(in_cell(&["产", "出", "指", "标"], 200.0), ["产出指标"]);
    }

    #[test]
    fn latin_words_keep_their_blank() {
        assert_eq!(in_cell(&["OA", "system"], 22.0), ["OA system"]);
    }
}
