//! The FHIR bundle in a card: FHIR R4 §2.36 (Bundle) and §8.1 (Patient); SMART Health Cards: Vaccination & Testing
//! Implementation Guide.
//!
//! The specification leaves the contents open. Read are the patient, immunizations and observations; resources of other types
//! are passed over. Two patients are one too many. None there may be where nothing is said of anybody's doses or tests: the
//! specification's own example of a laboratory report names nobody.

use super::coding::{Coding, date_time};
use super::fields::Fields;
use super::{immunization, observation};
use crate::credential::{Event, Holder, ReadError, names};
use crate::verdict::{Personal, Remark, Uncounted, When};

/// The most resources in a card.
const MAX_ENTRIES: usize = 512;

/// What the bundle says.
#[derive(Debug)]
pub(super) struct Bundle {
    pub(super) holder: Holder,
    pub(super) events: Vec<Event>,
}

/// Reads a bundle. What is there and counts for nothing is noted.
///
/// # Errors
/// [`ReadError::Claim`] where it is no bundle, names nobody or several, or a resource that is read breaks its form.
pub(super) fn read(bundle: &Fields<'_>, remarks: &mut Vec<Remark>) -> Result<Bundle, ReadError> {
    if bundle.text("resourceType")? != Some("Bundle") {
        return Err(bundle.error("resourceType", "not Bundle"));
    }
    let entries = bundle.list("entry")?;
    if entries.is_empty() {
        return Err(bundle.error("entry", "empty"));
    }
    if entries.len() > MAX_ENTRIES {
        return Err(bundle.error("entry", format!("more than {MAX_ENTRIES} resources")));
    }
    let mut patients = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    let (mut undone, mut again, mut others) = (0_usize, 0_usize, 0_usize);
    for entry in &entries {
        let resource = entry.need("resource", entry.fields("resource")?)?;
        match resource.need("resourceType", resource.text("resourceType")?)? {
            "Patient" => patients.push(holder(&resource)?),
            "Immunization" => match immunization::read(&resource)? {
                None => undone = undone.saturating_add(1),
                // Two sources tell of one dose, and the card holds both.
                Some(dose) if events.iter().any(|event| same_dose(event, &dose)) => {
                    again = again.saturating_add(1);
                }
                Some(dose) => events.push(dose),
            },
            "Observation" => match observation::read(&resource)? {
                None => others = others.saturating_add(1),
                Some(test) => events.push(test),
            },
            _ => {}
        }
    }
    if patients.len() > 1 {
        return Err(bundle.error("entry", "more than one Patient"));
    }
    if patients.is_empty() && !events.is_empty() {
        return Err(bundle.error("entry", "no Patient"));
    }
    let holder = patients.pop().unwrap_or_default();
    if holder.name.is_none() {
        remarks.push(Remark::NamesNobody);
    }
    for (count, what) in
        [(undone, Uncounted::Undone), (again, Uncounted::Repeated), (others, Uncounted::Observations)]
    {
        if count > 0 {
            remarks.push(Remark::NotCounted { what, count });
        }
    }
    if events.is_empty() {
        remarks.push(Remark::NoEvent);
    }
    Ok(Bundle { holder, events })
}

/// One vaccine on one day is one dose.
fn same_dose(one: &Event, other: &Event) -> bool {
    one.kind == other.kind && one.date.is_some() && one.date == other.date && one.product == other.product
}

/// Whom the card is about. Of several names in one script the first is taken; one of the past is none.
fn holder(patient: &Fields<'_>) -> Result<Holder, ReadError> {
    let (mut latin, mut native) = (None, None);
    for name in patient.list("name")? {
        let given = name.texts("given")?.join(" ");
        let whole = names::joined(Some(&given), name.text("family")?);
        let whole = whole.or(name.text("text")?.map(str::to_owned));
        if let (Some(whole), false) = (whole, name.text("use")? == Some("old")) {
            let slot = if names::is_latin(&whole) { &mut latin } else { &mut native };
            slot.get_or_insert(whole);
        }
    }
    let mut holder = match native {
        Some(native) => names::holder(Some(native), latin),
        None => names::holder(latin, None),
    };
    holder.birth_date = match date_time(patient, "birthDate")? {
        Some(When::Instant(_)) => return Err(patient.error("birthDate", "not a date")),
        date => date.map(Personal::new),
    };
    Ok(holder)
}

/// Whether a code is of one of these systems.
pub(super) fn is_of(coding: &Coding<'_>, systems: &[&str]) -> bool {
    systems.contains(&coding.system)
}
