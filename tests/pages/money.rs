//! Budgets, funding lines and figures of execution.

use rust_decimal::Decimal;

use super::*;

#[test]
fn the_unit_of_a_group_counts_whatever_words_stand_around_it() {
    let document = page(&format!(
        "<p>2023年度项目支出绩效自评表</p>{}",
        table(&[
            "项目名称|7*乡村公路养护",
            "项目预算执行情况（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
            "|年度资金总额|500.00|480.00|456.00|10|95.00%|9.5",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析",
            "产出指标|数量指标|养护里程|≥600公里|600公里|25|25|",
        ])
    ));
    assert_eq!(yuan(&document.projects[0]), Some(Decimal::from(4_800_000)));
}

#[test]
fn a_source_of_funds_nobody_knows_is_a_funding_line_all_the_same() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|3*小区改造",
            "项目资金（万元）|资金总额|2*30",
            "|其中：财政拨款|2*18",
            "|居民出资|2*12",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|改造小区数|2个",
        ])
    ));
    let project = &document.projects[0];
    let lines: Vec<_> = project
        .funding
        .iter()
        .map(|line| {
            let yuan = line.amount.as_ref().and_then(|amount| amount.yuan);
            (line.label.as_str(), line.source.as_str(), yuan)
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("其中：财政拨款", "fiscal", Some(Decimal::from(180_000))),
            ("居民出资", "other", Some(Decimal::from(120_000))),
        ]
    );
}

#[test]
fn money_in_a_sentence_and_under_a_bare_label() {
    for (rows, total, lines) in [
        (
            "资金总额及构成|3*本项目资金总额260万元，其中：市级财政拨款200万元，上级补助60万元。",
            2_600_000,
            2,
        ),
        (
            "年度资金总额|3*250万元，其中：本级财政拨款250万元",
            2_500_000,
            1,
        ),
        ("金额（元）|3*980000.00", 980_000, 0),
    ] {
        let document = page(&format!(
            "<p>2024年项目支出绩效目标表</p>{}",
            table(&[
                "项目名称|3*防汛物资储备",
                rows,
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|采购沙袋|10万条",
            ])
        ));
        let project = &document.projects[0];
        assert_eq!(yuan(project), Some(Decimal::from(total)), "{rows}");
        assert_eq!(
            project.funding.len(),
            lines,
            "{rows}: {:?}",
            project.funding
        );
    }
}

#[test]
fn figures_on_two_lines_are_two_numbers() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|3*会议",
            "预算金额（万元）|3*100<br>200",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|会议次数|5<br>100",
        ])
    ));
    let project = &document.projects[0];
    assert_eq!(yuan(project), None);
    let target = &project.indicators[0].target;
    assert!(target.value.is_none(), "{target:?}");
    assert!(
        document
            .findings
            .iter()
            .any(|finding| finding.code == "amount-not-understood")
    );
}

#[test]
fn budget_and_execution_may_stand_side_by_side() {
    let document = page(&format!(
        "<p>2023年度项目支出绩效自评表</p><p>单位：万元</p>{}",
        table(&[
            "项目名称|7*甲",
            "年初预算数|100|全年预算数|90|全年执行数|81|执行率|90%",
            "其中：财政拨款|70|其中：财政拨款|60|其中：财政拨款|51||",
            "其他资金|30|其他资金|30|其他资金|30||",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因",
            "产出指标|数量指标|a|≥10个|12|10|10|",
        ])
    ));
    let project = only(&document);
    assert_eq!(yuan(project), Some(Decimal::from(900_000)));
    let lines: Vec<_> = project
        .funding
        .iter()
        .map(|line| line.amount.as_ref().map(|amount| amount.raw.as_str()))
        .collect();
    assert_eq!(lines, [Some("60"), Some("30")]);
}

#[test]
fn a_unit_taken_from_other_projects_is_told() {
    let form = |label: &str| {
        format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>甲</tr><tr><td>{label}<td colspan=3>20</tr>{NAMES}\
             <tr><td>产出指标<td>数量指标<td>a<td>1个</tr></table>"
        )
    };
    let inherited = page(&(form("资金总额（万元）") + &form("资金总额")));
    assert_eq!(
        told(&inherited, &["amount-unit-inherited"]),
        [("amount-unit-inherited", "")]
    );
    let own = page(&(form("资金总额（万元）") + &form("资金总额（万元）")));
    assert_eq!(told(&own, &["amount-unit-inherited"]), []);
}

#[test]
fn an_unusual_unit_of_money_is_named_and_no_organization() {
    let document = page(&format!(
        "{TITLE}<p>单位：百万元</p>{}",
        table(&[
            "项目名称|3*甲",
            "资金总额|3*200",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|a|5个",
        ])
    ));
    assert_eq!(only(&document).budget_unit, None);
    assert_eq!(yuan(only(&document)), None);
    let finding = document
        .findings
        .iter()
        .find(|finding| finding.code == "amount-unit-missing");
    assert!(finding.unwrap().message_zh.contains("百万元"));
}

#[test]
fn a_budget_that_is_left_blank_is_told() {
    for (total, told) in [("", true), ("—", true), ("12", false)] {
        let total = format!("年度资金总额（万元）|3*{total}");
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|3*小区改造",
                &total,
                "年度目标|3*完成老旧小区改造任务。",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|改造小区数|2个",
            ])
        ));
        let codes: Vec<_> = document
            .findings
            .iter()
            .map(|finding| &*finding.code)
            .collect();
        assert_eq!(
            codes.contains(&"budget-missing-or-zero"),
            told,
            "{total} {codes:?}"
        );
    }
}

#[test]
fn a_part_of_a_part_is_no_part_of_the_total() {
    for (label, wanted) in [("其中：上级补助", 0), ("上级补助", 1)] {
        let document = page(&format!(
            "{TITLE}{}",
            table(&[
                "项目名称|3*甲",
                "资金总额（万元）|3*100",
                "其中：财政拨款|3*80",
                &format!("{label}|3*50"),
                "其他资金|3*20",
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|a|5个",
            ])
        ));
        let codes = ["funding-parts-mismatch"];
        assert_eq!(told(&document, &codes).len(), wanted, "{label}");
    }
}
