//! From the text of a code to its zones (TR VDS-NC, § "Barcode format"): header and message, and the signature.

use super::canonical;
use crate::credential::{KeyHint, OpenError, Sealed, json};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Unsupported};
use crate::x509;
use data_encoding::{BASE64URL, BASE64URL_NOPAD};
use serde_json::{Map, Value};
use std::fmt;

/// The version that this reads.
const VERSION: f64 = 1.0;
/// The longest name of a type.
const MAX_TYPE: usize = 32;

/// What a seal attests, told by the header's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Vaccination,
    Test,
}

/// A message, not yet believed. Its `Debug` shows nothing of it.
pub(in crate::credential) struct Seal {
    kind: Kind,
    message: Value,
}

impl Seal {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn message(&self) -> &Value {
        &self.message
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal({:?})", self.kind)
    }
}

/// The text, where the payload looks like a seal: a JSON object or array with the names of the zones in it.
pub(in crate::credential) fn claims(bytes: &[u8]) -> Option<&[u8]> {
    let text = std::str::from_utf8(bytes).ok()?;
    let object = text.trim_start().starts_with(['{', '[']);
    let named = [r#""data""#, r#""hdr""#, r#""sig""#].iter().all(|member| text.contains(member));
    (object && named).then_some(bytes)
}

/// Header, algorithm, certificate and signature.
///
/// # Errors
/// [`OpenError::Unsupported`] for a type or version that is not known here, [`OpenError::Malformed`] with the step that
/// failed.
pub(in crate::credential) fn open(text: &[u8]) -> Result<Sealed, OpenError> {
    let root = json::parse(text).map_err(|error| OpenError::malformed("json", error.to_string()))?;
    let root = match root {
        // Australia's own sample stands in one.
        Value::Array(mut seals) => match (seals.pop(), seals.is_empty()) {
            (Some(seal), true) => seal,
            _ => return Err(OpenError::malformed("json", "an array of other than one seal")),
        },
        root => root,
    };
    let root = root.as_object().ok_or_else(|| OpenError::malformed("json", "not an object"))?;
    let data = object(root, "data")?;
    let (kind, country) = header(object(data, "hdr")?)?;
    let message = object(data, "msg")?;
    let sig = object(root, "sig")?;
    let (algorithm, length) = match text_of(sig, "alg")? {
        "ES256" => (Algorithm::Es256, 64),
        "ES384" => (Algorithm::Es384, 96),
        "ES512" => (Algorithm::Es512, 132),
        _ => return Err(OpenError::malformed("alg", "not ES256, ES384 or ES512")),
    };
    let certificate = base64url(sig, "cer")?;
    x509::check(&certificate).map_err(|error| OpenError::malformed("certificate", error.to_string()))?;
    let signature = base64url(sig, "sigvl")?;
    if signature.len() != length {
        let problem = format!("{} bytes, where {algorithm} has {length}", signature.len());
        return Err(OpenError::malformed("signature", problem));
    }
    Ok(Sealed {
        family: Family::VdsNc,
        algorithm,
        hint: KeyHint::Certificate { certificate, country },
        signed: canonical::bytes(&Value::Object(data.clone())),
        signature: Signature::Raw(signature),
        content: Box::new(Seal { kind, message: Value::Object(message.clone()) }),
    })
}

/// Header zone: type, version, issuing state.
fn header(header: &Map<String, Value>) -> Result<(Kind, String), OpenError> {
    let name = text_of(header, "t")?;
    let version = header.get("v").and_then(Value::as_f64);
    let version = version.ok_or_else(|| OpenError::malformed("header", "v is not a number"))?;
    let state = text_of(header, "is")?;
    let is_type = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    if name.is_empty() || name.len() > MAX_TYPE || !name.bytes().all(is_type) {
        return Err(OpenError::malformed("header", "t is no type"));
    }
    if !(1..=3).contains(&state.len()) || !state.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(OpenError::malformed("header", "is: not a code of a state of up to three letters"));
    }
    let kind = match name {
        "icao.vacc" => Kind::Vaccination,
        "icao.test" => Kind::Test,
        other => {
            return Err(OpenError::Unsupported(Unsupported::Type {
                family: Family::VdsNc,
                name: Some(other.to_owned()),
                genuine: false,
                issuer: None,
            }));
        }
    };
    if version != VERSION {
        return Err(OpenError::Unsupported(Unsupported::Version {
            family: Family::VdsNc,
            version: version.to_string(),
            genuine: false,
        }));
    }
    Ok((kind, state.to_owned()))
}

fn object<'a>(parent: &'a Map<String, Value>, name: &str) -> Result<&'a Map<String, Value>, OpenError> {
    let member = parent.get(name).and_then(Value::as_object);
    member.ok_or_else(|| OpenError::malformed("json", format!("{name} is no object")))
}

fn text_of<'a>(parent: &'a Map<String, Value>, name: &str) -> Result<&'a str, OpenError> {
    let member = parent.get(name).and_then(Value::as_str);
    member.ok_or_else(|| OpenError::malformed("json", format!("{name} is no text")))
}

/// RFC 4648 §5, padded or not: the report does not say, and Australia pads.
fn base64url(parent: &Map<String, Value>, name: &str) -> Result<Vec<u8>, OpenError> {
    let text = text_of(parent, name)?.as_bytes();
    let decoded = if text.ends_with(b"=") { BASE64URL.decode(text) } else { BASE64URL_NOPAD.decode(text) };
    decoded.map_err(|error| OpenError::malformed("base64url", format!("{name}: {error}")))
}
