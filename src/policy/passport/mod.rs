//! A passport beside a record: whether name and date of birth are the same, as far as that can be told.
//!
//! It is an aid for whoever holds both, and no part of the verdict: nothing turns green by it, and nothing red. What differs is for that
//! person to look at: names are written in many ways.

mod letters;
mod names;

use crate::credential::Holder;
use crate::mrz::Mrz;
use crate::verdict::{Personal, When};
use chrono::Datelike;
use names::Name;

/// How a claim of a record stands to what the passport's zone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The same.
    Agrees,
    /// The same as far as the passport, or the record, goes: a name that the zone cuts short, a year alone.
    AsFarAsItGoes,
    /// Not the same.
    Differs,
    /// One of the two does not say enough.
    CannotTell(WhyNot),
}

/// Why it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// The record does not state it.
    NotStated,
    /// The record states it masked; what is seen of it is the same.
    Masked,
    /// The record states it in letters that no passport's zone is made of by rule.
    OtherScript,
    /// One of them has one name where the other has more, and that one is among them.
    OneName,
    /// The passport does not state it.
    NotInPassport,
}

impl WhyNot {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::NotStated, Self::Masked, Self::OtherScript, Self::OneName, Self::NotInPassport];

    /// The stable name, also of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStated => "not-stated",
            Self::Masked => "masked",
            Self::OtherScript => "other-script",
            Self::OneName => "one-name",
            Self::NotInPassport => "not-in-passport",
        }
    }
}

/// What comes of the comparison. Nothing of the person is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The name.
    pub name: Match,
    /// The date of birth.
    pub birth_date: Match,
}

impl Comparison {
    /// Holds a passport's zone against the holder of a record.
    pub fn of(holder: &Holder, mrz: &Mrz) -> Self {
        Self { name: name(holder, mrz), birth_date: birth_date(holder, mrz) }
    }

    /// Whether anything differs: a doubt that a person has to settle.
    pub fn differs(self) -> bool {
        [self.name, self.birth_date].contains(&Match::Differs)
    }

    /// Whether both are the same, as far as they go.
    pub fn agrees(self) -> bool {
        let agrees = |told| matches!(told, Match::Agrees | Match::AsFarAsItGoes);
        agrees(self.name) && agrees(self.birth_date)
    }
}

/// Any of the record's names that is the passport's will do; where none is, one that differs says so.
fn name(holder: &Holder, mrz: &Mrz) -> Match {
    let stated = [&holder.name, &holder.native_name].into_iter().flatten();
    let passport = Name::of(mrz);
    let told: Vec<Match> = stated.map(|name| passport.beside(name.reveal())).collect();
    let wanted = [Match::Agrees, Match::AsFarAsItGoes, Match::Differs];
    let first = wanted.into_iter().find(|wanted| told.contains(wanted));
    first.or(told.first().copied()).unwrap_or(Match::CannotTell(WhyNot::NotStated))
}

/// Years are compared by the two digits that a zone has of them.
fn birth_date(holder: &Holder, mrz: &Mrz) -> Match {
    let Some(stated) = holder.birth_date.as_ref().map(Personal::reveal) else {
        return Match::CannotTell(WhyNot::NotStated);
    };
    let (year, month, day) = match *stated {
        When::Year(year) => (year, None, None),
        When::Month(year, month) => (year, Some(month), None),
        When::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
        When::Instant(at) => (at.year(), Some(at.month()), Some(at.day())),
    };
    let stated = [u32::try_from(year.rem_euclid(100)).ok(), month, day];
    let born = mrz.born.reveal();
    let part = |at: usize| born.get(at..at.saturating_add(2)).and_then(|part| part.parse::<u32>().ok());
    let compared: Vec<bool> = std::iter::zip(stated, [part(0), part(2), part(4)])
        .filter_map(|(stated, passport)| Some(stated? == passport?))
        .collect();
    match (compared.contains(&false), compared.len()) {
        (true, _) => Match::Differs,
        (false, 0) => Match::CannotTell(WhyNot::NotInPassport),
        (false, 3) => Match::Agrees,
        (false, _) => Match::AsFarAsItGoes,
    }
}

#[cfg(test)]
mod tests;
