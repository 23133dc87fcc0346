//! The words that come first.

use super::{Texts, question};
use crate::policy::Verdict;
use crate::verdict::{Family, Ground, Headline, Outcome, Reason, Unsupported, Wording};

/// The key of the headline's text: what was proven, and no more. A question that is open stands in its place.
pub fn headline_key(verdict: &Verdict) -> &'static str {
    let desk = verdict.wording() == Wording::Valid;
    match (verdict.outcome(), verdict.reason(), verdict.headline()) {
        (Outcome::Pass, _, Headline::Admit) if desk => "headline-valid",
        (Outcome::Pass, _, Headline::Admit) => "headline-admit",
        (Outcome::Pass, _, Headline::Genuine) => "headline-signature-valid",
        (Outcome::Fail, ..) if desk => "headline-not-valid",
        (Outcome::Fail, ..) => "headline-do-not-admit",
        (Outcome::Undecided, ..) if verdict.doubts_scanner() => "headline-hold",
        (Outcome::Undecided, reason, _) if reason.asks_again() => "headline-scan-again",
        (Outcome::Undecided, Reason::CheckByHand, _) if verdict.asks() => "headline-check-by-hand",
        (Outcome::Undecided, Reason::CheckByHand, _) => "headline-not-negative",
        (Outcome::Undecided, ..) => "headline-hold",
        (Outcome::Other, ..) => "headline-not-a-pass",
    }
}

/// The headline of a verdict: the question, where one is open.
pub fn headline(verdict: &Verdict, texts: &Texts) -> String {
    match (verdict.question(), verdict.by_hand()) {
        (Some(asked), _) => question(asked, texts),
        (None, Some(admitted)) => texts.get(decided_key(Some(admitted))),
        (None, None) => texts.get(headline_key(verdict)),
    }
}

/// The key of the text that tells what a person decided; `None`: nothing, which lets nobody in.
pub fn decided_key(admitted: Option<bool>) -> &'static str {
    match admitted {
        Some(true) => "decided-yes",
        Some(false) => "decided-no",
        None => "decided-open",
    }
}

/// What a code is that is something else, or another kind of record, in a few words.
pub fn is_something_else(verdict: &Verdict, texts: &Texts) -> Option<String> {
    match verdict.grounds() {
        [Ground::Recognised(recognised), ..] => Some(texts.get(&format!("is-{}", recognised.text_key()))),
        [Ground::Unsupported(Unsupported::Type { family: Family::HongKong, .. }), ..] => {
            Some(texts.get("is-other-hongkong"))
        }
        _ => None,
    }
}
