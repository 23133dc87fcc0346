//! What leaves a door: the counts of its days, and which door counted them.

use super::{Book, Device, DoorDays, ListSerial, Note, OpeningCheck, Totals, What};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use std::collections::BTreeMap;

/// Which door tells its counts, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    /// The door's short name, where it has one.
    pub door: Option<String>,
    /// The device, where it has a key.
    pub device: Option<Device>,
    /// The version of its program.
    pub program: String,
    /// The serial of the lists that it trusts.
    pub lists: ListSerial,
    /// When it told this.
    pub made: DateTime<Utc>,
}

/// The counts of a door by day and profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which door.
    pub teller: Teller,
    /// The counts.
    pub days: BTreeMap<(NaiveDate, String), Totals>,
}

/// All that a door tells of its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which door.
    pub teller: Teller,
    /// The profile that judges there.
    pub profile: String,
    /// Whether its clock is right, as far as that is known.
    pub clock_right: bool,
    /// How it divides its time.
    pub days: DoorDays,
    /// What it holds.
    pub book: Book,
}

impl Account {
    /// The day that it is now at the door.
    pub fn today(&self) -> NaiveDate {
        self.days.day_of(self.teller.made)
    }

    /// The days with something in them.
    pub fn sheet(&self) -> Sheet {
        let mut teller = self.teller.clone();
        teller.made = teller.made.trunc_subsecs(0);
        let mut days = self.book.by_day(&self.days);
        days.retain(|_, totals| !totals.is_empty());
        Sheet { teller, days }
    }

    /// The counts of a day.
    pub fn of_day(&self, day: NaiveDate) -> Totals {
        self.book.of_day(day, &self.days)
    }

    /// The counts of each of the last days, whatever the profile, the oldest first.
    pub fn last_days(&self, count: u64) -> Vec<(NaiveDate, Totals)> {
        let by_day = self.book.by_day(&self.days);
        let mut sums: BTreeMap<NaiveDate, Totals> = BTreeMap::new();
        by_day.iter().for_each(|((day, _), totals)| sums.entry(*day).or_default().add_all(totals));
        let today = self.today();
        let days = (0..count).rev().map(|back| DoorDays::days_before(today, back));
        days.map(|day| (day, sums.get(&day).cloned().unwrap_or_default())).collect()
    }

    /// The counts of each hour of a day, in the order of the door's clock.
    pub fn hours_of(&self, day: NaiveDate) -> Vec<(u32, Totals)> {
        let hours = self.book.of_hours(day, &self.days);
        self.days.clock_hours().map(|hour| (hour, hours.get(&hour).cloned().unwrap_or_default())).collect()
    }

    /// Since when the profile judges, as far as that is noted.
    pub fn profile_since(&self) -> Option<DateTime<Utc>> {
        self.since(Note::Profile, &self.profile)
    }

    /// Since when the lists are trusted, as far as that is noted.
    pub fn lists_since(&self) -> Option<DateTime<Utc>> {
        self.since(Note::Lists, &self.teller.lists.to_string())
    }

    /// The first of the last notes of a kind on end that say the same: each start of the program notes how it stands once more.
    fn since(&self, note: Note, text: &str) -> Option<DateTime<Utc>> {
        let of_kind = self.book.notes.iter().rev().filter(|((_, of), _)| *of == note);
        let same = of_kind.take_while(|(_, held)| held.as_str() == text);
        same.last().and_then(|((at, _), _)| DateTime::from_timestamp(*at, 0))
    }

    /// How the opening check of a day stands, and when that was noted.
    pub fn opening(&self, day: NaiveDate) -> Option<(OpeningCheck, DateTime<Utc>)> {
        let of_day = self.book.notes.iter().rev().filter(|((_, note), _)| *note == Note::Opening);
        of_day
            .filter_map(|((at, _), text)| {
                let at = DateTime::from_timestamp(*at, 0).filter(|at| self.days.day_of(*at) == day)?;
                Some((OpeningCheck::named(text)?, at))
            })
            .next()
    }
}

/// Counts by the names of what is counted, as files have them.
pub(super) type Named = BTreeMap<String, u64>;

/// The counts by name, without what never happened.
pub(super) fn named(totals: &Totals) -> Named {
    totals.each().map(|(what, count)| (what.name().to_owned(), count)).collect()
}

/// The counts of names.
///
/// # Errors
/// The name that is not known: what it counts would be missing in every sum.
pub(super) fn totals(named: &Named) -> Result<Totals, String> {
    let mut totals = Totals::default();
    for (name, count) in named {
        totals.add(What::named(name).ok_or_else(|| name.clone())?, *count);
    }
    Ok(totals)
}

#[cfg(test)]
mod tests;
