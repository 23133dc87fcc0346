//! The FHIR bundle in a card: FHIR R4 §2.36 (Bundle); SMART Health Cards: Vaccination & Testing Implementation Guide.
//!
//! The specification leaves the contents open. Read are the patient, immunizations, observations and what reports conclude;
//! resources of other types are passed over, but for tests within them. Two patients are one too many. None there may be where
//! no dose and no negative test is told of anybody: the specification's own example of a laboratory report names nobody.

use super::coding::Coding;
use super::fields::{CardProblem, MAX_ENTRIES, list, text};
use super::subject::{Patient, Subject};
use super::{immunization, observation};
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, Event, Holder, ReadError, repeated};
use crate::verdict::{Doubt, EventKind, Remark, TestResult, Uncounted};

/// Members by which an issuer says that what stands beside them is not to be read by FHIR's rules alone (FHIR R4 §2.13,
/// `implicitRules`; §2.4.1, `modifierExtension`).
const OTHER_RULES: [&str; 3] = ["implicitRules", "_implicitRules", "modifierExtension"];

/// What the bundle says.
pub(super) struct Bundle {
    pub(super) holder: Holder,
    pub(super) events: Vec<Event>,
    pub(super) doubts: Vec<Doubt>,
}

/// What was found so far, and what of it counts for nothing.
#[derive(Default)]
struct Found {
    patients: Vec<Patient>,
    subjects: Vec<Subject>,
    events: Vec<Event>,
    undone: usize,
    again: usize,
    other_rules: bool,
}

/// Reads a bundle. What is there and counts for nothing is noted.
///
/// # Errors
/// [`ReadError::Claim`] where it is no bundle, names nobody or several, or a resource that is read breaks its form.
pub(super) fn read(bundle: &JsonFields<'_>, remarks: &mut Vec<Remark>) -> Result<Bundle, ReadError> {
    let mut found = Found { other_rules: has_other_rules(bundle), ..Found::default() };
    for entry in entries(bundle)? {
        found.other_rules |= has_other_rules(&entry);
        let full_url = entry.get("fullUrl").and_then(Value::as_str);
        found.take(&entry.need("resource", entry.fields("resource")?)?, full_url)?;
    }
    let wrong = |problem| Err(bundle.error("entry", problem));
    if found.patients.len() > 1 {
        return wrong(CardProblem::SeveralPatients);
    }
    if found.patients.is_empty() && speak_for_a_holder(&found.events) {
        return wrong(CardProblem::NoPatient);
    }
    let doubts = found.doubts();
    let holder = found.patients.pop().map(|patient| patient.holder).unwrap_or_default();
    if holder.name.is_none() {
        remarks.push(Remark::NamesNobody);
    }
    found.note(remarks);
    Ok(Bundle { holder, events: found.events, doubts })
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

/// Whether events say of somebody what a door asks for: a dose, a negative test for an infection, or nothing but what is negative.
fn speak_for_a_holder(events: &[Event]) -> bool {
    let negative = |event: &Event| event.result == Some(TestResult::Negative);
    let speaks =
        |event: &Event| event.kind == EventKind::Vaccination || (negative(event) && event.target.is_some());
    !events.is_empty() && (events.iter().any(speaks) || events.iter().all(negative))
}

impl Found {
    fn take(&mut self, resource: &JsonFields<'_>, full_url: Option<&str>) -> Result<(), ReadError> {
        let kind = resource.need("resourceType", text(resource, "resourceType")?)?;
        match kind {
            "Patient" => self.patients.push(Patient::read(resource, full_url)?),
            "Immunization" => match immunization::read(resource)? {
                None => self.undone = self.undone.saturating_add(1),
                Some(dose) => {
                    self.subjects.push(Subject::of(resource, "patient"));
                    if repeated::add(&mut self.events, dose) {
                        self.again = self.again.saturating_add(1);
                    }
                }
            },
            "Observation" => {
                self.subjects.push(Subject::of(resource, "subject"));
                self.events.push(observation::read(resource)?);
            }
            "DiagnosticReport" => {
                if let Some(test) = observation::concluded(resource)? {
                    self.subjects.push(Subject::of(resource, "subject"));
                    self.events.push(test);
                }
            }
            _ => {}
        }
        if matches!(kind, "Patient" | "Immunization" | "Observation" | "DiagnosticReport") {
            let members = || resource.names().filter_map(|name| resource.get(name));
            self.other_rules |= has_other_rules(resource) || members().any(says_other_rules);
        }
        observation::hidden(resource, &mut self.events);
        Ok(())
    }

    fn doubts(&self) -> Vec<Doubt> {
        let other = |patient: &Patient| self.subjects.iter().any(|subject| !patient.is_meant(subject));
        let others = self.patients.first().is_some_and(other);
        let doubts = [(self.other_rules, Doubt::OtherRules), (others, Doubt::OtherSubject)];
        doubts.into_iter().filter(|(there, _)| *there).map(|(_, doubt)| doubt).collect()
    }

    fn note(&self, remarks: &mut Vec<Remark>) {
        for (count, what) in [(self.undone, Uncounted::Undone), (self.again, Uncounted::Repeated)] {
            if count > 0 {
                remarks.push(Remark::NotCounted { what, count });
            }
        }
        if self.events.is_empty() {
            remarks.push(Remark::NoEvent);
        }
    }
}

/// Whether an object itself has one of those members.
fn has_other_rules(fields: &JsonFields<'_>) -> bool {
    OTHER_RULES.iter().any(|name| fields.get(name).is_some())
}

/// Whether any object within a value has one.
fn says_other_rules(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(says_other_rules),
        Value::Object(members) => {
            OTHER_RULES.iter().any(|name| members.contains_key(*name))
                || members.values().any(says_other_rules)
        }
        _ => false,
    }
}

/// Whether a code is of one of these systems.
pub(super) fn is_of(coding: &Coding<'_>, systems: &[&str]) -> bool {
    systems.contains(&coding.system)
}
