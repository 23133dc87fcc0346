//! Reading claims out of JSON objects, with the path of each in the errors.

use crate::credential::ReadError;
use serde_json::{Map, Value};

/// The longest text that is shown, in characters.
pub(super) const MAX_TEXT: usize = 200;

/// An object, and the path that leads to it.
#[derive(Debug, Clone)]
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Fields<'a> {
    /// The members of the outermost object.
    pub(super) fn root(map: &'a Map<String, Value>) -> Self {
        Self { map, path: String::new() }
    }

    fn of(value: &'a Value, path: String) -> Result<Self, ReadError> {
        match value {
            Value::Object(map) => Ok(Self { map, path }),
            _ => Err(ReadError::claim(path, "not an object")),
        }
    }

    /// An error about one of the members.
    pub(super) fn error(&self, name: &str, problem: impl Into<String>) -> ReadError {
        ReadError::claim(self.path_of(name), problem)
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The member of that name.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name)
    }

    /// A member that must be there.
    pub(super) fn need<T>(&self, name: &str, member: Option<T>) -> Result<T, ReadError> {
        member.ok_or_else(|| self.error(name, "missing"))
    }

    /// A text that is not empty, of at most [`MAX_TEXT`] characters, where it is there.
    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, ReadError> {
        self.get(name).map(|value| short(value).map_err(|problem| self.error(name, problem))).transpose()
    }

    /// A truth value, where it is there.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, ReadError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.error(name, "neither true nor false")),
        }
    }

    /// A positive integer, where it is there.
    pub(super) fn positive(&self, name: &str) -> Result<Option<u32>, ReadError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number =
            value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0);
        number.map(Some).ok_or_else(|| self.error(name, "not a positive number"))
    }

    /// An object, where it is there.
    pub(super) fn fields(&self, name: &str) -> Result<Option<Self>, ReadError> {
        self.get(name).map(|value| Self::of(value, self.path_of(name))).transpose()
    }

    /// The objects of an array; none where it is not there.
    pub(super) fn list(&self, name: &str) -> Result<Vec<Self>, ReadError> {
        self.items(name)?
            .iter()
            .enumerate()
            .map(|(at, value)| Self::of(value, format!("{}[{at}]", self.path_of(name))))
            .collect()
    }

    /// The texts of an array; none where it is not there.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<&'a str>, ReadError> {
        self.items(name)?
            .iter()
            .enumerate()
            .map(|(at, value)| {
                short(value)
                    .map_err(|problem| ReadError::claim(format!("{}[{at}]", self.path_of(name)), problem))
            })
            .collect()
    }

    fn items(&self, name: &str) -> Result<&'a [Value], ReadError> {
        match self.get(name) {
            None => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(self.error(name, "not an array")),
        }
    }
}

fn short(value: &Value) -> Result<&str, String> {
    match value {
        Value::String(text) if text.trim().is_empty() => Err("empty".to_owned()),
        Value::String(text) if text.chars().count() > MAX_TEXT => {
            Err(format!("longer than {MAX_TEXT} characters"))
        }
        Value::String(text) => Ok(text),
        _ => Err("not text".to_owned()),
    }
}
