//! Text on a terminal: display width of Chinese characters, wrapping, rows of a table, colour.

use std::io::{self, IsTerminal, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yusuan::message::printable;

/// The terminal, or another stream, that text is drawn on.
pub(super) struct Screen<W> {
    out: W,
    /// Width in columns.
    pub(super) width: usize,
    colour: bool,
}

/// How a text is highlighted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    Plain,
    Bold,
    /// Bold and coloured.
    Title,
    Dim,
    Red,
    Yellow,
    Cyan,
}

/// One row of a table, and the notes below it.
pub(super) struct Row {
    /// As many cells as the header has.
    pub(super) cells: Vec<String>,
    pub(super) notes: Vec<(Look, String)>,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Title => "1;36",
            Self::Dim => "2",
            Self::Red => "31",
            Self::Yellow => "33",
            Self::Cyan => "36",
        }
    }
}

/// The width in columns where the output is not a terminal.
const DEFAULT_WIDTH: usize = 100;

impl Screen<io::StdoutLock<'static>> {
    /// Standard output: coloured on a terminal unless `NO_COLOR` is set.
    pub(super) fn stdout() -> Self {
        let out = io::stdout();
        let terminal = out.is_terminal();
        let width = match console::Term::stdout().size_checked() {
            Some((_, columns)) if terminal => usize::from(columns).max(40),
            _ => DEFAULT_WIDTH,
        };
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            out: out.lock(),
            width,
            colour: terminal && wanted,
        }
    }
}

impl<W: Write> Screen<W> {
    /// Draws one line.
    pub(super) fn line(&mut self, look: Look, text: &str) -> io::Result<()> {
        let text = self.dress(look, &printable(text));
        writeln!(self.out, "{text}")
    }

    fn dress(&self, look: Look, text: &str) -> String {
        if !self.colour || look.code().is_empty() || text.is_empty() {
            return text.to_owned();
        }
        format!("\x1b[{}m{text}\x1b[0m", look.code())
    }

    /// Draws a label and to its right a text, wrapped at the width of the screen.
    pub(super) fn field(&mut self, label: &str, text: &str) -> io::Result<()> {
        const LABEL: usize = 18;
        let room = self.width.saturating_sub(LABEL + 2).max(20);
        for (index, line) in wrap(text, room).iter().enumerate() {
            let label = pad(if index == 0 { label } else { "" }, LABEL);
            let label = self.dress(Look::Dim, &label);
            writeln!(self.out, "  {label}{line}")?;
        }
        Ok(())
    }

    /// Draws rows of cells below a header; the columns are as wide as their content and the screen allow.
    pub(super) fn table(&mut self, header: &[&str], rows: &[Row]) -> io::Result<()> {
        let widths = self.fit(header, rows);
        let header: Vec<String> = header.iter().map(|text| (*text).to_owned()).collect();
        self.row(&header, &widths, Look::Dim)?;
        for row in rows {
            self.row(&row.cells, &widths, Look::Plain)?;
            for (look, text) in &row.notes {
                self.note(*look, text)?;
            }
        }
        Ok(())
    }

    /// Draws an indented paragraph.
    pub(super) fn note(&mut self, look: Look, text: &str) -> io::Result<()> {
        const INDENT: usize = 6;
        for line in wrap(text, self.width.saturating_sub(INDENT)) {
            let line = self.dress(look, &line);
            writeln!(self.out, "{:INDENT$}{line}", "")?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[String], widths: &[usize], look: Look) -> io::Result<()> {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| wrap(cell, *width))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..height {
            let mut line = String::new();
            for (cell, width) in wrapped.iter().zip(widths) {
                line.push_str("  ");
                line.push_str(&pad(cell.get(index).map_or("", String::as_str), *width));
            }
            let line = self.dress(look, line.trim_end());
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// The widths of the columns: narrows the widest one until all fit.
    fn fit(&self, header: &[&str], rows: &[Row]) -> Vec<usize> {
        let mut widths: Vec<usize> = header.iter().map(|text| text.width()).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                let widest = cell
                    .lines()
                    .map(|line| line_width(&printable(line)))
                    .max()
                    .unwrap_or(0);
                *width = widest.max(*width);
            }
        }
        let room = self.width.saturating_sub(2 * widths.len());
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > MIN_COLUMN => *widest -= 1,
                _ => break,
            }
        }
        widths
    }
}

/// The least width to which a column is narrowed.
const MIN_COLUMN: usize = 6;

/// The display width of a line.
fn line_width(line: &str) -> usize {
    line.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Adds spaces until the text has that width.
fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(line_width(text));
    format!("{text}{:missing$}", "")
}

/// Breaks a text into lines of at most `width` columns: between any two Chinese characters, in Latin text at spaces where
/// there are some. What could steer the terminal is spelled out. There is always one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for source in text.split('\n') {
        let source = source.replace(['\t', '\r'], " ");
        let mut line = String::new();
        let mut used = 0;
        for c in printable(&source).chars() {
            let columns = char_width(c);
            if used + columns > width && !line.is_empty() {
                let rest = break_at_space(&mut line, c);
                lines.push(line.trim_end().to_owned());
                line = rest;
                used = line_width(&line);
                if c == ' ' {
                    continue;
                }
            }
            line.push(c);
            used += columns;
        }
        lines.push(line);
    }
    lines
}

/// Removes the unfinished word from the end of the line and returns it, unless the line is nothing but that word.
fn break_at_space(line: &mut String, next: char) -> String {
    let in_word = |c: char| c.is_ascii() && c != ' ';
    if !in_word(next) || !line.ends_with(in_word) {
        return String::new();
    }
    let start = line
        .rfind(|c: char| !in_word(c))
        .and_then(|index| Some(index + line[index..].chars().next()?.len_utf8()));
    match start {
        Some(start) => line.split_off(start),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_by_columns_not_characters() {
        for (text, width, expected) in [
            ("绩效目标", 4, &["绩效", "目标"][..]),
            ("绩效目标", 5, &["绩效", "目标"]),
            ("100%的人", 5, &["100%", "的人"]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 8, &["one two", "three"]),
            ("one two three", 10, &["one two", "three"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("a\nb", 9, &["a", "b"]),
            ("a\tb\x1b[31m", 20, &["a b\\u{1b}[31m"]),
            ("", 9, &[""]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text:?}");
        }
    }

    #[test]
    fn tables_fit_the_screen_and_keep_their_columns() {
        let mut screen = Screen {
            out: Vec::new(),
            width: 24,
            colour: false,
        };
        let rows = [Row {
            cells: ["数量指标", "培训人次数不少于预期", "≥8"]
                .map(str::to_owned)
                .to_vec(),
            notes: vec![(Look::Red, "错误：指标值不可能达到".to_owned())],
        }];
        screen.table(&["二级", "三级", "值"], &rows).unwrap();
        let text = String::from_utf8(screen.out).unwrap();
        assert_eq!(
            text,
            "  二级      三级      值\n  数量指标  培训人次  ≥8\n            数不少于\n            预期\n      错误：指标值不可能\n      达到\n"
        );
    }
}
