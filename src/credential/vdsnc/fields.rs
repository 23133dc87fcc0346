//! Reading members out of JSON objects, with the path of each in the errors.

use crate::credential::ReadError;
use crate::verdict::When;
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// The longest text that is read, in characters. The report's own limits are lower, and not every issuer keeps them.
const MAX_TEXT: usize = 100;
/// The most entries of a list.
const MAX_ENTRIES: usize = 32;

/// An object, and the path that leads to it.
#[derive(Debug, Clone)]
pub(super) struct Fields<'a> {
    members: &'a Map<String, Value>,
    path: String,
}

impl<'a> Fields<'a> {
    /// The members of an object that stands at `path`.
    pub(super) fn of(value: &'a Value, path: impl Into<String>) -> Result<Self, ReadError> {
        let path = path.into();
        match value {
            Value::Object(members) => Ok(Self { members, path }),
            _ => Err(ReadError::claim(path, "not an object")),
        }
    }

    /// An error about one of the members.
    pub(super) fn error(&self, name: &str, problem: impl Into<String>) -> ReadError {
        ReadError::claim(self.path_of(name), problem)
    }

    fn path_of(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    /// A member, where it is there and says something.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// A text, trimmed, where it is there and not blank.
    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, ReadError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() > MAX_TEXT => {
                Err(self.error(name, format!("longer than {MAX_TEXT} characters")))
            }
            Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(_) => Err(self.error(name, "not text")),
        }
    }

    /// A text that must be there.
    pub(super) fn required(&self, name: &str) -> Result<&'a str, ReadError> {
        self.text(name)?.ok_or_else(|| self.error(name, "missing"))
    }

    /// An object that must be there.
    pub(super) fn object(&self, name: &str) -> Result<Self, ReadError> {
        let value = self.get(name).ok_or_else(|| self.error(name, "missing"))?;
        Self::of(value, self.path_of(name))
    }

    /// The objects of an array that must be there and hold some.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Self>, ReadError> {
        let Value::Array(items) = self.get(name).ok_or_else(|| self.error(name, "missing"))? else {
            return Err(self.error(name, "not an array"));
        };
        if items.is_empty() || items.len() > MAX_ENTRIES {
            let problem = format!("{} entries, where 1 to {MAX_ENTRIES} belong", items.len());
            return Err(self.error(name, problem));
        }
        let path = |at: usize| format!("{}[{at}]", self.path_of(name));
        items.iter().enumerate().map(|(at, item)| Self::of(item, path(at))).collect()
    }

    /// A day that must be there.
    pub(super) fn day(&self, name: &str) -> Result<NaiveDate, ReadError> {
        match When::parse_date(self.required(name)?) {
            Some(When::Day(day)) => Ok(day),
            _ => Err(self.error(name, "not a day of the calendar, YYYY-MM-DD")),
        }
    }
}
