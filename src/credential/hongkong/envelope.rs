//! From the text of a code to its fields, its signature and the bytes that the signature covers.

use super::fields::Fields;
use crate::credential::{KeyHint, OpenError, Sealed};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal, Unsupported};
use data_encoding::{BASE64, DecodeError};
use p256::ecdsa;
use std::fmt;
use std::ops::RangeInclusive;
use thiserror::Error;

const PREFIX: &[u8] = b"HKSARG|";
/// U+FEFF in UTF-8, seen before the text of some codes.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The longest text taken, in bytes. The largest QR code holds 2,953; the rest is room for a text given in its place.
const MAX_BYTES: usize = 4096;
/// More fields than any type has, and than an unknown type is believed to have.
const MAX_FIELDS: usize = 64;
/// The longest name of a type; those known have three letters.
const MAX_TYPE: usize = 16;

/// Why a text is no record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordError {
    /// More text than a code holds.
    #[error("{bytes} bytes, more than {MAX_BYTES}")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Bytes that are no text.
    #[error("not UTF-8 at byte {at}")]
    NotUtf8 {
        /// Where.
        at: usize,
    },
    /// A character that no record has.
    #[error("a control character at byte {at}")]
    Control {
        /// Where.
        at: usize,
    },
    /// More fields than any type has.
    #[error("{count} fields, more than {MAX_FIELDS}")]
    TooManyFields {
        /// How many there are.
        count: usize,
    },
    /// No name of a type.
    #[error("field 1 is no type: letters and digits are asked for")]
    NoType,
    /// Other fields than those of the type.
    #[error("{count} fields, where {kind} has {}", described(.wanted))]
    Fields {
        /// How many there are.
        count: usize,
        /// The type.
        kind: &'static str,
        /// How many it has.
        wanted: RangeInclusive<usize>,
    },
    /// The signature is no Base64.
    #[error("not Base64: {0}")]
    Base64(DecodeError),
    /// The signature cannot be one.
    #[error("not an ECDSA signature on P-256 in DER")]
    Signature,
}

/// What a code attests, told by field 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Vaccination,
    Exemption,
    Test,
}

/// A record's fields, split and not yet believed. Its `Debug` shows none of them.
pub(in crate::credential) struct Record {
    pub(super) kind: Kind,
    pub(super) fields: Fields,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({:?})", self.kind)
    }
}

/// The code from its prefix on, where it is one of Hong Kong's. A byte order mark before it is dropped here, and belongs to
/// nothing that is parsed or verified.
pub(in crate::credential) fn claims(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    bytes.starts_with(PREFIX).then_some(bytes)
}

/// Splits the fields and takes the signature.
///
/// # Errors
/// [`OpenError::Malformed`] where the text is no row of fields, or the signature no ECDSA signature on P-256 in strict DER
/// and Base64; [`OpenError::Unsigned`] for a specimen; [`OpenError::Unsupported`] for a type not known here. A code of
/// such a type need be no more than text without control characters, of at most [`MAX_FIELDS`] fields, with a type of
/// letters and digits: what its other fields and its signature look like is not known.
pub(in crate::credential) fn open(bytes: &[u8]) -> Result<Sealed, OpenError> {
    let text = text(bytes).map_err(OpenError::at("fields"))?;
    let kind = kind(text)?;
    // The `|` before the signature is signed with the rest.
    let end = text.rfind('|').map_or(0, |bar| bar.saturating_add(1));
    let (signed, signature) = text.split_at_checked(end).unwrap_or_default();
    let fields = Fields::split(signed);
    Ok(Sealed {
        family: Family::HongKong,
        algorithm: Algorithm::Es256,
        hint: KeyHint::Any { first: first_key(kind, fields.text(2)), version: version(&fields) },
        signed: Personal::new(signed.as_bytes().to_vec()),
        signature: decode(signature)?,
        content: Box::new(Record { kind, fields }),
    })
}

