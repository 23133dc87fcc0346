//! CertLogic, the language of the EU's rules for certificates: a subset of JsonLogic, with operations on date-times.
//!
//! Specification: *CertLogic*, version [`VERSION`], of the European Health Network. An expression is parsed whole before anything
//! of it is evaluated: one that breaks the specification anywhere has no value. Nor has one whose evaluation meets what the
//! specification calls an error. No value is not `false`: what it is about, is not decided.
//!
//! Rules are files that anybody may have written. Bounded are the depth of an expression and of a value, and the steps of an
//! evaluation ([`Budget`]).
//!
//! ```
//! use doorcheck::policy::certlogic::{Budget, Expression, Value};
//! use serde_json::json;
//!
//! let expression = Expression::parse(&json!({ ">": [{ "var": "payload.v.0.dn" }, 1] })).unwrap();
//! let data = Value::from_json(&json!({ "payload": { "v": [{ "dn": 2 }] } })).unwrap();
//! assert_eq!(expression.evaluate(&data, &mut Budget::default()), Ok(Value::Boolean(true)));
//! ```

mod evaluation;
mod expression;
mod moment;
mod parsing;
#[cfg(test)]
mod tests;
mod value;

pub use evaluation::{Budget, EvaluationError};
pub use expression::{Expression, Order, TimeUnit};
pub(super) use moment::parse as parse_moment;
pub use parsing::ParseError;
pub use value::{Array, Object, Value, ValueTooDeep};

/// The version of the specification that is implemented here.
pub const VERSION: &str = "1.3.2";

/// How many expressions may stand within each other, and how many arrays and objects within a value. Rules in use have 10.
const MAX_DEPTH: usize = 64;
