//! One document for the page: its printed tables, to be drawn again, and the texts that were read of each project.
//!
//! In: blocks as read, and the record. Out: JSON. A cell is `[column, content]` or `[column, content, columns, rows]`;
//! its content is a text, or a list of texts and tables. Tables have the same numbers as in locations.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::rows::ten_thousand;
use crate::document::{Block, Document};
use crate::document::{Cell, Row, Table};
use crate::limits::MAX_DRAWN_CELLS;
use crate::record::{self, Amount, Project};

/// The view of a document.
pub(super) fn view(record: &record::Document, blocks: Option<&Document>) -> Value {
    let projects: Vec<Value> = record.projects.iter().map(project).collect();
    let (drawn, omitted) = blocks.map_or((Vec::new(), 0), |document| draw(record, document));
    json!({ "blocks": drawn, "omitted": omitted, "projects": projects })
}

/// The texts of a project by key; the script has the labels of the keys.
fn project(project: &Project) -> Value {
    let mut fields = Map::new();
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value);
        }
    };
    let budget = &project.budget;
    let department = project.department.as_ref();
    add("heading", project.heading.as_ref().map(|text| json!(text)));
    add(
        "code",
        project.project_code.as_ref().map(|text| json!(text)),
    );
    add(
        "department",
        department.and_then(|department| department.name.as_ref().map(|name| json!(name))),
    );
    for (key, text) in [
        ("attribute", &project.project_attribute),
        ("class", &project.project_class),
        ("remark", &project.remark),
    ] {
        add(key, text.as_ref().map(|text| json!(text)));
    }
    add("budget", amount(budget.total.as_ref()));
    add("fiscal", amount(budget.fiscal_funds.as_ref()));
    add("other", amount(budget.other_funds.as_ref()));
    add("carryover", amount(budget.carryover.as_ref()));
    add("multi_year", amount(budget.multi_year_total.as_ref()));
    if let Some(evaluation) = &project.evaluation {
        add("executed", amount(evaluation.executed.as_ref()));
        add(
            "rate",
            evaluation
                .execution_rate
                .map(|rate| json!(format!("{rate}%"))),
        );
        add(
            "execution_score",
            evaluation
                .execution_score
                .map(|score| json!(score.to_string())),
        );
        add(
            "score",
            evaluation.total_score.map(|score| json!(score.to_string())),
        );
    }
    add("purpose", project.purpose.as_ref().map(|text| json!(text)));
    let objectives = &project.objectives;
    add(
        "objectives",
        (!objectives.is_empty()).then(|| json!(objectives)),
    );
    let (first, last) = (project.source.table_first, project.source.table_last);
    json!({ "fields": fields, "tables": [first, last] })
}

/// The amount as printed, and in 万元 where it was read.
fn amount(amount: Option<&Amount>) -> Option<Value> {
    let printed = &amount?.raw;
    Some(match ten_thousand(amount) {
        Some(exact) => json!([printed, exact]),
        None => json!([printed]),
    })
}

/// The blocks to draw, and how many tables are left out.
fn draw(record: &record::Document, document: &Document) -> (Vec<Value>, usize) {
    let spoken_of = spoken_of(record);
    let mut pen = Pen {
        next_table: 1,
        cells_left: MAX_DRAWN_CELLS,
    };
    let (mut drawn, mut omitted) = (Vec::new(), 0);
    let mut heading = None;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.toc => {}
            Block::Paragraph(paragraph) => {
                if !paragraph.text.trim().is_empty() {
                    heading = Some(&paragraph.text);
                }
            }
            Block::Table(table) => {
                let first = pen.next_table;
                let last = first + nested(table);
                if spoken_of.is_empty() || spoken_of.range(first..=last).next().is_some() {
                    drawn.extend(heading.take().map(|text| json!(text)));
                    drawn.push(pen.table(table));
                } else {
                    pen.next_table = last + 1;
                    omitted += 1;
                }
                heading = None;
            }
        }
    }
    (drawn, omitted)
}

/// The numbers of the tables that contain projects or that findings refer to.
fn spoken_of(record: &record::Document) -> BTreeSet<u32> {
    let projects = record
        .projects
        .iter()
        .flat_map(|project| project.source.table_first..=project.source.table_last);
    let findings = record
        .findings
        .iter()
        .filter_map(|finding| finding.location.table);
    projects.chain(findings).collect()
}

/// The number of tables nested in a table.
fn nested(table: &Table) -> u32 {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let inside = cells
        .flat_map(|cell| &cell.blocks)
        .filter_map(Block::as_table);
    inside.map(|table| 1 + nested(table)).sum()
}

/// The state while drawing.
struct Pen {
    next_table: u32,
    cells_left: usize,
}

