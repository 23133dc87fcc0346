//! What a person decided at this door.

use super::{Recent, Session};
use crate::policy::Verdict;
use crate::texts::decided_key;
use crate::verdict::{ByHand, NoCode, Outcome, Reason};
use std::sync::Arc;
use std::time::Duration;

/// What was decided by hand, and how. Nothing in it tells about whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub what: ByHand,
    /// Whether it lets somebody in. A question that was left open lets nobody in.
    pub admitted: bool,
}

impl Decided {
    /// The key of the text that tells how it was decided.
    pub fn headline_key(&self) -> &'static str {
        match self.what {
            ByHand::Question { answer: None, .. } => decided_key(None),
            _ => decided_key(Some(self.admitted)),
        }
    }
}

/// A decision by hand, and what it is about. Each is given out once.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What was decided.
    pub decided: Decided,
    /// The verdict that asked, or that a manager overruled; none where no code was shown.
    pub verdict: Option<Arc<Verdict>>,
    /// Whether another question stands after this answer: nothing is decided yet.
    pub asks_on: bool,
}

impl Session {
    /// Lets somebody in of whom no code says that he may: a decision, which is told and never green. A manager can so decide about
    /// what the screen holds back, too.
    pub(super) fn admit_without_code(&mut self, why: NoCode) {
        let decided = Decided { what: ByHand::NoCode(why), admitted: true };
        let overruled = match self.group.as_mut_slice() {
            [one] if why == NoCode::Manager && one.verdict.is_held_back() => {
                one.decided = Some(decided);
                Some(Arc::clone(&one.verdict))
            }
            _ => None,
        };
        if overruled.is_some() {
            self.group.iter().for_each(|one| self.party.count(one, self.now));
            self.close(false);
        } else {
            self.party.count_nobody(true);
            self.strip.push(without_code(decided, self.now), self.now);
        }
        self.tell_decision(Decision { decided, verdict: overruled, asks_on: false });
    }
}

fn without_code(decided: Decided, now: Duration) -> Recent {
    Recent {
        outcome: Outcome::Undecided,
        reason: Reason::CheckByHand,
        headline: crate::verdict::Headline::Genuine,
        headline_key: decided.headline_key(),
        since: now,
        decided: Some(decided),
        name: None,
        particulars: None,
    }
}
