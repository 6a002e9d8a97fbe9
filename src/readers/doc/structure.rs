//! From marks to tables: which paragraphs, cells and rows form which table.
//!
//! In: the marks of a part of the document. Out: opening and closing events in reading order, with the shape of every
//! row and cell known in advance. Lost: tables without the end of a row. Word does not mark the beginning of a table: a
//! table is a sequence of paragraphs of at least its depth.

use super::marks::{Kind, Mark};
use super::rows::{RowShape, layout};
use crate::limits::MAX_TABLE_DEPTH;
use crate::readers::assembly::CellShape;

/// One step of the reading order. The numbers are indices of marks, rows and cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    OpenTable,
    OpenRow(usize),
    OpenCell,
    Paragraph(usize),
    CloseCell(usize),
    CloseRow,
    CloseTable,
}

/// The events in reading order, and the rows and cells to which they refer.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) events: Vec<Event>,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<CellShape>,
    open: Vec<OpenTable>,
}

/// The properties of a row, as they are known at its beginning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Grid columns left empty to the left of the first cell.
    pub(super) before: u32,
    /// True for a tracked deletion.
    pub(super) deleted: bool,
}

/// Definition, index, and indices of the cells of a row.
type FinishedRow = (RowShape, usize, Vec<usize>);

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<FinishedRow>,
    row: Option<usize>,
    cells: Vec<usize>,
    in_cell: bool,
    /// Indices of the events that opened the table and its current row.
    opened: usize,
    row_opened: usize,
    /// True when a mark has ended a row.
    has_rows: bool,
}

impl Structure {
    pub(super) fn of(marks: &[Mark]) -> Self {
        let mut structure = Self::default();
        for (number, mark) in marks.iter().enumerate() {
            let depth = mark.properties.depth.min(MAX_TABLE_DEPTH);
            structure.enter(depth);
            match &mark.kind {
                Kind::Row(shape) => structure.end_row(Some(shape), mark.deleted),
                Kind::Paragraph => structure.paragraph(number),
                Kind::Cell => {
                    structure.paragraph(number);
                    structure.end_cell();
                }
            }
        }
        structure.enter(0);
        structure
    }

