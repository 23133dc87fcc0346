//! EVT: the electronic test record, 12 or 13 fields. The form of its dates and the words of its result are unconfirmed: no
//! genuine record was at hand.

use super::fields::{FieldProblem, Fields, wrong};
use super::moment;
use super::vac::about_covid;
use crate::credential::{Bound, Credential, Event, ReadError};
use crate::verdict::{EventKind, Personal, TestResult, When};
use chrono_tz::Asia::Hong_Kong;

pub(super) fn read(fields: &Fields, credential: &mut Credential) -> Result<(), ReadError> {
    // A test record names nobody: its document is all that staff can compare.
    credential.holder.document = Some(Personal::new(fields.required(5)?.to_owned()));
    let product = fields.filled(8).or_else(|| fields.filled(7));
    credential.events.push(Event {
        date: Some(moment(fields, 6)?),
        product: product.map(str::to_owned),
        result: Some(result(fields.required(9)?)),
        ..about_covid(EventKind::Test)
    });
    let mut starts = vec![("field 10", moment(fields, 10)?)];
    if fields.len() > 11 && fields.filled(11).is_some() {
        starts.push(("field 11", moment(fields, 11)?));
    }
    credential.validity.from =
        starts.into_iter().map(|(claim, when)| Bound { claim, when, zone: Some(Hong_Kong) }).collect();
    Ok(())
}

fn moment(fields: &Fields, number: usize) -> Result<When, ReadError> {
    moment::test_moment(fields.required(number)?)
        .ok_or_else(|| wrong(number, FieldProblem::NeitherDayNorTime))
}

/// The words that are known, in capitals. A text holds a result if every word or phrase of it, between punctuation and
/// where the script changes, stands here and all agree: `Negative 陰性` does, `NOT DETECTED (see remark)` does not.
/// Nothing is searched for within a text: NOT DETECTED holds DETECTED.
const WORDS: [(&str, TestResult); 21] = [
    ("NEGATIVE", TestResult::Negative),
    ("NEG", TestResult::Negative),
    ("NOT DETECTED", TestResult::Negative),
    ("UNDETECTED", TestResult::Negative),
    ("NON REACTIVE", TestResult::Negative),
    ("陰性", TestResult::Negative),
    ("阴性", TestResult::Negative),
    ("未檢出", TestResult::Negative),
    ("未检出", TestResult::Negative),
    ("未檢測到", TestResult::Negative),
    ("未检测到", TestResult::Negative),
    ("POSITIVE", TestResult::Positive),
    ("POS", TestResult::Positive),
    ("DETECTED", TestResult::Positive),
    ("REACTIVE", TestResult::Positive),
    ("陽性", TestResult::Positive),
    ("阳性", TestResult::Positive),
    ("檢出", TestResult::Positive),
    ("检出", TestResult::Positive),
    ("檢測到", TestResult::Positive),
    ("检测到", TestResult::Positive),
];

/// The result that a text states; [`TestResult::Unreadable`] where any part of it is not known.
fn result(text: &str) -> TestResult {
    let mut stated = phrases(text).into_iter().map(|phrase| {
        WORDS.iter().find(|(word, _)| *word == phrase).map_or(TestResult::Unreadable, |(_, result)| *result)
    });
    let first = stated.next().unwrap_or(TestResult::Unreadable);
    if stated.all(|next| next == first) { first } else { TestResult::Unreadable }
}

/// The text in capitals, cut where a slash or bracket stands and where the script changes between ASCII and other.
fn phrases(text: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    let mut ascii_before = None;
    for c in text.chars() {
        let ascii = c.is_ascii();
        let letter = c.is_alphanumeric();
        let cut = matches!(c, '/' | '(' | ')' | '（' | '）' | '／')
            || (letter && ascii_before.is_some_and(|before| before != ascii));
        if cut {
            phrases.push(String::new());
        }
        if letter {
            ascii_before = Some(ascii);
        }
        if !matches!(c, '/' | '(' | ')' | '（' | '）' | '／')
            && let Some(phrase) = phrases.last_mut()
        {
            phrase.push(if matches!(c, '-' | '\u{3000}') { ' ' } else { c.to_ascii_uppercase() });
        }
    }
    let spaced = |phrase: String| phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    phrases.into_iter().map(spaced).filter(|phrase| !phrase.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_read_in_both_languages() {
        for text in [
            "Negative",
            "NEGATIVE",
            " negative ",
            "Not Detected",
            "NOT-DETECTED",
            "陰性",
            "阴性",
            "Negative 陰性",
            "Negative陰性",
            "陰性 (Negative)",
            "NEGATIVE/陰性",
            "陰性（Not detected）",
        ] {
            assert_eq!(result(text), TestResult::Negative, "{text}");
        }
        for text in ["Positive", "DETECTED", "陽性", "Positive 陽性", "阳性", "檢出"] {
            assert_eq!(result(text), TestResult::Positive, "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for text in [
            "",
            "?",
            "N",
            "NOT",
            "NOT NEGATIVE",
            "Negative?",
            "Negative.",
            "NEGATIVE / POSITIVE",
            "Positive 陰性",
            "Negative (preliminary)",
            "Inconclusive",
            "Invalid",
            "WEAK POSITIVE",
            "非陰性",
            "陰性?",
            "DETECTED NOT",
            "0",
            "(/)",
        ] {
            assert_eq!(result(text), TestResult::Unreadable, "{text}");
        }
    }
}
