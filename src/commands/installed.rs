//! The update that is installed at this device: where it is, and what a run takes of it.

use crate::config::Folder;
use crate::texts::OwnTexts;
use crate::trust::{Loaded, TrustStore};
use crate::update::{BundleManifest, Installed, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

/// The folder of what is installed, beside the settings.
const STORE: &str = "store";

/// Where what is installed lies, if this user has a folder.
pub(super) fn place() -> Option<PathBuf> {
    Folder::of_user().map(|folder| place_at(&folder))
}

/// The same beside the settings of a folder.
pub(super) fn place_at(folder: &Folder) -> PathBuf {
    folder.path().join(STORE)
}

/// What is installed beside the settings of a folder.
///
/// # Errors
/// As [`open`].
pub(super) fn open_at(folder: &Folder) -> Result<Installed, StoreError> {
    Installed::open(place_at(folder))
}

/// What is installed; `None` where this user has no folder.
///
/// # Errors
/// [`StoreError`] where something is installed and cannot be read.
pub(super) fn open() -> Result<Option<Installed>, StoreError> {
    place().map(Installed::open).transpose()
}

/// The operator's own texts of the update that is installed beside the settings of a folder; none, where they cannot be read: that is told
/// where trust is opened.
pub(super) fn texts_at(folder: Option<&Folder>) -> Arc<OwnTexts> {
    let texts = folder.and_then(|folder| open_at(folder).ok()?.texts().ok());
    Arc::new(texts.unwrap_or_default())
}

/// What the update that holds says of itself, where one does.
pub(super) fn manifest() -> Option<BundleManifest> {
    open().ok().flatten()?.manifest().cloned()
}

/// The keys and lists that everybody's doors trust: the bundled ones, renewed by what is installed here.
///
/// # Errors
/// As [`open`], and where a list of it cannot be used.
pub(super) fn trust() -> Result<(TrustStore, Loaded), StoreError> {
    match open()? {
        Some(installed) => installed.trust(),
        None => Ok((TrustStore::bundled()?, Loaded::default())),
    }
}
