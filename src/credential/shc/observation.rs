//! A test: FHIR R4 §10.1 (Observation), with the results of the SMART Health Cards: Vaccination & Testing Implementation
//! Guide (value sets of qualitative results, SNOMED CT and LOINC).
//!
//! A card may hold any measurement. An observation counts as a test where its LOINC code is a test for an infection, or,
//! whatever it is of, where its result is anything but negative: what is positive or cannot be read must not pass unseen.

use super::bundle::is_of;
use super::coding::{Concept, date_time};
use super::fields::{list, text};
use crate::credential::fields::JsonFields;
use crate::credential::{Event, ReadError, codes};
use crate::verdict::{EventKind, TestResult};

/// The code system LOINC.
const LOINC: [&str; 2] = ["http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"];

/// Codes of results: SNOMED CT, LOINC answers, HL7 v3 interpretations. Each system's are distinct from the others'.
const NEGATIVE: [&str; 8] =
    ["260385009", "260415000", "895231008", "LA6577-6", "LA11883-8", "NEG", "ND", "NR"];
const POSITIVE: [&str; 10] = [
    "10828004",
    "260373001",
    "840533007",
    "720735008",
    "LA6576-8",
    "LA11882-0",
    "LA18996-1",
    "POS",
    "DET",
    "RR",
];
const UNCLEAR: [&str; 12] = [
    "419984006",
    "42425007",
    "82334004",
    "280416009",
    "373121007",
    "125154007",
    "LA9663-1",
    "LA11885-3",
    "LA13548-5",
    "LA4259-3",
    "IND",
    "E",
];

/// Reads an observation; `None` where it is no test, or was withdrawn.
///
/// # Errors
/// [`ReadError::Claim`] where it lacks what FHIR requires, or has a date that is none.
pub(super) fn read(resource: &JsonFields<'_>) -> Result<Option<Event>, ReadError> {
    let status = resource.need("status", text(resource, "status")?)?;
    let code = resource.need("code", Concept::of(resource, "code")?)?;
    let mut result = result(resource)?;
    let date = match (date_time(resource, "effectiveDateTime")?, date_time(resource, "effectiveInstant")?) {
        (None, None) => match resource.fields("effectivePeriod")? {
            Some(period) => date_time(&period, "start")?,
            None => None,
        },
        (date, instant) => date.or(instant),
    };
    match status {
        "cancelled" | "entered-in-error" => return Ok(None),
        "final" | "amended" | "corrected" => {}
        // Not yet a result.
        _ if result.is_some() => result = Some(TestResult::Unreadable),
        _ => {}
    }
    let test = code.find(|coding| is_of(coding, &LOINC).then(|| codes::loinc(coding.code)).flatten());
    let doubtful = matches!(result, Some(TestResult::Positive | TestResult::Unreadable));
    if test.is_none() && !doubtful {
        return Ok(None);
    }
    let mut event = Event::new(EventKind::Test);
    event.result = Some(result.unwrap_or(TestResult::Unreadable));
    event.date = date;
    match test {
        Some((name, target)) => (event.product, event.target) = (Some(name), Some(target)),
        None => event.product = code.words(),
    }
    Ok(Some(event))
}

/// The result, by its value and its interpretation; of several, the one that speaks most against the holder. `None` where
/// nothing qualitative is said: a measurement.
fn result(resource: &JsonFields<'_>) -> Result<Option<TestResult>, ReadError> {
    let mut found = Vec::new();
    if let Some(value) = Concept::of(resource, "valueCodeableConcept")? {
        found.extend(of_concept(&value));
    }
    if let Some(text) = text(resource, "valueString")? {
        found.extend(of_word(text));
    }
    for interpretation in list(resource, "interpretation")? {
        found.extend(of_concept(&Concept::read(&interpretation)?));
    }
    let worst = [TestResult::Positive, TestResult::Unreadable, TestResult::Negative];
    Ok(worst.into_iter().find(|result| found.contains(result)))
}

fn of_concept(concept: &Concept<'_>) -> Vec<TestResult> {
    let coded = concept.codings.iter().filter_map(|coding| of_code(coding.code));
    let displayed = concept.codings.iter().filter_map(|coding| coding.display.and_then(of_word));
    coded.chain(displayed).chain(concept.text.and_then(of_word)).collect()
}

fn of_code(code: &str) -> Option<TestResult> {
    let of = |codes: &[&str], result| codes.contains(&code).then_some(result);
    of(&NEGATIVE, TestResult::Negative)
        .or_else(|| of(&POSITIVE, TestResult::Positive))
        .or_else(|| of(&UNCLEAR, TestResult::Unreadable))
}

/// A result in English words, as laboratories write it where a code belongs.
fn of_word(text: &str) -> Option<TestResult> {
    let words = text.trim().trim_end_matches('.').to_ascii_lowercase();
    match words.as_str() {
        "negative" | "not detected" | "neg" | "undetected" | "non-reactive" | "nonreactive" => {
            Some(TestResult::Negative)
        }
        "positive" | "detected" | "pos" | "reactive" | "presumptive positive" => Some(TestResult::Positive),
        "inconclusive" | "indeterminate" | "equivocal" | "invalid" | "borderline" => {
            Some(TestResult::Unreadable)
        }
        _ => None,
    }
}
