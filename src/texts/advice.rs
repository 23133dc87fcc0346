//! What a verdict means and what to do, in a sentence each, as far as its checks bear it out.

use super::Texts;
use crate::policy::{Particular, Verdict};
use crate::verdict::{Check, Family, Ground, Outcome};

/// What the verdict means. That the record is in date is said only where its dates were checked.
pub fn what(verdict: &Verdict, texts: &Texts) -> String {
    if verdict.doubts_scanner() {
        return texts.get("scanner-untested-what");
    }
    if is_unread(verdict) {
        return texts.get("revocation-unread-what");
    }
    let what = in_hongkong(verdict, "what", texts).unwrap_or_else(|| texts.what(verdict.reason()));
    if verdict.outcome() == Outcome::Pass && verdict.checks().dates == Check::Ok {
        texts.with("and", [("one", what), ("other", texts.get("in-date"))])
    } else {
        what
    }
}

/// What to do about it: for a pass, to compare what the record states of its holder.
pub fn next(verdict: &Verdict, texts: &Texts) -> String {
    if verdict.doubts_scanner() {
        return texts.get("scanner-untested-next");
    }
    if is_unread(verdict) {
        return texts.get("revocation-unread-next");
    }
    if let [Ground::Recognised(recognised), ..] = verdict.grounds()
        && let Some(own) = texts.find(&format!("{}-next", recognised.text_key()))
    {
        return own;
    }
    if let Some(own) = in_hongkong(verdict, "next", texts) {
        return own;
    }
    match verdict.holder().filter(|_| verdict.outcome() == Outcome::Pass) {
        None => texts.next(verdict.reason()),
        Some(_) => {
            let keys = Particular::COMPARED.into_iter().filter(|one| verdict.shows(*one)).map(compare_key);
            let what = keys.map(|key| texts.get(key));
            let what = what.reduce(|one, other| texts.with("list", [("one", one), ("other", other)]));
            what.map_or_else(|| texts.next(verdict.reason()), |what| texts.with("compare", [("what", what)]))
        }
    }
}

fn compare_key(particular: Particular) -> &'static str {
    match particular {
        Particular::Name => "compare-name",
        Particular::BirthDate => "compare-birth-date",
        Particular::Document => "compare-document",
        Particular::Doses => "event-vaccination",
    }
}

/// Whether the device's data are not old, but broken.
fn is_unread(verdict: &Verdict) -> bool {
    matches!(verdict.grounds(), [Ground::RevocationUnread { .. }, ..])
}

/// What is told of Hong Kong's records alone: where its keys are unconfirmed, what the holder can do about it.
fn in_hongkong(verdict: &Verdict, line: &str, texts: &Texts) -> Option<String> {
    let hongkong = verdict.family() == Some(Family::HongKong);
    hongkong.then(|| texts.find(&format!("{}-hongkong-{line}", verdict.reason().text_key()))).flatten()
}
