//! What a workbook shows is what is read, in every format; and what is missing or damaged in one loses itself alone.

use yusuan::convert::read;
use yusuan::document::{Block, Document};
use yusuan::error::Error;
use yusuan::finding::{Finding, Findings};

mod made;

use made::xls;
use made::xlsx::{of_sheets, styles};
use made::{Cell, FORMATS, Value};

fn opened(name: &str, bytes: &[u8]) -> Result<(Document, Vec<Finding>), Error> {
    let mut findings = Findings::default();
    let (_, document) = read(name, bytes, &mut findings)?;
    Ok((document, findings.as_slice().to_vec()))
}

/// The texts of the rows of all tables, and of the paragraphs between them that are not names of sheets.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let of_block = |block: &Block| match block {
        Block::Paragraph(name) if name.toc || name.heading.is_some() => Vec::new(),
        Block::Paragraph(paragraph) => vec![vec![paragraph.text.clone()]],
        Block::Table(table) => (table.rows.iter())
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| cell.text().into_owned())
                    .collect()
            })
            .collect(),
    };
    document.blocks.iter().flat_map(of_block).collect()
}

fn shown(name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
    match opened(name, bytes) {
        Ok((document, _)) => rows(&document),
        Err(error) => panic!("{name}: {error:?}"),
    }
}

fn codes(name: &str, bytes: &[u8]) -> Vec<String> {
    let (_, findings) = opened(name, bytes).unwrap();
    findings
        .iter()
        .map(|finding| finding.code.to_string())
        .collect()
}

/// Padding is drawn, and no text.
fn unpadded(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A line of the table of pairs.
struct Pair {
    code: &'static str,
    value: &'static str,
    libreoffice: &'static str,
    /// What is right.
    right: &'static str,
}

fn pairs() -> Vec<Pair> {
    let pair = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        Pair {
            code: fields[0],
            value: fields[1],
            libreoffice: fields[2],
            right: fields.get(3).copied().unwrap_or(fields[2]),
        }
    };
    include_str!("number_formats.tsv")
        .lines()
        .map(pair)
        .collect()
}

