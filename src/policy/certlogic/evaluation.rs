//! From an expression and data to a value.

use super::expression::{Expression, Order};
use super::moment;
use super::value::{Value, ValueTooDeep};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use thiserror::Error;

/// Why an expression has no value for these data.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EvaluationError {
    /// A value that counts neither as true nor as false.
    #[error("what {0} goes by is neither true nor false")]
    NoTruth(&'static str),
    /// An operand is of another kind than the operation takes.
    #[error("an operand of {operation} is no {wanted}")]
    Operand {
        /// The operation.
        operation: &'static str,
        /// What it takes.
        wanted: &'static str,
    },
    /// A text that is no date of the forms that are taken, or a date beyond the calendar.
    #[error("no date that {0} can go by")]
    Date(&'static str),
    /// A sum beyond every integer.
    #[error("a sum is too large")]
    TooLarge,
    /// A value became too deep.
    #[error(transparent)]
    TooDeep(#[from] ValueTooDeep),
    /// It took more steps than it may.
    #[error("it takes too many steps")]
    Exhausted,
}

/// How many steps are left. An operation takes one, and one for each item that it looks at.
#[derive(Debug, Clone)]
pub struct Budget(usize);

impl Default for Budget {
    /// Rules in use take some hundreds each, and some thousands where they look a code up in a long list.
    fn default() -> Self {
        Self(1_000_000)
    }
}

impl Budget {
    /// So many.
    pub fn new(steps: usize) -> Self {
        Self(steps)
    }

    fn spend(&mut self, steps: usize) -> Result<(), EvaluationError> {
        self.0 = self.0.checked_sub(steps).ok_or(EvaluationError::Exhausted)?;
        Ok(())
    }
}

impl Expression {
    /// The value for these data.
    ///
    /// # Errors
    /// [`EvaluationError`] where it has none.
    pub fn evaluate(&self, data: &Value, budget: &mut Budget) -> Result<Value, EvaluationError> {
        budget.spend(1)?;
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::Array(items) => Value::array(all(items, data, budget)?)?,
            Self::Var(path) => {
                budget.spend(path.len())?;
                path.iter().fold(data.clone(), |value, name| value.part(name))
            }
            Self::If(operands) => {
                let [guard, then, otherwise] = &**operands;
                let guard = truth(&guard.evaluate(data, budget)?, "if")?;
                if guard { then } else { otherwise }.evaluate(data, budget)?
            }
            Self::Same(operands) => {
                let [one, other] = both(operands, data, budget)?;
                Value::Boolean(same(&one, &other, "===")?)
            }
            Self::In(operands) => {
                let [item, list] = both(operands, data, budget)?;
                Value::Boolean(is_in(&item, &list, budget)?)
            }
            Self::Plus(operands) => {
                let [one, other] = both(operands, data, budget)?;
                let sum = integer(&one, "+")?.checked_add(integer(&other, "+")?);
                Value::Integer(sum.ok_or(EvaluationError::TooLarge)?)
            }
            Self::And(operands) => and(operands, data, budget)?,
            Self::Not(operand) => Value::Boolean(!truth(&operand.evaluate(data, budget)?, "!")?),
            Self::Compare(order, operands) => {
                let compared: Result<Vec<i64>, _> =
                    all(operands, data, budget)?.iter().map(|value| integer(value, "a comparison")).collect();
                Value::Boolean(in_order(*order, &compared?))
            }
            Self::CompareMoments(order, operands) => {
                let compared: Result<Vec<DateTime<Utc>>, _> =
                    all(operands, data, budget)?.iter().map(date_time).collect();
                Value::Boolean(in_order(*order, &compared?))
            }
            Self::PlusTime { of, amount, unit } => {
                let moment = moment::parse(&text(of.evaluate(data, budget)?, "plusTime")?);
                let moment = moment.and_then(|moment| unit.after(moment, *amount));
                Value::Moment(moment.ok_or(EvaluationError::Date("plusTime"))?)
            }
            Self::DateOfBirth(of) => {
                let date = moment::date_of_birth(&text(of.evaluate(data, budget)?, "dccDateOfBirth")?);
                Value::Moment(date.ok_or(EvaluationError::Date("dccDateOfBirth"))?)
            }
            Self::Reduce(operands) => reduce(operands, data, budget)?,
            Self::ExtractFromUvci { of, index } => match of.evaluate(data, budget)? {
                Value::Null => Value::Null,
                of => {
                    let of = text(of, "extractFromUVCI")?;
                    budget.spend(of.len())?;
                    fragment(&of, *index)
                }
            },
        })
    }
}

