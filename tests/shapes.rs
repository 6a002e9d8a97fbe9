//! Small tables of every shape, as pages: what a place may print that no sample has.

use rust_decimal::Decimal;
use yusuan::convert::{Options, convert};
use yusuan::record::{Document, Project, ProjectKind};

fn page(body: &str) -> Document {
    let page = format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>");
    convert("page.html", page.as_bytes(), &Options::default())
}

/// Rows of cells divided by `|`; `2*text` covers two columns.
fn table(rows: &[&str]) -> String {
    let cell = |cell: &str| match cell.split_once('*') {
        Some((span, text)) => format!("<td colspan={span}>{text}</td>"),
        None => format!("<td>{cell}</td>"),
    };
    let row = |row: &&str| format!("<tr>{}</tr>", row.split('|').map(cell).collect::<String>());
    format!(
        "<table>{}</table>",
        rows.iter().map(row).collect::<String>()
    )
}

fn targets(project: &Project) -> Vec<&str> {
    project
        .indicators
        .iter()
        .map(|indicator| indicator.target.raw.as_str())
        .collect()
}

fn yuan(project: &Project) -> Option<Decimal> {
    project.budget.total.as_ref().and_then(|amount| amount.yuan)
}

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
fn labels_and_values_may_share_a_cell() {
    let document = page(&format!(
        "<p>2024年度项目支出绩效目标申报表</p><p>填报单位：（盖章）某县水利局　　　　金额单位：万元</p>{}",
        table(&[
            "项目名称|3*小型水库维修养护",
            "主管部门及代码|某县水利局 123|实施单位|某县水库管理所",
            "项目资金（万元）|3*年度资金总额：320.5",
            "|3*其中：财政拨款 300.5",
            "|3*上年结转：20",
            "|3*其他资金：",
            "总体目标|3*一是完成维修；二是保障度汛。",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标(50)|数量指标|维修养护水库数量|=28座",
        ])
    ));
    let [project] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    assert_eq!(yuan(project), Some(Decimal::from(3_205_000)));
    let funding: Vec<bool> = project
        .funding
        .iter()
        .map(|line| line.amount.is_some())
        .collect();
    assert_eq!(funding, [true, true, false], "{:?}", project.funding);
    assert_eq!(project.objectives.len(), 2);
    let unit = |unit: &Option<yusuan::record::Organization>| {
        unit.as_ref()
            .map(|unit| (unit.code.clone(), unit.name.clone()))
    };
    assert_eq!(
        unit(&project.budget_unit),
        Some((None, Some("某县水利局".to_owned())))
    );
    assert_eq!(
        unit(&project.department),
        Some((Some("123".to_owned()), Some("某县水利局".to_owned())))
    );
}

#[test]
fn the_head_may_stand_above_the_table_and_the_value_in_three_cells() {
    let document = page(&format!(
        "<p>项目支出绩效目标表</p><p>项目名称：智慧课堂建设</p><p>预算金额：56万元</p>{}",
        table(&[
            "一级指标|二级指标|三级指标|3*指标值",
            "产出|数量|建设智慧教室|≥|20|间",
            "效益|社会效益|覆盖学生|≥|1.2|万人",
        ])
    ));
    let [project] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    assert_eq!(project.project_name.as_deref(), Some("智慧课堂建设"));
    assert_eq!(targets(project), ["≥20间", "≥1.2万人"]);
    assert_eq!(yuan(project), Some(Decimal::from(560_000)));
}

