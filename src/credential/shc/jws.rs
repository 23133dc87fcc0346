//! The compact JWS of a card: RFC 7515 §7.1; SMART Health Cards 1.0.0, "Health Cards are encoded as compact serialization JWS"
//! and "Signing Health Cards".

use crate::credential::{OpenError, json};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// The longest key identifier that is looked up, in bytes. A thumbprint has 43.
const MAX_KID: usize = 128;
/// An ES256 signature: r and s, 32 bytes each (RFC 7518 §3.4).
const SIGNATURE: usize = 64;

/// A JWS as these cards have it.
#[derive(Debug)]
pub(super) struct Jws<'a> {
    /// The key identifier, text.
    pub(super) kid: Vec<u8>,
    /// Header and payload as they came, which the signature covers.
    pub(super) signed: &'a [u8],
    /// The payload, still deflated.
    pub(super) payload: Vec<u8>,
    pub(super) signature: Vec<u8>,
}

/// Takes a compact JWS apart.
///
/// # Errors
/// [`OpenError::Unsigned`] where the header says so; [`OpenError::Malformed`] where it is no JWS, or not one that the
/// specification allows.
pub(super) fn parse(text: &[u8]) -> Result<Jws<'_>, OpenError> {
    let mut parts = text.split(|byte| *byte == b'.');
    let (Some(head), Some(body), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(malformed("not three parts with full stops between them"));
    };
    let kid = header(&base64url("header", head)?)?;
    let payload = base64url("payload", body)?;
    let signature = base64url("signature", signature)?;
    if signature.len() != SIGNATURE {
        let length = signature.len();
        return Err(OpenError::malformed(
            "signature",
            format!("{length} bytes, where ES256 has {SIGNATURE}"),
        ));
    }
    let end = head.len().saturating_add(1).saturating_add(body.len());
    let signed = text.get(..end).ok_or_else(|| malformed("cut short"))?;
    Ok(Jws { kid, signed, payload, signature })
}

/// Holds the header against the specification, which leaves no choice; the key identifier comes out.
fn header(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let header = match json::parse(bytes) {
        Ok(Value::Object(header)) => header,
        Ok(_) => return Err(malformed("the header is not an object")),
        Err(error) => return Err(malformed(format!("the header: {error}"))),
    };
    match text(&header, "alg")? {
        "ES256" => {}
        "none" => return Err(OpenError::Unsigned),
        // A name of the registry can be told; whatever else stands there cannot.
        other if is_name(other) => return Err(malformed(format!("alg is {other}, where ES256 belongs"))),
        _ => return Err(malformed("alg is not ES256")),
    }
    if text(&header, "zip")? != "DEF" {
        return Err(malformed("zip is not DEF"));
    }
    // RFC 7515 §4.1.11: whoever does not understand all that crit names must refuse; nothing is understood here.
    if header.contains_key("crit") {
        return Err(malformed("critical headers (crit), none of which is known here"));
    }
    let kid = text(&header, "kid")?;
    if kid.is_empty() || kid.len() > MAX_KID || !kid.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(malformed("kid is no key identifier"));
    }
    Ok(kid.as_bytes().to_vec())
}

fn text<'a>(header: &'a Map<String, Value>, name: &str) -> Result<&'a str, OpenError> {
    match header.get(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(malformed(format!("{name} is not text"))),
        None => Err(malformed(format!("no {name}"))),
    }
}

fn is_name(text: &str) -> bool {
    (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Base64url without padding, unused bits zero (RFC 7515 §2).
fn base64url(part: &str, text: &[u8]) -> Result<Vec<u8>, OpenError> {
    BASE64URL_NOPAD
        .decode(text)
        .map_err(|error| OpenError::malformed("base64url", format!("{part}: {error}")))
}

fn malformed(problem: impl Into<String>) -> OpenError {
    OpenError::malformed("jws", problem)
}
