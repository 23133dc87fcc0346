//! EU Digital COVID Certificate: its three kinds of entry, and Austria's fourth.

use super::dcc::{DccProblem, MAX_TEXT, optional};
use super::{Body, day_of, dose};
use crate::credential::fields::CborFields;
use crate::credential::{Bound, Event, ReadError, codes};
use crate::verdict::{EventKind, Personal, Remark, TestResult, When};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

/// Result codes (SNOMED CT; value set covid-19-lab-result).
const NOT_DETECTED: &str = "260415000";
const DETECTED: &str = "260373001";

/// A vaccination (`v`): one dose of a series. A dose may be numbered beyond its series: boosters are.
pub(super) fn vaccination(entry: &CborFields<'_>) -> Result<Body, ReadError> {
    let mut event = common(entry, EventKind::Vaccination)?;
    let mut remarks = Vec::new();
    text(entry, "vp")?;
    event.given.manufacturer = Some(Personal::new(codes::manufacturer(text(entry, "ma")?)));
    event.product = Some(codes::vaccine(text(entry, "mp")?));
    event.dose = Some(entry.need("dn", dose(entry, "dn", &mut remarks)?)?);
    event.of = Some(entry.need("sd", dose(entry, "sd", &mut remarks)?)?);
    event.date = Some(When::Day(date(entry, "dt", &mut remarks)?));
    Ok(Body { events: vec![event], remarks, ..Body::default() })
}

/// A test (`t`). Its time is that of taking the sample.
pub(super) fn test(entry: &CborFields<'_>) -> Result<Body, ReadError> {
    let mut event = common(entry, EventKind::Test)?;
    let kind = codes::test(text(entry, "tt")?);
    let (name, device) = (optional(entry, "nm")?, optional(entry, "ma")?);
    optional(entry, "tc")?;
    let device = device.filter(|code| !code.is_empty()).map(codes::test);
    let detail = device.or_else(|| name.filter(|name| !name.is_empty()).map(str::to_owned));
    event.product = Some(detail.map_or(kind.clone(), |detail| format!("{kind}: {detail}")));
    event.date = Some(When::Instant(instant(entry, "sc")?));
    event.result = Some(match text(entry, "tr")? {
        NOT_DETECTED => TestResult::Negative,
        DETECTED => TestResult::Positive,
        _ => TestResult::Unreadable,
    });
    Ok(Body { events: vec![event], ..Body::default() })
}

/// A recovery (`r`), with a validity of its own.
pub(super) fn recovery(entry: &CborFields<'_>) -> Result<Body, ReadError> {
    let mut event = common(entry, EventKind::Recovery)?;
    let mut remarks = Vec::new();
    event.date = Some(When::Day(date(entry, "fr", &mut remarks)?));
    let bound = |claim, day| Bound { claim, when: When::Day(day), zone: None };
    let from = vec![bound("r[0].df", date(entry, "df", &mut remarks)?)];
    let until = vec![bound("r[0].du", date(entry, "du", &mut remarks)?)];
    Ok(Body { events: vec![event], from, until, remarks, ..Body::default() })
}

/// Austria's exemption from vaccination (`ve`): until when, and no word on why.
pub(super) fn exemption(entry: &CborFields<'_>) -> Result<Body, ReadError> {
    let event = common(entry, EventKind::Exemption)?;
    let mut remarks = Vec::new();
    let day = date(entry, "du", &mut remarks)?;
    let end = Bound { claim: "ve[0].du", when: When::Day(day), zone: None };
    Ok(Body { events: vec![event], until: vec![end], remarks, ..Body::default() })
}

/// What all entries have: disease, country, issuer, identifier.
fn common(entry: &CborFields<'_>, kind: EventKind) -> Result<Event, ReadError> {
    for name in ["is", "ci"] {
        text(entry, name)?;
    }
    let country = text(entry, "co")?;
    if !(1..=10).contains(&country.len()) || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(entry.error("co", DccProblem::Country));
    }
    let mut event = Event::new(kind);
    event.target = Some(codes::disease(text(entry, "tg")?));
    event.country = Some(country.to_owned());
    Ok(event)
}

fn text<'a>(entry: &CborFields<'a>, name: &str) -> Result<&'a str, ReadError> {
    entry.need(name, entry.text(name, MAX_TEXT)?)
}

fn date(entry: &CborFields<'_>, name: &str, remarks: &mut Vec<Remark>) -> Result<NaiveDate, ReadError> {
    day_of(entry, name, text(entry, name)?, remarks)
}

/// A point in time with its offset. The schema's own examples write offsets as `+02:00`, `+0200` and `+02`.
fn instant(entry: &CborFields<'_>, name: &str) -> Result<DateTime<FixedOffset>, ReadError> {
    let text = text(entry, name)?;
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%#z"))
        .ok()
        // The second form takes years of any length; RFC 3339, in which the time is shown in UTC, has four digits.
        .filter(|at| (0..=9999).contains(&at.to_utc().year()))
        .ok_or_else(|| entry.error(name, DccProblem::NoOffset))
}
