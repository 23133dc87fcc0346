//! WHO's digital vaccination card, of which the International Certificate of Vaccination or Prophylaxis is one (claim
//! -260, -6): logical models DVCMin and ICVPMin of SMART ICVP 0.3, and the names of the drafts before it.
//!
//! The form still moves, so every name that WHO's own models and validators use is understood; but a claim under any of
//! its names must be what it should be, and what the model requires must be there.

use super::Body;
use crate::credential::cbor::Value;
use crate::credential::fields::{Fields, day};
use crate::credential::{Bound, Event, ReadError, codes, names};
use crate::verdict::{Disease, EventKind, Personal, When};
use chrono::{Days, NaiveDate};

/// The longest text that is read, in characters.
const MAX_TEXT: usize = 200;
/// The most vaccinations on a card.
const MAX_ENTRIES: usize = 32;
/// Days from vaccination against yellow fever until the certificate is valid; it then is so for life (International Health
/// Regulations, annex 7).
const YELLOW_FEVER_DAYS: Days = Days::new(10);

/// Reads a card. Its bounds are those of all its vaccinations together.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no date.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = Fields::certificate(super::ddcc::single(content, "-260.-6")?, "-260.-6")?;
    let name = root.need("n", text(&root, &["n"])?)?;
    let mut holder = names::holder(Some(name), None);
    let born = root.need("dob", text(&root, &["dob"])?)?;
    let born = When::parse_date(&born).ok_or_else(|| root.error("dob", "not a date"))?;
    holder.birth_date = Some(Personal::new(born));
    holder.document = text(&root, &["nid", "id"])?.map(Personal::new);
    holder.guardian = text(&root, &["gn"])?.map(Personal::new);

    let mut body = Body { holder, ..Body::default() };
    let (name, group) = root.need("v", root.first(&["v", "vx"]))?;
    let entries = match group {
        Value::Array(entries) => entries.as_slice(),
        entry => std::slice::from_ref(entry),
    };
    if entries.is_empty() || entries.len() > MAX_ENTRIES {
        return Err(root.error(name, format!("{} entries, where 1 to {MAX_ENTRIES} belong", entries.len())));
    }
    for (index, entry) in entries.iter().enumerate() {
        vaccination(&Fields::of(entry, format!("{name}[{index}]"))?, &mut body)?;
    }
    Ok(body)
}

fn vaccination(entry: &Fields<'_>, body: &mut Body) -> Result<(), ReadError> {
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
    let bound = |claim, day| Bound { claim, when: When::Day(day), zone: None };
    if event.target == Some(Disease::YellowFever) {
        let start = given
            .checked_add_days(YELLOW_FEVER_DAYS)
            .ok_or_else(|| entry.error("dt", "beyond the calendar"))?;
        body.from.push(bound("dt, ten days later", start));
    }
    if let Some(start) = date(entry, &["vls", "dls"])? {
        body.from.push(bound("vls", start));
    }
    if let Some(end) = date(entry, &["vle", "dle"])? {
        body.until.push(bound("vle", end));
    }
    body.events.push(event);
    Ok(())
}

/// A text that says something, under the first of its names that is there.
fn text(entry: &Fields<'_>, names: &[&'static str]) -> Result<Option<String>, ReadError> {
    let Some((claim, _)) = entry.first(names) else { return Ok(None) };
    let text = entry.text(claim, MAX_TEXT)?.map(str::trim).filter(|text| !text.is_empty());
    Ok(text.map(str::to_owned))
}

fn date(entry: &Fields<'_>, names: &[&'static str]) -> Result<Option<NaiveDate>, ReadError> {
    let Some((claim, _)) = entry.first(names) else { return Ok(None) };
    let Some(text) = text(entry, names)? else { return Ok(None) };
    let date = day(&text).ok_or_else(|| entry.error(claim, "not a day of the calendar, YYYY-MM-DD"))?;
    Ok(Some(date))
}
