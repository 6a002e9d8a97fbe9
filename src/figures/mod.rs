//! The sums that the report and the workbook show.
//!
//! In: records, one after the other, and which projects repeat earlier ones. Out: sums. A project that occurs in
//! several files counts once, so that a folder with a disclosure in two formats does not double its money. Only budgets
//! of project targets are added up, because self-evaluations and whole departments repeat the same money. The sum is
//! accompanied by the number of those, and of the projects whose budget is unknown.

mod print;

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

pub(crate) use self::print::{counted, in_ten_thousand, two_decimals};
use crate::finding::Severity;
use crate::limits::MAX_CALCULATED;
use crate::record::{
    BudgetTable, BudgetTableKind, Document, Project, ProjectKind, Side, TargetKind,
};
use crate::text::fold_letters;

/// What is kept of all files.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    paths: Vec<String>,
    projects: Vec<ProjectFacts>,
    /// For each code, how often it was found, by severity.
    rules: BTreeMap<String, [usize; 4]>,
    /// For each class of the functional classification its name and the money of the general public budget.
    functions: BTreeMap<String, (String, Decimal)>,
}

#[derive(Debug)]
struct ProjectFacts {
    /// Index of its document.
    document: usize,
    name: String,
    year: Option<i32>,
    unit: Option<String>,
    /// This year's budget, where it is known.
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

/// The sums for the page.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) files: usize,
    /// Projects, each counted once.
    pub(crate) projects: usize,
    /// Projects that repeat one of an earlier file.
    pub(crate) repeated: usize,
    pub(crate) indicators: usize,
    /// Indicators with a number, a date or a ratio as target.
    pub(crate) quantified: usize,
    /// The budgets of all project targets.
    pub(crate) budget: Budgets,
    /// Self-evaluations, whose money is not added up.
    pub(crate) evaluations: usize,
    /// Tables of whole departments, whose money is not added up.
    pub(crate) departments: usize,
    /// Numbers of errors, warnings, infos and not evaluable checks.
    pub(crate) severities: [usize; 4],
    /// For each unit, the budgets of its projects. A unit may have only self-evaluations; a project may have no unit.
    pub(crate) units: BTreeMap<Option<String>, Budgets>,
    /// For each level 1 and level 2, the number of indicators.
    pub(crate) levels: BTreeMap<Option<String>, BTreeMap<Option<String>, usize>>,
    /// For each kind of target, its number, and whether it is measurable.
    pub(crate) kinds: BTreeMap<&'static str, (usize, bool)>,
    pub(crate) rules: BTreeMap<String, [usize; 4]>,
    /// For each year, the budgets of its projects.
    pub(crate) years: BTreeMap<Option<i32>, Budgets>,
    /// The projects with the largest budgets, the largest first.
    #[cfg_attr(
        not(feature = "xlsx"),
        expect(dead_code, reason = "only the workbook lists them")
    )]
    pub(crate) largest: Vec<Largest>,
    /// For each class of the functional classification its name and the money of the general public budget.
    #[cfg_attr(
        not(feature = "xlsx"),
        expect(dead_code, reason = "only the workbook lists them")
    )]
    pub(crate) functions: BTreeMap<String, (String, Decimal)>,
}

/// One of the largest projects.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "xlsx"),
    expect(dead_code, reason = "only the workbook lists them")
)]
pub(crate) struct Largest {
    /// Its number among all projects, from 0.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) path: String,
    pub(crate) yuan: Decimal,
}

/// How many of the largest projects are listed.
const MOST_LARGEST: usize = 20;

/// The budgets of some projects.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Budgets {
    /// Projects whose budget is known.
    pub(crate) known: usize,
    /// Projects without a budget, or with one that was not understood.
    pub(crate) unknown: usize,
    /// The sum of the known budgets in yuan.
    pub(crate) yuan: Decimal,
}

impl Budgets {
    /// The number of projects, with known and unknown budget.
    pub(crate) fn projects(self) -> usize {
        self.known + self.unknown
    }

    /// The sum in 万元, exact; a dash where no budget is known.
    pub(crate) fn in_ten_thousand(self) -> String {
        if self.known == 0 {
            return "–".to_owned();
        }
        in_ten_thousand(self.yuan)
    }

    /// The sum in 万元 with separators and two decimals; a dash where no budget is known.
    pub(crate) fn rounded(self) -> String {
        match self.known {
            0 => "–".to_owned(),
            _ => two_decimals(self.yuan * Decimal::new(1, 4)),
        }
    }