fn all(operands: &[Expression], data: &Value, budget: &mut Budget) -> Result<Vec<Value>, EvaluationError> {
    operands.iter().map(|operand| operand.evaluate(data, budget)).collect()
}

fn both(
    operands: &[Expression; 2],
    data: &Value,
    budget: &mut Budget,
) -> Result<[Value; 2], EvaluationError> {
    let [one, other] = operands;
    Ok([one.evaluate(data, budget)?, other.evaluate(data, budget)?])
}

/// The first that counts as false, or else the last. What comes after it, is not evaluated.
fn and(operands: &[Expression], data: &Value, budget: &mut Budget) -> Result<Value, EvaluationError> {
    let mut last = Value::Boolean(true);
    for operand in operands {
        last = operand.evaluate(data, budget)?;
        if !truth(&last, "and")? {
            break;
        }
    }
    Ok(last)
}

/// Whether two values are one. Values of two kinds are not; arrays and objects are one in some engines and not in others, and
/// dates never are in most: of those nothing is said.
fn same(one: &Value, other: &Value, operation: &'static str) -> Result<bool, EvaluationError> {
    match (one, other) {
        (Value::Array(_), Value::Array(_))
        | (Value::Object(_), Value::Object(_))
        | (Value::Moment(_), Value::Moment(_)) => {
            Err(EvaluationError::Operand { operation, wanted: "plain value" })
        }
        _ => Ok(one == other),
    }
}

fn is_in(item: &Value, list: &Value, budget: &mut Budget) -> Result<bool, EvaluationError> {
    let list = list.items().ok_or(EvaluationError::Operand { operation: "in", wanted: "array" })?;
    budget.spend(list.len())?;
    for listed in list {
        if same(item, listed, "in")? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn reduce(operands: &[Expression; 3], data: &Value, budget: &mut Budget) -> Result<Value, EvaluationError> {
    let [list, each, initial] = operands;
    let list = list.evaluate(data, budget)?;
    let initial = initial.evaluate(data, budget)?;
    if list == Value::Null {
        return Ok(initial);
    }
    let items = list.items().ok_or(EvaluationError::Operand { operation: "reduce", wanted: "array" })?;
    items.iter().try_fold(initial, |accumulator, current| {
        let names = [("accumulator", accumulator), ("current", current.clone())];
        let context: BTreeMap<String, Value> =
            names.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        each.evaluate(&Value::object(context)?, budget)
    })
}

/// The part of an identifier with that index, split at `/`, `#` and `:`; `URN:UVCI:` in front of it does not count.
fn fragment(identifier: &str, index: i64) -> Value {
    let parts = identifier.strip_prefix("URN:UVCI:").unwrap_or(identifier);
    let part = usize::try_from(index).ok().and_then(|index| parts.split(['/', '#', ':']).nth(index));
    part.map_or(Value::Null, |part| Value::Text(part.into()))
}

fn in_order<T: Ord>(order: Order, values: &[T]) -> bool {
    values.is_sorted_by(|one, other| order.holds(one, other))
}

fn truth(value: &Value, operation: &'static str) -> Result<bool, EvaluationError> {
    value.truth().ok_or(EvaluationError::NoTruth(operation))
}

fn integer(value: &Value, operation: &'static str) -> Result<i64, EvaluationError> {
    match value {
        Value::Integer(integer) => Ok(*integer),
        _ => Err(EvaluationError::Operand { operation, wanted: "integer" }),
    }
}

fn date_time(value: &Value) -> Result<DateTime<Utc>, EvaluationError> {
    match value {
        Value::Moment(moment) => Ok(*moment),
        _ => Err(EvaluationError::Operand { operation: "a comparison", wanted: "date-time" }),
    }
}

fn text(value: Value, operation: &'static str) -> Result<std::sync::Arc<str>, EvaluationError> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err(EvaluationError::Operand { operation, wanted: "text" }),
    }
}
