//! The lists bundled with the program, and their manifest.

use super::BundleError;
use super::jwks::{Jwk, ListFile, ListsFile};
use crate::trust::revocation::{self, RevocationList};
use crate::trust::{Forgeries, List, Trial, TrustedKey, country};
use crate::verdict::Network;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

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

const MANIFEST: (&str, &str) = ("manifest.json", include_str!("../../../trust-store/manifest.json"));

/// The revocation lists of SMART Health Cards.
const REVOKED: (&str, &str) = ("shc-revoked.json", include_str!("../../../trust-store/shc-revoked.json"));

/// The publicly known forgeries.
const FORGERIES: (&str, &str) =
    ("known-forgeries.json", include_str!("../../../trust-store/known-forgeries.json"));

/// The demonstration revocation lists, of credentials and of signers, with their names.
pub(super) const DEMO_REVOKED: [(&str, &str); 3] = [
    ("demo-revoked", include_str!("../../../samples/revoked.json")),
    ("demo-revoked-shc", include_str!("../../../samples/revoked-shc.json")),
    ("demo-revoked-signers", include_str!("../../../samples/revoked-signers.pem")),
];
/// The public halves of the keys that sign the samples.
const DEMO: (&str, &str) = ("demo-trust.json", include_str!("../../../samples/keys/demo-trust.json"));

/// Lists with their keys.
pub(super) type Lists = Vec<(Arc<List>, Vec<TrustedKey>)>;

/// What `trust-store/manifest.json` says of the bundle.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// Goes up with every release of the store.
    pub serial: u64,
    /// The day that the store was made.
    pub date: String,
    /// The lists, in order.
    pub lists: Vec<ManifestEntry>,
    /// The revocation lists.
    pub revocations: Vec<ManifestEntry>,
    /// The lists of known forgeries.
    pub forgeries: Vec<ManifestEntry>,
    /// What the published lists hold and the bundle does not, and why.
    pub left_out: Vec<LeftOut>,
}

/// A key, or all of an issuer's, that was left out.
#[derive(Debug, Deserialize)]
pub struct LeftOut {
    /// The list that holds it.
    pub list: String,
    /// The key's identifier; `None`: every key of the issuer.
    pub key: Option<String>,
    /// The participant's code, or the address.
    pub issuer: String,
    /// Why.
    pub reason: String,
}

impl LeftOut {
    fn is(&self, key: &TrustedKey) -> bool {
        match &self.key {
            // In an EU list and in WHO's the identifier is a hash of the certificate.
            Some(kid) => {
                key.network == Some(Network::Gdhcn)
                    && key.kid_text().as_ref() == Some(kid)
                    && key.issuer.as_ref().is_none_or(|issuer| country::same(issuer, &self.issuer))
            }
            None => key.issuer.as_ref() == Some(&self.issuer),
        }
    }
}

/// Whether the manifest says that a key was left out of the bundle.
pub(super) fn left_out(key: &TrustedKey) -> Option<Trial> {
    static LEFT_OUT: OnceLock<Vec<LeftOut>> = OnceLock::new();
    let rows = LEFT_OUT.get_or_init(|| manifest().map(|manifest| manifest.left_out).unwrap_or_default());
    rows.iter().find(|row| row.is(key)).map(|row| Trial::LeftOut(row.reason.clone()))
}

/// One list of the manifest.
#[derive(Debug, Deserialize)]
pub struct ManifestEntry {
    file: String,
    id: String,
    date: Option<String>,
    count: usize,
    sha256: String,
}

/// Reads the bundled lists. No certificate is parsed and no key decoded: that waits until a key is used.
pub(super) fn lists() -> Result<Lists, BundleError> {
    FILES.iter().map(|(file, text)| list(json(file, text)?, file, false)).collect()
}

/// Reads the bundled revocation lists.
pub(super) fn revocations() -> Result<Vec<RevocationList>, BundleError> {
    let (file, text) = REVOKED;
    let mut lists = revocation::rid_lists(text, file.trim_end_matches(".json"))
        .map_err(|why| BundleError::Revocations { file, why })?;
    let entry = manifest()?.revocations.into_iter().find(|entry| entry.file == file);
    let date = entry.and_then(|entry| entry.date?.parse().ok());
    lists.iter_mut().for_each(|list| list.date = date);
    Ok(lists)
}

/// Reads the publicly known forgeries.
pub(super) fn forgeries() -> Result<Forgeries, BundleError> {
    let (file, text) = FORGERIES;
    Forgeries::read(text).map_err(|why| BundleError::Forgeries { file, why })
}

