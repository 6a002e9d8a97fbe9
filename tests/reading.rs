//! Every format that keeps merges gives the same tables: cells, spans and text, before recognition looks at them.

use std::io::{Cursor, Write};

use yusuan::convert::{Options, read};
use yusuan::document::Block;
use yusuan::document::Table;
use yusuan::finding::{Finding, Findings};

mod cases;
mod made;

use made::xls;
use made::xlsx::zipped;

/// Files that keep no merges, or in which every sheet is one table.
const WITHOUT_MERGES: &[&str] = &[".txt", ".xlsx", ".xls", ".ods"];

#[test]
fn tables_are_the_same_in_every_format() {
    let mut failures = Vec::new();
    for case in cases::all() {
        let docx = format!("{}.docx", case.id);
        if case.others.is_empty() {
            continue;
        }
        let expected = tables(&case.id, &docx).expect("the sample is a docx too");
        for file in &case.others {
            if WITHOUT_MERGES.iter().any(|end| file.ends_with(end)) {
                continue;
            }
            let actual = match tables(&case.id, file) {
                Ok(tables) => tables,
                Err(error) => {
                    failures.push(format!("{file}: {error}"));
                    continue;
                }
            };
            // a web page has other tables around the content
            let mut rest = actual.iter();
            if let Some(missing) = expected
                .iter()
                .find(|table| !rest.any(|other| other == *table))
            {
                let nearest = actual
                    .iter()
                    .max_by_key(|table| table.iter().filter(|row| missing.contains(row)).count());
                let rows: Vec<_> = missing
                    .iter()
                    .filter(|row| !nearest.is_some_and(|table| table.contains(row)))
                    .take(2)
                    .collect();
                let others: Vec<_> = nearest
                    .into_iter()
                    .flatten()
                    .filter(|row| !missing.contains(row))
                    .take(2)
                    .collect();
                failures.push(format!(
                    "{file}: {} tables, missing one with\n    {rows:?}\n  nearest has\n    {others:?}",
                    actual.len()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Reads all files of a folder, which contain the same table in different formats: the cells' texts, and the findings
/// with that code. LibreOffice wrote the files that are not plain text.
fn read_of_folder(folder: &str, code: &str) -> Vec<(String, String, Vec<Finding>)> {
    let folder = cases::root().join("tests").join(folder);
    let files = std::fs::read_dir(folder).expect("the folder is read");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let bytes = std::fs::read(&path).expect("a file is read");
        let name = path.display().to_string();
        let mut findings = Findings::default();
        let found = match read(&name, &bytes, &mut findings) {
            Ok((_, document)) => {
                let tables = document.blocks.iter().filter_map(Block::as_table);
                let cells = tables
                    .flat_map(|table| &table.rows)
                    .flat_map(|row| &row.cells);
                cells.map(|cell| cell.text()).collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.to_string(),
        };
        let told = findings.as_slice().iter().filter(|told| told.code == code);
        let told = told.cloned().collect();
        (name, found, told)
    });
    read.collect()
}

#[test]
fn raised_text_is_no_part_of_a_number() {
    let expected = "造林面积 5×10⁴亩 硬化面积 100m² 完成年份 2024¹年";
    let read = read_of_folder("raised", "");
    assert_eq!(read.len(), 13);
    for (name, found, _) in read {
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn boxes_show_whether_they_are_ticked() {
    let expected = "form ☒延续☐新增 symbols ☑延续□新增 typed ☑延续□新增";
    let read = read_of_folder("boxes", "");
    assert_eq!(read.len(), 6);
    for (name, found, _) in read {
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let read = read_of_folder("hidden", "hidden-cells-read");
    assert_eq!(read.len(), 5);
    for (name, found, told) in read {
        assert_eq!(found, "a1 b1 c1 a2 b2 c2 a3 b3 c3", "{name}");
        let told: Vec<_> = told
            .iter()
            .map(|told| (told.message_zh.starts_with("5 "), told.evidence.as_deref()))
            .collect();
        assert_eq!(told, [(true, Some("C1"))], "{name}");
    }
}

#[test]
fn formulas_are_text_and_no_figures_join() {
    let expected = "formula ≥10⁴亩，1/2 index CO2 100吨，PM2.5浓度 field ≥95%";
    let read = read_of_folder("formulas", "object-not-read");
    assert_eq!(read.len(), 5);
    for (name, found, told) in read {
        assert_eq!(found, expected, "{name}");
        assert_eq!(told, [], "{name}");
    }
}

#[test]
fn text_that_is_struck_out_is_left_out_and_told() {
    let expected = "造林面积 ≥12亩 下发文件 ≥5份  2024年";
    let places = [(1, 2, "≥10亩"), (2, 2, "≥3份"), (3, 1, "完成年份")];
    let read = read_of_folder("struck", "struck-text");
    assert_eq!(read.len(), 13);
    for (name, found, told) in read {
        assert_eq!(found, expected, "{name}");
        let of_workbook = ["xls", "xlsx", "ods", "fods", "excel.xml"]
            .iter()
            .any(|extension| name.ends_with(&format!("struck.{extension}")));
        let place = |finding: &Finding| {
            let at = finding.location;
            let row = if of_workbook { at.line } else { at.row };
            (
                row.unwrap_or(0),
                at.column.unwrap_or(0),
                finding.evidence.clone(),
            )
        };
        let places = places.map(|(row, column, text)| {
            let column = if of_workbook { 0 } else { column };
            (row, column, Some(text.to_owned()))
        });
        assert_eq!(told.iter().map(place).collect::<Vec<_>>(), places, "{name}");
    }
}

/// Column, column span, row span and text of every cell, row by row.
type Rows = Vec<Vec<(u32, u32, u32, String)>>;

fn tables(id: &str, file: &str) -> Result<Vec<Rows>, yusuan::error::Error> {
    let path = format!("samples/{id}/{file}");
    let bytes = std::fs::read(cases::root().join(&path)).expect("a sample is read");
    let (_, document) = read(&path, &bytes, &mut Findings::default())?;
    let mut found = Vec::new();
    collect(&document.blocks, &mut found);
    Ok(found)
}

/// Collects a table before the tables in its cells, in the order in which tables are numbered.
fn collect(blocks: &[Block], found: &mut Vec<Rows>) {
    for table in blocks.iter().filter_map(Block::as_table) {
        found.push(rows(table));
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            collect(&cell.blocks, found);
        }
    }
}

fn rows(table: &Table) -> Rows {
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter();
        cells
            .map(|cell| {
                (
                    cell.column,
                    cell.column_span,
                    cell.row_span,
                    folded(&cell.text()),
                )
            })
            .collect()
    });
    rows.collect()
}

/// Text without the white space that programs add and drop.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An OLE container with these streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// An archive whose one entry asks for a password.
fn locked() -> Vec<u8> {
    let mut bytes = zipped(&[("a.txt", b"text")]);
    let directory = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    for flags in [6, directory + 8] {
        bytes[flags] |= 1;
    }
    bytes
}

/// Whatever is encrypted says so, and is not called damaged.
#[test]
fn what_is_encrypted_says_so_in_every_format() {
    let office = compound(&[("EncryptionInfo", &[4, 0]), ("EncryptedPackage", &[0; 600])]);
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let open = |kind: &str| {
        let kind = format!("application/vnd.oasis.opendocument.{kind}");
        zipped(&[
            ("mimetype", kind.as_bytes()),
            ("content.xml", b"\x01\x02"),
            ("META-INF/manifest.xml", manifest),
        ])
    };
    // [MS-DOC] 2.5.1, fEncrypted
    let word = [&[0xec, 0xa5, 0xc1, 0][..], &[0; 6], &[0, 1], &[0; 900]].concat();
    let word = compound(&[("WordDocument", &word), ("1Table", &[0; 600])]);
    let pass = xls::record(0x002F, &[&[1, 0, 1, 0, 1, 0], &[7; 48]]);
    let sheets = xls::stream(0x0600, &[pass], &[]);
    let slides = compound(&[
        ("PowerPoint Document", &[0; 600]),
        ("EncryptedSummary", &[0; 600]),
    ]);
    for (name, bytes) in [
        ("a.docx", &office),
        ("a.xlsx", &office),
        ("a.odt", &open("text")),
        ("a.ods", &open("spreadsheet")),
        ("a.zip", &locked()),
        ("a.doc", &word),
        ("a.xls", &sheets),
        ("a.ppt", &slides),
    ] {
        let mut errors = Vec::new();
        yusuan::batch::convert_content(name, bytes, &Options::default(), |record| {
            errors.extend(record.error);
        });
        let [error] = errors.as_slice() else {
            panic!("{name}: {errors:?}");
        };
        assert!(error.message.contains("encrypted"), "{name}: {error:?}");
        assert!(error.message_zh.contains("加密"), "{name}: {error:?}");
        let code = if name == "a.ppt" {
            "unsupported-format"
        } else {
            "encrypted"
        };
        assert_eq!(error.code, code, "{name}");
    }
}
