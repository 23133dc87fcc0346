//! The payload of a card: SMART Health Cards 1.0.0, "Health Cards are encoded as Verifiable Credentials", "Health Cards are
//! Small" and "Revocation".

use super::bundle;
use super::fields::{CardProblem, texts};
use crate::credential::fields::JsonFields;
use crate::credential::json::{Map, Value};
use crate::credential::numeric_date::{TimeProblem, instant, seconds};
use crate::credential::{Bound, ClaimProblem, Credential, ReadError, RevocationIds, Rid, Validity};
use crate::verdict::{Doubt, Family, When};
use thiserror::Error;

/// The type that every card has.
pub(super) const HEALTH_CARD: &str = "https://smarthealth.cards#health-card";
/// The longest address of an issuer. The longest of those published has 111 characters.
const MAX_ISSUER: usize = 512;
/// Times from here on, in the year 5138, are milliseconds where seconds belong, or nonsense.
const MILLISECONDS: f64 = 1e11;
/// The most characters of a revocation identifier.
pub(super) const MAX_RID: usize = 24;

/// Why no key could be looked up by a payload.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PayloadError {
    /// JSON of another type.
    #[error("not an object")]
    NotAnObject,
    /// No issuer.
    #[error("iss: missing")]
    NoIssuer,
    /// The issuer is of another type.
    #[error("iss: not text")]
    IssuerNotText,
    /// The issuer is no address, or one of another scheme.
    #[error("iss: not an https address")]
    IssuerNotHttps,
    /// The issuer's address ends in a slash, which the specification rules out: keys are published beneath it.
    #[error("iss: a slash at its end")]
    IssuerSlash,
}

/// The issuer that the payload names: an `https` address without a slash at its end. What else it could be is no issuer, and
/// no key could be looked up by it.
pub(super) fn issuer(claims: &Map) -> Result<&str, PayloadError> {
    let issuer = match claims.get("iss") {
        Some(Value::String(issuer)) => issuer,
        Some(_) => return Err(PayloadError::IssuerNotText),
        None => return Err(PayloadError::NoIssuer),
    };
    let rest = issuer.strip_prefix("https://").ok_or(PayloadError::IssuerNotHttps)?;
    let address = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    if rest.is_empty() || issuer.len() > MAX_ISSUER || !issuer.bytes().all(address) {
        return Err(PayloadError::IssuerNotHttps);
    }
    if issuer.ends_with('/') {
        return Err(PayloadError::IssuerSlash);
    }
    Ok(issuer)
}

/// Reads the claims.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing, of the wrong type, or has an impossible value.
pub(super) fn read(claims: &Map) -> Result<Credential, ReadError> {
    let root = JsonFields::root(claims);
    let mut remarks = Vec::new();
    let validity = validity(&root)?;
    let vc = root.need("vc", root.fields("vc")?)?;
    if !texts(&vc, "type")?.contains(&HEALTH_CARD) {
        return Err(vc.error("type", CardProblem::NotAHealthCard));
    }
    if vc.get("rid").is_some_and(|rid| !is_rid(rid)) {
        return Err(vc.error("rid", CardProblem::RevocationId));
    }
    let subject = vc.need("credentialSubject", vc.fields("credentialSubject")?)?;
    let bundle = bundle::read(&subject.need("fhirBundle", subject.fields("fhirBundle")?)?, &mut remarks)?;
    let mut doubts = bundle.doubts;
    // RFC 7519 §4.1.3: a token is for those whom it names.
    if root.present("aud").is_some() {
        doubts.push(Doubt::Addressee);
    }
    Ok(Credential {
        holder: bundle.holder,
        events: bundle.events,
        validity,
        remarks,
        doubts,
        ..Credential::new(Family::Shc)
    })
}

/// Whether a value has the form of a revocation identifier ("Revocation").
fn is_rid(value: &Value) -> bool {
    value.as_str().is_some_and(|rid| {
        (1..=MAX_RID).contains(&rid.len())
            && rid.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

/// What a list of the issuer may name. The reader has held both against their forms.
pub(super) fn revocation_ids(claims: &Map) -> RevocationIds {
    let rid = claims.get("vc").and_then(|vc| vc.get("rid")).and_then(Value::as_str);
    let issued = claims.get("nbf").and_then(Value::as_f64);
    RevocationIds { rid: rid.map(|id| Rid { id: id.to_owned(), issued }), ..RevocationIds::default() }
}

fn validity(root: &JsonFields<'_>) -> Result<Validity, ReadError> {
    let mut validity = Validity::default();
    let bound = |claim: &'static str| match numeric_date(root, claim)? {
        None => Ok(None),
        Some(at) if at >= MILLISECONDS => Err(root.error(claim, CardProblem::Milliseconds)),
        Some(at) => {
            let at = instant(at).ok_or_else(|| root.error(claim, ClaimProblem::BeyondCalendar))?;
            Ok(Some(Bound { claim, when: When::from(at), zone: None }))
        }
    };
    match bound("nbf")? {
        None => validity.missing.push("nbf"),
        Some(from) => validity.from.push(from),
    }
    validity.until.extend(bound("exp")?);
    Ok(validity)
}

/// A NumericDate (RFC 7519 §2), where it is there: seconds since 1970.
fn numeric_date(root: &JsonFields<'_>, name: &str) -> Result<Option<f64>, ReadError> {
    let Some(value) = root.get(name) else { return Ok(None) };
    let read = value.as_f64().ok_or(TimeProblem::NotANumber).and_then(seconds);
    read.map(Some).map_err(|problem| root.error(name, problem))
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
            (json!("https://a.example/"), PayloadError::IssuerSlash),
            (json!("http://a.example"), PayloadError::IssuerNotHttps),
            (json!("https://"), PayloadError::IssuerNotHttps),
            (json!("https://a.example/ b"), PayloadError::IssuerNotHttps),
            (json!("https://é.example"), PayloadError::IssuerNotHttps),
            (json!(format!("https://{}", "a".repeat(600))), PayloadError::IssuerNotHttps),
            (json!(null), PayloadError::IssuerNotText),
            (json!(7), PayloadError::IssuerNotText),
        ] {
            assert_eq!(of(value), Err(problem));
        }
        assert_eq!(issuer(&Map::new()), Err(PayloadError::NoIssuer));
    }

    #[test]
    fn times_are_seconds_whole_or_not() {
        let read = |value: Value| {
            let value = json!({ "exp": value });
            let root = JsonFields::of(&value, "").map_err(|error| error.to_string())?;
            let at = numeric_date(&root, "exp").map_err(|error| error.to_string())?;
            Ok(at.and_then(instant).map(|at| When::from(at).to_string()))
        };
        assert_eq!(read(json!(1_620_400_419)), Ok(Some("2021-05-07T15:13:39Z".to_owned())));
        assert_eq!(read(json!(1_687_450_764.656)), Ok(Some("2023-06-22T16:19:24.656Z".to_owned())));
        assert_eq!(read(json!(253_402_300_800_u64)), Ok(None));
        assert_eq!(read(json!(1e300)), Ok(None));
        assert_eq!(read(json!(-1)), Err("exp: before 1970".to_owned()));
        for value in [json!(null), json!("1")] {
            assert_eq!(read(value), Err("exp: not a number".to_owned()));
        }
    }
}