/// The text, of a length and of characters that a record may have.
fn text(bytes: &[u8]) -> Result<&str, RecordError> {
    if bytes.len() > MAX_BYTES {
        return Err(RecordError::TooLong { bytes: bytes.len() });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| RecordError::NotUtf8 { at: error.valid_up_to() })?;
    match text.char_indices().find(|(_, c)| c.is_control()) {
        Some((at, _)) => Err(RecordError::Control { at }),
        None => Ok(text),
    }
}

/// What a record attests, which must have the fields of its type.
fn kind(text: &str) -> Result<Kind, OpenError> {
    let wrong = OpenError::at("fields");
    let count = text.split('|').count();
    if count > MAX_FIELDS {
        return Err(wrong(RecordError::TooManyFields { count }));
    }
    let name = text.split('|').nth(1).unwrap_or_default();
    let (kind, of, wanted) = match name {
        "VAC" => ("VAC", Kind::Vaccination, 19..=19),
        "MEC" => ("MEC", Kind::Exemption, 20..=20),
        "EVT" => ("EVT", Kind::Test, 12..=13),
        _ if is_type(name) => {
            return Err(OpenError::Unsupported(Unsupported::Type {
                family: Family::HongKong,
                name: Some(name.to_owned()),
                genuine: false,
                issuer: None,
            }));
        }
        _ => return Err(wrong(RecordError::NoType)),
    };
    if wanted.contains(&count) { Ok(of) } else { Err(wrong(RecordError::Fields { count, kind, wanted })) }
}

fn is_type(name: &str) -> bool {
    (1..=MAX_TYPE).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn described(counts: &RangeInclusive<usize>) -> String {
    if counts.start() == counts.end() {
        counts.start().to_string()
    } else {
        format!("{} or {}", counts.start(), counts.end())
    }
}

/// The signature's DER. It is decoded here already, so that a broken signature is told from one that does not hold:
/// r and s must be minimal, within the order of the curve and not zero, and nothing may follow.
fn decode(signature: &str) -> Result<Signature, OpenError> {
    if signature == "-" {
        return Err(OpenError::Unsigned);
    }
    let wrong = OpenError::at("signature");
    let der = BASE64.decode(signature.as_bytes()).map_err(|error| wrong(RecordError::Base64(error)))?;
    ecdsa::Signature::from_der(&der).map_err(|_| wrong(RecordError::Signature))?;
    Ok(Signature::Der(der))
}

/// The longest QR version that is one.
const MAX_VERSION: usize = 16;

/// The type with its QR version (`VAC 3.00`): test records count their own.
fn version(fields: &Fields) -> Option<String> {
    let version = fields.text(2);
    let is_version = (1..=MAX_VERSION).contains(&version.len())
        && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_version.then(|| format!("{} {version}", fields.text(1)))
}

/// The key to begin with, as the LeaveHomeSafe app chose it. Unconfirmed: the mapping was never published, which is why
/// every other Hong Kong key is tried after it.
fn first_key(kind: Kind, version: &str) -> Option<&'static str> {
    if kind == Kind::Test {
        return Some("hk-0");
    }
    let major = version.split('.').next().unwrap_or_default();
    match major.parse::<u32>().ok()? {
        2 => Some("hk-0"),
        3 => Some("hk-1"),
        4 => Some("hk-2"),
        later if later > 4 => Some("hk-3"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_how_many_fields_a_type_has() {
        let says = |text: &str| kind(text).unwrap_err().to_string();
        assert_eq!(says("HKSARG|VAC|3"), "fields: 3 fields, where VAC has 19");
        assert_eq!(says("HKSARG|EVT|3"), "fields: 3 fields, where EVT has 12 or 13");
        assert_eq!(says(&"|".repeat(64)), "fields: 65 fields, more than 64");
        assert_eq!(kind(&format!("HKSARG|MEC{}", "|".repeat(18))), Ok(Kind::Exemption));
    }
}
