//! Counts as plain data.

use super::{DoorDays, Hour, Note, What};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Counts of what happened, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<What, u64>);

impl Totals {
    /// Counts so many more.
    pub fn add(&mut self, what: What, count: u64) {
        let held = self.0.entry(what).or_default();
        *held = held.saturating_add(count);
    }

    /// Counts all of others.
    pub fn add_all(&mut self, other: &Self) {
        other.each().for_each(|(what, count)| self.add(what, count));
    }

    /// How often.
    pub fn of(&self, what: What) -> u64 {
        self.0.get(&what).copied().unwrap_or_default()
    }

    /// What happened at all, in the order of kinds.
    pub fn each(&self) -> impl Iterator<Item = (What, u64)> + '_ {
        self.0.iter().map(|(what, count)| (*what, *count)).filter(|(_, count)| *count > 0)
    }

    /// How often in all, of the kinds that are meant.
    pub fn sum(&self, meant: impl Fn(What) -> bool) -> u64 {
        self.each().filter(|(what, _)| meant(*what)).fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// How many codes were presented.
    pub fn presented(&self) -> u64 {
        self.sum(What::is_presentation)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.each().next().is_none()
    }
}

/// Counts by hour and profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<(Hour, String), Totals>);

impl Tally {
    /// Counts so many more.
    pub fn add(&mut self, hour: Hour, profile: &str, what: What, count: u64) {
        self.0.entry((hour, profile.to_owned())).or_default().add(what, count);
    }

    /// What was counted, in the order of time.
    pub fn each(&self) -> impl Iterator<Item = (Hour, &str, &Totals)> {
        self.0.iter().map(|((hour, profile), totals)| (*hour, profile.as_str(), totals))
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Totals::is_empty)
    }
}

/// What is to be kept next: counts, and what was noted. It stays as small as hours, profiles and kinds are few, however long a disk takes
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The counts.
    pub counts: Tally,
    /// What was noted: of one kind at one second the last.
    pub notes: BTreeMap<(i64, Note), String>,
}

/// The most notes that wait for a disk that takes nothing.
const MOST_NOTES: usize = 1024;

impl Batch {
    /// Notes something.
    pub fn note(&mut self, at: DateTime<Utc>, note: Note, text: String) {
        if self.notes.len() >= MOST_NOTES {
            // The oldest: what is going on now is what somebody looks for.
            self.notes.pop_first();
        }
        self.notes.insert((at.timestamp(), note), text);
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.notes.is_empty()
    }
}

/// All that a store holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Of the last 31 days, by hour.
    pub hours: Tally,
    /// Of the time before, by day and profile.
    pub days: BTreeMap<(NaiveDate, String), Totals>,
    /// What was noted, by the second.
    pub notes: BTreeMap<(i64, Note), String>,
}

impl Book {
    /// The counts of each day, by profile.
    pub fn by_day(&self, days: &DoorDays) -> BTreeMap<(NaiveDate, String), Totals> {
        let mut all = self.days.clone();
        for (hour, profile, totals) in self.hours.each() {
            all.entry((days.day(hour), profile.to_owned())).or_default().add_all(totals);
        }
        all
    }

    /// The counts of one day, whatever the profile.
    pub fn of_day(&self, day: NaiveDate, days: &DoorDays) -> Totals {
        let mut sum = Totals::default();
        self.by_day(days).iter().filter(|((of, _), _)| *of == day).for_each(|(_, one)| sum.add_all(one));
        sum
    }

    /// The counts of one day by the hour of the clock, whatever the profile.
    pub fn of_hours(&self, day: NaiveDate, days: &DoorDays) -> BTreeMap<u32, Totals> {
        let mut all: BTreeMap<u32, Totals> = BTreeMap::new();
        for (hour, _, totals) in self.hours.each().filter(|(hour, ..)| days.day(*hour) == day) {
            all.entry(days.clock_hour(hour)).or_default().add_all(totals);
        }
        all
    }

    /// All of it.
    pub fn sum(&self) -> Totals {
        let mut sum = Totals::default();
        self.days.values().for_each(|totals| sum.add_all(totals));
        self.hours.each().for_each(|(_, _, totals)| sum.add_all(totals));
        sum
    }

    /// What is kept, and what waits to be.
    #[must_use]
    pub fn with(mut self, waiting: &Batch) -> Self {
        for (hour, profile, totals) in waiting.counts.each() {
            totals.each().for_each(|(what, count)| self.hours.add(hour, profile, what, count));
        }
        self.notes.extend(waiting.notes.iter().map(|(key, text)| (*key, text.clone())));
        self
    }

    /// The last note of a kind up to a moment.
    pub fn last_note(&self, note: Note, until: DateTime<Utc>) -> Option<(DateTime<Utc>, &str)> {
        let until = until.timestamp();
        let found = self.notes.iter().rev().find(|((at, of), _)| *of == note && *at <= until);
        found.and_then(|((at, _), text)| Some((DateTime::from_timestamp(*at, 0)?, text.as_str())))
    }
}
