//! From the text of a code to its token (§ "2D Barcode Encoding", § "CWT Headers").

use crate::credential::cbor::{self, Map, Value};
use crate::credential::cose::{self, Headers};
use crate::credential::registered::ISS;
use crate::credential::{KeyHint, OpenError, Sealed};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal, Unsupported};
use data_encoding::BASE32_NOPAD;
use std::fmt;
use thiserror::Error;

const PREFIX: &[u8] = b"NZCP:/";
/// The major version that this reads.
const VERSION: &str = "1";
/// Bytes of a signature on P-256: r and s side by side.
const SIGNATURE: usize = 64;

/// Why a text is no pass.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PassError {
    /// No UTF-8, and so no Base32.
    #[error("not text at byte {at}")]
    NotText {
        /// Where.
        at: usize,
    },
    /// Nothing divides the version identifier from the Base32.
    #[error("no / behind it")]
    NoSlash,
    /// No version identifier.
    #[error("missing")]
    NoVersion,
    /// A version identifier that cannot be one.
    #[error("not a number")]
    VersionNotANumber,
    /// A signature of another algorithm.
    #[error("{bytes} bytes, where {SIGNATURE} belong")]
    SignatureLength {
        /// Its length.
        bytes: usize,
    },
    /// The token is CBOR of another type.
    #[error("the claims are not a map")]
    NotAMap,
    /// The issuer is no text, and so no key can be found by it.
    #[error("1 (iss) is not text")]
    IssuerNotText,
    /// No issuer, by which to find the key.
    #[error("1 (iss) is missing")]
    NoIssuer,
}

/// The claims of a pass, not yet believed. Its `Debug` shows none of them.
pub(in crate::credential) struct Pass(Personal<Map>);

impl Pass {
    /// The claims.
    pub(super) fn claims(&self) -> &Map {
        self.0.reveal()
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass")
    }
}

/// What follows the prefix, where the payload is a pass. The prefix is in capitals, as the alphanumeric mode of a QR code
/// has it.
pub(in crate::credential) fn claims(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(PREFIX)
}

/// Version, Base32, COSE_Sign1, and of the token what leads to its key: the issuer.
///
/// # Errors
/// [`OpenError::Unsupported`] for another version, [`OpenError::Malformed`] with the step that failed.
pub(in crate::credential) fn open(rest: &[u8]) -> Result<Sealed, OpenError> {
    let text = std::str::from_utf8(rest)
        .map_err(|error| OpenError::malformed("base32", PassError::NotText { at: error.valid_up_to() }))?;
    let message = base32(versioned(text)?)?;
    let message = cose::parse(&message, &[Algorithm::Es256], Headers::Protected)?;
    if message.signature.len() != SIGNATURE {
        let bytes = message.signature.len();
        return Err(OpenError::malformed("signature", PassError::SignatureLength { bytes }));
    }
    let (claims, issuer) = token(&message.payload)?;
    Ok(Sealed {
        family: Family::Nzcp,
        algorithm: message.algorithm,
        signed: Personal::new(message.to_be_signed()),
        hint: KeyHint::Issuer { issuer, kid: message.kid },
        signature: Signature::Raw(message.signature),
        content: Box::new(Pass(Personal::new(claims))),
    })
}

/// The Base32 behind the version identifier.
fn versioned(text: &str) -> Result<&str, OpenError> {
    let wrong = |problem| OpenError::malformed("version", problem);
    let (version, base32) = text.split_once('/').ok_or_else(|| wrong(PassError::NoSlash))?;
    match version {
        VERSION => Ok(base32),
        "" => Err(wrong(PassError::NoVersion)),
        _ if version.len() <= 4 && version.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(OpenError::Unsupported(Unsupported::Version {
                family: Family::Nzcp,
                version: version.to_owned(),
                genuine: false,
            }))
        }
        _ => Err(wrong(PassError::VersionNotANumber)),
    }
}

/// RFC 4648 §6 in capitals, without padding, and with nothing in the bits that are left over.
fn base32(text: &str) -> Result<Vec<u8>, OpenError> {
    BASE32_NOPAD.decode(text.as_bytes()).map_err(OpenError::at("base32"))
}

/// The claims of the token, and the issuer among them.
fn token(bytes: &[u8]) -> Result<(Map, String), OpenError> {
    let wrong = OpenError::at("cwt");
    let Value::Map(claims) = cbor::parse(bytes).map_err(OpenError::at("cwt"))? else {
        return Err(wrong(PassError::NotAMap));
    };
    let issuer = match ISS.of(&claims) {
        Some(Value::Text(issuer)) => issuer.clone(),
        Some(_) => return Err(wrong(PassError::IssuerNotText)),
        None => return Err(wrong(PassError::NoIssuer)),
    };
    Ok((claims, issuer))
}
