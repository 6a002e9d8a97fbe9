//! Every bound of `src/limits.rs` that a whole file can reach: at the bound there is no finding, one step beyond there
//! is an error or a finding. Bounds that take gigabytes to reach are tested next to their code, with a smaller bound.

use std::io::{Cursor, Write};

use yusuan::archive::Archive;
use yusuan::convert::{Options, convert};
use yusuan::finding::Finding;
use yusuan::limits::*;
use yusuan::record::{Document, Status};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[cfg(feature = "pdf")]
mod paper;

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Document {
    convert(name, bytes.as_ref(), &Options::default())
}

fn page(body: &str) -> Document {
    read(
        "a.html",
        format!("<html><head><meta charset=utf-8></head><body>{body}</body></html>"),
    )
}

fn packed(members: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Document {
    let xml = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    read(
        "a.docx",
        packed(&[("word/document.xml", &xml)], CompressionMethod::Stored),
    )
}

fn open_document(kind: &str, body: &str) -> Document {
    let extension = if kind == "text" { "fodt" } else { "fods" };
    read(
        &format!("a.{extension}"),
        format!(
            r#"<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"#
        ),
    )
}

fn finding<'d>(document: &'d Document, code: &str) -> Option<&'d Finding> {
    assert_ne!(document.status, Status::Failed, "{:?}", document.error);
    document
        .findings
        .iter()
        .find(|finding| finding.code == code)
}

/// The message of the exceeded bound, if the file exceeds one.
fn passed(document: &Document) -> Option<&str> {
    let error = document.error.as_ref()?;
    assert_eq!(error.code, "limit-exceeded", "{}", error.message);
    Some(&error.message)
}

/// Asserts that `make(bound)` has no finding of that code and `make(bound + 1)` has one, and returns that finding.
fn edge(code: &str, bound: usize, make: impl Fn(usize) -> Document) -> Finding {
    let inside = make(bound);
    assert_eq!(finding(&inside, code), None, "inside the bound");
    let beyond = make(bound + 1);
    let found = finding(&beyond, code).unwrap_or_else(|| panic!("no {code} beyond {bound}"));
    assert!(!found.message_zh.is_empty() && !found.message_en.is_empty());
    found.clone()
}

/// The same for a bound whose excess is an error.
fn error_edge(bound: usize, make: impl Fn(usize) -> Document) {
    assert_eq!(passed(&make(bound)), None, "inside the bound");
    let beyond = make(bound + 1);
    let message = passed(&beyond).expect("an error beyond the bound");
    assert!(message.contains(&bound.to_string()), "{message}");
}

#[test]
fn slots_of_a_grid() {
    let rows = MAX_GRID_SLOTS / MAX_COLUMNS as usize;
    let found = edge("table-cut", rows, |rows| {
        let row = format!("<tr><td colspan={MAX_COLUMNS}>甲</td></tr>\n");
        page(&format!("<table>{}</table>", row.repeat(rows)))
    });
    let place = found.location;
    assert_eq!((place.table, place.row), (Some(1), Some(rows as u32 + 1)));
    assert!(place.line.is_some());
}

/// An indicator grid whose level 1 is merged over both rows.
fn merged_grid(level1: &str) -> Document {
    page(&format!(
        "<table><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>\
         <tr><td rowspan=2>{level1}<td>数量指标<td>培训人次<td>≥5人次</tr>\
         <tr><td>数量指标<td>培训场次<td>≥2场</tr></table>"
    ))
}

#[test]
fn text_that_merged_cells_repeat() {
    let found = edge("repeated-text-cut", MAX_REPEATED_BYTES, |bytes| {
        merged_grid(&"x".repeat(bytes))
    });
    let place = found.location;
    assert_eq!(
        (place.row, place.column),
        (Some(2), Some(1)),
        "where it is whole"
    );
    let long = "x".repeat(MAX_REPEATED_BYTES + 1);
    let document = merged_grid(&long);
    let level1: Vec<_> = document.projects[0]
        .indicators
        .iter()
        .map(|indicator| indicator.level1_raw.clone().unwrap().len())
        .collect();
    assert_eq!(level1, [long.len(), MAX_REPEATED_BYTES]);
}

