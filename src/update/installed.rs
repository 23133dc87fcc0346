//! What is installed, as a door reads it when it opens.

use super::contents::{self, ACCEPT, CONFIRMED, KEYS, PROFILES, REVOCATIONS, RULES, SETTINGS, renewal};
use super::imported::{Import, RECORD};
use super::store::{BUNDLE, IMPORT};
use super::{BundleManifest, ContentsError, Disk, Files, MANIFEST, OperatorKey, State, Storage, StoreError};
use crate::trust::{Confirmation, LoadError, Loaded, Renewal, RenewalContents, TrustStore};
use chrono::NaiveDate;
use std::path::PathBuf;

/// What is installed.
#[derive(Debug)]
pub struct Installed {
    disk: Disk,
    state: State,
    /// The small files of the bundle that holds, by their paths.
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
        let mut installed = Self { disk, state, files: Files::new(), manifest: None };
        if installed.state.current != 0 {
            if installed.names("")?.is_empty() {
                let why = "what it names as installed is not there".to_owned();
                return Err(StoreError::State { path: installed.full(""), why });
            }
            for path in [MANIFEST, SETTINGS, ACCEPT, CONFIRMED] {
                installed.take(path)?;
            }
            for name in installed.names(&format!("{BUNDLE}/{PROFILES}"))? {
                installed.take(&format!("{PROFILES}/{name}"))?;
            }
            if !installed.names(BUNDLE)?.is_empty() {
                let manifest = BundleManifest::of(&installed.files).map_err(ContentsError::from)?;
                installed.manifest = Some(manifest);
            }
        }
        Ok(installed)
    }

    /// Reads a file of the bundle, if it is there.
    fn take(&mut self, path: &str) -> Result<(), StoreError> {
        let full = self.full(&format!("{BUNDLE}/{path}"));
        let read = self.disk.read(&full).map_err(|why| StoreError::Storage { path: full, why })?;
        self.files.extend(read.map(|bytes| (path.to_owned(), bytes)));
        Ok(())
    }

    /// A path of the generation that holds.
    fn full(&self, path: &str) -> String {
        let current = self.state.current.to_string();
        if path.is_empty() { current } else { format!("{current}/{path}") }
    }

    fn names(&self, path: &str) -> Result<Vec<String>, StoreError> {
        let full = self.full(path);
        self.disk.names(&full).map_err(|why| StoreError::Storage { path: full, why })
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
        let profiles = self.files.iter().filter(|(path, _)| path.starts_with(PROFILES));
        profiles.map(|(path, bytes)| {
            let full = self.disk.path(&self.full(&format!("{BUNDLE}/{path}")));
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
        Ok(self.files.get(SETTINGS).map(|bytes| contents::settings_in(bytes)).transpose()?)
    }

    /// The keys that the bundle says other doors have confirmed, and when.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn confirmed(&self) -> Result<Vec<(Confirmation, NaiveDate)>, StoreError> {
        Ok(contents::confirmed_of(&self.files)?)
    }

    /// The keys and lists that are trusted: the bundled ones, renewed by what is installed.
    ///
    /// # Errors
    /// [`StoreError`] where any of it cannot be read: what is left out may be the list that revokes.
    pub fn trust(&self) -> Result<(TrustStore, Loaded), StoreError> {
        let mut renewals = Vec::new();
        if self.state.current != 0 {
            for name in self.names(IMPORT)? {
                let folder = format!("{IMPORT}/{name}");
                let (place, record) = (self.full(&folder), self.full(&format!("{folder}/{RECORD}")));
                let read = self
                    .disk
                    .read(&record)
                    .map_err(|why| StoreError::Storage { path: record.clone(), why })?;
                let import = Import::read(&record, &read.unwrap_or_default())?;
                renewals.extend(import.installed(&name, &self.disk.path(&place), &self.names(&folder)?));
            }
            // What is sealed comes after what is not: of two lists of one day it holds.
            for part in [KEYS, REVOCATIONS] {
                renewals.extend(self.lists(part)?);
            }
        }
        let (mut store, loaded) = TrustStore::renewed(renewals).map_err(ContentsError::from)?;
        store.accept(contents::accepted_of(&self.files)?);
        if let Some(missing) = loaded.remarks.iter().find(|remark| remark.misses_a_list()) {
            return Err(StoreError::State { path: BUNDLE.to_owned(), why: missing.to_string() });
        }
        for (confirmation, day) in self.confirmed()? {
            store.confirmations().note(confirmation, day);
        }
        Ok((store, loaded))
    }

    /// The lists in a folder of the bundle, at any depth.
    fn lists(&self, folder: &str) -> Result<Vec<Renewal>, StoreError> {
        let mut renewals = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for name in self.names(&format!("{BUNDLE}/{folder}"))? {
                let path = format!("{folder}/{name}");
                let place = self.disk.path(&self.full(&format!("{BUNDLE}/{path}")));
                if place.is_dir() {
                    folders.push(path);
                } else if let Some(manifest) = &self.manifest {
                    renewals.push(renewal(&path, RenewalContents::File(place), manifest));
                }
            }
        }
        Ok(renewals)
    }
}

impl From<LoadError> for StoreError {
    fn from(why: LoadError) -> Self {
        ContentsError::from(why).into()
    }
}
