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
use crate::credential::{Event, Products, ReadError};
use crate::verdict::{Doubt, EventKind, Remark, SchemeRule};
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
pub(super) fn read(
    content: &Value,
    issued: Option<DateTime<FixedOffset>>,
    products: &Products,
) -> Result<Body, ReadError> {
    let root = ddcc::root(content, "-260.-6")?;
    let mut found = Body::default();
    let form = Form::of(&root, &mut found)?;
    let as_form = |form, lenient| claims(&root, form, Reading { lenient, products }, issued, found.clone());
    if !form.is_unknown() {
        return as_form(form, false);
    }
    // By the rules of the versions that are known, where all that they ask for is there. What is renamed is not missing.
    match as_form(Form::Current { known: true }, false) {
        Ok(body) if !body.scheme.contains(&SchemeRule::NobodyAnswers) => Ok(body),
        _ => {
            let mut body = as_form(form, true)?;
            once(&mut body.doubts, Doubt::ClaimsMissing);
            Ok(body)
        }
    }
}

/// Reads the claims of a card of that form; `body` is what has been found of it before.
fn claims(
    root: &CborFields<'_>,
    form: Form,
    reading: Reading<'_>,
    issued: Option<DateTime<FixedOffset>>,
    mut body: Body,
) -> Result<Body, ReadError> {
    body.holder = holder::read(root, &form, reading, &mut body)?;
    let issued = day_of_issue(root, &form, reading, issued, &mut body)?;
    for entry in form.entries(root, reading, &mut body)? {
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
    reading: Reading<'_>,
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
