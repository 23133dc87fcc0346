//! COSE_Sign1 (RFC 9052 §4.2): one signer, the payload within.

use super::OpenError;
use super::cbor::{self, CborError, Key, Map, Value};
use crate::verdict::Algorithm;
use std::fmt;
use thiserror::Error;

/// CBOR tag of a COSE_Sign1 (RFC 9052 §2) and of a CWT (RFC 8392 §6). Issuers write both, one or none.
const TAGS: [u64; 2] = [18, 61];
/// How many of them are taken off.
const MAX_TAGS: usize = 4;

/// Header labels (RFC 9052 §3.1).
const ALG: i128 = 1;
const CRIT: i128 = 2;
const KID: i128 = 4;

/// Bytes of a raw signature on P-256, P-384 and P-521.
const CURVE_LENGTHS: [usize; 3] = [64, 96, 132];

/// Where alg and kid are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headers {
    /// From the protected header, and from the unprotected one where that does not state them.
    Either,
    /// From the protected header alone, which must state both.
    Protected,
}

/// Why a message is no COSE_Sign1 of its family.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CoseError {
    /// Of another type of CBOR.
    #[error("not an array")]
    NotAnArray,
    /// Not of four parts.
    #[error("{found} parts, where 4 belong")]
    Parts {
        /// How many there are.
        found: usize,
    },
    /// Parts of other types.
    #[error("the parts are not a byte string, a map, the payload and a byte string")]
    WrongParts,
    /// The payload is null, or of another type.
    #[error("the payload is not in the message")]
    NoPayload,
    /// The protected header is no CBOR.
    #[error("the protected header: {0}")]
    Protected(CborError),
    /// The protected header is CBOR of another type.
    #[error("the protected header is not a map")]
    ProtectedNotAMap,
    /// Headers that whoever does not know them must refuse (RFC 9052 §3.1).
    #[error("critical headers (crit), none of which is known here")]
    Critical,
    /// The key identifier is of another type.
    #[error("kid is not a byte string")]
    KidNotBytes,
    /// No key identifier, where one is asked for.
    #[error("no kid in the protected header")]
    NoKid,
    /// No algorithm.
    #[error("no alg, where {allowed} belongs")]
    NoAlgorithm {
        /// What may stand there.
        allowed: Allowed,
    },
    /// The algorithm is no number.
    #[error("alg is not a number, where {allowed} belongs")]
    AlgorithmNotANumber {
        /// What may stand there.
        allowed: Allowed,
    },
    /// An algorithm that the family's specification does not allow.
    #[error("alg is {algorithm}, where {allowed} belongs")]
    OtherAlgorithm {
        /// The one stated.
        algorithm: Algorithm,
        /// What may stand there.
        allowed: Allowed,
    },
    /// An algorithm that is not known here.
    #[error("alg is {number}, where {allowed} belongs")]
    UnknownAlgorithm {
        /// The number stated.
        number: i128,
        /// What may stand there.
        allowed: Allowed,
    },
    /// A signature that cannot be one of the algorithm.
    #[error("{bytes} bytes, which no {algorithm} signature has")]
    SignatureLength {
        /// Its length.
        bytes: usize,
        /// The algorithm.
        algorithm: Algorithm,
    },
}

/// The algorithms of a family's specification, as they are listed in an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed(&'static [Algorithm]);

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|algorithm| algorithm.name()).collect::<Vec<_>>().join(" or "))
    }
}

/// The parts of a COSE_Sign1, none of them believed.
pub(super) struct Sign1 {
    /// The algorithm stated.
    pub(super) algorithm: Algorithm,
    /// The key identifier, of any length; empty where the message states none.
    pub(super) kid: Vec<u8>,
    /// The protected header as the signature covers it.
    protected: Vec<u8>,
    /// The content.
    pub(super) payload: Vec<u8>,
    /// The signature: r and s side by side at full width for ECDSA (RFC 9053 §2.1).
    pub(super) signature: Vec<u8>,
}

/// Takes a COSE_Sign1 apart. `allowed` are the algorithms of the family's specification.
///
/// With [`Headers::Either`], as HC1 has it, alg and kid may stand in the unprotected header. For kid its specifications say
/// so. For alg it takes nothing from safety: the algorithm that verifies is the trusted key's own, and the one stated must
/// agree with it; so an alg that somebody rewrites can only make a good signature be refused.
///
/// # Errors
/// [`OpenError::Malformed`] where the message is no COSE_Sign1, names critical headers, an algorithm outside `allowed`,
/// or bears a signature that cannot be one of its algorithm.
pub(super) fn parse(
    bytes: &[u8],
    allowed: &'static [Algorithm],
    headers: Headers,
) -> Result<Sign1, OpenError> {
    let untagged = cbor::peel_tags(bytes, &TAGS, MAX_TAGS).map_err(OpenError::at("cbor"))?;
    let message = cbor::parse(untagged).map_err(OpenError::at("cbor"))?;
    let sign1 = take_apart(message, Allowed(allowed), headers).map_err(OpenError::at("cose"))?;
    check_length(sign1.algorithm, &sign1.signature).map_err(OpenError::at("signature"))?;
    Ok(sign1)
}

