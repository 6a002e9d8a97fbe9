//! Findings about sections: a section without indicators, and how projects were separated.

use yusuan::convert::{Options, interpret, read};
use yusuan::finding::Findings;
use yusuan::format::Format;
use yusuan::record::Document;
use yusuan::record::blank_record;

use super::{TITLE, page, table};

fn codes(document: &Document) -> Vec<&str> {
    let findings = document.findings.iter();
    findings.map(|finding| &*finding.code).collect()
}

#[test]
fn a_table_without_indicators_is_told() {
    for (rows, told) in [
        (
            &["项目名称|小区改造", "年度目标|完成老旧小区改造任务。"][..],
            true,
        ),
        (
            &[
                "项目名称|3*小区改造",
                "年度目标|3*完成老旧小区改造任务。",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标||",
            ],
            true,
        ),
        (
            &[
                "项目名称|3*小区改造",
                "年度目标|3*完成老旧小区改造任务。",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|改造小区数|2个",
            ],
            false,
        ),
    ] {
        let document = page(&format!("{TITLE}{}", table(rows)));
        assert_eq!(document.projects.len(), 1, "{rows:?}");
        assert_eq!(
            codes(&document).contains(&"no-indicators"),
            told,
            "{rows:?}"
        );
    }
}

#[test]
fn bookmarks_are_missed_only_where_a_file_could_hold_them() {
    let form = table(&[
        "项目名称|3*小区改造",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|改造小区数|2个",
    ]);
    let title = "<p>项目支出绩效目标表</p>";
    let one = format!("<meta charset=utf-8>{title}{form}");
    for (html, format, told) in [
        (one.repeat(2), Format::Docx, true),
        (one.repeat(2), Format::Html, false),
        (one.repeat(2), Format::Xlsx, false),
        (one, Format::Docx, false),
    ] {
        let mut findings = Findings::default();
        let (_, blocks) = read("page.html", html.as_bytes(), &mut findings).unwrap();
        let record = Document {
            format: Some(format),
            ..blank_record("page", html.as_bytes())
        };
        let document = interpret(&blocks, record, &Options::default(), findings);
        let found = codes(&document);
        assert_eq!(
            found.contains(&"sections-without-bookmarks"),
            told,
            "{format:?} {found:?}"
        );
    }
}
