//! The time that a verdict stands on, and the age of the lists.

use super::{List, ListState};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// After midnight, the time at which a door's day begins: the last night's guests have gone.
const DAY_BEGINS: TimeDelta = TimeDelta::hours(5);

/// The time of a verdict, in the door's time zone.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    at: DateTime<Tz>,
    wall_clock: bool,
}

impl Now {
    /// The device's clock. Lists grow old by it, and a clock that stands before the trust store's own date is wrong.
    pub fn wall_clock(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at: at.with_timezone(&zone), wall_clock: true }
    }

    /// A time that the user set, to judge as of then: the age of the lists says nothing about it.
    pub fn set(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at: at.with_timezone(&zone), wall_clock: false }
    }

    /// The point in time.
    pub fn utc(&self) -> DateTime<Utc> {
        self.at.to_utc()
    }

    /// The calendar day, in `zone` or else at the door.
    pub fn day(&self, zone: Option<Tz>) -> NaiveDate {
        zone.map_or_else(|| self.at.date_naive(), |zone| self.at.with_timezone(&zone).date_naive())
    }

    /// The day by which lists grow old. It begins at [`DAY_BEGINS`] at the door, so that a list goes stale before the doors open and
    /// never in the middle of an evening.
    pub fn service_day(&self) -> NaiveDate {
        let local = self.at.naive_local();
        local.checked_sub_signed(DAY_BEGINS).unwrap_or(local).date()
    }

    /// Whether this is the device's clock.
    pub fn is_wall_clock(&self) -> bool {
        self.wall_clock
    }

    /// Whether the clock is certainly wrong: the device's, and a day or more before `published`, the date of the newest
    /// list in the store (a day, since a date has no time zone).
    pub fn is_before(&self, published: NaiveDate) -> bool {
        self.wall_clock && published.pred_opt().is_some_and(|eve| self.utc().date_naive() < eve)
    }
}

/// How old a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Historic, of unknown date, or not judged at a time that was set.
    NotJudged,
    /// Recent enough.
    Fresh {
        /// Days since it was published.
        days: i64,
    },
    /// To be renewed soon.
    Warn {
        /// Days since it was published.
        days: i64,
    },
    /// Too old to decide against anybody.
    Stale {
        /// Days since it was published.
        days: i64,
    },
}

impl Age {
    /// The age of `list` at `now`.
    pub fn of(list: &List, now: &Now) -> Self {
        let (ListState::Maintained { warn_days, stale_days }, Some(date), true) =
            (list.state, list.date, now.is_wall_clock())
        else {
            return Self::NotJudged;
        };
        let days = now.service_day().signed_duration_since(date).num_days();
        if days >= i64::from(stale_days) {
            Self::Stale { days }
        } else if days >= i64::from(warn_days) {
            Self::Warn { days }
        } else {
            Self::Fresh { days }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_stale_before_the_doors_open_and_not_in_service() {
        let list = List {
            id: String::new(),
            network: None,
            title: String::new(),
            provenance: String::new(),
            licence: None,
            date: NaiveDate::from_ymd_opt(2026, 1, 1),
            state: ListState::Maintained { warn_days: 10, stale_days: 20 },
            demo: false,
        };
        // Midnight in Hong Kong is 16:00 in UTC.
        for (at, stale) in [
            ("2026-01-20T15:59:59Z", false),
            ("2026-01-20T16:00:00Z", false),
            ("2026-01-20T20:59:59Z", false),
            ("2026-01-20T21:00:00Z", true),
        ] {
            let now = Now::wall_clock(at.parse().unwrap(), chrono_tz::Asia::Hong_Kong);
            assert_eq!(matches!(Age::of(&list, &now), Age::Stale { days: 20 }), stale, "{at}");
        }
    }
}
