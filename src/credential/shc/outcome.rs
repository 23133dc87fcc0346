//! What an observation found: SMART Health Cards: Vaccination & Testing Implementation Guide (value sets of qualitative results,
//! SNOMED CT and LOINC); FHIR R4 §10.1 (value, interpretation, component, dataAbsentReason).
//!
//! A result counts as negative where it says so clearly, and nothing beside it says anything else. Whatever cannot be read is
//! unreadable: what is positive must not pass unseen in a code, a word or a place that is not known here.

use super::bundle::is_of;
use super::coding::{Coding, Concept};
use super::fields::{list, text};
use super::observation::LOINC;
use crate::credential::ReadError;
use crate::credential::fields::JsonFields;
use crate::verdict::TestResult;

/// The code systems of results.
const SNOMED: [&str; 2] = ["http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"];
const INTERPRETATIONS: [&str; 4] = [
    "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
    "http://hl7.org/fhir/v3/ObservationInterpretation",
    "http://terminology.hl7.org/CodeSystem/v2-0078",
    "urn:oid:2.16.840.1.113883.5.83",
];

/// Codes of what is negative, each in its own system alone: in another `ND` may stand for "not done".
const NEGATIVE_SNOMED: [&str; 3] = ["260385009", "260415000", "895231008"];
const NEGATIVE_LOINC: [&str; 2] = ["LA6577-6", "LA11883-8"];
const NEGATIVE_INTERPRETATIONS: [&str; 3] = ["NEG", "ND", "NR"];
/// "Normal" tells no result, and contradicts no negative one.
const NORMAL: &str = "N";
/// Codes of what is positive, whatever system they are said to be of.
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

/// Words in which laboratories write a result where a code belongs.
const NEGATIVE_WORDS: [&str; 6] =
    ["negative", "not detected", "neg", "undetected", "non-reactive", "nonreactive"];
const POSITIVE_WORDS: [&str; 5] = ["positive", "detected", "pos", "reactive", "presumptive positive"];
/// Words which take back what a code beside them says.
const ALARMS: [&str; 11] = [
    "positive",
    "pos",
    "detected",
    "reactive",
    "presumptive",
    "inconclusive",
    "indeterminate",
    "equivocal",
    "invalid",
    "borderline",
    "weak",
];

/// The result of an observation, by its value, its interpretation and its components; of several, the one that speaks most
/// against the holder.
///
/// # Errors
/// [`ReadError::Claim`] where a member that is read breaks its form.
pub(super) fn of(observation: &JsonFields<'_>) -> Result<TestResult, ReadError> {
    let mut found = Vec::new();
    part(observation, &mut found)?;
    for component in list(observation, "component")? {
        part(&component, &mut found)?;
    }
    Ok(worst(&found))
}

/// The same of a report's conclusion (FHIR R4 §10.3); `None` where it has none.
pub(super) fn of_report(report: &JsonFields<'_>) -> Result<Option<TestResult>, ReadError> {
    let mut found = Vec::new();
    for conclusion in list(report, "conclusionCode")? {
        found.extend(of_concept(&Concept::read(&conclusion)?));
    }
    if let Some(conclusion) = text(report, "conclusion")? {
        found.push(of_words(conclusion));
    }
    Ok((!found.is_empty()).then(|| worst(&found)))
}

fn worst(found: &[TestResult]) -> TestResult {
    let worst = [TestResult::Positive, TestResult::Unreadable, TestResult::Negative];
    worst.into_iter().find(|result| found.contains(result)).unwrap_or(TestResult::Unreadable)
}

fn part(part: &JsonFields<'_>, found: &mut Vec<TestResult>) -> Result<(), ReadError> {
    for name in part.names().filter(|name| name.starts_with("value")) {
        found.extend(value(part, name)?);
    }
    if part.get("dataAbsentReason").is_some() {
        found.push(TestResult::Unreadable);
    }
    for interpretation in list(part, "interpretation")? {
        found.extend(of_concept(&Concept::read(&interpretation)?));
    }
    Ok(())
}

/// What a value says; `None` of a measurement, which says nothing by itself.
fn value(part: &JsonFields<'_>, name: &str) -> Result<Option<TestResult>, ReadError> {
    match name {
        "valueCodeableConcept" => Ok(Concept::of(part, name)?.and_then(|concept| of_concept(&concept))),
        "valueString" => Ok(text(part, name)?.map(of_words)),
        // What is true or false, the code says, in a way that is not known here.
        "valueBoolean" if part.flag(name)? == Some(true) => Ok(Some(TestResult::Positive)),
        "valueQuantity" | "valueInteger" | "valueRange" | "valueRatio" | "valueDateTime" | "valuePeriod"
        | "valueTime" | "valueSampledData" => Ok(None),
        _ => Ok(Some(TestResult::Unreadable)),
    }
}

/// What a concept says, whose codes and words mean one thing; `None` where it says nothing of a result.
fn of_concept(concept: &Concept<'_>) -> Option<TestResult> {
    let words: Vec<&str> =
        concept.codings.iter().filter_map(|coding| coding.display).chain(concept.text).collect();
    let said: Vec<TestResult> = words.iter().map(|words| of_words(words)).collect();
    let known = |result| {
        concept.codings.iter().any(|coding| of_code(coding) == Some(result))
            || said.contains(&result) && result == TestResult::Positive
    };
    if known(TestResult::Positive) {
        return Some(TestResult::Positive);
    }
    if known(TestResult::Negative) {
        let doubted = words.iter().any(|words| alarms(words));
        return Some(if doubted { TestResult::Unreadable } else { TestResult::Negative });
    }
    if concept.codings.iter().any(|coding| is_of(coding, &INTERPRETATIONS) && coding.code == NORMAL) {
        return None;
    }
    Some(worst(&said))
}

