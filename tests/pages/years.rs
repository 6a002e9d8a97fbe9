//! Figures and targets of several years in one form.

use rust_decimal::Decimal;

use super::*;

#[test]
fn of_figures_for_several_years_the_budget_year_counts() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p><p>单位：万元</p>{}",
        table(&[
            "项目名称|5*小区改造",
            "2023年预算|100|2024年预算|200|2025年预算|300",
            "一级指标|二级指标|三级指标|2023年目标值|2024年目标值|2025年目标值",
            "产出指标|数量指标|改造小区数|1个|2个|3个",
            "产出指标|质量指标|验收合格率|≥7%|≥8%|≥9%",
        ])
    ));
    let project = &document.projects[0];
    assert_eq!(yuan(project), Some(Decimal::from(2_000_000)));
    assert_eq!(targets(project), ["2个", "≥8%"]);
    let before = project.indicators[0].previous_raw.as_deref();
    assert_eq!(before, Some("1个"));
    let told = |finding: &&yusuan::finding::Finding| finding.code == "figure-of-another-year";
    assert_eq!(document.findings.iter().filter(told).count(), 2);
}

#[test]
fn a_header_is_as_deep_as_its_labels() {
    let document = page(
        "<p>2025年项目支出绩效目标表</p><table>\
         <tr><td>项目名称<td colspan=5>小区改造</tr>\
         <tr><td rowspan=2>一级指标<td rowspan=2>二级指标<td rowspan=2>三级指标<td colspan=3>目标值</tr>\
         <tr><td>2024年<td>2025年<td>2026年</tr>\
         <tr><td>产出指标<td>数量指标<td>改造小区数<td>1个<td>2个<td>3个</tr>\
         <tr><td>产出指标<td>质量指标<td>验收合格率<td>≥7%<td>≥8%<td>≥9%</tr></table>",
    );
    assert_eq!(targets(&document.projects[0]), ["2个", "≥8%"]);
}

#[test]
fn the_sign_and_the_unit_belong_to_the_target_of_the_budget_year() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|6*小区改造",
            "一级指标|二级指标|三级指标|指标性质|2023年指标值|2024年指标值|计量单位",
            "产出指标|数量指标|改造小区数|≥|1|2|个",
        ])
    ));
    assert_eq!(targets(&document.projects[0]), ["≥2个"]);
}

#[test]
fn what_was_reached_before_the_budget_year_is_last_years_value() {
    let document = page(&format!(
        "<p>2026年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|5*甲",
            "一级指标|二级指标|三级指标|2025年完成值|2026年目标值|2027年目标值",
            "产出指标|数量指标|a|2个|3个|4个",
        ])
    ));
    let indicator = &only(&document).indicators[0];
    assert_eq!(indicator.previous_raw.as_deref(), Some("2个"));
    assert_eq!(indicator.actual, None);
    assert_eq!(indicator.target.raw, "3个");
    assert_eq!(document.document_type, yusuan::record::DocumentType::Target);
    assert_eq!(
        told(&document, &["target-of-later-year"]),
        [("target-of-later-year", "")]
    );
}

/// The total and the funding lines of a project, as printed.
fn budget(document: &Document) -> (Option<&str>, Vec<(&str, &str)>) {
    let project = only(document);
    let lines = project.funding.iter().map(|line| {
        let amount = line.amount.as_ref().map(|amount| amount.raw.as_str());
        (line.label.as_str(), amount.unwrap_or_default())
    });
    let total = project.budget.total.as_ref();
    (total.map(|total| total.raw.as_str()), lines.collect())
}

#[test]
fn years_may_be_rows_or_columns_of_the_budget() {
    let grid = "一级指标|二级指标|三级指标|2*指标值";
    let data = "产出指标|数量指标|a|2*2个";
    let rows = page(&format!(
        "{TITLE}<p>单位：万元</p>{}",
        table(&[
            "项目名称|4*甲",
            "预算年度|资金总额|财政拨款|2*其他资金",
            "2023年|100|60|2*40",
            "2024年|200|120|2*80",
            "2025年|300|180|2*120",
            grid,
            data,
        ])
    ));
    let columns = page(&format!(
        "{TITLE}<p>单位：万元</p>{}",
        table(&[
            "项目名称|4*甲",
            "资金|2023年|2024年|2025年|合计",
            "资金总额|100|200|300|600",
            "财政拨款|60|120|180|",
            "其他资金|40|80|120|",
            grid,
            data,
        ])
    ));
    for document in [&rows, &columns] {
        let (total, lines) = budget(document);
        assert_eq!(total, Some("200"));
        let annual: Vec<_> = lines
            .into_iter()
            .filter(|(_, raw)| !raw.is_empty())
            .collect();
        assert_eq!(annual, [("财政拨款", "120"), ("其他资金", "80")]);
        assert_eq!(told(document, &["figure-of-another-year"]).len(), 6);
    }
    let whole = only(&columns).budget.multi_year_total.as_ref();
    assert_eq!(whole.map(|amount| amount.raw.as_str()), Some("600"));
}

#[test]
fn figures_of_last_year_are_no_budget() {
    let document = page(&format!(
        "{TITLE}<p>单位：万元</p>{}",
        table(&[
            "项目名称|4*甲",
            "项目资金|上年预算|100|上年财政拨款|60",
            "|资金总额|200|其中：财政拨款|200",
            "一级指标|二级指标|三级指标|2*指标值",
            "产出指标|数量指标|a|2*2个",
        ])
    ));
    assert_eq!(
        budget(&document),
        (Some("200"), vec![("其中：财政拨款", "200")])
    );
    assert_eq!(told(&document, &["figure-of-another-year"]).len(), 2);
}

#[test]
fn a_document_has_the_title_that_says_whose_budget_it_is() {
    let form = table(&[
        "项目名称|3*智慧水务",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|时效指标|平台建成|12月底前",
    ]);
    for (above, title, year) in [
        (
            "<p>某市水务局2024年部门预算</p><h2>一、收支总表</h2><p>项目支出绩效目标表</p>",
            Some("某市水务局2024年部门预算"),
            Some(2024),
        ),
        (
            "<p>某市水务局2023年度部门决算公开</p><p>2024年绩效自评表</p>",
            Some("某市水务局2023年度部门决算公开"),
            Some(2024),
        ),
        (
            "<p>附件6：2024年部门整体支出绩效目标表</p>",
            Some("附件6：2024年部门整体支出绩效目标表"),
            Some(2024),
        ),
        (
            "<p>某县2024年项目支出绩效目标表</p>",
            Some("某县2024年项目支出绩效目标表"),
            Some(2024),
        ),
    ] {
        let document = page(&format!("{above}{form}"));
        assert_eq!(document.title.as_deref(), title, "{above}");
        assert_eq!(document.fiscal_year, year, "{above}");
    }
}
