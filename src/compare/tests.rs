//! Comparisons of small records built by hand, one case per line.

mod copies;

use super::*;
use crate::convert::{Options, convert};

/// A document with one project per block of lines: `unit | code | year | name | project code | budget in 万元`, then
/// `name | target` for each indicator.
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

/// Kind, demand and difference, one line per comparison.
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
        ("≥95%", ">95%", "target-changed"),
        ("≤10起", "<10起", "target-changed"),
        ("=100场", "约100场", "target-changed"),
        ("≥0.30万元", ">3000元", "target-changed"),
        ("≥95%", ">96%", "target-rose harder 1%"),
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

/// The two years of every line of one kind.
fn years_of(documents: &[record::Document], found: &[Comparison], kind: Kind) -> Vec<String> {
    let year = |side: &Side| {
        let document = documents.iter().find(|one| one.path == side.path).unwrap();
        document.projects[0].fiscal_year.unwrap()
    };
    let of_kind = found.iter().filter(|one| one.kind == kind);
    of_kind
        .map(|one| {
            let (a, b) = (year(&one.a), year(&one.b));
            format!("{a}-{b} {}", one.linked_by.as_str())
        })
        .collect()
}

#[test]
fn years_follow_each_other_whatever_links_them() {
    let (one, other) = ("12000023P02DLNB10017K", "12000023P02DLNB10018K");
    for (what, codes, expected) in [
        (
            "a year without a code",
            [one, "", one],
            vec![
                "2023-2024 unit-name+project-name",
                "2024-2025 unit-name+project-name",
            ],
        ),
        (
            "a code in every year",
            [one, one, one],
            vec![
                "2023-2024 unit-name+project-code",
                "2024-2025 unit-name+project-code",
            ],
        ),
        (
            "another project of the same name in between",
            [one, other, one],
            vec!["2023-2025 unit-name+project-code"],
        ),
        (
            "a code that begins anew",
            [one, one, other],
            vec![
                "2023-2024 unit-name+project-code",
                "2024-2025 unit-name+project-name",
            ],
        ),
    ] {
        let documents: Vec<_> = codes
            .iter()
            .zip(["2023", "2024", "2025"])
            .map(|(code, year)| {
                let head = format!("101001|某某街道办|{year}|{code}保洁经费|1.00");
                document(year, &[&format!("{head}\n甲指标|≥1个")])
            })
            .collect();
        let found = compared(&documents);
        let years = years_of(&documents, &found, Kind::SameProject);
        assert_eq!(years, expected, "{what} {found:#?}");
    }
}

#[test]
fn numbers_at_the_edge_of_a_decimal_are_compared() {
    let most = "79228162514264337593543950335";
    let of = |year: &str, sign: &str| {
        let head = format!("101001|某某街道办|{year}|保洁经费|{sign}{most}元");
        document(year, &[&format!("{head}\n甲指标|≥{sign}{most}个")])
    };
    let found = compared(&[of("2023", "-"), of("2024", "")]);
    assert_eq!(lines(&found), ["same-project", "target-rose harder"]);
    assert!(found[0].operand_a.is_some() && found[0].operand_b.is_some());
}

#[test]
fn what_is_not_linked_is_reported_in_the_words_of_the_key() {
    let code = "12000023P02DLNB10017K";
    for (what, name, other, told) in [
        (
            "a name",
            "保洁经费",
            "保洁经费",
            "某某街道办2023年有2个项目名称均为“保洁经费”，因此没有与其他年度对应",
        ),
        (
            "a code",
            &format!("{code}保洁经费"),
            &format!("{code}绿化经费"),
            "某某街道办2023年有2个项目代码相同，因此没有与其他年度对应",
        ),
    ] {
        let of = |year: &str, name: &str, budget: &str| {
            format!("101001|某某街道办|{year}|{name}|{budget}\n甲指标|≥1个")
        };
        let a = document(
            "a",
            &[&of("2023", name, "1.00"), &of("2023", other, "3.00")],
        );
        let b = document("b", &[&of("2024", name, "2.00")]);
        let found = compared(&[a, b]);
        let told_of: Vec<_> = found
            .iter()
            .filter(|one| one.kind == Kind::AmbiguousProject)
            .map(|one| (one.message_zh.as_str(), one.shared))
            .collect();
        assert_eq!(told_of, [(told, Some(2))], "{what}");
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
