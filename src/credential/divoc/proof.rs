//! The proof (W3C Linked Data Proofs; RsaSignature2018, Ed25519Signature2018): a detached JWS over two hashes.

use super::{contexts, rdf, urdna};
use crate::credential::OpenError;
use crate::credential::json::{self, JsonError, Map, Value};
use crate::verdict::Algorithm;
use data_encoding::{BASE64URL_NOPAD, DecodeError};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Why an object is no proof.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProofError {
    /// A member that is not there.
    #[error("{name}: missing")]
    Missing {
        /// Its name.
        name: &'static str,
    },
    /// A member of another type.
    #[error("{name}: not text")]
    NotText {
        /// Its name.
        name: &'static str,
    },
    /// Of another type.
    #[error("type: neither RsaSignature2018 nor Ed25519Signature2018")]
    Type,
    /// Made for something else.
    #[error("proofPurpose: not assertionMethod, where a certificate asserts")]
    Purpose,
    /// No time.
    #[error("created: not a time")]
    Created,
    /// No address by which to find a key.
    #[error("verificationMethod: not an address")]
    Method,
    /// A JWS with a payload of its own, or none.
    #[error("jws: not a detached one")]
    NotDetached,
    /// The header is no Base64url.
    #[error("jws: the header: {0}")]
    HeaderEncoding(DecodeError),
    /// The header is no JSON.
    #[error("jws: the header: {0}")]
    Header(JsonError),
    /// The header states another algorithm than the type.
    #[error("jws: alg is not {algorithm}")]
    Algorithm {
        /// The type's.
        algorithm: Algorithm,
    },
    /// The payload would have to be encoded (RFC 7797 §3).
    #[error("jws: b64 is not false")]
    Encoded,
    /// The header does not say so with the force that it must (RFC 7797 §6).
    #[error("jws: crit is not b64 alone")]
    Critical,
    /// The signature is no Base64url.
    #[error("jws: the signature: {0}")]
    SignatureEncoding(DecodeError),
    /// A signature of another algorithm, or none.
    #[error("jws: the signature is not as long as one")]
    SignatureLength,
    /// Members beyond those of a proof, which would make much work.
    #[error("more nodes than a proof has")]
    TooMuch,
}

/// What a proof says about the signature.
pub(super) struct Proof {
    /// The algorithm of the proof's type.
    pub(super) algorithm: Algorithm,
    /// The key, by its DID or DID URL.
    pub(super) method: String,
    /// The header of the JWS as it was signed.
    header: String,
    /// The signature.
    pub(super) signature: Vec<u8>,
    /// When it ends to hold, where it says so (Linked Data Proofs, `expires`).
    pub(super) expires: Option<String>,
    /// The proof without its JWS, as it is signed.
    options: Value,
}

/// Reads a proof.
///
/// # Errors
/// [`ProofError`] where it is not of the two types, not made to assert, or its JWS is not a detached one over bytes (RFC 7797)
/// under the type's algorithm.
pub(super) fn parse(mut members: Map) -> Result<Proof, ProofError> {
    let jws = members.shift_remove("jws");
    let algorithm = match text(&members, "type")? {
        "RsaSignature2018" => Algorithm::Ps256,
        "Ed25519Signature2018" => Algorithm::EdDsa,
        _ => return Err(ProofError::Type),
    };
    if text(&members, "proofPurpose")? != "assertionMethod" {
        return Err(ProofError::Purpose);
    }
    if chrono::DateTime::parse_from_rfc3339(text(&members, "created")?).is_err() {
        return Err(ProofError::Created);
    }
    let method = text(&members, "verificationMethod")?.to_owned();
    if !method.contains(':') || method.len() > 200 || !method.chars().all(|char| char.is_ascii_graphic()) {
        return Err(ProofError::Method);
    }
    let expires = match members.get("expires") {
        None | Some(Value::Null) => None,
        expires => Some(as_text(expires, "expires")?.to_owned()),
    };
    let jws = as_text(jws.as_ref(), "jws")?;
    let (header, signature) = jws.split_once("..").ok_or(ProofError::NotDetached)?;
    check_header(header, algorithm)?;
    let signature = signature_of(signature, algorithm)?;
    let header = header.to_owned();
    members.insert("@context".to_owned(), contexts::SECURITY.into());
    Ok(Proof { algorithm, method, header, signature, expires, options: Value::Object(members) })
}

fn text<'a>(members: &'a Map, name: &'static str) -> Result<&'a str, ProofError> {
    as_text(members.get(name), name)
}

fn as_text<'a>(member: Option<&'a Value>, name: &'static str) -> Result<&'a str, ProofError> {
    match member {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(ProofError::NotText { name }),
        None => Err(ProofError::Missing { name }),
    }
}

/// The header says the type's algorithm, and bytes as they are (RFC 7797 §6).
fn check_header(header: &str, algorithm: Algorithm) -> Result<(), ProofError> {
    let bytes = BASE64URL_NOPAD.decode(header.as_bytes()).map_err(ProofError::HeaderEncoding)?;
    let fields = json::parse(&bytes).map_err(ProofError::Header)?;
    if fields.get("alg").and_then(Value::as_str) != Some(algorithm.name()) {
        return Err(ProofError::Algorithm { algorithm });
    }
    if fields.get("b64") != Some(&Value::Bool(false)) {
        return Err(ProofError::Encoded);
    }
    if fields.get("crit") != Some(&Value::from(vec!["b64"])) {
        return Err(ProofError::Critical);
    }
    Ok(())
}

/// The signature's bytes. Some issuers pad, against RFC 7515 §2.
fn signature_of(text: &str, algorithm: Algorithm) -> Result<Vec<u8>, ProofError> {
    let unpadded = text.trim_end_matches('=').as_bytes();
    let signature = BASE64URL_NOPAD.decode(unpadded).map_err(ProofError::SignatureEncoding)?;
    if signature.is_empty() || (algorithm == Algorithm::EdDsa && signature.len() != 64) {
        return Err(ProofError::SignatureLength);
    }
    Ok(signature)
}

impl Proof {
    /// The bytes that the signature covers, given the canonical form of the credential: header, dot, the hash of the
    /// proof without its JWS, the hash of the credential (Linked Data Proofs §"Create Verify Hash Algorithm"; RFC 7797 §3).
    pub(super) fn signed(&self, credential: &str) -> Result<Vec<u8>, OpenError> {
        let options = rdf::statements(&self.options).map_err(OpenError::at("json-ld"))?;
        let options =
            urdna::canonical(&options).map_err(|_| OpenError::malformed("proof", ProofError::TooMuch))?;
        let mut signed = format!("{}.", self.header).into_bytes();
        signed.extend(Sha256::digest(options));
        signed.extend(Sha256::digest(credential));
        Ok(signed)
    }
}
