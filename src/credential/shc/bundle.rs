//! The FHIR bundle in a card: FHIR R4 §2.36 (Bundle) and §8.1 (Patient); SMART Health Cards: Vaccination & Testing
//! Implementation Guide.
//!
//! The specification leaves the contents open. Read are the patient, immunizations and observations; resources of other types
//! are passed over. Two patients are one too many. None there may be where nothing is said of anybody's doses or tests: the
//! specification's own example of a laboratory report names nobody.

use super::coding::{Coding, date_time};
use super::fields::{CardProblem, MAX_ENTRIES, list, text, texts};
use super::{immunization, observation};
use crate::credential::fields::JsonFields;
use crate::credential::{ClaimProblem, Event, Holder, ReadError, names};
use crate::verdict::{Personal, Remark, Uncounted, When};

/// What the bundle says.
#[derive(Debug)]
pub(super) struct Bundle {
    pub(super) holder: Holder,
    pub(super) events: Vec<Event>,
}

/// What was found so far, and what of it counts for nothing.
#[derive(Debug, Default)]
struct Found {
    patients: Vec<Holder>,
    events: Vec<Event>,
    undone: usize,
    again: usize,
    others: usize,
}

/// Reads a bundle. What is there and counts for nothing is noted.
///
/// # Errors
/// [`ReadError::Claim`] where it is no bundle, names nobody or several, or a resource that is read breaks its form.
pub(super) fn read(bundle: &JsonFields<'_>, remarks: &mut Vec<Remark>) -> Result<Bundle, ReadError> {
    let mut found = Found::default();
    for entry in entries(bundle)? {
        found.take(&entry.need("resource", entry.fields("resource")?)?)?;
    }
    let wrong = |problem| Err(bundle.error("entry", problem));
    if found.patients.len() > 1 {
        return wrong(CardProblem::SeveralPatients);
    }
    if found.patients.is_empty() && !found.events.is_empty() {
        return wrong(CardProblem::NoPatient);
    }
    let holder = found.patients.pop().unwrap_or_default();
    if holder.name.is_none() {
        remarks.push(Remark::NamesNobody);
    }
    found.note(remarks);
    Ok(Bundle { holder, events: found.events })
}

fn entries<'a>(bundle: &JsonFields<'a>) -> Result<Vec<JsonFields<'a>>, ReadError> {
    if text(bundle, "resourceType")? != Some("Bundle") {
        return Err(bundle.error("resourceType", CardProblem::NotABundle));
    }
    let entries = list(bundle, "entry")?;
    match entries.len() {
        0 => Err(bundle.error("entry", ClaimProblem::Empty)),
        1..=MAX_ENTRIES => Ok(entries),
        _ => Err(bundle.error("entry", CardProblem::TooManyResources)),
    }
}

impl Found {
    fn take(&mut self, resource: &JsonFields<'_>) -> Result<(), ReadError> {
        match resource.need("resourceType", text(resource, "resourceType")?)? {
            "Patient" => self.patients.push(holder(resource)?),
            "Immunization" => match immunization::read(resource)? {
                None => self.undone = self.undone.saturating_add(1),
                // Two sources tell of one dose, and the card holds both.
                Some(dose) if self.events.iter().any(|event| same_dose(event, &dose)) => {
                    self.again = self.again.saturating_add(1);
                }
                Some(dose) => self.events.push(dose),
            },
            "Observation" => match observation::read(resource)? {
                None => self.others = self.others.saturating_add(1),
                Some(test) => self.events.push(test),
            },
            _ => {}
        }
        Ok(())
    }

    fn note(&self, remarks: &mut Vec<Remark>) {
        for (count, what) in [
            (self.undone, Uncounted::Undone),
            (self.again, Uncounted::Repeated),
            (self.others, Uncounted::Observations),
        ] {
            if count > 0 {
                remarks.push(Remark::NotCounted { what, count });
            }
        }
        if self.events.is_empty() {
            remarks.push(Remark::NoEvent);
        }
    }
}

/// One vaccine on one day is one dose.
fn same_dose(one: &Event, other: &Event) -> bool {
    one.kind == other.kind && one.date.is_some() && one.date == other.date && one.product == other.product
}

/// Whom the card is about. Of several names in one script the first is taken; one of the past is none.
fn holder(patient: &JsonFields<'_>) -> Result<Holder, ReadError> {
    let (mut latin, mut native) = (None, None);
    for name in list(patient, "name")? {
        let given = texts(&name, "given")?.join(" ");
        let whole = names::joined(Some(&given), text(&name, "family")?);
        let whole = whole.or(text(&name, "text")?.map(str::to_owned));
        if let (Some(whole), false) = (whole, text(&name, "use")? == Some("old")) {
            let slot = if names::is_latin(&whole) { &mut latin } else { &mut native };
            slot.get_or_insert(whole);
        }
    }
    let mut holder = match native {
        Some(native) => names::holder(Some(native), latin),
        None => names::holder(latin, None),
    };
    holder.birth_date = match date_time(patient, "birthDate")? {
        Some(When::Instant(_)) => return Err(patient.error("birthDate", ClaimProblem::NotADate)),
        date => date.map(Personal::new),
    };
    Ok(holder)
}

/// Whether a code is of one of these systems.
pub(super) fn is_of(coding: &Coding<'_>, systems: &[&str]) -> bool {
    systems.contains(&coding.system)
}