/// Every pair of format and value in a file of each format: the number of the pair beside what is shown.
#[test]
fn every_pair_is_shown_in_every_format() {
    let pairs = pairs();
    assert!(pairs.len() > 2_000, "{}", pairs.len());
    let mut formats: Vec<&str> = pairs.iter().map(|pair| pair.code).collect();
    formats.sort_unstable();
    formats.dedup();
    formats.insert(0, "General");
    let mut cells: Vec<Cell> = Vec::new();
    for (row, pair) in (0u16..).zip(&pairs) {
        let at = formats[1..].binary_search(&pair.code).unwrap() + 1;
        let value = match pair.value.strip_prefix('\'') {
            Some(text) => Value::Text(text.to_owned(), at),
            None => Value::Number(pair.value.parse().unwrap(), at),
        };
        cells.push((row, 0, Value::Text(format!("n{row}"), 0)));
        cells.push((row, 1, value));
    }
    for (name, write) in FORMATS {
        let read = shown(name, &write(&formats, &cells));
        let wrong: Vec<String> = (pairs.iter().zip(&read).enumerate())
            .filter(|(at, (pair, row))| {
                let text = row.get(1).map_or("", String::as_str);
                row[0] != format!("n{at}") || unpadded(text) != unpadded(pair.right)
            })
            .map(|(_, (pair, row))| {
                format!("{}\t{}\t{}\t{row:?}", pair.code, pair.value, pair.right)
            })
            .collect();
        assert_eq!(read.len(), pairs.len(), "{name}");
        assert!(
            wrong.is_empty(),
            "{name}: {}\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

/// LibreOffice's own file of the pairs whose format has a condition: its cells hold what it shows.
#[test]
fn what_an_open_document_shows_is_read() {
    let read = shown("a.ods", include_bytes!("number_formats/conditional.ods"));
    let conditional = |pair: &Pair| {
        ["[<", "[>", "[="]
            .iter()
            .any(|it| pair.code.starts_with(it))
    };
    let pairs: Vec<Pair> = pairs().into_iter().filter(conditional).collect();
    assert_eq!(read.len(), pairs.len());
    for (at, (pair, row)) in pairs.iter().zip(&read).enumerate() {
        let expected = unpadded(pair.libreoffice);
        let case = format!("{} {}", pair.code, pair.value);
        assert_eq!(
            (unpadded(&row[0]), &row[1]),
            (expected, &format!("n{}", at + 1)),
            "{case}"
        );
    }
}

/// An id below 164 that the file gives a code of its own.
#[test]
fn a_built_in_format_that_the_file_redefines_is_its_own() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='1' formatCode='0.00'/><numFmt numFmtId='3' formatCode='0.00%'/></numFmts>\
        <cellXfs><xf numFmtId='1'/><xf numFmtId='3'/></cellXfs></styleSheet>";
    let cells = "<row r='1'><c r='A1'><v>258961.62</v></c><c r='B1' s='1'><v>0.3451</v></c></row>";
    let read = shown("a.xlsx", &of_sheets(styles, &[("S", Some(cells))]));
    assert_eq!(read, [["258961.62", "34.51%"]]);
}

const ROW: &str = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>";

/// A sheet without its part, one whose relationship is missing, and one that breaks off lose themselves.
#[test]
fn a_bad_sheet_loses_itself_alone() {
    let broken = "<row r='1'><c r='A1'><v>3</v></c><c r='B1'><v>4</v></c></row><row r='2'><c r='A2";
    let sheets = [
        ("S", Some(ROW)),
        ("missing", None),
        ("broken", Some(broken)),
        ("T", Some(ROW)),
    ];
    let bytes = of_sheets(&styles(&[]), &sheets);
    let damaged = codes("a.xlsx", &bytes);
    assert_eq!(damaged, ["damaged-sheet"; 2]);
    let read = shown("a.xlsx", &bytes);
    assert_eq!(
        read.iter().filter(|row| **row == ["1", "2"]).count(),
        2,
        "{read:?}"
    );
    assert!(
        read.contains(&vec!["3".to_owned(), "4".to_owned()]),
        "{read:?}"
    );
    // nothing but bad sheets is a damaged workbook
    let error = opened("a.xlsx", &of_sheets(&styles(&[]), &[("missing", None)])).unwrap_err();
    assert_eq!(error.code(), "damaged");
}

/// A merged range that is none loses itself: the cells stay as they are.
#[test]
fn a_bad_range_loses_itself_alone() {
    for range in ["A1:", "B2:A1", "A0:B1", "1:2", ""] {
        let rows = format!(
            "{ROW}</sheetData><mergeCells><mergeCell ref='{range}'/></mergeCells><sheetData>"
        );
        let read = shown("a.xlsx", &of_sheets(&styles(&[]), &[("S", Some(&rows))]));
        assert_eq!(read.concat().concat(), "12", "{range}: {read:?}");
    }
}

/// A formula whose result is not stored is reported, and a stored one is read.
#[test]
fn formulas_without_a_result_are_reported() {
    let cells = "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1'><f>A1+1</f></c><c r='C1'><v>5</v></c></row>";
    let bytes = of_sheets(&styles(&[]), &[("S", Some(cells))]);
    assert_eq!(codes("a.xlsx", &bytes), ["formula-without-result"]);
    assert_eq!(shown("a.xlsx", &bytes), [["2", "", "5"]]);
    let stored = xls::formula(0, 0, 2.5f64.to_le_bytes());
    assert_eq!(
        shown("a.xls", &xls::stream(0x0600, &[], &[stored])),
        [["2.5"]]
    );
}

/// Before Excel 97, texts are bytes of the code page that the workbook names.
#[test]
fn texts_before_excel_97_are_in_the_code_page_of_the_workbook() {
    for (page, bytes, text) in [
        (936u16, &b"\xd4\xa4\xcb\xe3"[..], "预算"),
        (950, b"\xb9w\xba\xe2", "預算"),
        (932, b"\x97\\\x8eZ", "予算"),
        (949, b"\xbf\xb9\xbb\xea", "예산"),
        (1251, b"\xf1\xf3\xec\xec\xe0", "сумма"),
        (1252, b"caf\xe9", "café"),
        (0x8001, b"caf\xe9", "café"),
        (10_000, b"caf\x8e", "café"),
        (0x272D, b"cafe", "cafe"),
    ] {
        let page_record = xls::record(xls::CODE_PAGE, &[&page.to_le_bytes()]);
        let length = (bytes.len() as u16).to_le_bytes();
        let label = xls::record(xls::LABEL, &[&[0; 6], &length, bytes]);
        let read = shown("a.xls", &xls::stream(0x0500, &[page_record], &[label]));
        assert_eq!(read, [[text]], "{page}");
    }
}
