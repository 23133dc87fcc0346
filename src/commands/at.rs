//! `--at`: a time to judge as of, or a day.

use super::clock::clock_mark;
use crate::config::Folder;
use crate::trust::Now;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The time that was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// A point in time.
    Instant(DateTime<Utc>),
    /// A day, which stands for its noon at the door.
    Day(NaiveDate),
}

impl At {
    /// Reads an argument: RFC 3339, or `YYYY-MM-DD`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Ok(Self::Day(day));
        }
        DateTime::parse_from_rfc3339(text)
            .map(|at| Self::Instant(at.to_utc()))
            .map_err(|error| format!("neither a day (2022-03-01) nor a time (2022-03-01T12:00:00Z): {error}"))
    }

    /// Now at a door in that zone: the time that was set, or else the clock's, held against what this device knows of it.
    pub(super) fn now(set: Option<Self>, zone: Tz) -> Now {
        let clock = || Now::wall_clock(Utc::now(), zone).at_door(clock_mark(Folder::of_user().as_ref()));
        set.map_or_else(clock, |at| Now::set(at.in_zone(zone), zone))
    }

    /// The point in time, at a door in that zone.
    fn in_zone(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Instant(at) => at,
            Self::Day(day) => {
                let noon = day.and_hms_opt(12, 0, 0).unwrap_or(day.and_time(NaiveTime::MIN));
                // No zone has ever put its clocks on at noon; if one did, noon in UTC is of that day nearly everywhere.
                zone.from_local_datetime(&noon).earliest().map_or_else(|| noon.and_utc(), |at| at.to_utc())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_noon_at_the_door() {
        for (text, zone, utc) in [
            ("2022-03-01", Tz::Asia__Hong_Kong, "2022-03-01T04:00:00Z"),
            ("2022-03-01", Tz::UTC, "2022-03-01T12:00:00Z"),
            ("2022-07-01", Tz::Pacific__Auckland, "2022-07-01T00:00:00Z"),
            ("2022-03-01T12:00:00+08:00", Tz::UTC, "2022-03-01T04:00:00Z"),
        ] {
            let at = At::parse(text).unwrap().in_zone(zone);
            assert_eq!(at, utc.parse::<DateTime<Utc>>().unwrap(), "{text}");
        }
        for text in ["yesterday", "2022-02-30", "2022-3", "01.03.2022", "2022-03-01 12:00", ""] {
            assert!(At::parse(text).is_err(), "{text}");
        }
    }
}
