//! Why a key cannot be used.

use thiserror::Error;

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not a key of a kind that is used here.
    #[error("key type {0} is not used here")]
    Kind(UnusedKind),
    /// A number of the key is not in its encoding or of the wrong length.
    #[error("{member}: {why}")]
    Member {
        /// The JWK member, or `spki`.
        member: &'static str,
        /// What is wrong with it.
        #[source]
        why: MemberError,
    },
    /// The numbers are no point on the curve, or no usable modulus.
    #[error("not a valid {0} key")]
    Invalid(&'static str),
}

impl KeyError {
    pub(super) fn member(member: &'static str, why: impl Into<MemberError>) -> Self {
        Self::Member { member, why: why.into() }
    }
}

/// What is wrong with a number of a key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MemberError {
    /// Not Base64url (RFC 7515 §2).
    #[error(transparent)]
    Base64(#[from] data_encoding::DecodeError),
    /// No SubjectPublicKeyInfo that the parser takes.
    #[error(transparent)]
    Spki(#[from] spki::Error),
    /// No modulus and exponent that may serve.
    #[error(transparent)]
    Rsa(#[from] rsa::Error),
    /// Of another length than every key of its kind.
    #[error("{bytes} bytes, where {wanted} belong")]
    Length {
        /// Its length.
        bytes: usize,
        /// The length of every such key.
        wanted: usize,
    },
    /// A coordinate longer than the curve's are.
    #[error("{bytes} bytes, more than {width}")]
    TooWide {
        /// Its length without leading zeros.
        bytes: usize,
        /// The curve's.
        width: usize,
    },
}

/// A kind of key that is not used here. Its text is its name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnusedKind {
    /// A `kty` of a JWK (RFC 7518 §6.1).
    #[error("{0}")]
    KeyType(String),
    /// An elliptic curve by its name in a JWK, or by its object identifier.
    #[error("EC {0}")]
    Curve(String),
    /// A curve of RFC 5639.
    #[error("EC brainpoolP{size}{series}1")]
    Brainpool {
        /// Its size in bits.
        size: u16,
        /// `r`, or `t` for the twisted one of that size.
        series: char,
    },
    /// Parameters that are those of no curve known here (RFC 3279 §2.3.5).
    #[error("EC on a curve of its own")]
    OwnCurve,
    /// An octet key pair (RFC 8037 §2) by its `crv`.
    #[error("OKP {0}")]
    OctetKeyPair(String),
    /// An algorithm by its object identifier.
    #[error("{0}")]
    Algorithm(String),
}
