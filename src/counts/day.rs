//! Hours and days of a door.

use crate::config::DayStart;
use chrono::{DateTime, Days, NaiveDate, SecondsFormat, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

/// An hour of the door's clock, by the moment at which it begins. That moment is one of UTC: however the door's time zone is set later, it
/// stays what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hour(i64);

impl Hour {
    /// That which begins so many minutes after 1970 in UTC.
    pub fn from_minutes(minutes: i64) -> Self {
        Self(minutes)
    }

    /// So many minutes after 1970 in UTC it begins.
    pub fn minutes(self) -> i64 {
        self.0
    }

    /// When it begins. Of what is too far away for a calendar, the end of the calendar.
    pub fn begins(self) -> DateTime<Utc> {
        let far = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp(self.0.saturating_mul(60), 0).unwrap_or(far)
    }
}

/// How a door divides its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoorDays {
    /// The profile's time zone.
    pub zone: Tz,
    /// When its day begins.
    pub starts: DayStart,
}

impl DoorDays {
    /// The hour in which a moment lies: from one full hour of the door's clock to the next.
    pub fn hour(&self, at: DateTime<Utc>) -> Hour {
        let past = i64::from(at.with_timezone(&self.zone).minute());
        Hour(at.timestamp().div_euclid(60).saturating_sub(past))
    }

    /// The day to which an hour belongs.
    pub fn day(&self, hour: Hour) -> NaiveDate {
        self.day_of(hour.begins())
    }

    /// The day to which a moment belongs.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        let local = at.with_timezone(&self.zone).naive_local();
        let since = TimeDelta::hours(i64::from(self.starts.hour()));
        local.checked_sub_signed(since).unwrap_or(local).date()
    }

    /// The hour of the door's clock, 0 to 23.
    pub fn clock_hour(&self, hour: Hour) -> u32 {
        hour.begins().with_timezone(&self.zone).hour()
    }

    /// The hours of the clock in the order of the door's day: that at which it begins first.
    pub fn clock_hours(&self) -> impl Iterator<Item = u32> + use<> {
        let first = u32::from(self.starts.hour());
        (0..24).map(move |hour| first.saturating_add(hour).checked_rem(24).unwrap_or_default())
    }

    /// The day so many days before another.
    pub fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
        day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
    }

    /// A moment as the door's clock shows it, with its distance from UTC.
    pub fn local(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(zone: Tz, starts: u8) -> DoorDays {
        DoorDays { zone, starts: DayStart::at(starts).unwrap() }
    }

    #[test]
    fn a_night_belongs_to_the_evening_before() {
        let door = days(Tz::Asia__Hong_Kong, 6);
        for (moment, of, hour) in [
            ("2026-11-28T10:30:00Z", "2026-11-28", 18),
            ("2026-11-28T20:59:59Z", "2026-11-28", 4),
            ("2026-11-28T21:59:59Z", "2026-11-28", 5),
            ("2026-11-28T22:00:00Z", "2026-11-29", 6),
        ] {
            let of_moment = door.hour(at(moment));
            assert_eq!((door.day(of_moment), door.clock_hour(of_moment)), (day(of), hour), "{moment}");
            assert_eq!(door.day_of(at(moment)), day(of));
        }
        let hours: Vec<u32> = door.clock_hours().collect();
        assert_eq!((hours.len(), hours[0], hours[23]), (24, 6, 5));
    }

    #[test]
    fn hours_are_those_of_the_doors_clock_wherever_it_stands() {
        // Nepal is 5 h 45 min ahead.
        let nepal = days(Tz::Asia__Kathmandu, 6);
        let hour = nepal.hour(at("2026-11-28T12:30:00Z"));
        assert_eq!((hour.begins(), nepal.clock_hour(hour)), (at("2026-11-28T12:15:00Z"), 18));
        // The same hour, seen from elsewhere, is still one.
        let elsewhere = days(Tz::America__New_York, 6);
        assert_eq!((elsewhere.day(hour), elsewhere.clock_hour(hour)), (day("2026-11-28"), 7));
        assert_eq!(Hour::from_minutes(hour.minutes()), hour);
    }

    #[test]
    fn the_hour_that_comes_twice_is_two() {
        let paris = days(Tz::Europe__Paris, 6);
        let [one, other] = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(|text| paris.hour(at(text)));
        assert_ne!(one, other);
        assert_eq!((paris.clock_hour(one), paris.clock_hour(other)), (2, 2));
        assert_eq!((paris.day(one), paris.day(other)), (day("2026-10-24"), day("2026-10-24")));
    }

    #[test]
    fn no_time_is_too_far() {
        let door = days(Tz::UTC, 23);
        for minutes in [i64::MIN, i64::MAX, 0, -1] {
            let hour = Hour::from_minutes(minutes);
            let _ = (door.day(hour), door.clock_hour(hour), hour.begins());
        }
        for far in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let _ = (door.day_of(far), door.hour(far));
        }
    }
}
