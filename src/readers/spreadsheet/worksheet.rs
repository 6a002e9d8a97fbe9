//! Cells of worksheets that have to be reported: hidden cells with content, and formulas without a result.
//!
//! In: the XML of worksheets (ECMA-376 part 1, 18.3.1), or hidden cells that another reader found. Out: [`Unseen`],
//! with the number of cells of each kind and the first of them. Lost: the other cells' names. Formulas lack results
//! when a program other than Excel wrote the workbook and left the calculation to whichever program opens it.

use super::sheet::letters;
use crate::finding::{Finding, Severity};
use crate::readers::xml::{Element, Event, Events};

/// Hidden cells with content, and formulas without a result.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    hidden: Cells,
    unsolved: Cells,
}

#[derive(Debug, Default)]
struct Cells {
    count: usize,
    first: Option<String>,
}

impl Cells {
    fn add(&mut self, name: &str) {
        self.count += 1;
        self.first.get_or_insert_with(|| name.to_owned());
    }
}

/// The role of an open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Other,
    Cell,
    Value,
}

#[derive(Debug, Default)]
struct Cell {
    name: String,
    is_text: bool,
    has_formula: bool,
    has_value: bool,
}

impl Unseen {
    /// Searches a worksheet for such cells.
    pub(super) fn look_through(&mut self, part: &[u8]) {
        const SIGNS: [&[u8]; 5] = [
            b"hidden=",
            b"</f></",
            b"</f><v/>",
            b"</f><v />",
            b"</f><v></v>",
        ];
        let shows = |sign: &[u8]| memchr::memmem::find(part, sign).is_some();
        if !SIGNS.into_iter().any(shows) {
            return;
        }
        let Ok(text) = std::str::from_utf8(part) else {
            return;
        };
        let mut open = Vec::new();
        let mut columns = Vec::new();
        let mut row_hidden = false;
        let mut cell = Cell::default();
        for event in Events::new(text) {
            match event {
                Event::Open(element) => {
                    let place = match element.local_name() {
                        "col" if is_hidden(&element) => {
                            columns.extend(element.number("min").zip(element.number("max")));
                            Place::Other
                        }
                        "row" => {
                            row_hidden = is_hidden(&element);
                            Place::Other
                        }
                        "c" => {
                            cell = Cell {
                                name: element.attribute("r").unwrap_or_default(),
                                is_text: element.attribute("t").as_deref() == Some("str"),
                                ..Cell::default()
                            };
                            Place::Cell
                        }
                        "f" => {
                            cell.has_formula = true;
                            Place::Other
                        }
                        "v" | "t" => Place::Value,
                        _ => Place::Other,
                    };
                    open.push(place);
                }
                Event::Text(text) => {
                    let is_value = open.last() == Some(&Place::Value);
                    cell.has_value |= is_value && !text.trim().is_empty();
                }
                Event::Close => {
                    if open.pop() == Some(Place::Cell) {
                        self.take(&cell, row_hidden || is_in(&cell.name, &columns));
                    }
                }
            }
        }
    }

    /// Adds a hidden cell with content; row and column are 0-based.
    pub(super) fn add_hidden(&mut self, row: u32, column: u32) {
        self.hidden.count += 1;
        self.hidden
            .first
            .get_or_insert_with(|| format!("{}{}", letters(column), row.saturating_add(1)));
    }

    fn take(&mut self, cell: &Cell, hidden: bool) {
        if hidden && cell.has_value {
            self.hidden.add(&cell.name);
        }
        // the result of a text formula may be an empty text
        if cell.has_formula && !cell.has_value && !cell.is_text {
            self.unsolved.add(&cell.name);
        }
    }

    /// One finding for each kind of cell that occurred.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        let hidden = self.hidden.first.clone().map(|first| Finding {
            evidence: Some(first),
            ..Finding::extraction(
                "hidden-cells-read",
                Severity::Info,
                format!("{} 个有内容的单元格在隐藏的行或列中，仍已读取", self.hidden.count),
                format!("{} cells with content stand in hidden rows or columns; they were read all the same", self.hidden.count),
            )
        });
        let unsolved = self.unsolved.first.clone().map(|first| Finding {
            evidence: Some(first),
            ..Finding::extraction(
                "formula-without-result",
                Severity::Warning,
                format!("{} 个公式没有保存结果，按空单元格读取；请用 Excel 或 WPS 打开并重新保存", self.unsolved.count),
                format!("{} formulas have no stored result and were read as empty cells; open the file in Excel or WPS and save it", self.unsolved.count),
            )
        });
        hidden.into_iter().chain(unsolved)
    }
}

fn is_hidden(element: &Element) -> bool {
    let hidden = element.attribute("hidden");
    hidden.is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"))
}

/// True when a cell such as `AB12` is in one of the columns, which are 1-based.
fn is_in(name: &str, columns: &[(u32, u32)]) -> bool {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.fold(0u32, |column, letter| {
        column
            .saturating_mul(26)
            .saturating_add(u32::from(letter - b'A') + 1)
    });
    columns
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_need_a_word() {
        let told = |sheet: &str| {
            let mut unseen = Unseen::default();
            unseen.look_through(sheet.as_bytes());
            let found = unseen.findings().map(|finding| {
                let count = finding.message_zh.split(' ').next().unwrap().to_owned();
                format!("{} {count} {}", finding.code, finding.evidence.unwrap())
            });
            found.collect::<Vec<_>>().join(", ")
        };
        for (sheet, expected) in [
            ("<row><c r='A1'><v>1</v></c></row>", ""),
            (
                "<row r='2' hidden='1'><c r='A2'><v>1</v></c><c r='B2'/><c r='C2' t='inlineStr'><is><t>x</t></is></c></row><row><c r='A3'><v>2</v></c></row>",
                "hidden-cells-read 2 A2",
            ),
            (
                "<cols><col min='2' max='28' hidden='true'/></cols><row><c r='A1'><v>1</v></c><c r='AB1'><v>1</v></c><c r='AC1'><v>1</v></c></row>",
                "hidden-cells-read 1 AB1",
            ),
            (
                "<row><c r='A1'><f>B1+C1</f><v></v></c><c r='B1'><f>1+1</f><v>2</v></c><c r='C1' t='str'><f>\"\"</f><v></v></c><c r='D1'><f>A1</f></c></row>",
                "formula-without-result 2 A1",
            ),
        ] {
            assert_eq!(told(sheet), expected, "{sheet}");
        }
    }
}
