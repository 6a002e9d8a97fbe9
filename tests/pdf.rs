//! PDFs as programs draw them, and as damage leaves them: what is read, and what is said of the rest.

#![cfg(feature = "pdf")]

use yusuan::convert::read;
use yusuan::document::{Block, Document, Paragraph};
use yusuan::error::Error;
use yusuan::finding::{Finding, Findings};

mod paper;

use paper::{HEIGHT, Sheet, pdf, with_objects};

fn opened(bytes: &[u8]) -> (Document, Vec<Finding>) {
    let mut findings = Findings::default();
    let (_, document) = read("a.pdf", bytes, &mut findings).expect("it can be read");
    (document, findings.as_slice().to_vec())
}

fn refused(bytes: &[u8]) -> Error {
    read("a.pdf", bytes, &mut Findings::default()).expect_err("it cannot be read")
}

fn outside_of_tables(document: &Document) -> impl Iterator<Item = &Paragraph> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

fn paragraphs(document: &Document) -> Vec<&str> {
    outside_of_tables(document)
        .map(|paragraph| paragraph.text.as_str())
        .collect()
}

/// Cells as `text@row,column` with spans where they are more than one; a row's page behind its first cell.
fn cells(document: &Document) -> Vec<Vec<String>> {
    let tables = document.blocks.iter().filter_map(Block::as_table);
    tables
        .map(|table| {
            let mut cells = Vec::new();
            for (row, number) in table.rows.iter().zip(1..) {
                for cell in &row.cells {
                    let mut text = format!("{}@{number},{}", cell.text(), cell.column + 1);
                    if cell.row_span > 1 || cell.column_span > 1 {
                        text += &format!(" {}x{}", cell.row_span, cell.column_span);
                    }
                    cells.push(text);
                }
            }
            cells
        })
        .collect()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| &*finding.code).collect()
}

fn found<'f>(findings: &'f [Finding], code: &str) -> &'f Finding {
    let finding = findings.iter().find(|finding| finding.code == code);
    finding.unwrap_or_else(|| panic!("{code} is missing: {:?}", codes(findings)))
}

const XS: &[f64] = &[50.0, 150.0, 300.0];

#[test]
fn text_and_tables_stand_in_the_order_of_the_page() {
    let sheet = Sheet::new()
        .text(50.0, 300.0, "单位：万元")
        .table(
            XS,
            &[100.0, 130.0, 160.0],
            &[&["一级指标", "指标值"], &["数量指标", "≥10个"]],
        )
        .text(50.0, 80.0, "绩效目标表");
    let (document, findings) = opened(&pdf(&[sheet]));
    assert_eq!(paragraphs(&document), ["绩效目标表", "单位：万元"]);
    assert!(
        matches!(document.blocks[1], Block::Table(_)),
        "the table stands between them"
    );
    assert_eq!(
        cells(&document),
        [["一级指标@1,1", "指标值@1,2", "数量指标@2,1", "≥10个@2,2"]]
    );
    assert!(findings.is_empty(), "{:?}", codes(&findings));
}

#[test]
fn cells_without_a_wall_between_them_are_one() {
    // the wall between the rows of the first column is missing
    let sheet = Sheet::new()
        .lines_across(50.0, 300.0, &[100.0, 160.0])
        .line((150.0, 130.0), (300.0, 130.0))
        .line((50.0, 100.0), (50.0, 160.0))
        .line((150.0, 100.0), (150.0, 160.0))
        .line((300.0, 100.0), (300.0, 160.0))
        .text(53.0, 135.0, "产出指标")
        .text(153.0, 115.0, "数量")
        .text(153.0, 145.0, "质量");
    let (document, _) = opened(&pdf(&[sheet]));
    assert_eq!(
        cells(&document),
        [["产出指标@1,1 2x1", "数量@1,2", "质量@2,2"]]
    );
}

#[test]
fn rulings_are_also_thin_rectangles_and_sides_of_frames() {
    let rectangle = |left: f64, top: f64, width: f64, height: f64| {
        format!("{left} {} {width} {height} re f", HEIGHT - top - height)
    };
    let mut sheet = Sheet::new().raw(&format!("50 {} 250 60 re S", HEIGHT - 160.0));
    sheet = sheet
        .raw(&rectangle(50.0, 130.0, 250.0, 0.5))
        .raw(&rectangle(150.0, 100.0, 0.5, 60.0));
    let sheet = sheet
        .text(53.0, 115.0, "甲")
        .text(153.0, 115.0, "乙")
        .text(53.0, 145.0, "丙");
    let (document, _) = opened(&pdf(&[sheet]));
    assert_eq!(cells(&document), [["甲@1,1", "乙@1,2", "丙@2,1", "@2,2"]]);
}

