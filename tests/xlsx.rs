//! The workbook read back by another crate: text is text, numbers show their scale, dates are dates, and nothing is
//! evaluated. `tests/foreign` does the same with LibreOffice.
#![cfg(feature = "xlsx")]

use std::fs;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use yusuan::limits::SHEET_TEXT;
use yusuan::record::{Document, ProjectKind};
use yusuan::writers::files::{Losses, Outputs, Piece};
use yusuan::writers::flat::TABLES;
use yusuan::writers::{Header, OutputFormat, Sources, Style, format_named};

mod records;

fn write(directory: &Path, documents: &[Document], header: Option<Header>) -> Losses {
    let formats: [&'static OutputFormat; 1] = [format_named("xlsx").unwrap()];
    let style = Style {
        header,
        ..Style::default()
    };
    let mut outputs = Outputs::in_directory(directory, &formats, &style).unwrap();
    for document in documents {
        let mut piece = Piece::default();
        piece.push(document.clone(), &formats, &style).unwrap();
        outputs.write(piece).unwrap();
    }
    outputs.finish().unwrap()
}

fn sheet(directory: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(directory.join("yusuan.xlsx")).unwrap();
    book.worksheet_range(name).unwrap()
}

/// The cell of the first row below this header.
fn first(range: &Range<Data>, header: &str) -> Data {
    let mut rows = range.rows();
    let place = rows.next().unwrap().iter().position(|cell| cell == header);
    rows.next().unwrap()[place.unwrap()].clone()
}

#[test]
fn cells_have_their_types() {
    let directory = tempfile::tempdir().unwrap();
    let mut document = records::document("a.txt");
    document.projects[0].project_code = records::text("00411322196001010012");
    document.projects[0].indicators[0].score = records::decimal("0.1234567890123456");
    let losses = write(directory.path(), &[document], None);
    assert_eq!(losses.count, 0);
    let indicators = sheet(directory.path(), "指标");
    let string = |text: &str| Data::String(text.to_owned());
    for (header, expected) in [
        ("指标值（原文）", string("=8个")),
        ("指标值比较符", string("=")),
        ("偏差原因", string("- 无")),
        ("指标值数值", Data::Float(8.0)),
        ("得分", string("0.1234567890123456")),
        ("描述与名称重复", Data::Bool(true)),
        ("预算年度", Data::Float(2024.0)),
        ("绩效指标描述", Data::Empty),
    ] {
        assert_eq!(first(&indicators, header), expected, "{header}");
    }
    let date = first(&indicators, "指标值截止日期");
    let Data::DateTime(date) = date else {
        panic!("{date:?}")
    };
    // the number of the day as Excel counts it, with 1900-01-01 as day 1
    assert_eq!(date.as_f64(), 45_657.0);
    let projects = sheet(directory.path(), "项目");
    let code = first(&projects, "项目编码");
    assert_eq!(code, string("00411322196001010012"));
}

#[test]
fn texts_come_back_as_they_were() {
    let directory = tempfile::tempdir().unwrap();
    // the crate that reads the workbook does not undo the escapes of control characters
    let plain = |trap: &&&str| !trap.contains(|char: char| char.is_control() && char != '\n');
    let traps: Vec<_> = records::TRAPS.iter().filter(plain).collect();
    let trapped = |trap: &&&str| {
        let mut document = records::document("a.txt");
        document.projects[0].tasks[0].name = (**trap).to_owned();
        document
    };
    let documents: Vec<_> = traps.iter().map(trapped).collect();
    write(directory.path(), &documents, Some(Header::En));
    let tasks = sheet(directory.path(), "tasks");
    let place = tasks.rows().next().unwrap();
    let place = place.iter().position(|cell| cell == "name").unwrap();
    let read: Vec<_> = tasks
        .rows()
        .skip(1)
        .map(|row| row[place].to_string())
        .collect();
    assert_eq!(read, traps.into_iter().copied().collect::<Vec<_>>());
}

#[test]
fn every_table_is_a_sheet_also_without_rows() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &[], Some(Header::En));
    for table in TABLES {
        let range = sheet(directory.path(), table.name);
        let header: Vec<_> = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(Data::to_string)
            .collect();
        // a workbook has its own order, and is in one language
        let names = table.columns.iter().map(|column| column.name);
        for name in names.filter(|name| !name.ends_with("message_zh")) {
            assert_eq!(
                header.iter().filter(|title| *title == name).count(),
                1,
                "{name}"
            );
        }
    }
}

