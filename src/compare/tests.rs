//! Comparisons of small records built by hand: one line a case.

use super::*;
use crate::convert::{Options, convert};

/// A document with one project a block of lines: `unit | code | year | name | project code | budget in 万元`, then
/// `name | target` an indicator.
fn document(path: &str, projects: &[&str]) -> record::Document {
    let mut text = String::new();
    for project in projects {
        let mut lines = project.lines().map(str::trim);
        let head: Vec<&str> = lines.next().unwrap().split('|').map(str::trim).collect();
        let [code, unit, year, name, budget] = head[..] else {
            panic!("{project}");
        };
        text.push_str(&format!(
            "{year}年{name}绩效目标表\n\n\t{code}{unit}\n\t单位：万元\n\n\t项目名称\n\t{name}\n\n\t预算数\n\t{budget}\n\n"
        ));
        text.push_str("\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n");
        for line in lines {
            let (name, target) = line.split_once('|').unwrap();
            text.push_str(&format!(
                "\t产出指标\n\t数量指标\n\t{}\n\t{}\n\n",
                name.trim(),
                target.trim()
            ));
        }
        text.push('\n');
    }
    convert(path, text.as_bytes(), &Options::default())
}

fn compared(documents: &[record::Document]) -> Vec<Comparison> {
    let mut comparer = Comparer::default();
    for document in documents {
        comparer.add(document);
    }
    comparer.finish().comparisons
}

/// Kind, demand and difference, one line a comparison.
fn lines(comparisons: &[Comparison]) -> Vec<String> {
    let line = |comparison: &Comparison| {
        let demand = comparison.demand.map_or("", Demand::as_str);
        let difference = comparison.difference.as_deref().unwrap_or_default();
        let kind = comparison.kind.as_str();
        format!("{kind} {demand} {difference}")
            .trim()
            .replace("  ", " ")
    };
    comparisons.iter().map(line).collect()
}

const FIVE: &str = "清扫道路长度|≥120公里\n清运垃圾量|≥3400吨\n设备完好率|≥97%\n作业事故数|≤2起\n公厕保洁座数|=36座";

#[test]
fn targets_of_two_years_are_held_side_by_side() {
    for (before, after, expected) in [
        ("≥120公里", "≥100公里", "target-fell easier -20公里"),
        ("≥120公里", "≥130公里", "target-rose harder 10公里"),
        ("≤2起", "≤5起", "target-rose easier 3起"),
        ("≤5起", "≤2起", "target-fell harder -3起"),
        ("100场", "80场", "target-fell -20场"),
        ("≥0.30万元", "≥3500元", "target-rose harder 500元"),
        ("≥3.2万吨", "≥30000吨", "target-fell easier -2000吨"),
        ("≥3.2万吨", "≥32000吨", ""),
        ("≥95%", "≥95％", ""),
        ("≥95%", "≥95.0%", ""),
        ("≥95%", "≤95%", "target-changed"),
        ("≥95%", "≥95人", "target-changed"),
        ("≥95%", "良好", "target-changed"),
        ("2023年12月底前", "2024年12月底前", ""),
        ("2023年11月底前", "2024年12月底前", "target-changed"),
    ] {
        let of = |year: &str, target: &str| {
            document(
                year,
                &[&format!(
                    "101001|某某街道办|{year}|{year}年保洁经费|12.50\n甲指标|{target}"
                )],
            )
        };
        let found = compared(&[of("2023", before), of("2024", after)]);
        let mut wanted = vec!["same-project 0万元"];
        wanted.extend(Some(expected).filter(|line| !line.is_empty()));
        assert_eq!(lines(&found), wanted, "{before} {after} {found:#?}");
        assert_eq!(found[0].linked_by, Link::UnitNameProjectName);
    }
}

#[test]
fn indicators_come_and_go() {
    let a = document(
        "a",
        &["101001|某某街道办|2023|保洁经费|12.50\n甲指标|≥1个\n丙指标|≥1个\n丙指标|≥2个"],
    );
    let b = document(
        "b",
        &["101001|某某街道办|2024|保洁经费|13.75\n乙指标|≥1个\n丙指标|≥2个\n丙指标|≥3个"],
    );
    let found = compared(&[a, b]);
    assert_eq!(
        lines(&found),
        [
            "same-project 1.25万元",
            "target-gone",
            "target-unclear",
            "target-new"
        ]
    );
    assert_eq!(found[1].a.row, Some(5));
    assert!(found[1].b.indicator_id.is_none());
}

