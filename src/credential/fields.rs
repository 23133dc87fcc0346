//! Reading claims out of CBOR maps, with the path of each in the errors.

use super::ReadError;
use super::cbor::{Key, Map, Value};
use crate::verdict::When;
use chrono::NaiveDate;

/// A map of claims, and the path that leads to it.
#[derive(Debug, Clone)]
pub(super) struct Fields<'a> {
    map: &'a Map,
    path: String,
}

impl<'a> Fields<'a> {
    /// The claims of a map that stands at `path`; the empty path is the root.
    pub(super) fn of(value: &'a Value, path: impl Into<String>) -> Result<Self, ReadError> {
        let path = path.into();
        match value {
            Value::Map(map) => Ok(Self { map, path }),
            _ => Err(ReadError::claim(path, "not a map")),
        }
    }

    /// The claims of a certificate: `name` is its place in the token, and their paths begin anew within it.
    pub(super) fn certificate(value: &'a Value, name: &str) -> Result<Self, ReadError> {
        Self::of(value, "").map_err(|_| ReadError::claim(name, "not a map"))
    }

    /// An error about one of the claims.
    pub(super) fn error(&self, name: &str, problem: impl Into<String>) -> ReadError {
        ReadError::claim(self.path_of(name), problem)
    }

    /// The path of one of the claims: `v[0].dt`.
    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The claim of that name.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(&Key::from(name))
    }

    /// The claim under the first of several names that is there and not null.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<(&'static str, &'a Value)> {
        names.iter().find_map(|name| match self.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => Some((*name, value)),
        })
    }

    /// A claim that must be there.
    pub(super) fn need<T>(&self, name: &str, claim: Option<T>) -> Result<T, ReadError> {
        claim.ok_or_else(|| self.error(name, "missing"))
    }

    /// A text of at most `most` characters, where it is there.
    pub(super) fn text(&self, name: &str, most: usize) -> Result<Option<&'a str>, ReadError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) if text.chars().count() <= most => Ok(Some(text)),
            Some(Value::Text(_)) => Err(self.error(name, format!("longer than {most} characters"))),
            Some(_) => Err(self.error(name, "not text")),
        }
    }

    /// A positive integer, where it is there.
    pub(super) fn positive(&self, name: &str) -> Result<Option<u32>, ReadError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Integer(number)) => match u32::try_from(*number) {
                Ok(number) if number > 0 => Ok(Some(number)),
                _ => Err(self.error(name, "not a positive number")),
            },
            Some(_) => Err(self.error(name, "not an integer")),
        }
    }

    /// A map, where it is there.
    pub(super) fn fields(&self, name: &str) -> Result<Option<Self>, ReadError> {
        self.get(name).map(|value| Self::of(value, self.path_of(name))).transpose()
    }
}

/// A calendar day, `YYYY-MM-DD`. A few issuers write midnight after it; nothing else may follow.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    match When::parse_date(text.strip_suffix("T00:00:00").unwrap_or(text))? {
        When::Day(day) => Some(day),
        _ => None,
    }
}
