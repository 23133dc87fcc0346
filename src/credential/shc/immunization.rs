//! A dose of a vaccine: FHIR R4 §9.4 (Immunization).

use super::bundle::is_of;
use super::coding::{Coding, Concept, date_time};
use super::fields::{CardProblem, MAX_DOSE, list, text};
use crate::credential::fields::JsonFields;
use crate::credential::{ClaimProblem, Event, ReadError, codes};
use crate::verdict::{Disease, EventKind, Personal};

/// The code system CVX, by its names.
const CVX: [&str; 2] = ["http://hl7.org/fhir/sid/cvx", "urn:oid:2.16.840.1.113883.12.292"];

/// Reads an immunization; `None` where no dose was given: its status is not `completed`, or it counts for less than a dose.
///
/// # Errors
/// [`ReadError::Claim`] where it lacks what FHIR requires, or has a date that is none.
pub(super) fn read(resource: &JsonFields<'_>) -> Result<Option<Event>, ReadError> {
    let status = resource.need("status", text(resource, "status")?)?;
    let vaccine = resource.need("vaccineCode", Concept::of(resource, "vaccineCode")?)?;
    let date = date_time(resource, "occurrenceDateTime")?;
    if date.is_none() && text(resource, "occurrenceString")?.is_none() {
        return Err(resource.error("occurrenceDateTime", ClaimProblem::Missing));
    }
    let subpotent = resource.flag("isSubpotent")? == Some(true);
    let (product, target) = named(&vaccine);
    let mut event = Event::new(EventKind::Vaccination);
    event.date = date;
    event.product = product;
    event.target = target;
    event.lot = text(resource, "lotNumber")?.map(str::to_owned);
    place(resource, &mut event);
    if let Some(protocol) = list(resource, "protocolApplied")?.first() {
        event.dose = number(protocol, "doseNumberPositiveInt")?;
        event.of = number(protocol, "seriesDosesPositiveInt")?;
        if event.target.is_none()
            && let Some(disease) = list(protocol, "targetDisease")?.first()
        {
            event.target = Concept::read(disease)?.find(|coding| codes::known_disease(coding.code));
        }
    }
    Ok((status == "completed" && !subpotent).then_some(event))
}

/// Who made the vaccine, who gave it and where: members of which a card needs none, and of which nothing is decided. One that is not
/// of its form is not shown.
fn place(resource: &JsonFields<'_>, event: &mut Event) {
    let made = resource.fields("manufacturer").ok().flatten().and_then(|maker| named_there(&maker));
    event.given.manufacturer = made.map(|code| Personal::new(codes::manufacturer(&code)));
    event.centre = resource.fields("location").ok().flatten().and_then(|place| named_there(&place));
    for performer in list(resource, "performer").unwrap_or_default() {
        let Some(actor) = performer.fields("actor").ok().flatten() else { continue };
        let Some(name) = named_there(&actor) else { continue };
        if is_a_person(&actor) {
            event.given.clinician.get_or_insert(Personal::new(name));
        } else {
            event.centre.get_or_insert(name);
        }
    }
}

/// What a reference says of what it leads to, without going there: its name, or its identifier (FHIR R4 §2.3).
fn named_there(reference: &JsonFields<'_>) -> Option<String> {
    let number = || {
        let identifier = reference.fields("identifier").ok().flatten()?;
        text(&identifier, "value").ok().flatten()
    };
    let name = text(reference, "display").ok().flatten().or_else(number)?;
    Some(name.trim().to_owned())
}

/// Whether a reference says that it leads to a person, and not to an organisation: by its type, or by its address.
fn is_a_person(reference: &JsonFields<'_>) -> bool {
    let said = |name: &str| text(reference, name).ok().flatten().unwrap_or_default();
    let kind = |kind: &str| matches!(kind, "Practitioner" | "PractitionerRole");
    kind(said("type")) || said("reference").split('/').any(kind)
}

/// A number of doses, where it is there.
fn number(protocol: &JsonFields<'_>, name: &str) -> Result<Option<u32>, ReadError> {
    match protocol.positive(name)? {
        Some(number) if number > MAX_DOSE => Err(protocol.error(name, CardProblem::Dose)),
        number => Ok(number),
    }
}

/// The vaccine, and what it is against: by its CVX code or else by one of the EU's, WHO's, SNOMED's or ATC's.
fn named(vaccine: &Concept<'_>) -> (Option<String>, Option<Disease>) {
    let is_cvx = |coding: &Coding<'_>| is_of(coding, &CVX);
    let other = |coding: &Coding<'_>| {
        let target = (!is_cvx(coding)).then(|| codes::vaccine_target(coding.code)).flatten()?;
        Some((codes::vaccine(coding.code), target))
    };
    let known = vaccine.find(|coding| is_cvx(coding).then(|| codes::cvx(coding.code)).flatten());
    match known.or_else(|| vaccine.find(other)) {
        Some((product, target)) => (Some(product), Some(target)),
        None => {
            let unnamed =
                vaccine.text.is_none() && vaccine.codings.iter().all(|coding| coding.display.is_none());
            let cvx = vaccine.codings.iter().find(|coding| is_cvx(coding)).filter(|_| unnamed);
            (cvx.map(|coding| format!("CVX {}", coding.code)).or_else(|| vaccine.words()), None)
        }
    }
}