    /// Closes or opens tables until `depth` of them are open.
    fn enter(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.end_row(None, false);
            self.end_table();
        }
        while self.open.len() < depth {
            self.begin_cell();
            self.open.push(OpenTable {
                opened: self.events.len(),
                ..OpenTable::default()
            });
            self.events.push(Event::OpenTable);
        }
    }

    /// Opens a cell of the innermost table unless one is open.
    fn begin_cell(&mut self) {
        let Some(table) = self.open.last_mut() else {
            return;
        };
        if table.row.is_none() {
            table.row = Some(self.rows.len());
            table.row_opened = self.events.len();
            self.events.push(Event::OpenRow(self.rows.len()));
            self.rows.push(Row::default());
        }
        if !table.in_cell {
            table.in_cell = true;
            self.events.push(Event::OpenCell);
        }
    }

    fn paragraph(&mut self, number: usize) {
        self.begin_cell();
        self.events.push(Event::Paragraph(number));
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.open.last_mut()
            && std::mem::take(&mut table.in_cell)
        {
            table.cells.push(self.cells.len());
            self.events.push(Event::CloseCell(self.cells.len()));
            self.cells.push(CellShape::default());
        }
    }

    /// `shape`: the definition in the row's end mark; `None` for a row without one.
    fn end_row(&mut self, shape: Option<&RowShape>, deleted: bool) {
        self.end_cell();
        let Some(table) = self.open.last_mut() else {
            return;
        };
        table.has_rows |= shape.is_some();
        let Some(row) = table.row.take() else {
            return;
        };
        let cells = std::mem::take(&mut table.cells);
        let shape = shape.cloned().unwrap_or_default();
        // tables that float at different positions are different tables, even if no paragraph separates them
        let splits = table
            .rows
            .last()
            .is_some_and(|(last, ..)| last.floating != shape.floating);
        if splits {
            let at = table.row_opened;
            self.events
                .splice(at..at, [Event::CloseTable, Event::OpenTable]);
            table.opened = at + 1;
            let rows = std::mem::take(&mut table.rows);
            self.place(rows);
        }
        if let Some(row) = self.rows.get_mut(row) {
            row.deleted = deleted;
        }
        if let Some(table) = self.open.last_mut() {
            table.rows.push((shape, row, cells));
        }
        self.events.push(Event::CloseRow);
    }

    fn end_table(&mut self) {
        let Some(table) = self.open.pop() else {
            return;
        };
        if table.has_rows {
            self.events.push(Event::CloseTable);
            self.place(table.rows);
            return;
        }
        // paragraphs that claim to be in a table, without an end of a row, are ordinary paragraphs
        let mut inner = 0;
        for event in self.events.split_off(table.opened).into_iter().skip(1) {
            inner += usize::from(event == Event::OpenTable);
            if inner > 0 || matches!(event, Event::Paragraph(_)) {
                self.events.push(event);
            }
            inner -= usize::from(event == Event::CloseTable);
        }
    }

    /// Sets the places of the rows and cells of a finished table.
    fn place(&mut self, rows: Vec<FinishedRow>) {
        let (places, shapes): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .map(|(shape, row, cells)| {
                let count = cells.len();
                ((row, cells), (shape, count))
            })
            .unzip();
        for ((row, cells), (before, found)) in places.into_iter().zip(layout(&shapes)) {
            if let Some(row) = self.rows.get_mut(row) {
                row.before = before;
            }
            for (cell, shape) in cells.into_iter().zip(found) {
                if let Some(cell) = self.cells.get_mut(cell) {
                    *cell = shape;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::doc::paragraph::Properties;

    fn structure(marks: &[(usize, Kind)]) -> String {
        let marks: Vec<Mark> = marks
            .iter()
            .map(|(depth, kind)| Mark {
                start: 0,
                cp: 0,
                kind: kind.clone(),
                properties: Properties {
                    depth: *depth,
                    ..Properties::default()
                },
                deleted: false,
            })
            .collect();
        let structure = Structure::of(&marks);
        structure.events.iter().map(sign).collect()
    }

    fn sign(event: &Event) -> char {
        match event {
            Event::OpenTable => '{',
            Event::OpenRow(_) => '(',
            Event::OpenCell => '[',
            Event::Paragraph(_) => 'p',
            Event::CloseCell(_) => ']',
            Event::CloseRow => ')',
            Event::CloseTable => '}',
        }
    }

    #[test]
    fn tables_open_and_close_by_depth() {
        let row = || Kind::Row(Box::default());
        let floating = Kind::Row(Box::new(RowShape {
            floating: [0, 5, 0],
            ..RowShape::default()
        }));
        for (marks, expected) in [
            (vec![(0, Kind::Paragraph)], "p"),
            (
                vec![
                    (1, Kind::Cell),
                    (1, Kind::Cell),
                    (1, row()),
                    (0, Kind::Paragraph),
                ],
                "{([p][p])}p",
            ),
            // a table inside a cell
            (
                vec![
                    (1, Kind::Paragraph),
                    (2, Kind::Cell),
                    (2, row()),
                    (1, Kind::Cell),
                    (1, row()),
                ],
                "{([p{([p])}p])}",
            ),
            // the outer table begins with an inner one
            (
                vec![(2, Kind::Cell), (2, row()), (1, Kind::Cell), (1, row())],
                "{([{([p])}p])}",
            ),
            // neither the cell nor the row ends, so only the complete table inside is one
            (vec![(1, Kind::Cell), (0, Kind::Paragraph)], "pp"),
            (
                vec![
                    (1, Kind::Cell),
                    (2, Kind::Cell),
                    (2, row()),
                    (1, Kind::Paragraph),
                ],
                "p{([p])}p",
            ),
            // the last row does not end
            (
                vec![(1, Kind::Cell), (1, row()), (1, Kind::Paragraph)],
                "{([p])([p])}",
            ),
            // two tables that float at different positions
            (
                vec![(1, Kind::Cell), (1, row()), (1, Kind::Cell), (1, floating)],
                "{([p])}{([p])}",
            ),
            // a row without content
            (vec![(1, row()), (1, Kind::Cell), (1, row())], "{([p])}"),
        ] {
            assert_eq!(structure(&marks), expected);
        }
    }
}
