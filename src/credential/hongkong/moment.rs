//! Days and times as Hong Kong records write them, in Hong Kong's time zone.

use crate::verdict::When;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Asia::Hong_Kong;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A day, `dd-MM-yyyy`; `None` for anything else and for days that do not exist.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let [day, month, year] = parts(text)?;
    date(year, digits(month, 2)?, day)
}

/// A print time: `dd-MM-yyyy HH:mm`, or with the month by its first three letters, in any case.
pub(super) fn print_time(text: &str) -> Option<When> {
    let (date_text, time) = text.split_once(' ')?;
    let [day, month, year] = parts(date_text)?;
    let month = match digits(month, 2) {
        Some(month) => month,
        None => named_month(month)?,
    };
    instant(date(year, month, day)?, clock(time)?)
}

/// A day or a time in a test record. Their form is unconfirmed: that of the other records is taken, `yyyy-MM-dd` too, and
/// either alone or with `HH:mm` or `HH:mm:ss`.
pub(super) fn test_moment(text: &str) -> Option<When> {
    let (date_text, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let [first, middle, last] = parts(date_text)?;
    let month = match digits(middle, 2) {
        Some(month) => month,
        None => named_month(middle)?,
    };
    let day = if first.len() == 4 { date(first, month, last) } else { date(last, month, first) }?;
    match time {
        Some(time) => instant(day, clock(time)?),
        None => Some(When::Day(day)),
    }
}

fn parts(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split('-');
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn date(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    let year = i32::try_from(digits(year, 4)?).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, month, digits(day, 2)?)
}

fn named_month(name: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    u32::try_from(index).ok()?.checked_add(1)
}

fn clock(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = match parts.next() {
        Some(second) => digits(second, 2)?,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn instant(day: NaiveDate, time: NaiveTime) -> Option<When> {
    let local = Hong_Kong.from_local_datetime(&day.and_time(time)).earliest()?;
    // The first hours of the year 1 lie in the year 0 in UTC, which no calendar has.
    (local.to_utc().year() > 0).then(|| When::Instant(local.fixed_offset()))
}

/// A number of exactly so many ASCII digits.
fn digits(text: &str, width: usize) -> Option<u32> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_strict_and_stand_in_the_calendar() {
        assert_eq!(day("29-02-2024"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for text in [
            "",
            "-",
            "29-02-2023",
            "31-04-2021",
            "00-01-2021",
            "01-13-2021",
            "1-1-2021",
            "2021-01-01",
            "01/01/2021",
            "01-01-21",
            "01-01-2021 ",
            "01-01-2021-",
            "+1-01-2021",
            "01-Jan-2021",
            "０1-01-2021",
            "01-01-0000",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn print_times_are_of_hong_kong_in_both_forms() {
        for text in ["21-06-2022 18:00", "21-Jun-2022 18:00", "21-JUN-2022 18:00", "21-jun-2022 18:00"] {
            assert_eq!(print_time(text).unwrap().to_string(), "2022-06-21T10:00:00Z", "{text}");
        }
        for text in [
            "21-06-2022",
            "21-06-2022 24:00",
            "21-06-2022 18:60",
            "21-06-2022 6:00",
            "21-Juni-2022 18:00",
            "31-Jun-2022 18:00",
            "21-06-2022  18:00",
            "21-06-2022T18:00",
            "01-01-0001 07:00",
        ] {
            assert_eq!(print_time(text), None, "{text}");
        }
    }

    #[test]
    fn test_records_may_write_days_and_times() {
        let shown = |text: &str| test_moment(text).map(|when| when.to_string());
        assert_eq!(shown("10-02-2022").as_deref(), Some("2022-02-10"));
        assert_eq!(shown("2022-02-10").as_deref(), Some("2022-02-10"));
        assert_eq!(shown("10-02-2022 08:15").as_deref(), Some("2022-02-10T00:15:00Z"));
        assert_eq!(shown("10-Feb-2022 08:15:30").as_deref(), Some("2022-02-10T00:15:30Z"));
        for text in ["10/02/2022", "02-30-2022", "2022-02-30", "10-02-2022 8:15", "10022022"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
