//! What the store needs of an X.509 certificate: the key, its life, what it may sign, and whose it is.

use super::ItemError;
use crate::keys::PublicKey;
use crate::trust::{Authority, KeyUsage, List, Trial, TrustedKey, trial};
use crate::verdict::Network;
use crate::x509::{self, Parts, Validity, oid};
use der::Decode;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// 1.3.6.1.4.1.1847.2021.1 (eHealth Network, certificate governance 1.02, annex III), and beside it
/// 1.3.6.1.4.1.0.1847.2021.1, which stands in dozens of certificates in force.
const SIGNS: [&[u8]; 2] =
    [&[0x2b, 6, 1, 4, 1, 0x8e, 0x37, 0x8f, 0x65, 1], &[0x2b, 6, 1, 4, 1, 0, 0x8e, 0x37, 0x8f, 0x65, 1]];

/// A certificate, as far as it is needed.
#[derive(Debug)]
pub(super) struct Certificate {
    /// The first 8 bytes of SHA-256 over the DER (hcert 1.0.8 §3.2.2).
    pub(super) kid: [u8; 8],
    pub(super) key: PublicKey,
    pub(super) validity: Validity,
    pub(super) usage: KeyUsage,
    /// The subject's country, and its common name.
    pub(super) country: Option<String>,
    pub(super) name: Option<String>,
    /// For a CA certificate: its subject key identifier.
    pub(super) authority: Option<Vec<u8>>,
    /// That its subject tells of trials.
    pub(super) trial: Option<Trial>,
    /// What the strict parser held against it, where it refused.
    pub(super) refused: Option<der::Error>,
}

/// Reads a certificate in DER. What follows it is not looked at.
///
/// # Errors
/// [`ItemError::Certificate`] where a part is missing, [`ItemError::CertificateKey`] where its key cannot be used.
pub(super) fn read(der: &[u8]) -> Result<Certificate, ItemError> {
    let parts = x509::parts(der)?;
    let refused = x509_cert::Certificate::from_der(parts.whole).err();
    let key = PublicKey::from_spki(parts.spki).map_err(ItemError::CertificateKey)?;
    let mut kid = [0; 8];
    kid.iter_mut().zip(Sha256::digest(parts.whole)).for_each(|(byte, digest)| *byte = digest);
    Ok(Certificate {
        kid,
        key,
        validity: parts.validity,
        usage: usage(&parts),
        country: parts.subject(oid::COUNTRY),
        name: parts.subject(oid::COMMON_NAME),
        authority: parts.is_authority().then(|| parts.subject_key_id().unwrap_or_default().to_vec()),
        trial: trial::of_subject(parts.subject_texts()),
        refused,
    })
}

impl Certificate {
    /// Its key for HC1, as the certificate says. An authority's signs no credential, unless a list names it.
    pub(super) fn signer(&self, list: &Arc<List>, listed: bool) -> TrustedKey {
        let mut key = TrustedKey::new(self.key.clone(), list);
        key.network = Some(Network::Gdhcn);
        key.issuer.clone_from(&self.country);
        key.name.clone_from(&self.name);
        key.kid = self.kid.to_vec();
        key.usage = self.usage;
        key.validity = self.validity;
        key.authority = self.standing(listed);
        key.trial.clone_from(&self.trial);
        key
    }

    /// Whether it is an authority's, in a list of document signers or alone.
    pub(super) fn standing(&self, listed: bool) -> Authority {
        match (&self.authority, listed) {
            (None, _) => Authority::No,
            (Some(_), true) => Authority::AsSigner,
            (Some(_), false) => Authority::Alone,
        }
    }
}

/// What the extended key usages allow. None of the three: anything (hcert 1.0.8 §3.3.2 and certificate governance).
fn usage(parts: &Parts<'_>) -> KeyUsage {
    let mut usage = KeyUsage::NONE;
    let mut restricted = false;
    for purpose in parts.purposes() {
        let Some((last, stem)) = purpose.split_last() else { continue };
        if !SIGNS.contains(&stem) {
            continue;
        }
        match last {
            1 => usage.test = true,
            2 => usage.vaccination = true,
            3 => usage.recovery = true,
            _ => continue,
        }
        restricted = true;
    }
    if restricted { usage } else { KeyUsage::ANY }
}
