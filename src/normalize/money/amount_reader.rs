//! One printed amount: its unit, its value, and the findings about it.
//!
//! In: an [`Entry`]. Out: an [`Amount`]; a finding where the amount is not understood, is written in a sentence or
//! belongs to another year.

use super::super::amount::{ParsedAmount, amount_unit_of, parse_amount, unit_in_amount};
use super::unit::UnitOfMoney;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::recognize::Entry;
use crate::record::{Amount, AmountUnit};
use crate::text::fold_width;
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary};

/// An amount of an entry, before anything about it is reported.
pub(super) struct PrintedAmount {
    pub(super) parsed: ParsedAmount,
    /// The unit of a bare figure.
    unit: Option<AmountUnit>,
    /// True when that unit is the one of other projects.
    inherits: bool,
}

/// Reads the amounts of one project, and reports what it cannot read.
pub(super) struct AmountReader<'r> {
    pub(super) unit: UnitOfMoney,
    pub(super) words: &'r ValueWords,
    pub(super) vocabulary: &'r Vocabulary,
    pub(super) findings: &'r mut Findings,
    /// A missing unit has been reported already.
    pub(super) unit_missed: bool,
    /// The place of the first amount that takes its unit from other projects.
    pub(super) inherits_unit: Option<Location>,
    /// The unit of the first amount that has one.
    pub(super) used_unit: Option<AmountUnit>,
}

impl AmountReader<'_> {
    /// The amount of an entry, in the unit of its label, its group or the project.
    pub(super) fn amount(&mut self, entry: &Entry) -> Option<Amount> {
        let printed = self.parse(entry)?;
        Some(self.settle(entry, printed))
    }

    /// Parses an entry and reports nothing yet.
    pub(super) fn parse(&self, entry: &Entry) -> Option<PrintedAmount> {
        let own = amount_unit_of(&entry.label, self.words)
            .or_else(|| amount_unit_of(&entry.group, self.words));
        let unit = own.or(self.unit.unit);
        Some(PrintedAmount {
            parsed: parse_amount(&entry.value, unit, self.words)?,
            unit,
            inherits: own.is_none() && self.unit.inherited,
        })
    }

    /// The amount, after what is unusual about it has been reported.
    pub(super) fn settle(&mut self, entry: &Entry, printed: PrintedAmount) -> Amount {
        let PrintedAmount {
            parsed,
            unit,
            inherits,
        } = printed;
        if self.used_unit.is_none() && parsed.amount.yuan.is_some() {
            self.used_unit = match parsed.bare {
                true => unit,
                false => unit_in_amount(&parsed.amount.raw, self.words),
            };
        }
        if parsed.amount.yuan.is_none() {
            if entry.field != Field::FundingGroup {
                self.not_understood(entry, unit);
            }
        } else if inherits && parsed.bare && unit.is_some() && self.inherits_unit.is_none() {
            self.inherits_unit = Some(entry.place);
        }
        parsed.amount
    }

    pub(super) fn report_sentence(&mut self, entry: &Entry) {
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "amounts-in-prose",
                Severity::Info,
                format!("“{}”是一句话，金额从文字中读出", entry.label),
                format!(
                    "What stands at “{}” is a sentence; its amounts were read from the text",
                    entry.label
                ),
            )
        });
    }

    /// Reports figures that no field holds: money spent by the middle of the year, income next to the expenditure. The
    /// former give one finding per column, the latter one per line.
    pub(super) fn report_without_field(&mut self, entries: &[Entry], vocabulary: &Vocabulary) {
        let mut reported = Vec::new();
        for entry in entries
            .iter()
            .filter(|entry| !entry.value.trim().is_empty())
        {
            let interim = [Some(entry.field), entry.column].contains(&Some(Field::InterimExecuted));
            let key = match interim {
                true => (None, entry.place.column),
                false => (Some(entry.label.as_str()), None),
            };
            if !interim && !is_line_without_field(entry, vocabulary) || reported.contains(&key) {
                continue;
            }
            reported.push(key);
            self.report_no_field(entry);
        }
    }

    pub(super) fn report_no_field(&mut self, entry: &Entry) {
        if entry.value.trim().is_empty() {
            return;
        }
        let label = entry.label.trim();
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "column-not-read",
                Severity::Info,
                format!("“{label}”没有对应的字段，这里的数没有读取"),
                format!("There is no field for “{label}”; this figure was not read"),
            )
        });
    }

    pub(super) fn report_another_year(&mut self, entry: &Entry) {
        if entry.value.trim().is_empty() {
            return;
        }
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "figure-of-another-year",
                Severity::Info,
                format!("“{}”是其他年度的数，未作为本年预算", entry.label),
                format!(
                    "“{}” is a figure of another year and was not taken for the budget",
                    entry.label
                ),
            )
        });
    }

    fn not_understood(&mut self, entry: &Entry, unit: Option<AmountUnit>) {
        let figure = fold_width(&entry.value)
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
        if figure && unit.is_none() {
            if !std::mem::replace(&mut self.unit_missed, true) {
                let (zh, en) = match &self.unit.unusual {
                    None => (
                        "没有印出金额单位，金额未折算为元".to_owned(),
                        "No unit of money is printed; the amounts have no value in yuan".to_owned(),
                    ),
                    Some(unit) => (
                        format!("金额单位“{unit}”不是元、千元、万元、亿元，金额未折算为元"),
                        format!(
                            "The unit of money, {unit}, is none of 元, 千元, 万元, 亿元; the amounts have no value in yuan"
                        ),
                    ),
                };
                self.findings.push(Finding {
                    evidence: Some(format!("{} {}", entry.label, entry.value.trim())),
                    location: entry.place,
                    ..Finding::extraction("amount-unit-missing", Severity::Warning, zh, en)
                });
            }
            return;
        }
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "amount-not-understood",
                Severity::Warning,
                format!("“{}”的内容不是可以确认的金额，只保留原文", entry.label),
                format!(
                    "What stands at “{}” is no amount for certain; only its text is kept",
                    entry.label
                ),
            )
        });
    }
}

/// True for a figure of money whose label is known but has no field: 收入合计.
fn is_line_without_field(entry: &Entry, vocabulary: &Vocabulary) -> bool {
    let group = || {
        vocabulary
            .meaning(&entry.group)
            .and_then(|meaning| meaning.head)
    };
    let figure = || {
        let key = fold_width(&entry.value);
        key.contains(|c: char| c.is_ascii_digit())
            && key
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
    };
    entry.field == Field::Ignored
        && vocabulary.meaning(&entry.label).is_some()
        && !vocabulary.is_of_earlier_year(&entry.label)
        && figure()
        && group().is_some_and(|field| field.is_money() || field == Field::FundingGroup)
}
