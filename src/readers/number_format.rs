//! A number as text in one of Word's number formats (`w:numFmt`, ECMA-376 17.18.59).
//!
//! In: a number and the name of a format. Out: text. An unknown format, or a number beyond the signs of a format,
//! gives plain digits. The signs are written as code points, with a comment above that shows them.

/// 〇 一 二 三 四 五 六 七 八 九
const DIGITS: [char; 10] = [
    '\u{3007}', '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}', '\u{4e03}',
    '\u{516b}', '\u{4e5d}',
];
/// 十 百 千
const PLACES: [char; 3] = ['\u{5341}', '\u{767e}', '\u{5343}'];
/// 零 壹 贰 叁 肆 伍 陆 柒 捌 玖
const LEGAL_DIGITS: [char; 10] = [
    '\u{96f6}', '\u{58f9}', '\u{8d30}', '\u{53c1}', '\u{8086}', '\u{4f0d}', '\u{9646}', '\u{67d2}',
    '\u{634c}', '\u{7396}',
];
/// 拾 佰 仟
const LEGAL_PLACES: [char; 3] = ['\u{62fe}', '\u{4f70}', '\u{4edf}'];
/// 零 between digits, where a place is empty
const GAP: char = '\u{96f6}';
/// 万
const MYRIAD: char = '\u{4e07}';
/// 甲 乙 丙 丁 戊 己 庚 辛 壬 癸
const STEMS: [char; 10] = [
    '\u{7532}', '\u{4e59}', '\u{4e19}', '\u{4e01}', '\u{620a}', '\u{5df1}', '\u{5e9a}', '\u{8f9b}',
    '\u{58ec}', '\u{7678}',
];
/// 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥
const BRANCHES: [char; 12] = [
    '\u{5b50}', '\u{4e11}', '\u{5bc5}', '\u{536f}', '\u{8fb0}', '\u{5df3}', '\u{5348}', '\u{672a}',
    '\u{7533}', '\u{9149}', '\u{620c}', '\u{4ea5}',
];

/// Writes `number` as the format named by `w:numFmt` would show it.
pub(crate) fn write(number: u32, format: &[u8]) -> String {
    match format {
        b"none" => String::new(),
        b"upperRoman" => roman(number).unwrap_or_else(|| number.to_string()),
        b"lowerRoman" => roman(number)
            .unwrap_or_else(|| number.to_string())
            .to_lowercase(),
        b"upperLetter" => letters(number, 'A'),
        b"lowerLetter" => letters(number, 'a'),
        b"decimalZero" => format!("{number:02}"),
        b"decimalFullWidth" | b"decimalFullWidth2" => digits(number, |digit| {
            char::from_u32(0xff10 + digit).unwrap_or_default()
        }),
        b"chineseCounting"
        | b"chineseCountingThousand"
        | b"japaneseCounting"
        | b"taiwaneseCounting"
        | b"taiwaneseCountingThousand" => counting(number, &DIGITS, &PLACES, true),
        b"chineseLegalSimplified" | b"japaneseLegal" | b"ideographLegalTraditional" => {
            counting(number, &LEGAL_DIGITS, &LEGAL_PLACES, false)
        }
        b"ideographDigital" | b"japaneseDigitalTenThousand" | b"taiwaneseDigital" => {
            digits(number, |digit| DIGITS[digit as usize % 10])
        }
        b"ideographTraditional" => sign(number, &STEMS),
        b"ideographZodiac" => sign(number, &BRANCHES),
        b"decimalEnclosedCircle" | b"decimalEnclosedCircleChinese" => circled(number),
        b"decimalEnclosedParen" => from_block(number, 0x2474, 20),
        b"decimalEnclosedFullstop" => from_block(number, 0x2488, 20),
        b"ideographEnclosedCircle" => from_block(number, 0x3280, 10),
        b"ideographParenthesized" => from_block(number, 0x3220, 10),
        b"numberInDash" => format!("- {number} -"),
        b"ordinal" => ordinal(number),
        _ => padded(number, format),
    }
}

/// Finishes a list number with its punctuation so that it can precede the text; `None` when it prints nothing.
pub(crate) fn label(mut label: String) -> Option<String> {
    let last = label.trim_end().chars().next_back()?;
    label.truncate(label.trim_end().len());
    // `1` needs a space before `2023`; `、` and `）` separate well enough by themselves
    if last.is_ascii() || last.is_alphanumeric() {
        label.push(' ');
    }
    Some(label)
}

