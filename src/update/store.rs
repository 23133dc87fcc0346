//! What is installed at a device, and how it changes: whole or not at all, wherever the power goes.
//!
//! ```text
//! state.toml        which generation holds, which did before, the operator's key, the highest serial
//! 7/bundle/…        the files of a bundle
//! 7/import/NAME/…   files that were imported without a seal, and import.toml
//! 7/files.toml      every file of it with its length: one that is missing is missed
//! 8/…
//! ```
//!
//! A change writes a new generation beside the old one, file by file, each down to the disk, and then one file: `state.toml`, by
//! giving a new one its name. Before that the old generation holds, after it the new one. A generation that is left half written is
//! looked at by nobody, and goes with the next change.

use super::archive::{Files, unpack};
use super::contents::{all_there, renewals};
use super::imported::{self, Import};
use super::sealed::{Sort, unseal};
use super::{Contents, ContentsError, OperatorKey, Storage, StoreError, UpdateError};
use crate::trust::{LoadRemark, RenewalContents, TrustStore};
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Which generation holds.
pub(super) const STATE: &str = "state.toml";
/// A new one, before it gets its name.
const NEXT_STATE: &str = "state.toml.new";
/// The files of a bundle, in a generation.
pub(super) const BUNDLE: &str = "bundle";
/// What was imported, in a generation.
pub(super) const IMPORT: &str = "import";

/// What is in a generation.
pub(super) const LISTING: &str = "files.toml";

/// The files of a generation, with their lengths in bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    pub(super) files: BTreeMap<String, u64>,
}

/// Which generation holds, and what is taken from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct State {
    /// The version of the file's form. A file without it is a broken one, and no empty one.
    version: StateVersion,
    /// The operator's key, as the second line of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<String>,
    /// The highest serial that was ever installed.
    #[serde(default)]
    pub floor: u64,
    /// SHA-256 of the bundle with that serial, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    newest: Option<String>,
    /// The highest serial of a set-up card that was ever taken.
    #[serde(default)]
    pub card_floor: u64,
    /// The highest number that a generation ever had: none is used twice.
    #[serde(default)]
    last: u32,
    /// The generation that holds; 0: nothing is installed, and the bundled lists hold.
    #[serde(default)]
    pub(super) current: u32,
    /// The one before it, while there is a way back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<u32>,
}

/// The version of the form of `state.toml`: the one that this program knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum StateVersion {
    /// The first.
    #[default]
    #[serde(rename = "1")]
    One,
}

/// What an update brought.
#[derive(Debug)]
pub enum Updated {
    /// It holds from now on.
    Installed(Box<Contents>),
    /// It did already.
    Already,
}

/// What is installed, to be changed.
#[derive(Debug)]
pub struct UpdateStore<S> {
    storage: S,
}

impl State {
    /// Reads that of a store; where nothing was ever installed, that of an empty one.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read: nothing says then what is to be trusted.
    pub fn read(storage: &impl Storage) -> Result<Self, StoreError> {
        let Some(bytes) = storage.read(STATE).map_err(of(STATE))? else { return Ok(Self::default()) };
        let broken = |why: String| StoreError::State { path: STATE.to_owned(), why };
        let text = std::str::from_utf8(&bytes).map_err(|why| broken(why.to_string()))?;
        let state: Self =
            toml::from_str(text).map_err(|why| broken(why.to_string().trim_end().to_owned()))?;
        state.operator()?;
        Ok(state)
    }

    /// The operator's key that is held.
    ///
    /// # Errors
    /// [`StoreError::State`] where what is kept is none.
    pub fn operator(&self) -> Result<Option<OperatorKey>, StoreError> {
        let key = self.operator.as_deref().map(OperatorKey::parse).transpose();
        key.map_err(|why| StoreError::State { path: STATE.to_owned(), why: format!("operator: {why}") })
    }
}

/// What the file system says of a path.
fn of(path: &str) -> impl FnOnce(std::io::Error) -> StoreError + use<> {
    let path = path.to_owned();
    move |why| StoreError::Storage { path, why }
}

