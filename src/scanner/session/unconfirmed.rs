//! Hong Kong codes that none of the keys here verifies. One of them may be the guest's affair; several on end, and none that passes
//! between them, are the door's.

use super::Timings;
use crate::policy::Verdict;
use crate::scanner::Fingerprint;
use crate::verdict::{Check, Family, Reason};
use std::time::Duration;

/// So many different codes on end.
const MANY: usize = 3;

/// The last codes of the kind, the oldest first; [`MANY`] at most.
#[derive(Debug, Default)]
pub(super) struct Unconfirmed(Vec<(Fingerprint, Duration)>);

impl Unconfirmed {
    /// Takes in a verdict that is shown now.
    pub(super) fn note(&mut self, code: Fingerprint, verdict: &Verdict, now: Duration) {
        if verdict.family() != Some(Family::HongKong) {
            return;
        }
        if verdict.checks().signature == Check::Ok {
            self.0.clear();
        } else if verdict.reason() == Reason::UnconfirmedKey && self.0.iter().all(|(known, _)| *known != code)
        {
            if self.0.len() >= MANY {
                self.0.remove(0);
            }
            self.0.push((code, now));
        }
    }

    pub(super) fn forget(&mut self, now: Duration, timings: &Timings) {
        self.0.retain(|(_, at)| now.saturating_sub(*at) < timings.unconfirmed);
    }

    /// Whether they are the door's affair.
    pub(super) fn are_many(&self) -> bool {
        self.0.len() >= MANY
    }

    /// When they cease to be.
    pub(super) fn changes_at(&self, timings: &Timings) -> Option<Duration> {
        let (_, oldest) = self.0.first().filter(|_| self.are_many())?;
        Some(oldest.saturating_add(timings.unconfirmed))
    }
}