/// Writes a number in a custom format: `001, 002, 003, ...` gives the width, anything else plain digits.
fn padded(number: u32, format: &[u8]) -> String {
    let width = match format.iter().position(|byte| !byte.is_ascii_digit()) {
        Some(width) if format[0] == b'0' => width,
        None if format.first() == Some(&b'0') => format.len(),
        _ => 0,
    };
    format!("{number:0width$}", width = width.min(9))
}

fn digits(number: u32, sign: impl Fn(u32) -> char) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .map(sign)
        .collect()
}

/// Picks from a short series of signs, which starts again after its end.
fn sign(number: u32, signs: &[char]) -> String {
    match number.checked_sub(1) {
        Some(index) => signs[index as usize % signs.len()].to_string(),
        None => number.to_string(),
    }
}

fn from_block(number: u32, first: u32, count: u32) -> String {
    match number {
        1.. if number <= count => char::from_u32(first + number - 1).map(String::from),
        _ => None,
    }
    .unwrap_or_else(|| number.to_string())
}

fn circled(number: u32) -> String {
    match number {
        21..=35 => from_block(number - 20, 0x3251, 15),
        36..=50 => from_block(number - 35, 0x32b1, 15),
        _ => from_block(number, 0x2460, 20),
    }
}

/// Chinese numerals up to 99,999,999. `short` drops the leading one of ten to nineteen (十二, not 一十二).
fn counting(number: u32, digits: &[char; 10], places: &[char; 3], short: bool) -> String {
    if number == 0 {
        return digits[0].to_string();
    }
    if number >= 100_000_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let (high, low) = (number / 10_000, number % 10_000);
    if high > 0 {
        four_digits(high, digits, places, &mut text);
        text.push(MYRIAD);
        if low > 0 && low < 1_000 {
            text.push(GAP);
        }
    }
    four_digits(low, digits, places, &mut text);
    if short && (10..20).contains(&number) {
        text.remove(0);
    }
    text
}

fn four_digits(number: u32, digits: &[char; 10], places: &[char; 3], text: &mut String) {
    let mut begun = false;
    let mut gap = false;
    for (power, place) in [(1000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None)] {
        let digit = number / power % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(GAP);
        }
        begun = true;
        text.push(digits[digit as usize]);
        text.extend(place.map(|place: usize| places[place]));
    }
}

/// A, B, … Z, AA, BB, … as Word counts.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1) else {
        return number.to_string();
    };
    let repeat = (index / 26 + 1).min(32) as usize;
    let letter = char::from_u32(first as u32 + index % 26).unwrap_or(first);
    std::iter::repeat_n(letter, repeat).collect()
}

fn roman(mut number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=32_767).contains(&number) {
        return None;
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    Some(text)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn every_format_writes_what_word_shows() {
        for (number, format, shown) in [
            (3, "decimal", "3"),
            (0, "chineseCounting", "〇"),
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (12, "japaneseCounting", "十二"),
            (20, "chineseCounting", "二十"),
            (21, "chineseCounting", "二十一"),
            (101, "chineseCountingThousand", "一百零一"),
            (110, "chineseCountingThousand", "一百一十"),
            (1001, "chineseCountingThousand", "一千零一"),
            (10_005, "chineseCountingThousand", "一万零五"),
            (20_300, "chineseCountingThousand", "二万零三百"),
            (11, "chineseLegalSimplified", "壹拾壹"),
            (205, "ideographDigital", "二〇五"),
            (12, "ideographTraditional", "乙"),
            (12, "ideographZodiac", "亥"),
            (20, "decimalEnclosedCircle", "⑳"),
            (21, "decimalEnclosedCircleChinese", "㉑"),
            (51, "decimalEnclosedCircleChinese", "51"),
            (3, "decimalEnclosedParen", "⑶"),
            (3, "ideographEnclosedCircle", "㊂"),
            (7, "decimalFullWidth", "７"),
            (7, "decimalZero", "07"),
            (7, "001, 002, 003, ...", "007"),
            (28, "upperLetter", "BB"),
            (4, "lowerLetter", "d"),
            (1994, "upperRoman", "MCMXCIV"),
            (9, "lowerRoman", "ix"),
            (22, "ordinal", "22nd"),
            (5, "none", ""),
            (5, "noSuchFormat", "5"),
        ] {
            assert_eq!(write(number, format.as_bytes()), shown, "{number} {format}");
        }
    }
}
