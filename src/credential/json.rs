//! JSON (RFC 8259), read strictly: no member twice, bounded depth and count, nothing before or after the value.
//!
//! `serde_json` keeps the last of two members of one name and says nothing; two readers of such a text may believe different
//! things, and only one of them what the signer meant (RFC 8259 §4). So every member is held against those before it, at
//! every depth. What comes out is `serde_json`'s own value, in the order of the text, for the readers of claims and for
//! canonicalisation alike. A byte order mark, bytes that are no UTF-8, half a surrogate pair and numbers beyond a double's
//! range are refused by the library.
//!
//! The bounds: [`MAX_DEPTH`] levels, [`MAX_VALUES`] values. The caller bounds the bytes, by its own cap on unpacking. Under
//! these no text makes more than a few megabytes of values. Errors name the place, never what stands there.

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Number};
use std::cell::Cell;
use std::fmt;
use thiserror::Error;

/// How many arrays and objects may stand within each other. A FHIR bundle in a health card uses about 15.
const MAX_DEPTH: usize = 32;
/// How many values a text may hold, the inner ones included. A card with ten immunizations holds about a thousand.
const MAX_VALUES: usize = 16 * 1024;

pub(super) use serde_json::Value;
/// An object, without duplicates, in the order of the text.
pub(super) type Map = serde_json::Map<String, Value>;

/// Why a text is no JSON that is accepted here: what is wrong, in the library's words or those of [`Refused`], and at which
/// line and column.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct JsonError(String);

/// What is refused here though the library would take it. Its error carries it as text.
#[derive(Debug, Error)]
enum Refused {
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    #[error("more than {MAX_VALUES} values")]
    TooMany,
    #[error("a number beyond every range")]
    Number,
    #[error("a member stands twice")]
    Twice,
}

/// Reads one value that fills `bytes`, but for white space.
///
/// # Errors
/// [`JsonError`] where it does not, is no well-formed JSON, or breaks one of the bounds of this module.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    let count = Cell::new(0);
    let mut reader = Deserializer::from_slice(bytes);
    Item { depth: 0, count: &count }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| JsonError(error.to_string()))
}

/// Reads a value that stands within `depth` arrays and objects, after `count` others.
#[derive(Clone, Copy)]
struct Item<'c> {
    depth: usize,
    count: &'c Cell<usize>,
}

impl Item<'_> {
    fn within<E: de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_add(1) {
            Some(depth) if depth <= MAX_DEPTH => Ok(Self { depth, ..self }),
            _ => Err(E::custom(Refused::TooDeep)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let count = self.count.get().saturating_add(1);
        if count > MAX_VALUES {
            return Err(de::Error::custom(Refused::TooMany));
        }
        self.count.set(count);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom(Refused::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(within)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(de::Error::custom(Refused::Twice));
            }
            let value = members.next_value_seed(within)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn refuses(text: impl AsRef<[u8]>, problem: &str) {
        let error = parse(text.as_ref()).unwrap_err().to_string();
        assert!(error.contains(problem), "{error:?} does not say {problem:?}");
    }

    #[test]
    fn reads_every_kind_of_value_in_the_order_of_the_text() {
        let text = r#" {"b": [null, true, -1, 18446744073709551615, 1.5, "é\u00e9\ud83d\ude00"], "a": {}} "#;
        let value = parse(text.as_bytes()).unwrap();
        assert_eq!(value, json!({"b": [null, true, -1, u64::MAX, 1.5, "éé😀"], "a": {}}));
        assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(parse(b"0"), Ok(json!(0)));
    }

    #[test]
    fn refuses_a_member_that_stands_twice_at_any_depth() {
        refuses(r#"{"a":1,"b":2,"a":1}"#, "a member stands twice at line 1 column");
        refuses(r#"[[{"x":{"a":null,"a":null}}]]"#, "twice");
        // Two spellings of one name.
        refuses(r#"{"a":1,"\u0061":2}"#, "twice");
        assert!(parse(br#"[{"a":1},{"a":1}]"#).is_ok());
        assert!(parse(br#"{"a":{"a":1}}"#).is_ok());
    }

    #[test]
    fn refuses_what_is_not_one_value() {
        refuses("", "EOF");
        refuses("{", "EOF");
        refuses("{} {}", "trailing");
        refuses("[1,]", "trailing comma");
        refuses("\u{feff}{}", "expected value");
        refuses([b'"', 0xFF, b'"'], "unicode");
        refuses(r#""\ud800""#, "hex escape");
        refuses("1e999", "out of range");
        refuses("NaN", "expected");
        refuses("01", "invalid number");
        refuses("{1:2}", "key must be a string");
    }

    #[test]
    fn refuses_nesting_and_counts_beyond_its_bounds() {
        let nested = |levels: usize| [vec![b'['; levels], vec![b']'; levels]].concat();
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        refuses(nested(MAX_DEPTH + 1), "more than 32 levels");
        refuses(vec![b'['; 60_000], "more than 32 levels");
        refuses(r#"{"a":"#.repeat(1000), "more than 32 levels");
        let many = |count: usize| format!("[{}0]", "0,".repeat(count.saturating_sub(2)));
        assert!(parse(many(MAX_VALUES).as_bytes()).is_ok());
        refuses(many(MAX_VALUES + 1), "more than 16384 values");
    }

    #[test]
    fn errors_never_quote_the_text() {
        for text in [r#"{"Ada":1,"Ada":2}"#, r#"["Ada" "Ada"]"#, r#"{"Ada"}"#, "Ada", r#"{"a":Ada}"#] {
            let error = parse(text.as_bytes()).unwrap_err().to_string();
            assert!(!error.contains("Ada"), "{error}");
        }
    }
}
