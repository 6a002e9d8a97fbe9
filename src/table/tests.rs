use super::*;

fn shape(table: &Table) -> Vec<Vec<(u32, u32, u32)>> {
    table
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| (cell.column, cell.column_span, cell.row_span))
                .collect()
        })
        .collect()
}

#[test]
fn html_spans_push_later_cells_right() {
    let mut builder = TableBuilder::new();
    builder.start_row(None, 0);
    builder.cell(vec![], 1, Vertical::Rows(2));
    builder.cell(vec![], 2, Vertical::Rows(1));
    builder.start_row(None, 0);
    builder.cell(vec![], 1, Vertical::Rows(9));
    builder.cell(vec![], 1, Vertical::Rows(1));
    let table = builder.finish();
    assert_eq!(
        shape(&table),
        [vec![(0, 1, 2), (1, 2, 1)], vec![(1, 1, 1), (2, 1, 1)]]
    );
}

#[test]
fn word_merges_join_only_the_cell_directly_above() {
    let mut builder = TableBuilder::new();
    for vertical in [
        Vertical::Start,
        Vertical::Continue,
        Vertical::Continue,
        Vertical::Start,
    ] {
        builder.start_row(None, 0);
        builder.cell(vec![], 1, vertical);
        builder.cell(vec![], 1, Vertical::Rows(1));
    }
    let table = builder.finish();
    assert_eq!(table.rows[0].cells[0].row_span, 3);
    assert_eq!(table.rows[1].cells.len(), 1);
    assert_eq!(table.rows[3].cells[0].row_span, 1);
}

#[test]
fn a_continuation_without_a_start_is_a_cell_of_its_own() {
    let mut builder = TableBuilder::new();
    builder.start_row(None, 1);
    builder.cell(vec![], 1, Vertical::Continue);
    let table = builder.finish();
    assert_eq!(shape(&table), [vec![(1, 1, 1)]]);
}

#[test]
fn columns_are_skipped_and_rows_repeated() {
    let mut builder = TableBuilder::new();
    builder.start_row(None, 0);
    builder.skip_to(2);
    builder.cell(vec![], 2, Vertical::Rows(1));
    builder.repeat_cell(1);
    builder.repeat_row(1);
    let row = vec![(2, 2, 1), (4, 2, 1)];
    assert_eq!(shape(&builder.finish()), [row.clone(), row]);
}

#[test]
fn absurd_spans_are_cut() {
    let mut builder = TableBuilder::new();
    builder.start_row(None, 0);
    builder.cell(vec![], u32::MAX, Vertical::Rows(u32::MAX));
    assert!(builder.clamped());
    let table = builder.finish();
    assert_eq!(shape(&table), [vec![(0, MAX_COLUMNS, 1)]]);
    assert_eq!(Grid::of(&table).at(0, 5), Some((0, 0)));
}

#[test]
fn spans_and_columns_at_the_edge_are_kept() {
    for (columns, rows, clamped) in [
        (MAX_COLUMNS, MAX_ROW_SPAN, false),
        (MAX_COLUMNS + 1, 1, true),
        (1, MAX_ROW_SPAN + 1, true),
    ] {
        let mut builder = TableBuilder::new();
        builder.start_row(None, 0);
        builder.cell(vec![], columns, Vertical::Rows(rows));
        assert_eq!(builder.clamped(), clamped, "{columns} {rows}");
    }
    for (before, clamped) in [(MAX_COLUMNS - 1, false), (MAX_COLUMNS, true)] {
        let mut builder = TableBuilder::new();
        builder.start_row(None, before);
        builder.cell(text("a"), 1, Vertical::Rows(1));
        assert_eq!(builder.clamped(), clamped);
        let table = builder.finish();
        assert_eq!(shape(&table), [vec![(MAX_COLUMNS - 1, 1, 1)]]);
        assert_eq!(table.rows[0].cells[0].text(), "a", "no text is lost");
    }
    for (times, clamped) in [(MAX_COLUMNS - 1, false), (MAX_COLUMNS, true)] {
        let mut builder = TableBuilder::new();
        builder.start_row(None, 0);
        builder.cell(text("a"), 1, Vertical::Rows(1));
        builder.repeat_cell(times);
        assert_eq!(builder.clamped(), clamped);
        assert_eq!(builder.finish().rows[0].cells.len(), MAX_COLUMNS as usize);
    }
}

#[test]
fn a_grid_ends_at_the_row_where_the_bound_is_reached() {
    let mut builder = TableBuilder::new();
    for row in 0..3 {
        builder.start_row(None, 0);
        if row == 0 {
            builder.cell(text("a"), 1, Vertical::Rows(3));
        }
        builder.cell(text("b"), 1, Vertical::Rows(1));
    }
    let table = builder.finish();
    let heights = [6, 5, 4, 1, 0].map(|slots| Grid::within(&table, slots).height);
    assert_eq!(heights, [3, 2, 2, 0, 0]);
}

fn text(text: &str) -> Vec<Block> {
    vec![Block::Paragraph(crate::document::Paragraph::new(text))]
}