    /// The sum in 亿元, with two decimals; `None` below one 亿元.
    pub(crate) fn in_hundred_million(self) -> Option<String> {
        let amount = self.yuan * Decimal::new(1, 8);
        (amount >= Decimal::ONE).then(|| two_decimals(amount))
    }

    /// The budgets of both together.
    pub(crate) fn and(self, other: Self) -> Self {
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
    pub(crate) fn add(&mut self, document: &Document) {
        let index = self.paths.len();
        self.paths.push(document.path.clone());
        let projects = document.projects.iter();
        self.projects
            .extend(projects.map(|one| project(one, index)));
        for table in &document.budget_tables {
            self.add_functions(table);
        }
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

    /// Adds the expenditure of the general public budget by function; each yuan of a table counts once.
    fn add_functions(&mut self, table: &BudgetTable) {
        if table.kind != BudgetTableKind::GeneralPublicExpenditure {
            return;
        }
        for line in table
            .lines
            .iter()
            .filter(|line| line.side == Side::Expenditure)
        {
            let Some(class) = &line.function_class else {
                continue;
            };
            let (name, sum) = self.functions.entry(class.clone()).or_default();
            let is_class = line.function_section.is_none() && line.function_item.is_none();
            if let Some(label) = line
                .row_label
                .as_ref()
                .filter(|_| is_class && name.is_empty())
            {
                name.clone_from(label);
            }
            let amount = line
                .amount_yuan
                .filter(|yuan| line.additive && yuan.abs() <= MAX_CALCULATED.into());
            *sum += amount.unwrap_or_default();
        }
    }

    /// For each path, the index of the document.
    pub(crate) fn paths(&self) -> HashMap<&str, usize> {
        let paths = self.paths.iter().enumerate();
        paths.map(|(index, path)| (path.as_str(), index)).collect()
    }

    /// Adds up everything. `repeats` says for every project whether an earlier file contains it.
    pub(crate) fn figures(&self, repeats: &[bool]) -> Figures {
        let mut figures = Figures {
            files: self.paths.len(),
            rules: self.rules.clone(),
            functions: self.functions.clone(),
            largest: self.largest(repeats),
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

impl Facts {
    fn largest(&self, repeats: &[bool]) -> Vec<Largest> {
        let budget = |(index, project): (usize, &ProjectFacts)| {
            let yuan = Budgets::of(project).yuan;
            (yuan > Decimal::ZERO && !repeats[index]).then_some((yuan, index))
        };
        let mut budgets: Vec<_> = self
            .projects
            .iter()
            .enumerate()
            .filter_map(budget)
            .collect();
        budgets.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        let largest = budgets.into_iter().take(MOST_LARGEST);
        let describe = |(yuan, index): (Decimal, usize)| {
            let project = &self.projects[index];
            Largest {
                index,
                name: project.name.clone(),
                unit: project.unit.clone(),
                year: project.year,
                path: self.paths[project.document].clone(),
                yuan,
            }
        };
        largest.map(describe).collect()
    }
}

impl Figures {
    /// How many units have a name.
    pub(crate) fn unit_count(&self) -> usize {
        self.units.keys().flatten().count()
    }

    /// Measurable targets in percent, to one decimal.
    pub(crate) fn quantified_share(&self) -> String {
        let share =
            Decimal::from(self.quantified * 100).checked_div(Decimal::from(self.indicators));
        share.map_or("–".to_owned(), |share| {
            format!("{}%", share.round_dp(1).normalize())
        })
    }

    /// Adds a project. `names` holds the first spelling of every unit.
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
            let name = names
                .entry(fold_letters(unit))
                .or_insert_with(|| unit.clone());
            name.clone()
        };
        let unit = project.unit.as_ref().map(first_spelling);
        let of_year = self.years.entry(project.year).or_default();
        *of_year = of_year.and(budget);
        let of_unit = self.units.entry(unit).or_default();
        *of_unit = of_unit.and(budget);
        for indicator in &project.indicators {
            self.indicators += 1;
            let measured = indicator.kind.is_quantified();
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

fn project(project: &Project, document: usize) -> ProjectFacts {
    let unit = project.budget_unit.as_ref();
    let unit = unit.and_then(|unit| unit.name.clone().or_else(|| unit.code.clone()));
    let total = project.budget.total.as_ref().and_then(|amount| amount.yuan);
    ProjectFacts {
        document,
        name: project.project_name.clone().unwrap_or_default(),
        year: project.fiscal_year,
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
