//! From the text of a code to its zones (TR VDS-NC, § "Barcode format"): header and message, and the signature.

use super::canonical;
use crate::credential::json::{self, Map, Value};
use crate::credential::{KeyHint, OpenError, Sealed};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal, Unsupported};
use crate::x509;
use data_encoding::{BASE64URL, BASE64URL_NOPAD, DecodeError};
use std::fmt;
use thiserror::Error;

/// The version that this reads.
const VERSION: f64 = 1.0;
/// The longest name of a type.
const MAX_TYPE: usize = 32;

/// Why a text is no seal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SealError {
    /// Several seals, or none.
    #[error("an array of other than one seal")]
    NotOneSeal,
    /// JSON of another type.
    #[error("not an object")]
    NotAnObject,
    /// A zone that is missing, or of another type.
    #[error("{name} is no object")]
    NoObject {
        /// Its name.
        name: &'static str,
    },
    /// A member that is missing, or of another type.
    #[error("{name} is no text")]
    NoText {
        /// Its name.
        name: &'static str,
    },
    /// The version is missing, or of another type.
    #[error("v is not a number")]
    Version,
    /// No name of a type.
    #[error("t is no type")]
    Type,
    /// No code of a state (Doc 9303-3, section 5).
    #[error("is: not a code of a state of up to three letters")]
    State,
    /// An algorithm that the report does not have.
    #[error("not ES256, ES384 or ES512")]
    Algorithm,
    /// No Base64url.
    #[error("{name}: {error}")]
    Encoding {
        /// The member.
        name: &'static str,
        /// What is wrong, and where.
        error: DecodeError,
    },
    /// A signature of another algorithm.
    #[error("{bytes} bytes, where {algorithm} has {wanted}")]
    SignatureLength {
        /// Its length.
        bytes: usize,
        /// The algorithm stated.
        algorithm: Algorithm,
        /// The length of its signatures.
        wanted: usize,
    },
}

/// What a seal attests, told by the header's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Vaccination,
    Test,
}

impl Kind {
    /// How a signer's list of document types names it (Doc 9303-12, document type list; TR VDS-NC, signer profile).
    pub(super) fn document_type(self) -> &'static str {
        match self {
            Self::Vaccination => "NV",
            Self::Test => "NT",
        }
    }
}

/// A message, not yet believed. Its `Debug` shows nothing of it.
pub(in crate::credential) struct Seal {
    kind: Kind,
    message: Personal<Value>,
}

impl Seal {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn message(&self) -> &Value {
        self.message.reveal()
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
    let root = seal(text)?;
    let data = object(&root, "data")?;
    let (kind, country) = header(object(data, "hdr")?)?;
    let message = object(data, "msg")?;
    let (algorithm, certificate, signature) = signature(object(&root, "sig")?)?;
    Ok(Sealed {
        family: Family::VdsNc,
        algorithm,
        hint: KeyHint::Certificate { certificate, country },
        signed: Personal::new(canonical::bytes(&Value::Object(data.clone()))),
        signature: Signature::Raw(signature),
        content: Box::new(Seal { kind, message: Personal::new(Value::Object(message.clone())) }),
    })
}

/// The outermost object. Australia's own sample stands in an array of one.
fn seal(text: &[u8]) -> Result<Map, OpenError> {
    let wrong = OpenError::at("json");
    let root = match json::parse(text).map_err(OpenError::at("json"))? {
        Value::Array(mut seals) => match (seals.pop(), seals.is_empty()) {
            (Some(seal), true) => seal,
            _ => return Err(wrong(SealError::NotOneSeal)),
        },
        root => root,
    };
    match root {
        Value::Object(root) => Ok(root),
        _ => Err(wrong(SealError::NotAnObject)),
    }
}

/// Header zone: type, version, issuing state.
fn header(header: &Map) -> Result<(Kind, String), OpenError> {
    let wrong = OpenError::at("header");
    let name = text_of(header, "t")?;
    let version = header.get("v").and_then(Value::as_f64).ok_or_else(|| wrong(SealError::Version))?;
    let state = text_of(header, "is")?;
    let is_type = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    if name.is_empty() || name.len() > MAX_TYPE || !name.bytes().all(is_type) {
        return Err(wrong(SealError::Type));
    }
    if !(1..=3).contains(&state.len()) || !state.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(wrong(SealError::State));
    }
    let kind = kind(name)?;
    if version != VERSION {
        return Err(OpenError::Unsupported(Unsupported::Version {
            family: Family::VdsNc,
            version: version.to_string(),
            genuine: false,
        }));
    }
    Ok((kind, state.to_owned()))
}

fn kind(name: &str) -> Result<Kind, OpenError> {
    match name {
        "icao.vacc" => Ok(Kind::Vaccination),
        "icao.test" => Ok(Kind::Test),
        other => Err(OpenError::Unsupported(Unsupported::Type {
            family: Family::VdsNc,
            name: Some(other.to_owned()),
            genuine: false,
            issuer: None,
        })),
    }
}

/// Signature zone: algorithm, certificate, signature.
fn signature(zone: &Map) -> Result<(Algorithm, Vec<u8>, Vec<u8>), OpenError> {
    let (algorithm, wanted) = match text_of(zone, "alg")? {
        "ES256" => (Algorithm::Es256, 64),
        "ES384" => (Algorithm::Es384, 96),
        "ES512" => (Algorithm::Es512, 132),
        _ => return Err(OpenError::malformed("alg", SealError::Algorithm)),
    };
    let certificate = base64url(zone, "cer")?;
    x509::check(&certificate).map_err(OpenError::at("certificate"))?;
    let signature = base64url(zone, "sigvl")?;
    if signature.len() != wanted {
        let bytes = signature.len();
        return Err(OpenError::malformed(
            "signature",
            SealError::SignatureLength { bytes, algorithm, wanted },
        ));
    }
    Ok((algorithm, certificate, signature))
}

fn object<'a>(parent: &'a Map, name: &'static str) -> Result<&'a Map, OpenError> {
    let member = parent.get(name).and_then(Value::as_object);
    member.ok_or_else(|| OpenError::malformed("json", SealError::NoObject { name }))
}

fn text_of<'a>(parent: &'a Map, name: &'static str) -> Result<&'a str, OpenError> {
    let member = parent.get(name).and_then(Value::as_str);
    member.ok_or_else(|| OpenError::malformed("json", SealError::NoText { name }))
}

/// RFC 4648 §5, padded or not: the report does not say, and Australia pads.
fn base64url(parent: &Map, name: &'static str) -> Result<Vec<u8>, OpenError> {
    let text = text_of(parent, name)?.as_bytes();
    let decoded = if text.ends_with(b"=") { BASE64URL.decode(text) } else { BASE64URL_NOPAD.decode(text) };
    decoded.map_err(|error| OpenError::malformed("base64url", SealError::Encoding { name, error }))
}
