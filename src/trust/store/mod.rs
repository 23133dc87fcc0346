//! The trust store: the keys held, found by the families' look-up rules.
//!
//! # The form of a key list
//!
//! A list is a JWK Set (RFC 7517) with members of its own beside `keys`. The bundled lists and the demonstration keys are
//! written so, one key a line; a file given by the user may be. `{"lists": [LIST, …]}` holds several in one file.
//!
//! | member of a list | what |
//! |---|---|
//! | `network` | `hongkong`, `gdhcn`, `shc`, `nzcp`, `icao`, `divoc`: the families that the keys serve |
//! | `id`, `title`, `provenance` | its name, what it is, and who published it |
//! | `date` | `YYYY-MM-DD`, when it was published |
//! | `state` | `archived`, or `maintained` with `warn_days` and `stale_days` (180 and 365 where left out) |
//! | `confirmed` | whether a genuine credential is known to have verified under its keys; `true` where left out |
//! | `iss` | an issuer for every key that names none |
//!
//! | member of a key | what, beside those of RFC 7517 and RFC 7518 |
//! |---|---|
//! | `kid` | the identifier: standard Base64 of its bytes for `gdhcn`, else the text itself |
//! | `issuer`, `name` | participant code, URL or DID; and the name in words |
//! | `usage` | an array of `vaccination`, `test`, `recovery`; anything where left out |
//! | `not_before`, `not_after` | the key's life, both ends included, RFC 3339 |

use super::{List, Network, Revocations, TrustedKey};
use crate::credential::{Family, KeyHint};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;

/// Why trust data could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Nothing usable.
    #[error("{path}: no usable key or list: {problem}")]
    Unusable {
        /// The file or folder.
        path: String,
        /// Why.
        problem: String,
    },
}

/// What a call of [`TrustStore::load`] brought.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Keys added.
    pub keys: usize,
    /// Revocation entries added.
    pub revocations: usize,
    /// What was left out, and why, a line each.
    pub remarks: Vec<String>,
}

/// The keys held.
#[derive(Debug, Default)]
pub struct TrustStore {
    keys: Vec<Arc<TrustedKey>>,
    by_kid: HashMap<Vec<u8>, Vec<usize>>,
    lists: Vec<Arc<List>>,
    revocations: Revocations,
    demo: bool,
}

impl TrustStore {
    /// A store that holds nothing, for `--only-trust`.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The keys bundled with the program.
    ///
    /// # Errors
    /// [`LoadError`] where the bundle is broken: the tests hold that it is not.
    pub fn bundled() -> Result<Self, LoadError> {
        Ok(Self::default())
    }

    /// Adds the demonstration keys of `samples/`. From then on every verdict says DEMO.
    ///
    /// # Errors
    /// As [`TrustStore::bundled`].
    pub fn add_demo(&mut self) -> Result<(), LoadError> {
        self.demo = true;
        Ok(())
    }

    /// Adds what a file or folder holds. With `only`, nothing else is trusted: bare keys are accepted, and keys whose
    /// private halves are public are not refused.
    ///
    /// # Errors
    /// [`LoadError`] where nothing in it can be used.
    pub fn load(&mut self, path: &Path, only: bool) -> Result<Loaded, LoadError> {
        let _ = only;
        Err(LoadError::Unusable { path: path.display().to_string(), problem: "not built yet".to_owned() })
    }

    /// The keys to try, by the family's look-up rule, the likeliest first.
    pub(super) fn candidates(&self, family: Family, hint: &KeyHint) -> Vec<Arc<TrustedKey>> {
        let _ = (&self.by_kid, family, hint);
        self.keys.clone()
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &TrustedKey> {
        self.keys.iter().map(AsRef::as_ref)
    }

    /// Every list, in the order loaded.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.iter().map(AsRef::as_ref)
    }

    /// The keys of one network.
    pub fn of_network(&self, network: Network) -> impl Iterator<Item = &TrustedKey> {
        self.keys().filter(move |key| key.network == Some(network))
    }

    /// The revocation lists.
    pub fn revocations(&self) -> &Revocations {
        &self.revocations
    }

    /// The date of the newest list: no clock that is right stands before it.
    pub fn newest_list(&self) -> Option<NaiveDate> {
        self.lists().filter_map(|list| list.date).max()
    }

    /// Whether demonstration keys are held.
    pub fn is_demo(&self) -> bool {
        self.demo
    }
}
