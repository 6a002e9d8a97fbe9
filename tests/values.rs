//! The value grammar, one line per case.
//!
//! `values.tsv` has the columns raw, kind, op, value, value_high, unit, date_start, date_end and flags, for the budget
//! year 2023; `|` in raw separates operator, value and unit columns. The flags column begins with the precision of a
//! date (day, month, quarter, half, year), which is `date_precision` and not a flag; the rest is [`Target::flags`] in
//! order. `values_hard.tsv` has the same columns, followed by base_value and base_unit, for cases that could be read in
//! more than one way; lines that begin with `#` give the reason for each reading.

use proptest::prelude::*;
use yusuan::normalize::target::{flags, parse_split_target, parse_target};
use yusuan::record::{Op, Target, TargetKind};

mod invariants;

use invariants::check_invariants;

const YEAR: Option<i32> = Some(2023);

/// The columns of the tables after raw.
fn columns(target: &Target) -> Vec<String> {
    let decimal = |value: Option<rust_decimal::Decimal>| {
        value.map(|value| value.to_string()).unwrap_or_default()
    };
    let flags: Vec<&str> = target
        .date_precision
        .map(|precision| precision.as_str())
        .into_iter()
        .chain(target.flags.iter().map(|flag| &**flag))
        .collect();
    vec![
        target.kind.as_str().to_owned(),
        target
            .op
            .map(|op| op.as_str().to_owned())
            .unwrap_or_default(),
        decimal(target.value),
        decimal(target.value_high),
        target.unit.clone().unwrap_or_default(),
        target.date_start.clone().unwrap_or_default(),
        target.date_end.clone().unwrap_or_default(),
        flags.join(","),
        decimal(target.base_value),
        target.base_unit.clone().unwrap_or_default(),
    ]
}

fn parse(raw: &str) -> Target {
    let words = &yusuan::vocabulary::Vocabulary::builtin().values;
    match raw.split('|').collect::<Vec<_>>()[..] {
        [op, value, unit] => parse_split_target(op, value, unit, YEAR, words),
        _ => parse_target(raw, YEAR, words),
    }
}

