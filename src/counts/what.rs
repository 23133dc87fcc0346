//! What is counted.

use crate::policy::Verdict;
use crate::verdict::{Headline, NoCode, Outcome};

/// What is counted at a door: how often, or for how many seconds. None of it tells about whom, nor which kind of code it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// A code passed, and the rule of entry is met; exemptions among them.
    Admit,
    /// A code passed, and no rule of entry was checked.
    Genuine,
    /// A code was refused.
    Fail,
    /// A code that cannot be decided here: nobody was to be let in on it.
    Hold,
    /// A code that left a question to the staff.
    Question,
    /// Something that could not be read, and was to be shown again. It was no presentation.
    ScanAgain,
    /// A code that is no record. It was no presentation either.
    Other,
    /// A code that was shown once more within the time for which codes are remembered. It was presented already.
    Rescan,
    /// The staff's answer to a question let somebody in.
    AnsweredIn,
    /// The staff's answer to a question did not.
    AnsweredOut,
    /// A question was left open, which lets nobody in.
    LeftOpen,
    /// Somebody without a code was let in.
    NoCode(NoCode),
    /// The manager let in somebody whose code was held back.
    Overruled,
    /// Seconds.
    Seconds(Span),
}

/// What a door was doing, or why it checked nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Span {
    /// The program ran, whatever else held.
    Running,
    /// The door was out of order: nothing was checked.
    OutOfOrder,
    /// The clock was wrong: no code passed.
    Clock,
    /// No picture came from the camera.
    Camera,
    /// Scanning was paused.
    Paused,
    /// Somebody was practising.
    Training,
}

impl Span {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Running, Self::OutOfOrder, Self::Clock, Self::Camera, Self::Paused, Self::Training];

    /// The stable name in output, which is the end of the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "seconds-running",
            Self::OutOfOrder => "seconds-out-of-order",
            Self::Clock => "seconds-clock-wrong",
            Self::Camera => "seconds-no-camera",
            Self::Paused => "seconds-paused",
            Self::Training => "seconds-training",
        }
    }

    /// Whether guests are not checked meanwhile.
    pub fn is_gap(self) -> bool {
        self != Self::Running
    }
}

impl What {
    /// Every kind.
    pub const ALL: [Self; 22] = [
        Self::Admit,
        Self::Genuine,
        Self::Fail,
        Self::Hold,
        Self::Question,
        Self::ScanAgain,
        Self::Other,
        Self::Rescan,
        Self::AnsweredIn,
        Self::AnsweredOut,
        Self::LeftOpen,
        Self::NoCode(NoCode::Record),
        Self::NoCode(NoCode::Child),
        Self::NoCode(NoCode::Errand),
        Self::NoCode(NoCode::Manager),
        Self::Overruled,
        Self::Seconds(Span::Running),
        Self::Seconds(Span::OutOfOrder),
        Self::Seconds(Span::Clock),
        Self::Seconds(Span::Camera),
        Self::Seconds(Span::Paused),
        Self::Seconds(Span::Training),
    ];

    /// What a verdict counts as, where its code was not shown before.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict.outcome() {
            Outcome::Pass => match verdict.headline() {
                Headline::Admit => Self::Admit,
                Headline::Genuine => Self::Genuine,
            },
            Outcome::Fail => Self::Fail,
            Outcome::Undecided if verdict.asks_again() => Self::ScanAgain,
            Outcome::Undecided if verdict.question().is_some() => Self::Question,
            Outcome::Undecided => Self::Hold,
            Outcome::Other => Self::Other,
        }
    }

    /// The stable name in files, which is the end of the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::Genuine => "genuine",
            Self::Fail => "fail",
            Self::Hold => "hold",
            Self::Question => "question",
            Self::ScanAgain => "scan-again",
            Self::Other => "other",
            Self::Rescan => "rescan",
            Self::AnsweredIn => "answered-in",
            Self::AnsweredOut => "answered-out",
            Self::LeftOpen => "left-open",
            Self::NoCode(NoCode::Record) => "no-code-record",
            Self::NoCode(NoCode::Child) => "no-code-child",
            Self::NoCode(NoCode::Errand) => "no-code-errand",
            Self::NoCode(NoCode::Manager) => "no-code-manager",
            Self::Overruled => "overruled",
            Self::Seconds(span) => span.name(),
        }
    }

    /// That of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.name() == name)
    }

    /// Whether a code was presented.
    pub fn is_presentation(self) -> bool {
        matches!(self, Self::Admit | Self::Genuine | Self::Fail | Self::Hold | Self::Question)
    }

    /// Whether a person decided.
    pub fn is_by_hand(self) -> bool {
        matches!(self, Self::AnsweredIn | Self::AnsweredOut | Self::LeftOpen | Self::Overruled)
    }

    /// Whether somebody came in without a code.
    pub fn is_without_code(self) -> bool {
        matches!(self, Self::NoCode(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_one_thing_alone() {
        let names: BTreeSet<&str> = What::ALL.iter().map(|what| what.name()).collect();
        assert_eq!(names.len(), What::ALL.len());
        assert!(What::ALL.iter().all(|what| What::named(what.name()) == Some(*what)));
        for span in Span::ALL {
            assert!(What::ALL.contains(&What::Seconds(span)), "{span:?}");
        }
        for why in NoCode::ALL {
            assert_eq!(What::NoCode(why).name(), format!("no-code-{}", why.name()));
        }
        assert_eq!(What::named("seconds"), None);
    }
}
