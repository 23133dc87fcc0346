//! Why a payload could not be opened or read.

use crate::verdict::{Ground, Recognised, Unsupported};
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
        /// The step that failed: `base45`, `base64`, `zlib`, `cbor`, `cose`, `fields`, `numeric`, `jws`, `base64url`,
        /// `deflate`, `payload`, `signature`.
        step: &'static str,
        /// What is wrong, and where.
        problem: String,
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

impl OpenError {
    pub(super) fn malformed(step: &'static str, problem: impl Into<String>) -> Self {
        Self::Malformed { step, problem: problem.into() }
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
        /// What is wrong with it. Never the value itself: it may be personal.
        problem: String,
    },
    /// The signature holds, and the content is of a kind that cannot be judged here.
    #[error("of a kind that is not checked here ({0:?})")]
    Unsupported(Unsupported),
}

impl ReadError {
    pub(super) fn claim(field: impl Into<String>, problem: impl Into<String>) -> Self {
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
