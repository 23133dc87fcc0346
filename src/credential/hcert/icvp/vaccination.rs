//! A vaccination of a card (REQ-DE-11 to REQ-DE-23), and the rules by which it makes the card valid.

use super::Body;
use super::form::Form;
use super::reading::{Reading, date, either, once, text};
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::credential::hcert::dose;
use crate::credential::products::{Listing, Product};
use crate::credential::{Bound, Event, ReadError, codes};
use crate::verdict::{Disease, Doubt, EventKind, Personal, Remark, SchemeRule, When};
use chrono::{Days, NaiveDate, Utc};

/// Days from vaccination against yellow fever until the certificate is valid; it then is so for life (International Health
/// Regulations, annex 7; ICVP.DT.1).
const YELLOW_FEVER_DAYS: Days = Days::new(10);
/// The claims of the day of vaccination, and of the start that comes of it.
const GIVEN: [&str; 2] = ["dv", "dt"];
const LATER: [&str; 2] = [concat!("dv", ", ten days later"), concat!("dt", ", ten days later")];

/// Reads a vaccination, and what it says about from when until when the card is valid. `issued` is the last day on which the card can
/// have been issued.
pub(super) fn read(
    entry: &CborFields<'_>,
    form: &Form,
    reading: Reading<'_>,
    issued: Option<NaiveDate>,
    body: &mut Body,
) -> Result<(), ReadError> {
    let mut event = Event::new(EventKind::Vaccination);
    let given = given(entry, form, reading, &mut body.remarks)?;
    event.date = given.map(When::Day);
    product(entry, form, reading, &mut event, body)?;
    event.lot = reading.need(entry, "bo", text(entry, "bo"))?;
    // A number in some drafts, a code such as `FirstDose` in others, which says nothing that staff need.
    event.dose = match entry.get("dn") {
        Some(Value::Integer(_) | Value::Float(_)) => reading.take(dose(entry, "dn", &mut body.remarks))?,
        _ => None,
    };
    answers(entry, form, reading, &mut event, body)?;
    if let Some(given) = given {
        starts(entry, given, &mut event, body);
        contradictions(given, issued, body);
    }
    for (names, claim, is_start) in [(["vls", "dls"], "vls", true), (["vle", "dle"], "vle", false)] {
        let read = either(entry, names, |name| date(entry, name, &mut body.remarks));
        let bound = reading.take(read)?.map(|day| Bound { claim, when: When::Day(day), zone: None });
        if is_start {
            body.from.extend(bound);
        } else {
            event.given.until = bound.map(|bound| Personal::new(bound.when));
            body.until.extend(bound);
        }
    }
    body.events.push(event);
    Ok(())
}