/// Compares every line of a table in the columns it has; fails with a list of all lines that differ.
fn check(table: &str) -> usize {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in table.lines().skip(1).filter(|line| !line.starts_with('#')) {
        let (raw, expected) = line.split_once('\t').expect("raw and columns");
        let target = parse(raw);
        assert_eq!(target.raw, raw.replace('|', ""), "the raw text is kept");
        let width = expected.split('\t').count();
        let found = columns(&target)[..width].join("\t");
        if found != expected {
            wrong.push(format!("{raw}\n  expected {expected}\n  found    {found}"));
        }
        cases += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    cases
}

#[test]
fn every_case_of_the_table() {
    assert_eq!(check(include_str!("values.tsv")), 168);
}

#[test]
fn every_hard_case() {
    check(include_str!("values_hard.tsv"));
}

#[test]
fn without_a_budget_year_a_date_without_year_has_no_days() {
    let words = &yusuan::vocabulary::Vocabulary::builtin().values;
    for raw in ["12月底前", "第一季度", "全年", "6月30日", "12.31前"] {
        let target = parse_target(raw, None, words);
        assert!(target.date_precision.is_some(), "{raw}");
        assert_eq!(
            (&target.date_start, &target.date_end),
            (&None, &None),
            "{raw}"
        );
        assert!(target.flags.contains(&flags::YEAR_MISSING), "{raw}");
    }
    let printed = parse_target("2024年12月底前", None, words);
    assert_eq!(printed.date_end.as_deref(), Some("2024-12-31"));
}

#[test]
fn both_ends_of_a_range_are_converted() {
    let target = parse("10万元-15万元");
    let ends = (target.base_value, target.base_value_high);
    assert_eq!(ends, (Some(100_000.into()), Some(150_000.into())));
}

#[test]
fn one_value_a_line() {
    for (raw, kind) in [
        ("≥2次\n≥100人次", TargetKind::Multi),
        ("≥95%\r\n\r\n2023年12月底前", TargetKind::Multi),
        // one value broken over two lines
        ("2023年12月\n31日前", TargetKind::Date),
        ("≥400\n篇", TargetKind::Number),
        ("保证正常\n运行", TargetKind::Text),
    ] {
        assert_eq!(parse(raw).kind, kind, "{raw}");
    }
}

#[test]
fn the_words_of_a_qualitative_target() {
    for (raw, text) in [
        (" 正常\n运行 ", Some("正常运行")),
        ("OA  系统 ok\tfine", Some("OA 系统 ok fine")),
        ("优良中低差", Some("优良中低差")),
        ("定性|及时 |", Some("及时")),
        ("≥95%", None),
        ("无", None),
    ] {
        assert_eq!(parse(raw).text.as_deref(), text, "{raw}");
    }
}

#[test]
fn absurd_input_is_text() {
    let words = &yusuan::vocabulary::Vocabulary::builtin().values;
    for raw in [
        "(".repeat(100_000),
        "9".repeat(100_000),
        "1(".repeat(50_000),
        "每".repeat(100_000),
        "1元/元".repeat(50_000),
        "约".repeat(300) + "1次",
        "≥1且".repeat(50_000),
        "一二三".repeat(50_000),
        "1\n".repeat(50_000) + "a",
    ] {
        let target = parse_target(&raw, YEAR, words);
        assert_eq!(target.raw, raw);
        assert_eq!(target.value, None);
    }
}

/// Texts composed of the parts that values consist of.
fn value_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "≥",
            "≤",
            ">",
            "=",
            "＞＝",
            "不低于",
            "不超过",
            "以上",
            "以内",
            "左右",
            "约",
            "每",
            "较上年",
            "提高",
            "到",
            "至",
            "-",
            "～",
            "±",
            "%",
            "％",
            "万",
            "元",
            "次",
            "人",
            "年",
            "月",
            "日",
            "底",
            "前",
            "季度",
            "半年",
            "第",
            "一",
            "二",
            "十",
            "百",
            "百分之",
            "个",
            "（",
            "）",
            "(",
            ")",
            "/",
            "·",
            ".",
            ",",
            "，",
            "；",
            "、",
            ":",
            "：",
            " ",
            "\n",
            "\t",
            "2023",
            "12",
            "31",
            "0",
            "优",
            "级",
            "无",
            "*",
            "X",
            "且",
            "预算",
            "￥",
            "余",
            "含",
            "率",
            "km",
            "GB",
            "m²",
            "…",
            "\u{200b}",
            "０",
            "９",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,6}",
        "[0-9]{1,3}\\.[0-9]{1,3}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_text_gives_a_target(raw in value_like(), year in prop::option::of(1990..2060_i32)) {
        let target = parse_target(&raw, year, &yusuan::vocabulary::Vocabulary::builtin().values);
        prop_assert_eq!(&target.raw, &raw);
        check_invariants(&target);
    }

    #[test]
    fn any_columns_give_a_target(op in value_like(), value in value_like(), unit in value_like()) {
        let target = parse_split_target(&op, &value, &unit, YEAR, &yusuan::vocabulary::Vocabulary::builtin().values);
        prop_assert_eq!(&target.raw, &[op, value, unit].concat());
        check_invariants(&target);
    }

    /// A number written in its canonical form is read as the same number.
    #[test]
    fn the_canonical_form_is_stable(
        op in prop::sample::select(vec![Op::AtLeast, Op::AtMost, Op::MoreThan, Op::LessThan, Op::Equal]),
        whole in 0..10_000_000_i64,
        scale in 0..4_u32,
        unit in prop::sample::select(vec!["%", "‰", "次", "万元", "元/人/天", "个工作日", "万页", "次/年", "平方米", "℃", ""]),
    ) {
        let value = rust_decimal::Decimal::new(whole, scale);
        let printed = format!("{}{value}{unit}", op.as_str());
        let target = parse(&printed);
        // ≤20231231 is a date
        prop_assume!(target.kind != TargetKind::Date);
        prop_assert_eq!(target.kind, TargetKind::Number);
        prop_assert_eq!(target.op, Some(op));
        prop_assert_eq!(target.value.map(|value| value.to_string()), Some(value.to_string()));
        prop_assert_eq!(target.unit.unwrap_or_default(), unit);
    }
}
