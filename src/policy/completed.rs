//! Since when a number of doses has been complete: whatever was given after them.

use super::judge::Doses;
use super::since::add;
use super::way::Way;
use super::ways::{Case, of_doses};
use crate::credential::Event;
use crate::verdict::{Answers, DoseAge, DoseLimit, Ground, LastDose, Question, When};
use chrono::{Days, Months, NaiveDate};
use chrono_tz::Tz;

impl Case<'_> {
    /// What speaks against the day on which the number of doses was reached.
    pub(super) fn completed(
        &self,
        way: &Way,
        counted: &[&Event],
        doses: &Doses<'_>,
        answers: &Answers,
    ) -> Result<Option<Ground>, Ground> {
        let Some((bound, asked)) = way.completed.zip(way.doses) else { return Ok(None) };
        let (asked, today, zone) = (asked.get(), self.today(), self.profile.time_zone);
        let sure = self.is_sure_which(way, counted);
        match completed(asked, counted, doses, (sure, way.vaccines.is_none()), bound, today, zone) {
            Completed::Yes => Ok(None),
            Completed::No(date) => Ok(Some(Ground::LastDose(LastDose {
                profile: self.profile.name.clone(),
                disease: self.entry.disease.clone(),
                date,
                nth: Some(asked),
                bound,
                limit: DoseLimit::AtLeast,
                asks: None,
            }))),
            // Which of them count, nobody at the door can tell either.
            Completed::Open(_) if !sure => Ok(Some(Ground::Open(Question::Exception))),
            Completed::Open(day) => {
                let about = |of| Question::CompletedBy { doses: asked, of, day };
                let reached = of_doses(way, about, answers)?;
                Ok((!reached).then(|| Ground::Unmet(self.unmet(0, doses.counted, doses))))
            }
        }
    }
}

/// What a record says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Completed {
    /// Long enough ago.
    Yes,
    /// Not before this date, which is too recent.
    No(When),
    /// By a dose whose day, or number, the record does not tell: whether by this day, is the question.
    Open(NaiveDate),
}

/// Whether `asked` of the doses that count for a way had been given so long ago.
///
/// A record need not hold every dose, nor number those that it holds: the dose of a number is no earlier than the doses before it, and
/// the one at a place is of that number or a higher one. Numbers tell nothing where some vaccines alone count (`by_number`); and where
/// some of the doses may be of another vaccine, it is not `sure` which of them they are.
fn completed(
    asked: u32,
    counted: &[&Event],
    doses: &Doses<'_>,
    (sure, by_number): (bool, bool),
    age: DoseAge,
    today: NaiveDate,
    zone: Tz,
) -> Completed {
    let is_old = |day: NaiveDate| add(day, age).is_some_and(|due| due <= today);
    let days = |dose: &Event| dose.date.and_then(|date| date.first_day(&zone).zip(date.last_day(&zone)));
    let early: Vec<&&Event> =
        counted.iter().filter(|dose| days(dose).is_some_and(|(_, last)| is_old(last))).collect();
    let late: Vec<&&Event> =
        counted.iter().filter(|dose| days(dose).is_some_and(|(first, _)| !is_old(first))).collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let numbered =
        early.iter().filter_map(|dose| dose.dose).any(|dose| (asked..=doses.counted).contains(&dose));
    let all = early.len() == counted.len();
    if (number(early.len()) >= asked && (sure || all)) || (by_number && numbered) {
        return Completed::Yes;
    }
    // As many as may have been given by then, those among them that the record does not hold.
    let untold = doses.counted.saturating_sub(number(doses.given.len()));
    let possible = number(counted.len()).saturating_sub(number(late.len())).saturating_add(untold);
    let told = late.iter().any(|dose| dose.dose.is_some_and(|number| number <= asked));
    let date = late.iter().filter_map(|dose| dose.date).min_by_key(|date| date.first_day(&zone));
    match date {
        Some(date) if told || possible < asked => Completed::No(date),
        _ => Completed::Open(latest(age, today, is_old).unwrap_or(NaiveDate::MIN)),
    }
}

/// The last day that is old enough.
fn latest(age: DoseAge, today: NaiveDate, is_old: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let near = match age {
        DoseAge::Days(days) => today.checked_sub_days(Days::new(days.into())),
        DoseAge::Months(months) => today.checked_sub_months(Months::new(months)),
    };
    // Several days of a long month may come to the last of a short one.
    near?.iter_days().take_while(|day| is_old(*day)).last()
}
