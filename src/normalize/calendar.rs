//! Days of the calendar, and the years that a budget document can mean.

/// A day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: i32,
    month: u32,
    day: u32,
}

impl Day {
    /// `None` for 30 February and years outside 1900 to 2100.
    pub(crate) fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists =
            is_year(year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The last day of a month.
    pub(crate) fn month_end(year: i32, month: u32) -> Option<Self> {
        Self::new(year, month, days_in(year, month))
    }

    /// `2023-12-31`.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The years that a budget document can mean.
pub(crate) fn is_year(year: i32) -> bool {
    (1900..=2100).contains(&year)
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
