//! COSE_Sign1 (RFC 9052 §4.2): one signer, the payload within.

use super::OpenError;
use super::cbor::{self, Key, Map, Value};
use crate::verdict::Algorithm;

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

/// The parts of a COSE_Sign1, none of them believed.
#[derive(Debug)]
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
pub(super) fn parse(bytes: &[u8], allowed: &[Algorithm], headers: Headers) -> Result<Sign1, OpenError> {
    let no_cbor = |error: cbor::CborError| OpenError::malformed("cbor", error.to_string());
    let untagged = cbor::peel_tags(bytes, &TAGS, MAX_TAGS).map_err(no_cbor)?;
    let Value::Array(parts) = cbor::parse(untagged).map_err(no_cbor)? else {
        return Err(malformed("not an array"));
    };
    let parts: [Value; 4] = parts
        .try_into()
        .map_err(|parts: Vec<Value>| malformed(format!("{} parts, where 4 belong", parts.len())))?;
    let [Value::Bytes(protected), Value::Map(unprotected), payload, Value::Bytes(signature)] = parts else {
        return Err(malformed("the parts are not a byte string, a map, the payload and a byte string"));
    };
    let Value::Bytes(payload) = payload else {
        return Err(malformed("the payload is not in the message"));
    };
    let fields = protected_fields(&protected)?;
    for header in [&fields, &unprotected] {
        // RFC 9052 §3.1: whoever does not understand all that crit names must refuse; nothing is understood here.
        if header.contains_key(&Key::Integer(CRIT)) {
            return Err(malformed("critical headers (crit), none of which is known here"));
        }
    }
    let field = |label: i128| {
        let unprotected = (headers == Headers::Either).then_some(&unprotected);
        fields.get(&label.into()).or_else(|| unprotected?.get(&label.into()))
    };
    let algorithm = algorithm(field(ALG), allowed)?;
    let kid = match field(KID) {
        Some(Value::Bytes(kid)) => kid.clone(),
        // NZ COVID Pass asks for text, though RFC 9052 §3.1 and its own examples have bytes.
        Some(Value::Text(kid)) if headers == Headers::Protected => kid.clone().into_bytes(),
        Some(_) => return Err(malformed("kid is not a byte string")),
        None if headers == Headers::Protected => return Err(malformed("no kid in the protected header")),
        None => Vec::new(),
    };
    check_length(algorithm, &signature)?;
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

fn malformed(problem: impl Into<String>) -> OpenError {
    OpenError::malformed("cose", problem)
}

fn protected_fields(protected: &[u8]) -> Result<Map, OpenError> {
    if protected.is_empty() {
        return Ok(Map::new());
    }
    match cbor::parse(protected) {
        Ok(Value::Map(fields)) => Ok(fields),
        Ok(_) => Err(malformed("the protected header is not a map")),
        Err(error) => Err(malformed(format!("the protected header: {error}"))),
    }
}

fn algorithm(stated: Option<&Value>, allowed: &[Algorithm]) -> Result<Algorithm, OpenError> {
    let known = || allowed.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(" or ");
    let number = match stated {
        None => return Err(malformed(format!("no alg, where {} belongs", known()))),
        Some(Value::Integer(number)) => *number,
        Some(_) => return Err(malformed(format!("alg is not a number, where {} belongs", known()))),
    };
    let algorithm = match number {
        -7 => Some(Algorithm::Es256),
        -35 => Some(Algorithm::Es384),
        -36 => Some(Algorithm::Es512),
        -37 => Some(Algorithm::Ps256),
        _ => None,
    };
    match algorithm {
        Some(algorithm) if allowed.contains(&algorithm) => Ok(algorithm),
        Some(algorithm) => Err(malformed(format!("alg is {algorithm}, where {} belongs", known()))),
        None => Err(malformed(format!("alg is {number}, where {} belongs", known()))),
    }
}

/// An ECDSA signature has one length by its curve. One that has another curve's is left to the key: it was signed under an
/// algorithm that the message does not state (Spain did, with P-384), and what is wrong is said best by the key that was
/// used. The length of RSA is its key's, too.
fn check_length(algorithm: Algorithm, signature: &[u8]) -> Result<(), OpenError> {
    let length = signature.len();
    if algorithm == Algorithm::Ps256 || CURVE_LENGTHS.contains(&length) {
        return Ok(());
    }
    Err(OpenError::malformed("signature", format!("{length} bytes, which no {algorithm} signature has")))
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
