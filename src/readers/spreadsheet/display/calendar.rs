//! Serial numbers of days to dates and times of day (ECMA-376 part 1, 18.17.4).

/// A moment, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: u32,
    pub(super) day: u32,
    /// 0 is Monday.
    pub(super) weekday: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) millisecond: u32,
    /// Milliseconds since the serial number 0, for times beyond a day.
    pub(super) elapsed: i64,
}

const DAY: i64 = 86_400_000;
/// Days from 1970-01-01 back to the day before 1899-12-31, the serial number 0 after February 1900.
const EPOCH_1900: i64 = -25_569;
/// Days between the two date systems.
const EPOCH_1904_SHIFT: i64 = 1_462;

/// The moment a serial number stands for, rounded to a unit of so many milliseconds; `None` where there is none.
pub(super) fn moment(serial: f64, epoch_1904: bool, unit: i64) -> Option<Moment> {
    // the last day Excel knows is 9999-12-31
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let unit = unit.max(1);
    let elapsed = (serial * (DAY / unit) as f64).round() as i64 * unit;
    let serial = elapsed.div_euclid(DAY) + if epoch_1904 { EPOCH_1904_SHIFT } else { 0 };
    let time = elapsed.rem_euclid(DAY);
    let (year, month, day) = match serial {
        // Excel counts from the day before 1900-01-01, and takes 1900 for a leap year
        0 => (1900, 1, 0),
        60 => (1900, 2, 29),
        1..60 => civil(serial + 1 + EPOCH_1900),
        _ => civil(serial + EPOCH_1900),
    };
    Some(Moment {
        year,
        month,
        day,
        weekday: (serial + 5).rem_euclid(7) as usize,
        hour: (time / 3_600_000) as u32,
        minute: (time / 60_000 % 60) as u32,
        second: (time / 1_000 % 60) as u32,
        millisecond: (time % 1_000) as u32,
        elapsed,
    })
}

/// The serial number of `2024-01-31T08:30:00.000`, in the 1900 system.
pub(in super::super) fn serial(iso: &str) -> Option<f64> {
    let (date, time) = iso.trim().split_once('T').unwrap_or((iso.trim(), ""));
    let mut parts = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    if !(1899..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let days = (day_number(year, month, day) - EPOCH_1900) as f64;
    let mut fraction = 0.0;
    for (part, unit) in time
        .trim_end_matches('Z')
        .split(':')
        .zip([3_600.0, 60.0, 1.0])
    {
        fraction += part.parse::<f64>().unwrap_or(0.0) * unit;
    }
    Some(days + fraction / 86_400.0)
}

/// Year, month and day of a count of days since 1970-01-01, in the Gregorian calendar (after Howard Hinnant).
fn civil(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as u32, day as u32)
}

fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for (number, epoch_1904, expected) in [
            (1.0, false, (1900, 1, 1, 0, 0)),
            (0.25, false, (1900, 1, 0, 6, 0)),
            (59.0, false, (1900, 2, 28, 0, 0)),
            (60.0, false, (1900, 2, 29, 0, 0)),
            (61.0, false, (1900, 3, 1, 0, 0)),
            (45_657.0, false, (2024, 12, 31, 0, 0)),
            (45_292.75, false, (2024, 1, 1, 18, 0)),
            (0.0, true, (1904, 1, 1, 0, 0)),
        ] {
            let at = moment(number, epoch_1904, 1).unwrap();
            let found = (at.year, at.month, at.day, at.hour, at.minute);
            assert_eq!(found, expected, "{number}");
        }
        assert_eq!(moment(45_292.0, false, 1).unwrap().weekday, 0);
        assert_eq!(moment(-1.0, false, 1), None);
        assert_eq!(moment(f64::NAN, false, 1), None);
        assert_eq!(serial("2024-12-31T00:00:00.000"), Some(45_657.0));
        assert_eq!(serial("2024-01-01T18:00:00.000"), Some(45_292.75));
        assert_eq!(serial("soon"), None);
    }
}