/// Reads the demonstration keys.
pub(super) fn demo() -> Result<Lists, BundleError> {
    let (file, text) = DEMO;
    let lists: ListsFile<Jwk> = json(file, text)?;
    lists.lists.into_iter().map(|one| list(one, file, true)).collect()
}

/// Reads the manifest.
pub fn manifest() -> Result<Manifest, BundleError> {
    let (file, text) = MANIFEST;
    json(file, text)
}

fn json<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BundleError> {
    serde_json::from_str(text).map_err(|why| BundleError::Json { file, why })
}

fn list(
    list: ListFile<Jwk>,
    file: &'static str,
    demo: bool,
) -> Result<(Arc<List>, Vec<TrustedKey>), BundleError> {
    let head = list.head(file, demo).map_err(|why| BundleError::Head { file, why })?;
    let keys = list
        .keys
        .into_iter()
        .enumerate()
        .map(|(at, jwk)| jwk.into_trusted(&head).map_err(|why| BundleError::Key { file, at, why }))
        .collect::<Result<_, _>>()?;
    Ok((head.into_list(), keys))
}

/// Something in which the manifest and the files disagree. Its text is a line for staff.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Disagreement {
    /// The manifest names a list that there is not.
    #[error("{file}: in the manifest and not in the store")]
    NotInStore {
        /// The file.
        file: String,
    },
    /// The manifest does not name a list.
    #[error("{file}: in the store and not in the manifest")]
    NotInManifest {
        /// The file.
        file: &'static str,
    },
    /// The file is another.
    #[error("{file}: SHA-256 is not what the manifest says")]
    Digest {
        /// The file.
        file: &'static str,
    },
    /// It has more keys or fewer.
    #[error("{file}: {held} keys, and the manifest says {stated}")]
    Count {
        /// The file.
        file: &'static str,
        /// The keys in it.
        held: usize,
        /// What the manifest says.
        stated: usize,
    },
    /// It is another list.
    #[error("{file}: is the list {held}, and the manifest says {stated}")]
    Name {
        /// The file.
        file: &'static str,
        /// What it calls itself.
        held: String,
        /// What the manifest says.
        stated: String,
    },
    /// The revocation lists are others, or fewer or more.
    #[error("{file}: not what the manifest says")]
    Revocations {
        /// The file.
        file: &'static str,
    },
}

/// Where the manifest and the files disagree.
///
/// # Errors
/// [`BundleError`] where a file cannot be read at all.
pub fn disagreements(manifest: &Manifest) -> Result<Vec<Disagreement>, BundleError> {
    let lists = lists()?;
    let revoked = revocations()?.iter().map(RevocationList::len).sum();
    let of_lists = manifest.lists.iter().flat_map(|entry| of_entry(entry, &lists));
    let missing = FILES.iter().filter(|(file, _)| !manifest.lists.iter().any(|entry| entry.file == *file));
    let missing = missing.map(|(file, _)| Disagreement::NotInManifest { file });
    let others = [
        of_other(&manifest.revocations, REVOKED, revoked),
        of_other(&manifest.forgeries, FORGERIES, forgeries()?.iter().count()),
    ];
    Ok(of_lists.chain(others.into_iter().flatten()).chain(missing).collect())
}

/// What speaks against one entry; `lists` are those of [`FILES`].
fn of_entry(entry: &ManifestEntry, lists: &Lists) -> Vec<Disagreement> {
    let named = FILES.iter().zip(lists).find(|((file, _), _)| *file == entry.file);
    let Some((&(file, text), (list, keys))) = named else {
        return vec![Disagreement::NotInStore { file: entry.file.clone() }];
    };
    let mut found = Vec::new();
    if !entry.is_of(text) {
        found.push(Disagreement::Digest { file });
    }
    if entry.count != keys.len() {
        found.push(Disagreement::Count { file, held: keys.len(), stated: entry.count });
    }
    if entry.id != list.id {
        found.push(Disagreement::Name { file, held: list.id.clone(), stated: entry.id.clone() });
    }
    found
}

fn of_other(entries: &[ManifestEntry], file: (&'static str, &str), held: usize) -> Option<Disagreement> {
    let (file, text) = file;
    let agrees = |entry: &ManifestEntry| entry.file == file && entry.count == held && entry.is_of(text);
    (!entries.iter().any(agrees)).then_some(Disagreement::Revocations { file })
}

impl ManifestEntry {
    /// Whether the file is that of which the manifest was made.
    fn is_of(&self, text: &str) -> bool {
        self.sha256 == HEXLOWER.encode(&Sha256::digest(text))
    }
}
