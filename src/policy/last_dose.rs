//! How old the last dose is, against what a rule asks for.

use super::Profile;
use super::entry_rule::{EntryRule, LastDoseRule, TooRecent};
use super::since::{Split, add, add_with_grace, is_not_within};
use crate::credential::Event;
use crate::trust::Now;
use crate::verdict::{Answers, DoseAge, DoseLimit, Doubt, Ground, LastDose, Question, When};
use chrono::NaiveDate;

/// Whether a day is too long ago, by an end of the rule and today.
type IsTooOld = fn(NaiveDate, DoseAge, Option<DoseAge>, NaiveDate) -> bool;

/// What speaks against the last of the doses that were given.
///
/// # Errors
/// Where that hangs on the day, the record's date is not precise enough to tell, and nobody was asked: the ground that asks.
pub(super) fn ground(
    given: &[&Event],
    rule: &LastDoseRule,
    entry: &EntryRule,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Result<Option<Ground>, Ground> {
    let zone = profile.time_zone;
    let days = |dose: &Event| {
        let date = dose.date?;
        Some((date, (date.first_day(&zone)?, date.last_day(&zone)?)))
    };
    let dated = given.iter().filter_map(|dose| Some((dose.dose, days(dose)?)));
    let Some((number, last)) = dated.max_by_key(|(_, (_, (_, last)))| *last) else {
        return Ok(Some(Ground::Doubt(Doubt::Dates)));
    };
    let found = of_last(last, rule, entry, profile, now, answers);
    let is_before = |dose: &Event| dose.dose.zip(number).is_some_and(|(number, last)| number < last);
    if given.iter().all(|dose| days(dose).is_some() || is_before(dose)) {
        return found;
    }
    // One of the others may be the last, on that day or later.
    match found {
        Ok(None) if rule.at_least.is_none() => found,
        Ok(Some(Ground::LastDose(LastDose { limit: DoseLimit::AtLeast, .. }))) => found,
        _ => Ok(Some(Ground::Doubt(Doubt::Dates))),
    }
}

/// What speaks against a dose that is the last.
fn of_last(
    (date, mut possible): (When, (NaiveDate, NaiveDate)),
    rule: &LastDoseRule,
    entry: &EntryRule,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Result<Option<Ground>, Ground> {
    let today = now.day(Some(profile.time_zone));
    let found = |bound, limit, asks| {
        let (profile, disease) = (profile.name.clone(), entry.disease.clone());
        Ground::LastDose(LastDose { profile, disease, date, nth: None, bound, limit, asks })
    };
    if let Some(bound) = rule.at_least {
        let early = |day| add(day, bound).is_some_and(|old_enough| old_enough <= today);
        let asks = |day| Question::DoseBy { day };
        let split = Split::of(possible, early);
        if !split
            .settle(&mut possible, asks, answers)
            .map_err(|asks| found(bound, DoseLimit::AtLeast, Some(asks)))?
        {
            let weighed = (rule.too_recent == TooRecent::Ask).then_some(Question::Exception);
            return Ok(Some(found(bound, DoseLimit::AtLeast, weighed)));
        }
    }
    // A date that is too old for one end may be asked about for the other as well.
    let ends: [(Option<DoseAge>, DoseLimit, IsTooOld); 2] = [
        (rule.at_most, DoseLimit::AtMost, |day, bound, grace, today| {
            add_with_grace(day, bound, grace).is_some_and(|end| today > end)
        }),
        (rule.less_than, DoseLimit::LessThan, is_not_within),
    ];
    for (bound, limit, is_too_old) in ends {
        let Some(bound) = bound else { continue };
        // Counted from its other side: the first day that is late enough follows the last that is too old.
        let asks = |day: NaiveDate| Question::DoseSince { day: day.succ_opt().unwrap_or(day) };
        let turned = |question| answers.to(question).map(|since| !since);
        let split = Split::of(possible, |day| is_too_old(day, bound, entry.grace, today));
        let too_old = split.settle_by(&mut possible, asks, turned);
        if too_old.map_err(|asks| found(bound, limit, Some(asks)))? {
            return Ok(Some(found(bound, limit, None)));
        }
    }
    Ok(None)
}
