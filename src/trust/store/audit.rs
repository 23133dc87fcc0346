//! What can be said against the keys that a store holds.

use super::TrustStore;
use super::blocked::{self, Blocked};
use super::bundle;
use crate::keys::KeyError;
use crate::trust::{Authority, Domain, KeyUsage, Trial, TrustedKey, trial};
use crate::verdict::Network;
use crate::x509::Validity;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use thiserror::Error;

/// The findings of [`TrustStore::audit`].
#[derive(Debug, Default)]
pub struct Audit {
    /// What must not be.
    pub problems: Vec<Finding>,
    /// What is worth knowing.
    pub remarks: Vec<Finding>,
}

/// One finding. Its text is a line for staff.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Finding {
    /// A key that cannot be decoded.
    #[error("{key}: {why}")]
    Unusable {
        /// The key's list, issuer and identifier.
        key: String,
        /// Why.
        #[source]
        why: KeyError,
    },
    /// A key that must not be trusted.
    #[error("{key}: {why}")]
    Blocked {
        /// The key's list, issuer and identifier.
        key: String,
        /// Why.
        #[source]
        why: Blocked,
    },
    /// A key of trials.
    #[error("{key}: {why}")]
    Trial {
        /// The key's list, issuer and identifier.
        key: String,
        /// What tells it.
        #[source]
        why: Trial,
    },
    /// The same key for the same issuer, use and life.
    #[error("{key}: held twice")]
    HeldTwice {
        /// The key's list, issuer and identifier.
        key: String,
    },
    /// Keys that wait for a family.
    #[error("{list}: {count} keys of a kind that no family uses yet")]
    UnusedKind {
        /// The list.
        list: String,
        /// How many.
        count: usize,
    },
    /// An identifier of several keys.
    #[error("{whose}: {count} keys under one identifier; each is tried")]
    Shared {
        /// The network and the issuer.
        whose: String,
        /// How many.
        count: usize,
    },
}

impl TrustStore {
    /// Decodes every key and looks for blocked and doubled ones, and for those of trials. With `only`, keys whose private halves
    /// are public and keys of trials may be there: they were given on purpose.
    pub fn audit(&self, only: bool) -> Audit {
        let mut audit = Audit::default();
        let mut tally = Tally::default();
        for key in self.keys() {
            audit.problems.extend(tally.undecodable(key));
            let Ok(thumbprint) = key.key.thumbprint() else { continue };
            let list = if only { &mut audit.remarks } else { &mut audit.problems };
            list.extend(blocked_key(key, &thumbprint).or_else(|| trial_key(key)));
            audit.problems.extend(tally.held_twice(key, thumbprint));
        }
        audit.remarks.extend(tally.unused_kinds());
        audit.remarks.extend(tally.shared());
        audit
    }
}

/// Whom a key is looked up for, and under what.
type Identity<'a> = (Option<Network>, Option<&'a str>, &'a [u8]);

/// What a key is for: a list may name one key for tests, and again for vaccinations.
type Purpose<'a> = (KeyUsage, Option<&'a BTreeSet<Domain>>, Authority);

/// What is counted over all keys.
#[derive(Debug, Default)]
struct Tally<'a> {
    /// How many of each list are of a kind that is not used.
    unused: BTreeMap<&'a str, usize>,
    seen: HashSet<(Identity<'a>, [u8; 32], Validity, Purpose<'a>)>,
    by_identity: BTreeMap<Identity<'a>, BTreeSet<[u8; 32]>>,
}

impl<'a> Tally<'a> {
    fn undecodable(&mut self, key: &'a TrustedKey) -> Option<Finding> {
        match key.verifying_key() {
            Ok(_) => None,
            Err(KeyError::Kind(_)) => {
                let count = self.unused.entry(&key.list.id).or_default();
                *count = count.saturating_add(1);
                None
            }
            Err(why) => Some(Finding::Unusable { key: describe(key), why: why.clone() }),
        }
    }

    fn held_twice(&mut self, key: &'a TrustedKey, thumbprint: [u8; 32]) -> Option<Finding> {
        let identity = (key.network, key.issuer.as_deref(), key.kid.as_slice());
        self.by_identity.entry(identity).or_default().insert(thumbprint);
        let purpose = (key.usage, key.domains.as_ref(), key.authority);
        let is_new = self.seen.insert((identity, thumbprint, key.validity, purpose));
        (!is_new).then(|| Finding::HeldTwice { key: describe(key) })
    }

    fn unused_kinds(&self) -> impl Iterator<Item = Finding> {
        self.unused
            .iter()
            .map(|(list, count)| Finding::UnusedKind { list: (*list).to_owned(), count: *count })
    }

    /// Identifiers with several keys, but for the empty one, which is none.
    fn shared(&self) -> impl Iterator<Item = Finding> {
        let shared = self.by_identity.iter().filter(|((.., kid), keys)| keys.len() > 1 && !kid.is_empty());
        shared.map(|((network, issuer, _), keys)| {
            let network = network.map_or("any network", Network::name);
            let whose = format!("{network} {}", issuer.unwrap_or("any issuer"));
            Finding::Shared { whose, count: keys.len() }
        })
    }
}

fn blocked_key(key: &TrustedKey, thumbprint: &[u8; 32]) -> Option<Finding> {
    let why = blocked::why(key, thumbprint).filter(|_| !key.list.demo)?;
    Some(Finding::Blocked { key: describe(key), why })
}

fn trial_key(key: &TrustedKey) -> Option<Finding> {
    let why = trial::of_key(key).or_else(|| bundle::left_out(key)).filter(|_| !key.list.demo)?;
    Some(Finding::Trial { key: describe(key), why })
}

fn describe(key: &TrustedKey) -> String {
    let issuer = key.issuer.as_deref().unwrap_or("any issuer");
    let kid = key.kid_text().unwrap_or_else(|| "no identifier".to_owned());
    format!("{}: {issuer}: {kid}", key.list.id)
}
