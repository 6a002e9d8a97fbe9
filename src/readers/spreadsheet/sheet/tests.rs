use super::*;
use crate::readers::drawn::drawn;

/// Row, column, text, rows, columns.
type Written<'a> = (u32, u32, &'a str, u32, u32);

fn told(cells: &[Written]) -> String {
    let mut book = Book::default();
    book.open("S".to_owned(), false);
    for &(row, column, text, rows, columns) in cells {
        if (rows, columns) != (1, 1) {
            book.merge((row, column), rows, columns).unwrap();
        }
        book.put(row, column, text.to_owned()).unwrap();
    }
    let document = document(book, &mut Findings::default()).unwrap();
    drawn(&document.blocks)
}

#[test]
fn tables_of_a_sheet() {
    let cases: &[(&[Written], &str)] = &[
        (&[], ""),
        (
            &[(3, 2, "a", 1, 1), (4, 3, "b", 1, 1)],
            "#1 S|[(0 1x1 a)(1 1x1 )/(0 1x1 )(1 1x1 b)]",
        ),
        // a title, a blank row, a table
        (
            &[(0, 0, "t", 1, 3), (2, 0, "a", 1, 1), (2, 1, "b", 1, 1)],
            "toc S|t|[(0 1x1 a)(1 1x1 b)]",
        ),
        // lines over the whole width above a table are titles, but not those below or inside it
        (
            &[
                (0, 0, "t", 1, 2),
                (1, 0, "u", 1, 2),
                (2, 0, "a", 1, 1),
                (2, 1, "b", 1, 1),
                (3, 0, "n", 1, 2),
            ],
            "toc S|t|u|[(0 1x1 a)(1 1x1 b)/(0 2x1 n)]",
        ),
        (
            &[(0, 0, "a", 1, 1), (1, 0, "b", 1, 2)],
            "#1 S|[(0 1x1 a)(1 1x1 )/(0 2x1 b)]",
        ),
        // merged cells hold rows together and hide the text of the cells they cover
        (
            &[
                (0, 0, "a", 3, 1),
                (0, 1, "b", 1, 1),
                (1, 0, "lost", 1, 1),
                (2, 1, "c", 1, 1),
            ],
            "#1 S|[(0 1x3 a)(1 1x1 b)/(1 1x1 )/(1 1x1 c)]",
        ),
        (
            &[(0, 0, "a", 1, 2), (0, 2, "b", 1, 1)],
            "#1 S|[(0 2x1 a)(2 1x1 b)]",
        ),
        (
            &[(0, 0, "a", 1_048_576, 1), (0, 1, "b", 1, 1)],
            "#1 S|[(0 1x1 a)(1 1x1 b)]",
        ),
        (&[(0, 0, "", 5, 5)], ""),
    ];
    for (cells, expected) in cases {
        assert_eq!(told(cells), *expected, "{cells:?}");
    }
}

#[test]
fn columns_have_letters() {
    let names = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
    assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
}

#[test]
fn cells_and_shared_text_are_weighed() {
    for (text, weight) in [("x".to_owned(), 1), ("x".repeat(3 * BYTES_OF_A_CELL), 4)] {
        let mut book = Book {
            weight: MAX_CELLS - weight,
            ..Book::default()
        };
        book.put(0, 0, text).unwrap();
        let error = book.put(0, 1, "x".to_owned()).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
    }
}

#[test]
fn a_vast_sheet_is_refused() {
    let mut book = Book::default();
    book.open("S".to_owned(), false);
    for row in 0..20_000 {
        book.put(row, row % 2 * 500, "x".to_owned()).unwrap();
    }
    let error = document(book, &mut Findings::default()).unwrap_err();
    assert_eq!(error.code(), "limit-exceeded");
}
