//! What can be said against the keys that a store holds.

use super::{TrustStore, blocked};
use crate::keys::KeyError;
use crate::trust::TrustedKey;
use std::collections::{BTreeMap, BTreeSet};

/// The findings of [`TrustStore::audit`].
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// What must not be.
    pub(crate) problems: Vec<String>,
    /// What is worth knowing.
    pub(crate) remarks: Vec<String>,
}

impl TrustStore {
    /// Decodes every key and looks for blocked and doubled ones. With `only`, keys whose private halves are public may be
    /// there: they were given on purpose.
    pub(crate) fn audit(&self, only: bool) -> Audit {
        let mut audit = Audit::default();
        let mut unused: BTreeMap<&str, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut by_kid: BTreeMap<_, BTreeSet<[u8; 32]>> = BTreeMap::new();
        for key in self.keys() {
            let name = describe(key);
            if let Err(error) = key.verifying_key() {
                match error {
                    KeyError::Kind(_) => {
                        let count = unused.entry(key.list.id.as_str()).or_default();
                        *count = count.saturating_add(1);
                    }
                    other => audit.problems.push(format!("{name}: {other}")),
                }
            }
            let Ok(thumbprint) = key.key.thumbprint() else { continue };
            if let Some(whose) = blocked::why(key, &thumbprint)
                && !key.list.demo
            {
                let list = if only { &mut audit.remarks } else { &mut audit.problems };
                list.push(format!("{name}: {whose}"));
            }
            let identity = (key.network, key.issuer.as_deref(), key.kid.as_slice());
            if !seen.insert((identity, thumbprint, key.validity.not_before, key.validity.not_after)) {
                audit.problems.push(format!("{name}: held twice"));
            }
            by_kid.entry(identity).or_default().insert(thumbprint);
        }
        for (list, count) in unused {
            audit.remarks.push(format!("{list}: {count} keys of a kind that no family uses yet"));
        }
        for ((network, issuer, kid), keys) in by_kid {
            if keys.len() > 1 && !kid.is_empty() {
                audit.remarks.push(format!(
                    "{} {}: {} keys under one identifier; each is tried",
                    network.map_or("any network", |network| network.name()),
                    issuer.unwrap_or("any issuer"),
                    keys.len()
                ));
            }
        }
        audit
    }
}

fn describe(key: &TrustedKey) -> String {
    let issuer = key.issuer.as_deref().unwrap_or("any issuer");
    let kid = key.kid_text().unwrap_or_else(|| "no identifier".to_owned());
    format!("{}: {issuer}: {kid}", key.list.id)
}