#[test]
fn bold_text_that_is_filled_and_stroked_is_read_once() {
    let sheet = Sheet::new().raw("2 Tr").text(50.0, 80.0, "绩效目标");
    let (document, findings) = opened(&pdf(&[sheet]));
    assert_eq!(paragraphs(&document), ["绩效目标"]);
    assert!(findings.is_empty());
}

#[test]
fn text_that_cannot_be_seen_is_not_read_and_told() {
    let clip = format!("q 40 {} 100 40 re W n", HEIGHT - 100.0);
    for (name, sheet) in [
        (
            "clipped",
            Sheet::new()
                .raw(&clip)
                .text(50.0, 80.0, "看得见")
                .text(50.0, 200.0, "看不见")
                .raw("Q"),
        ),
        (
            "white",
            Sheet::new()
                .text(50.0, 80.0, "看得见")
                .raw("1 g")
                .text(50.0, 120.0, "看不见"),
        ),
        (
            "invisible",
            Sheet::new()
                .text(50.0, 80.0, "看得见")
                .raw("3 Tr")
                .text(50.0, 120.0, "看不见"),
        ),
    ] {
        let (document, findings) = opened(&pdf(&[sheet]));
        assert_eq!(paragraphs(&document), ["看得见"], "{name}");
        let finding = found(&findings, "hidden-text");
        assert_eq!(finding.evidence.as_deref(), Some("看不见"), "{name}");
        assert_eq!(finding.location.page, Some(1), "{name}");
    }
}

#[test]
fn white_text_on_a_dark_ground_is_read() {
    let ground = format!("0 g 40 {} 200 40 re f 1 g", HEIGHT - 100.0);
    let (document, findings) = opened(&pdf(&[Sheet::new().raw(&ground).text(50.0, 80.0, "表头")]));
    assert_eq!(paragraphs(&document), ["表头"]);
    assert!(findings.is_empty(), "{:?}", codes(&findings));
}

#[test]
fn a_watermark_across_the_page_is_not_text() {
    let slanted = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <6C346C34> Tj ET";
    let (document, findings) = opened(&pdf(&[Sheet::new().text(50.0, 80.0, "正文").raw(slanted)]));
    assert_eq!(paragraphs(&document), ["正文"]);
    assert_eq!(
        found(&findings, "hidden-text").evidence.as_deref(),
        Some("水水")
    );
}

#[test]
fn a_title_that_fills_its_line_goes_on_below_in_the_middle() {
    // the text is between 90 and 505: a title of 20 × 20 leaves 7.5 points at each side
    let sheet = Sheet::new()
        .text(90.0, 60.0, "附件")
        .sized(97.5, 100.0, 20.0, "海湾区2025年省级第五批水利专项资金绩")
        .sized(247.5, 128.0, 20.0, "效目标表一")
        .sized(97.5, 200.0, 20.0, "第二个标题写满了这一行的全部二十个字位")
        .sized(90.0, 228.0, 20.0, "左齐的正文");
    let (document, _) = opened(&pdf(&[sheet]));
    assert_eq!(
        paragraphs(&document),
        [
            "附件",
            "海湾区2025年省级第五批水利专项资金绩效目标表一",
            "第二个标题写满了这一行的全部二十个字位",
            "左齐的正文"
        ]
    );
}

#[test]
fn a_line_through_text_strikes_it() {
    let sheet = Sheet::new()
        .table(
            XS,
            &[100.0, 130.0, 160.0],
            &[&["名称", "指标值"], &["次数", "≥10次≥12次"]],
        )
        .line((153.0, 139.5), (192.0, 139.5));
    let (document, findings) = opened(&pdf(&[sheet]));
    assert_eq!(cells(&document)[0][3], "≥12次@2,2");
    let finding = found(&findings, "struck-text");
    assert_eq!(finding.evidence.as_deref(), Some("≥10次"));
    assert_eq!(
        (
            finding.location.table,
            finding.location.row,
            finding.location.page
        ),
        (Some(1), Some(2), Some(1))
    );
}

/// A picture of one grey point.
const PICTURE: &str = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream";

