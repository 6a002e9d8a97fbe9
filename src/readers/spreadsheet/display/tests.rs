use super::*;

const PAIRS: &str = include_str!("../../../../tests/number_formats.tsv");

fn display(value: f64, code: &str, epoch_1904: bool) -> Display {
    super::display(value, &Code::read(code), epoch_1904)
}

/// Padding is drawn, and no text.
fn unpadded(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_pair_shows_what_libreoffice_or_the_reason_says() {
    let mut failures = Vec::new();
    let mut lines = 0;
    for line in PAIRS.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (code, value, expected) = match fields.as_slice() {
            [code, value, shown] => (*code, *value, *shown),
            [code, value, _, right, reason] if !reason.is_empty() => (*code, *value, *right),
            _ => panic!("not a pair: {line}"),
        };
        lines += 1;
        let shown = match value.strip_prefix('\'') {
            Some(text) => display_text(text, &Code::read(code)),
            None => display(value.parse().unwrap(), code, false).text,
        };
        if unpadded(&shown) != unpadded(expected) {
            failures.push(format!("{code}\t{value}\t{expected}\t{shown}"));
        }
    }
    assert!(lines >= 1_000, "{lines}");
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn numbers_as_displayed() {
    for (value, code, shown) in [
        (100.0, "General", "100"),
        (0.1 + 0.2, "General", "0.3"),
        (1_386_200.0, "G/通用格式", "1386200"),
        (-2.5, "General", "-2.5"),
        (100.0, "0.00", "100.00"),
        (18.6, "0.00", "18.60"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00_ ", "2.68"),
        (1_386_200.0, "#,##0.00", "1,386,200.00"),
        (999.5, "#,##0", "1,000"),
        (0.0, "#,##0.00", "0.00"),
        (0.0, "#", ""),
        (0.5, "#.##", ".5"),
        (5.0, "0.##", "5."),
        (7.0, "000", "007"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (1.0, "0.00%", "100.00%"),
        (1_234_567.0, "#,##0,", "1,235"),
        (1_234_567.0, "0.00,,", "1.23"),
        (3_500_000.0, "0!.0,", "350.0"),
        (-5.0, "0.00_);(0.00)", "(5.00)"),
        (-5.0, "0.00;[Red]-0.00", "-5.00"),
        (-0.001, "0.00", "0.00"),
        (
            0.0,
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "-",
        ),
        (
            12_345.6,
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "12,345.60",
        ),
        (12.0, "[$¥-804]#,##0.00", "¥12.00"),
        (12.0, "0\"人\"", "12人"),
        (12.0, "\\≥0", "≥12"),
        (12.0, "\"≥\"0.0%", "≥1200.0%"),
        (12.0, "@", "12"),
        (5.0, ";;;", ""),
        (0.5, "# ?/?", "1/2"),
        (0.75, "0.00\"a\"0", "0.75a0"),
        (123_456.0, "0.00E+00", "1.23E+05"),
        (1e300, "0.00", "1"),
    ] {
        let told = display(value, code, false).text;
        if value == 1e300 {
            assert!(told.starts_with('1'), "{told}");
            continue;
        }
        assert_eq!(told, shown, "{value} {code}");
    }
}

#[test]
fn what_is_not_displayed_is_reported() {
    let rounded = |stored: &str| Some(Altered::Rounded(stored.to_owned()));
    let differs = |stored: &str| Some(Altered::Differs(stored.to_owned()));
    for (value, code, stored) in [
        (12.3456, "0.00", rounded("12.3456")),
        (12.3456, "0", rounded("12.3456")),
        (-12.3456, "0.00", rounded("-12.3456")),
        (-0.5, "0.00_);(0)", rounded("-0.5")),
        (0.004, "0.00", rounded("0.004")),
        (0.95, "0%", None),
        (0.955, "0%", rounded("0.955")),
        (1.0 / 3.0, "0.0%", rounded("0.333333333333333")),
        (1.0 / 3.0, "# ?/?", None),
        (0.3, "# ?/2", rounded("0.3")),
        (12.3, "0.00", None),
        (0.1 + 0.2, "0.0", None),
        (1_386_200.0, "#,##0", None),
        (1_234_567.0, "#,##0,", differs("1234567")),
        (3_500_000.0, "0!.0,", differs("3500000")),
        (0.0, "0!.0,", None),
        (123_456.0, "0.00E+00", rounded("123456")),
        (123_000.0, "0.00E+00", None),
        (12.3456, "General", None),
        (45_657.5, "yyyy/m/d", None),
        (12.5, "\"-\"", differs("12.5")),
        (12.5, ";;;", differs("12.5")),
        (0.0, "[=0]\"\";General", None),
        (1.0, "[=1]\"是\";General", differs("1")),
        (-5.0, "0.00;[Red]0.00", differs("-5")),
        (-5.0, "0.00;(0.00)", None),
    ] {
        assert_eq!(
            display(value, code, false).altered,
            stored,
            "{value} {code}"
        );
    }
}

#[test]
fn what_a_text_does_not_show_is_reported() {
    let rounded = |stored: &str| Some(Altered::Rounded(stored.to_owned()));
    let differs = |stored: &str| Some(Altered::Differs(stored.to_owned()));
    for (shown, value, stored) in [
        ("12.35", 12.3456, rounded("12.3456")),
        ("¥1,234.6万元", 1234.56, rounded("1234.56")),
        ("-0", -0.4, rounded("-0.4")),
        ("96%", 0.955, rounded("0.955")),
        ("95%", 0.95, None),
        ("12.30", 12.3, None),
        ("0.3", 0.1 + 0.2, None),
        ("24.8万", 248_000.0, differs("248000")),
        ("1,235", 1_234_567.0, differs("1234567")),
        ("", 5.0, differs("5")),
        ("", 0.0, None),
        ("1/3", 1.0 / 3.0, None),
        ("2025", 46_011.0, None),
        ("三", 3.2, None),
    ] {
        assert_eq!(altered(shown, value), stored, "{shown} {value}");
    }
}

#[test]
fn dates_as_displayed() {
    for (value, code, shown) in [
        (45_657.0, "yyyy/m/d", "2024/12/31"),
        (45_292.0, "yyyy-mm-dd", "2024-01-01"),
        (45_657.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年12月31日"),
        (45_657.0, "[$-804]yyyy\"年\"m\"月\";@", "2024年12月"),
        (45_657.0, "d-mmm-yy", "31-Dec-24"),
        (45_657.0, "[$-804]aaaa;@", "星期二"),
        (45_657.0, "AAA", "二"),
        (45_292.770_833_333, "yyyy/m/d h:mm", "2024/1/1 18:30"),
        (0.770_833_333_333, "h:mm AM/PM", "6:30 PM"),
        (0.5, "mm:ss.0", "00:00.0"),
        (1.5, "[h]:mm", "36:00"),
        (-1.0, "yyyy/m/d", "-1"),
    ] {
        assert_eq!(display(value, code, false).text, shown, "{value} {code}");
    }
    assert_eq!(display(44_195.0, "yyyy/m/d", true).text, "2024/12/31");
}

#[test]
fn built_in_formats_are_readable() {
    for id in 0..=60 {
        if let Some(code) = built_in(id) {
            assert!(!display(1.0, code, false).text.is_empty(), "{id} {code}");
        }
    }
}
