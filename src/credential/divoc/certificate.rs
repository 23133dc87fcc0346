//! The claims of a genuine certificate (DIVOC, *Certificate format*; the terms of `vaccination-v1` and `-v2`).
//!
//! What is read must be among the signed statements: a member that no context knows makes none, and whoever holds the
//! code may write what they like there. And where the context gives several members one meaning, exchanging their values
//! leaves the signature good: there the values must be plausible where they stand, else a person must look at the paper.

use super::node::Node;
use super::{Vc, vaccines};
use crate::credential::fields::one_or_several;
use crate::credential::json::Value;
use crate::credential::{Bound, ClaimProblem, Credential, Event, Holder, ReadError, codes, repeated};
use crate::verdict::{Disease, Doubt, EventKind, Family, Personal, Remark, Uncounted, When};
use chrono::{DateTime, Datelike};

/// The most doses in a certificate.
const MAX_EVENTS: usize = 16;
/// Predicates of the members that are read.
const NAME: &str = "https://schema.org/name";
const ID: &str = "https://schema.org/id";
const DATE: &str = "https://schema.org/date";
const COUNTRY: &str = "https://schema.org/addressCountry";
const ISSUED: &str = "https://www.w3.org/2018/credentials#issuanceDate";
const VALID_FROM: &str = "https://www.w3.org/2018/credentials#validFrom";
const VALID_UNTIL: &str = "https://www.w3.org/2018/credentials#validUntil";
const EXPIRES: &str = "https://www.w3.org/2018/credentials#expirationDate";

/// Reads a certificate.
///
/// # Errors
/// [`ReadError::Claim`] where a claim is missing, of the wrong type or not signed; [`ReadError::Unsupported`] where it
/// attests something else than vaccination.
pub(super) fn read(vc: &Vc) -> Result<Credential, ReadError> {
    let root = Node::root(vc)?;
    let subject = root.child("credentialSubject")?;
    subject.is_a("Person")?;
    let mut credential = Credential { holder: holder(&subject)?, ..Credential::new(Family::Divoc) };
    if credential.holder.name.is_none() {
        credential.doubts.push(Doubt::Nameless);
    }
    root.fields.need("issuanceDate", root.text("issuanceDate", ISSUED)?)?;
    for (claim, predicate) in [("issuanceDate", ISSUED), ("validFrom", VALID_FROM)] {
        credential
            .validity
            .from
            .extend(root.text(claim, predicate)?.map(|text| start(claim, text)).transpose()?);
    }
    let ends = [("expirationDate", EXPIRES), ("validUntil", VALID_UNTIL)];
    for (claim, predicate) in ends {
        if let Some(text) = root.text(claim, predicate)? {
            end(claim, text, &mut credential)?;
        }
    }
    if let Some(text) = &vc.expires {
        end("proof.expires", text, &mut credential)?;
    }
    let entries = one_or_several(root.fields.need("evidence", root.fields.get("evidence"))?);
    root.fields.bounded("evidence", entries, MAX_EVENTS)?;
    for entry in root.fields.each("evidence", entries) {
        let entry = root.beside(entry?);
        entry.is_a("Vaccination")?;
        if entry.is_stated() {
            vaccination(&entry, &mut credential)?;
        } else {
            credential.doubts.push(Doubt::Unsigned);
        }
    }
    Ok(credential)
}

fn holder(person: &Node<'_>) -> Result<Holder, ReadError> {
    let mut holder = Holder {
        name: person.text("name", NAME)?.map(|name| Personal::new(name.trim().to_owned())),
        ..Holder::default()
    };
    // Only the second context knows it, beside `age`, which says when the code was made and not today.
    holder.birth_date = date(person, "dob")?.map(Personal::new);
    // `did:Passport:P0000000`: the kind of document and its number.
    let id = person.fields.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix("did:"));
    if let Some((_, number)) = id.and_then(|id| id.rsplit_once(':')) {
        holder.document = (!number.is_empty()).then(|| Personal::new(number.to_owned()));
    }
    Ok(holder)
}

fn vaccination(entry: &Node<'_>, credential: &mut Credential) -> Result<(), ReadError> {
    let mut event = Event::new(EventKind::Vaccination);
    vaccine(entry, &mut event, &mut credential.doubts)?;
    doses(entry, &mut event, &mut credential.doubts)?;
    dates(entry, &mut event, credential)?;
    place(entry, &mut event)?;
    event.given.clinician = vaccinator(entry);
    if repeated::add(&mut credential.events, event) {
        credential.remarks.push(Remark::NotCounted { what: Uncounted::Repeated, count: 1 });
    }
    Ok(())
}

