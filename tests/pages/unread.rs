//! Unread text is reported: no text of a performance table is lost silently.

use rust_decimal::Decimal;

use super::*;

#[test]
fn other_tables_give_no_projects() {
    for rows in [
        &[
            "收入||支出|",
            "项目|预算数|项目|预算数",
            "一般公共预算|100|教育|100",
        ][..],
        &[
            "项目名称|单位|预算数|备注",
            "办公楼维修|某局|20|",
            "公务用车|某局|10|",
        ],
        &["采购项目|数量|单位|金额", "电脑|20|台|100000"],
        &["指标|数量", "人口|10", "面积|20"],
    ] {
        assert_eq!(page(&table(rows)).projects.len(), 0, "{rows:?}");
    }
}

#[test]
fn columns_nobody_knows_are_named() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|4*小区改造",
            "一级指标|二级指标|三级指标|指标值|备查码",
            "产出指标|数量指标|改造小区数|2个|城建三号",
        ])
    ));
    let unknown: Vec<_> = document
        .findings
        .iter()
        .filter(|finding| finding.code == "unknown-label")
        .filter_map(|finding| finding.evidence.as_deref())
        .collect();
    assert_eq!(unknown, ["备查码"]);
}

const UNREAD: &[&str] = &[
    "layout-not-recognized",
    "nested-table-not-read",
    "row-passed-over",
    "text-without-label",
    "value-without-indicator",
];

#[test]
fn rows_of_a_grid_that_are_no_indicators_are_told() {
    for (row, targets_read, wanted) in [
        ("|||3栋|", 1, ("value-without-indicator", "3栋")),
        ("合计||||100", 1, ("row-passed-over", "合计 | 100")),
        ("总分||||100", 1, ("row-passed-over", "总分 | 100")),
        (
            "||2*以下为部门指标|",
            1,
            ("row-passed-over", "以下为部门指标"),
        ),
    ] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|4*小区改造",
                "一级指标|二级指标|三级指标|指标值|权重",
                "产出指标|数量指标|改造小区数|2个|100",
                row,
            ])
        ));
        assert_eq!(targets(only(&document)).len(), targets_read, "{row}");
        assert_eq!(only(&document).evaluation, None, "{row}");
        assert_eq!(told(&document, UNREAD), [wanted], "{row}");
    }
}

#[test]
fn totals_and_notes_with_a_target_are_indicators() {
    for name in ["合计", "总数", "说明（书）份数"] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|3*小区改造",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|改造小区数|2个",
                &format!("||{name}|5份"),
            ])
        ));
        assert_eq!(targets(only(&document)), ["2个", "5份"], "{name}");
    }
}

#[test]
fn a_shape_nobody_knows_is_no_blank_form() {
    for rows in [
        &["项目名称|甲", "数量指标|改造2个", "质量指标|合格率95%"][..],
        &["产出指标|数量指标|改造小区数|2个"],
        &["项目名称|甲|乙", "预算金额（万元）|10|20"],
    ] {
        let document = page(&format!("{TITLE}{}", table(rows)));
        assert_eq!(document.projects.len(), 0, "{rows:?}");
        let codes = ["layout-not-recognized", "blank-form"];
        assert_eq!(
            told(&document, &codes),
            [("layout-not-recognized", "")],
            "{rows:?}"
        );
    }
    let blank = page(&format!("{TITLE}{}", table(&["项目名称|", "年度目标|"])));
    assert_eq!(
        told(&blank, &["layout-not-recognized", "blank-form"]),
        [("blank-form", "")]
    );
}

#[test]
fn names_of_levels_are_nobodys_values() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|2*小区改造",
            "年度绩效目标|数量指标|质量指标",
            "完成改造|改造≥5个|合格率≥95%",
        ])
    ));
    assert_eq!(only(&document).objectives, ["完成改造"]);
    assert_eq!(
        told(&document, UNREAD),
        [
            ("layout-not-recognized", "数量指标"),
            ("layout-not-recognized", "质量指标")
        ]
    );
}

#[test]
fn texts_without_a_label_are_told_once_a_row() {
    let document = page(&format!(
        "{TITLE}<table><tr><td>项目名称<td>甲<td>乙<td>丙</tr>{NAMES}<tr><td>产出指标<td>数量指标<td>a<td>1个</tr></table>"
    ));
    assert_eq!(only(&document).project_name.as_deref(), Some("甲"));
    assert_eq!(told(&document, UNREAD), [("text-without-label", "乙 | 丙")]);
}

