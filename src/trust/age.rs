//! The time that a verdict stands on, and the age of the lists.

use super::{List, ListState};
use crate::verdict::ClockFloor;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// After midnight, the time at which a door's day begins: the last night's guests have gone.
const DAY_BEGINS: TimeDelta = TimeDelta::hours(5);

/// By so much a clock may stand before the time at which the door last ran, and not be called wrong. A poor quartz (100 parts in a
/// million, nine seconds a day) gains a quarter of an hour in a hundred days without a time server, and is set back when one is found.
/// What it costs: a clock that far behind lets a credential count so much longer.
const TOLERANCE: TimeDelta = TimeDelta::minutes(15);

/// What is known of the latest time at which this door ran, by the device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClockMark {
    /// It never ran, or nothing of it is kept: the dates of the lists are all there is to go by.
    #[default]
    None,
    /// Then.
    At(DateTime<Utc>),
    /// Something is kept that cannot be read: no clock is known to be right, until a person vouches for it.
    Unread,
}

/// The time of a verdict, in the door's time zone.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    at: DateTime<Tz>,
    wall_clock: bool,
    mark: ClockMark,
}

impl Now {
    /// The device's clock. Lists grow old by it, and a clock that stands before the trust store's own date is wrong.
    pub fn wall_clock(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at: at.with_timezone(&zone), wall_clock: true, mark: ClockMark::None }
    }

    /// At a door that last ran then: a device's clock that stands before that is wrong as well. One that stands after it, by however
    /// much, is not: doors are closed for months.
    #[must_use]
    pub fn at_door(self, mark: ClockMark) -> Self {
        Self { mark, ..self }
    }

    /// A time that the user set, to judge as of then: the age of the lists says nothing about it.
    pub fn set(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at: at.with_timezone(&zone), wall_clock: false, mark: ClockMark::None }
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

    /// By what the clock is certainly wrong, if it is. `published` is the date of the newest list in the store.
    pub fn clock_floor(&self, published: Option<NaiveDate>) -> Option<ClockFloor> {
        let before = |ran: DateTime<Utc>| ran.signed_duration_since(self.utc()) > TOLERANCE;
        match self.mark {
            _ if !self.wall_clock => None,
            ClockMark::At(ran) if before(ran) => Some(ClockFloor::LastRan(ran)),
            _ => published
                .filter(|date| self.is_before(*date))
                .map(ClockFloor::Published)
                .or((self.mark == ClockMark::Unread).then_some(ClockFloor::Unread)),
        }
    }
}

/// So many days before a list is too old, and from then on, the staff is told each day.
const NOTICE: i64 = 30;

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

    /// How many days `list`, which is of this age, has left before it is too old: on its last one, 1. `None` where that is never, not
    /// known, or past.
    pub fn left(self, list: &List) -> Option<i64> {
        match (list.state, self) {
            (ListState::Maintained { stale_days, .. }, Self::Fresh { days } | Self::Warn { days }) => {
                Some(i64::from(stale_days).saturating_sub(days))
            }
            _ => None,
        }
    }

    /// As [`Age::left`], where that is so little that the staff is to be told.
    pub fn due(self, list: &List) -> Option<i64> {
        self.left(list).filter(|left| *left <= NOTICE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_wrong_before_the_door_last_ran_and_before_its_lists() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let ran = at("2026-11-20T10:00:00Z");
        let published = NaiveDate::from_ymd_opt(2026, 8, 22);
        let (last_ran, list) = (ClockFloor::LastRan(ran), ClockFloor::Published(published.unwrap()));
        for (now, mark, floor) in [
            // The last minutes before: a clock that time sync has set back.
            ("2026-11-20T09:45:00Z", ClockMark::At(ran), None),
            ("2026-11-20T09:44:59Z", ClockMark::At(ran), Some(last_ran)),
            // Closed for years, which is nobody's fault.
            ("2029-11-20T10:00:00Z", ClockMark::At(ran), None),
            // Before both, the later one says more.
            ("1970-01-01T00:00:00Z", ClockMark::At(ran), Some(last_ran)),
            ("1970-01-01T00:00:00Z", ClockMark::None, Some(list)),
            ("2026-11-20T10:00:00Z", ClockMark::None, None),
            // A note of a time before the lists takes nothing from them.
            ("2026-08-20T23:00:00Z", ClockMark::At(at("2025-01-01T00:00:00Z")), Some(list)),
            ("2026-11-20T10:00:00Z", ClockMark::Unread, Some(ClockFloor::Unread)),
            ("1970-01-01T00:00:00Z", ClockMark::Unread, Some(list)),
        ] {
            let now = Now::wall_clock(at(now), Tz::UTC).at_door(mark);
            assert_eq!(now.clock_floor(published), floor, "{now:?}");
            assert_eq!(Now::set(now.utc(), Tz::UTC).at_door(mark).clock_floor(published), None, "set");
        }
    }

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
            let age = Age::of(&list, &now);
            assert_eq!(matches!(age, Age::Stale { days: 20 }), stale, "{at}");
            // The day before is the last, and then there is none left.
            assert_eq!(age.left(&list), (!stale).then_some(1), "{at}");
        }
    }

    #[test]
    fn the_days_left_are_counted_where_there_is_an_end() {
        let list = |state, date: Option<&str>| List {
            id: String::new(),
            network: None,
            title: String::new(),
            provenance: String::new(),
            licence: None,
            date: date.map(|date| date.parse().unwrap()),
            state,
            demo: false,
        };
        let state = ListState::Maintained { warn_days: 180, stale_days: 365 };
        let of = |list: &List, day: &str| {
            let now = Now::wall_clock(format!("{day}T12:00:00Z").parse().unwrap(), Tz::UTC);
            let age = Age::of(list, &now);
            (age.left(list), age.due(list))
        };
        let dated = list(state, Some("2026-01-01"));
        for (day, left, due) in [
            ("2026-01-01", Some(365), None),
            ("2026-12-01", Some(31), None),
            ("2026-12-02", Some(30), Some(30)),
            ("2026-12-31", Some(1), Some(1)),
            ("2027-01-01", None, None),
            // Published tomorrow, by a clock that is behind.
            ("2025-12-31", Some(366), None),
        ] {
            assert_eq!(of(&dated, day), (left, due), "{day}");
        }
        for other in [list(state, None), list(ListState::Archived, Some("2026-01-01"))] {
            assert_eq!(of(&other, "2026-12-31"), (None, None));
        }
    }
}
