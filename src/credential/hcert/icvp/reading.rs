//! How strictly a card is read: an integer stands for a text, a time after a day is passed over, and nothing else is mended; and of a
//! version that is not known nothing is malformed, since its claims may mean something else.

use super::MAX_TEXT;
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::credential::hcert::day_of;
use crate::credential::{ClaimProblem, Products, ReadError};
use crate::verdict::Remark;
use chrono::NaiveDate;

/// How strictly, and by which catalogue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// Whether what cannot be read counts as absent.
    pub(super) lenient: bool,
    /// The products that are known.
    pub(super) products: &'a Products,
}

impl Reading<'_> {
    /// A claim that may be absent.
    pub(super) fn take<T>(self, read: Result<Option<T>, ReadError>) -> Result<Option<T>, ReadError> {
        match read {
            Err(_) if self.lenient => Ok(None),
            other => other,
        }
    }

    /// A claim that must be there; `None` where none must.
    pub(super) fn need<T>(
        self,
        entry: &CborFields<'_>,
        name: &str,
        read: Result<Option<T>, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        match self.take(read)? {
            None if !self.lenient => Err(entry.error(name, ClaimProblem::Missing)),
            other => Ok(other),
        }
    }
}

/// A text that says something.
pub(super) fn text(entry: &CborFields<'_>, name: &str) -> Result<Option<String>, ReadError> {
    match entry.present(name) {
        Some(Value::Integer(number)) => Ok(Some(number.to_string())),
        _ => Ok(entry.said(name, MAX_TEXT)?.map(str::to_owned)),
    }
}

/// A day.
pub(super) fn date(
    entry: &CborFields<'_>,
    name: &str,
    remarks: &mut Vec<Remark>,
) -> Result<Option<NaiveDate>, ReadError> {
    text(entry, name)?.map(|text| day_of(entry, name, &text, remarks)).transpose()
}

/// The one of two claims that is there; the same, where both are.
pub(super) fn either<T: PartialEq>(
    entry: &CborFields<'_>,
    names: [&str; 2],
    mut read: impl FnMut(&str) -> Result<Option<T>, ReadError>,
) -> Result<Option<T>, ReadError> {
    let [first, second] = names;
    match (read(first)?, read(second)?) {
        (Some(one), Some(other)) if one != other => {
            Err(entry.error(&format!("{first}, {second}"), ClaimProblem::NotOneOfThem))
        }
        (one, other) => Ok(one.or(other)),
    }
}

/// Adds what is not yet there.
pub(super) fn once<T: PartialEq>(to: &mut Vec<T>, what: T) {
    if !to.contains(&what) {
        to.push(what);
    }
}
