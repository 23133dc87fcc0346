//! The claims of a genuine certificate (DIVOC, *Certificate format*; the terms of `vaccination-v1` and `-v2`).
//!
//! What is read must be among the signed statements: a member that no context knows makes none, and whoever holds the
//! code may write what they like there. And where the context gives several members one meaning, exchanging their values
//! leaves the signature good: there the values must be plausible where they stand, else a person must look at the paper.

use super::Vc;
use super::node::Node;
use crate::credential::fields::one_or_several;
use crate::credential::json::Value;
use crate::credential::{Bound, ClaimProblem, Credential, Event, Holder, ReadError, codes};
use crate::verdict::{Disease, Doubt, EventKind, Family, Personal, When};

/// The most doses in a certificate.
const MAX_EVENTS: usize = 16;
/// Predicates of the members that are read.
const NAME: &str = "https://schema.org/name";
const ID: &str = "https://schema.org/id";
const DATE: &str = "https://schema.org/date";
const COUNTRY: &str = "https://schema.org/addressCountry";
const ISSUED: &str = "https://www.w3.org/2018/credentials#issuanceDate";

/// Vaccines by the words that stand in their names as India, Sri Lanka, the Philippines, Jamaica and Indonesia write them,
/// and the name to show. All are against COVID-19.
const VACCINES: [(&str, &str); 22] = [
    ("covishield", "Covishield"),
    ("covaxin", "Covaxin"),
    ("sputnik", "Sputnik V"),
    ("gam-covid", "Sputnik V"),
    ("zycov", "ZyCoV-D"),
    ("covovax", "Covovax"),
    ("corbevax", "Corbevax"),
    ("gemcovac", "GEMCOVAC"),
    ("incovacc", "iNCOVACC"),
    ("novavax", "Nuvaxovid"),
    ("nuvaxovid", "Nuvaxovid"),
    ("pfizer", "Comirnaty"),
    ("comirnaty", "Comirnaty"),
    ("moderna", "Spikevax"),
    ("spikevax", "Spikevax"),
    ("astrazeneca", "Vaxzevria"),
    ("vaxzevria", "Vaxzevria"),
    ("sinovac", "CoronaVac"),
    ("coronavac", "CoronaVac"),
    ("sinopharm", "BBIBP-CorV"),
    ("janssen", "Jcovden"),
    ("johnson", "Jcovden"),
];

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
    let issued = root.fields.need("issuanceDate", root.text("issuanceDate", ISSUED)?)?;
    let issued = when(issued).ok_or_else(|| root.fields.error("issuanceDate", ClaimProblem::NotATime))?;
    credential.validity.from.push(bound("issuanceDate", issued));
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
        name: person.signed("name", NAME)?.map(|name| Personal::new(name.to_owned())),
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
    credential.events.push(event);
    Ok(())
}

fn vaccine(entry: &Node<'_>, event: &mut Event, doubts: &mut Vec<Doubt>) -> Result<(), ReadError> {
    let vaccine = entry.fields.need("vaccine", entry.signed("vaccine", ID)?)?;
    let lower = vaccine.to_lowercase();
    match VACCINES.iter().find(|(word, _)| lower.contains(word)) {
        Some((_, name)) => {
            event.product = Some((*name).to_owned());
            event.target = Some(Disease::Covid19);
        }
        None => {
            event.target = codes::vaccine_target(vaccine);
            event.product = Some(codes::vaccine(vaccine));
            if event.target.is_none() {
                doubts.push(Doubt::Vaccine);
            }
        }
    }
    event.lot = entry.signed("batch", ID)?.map(str::to_owned);
    // Read for their form alone: what stands there must be one text each, or there would be room to hide another.
    for name in ["manufacturer", "certificateId", "icd11Code"] {
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

/// When it was given, and from when until when it counts.
fn dates(entry: &Node<'_>, event: &mut Event, credential: &mut Credential) -> Result<(), ReadError> {
    let given = entry.fields.need("date", date(entry, "date")?)?;
    let (start, end) = (date(entry, "effectiveStart")?, date(entry, "effectiveUntil")?);
    event.date = Some(given);
    // A start without an end could be an end in a start's place.
    let days = [Some(given), start, end].into_iter().flatten().map(|when| when.first_day(&chrono::Utc));
    if !days.is_sorted() || (start.is_some() && end.is_none()) {
        credential.doubts.push(Doubt::Dates);
    }
    credential.validity.from.extend(start.map(|when| bound("effectiveStart", when)));
    credential.validity.until.extend(end.map(|when| bound("effectiveUntil", when)));
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

fn date(node: &Node<'_>, name: &str) -> Result<Option<When>, ReadError> {
    let Some(text) = node.signed(name, DATE)? else { return Ok(None) };
    when(text).map(Some).ok_or_else(|| node.fields.error(name, ClaimProblem::NotADate))
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
