//! How old the last dose is, against what a rule asks for.

use super::Profile;
use super::entry_rule::{EntryRule, LastDoseRule, TooRecent};
use crate::credential::Event;
use crate::trust::Now;
use crate::verdict::{Answers, DoseAge, Doubt, Ground, LastDose, Question, When};
use chrono::{Days, Months, NaiveDate};

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
    let today = now.day(Some(zone));
    let days = |date: When| date.first_day(&zone).zip(date.last_day(&zone));
    let dated = given.iter().filter_map(|dose| dose.date.and_then(|date| Some((date, days(date)?))));
    let Some((date, (first, last))) = dated.max_by_key(|(_, (_, last))| *last) else {
        return Ok(Some(Ground::Doubt(Doubt::Dates)));
    };
    let found = |bound, too_recent, asks| {
        let (profile, disease) = (profile.name.clone(), entry.disease.clone());
        Ground::LastDose(LastDose { profile, disease, date, bound, too_recent, asks })
    };
    let mut possible = (first, last);
    if let Some(bound) = rule.at_least {
        let early = |day| add(day, bound).is_some_and(|old_enough| old_enough <= today);
        let asks = |day| Question::DoseBy { day };
        let split = Split::of(possible, early);
        if !split.settle(&mut possible, asks, answers).map_err(|asks| found(bound, true, Some(asks)))? {
            let weighed = (rule.too_recent == TooRecent::Ask).then_some(Question::Exception);
            return Ok(Some(found(bound, true, weighed)));
        }
    }
    if let Some(bound) = rule.at_most {
        let too_old = |day| add(day, bound).is_some_and(|limit| today > limit);
        // Counted from its other side: the first day that is late enough follows the last that is too old.
        let asks = |day: NaiveDate| Question::DoseSince { day: day.succ_opt().unwrap_or(day) };
        let turned = |question| answers.to(question).map(|since| !since);
        let split = Split::of(possible, too_old);
        let is_too_old = split.settle_by(&mut possible, asks, turned);
        if is_too_old.map_err(|asks| found(bound, false, Some(asks)))? {
            return Ok(Some(found(bound, false, None)));
        }
    }
    Ok(None)
}

/// The days that a date can mean, parted by something that holds for the earlier of them.
enum Split {
    /// It holds for all of them, or for none.
    Decided(bool),
    /// It holds up to this day, and no longer.
    Until(NaiveDate),
}

impl Split {
    fn of((first, last): (NaiveDate, NaiveDate), holds: impl Fn(NaiveDate) -> bool) -> Self {
        match (holds(first), holds(last)) {
            (true, true) => Self::Decided(true),
            (true, false) => {
                let until = first.iter_days().take_while(|day| *day <= last && holds(*day)).last();
                Self::Until(until.unwrap_or(first))
            }
            (false, _) => Self::Decided(false),
        }
    }

    /// Whether it holds, by an answer where that is open; the days that remain possible are narrowed to it.
    fn settle(
        self,
        possible: &mut (NaiveDate, NaiveDate),
        asks: impl Fn(NaiveDate) -> Question,
        answers: &Answers,
    ) -> Result<bool, Question> {
        self.settle_by(possible, asks, |question| answers.to(question))
    }

    fn settle_by(
        self,
        possible: &mut (NaiveDate, NaiveDate),
        asks: impl Fn(NaiveDate) -> Question,
        answer: impl Fn(Question) -> Option<bool>,
    ) -> Result<bool, Question> {
        let until = match self {
            Self::Decided(holds) => return Ok(holds),
            Self::Until(day) => day,
        };
        let question = asks(until);
        let holds = answer(question).ok_or(question)?;
        if holds {
            possible.1 = until;
        } else {
            possible.0 = until.succ_opt().unwrap_or(until);
        }
        Ok(holds)
    }
}

/// The day on which a dose is so old; calendar months end with the month where the day does not exist.
fn add(day: NaiveDate, age: DoseAge) -> Option<NaiveDate> {
    match age {
        DoseAge::Days(days) => day.checked_add_days(Days::new(days.into())),
        DoseAge::Months(months) => day.checked_add_months(Months::new(months)),
    }
}
