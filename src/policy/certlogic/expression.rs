//! What an expression is, once it is parsed.

use super::Value;
use chrono::{DateTime, Utc};
use std::cmp::Ordering;

/// An expression that keeps the specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A truth value, an integer or a text.
    Literal(Value),
    /// An array, each item of which is evaluated.
    Array(Vec<Expression>),
    /// `var`: the data, along a path; all of it where the path is empty.
    Var(Vec<String>),
    /// `if`: guard, then, else.
    If(Box<[Expression; 3]>),
    /// `===`
    Same(Box<[Expression; 2]>),
    /// `in`: whether the one is an item of the other.
    In(Box<[Expression; 2]>),
    /// `+`
    Plus(Box<[Expression; 2]>),
    /// `and`
    And(Vec<Expression>),
    /// `!`
    Not(Box<Expression>),
    /// `<`, `>`, `<=`, `>=`: integers, two of them, or three in a row.
    Compare(Order, Vec<Expression>),
    /// `before`, `after`, `not-after`, `not-before`: date-times, two of them, or three in a row.
    CompareMoments(Order, Vec<Expression>),
    /// `plusTime`
    PlusTime {
        /// The date or date-time.
        of: Box<Expression>,
        /// How much later; earlier, where it is negative.
        amount: i64,
        /// In what.
        unit: TimeUnit,
    },
    /// `dccDateOfBirth`
    DateOfBirth(Box<Expression>),
    /// `reduce`: the array, what is done for each item, and what to begin with.
    Reduce(Box<[Expression; 3]>),
    /// `extractFromUVCI`
    ExtractFromUvci {
        /// The certificate's identifier.
        of: Box<Expression>,
        /// Which part of it, from 0.
        index: i64,
    },
}

/// In which order two values stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `<`, `before`
    Less,
    /// `>`, `after`
    Greater,
    /// `<=`, `not-after`
    NotGreater,
    /// `>=`, `not-before`
    NotLess,
}

impl Order {
    pub(super) fn holds<T: Ord>(self, one: &T, other: &T) -> bool {
        let found = one.cmp(other);
        match self {
            Self::Less => found == Ordering::Less,
            Self::Greater => found == Ordering::Greater,
            Self::NotGreater => found != Ordering::Greater,
            Self::NotLess => found != Ordering::Less,
        }
    }
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days of 24 hours.
    Day,
    /// Hours.
    Hour,
}

impl TimeUnit {
    /// By its name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "year" => Self::Year,
            "month" => Self::Month,
            "day" => Self::Day,
            "hour" => Self::Hour,
            _ => return None,
        })
    }

    /// So much later; `None` beyond the calendar.
    pub(super) fn after(self, moment: DateTime<Utc>, amount: i64) -> Option<DateTime<Utc>> {
        super::moment::plus(moment, amount, self)
    }
}
