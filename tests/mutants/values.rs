//! Values that no document prints, made from those of the tables in `tests/`.

use super::dice::Dice;

/// Characters that end, begin, separate or scale a value.
const SIGNS: &str = "≥≤><=＞＝±%％‰~～-—至到约每不低于超过以上内较上年提高万亿千百十元人次年月日季度底前第个（）()/·.,，；、:：。 \n\t0123456789０９一二三零〇优良中差无*X×且余含率²℃\u{200b}\u{feff}";

/// The raw values of the tables, with `|` between operator, value and unit.
pub(crate) fn raws() -> Vec<&'static str> {
    [
        include_str!("../values.tsv"),
        include_str!("../values_hard.tsv"),
    ]
    .into_iter()
    .flat_map(|table| table.lines().skip(1))
    .filter(|line| !line.starts_with('#'))
    .filter_map(|line| line.split('\t').next())
    .collect()
}

/// The value with that number: parts of up to four printed ones, with characters inserted, removed and swapped.
pub(crate) fn value(raws: &[&str], number: u64) -> String {
    let mut dice = Dice::new(number);
    let mut text: Vec<char> = Vec::new();
    for _ in 0..=dice.length(3) {
        let raw: Vec<char> = dice.of(raws).chars().collect();
        let part = if dice.once_in(2) {
            0..raw.len()
        } else {
            dice.range(raw.len())
        };
        let at = dice.below(text.len() + 1);
        text.splice(at..at, raw[part].iter().copied());
    }
    let signs: Vec<char> = SIGNS.chars().collect();
    for _ in 0..dice.length(6) {
        let at = dice.below(text.len() + 1);
        let place = at..at + dice.length(2).min(text.len() - at);
        let sign = *dice.of(&signs);
        let times = dice.length(3);
        text.splice(place, std::iter::repeat_n(sign, times));
    }
    text.into_iter().collect()
}
