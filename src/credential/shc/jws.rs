//! The compact JWS of a card: RFC 7515 §7.1; SMART Health Cards 1.0.0, "Health Cards are encoded as compact serialization JWS"
//! and "Signing Health Cards".

use crate::credential::OpenError;
use crate::credential::json::{self, JsonError, Map, Value};
use data_encoding::{BASE64URL_NOPAD, DecodeError};
use thiserror::Error;

/// The longest key identifier that is looked up, in bytes. A thumbprint has 43.
const MAX_KID: usize = 128;
/// An ES256 signature: r and s, 32 bytes each (RFC 7518 §3.4).
const SIGNATURE: usize = 64;

/// Why a text is no JWS of a card.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JwsError {
    /// Not in the compact form.
    #[error("not three parts with full stops between them")]
    Parts,
    /// A part is no Base64url.
    #[error("{part}: {error}")]
    Encoding {
        /// Which one.
        part: &'static str,
        /// What is wrong, and where.
        error: DecodeError,
    },
    /// The header is no JSON.
    #[error("the header: {0}")]
    Header(JsonError),
    /// The header is JSON of another type.
    #[error("the header is not an object")]
    HeaderNotAnObject,
    /// A member of the header is not there.
    #[error("no {name}")]
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// A member of the header is of another type.
    #[error("{name} is not text")]
    NotText {
        /// Its name.
        name: &'static str,
    },
    /// Another algorithm, by its name in the registry.
    #[error("alg is {name}, where ES256 belongs")]
    OtherAlgorithm {
        /// The name.
        name: String,
    },
    /// No algorithm that could be named.
    #[error("alg is not ES256")]
    NoAlgorithm,
    /// The payload is not deflated.
    #[error("zip is not DEF")]
    Zip,
    /// Headers that whoever does not know them must refuse (RFC 7515 §4.1.11).
    #[error("critical headers (crit), none of which is known here")]
    Critical,
    /// Empty, too long, or of other characters than keys are named with.
    #[error("kid is no key identifier")]
    Kid,
    /// A signature of another algorithm.
    #[error("{bytes} bytes, where ES256 has {SIGNATURE}")]
    SignatureLength {
        /// Its length.
        bytes: usize,
    },
}

/// A JWS as these cards have it.
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
        return Err(malformed(JwsError::Parts));
    };
    let kid = header(&base64url("header", head)?)?;
    let payload = base64url("payload", body)?;
    let signature = base64url("signature", signature)?;
    if signature.len() != SIGNATURE {
        let bytes = signature.len();
        return Err(OpenError::malformed("signature", JwsError::SignatureLength { bytes }));
    }
    let end = head.len().saturating_add(1).saturating_add(body.len());
    let (signed, _) = text.split_at_checked(end).ok_or_else(|| malformed(JwsError::Parts))?;
    Ok(Jws { kid, signed, payload, signature })
}

/// Holds the header against the specification, which leaves no choice; the key identifier comes out.
fn header(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let header = match json::parse(bytes) {
        Ok(Value::Object(header)) => header,
        Ok(_) => return Err(malformed(JwsError::HeaderNotAnObject)),
        Err(error) => return Err(malformed(JwsError::Header(error))),
    };
    let text = |name| text(&header, name).map_err(malformed);
    match text("alg")? {
        "ES256" => {}
        "none" => return Err(OpenError::Unsigned),
        // A name of the registry can be told; whatever else stands there cannot.
        other if is_name(other) => {
            return Err(malformed(JwsError::OtherAlgorithm { name: other.to_owned() }));
        }
        _ => return Err(malformed(JwsError::NoAlgorithm)),
    }
    if text("zip")? != "DEF" {
        return Err(malformed(JwsError::Zip));
    }
    // RFC 7515 §4.1.11: whoever does not understand all that crit names must refuse; nothing is understood here.
    if header.contains_key("crit") {
        return Err(malformed(JwsError::Critical));
    }
    let kid = text("kid")?;
    if kid.is_empty() || kid.len() > MAX_KID || !kid.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(malformed(JwsError::Kid));
    }
    Ok(kid.as_bytes().to_vec())
}

fn text<'a>(header: &'a Map, name: &'static str) -> Result<&'a str, JwsError> {
    match header.get(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(JwsError::NotText { name }),
        None => Err(JwsError::Missing { name }),
    }
}

fn is_name(text: &str) -> bool {
    (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Base64url without padding, unused bits zero (RFC 7515 §2).
fn base64url(part: &'static str, text: &[u8]) -> Result<Vec<u8>, OpenError> {
    BASE64URL_NOPAD
        .decode(text)
        .map_err(|error| OpenError::malformed("base64url", JwsError::Encoding { part, error }))
}

fn malformed(problem: JwsError) -> OpenError {
    OpenError::malformed("jws", problem)
}
