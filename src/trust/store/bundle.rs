//! The lists bundled with the program, and their manifest.

use super::jwks::{Jwk, ListFile, ListsFile};
use crate::trust::{List, TrustedKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

macro_rules! bundled {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../trust-store/", $name)))),*]
    };
}

/// Every list file by name, in the order of the manifest.
const FILES: [(&str, &str); 7] = bundled![
    "hongkong.json",
    "gdhcn.json",
    "eu-dcc-2023.json",
    "shc.json",
    "nzcp.json",
    "icao-csca.json",
    "divoc.json",
];

const MANIFEST: &str = include_str!("../../../trust-store/manifest.json");

/// The demonstration revocation list.
pub(super) const DEMO_REVOKED: &str = include_str!("../../../samples/revoked.json");

/// The public halves of the keys that sign the samples.
const DEMO: &str = include_str!("../../../samples/keys/demo-trust.json");

/// Lists with their keys.
pub(super) type Lists = Vec<(Arc<List>, Vec<TrustedKey>)>;

/// What `trust-store/manifest.json` says of the bundle.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    /// Goes up with every release of the store.
    pub(crate) serial: u64,
    /// The day that the store was made.
    pub(crate) date: String,
    /// The lists, in order.
    pub(crate) lists: Vec<ManifestEntry>,
}

/// One list of the manifest.
#[derive(Debug, Deserialize)]
pub(crate) struct ManifestEntry {
    file: String,
    id: String,
    count: usize,
    sha256: String,
}

/// Reads the bundled lists. No certificate is parsed and no key decoded: that waits until a key is used.
pub(super) fn lists() -> Result<Lists, String> {
    FILES
        .iter()
        .map(|(name, text)| {
            let file = serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            list(file, name, false)
        })
        .collect()
}

/// Reads the demonstration keys.
pub(super) fn demo() -> Result<Lists, String> {
    let name = "demo-trust.json";
    let file: ListsFile<Jwk> = serde_json::from_str(DEMO).map_err(|error| format!("{name}: {error}"))?;
    file.lists.into_iter().map(|file| list(file, name, true)).collect()
}

fn list(file: ListFile<Jwk>, name: &str, demo: bool) -> Result<(Arc<List>, Vec<TrustedKey>), String> {
    let head = file.head(name, demo).map_err(|problem| format!("{name}: {problem}"))?;
    let keys = file
        .keys
        .into_iter()
        .enumerate()
        .map(|(at, jwk)| jwk.into_trusted(&head).map_err(|problem| format!("{name}: keys[{at}]: {problem}")))
        .collect::<Result<_, _>>()?;
    Ok((head.into_list(), keys))
}

/// Reads the manifest.
pub(crate) fn manifest() -> Result<Manifest, String> {
    serde_json::from_str(MANIFEST).map_err(|error| format!("manifest.json: {error}"))
}

/// Where the manifest and the files disagree, a line each.
pub(crate) fn disagreements(manifest: &Manifest) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let lists = lists()?;
    for entry in &manifest.lists {
        let file = FILES.iter().zip(&lists).find(|((name, _), _)| *name == entry.file);
        let Some(((name, text), (list, keys))) = file else {
            found.push(format!("{}: in the manifest and not in the store", entry.file));
            continue;
        };
        if entry.sha256 != data_encoding::HEXLOWER.encode(&Sha256::digest(text)) {
            found.push(format!("{name}: SHA-256 is not what the manifest says"));
        }
        if entry.count != keys.len() {
            found.push(format!("{name}: {} keys, and the manifest says {}", keys.len(), entry.count));
        }
        if entry.id != list.id {
            found.push(format!("{name}: is the list {}, and the manifest says {}", list.id, entry.id));
        }
    }
    for (name, _) in FILES {
        if !manifest.lists.iter().any(|entry| entry.file == name) {
            found.push(format!("{name}: in the store and not in the manifest"));
        }
    }
    Ok(found)
}