/// A page that a picture covers, with further instructions.
fn scanned(text: &str) -> Vec<u8> {
    let sheet = Sheet::new().raw("q 595 0 0 842 0 0 cm /Im Do Q").raw(text);
    with_objects(
        &[sheet],
        "/XObject << /Im 100 0 R >>",
        &[PICTURE.to_owned()],
    )
}

#[test]
fn a_scan_is_refused_with_its_way_out() {
    let error = refused(&scanned(""));
    assert_eq!(error, Error::NoTextLayer { pages: 1 });
    assert!(error.message().zh.contains("OCR"));
    // with the text that a scanner's program wrote behind the picture
    let (document, findings) = opened(&scanned(
        "BT 3 Tr /F1 10 Tf 1 0 0 1 50 700 Tm <7EE96548> Tj ET",
    ));
    assert_eq!(paragraphs(&document), ["绩效"]);
    assert_eq!(codes(&findings), ["recognized-text"]);
}

#[test]
fn a_scanned_page_among_others_is_told() {
    let sheets = [
        Sheet::new().text(50.0, 80.0, "正文"),
        Sheet::new().raw("q 595 0 0 842 0 0 cm /Im Do Q"),
    ];
    let (document, findings) = opened(&with_objects(
        &sheets,
        "/XObject << /Im 100 0 R >>",
        &[PICTURE.to_owned()],
    ));
    assert_eq!(paragraphs(&document), ["正文"]);
    assert_eq!(found(&findings, "no-text-layer").location.page, Some(2));
}

#[test]
fn glyphs_without_characters_are_counted() {
    // a font that says nothing of what its glyphs mean
    let unknown = "BT /F2 10 Tf 1 0 0 1 50 700 Tm <12345678> Tj ET";
    let sheet = Sheet::new().text(50.0, 80.0, "绩效目标").raw(unknown);
    let (document, findings) = opened(&pdf(&[sheet]));
    assert_eq!(paragraphs(&document)[0], "绩效目标");
    let finding = found(&findings, "text-without-characters");
    assert!(
        finding.message_zh.starts_with("2 个"),
        "{}",
        finding.message_zh
    );
}

/// A table whose second row the edge of the page cuts.
fn two_pages(first: &[&[&str]], second: &[&[&str]]) -> Vec<u8> {
    let upper: Vec<f64> = (0..=first.len())
        .map(|row| 700.0 + 30.0 * row as f64)
        .collect();
    let lower: Vec<f64> = (0..=second.len())
        .map(|row| 60.0 + 30.0 * row as f64)
        .collect();
    let top = Sheet::new()
        .text(50.0, 80.0, "绩效目标表")
        .table(XS, &upper, first);
    pdf(&[top, Sheet::new().table(XS, &lower, second)])
}

#[test]
fn a_repeated_head_is_dropped_and_counted() {
    let bytes = two_pages(
        &[&["名称", "指标值"], &["次数", "≥1次"], &["人数", "≥2人"]],
        &[&["名称", "指标值"], &["户数", "≥3户"]],
    );
    let (document, findings) = opened(&bytes);
    let expected = [
        "名称@1,1",
        "指标值@1,2",
        "次数@2,1",
        "≥1次@2,2",
        "人数@3,1",
        "≥2人@3,2",
        "户数@4,1",
        "≥3户@4,2",
    ];
    assert_eq!(cells(&document), [expected]);
    let table = document.blocks.iter().find_map(Block::as_table).unwrap();
    let pages: Vec<_> = table.rows.iter().map(|row| row.page).collect();
    assert_eq!(pages, [Some(1), Some(1), Some(1), Some(2)]);
    let finding = found(&findings, "repeated-head-dropped");
    assert!(
        finding.message_zh.contains("1 行"),
        "{}",
        finding.message_zh
    );
}

#[test]
fn a_row_cut_by_the_edge_is_joined_and_both_halves_are_quoted() {
    let bytes = two_pages(
        &[
            &["名称", "指标值"],
            &["资金使用的合规性", "逐步完善"],
            &["受益群众对本项工作", "≥95%"],
        ],
        &[&["实施情况的满意度", ""], &["其他", "无"]],
    );
    let (document, findings) = opened(&bytes);
    let rows = &cells(&document)[0];
    assert_eq!(rows[4], "受益群众对本项工作实施情况的满意度@3,1");
    assert_eq!(rows[5], "≥95%@3,2");
    assert_eq!(rows[6], "其他@4,1");
    let finding = found(&findings, "row-joined");
    assert_eq!(finding.operand_a.as_deref(), Some("受益群众对本项工作"));
    assert_eq!(finding.operand_b.as_deref(), Some("实施情况的满意度"));
    assert_eq!(
        (finding.location.row, finding.location.page),
        (Some(3), Some(2))
    );
}

