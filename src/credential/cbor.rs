//! CBOR (RFC 8949), read strictly: bounded depth, no duplicate map keys, nothing after the item.
//!
//! Indefinite lengths and non-shortest heads are valid CBOR and accepted. Map keys are integers or text: COSE, CWT and
//! every claim set here use no other, and duplicates of those two are certain to be seen. Tags within an item are passed
//! over: none changes what a claim says (tag 1 may stand before a time that is a number anyway), but for the days of RFC 8943: what
//! tag 100 counts from 1970 on becomes the day that it is, and tag 1004 stands before one that is written out.

use crate::verdict::Erase;
use chrono::{NaiveDate, TimeDelta};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_cbor::Deserializer;
use serde_cbor::tags::current_cbor_tag;
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

/// How many arrays and maps may stand within each other. An EU certificate uses 5, WHO's forms 7.
const MAX_DEPTH: usize = 16;

/// The tag of a day as a number of days since 1970 (RFC 8943 §1.1).
const DAYS: u64 = 100;

/// Why bytes are no CBOR item that is accepted here, and where reading stopped: in bytes from the start of the item.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CborError {
    /// No well-formed item, or one that breaks a bound.
    #[error("{problem}, at byte {offset}")]
    Item {
        /// What is wrong, in the library's words or those of [`Refused`]. Never a value: it may be personal.
        problem: String,
        /// Where.
        offset: u64,
    },
    /// A tag that is not known.
    #[error("tag {tag} has no place here, at byte {offset}")]
    Tag {
        /// The tag.
        tag: u64,
        /// Where.
        offset: u64,
    },
    /// More tags in front of the item than are taken off.
    #[error("more than {most} tags, at byte {offset}")]
    Tags {
        /// The most that are.
        most: usize,
        /// Where.
        offset: u64,
    },
}

/// What is refused here though the library would take it. Its error carries it as text.
#[derive(Debug, Error)]
enum Refused {
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    #[error("a map key is neither an integer nor text")]
    Key,
    #[error("a map key stands twice")]
    Twice,
}

/// The key of a map entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Major types 0 and 1.
    Integer(i128),
    /// Major type 3.
    Text(String),
}

impl From<i128> for Key {
    fn from(key: i128) -> Self {
        Self::Integer(key)
    }
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self::Text(key.to_owned())
    }
}

/// A map, without duplicates.
pub(super) type Map = BTreeMap<Key, Value>;

/// A data item. Its `Debug` tells its kind alone: what it holds may be about a person.
#[derive(Clone, PartialEq)]
pub(super) enum Value {
    /// `null` or `undefined`.
    Null,
    /// A truth value.
    Bool(bool),
    /// Major types 0 and 1.
    Integer(i128),
    /// A floating-point number of any width; NaN and the infinities are for the reader of the claim to refuse.
    Float(f64),
    /// A byte string.
    Bytes(Vec<u8>),
    /// A text string.
    Text(String),
    /// An array.
    Array(Vec<Value>),
    /// A map.
    Map(Map),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::Bool(_) => f.write_str("Bool"),
            Self::Integer(_) => f.write_str("Integer"),
            Self::Float(_) => f.write_str("Float"),
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Text(text) => write!(f, "Text({})", text.len()),
            Self::Array(items) => write!(f, "Array({})", items.len()),
            Self::Map(members) => write!(f, "Map({})", members.len()),
        }
    }
}

impl Erase for Value {
    fn erase(&mut self) {
        match self {
            Self::Null => {}
            Self::Bool(_) | Self::Integer(_) | Self::Float(_) => *self = Self::Null,
            Self::Bytes(bytes) => bytes.erase(),
            Self::Text(text) => text.erase(),
            Self::Array(items) => items.iter_mut().for_each(Erase::erase),
            Self::Map(members) => members.erase(),
        }
    }
}

/// The keys of members are those of a schema.
impl Erase for Map {
    fn erase(&mut self) {
        self.values_mut().for_each(Erase::erase);
    }
}

impl Value {
    /// The same in JSON; `None` where JSON has no such value: bytes, keys that are no texts, numbers beyond its own.
    pub(super) fn to_json(&self) -> Option<serde_json::Value> {
        use serde_json::Value as Json;
        Some(match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Integer(number) => Json::from(i64::try_from(*number).ok()?),
            Self::Float(number) => Json::Number(serde_json::Number::from_f64(*number)?),
            Self::Bytes(_) => return None,
            Self::Text(text) => Json::from(text.as_str()),
            Self::Array(items) => items.iter().map(Self::to_json).collect::<Option<Vec<_>>>()?.into(),
            Self::Map(members) => {
                let member = |(key, value): (&Key, &Self)| match key {
                    Key::Text(name) => Some((name.clone(), value.to_json()?)),
                    Key::Integer(_) => None,
                };
                members.iter().map(member).collect::<Option<serde_json::Map<_, _>>>()?.into()
            }
        })
    }
}

