//! What of a person is shown: what the staff must compare or know for this verdict, and no more.

use super::speech::Speech;
use crate::credential::Holder;
use crate::policy::Verdict;
use crate::verdict::text::shown;
use crate::verdict::{Headline, Outcome, Personal, Reason};

/// How a line is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// A name.
    Name,
    /// Birth date or document.
    Compare,
    /// What else must be known.
    Note,
}

/// A line about a person. Not `Debug`: it holds what a [`Personal`] held.
pub(crate) struct Line {
    pub(crate) weight: Weight,
    pub(crate) text: String,
}

/// Whom the staff compares with the guest: nobody's name is shown who does not enter anyway.
pub(crate) fn compared(verdict: &Verdict) -> Option<&Holder> {
    let may_enter = verdict.outcome() == Outcome::Pass || verdict.reason() == Reason::CheckByHand;
    verdict.holder().filter(|_| may_enter)
}

/// Whether the events matter: where no rule was checked the staff may look at them, and where one was not met they say why. Where
/// a rule was met they are nobody's business.
fn tells_events(verdict: &Verdict) -> bool {
    match verdict.outcome() {
        Outcome::Pass => verdict.headline() == Headline::Genuine && verdict.reason() != Reason::Exempt,
        Outcome::Fail | Outcome::Undecided => {
            matches!(verdict.reason(), Reason::RulesNotMet | Reason::CheckByHand)
        }
        Outcome::Other => false,
    }
}

/// How many events are listed; a longer history is for the record itself.
const EVENTS: usize = 2;

/// The lines about the person, in the order of the screen. `can_show` tells whether the fonts have a text's letters.
pub(crate) fn lines(verdict: &Verdict, speech: &Speech, can_show: impl Fn(&str) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |weight, text| lines.push(Line { weight, text });
    if let Some(holder) = compared(verdict) {
        for name in names(holder, can_show) {
            line(Weight::Name, name.unwrap_or_else(|| speech.get("name-other-script")));
        }
        if let Some(date) = &holder.birth_date {
            line(Weight::Compare, speech.texts.with("born", [("date", speech.when(date.reveal()))]));
        }
        if let Some(document) = &holder.document {
            line(Weight::Compare, speech.texts.with("document", [("number", short(document))]));
        }
    }
    // What is out of date is told beside the reason.
    if let Some(until) = verdict.valid_until().filter(|_| compared(verdict).is_some()) {
        line(Weight::Note, speech.texts.with("valid-until", [("date", speech.when(&until))]));
    }
    if tells_events(verdict) {
        // The latest are the ones that rules ask for.
        let skipped = verdict.events().len().saturating_sub(EVENTS);
        for event in verdict.events().iter().skip(skipped) {
            line(Weight::Note, speech.event(event));
        }
    }
    lines
}

/// What is to be compared of whom a verdict is about, in one line.
pub(crate) fn to_compare(
    verdict: &Verdict,
    speech: &Speech,
    can_show: impl Fn(&str) -> bool,
) -> Option<String> {
    let lines = lines(verdict, speech, can_show).into_iter().filter(|line| line.weight != Weight::Note);
    lines.map(|line| line.text).reduce(|one, other| format!("{one} · {other}"))
}

/// The names that can be shown: the native one where the fonts have it, and the transliteration; `None` where there is only one
/// that cannot be shown.
fn names(holder: &Holder, can_show: impl Fn(&str) -> bool) -> Vec<Option<String>> {
    let all: Vec<String> = [&holder.name, &holder.native_name].into_iter().flatten().map(short).collect();
    let shown: Vec<Option<String>> = all.iter().filter(|name| can_show(name)).cloned().map(Some).collect();
    if shown.is_empty() && !all.is_empty() { vec![None] } else { shown }
}

/// The most characters of a name or number that are shown: a passport has room for 39, and no name is to push anything off the
/// screen.
const LONGEST: usize = 80;

/// A name or number, made fit to show.
pub(crate) fn short(text: &Personal<String>) -> String {
    let text = shown(text.reveal());
    let start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() { format!("{start}…") } else { text }
}
