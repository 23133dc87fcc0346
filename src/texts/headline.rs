//! The words that come first.

use super::Texts;
use crate::policy::Verdict;
use crate::verdict::{Ground, Headline, Outcome, Reason};

/// The key of the headline's text: what was proven, and no more.
pub fn headline_key(outcome: Outcome, reason: Reason, headline: Headline) -> &'static str {
    match (outcome, reason) {
        (Outcome::Pass, _) => match headline {
            Headline::Admit => "headline-admit",
            Headline::Genuine => "headline-genuine",
        },
        (Outcome::Fail, Reason::Expired) => "headline-out-of-date",
        (Outcome::Fail, _) => "headline-do-not-admit",
        (Outcome::Undecided, reason) if reason.asks_again() => "headline-scan-again",
        (Outcome::Undecided, Reason::CheckByHand) => "headline-check-by-hand",
        (Outcome::Undecided, _) => "headline-cannot-check",
        (Outcome::Other, _) => "headline-information",
    }
}

/// The headline of a verdict. Where a code is something else, it says what.
pub fn headline(verdict: &Verdict, texts: &Texts) -> String {
    if let Some(Ground::Recognised(recognised)) = verdict.grounds().first() {
        return texts.get(&format!("is-{}", recognised.text_key()));
    }
    texts.get(headline_key(verdict.outcome(), verdict.reason(), verdict.headline()))
}
