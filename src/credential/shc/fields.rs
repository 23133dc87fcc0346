//! Texts of FHIR resources: R4 §2.24.0.1 (string), which rules out blank ones. Their length is bounded by that of the card alone.

use super::payload::{HEALTH_CARD, MAX_RID};
use crate::credential::fields::{Claim, JsonFields};
use crate::credential::json::Value;
use crate::credential::{ClaimProblem, ReadError};
use thiserror::Error;

/// The most resources in a card.
pub(super) const MAX_ENTRIES: usize = 512;

/// The highest number of a dose.
pub(super) const MAX_DOSE: u32 = 99;

/// What is wrong with a claim of a card.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CardProblem {
    /// A credential of other types.
    #[error("does not hold {HEALTH_CARD}")]
    NotAHealthCard,
    /// No revocation identifier.
    #[error("not 1 to {MAX_RID} characters of Base64url")]
    RevocationId,
    /// A time in the unit of JavaScript's.
    #[error("milliseconds, where seconds belong")]
    Milliseconds,
    /// A resource of another type.
    #[error("not Bundle")]
    NotABundle,
    /// A bundle that no code holds.
    #[error("more than {MAX_ENTRIES} resources")]
    TooManyResources,
    /// Several persons.
    #[error("more than one Patient")]
    SeveralPatients,
    /// Doses or tests of nobody.
    #[error("no Patient")]
    NoPatient,
    /// A dose that nobody is given.
    #[error("beyond {MAX_DOSE}, which no dose has")]
    Dose,
    /// No `dateTime` of FHIR.
    #[error("not a date or time")]
    NotADateOrTime,
}

/// A text, where it is there.
pub(super) fn text<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Option<&'a str>, ReadError> {
    fields.get(name).map(|value| said(value).map_err(|problem| fields.error(name, problem))).transpose()
}

/// The texts of an array; none where it is not there.
pub(super) fn texts<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Vec<&'a str>, ReadError> {
    let items = fields.items(name)?.unwrap_or_default();
    let text = |(at, value): (usize, &'a Value)| {
        said(value).map_err(|problem| fields.error(&format!("{name}[{at}]"), problem))
    };
    items.iter().enumerate().map(text).collect()
}

/// The objects of an array; none where it is not there.
pub(super) fn list<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Vec<JsonFields<'a>>, ReadError> {
    fields.each(name, fields.items(name)?.unwrap_or_default()).collect()
}

/// A text, where it is there, though it may say nothing.
pub(super) fn any_text<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Option<&'a str>, ReadError> {
    fields.text(name, usize::MAX)
}

/// The texts of an array, each of which may say nothing; `None` where it is not there.
pub(super) fn any_texts<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Option<Vec<&'a str>>, ReadError> {
    let Some(items) = fields.items(name)? else { return Ok(None) };
    let text = |(at, value): (usize, &'a Value)| {
        value.text().ok_or_else(|| fields.error(&format!("{name}[{at}]"), ClaimProblem::NotText))
    };
    items.iter().enumerate().map(text).collect::<Result<_, _>>().map(Some)
}

fn said(value: &Value) -> Result<&str, ClaimProblem> {
    match value.text().ok_or(ClaimProblem::NotText)? {
        text if text.trim().is_empty() => Err(ClaimProblem::Empty),
        text => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_say_something_at_any_length() {
        let value =
            json!({"a": " ab ", "blank": " ", "long": "é".repeat(5_000), "list": ["x", 7], "n": null});
        let fields = JsonFields::of(&value, "r").unwrap();
        assert_eq!((text(&fields, "a"), text(&fields, "z")), (Ok(Some(" ab ")), Ok(None)));
        assert_eq!(text(&fields, "blank").unwrap_err().to_string(), "r.blank: empty");
        assert_eq!(text(&fields, "long").ok().flatten().map(str::len), Some(10_000));
        assert_eq!((any_text(&fields, "blank"), any_texts(&fields, "z")), (Ok(Some(" ")), Ok(None)));
        assert_eq!(text(&fields, "n").unwrap_err().to_string(), "r.n: not text");
        assert_eq!(texts(&fields, "list").unwrap_err().to_string(), "r.list[1]: not text");
        assert_eq!(texts(&fields, "z"), Ok(Vec::new()));
        assert_eq!(list(&fields, "list").map(drop).unwrap_err().to_string(), "r.list[0]: not an object");
    }
}
