//! Whom a door trusts: the bundled lists, those of its folder, those given for one run. What of them cannot be used is told, and is
//! never passed over: a list that is left out may be the one that revokes.

use super::installed;
use crate::trust::{LoadError, TrustStore};
use crate::update::StoreError;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a door has no keys to go by.
#[derive(Debug, Error)]
pub(super) enum KeysFault {
    /// The program's own lists are broken.
    #[error(transparent)]
    Bundled(LoadError),
    /// What is installed cannot be read.
    #[error(transparent)]
    Installed(StoreError),
    /// What was given for this run.
    #[error("{0}")]
    Given(String),
    /// What the settings name.
    #[error("{0}")]
    Folder(String),
}

/// The store of a door, and remarks on what was left out of its lists, and why.
///
/// # Errors
/// [`KeysFault`] where a list cannot be used.
pub(super) fn open(
    demo: bool,
    folder: Option<&Path>,
    given: &[PathBuf],
) -> Result<(TrustStore, Vec<String>), KeysFault> {
    let (mut store, loaded) = installed::trust().map_err(KeysFault::Installed)?;
    let mut remarks: Vec<String> = loaded.remarks.iter().map(ToString::to_string).collect();
    if demo {
        store.add_demo().map_err(KeysFault::Bundled)?;
    }
    if let Some(folder) = folder {
        remarks.extend(add(&mut store, folder).map_err(KeysFault::Folder)?);
    }
    for path in given {
        remarks.extend(add(&mut store, path).map_err(KeysFault::Given)?);
    }
    Ok((store, remarks))
}

/// Adds a file or folder, whole.
fn add(store: &mut TrustStore, path: &Path) -> Result<Vec<String>, String> {
    let remarks = store.load(path, false).map_err(|error| error.to_string())?.remarks;
    match remarks.iter().find(|remark| remark.misses_a_list()) {
        Some(fault) => Err(fault.to_string()),
        None => Ok(remarks.iter().map(ToString::to_string).collect()),
    }
}
