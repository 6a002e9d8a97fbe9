//! Chinese numerals of number formats: `[DBNum1]` 二万四千八百, `[DBNum2]` 贰万肆仟捌佰, `[DBNum3]` ２４８００.
//!
//! In: a number as digits. Out: the same in numerals; digits that stand apart in the format are written one by one.

use super::code::Numerals;

/// 〇 一 二 三 四 五 六 七 八 九
const LOWER: [char; 10] = [
    '\u{3007}', '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}', '\u{4e03}',
    '\u{516b}', '\u{4e5d}',
];
/// 零 壹 贰 叁 肆 伍 陆 柒 捌 玖
const UPPER: [char; 10] = [
    '\u{96f6}', '\u{58f9}', '\u{8d30}', '\u{53c1}', '\u{8086}', '\u{4f0d}', '\u{9646}', '\u{67d2}',
    '\u{634c}', '\u{7396}',
];
/// 千 百 十
const LOWER_PLACES: [Option<char>; 4] =
    [Some('\u{5343}'), Some('\u{767e}'), Some('\u{5341}'), None];
/// 仟 佰 拾
const UPPER_PLACES: [Option<char>; 4] =
    [Some('\u{4edf}'), Some('\u{4f70}'), Some('\u{62fe}'), None];
/// 兆 亿 万
const GROUPS: [Option<char>; 4] = [Some('\u{5146}'), Some('\u{4ebf}'), Some('\u{4e07}'), None];

/// A number in numerals; of what is not a plain number each digit alone.
pub(super) fn write(shown: &str, numerals: Numerals) -> String {
    let (whole, decimals) = match shown.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (shown, None),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = is_number(whole) && decimals.is_none_or(is_number) && whole.len() <= 16;
    if !plain || whole.is_empty() || numerals == Numerals::FullWidth {
        return digits(shown, numerals);
    }
    let mut text = counting(whole, numerals);
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(&digits(decimals, numerals));
    }
    text
}

/// Digit by digit.
pub(super) fn digits(text: &str, numerals: Numerals) -> String {
    let signs = text.chars().map(|sign| match sign.to_digit(10) {
        Some(digit) => sign_of(digit, numerals),
        None => sign,
    });
    signs.collect()
}

/// A month or a day: ten has no one before it.
pub(super) fn short(number: u32, numerals: Numerals) -> String {
    let mut text = write(&number.to_string(), numerals);
    if numerals == Numerals::Lower && (10..20).contains(&number) {
        text.remove(0);
    }
    text
}

fn sign_of(digit: u32, numerals: Numerals) -> char {
    let at = digit as usize % 10;
    match numerals {
        Numerals::Lower => LOWER[at],
        Numerals::Upper => UPPER[at],
        Numerals::FullWidth => char::from_u32(0xff10 + digit).unwrap_or_default(),
    }
}

/// Up to sixteen digits, in groups of four.
fn counting(digits: &str, numerals: Numerals) -> String {
    let places = match numerals {
        Numerals::Lower => LOWER_PLACES,
        _ => UPPER_PLACES,
    };
    let padded = format!("{digits:0>16}");
    let mut text = String::new();
    let mut gap = false;
    for (group, name) in padded.as_bytes().chunks(4).zip(GROUPS) {
        let mut empty = true;
        for (digit, place) in group.iter().zip(places) {
            if *digit == b'0' {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push(sign_of(0, numerals));
            }
            empty = false;
            text.push(sign_of(u32::from(digit - b'0'), numerals));
            text.extend(place);
        }
        if !empty {
            text.extend(name);
        }
    }
    if text.is_empty() {
        text.push(sign_of(0, numerals));
    }
    text
}
