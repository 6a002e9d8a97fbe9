//! Indicator grids: headers, levels, targets, page breaks.

use rust_decimal::Decimal;

use super::*;

#[test]
fn a_value_column_with_a_name_of_its_own_is_found_between_sign_and_unit() {
    for header in ["运算符号|内容|度量单位", "计算符号|规模|计量单位"] {
        let document = page(&format!(
            "<p>部门预算项目（政策）绩效目标表</p>{}",
            table(&[
                "项目名称|5*中小河流治理",
                &format!("一级指标|二级指标|三级指标|{header}"),
                "产出指标|数量指标|治理河道长度|≥|40|公里",
                "产出指标|质量指标|水环境|定性|明显改善|",
            ])
        ));
        assert_eq!(
            targets(&document.projects[0]),
            ["≥40公里", "定性明显改善"],
            "{header}"
        );
        assert!(
            document
                .findings
                .iter()
                .any(|finding| finding.code == "target-column-guessed"),
            "{header}"
        );
    }
}

#[test]
fn a_column_for_the_direction_may_hold_the_sign() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|5*高标准农田管护",
            "一级指标|二级指标|三级指标|指标方向|目标值|计量单位",
            "产出指标|数量指标|管护面积|大于等于|50000|亩",
            "产出指标|成本指标|亩均成本|≤|30|元",
            "产出指标|质量指标|完好率|正向|95|%",
        ])
    ));
    let project = &document.projects[0];
    let read: Vec<_> = project
        .indicators
        .iter()
        .map(|indicator| {
            (
                indicator.target.op.map(|op| op.as_str()),
                indicator.direction,
            )
        })
        .collect();
    use yusuan::record::Direction::HigherBetter;
    assert_eq!(
        read,
        [
            (Some(">="), None),
            (Some("<="), None),
            (Some("="), Some(HigherBetter))
        ]
    );
}

#[test]
fn levels_may_share_a_column_or_have_no_column_of_that_name() {
    let rows = |header: &str, rows: &[&str]| {
        let mut all = vec!["项目名称|3*乡村公厕维护", header];
        all.extend(rows);
        let document = page(&format!("<p>项目支出绩效目标表</p>{}", table(&all)));
        let levels: Vec<_> = document.projects[0]
            .indicators
            .iter()
            .map(|indicator| {
                format!(
                    "{}/{}/{}",
                    indicator.level1.as_deref().unwrap_or_default(),
                    indicator.level2.as_deref().unwrap_or_default(),
                    indicator.level3
                )
            })
            .collect();
        levels
    };
    let expected = ["产出指标/数量指标/维护公厕", "效益指标/社会效益指标/环境"];
    for (header, printed) in [
        (
            "指标类别|指标名称|2*指标值",
            [
                "产出指标-数量指标|维护公厕|2*24座",
                "效益指标—社会效益指标|环境|2*改善",
            ],
        ),
        (
            "指标|指标内容|2*指标值",
            ["数量指标|维护公厕|2*24座", "社会效益指标|环境|2*改善"],
        ),
    ] {
        assert_eq!(rows(header, &printed), expected, "{header}");
    }
}

#[test]
fn without_a_column_for_them_targets_stand_in_the_names() {
    let document = page(&format!(
        "<p>项目绩效目标申报表</p>{}",
        table(&[
            "项目名称|2*智慧社区建设",
            "一级指标|二级指标|三级指标（指标内容、指标值）",
            "产出指标|质量指标|指标1：验收合格率100%",
            "满意度指标|服务对象满意度指标|居民满意度≥90%",
        ])
    ));
    let values: Vec<_> = document.projects[0]
        .indicators
        .iter()
        .map(|indicator| (indicator.target.raw.as_str(), indicator.target.value))
        .collect();
    assert_eq!(
        values,
        [
            ("验收合格率100%", Some(Decimal::from(100))),
            ("居民满意度≥90%", Some(Decimal::from(90)))
        ]
    );
    assert!(
        document
            .findings
            .iter()
            .any(|finding| finding.code == "target-in-name")
    );
}