/// Reads one item that fills `bytes`.
///
/// # Errors
/// [`CborError`] where it does not, is no well-formed item, or breaks one of the bounds of this module.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, CborError> {
    let mut reader = Deserializer::from_slice(bytes);
    let read = Item { depth: 0 }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let text = error.to_string();
        // Errors made here know no offset; the library writes its own into the text.
        let (problem, offset) = match text.split_once(" at offset ") {
            Some((problem, offset)) => (problem.to_owned(), offset.parse().ok()),
            None => (text, None),
        };
        let reached = u64::try_from(reader.byte_offset()).unwrap_or(u64::MAX);
        CborError::Item { problem, offset: offset.unwrap_or(reached) }
    })
}

/// Takes the tags off the front of an encoded item: those of `known`, in any order, at most `most` of them.
///
/// # Errors
/// [`CborError`] where another tag, or one too many, stands there.
pub(super) fn peel_tags<'a>(bytes: &'a [u8], known: &[u64], most: usize) -> Result<&'a [u8], CborError> {
    let mut rest = bytes;
    let mut peeled = 0_usize;
    while let Some((tag, after)) = tag(rest) {
        let offset = u64::try_from(bytes.len().saturating_sub(rest.len())).unwrap_or(u64::MAX);
        if !known.contains(&tag) {
            return Err(CborError::Tag { tag, offset });
        }
        if peeled == most {
            return Err(CborError::Tags { most, offset });
        }
        peeled = peeled.saturating_add(1);
        rest = after;
    }
    Ok(rest)
}

/// The tag at the front, in any of its encodings (RFC 8949 §3, major type 6), and what follows it.
fn tag(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (&head, rest) = bytes.split_first()?;
    let number = |width: usize| {
        let (number, rest) = rest.split_at_checked(width)?;
        Some((number.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)), rest))
    };
    match head {
        0xC0..=0xD7 => Some((u64::from(head & 0x1F), rest)),
        0xD8 => number(1),
        0xD9 => number(2),
        0xDA => number(4),
        0xDB => number(8),
        _ => None,
    }
}

/// The day that is so many days after the first of 1970, which is chrono's own first.
fn day(days: i128) -> Option<String> {
    let days = TimeDelta::try_days(i64::try_from(days).ok()?)?;
    Some(NaiveDate::default().checked_add_signed(days)?.to_string())
}

/// Reads an item that stands within `depth` arrays and maps.
#[derive(Clone, Copy)]
struct Item {
    depth: usize,
}