impl Pen {
    fn table(&mut self, table: &Table) -> Value {
        let number = self.next_table;
        self.next_table += 1;
        let mut rows = Vec::new();
        // the row indexes at which cells that extend down from above end
        let mut reaching: Vec<u64> = Vec::new();
        for (index, row) in (0_u64..).zip(&table.rows) {
            reaching.retain(|end| *end > index);
            let cost = 1 + row.cells.len() + reaching.len();
            if self.cells_left < cost {
                break;
            }
            self.cells_left -= cost;
            rows.push(self.row(row));
            let tall = row.cells.iter().filter(|cell| cell.row_span > 1);
            reaching.extend(tall.map(|cell| index + u64::from(cell.row_span)));
        }
        let cut = table.rows.len() - rows.len();
        // tables in rows that are not drawn still count
        self.next_table = number + 1 + nested(table);
        json!({ "n": number, "rows": rows, "cut": cut })
    }

    fn row(&mut self, row: &Row) -> Value {
        row.cells.iter().map(|cell| self.cell(cell)).collect()
    }

    fn cell(&mut self, cell: &Cell) -> Value {
        let content = if cell.blocks.iter().all(|block| block.as_table().is_none()) {
            json!(cell.text())
        } else {
            let blocks = cell.blocks.iter().map(|block| match block {
                Block::Paragraph(paragraph) => json!(paragraph.text),
                Block::Table(table) => self.table(table),
            });
            blocks.collect()
        };
        if cell.column_span == 1 && cell.row_span == 1 {
            json!([cell.column, content])
        } else {
            json!([cell.column, content, cell.column_span, cell.row_span])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;
    use crate::finding::{Finding, Location, Severity};
    use crate::record::blank_record;
    use crate::table::{TableBuilder, Vertical};

    fn table(cells: Vec<Vec<Block>>) -> Block {
        let mut builder = TableBuilder::new();
        builder.start_row(None, 0);
        for blocks in cells {
            builder.cell(blocks, 1, Vertical::Rows(1));
        }
        Block::Table(builder.finish())
    }

    fn text(text: &str) -> Block {
        Block::Paragraph(Paragraph::new(text))
    }

    /// Rows of one cell each, next to a cell that spans all of them.
    #[test]
    fn rows_and_tall_cells_cost_what_is_drawn_of_them() {
        for (tall, rows, drawn) in [
            (0, MAX_DRAWN_CELLS, MAX_DRAWN_CELLS / 2),
            (0, 9, 9),
            (1, MAX_DRAWN_CELLS, (MAX_DRAWN_CELLS - 3) / 3 + 1),
            (99, MAX_DRAWN_CELLS, (MAX_DRAWN_CELLS - 101) / 101 + 1),
        ] {
            let mut builder = TableBuilder::new();
            for row in 0..rows {
                builder.start_row(None, 0);
                let reaching = if row == 0 { tall } else { 0 };
                for _ in 0..reaching {
                    builder.cell(vec![text("a")], 1, Vertical::Rows(rows as u32));
                }
                builder.cell(vec![text("b")], 1, Vertical::Rows(1));
            }
            let mut pen = Pen {
                next_table: 1,
                cells_left: MAX_DRAWN_CELLS,
            };
            let table = pen.table(&builder.finish());
            let shown = table["rows"].as_array().unwrap().len();
            assert_eq!(
                (shown, table["cut"].as_u64()),
                (drawn, Some((rows - drawn) as u64)),
                "{tall} {rows}"
            );
        }
    }

    #[test]
    fn tables_keep_their_numbers_when_others_are_left_out() {
        let outer = table(vec![vec![text("a"), table(vec![vec![text("b")]])]]);
        let blocks = vec![
            text("one"),
            table(vec![vec![text("x")]]),
            text("two"),
            outer,
            text("three"),
            table(vec![vec![text("y")]]),
        ];
        let document = Document {
            title: None,
            blocks,
        };
        let mut record = blank_record("a", b"a");
        let mut finding = Finding::extraction("x", Severity::Info, "", "");
        finding.location = Location {
            table: Some(3),
            ..Location::default()
        };
        record.findings = vec![finding];
        let value = view(&record, Some(&document));
        assert_eq!(
            value["blocks"],
            json!([
                "two",
                { "n": 2, "rows": [[[0, ["a", { "n": 3, "rows": [[[0, "b"]]], "cut": 0 }]]]], "cut": 0 },
            ])
        );
        assert_eq!(value["omitted"], json!(2));
        record.findings.clear();
        let all = view(&record, Some(&document));
        assert_eq!(all["blocks"].as_array().map(Vec::len), Some(6));
        assert_eq!(all["blocks"][5]["n"], json!(4));
    }
}
