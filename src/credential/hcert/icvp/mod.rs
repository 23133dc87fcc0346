//! WHO's digital vaccination card, of which the International Certificate of Vaccination or Prophylaxis is one (claim -260, -6): logical
//! models DVCMin (SMART Trust, personal health wallet) and ICVPMin (SMART ICVP) in the forms that WHO gave them since 2024, and the
//! requirements of ICVP for who verifies (REQ-CC, REQ-DE).
//!
//! A form is a file of facts in [`form`]; [`holder`] and [`vaccination`] read the claims, with the leniency of [`reading`].

mod form;
mod holder;
mod reading;
mod vaccination;

use super::{Body, ddcc};
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::credential::{Event, ReadError};
use crate::verdict::{Doubt, EventKind, Remark};
use chrono::{DateTime, FixedOffset, NaiveDate};
use form::Form;
use reading::{Reading, once};

/// The longest text that is read, in characters.
const MAX_TEXT: usize = 200;
/// From this day on there are digital cards (REQ-CC-09).
const STANDARD_SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 9, 19);
/// The zone in which a day begins first, in seconds: where a card was issued is not told.
const FIRST_ZONE: i32 = 14 * 3600;

/// Reads a card; `issued` is when its token was. Its bounds are those of all its vaccinations together.
///
/// # Errors
/// [`ReadError::Claim`] where a required claim is missing, or one is of the wrong type or no date; not so on a card of a version that is
/// not known: there a person decides.
pub(super) fn read(content: &Value, issued: Option<DateTime<FixedOffset>>) -> Result<Body, ReadError> {
    let root = ddcc::root(content, "-260.-6")?;
    let mut body = Body::default();
    let form = Form::of(&root, &mut body)?;
    let reading = Reading { lenient: form.is_unknown() };
    body.holder = holder::read(&root, &form, reading, &mut body)?;
    let issued = day_of_issue(&root, &form, reading, issued, &mut body)?;
    for entry in form.entries(&root, reading, &mut body)? {
        vaccination::read(&entry, &form, reading, issued, &mut body)?;
    }
    if body.events.is_empty() {
        // Of a version that is not known: that it attests a vaccination is all that can be told.
        body.events.push(Event::new(EventKind::Vaccination));
    }
    Ok(body)
}

/// The last day that the card can be of, where its form states one: `d`, or else the token's.
fn day_of_issue(
    root: &CborFields<'_>,
    form: &Form,
    reading: Reading,
    issued: Option<DateTime<FixedOffset>>,
    body: &mut Body,
) -> Result<Option<NaiveDate>, ReadError> {
    if !form.is_current() {
        return Ok(None);
    }
    let stated = reading.take(reading::date(root, "d", &mut body.remarks))?;
    if stated.is_none() {
        body.remarks.push(Remark::Missing { claim: "d" });
    }
    let token = || {
        let zone = FixedOffset::east_opt(FIRST_ZONE)?;
        Some(issued?.with_timezone(&zone).date_naive())
    };
    let day = stated.or_else(token);
    if day.is_some() && day < STANDARD_SINCE {
        once(&mut body.doubts, Doubt::BeforeStandard);
    }
    Ok(day)
}