#[test]
fn one_label_may_stand_above_all_levels() {
    // merged over its three columns, and with the merge lost
    for header in ["3*绩效指标|目标值", "绩效指标|||目标值"] {
        let document = page(&format!(
            "<h2>2025年困难残疾人生活补贴项目绩效目标</h2>{}",
            table(&[
                header,
                "产出指标|数量指标|补贴人数|不少于1,850人",
                "|质量指标|发放准确率|100％",
                "|时效指标|发放时间|每月15日前",
                "效益指标|社会效益|残疾人生活质量|有所提高",
                "满意度|服务对象|残疾人满意度|85%以上",
            ])
        ));
        let [project] = &document.projects[..] else {
            panic!("{header}: {} projects", document.projects.len());
        };
        let [first, ..] = &project.indicators[..] else {
            panic!("{header}: no indicators");
        };
        let levels = [first.level1.as_deref(), first.level2.as_deref()];
        assert_eq!(levels, [Some("产出指标"), Some("数量指标")], "{header}");
        assert_eq!(first.level3, "补贴人数", "{header}");
        assert_eq!(
            targets(project),
            [
                "不少于1,850人",
                "100％",
                "每月15日前",
                "有所提高",
                "85%以上"
            ],
            "{header}"
        );
        let told = document
            .findings
            .iter()
            .any(|finding| finding.code == "level-columns-guessed");
        assert!(told, "{header}: {:?}", document.findings);
    }
}

#[test]
fn a_second_figure_is_no_unit() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|5*会议",
            "一级指标|二级指标|三级指标|指标性质|指标值|计量单位",
            "产出指标|数量指标|会议次数|≥|5|10个",
        ])
    ));
    let target = &document.projects[0].indicators[0].target;
    assert_eq!(target.value, Some(Decimal::from(5)));
}

#[test]
fn what_a_page_break_prints_does_not_end_a_grid() {
    for (line, halves) in [
        ("续表", 2),
        ("-2-", 2),
        ("第 2 页", 2),
        ("第2页 共 3 页", 2),
        ("单位：万元", 2),
        ("项目支出绩效目标表（续）", 2),
        ("单位：人民币万元", 2),
        ("第二页", 2),
        // other words do not either, but they are reported
        ("二、收入情况说明", 2),
        // a title does
        ("表三 收支总表", 1),
    ] {
        let document = page(&format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>测试</tr>{NAMES}\
             <tr><td rowspan=2>产出指标<td>数量指标<td>甲<td>12期</tr><tr><td>质量指标<td>乙<td>1%</tr></table>\
             <p>{line}</p>\
             <table><tr><td><td>时效指标<td>丙<td>12月</tr><tr><td>效益指标<td>社会效益指标<td>丁<td>5%</tr></table>"
        ));
        let all = ["12期", "1%", "12月", "5%"];
        assert_eq!(targets(&document.projects[0]), all[..2 * halves], "{line}");
        let wanted = (line == "二、收入情况说明").then_some(("table-continued", line));
        let told = told(&document, &["table-continued"]);
        assert_eq!(told, wanted.into_iter().collect::<Vec<_>>(), "{line}");
    }
}

#[test]
fn a_known_word_inside_a_merged_level_is_an_indicator() {
    for name in ["预算执行率", "完成情况"] {
        let document = page(&format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>甲</tr>{NAMES}\
             <tr><td rowspan=3>产出指标<td rowspan=3>数量指标<td>a<td>1个</tr><tr><td>{name}<td></tr>\
             <tr><td>c<td>3个</tr><tr><td>满意度指标<td>满意度<td>b<td>1%</tr></table>"
        ));
        let read = targets(&document.projects[0]);
        assert!(read.ends_with(&["3个", "1%"]), "{name}: {read:?}");
    }
}