impl Listing {
    /// That of a generation, of which every file is there as it was written; of 0, which is nothing, an empty one.
    ///
    /// # Errors
    /// [`StoreError`] where one is missing, or is not whole: it may be the one that revokes.
    pub(super) fn read(storage: &impl Storage, generation: u32) -> Result<Self, StoreError> {
        if generation == 0 {
            return Ok(Self::default());
        }
        let path = format!("{generation}/{LISTING}");
        let broken = |why: String| StoreError::State { path: path.clone(), why };
        let bytes = storage.read(&path).map_err(of(&path))?.ok_or_else(|| broken("missing".to_owned()))?;
        let text = std::str::from_utf8(&bytes).map_err(|why| broken(why.to_string()))?;
        let listing: Self =
            toml::from_str(text).map_err(|why| broken(why.to_string().trim_end().to_owned()))?;
        for (file, length) in &listing.files {
            let path = format!("{generation}/{file}");
            if storage.length(&path).map_err(of(&path))? != Some(*length) {
                return Err(StoreError::State { path, why: "not as it was installed".to_owned() });
            }
        }
        Ok(listing)
    }
}

impl<S: Storage> UpdateStore<S> {
    /// What is installed in a folder.
    pub fn new(storage: S) -> Self {
        Self { storage }
    }

    /// The folder.
    pub fn storage(&self) -> &S {
        &self.storage
    }

    /// Takes the operator's key. Whether it is new.
    ///
    /// # Errors
    /// [`UpdateError::OtherOperator`] where another one is held.
    pub fn pin(&mut self, key: &OperatorKey) -> Result<bool, UpdateError> {
        let state = State::read(&self.storage)?;
        match state.operator()? {
            Some(held) if held == *key => Ok(false),
            Some(held) => Err(UpdateError::OtherOperator { held: held.fingerprint() }),
            None => {
                self.keep(&State { operator: Some(key.text()), ..state })?;
                Ok(true)
            }
        }
    }

    /// Notes that a set-up card of that serial was taken: none of a lower one is from now on.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be noted.
    pub fn take_card(&mut self, serial: u64) -> Result<(), StoreError> {
        let state = State::read(&self.storage)?;
        self.keep(&State { card_floor: state.card_floor.max(serial), ..state })
    }

    /// Installs a bundle: its signature holds first, then all of it is read, then it changes something.
    ///
    /// # Errors
    /// [`UpdateError`]; what was installed before then still is.
    pub fn update(&mut self, sealed: &[u8], today: NaiveDate) -> Result<Updated, UpdateError> {
        let state = State::read(&self.storage)?;
        let operator = state.operator()?.ok_or(UpdateError::NoOperator)?;
        let files = unpack(unseal(sealed, Sort::Bundle, &operator)?)?;
        let contents = Contents::read(&files, today)?;
        let (serial, floor) = (contents.manifest.serial, state.floor);
        let digest = HEXLOWER.encode(&Sha256::digest(sealed));
        let same = serial == floor && state.newest.as_ref() == Some(&digest);
        if serial <= floor && !same {
            return Err(UpdateError::Serial { serial, floor });
        }
        let mut held = self.generation(&state)?;
        held.retain(|path, _| path.starts_with(IMPORT));
        held.extend(within(BUNDLE, files));
        let files = held;
        trust_in(&files, today)?;
        if same && self.generation(&state)? == files {
            return Ok(Updated::Already);
        }
        let operator = contents.operator.as_ref().unwrap_or(&operator).text();
        let state = State { operator: Some(operator), floor: serial, newest: Some(digest), ..state };
        self.install(state, &files)?;
        Ok(Updated::Installed(Box::new(contents)))
    }

    /// Takes files of keys or revocations that nobody sealed, under a name, in place of what was imported under it before; no files take
    /// it away. Gives what is trusted then, and what was left out, and why.
    ///
    /// # Errors
    /// [`UpdateError`]; what was installed before then still is.
    pub fn import(
        &mut self,
        name: &str,
        import: &Import,
        given: Vec<Vec<u8>>,
    ) -> Result<(TrustStore, Vec<LoadRemark>), UpdateError> {
        if !imported::is_name(name) {
            return Err(UpdateError::Name { name: name.to_owned() });
        }
        let state = State::read(&self.storage)?;
        let mut files = self.generation(&state)?;
        let (before, folder) = (files.len(), format!("{IMPORT}/{name}/"));
        files.retain(|path, _| !path.starts_with(&folder));
        if given.is_empty() && files.len() == before {
            return Err(UpdateError::NoImport { name: name.to_owned() });
        }
        if !given.is_empty() {
            let new = import.files(given).into_iter();
            files.extend(new.map(|(path, bytes)| (format!("{folder}{path}"), bytes)));
        }
        let trusted = trust_in(&files, import.imported)?;
        self.install(state, &files)?;
        Ok(trusted)
    }

