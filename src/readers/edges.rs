//! Grid columns from the positions of cell edges, for formats that write positions instead of spans (RTF, Word 97).
//!
//! In: for every row of one table, the left edge of its first cell and the right edge of each cell, in twips (1/1440
//! inch). Out: for every edge the number of its grid line, so that cell `i` of a row begins in column `lines[i]` and
//! spans `lines[i + 1] - lines[i]` columns. Lost: the widths.

/// Edges of different rows count as one grid line when they are at most this far apart (in twips): borders dragged by
/// hand are rarely exact.
const TOLERANCE: i32 = 30;

/// Numbers the grid lines of a table. An edge left of the one before it is moved to that edge's position, and every
/// cell spans at least one column.
pub(crate) fn columns_from_edges(rows: &[Vec<i32>]) -> Vec<Vec<u32>> {
    let mut edges: Vec<(i32, usize, usize)> = Vec::new();
    for (row, positions) in rows.iter().enumerate() {
        let mut furthest = i32::MIN;
        for (index, &position) in positions.iter().enumerate() {
            furthest = furthest.max(position);
            edges.push((furthest, index, row));
        }
    }
    edges.sort_unstable();
    let mut lines: Vec<Vec<u32>> = rows.iter().map(|row| vec![0; row.len()]).collect();
    let mut first = None;
    let mut line = 0;
    // the grid line of each row's last edge so far
    let mut occupied: Vec<Option<u32>> = vec![None; rows.len()];
    for (position, index, row) in edges {
        let near = *first.get_or_insert(position);
        if position.saturating_sub(near) > TOLERANCE || occupied[row] == Some(line) {
            line += 1;
            first = Some(position);
        }
        occupied[row] = Some(line);
        lines[row][index] = line;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_lines() {
        type Case<'a> = (&'a [&'a [i32]], &'a [&'a [u32]]);
        let cases: &[Case] = &[
            // the same columns everywhere
            (&[&[0, 100, 200], &[0, 100, 200]], &[&[0, 1, 2], &[0, 1, 2]]),
            // a wide cell over two columns, and a row that begins further right
            (
                &[&[0, 500, 900], &[0, 900], &[500, 900]],
                &[&[0, 1, 2], &[0, 2], &[1, 2]],
            ),
            // dragged borders
            (
                &[&[-5, 1000, 2010], &[0, 1020, 2000]],
                &[&[0, 1, 2], &[0, 1, 2]],
            ),
            // cells without width, edges that run backwards
            (&[&[0, 100, 100, 200]], &[&[0, 1, 2, 3]]),
            (&[&[0, 300, 200, 400]], &[&[0, 1, 2, 3]]),
            (&[&[]], &[&[]]),
            (&[&[i32::MIN, i32::MAX]], &[&[0, 1]]),
        ];
        for (rows, expected) in cases {
            let rows: Vec<Vec<i32>> = rows.iter().map(|row| row.to_vec()).collect();
            assert_eq!(columns_from_edges(&rows), *expected, "{rows:?}");
        }
    }

    #[test]
    fn narrow_cells_of_one_row_stay_apart() {
        let lines = columns_from_edges(&[vec![0, 10, 20, 500], vec![0, 500]]);
        assert_eq!(lines, [vec![0, 1, 2, 3], vec![0, 3]]);
    }
}