impl Item {
    fn within<E: de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_add(1) {
            Some(depth) if depth <= MAX_DEPTH => Ok(Self { depth }),
            _ => Err(E::custom(Refused::TooDeep)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Item {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CBOR item")
    }

    fn visit_newtype_struct<D: de::Deserializer<'de>>(self, tagged: D) -> Result<Value, D::Error> {
        let tag = current_cbor_tag();
        let value = self.deserialize(tagged)?;
        Ok(match (tag, &value) {
            (Some(DAYS), Value::Integer(days)) => day(*days).map_or(value, Value::Text),
            _ => value,
        })
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_bytes<E>(self, value: &[u8]) -> Result<Value, E> {
        Ok(Value::Bytes(value.to_vec()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        // The stated length is not believed: memory grows with what is there.
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(within)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut map = Map::new();
        while let Some(key) = entries.next_key_seed(within)? {
            let key = match key {
                Value::Integer(key) => Key::Integer(key),
                Value::Text(key) => Key::Text(key),
                _ => return Err(de::Error::custom(Refused::Key)),
            };
            if map.contains_key(&key) {
                return Err(de::Error::custom(Refused::Twice));
            }
            let value = entries.next_value_seed(within)?;
            map.insert(key, value);
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(hex: &str, expected: &Value) {
        let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
        assert_eq!(parse(&bytes).as_ref(), Ok(expected), "{hex}");
    }

    #[track_caller]
    fn refuses(bytes: &[u8], problem: &str) {
        let error = parse(bytes).unwrap_err().to_string();
        assert!(error.contains(problem), "{error:?} does not say {problem:?}");
    }

    #[test]
    fn reads_every_kind_of_item() {
        reads("f6", &Value::Null);
        reads("f7", &Value::Null);
        reads("f5", &Value::Bool(true));
        reads("1bffffffffffffffff", &Value::Integer(i128::from(u64::MAX)));
        reads("3bffffffffffffffff", &Value::Integer(-1 - i128::from(u64::MAX)));
        reads("190001", &Value::Integer(1));
        reads("f93c00", &Value::Float(1.0));
        reads("5f4101420203ff", &Value::Bytes(vec![1, 2, 3]));
        reads("7f616161 62ff".replace(' ', "").as_str(), &Value::Text("ab".to_owned()));
        reads("9f0102ff", &Value::Array(vec![Value::Integer(1), Value::Integer(2)]));
        reads("bf0102ff", &Value::Map(Map::from([(1.into(), Value::Integer(2))])));
        reads("c101", &Value::Integer(1));
    }

    #[test]
    fn days_are_read_under_their_tags() {
        let day = |text: &str| Value::Text(text.to_owned());
        reads("d8641945e9", &day("2019-01-01"));
        reads("d86400", &day("1970-01-01"));
        reads("d86420", &day("1969-12-31"));
        reads("d9006418d8", &day("1970-08-05"));
        reads("d903ec6a323031392d30312d3135", &day("2019-01-15"));
        reads("82d8640000", &Value::Array(vec![day("1970-01-01"), Value::Integer(0)]));
        // No day, and no other number either.
        reads("d8641bffffffffffffffff", &Value::Integer(i128::from(u64::MAX)));
        reads("d864f93c00", &Value::Float(1.0));
        reads("d8648100", &Value::Array(vec![Value::Integer(0)]));
    }

    #[test]
    fn refuses_what_is_not_one_item() {
        refuses(b"", "EOF");
        refuses(&[0x01, 0x01], "trailing");
        refuses(&[0x62, 0x61], "EOF");
        refuses(&[0x61, 0xFF], "UTF-8");
        refuses(&[0xFF], "at byte 1");
        refuses(&[0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "EOF");
        refuses(&[0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "EOF");
    }

    #[test]
    fn refuses_duplicate_and_odd_keys() {
        refuses(&[0xA2, 0x01, 0x01, 0x01, 0x02], "twice, at byte 4");
        // 1 in one byte and in two is the same key.
        refuses(&[0xA2, 0x01, 0x01, 0x18, 0x01, 0x02], "twice");
        refuses(&[0xBF, 0x61, 0x61, 0x01, 0x7F, 0x61, 0x61, 0xFF, 0x02, 0xFF], "twice");
        refuses(&[0xA1, 0x41, 0x61, 0x01], "neither an integer nor text");
        refuses(&[0xA1, 0xF9, 0x3C, 0x00, 0x01], "neither an integer nor text");
    }

    #[test]
    fn refuses_nesting_beyond_its_depth() {
        let nested = |levels: usize| [vec![0x81; levels], vec![0x01]].concat();
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        refuses(&nested(MAX_DEPTH + 1), "more than 16 levels");
        refuses(&nested(1000), "more than 16 levels");
        refuses(&[[0xA1, 0x01].repeat(1000), vec![0x01]].concat(), "more than 16 levels");
        refuses(&[vec![0xC1; 1000], vec![0x01]].concat(), "recursion");
        refuses(&vec![0x9F; 60_000], "more than 16 levels");
    }

    #[test]
    fn peels_the_tags_it_knows_in_any_encoding() {
        let peel = |bytes: &[u8]| peel_tags(bytes, &[18, 61], 4).map(<[u8]>::to_vec);
        assert_eq!(peel(&[0xD2, 0x80]), Ok(vec![0x80]));
        assert_eq!(peel(&[0xD8, 0x3D, 0xD9, 0x00, 0x12, 0x80]), Ok(vec![0x80]));
        assert_eq!(peel(&[0xDB, 0, 0, 0, 0, 0, 0, 0, 18, 0x80]), Ok(vec![0x80]));
        assert_eq!(peel(&[0xD2, 0xD2, 0xD2, 0xD2, 0x80]), Ok(vec![0x80]));
        assert_eq!(peel(&[0xD2, 0xD2, 0xD2, 0xD2, 0xD2, 0x80]), Err(CborError::Tags { most: 4, offset: 4 }));
        assert_eq!(peel(&[0xD2, 0xD1, 0x80]), Err(CborError::Tag { tag: 17, offset: 1 }));
        // Cut short: no tag, and no item either.
        assert_eq!(peel(&[0xD8]), Ok(vec![0xD8]));
    }
}
