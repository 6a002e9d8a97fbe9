//! Less common fields: attributes and classes of a project, remarks.

use super::{TITLE, only, page, table};

#[test]
fn attributes_classes_and_remarks_are_kept_as_printed() {
    let document = page(&format!(
        "{TITLE}{}",
        table(&[
            "项目名称|4*小区改造",
            "项目属性|2*□新增 ■延续|项目类别|特定目标类",
            "备注|4*资金分两批下达",
            "一级指标|二级指标|三级指标|指标值|备注",
            "产出指标|数量指标|改造小区数|2个|含一个结转小区",
            "产出指标|质量指标|验收合格率|100%|/",
        ])
    ));
    let project = only(&document);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    assert_eq!(
        [
            &project.project_attribute,
            &project.project_class,
            &project.remark
        ]
        .map(text),
        ["□新增 ■延续", "特定目标类", "资金分两批下达"]
    );
    let remarks: Vec<String> = project
        .indicators
        .iter()
        .map(|indicator| text(&indicator.remark))
        .collect();
    assert_eq!(remarks, ["含一个结转小区", ""]);
}

#[test]
fn a_code_that_says_none_does_not_hide_the_code_in_the_name() {
    let document = |code: &str, name: &str| {
        let rows = [
            format!("项目名称|3*{name}"),
            format!("项目编码|3*{code}"),
            "一级指标|二级指标|三级指标|指标值".to_owned(),
            "产出指标|数量指标|补助户数|≥30户".to_owned(),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        page(&format!("{TITLE}{}", table(&rows)))
    };
    for (code, name, expected) in [
        (
            "无",
            "51000024T000009876543-乡村振兴补助",
            Some("51000024T000009876543"),
        ),
        (
            "/",
            "51000024T000009876543-乡村振兴补助",
            Some("51000024T000009876543"),
        ),
        ("无", "乡村振兴补助", None),
        ("T0001", "51000024T000009876543-乡村振兴补助", Some("T0001")),
    ] {
        let document = document(code, name);
        let project = only(&document);
        assert_eq!(project.project_code.as_deref(), expected, "{code} {name}");
        assert_eq!(project.project_name.as_deref(), Some("乡村振兴补助"));
    }
}

#[test]
fn remarks_of_a_list_belong_to_their_rows() {
    let document = page(&table(&[
        "7*2024年部门预算项目绩效目标表",
        "单位名称|项目名称|预算金额（元）|一级指标|三级指标|指标值|备注",
        "某区教育局|校舍维修|1,250,000|产出指标|维修学校|12所|分两年",
        "某区教育局|校舍维修|1,250,000|产出指标|验收合格率|100%|",
    ]));
    let project = only(&document);
    assert_eq!(project.remark, None);
    assert_eq!(project.indicators[0].remark.as_deref(), Some("分两年"));
    assert_eq!(project.indicators[1].remark, None);
}

/// Marks of the direction of writing around a text, as a web page has them, are in no name and no value.
#[test]
fn signs_that_print_nothing_are_kept_nowhere() {
    let mut rows = [
        "项目名称|3*森林防火",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|巡护次数|100次",
    ]
    .map(str::to_owned);
    for text in ["森林防火", "数量指标", "巡护次数", "100次", "项目名称"] {
        for row in &mut rows {
            *row = row.replace(text, &format!("\u{202a}{text}\u{202c}"));
        }
    }
    let document = page(&table(&rows.each_ref().map(String::as_str)));
    let project = &document.projects[0];
    assert_eq!(project.project_name.as_deref(), Some("森林防火"));
    let indicator = &project.indicators[0];
    assert_eq!(indicator.level2.as_deref(), Some("数量指标"));
    assert_eq!(indicator.level3, "巡护次数");
    assert_eq!(indicator.target.value, Some(100.into()));
}
