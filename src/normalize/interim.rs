//! Plain forms of amounts, dates and lists, in place until the modules of those names land.
use crate::record::*;
use crate::vocabulary::fold_width;
use crate::vocabulary::values::ValueWords;
use rust_decimal::Decimal;
pub struct YearMention {
    pub year: i32,
}
pub fn years_in(text: &str) -> Vec<YearMention> {
    let b = text.as_bytes();
    let mut v = vec![];
    for i in 0..b.len().saturating_sub(3) {
        if b[i..i + 4].iter().all(u8::is_ascii_digit)
            && text[i + 4..].starts_with('年')
            && (i == 0 || !b[i - 1].is_ascii_digit())
        {
            v.push(YearMention {
                year: text[i..i + 4].parse().unwrap(),
            });
        }
    }
    v
}
pub fn parse_date(
    _: &str,
    _: Option<i32>,
    _: &ValueWords,
) -> Option<(String, String, DatePrecision)> {
    None
}
pub fn amount_unit_of(text: &str, _: &ValueWords) -> Option<AmountUnit> {
    if text.contains("万元") {
        Some(AmountUnit::TenThousand)
    } else if text.trim() == "元" || text.contains("（元）") || text.contains("：元") {
        Some(AmountUnit::Yuan)
    } else {
        None
    }
}
pub fn parse_amount(raw: &str, unit: Option<AmountUnit>, _: &ValueWords) -> Option<Amount> {
    let k = fold_width(raw).replace(',', "");
    if k.is_empty() || k == "-" || k == "/" {
        return None;
    }
    let (d, u) = if let Some(x) = k.strip_suffix("万元").or(k.strip_suffix("万")) {
        (x.to_owned(), Some(AmountUnit::TenThousand))
    } else {
        (k, unit)
    };
    let yuan = Decimal::from_str_exact(&d).ok().and_then(|d| {
        Some(match u? {
            AmountUnit::Yuan => d,
            AmountUnit::TenThousand => d * Decimal::from(10000),
            _ => return None,
        })
    });
    Some(Amount {
        raw: raw.trim().to_owned(),
        yuan,
    })
}
pub fn split_objectives(text: &str) -> Vec<String> {
    text.lines()
        .map(|l| crate::vocabulary::strip_enumeration(l.trim()).to_owned())
        .collect()
}
pub fn split_organization(raw: &str) -> Organization {
    let n = raw.chars().take_while(char::is_ascii_digit).count();
    Organization {
        code: (n > 0).then(|| raw[..n].to_owned()),
        name: Some(raw[n..].trim_start_matches('-').to_owned()),
    }
}
pub fn split_project_code(raw: &str) -> (Option<String>, String) {
    (None, raw.to_owned())
}
