//! Dates as precise as they were stated.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, TimeZone, Utc};
use std::fmt;
use std::ops::RangeInclusive;

/// The years that are written with four digits (RFC 3339 §1), but for the year 0, which no calendar of people has.
const CALENDAR: RangeInclusive<i32> = 1..=9999;

/// A date or a time, as precise as the credential states it. Displayed as in ISO 8601; a time in UTC (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year.
    Year(i32),
    /// A month of a year, 1 to 12.
    Month(i32, u32),
    /// A calendar day, in the issuer's place.
    Day(NaiveDate),
    /// A point in time.
    Instant(DateTime<FixedOffset>),
}

impl When {
    /// Parses `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else, for days that do not exist and for the year 0.
    pub fn parse_date(text: &str) -> Option<Self> {
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = i32::try_from(digits(parts.next()?, 4)?).ok().filter(|year| CALENDAR.contains(year))?;
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month = digits(month, 2).filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else { return Some(Self::Month(year, month)) };
        let day = digits(day, 2)?;
        if parts.next().is_some() {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day)
    }

    /// Parses a point in time with its offset (RFC 3339); `None` for anything else, and where it lies beyond the calendar in UTC,
    /// in which it is shown.
    pub fn parse_time(text: &str) -> Option<Self> {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        CALENDAR.contains(&at.to_utc().year()).then_some(Self::Instant(at))
    }

    /// The first calendar day that it can mean, in `zone` for a point in time.
    pub fn first_day(&self, zone: &impl TimeZone) -> Option<NaiveDate> {
        match *self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Day(day) => Some(day),
            Self::Instant(instant) => Some(instant.with_timezone(zone).date_naive()),
        }
    }

    /// The last calendar day that it can mean, in `zone` for a point in time.
    pub fn last_day(&self, zone: &impl TimeZone) -> Option<NaiveDate> {
        match *self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1)?
                .checked_add_months(chrono::Months::new(1))?
                .pred_opt(),
            Self::Day(_) | Self::Instant(_) => self.first_day(zone),
        }
    }
}

impl From<DateTime<Utc>> for When {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant.fixed_offset())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Self::Instant(instant) => {
                f.write_str(&instant.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_is_stated_and_no_more() {
        assert_eq!(When::parse_date("1980"), Some(When::Year(1980)));
        assert_eq!(When::parse_date("1980-02"), Some(When::Month(1980, 2)));
        for text in ["1980-01-31", "2024-02-29"] {
            assert_eq!(When::parse_date(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "80",
            "1980-",
            "1980-13",
            "1980-00",
            "1980-1-1",
            "2023-02-29",
            "1980-01-01-",
            "+980",
            "１９８０",
            "0000",
            "0000-12-31",
        ] {
            assert_eq!(When::parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_stay_within_the_calendar() {
        assert!(When::parse_time("9999-12-31T23:59:59Z").is_some());
        assert!(When::parse_time("0001-01-01T00:00:00Z").is_some());
        for text in ["0001-01-01T00:00:00+01:00", "0000-12-31T23:59:59Z"] {
            assert_eq!(When::parse_time(text), None, "{text}");
        }
        for text in ["9999-12-31T23:59:59-01:00", "2024-02-29", "2023-02-29T00:00:00Z", "2024-02-29T00:00:00"]
        {
            assert_eq!(When::parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_ends_where_the_calendar_says() {
        let last = |text: &str| When::parse_date(text).unwrap().last_day(&Utc).unwrap().to_string();
        assert_eq!(last("2024-02"), "2024-02-29");
        assert_eq!(last("2023-12"), "2023-12-31");
        assert_eq!(last("2023"), "2023-12-31");
    }
}