/// The day of vaccination: `dv`, or `dt` before there was that.
fn given(
    entry: &CborFields<'_>,
    form: &Form,
    reading: Reading<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<Option<NaiveDate>, ReadError> {
    let name = if form.is_current() { "dv" } else { "dt" };
    let day = either(entry, GIVEN, |name| date(entry, name, remarks));
    reading.need(entry, name, day)
}

/// The product, and all that its code tells: what it is against, and whether WHO's list has it (REQ-CC-06, REQ-DE-11, REQ-DE-12).
fn product(
    entry: &CborFields<'_>,
    form: &Form,
    reading: Reading<'_>,
    event: &mut Event,
    body: &mut Body,
) -> Result<(), ReadError> {
    let stated = reading.need(entry, "vp", text(entry, "vp"))?;
    // In drafts `vp` is a class of vaccines, and `mp` the product.
    let products = reading.products;
    let class = |code: &String| products.listing(code) == Listing::NotTold && products.find(code).is_none();
    let drafted = if *form == Form::Draft && stated.as_ref().is_none_or(class) {
        reading.take(text(entry, "mp"))?
    } else {
        None
    };
    let target = |code: &Option<String>| -> Option<Disease> { products.find(code.as_deref()?)?.disease() };
    let kind = || codes::vaccine_target(stated.as_deref()?);
    let known = target(&drafted).or_else(|| target(&stated)).or_else(kind);
    let disease = reading.take(text(entry, "tg"))?.map(|code| disease(&code));
    if let (Some(known), Some(disease)) = (&known, &disease)
        && !known.covers(disease)
    {
        once(&mut body.doubts, Doubt::OtherDisease);
    }
    event.target = known.or(disease);
    let Some(code) = drafted.or(stated) else { return Ok(()) };
    let product = products.find(&code);
    event.product = Some(product.map_or_else(|| codes::vaccine(&code), Product::label));
    let manufacturer = product.and_then(Product::manufacturer);
    event.given.manufacturer = manufacturer.map(|name| Personal::new(name.to_owned()));
    match products.listing(&code) {
        Listing::Listed => {}
        Listing::NotListed => {
            once(&mut body.scheme, SchemeRule::ProductNotListed { list_date: products.list_date() });
        }
        Listing::NotTold => {
            once(&mut body.doubts, Doubt::Product);
            once(&mut body.remarks, Remark::ProductCode { code });
        }
    }
    Ok(())
}

/// A disease by its code; of ICD-11 also by the code that a finer one stands under.
fn disease(code: &str) -> Disease {
    let stem = code.split_once('.').map_or(code, |(stem, _)| stem);
    codes::known_disease(code).unwrap_or_else(|| codes::disease(stem))
}

/// Who answers for it: one of clinician and authority must be named (REQ-CC-07), which the drafts did not ask for.
fn answers(
    entry: &CborFields<'_>,
    form: &Form,
    reading: Reading<'_>,
    event: &mut Event,
    body: &mut Body,
) -> Result<(), ReadError> {
    let clinician = reading.take(text(entry, "cn"))?;
    let authority = reading.take(text(entry, "is"))?;
    match form {
        _ if clinician.is_some() || authority.is_some() => {}
        // What is renamed is not missing.
        Form::Current { known: false } => {}
        Form::Draft => once(&mut body.doubts, Doubt::NobodyAnswers),
        _ => once(&mut body.scheme, SchemeRule::NobodyAnswers),
    }
    let named: Vec<String> = [clinician.clone(), authority.clone()].into_iter().flatten().collect();
    event.centre = (!named.is_empty()).then(|| named.join(", "));
    event.given.clinician = clinician.map(Personal::new);
    event.given.authority = authority.clone().map(Personal::new);
    if let Some(authority) = authority {
        once(&mut body.authorities, authority);
    }
    Ok(())
}

/// From when on the card is valid by it (REQ-DE-20): at once, or ten days later. It cannot be before it was given.
fn starts(entry: &CborFields<'_>, given: NaiveDate, event: &mut Event, body: &mut Body) {
    let later = event.target.as_ref().is_some_and(|of| of.covers(&Disease::YellowFever));
    let [dv, dt] = if later { LATER } else { GIVEN };
    let claim = if entry.present("dv").is_some() { dv } else { dt };
    let days = if later { YELLOW_FEVER_DAYS } else { Days::new(0) };
    let day = given.checked_add_days(days).unwrap_or(given);
    event.given.from = later.then(|| Personal::new(When::Day(day)));
    body.from.push(Bound { claim, when: When::Day(day), zone: None });
}

/// What does not go together: given after the card was issued (REQ-DE-13), or before its holder was born (REQ-CC-05).
fn contradictions(given: NaiveDate, issued: Option<NaiveDate>, body: &mut Body) {
    if issued.is_some_and(|issued| given > issued) {
        once(&mut body.scheme, SchemeRule::AfterIssue);
    }
    let born = body.holder.birth_date.as_ref().map(Personal::reveal);
    if born.and_then(|born| born.first_day(&Utc)).is_some_and(|born| given < born) {
        once(&mut body.doubts, Doubt::BeforeBirth);
    }
}