/// A list with the unit merged over its two projects.
fn merged_list(unit: &str) -> Document {
    page(&format!(
        "<table><tr><td>单位名称<td>项目名称<td>绩效目标<td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>\
         <tr><td rowspan=2>{unit}<td>校舍维修<td>完成维修<td>产出指标<td>数量指标<td>维修学校<td>≥12所</tr>\
         <tr><td>教师培训<td>培训教师<td>产出指标<td>数量指标<td>培训人次<td>≥500人次</tr></table>"
    ))
}

#[test]
fn text_that_merged_cells_of_a_list_repeat() {
    let found = edge("repeated-text-cut", MAX_REPEATED_BYTES, |bytes| {
        merged_list(&"x".repeat(bytes))
    });
    assert_eq!(
        (found.location.row, found.location.column),
        (Some(2), Some(1))
    );
    assert_eq!(
        merged_list(&"x".repeat(MAX_REPEATED_BYTES + 1))
            .projects
            .len(),
        2
    );
}

#[test]
fn text_of_a_cell() {
    let text = |bytes: usize| "x".repeat(bytes);
    let code = "cell-cut";
    edge(code, MAX_CELL_BYTES, |bytes| {
        page(&format!("<table><tr><td>{}<td>b</tr></table>", text(bytes)))
    });
    edge(code, MAX_CELL_BYTES, |bytes| {
        docx(&format!(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            text(bytes)
        ))
    });
    edge(code, MAX_CELL_BYTES, |bytes| {
        read("a.txt", format!("\ta\n\t{}\n\n\tc\n\td\n\n\n", text(bytes)))
    });
    edge(code, MAX_CELL_BYTES, |bytes| {
        let cell = "\\trowd\\cellx1000\\pard\\intbl";
        read(
            "a.rtf",
            format!("{{\\rtf1{cell} {}\\cell\\row\\pard a}}", text(bytes)),
        )
    });
    let found = edge(code, MAX_CELL_BYTES, |bytes| {
        open_document("spreadsheet", &sheet(&[&text(bytes), "b"], ""))
    });
    assert_eq!(found.location.line, Some(1));
}

