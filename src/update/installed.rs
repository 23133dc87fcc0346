//! What is installed, as a door reads it when it opens.

use super::contents::{self, KEYS, PROFILES, REVOCATIONS, RULES, SETTINGS};
use super::imported::RECORD;
use super::store::{BUNDLE, Listing};
use super::{BundleManifest, ContentsError, Disk, Files, OperatorKey, State, Storage, StoreError};
use crate::texts::OwnTexts;
use crate::trust::{Confirmation, LoadError, Loaded, RenewalContents, TrustStore};
use chrono::NaiveDate;
use std::path::PathBuf;

/// What is installed.
#[derive(Debug)]
pub struct Installed {
    disk: Disk,
    state: State,
    /// What is in the generation that holds.
    listing: Listing,
    /// Its small files, by their paths.
    files: Files,
    /// What it says of itself; `None` where no bundle holds.
    manifest: Option<BundleManifest>,
}

impl Installed {
    /// Looks at what is installed in a folder. Where nothing is, nothing is in it.
    ///
    /// # Errors
    /// [`StoreError`] where something is and cannot be read.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let disk = Disk::to_read(root);
        let state = State::read(&disk)?;
        let listing = Listing::read(&disk, state.current)?;
        let mut installed = Self { disk, state, listing, files: Files::new(), manifest: None };
        let small: Vec<String> = installed.paths().filter(|path| is_small(path)).cloned().collect();
        for path in small {
            let bytes = installed.read(&path)?.unwrap_or_default();
            installed.files.insert(path, bytes);
        }
        let bundle = within_bundle(&installed.files);
        if !bundle.is_empty() {
            installed.manifest = Some(BundleManifest::of(&bundle).map_err(ContentsError::from)?);
        }
        Ok(installed)
    }

    /// The paths of the files of the generation that holds.
    fn paths(&self) -> impl Iterator<Item = &String> {
        self.listing.files.keys()
    }

    /// What is in one of them.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let full = self.full(path);
        self.disk.read(&full).map_err(|why| StoreError::Storage { path: full, why })
    }

    /// A path of the generation that holds.
    fn full(&self, path: &str) -> String {
        format!("{}/{path}", self.state.current)
    }

    /// Which generation holds, 0 where nothing is installed; it changes with every update.
    pub fn generation(&self) -> u32 {
        self.state.current
    }

    /// The highest serial that was ever installed.
    pub fn floor(&self) -> u64 {
        self.state.floor
    }

    /// The highest serial of a set-up card that was ever taken.
    pub fn card_floor(&self) -> u64 {
        self.state.card_floor
    }

    /// Whether there is something to go back to.
    pub fn can_go_back(&self) -> bool {
        self.state.previous.is_some()
    }

    /// The operator's key that is held.
    ///
    /// # Errors
    /// [`StoreError`] where what is kept is none.
    pub fn operator(&self) -> Result<Option<OperatorKey>, StoreError> {
        self.state.operator()
    }

    /// What the bundle that holds says of itself.
    pub fn manifest(&self) -> Option<&BundleManifest> {
        self.manifest.as_ref()
    }

    /// The profiles of the bundle: path and text.
    pub fn profiles(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let prefix = format!("{BUNDLE}/{PROFILES}/");
        let profiles = self.files.iter().filter(move |(path, _)| path.starts_with(&prefix));
        profiles.map(|(path, bytes)| {
            let full = self.disk.path(&self.full(path));
            (full, String::from_utf8_lossy(bytes).into_owned())
        })
    }

    /// The folder of its packs of official rules.
    pub fn rules(&self) -> PathBuf {
        self.disk.path(&self.full(&format!("{BUNDLE}/{RULES}")))
    }

    /// The settings that the bundle sets.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn settings(&self) -> Result<Option<toml::Table>, StoreError> {
        Ok(within_bundle(&self.files).get(SETTINGS).map(|bytes| contents::settings_in(bytes)).transpose()?)
    }

    /// The operator's own texts.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn texts(&self) -> Result<OwnTexts, StoreError> {
        Ok(contents::texts_of(&within_bundle(&self.files))?)
    }

    /// The keys that the bundle says other doors have confirmed, and when.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn confirmed(&self) -> Result<Vec<(Confirmation, NaiveDate)>, StoreError> {
        Ok(contents::confirmed_of(&within_bundle(&self.files))?)
    }

    /// The keys and lists that are trusted: the bundled ones, renewed by what is installed.
    ///
    /// # Errors
    /// [`StoreError`] where any of it cannot be read: what is left out may be the list that revokes.
    pub fn trust(&self) -> Result<(TrustStore, Loaded), StoreError> {
        let contents = |path: &str| RenewalContents::File(self.disk.path(&self.full(path)));
        let renewals = contents::renewals(self.paths(), &|path| self.files.get(path).cloned(), &contents)?;
        let (mut store, loaded) = TrustStore::renewed(renewals).map_err(ContentsError::from)?;
        contents::vouched(&mut store, &within_bundle(&self.files))?;
        if let Some(missing) = loaded.remarks.iter().find(|remark| remark.misses_a_list()) {
            return Err(StoreError::State { path: BUNDLE.to_owned(), why: missing.to_string() });
        }
        for (confirmation, day) in self.confirmed()? {
            store.confirmations().note(confirmation, day);
        }
        Ok((store, loaded))
    }

    /// What of the bundle is neither a list nor its manifest, with the first bytes of its SHA-256: what two stores differ by, beside lists.
    pub fn others(&self) -> Vec<(String, String)> {
        contents::others(&within_bundle(&self.files))
    }
}

/// Whether a file is read when the store is opened: all but the lists and the packs of rules.
fn is_small(path: &str) -> bool {
    let mut parts = path.split('/');
    match (parts.next(), parts.next()) {
        (Some(BUNDLE), Some(part)) => ![KEYS, REVOCATIONS, RULES].contains(&part),
        _ => path.ends_with(RECORD),
    }
}

/// The files of the bundle, by their paths in it.
fn within_bundle(files: &Files) -> Files {
    let prefix = format!("{BUNDLE}/");
    let bundle = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?, bytes)));
    bundle.map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect()
}

impl From<LoadError> for StoreError {
    fn from(why: LoadError) -> Self {
        ContentsError::from(why).into()
    }
}
