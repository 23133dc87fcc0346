//! From JSON to an expression.

use super::expression::{Expression, Order, TimeUnit};
use super::value::integer;
use super::{MAX_DEPTH, Value};
use serde_json::Value as Json;
use thiserror::Error;

/// Why JSON is no expression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Null, or a number that is no integer.
    #[error("{0} is no expression")]
    NotAnExpression(&'static str),
    /// An object that is no operation.
    #[error("an operation has one key, and this has {0}")]
    Keys(usize),
    /// An operation of that name is not known.
    #[error("no operation is named {0:?}")]
    Operation(String),
    /// The operands are no array.
    #[error("{0:?} has no array of operands")]
    NoOperands(String),
    /// Too few, or too many.
    #[error("{operation:?} has {count} operands")]
    Operands {
        /// The operation.
        operation: String,
        /// How many it has here.
        count: usize,
    },
    /// `var` without a path, or with one that is none.
    #[error("the path of a var is none")]
    Path,
    /// An operand that is to be an integer, as it stands.
    #[error("an operand of {0:?} is no integer")]
    Integer(String),
    /// No unit of time.
    #[error("no unit of time is named so")]
    Unit,
    /// More expressions stand within each other than is borne.
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
}

impl Expression {
    /// Parses an expression, whole.
    ///
    /// # Errors
    /// [`ParseError`] where it, or any within it, breaks the specification.
    pub fn parse(json: &Json) -> Result<Self, ParseError> {
        parse(json, MAX_DEPTH)
    }
}

fn parse(json: &Json, depth: usize) -> Result<Expression, ParseError> {
    let depth = depth.checked_sub(1).ok_or(ParseError::TooDeep)?;
    Ok(match json {
        Json::Null => return Err(ParseError::NotAnExpression("null")),
        Json::Bool(value) => Expression::Literal(Value::Boolean(*value)),
        Json::Number(number) => match integer(number) {
            Some(integer) => Expression::Literal(Value::Integer(integer)),
            None => return Err(ParseError::NotAnExpression("a fraction")),
        },
        Json::String(text) => Expression::Literal(Value::Text(text.as_str().into())),
        Json::Array(items) => Expression::Array(all(items, depth)?),
        Json::Object(members) => {
            let mut members = members.iter();
            match (members.next(), members.len()) {
                (Some((name, operands)), 0) => operation(name, operands, depth)?,
                (first, rest) => {
                    return Err(ParseError::Keys(rest.saturating_add(usize::from(first.is_some()))));
                }
            }
        }
    })
}

fn all(items: &[Json], depth: usize) -> Result<Vec<Expression>, ParseError> {
    items.iter().map(|item| parse(item, depth)).collect()
}

fn operation(name: &str, operands: &Json, depth: usize) -> Result<Expression, ParseError> {
    if name == "var" {
        return operands.as_str().and_then(path).map(Expression::Var).ok_or(ParseError::Path);
    }
    let Json::Array(operands) = operands else { return Err(ParseError::NoOperands(name.to_owned())) };
    let count = || ParseError::Operands { operation: name.to_owned(), count: operands.len() };
    let one = || match operands.as_slice() {
        [one] => parse(one, depth).map(Box::new),
        _ => Err(count()),
    };
    let several = |least: usize, most: usize| {
        if (least..=most).contains(&operands.len()) { all(operands, depth) } else { Err(count()) }
    };
    let compared = || several(2, 3);
    Ok(match name {
        "if" => Expression::If(exactly(operands, depth, count)?),
        "===" => Expression::Same(exactly(operands, depth, count)?),
        "in" => Expression::In(exactly(operands, depth, count)?),
        "+" => Expression::Plus(exactly(operands, depth, count)?),
        "and" => Expression::And(several(2, usize::MAX)?),
        "!" => Expression::Not(one()?),
        "<" => Expression::Compare(Order::Less, compared()?),
        ">" => Expression::Compare(Order::Greater, compared()?),
        "<=" => Expression::Compare(Order::NotGreater, compared()?),
        ">=" => Expression::Compare(Order::NotLess, compared()?),
        "before" => Expression::CompareMoments(Order::Less, compared()?),
        "after" => Expression::CompareMoments(Order::Greater, compared()?),
        "not-after" => Expression::CompareMoments(Order::NotGreater, compared()?),
        "not-before" => Expression::CompareMoments(Order::NotLess, compared()?),
        "plusTime" => match operands.as_slice() {
            [of, amount, unit] => Expression::PlusTime {
                of: Box::new(parse(of, depth)?),
                amount: literal(name, amount)?,
                unit: unit.as_str().and_then(TimeUnit::from_name).ok_or(ParseError::Unit)?,
            },
            _ => return Err(count()),
        },
        "dccDateOfBirth" => Expression::DateOfBirth(one()?),
        "reduce" => Expression::Reduce(exactly(operands, depth, count)?),
        "extractFromUVCI" => match operands.as_slice() {
            [of, index] => {
                Expression::ExtractFromUvci { of: Box::new(parse(of, depth)?), index: literal(name, index)? }
            }
            _ => return Err(count()),
        },
        _ => return Err(ParseError::Operation(name.to_owned())),
    })
}

fn exactly<const N: usize>(
    operands: &[Json],
    depth: usize,
    count: impl Fn() -> ParseError,
) -> Result<Box<[Expression; N]>, ParseError> {
    if operands.len() != N {
        return Err(count());
    }
    all(operands, depth)?.into_boxed_slice().try_into().map_err(|_| count())
}

/// An operand that is an integer as it stands, and no expression.
fn literal(operation: &str, operand: &Json) -> Result<i64, ParseError> {
    operand.as_number().and_then(integer).ok_or_else(|| ParseError::Integer(operation.to_owned()))
}

/// The parts of a path, none of which is empty.
fn path(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split('.').map(|part| (!part.is_empty()).then(|| part.to_owned())).collect()
}
