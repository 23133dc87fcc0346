//! WHO's DDCC test certificate (claim -260, 4): the core data set DDCC:TR, in the two spellings of [`super::ddcc`].

use super::ddcc::DdccProblem;
use super::{Body, day, ddcc};
use crate::credential::cbor::Value;
use crate::credential::{Event, ReadError, codes};
use crate::verdict::{EventKind, TestResult, When};

/// What the codes of WHO's value set of results mean: SNOMED CT, then LOINC.
const RESULTS: [(&str, TestResult); 4] = [
    ("260415000", TestResult::Negative),
    ("260373001", TestResult::Positive),
    ("LA6577-6", TestResult::Negative),
    ("LA6576-8", TestResult::Positive),
];

/// Reads a certificate. Its result may be missing by the logical model, and is then for a person to ask for.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no time.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = ddcc::root(content, "-260.4")?;
    let entry = root.fields("test")?.unwrap_or_else(|| root.clone());
    let mut body = ddcc::header(&root)?;
    let mut event = Event::new(EventKind::Test);
    let pathogen = entry.need("pathogen", ddcc::code(&entry, &["pathogen"])?)?;
    event.target = Some(codes::disease(&pathogen));
    let kind = codes::test(&entry.need("type", ddcc::code(&entry, &["type"])?)?);
    event.product = Some(match ddcc::code(&entry, &["brand"])? {
        Some(brand) => format!("{kind}: {}", codes::test(&brand)),
        None => kind,
    });
    let date = entry.need("date", entry.text("date", ddcc::MAX_TEXT)?)?;
    let date = When::parse_time(date).or_else(|| day(date).map(When::Day));
    event.date = Some(date.ok_or_else(|| entry.error("date", DdccProblem::NeitherDayNorTime))?);
    event.result = ddcc::code(&entry, &["result"])?.map(|code| {
        let known = RESULTS.iter().find(|(of, _)| *of == code);
        known.map_or(TestResult::Unreadable, |(_, result)| *result)
    });
    event.country = Some(entry.need("country", ddcc::code(&entry, &["country"])?)?);
    event.centre = ddcc::code(&entry, &["centre"])?;
    body.events.push(event);
    Ok(body)
}
