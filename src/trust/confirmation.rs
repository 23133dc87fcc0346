//! Keys that are confirmed by use. That a signature verifies proves that the key is held by whoever issues such codes; from then on
//! a code of the same QR version that no key verifies is a bad one, and no longer one of an unknown key.

use super::TrustedKey;
use crate::credential::KeyHint;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// What a code proves of the key that verified it. Nothing of the person is in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confirmation {
    /// The key's thumbprint (RFC 7638), in Base64url.
    pub key: String,
    /// The type and QR version of the code: `VAC 3.00`.
    pub version: String,
}

impl Confirmation {
    /// What a code with that hint proves of a key that verifies it; nothing of a key that is confirmed anyhow, or given bare, or for
    /// demonstration.
    pub(super) fn of(key: &TrustedKey, hint: &KeyHint) -> Option<Self> {
        let KeyHint::Any { version: Some(version), .. } = hint else { return None };
        let open = !key.confirmed && !key.list.demo && key.network.is_some();
        let thumbprint = key.key.thumbprint().ok().filter(|_| open)?;
        Some(Self { key: data_encoding::BASE64URL_NOPAD.encode(&thumbprint), version: version.clone() })
    }
}

/// What was confirmed on this device, and on which day. It grows while a store is shared: what the first code proves holds for the
/// second.
#[derive(Debug, Default)]
pub struct Confirmations(RwLock<BTreeMap<Confirmation, NaiveDate>>);

impl Confirmations {
    /// Takes one up. The first day stays. Says whether it is new.
    pub fn note(&self, confirmation: Confirmation, day: NaiveDate) -> bool {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let before = held.len();
        held.entry(confirmation).or_insert(day);
        held.len() > before
    }

    /// Each with its day, in the order of keys.
    pub fn all(&self) -> Vec<(Confirmation, NaiveDate)> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        held.iter().map(|(confirmation, day)| (confirmation.clone(), *day)).collect()
    }

    /// Whether it is confirmed.
    pub(super) fn holds(&self, confirmation: &Confirmation) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).contains_key(confirmation)
    }
}
