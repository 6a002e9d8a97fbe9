//! The first sheet: what a reader wants to know of the whole, with the figures of the report.
//!
//! In: the [`Figures`] of all documents. Out: the filled sheet. Long lists are cut; the other sheets have all rows.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::cells::{cut, decimal};
use super::look::Look;
use super::words::Words;
use crate::figures::{Budgets, Figures};
use crate::record::ErrorRecord;

/// The most rows of a list.
pub(super) const MOST_ROWS: usize = 200;

/// A file that was not read in full.
pub(super) struct Failure {
    pub(super) path: String,
    /// The code of its status.
    pub(super) status: &'static str,
    /// Why, in both languages.
    pub(super) why: Option<ErrorRecord>,
}

/// What the sheet is filled from.
pub(super) struct Content<'a> {
    pub(super) figures: &'a Figures,
    /// The first files that were not read in full, and how many there are.
    pub(super) failures: &'a [Failure],
    pub(super) failure_count: usize,
    /// The addresses of the rows of the largest projects.
    pub(super) rows: &'a [Option<String>],
    pub(super) chinese: bool,
}

/// Where the next row is written.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    look: &'a Look,
    words: &'a Words,
}

/// A value of a row.
enum Value<'a> {
    Text(&'a str),
    Link(&'a str, &'a str),
    Count(usize),
    Money(Option<Decimal>),
}
use Value::{Count, Link, Money, Text};

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    (look, words): (&Look, &Words),
) -> Result<(), XlsxError> {
    for (place, width) in (0..).zip([42.0, 26.0, 16.0, 18.0, 44.0]) {
        sheet.set_column_width(place, width)?;
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    let row = 0;
    let mut pen = Pen {
        sheet,
        row,
        look,
        words,
    };
    let title = words.label("title");
    pen.line(&[Text(title)], look.title())?;
    pen.figures(content)?;
    pen.failures(content)?;
    pen.units(content.figures)?;
    pen.years(content.figures)?;
    pen.largest(content)?;
    pen.rules(content.figures)?;
    pen.functions(content.figures)
}

impl Pen<'_> {
    fn line(&mut self, values: &[Value<'_>], format: &Format) -> Result<(), XlsxError> {
        for (place, value) in (0..).zip(values) {
            match value {
                Text("") => {}
                Text(text) => {
                    self.sheet
                        .write_string_with_format(self.row, place, cut(text), format)?;
                }
                Link(address, text) => {
                    let text = if text.is_empty() { "–" } else { text };
                    self.sheet.write_url_with_text(
                        self.row,
                        place,
                        Url::new(*address),
                        cut(text),
                    )?;
                }
                Count(number) => {
                    let count = self.look.count();
                    self.sheet
                        .write_number_with_format(self.row, place, *number as f64, count)?;
                }
                Money(Some(yuan)) => {
                    let amount = *yuan * Decimal::new(1, 4);
                    decimal(
                        self.sheet,
                        (self.row, place),
                        amount,
                        self.look.money(),
                        self.look,
                    )?;
                }
                Money(None) => {}
            }
        }
        self.row += 1;
        Ok(())
    }

    fn plain(&mut self, values: &[Value<'_>]) -> Result<(), XlsxError> {
        let look = self.look;
        self.line(values, look.wrapped())
    }

    /// A heading, and the titles of the columns below it.
    fn section(&mut self, heading: &str, titles: &[&str]) -> Result<(), XlsxError> {
        self.row += 1;
        let (look, words) = (self.look, self.words);
        self.line(&[Text(words.label(heading))], look.heading())?;
        let titles: Vec<_> = titles.iter().map(|key| Text(words.label(key))).collect();
        self.line(&titles, look.header())
    }

    fn figures(&mut self, content: &Content<'_>) -> Result<(), XlsxError> {
        let (figures, words) = (content.figures, self.words);
        let label = |key| Text(words.label(key));
        let budget = money(figures.budget);
        self.row += 1;
        let share = figures.quantified_share();
        let [errors, warnings, infos, unclear] = figures.severities;
        for line in [
            vec![label("files"), Count(figures.files)],
            vec![label("failures"), Count(content.failure_count)],
            vec![label("units"), Count(figures.unit_count())],
            vec![label("projects"), Count(figures.projects)],
            vec![label("repeated"), Count(figures.repeated)],
            vec![label("budget_total"), budget],
            vec![label("budgeted"), Count(figures.budget.known)],
            vec![label("unbudgeted"), Count(figures.budget.unknown)],
            vec![label("evaluations"), Count(figures.evaluations)],
            vec![label("departments"), Count(figures.departments)],
            vec![label("indicators"), Count(figures.indicators)],
            vec![label("quantified"), Count(figures.quantified), Text(&share)],
            vec![label("errors"), Count(errors)],
            vec![label("warnings"), Count(warnings)],
            vec![label("infos"), Count(infos)],
            vec![label("not_evaluable"), Count(unclear)],
        ] {
            self.plain(&line)?;
        }
        Ok(())
    }

    fn failures(&mut self, content: &Content<'_>) -> Result<(), XlsxError> {
        if content.failures.is_empty() {
            return Ok(());
        }
        self.section("failures", &["file", "result", "reason"])?;
        for failure in content.failures {
            let status = self
                .words
                .code("status", failure.status)
                .unwrap_or(failure.status);
            let why = failure
                .why
                .as_ref()
                .map_or("", |error| match content.chinese {
                    true => &error.message_zh,
                    false => &error.message,
                });
            self.plain(&[Text(&failure.path), Text(status), Text(why)])?;
        }
        self.rest(content.failure_count, content.failures.len())
    }

    /// How many rows are left out.
    fn rest(&mut self, all: usize, shown: usize) -> Result<(), XlsxError> {
        match all.saturating_sub(shown) {
            0 => Ok(()),
            more => self.plain(&[Text(self.words.label("more")), Count(more)]),
        }
    }

    fn units(&mut self, figures: &Figures) -> Result<(), XlsxError> {
        self.section("by_unit", &["unit", "projects", "budget_wan"])?;
        let mut units: Vec<_> = figures.units.iter().collect();
        units.retain(|(_, budgets)| budgets.projects() > 0);
        units.sort_by(|a, b| (b.1.yuan, b.1.projects(), a.0).cmp(&(a.1.yuan, a.1.projects(), b.0)));
        for (name, budgets) in units.iter().take(MOST_ROWS) {
            let none = self.words.label("no_unit");
            let name = name.as_deref().unwrap_or(none);
            self.plain(&[Text(name), Count(budgets.projects()), money(**budgets)])?;
        }
        self.rest(units.len(), MOST_ROWS)
    }

    fn years(&mut self, figures: &Figures) -> Result<(), XlsxError> {
        self.section("by_year", &["year", "projects", "budget_wan"])?;
        for (year, budgets) in &figures.years {
            let year = year.map_or(self.words.label("no_year").to_owned(), |year| {
                year.to_string()
            });
            self.plain(&[Text(&year), Count(budgets.projects()), money(*budgets)])?;
        }
        Ok(())
    }

    fn largest(&mut self, content: &Content<'_>) -> Result<(), XlsxError> {
        if content.figures.largest.is_empty() {
            return Ok(());
        }
        self.section(
            "largest",
            &["project", "unit", "year", "budget_wan", "file"],
        )?;
        for (project, row) in content.figures.largest.iter().zip(content.rows) {
            let year = project
                .year
                .map(|year| year.to_string())
                .unwrap_or_default();
            let name = match row {
                Some(address) => Link(address, &project.name),
                None => Text(&project.name),
            };
            let unit = project.unit.as_deref().unwrap_or_default();
            let budget = Money(Some(project.yuan));
            self.plain(&[name, Text(unit), Text(&year), budget, Text(&project.path)])?;
        }
        Ok(())
    }

    fn rules(&mut self, figures: &Figures) -> Result<(), XlsxError> {
        let columns = ["rule", "errors", "warnings", "infos", "not_evaluable"];
        self.section("by_rule", &columns)?;
        let sum = |counts: &[usize; 4]| counts.iter().sum::<usize>();
        let mut rules: Vec<_> = figures.rules.iter().collect();
        rules.sort_by(|a, b| (sum(b.1), a.0).cmp(&(sum(a.1), b.0)));
        for (code, counts) in rules {
            let title = self.words.rule(code);
            let mut line = vec![Text(&title)];
            line.extend(counts.iter().map(|count| Count(*count)));
            self.plain(&line)?;
        }
        Ok(())
    }

    fn functions(&mut self, figures: &Figures) -> Result<(), XlsxError> {
        if figures.functions.is_empty() {
            return Ok(());
        }
        self.section("by_function", &["function", "code", "budget_wan"])?;
        for (code, (name, yuan)) in &figures.functions {
            self.plain(&[Text(name), Text(code), Money(Some(*yuan))])?;
        }
        Ok(())
    }
}

fn money(budgets: Budgets) -> Value<'static> {
    Money((budgets.known > 0).then_some(budgets.yuan))
}
