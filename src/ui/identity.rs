//! What of a person is shown: what the staff must compare or know for this verdict, and no more; to the customer less.

use super::speech::Speech;
use crate::config::Facing;
use crate::credential::Holder;
use crate::policy::{Particular as Shows, Verdict};
use crate::texts;
use crate::verdict::text::shown;
use crate::verdict::{Headline, Outcome, Personal, Reason, When};
use chrono::Datelike;

/// Which particular it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// A name.
    Name,
    /// The date of birth.
    BirthDate,
    /// The number of the document.
    Document,
    /// The parent or guardian.
    Guardian,
}

impl Field {
    /// The key of what it is called beside its boxes.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Name => "card-name",
            Self::BirthDate => "card-birth-date",
            Self::Document => "card-document",
            Self::Guardian => "card-guardian",
        }
    }
}

/// A particular to be compared with the identity document. Not `Debug`: it holds what a [`Personal`] held.
pub(crate) struct Particular {
    pub(crate) field: Field,
    /// In words.
    pub(crate) text: String,
    /// As an identity card prints it; `None` where it cannot be shown.
    pub(crate) printed: Option<String>,
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

/// The particulars to be compared, in the order of the screen. `can_show` tells whether the fonts have a text's letters.
pub(crate) fn particulars(
    verdict: &Verdict,
    speech: &Speech,
    can_show: impl Fn(&str) -> bool,
) -> Vec<Particular> {
    let Some(holder) = compared(verdict).filter(|_| speech.facing == Facing::Staff) else {
        return Vec::new();
    };
    let name = verdict.shows(Shows::Name).then(|| names(holder, can_show));
    let names = name.unwrap_or_default().into_iter().map(|name| Particular {
        field: Field::Name,
        text: name.clone().unwrap_or_else(|| speech.get("name-other-script")),
        printed: name,
    });
    let birth = holder.birth_date.as_ref().filter(|_| verdict.shows(Shows::BirthDate));
    let birth = birth.map(|date| Particular {
        field: Field::BirthDate,
        text: speech.texts.with("born", [("date", speech.when(date.reveal()))]),
        printed: printed_date(date.reveal()),
    });
    let document = holder.document.as_ref().filter(|_| verdict.shows(Shows::Document));
    let document = document.map(|document| Particular {
        field: Field::Document,
        text: speech.texts.with("document", [("number", short(document))]),
        printed: Some(short(document)),
    });
    names.chain(birth).chain(document).collect()
}

/// What a desk takes down of whom a record is about, in the order of the screen: all of it, and nothing shortened.
pub(crate) fn taken_down(
    verdict: &Verdict,
    speech: &Speech,
    can_show: impl Fn(&str) -> bool,
) -> Vec<Particular> {
    let Some(holder) = verdict.holder().filter(|_| speech.facing == Facing::Staff) else {
        return Vec::new();
    };
    let text = |field, shows, text: &Option<Personal<String>>| {
        let text = text.as_ref().filter(|_| verdict.shows(shows)).map(|text| shown(text.reveal()))?;
        let printed = can_show(&text).then(|| text.clone());
        let text = if printed.is_some() { text } else { speech.get("name-other-script") };
        Some(Particular { field, text, printed })
    };
    let birth = holder.birth_date.as_ref().filter(|_| verdict.shows(Shows::BirthDate));
    let birth = birth.map(|date| Particular {
        field: Field::BirthDate,
        text: speech.texts.with("born", [("date", speech.when(date.reveal()))]),
        printed: printed_date(date.reveal()),
    });
    let particulars = [
        text(Field::Name, Shows::Name, &holder.name),
        text(Field::Name, Shows::Name, &holder.native_name),
        birth,
        text(Field::Document, Shows::Document, &holder.document),
        text(Field::Guardian, Shows::Name, &holder.guardian),
    ];
    particulars.into_iter().flatten().collect()
}

/// Until when a record counts, in words.
pub(crate) fn until(verdict: &Verdict, speech: &Speech) -> Option<String> {
    let until = verdict.valid_until()?;
    Some(speech.texts.with("valid-until", [("date", speech.when(&until))]))
}

/// A date as Hong Kong's identity card prints it: day, month, year.
fn printed_date(date: &When) -> Option<String> {
    match *date {
        When::Year(year) => Some(format!("{year:04}")),
        When::Month(year, month) => Some(format!("{month:02}-{year:04}")),
        When::Day(day) => Some(format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year())),
        When::Instant(_) => None,
    }
}

