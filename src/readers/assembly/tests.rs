use super::*;
use crate::limits::MAX_BLOCKS;

#[test]
fn cells_and_paragraphs_are_counted() {
    let mut assembly = Assembly::new();
    assembly.paragraphs = MAX_BLOCKS - 1;
    assembly.open_paragraph().unwrap();
    assembly.close_paragraph();
    assert_eq!(
        assembly.open_paragraph().unwrap_err().code(),
        "limit-exceeded"
    );
    let mut assembly = Assembly::new();
    assembly.open_table();
    assembly.cells = MAX_CELLS - 2;
    assembly.open_row();
    assembly.open_cell().unwrap();
    assembly.close_cell();
    // repeat the cell just closed
    assembly.repeat_cell(1).unwrap();
    assert_eq!(
        assembly.repeat_cell(1).unwrap_err().code(),
        "limit-exceeded"
    );
    assert_eq!(assembly.open_cell().unwrap_err().code(), "limit-exceeded");
}
