//! How long ago something was, where its date may be less precise than a day.

use crate::verdict::{Answers, DoseAge, Question};
use chrono::{Days, Months, NaiveDate};

/// The days that a date can mean, parted by something that holds for the earlier of them.
pub(super) enum Split {
    /// It holds for all of them, or for none.
    Decided(bool),
    /// It holds up to this day, and no longer.
    Until(NaiveDate),
}

impl Split {
    pub(super) fn of((first, last): (NaiveDate, NaiveDate), holds: impl Fn(NaiveDate) -> bool) -> Self {
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
    pub(super) fn settle(
        self,
        possible: &mut (NaiveDate, NaiveDate),
        asks: impl Fn(NaiveDate) -> Question,
        answers: &Answers,
    ) -> Result<bool, Question> {
        self.settle_by(possible, asks, |question| answers.to(question))
    }

    pub(super) fn settle_by(
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
pub(super) fn add(day: NaiveDate, age: DoseAge) -> Option<NaiveDate> {
    match age {
        DoseAge::Days(days) => day.checked_add_days(Days::new(days.into())),
        DoseAge::Months(months) => day.checked_add_months(Months::new(months)),
    }
}

/// The same, and what is added in grace.
pub(super) fn add_with_grace(day: NaiveDate, age: DoseAge, grace: Option<DoseAge>) -> Option<NaiveDate> {
    let end = add(day, age)?;
    grace.map_or(Some(end), |grace| add(end, grace))
}

/// Whether what was on that day is too long ago for "less than `age` ago": a day too late to reckon with never is.
pub(super) fn is_not_within(day: NaiveDate, age: DoseAge, grace: Option<DoseAge>, today: NaiveDate) -> bool {
    add_with_grace(day, age, grace).is_some_and(|end| today >= end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_with_the_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (given, months, last) in [
            ("2021-12-31", 6, "2022-06-29"),
            ("2021-08-31", 6, "2022-02-27"),
            ("2020-02-29", 12, "2021-02-27"),
            ("2021-02-28", 12, "2022-02-27"),
            ("2023-08-29", 6, "2024-02-28"),
            ("2022-01-15", 5, "2022-06-14"),
        ] {
            let within = |today: NaiveDate| !is_not_within(day(given), DoseAge::Months(months), None, today);
            assert!(within(day(last)), "{given}");
            assert!(!within(day(last).succ_opt().unwrap()), "{given}");
        }
        assert!(!is_not_within(NaiveDate::MAX, DoseAge::Months(1), None, NaiveDate::MAX));
    }
}
