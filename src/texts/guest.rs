//! What is said to the guest.

use super::Texts;
use crate::verdict::{Outcome, Reason};

/// What to say to the guest: a sentence that can be read aloud, and that accuses nobody.
pub fn guest(outcome: Outcome, reason: Reason, texts: &Texts) -> String {
    texts.get(match (outcome, reason) {
        (Outcome::Pass, _) => "guest-passed",
        (Outcome::Fail, Reason::Expired | Reason::KeyExpired) => "guest-out-of-date",
        (Outcome::Fail, Reason::RulesNotMet) => "guest-not-enough",
        (Outcome::Fail, _) => "guest-refused",
        (Outcome::Undecided, reason) if reason.asks_again() => "guest-again",
        (Outcome::Undecided, _) => "guest-wait",
        (Outcome::Other, _) => "guest-other",
    })
}
