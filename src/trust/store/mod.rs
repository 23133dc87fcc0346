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
//! | `usage` | an array of `vaccination`, `test`, `recovery`; anything where left out |
//! | `not_before`, `not_after` | the key's life, both ends included, RFC 3339 |
//!
//! The bundled revocation lists of SMART Health Cards are one file: `revoked` holds the lists as their issuers publish them
//! (`kid`, `method`, `ctr`, `rids`), each with the issuer's `iss`.

mod audit;
mod blocked;
mod bundle;
mod certificate;
mod files;
mod found;
mod json;
mod jwks;

pub(crate) use bundle::{disagreements, manifest};

use super::{Entries, List, RevocationList, Revocations, TrustedKey, chain};
use crate::credential::KeyHint;
use crate::verdict::{Family, Network};
use chrono::NaiveDate;
use found::Found;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;

/// The most keys that a store takes: fifty times what the world has published.
const MAX_KEYS: usize = 100_000;

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
    /// The file or folder cannot be read.
    #[error("{path}: {problem}")]
    Read {
        /// The file or folder.
        path: String,
        /// What the operating system says.
        problem: String,
    },
    /// The file is larger than any list.
    #[error("{path}: larger than {max_bytes} bytes, the most that is read of a trust file")]
    TooLarge {
        /// The file.
        path: String,
        /// The limit.
        max_bytes: u64,
    },
    /// More keys than any door needs.
    #[error("{path}: more than {max} keys")]
    TooMany {
        /// The file or folder at which the limit was passed.
        path: String,
        /// The limit.
        max: usize,
    },
    /// The lists bundled with the program are broken: reinstall it.
    #[error("the bundled trust store is broken: {0}; install the program anew")]
    Bundle(String),
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
    /// [`LoadError::Bundle`] where the bundle is broken: the tests hold that it is not.
    pub fn bundled() -> Result<Self, LoadError> {
        let mut store = Self::default();
        store.take(bundle::lists().map_err(LoadError::Bundle)?);
        for list in bundle::revocations().map_err(LoadError::Bundle)? {
            store.revocations.add(list);
        }
        Ok(store)
    }

    /// Adds the demonstration keys and revocation lists of `samples/`. From then on every verdict says DEMO.
    ///
    /// # Errors
    /// As [`TrustStore::bundled`].
    pub fn add_demo(&mut self) -> Result<(), LoadError> {
        self.take(bundle::demo().map_err(LoadError::Bundle)?);
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
        for kid in key.spellings().into_iter().filter(|kid| !kid.is_empty()) {
            self.by_kid.entry(kid).or_default().push(self.keys.len());
        }
        self.keys.push(Arc::new(key));
    }

    /// Adds what a file or folder holds. With `only`, nothing else is trusted: bare keys are accepted, and keys whose
    /// private halves are public are not refused.
    ///
    /// # Errors
    /// [`LoadError`] where nothing in it can be used, or where it is too large. The store is then as it was.
    pub fn load(&mut self, path: &Path, only: bool) -> Result<Loaded, LoadError> {
        let mut found = Found::default();
        let is_folder = path.is_dir();
        let files = if is_folder { files::walk(path)? } else { vec![path.to_owned()] };
        for file in &files {
            let name = file.display().to_string();
            let read = match files::read(file) {
                Ok(bytes) => found::read(&bytes, &name),
                Err(error) if is_folder => Err(error.to_string()),
                Err(error) => return Err(error),
            };
            match read {
                Ok(more) => found.append(more),
                Err(problem) if is_folder => found.remarks.push(format!("{name}: {problem}")),
                Err(problem) => found.remarks.push(problem),
            }
            if found.keys.len().saturating_add(self.keys.len()) > MAX_KEYS {
                return Err(LoadError::TooMany { path: name, max: MAX_KEYS });
            }
        }
        self.keep(found, &path.display().to_string(), only)
    }

    /// Adds what the contents of one file hold; `name` stands for it in remarks. As [`TrustStore::load`].
    ///
    /// # Errors
    /// As [`TrustStore::load`].
    pub fn read(&mut self, bytes: &[u8], name: &str, only: bool) -> Result<Loaded, LoadError> {
        let found = found::read(bytes, name)
            .map_err(|problem| LoadError::Unusable { path: name.to_owned(), problem })?;
        self.keep(found, name, only)
    }

    fn keep(&mut self, found: Found, path: &str, only: bool) -> Result<Loaded, LoadError> {
        if found.keys.len().saturating_add(self.keys.len()) > MAX_KEYS {
            return Err(LoadError::TooMany { path: path.to_owned(), max: MAX_KEYS });
        }
        let mut loaded = Loaded { remarks: found.remarks, ..Loaded::default() };
        let (keys, refused): (Vec<_>, Vec<_>) =
            found.keys.into_iter().map(|key| vet(key, only)).partition(Result::is_ok);
        loaded.remarks.extend(refused.into_iter().filter_map(Result::err));
        let keys: Vec<TrustedKey> = keys.into_iter().flatten().collect();
        if keys.is_empty() && found.revocations.is_empty() {
            return Err(LoadError::Unusable { path: path.to_owned(), problem: summary(&loaded.remarks) });
        }
        loaded.keys = keys.len();
        let before = self.revocations.lists().count();
        for key in keys {
            if !self.lists.iter().any(|list| Arc::ptr_eq(list, &key.list)) {
                self.lists.push(Arc::clone(&key.list));
            }
            self.add(key);
        }
        for list in found.revocations {
            match self.vouched(list) {
                Ok(list) => {
                    loaded.revocations = loaded.revocations.saturating_add(list.len());
                    self.revocations.add(list);
                }
                Err(problem) => loaded.remarks.push(problem),
            }
        }
        if loaded.keys == 0 && self.revocations.lists().count() == before {
            return Err(LoadError::Unusable { path: path.to_owned(), problem: summary(&loaded.remarks) });
        }
        Ok(loaded)
    }

    /// The list, if it is one that stands for itself, or a CRL that an authority which is held signed.
    fn vouched(&self, mut list: RevocationList) -> Result<RevocationList, String> {
        if let Entries::Certificates(crl) = &list.entries {
            let signer = chain::signer_of_crl(crl, self);
            list.kid = signer.map_err(|problem| format!("{}: CRL: not used: {problem}", list.name))?;
        }
        Ok(list)
    }

    /// The signing authorities (CSCA) of that key identifier.
    pub(super) fn authorities(&self, key_id: &[u8]) -> Vec<Arc<TrustedKey>> {
        let named = self.by_kid.get(key_id).into_iter().flatten().rev();
        let keys = named.filter_map(|at| self.keys.get(*at));
        keys.filter(|key| key.network == Some(Network::Icao)).cloned().collect()
    }

    /// The keys to try, by the family's look-up rule, the likeliest first. What was given goes before what was bundled.
    pub(super) fn candidates(&self, family: Family, hint: &KeyHint) -> Vec<Arc<TrustedKey>> {
        let is_bare = |key: &TrustedKey| key.network.is_none() && key.kid.is_empty() && key.issuer.is_none();
        let mut found: Vec<Arc<TrustedKey>> = match hint {
            KeyHint::Kid(kid) => {
                let named = self.by_kid.get(kid).into_iter().flatten().rev();
                let keys = named.filter_map(|at| self.keys.get(*at));
                // A key of one issuer of no known network serves no family that looks up by identifier alone.
                keys.filter(|key| key.serves(family) && (key.network.is_some() || key.issuer.is_none()))
                    .cloned()
                    .collect()
            }
            KeyHint::Issuer { issuer, kid } => {
                let named = self.by_kid.get(kid).into_iter().flatten().rev();
                let named = named.filter_map(|at| self.keys.get(*at)).filter(|key| key.serves(family));
                // A set that names no issuer serves its identifiers for any.
                let (own, of_others): (Vec<_>, Vec<_>) = named
                    .cloned()
                    .partition(|key| key.issuer.is_none() || key.issuer.as_ref() == Some(issuer));
                // A key that is known for another issuer alone is tried where its identifier is its thumbprint, so that the
                // verdict can tell a borrowed name from an unknown one; what it verifies is refused all the same.
                if own.is_empty() && family == Family::Shc { of_others } else { own }
            }
            // Its key comes by the chain, not from here.
            KeyHint::Certificate { .. } => Vec::new(),
            KeyHint::Method(method) => {
                let named = self.keys.iter().filter(|key| key.serves(family) && key.is_method(method));
                named.cloned().collect()
            }
            KeyHint::Any { first } => {
                let keys = self.keys.iter().filter(|key| key.network == Some(family.network()));
                let mut keys: Vec<_> = keys.cloned().collect();
                keys.sort_by_key(|key| first.is_none_or(|first| key.kid != first.as_bytes()));
                keys
            }
        };
        found.extend(self.keys.iter().filter(|key| is_bare(key)).cloned());
        found
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

impl Found {
    fn append(&mut self, mut more: Self) {
        self.keys.append(&mut more.keys);
        self.revocations.append(&mut more.revocations);
        self.remarks.append(&mut more.remarks);
    }
}

/// Whether a given key may be used: it is one, it says whom it serves, and its private half is not public.
fn vet(key: TrustedKey, only: bool) -> Result<TrustedKey, String> {
    let path = &key.list.id;
    let decoded = key.verifying_key().map(|_| ()).map_err(ToString::to_string);
    decoded.map_err(|problem| format!("{path}: {problem}"))?;
    if only {
        return Ok(key);
    }
    if key.network.is_none() && key.kid.is_empty() {
        return Err(format!(
            "{path}: a key without an identifier, which says not whom it serves: give it with --only-trust"
        ));
    }
    let thumbprint = key.key.thumbprint().map_err(|error| format!("{path}: {error}"))?;
    match blocked::why(&key, &thumbprint) {
        Some(whose) => Err(format!("{path}: refused: {whose}")),
        None => Ok(key),
    }
}

/// The first few remarks, for an error that has room for a line.
fn summary(remarks: &[String]) -> String {
    const SHOWN: usize = 3;
    if remarks.is_empty() {
        return "nothing in it".to_owned();
    }
    let shown = remarks.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("; ");
    match remarks.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown}; and {more} more"),
    }
}

#[cfg(test)]
mod tests;
