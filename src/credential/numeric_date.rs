//! NumericDate: times of CBOR Web Tokens (RFC 8392 §2) and of JSON Web Tokens (RFC 7519 §2), seconds since 1970, whole or not.

use super::cbor::Value;
use chrono::{DateTime, Utc};
use thiserror::Error;

/// The first second after the year 9999. RFC 3339 and every calendar that people use end there; some issuers' times do
/// not.
const CALENDAR_END: f64 = 253_402_300_800.0;

/// Why a value is no NumericDate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimeProblem {
    /// Of another type.
    #[error("not a number")]
    NotANumber,
    /// Negative.
    #[error("before 1970")]
    Before1970,
    /// NaN or an infinity.
    #[error("not a finite number")]
    NotFinite,
}

/// The time that a value of CBOR is; `None` beyond the calendar.
pub(super) fn numeric_date(value: &Value) -> Result<Option<DateTime<Utc>>, TimeProblem> {
    let number = match *value {
        // Whatever lies within the calendar is exact as a double.
        Value::Integer(number) => number as f64,
        Value::Float(number) => number,
        _ => return Err(TimeProblem::NotANumber),
    };
    seconds(number).map(instant)
}

/// The seconds since 1970 that a number is.
pub(super) fn seconds(number: f64) -> Result<f64, TimeProblem> {
    if !number.is_finite() {
        return Err(TimeProblem::NotFinite);
    }
    if number < 0.0 { Err(TimeProblem::Before1970) } else { Ok(number) }
}

/// The point in time, to the millisecond; `None` beyond the calendar.
pub(super) fn instant(seconds: f64) -> Option<DateTime<Utc>> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the calendar")]
    let millis = (seconds < CALENDAR_END).then(|| (seconds * 1000.0).floor() as i64)?;
    DateTime::from_timestamp_millis(millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::When;

    #[track_caller]
    fn time(value: Value, expected: Result<Option<&str>, TimeProblem>) {
        let read = numeric_date(&value).map(|at| at.map(|at| When::from(at).to_string()));
        assert_eq!(read.as_ref().map(Option::as_deref).map_err(|problem| *problem), expected, "{value:?}");
    }

    #[test]
    fn times_are_whole_or_fractional_seconds() {
        time(Value::Integer(0), Ok(Some("1970-01-01T00:00:00Z")));
        time(Value::Integer(1_620_400_419), Ok(Some("2021-05-07T15:13:39Z")));
        time(Value::Float(1_620_400_419.5), Ok(Some("2021-05-07T15:13:39.500Z")));
        time(Value::Float(-0.0), Ok(Some("1970-01-01T00:00:00Z")));
    }

    #[test]
    fn times_beyond_the_calendar_count_as_none() {
        time(Value::Integer(253_402_300_799), Ok(Some("9999-12-31T23:59:59Z")));
        for far in [253_402_300_800, 9_223_372_036_854_775, i64::MAX.into(), u64::MAX.into(), i128::MAX] {
            time(Value::Integer(far), Ok(None));
        }
        time(Value::Float(253_402_300_799.999_9), Ok(Some("9999-12-31T23:59:59.999Z")));
        for far in [253_402_300_800.0, 9.3e18, f64::MAX] {
            time(Value::Float(far), Ok(None));
        }
    }

    #[test]
    fn times_that_are_none_are_refused() {
        time(Value::Integer(-1), Err(TimeProblem::Before1970));
        time(Value::Integer(i128::MIN), Err(TimeProblem::Before1970));
        time(Value::Float(-0.5), Err(TimeProblem::Before1970));
        for never in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            time(Value::Float(never), Err(TimeProblem::NotFinite));
        }
        time(Value::Text("2021-05-07".to_owned()), Err(TimeProblem::NotANumber));
        time(Value::Null, Err(TimeProblem::NotANumber));
    }
}
