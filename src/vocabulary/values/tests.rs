use super::super::built_in;
use super::*;

fn entries() -> (ValueEntries, UnitEntries) {
    let values = serde_saphyr::from_str(include_str!("../values.yaml")).expect("values.yaml");
    let units = serde_saphyr::from_str(include_str!("../units.yaml")).expect("units.yaml");
    (values, units)
}

#[test]
fn the_builtin_files_load() {
    ValueWords::parse(built_in!("values"), built_in!("units")).expect("values.yaml and units.yaml");
}

#[test]
fn no_word_means_two_things_in_one_place() {
    let (values, units) = entries();
    let operators = &values.operators;
    let spellings = units
        .units
        .iter()
        .flat_map(|unit| unit.aliases.iter().chain([&unit.name]));
    let lists: [(&str, Vec<&str>); 5] = [
        (
            "signs",
            each(&operators.signs)
                .chain(each(&operators.malformed))
                .map(|(_, sign)| sign)
                .collect(),
        ),
        (
            "prefixes",
            each(&operators.words)
                .map(|(_, word)| word)
                .chain(
                    [
                        &values.approximate,
                        &values.approximate_under,
                        &values.neutral,
                        &values.change_up,
                        &values.change_down,
                        &values.previous_year,
                        &values.than,
                        &values.every,
                        &values.percent_before,
                        &values.plus_minus,
                        &values.rank,
                        &values.first_ranks,
                    ]
                    .into_iter()
                    .flatten()
                    .map(String::as_str),
                )
                .collect(),
        ),
        (
            "tails",
            each(&operators.bounds)
                .map(|(_, word)| word)
                .chain(
                    [
                        &values.approximate_over,
                        &values.inclusive,
                        &values.exclusive,
                        &values.between,
                        &values.verbs,
                    ]
                    .into_iter()
                    .flatten()
                    .map(String::as_str),
                )
                .collect(),
        ),
        (
            "whole texts",
            [
                &values.grades,
                &values.scales,
                &values.yes,
                &values.no,
                &values.none,
                &values.type_markers,
            ]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        ),
        (
            "units",
            spellings.chain(&units.counts).map(String::as_str).collect(),
        ),
    ];
    for (name, words) in lists {
        let mut seen = std::collections::BTreeSet::new();
        for word in words {
            assert!(seen.insert(word), "{word} stands twice among the {name}");
        }
    }
}

#[test]
fn units_are_spelled_as_they_stand_after_folding() {
    let (_, units) = entries();
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    let spellings = units
        .units
        .iter()
        .flat_map(|unit| unit.aliases.iter().chain([&unit.name]));
    for spelling in spellings.chain(&units.counts) {
        let folded: String = spelling.chars().map(|sign| words.fold_char(sign)).collect();
        assert_eq!(*spelling, folded);
    }
}

#[test]
fn a_users_file_adds_to_the_builtin_one() {
    let mut words = crate::vocabulary::Vocabulary::builtin().values.clone();
    let values: ValueEntries =
        serde_saphyr::from_str("operators: { words: { \">=\": [起码] } }").expect("values");
    let units: UnitEntries = serde_saphyr::from_str("counts: [畦]").expect("units");
    words
        .add_values(&values)
        .and_then(|()| words.add_units(&units))
        .expect("added");
    let target = crate::normalize::target::parse_target("起码12畦", None, &words);
    assert_eq!(
        (target.op, target.unit.as_deref()),
        (Some(Op::AtLeast), Some("畦"))
    );
    let wrong: ValueEntries =
        serde_saphyr::from_str("operators: { words: { \"!\": [非] } }").expect("values");
    assert!(words.add_values(&wrong).is_err());
}
