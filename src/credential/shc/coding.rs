//! FHIR's data types of codes and dates: R4 §2.24.0.6 (CodeableConcept), §2.24.0.1 (dateTime).

use super::fields::{CardProblem, list, text};
use crate::credential::ReadError;
use crate::credential::fields::JsonFields;
use crate::verdict::When;

/// A code of a system.
#[derive(Clone, Copy)]
pub(super) struct Coding<'a> {
    pub(super) system: &'a str,
    pub(super) code: &'a str,
    pub(super) display: Option<&'a str>,
}

/// A concept: codes of one meaning in several systems, and its text.
#[derive(Clone, Default)]
pub(super) struct Concept<'a> {
    pub(super) codings: Vec<Coding<'a>>,
    pub(super) text: Option<&'a str>,
}

impl<'a> Concept<'a> {
    /// The concept in the member of that name, where it is there.
    pub(super) fn of(fields: &JsonFields<'a>, name: &str) -> Result<Option<Self>, ReadError> {
        fields.fields(name)?.as_ref().map(Self::read).transpose()
    }

    /// The concept that an object is.
    pub(super) fn read(concept: &JsonFields<'a>) -> Result<Self, ReadError> {
        let mut codings = Vec::new();
        for coding in list(concept, "coding")? {
            let (system, code) = (text(&coding, "system")?, text(&coding, "code")?);
            let display = text(&coding, "display")?;
            codings.push(Coding {
                system: system.unwrap_or_default(),
                code: code.unwrap_or_default(),
                display,
            });
        }
        Ok(Self { codings, text: text(concept, "text")? })
    }

    /// The first of its codes that means something to `known`.
    pub(super) fn find<T>(&self, known: impl Fn(&Coding<'a>) -> Option<T>) -> Option<T> {
        self.codings.iter().find_map(known)
    }

    /// What to show of a concept that has no name here: its own words, or else its first code.
    pub(super) fn words(&self) -> Option<String> {
        let displayed = || self.codings.iter().find_map(|coding| coding.display);
        let code = || self.codings.iter().map(|coding| coding.code).find(|code| !code.is_empty());
        self.text.or_else(displayed).or_else(code).map(str::to_owned)
    }
}

/// A date, or a point in time with its zone: FHIR's `dateTime`.
pub(super) fn date_time(fields: &JsonFields<'_>, name: &str) -> Result<Option<When>, ReadError> {
    let Some(text) = text(fields, name)? else { return Ok(None) };
    let instant = || When::parse_time(text).filter(|_| text.contains('T'));
    When::parse_date(text)
        .or_else(instant)
        .map(Some)
        .ok_or_else(|| fields.error(name, CardProblem::NotADateOrTime))
}
