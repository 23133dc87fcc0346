//! What there is to tell.

use crate::policy::Verdict;
use crate::verdict::{Headline, Outcome};
use std::sync::Arc;

/// What a gate is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// The entry rule is met: this alone opens.
    Admit,
    /// The signature is valid, and no entry rule was checked.
    Genuine,
    /// Do not admit.
    Refuse,
    /// Not decided.
    Hold,
    /// No pass, but something else.
    Other,
    /// The result has left the screen.
    Ready,
    /// Nothing has happened, and the program still runs.
    Alive,
}

impl Signal {
    /// The word that stands for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Admit => "ADMIT",
            Self::Genuine => "GENUINE",
            Self::Refuse => "REFUSE",
            Self::Hold => "HOLD",
            Self::Other => "OTHER",
            Self::Ready => "READY",
            Self::Alive => "ALIVE",
        }
    }

    fn of(verdict: &Verdict) -> Self {
        match (verdict.outcome(), verdict.headline()) {
            // Demonstration keys are anybody's.
            (Outcome::Pass, _) if verdict.is_demo() => Self::Hold,
            (Outcome::Pass, Headline::Admit) => Self::Admit,
            (Outcome::Pass, Headline::Genuine) => Self::Genuine,
            (Outcome::Fail, _) => Self::Refuse,
            (Outcome::Undecided, _) => Self::Hold,
            (Outcome::Other, _) => Self::Other,
        }
    }

    /// Whether it may open a gate: by itself, or where it is set so.
    fn may_open(self) -> bool {
        matches!(self, Self::Admit | Self::Genuine)
    }
}

/// What the verdicts that have just come give, one each, when these are on the screen. Nothing opens for somebody who is no longer on the
/// screen, nor beside somebody who must not come in: a gate does not see who goes through it.
pub fn signals(new: &[Arc<Verdict>], shown: &[Arc<Verdict>]) -> Vec<Signal> {
    let all_pass = shown.iter().all(|verdict| Signal::of(verdict).may_open());
    let is_shown = |verdict: &Arc<Verdict>| shown.iter().any(|other| Arc::ptr_eq(verdict, other));
    new.iter()
        .map(|verdict| (Signal::of(verdict), verdict))
        .filter(|(signal, verdict)| !signal.may_open() || (all_pass && is_shown(verdict)))
        .map(|(signal, _)| signal)
        .collect()
}
