//! Doses at ages and in intervals: whether those on a record make up a series.

use super::judge::Doses;
use super::since::add;
use super::way::Way;
use super::ways::{Case, of_doses};
use crate::credential::Event;
use crate::verdict::{Answers, DoseAge, Ground, Personal, Question, SeriesDose};
use chrono::NaiveDate;
use std::num::NonZeroU32;

impl Case<'_> {
    /// What speaks against the ages and intervals of the doses, where a way asks for a series.
    pub(super) fn series(
        &self,
        way: &Way,
        counted: &[&Event],
        doses: &Doses<'_>,
        answers: &Answers,
    ) -> Result<Option<Ground>, Ground> {
        if way.series.is_empty() {
            return Ok(None);
        }
        let dated: Vec<_> = counted.iter().filter_map(|dose| self.days(dose.date?)).collect();
        // Those without a day, and those that the record only counts.
        let untold = usize::try_from(doses.counted).unwrap_or(usize::MAX).saturating_sub(doses.given.len());
        let undated = counted.len().saturating_sub(dated.len()).saturating_add(untold);
        let born = self.credential.holder.birth_date.as_ref().map(Personal::reveal);
        let born = born.and_then(|date| self.days(*date));
        let asked = way.doses.map_or(0, NonZeroU32::get);
        let kept = match kept(&way.series, &dated, undated, born) {
            Kept::No => false,
            // Which of them count, nobody at the door can tell either.
            _ if !self.is_sure_which(way, counted) => return Ok(Some(Ground::Open(Question::Exception))),
            Kept::Yes => true,
            Kept::Open => of_doses(way, |of| Question::Series { doses: asked, of }, answers)?,
        };
        let (profile, disease) = (self.profile.name.clone(), self.entry.disease.clone());
        Ok((!kept).then_some(Ground::NoSeries { profile, disease, doses: asked }))
    }
}

/// The first and the last day that a date can mean.
type Span = (NaiveDate, NaiveDate);

/// What a record says of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Whatever its dates mean, the series is whole.
    Yes,
    /// Whatever they mean, it is not.
    No,
    /// It hangs on a date that the record does not state, or not precisely enough.
    Open,
}

/// Whether some of the doses make up the series, one after the other. A dose that comes too early is passed over. `undated` doses are
/// recorded without a day.
fn kept(series: &[SeriesDose], doses: &[Span], undated: usize, born: Option<Span>) -> Kept {
    let in_order = |by: fn(&Span) -> Span| {
        let mut doses = doses.to_vec();
        doses.sort_by_key(by);
        doses
    };
    // A month, or a year, may stand before a day in it, or after it.
    let (by_last, by_first) = (in_order(|(first, last)| (*last, *first)), in_order(|span| *span));
    // Each date as much against the series as it can be; then as much for it.
    let against = |due: &SeriesDose, (first, _): Span, before: Option<Span>| {
        let of_age = due.age.is_none_or(|age| born.is_some_and(|(_, born)| reached(born, age, first)));
        of_age
            && due.after.is_none_or(|after| before.is_some_and(|(_, before)| reached(before, after, first)))
    };
    let in_favour = |due: &SeriesDose, (_, last): Span, before: Option<Span>| {
        let of_age = due.age.is_none_or(|age| born.is_none_or(|(born, _)| reached(born, age, last)));
        of_age && due.after.is_none_or(|after| before.is_none_or(|(before, _)| reached(before, after, last)))
    };
    if longest(series, &by_last, against) >= series.len() {
        return Kept::Yes;
    }
    // What has no day may stand anywhere.
    let possible = if undated > 0 {
        doses.len().saturating_add(undated) >= series.len()
    } else {
        [by_last, by_first].iter().any(|doses| longest(series, doses, in_favour) >= series.len())
    };
    if possible { Kept::Open } else { Kept::No }
}

/// Whether so much time had passed.
fn reached(from: NaiveDate, age: DoseAge, day: NaiveDate) -> bool {
    add(from, age).is_some_and(|due| due <= day)
}

