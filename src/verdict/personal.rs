//! Personal data that cannot slip into a log, and that does not outlast its use.

use super::When;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::fmt;
use zeroize::{Zeroize, optimization_barrier};

/// A value about a person: read it with [`Personal::reveal`], where it is shown on purpose. Its `Debug` is redacted, it
/// has no `Display`, and it is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T: Erase>(T);

impl<T: Erase> Personal<T> {
    /// Marks a value as personal.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the screen and for the output that the user asked for.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Erase> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(personal)")
    }
}

impl<T: Erase> Drop for Personal<T> {
    fn drop(&mut self) {
        self.0.erase();
    }
}

/// What can be overwritten where it stands. What it outgrew before is not reached: a program that keeps nothing has an allocator
/// that clears what is freed, too.
pub trait Erase {
    /// Overwrites the values, and leaves anything in their place.
    fn erase(&mut self);
}

impl Erase for String {
    fn erase(&mut self) {
        self.as_mut_str().zeroize();
    }
}

impl Erase for Vec<u8> {
    fn erase(&mut self) {
        self.as_mut_slice().zeroize();
    }
}

impl Erase for When {
    fn erase(&mut self) {
        *self = Self::Instant(DateTime::<Utc>::MIN_UTC.fixed_offset());
        optimization_barrier(self);
    }
}

impl Erase for serde_json::Value {
    fn erase(&mut self) {
        match self {
            Self::Null => {}
            Self::Bool(_) | Self::Number(_) => *self = Self::Null,
            Self::String(text) => text.erase(),
            Self::Array(items) => items.iter_mut().for_each(Erase::erase),
            Self::Object(members) => members.erase(),
        }
    }
}

/// The names of members are those of a schema.
impl Erase for serde_json::Map<String, serde_json::Value> {
    fn erase(&mut self) {
        self.values_mut().for_each(Erase::erase);
    }
}

impl Erase for BTreeSet<(String, String)> {
    fn erase(&mut self) {
        while let Some((mut one, mut other)) = self.pop_first() {
            one.erase();
            other.erase();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_erased_is_gone_at_every_depth() {
        let mut text = "Siu Ming".to_owned();
        text.erase();
        assert_eq!(text, "\0".repeat(8));
        let mut bytes = b"1980".to_vec();
        bytes.erase();
        assert_eq!(bytes, [0; 4]);
        let mut born = When::parse_date("1980-05-23").unwrap();
        born.erase();
        assert_eq!(born, When::Instant(DateTime::<Utc>::MIN_UTC.fixed_offset()));
        let mut tree = json!({ "nam": { "fn": "Ming" }, "v": [{ "dob": "1980", "dn": 3, "ok": true }] });
        tree.erase();
        let nothing =
            json!({ "nam": { "fn": "\0\0\0\0" }, "v": [{ "dob": "\0\0\0\0", "dn": null, "ok": null }] });
        assert_eq!(tree, nothing);
        let mut said = BTreeSet::from([("name".to_owned(), "Ming".to_owned())]);
        said.erase();
        assert!(said.is_empty());
    }

    #[test]
    fn nothing_personal_is_printed() {
        assert_eq!(format!("{:?}", Personal::new("Siu Ming".to_owned())), "(personal)");
    }
}