/// What else the staff must know, a line each: until when the record counts, and what it attests.
pub(crate) fn notes(verdict: &Verdict, speech: &Speech) -> Vec<String> {
    if speech.facing == Facing::Customer {
        return Vec::new();
    }
    // What is out of date is told beside the reason.
    let until = compared(verdict).and_then(|_| until(verdict, speech));
    let told = if tells_events(verdict) && verdict.shows(Shows::Doses) { verdict.events() } else { &[] };
    // The latest are the ones that rules ask for.
    let events = told.iter().skip(told.len().saturating_sub(EVENTS)).map(|event| speech.event(event));
    until.into_iter().chain(events).collect()
}

/// By what customers know that a result is theirs, and others do not know whose it is: initials, and day and month of birth; where these
/// are not stated, the last characters of the document.
pub(crate) fn customers_mark(verdict: &Verdict, speech: &Speech) -> Option<String> {
    let holder = compared(verdict)?;
    let name = holder.name.as_ref().or(holder.native_name.as_ref()).map(|name| initials(name.reveal()));
    let name = name.filter(|initials| !initials.is_empty());
    let birth = holder.birth_date.as_ref().and_then(|date| match date.reveal() {
        When::Day(day) => Some(texts::birthday_text(*day, &speech.texts)),
        When::Year(_) | When::Month(..) | When::Instant(_) => None,
    });
    match (name, birth) {
        (Some(name), Some(birth)) => Some(format!("{name} · {birth}")),
        (name, birth) => {
            let document = holder.document.as_ref().and_then(|document| last_three(document.reveal()));
            document.or(birth).or(name)
        }
    }
}

/// The most initials of a name that are shown.
const INITIALS: usize = 4;

/// The first letter of each word; of a Chinese name the first character.
fn initials(name: &str) -> String {
    let name = shown(name);
    let letters = name.split_whitespace().filter_map(|word| word.chars().find(|char| char.is_alphabetic()));
    let initials: Vec<String> = letters.take(INITIALS).map(|letter| format!("{letter}.")).collect();
    initials.join(" ")
}

/// The last three letters or digits of a number, where none of them is masked.
fn last_three(number: &str) -> Option<String> {
    let number = shown(number);
    let end: Vec<char> = number.chars().filter(|char| char.is_alphanumeric()).collect();
    let end = end.get(end.len().checked_sub(3)?..)?;
    Some(format!("…{}", end.iter().collect::<String>()))
}

/// What is to be compared of whom a verdict is about, in one line.
pub(crate) fn to_compare(
    verdict: &Verdict,
    speech: &Speech,
    can_show: impl Fn(&str) -> bool,
) -> Option<String> {
    let texts = particulars(verdict, speech, can_show).into_iter().map(|particular| particular.text);
    texts.reduce(|one, other| format!("{one} · {other}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_nobody_a_name() {
        assert_eq!(initials("TEAPOT SIU MING MARY"), "T. S. M. M.");
        assert_eq!(initials("TEAPOT S** M***"), "T. S. M.");
        assert_eq!(initials("茶壺小明"), "茶.");
        assert_eq!(initials("*** **"), "");
    }

    #[test]
    fn the_end_of_a_number_is_what_stands_there() {
        assert_eq!(last_three("****218(0)").as_deref(), Some("…180"));
        assert_eq!(last_three("K1234567").as_deref(), Some("…567"));
        assert_eq!(last_three("**"), None);
    }
}
