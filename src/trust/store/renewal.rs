//! Lists from outside that stand beside the bundled ones, or in their place.

use super::files::{self, Contents};
use super::found::{self, Found};
use super::load::packed;
use super::{LoadError, LoadRemark, Loaded, TrustStore, bundle};
use crate::trust::{List, ListState};
use crate::verdict::Network;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// A file of keys or revocations from outside.
#[derive(Debug)]
pub struct Renewal {
    /// What its list is called where the file does not say. The name of a bundled list: it stands in that one's place.
    pub name: String,
    /// When it was published, where the file does not say.
    pub date: Option<NaiveDate>,
    /// Whether a list of the file may say itself that it stands in the place of a bundled one; else it bears `name`.
    pub names_itself: bool,
    /// How it came here; it stands before what the file says of that. Files that came together and are called the same are one list.
    pub provenance: String,
    /// Days after which its lists are stale at the latest, and of which staff are warned in the second half.
    pub stale_days: Option<u16>,
    /// What is in it.
    pub contents: RenewalContents,
}

/// Where the contents of a [`Renewal`] are.
#[derive(Debug)]
pub enum RenewalContents {
    /// Here, under a path that says by its ending what they are, as that of a file does.
    Bytes(String, Vec<u8>),
    /// In a file: of a packed revocation list what is needed is read when it is needed.
    File(PathBuf),
}

/// Why a list cannot stand in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenewalError {
    /// It has no date, and the one that it replaces is kept up by dates.
    #[error("{name}: replaces the bundled list, and has no date: say when it was published")]
    Undated {
        /// The list.
        name: String,
    },
    /// It would never grow old, and the one that it replaces does.
    #[error("{name}: replaces a list that is kept up, and calls itself archived")]
    Archived {
        /// The list.
        name: String,
    },
    /// Some of its keys are of another network than the list that it replaces.
    #[error("{name}: replaces a list of the network {network}, and has keys of another")]
    OtherNetwork {
        /// The list.
        name: String,
        /// The network of the bundled list.
        network: &'static str,
    },
}

/// One file, read, and its lists named.
struct Named {
    found: Found,
    name: String,
    provenance: String,
}

impl TrustStore {
    /// The bundled keys with those lists renewed, or added. Of lists of one name the newest holds, of two of one day the later one
    /// given, and a bundled list that is newer than what is given stays.
    ///
    /// # Errors
    /// [`LoadError`] where a file cannot be read, or holds nothing that can be used, or cannot stand where it is to stand.
    pub fn renewed(renewals: Vec<Renewal>) -> Result<(Self, Loaded), LoadError> {
        let mut bundled = bundle::lists()?;
        let mut newest: BTreeMap<String, Option<NaiveDate>> =
            bundled.iter().map(|(list, _)| (list.id.clone(), list.date)).collect();
        let held: BTreeMap<String, Arc<List>> =
            bundled.iter().map(|(list, _)| (list.id.clone(), Arc::clone(list))).collect();
        let mut loaded = Loaded::default();
        let mut named = Vec::new();
        for renewal in renewals {
            let one = read(renewal, &held)?;
            for list in one.lists() {
                fits(&list, &one.found, held.get(&list.id).map(AsRef::as_ref))?;
                let date = newest.entry(list.id.clone()).or_insert(list.date);
                *date = (*date).max(list.date);
            }
            named.push(one);
        }
        let is_newest = |list: &List| newest.get(&list.id).is_none_or(|newest| *newest == list.date);
        // By the list's name: how it came, and the files that it is in.
        let mut given: BTreeMap<String, (String, BTreeSet<usize>)> = BTreeMap::new();
        for (at, one) in named.iter().enumerate() {
            for list in one.lists().filter(|list| is_newest(list)) {
                let (way, files) = given.entry(list.id.clone()).or_default();
                if *way != one.provenance {
                    (*way, *files) = (one.provenance.clone(), BTreeSet::new());
                }
                files.insert(at);
            }
        }
        bundled.retain(|(list, _)| !given.contains_key(&list.id));
        let made = bundle::manifest()?.date.parse().ok();
        let mut store = Self { forgeries: bundle::forgeries()?, made, ..Self::default() };
        store.take(bundled);
        bundle::revocations()?.into_iter().for_each(|list| store.revocations.add(list));
        for (at, Named { mut found, name, .. }) in named.into_iter().enumerate() {
            let mut passed: Vec<Arc<List>> = Vec::new();
            found.keys.retain(|key| {
                let holds = is_newest(&key.list)
                    && given.get(&key.list.id).is_some_and(|(_, files)| files.contains(&at));
                if !holds && !passed.iter().any(|list| Arc::ptr_eq(list, &key.list)) {
                    passed.push(Arc::clone(&key.list));
                }
                holds
            });
            loaded.remarks.extend(passed.into_iter().map(|list| LoadRemark::Older {
                list: list.id.clone(),
                date: list.date,
                held: newest.get(&list.id).copied().flatten(),
            }));
            if found.keys.is_empty() && found.revocations.is_empty() && found.forgeries.iter().count() == 0 {
                loaded.remarks.append(&mut found.remarks);
                continue;
            }
            let more = store.keep(found, &name, false)?;
            loaded.keys = loaded.keys.saturating_add(more.keys);
            loaded.revocations = loaded.revocations.saturating_add(more.revocations);
            loaded.remarks.extend(more.remarks);
        }
        Ok((store, loaded))
    }
}

