//! Small pages with something between a head and its grid, between two halves of a grid, or inside one.

use yusuan::convert::{Options, convert};
use yusuan::record::{Document, Project};

fn page(body: &str) -> Document {
    let page = format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>");
    convert("page.html", page.as_bytes(), &Options::default())
}

fn targets(project: &Project) -> Vec<&str> {
    project
        .indicators
        .iter()
        .map(|indicator| indicator.target.raw.as_str())
        .collect()
}

const TITLE: &str = "<p>2024年项目支出绩效目标表</p>";
const NAMES: &str = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>";

#[test]
fn what_a_page_break_prints_does_not_end_a_grid() {
    for (line, halves) in [
        ("续表", 2),
        ("-2-", 2),
        ("第 2 页", 2),
        ("第2页 共 3 页", 2),
        ("单位：万元", 2),
        ("项目支出绩效目标表（续）", 2),
        // words of another table do
        ("二、收入情况说明", 1),
    ] {
        let document = page(&format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>测试</tr>{NAMES}\
             <tr><td rowspan=2>产出指标<td>数量指标<td>甲<td>12期</tr><tr><td>质量指标<td>乙<td>1%</tr></table>\
             <p>{line}</p>\
             <table><tr><td><td>时效指标<td>丙<td>12月</tr><tr><td>效益指标<td>社会效益指标<td>丁<td>5%</tr></table>"
        ));
        let all = ["12期", "1%", "12月", "5%"];
        assert_eq!(targets(&document.projects[0]), all[..2 * halves], "{line}");
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
fn values_between_a_head_and_its_grid_are_of_that_project() {
    let project = |name: &str, unit: &str, amount: &str| {
        format!(
            "{TITLE}<table><tr><td>项目名称<td colspan=3>{name}</tr></table><p>预算金额：{amount}</p><p>预算单位：{unit}</p>\
             <table>{NAMES}<tr><td>产出指标<td>数量指标<td>a<td>1个</tr></table>"
        )
    };
    let document = page(&(project("甲", "A局", "100万元") + &project("乙", "B局", "200万元")));
    let read: Vec<_> = (document.projects.iter())
        .map(|project| {
            let total = project.budget.total.as_ref();
            (
                project
                    .budget_unit
                    .as_ref()
                    .and_then(|unit| unit.name.as_deref()),
                total.map(|amount| amount.raw.as_str()),
            )
        })
        .collect();
    let wanted = [
        (Some("A局"), Some("100万元")),
        (Some("B局"), Some("200万元")),
    ];
    assert_eq!(read, wanted);
}
