//! The claims of the CBOR Web Token (RFC 8392 §3; hcert 1.0.8 §3.3).

use crate::credential::cbor::{self, Key, Map, Value};
use crate::credential::{Bound, Note, ReadError, Validity, When};
use chrono::{DateTime, Utc};

/// Claim keys.
const ISS: i128 = 1;
const EXP: i128 = 4;
const NBF: i128 = 5;
const IAT: i128 = 6;
const HCERT: i128 = -260;
/// Switzerland's light certificate, in its private-use range.
const LIGHT: i128 = -250;

/// The first second after the year 9999. RFC 3339 and every calendar that people use end there; some issuers' times do
/// not.
const CALENDAR_END: i64 = 253_402_300_800;

/// The claims of one token.
#[derive(Debug)]
pub(super) struct Claims {
    /// Who issued it, by its own word.
    pub(super) issuer: Option<String>,
    /// Issue and expiry.
    pub(super) validity: Validity,
    /// Dates left out, and why.
    pub(super) notes: Vec<Note>,
    /// The certificate, by its kind.
    pub(super) content: Content,
}

/// The certificate within a token: a claim under -260, or for the first version of WHO's DDCC the token itself.
#[derive(Debug)]
pub(super) enum Content {
    /// The only claim within -260, by its key.
    Hcert(i128, Value),
    /// The only claim within -250: Switzerland's light certificate.
    Light(Value),
    /// The root: no -260, and DDCC's names stand beside the registered claims.
    Root(Value),
}

/// Reads a token.
///
/// # Errors
/// [`ReadError::Claim`] where it is no CBOR map, a registered claim is of the wrong type, or a time is not a number, not
/// finite or negative; [`ReadError::Unsupported`] where it holds several certificates.
pub(super) fn read(cwt: &[u8]) -> Result<Claims, ReadError> {
    let mut root = parse(cwt)?;
    let issuer = match root.get(&ISS.into()) {
        None => None,
        Some(Value::Text(issuer)) => Some(issuer.clone()),
        Some(_) => return Err(ReadError::claim("1 (iss)", "not text")),
    };
    let mut validity = Validity::default();
    let mut notes = Vec::new();
    let mut time = |label: i128, claim: &'static str, mandatory: bool| {
        let Some(value) = root.get(&label.into()) else {
            if mandatory {
                validity.missing.push(claim);
            }
            return Ok(None);
        };
        let read =
            numeric_date(value).map_err(|problem| ReadError::claim(format!("{label} ({claim})"), problem))?;
        if read.is_none() {
            notes.push(Note(format!("{claim} lies beyond the calendar and counts as none")));
            validity.missing.push(claim);
        }
        Ok(read.map(|at| Bound { claim, when: When::from(at), zone: None }))
    };
    let root_form = !root.contains_key(&Key::from(HCERT)) && !root.contains_key(&Key::from(LIGHT));
    // DDCC's first version states its dates in its own claims.
    let (exp, nbf, iat) =
        (time(EXP, "exp", !root_form)?, time(NBF, "nbf", false)?, time(IAT, "iat", !root_form)?);
    validity.from.extend(iat.into_iter().chain(nbf));
    validity.until.extend(exp);
    let content = match (root.remove(&HCERT.into()), root.remove(&LIGHT.into())) {
        (Some(hcert), None) => {
            let (kind, content) = within("-260", hcert)?;
            Content::Hcert(kind, content)
        }
        (None, Some(light)) => match within("-250", light)? {
            (1, content) => Content::Light(content),
            _ => return Err(ReadError::claim("-250", "its key is not 1")),
        },
        (Some(_), Some(_)) => return Err(ReadError::claim("-260, -250", "not exactly one of them")),
        (None, None) => Content::Root(Value::Map(root)),
    };
    Ok(Claims { issuer, validity, notes, content })
}

/// The token as a map.
pub(super) fn parse(cwt: &[u8]) -> Result<Map, ReadError> {
    match cbor::parse(cwt) {
        Ok(Value::Map(claims)) => Ok(claims),
        Ok(_) => Err(ReadError::claim("claims", "not a map")),
        Err(error) => Err(ReadError::claim("claims", error.to_string())),
    }
}

/// The certificate in the claim of that name. Two in one token are declined: a verdict is on one, and to show one of two would hide
/// the other.
fn within(claim: &str, hcert: Value) -> Result<(i128, Value), ReadError> {
    let Value::Map(hcert) = hcert else {
        return Err(ReadError::claim(claim, "not a map"));
    };
    let count = hcert.len();
    let mut contents = hcert.into_iter();
    match (contents.next(), count) {
        (Some((Key::Integer(kind), content)), 1) => Ok((kind, content)),
        (None, _) => Err(ReadError::claim(claim, "empty")),
        (Some(_), 1) => Err(ReadError::claim(claim, "its key is not a number")),
        _ => Err(ReadError::Unsupported(format!(
            "the signature holds, and the code carries {count} certificates at once, which cannot be judged here"
        ))),
    }
}

/// A NumericDate (RFC 8392 §2): seconds since 1970, whole or not; `None` beyond the calendar.
fn numeric_date(value: &Value) -> Result<Option<DateTime<Utc>>, &'static str> {
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
