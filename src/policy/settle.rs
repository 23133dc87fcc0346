//! What a rule makes of a record that does not say all that it asks for.

use super::judge::Ruling;
use crate::verdict::{Answers, Check, Ground};

/// What a rule comes to. It is run for every possible value of what the record does not say: where all agree, that is what it comes
/// to, and nobody is asked. Else it is open, and its ground asks what matters first.
///
/// `rule` gives the ground that asks where it needs an answer that is not among those given to it. Where more than [`MOST_OPEN`] are
/// missing, it stays open.
pub(super) fn settled(rule: &impl Fn(&Answers) -> Result<Ruling, Ground>, answers: &Answers) -> Ruling {
    settled_by(rule, answers, MOST_OPEN)
}

/// Each question more doubles the work.
const MOST_OPEN: u8 = 8;

fn settled_by(
    rule: &impl Fn(&Answers) -> Result<Ruling, Ground>,
    answers: &Answers,
    most_open: u8,
) -> Ruling {
    let open = match rule(answers) {
        Ok(ruling) => return ruling,
        Err(open) => open,
    };
    // A rule that asks once more for what it was told would never end.
    let question = open.question().filter(|question| answers.to(*question).is_none());
    let asks = question.zip(most_open.checked_sub(1));
    let with = |answer| {
        asks.map(|(question, most_open)| settled_by(rule, &answers.with(question, answer), most_open))
    };
    match (with(true), with(false)) {
        (Some(yes), Some(no)) => agreed(yes, no),
        _ => None,
    }
    .unwrap_or(Ruling { check: Check::Skipped, grounds: vec![open], exempt: false })
}

/// What two answers lead to, where they lead to the same. Two refusals are the same for whoever is refused: the one is told that asks
/// for least.
pub(super) fn agreed(one: Ruling, other: Ruling) -> Option<Ruling> {
    /// An age of the last dose, or none of the ways, says less to somebody who lacks doses.
    fn doses(ruling: &Ruling) -> u32 {
        let unmet = |ground: &Ground| match ground {
            Ground::Unmet(unmet) if unmet.asked > 0 => Some(unmet.asked),
            _ => None,
        };
        ruling.grounds.iter().find_map(unmet).unwrap_or(u32::MAX)
    }
    if one == other {
        return Some(one);
    }
    let refused = one.check == Check::Fail && other.check == Check::Fail;
    refused.then(|| if doses(&other) < doses(&one) { other } else { one })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Question;

    const ADULT: Question = Question::Age { years: 18 };
    const TWELVE: Question = Question::Age { years: 12 };

    fn ruled(check: Check) -> Result<Ruling, Ground> {
        Ok(Ruling { check, grounds: Vec::new(), exempt: false })
    }

    fn ask(question: Question, answers: &Answers) -> Result<bool, Ground> {
        answers.to(question).ok_or(Ground::Open(question))
    }

    #[track_caller]
    fn asked(rule: &impl Fn(&Answers) -> Result<Ruling, Ground>, answers: &Answers, question: Question) {
        assert_eq!(settled(rule, answers).grounds, [Ground::Open(question)]);
    }

    #[test]
    fn what_matters_to_no_outcome_is_not_asked() {
        let same = |answers: &Answers| {
            ask(TWELVE, answers)?;
            ruled(Check::Ok)
        };
        assert_eq!(settled(&same, &Answers::default()).check, Check::Ok);
        let by_age = |answers: &Answers| ruled(Check::from(ask(TWELVE, answers)?));
        asked(&by_age, &Answers::default(), TWELVE);
        assert_eq!(settled(&by_age, &Answers::default().with(TWELVE, false)).check, Check::Fail);
    }

    #[test]
    fn of_two_questions_the_one_that_matters_is_asked() {
        let inner = |answers: &Answers| {
            ask(TWELVE, answers)?;
            ruled(Check::from(ask(ADULT, answers)?))
        };
        asked(&inner, &Answers::default(), ADULT);
        let both = |answers: &Answers| ruled(Check::from(ask(TWELVE, answers)? && ask(ADULT, answers)?));
        asked(&both, &Answers::default(), TWELVE);
        asked(&both, &Answers::default().with(TWELVE, true), ADULT);
    }

    #[test]
    fn what_hangs_on_too_much_stays_open() {
        use std::cell::Cell;
        for (questions, check) in [(8, Check::Ok), (9, Check::Skipped), (200, Check::Skipped)] {
            let runs = Cell::new(0);
            let same = |answers: &Answers| {
                runs.set(runs.get() + 1);
                for years in 0..questions {
                    ask(Question::Age { years }, answers)?;
                }
                ruled(Check::Ok)
            };
            assert_eq!(settled(&same, &Answers::default()).check, check, "{questions}");
            assert!(runs.get() < 1 << 9, "{questions}: {} runs", runs.get());
        }
    }

    #[test]
    fn a_rule_that_asks_again_and_again_stays_open() {
        let never = |_: &Answers| Err(Ground::Open(TWELVE));
        asked(&never, &Answers::default(), TWELVE);
        asked(&never, &Answers::default().with(TWELVE, true), TWELVE);
    }
}
