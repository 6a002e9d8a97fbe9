//! What the figures and charts are made of.
//!
//! In: records, one after the other; which projects repeat earlier ones. Out: sums. A project that stands in several
//! files counts once, so that a folder with a disclosure in two formats does not double its money. Budgets are added up
//! over the targets of projects only: self-evaluations and whole departments speak of the same money again. How many those
//! are, and how many projects have no budget that was understood, is counted beside the sum.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::rows::in_ten_thousand;
use crate::check::text::folded;
use crate::finding::Severity;
use crate::limits::MAX_CALCULATED;
use crate::record::{Document, Project, ProjectKind, TargetKind};

/// What is kept of every file.
#[derive(Debug, Default)]
pub(super) struct Facts {
    paths: Vec<String>,
    projects: Vec<ProjectFacts>,
    /// Code → how often, by severity.
    rules: BTreeMap<String, [usize; 4]>,
}

#[derive(Debug)]
struct ProjectFacts {
    unit: Option<String>,
    /// This year's, where it is known.
    budget: Option<Decimal>,
    kind: ProjectKind,
    indicators: Vec<IndicatorFacts>,
}

#[derive(Debug)]
struct IndicatorFacts {
    level1: Option<String>,
    level2: Option<String>,
    kind: TargetKind,
}

/// The sums.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) files: usize,
    /// Projects, each counted once.
    pub(super) projects: usize,
    /// Projects that repeat one of another file.
    pub(super) repeated: usize,
    pub(super) indicators: usize,
    /// Those with a number, a date or a ratio.
    pub(super) quantified: usize,
    /// Of all targets of projects.
    pub(super) budget: Budgets,
    /// Self-evaluations, which are in no budget.
    pub(super) evaluations: usize,
    /// Tables of whole departments, which are in no budget.
    pub(super) departments: usize,
    /// Errors, warnings, infos, not evaluable.
    pub(super) severities: [usize; 4],
    /// Unit → the budgets of its projects; a unit may have self-evaluations only, a project no unit.
    pub(super) units: BTreeMap<Option<String>, Budgets>,
    /// Level 1 → level 2 → how many.
    pub(super) levels: BTreeMap<Option<String>, BTreeMap<Option<String>, usize>>,
    /// Kind of target → how many, and whether it can be measured.
    pub(super) kinds: BTreeMap<&'static str, (usize, bool)>,
    pub(super) rules: BTreeMap<String, [usize; 4]>,
}

/// The budgets of some projects.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Budgets {
    /// Projects whose budget is known.
    pub(super) known: usize,
    /// Projects without a budget, or with one that was not understood.
    pub(super) unknown: usize,
    /// In yuan, of those that are known.
    pub(super) yuan: Decimal,
}

impl Budgets {
    /// Projects altogether.
    pub(super) fn projects(self) -> usize {
        self.known + self.unknown
    }

    /// The sum in 万元, exact; a dash where nothing is known of it.
    pub(super) fn in_ten_thousand(self) -> String {
        if self.known == 0 {
            return "–".to_owned();
        }
        in_ten_thousand(self.yuan)
    }

    /// The sum in 亿元, exact, where it reaches one.
    pub(super) fn in_hundred_million(self) -> Option<String> {
        let amount = (self.yuan * Decimal::new(1, 8)).normalize();
        (amount >= Decimal::ONE).then(|| amount.to_string())
    }