#[test]
fn a_new_record_on_the_next_page_is_not_joined() {
    let bytes = two_pages(
        &[&["名称", "指标值"], &["受益群众对本项工作", "≥95%"]],
        &[&["实施情况", "≥90%"]],
    );
    let (document, findings) = opened(&bytes);
    assert_eq!(cells(&document)[0][4], "实施情况@3,1");
    assert!(!codes(&findings).contains(&"row-joined"));
}

#[test]
fn another_form_on_the_next_page_is_a_table_of_its_own() {
    let form = |name: &'static str| -> [&'static [&'static str]; 2] {
        match name {
            "甲" => [&["项目名称", "道路养护"], &["次数", "≥1次"]],
            _ => [&["项目名称", "河道保洁"], &["次数", "≥1次"]],
        }
    };
    let (document, _) = opened(&two_pages(&form("甲"), &form("乙")));
    assert_eq!(cells(&document).len(), 2);
}

#[test]
fn running_heads_page_numbers_and_contents_are_no_content() {
    let page = |number: usize| {
        let sheet = Sheet::new().text(200.0, 40.0, "某某局部门预算").text(
            50.0,
            200.0,
            if number == 1 {
                "一、部门概况……2"
            } else {
                "正文"
            },
        );
        sheet.text(290.0, 810.0, &format!("- {number} -"))
    };
    let (document, _) = opened(&pdf(&[page(1), page(2), page(3)]));
    assert_eq!(paragraphs(&document), ["一、部门概况……2", "正文", "正文"]);
    let entries: Vec<bool> = outside_of_tables(&document)
        .map(|paragraph| paragraph.toc)
        .collect();
    assert_eq!(entries, [true, false, false]);
}

#[test]
fn bookmarks_make_headings_even_over_two_lines() {
    let outline = [
        "<< /Title <FEFF7B2C4E0090E85206> /Parent 99 0 R /Next 101 0 R /Dest [10000 0 R /Fit] >>".to_owned(),
        "<< /Title <FEFF987976EE652F51FA7EE96548> /Parent 99 0 R /A << /S /GoTo /D [10000 0 R /Fit] >> >>".to_owned(),
    ];
    let sheet = Sheet::new()
        .text(50.0, 80.0, "第一部分")
        .text(50.0, 100.0, "项目支出")
        .text(50.0, 115.0, "绩效")
        .text(50.0, 150.0, "正文");
    // the root of the outline
    let text = String::from_utf8(with_objects(&[sheet], "", &outline)).unwrap();
    let text = text.replace("/Outlines 99 0 R", "/Outlines << /First 100 0 R >>");
    let (document, _) = opened(text.as_bytes());
    let headings: Vec<(&str, Option<u8>)> = outside_of_tables(&document)
        .map(|paragraph| (paragraph.text.as_str(), paragraph.heading))
        .collect();
    assert_eq!(
        headings,
        [
            ("第一部分", Some(1)),
            ("项目支出绩效", Some(1)),
            ("正文", None)
        ]
    );
}

#[test]
fn a_table_of_three_lines_has_columns_where_the_white_agrees() {
    let rows = |sheet: Sheet| {
        sheet
            .text(60.0, 115.0, "指标")
            .text(250.0, 115.0, "指标值")
            .text(60.0, 140.0, "次数")
            .text(250.0, 140.0, "≥1次")
            .text(60.0, 165.0, "人数")
    };
    let ruled = rows(Sheet::new().lines_across(50.0, 400.0, &[100.0, 122.0, 172.0]))
        .text(250.0, 165.0, "≥2人");
    let (document, findings) = opened(&pdf(&[ruled]));
    assert_eq!(
        cells(&document),
        [[
            "指标@1,1",
            "指标值@1,2",
            "次数@2,1",
            "≥1次@2,2",
            "人数@3,1",
            "≥2人@3,2"
        ]]
    );
    assert!(findings.is_empty(), "{:?}", codes(&findings));
}

#[test]
fn a_table_without_lines_is_told() {
    let mut sheet = Sheet::new();
    for (row, base) in (0..4).zip([100.0, 120.0, 140.0, 160.0]) {
        sheet = sheet
            .text(50.0, base, "产出指标")
            .text(200.0, base, "数量指标")
            .text(400.0, base, &format!("≥{row}个"));
    }
    let (document, findings) = opened(&pdf(&[sheet]));
    assert_eq!(paragraphs(&document).len(), 4);
    assert_eq!(found(&findings, "unruled-table").location.page, Some(1));
}