#[test]
fn a_department_lists_its_tasks() {
    let document = page(&format!(
        "<p>部门整体支出绩效目标表</p><p>（2024年度）　　单位：万元</p>{}",
        table(&[
            "部门（单位）名称|5*某县档案馆",
            "年度主要任务|任务名称|主要内容|3*预算金额（万元）",
            "|||总额|财政拨款|其他资金",
            "|任务1|档案数字化|50|50|0",
            "|2*金额合计|50|50|0",
            "年度总体目标|5*目标1：完成数字化。",
            "一级指标|二级指标|2*三级指标|2*指标值",
            "产出指标|数量指标|2*数字化卷数|2*≥5000卷",
        ])
    ));
    let [project] = &document.projects[..] else {
        panic!("{} projects", document.projects.len());
    };
    assert_eq!(project.kind, ProjectKind::Department);
    assert_eq!(project.tasks.len(), 1, "{:?}", project.tasks);
    assert_eq!(project.tasks[0].content.as_deref(), Some("档案数字化"));
    assert_eq!(project.objectives, ["完成数字化。"]);
}

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
fn one_line_may_hold_several_labels() {
    for line in [
        "部门：某旗教育局   单位：万元",
        "填报单位：某旗教育局 金额单位：万元 填报日期：2024年1月5日",
        "编制单位：某旗教育局；单位：万元",
    ] {
        for body in [format!("<p>{line}</p>"), table(&[&format!("4*{line}")])] {
            let document = page(&format!(
                "<p>2024年项目支出绩效目标表</p>{body}{}",
                table(&[
                    "项目名称|校舍维修|预算数|20",
                    "一级指标|二级指标|三级指标|指标值",
                    "产出指标|数量指标|维修校舍|≥3栋",
                ])
            ));
            let project = &document.projects[0];
            let unit = project
                .budget_unit
                .as_ref()
                .and_then(|unit| unit.name.as_deref());
            assert_eq!(unit, Some("某旗教育局"), "{body}");
            assert_eq!(yuan(project), Some(Decimal::from(200_000)), "{body}");
        }
    }
}

#[test]
fn labels_made_of_known_words_are_understood_and_reported() {
    let document = page(&format!(
        "<p>2025年部门（单位）整体绩效目标表</p>{}",
        table(&[
            "部门(单位)名称|某区应急管理局|部门支出预算数|4,321.09万元",
            "当年整体绩效目标|3*全年不发生重特大事故。",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|安全检查次数|≥1200次",
        ])
    ));
    let project = &document.projects[0];
    assert_eq!(yuan(project), Some(Decimal::from(43_210_900)));
    assert_eq!(project.objectives, ["全年不发生重特大事故。"]);
    let guessed: Vec<_> = document
        .findings
        .iter()
        .filter(|finding| finding.code == "label-understood-in-parts")
        .filter_map(|finding| finding.evidence.as_deref())
        .collect();
    assert_eq!(guessed, ["当年整体绩效目标", "部门支出预算数"]);
}

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
fn a_whole_objective_beside_that_of_the_year_is_the_multi_year_one() {
    for (whole, year) in [
        ("总体绩效目标", "年度绩效目标"),
        ("项目绩效目标", "年度目标"),
        ("绩效总目标", "当年绩效目标"),
        ("项目总目标", "绩效目标"),
    ] {
        let document = page(&format!(
            "<p>2024年项目支出绩效目标表</p>{}",
            table(&[
                "项目名称|3*薄弱环节改善",
                &format!("{whole}|3*三年改善30所。"),
                &format!("{year}|3*本年改善10所。"),
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|改善学校数|10所",
            ])
        ));
        let project = &document.projects[0];
        assert_eq!(project.objectives_multi_year, ["三年改善30所。"], "{whole}");
        assert_eq!(project.objectives, ["本年改善10所。"], "{whole}");
    }
    let alone = page(&table(&[
        "项目名称|3*薄弱环节改善",
        "总体绩效目标|3*本年改善10所。",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|改善学校数|10所",
    ]));
    assert_eq!(alone.projects[0].objectives, ["本年改善10所。"]);
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
fn columns_nobody_knows_are_named() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p>{}",
        table(&[
            "项目名称|4*小区改造",
            "一级指标|二级指标|三级指标|指标值|责任科室",
            "产出指标|数量指标|改造小区数|2个|城建科",
        ])
    ));
    let unknown: Vec<_> = document
        .findings
        .iter()
        .filter(|finding| finding.code == "unknown-label")
        .filter_map(|finding| finding.evidence.as_deref())
        .collect();
    assert_eq!(unknown, ["责任科室"]);
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

/// Every project of a list takes a copy of the labelled values above it: titles inside the list must not let them pile up.
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
fn units_of_money_name_no_organization() {
    let document = page(&format!(
        "<p>2024年项目支出绩效目标表</p><p>单位：万元、人、%</p>{}",
        table(&[
            "项目名称|3*会议",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|会议次数|5次",
        ])
    ));
    assert_eq!(document.projects[0].budget_unit, None);
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
