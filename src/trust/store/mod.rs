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
//! | `kid` | the identifier: Base64 of its bytes for `gdhcn`, hexadecimal for `icao`, else the text itself |
//! | `issuer`, `name` | participant code, URL or DID; and the name in words |
//! | `domains` | for `gdhcn`, an array of the trust domains that the key is for: `DDCC`, `ICVP`, `PH4H` …; not told where left out |
//! | `usage` | an array of `vaccination`, `test`, `recovery`; anything where left out |
//! | `not_before`, `not_after` | the key's life, both ends included, RFC 3339 |
//!
//! The bundled revocation lists of SMART Health Cards are one file: `revoked` holds the lists as their issuers publish them
//! (`kid`, `method`, `ctr`, `rids`), each with the issuer's `iss`. Known forgeries are another: `forgeries` holds for each the
//! `country` and `kid` of the key that signed it and, in hexadecimal, the hash of its `signature` (the first 16 bytes of SHA-256; ECDSA: over r).

mod audit;
mod blocked;
mod bundle;
mod certificate;
mod error;
mod file_error;
mod files;
mod found;
mod index;
mod json;
mod jwks;
mod load;
mod lookup;
mod pack;
mod renewal;

pub use audit::{Audit, Finding};
pub use blocked::Blocked;
pub use bundle::{Disagreement, LeftOut, Manifest, ManifestEntry, disagreements, manifest};
pub use error::{BundleError, LoadError, LoadRemark, PathError, Unusable};
pub use file_error::{FileError, HeadError, ItemError};
pub use files::files_in;
pub use load::Loaded;
pub use pack::{PackError, Packed, pack};
pub use renewal::{Renewal, RenewalContents, RenewalError};

use super::{Accepted, Confirmations, Forgeries, List, Revocations, TrustedKey};
use crate::credential::Products;
use crate::verdict::Network;
use chrono::NaiveDate;
use index::Index;
use std::sync::Arc;

/// The keys held.
#[derive(Debug, Default)]
pub struct TrustStore {
    keys: Vec<Arc<TrustedKey>>,
    index: Index,
    lists: Vec<Arc<List>>,
    /// The day that the bundled store was made.
    made: Option<NaiveDate>,
    revocations: Revocations,
    forgeries: Forgeries,
    confirmations: Confirmations,
    accepted: Accepted,
    /// A catalogue that is newer than the bundled one.
    products: Option<Arc<Products>>,
    demo: bool,
}

impl TrustStore {
    /// A store that trusts nobody, for `--only-trust`. What is known to be forged is known there too.
    pub fn empty() -> Self {
        Self { forgeries: bundle::forgeries().unwrap_or_default(), ..Self::default() }
    }

    /// The keys bundled with the program.
    ///
    /// # Errors
    /// [`LoadError::Bundle`] where the bundle is broken: the tests hold that it is not.
    pub fn bundled() -> Result<Self, LoadError> {
        let made = bundle::manifest()?.date.parse().ok();
        let mut store = Self { forgeries: bundle::forgeries()?, made, ..Self::default() };
        store.take(bundle::lists()?);
        bundle::revocations()?.into_iter().for_each(|list| store.revocations.add(list));
        Ok(store)
    }

    /// Adds the demonstration keys and revocation lists of `samples/`. From then on every verdict says DEMO.
    ///
    /// # Errors
    /// As [`TrustStore::bundled`].
    pub fn add_demo(&mut self) -> Result<(), LoadError> {
        self.take(bundle::demo()?);
        for (name, list) in bundle::DEMO_REVOKED {
            self.read(list.as_bytes(), name, false)?;
        }
        self.demo = true;
        Ok(())
    }

    fn take(&mut self, lists: bundle::Lists) {
        for (list, keys) in lists {
            self.lists.push(list);
            keys.into_iter().for_each(|key| self.add(key));
        }
    }

    fn add(&mut self, key: TrustedKey) {
        self.index.add(self.keys.len(), &key);
        self.keys.push(Arc::new(key));
    }

    /// Every record of the same key, whoever gave it and whatever it is called there.
    pub(super) fn records_of(&self, key: &TrustedKey) -> impl Iterator<Item = &TrustedKey> {
        self.at(self.index.of_key(key)).map(AsRef::as_ref)
    }

    /// The keys at these positions.
    fn at<'a>(&'a self, positions: &'a [usize]) -> impl DoubleEndedIterator<Item = &'a Arc<TrustedKey>> {
        positions.iter().filter_map(|at| self.keys.get(*at))
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

    /// The publicly known forgeries.
    pub fn forgeries(&self) -> &Forgeries {
        &self.forgeries
    }

    /// What the operator vouches for.
    pub fn accepted(&self) -> &Accepted {
        &self.accepted
    }

    /// Takes what the operator vouches for, in place of what he did before.
    pub fn accept(&mut self, accepted: Accepted) {
        self.accepted = accepted;
    }

    /// The products of WHO's yellow cards that are known.
    pub fn products(&self) -> Arc<Products> {
        self.products.clone().unwrap_or_else(Products::bundled)
    }

    /// Takes another catalogue of products, where it is not older than the one that is held.
    pub fn renew_products(&mut self, products: Products) {
        if products.list_date() >= self.products().list_date() {
            self.products = Some(Arc::new(products));
        }
    }

    /// What was confirmed by use.
    pub fn confirmations(&self) -> &Confirmations {
        &self.confirmations
    }

    /// The date of the newest list, or of the bundled store where that is later: no clock that is right stands before it.
    pub fn newest_list(&self) -> Option<NaiveDate> {
        self.lists().filter_map(|list| list.date).chain(self.made).max()
    }

    /// Whether demonstration keys are held.
    pub fn is_demo(&self) -> bool {
        self.demo
    }
}

#[cfg(test)]
mod tests;