fn take_apart(message: Value, allowed: Allowed, headers: Headers) -> Result<Sign1, CoseError> {
    let Value::Array(parts) = message else { return Err(CoseError::NotAnArray) };
    let parts: [Value; 4] =
        parts.try_into().map_err(|parts: Vec<Value>| CoseError::Parts { found: parts.len() })?;
    let [Value::Bytes(protected), unprotected, payload, Value::Bytes(signature)] = parts else {
        return Err(CoseError::WrongParts);
    };
    let unprotected = match unprotected {
        Value::Map(fields) => fields,
        // As the protected header may be: issuers write an empty one so, too.
        Value::Bytes(bytes) if bytes.is_empty() => Map::new(),
        _ => return Err(CoseError::WrongParts),
    };
    let Value::Bytes(payload) = payload else { return Err(CoseError::NoPayload) };
    let fields = protected_fields(&protected)?;
    // RFC 9052 §3.1: whoever does not understand all that crit names must refuse; nothing is understood here.
    if [&fields, &unprotected].iter().any(|header| header.contains_key(&Key::Integer(CRIT))) {
        return Err(CoseError::Critical);
    }
    let field = |label: i128| {
        let unprotected = (headers == Headers::Either).then_some(&unprotected);
        fields.get(&label.into()).or_else(|| unprotected?.get(&label.into()))
    };
    let algorithm = algorithm(field(ALG), allowed)?;
    let kid = kid(field(KID), headers)?;
    // RFC 9052 §4.4: a protected header without fields is signed as no bytes, however it was sent.
    let protected = if fields.is_empty() { Vec::new() } else { protected };
    Ok(Sign1 { algorithm, kid, protected, payload, signature })
}

impl Sign1 {
    /// What the signature covers: the Sig_structure (RFC 9052 §4.4) without external data, from the protected header's
    /// bytes as they came.
    pub(super) fn to_be_signed(&self) -> Vec<u8> {
        let mut bytes = b"\x84\x6ASignature1".to_vec();
        for part in [self.protected.as_slice(), &[], &self.payload] {
            byte_string(&mut bytes, part);
        }
        bytes
    }
}

fn protected_fields(protected: &[u8]) -> Result<Map, CoseError> {
    if protected.is_empty() {
        return Ok(Map::new());
    }
    match cbor::parse(protected).map_err(CoseError::Protected)? {
        Value::Map(fields) => Ok(fields),
        _ => Err(CoseError::ProtectedNotAMap),
    }
}

fn algorithm(stated: Option<&Value>, allowed: Allowed) -> Result<Algorithm, CoseError> {
    let number = match stated {
        None => return Err(CoseError::NoAlgorithm { allowed }),
        Some(Value::Integer(number)) => *number,
        Some(_) => return Err(CoseError::AlgorithmNotANumber { allowed }),
    };
    let algorithm = match number {
        -7 => Algorithm::Es256,
        -35 => Algorithm::Es384,
        -36 => Algorithm::Es512,
        -37 => Algorithm::Ps256,
        _ => return Err(CoseError::UnknownAlgorithm { number, allowed }),
    };
    if allowed.0.contains(&algorithm) {
        Ok(algorithm)
    } else {
        Err(CoseError::OtherAlgorithm { algorithm, allowed })
    }
}

fn kid(stated: Option<&Value>, headers: Headers) -> Result<Vec<u8>, CoseError> {
    match stated {
        Some(Value::Bytes(kid)) => Ok(kid.clone()),
        // NZ COVID Pass asks for text, though RFC 9052 §3.1 and its own examples have bytes.
        Some(Value::Text(kid)) if headers == Headers::Protected => Ok(kid.clone().into_bytes()),
        Some(_) => Err(CoseError::KidNotBytes),
        None if headers == Headers::Protected => Err(CoseError::NoKid),
        None => Ok(Vec::new()),
    }
}

/// An ECDSA signature has one length by its curve. One that has another curve's is left to the key: it was signed under an
/// algorithm that the message does not state (Spain did, with P-384), and what is wrong is said best by the key that was
/// used. The length of RSA is its key's, too.
fn check_length(algorithm: Algorithm, signature: &[u8]) -> Result<(), CoseError> {
    let bytes = signature.len();
    if algorithm == Algorithm::Ps256 || CURVE_LENGTHS.contains(&bytes) {
        return Ok(());
    }
    Err(CoseError::SignatureLength { bytes, algorithm })
}

/// Appends a byte string with a head of the shortest form, as Sig_structure asks (RFC 9052 §9).
fn byte_string(out: &mut Vec<u8>, content: &[u8]) {
    let length = content.len();
    if let Ok(length) = u8::try_from(length) {
        if length < 24 {
            out.push(0x40 | length);
        } else {
            out.extend([0x58, length]);
        }
    } else if let Ok(length) = u16::try_from(length) {
        out.push(0x59);
        out.extend(length.to_be_bytes());
    } else {
        // Longer than 4 GiB cannot be: a payload is bounded far below.
        out.push(0x5A);
        out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    }
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_list_what_is_allowed() {
        let allowed = Allowed(&[Algorithm::Es256, Algorithm::Ps256]);
        let says = |stated: Option<Value>| algorithm(stated.as_ref(), allowed).unwrap_err().to_string();
        assert_eq!(says(None), "no alg, where ES256 or PS256 belongs");
        assert_eq!(says(Some(Value::Null)), "alg is not a number, where ES256 or PS256 belongs");
        assert_eq!(says(Some(Value::Integer(-35))), "alg is ES384, where ES256 or PS256 belongs");
        assert_eq!(says(Some(Value::Integer(-999))), "alg is -999, where ES256 or PS256 belongs");
        assert_eq!(algorithm(Some(&Value::Integer(-37)), allowed), Ok(Algorithm::Ps256));
    }

    #[test]
    fn the_length_of_a_signature_is_one_of_its_algorithm() {
        for length in CURVE_LENGTHS {
            assert_eq!(check_length(Algorithm::Es256, &vec![0; length]), Ok(()));
        }
        let error = check_length(Algorithm::Es256, &[0; 63]).unwrap_err();
        assert_eq!(error.to_string(), "63 bytes, which no ES256 signature has");
        assert_eq!(check_length(Algorithm::Ps256, &[0; 63]), Ok(()));
    }
}
