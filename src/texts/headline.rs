//! The words that come first.

use super::Texts;
use crate::policy::Verdict;
use crate::verdict::{Ground, Headline, Outcome, Reason};

/// The key of the headline's text: what was proven, and no more.
pub fn headline_key(verdict: &Verdict) -> &'static str {
    match (verdict.outcome(), verdict.reason(), verdict.headline()) {
        (Outcome::Pass, _, Headline::Admit) => "headline-admit",
        (Outcome::Pass, _, Headline::Genuine) => "headline-signature-valid",
        (Outcome::Fail, ..) => "headline-do-not-admit",
        (Outcome::Undecided, reason, _) if reason.asks_again() => "headline-scan-again",
        (Outcome::Undecided, Reason::CheckByHand, _) if verdict.asks() => "headline-check-by-hand",
        (Outcome::Undecided, Reason::CheckByHand, _) => "headline-not-negative",
        (Outcome::Undecided, ..) => "headline-hold",
        (Outcome::Other, ..) => "headline-not-a-pass",
    }
}

/// The headline of a verdict.
pub fn headline(verdict: &Verdict, texts: &Texts) -> String {
    texts.get(headline_key(verdict))
}

/// What a code is that is something else, in a few words.
pub fn is_something_else(verdict: &Verdict, texts: &Texts) -> Option<String> {
    match verdict.grounds() {
        [Ground::Recognised(recognised), ..] => Some(texts.get(&format!("is-{}", recognised.text_key()))),
        _ => None,
    }
}
