//! The head of a form: labels, values, and the text around them.

use rust_decimal::Decimal;

use super::*;

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
fn both_objectives_may_stand_in_one_cell_behind_their_labels() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|3*法律援助经费",
            "绩效目标|3*（一）总体目标：建成体系。<br>（二）年度目标：1.完成一期；2.完成二期。",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|1.1数量指标|受理案件数|≥100件",
            "产出指标|质量指标 20分|结案率|≥90%",
        ])
    ));
    let project = only(&document);
    assert_eq!(project.objectives, ["完成一期；", "完成二期。"]);
    assert_eq!(project.objectives_multi_year, ["建成体系。"]);
    let level2 = |n: usize| project.indicators[n].level2.as_deref();
    assert_eq!([level2(0), level2(1)], [Some("数量指标"), Some("质量指标")]);
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

#[test]
fn of_two_values_the_first_counts_and_the_other_is_told() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|3*甲|项目名称|3*乙",
            "预算金额（万元）|3*10|预算金额（万元）|3*20",
            "2*一级指标|2*二级指标|2*三级指标|2*指标值",
            "2*产出指标|2*数量指标|2*a|2*1个",
        ])
    ));
    let project = only(&document);
    assert_eq!(yuan(project), Some(Decimal::from(100_000)));
    let codes = ["second-value-not-read"];
    assert_eq!(
        told(&document, &codes),
        [
            ("second-value-not-read", "预算金额（万元） 20"),
            ("second-value-not-read", "项目名称 乙")
        ]
    );
}

#[test]
fn a_task_that_is_only_numbered_keeps_its_number() {
    let document = page(&format!(
        "<p>部门整体支出绩效目标表</p>{}",
        table(&[
            "部门名称|2*某局",
            "任务名称|主要内容|预算金额（万元）",
            "任务1|义务教育|1,000",
            "任务2：学前教育|入园|500",
            "一级指标|三级指标|指标值",
            "产出指标|a|5所",
        ])
    ));
    let tasks: Vec<_> = only(&document)
        .tasks
        .iter()
        .map(|task| task.name.as_str())
        .collect();
    assert_eq!(tasks, ["任务1", "学前教育"]);
}

#[test]
fn what_stands_beside_a_label_for_text_is_its_value() {
    for text in [
        "实施单位：县图书馆。项目期限：2024年1月至2024年12月。总投资：120万元。",
        "预算金额120万元，用于图书购置80万元、书架购置40万元。",
    ] {
        let document = page(&format!(
            "<p>2024年项目支出绩效目标表</p>{}",
            table(&[
                "项目名称|3*图书馆",
                "年度资金总额（万元）|3*120",
                &format!("项目概况|3*{text}"),
                "一级指标|二级指标|三级指标|指标值",
                "产出指标|数量指标|购置图书|2万册",
            ])
        ));
        let [project] = &document.projects[..] else {
            panic!("{} projects", document.projects.len());
        };
        assert_eq!(project.purpose.as_deref(), Some(text));
        assert_eq!(project.implementing_unit, None, "{text}");
    }
}
