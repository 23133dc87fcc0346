//! From `Sealed` to `Genuine`: a key is found, the key fits, the signature holds.

use super::{AuthenticateError, Confirmation, TrustStore, TrustedKey, UnusableKey, chain};
use crate::credential::{self, Credential, KeyHint, Products, ReadError, RevocationIds, Sealed};
use crate::verdict::{Algorithm, Family, Sought};
use std::sync::Arc;

/// A credential whose signature holds under a key of the trust store. [`authenticate`] alone makes one.
#[derive(Debug)]
pub struct Genuine {
    sealed: Sealed,
    key: Arc<TrustedKey>,
    /// Every record of that key which the look-up found, the same for the same issuer: a list may name a key for tests, and again
    /// for vaccinations.
    records: Vec<Arc<TrustedKey>>,
    /// The products that the store knows.
    products: Arc<Products>,
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

    /// What it proves of its key, where that was not known before.
    pub fn confirms(&self) -> Option<Confirmation> {
        Confirmation::of(&self.key, self.sealed.hint())
    }

    /// The records of the key that verified it, that of [`Genuine::key`] among them.
    pub(super) fn records(&self) -> impl Iterator<Item = &TrustedKey> {
        self.records.iter().map(AsRef::as_ref)
    }

    /// Reads its claims, as its family's specification says.
    ///
    /// # Errors
    /// [`ReadError`] where the signed claims break the family's schema, or are of a kind that cannot be judged here.
    pub fn read(&self) -> Result<Credential, ReadError> {
        credential::read(&self.sealed, &self.products)
    }

    /// Whether it is the same credential, however it was carried.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.sealed.is_same_as(&other.sealed)
    }

    /// What the envelope says about the key.
    pub(super) fn hint(&self) -> &KeyHint {
        self.sealed.hint()
    }

    /// Under what a revocation list may name it.
    pub(super) fn revocation_ids(&self) -> RevocationIds {
        credential::revocation_ids(&self.sealed)
    }
}

/// The one place that decides whether a key may verify for a family: its algorithm is the envelope's, and one that the
/// family's specification allows.
fn fits(family: Family, header: Algorithm, key: Algorithm) -> bool {
    key == header && credential::algorithms(family).contains(&key)
}

/// Looks the key up by the family's rule and verifies the signature.
///
/// # Errors
/// [`AuthenticateError`] where no key is found, none fits, or none verifies.
pub fn authenticate(sealed: Sealed, store: &TrustStore) -> Result<Genuine, AuthenticateError> {
    let family = sealed.family();
    let mut candidates = store.candidates(family, sealed.hint());
    if let KeyHint::Certificate { certificate, .. } = sealed.hint() {
        match chain::signer(certificate, store) {
            Ok(key) => candidates.insert(0, key),
            // A bare key, given on purpose, needs no chain.
            Err(error) if candidates.is_empty() => return Err(error),
            Err(_) => {}
        }
    }
    if candidates.is_empty() {
        return Err(AuthenticateError::UnknownIssuer(sought(family, sealed.hint())));
    }
    let mut tried = 0_usize;
    let mut all_unconfirmed = true;
    let mut confirmed = false;
    let mut misfit = None;
    for key in &candidates {
        match key.verifying_key() {
            Err(error) => {
                misfit.get_or_insert_with(|| UnusableKey::from(error.clone()).into());
            }
            Ok(verifying) if !fits(family, sealed.algorithm(), verifying.algorithm()) => {
                misfit = Some(AuthenticateError::AlgorithmMismatch {
                    key: verifying.algorithm(),
                    header: sealed.algorithm(),
                });
            }
            Ok(verifying) => {
                if verifying.verifies(sealed.signed(), sealed.signature()) {
                    named_as_asked(family, sealed.hint(), key)?;
                    let key = Arc::clone(key);
                    let records =
                        candidates.iter().filter(|other| key.is_record_of(other)).cloned().collect();
                    return Ok(Genuine { sealed, key, records, products: store.products() });
                }
                tried = tried.saturating_add(1);
                all_unconfirmed &= !key.confirmed;
                confirmed |= Confirmation::of(key, sealed.hint())
                    .is_some_and(|confirmation| store.confirmations().holds(&confirmation));
            }
        }
    }
    Err(match misfit {
        Some(misfit) if tried == 0 => misfit,
        // Codes of this QR version are known to be signed with a key that was tried.
        _ if all_unconfirmed && !confirmed => AuthenticateError::UnconfirmedKey { tried },
        _ => AuthenticateError::BadSignature { tried },
    })
}

/// Whether the key that verifies is the one that the credential names by issuer and identifier, where it names one so. That
/// somebody's signature holds says nothing of whom the payload calls its issuer; and SMART Health Cards 1.0.0 ("Generating
/// Keys") derives the identifier from the key, RFC 7638, so that a key cannot go by the name of another.
fn named_as_asked(family: Family, hint: &KeyHint, key: &TrustedKey) -> Result<(), AuthenticateError> {
    let KeyHint::Issuer { issuer, kid } = hint else { return Ok(()) };
    if let Some(of) = key.issuer.as_ref().filter(|of| *of != issuer) {
        return Err(AuthenticateError::OtherIssuer { of: of.clone() });
    }
    let derived = family != Family::Shc
        || key.key.thumbprints().iter().any(|thumbprint| thumbprint.as_bytes() == kid.as_slice());
    if derived { Ok(()) } else { Err(AuthenticateError::KidMismatch) }
}

/// By what a key was looked for.
fn sought(family: Family, hint: &KeyHint) -> Sought {
    match hint {
        KeyHint::Kid(kid) if kid.is_empty() => Sought::Unnamed,
        KeyHint::Kid(kid) => Sought::Kid(kid.clone()),
        KeyHint::Issuer { issuer, kid } => {
            Sought::Issuer { issuer: issuer.clone(), kid: String::from_utf8_lossy(kid).into_owned() }
        }
        KeyHint::Certificate { .. } => Sought::Authority(None),
        KeyHint::Method(method) => Sought::Method(method.clone()),
        KeyHint::Any { .. } => Sought::Network(family.network()),
    }
}
