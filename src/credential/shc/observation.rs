//! A test: FHIR R4 §10.1 (Observation), §10.3 (DiagnosticReport).
//!
//! Every observation on a card is shown as a test, whatever it is of: a code or a result that is not known here may be that of an
//! infection. What it found is told in [`super::outcome`].

use super::bundle::is_of;
use super::coding::{Concept, date_time};
use super::fields::text;
use super::outcome;
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{Event, ReadError, codes};
use crate::verdict::{EventKind, TestResult};

/// The code system LOINC.
pub(super) const LOINC: [&str; 2] = ["http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"];

/// Reads an observation.
///
/// # Errors
/// [`ReadError::Claim`] where it lacks what FHIR requires, or has a date that is none.
pub(super) fn read(resource: &JsonFields<'_>) -> Result<Event, ReadError> {
    let status = resource.need("status", text(resource, "status")?)?;
    let code = resource.need("code", Concept::of(resource, "code")?)?;
    let mut event = Event::new(EventKind::Test);
    event.result = Some(at_status(status, outcome::of(resource)?));
    event.date = match (date_time(resource, "effectiveDateTime")?, date_time(resource, "effectiveInstant")?) {
        (None, None) => match resource.fields("effectivePeriod")? {
            Some(period) => date_time(&period, "start")?,
            None => None,
        },
        (date, instant) => date.or(instant),
    };
    match code.find(|coding| is_of(coding, &LOINC).then(|| codes::loinc(coding.code)).flatten()) {
        Some((name, target)) => (event.product, event.target) = (Some(name), Some(target)),
        None => event.product = code.words(),
    }
    Ok(event)
}

/// A result that is not final, or was withdrawn, is none: what is positive stays so.
fn at_status(status: &str, result: TestResult) -> TestResult {
    match (status, result) {
        ("final" | "amended" | "corrected", result) => result,
        (_, TestResult::Positive) => TestResult::Positive,
        _ => TestResult::Unreadable,
    }
}

/// The test that a report concludes on, unless the conclusion is clearly negative: that tells nothing which its observations do
/// not.
///
/// # Errors
/// As [`read`].
pub(super) fn concluded(report: &JsonFields<'_>) -> Result<Option<Event>, ReadError> {
    let Some(result) = outcome::of_report(report)? else { return Ok(None) };
    let result = at_status(text(report, "status")?.unwrap_or_default(), result);
    let name = Concept::of(report, "code")?.and_then(|code| code.words());
    let event = Event { result: Some(result), product: name, ..Event::new(EventKind::Test) };
    Ok(Some(event).filter(|_| result != TestResult::Negative))
}

/// The tests that stand within a resource of any type (contained in it, or in a bundle within the bundle) and are not clearly
/// negative. What cannot be read there is unreadable.
pub(super) fn hidden(resource: &JsonFields<'_>, found: &mut Vec<Event>) {
    for value in resource.names().filter_map(|name| resource.get(name)) {
        within(value, found);
    }
}

fn within(value: &Value, found: &mut Vec<Event>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| within(item, found)),
        Value::Object(members) => {
            let fields = JsonFields::root(members);
            let test = match members.get("resourceType").and_then(Value::as_str) {
                Some("Observation") => read(&fields).map(Some),
                Some("DiagnosticReport") => concluded(&fields),
                _ => Ok(None),
            };
            let unreadable =
                |_| Some(Event { result: Some(TestResult::Unreadable), ..Event::new(EventKind::Test) });
            let test = test.unwrap_or_else(unreadable);
            found.extend(test.filter(|test| test.result != Some(TestResult::Negative)));
            members.values().for_each(|value| within(value, found));
        }
        _ => {}
    }
}
