//! Members of a message, as the report bounds them: in them null and a blank text say nothing.

use crate::credential::ReadError;
use crate::credential::fields::JsonFields;
use chrono::NaiveDate;
use thiserror::Error;

/// The longest text that is read, in characters. The report's own limits are lower, and not every issuer keeps them.
pub(super) const MAX_TEXT: usize = 100;
/// The most entries of a list.
const MAX_ENTRIES: usize = 32;
/// The highest number of a dose: two digits.
pub(super) const MAX_DOSE: u32 = 99;

/// What is wrong with a member of a message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SealProblem {
    /// No date of birth, and no document in its place.
    #[error("missing, and no document either")]
    NeitherBirthNorDocument,
    /// No date of a test.
    #[error("neither a day nor a time")]
    NeitherDayNorTime,
    /// No number of a dose.
    #[error("not a number from 1 to {MAX_DOSE}")]
    Dose,
}

/// A text, trimmed, where it is there and not blank.
pub(super) fn text<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Option<&'a str>, ReadError> {
    fields.said(name, MAX_TEXT)
}

/// A text that must be there.
pub(super) fn required<'a>(fields: &JsonFields<'a>, name: &str) -> Result<&'a str, ReadError> {
    fields.need(name, text(fields, name)?)
}

/// An object that must be there.
pub(super) fn object<'a>(fields: &JsonFields<'a>, name: &str) -> Result<JsonFields<'a>, ReadError> {
    JsonFields::of(fields.need(name, fields.present(name))?, fields.path_of(name))
}

/// The objects of an array that must be there and hold some.
pub(super) fn objects<'a>(fields: &JsonFields<'a>, name: &str) -> Result<Vec<JsonFields<'a>>, ReadError> {
    fields.need(name, fields.present(name))?;
    let items = fields.items(name)?.unwrap_or_default();
    fields.bounded(name, items, MAX_ENTRIES)?;
    fields.each(name, items).collect()
}

/// A day that must be there.
pub(super) fn day(fields: &JsonFields<'_>, name: &str) -> Result<NaiveDate, ReadError> {
    fields.day(name, required(fields, name)?)
}
