//! What a rule looks at: a project or an indicator with its places, and constructors for findings about it.
//!
//! In: records and the places of their fields. Out: the two paired, with a default place where none is known.

use rust_decimal::Decimal;

use super::text::{has, holds, stem};
use crate::finding::{Finding, Location, Severity};
use crate::limits::MAX_CALCULATED;
use crate::place::{IndicatorPlaces, ProjectPlaces};
use crate::record::{
    Amount, AmountUnit, Indicator, Op, Period, Project, ProjectKind, Target, TargetKind,
};
use crate::vocabulary::checks::Words;

static NO_PLACE: IndicatorPlaces = IndicatorPlaces {
    level1: NOWHERE,
    level2: NOWHERE,
    level3: NOWHERE,
    description: NOWHERE,
    target: NOWHERE,
    actual: NOWHERE,
    weight: NOWHERE,
    score: NOWHERE,
    deviation_reason: NOWHERE,
};
const NOWHERE: Location = Location {
    table: None,
    row: None,
    column: None,
    line: None,
    page: None,
};

/// Facts about an indicator that nearly every rule needs, computed once.
#[derive(Debug)]
pub(super) struct Facts {
    stem: String,
    calculable: bool,
}

impl Facts {
    /// The facts of a project's indicators, in parallel.
    pub(super) fn of(project: &Project) -> Vec<Self> {
        let facts = project.indicators.iter().map(|indicator| Self {
            stem: stem(&indicator.level3),
            calculable: can_be_calculated(indicator),
        });
        facts.collect()
    }
}

/// A project and the places of its fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) project: &'a Project,
    pub(super) places: &'a ProjectPlaces,
    /// One for each indicator, in parallel.
    pub(super) facts: &'a [Facts],
}

/// An indicator and the places of its fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) project: &'a Project,
    pub(super) indicator: &'a Indicator,
    pub(super) places: &'a IndicatorPlaces,
    /// The indicator's name without brackets at its end, folded.
    pub(super) stem: &'a str,
    calculable: bool,
}

impl<'a> Subject<'a> {
    /// The indicators of the budget year; those of the whole period where a form has no annual ones.
    pub(super) fn rows(self) -> Vec<Row<'a>> {
        let annual = self
            .project
            .indicators
            .iter()
            .any(|i| i.period == Period::Annual);
        let wanted = if annual {
            Period::Annual
        } else {
            Period::MultiYear
        };
        self.all_rows()
            .filter(|row| row.indicator.period == wanted)
            .collect()
    }

    /// The indicators of both periods whose numbers are small enough to calculate with.
    pub(super) fn all_rows(self) -> impl Iterator<Item = Row<'a>> {
        self.printed_rows().filter(|row| row.calculable)
    }

    /// The indicators of both periods with a number too large to calculate with.
    pub(super) fn uncalculable_rows(self) -> impl Iterator<Item = Row<'a>> {
        self.printed_rows().filter(|row| !row.calculable)
    }

    fn printed_rows(self) -> impl Iterator<Item = Row<'a>> {
        let indicators = self.project.indicators.iter().zip(self.facts).enumerate();
        indicators.map(move |(n, (indicator, facts))| Row {
            project: self.project,
            indicator,
            places: self.places.indicators.get(n).unwrap_or(&NO_PLACE),
            stem: &facts.stem,
            calculable: facts.calculable,
        })
    }

    /// The place of a finding about the project as a whole.
    pub(super) fn place(self) -> Location {
        [
            self.places.project_name,
            self.places.heading,
            self.places.budget_total,
        ]
        .into_iter()
        .find(|place| *place != Location::default())
        .unwrap_or_default()
    }

    /// The project's name; else its heading.
    pub(super) fn name(self) -> Option<String> {
        let project = self.project;
        project.project_name.clone().or(project.heading.clone())
    }

    /// This year's budget in yuan; `None` where it is not printed or not certain.
    pub(super) fn budget(self) -> Option<Decimal> {
        yuan(self.project.budget.total.as_ref()?)
    }

    /// True when a budget is printed but is not a certain amount.
    pub(super) fn budget_is_unclear(self) -> bool {
        let total = self.project.budget.total.as_ref();
        total.is_some_and(|amount| yuan(amount).is_none())
    }

    /// How many yuan one of the project's printed unit is.
    pub(super) fn unit_factor(self) -> Decimal {
        self.project
            .amount_unit
            .map_or(Decimal::ONE, AmountUnit::factor)
    }

    /// An amount of yuan in the unit printed for the project: `12.00万元`.
    pub(super) fn money(self, yuan: Decimal) -> String {
        money(yuan, self.project.amount_unit)
    }

    /// A finding about the project.
    pub(super) fn flaw(self, severity: Severity, zh: String, en: String) -> Finding {
        Finding {
            project_id: Some(self.project.project_id.clone()),
            location: self.place(),
            ..Finding::content("", severity, zh, en)
        }
    }

    /// A finding that the rule could not be evaluated for this project.
    pub(super) fn unclear(self, zh: &str, en: &str) -> Finding {
        self.flaw(Severity::NotEvaluable, zh.to_owned(), en.to_owned())
    }

    /// True when the form is about a single project, not a whole department.
    pub(super) fn is_one_project(self) -> bool {
        self.project.kind != ProjectKind::Department
    }
}