#[test]
fn the_bytes_are_the_same_each_time() {
    let documents = [records::document("a.txt"), records::failed("b.txt")];
    let bytes = || {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), &documents, None);
        fs::read(directory.path().join("yusuan.xlsx")).unwrap()
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_text_that_is_cut_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let mut document = records::document("a.txt");
    document.projects[0].purpose = Some("长".repeat(SHEET_TEXT + 1));
    let losses = write(directory.path(), &[document], Some(Header::En));
    assert_eq!(losses.count, 1);
    let loss = &losses.first[0];
    assert_eq!(
        (loss.table, loss.column, loss.cut),
        ("projects", "purpose", true)
    );
    let shown = first(&sheet(directory.path(), "projects"), "purpose").to_string();
    assert!(shown.contains("长 … [+"), "{}", shown.len());
}

/// The texts of a sheet, row by row.
fn texts(range: &Range<Data>) -> Vec<Vec<String>> {
    let rows = range.rows();
    rows.map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

#[test]
fn the_first_sheets_are_for_people() {
    let directory = tempfile::tempdir().unwrap();
    let mut document = records::document("a.txt");
    document.projects[0].kind = ProjectKind::Target;
    let total = document.projects[0].budget.total.as_mut().unwrap();
    total.yuan = records::decimal("1234567.8");
    let mut again = document.clone();
    again.path = "b.txt".to_owned();
    again.document_id = "other".to_owned();
    write(
        directory.path(),
        &[document, again, records::failed("c.txt")],
        None,
    );
    let mut book: Xlsx<_> = open_workbook(directory.path().join("yusuan.xlsx")).unwrap();
    assert_eq!(
        book.sheet_names()[..4],
        ["总览", "项目一览", "项目", "指标"]
    );
    let overview = texts(&book.worksheet_range("总览").unwrap());
    let row = |label: &str| overview.iter().find(|row| row[0] == label).unwrap();
    assert_eq!(row("文件")[1], "3");
    assert_eq!(row("未能完整读取的文件")[1], "1");
    assert_eq!(row("项目（不含重复）")[1], "1");
    assert_eq!(row("重复项目")[1], "1");
    assert_eq!(row("项目预算合计（万元）")[1], "123.45678");
    assert_eq!(row("c.txt")[1], "读取失败");
    assert!(!row("c.txt")[2].is_empty());
    let glance = texts(&book.worksheet_range("项目一览").unwrap());
    assert_eq!(glance.len(), 3);
    assert_eq!(glance[0][..3], ["单位", "年度", "项目"]);
    assert_eq!(glance[1][4], "123.45678");
    assert!(glance[1][6].contains("=8个"), "{}", glance[1][6]);
    assert_eq!((&*glance[1][8], &*glance[2][8]), ("a.txt", "b.txt"));
    let findings = sheet(directory.path(), "问题");
    let severity = first(&findings, "严重程度").to_string();
    assert!(
        ["错误", "警告", "提示", "无法检查"].contains(&&*severity),
        "{severity}"
    );
    let indicators = sheet(directory.path(), "指标");
    assert!(!first(&indicators, "指标值类型").to_string().is_ascii());
}

#[test]
fn projects_lead_to_their_files_and_findings_to_their_projects() {
    let directory = tempfile::tempdir().unwrap();
    let formats: [&'static OutputFormat; 1] = [format_named("xlsx").unwrap()];
    let style = Style::default();
    let mut outputs = Outputs::in_directory(directory.path(), &formats, &style).unwrap();
    let address = ("a.txt".to_owned(), "../in/a%20b.txt".to_owned());
    outputs.link(&Sources::new([address].into()));
    for path in ["a.txt", "a.txt/inner.txt", "elsewhere.txt"] {
        let mut piece = Piece::default();
        piece
            .push(records::document(path), &formats, &style)
            .unwrap();
        outputs.write(piece).unwrap();
    }
    outputs.finish().unwrap();
    let file = fs::File::open(directory.path().join("yusuan.xlsx")).unwrap();
    let mut package = zip::ZipArchive::new(file).unwrap();
    let mut part = |name: &str| std::io::read_to_string(package.by_name(name).unwrap()).unwrap();
    let glance = part("xl/worksheets/_rels/sheet2.xml.rels");
    assert_eq!(glance.matches("../in/a%20b.txt").count(), 2, "{glance}");
    let findings = part("xl/worksheets/sheet5.xml");
    assert!(findings.contains("location=\"'项目一览'!A2\""), "no link");
}
