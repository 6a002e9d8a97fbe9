//! Copies and duplicates: content that units, files and projects have in common.

use super::*;
use rust_decimal::Decimal;

const FIVE: &str = "清扫道路长度|≥120公里\n清运垃圾量|≥3400吨\n设备完好率|≥97%\n作业事故数|≤2起\n公厕保洁座数|=36座";

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

/// A document with one project of a unit.
fn of_unit(number: u32, name: &str, targets: &str) -> record::Document {
    let (code, unit) = (101_001 + number, char::from_u32(0x6768 + number).unwrap());
    let project = format!("{code}|{unit}家街道办|2024|{name}经费|1.00\n{targets}");
    document(&format!("{number:02}{name}"), &[&project])
}

#[test]
fn parts_are_looked_for_in_every_unit_of_a_set() {
    // the first unit has the whole set and the part; the second unit only the set
    let part = format!("{FIVE}\n甲|≥1个");
    let found = compared(&[
        of_unit(0, "保洁", FIVE),
        of_unit(1, "保洁", FIVE),
        of_unit(0, "绿化", &part),
    ]);
    let places: Vec<_> = found
        .iter()
        .map(|one| (one.a.path.as_str(), one.b.path.as_str()))
        .collect();
    assert_eq!(
        places,
        [("00保洁", "01保洁"), ("01保洁", "00绿化")],
        "{found:#?}"
    );
}

#[test]
fn units_are_counted_and_not_projects() {
    // one unit has many projects that share the five targets, each with a further target
    let mut documents: Vec<_> = (0..25)
        .map(|number| {
            let name = char::from_u32(0x7530 + number).unwrap().to_string();
            of_unit(0, &name, &format!("{FIVE}\n{name}|≥1个"))
        })
        .collect();
    documents.push(of_unit(1, "保洁", FIVE));
    let found = compared(&documents);
    assert_eq!(lines(&found), ["copied-targets"; 25]);
}

#[test]
fn what_is_not_looked_at_pair_by_pair_is_told() {
    let own = |number: u32| char::from_u32(0x7530 + number).unwrap();
    for (what, count, expected) in [
        ("as many as are looked at", 6, vec!["copied-targets"; 15]),
        (
            "a template with a target of their own",
            30,
            vec!["common-content"],
        ),
    ] {
        let documents: Vec<_> = (0..count)
            .map(|number| of_unit(number, "保洁", &format!("{FIVE}\n{}|≥1个", own(number))))
            .collect();
        let found = compared(&documents);
        assert_eq!(lines(&found), expected, "{what}");
        if count == 30 {
            let (shared, units) = (found[0].shared, found[0].operand_a.as_deref());
            assert_eq!((shared, units), (Some(5), Some("30")));
        }
    }
    // so many projects of two units that comparing all pairs would take too long
    let documents: Vec<_> = (0..240)
        .map(|number| {
            let name = own(number).to_string();
            of_unit(number % 2, &name, &format!("{FIVE}\n{name}|≥1个"))
        })
        .collect();
    let found = compared(&documents);
    assert_eq!(lines(&found), ["common-content"]);
    assert_eq!(found[0].operand_a.as_deref(), Some("2"));
}

#[test]
fn what_everybody_says_is_one_line() {
    let documents: Vec<_> = (0..30)
        .map(|number| of_unit(number, "保洁", FIVE))
        .collect();
    let found = compared(&documents);
    assert_eq!(lines(&found), ["common-content"]);
    assert_eq!(found[0].operand_a.as_deref(), Some("30"));
}

#[test]
fn a_blank_form_is_no_copy_of_another() {
    let form = |path: &str, title: &str| {
        let mut document = document(path, &["101001|某某街道办|2024|保洁经费|1.00\n甲|≥1个"]);
        document.sha256 = Some(title.repeat(64));
        document.projects[0].project_name = None;
        document.projects[0].indicators.clear();
        document
    };
    assert_eq!(lines(&compared(&[form("a", "0"), form("b", "1")])), [""; 0]);
}

#[test]
fn projects_that_say_something_else_are_no_duplicates() {
    type Change = fn(&mut record::Project);
    let cases: [(&str, Change, bool); 6] = [
        ("nothing", |_| {}, true),
        (
            "a space in a description",
            |project| project.indicators[0].description = Some("清 扫".to_owned()),
            true,
        ),
        (
            "a description",
            |project| project.indicators[0].description = Some("清运".to_owned()),
            false,
        ),
        (
            "the points",
            |project| project.indicators[0].score = Some(Decimal::TEN),
            false,
        ),
        (
            "the total of the points",
            |project| {
                project.evaluation = Some(record::Evaluation {
                    total_score: Some(Decimal::TEN),
                    ..record::Evaluation::default()
                });
            },
            false,
        ),
        (
            "a funding line",
            |project| project.funding.push(funding_line(None)),
            false,
        ),
    ];
    for (what, change, same) in cases {
        let mut a = document("a", &["101001|某某街道办|2024|保洁经费|1.00\n甲|≥1个"]);
        a.projects[0].indicators[0].description = Some("清扫".to_owned());
        let mut b = a.clone();
        b.path = "b".to_owned();
        b.sha256 = Some("0".repeat(64));
        change(&mut b.projects[0]);
        let found = compared(&[a, b]);
        let expected = if same {
            vec!["duplicate-project"]
        } else {
            vec![]
        };
        assert_eq!(lines(&found), expected, "{what}");
    }
}

#[test]
fn the_same_file_and_the_same_project_are_told_once() {
    let project = "101001|某某街道办|2024|保洁经费|1.00\n甲|≥1个";
    let a = document("a", &[project]);
    let mut b = a.clone();
    b.path = "b".to_owned();
    let mut c = document("c", &[project]);
    c.sha256 = Some("0".repeat(64));
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

fn funding_line(execution_rate: Option<Decimal>) -> record::Funding {
    record::Funding {
        label: "财政资金".to_owned(),
        source: record::FundingSource::Fiscal,
        expenditure: None,
        period: record::Period::Annual,
        amount: None,
        original_amount: None,
        executed: None,
        execution_rate,
    }
}

#[test]
fn what_was_spent_of_a_funding_line_is_looked_at() {
    let of_rate = |path: &str, rate: u32| {
        let mut document = document(path, &["101001|某某街道办|2024|保洁经费|1.00\n甲|≥1个"]);
        document.sha256 = Some(path.repeat(64));
        let line = funding_line(Some(rate.into()));
        document.projects[0].funding = vec![line];
        document
    };
    for (rate, expected) in [(95, vec!["duplicate-project"]), (96, vec![])] {
        let found = compared(&[of_rate("a", 95), of_rate("b", rate)]);
        assert_eq!(lines(&found), expected, "{rate}");
    }
}