impl<'a> Row<'a> {
    /// A finding about the indicator, at its name.
    pub(super) fn flaw(self, severity: Severity, zh: String, en: String) -> Finding {
        Finding {
            project_id: Some(self.project.project_id.clone()),
            indicator_id: Some(self.indicator.indicator_id.clone()),
            location: self.places.level3,
            evidence: Some(self.indicator.level3.clone()),
            ..Finding::content("", severity, zh, en)
        }
    }

    /// The target as printed. Where the form splits it into two columns (定性 | 明显改善), only the words.
    pub(super) fn printed(self) -> &'a str {
        let target = &self.indicator.target;
        match &target.text {
            Some(text) if self.flagged(&["split"]) => text,
            _ => &target.raw,
        }
    }

    /// A finding about the indicator, at its target.
    pub(super) fn target_flaw(self, severity: Severity, zh: String, en: String) -> Finding {
        Finding {
            location: self.places.target,
            evidence: Some(self.printed().to_owned()).filter(|raw| !raw.is_empty()),
            ..self.flaw(severity, zh, en)
        }
    }

    /// A finding that the rule could not be evaluated for this indicator.
    pub(super) fn unclear(self, zh: &str, en: &str) -> Finding {
        self.target_flaw(Severity::NotEvaluable, zh.to_owned(), en.to_owned())
    }

    /// True when the name of level 1 or level 2 contains the word.
    pub(super) fn under(self, word: &str) -> bool {
        has(self.level1(), word) || has(self.level2(), word)
    }

    /// Level 1, empty where there is none.
    pub(super) fn level1(&self) -> &'a str {
        level(&self.indicator.level1, &self.indicator.level1_raw)
    }

    /// Level 2, empty where there is none.
    pub(super) fn level2(&self) -> &'a str {
        level(&self.indicator.level2, &self.indicator.level2_raw)
    }

    /// True when the target has one of the flags.
    pub(super) fn flagged(self, flags: &[&str]) -> bool {
        self.indicator
            .target
            .flags
            .iter()
            .any(|flag| flags.contains(&&**flag))
    }

    /// True when the target's operator is a ceiling (≤, <).
    pub(super) fn is_at_most(self) -> bool {
        matches!(self.indicator.target.op, Some(Op::AtMost | Op::LessThan))
    }

    /// True when the target's operator is a floor (≥, >).
    pub(super) fn is_at_least(self) -> bool {
        matches!(self.indicator.target.op, Some(Op::AtLeast | Op::MoreThan))
    }

    /// The target's unit up to the first `/`: 元 of 元/人/天.
    pub(super) fn first_unit(self) -> Option<String> {
        let unit = self.indicator.target.unit.as_deref()?;
        unit.split('/').next().map(str::to_owned)
    }

    /// The highest amount in yuan that a cost indicator allows; `Err` where it is unclear, `None` where the indicator
    /// is not an absolute cost.
    pub(super) fn absolute_cost(self, words: &Words) -> Option<Result<Decimal, ()>> {
        let target = &self.indicator.target;
        if !self.under(&words.level_cost) || holds(&self.indicator.level3, &words.saving_words) {
            return None;
        }
        if self.flagged(&["unit_incomplete", "malformed_op", "op_conflict"]) {
            return Some(Err(()));
        }
        if self.is_at_least() || target.base_unit.as_deref() != Some(YUAN) {
            return None;
        }
        match target.kind {
            TargetKind::Number => target.base_value.map(Ok),
            TargetKind::Range | TargetKind::Tolerance | TargetKind::Multi => Some(Err(())),
            _ => None,
        }
    }
}

