//! Why a payload could not be opened or read.
//!
//! What is wrong in an envelope or a claim is said by the enumeration of the parser that found it, beside that parser;
//! [`Problem`] and [`ClaimProblem`] hold them together.

use super::cbor::CborError;
use super::claim_problem::ClaimProblem;
use super::cose::CoseError;
use super::divoc::{DocumentError, ProofError, RdfError, TooMuch, ZipError};
use super::hcert::Base45Error;
use super::hongkong::RecordError;
use super::inflate::InflateError;
use super::json::JsonError;
use super::nzcp::PassError;
use super::shc::{JwsError, NumericError, PayloadError};
use super::vdsnc::SealError;
use crate::verdict::{Ground, Recognised, Unsupported};
use crate::x509::CertificateError;
use data_encoding::DecodeError;
use thiserror::Error;

/// Why [`super::open`] refused a payload.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Longer than any credential.
    #[error("{bytes} bytes, longer than any credential ({max} at most)", max = super::MAX_PAYLOAD)]
    TooLong {
        /// The length of the payload.
        bytes: usize,
    },
    /// No form of credential that is checked here.
    #[error("no credential that is checked here ({})", .0.text_key())]
    Recognised(Recognised),
    /// A credential of a family that is checked here, of a type or version that is not.
    #[error("of a kind that is not checked here ({0:?})")]
    Unsupported(Unsupported),
    /// The envelope is broken. `step` is the chapter of the family's specification, `problem` what is wrong in it.
    #[error("{step}: {problem}")]
    Malformed {
        /// The step that failed: an encoding (`base32`, `base45`, `base64`, `base64url`, `numeric`), a packing (`zip`,
        /// `zlib`, `deflate`), a format (`cbor`, `cose`, `cwt`, `fields`, `json`, `json-ld`, `jws`, `rdf`), or a part of
        /// the message (`version`, `header`, `alg`, `payload`, `credential`, `proof`, `certificate`, `signature`).
        step: &'static str,
        /// What is wrong, and where.
        problem: Problem,
    },
    /// One of several codes that make up a credential together.
    #[error("part {index} of {count} of a SMART Health Card: the others are missing")]
    Incomplete {
        /// Which part, from 1.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// A specimen that bears no signature.
    #[error("unsigned")]
    Unsigned,
}

/// What is wrong in an envelope, in the words of the parser that found it. Never a value: it may be personal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// In Base32 or Base64 of any kind.
    #[error(transparent)]
    Encoding(#[from] DecodeError),
    /// In Base45.
    #[error(transparent)]
    Base45(#[from] Base45Error),
    /// In deflated data.
    #[error(transparent)]
    Inflate(#[from] InflateError),
    /// In CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// In a COSE_Sign1.
    #[error(transparent)]
    Cose(#[from] CoseError),
    /// In JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// In a Hong Kong record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// In the digits of a SMART Health Card.
    #[error(transparent)]
    Numeric(#[from] NumericError),
    /// In the JWS of a SMART Health Card.
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// In the payload of a SMART Health Card, as far as it is read before the signature holds.
    #[error(transparent)]
    Payload(#[from] PayloadError),
    /// In a NZ COVID Pass.
    #[error(transparent)]
    Pass(#[from] PassError),
    /// In the zones of a VDS-NC.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// In the certificate that came with it.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// In the archive of a DIVOC certificate.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// In the JSON-LD of a DIVOC certificate.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// In the proof of a DIVOC certificate.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// In the statements of a DIVOC certificate.
    #[error(transparent)]
    Rdf(#[from] RdfError),
    /// In their canonical form.
    #[error(transparent)]
    Canonical(#[from] TooMuch),
}

impl OpenError {
    pub(super) fn malformed(step: &'static str, problem: impl Into<Problem>) -> Self {
        Self::Malformed { step, problem: problem.into() }
    }

    /// The same, for the errors of a parser that is one step: `parse(bytes).map_err(OpenError::at("cbor"))`.
    pub(super) fn at<P: Into<Problem>>(step: &'static str) -> impl Fn(P) -> Self {
        move |problem| Self::malformed(step, problem)
    }

    /// The ground of a verdict that it is.
    pub fn ground(&self) -> Ground {
        match self {
            Self::TooLong { bytes } => Ground::TooLong { bytes: *bytes, most: super::MAX_PAYLOAD },
            Self::Recognised(recognised) => Ground::Recognised(*recognised),
            Self::Unsupported(what) => Ground::Unsupported(what.clone()),
            Self::Malformed { step, problem } => Ground::Malformed { step, problem: problem.to_string() },
            Self::Incomplete { index, count } => Ground::LonePart { index: *index, of: *count },
            Self::Unsigned => Ground::Unsigned,
        }
    }
}

/// Why the claims of a genuine credential were refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A claim is missing, of the wrong type, or has an impossible value.
    #[error("{field}: {problem}")]
    Claim {
        /// The path of the claim, as its specification names it: `v[0].dt`, `field 7`.
        field: String,
        /// What is wrong with it.
        problem: ClaimProblem,
    },
    /// The signature holds, and the content is of a kind that cannot be judged here.
    #[error("of a kind that is not checked here ({0:?})")]
    Unsupported(Unsupported),
}

impl ReadError {
    pub(super) fn claim(field: impl Into<String>, problem: impl Into<ClaimProblem>) -> Self {
        Self::Claim { field: field.into(), problem: problem.into() }
    }

    /// The ground of a verdict that it is.
    pub fn ground(&self) -> Ground {
        match self {
            Self::Claim { field, problem } => {
                Ground::MalformedClaim { field: field.clone(), problem: problem.to_string() }
            }
            Self::Unsupported(what) => Ground::Unsupported(what.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_say_it_in_the_words_of_the_parser() {
        let error = OpenError::malformed("zip", ZipError::CutShort);
        assert_eq!(error.to_string(), "zip: cut short");
        assert_eq!(error.ground(), Ground::Malformed { step: "zip", problem: "cut short".to_owned() });
        let error = ReadError::claim("v[0].dt", ClaimProblem::TooLong { most: 80 });
        assert_eq!(error.to_string(), "v[0].dt: longer than 80 characters");
        let problem = "longer than 80 characters".to_owned();
        assert_eq!(error.ground(), Ground::MalformedClaim { field: "v[0].dt".to_owned(), problem });
    }
}
