//! WHO's DDCC vaccination certificate (claim -260, 3; its first version: the token's root).
//!
//! Two spellings exist of one data dictionary (DDCC:VS, annex A): the flat names of the first version (`total_doses`,
//! `valid_until`) and the nested ones of the core data set (`vaccination.totalDoses`, `certificate.period.end`). Both are
//! read; what the dictionary requires of a proof of vaccination is required.

use super::{Body, day_of, dose};
use crate::credential::cbor::Value;
use crate::credential::fields::{CborFields, only};
use crate::credential::{Bound, ClaimProblem, Event, Given, Holder, ReadError, codes, names};
use crate::verdict::{Disease, Doubt, EventKind, Personal, Remark, When};
use thiserror::Error;

/// The longest text that is read, in characters.
pub(super) const MAX_TEXT: usize = 200;

/// What is wrong with a claim of one of WHO's certificates.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DdccProblem {
    /// Of a type that no code is written in.
    #[error("neither text nor a code")]
    NotACode,
    /// A code as a map, in which the code itself is missing.
    #[error("a code without its value")]
    CodeWithoutValue,
    /// No end of a validity.
    #[error("neither a date nor a time")]
    NeitherDateNorTime,
    /// No date of a test.
    #[error("neither a day nor a time with an offset")]
    NeitherDayNorTime,
}

/// Reads a certificate.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no date.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = root(content, "-260.3")?;
    // Flat: the event's claims stand at the root.
    let event = root.fields("vaccination")?.unwrap_or_else(|| root.clone());
    let mut body = header(&root)?;
    let vaccination = vaccination(&event, &mut body.remarks)?;
    body.events.push(vaccination);
    bound(&mut body.from, &event, &["vaccine_valid", "validFrom"], "valid from")?;
    Ok(body)
}

/// What the certificates of all kinds have: whom it is about, and from when until when it is valid.
pub(super) fn header(root: &CborFields<'_>) -> Result<Body, ReadError> {
    let holder = holder(root)?;
    // A name that is there and says nothing is not missing.
    let doubts = holder.name.is_none().then_some(Doubt::Nameless).into_iter().collect();
    let mut body = Body { holder, doubts, ..Body::default() };
    bound(&mut body.from, root, &["valid_from"], "valid_from")?;
    bound(&mut body.until, root, &["valid_until"], "valid_until")?;
    let period = match root.fields("certificate")? {
        Some(certificate) => certificate.fields("period")?,
        None => None,
    };
    if let Some(period) = period {
        bound(&mut body.from, &period, &["start"], "period.start")?;
        bound(&mut body.until, &period, &["end"], "period.end")?;
    }
    Ok(body)
}

/// The claims of a certificate at `path`, which may stand in an array.
pub(super) fn root<'a>(content: &'a Value, path: &str) -> Result<CborFields<'a>, ReadError> {
    let content = only(content).map_err(|problem| ReadError::claim(path, problem))?;
    CborFields::certificate(content, path)
}

fn holder(root: &CborFields<'_>) -> Result<Holder, ReadError> {
    let name = root.need("name", root.text("name", MAX_TEXT)?)?;
    let mut holder = names::holder(names::joined(Some(name), None), None);
    holder.birth_date = match root.present("birthDate") {
        None => None,
        Some(Value::Text(text)) => {
            let date = When::parse_date(text);
            Some(Personal::new(date.ok_or_else(|| root.error("birthDate", ClaimProblem::NotADate))?))
        }
        Some(_) => return Err(root.error("birthDate", ClaimProblem::NotText)),
    };
    holder.document = code(root, &["identifier"])?.map(Personal::new);
    Ok(holder)
}