#[test]
fn a_file_that_breaks_off_is_told() {
    let sheets: Vec<Sheet> = (0..3)
        .map(|_| Sheet::new().text(50.0, 80.0, "正文"))
        .collect();
    let whole = pdf(&sheets);
    let (_, findings) = opened(&whole);
    assert!(findings.is_empty());
    let end = whole
        .windows(5)
        .rposition(|bytes| bytes == b"%%EOF")
        .unwrap();
    let (_, findings) = opened(&whole[..end]);
    assert_eq!(codes(&findings), ["damaged-pdf"]);
}

#[test]
fn a_file_with_a_password_is_refused() {
    let error = refused(include_bytes!("paper/password.pdf"));
    assert_eq!(error.code(), "encrypted");
}

#[test]
fn what_is_no_pdf_or_has_no_page_is_refused() {
    assert_eq!(refused(b"%PDF-1.7\nnothing else").code(), "damaged");
    assert_eq!(refused(&pdf(&[])).code(), "damaged");
}

#[test]
fn a_form_that_draws_itself_many_times_ends() {
    // each form draws the next one thirty times: 30 to the power of ten
    let forms: Vec<String> = (100..110)
        .map(|number| {
            let content = "/Next Do ".repeat(30);
            let (next, length) = (number + 1, content.len());
            format!("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Next {next} 0 R >> >> /Length {length} >>\nstream\n{content}\nendstream")
        })
        .chain(["<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 13 >>\nstream\n0 0 m 9 0 l S\nendstream".to_owned()])
        .collect();
    let bytes = with_objects(
        &[Sheet::new().raw("/Next Do")],
        "/XObject << /Next 100 0 R >>",
        &forms,
    );
    assert_eq!(refused(&bytes).code(), "limit-exceeded");
}

#[test]
fn references_that_go_round_end() {
    let round = "<< /Title (a) /Next 100 0 R /First 100 0 R /Dest [10000 0 R /Fit] >>".to_owned();
    let bytes = with_objects(&[Sheet::new().text(50.0, 80.0, "正文")], "", &[round]);
    let text = String::from_utf8(bytes)
        .unwrap()
        .replace("/Outlines 99 0 R", "/Outlines << /First 100 0 R >>");
    let (document, _) = opened(text.as_bytes());
    assert_eq!(paragraphs(&document), ["正文"]);
}

#[test]
fn a_page_of_two_hundred_metres_is_read() {
    let metres = 200.0 * 72.0 / 0.0254;
    let sheet = Sheet::of_height(metres)
        .text(50.0, 80.0, "开头")
        .text(50.0, metres / 2.0, "中间");
    let (document, _) = opened(&pdf(&[sheet]));
    assert_eq!(paragraphs(&document), ["开头", "中间"]);
}

/// A form with three lines, as the guides show it.
fn three_lines() -> Vec<u8> {
    let rows = [
        (115.0, ["一级指标", "二级指标", "三级指标", "指标值"]),
        (145.0, ["产出指标", "数量指标", "网站日均访问量", "≥100次"]),
        (165.0, ["产出指标", "质量指标", "系统正常运行率", "≥98%"]),
        (
            185.0,
            ["满意度指标", "服务对象满意度", "用户满意度", "≥90%"],
        ),
    ];
    let mut sheet = Sheet::new()
        .sized(180.0, 60.0, 14.0, "2024年项目支出绩效目标表")
        .text(60.0, 85.0, "项目名称：信息系统运维经费")
        .lines_across(50.0, 500.0, &[97.0, 125.0, 195.0]);
    for (base, texts) in rows {
        for (text, left) in texts.iter().zip([60.0, 150.0, 260.0, 400.0]) {
            sheet = sheet.text(left, base, text);
        }
    }
    pdf(&[sheet])
}

/// The files that the guides read are drawn here; `BLESS=1` writes them again.
#[test]
fn the_files_of_the_guides_are_these() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper");
    for (name, bytes) in [
        ("three-lines.pdf", three_lines()),
        ("scan.pdf", scanned("")),
    ] {
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(
            std::fs::read(&path).unwrap() == bytes,
            "{name} is out of date: BLESS=1 writes it"
        );
    }
}
