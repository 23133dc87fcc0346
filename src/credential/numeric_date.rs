//! Times of CBOR Web Tokens.

use super::cbor::Value;
use chrono::{DateTime, Utc};

/// The first second after the year 9999. RFC 3339 and every calendar that people use end there; some issuers' times do
/// not.
const CALENDAR_END: i64 = 253_402_300_800;

/// A NumericDate (RFC 8392 §2): seconds since 1970, whole or not; `None` beyond the calendar.
pub(super) fn numeric_date(value: &Value) -> Result<Option<DateTime<Utc>>, &'static str> {
    match *value {
        Value::Integer(seconds) if seconds < 0 => Err("before 1970"),
        Value::Integer(seconds) => Ok(i64::try_from(seconds)
            .ok()
            .filter(|seconds| *seconds < CALENDAR_END)
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))),
        Value::Float(seconds) if !seconds.is_finite() => Err("not a finite number"),
        Value::Float(seconds) if seconds < 0.0 => Err("before 1970"),
        Value::Float(seconds) => {
            // Below 2^53 a float holds its milliseconds exactly enough; the conversion saturates, and far is far.
            #[expect(clippy::cast_possible_truncation, reason = "saturating, and bounded just below")]
            let millis = (seconds * 1000.0).floor() as i64;
            Ok((millis / 1000 < CALENDAR_END).then(|| DateTime::from_timestamp_millis(millis)).flatten())
        }
        _ => Err("not a number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::When;

    #[track_caller]
    fn time(value: Value, expected: Result<Option<&str>, &str>) {
        let read = numeric_date(&value).map(|at| at.map(|at| When::from(at).to_string()));
        assert_eq!(read.as_ref().map(Option::as_deref).map_err(|error| *error), expected, "{value:?}");
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
        for far in [253_402_300_800.0, 9.3e18, f64::MAX] {
            time(Value::Float(far), Ok(None));
        }
    }

    #[test]
    fn times_that_are_none_are_refused() {
        time(Value::Integer(-1), Err("before 1970"));
        time(Value::Integer(i128::MIN), Err("before 1970"));
        time(Value::Float(-0.5), Err("before 1970"));
        for never in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            time(Value::Float(never), Err("not a finite number"));
        }
        time(Value::Text("2021-05-07".to_owned()), Err("not a number"));
        time(Value::Null, Err("not a number"));
    }
}