fn vaccination(entry: &CborFields<'_>, remarks: &mut Vec<Remark>) -> Result<Event, ReadError> {
    let mut event = Event::new(EventKind::Vaccination);
    let vaccine = code(entry, &["vaccine"])?;
    let brand = code(entry, &["brand"])?;
    let product = entry.need("vaccine", brand.clone().or_else(|| vaccine.clone()))?;
    let stated = code(entry, &["disease"])?.map(|code| codes::disease(&code));
    let known = |code: &Option<String>| -> Option<Disease> { codes::vaccine_target(code.as_deref()?) };
    event.target = stated.or_else(|| known(&vaccine)).or_else(|| known(&brand));
    // A brand of a private list says less than the type of vaccine, whose codes are WHO's.
    let named = [brand, vaccine].into_iter().flatten().find(|code| codes::vaccine(code) != *code);
    event.product = Some(codes::vaccine(&named.unwrap_or(product)));
    let date = entry.need("date", entry.text("date", MAX_TEXT)?)?;
    event.date = Some(When::Day(day_of(entry, "date", date, remarks)?));
    event.dose = Some(entry.need("dose", dose(entry, "dose", remarks)?)?);
    event.of = match entry.first(&["total_doses", "totalDoses"]) {
        Some((claim, _)) => dose(entry, claim, remarks)?,
        None => None,
    };
    event.country = code(entry, &["country"])?;
    event.lot = code(entry, &["lot"])?;
    event.centre = code(entry, &["centre"])?;
    event.given = given(entry);
    Ok(event)
}

/// What a desk takes down beside that, under the names of both spellings. Nothing is decided by it: what cannot be read is not shown.
fn given(entry: &CborFields<'_>) -> Given {
    let manufacturer = told(entry, &["manufacturer", "maholder", "ma_holder"]);
    let when = |names: &[&'static str]| {
        let Some((_, Value::Text(text))) = entry.first(names) else { return None };
        When::parse_date(text).or_else(|| When::parse_time(text)).map(Personal::new)
    };
    Given {
        manufacturer: manufacturer.map(|code| Personal::new(codes::manufacturer(&code))),
        clinician: told(entry, &["practitioner", "hw"]).map(Personal::new),
        from: when(&["vaccine_valid", "validFrom"]),
        next: when(&["nextDose", "due_date"]),
        ..Given::default()
    }
}

/// A text, or of a map the first that says what its code means, or the code.
fn told(entry: &CborFields<'_>, names: &[&'static str]) -> Option<String> {
    let (claim, value) = entry.first(names)?;
    if let Value::Text(_) = value {
        return entry.said(claim, MAX_TEXT).ok().flatten().map(str::to_owned);
    }
    let inner = CborFields::of(value, entry.path_of(claim)).ok()?;
    let part = |name: &&str| inner.said(name, MAX_TEXT).ok().flatten();
    ["display", "code", "value"].iter().find_map(part).map(str::to_owned)
}

/// A code: text, or a map with `code` or `value` in it (FHIR Coding, Identifier).
pub(super) fn code(entry: &CborFields<'_>, names: &[&'static str]) -> Result<Option<String>, ReadError> {
    let Some((claim, value)) = entry.first(names) else { return Ok(None) };
    let inner = match value {
        Value::Text(_) => return entry.text(claim, MAX_TEXT).map(|text| text.map(str::to_owned)),
        other => CborFields::of(other, entry.path_of(claim))
            .map_err(|_| entry.error(claim, DdccProblem::NotACode))?,
    };
    for part in ["code", "value"] {
        if let Some(text) = inner.text(part, MAX_TEXT)? {
            return Ok(Some(text.to_owned()));
        }
    }
    Err(entry.error(claim, DdccProblem::CodeWithoutValue))
}

/// A day or time that bounds the certificate's validity.
fn bound(
    bounds: &mut Vec<Bound>,
    entry: &CborFields<'_>,
    names: &[&'static str],
    claim: &'static str,
) -> Result<(), ReadError> {
    let Some((name, value)) = entry.first(names) else { return Ok(()) };
    let Value::Text(text) = value else { return Err(entry.error(name, ClaimProblem::NotText)) };
    let when = When::parse_date(text)
        .or_else(|| When::parse_time(text))
        .ok_or_else(|| entry.error(name, DdccProblem::NeitherDateNorTime))?;
    bounds.push(Bound { claim, when, zone: None });
    Ok(())
}
