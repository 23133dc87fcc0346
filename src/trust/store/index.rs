//! Where the keys of a store stand, by what they are looked up: no look-up goes through all of them.

use crate::trust::TrustedKey;
use crate::verdict::Network;
use std::collections::HashMap;

/// Positions in the store, each list of them in the order loaded.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_kid: HashMap<Vec<u8>, Vec<usize>>,
    /// By the key itself, however spelt.
    by_key: HashMap<Vec<u8>, Vec<usize>>,
    by_issuer: HashMap<String, Vec<usize>>,
    by_network: HashMap<Network, Vec<usize>>,
    /// Of nothing is said whom they serve: they are tried for everybody.
    bare: Vec<usize>,
}

impl Index {
    /// Notes a key that is put at that position.
    pub(super) fn add(&mut self, at: usize, key: &TrustedKey) {
        for kid in key.spellings().into_iter().filter(|kid| !kid.is_empty()) {
            self.by_kid.entry(kid).or_default().push(at);
        }
        self.by_key.entry(key.key.fingerprint()).or_default().push(at);
        if let Some(issuer) = &key.issuer {
            self.by_issuer.entry(issuer.clone()).or_default().push(at);
        }
        if let Some(network) = key.network {
            self.by_network.entry(network).or_default().push(at);
        }
        if key.network.is_none() && key.kid.is_empty() && key.issuer.is_none() {
            self.bare.push(at);
        }
    }

    /// Those of a key identifier.
    pub(super) fn of_kid(&self, kid: &[u8]) -> &[usize] {
        of(self.by_kid.get(kid))
    }

    /// Every record of a key.
    pub(super) fn of_key(&self, key: &TrustedKey) -> &[usize] {
        of(self.by_key.get(&key.key.fingerprint()))
    }

    /// Those of an issuer, by its whole name.
    pub(super) fn of_issuer(&self, issuer: &str) -> &[usize] {
        of(self.by_issuer.get(issuer))
    }

    /// Those of a network.
    pub(super) fn of_network(&self, network: Network) -> &[usize] {
        of(self.by_network.get(&network))
    }

    /// Those that are tried for everybody.
    pub(super) fn bare(&self) -> &[usize] {
        &self.bare
    }
}

fn of(found: Option<&Vec<usize>>) -> &[usize] {
    found.map_or(&[], Vec::as_slice)
}
