//! What a person decided, where no code did. Of nobody's particulars.

use super::Question;
use serde::Deserialize;

/// A decision by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ByHand {
    /// About the question of a code.
    Question {
        /// The question.
        question: Question,
        /// Its answer; `None` where it was left open.
        answer: Option<bool>,
    },
    /// About somebody who showed no code, or none that can be checked here.
    NoCode(NoCode),
}

impl ByHand {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question { .. } => "question",
            Self::NoCode(_) => "no-code",
        }
    }
}

/// Why somebody without a code was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoCode {
    /// A paper record, or a foreign one, was seen.
    Record,
    /// A child with an adult.
    Child,
    /// Takeaway, delivery, repair: nobody who stays.
    Errand,
    /// The manager decided.
    Manager,
}

impl NoCode {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Record, Self::Child, Self::Errand, Self::Manager];

    /// The stable name in output, which is the stem of the keys of its texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Child => "child",
            Self::Errand => "errand",
            Self::Manager => "manager",
        }
    }
}
