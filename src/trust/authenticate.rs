//! From `Sealed` to `Genuine`: a key is found, the key fits, the signature holds.

use super::{TrustStore, TrustedKey};
use crate::Reason;
use crate::credential::{Algorithm, Family, KeyHint, Sealed};
use data_encoding::HEXLOWER;
use std::sync::Arc;
use thiserror::Error;

/// Why nobody vouches for a credential, most telling last.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AuthenticateError {
    /// The trust store has no key by the family's look-up rule.
    #[error("no key held here: {hint}")]
    UnknownIssuer {
        /// What the look-up went by.
        hint: String,
    },
    /// Keys were found, and none is for the credential's algorithm.
    #[error("the key found is for {key}, the code says {header}")]
    AlgorithmMismatch {
        /// The key's algorithm.
        key: Algorithm,
        /// The algorithm that the envelope names.
        header: Algorithm,
    },
    /// Keys were found, and none can be used.
    #[error("the key found cannot be used: {problem}")]
    UnusableKey {
        /// What is wrong with it.
        problem: String,
    },
    /// No key that was found verifies the signature.
    #[error("the signature does not hold under any of the {tried} keys found")]
    BadSignature {
        /// How many keys were tried.
        tried: usize,
    },
    /// As above, and every key tried is unconfirmed.
    #[error(
        "altered, or signed by a key not held here; none of the {tried} unconfirmed keys verifies it: this code proves nothing"
    )]
    UnconfirmedKey {
        /// How many keys were tried.
        tried: usize,
    },
}

impl AuthenticateError {
    /// The reason that a verdict gives for it.
    pub fn reason(&self) -> Reason {
        match self {
            Self::UnknownIssuer { .. } => Reason::UnknownIssuer,
            Self::AlgorithmMismatch { .. } | Self::UnusableKey { .. } => Reason::KeyNotAllowed,
            Self::BadSignature { .. } => Reason::BadSignature,
            Self::UnconfirmedKey { .. } => Reason::UnconfirmedKey,
        }
    }
}

/// A credential whose signature holds under a key of the trust store. [`authenticate`] alone makes one.
#[derive(Debug)]
pub struct Genuine {
    sealed: Sealed,
    key: Arc<TrustedKey>,
}

impl Genuine {
    /// The credential's family.
    pub fn family(&self) -> Family {
        self.sealed.family()
    }

    /// The key that verified it.
    pub fn key(&self) -> &TrustedKey {
        &self.key
    }

    /// The envelope it came in.
    pub(crate) fn sealed(&self) -> &Sealed {
        &self.sealed
    }
}

/// The one place that decides whether a key may verify for a family: its algorithm is the envelope's, and one that the
/// family's specification allows.
fn fits(family: Family, header: Algorithm, key: Algorithm) -> bool {
    key == header && family.algorithms().contains(&key)
}

/// Looks the key up by the family's rule and verifies the signature.
///
/// # Errors
/// [`AuthenticateError`] where no key is found, none fits, or none verifies.
pub fn authenticate(sealed: Sealed, store: &TrustStore) -> Result<Genuine, AuthenticateError> {
    let family = sealed.family();
    let candidates = store.candidates(family, sealed.hint());
    if candidates.is_empty() {
        return Err(AuthenticateError::UnknownIssuer { hint: describe(family, sealed.hint()) });
    }
    let mut tried = 0_usize;
    let mut all_unconfirmed = true;
    let mut misfit = None;
    for key in candidates {
        match key.verifying_key() {
            Err(error) => {
                misfit.get_or_insert(AuthenticateError::UnusableKey { problem: error.to_string() });
            }
            Ok(verifying) if !fits(family, sealed.algorithm(), verifying.algorithm()) => {
                misfit = Some(AuthenticateError::AlgorithmMismatch {
                    key: verifying.algorithm(),
                    header: sealed.algorithm(),
                });
            }
            Ok(verifying) => {
                if verifying.verifies(sealed.signed(), sealed.signature()) {
                    return Ok(Genuine { sealed, key });
                }
                tried = tried.saturating_add(1);
                all_unconfirmed &= !key.confirmed;
            }
        }
    }
    Err(match misfit {
        Some(misfit) if tried == 0 => misfit,
        _ if all_unconfirmed => AuthenticateError::UnconfirmedKey { tried },
        _ => AuthenticateError::BadSignature { tried },
    })
}

fn describe(family: Family, hint: &KeyHint) -> String {
    const SHOWN: usize = 32;
    match hint {
        KeyHint::Kid(kid) if kid.is_empty() => "the code names no key".to_owned(),
        KeyHint::Kid(kid) => match kid.get(..SHOWN) {
            // Nobody's identifier is as long as a code has room for.
            Some(start) if kid.len() > SHOWN => format!("key identifier {}…", HEXLOWER.encode(start)),
            _ => format!("key identifier {}", HEXLOWER.encode(kid)),
        },
        KeyHint::Method(method) => format!("verification method {method}"),
        KeyHint::Any { .. } => format!("no key of the network {}", family.network().name()),
    }
}