/// One row of a sheet with these cells.
fn sheet(cells: &[&str], attributes: &str) -> String {
    let cells: String = cells
        .iter()
        .map(|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"))
        .collect();
    format!(
        "<table:table table:name=\"a\"><table:table-row {attributes}>{cells}</table:table-row></table:table>"
    )
}

#[test]
fn columns_of_a_sheet() {
    let cells = vec!["a"; MAX_COLUMNS as usize + 1];
    let found = edge("columns-cut", MAX_COLUMNS as usize, |columns| {
        open_document("spreadsheet", &sheet(&cells[..columns], ""))
    });
    assert_eq!(found.location.line, Some(1));
}

#[test]
fn columns_and_spans_of_a_table() {
    edge("span-cut", MAX_COLUMNS as usize, |columns| {
        page(&format!(
            "<table><tr>{}</tr></table>",
            "<td>a</td>".repeat(columns)
        ))
    });
    edge("span-cut", MAX_COLUMNS as usize, |columns| {
        docx(&format!(
            "<w:tbl><w:tr>{}</w:tr></w:tbl>",
            "<w:tc><w:p/></w:tc>".repeat(columns)
        ))
    });
    edge("span-cut", MAX_ROW_SPAN as usize, |rows| {
        page(&format!(
            "<table><tr><td rowspan={rows}>a<td>b</tr></table>"
        ))
    });
}

#[test]
fn repeated_rows_and_cells() {
    edge("repeats-cut", MAX_TEXT_REPEATS as usize, |times| {
        let attribute = format!("table:number-rows-repeated=\"{times}\"");
        open_document("text", &sheet(&["a"], &attribute))
    });
    let found = edge("repeats-cut", MAX_SHEET_REPEATS as usize, |times| {
        let attribute = format!("table:number-rows-repeated=\"{times}\"");
        open_document("spreadsheet", &sheet(&["a"], &attribute))
    });
    assert_eq!(found.location.line, Some(1));
    // the empty rest of a sheet is not a loss
    let attribute = "table:number-rows-repeated=\"1048576\"";
    let empty = open_document("text", &sheet(&[""], attribute));
    assert_eq!(finding(&empty, "repeats-cut"), None);
}

#[test]
fn tables_inside_tables() {
    let code = "deep-nesting";
    edge(code, MAX_TABLE_DEPTH, |depth| {
        page(&format!(
            "{}a{}",
            "<table><tr><td>".repeat(depth),
            "</td></tr></table>".repeat(depth)
        ))
    });
    edge(code, MAX_TABLE_DEPTH, |depth| {
        docx(&format!(
            "{}<w:p/>{}",
            "<w:tbl><w:tr><w:tc>".repeat(depth),
            "<w:p/></w:tc></w:tr></w:tbl>".repeat(depth)
        ))
    });
    edge(code, MAX_TABLE_DEPTH, |depth| {
        read(
            "a.rtf",
            format!("{{\\rtf1\\intbl\\itap{depth} a\\nestcell b}}"),
        )
    });
}

#[test]
fn elements_inside_elements() {
    edge("damaged-xml", MAX_GROUP_DEPTH - 1, |depth| {
        // the outermost group counts too
        let text = format!("{{\\rtf1 {}a{}}}", "{".repeat(depth), "}".repeat(depth));
        read("a.rtf", text)
    });
    edge("deep-nesting", MAX_HTML_DEPTH - 4, |depth| {
        // the page, its two outermost elements and its head count too, which makes four
        page(&format!(
            "{}a{}",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        ))
    });
}

#[test]
fn attributes_of_an_element() {
    // the name of the element counts as an attribute
    error_edge(MAX_HTML_ATTRIBUTES, |count| {
        let attributes: String = (1..count).map(|number| format!(" a{number}")).collect();
        page(&format!("<p{attributes}>a</p>"))
    });
}

#[test]
fn parts_of_a_web_archive() {
    let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n";
    let page = "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>a</p>\r\n";
    let picture = "--b\r\nContent-Type: image/png\r\n\r\nx\r\n";
    edge("parts-cut", MAX_MIME_PARTS, |parts| {
        read(
            "a.mht",
            format!("{head}{page}{}--b--\r\n", picture.repeat(parts - 1)),
        )
    });
    edge("parts-cut", MAX_MIME_DEPTH - 1, |depth| {
        let open = |level: usize| {
            format!(
                "--b{level}\r\nContent-Type: multipart/related; boundary=b{}\r\n\r\n",
                level + 1
            )
        };
        let opening: String = (0..depth).map(open).collect();
        let closing: String = (0..=depth)
            .rev()
            .map(|level| format!("--b{level}--\r\n"))
            .collect();
        let page = page.replace("--b\r\n", "--b0\r\n");
        let picture = picture.replace("--b\r\n", &format!("--b{depth}\r\n"));
        let head = head.replace("boundary=b", "boundary=b0");
        read("a.mht", format!("{head}{page}{opening}{picture}{closing}"))
    });
}

#[test]
fn documents_of_an_archive() {
    let names: Vec<String> = (0..=MAX_ARCHIVE_DOCUMENTS)
        .map(|number| format!("{number}.txt"))
        .collect();
    let members: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "a")).collect();
    let archive = |count: usize| packed(&members[..count], CompressionMethod::Stored);
    let inside = archive(MAX_ARCHIVE_DOCUMENTS);
    assert_eq!(
        Archive::open(&inside).unwrap().entries().len(),
        MAX_ARCHIVE_DOCUMENTS
    );
    let beyond = archive(MAX_ARCHIVE_DOCUMENTS + 1);
    assert_eq!(Archive::open(&beyond).unwrap_err().code(), "limit-exceeded");
}

