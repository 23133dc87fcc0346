//! What a code leaves open, as a question with two answers, and what was answered.

use chrono::NaiveDate;

/// A question that a person at the door can answer. Each has two answers: the one that its words name first, called yes here, and
/// the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// Whether the holder is so many years old, or older.
    Age {
        /// Full years.
        years: u8,
    },
    /// Whether the last dose was given on that day or before it: the record's date is not precise enough.
    DoseBy {
        /// The last day that is early enough.
        day: NaiveDate,
    },
    /// Whether it was given on that day or after it.
    DoseSince {
        /// The first day that is late enough.
        day: NaiveDate,
    },
    /// Whether the holder recovered on that day or after it: the record attests a recovery and not its date, or not precisely enough.
    RecoveredSince {
        /// The first day that is late enough.
        day: NaiveDate,
    },
    /// Whether so many doses are of a vaccine on the rule's list: the record does not name that of each.
    Vaccines {
        /// Doses asked for.
        doses: u32,
        /// Of which: [`super::AskedDoses::mark`].
        of: u64,
    },
    /// Whether so many doses had been given by that day: the record does not tell which dose was given when.
    CompletedBy {
        /// Doses asked for.
        doses: u32,
        /// Of which: [`super::AskedDoses::mark`].
        of: u64,
        /// The last day that is early enough.
        day: NaiveDate,
    },
    /// Whether so many doses keep the ages and intervals of a series: the record does not state every date.
    Series {
        /// Doses asked for.
        doses: u32,
        /// At which ages and intervals: [`super::AskedDoses::mark`].
        of: u64,
    },
    /// Whether an exception applies that the rule knows of.
    Exception,
    /// Whether several codes are of one person.
    OnePerson,
    /// Whether the record is the guest's own: what says whose it is does not settle that.
    OwnRecord,
    /// Whether the paper says the same.
    Paper,
    /// Whether a code that is addressed to somebody is meant for this door.
    MeantForHere,
    /// Whether a name is the same letter by letter.
    SameName,
    /// Whether two doses on two codes are two.
    TwoDoses,
    /// Whether what an official rule asks is met, which the program could not decide.
    OfficialRule,
}

/// A day for the questions of [`Question::ALL`].
const ANY_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2022, 2, 2) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Question {
    /// One of each, with any data.
    pub const ALL: [Self; 15] = [
        Self::Age { years: 12 },
        Self::DoseBy { day: ANY_DAY },
        Self::DoseSince { day: ANY_DAY },
        Self::RecoveredSince { day: ANY_DAY },
        Self::Vaccines { doses: 2, of: 0 },
        Self::CompletedBy { doses: 2, of: 0, day: ANY_DAY },
        Self::Series { doses: 2, of: 0 },
        Self::Exception,
        Self::OnePerson,
        Self::OwnRecord,
        Self::Paper,
        Self::MeantForHere,
        Self::SameName,
        Self::TwoDoses,
        Self::OfficialRule,
    ];

    /// The stable name in output, which is the stem of the keys of its texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Age { .. } => "age",
            Self::DoseBy { .. } => "dose-by",
            Self::DoseSince { .. } => "dose-since",
            Self::RecoveredSince { .. } => "recovered-since",
            Self::Vaccines { .. } => "vaccines",
            Self::CompletedBy { .. } => "completed-by",
            Self::Series { .. } => "series",
            Self::Exception => "exception",
            Self::OnePerson => "one-person",
            Self::OwnRecord => "own-record",
            Self::Paper => "paper",
            Self::MeantForHere => "meant-for-here",
            Self::SameName => "same-name",
            Self::TwoDoses => "two-doses",
            Self::OfficialRule => "official-rule",
        }
    }

    /// Whether the answer is a value that the rule of entry asks for: the rule then decides with it. Every other answer is a person's
    /// own decision, which no signature bears out: it never makes a pass.
    pub fn is_of_the_rule(self) -> bool {
        matches!(
            self,
            Self::Age { .. }
                | Self::DoseBy { .. }
                | Self::DoseSince { .. }
                | Self::RecoveredSince { .. }
                | Self::Vaccines { .. }
                | Self::CompletedBy { .. }
                | Self::Series { .. }
        )
    }
}

/// What was answered about one code, each question once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(Vec<(Question, bool)>);

impl Answers {
    /// The answer to a question, where there is one.
    pub fn to(&self, question: Question) -> Option<bool> {
        self.0.iter().find(|(asked, _)| *asked == question).map(|(_, answer)| *answer)
    }

    /// The same with one more. A question that was answered keeps its answer.
    #[must_use]
    pub fn with(&self, question: Question, answer: bool) -> Self {
        let mut all = self.clone();
        if all.to(question).is_none() {
            all.0.push((question, answer));
        }
        all
    }

    /// All of them, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (Question, bool)> {
        self.0.iter().copied()
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn an_answer_is_that_of_its_question_and_stays() {
        let twelve = Question::Age { years: 12 };
        let answers = Answers::default().with(twelve, true).with(twelve, false).with(Question::Paper, false);
        assert_eq!(answers.to(twelve), Some(true));
        assert_eq!(answers.to(Question::Age { years: 18 }), None);
        assert_eq!(answers.iter().collect::<Vec<_>>(), [(twelve, true), (Question::Paper, false)]);
    }

    #[test]
    fn every_question_has_a_name_of_its_own() {
        let names: HashSet<_> = Question::ALL.into_iter().map(Question::name).collect();
        assert_eq!(names.len(), Question::ALL.len());
    }
}
