//! How old the last dose is, against what a rule asks for.

use super::Profile;
use super::entry_rule::{EntryRule, LastDoseRule, TooRecent};
use crate::credential::Event;
use crate::trust::Now;
use crate::verdict::{DoseAge, Doubt, Ground, LastDose, When};
use chrono::{Days, Months, NaiveDate};

/// What speaks against the last of the doses that were given. A date that is not precise enough to tell is a question.
pub(super) fn ground(
    given: &[&Event],
    rule: &LastDoseRule,
    entry: &EntryRule,
    profile: &Profile,
    now: &Now,
) -> Option<Ground> {
    let zone = profile.time_zone;
    let today = now.day(Some(zone));
    let days = |date: When| date.first_day(&zone).zip(date.last_day(&zone));
    let dated = given.iter().filter_map(|dose| dose.date.and_then(|date| Some((date, days(date)?))));
    let Some((date, (first, last))) = dated.max_by_key(|(_, (_, last))| *last) else {
        return Some(Ground::Doubt(Doubt::Dates));
    };
    let too_recent = |bound| move |day| add(day, bound).is_none_or(|old_enough| today < old_enough);
    let too_old = |bound| move |day| add(day, bound).is_some_and(|limit| today > limit);
    let found = |bound, early: bool, asks| {
        let (profile, disease) = (profile.name.clone(), entry.disease.clone());
        Ground::LastDose(LastDose { profile, disease, date, bound, too_recent: early, asks })
    };
    let recent = rule.at_least.and_then(|bound| {
        let asked = rule.too_recent == TooRecent::Ask;
        Some(found(bound, true, asked | decided(too_recent(bound), first, last)?))
    });
    let old = || {
        let bound = rule.at_most?;
        Some(found(bound, false, decided(too_old(bound), first, last)?))
    };
    recent.or_else(old)
}

/// `None` where it holds for neither of the days that a date can mean; else whether it is open, since it holds for one alone.
fn decided(holds: impl Fn(NaiveDate) -> bool, first: NaiveDate, last: NaiveDate) -> Option<bool> {
    match (holds(first), holds(last)) {
        (false, false) => None,
        (one, other) => Some(one != other),
    }
}

/// The day on which a dose is so old; calendar months end with the month where the day does not exist.
fn add(day: NaiveDate, age: DoseAge) -> Option<NaiveDate> {
    match age {
        DoseAge::Days(days) => day.checked_add_days(Days::new(days.into())),
        DoseAge::Months(months) => day.checked_add_months(Months::new(months)),
    }
}
