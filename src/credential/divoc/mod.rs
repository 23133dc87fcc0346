//! DIVOC: the vaccination certificates of India, and of Sri Lanka, the Philippines, Jamaica and Indonesia after it.
//!
//! The code holds a zip archive with a W3C verifiable credential (VC Data Model 1.0), signed as a Linked Data Proof. A step
//! of decoding is a file here, in their order: [`zip`], [`document`], [`proof`], then for what is signed [`rdf`] under the
//! bundled [`contexts`], and [`urdna`]; once the signature holds, [`certificate`],
//! whose [`node`]s say what of it is signed, and [`vaccines`], the names of vaccines against COVID-19.

mod certificate;
mod contexts;
mod document;
mod node;
mod proof;
mod rdf;
mod urdna;
mod vaccines;
mod zip;

pub(super) use document::DocumentError;
pub(super) use node::CertificateProblem;
pub(super) use proof::ProofError;
pub(super) use rdf::RdfError;
pub(super) use urdna::TooMuch;
pub(super) use zip::ZipError;

use super::json::Value;
use super::{Content, Credential, KeyHint, OpenError, Products, ReadError, Scheme, Sealed};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal};
use oxrdf::{Quad, Term};
use std::collections::BTreeSet;

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: &[Algorithm::Ps256, Algorithm::EdDsa],
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Vc {
    /// # Errors
    /// As [`certificate::read`].
    fn read(&self, _products: &Products) -> Result<Credential, ReadError> {
        certificate::read(self)
    }
}

/// A credential, not yet believed.
#[derive(Debug)]
pub(super) struct Vc {
    /// Its JSON, without the proof.
    credential: Personal<Value>,
    /// What its statements say in words and numbers: predicate and value.
    statements: Personal<BTreeSet<(String, String)>>,
    /// The proof's own end, as it is signed.
    expires: Option<String>,
}

impl Vc {
    /// Whether a value is among the signed statements, under that predicate.
    fn states(&self, predicate: &str, value: &str) -> bool {
        self.statements.reveal().contains(&(predicate.to_owned(), value.to_owned()))
    }
}

/// What is left to decode of a payload of this family.
#[derive(Clone, Copy)]
pub(super) enum Archive<'a> {
    /// A zip archive.
    Zip(&'a [u8]),
    /// A credential without its archive, which no issuer gives out.
    Bare,
}

/// What is to be decoded, where the payload is of this family: a zip archive, or the JSON of such a certificate.
pub(super) fn claims(bytes: &[u8]) -> Option<Archive<'_>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Archive::Zip(bytes));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    (text.trim_start().starts_with('{')
        && ["\"@context\"", "\"ProofOfVaccinationCredential\""].iter().all(|part| text.contains(part)))
    .then_some(Archive::Bare)
}

/// Zip archive, JSON, proof, canonical RDF.
///
/// # Errors
/// [`OpenError::Malformed`] with the step that failed; [`OpenError::Unsigned`] where there is no proof.
pub(super) fn open(archive: Archive<'_>) -> Result<Sealed, OpenError> {
    let Archive::Zip(bytes) = archive else {
        return Err(OpenError::malformed("zip", ZipError::Bare));
    };
    let document = document::parse(&unpacked(bytes).map_err(OpenError::at("zip"))?)?;
    let proof = proof::parse(document.proof).map_err(OpenError::at("proof"))?;
    let quads = rdf::statements(&document.credential).map_err(OpenError::at("json-ld"))?;
    let canonical = urdna::canonical(&quads).map_err(OpenError::at("rdf"))?;
    let signed = proof.signed(&canonical)?;
    Ok(Sealed {
        family: Family::Divoc,
        algorithm: proof.algorithm,
        hint: KeyHint::Method(proof.method),
        signed: Personal::new(signed),
        signature: Signature::Raw(proof.signature),
        content: Box::new(Vc {
            credential: Personal::new(document.credential),
            statements: Personal::new(quads.into_iter().filter_map(literal).collect()),
            expires: proof.expires,
        }),
    })
}

/// What the archive holds. DIVOC's own issuer writes its bytes as UTF-8 text, each of those above 127 as two: they are turned
/// back where the archive is none as it stands.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    zip::read(bytes).or_else(|error| match latin1(bytes) {
        Some(bytes) => zip::read(&bytes),
        None => Err(error),
    })
}

/// The bytes that a UTF-8 text stands for, a character each (ISO/IEC 8859-1); `None` where it is none, or ASCII alone.
fn latin1(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.is_ascii())?;
    text.chars().map(|char| u8::try_from(char).ok()).collect()
}

fn literal(quad: Quad) -> Option<(String, String)> {
    match quad.object {
        Term::Literal(literal) => Some((quad.predicate.into_string(), literal.value().to_owned())),
        _ => None,
    }
}
