//! What an expression works on, and comes to.

use super::MAX_DEPTH;
use chrono::{DateTime, Utc};
use serde_json::{Number, Value as Json};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// A value. To clone one costs nothing, however much it holds. Its `Debug` tells its kind alone: it may be about a person.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing is there.
    Null,
    /// A truth value.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A number that is no integer, or beyond their range: data may hold it, and no operation takes it.
    OtherNumber(Number),
    /// A text.
    Text(Arc<str>),
    /// A date-time, to the millisecond. Only an operation makes one.
    Moment(DateTime<Utc>),
    /// An array.
    Array(Arc<Array>),
    /// An object.
    Object(Arc<Object>),
}

/// An array, that knows how deep it is.
#[derive(PartialEq, Eq)]
pub struct Array {
    items: Vec<Value>,
    depth: usize,
}

/// An object, that knows how deep it is.
#[derive(PartialEq, Eq)]
pub struct Object {
    members: BTreeMap<String, Value>,
    depth: usize,
}

/// More arrays and objects stand within each other than is borne.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a value is nested more than {MAX_DEPTH} levels deep")]
pub struct ValueTooDeep;

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Boolean(_) => "Boolean",
            Self::Integer(_) => "Integer",
            Self::OtherNumber(_) => "OtherNumber",
            Self::Text(_) => "Text",
            Self::Moment(_) => "Moment",
            Self::Array(_) => "Array",
            Self::Object(_) => "Object",
        })
    }
}

impl Value {
    /// A value of JSON.
    ///
    /// # Errors
    /// [`ValueTooDeep`] where it is nested too deep.
    pub fn from_json(json: &Json) -> Result<Self, ValueTooDeep> {
        Self::within(json, MAX_DEPTH)
    }

    fn within(json: &Json, depth: usize) -> Result<Self, ValueTooDeep> {
        let deeper = || depth.checked_sub(1).ok_or(ValueTooDeep);
        Ok(match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Boolean(*value),
            Json::Number(number) => match integer(number) {
                Some(integer) => Self::Integer(integer),
                None => Self::OtherNumber(number.clone()),
            },
            Json::String(text) => Self::Text(text.as_str().into()),
            Json::Array(items) => {
                let depth = deeper()?;
                let items: Result<Vec<Self>, _> =
                    items.iter().map(|item| Self::within(item, depth)).collect();
                Self::array(items?)?
            }
            Json::Object(members) => {
                let depth = deeper()?;
                let member =
                    |(name, value): (&String, &Json)| Ok((name.clone(), Self::within(value, depth)?));
                let members: Result<BTreeMap<String, Self>, _> = members.iter().map(member).collect();
                Self::object(members?)?
            }
        })
    }

    /// An array of these.
    ///
    /// # Errors
    /// As [`Value::from_json`].
    pub fn array(items: Vec<Self>) -> Result<Self, ValueTooDeep> {
        let depth = deeper_than(items.iter())?;
        Ok(Self::Array(Arc::new(Array { items, depth })))
    }

    /// An object of these.
    ///
    /// # Errors
    /// As [`Value::from_json`].
    pub fn object(members: BTreeMap<String, Self>) -> Result<Self, ValueTooDeep> {
        let depth = deeper_than(members.values())?;
        Ok(Self::Object(Arc::new(Object { members, depth })))
    }

    /// Whether it counts as true or as false; `None`: as neither (specification, "Truthy and falsy values").
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Null => Some(false),
            Self::Boolean(value) => Some(*value),
            Self::Integer(integer) => Some(*integer != 0),
            Self::Text(text) => Some(!text.is_empty()),
            Self::Array(array) => Some(!array.items.is_empty()),
            Self::Object(object) => Some(!object.members.is_empty()),
            Self::OtherNumber(_) | Self::Moment(_) => None,
        }
    }

    /// What stands in it under a part of a path: a member, or the item of that index. Null where there is none.
    pub(super) fn part(&self, name: &str) -> Self {
        let part = match self {
            Self::Array(array) => index(name).and_then(|index| array.items.get(index)),
            Self::Object(object) => object.members.get(name),
            _ => None,
        };
        part.cloned().unwrap_or(Self::Null)
    }

    /// The items, where it is an array.
    pub(super) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Array(array) => Some(&array.items),
            _ => None,
        }
    }

    /// How many arrays and objects stand within each other.
    fn depth(&self) -> usize {
        match self {
            Self::Array(array) => array.depth,
            Self::Object(object) => object.depth,
            _ => 0,
        }
    }
}

/// An integer that JSON writes as it likes: `2` and `2.0` are one (JavaScript's `Number.isInteger`).
pub(super) fn integer(number: &Number) -> Option<i64> {
    // The largest integer below which a double knows all of them.
    const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
    let whole = |float: f64| float.fract() == 0.0 && float.abs() <= MAX_SAFE;
    number.as_i64().or_else(|| {
        number.as_f64().filter(|float| number.is_f64() && whole(*float)).map(|float| float as i64)
    })
}

/// An index of an array: digits alone.
fn index(name: &str) -> Option<usize> {
    name.bytes().all(|byte| byte.is_ascii_digit()).then(|| name.parse().ok()).flatten()
}

fn deeper_than<'a>(values: impl Iterator<Item = &'a Value>) -> Result<usize, ValueTooDeep> {
    let depth = values.map(Value::depth).max().unwrap_or(0).saturating_add(1);
    if depth <= MAX_DEPTH { Ok(depth) } else { Err(ValueTooDeep) }
}