#[test]
fn a_table_inside_a_form_is_read_or_told() {
    let form = |inner: &str| {
        page(&format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>甲</tr><tr><td>项目资金<td colspan=3>{inner}</tr>{NAMES}\
             <tr><td>产出指标<td>数量指标<td>a<td>1个</tr></table>"
        ))
    };
    let read = form(&table(&["资金总额|30万元", "其中：财政拨款|20万元"]));
    assert_eq!(yuan(only(&read)), Some(Decimal::from(300_000)));
    assert_eq!(only(&read).funding.len(), 1);
    let other = form(&table(&["设备|3台", "人员|2人"]));
    assert_eq!(told(&other, UNREAD), [("nested-table-not-read", "")]);
}

#[test]
fn every_cell_of_every_sample_is_accounted_for() {
    let samples = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"));
    let mut cells = 0;
    for folder in std::fs::read_dir(samples).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let file = folder.join(format!("{name}.docx"));
        let Ok(bytes) = std::fs::read(&file) else {
            continue;
        };
        let document = convert(&name, &bytes, &Options::default());
        let unread = document
            .findings
            .iter()
            .filter(|it| it.code == "cell-not-read");
        let unread: Vec<_> = unread.map(|it| it.evidence.clone()).collect();
        assert_eq!(document.cells_claimed, document.cells, "{name}: {unread:?}");
        cells += document.cells;
    }
    assert!(cells > 3_000, "{cells}");
}

/// In the order: cells, cells that something claims, cells that are reported as unread.
#[test]
fn a_cell_that_nothing_claims_is_reported() {
    for (row, unread) in [
        ("产出指标|数量指标|绿化面积|≥300亩||", ""),
        ("产出指标|数量指标|绿化面积|≥300亩||待定", "待定"),
        ("产出指标|数量指标|绿化面积|≥300亩|临时|待定", "临时 | 待定"),
        ("产出指标|数量指标|绿化面积|≥300亩|/|无", ""),
    ] {
        let document = page(&format!(
            "<p>2024年项目支出绩效目标表</p>{}",
            table(&["项目名称|5*甲", "一级指标|二级指标|三级指标|指标值||", row])
        ));
        let found: Vec<_> = (document.findings.iter())
            .filter(|it| it.code == "cell-not-read")
            .map(|it| it.evidence.clone().unwrap_or_default())
            .collect();
        let expected: Vec<&str> = Some(unread)
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        assert_eq!(found, expected, "{row}");
        let count = unread.split(" | ").filter(|it| !it.is_empty()).count() as u64;
        assert_eq!(document.cells - document.cells_claimed, count, "{row}");
    }
}

#[test]
fn the_content_of_a_table_in_doubt_is_not_judged() {
    use yusuan::finding::{Category, Severity};
    for (rows, doubtful) in [
        // level 2 and 3 changed places
        (
            [
                "产出指标|绿化面积|数量指标|50",
                "效益指标|村民收入|社会效益指标|70",
            ],
            true,
        ),
        (
            ["产出指标|数量指标|120|亩", "效益指标|社会效益指标|90%|户"],
            true,
        ),
        (
            [
                "产出指标|数量指标|绿化面积|",
                "效益指标|社会效益指标|村民收入|增长",
            ],
            false,
        ),
    ] {
        let document = page(&format!(
            "<p>2024年项目支出绩效目标表</p>{}",
            table(&[
                "项目名称|3*甲",
                "一级指标|二级指标|三级指标|指标值",
                rows[0],
                rows[1]
            ])
        ));
        let doubt = document
            .findings
            .iter()
            .filter(|it| it.code == "layout-doubtful");
        assert_eq!(doubt.count(), usize::from(doubtful), "{rows:?}");
        let content = document
            .findings
            .iter()
            .filter(|it| it.category == Category::Content);
        let mut judged = content.filter(|it| it.project_id.is_some());
        let all = judged.all(|it| it.severity == Severity::NotEvaluable);
        assert_eq!(all, doubtful, "{rows:?}");
    }
}