/// Whether a list can stand where one of its name stands, whose network is given.
fn fits(list: &List, found: &Found, bundled: Option<&List>) -> Result<(), LoadError> {
    let Some(List { network, state, .. }) = bundled else { return Ok(()) };
    let name = || list.id.clone();
    match (list.state, state) {
        (ListState::Archived, ListState::Maintained { .. }) => {
            return Err(RenewalError::Archived { name: name() }.into());
        }
        (ListState::Maintained { .. }, _) if list.date.is_none() => {
            return Err(RenewalError::Undated { name: name() }.into());
        }
        _ => {}
    }
    // An authority's certificate serves two networks.
    let mut keys = found.keys.iter().filter(|key| key.list.id == list.id);
    if keys.any(|key| key.network != *network) {
        let network = network.map_or("any", Network::name);
        return Err(RenewalError::OtherNetwork { name: name(), network }.into());
    }
    Ok(())
}

/// Reads a file and gives its lists their names.
fn read(renewal: Renewal, bundled: &BTreeMap<String, Arc<List>>) -> Result<Named, LoadError> {
    let Renewal { name, date, names_itself, provenance, stale_days, contents } = renewal;
    let contents = match contents {
        RenewalContents::Bytes(path, bytes) => files::as_file(Path::new(&path), bytes)?,
        RenewalContents::File(path) => files::read(&path)?,
    };
    let mut found = match contents {
        Contents::Packed(file) => packed(file, &name)?,
        Contents::Bytes(bytes) => {
            found::read(&bytes, &name).map_err(|why| LoadError::unusable(&name, why))?
        }
    };
    if found.keys.is_empty() && found.revocations.is_empty() && found.forgeries.iter().count() == 0 {
        return Err(LoadError::unusable(&name, found.remarks));
    }
    // The certificate of an authority serves two networks: in the place of a list it is of that one's.
    if let Some(network) = bundled.get(&name).map(|list| list.network) {
        let of_it: BTreeSet<Vec<u8>> =
            found.keys.iter().filter(|key| key.network == network).map(|key| key.key.fingerprint()).collect();
        found.keys.retain(|key| key.network == network || !of_it.contains(&key.key.fingerprint()));
    }
    let mut renamed: Vec<(Arc<List>, Arc<List>)> = Vec::new();
    for key in &mut found.keys {
        // No key of a renewal was given by hand, alone and on purpose.
        key.alone = false;
        let new = renamed.iter().find(|(old, _)| Arc::ptr_eq(old, &key.list)).map(|(_, new)| Arc::clone(new));
        let new = new.unwrap_or_else(|| {
            let borrowed = !names_itself && bundled.contains_key(&key.list.id);
            let list = List {
                id: if borrowed { name.clone() } else { key.list.id.clone() },
                date: key.list.date.or(date),
                network: key.list.network.or(key.network),
                provenance: format!("{provenance}; {}", key.list.provenance),
                state: state(&key.list, stale_days),
                ..(*key.list).clone()
            };
            let list = Arc::new(list);
            renamed.push((Arc::clone(&key.list), Arc::clone(&list)));
            list
        });
        key.list = new;
    }
    found.revocations.iter_mut().for_each(|list| list.date = list.date.or(date));
    Ok(Named { found, name, provenance })
}

/// How a list is kept up: as it says, and no longer than is given.
fn state(list: &List, most: Option<u16>) -> ListState {
    match (list.state, most) {
        (ListState::Maintained { warn_days, stale_days }, Some(most)) => {
            ListState::Maintained { warn_days: warn_days.min(most / 2), stale_days: stale_days.min(most) }
        }
        (state, _) => state,
    }
}

impl Named {
    /// Every list of the file once.
    fn lists(&self) -> impl Iterator<Item = Arc<List>> + use<> {
        let mut lists: Vec<Arc<List>> = Vec::new();
        for key in &self.found.keys {
            if !lists.iter().any(|list| Arc::ptr_eq(list, &key.list)) {
                lists.push(Arc::clone(&key.list));
            }
        }
        lists.into_iter()
    }
}