/// How many doses of the series stand on the record, the earliest that will do taken for each.
fn longest(
    series: &[SeriesDose],
    doses: &[Span],
    fits: impl Fn(&SeriesDose, Span, Option<Span>) -> bool,
) -> usize {
    let (mut held, mut before) = (0_usize, None);
    for dose in doses {
        match series.get(held) {
            Some(due) if fits(due, *dose, before) => {
                held = held.saturating_add(1);
                before = Some(*dose);
            }
            _ => {}
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn on(days: &[&str]) -> Vec<Span> {
        days.iter().map(|text| (day(text), day(text))).collect()
    }

    /// Two doses, the first at 12 months of age or later, the second 28 days or more after it.
    fn routine() -> [SeriesDose; 2] {
        [
            SeriesDose { age: Some(DoseAge::Months(12)), after: None },
            SeriesDose { age: None, after: Some(DoseAge::Days(28)) },
        ]
    }

    #[test]
    fn the_day_before_is_too_early() {
        let born = Some((day("2020-02-29"), day("2020-02-29")));
        for (doses, found) in [
            (&["2021-02-27", "2022-01-01"][..], Kept::No),
            (&["2021-02-28", "2021-03-27"], Kept::No),
            (&["2021-02-28", "2021-03-28"], Kept::Yes),
            (&["2021-02-28", "2021-03-29"], Kept::Yes),
            (&["2021-03-28", "2021-02-28"], Kept::Yes),
            (&["2021-02-28"], Kept::No),
            (&[], Kept::No),
            // Too early a dose does not count, and does not spoil the others.
            (&["2021-01-01", "2021-03-01", "2021-03-29"], Kept::Yes),
            (&["2021-03-01", "2021-03-20", "2021-03-29"], Kept::Yes),
            (&["2021-01-01", "2021-03-01", "2021-03-28"], Kept::No),
        ] {
            assert_eq!(kept(&routine(), &on(doses), 0, born), found, "{doses:?}");
        }
    }

    #[test]
    fn what_is_not_stated_matters_only_where_it_can_change_something() {
        let born = Some((day("2020-01-15"), day("2020-01-15")));
        let (early, late) = (on(&["2021-02-01", "2021-02-20"]), on(&["2021-02-01", "2021-06-01"]));
        assert_eq!(kept(&routine(), &late, 0, None), Kept::Open, "no birth date");
        assert_eq!(kept(&routine(), &early, 0, None), Kept::No, "whenever the child was born");
        assert_eq!(kept(&routine(), &late, 1, born), Kept::Yes);
        assert_eq!(kept(&routine(), &early, 1, born), Kept::Open);
        assert_eq!(kept(&routine(), &[], 1, born), Kept::No);
        assert_eq!(kept(&routine(), &[], 2, born), Kept::Open);
        // A month alone: the first of its days decides against, the last of them in favour.
        let month = |of: &str, to: &str| vec![(day(of), day(to)), (day("2021-06-01"), day("2021-06-01"))];
        assert_eq!(kept(&routine(), &month("2021-01-01", "2021-01-31"), 0, born), Kept::Open);
        assert_eq!(kept(&routine(), &month("2021-02-01", "2021-02-28"), 0, born), Kept::Yes);
        assert_eq!(kept(&routine(), &month("2020-12-01", "2020-12-31"), 0, born), Kept::No);
        assert_eq!(kept(&routine(), &month("2021-05-01", "2021-05-31"), 0, born), Kept::Open);
        // It may stand before a day in it, or after it.
        let in_it =
            |of: &str, to: &str, day: &str| [vec![(self::day(of), self::day(to))], on(&[day])].concat();
        assert_eq!(kept(&routine(), &in_it("2021-03-01", "2021-03-31", "2021-03-30"), 0, born), Kept::Open);
        assert_eq!(kept(&routine(), &in_it("2021-03-01", "2021-03-31", "2021-03-28"), 0, born), Kept::No);
        assert_eq!(kept(&routine(), &in_it("2021-01-01", "2021-12-31", "2021-12-15"), 0, born), Kept::Open);
        assert_eq!(kept(&routine(), &in_it("2021-01-01", "2021-12-31", "2021-02-01"), 0, born), Kept::Open);
        // A year alone of the birth.
        let year = Some((day("2020-01-01"), day("2020-12-31")));
        assert_eq!(kept(&routine(), &late, 0, year), Kept::Open);
        assert_eq!(kept(&routine(), &on(&["2022-01-01", "2022-03-01"]), 0, year), Kept::Yes);
    }
}
