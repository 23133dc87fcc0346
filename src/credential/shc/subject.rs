//! Whom a card and its entries are about: FHIR R4 §8.1 (Patient), §2.3 (references).

use super::coding::date_time;
use super::fields::{any_text, any_texts, list, text};
use crate::credential::fields::JsonFields;
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, Holder, ReadError, names};
use crate::verdict::{Personal, When, text::is_readable};

/// A patient and the addresses by which entries refer to it.
pub(super) struct Patient {
    pub(super) holder: Holder,
    full_url: Option<String>,
    id: Option<String>,
}

impl Patient {
    /// Reads a patient, whose entry has that address.
    ///
    /// # Errors
    /// [`ReadError::Claim`] where a member that is read breaks its form.
    pub(super) fn read(patient: &JsonFields<'_>, full_url: Option<&str>) -> Result<Self, ReadError> {
        Ok(Self {
            holder: holder(patient)?,
            full_url: full_url.map(str::to_owned),
            id: patient.get("id").and_then(Value::as_str).map(str::to_owned),
        })
    }

    /// Whether a reference leads to it.
    pub(super) fn is_meant(&self, subject: &Subject) -> bool {
        let Subject::Reference(reference) = subject else { return matches!(subject, Subject::Unsaid) };
        // A reference may name a version of what it refers to.
        let reference = reference.split("/_history/").next().unwrap_or_default();
        let by_address = self.full_url.as_deref().is_some_and(|address| {
            address == reference
                || address
                    .strip_suffix(reference)
                    .is_some_and(|before| before.ends_with('/') && !reference.is_empty())
        });
        let by_id = self.id.as_deref().is_some_and(|id| {
            reference.strip_suffix(id).is_some_and(|kind| kind == "Patient/" || kind.ends_with("/Patient/"))
        });
        by_address || by_id
    }
}

/// Whom an entry says to be about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// It does not say.
    Unsaid,
    /// An entry at that address.
    Reference(String),
    /// Somebody by something else than an address.
    Other,
}

impl Subject {
    /// Whom the reference in the member of that name leads to.
    pub(super) fn of(resource: &JsonFields<'_>, name: &str) -> Self {
        match resource.get(name) {
            None | Some(Value::Null) => Self::Unsaid,
            Some(Value::Object(reference)) => match reference.get("reference") {
                Some(Value::String(address)) => Self::Reference(address.clone()),
                None if !reference.contains_key("identifier") => Self::Unsaid,
                _ => Self::Other,
            },
            Some(_) => Self::Other,
        }
    }
}

/// Whom the card is about. Of several names in one script the first that can be read is taken; one of the past is none. A name
/// that is there and says nothing is handed on as it is.
fn holder(patient: &JsonFields<'_>) -> Result<Holder, ReadError> {
    let (mut latin, mut native) = (None, None);
    for name in list(patient, "name")? {
        let given = any_texts(&name, "given")?.map(|given| given.join(" "));
        let parts = names::stated(given.as_deref(), any_text(&name, "family")?);
        let words = any_text(&name, "text")?.map(str::to_owned);
        let whole = match (parts, words) {
            (Some(parts), Some(words)) if parts.is_empty() => Some(words),
            (parts, words) => parts.or(words),
        };
        if let (Some(whole), false) = (whole, text(&name, "use")? == Some("old")) {
            let slot = if names::is_latin(&whole) { &mut latin } else { &mut native };
            if slot.as_deref().is_none_or(|held| !is_readable(held) && is_readable(&whole)) {
                *slot = Some(whole);
            }
        }
    }
    // An unreadable name beside a readable one in another script hides nothing.
    let latin = latin.filter(|latin: &String| native.is_none() || is_readable(latin));
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reference_leads_to_the_patient_or_elsewhere() {
        let patient = |full_url: Option<&str>, id: Option<&str>| Patient {
            holder: Holder::default(),
            full_url: full_url.map(str::to_owned),
            id: id.map(str::to_owned),
        };
        let to = |reference: &str| Subject::Reference(reference.to_owned());
        let card = patient(Some("resource:0"), None);
        assert!(card.is_meant(&to("resource:0")) && card.is_meant(&Subject::Unsaid));
        for other in ["resource:1", "resource:00", "0", "", "#0", "Patient/0", "urn:resource:0"] {
            assert!(!card.is_meant(&to(other)), "{other}");
        }
        assert!(!card.is_meant(&Subject::Other));
        let server = patient(Some("https://fhir.example/Patient/7"), Some("7"));
        for same in ["Patient/7", "https://fhir.example/Patient/7", "Patient/7/_history/2"] {
            assert!(server.is_meant(&to(same)), "{same}");
        }
        assert!(!server.is_meant(&to("Patient/17")) && !server.is_meant(&to("Group/7")));
        assert!(!patient(None, None).is_meant(&to("Patient/7")));
    }

    #[test]
    fn a_subject_is_read_as_it_stands() {
        let of =
            |value: Value| Subject::of(&JsonFields::of(&json!({"patient": value}), "").unwrap(), "patient");
        assert_eq!(of(json!({"reference": "resource:0"})), Subject::Reference("resource:0".to_owned()));
        assert_eq!((of(json!(null)), of(json!({"display": "Mary"}))), (Subject::Unsaid, Subject::Unsaid));
        assert_eq!(
            (of(json!({"identifier": {}})), of(json!("resource:0"))),
            (Subject::Other, Subject::Other)
        );
    }
}