/// The amount in yuan; `None` where it is uncertain or too large to be an amount.
pub(super) fn yuan(amount: &Amount) -> Option<Decimal> {
    amount.yuan.filter(is_calculable)
}

/// True for numbers small enough to be added and multiplied.
pub(super) fn is_calculable(number: &Decimal) -> bool {
    number.abs() <= Decimal::from(MAX_CALCULATED)
}

/// True when every number of the indicator is small enough to calculate with.
fn can_be_calculated(indicator: &Indicator) -> bool {
    let of_target = |target: &Target| [target.value, target.value_high, target.base_value];
    let actual = indicator.actual.as_deref().map(of_target);
    let numbers = of_target(&indicator.target).into_iter();
    numbers
        .chain(actual.into_iter().flatten())
        .chain([indicator.weight, indicator.score])
        .flatten()
        .all(|number| is_calculable(&number))
}

/// The base unit of money, as in `Target::base_unit`.
pub(super) const YUAN: &str = AmountUnit::Yuan.as_str();

fn level<'a>(canonical: &'a Option<String>, raw: &'a Option<String>) -> &'a str {
    canonical.as_deref().or(raw.as_deref()).unwrap_or_default()
}

/// An amount of yuan in a printed unit, with at least two decimals.
pub(super) fn money(yuan: Decimal, unit: Option<AmountUnit>) -> String {
    let unit = unit.unwrap_or(AmountUnit::Yuan);
    let value = yuan.checked_div(unit.factor()).unwrap_or(yuan).normalize();
    format!("{value:.*}{}", value.scale().max(2) as usize, unit.as_str())
}

/// The figures of a column, each cell once: a cell that spans several indicators counts at the first. `None` where an
/// indicator has no figure.
pub(super) fn own_figures(
    rows: &[Row],
    of: impl Fn(&Row) -> (Option<Decimal>, Location),
) -> Option<Vec<Decimal>> {
    let mut figures = Vec::new();
    let mut last = Location::default();
    for (figure, place) in rows.iter().map(of) {
        match figure {
            Some(figure) => {
                last = place;
                figures.push(figure);
            }
            None if place == last && place != Location::default() => {}
            None => return None,
        }
    }
    Some(figures)
}

/// Adds the two compared values and their difference to a finding.
pub(super) fn operands(finding: Finding, a: String, b: String, difference: String) -> Finding {
    Finding {
        operand_a: Some(a),
        operand_b: Some(b),
        difference: Some(difference),
        ..finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_and_in_the_printed_unit() {
        let yuan: Decimal = "110000".parse().unwrap();
        for (unit, expected) in [
            (Some(AmountUnit::TenThousand), "11.00万元"),
            (Some(AmountUnit::HundredMillion), "0.0011亿元"),
            (Some(AmountUnit::Yuan), "110000.00元"),
            (None, "110000.00元"),
        ] {
            assert_eq!(money(yuan, unit), expected);
        }
    }
    #[test]
    fn numbers_are_calculated_with_up_to_the_bound() {
        let bound = Decimal::from(MAX_CALCULATED);
        for (number, calculable) in [
            (bound, true),
            (-bound, true),
            (bound + Decimal::ONE, false),
            (-bound - Decimal::ONE, false),
        ] {
            assert_eq!(is_calculable(&number), calculable, "{number}");
        }
    }
}