    /// Goes back to what was installed before. The serials that were taken since are not taken again, but for the newest.
    ///
    /// # Errors
    /// [`UpdateError::NoPrevious`] where that is not kept.
    pub fn rollback(&mut self) -> Result<(), UpdateError> {
        let state = State::read(&self.storage)?;
        let previous = state.previous.ok_or(UpdateError::NoPrevious)?;
        Listing::read(&self.storage, previous)?;
        self.keep(&State { current: previous, previous: None, ..state })?;
        Ok(())
    }

    /// The files of the generation that holds.
    fn generation(&self, state: &State) -> Result<Files, StoreError> {
        let mut files = Files::new();
        for file in Listing::read(&self.storage, state.current)?.files.into_keys() {
            let path = format!("{}/{file}", state.current);
            let bytes = self.storage.read(&path).map_err(of(&path))?.unwrap_or_default();
            files.insert(file, bytes);
        }
        Ok(files)
    }

    /// Writes a new generation, and lets it hold. `state` is what else is new.
    fn install(&mut self, state: State, files: &Files) -> Result<(), StoreError> {
        let next = state.last.max(state.current).saturating_add(1);
        let folder = next.to_string();
        if let Err(why) = self.write(&folder, files) {
            // What is half written takes room, on a disk that may be full. The reason is what is told.
            drop(self.storage.remove_folder(&folder));
            return Err(why);
        }
        self.keep(&State { current: next, previous: Some(state.current), last: next, ..state })?;
        // What is older than the one before takes room, and no more: it goes with the next change, if not now.
        if let Ok(names) = self.storage.names("") {
            let keep = [next, state.current];
            let old =
                names.iter().filter(|name| name.parse().is_ok_and(|number: u32| !keep.contains(&number)));
            old.for_each(|name| drop(self.storage.remove_folder(name)));
        }
        Ok(())
    }

    /// Writes the files of a generation, down to the disk.
    fn write(&mut self, folder: &str, files: &Files) -> Result<(), StoreError> {
        self.storage.remove_folder(folder).map_err(of(folder))?;
        let mut folders = BTreeSet::from([folder.to_owned()]);
        for path in files.keys() {
            folders.extend(
                path.match_indices('/')
                    .filter_map(|(at, _)| path.get(..at))
                    .map(|part| format!("{folder}/{part}")),
            );
        }
        // In their order each comes before what is in it.
        for path in &folders {
            self.storage.make_folder(path).map_err(of(path))?;
        }
        let lengths = files.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64));
        let listing = toml::to_string(&Listing { files: lengths.collect() })
            .map_err(|why| StoreError::State { path: LISTING.to_owned(), why: why.to_string() })?;
        let listing = (LISTING.to_owned(), listing.into_bytes());
        for (path, bytes) in files.iter().chain([(&listing.0, &listing.1)]) {
            let path = format!("{folder}/{path}");
            self.storage.write(&path, bytes).map_err(of(&path))?;
            self.storage.sync(&path).map_err(of(&path))?;
        }
        for path in folders.iter().map(String::as_str).chain([""]) {
            self.storage.sync(path).map_err(of(path))?;
        }
        Ok(())
    }

    /// Keeps the state, in place of the one before it.
    fn keep(&mut self, state: &State) -> Result<(), StoreError> {
        let text = toml::to_string(state)
            .map_err(|why| StoreError::State { path: STATE.to_owned(), why: why.to_string() })?;
        self.storage.write(NEXT_STATE, text.as_bytes()).map_err(of(NEXT_STATE))?;
        self.storage.sync(NEXT_STATE).map_err(of(NEXT_STATE))?;
        self.storage.rename(NEXT_STATE, STATE).map_err(of(STATE))?;
        // The new name is kept only when the folder is.
        self.storage.sync("").map_err(of(""))
    }
}

/// What is trusted with all files of a generation, and what was left out of them.
fn trust_in(files: &Files, today: NaiveDate) -> Result<(TrustStore, Vec<LoadRemark>), ContentsError> {
    let contents = |path: &str| {
        let bytes = files.get(path).cloned().unwrap_or_default();
        RenewalContents::Bytes(path.to_owned(), bytes)
    };
    let (store, loaded) =
        TrustStore::renewed(renewals(files.keys(), &|path| files.get(path).cloned(), &contents)?)?;
    let remarks = all_there(&store, loaded.remarks, today)?;
    Ok((store, remarks))
}

/// Files, each in a folder.
fn within(folder: &str, files: Files) -> impl Iterator<Item = (String, Vec<u8>)> {
    files.into_iter().map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
}

#[cfg(test)]
mod tests;
