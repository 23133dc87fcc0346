//! The payload of a card: SMART Health Cards 1.0.0, "Health Cards are encoded as Verifiable Credentials", "Health Cards are
//! Small" and "Revocation".

use super::bundle;
use super::fields::Fields;
use crate::credential::{Bound, Credential, ReadError, RevocationIds, Rid, Validity};
use crate::verdict::{Family, Remark, When};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// The type that every card has.
const HEALTH_CARD: &str = "https://smarthealth.cards#health-card";
/// The longest address of an issuer. The longest of those published has 111 characters.
const MAX_ISSUER: usize = 512;
/// The first second of the year 10000.
const CALENDAR_END: f64 = 253_402_300_800.0;
/// Times from here on, in the year 5138, are milliseconds where seconds belong.
const MILLISECONDS: f64 = 1e11;
/// The most characters of a revocation identifier.
const MAX_RID: usize = 24;

/// The issuer that the payload names: an `https` address without a slash at its end. What else it could be is no issuer, and
/// no key could be looked up by it.
pub(super) fn issuer(claims: &Map<String, Value>) -> Result<&str, &'static str> {
    let issuer = match claims.get("iss") {
        Some(Value::String(issuer)) => issuer,
        Some(_) => return Err("not text"),
        None => return Err("missing"),
    };
    let Some(rest) = issuer.strip_prefix("https://") else { return Err("not an https address") };
    let address = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    if rest.is_empty() || issuer.len() > MAX_ISSUER || !issuer.bytes().all(address) {
        return Err("not an https address");
    }
    if issuer.ends_with('/') {
        return Err("a slash at its end");
    }
    Ok(issuer)
}

/// Reads the claims.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing, of the wrong type, or has an impossible value.
pub(super) fn read(claims: &Map<String, Value>) -> Result<Credential, ReadError> {
    let root = Fields::root(claims);
    let mut remarks = Vec::new();
    let validity = validity(&root, &mut remarks)?;
    let vc = root.need("vc", root.fields("vc")?)?;
    if !vc.texts("type")?.contains(&HEALTH_CARD) {
        return Err(vc.error("type", format!("does not hold {HEALTH_CARD}")));
    }
    if let Some(rid) = vc.get("rid") {
        let held = rid.as_str().is_some_and(|rid| {
            (1..=MAX_RID).contains(&rid.len())
                && rid.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        });
        if !held {
            return Err(vc.error("rid", "not 1 to 24 characters of Base64url"));
        }
    }
    let subject = vc.need("credentialSubject", vc.fields("credentialSubject")?)?;
    let bundle = bundle::read(&subject.need("fhirBundle", subject.fields("fhirBundle")?)?, &mut remarks)?;
    Ok(Credential {
        family: Family::Shc,
        holder: bundle.holder,
        events: bundle.events,
        validity,
        remarks,
        doubts: Vec::new(),
    })
}

/// What a list of the issuer may name. The reader has held both against their forms.
pub(super) fn revocation_ids(claims: &Map<String, Value>) -> RevocationIds {
    let rid = claims.get("vc").and_then(|vc| vc.get("rid")).and_then(Value::as_str);
    let issued = claims.get("nbf").and_then(Value::as_f64);
    RevocationIds { rid: rid.map(|id| Rid { id: id.to_owned(), issued }), ..RevocationIds::default() }
}

fn validity(root: &Fields<'_>, remarks: &mut Vec<Remark>) -> Result<Validity, ReadError> {
    let mut validity = Validity::default();
    match root.get("nbf") {
        None => validity.missing.push("nbf"),
        Some(value) => {
            let seconds = seconds(value).map_err(|problem| root.error("nbf", problem))?;
            if seconds >= MILLISECONDS {
                return Err(root.error("nbf", "milliseconds, where seconds belong"));
            }
            let when = instant(seconds).ok_or_else(|| root.error("nbf", "beyond the calendar"))?;
            validity.from.push(Bound { claim: "nbf", when, zone: None });
        }
    }
    if let Some(value) = root.get("exp") {
        match instant(seconds(value).map_err(|problem| root.error("exp", problem))?) {
            Some(when) => validity.until.push(Bound { claim: "exp", when, zone: None }),
            None => remarks.push(Remark::BeyondCalendar { claim: "exp" }),
        }
    }
    Ok(validity)
}

/// A NumericDate (RFC 7519 §2): seconds since 1970, whole or not. JSON has no number that is not finite.
fn seconds(value: &Value) -> Result<f64, &'static str> {
    match value.as_f64() {
        Some(seconds) if seconds < 0.0 => Err("before 1970"),
        Some(seconds) => Ok(seconds),
        None => Err("not a number"),
    }
}

/// The point in time, to the millisecond; `None` beyond the calendar.
fn instant(seconds: f64) -> Option<When> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the calendar")]
    let millis = (seconds < CALENDAR_END).then(|| (seconds * 1000.0).floor() as i64)?;
    DateTime::<Utc>::from_timestamp_millis(millis).map(When::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_issuer_is_an_https_address_without_a_slash_at_its_end() {
        let of = |value: Value| {
            let Value::Object(claims) = json!({ "iss": value }) else { unreachable!() };
            issuer(&claims).map(str::to_owned)
        };
        assert_eq!(of(json!("https://a.example/b")), Ok("https://a.example/b".to_owned()));
        for (value, problem) in [
            (json!("https://a.example/"), "a slash at its end"),
            (json!("http://a.example"), "not an https address"),
            (json!("https://"), "not an https address"),
            (json!("https://a.example/ b"), "not an https address"),
            (json!("https://é.example"), "not an https address"),
            (json!(format!("https://{}", "a".repeat(600))), "not an https address"),
            (json!(null), "not text"),
            (json!(7), "not text"),
        ] {
            assert_eq!(of(value), Err(problem));
        }
        assert_eq!(issuer(&Map::new()), Err("missing"));
    }

    #[test]
    fn times_are_seconds_whole_or_not() {
        let read = |value: Value| seconds(&value).map(|at| instant(at).map(|when| when.to_string()));
        assert_eq!(read(json!(1_620_400_419)), Ok(Some("2021-05-07T15:13:39Z".to_owned())));
        assert_eq!(read(json!(1_687_450_764.656)), Ok(Some("2023-06-22T16:19:24.656Z".to_owned())));
        assert_eq!(read(json!(253_402_300_800_u64)), Ok(None));
        assert_eq!(read(json!(1e300)), Ok(None));
        assert_eq!(read(json!(-1)), Err("before 1970"));
        assert_eq!((read(json!(null)), read(json!("1"))), (Err("not a number"), Err("not a number")));
    }
}