    /// The budgets of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            known: self.known + other.known,
            unknown: self.unknown + other.unknown,
            yuan: self.yuan + other.yuan,
        }
    }

    fn of(project: &ProjectFacts) -> Self {
        match (project.kind, project.budget) {
            (ProjectKind::Target, Some(yuan)) => Self {
                known: 1,
                unknown: 0,
                yuan,
            },
            (ProjectKind::Target, None) => Self {
                unknown: 1,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

impl Facts {
    pub(super) fn add(&mut self, document: &Document) {
        self.paths.push(document.path.clone());
        self.projects.extend(document.projects.iter().map(project));
        for finding in &document.findings {
            let place = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
                Severity::NotEvaluable => 3,
            };
            self.rules.entry(finding.code.to_string()).or_default()[place] += 1;
        }
    }

    /// Path → index of the document.
    pub(super) fn paths(&self) -> HashMap<&str, usize> {
        let paths = self.paths.iter().enumerate();
        paths.map(|(index, path)| (path.as_str(), index)).collect()
    }

    /// Adds up. `repeats` tells of every project whether it stands in an earlier file.
    pub(super) fn figures(&self, repeats: &[bool]) -> Figures {
        let mut figures = Figures {
            files: self.paths.len(),
            rules: self.rules.clone(),
            ..Figures::default()
        };
        for counts in self.rules.values() {
            for (sum, count) in figures.severities.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        let mut names: HashMap<String, String> = HashMap::new();
        for (project, repeat) in self.projects.iter().zip(repeats) {
            if *repeat {
                figures.repeated += 1;
            } else {
                figures.count(project, &mut names);
            }
        }
        figures
    }
}

impl Figures {
    /// Units that are printed.
    pub(super) fn unit_count(&self) -> usize {
        self.units.keys().flatten().count()
    }

    /// Measured targets in percent, to one place.
    pub(super) fn quantified_share(&self) -> String {
        let share =
            Decimal::from(self.quantified * 100).checked_div(Decimal::from(self.indicators));
        share.map_or("–".to_owned(), |share| {
            format!("{}%", share.round_dp(1).normalize())
        })
    }

    /// `names` holds the first spelling of every unit.
    fn count(&mut self, project: &ProjectFacts, names: &mut HashMap<String, String>) {
        self.projects += 1;
        match project.kind {
            ProjectKind::Target => {}
            ProjectKind::SelfEvaluation => self.evaluations += 1,
            ProjectKind::Department => self.departments += 1,
        }
        let budget = Budgets::of(project);
        self.budget = self.budget.and(budget);
        let first_spelling = |unit: &String| {
            let name = names.entry(folded(unit)).or_insert_with(|| unit.clone());
            name.clone()
        };
        let unit = project.unit.as_ref().map(first_spelling);
        let of_unit = self.units.entry(unit).or_default();
        *of_unit = of_unit.and(budget);
        for indicator in &project.indicators {
            self.indicators += 1;
            let measured = is_quantified(indicator.kind);
            self.quantified += usize::from(measured);
            let kind = self
                .kinds
                .entry(indicator.kind.as_str())
                .or_insert((0, measured));
            kind.0 += 1;
            let level1 = self.levels.entry(indicator.level1.clone()).or_default();
            *level1.entry(indicator.level2.clone()).or_default() += 1;
        }
    }
}

fn project(project: &Project) -> ProjectFacts {
    let unit = project.budget_unit.as_ref();
    let unit = unit.and_then(|unit| unit.name.clone().or_else(|| unit.code.clone()));
    let total = project.budget.total.as_ref().and_then(|amount| amount.yuan);
    ProjectFacts {
        unit: unit.or_else(|| project.implementing_unit.clone()),
        budget: total.filter(|yuan| yuan.abs() <= Decimal::from(MAX_CALCULATED)),
        kind: project.kind,
        indicators: project
            .indicators
            .iter()
            .map(|indicator| IndicatorFacts {
                level1: indicator.level1.clone(),
                level2: indicator.level2.clone(),
                kind: indicator.target.kind,
            })
            .collect(),
    }
}

/// A number, a date, or something else that can be measured.
fn is_quantified(kind: TargetKind) -> bool {
    match kind {
        TargetKind::Number
        | TargetKind::Range
        | TargetKind::Tolerance
        | TargetKind::Ratio
        | TargetKind::Date
        | TargetKind::Period
        | TargetKind::Recurrence => true,
        TargetKind::Boolean
        | TargetKind::Scale
        | TargetKind::Text
        | TargetKind::Multi
        | TargetKind::Placeholder
        | TargetKind::Empty => false,
    }
}
