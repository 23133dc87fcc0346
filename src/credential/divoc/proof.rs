//! The proof (W3C Linked Data Proofs; RsaSignature2018, Ed25519Signature2018): a detached JWS over two hashes.

use super::{contexts, rdf, urdna};
use crate::credential::{OpenError, json};
use crate::verdict::Algorithm;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What a proof says about the signature.
#[derive(Debug)]
pub(super) struct Proof {
    /// The algorithm of the proof's type.
    pub(super) algorithm: Algorithm,
    /// The key, by its DID or DID URL.
    pub(super) method: String,
    /// The header of the JWS as it was signed.
    header: String,
    /// The signature.
    pub(super) signature: Vec<u8>,
    /// The proof without its JWS, as it is signed.
    options: Value,
}

/// Reads a proof.
///
/// # Errors
/// [`OpenError::Malformed`] where it is not of the two types, not made to assert, or its JWS is not a detached one over
/// bytes (RFC 7797) under the type's algorithm.
pub(super) fn parse(mut members: Map<String, Value>) -> Result<Proof, OpenError> {
    let jws = members.shift_remove("jws");
    let text = |name: &str| match members.get(name) {
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(malformed(format!("{name}: not text"))),
        None => Err(malformed(format!("{name}: missing"))),
    };
    let algorithm = match text("type")? {
        "RsaSignature2018" => Algorithm::Ps256,
        "Ed25519Signature2018" => Algorithm::EdDsa,
        _ => return Err(malformed("type: neither RsaSignature2018 nor Ed25519Signature2018")),
    };
    if text("proofPurpose")? != "assertionMethod" {
        return Err(malformed("proofPurpose: not assertionMethod, where a certificate asserts"));
    }
    if chrono::DateTime::parse_from_rfc3339(text("created")?).is_err() {
        return Err(malformed("created: not a time"));
    }
    let method = text("verificationMethod")?.to_owned();
    if !method.contains(':') || method.len() > 200 || !method.chars().all(|char| char.is_ascii_graphic()) {
        return Err(malformed("verificationMethod: not an address"));
    }
    let jws = match jws {
        Some(Value::String(jws)) => jws,
        Some(_) => return Err(malformed("jws: not text")),
        None => return Err(malformed("jws: missing")),
    };
    let (header, signature) = jws.split_once("..").ok_or_else(|| malformed("jws: not a detached one"))?;
    check_header(header, algorithm)?;
    // Some issuers pad, against RFC 7515 §2.
    let signature = BASE64URL_NOPAD
        .decode(signature.trim_end_matches('=').as_bytes())
        .map_err(|error| malformed(format!("jws: the signature: {error}")))?;
    if signature.is_empty() || (algorithm == Algorithm::EdDsa && signature.len() != 64) {
        return Err(malformed("jws: the signature is not as long as one"));
    }
    let header = header.to_owned();
    members.insert("@context".to_owned(), contexts::SECURITY.into());
    Ok(Proof { algorithm, method, header, signature, options: Value::Object(members) })
}

/// The header says the type's algorithm, and bytes as they are (RFC 7797 §6).
fn check_header(header: &str, algorithm: Algorithm) -> Result<(), OpenError> {
    let bytes = BASE64URL_NOPAD
        .decode(header.as_bytes())
        .map_err(|error| malformed(format!("jws: the header: {error}")))?;
    let fields = json::parse(&bytes).map_err(|error| malformed(format!("jws: the header: {error}")))?;
    if fields.get("alg").and_then(Value::as_str) != Some(algorithm.name()) {
        return Err(malformed(format!("jws: alg is not {algorithm}")));
    }
    if fields.get("b64") != Some(&Value::Bool(false)) {
        return Err(malformed("jws: b64 is not false"));
    }
    if fields.get("crit") != Some(&Value::from(vec!["b64"])) {
        return Err(malformed("jws: crit is not b64 alone"));
    }
    Ok(())
}

impl Proof {
    /// The bytes that the signature covers, given the canonical form of the credential: header, dot, the hash of the
    /// proof without its JWS, the hash of the credential (Linked Data Proofs §"Create Verify Hash Algorithm"; RFC 7797 §3).
    pub(super) fn signed(&self, credential: &str) -> Result<Vec<u8>, OpenError> {
        let options = urdna::canonical(&rdf::statements(&self.options)?)
            .map_err(|_| malformed("more nodes than a proof has"))?;
        let mut signed = format!("{}.", self.header).into_bytes();
        signed.extend(Sha256::digest(options));
        signed.extend(Sha256::digest(credential));
        Ok(signed)
    }
}

fn malformed(problem: impl Into<String>) -> OpenError {
    OpenError::malformed("proof", problem)
}