/// A docx in a docx in a docx …
#[test]
fn documents_embedded_in_documents() {
    const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    const CHUNK: &str =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk";
    let around = |inner: Option<Vec<u8>>| {
        let body = inner
            .as_ref()
            .map_or("<w:p/>", |_| r#"<w:altChunk r:id="a"/>"#);
        let xml = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{CHUNK}" Target="a.docx"/></Relationships>"#
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("word/document.xml", Some(xml.into_bytes())),
            ("word/_rels/document.xml.rels", Some(relations.into_bytes())),
            ("word/a.docx", inner),
        ];
        for (name, content) in parts {
            if let Some(content) = content {
                writer
                    .start_file(name, SimpleFileOptions::default())
                    .unwrap();
                writer.write_all(&content).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    };
    let found = edge("unread-chunk", MAX_CHUNK_DEPTH, |depth| {
        let innermost = around(None);
        read(
            "a.docx",
            (0..depth).fold(innermost, |inner, _| around(Some(inner))),
        )
    });
    assert!(found.evidence.unwrap().contains("limit"));
}

/// A form with this purpose and this objective.
fn form(purpose: &str, objective: &str) -> Document {
    page(&format!(
        "<p>2024年项目支出绩效目标表</p><table><tr><td>项目名称<td colspan=3>培训</tr>\
         <tr><td>预算数（万元）<td colspan=3>11.00</tr>\
         <tr><td>资金用途<td colspan=3>{purpose}</tr><tr><td>绩效目标<td colspan=3>{objective}</tr>\
         <tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>\
         <tr><td>产出指标<td>数量指标<td>培训人次<td>≥5人次</tr></table>"
    ))
}

#[test]
fn numbers_that_the_rules_compare() {
    for (code, text) in [
        ("goal-quantity-uncovered", "完成维修道路3次，"),
        ("year-conflict", "2023年完成，"),
    ] {
        let unclear = |count: usize| {
            let document = form("", &text.repeat(count));
            let found: Vec<Finding> = document
                .findings
                .into_iter()
                .filter(|it| it.code == code)
                .collect();
            found
                .iter()
                .any(|it| it.message_en.contains(&MAX_COMPARED_NUMBERS.to_string()))
        };
        assert!(!unclear(MAX_COMPARED_NUMBERS), "{code}");
        assert!(unclear(MAX_COMPARED_NUMBERS + 1), "{code}");
    }
    let purpose = |count: usize| {
        let document = form(&"用于甲项1万元，".repeat(count), "完成");
        let found = finding(&document, "purpose-sum-mismatch").expect("a finding");
        found.severity
    };
    use yusuan::finding::Severity::{NotEvaluable, Warning};
    assert_eq!(purpose(MAX_COMPARED_NUMBERS), Warning);
    assert_eq!(purpose(MAX_COMPARED_NUMBERS + 1), NotEvaluable);
}

#[test]
fn bytes_that_a_member_inflates_to() {
    let bomb = |blanks: usize| {
        let xml = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body/></w:document>{}",
            " ".repeat(blanks)
        );
        let head = xml.len() - blanks;
        let bytes = packed(&[("word/document.xml", &xml)], CompressionMethod::Deflated);
        (head, read("a.docx", bytes))
    };
    let (head, _) = bomb(0);
    // blanks inflate a thousandfold, a ratio that is checked from MIN_RATIO_BYTES on
    let bound = MIN_RATIO_BYTES as usize - head;
    assert_eq!(passed(&bomb(bound).1), None);
    let beyond = bomb(bound + 1).1;
    let message = passed(&beyond).expect("an error beyond the bound");
    assert!(
        message.contains(&MAX_INFLATE_RATIO.to_string()),
        "{message}"
    );
}

#[cfg(feature = "pdf")]
mod pages_of_pdf {
    use super::paper::{Sheet, pdf};
    use super::*;

    fn printed(sheets: &[Sheet]) -> Document {
        read("a.pdf", pdf(sheets))
    }

    #[test]
    fn pages() {
        let sheets = vec![Sheet::new(); MAX_PAGES];
        assert!(finding(&printed(&sheets), "pages-cut").is_none());
        let sheets = vec![Sheet::new(); MAX_PAGES + 1];
        assert!(finding(&printed(&sheets), "pages-cut").is_some());
    }

    #[test]
    fn lines_on_a_page() {
        let lines = |count: usize| {
            let lines = "0 0 m 9 0 l S\n".repeat(count);
            printed(&[Sheet::new().raw(&lines).text(50.0, 80.0, "正文")])
        };
        assert!(finding(&lines(MAX_PAGE_RULINGS), "page-cut").is_none());
        assert!(finding(&lines(MAX_PAGE_RULINGS + 1), "page-cut").is_some());
    }

    #[test]
    fn tables_on_a_page() {
        let tables = |count: usize| {
            let mut sheet = Sheet::of_height(20.0 * count as f64 + 100.0);
            for number in 0..count {
                let top = 20.0 * number as f64;
                sheet = sheet.table(&[50.0, 80.0, 110.0], &[top, top + 14.0], &[&["a", "b"]]);
            }
            printed(&[sheet])
        };
        assert!(finding(&tables(MAX_PAGE_TABLES), "table-cut").is_none());
        assert!(finding(&tables(MAX_PAGE_TABLES + 1), "table-cut").is_some());
    }
}
