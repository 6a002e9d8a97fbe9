//! Projects as the rows of one table.

use rust_decimal::Decimal;

use super::*;

#[test]
fn a_list_without_merges_repeats_the_project_in_every_row() {
    let document = page(&table(&[
        "11*2024年部门预算项目绩效目标表",
        "9*部门：某区教育局|2*单位：元",
        "单位名称|项目名称|预算金额|年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|计量单位|权重",
        "某区教育局|校舍维修|1,250,000.00|完成维修|产出指标|数量指标|维修学校|≥|12|所|30",
        "某区教育局|校舍维修|1,250,000.00|完成维修|产出指标|质量指标|验收合格率|＝|100|%|30",
        "某区教育局|教师培训|300,000.00|培训教师|产出指标|数量指标|培训人次|≥|500|人次|40",
    ]));
    let [first, second] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    assert_eq!(targets(first), ["≥12所", "＝100%"]);
    assert_eq!(targets(second), ["≥500人次"]);
    assert_eq!(yuan(first), Some(Decimal::from(1_250_000)));
    assert_eq!(first.fiscal_year, Some(2024));
}

#[test]
fn the_unit_of_a_list_is_no_unit_of_its_targets() {
    let document = page(&table(&[
        "9*2025年市级部门预算项目绩效目标公开表",
        "主管部门|单位|项目名称|3*预算安排（万元）|绩效目标|3*绩效指标",
        "|||合计|财政拨款|其他资金||一级指标|三级指标|目标值",
        "某市交通局|某市公路中心|道路保洁|1,200|1,000|200|道路保持整洁|产出指标|保洁里程|≥800公里",
    ]));
    let project = &document.projects[0];
    assert_eq!(targets(project), ["≥800公里"]);
    assert_eq!(yuan(project), Some(Decimal::from(12_000_000)));
    let unit = project
        .budget_unit
        .as_ref()
        .and_then(|unit| unit.name.as_deref());
    assert_eq!(unit, Some("某市公路中心"));
    assert_eq!(project.funding.len(), 2, "{:?}", project.funding);
}

/// Every project of a list gets a copy of the labelled values above it, so titles inside the list must not accumulate
/// there.
#[test]
fn labelled_lines_inside_a_list_do_not_pile_up() {
    let header = "单位名称|项目名称|年度绩效目标|一级指标|二级指标|三级指标|指标值";
    let mut rows = Vec::new();
    for number in 0..200 {
        rows.push("7*2023年预算项目绩效目标表".to_owned());
        rows.push("7*单位：万元".to_owned());
        rows.push(header.to_owned());
        rows.push(format!(
            "某局|项目{number}|完成|产出指标|数量指标|培训人次|≥5人次"
        ));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let bytes = format!(
        "<html><head><meta charset=\"utf-8\"></head><body>{}</body></html>",
        table(&rows)
    );
    let read = yusuan::convert::read("a.html", bytes.as_bytes(), &mut Default::default());
    let (_, read) = read.unwrap();
    let vocabulary = yusuan::vocabulary::Vocabulary::builtin();
    let (_, sections) = yusuan::segment::segment(&read, vocabulary);
    let recognized = yusuan::recognize::recognize(&sections, vocabulary);
    let entries = recognized.matches.iter().map(|found| found.entries.len());
    let most = entries.max().unwrap();
    assert!(most <= yusuan::limits::MAX_CONTEXT_ENTRIES + 10, "{most}");
    assert_eq!(recognized.matches.len(), 200);
}

/// Project name, level 2, indicator name and target of every indicator in a list.
fn read(document: &Document) -> Vec<String> {
    let of_project = |project: &Project| {
        let name = project.project_name.clone().unwrap_or_default();
        let line = move |indicator: &yusuan::record::Indicator| {
            format!(
                "{name}/{}/{}/{}",
                indicator.level2.as_deref().unwrap_or_default(),
                indicator.level3,
                indicator.target.raw
            )
        };
        project.indicators.iter().map(line).collect::<Vec<_>>()
    };
    document.projects.iter().flat_map(of_project).collect()
}

#[test]
fn names_may_carry_their_level() {
    let document = page(&format!(
        "{TITLE}<table><tr><td>项目名称<td>预算金额（万元）<td>绩效目标<td>绩效指标<td>指标值</tr>\
         <tr><td rowspan=2>甲<td rowspan=2>20<td rowspan=2>完成<td>数量指标：改造小区数<td>2个</tr>\
         <tr><td>质量指标：合格率<td>95%</tr>\
         <tr><td>乙<td>30<td>完成<td>数量指标：培训：线上<td>50人</tr></table>"
    ));
    assert_eq!(
        read(&document),
        [
            "甲/数量指标/改造小区数/2个",
            "甲/质量指标/合格率/95%",
            "乙/数量指标/培训：线上/50人"
        ]
    );
    assert_eq!(yuan(&document.projects[1]), Some(Decimal::from(300_000)));
}

#[test]
fn columns_may_be_headed_by_levels() {
    let pairs = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|预算金额（万元）|年度绩效目标|2*数量指标|2*质量指标",
            "|||指标内容|指标值|指标内容|指标值",
            "甲|20|完成|a|5个|b|95%",
        ])
    ));
    assert_eq!(read(&pairs), ["甲/数量指标/a/5个", "甲/质量指标/b/95%"]);
    let texts = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|预算金额（万元）|年度绩效目标|数量指标|质量指标",
            "甲|20|完成|1.改造≥5个；<br>2.培训≥10人|合格率≥95%",
            "乙|30|完成|改造≥6个|",
        ])
    ));
    assert_eq!(
        read(&texts),
        [
            "甲/数量指标/改造/≥5个",
            "甲/数量指标/培训/≥10人",
            "甲/质量指标/合格率/≥95%",
            "乙/数量指标/改造/≥6个"
        ]
    );
}

#[test]
fn a_short_name_in_front_of_the_projects_is_their_unit() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "单位|项目名称|预算金额（万元）|一级指标|二级指标|三级指标|指标值",
            "教育局|甲|20|产出指标|数量指标|a|5个",
        ])
    ));
    let project = only(&document);
    let unit = project.budget_unit.as_ref();
    assert_eq!(unit.and_then(|unit| unit.name.as_deref()), Some("教育局"));
    assert_eq!(targets(project), ["5个"]);
}

#[test]
fn a_list_goes_on_below_its_title_printed_again() {
    let header = "项目名称|预算金额（万元）|一级指标|二级指标|三级指标|指标值";
    let first = table(&[header, "甲|20|产出指标|数量指标|a|5个"]);
    for again in [None, Some(header)] {
        let rows: Vec<&str> = again
            .into_iter()
            .chain(["||产出指标|质量指标|b|95%", "乙|30|产出指标|数量指标|a|6个"])
            .collect();
        let document = page(&format!(
            "{TITLE}{first}<p>2024年项目支出绩效目标表（续）</p>{}",
            table(&rows)
        ));
        assert_eq!(
            read(&document),
            [
                "甲/数量指标/a/5个",
                "甲/质量指标/b/95%",
                "乙/数量指标/a/6个"
            ],
            "{again:?}"
        );
    }
}
