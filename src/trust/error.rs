//! Why nobody vouches for a credential, for a signer certificate or for a CRL.

use crate::keys::KeyError;
use crate::verdict::{Algorithm, Ground, Sought};
use crate::x509::{CertificateError, SignatureError};
use thiserror::Error;

/// Why nobody vouches for a credential, most telling last.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AuthenticateError {
    /// The trust store has no key by the family's look-up rule.
    #[error("no key held here: {0:?}")]
    UnknownIssuer(Sought),
    /// The signature holds under a key of another issuer than the payload names.
    #[error("signed with a key of {of}, in the name of another issuer")]
    OtherIssuer {
        /// Whose key it is.
        of: String,
    },
    /// The key verifies, and its identifier in the code is not the one that the specification derives from it.
    #[error("the key identifier is not the thumbprint of the key")]
    KidMismatch,
    /// Keys were found, and none is for the credential's algorithm.
    #[error("the key found is for {key}, the code says {header}")]
    AlgorithmMismatch {
        /// The key's algorithm.
        key: Algorithm,
        /// The algorithm that the envelope names.
        header: Algorithm,
    },
    /// Keys were found, and none can be used.
    #[error("the key found cannot be used: {why}")]
    UnusableKey {
        /// What is wrong with it.
        #[source]
        why: UnusableKey,
    },
    /// The signer's certificate came with the code, and the authority that it names did not sign it.
    #[error("the signer certificate is not signed by the authority that it names")]
    NotCertified,
    /// No key that was found verifies the signature.
    #[error("the signature holds under none of the {tried} keys found")]
    BadSignature {
        /// How many keys were tried.
        tried: usize,
    },
    /// As above, and every key tried is unconfirmed.
    #[error("the signature holds under none of the {tried} unconfirmed keys found")]
    UnconfirmedKey {
        /// How many keys were tried.
        tried: usize,
    },
}

impl AuthenticateError {
    /// The ground of a verdict that it is.
    pub fn ground(&self) -> Ground {
        match self {
            Self::UnknownIssuer(sought) => Ground::UnknownIssuer(sought.clone()),
            Self::OtherIssuer { of } => Ground::OtherIssuer { of: of.clone() },
            Self::KidMismatch => Ground::KidMismatch,
            Self::AlgorithmMismatch { key, header } => {
                Ground::AlgorithmMismatch { key: *key, header: *header }
            }
            Self::UnusableKey { why } => Ground::UnusableKey { problem: why.to_string() },
            Self::NotCertified => Ground::NotCertified,
            Self::BadSignature { tried } => Ground::BadSignature { tried: *tried },
            Self::UnconfirmedKey { tried } => Ground::UnconfirmedKey { tried: *tried },
        }
    }
}

impl From<UnusableKey> for AuthenticateError {
    fn from(why: UnusableKey) -> Self {
        Self::UnusableKey { why }
    }
}

/// Why a key that was found, or the signer certificate that came with the code, cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnusableKey {
    /// A key of the store.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A certificate longer than any.
    #[error("a signer certificate of {bytes} bytes")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Not a certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// Within its signature and beside it (RFC 5280 §4.1.1.2) stand different algorithms.
    #[error("the signer certificate names two signature algorithms")]
    TwoAlgorithms,
    /// Signed with what is not used here.
    #[error("the signer certificate is {0}")]
    Signature(#[source] SignatureError),
    /// An extension that whoever does not know it must refuse (RFC 5280 §4.2).
    #[error("the signer certificate has a critical extension that is not known here ({id})")]
    CriticalExtension {
        /// Its object identifier.
        id: String,
    },
    /// An authority signs for its own country alone.
    #[error("a signer certificate of another country than its authority ({authority})")]
    OtherCountry {
        /// The authority's country.
        authority: String,
    },
    /// The key within the certificate.
    #[error("the signer certificate: {0}")]
    SignerKey(#[source] KeyError),
}

/// Why a CRL is not used: no authority that is held vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UnvouchedCrl {
    /// No authority of its key identifier is held.
    #[error("not signed by an authority (CSCA) that is held: give its certificate before it")]
    NoAuthority,
    /// The authority did not sign it.
    #[error("its signature does not hold under the authority's (CSCA) key")]
    BadSignature,
    /// Signed with what is not used here.
    #[error("signed with an algorithm that is not used here")]
    Algorithm(#[source] SignatureError),
}
