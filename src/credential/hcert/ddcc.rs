//! WHO's DDCC vaccination certificate (claim -260, 3; its first version: the token's root).
//!
//! Two spellings exist of one data dictionary (DDCC:VS, annex A): the flat names of the first version (`total_doses`,
//! `valid_until`) and the nested ones of the core data set (`vaccination.totalDoses`, `certificate.period.end`). Both are
//! read; what the dictionary requires of a proof of vaccination is required.

use super::Body;
use crate::credential::cbor::Value;
use crate::credential::fields::{Fields, day};
use crate::credential::{Bound, Event, ReadError, codes, names};
use crate::verdict::{Disease, EventKind, Personal, When};

/// The longest text that is read, in characters.
pub(super) const MAX_TEXT: usize = 200;

/// Reads a certificate.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no date.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = Fields::certificate(single(content, "-260.3")?, "-260.3")?;
    // Flat: the event's claims stand at the root.
    let event = root.fields("vaccination")?.unwrap_or_else(|| root.clone());
    let mut body = header(&root)?;
    body.events.push(vaccination(&event)?);
    bound(&mut body.from, &event, &["vaccine_valid", "validFrom"], "valid from")?;
    Ok(body)
}

/// What the certificates of all kinds have: whom it is about, and from when until when it is valid.
pub(super) fn header(root: &Fields<'_>) -> Result<Body, ReadError> {
    let name = root.need("name", root.text("name", MAX_TEXT)?.filter(|name| !name.trim().is_empty()))?;
    let mut holder = names::holder(Some(name.trim().to_owned()), None);
    holder.birth_date = match root.first(&["birthDate"]) {
        None => None,
        Some((claim, Value::Text(text))) => {
            Some(When::parse_date(text).map(Personal::new).ok_or_else(|| root.error(claim, "not a date"))?)
        }
        Some((claim, _)) => return Err(root.error(claim, "not text")),
    };
    holder.document = code(root, &["identifier"])?.map(Personal::new);

    let mut body = Body { holder, ..Body::default() };
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

/// The one entry of a claim that may be an array.
pub(super) fn single<'a>(content: &'a Value, path: &str) -> Result<&'a Value, ReadError> {
    match content {
        Value::Array(entries) => match entries.as_slice() {
            [entry] => Ok(entry),
            _ => Err(ReadError::claim(path, format!("{} entries, where one belongs", entries.len()))),
        },
        entry => Ok(entry),
    }
}

fn vaccination(entry: &Fields<'_>) -> Result<Event, ReadError> {
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
    let date = day(date).ok_or_else(|| entry.error("date", "not a day of the calendar, YYYY-MM-DD"))?;
    event.date = Some(When::Day(date));
    event.dose = Some(entry.need("dose", entry.positive("dose")?)?);
    event.of = match entry.first(&["total_doses", "totalDoses"]) {
        Some((claim, _)) => entry.positive(claim)?,
        None => None,
    };
    event.country = code(entry, &["country"])?;
    event.lot = code(entry, &["lot"])?;
    event.centre = code(entry, &["centre"])?;
    Ok(event)
}

/// A code: text, or a map with `code` or `value` in it (FHIR Coding, Identifier).
pub(super) fn code(entry: &Fields<'_>, names: &[&'static str]) -> Result<Option<String>, ReadError> {
    let Some((claim, value)) = entry.first(names) else { return Ok(None) };
    let inner = match value {
        Value::Text(_) => return entry.text(claim, MAX_TEXT).map(|text| text.map(str::to_owned)),
        other => Fields::of(other, entry.path_of(claim))
            .map_err(|_| entry.error(claim, "neither text nor a code"))?,
    };
    for part in ["code", "value"] {
        if let Some(text) = inner.text(part, MAX_TEXT)? {
            return Ok(Some(text.to_owned()));
        }
    }
    Err(entry.error(claim, "a code without its value"))
}

/// A day or time that bounds the certificate's validity.
fn bound(
    bounds: &mut Vec<Bound>,
    entry: &Fields<'_>,
    names: &[&'static str],
    claim: &'static str,
) -> Result<(), ReadError> {
    let Some((name, value)) = entry.first(names) else { return Ok(()) };
    let Value::Text(text) = value else { return Err(entry.error(name, "not text")) };
    let when = When::parse_date(text)
        .or_else(|| When::parse_time(text))
        .ok_or_else(|| entry.error(name, "neither a date nor a time"))?;
    bounds.push(Bound { claim, when, zone: None });
    Ok(())
}