#[test]
fn the_unit_may_stand_in_the_header() {
    for (label, value, unit, flag) in [
        ("指标值（%）", "95", Some("%"), true),
        ("指标值（%）", "≥95", Some("%"), true),
        ("目标值（万元）", "30-40", Some("万元"), true),
        ("指标值（%）", "95人", Some("人"), false),
        ("指标值（包含数字及文字描述）", "95", None, false),
        ("指标值（%）", "明显改善", None, false),
    ] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|3*甲",
                &format!("一级指标|二级指标|三级指标|{label}"),
                &format!("产出指标|质量指标|a|{value}"),
            ])
        ));
        let target = &only(&document).indicators[0].target;
        assert_eq!(target.raw, value, "{label}");
        assert_eq!(target.unit.as_deref(), unit, "{label} {value}");
        let flagged = target.flags.iter().any(|flag| flag == "unit_from_header");
        assert_eq!(flagged, flag, "{label} {value}");
    }
}

#[test]
fn words_in_the_column_for_the_sign() {
    use yusuan::record::Direction::{HigherBetter, LowerBetter};
    for (word, direction, unknown) in [
        ("约束性", None, false),
        ("↑", Some(HigherBetter), false),
        ("正向", Some(HigherBetter), false),
        ("反向", Some(LowerBetter), false),
        ("考核性", None, true),
    ] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|5*甲",
                "一级指标|二级指标|三级指标|指标性质|指标值|计量单位",
                &format!("产出指标|数量指标|a|{word}|2|个"),
            ])
        ));
        let indicator = &only(&document).indicators[0];
        assert_eq!(indicator.target.value, Some(Decimal::from(2)), "{word}");
        assert_eq!(indicator.direction, direction, "{word}");
        let flagged = indicator
            .target
            .flags
            .iter()
            .any(|flag| flag == "op_unknown");
        assert_eq!(flagged, unknown, "{word}");
    }
}

#[test]
fn two_groups_that_name_no_period_are_both_of_the_year() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|5*甲",
            "二级指标|三级指标|指标值|二级指标|三级指标|指标值",
            "数量指标|a|1个|质量指标|b|95%",
        ])
    ));
    let project = only(&document);
    let annual =
        |indicator: &yusuan::record::Indicator| indicator.period == yusuan::record::Period::Annual;
    assert!(project.indicators.iter().all(annual));
    assert_eq!(targets(project), ["1个", "95%"]);
}

#[test]
fn where_the_target_stands_is_not_guessed_between_two_columns() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|4*甲",
            "一级指标|二级指标|三级指标|最低值|满意值",
            "产出指标|质量指标|改造率|95%|98%",
        ])
    ));
    let target = &only(&document).indicators[0].target;
    assert_eq!((target.raw.as_str(), target.value), ("95% | 98%", None));
    assert_eq!(told(&document, &["target-column-unknown"]).len(), 1);
}

#[test]
fn a_column_of_types_beside_the_levels_is_no_level() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|预算金额|指标类型|一级指标|二级指标|三级指标|指标值",
            "甲|100元|定量|产出指标|数量指标|a|5个",
            "甲|100元|定性|效益指标|社会效益指标|b|良好",
        ])
    ));
    let levels: Vec<_> = only(&document)
        .indicators
        .iter()
        .map(|indicator| indicator.level1.as_deref())
        .collect();
    assert_eq!(levels, [Some("产出指标"), Some("效益指标")]);
}

#[test]
fn rows_of_words_that_are_labels_elsewhere_are_data() {
    for value in ["一级", "优", "优秀", "中", "达标", "数值", "正向"] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|3*甲",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|a|1个",
                &format!("产出指标|质量指标|b|{value}"),
                &format!("满意度指标|满意度|满意度|{value}"),
                "产出指标|时效指标|c|2天",
            ])
        ));
        assert_eq!(targets(only(&document)), ["1个", value, value, "2天"]);
    }
}