fn of_code(coding: &Coding<'_>) -> Option<TestResult> {
    let negative = |systems: &[&str], codes: &[&str]| is_of(coding, systems) && codes.contains(&coding.code);
    if POSITIVE.contains(&coding.code) {
        return Some(TestResult::Positive);
    }
    (negative(&SNOMED, &NEGATIVE_SNOMED)
        || negative(&LOINC, &NEGATIVE_LOINC)
        || negative(&INTERPRETATIONS, &NEGATIVE_INTERPRETATIONS))
    .then_some(TestResult::Negative)
}

/// What a text says that is nothing but a result.
fn of_words(text: &str) -> TestResult {
    let words = text.trim().trim_end_matches('.').to_lowercase();
    if NEGATIVE_WORDS.contains(&words.as_str()) {
        TestResult::Negative
    } else if POSITIVE_WORDS.contains(&words.as_str()) {
        TestResult::Positive
    } else {
        TestResult::Unreadable
    }
}

/// Whether a text beside a negative code speaks against it.
fn alarms(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|char: char| !char.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let denied = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        before.is_some_and(|word| matches!(*word, "not" | "non" | "no" | "none"))
    };
    words.iter().enumerate().any(|(at, word)| match *word {
        "negative" => denied(at),
        word => ALARMS.contains(&word) && !denied(at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(observation: Value) -> TestResult {
        of(&JsonFields::of(&observation, "o").unwrap()).unwrap()
    }

    fn snomed(code: &str) -> Value {
        json!({"coding": [{"system": "http://snomed.info/sct", "code": code}]})
    }

    fn interpretation(code: &str) -> Value {
        json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": code}]}])
    }

    #[test]
    fn what_is_clearly_negative_is_negative() {
        let coded = json!({"coding": [{"system": "http://snomed.info/sct", "code": "260415000", "display": "Not detected"}],
            "text": "SARS-CoV-2 RNA not detected"});
        for observation in [
            json!({"valueCodeableConcept": snomed("260415000")}),
            json!({"valueCodeableConcept": coded}),
            json!({"valueCodeableConcept": {"text": "Negative"}}),
            json!({"valueString": " NOT DETECTED."}),
            json!({"interpretation": interpretation("NEG")}),
            json!({"valueQuantity": {"value": 0.3}, "interpretation": interpretation("NEG")}),
            json!({"valueCodeableConcept": snomed("260415000"), "interpretation": interpretation("N")}),
            json!({"component": [{"valueCodeableConcept": snomed("260415000")}, {"valueQuantity": {"value": 38}}]}),
        ] {
            assert_eq!(read(observation.clone()), TestResult::Negative, "{observation}");
        }
    }

    #[test]
    fn what_is_positive_is_found_wherever_it_stands() {
        let negative = snomed("260415000");
        for observation in [
            json!({"valueCodeableConcept": snomed("10828004")}),
            json!({"valueCodeableConcept": {"coding": [{"system": "http://local", "code": "POS"}]}}),
            json!({"valueCodeableConcept": {"text": "Positive"}}),
            json!({"valueString": "DETECTED"}),
            json!({"valueBoolean": true}),
            json!({"valueCodeableConcept": negative, "valueString": "reactive"}),
            json!({"valueCodeableConcept": negative, "interpretation": interpretation("POS")}),
            json!({"valueCodeableConcept": negative, "component": [{"valueCodeableConcept": snomed("10828004")}]}),
            json!({"valueCodeableConcept": negative, "component": [{"interpretation": interpretation("DET")}]}),
        ] {
            assert_eq!(read(observation.clone()), TestResult::Positive, "{observation}");
        }
    }

    #[test]
    fn whatever_else_is_said_cannot_be_read() {
        let negative = snomed("260415000");
        let beside = |text: &str| json!({"valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "260415000"}], "text": text}});
        for observation in [
            json!({}),
            json!({"valueQuantity": {"value": 12}}),
            json!({"valueBoolean": false}),
            json!({"valueAttachment": {}}),
            json!({"valueString": "see report"}),
            json!({"valueString": "not negative"}),
            json!({"valueCodeableConcept": snomed("1")}),
            json!({"valueCodeableConcept": {"coding": [{"system": "http://local", "code": "ND"}]}}),
            json!({"valueCodeableConcept": {"coding": [{"code": "NEG"}]}}),
            json!({"valueCodeableConcept": snomed("419984006")}),
            json!({"valueCodeableConcept": negative, "dataAbsentReason": snomed("1")}),
            json!({"valueCodeableConcept": negative, "interpretation": interpretation("A")}),
            json!({"interpretation": interpretation("N")}),
            json!({"valueCodeableConcept": negative, "component": [{"valueString": "weak band"}]}),
            beside("Presumptive positive, repeat"),
            beside("not negative"),
            beside("RNA detected"),
        ] {
            assert_eq!(read(observation.clone()), TestResult::Unreadable, "{observation}");
        }
    }
}
