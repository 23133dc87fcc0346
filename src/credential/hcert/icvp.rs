//! WHO's digital vaccination card, of which the International Certificate of Vaccination or Prophylaxis is one (claim
//! -260, -6): logical models DVCMin and ICVPMin of SMART ICVP 0.3, and the names of the drafts before it.
//!
//! The form still moves, so every name that WHO's own models and validators use is understood; but a claim under any of
//! its names must be what it should be, and what the model requires must be there.

use super::{Body, day_of, ddcc};
use crate::credential::cbor::Value;
use crate::credential::fields::{CborFields, one_or_several};
use crate::credential::{Bound, ClaimProblem, Event, Holder, ReadError, codes, names};
use crate::verdict::{Disease, EventKind, Personal, When};
use chrono::{Days, NaiveDate};

/// The longest text that is read, in characters.
const MAX_TEXT: usize = 200;
/// The most vaccinations on a card.
const MAX_ENTRIES: usize = 32;
/// Days from vaccination against yellow fever until the certificate is valid; it then is so for life (International Health
/// Regulations, annex 7).
const YELLOW_FEVER_DAYS: Days = Days::new(10);
/// The claim that this start stands in, and how it comes of it.
const YELLOW_FEVER_START: &str = concat!("dt", ", ten days later");

/// Reads a card. Its bounds are those of all its vaccinations together.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no date.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = ddcc::root(content, "-260.-6")?;
    let mut body = Body { holder: holder(&root)?, ..Body::default() };
    let (name, group) = root.need("v", root.first(&["v", "vx"]))?;
    let entries = one_or_several(group);
    root.bounded(name, entries, MAX_ENTRIES)?;
    for entry in root.each(name, entries) {
        vaccination(&entry?, &mut body)?;
    }
    Ok(body)
}

fn holder(root: &CborFields<'_>) -> Result<Holder, ReadError> {
    let name = root.need("n", text(root, &["n"])?)?;
    let mut holder = names::holder(Some(name), None);
    let born = root.need("dob", text(root, &["dob"])?)?;
    let born = When::parse_date(&born).ok_or_else(|| root.error("dob", ClaimProblem::NotADate))?;
    holder.birth_date = Some(Personal::new(born));
    holder.document = text(root, &["nid", "id"])?.map(Personal::new);
    holder.guardian = text(root, &["gn"])?.map(Personal::new);
    Ok(holder)
}

/// A vaccination, and what it says about from when until when the card is valid.
fn vaccination(entry: &CborFields<'_>, body: &mut Body) -> Result<(), ReadError> {
    let product = entry.need("vp", text(entry, &["vp", "mp"])?)?;
    let given = entry.need("dt", date(entry, &["dt"])?)?;
    let mut event = Event::new(EventKind::Vaccination);
    let stated = text(entry, &["tg"])?.map(|code| codes::disease(&code));
    event.target = codes::vaccine_target(&product).or(stated);
    event.product = Some(codes::vaccine(&product));
    event.date = Some(When::Day(given));
    event.lot = Some(entry.need("bo", text(entry, &["bo"])?)?);
    event.centre = text(entry, &["cn"])?;
    // A number in some drafts, a code such as `FirstDose` in others, which says nothing that staff need.
    event.dose = match entry.get("dn") {
        Some(Value::Integer(_)) => entry.positive("dn")?,
        _ => None,
    };
    validity(entry, &event, given, body)?;
    body.events.push(event);
    Ok(())
}

fn validity(
    entry: &CborFields<'_>,
    event: &Event,
    given: NaiveDate,
    body: &mut Body,
) -> Result<(), ReadError> {
    let bound = |claim, day| Bound { claim, when: When::Day(day), zone: None };
    if event.target == Some(Disease::YellowFever) {
        let start = given
            .checked_add_days(YELLOW_FEVER_DAYS)
            .ok_or_else(|| entry.error("dt", ClaimProblem::BeyondCalendar))?;
        body.from.push(bound(YELLOW_FEVER_START, start));
    }
    if let Some(start) = date(entry, &["vls", "dls"])? {
        body.from.push(bound("vls", start));
    }
    if let Some(end) = date(entry, &["vle", "dle"])? {
        body.until.push(bound("vle", end));
    }
    Ok(())
}

/// A text that says something, under the first of its names that is there.
fn text(entry: &CborFields<'_>, names: &[&'static str]) -> Result<Option<String>, ReadError> {
    let Some((claim, _)) = entry.first(names) else { return Ok(None) };
    Ok(entry.said(claim, MAX_TEXT)?.map(str::to_owned))
}

fn date(entry: &CborFields<'_>, names: &[&'static str]) -> Result<Option<NaiveDate>, ReadError> {
    let Some((claim, _)) = entry.first(names) else { return Ok(None) };
    let Some(text) = text(entry, names)? else { return Ok(None) };
    day_of(entry, claim, &text).map(Some)
}