/// The vaccine, and the disease: by its code where that is stated, by the vaccine's whole name else. The context gives the
/// name one meaning with others that any issuer chooses, its maker's for one: so it must be one that is known.
fn vaccine(entry: &Node<'_>, event: &mut Event, doubts: &mut Vec<Doubt>) -> Result<(), ReadError> {
    let vaccine = entry.fields.need("vaccine", entry.signed("vaccine", ID)?)?;
    let named = vaccines::against_covid19(vaccine);
    let by_name = named.as_ref().map(|_| Disease::Covid19).or_else(|| codes::vaccine_target(vaccine));
    let stated = entry.signed("icd11Code", ID)?;
    let by_code = stated.map(|code| codes::known_disease(code).or_else(|| codes::vaccine_target(code)));
    // A code that is not known is of a disease that is not known either.
    let target = match (by_code, stated) {
        (Some(Some(disease)), _) => Some(disease),
        (_, Some(code)) => Some(Disease::Other(code.to_owned())),
        _ => None,
    };
    let of_maker = named.as_ref().is_some_and(|named| named.of_maker) && target != Some(Disease::Covid19);
    if by_name.is_none() || of_maker {
        doubts.push(Doubt::Vaccine);
    }
    if target.as_ref().zip(by_name.as_ref()).is_some_and(|(stated, named)| stated != named) {
        doubts.push(Doubt::OtherDisease);
    }
    event.target = target.or(by_name).or_else(|| Some(Disease::Other(vaccine.to_owned())));
    event.product = Some(named.map_or_else(|| codes::vaccine(vaccine), |named| named.name.to_owned()));
    event.lot = entry.signed("batch", ID)?.map(str::to_owned);
    // Read for their form alone: what stands there must be one text each, or there would be room to hide another.
    for name in ["manufacturer", "certificateId"] {
        entry.signed(name, ID)?;
    }
    Ok(())
}

fn doses(entry: &Node<'_>, event: &mut Event, doubts: &mut Vec<Doubt>) -> Result<(), ReadError> {
    (event.dose, event.of) = (entry.number("dose")?, entry.number("totalDoses")?);
    match (event.dose, event.of) {
        (Some(dose), Some(of)) if dose <= of => {}
        (None, None) => {}
        _ => doubts.push(Doubt::Doses),
    }
    Ok(())
}

/// When it was given, and from when it counts. Until when it is said to count is no end: India and Indonesia write the day of the
/// dose there.
fn dates(entry: &Node<'_>, event: &mut Event, credential: &mut Credential) -> Result<(), ReadError> {
    let given = entry.fields.need("date", date(entry, "date")?)?;
    let (from, until) = (date(entry, "effectiveStart")?, date(entry, "effectiveUntil")?);
    event.date = Some(given);
    // A start without an end could be an end in a start's place.
    let days = [Some(given), from, until].into_iter().flatten().map(|when| when.first_day(&chrono::Utc));
    if !days.is_sorted() || (from.is_some() && until.is_none()) {
        credential.doubts.push(Doubt::Dates);
    }
    credential.validity.from.extend(from.map(|when| bound("effectiveStart", when)));
    credential.remarks.extend(until.map(|when| Remark::StatedUntil { claim: "effectiveUntil", when }));
    Ok(())
}

fn place(entry: &Node<'_>, event: &mut Event) -> Result<(), ReadError> {
    let Some(Value::Object(_)) = entry.fields.get("facility") else { return Ok(()) };
    let facility = entry.child("facility")?;
    event.centre = facility.signed("name", NAME)?.map(str::to_owned);
    if let Some(Value::Object(_)) = facility.fields.get("address") {
        event.country = facility.child("address")?.signed("addressCountry", COUNTRY)?.map(str::to_owned);
    }
    Ok(())
}

/// Who gave it. Nothing is decided by it: what cannot be read, or is not signed, is not shown.
fn vaccinator(entry: &Node<'_>) -> Option<Personal<String>> {
    let verifier = entry.child("verifier").ok()?;
    let name = verifier.signed("name", NAME).ok().flatten()?;
    Some(Personal::new(name.to_owned()))
}

fn date(node: &Node<'_>, name: &str) -> Result<Option<When>, ReadError> {
    let Some(text) = node.signed(name, DATE)? else { return Ok(None) };
    when(text).map(Some).ok_or_else(|| node.fields.error(name, ClaimProblem::NotADate))
}

/// A start, which may lie beyond the calendar: it is to come.
fn start(claim: &'static str, text: &str) -> Result<Bound, ReadError> {
    match when(text) {
        Some(when) => Ok(bound(claim, when)),
        None if is_beyond_calendar(text) => Ok(Bound::beyond_calendar(claim)),
        None => Err(ReadError::claim(claim, ClaimProblem::NotATime)),
    }
}

/// An end, which counts as none beyond the calendar.
fn end(claim: &'static str, text: &str, credential: &mut Credential) -> Result<(), ReadError> {
    match when(text) {
        Some(when) => credential.validity.until.push(bound(claim, when)),
        None if is_beyond_calendar(text) => credential.remarks.push(Remark::BeyondCalendar { claim }),
        None => return Err(ReadError::claim(claim, ClaimProblem::NotATime)),
    }
    Ok(())
}

/// Whether a time lies beyond the year 9999 in UTC, in which it would be shown.
fn is_beyond_calendar(text: &str) -> bool {
    DateTime::parse_from_rfc3339(text).is_ok_and(|at| at.to_utc().year() > 9999)
}

/// A day, or a time with its offset. India's first certificates write days without dashes.
fn when(text: &str) -> Option<When> {
    let dashed = match text.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    };
    When::parse_date(dashed.as_deref().unwrap_or(text)).or_else(|| When::parse_time(text))
}

fn bound(claim: &'static str, when: When) -> Bound {
    Bound { claim, when, zone: None }
}