#[test]
fn what_is_not_certain_is_not_linked() {
    let one = "甲指标|≥1个";
    for (what, a, b, expected) in [
        (
            "the same",
            "101001|某某街道办|2023|保洁",
            "101001|某某街道办|2024|保洁",
            "same-project",
        ),
        (
            "another unit",
            "101001|某某街道办|2023|保洁",
            "101002|另一街道办|2024|保洁",
            "",
        ),
        (
            "one name, two codes",
            "101001|某某街道办|2023|保洁",
            "202001|某某街道办|2024|保洁",
            "",
        ),
        (
            "one code, two names",
            "101001|某某街道办|2023|保洁",
            "101001|另一街道办|2024|保洁",
            "",
        ),
        (
            "another project",
            "101001|某某街道办|2023|保洁",
            "101001|某某街道办|2024|绿化",
            "",
        ),
        (
            "one year",
            "101001|某某街道办|2023|保洁",
            "101001|某某街道办|2023|保洁",
            "",
        ),
    ] {
        let a = document("a", &[&format!("{a}经费|1.00\n{one}")]);
        let b = document("b", &[&format!("{b}经费|2.00\n{one}")]);
        let found = compared(&[a, b]);
        let kinds: Vec<&str> = found
            .iter()
            .map(|comparison| comparison.kind.as_str())
            .collect();
        assert_eq!(kinds.join(" "), expected, "{what}");
    }
}

#[test]
fn two_projects_of_one_name_are_not_linked() {
    let project = "101001|某某街道办|2023|保洁经费|1.00\n甲指标|≥1个";
    let other = "101001|某某街道办|2023|保洁经费|3.00\n甲指标|≥1个";
    let later = "101001|某某街道办|2024|保洁经费|2.00\n甲指标|≥1个";
    let found = compared(&[document("a", &[project, other]), document("b", &[later])]);
    assert_eq!(lines(&found), ["ambiguous-project"]);
    assert_eq!(found[0].shared, Some(2));
}

#[test]
fn copies_need_many_targets_and_most_of_a_project() {
    let four = FIVE.rsplit_once('\n').unwrap().0;
    let mixed = format!("{FIVE}\n甲|≥1个\n乙|≥2个\n丙|≥3个\n丁|≥4个");
    let most = format!("{FIVE}\n甲|≥1个\n乙|≥2个");
    for (what, a, b, expected) in [
        ("all five", FIVE, FIVE, "5 100"),
        ("four are too few", four, four, ""),
        ("one is everybody's", "满意度|≥95%", "满意度|≥95%", ""),
        ("five of nine against five", FIVE, mixed.as_str(), "5 100"),
        (
            "five of seven",
            &most.replace('甲', "戊").replace('乙', "己"),
            most.as_str(),
            "5 71.4",
        ),
        (
            "five of nine",
            &mixed.replace(['甲', '乙', '丙', '丁'], "戊"),
            mixed.as_str(),
            "",
        ),
    ] {
        let head = |code: &str, unit: &str| format!("{code}|{unit}|2024|{unit}保洁经费|1.00");
        let a = document("a", &[&format!("{}\n{a}", head("101001", "东街街道办"))]);
        let b = document("b", &[&format!("{}\n{b}", head("101002", "西街街道办"))]);
        let found = compared(&[a, b]);
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{} {}", one.shared.unwrap(), one.share.unwrap()))
            .collect();
        assert_eq!(shown.join(","), expected, "{what} {found:#?}");
    }
}

#[test]
fn one_unit_does_not_copy_from_itself() {
    let project = |name: &str| format!("101001|某某街道办|2024|{name}|1.00\n{FIVE}");
    let found = compared(&[document("a", &[&project("甲经费"), &project("乙经费")])]);
    assert_eq!(lines(&found), [""; 0]);
}

#[test]
fn what_everybody_says_is_one_line() {
    let documents: Vec<_> = (0..30)
        .map(|number| {
            let (code, name) = (101_001 + number, char::from_u32(0x6768 + number).unwrap());
            let project = format!("{code}|{name}家街道办|2024|保洁经费|1.00\n{FIVE}");
            document(&format!("{number:02}"), &[&project])
        })
        .collect();
    let found = compared(&documents);
    assert_eq!(lines(&found), ["common-content"]);
    assert_eq!(found[0].operand_a.as_deref(), Some("30"));
}

#[test]
fn the_same_file_and_the_same_project_are_told_once() {
    let project = "101001|某某街道办|2024|保洁经费|1.00\n甲|≥1个";
    let a = document("a", &[project]);
    let mut b = a.clone();
    b.path = "b".to_owned();
    let mut c = document("c", &[project]);
    c.sha256 = "0".repeat(64);
    let mut comparer = Comparer::default();
    for document in [a, b, c] {
        comparer.add(&document);
    }
    let compared = comparer.finish();
    assert_eq!(
        lines(&compared.comparisons),
        ["duplicate-file", "duplicate-project"]
    );
    assert_eq!(compared.comparisons[1].a.path, "a");
    assert_eq!(compared.repeats, [false, true, true]);
}
