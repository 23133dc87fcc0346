//! Taking over what a file or folder holds.

use super::files::{self, Contents, Given};
use super::found::{self, Found};
use super::{FileError, ItemError, LoadError, LoadRemark, TrustStore, blocked, bundle};
use crate::trust::revocation::{self, ReadAt};
use crate::trust::{Entries, RevocationList, TrustedKey, UnvouchedCrl, chain, trial};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most keys that a store takes: fifty times what the world has published.
const MAX_KEYS: usize = 100_000;

/// What a call of [`TrustStore::load`] brought.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Keys added.
    pub keys: usize,
    /// Revocation entries added.
    pub revocations: usize,
    /// What was left out, and why.
    pub remarks: Vec<LoadRemark>,
}

impl TrustStore {
    /// Adds what a file or folder holds. With `only`, nothing else is trusted: bare keys are accepted, and keys whose
    /// private halves are public are not refused.
    ///
    /// # Errors
    /// [`LoadError`] where nothing in it can be used, or where it is too large. The store is then as it was.
    pub fn load(&mut self, path: &Path, only: bool) -> Result<Loaded, LoadError> {
        let name = path.display().to_string();
        match files::look(path, files::MAX_TOTAL)? {
            Given::File => match files::read(path)? {
                Contents::Bytes(bytes) => self.read(&bytes, &name, only),
                Contents::Packed(file) => self.keep(packed(file, &name)?, &name, only),
            },
            Given::Folder(files) => {
                let found = self.gather(&files)?;
                self.keep(found, &name, only)
            }
        }
    }

    /// Adds what the contents of one file hold; `name` stands for it in remarks. As [`TrustStore::load`].
    ///
    /// # Errors
    /// As [`TrustStore::load`].
    pub fn read(&mut self, bytes: &[u8], name: &str, only: bool) -> Result<Loaded, LoadError> {
        let found = found::read(bytes, name).map_err(|why| LoadError::unusable(name, why))?;
        self.keep(found, name, only)
    }

    /// What the files of a folder hold. One that cannot be read is passed over with a remark, but for packed revocation lists: they were
    /// made for doors, and what they were to revoke, no other file says.
    fn gather(&self, files: &[PathBuf]) -> Result<Found, LoadError> {
        let mut found = Found::default();
        for file in files {
            let path = file.display().to_string();
            match files::read(file) {
                Ok(Contents::Packed(file)) => found.append(packed(file, &path)?),
                Ok(Contents::Bytes(bytes)) => match found::read(&bytes, &path) {
                    Ok(more) => found.append(more),
                    Err(why) => found.remarks.push(LoadRemark::File { path: path.clone(), why }),
                },
                Err(why) if files::is_named_packed(file) => return Err(why),
                Err(why) => found.remarks.push(LoadRemark::Unread { path: path.clone(), why: why.into() }),
            }
            self.has_room(&found, &path)?;
        }
        Ok(found)
    }

    fn has_room(&self, found: &Found, path: &str) -> Result<(), LoadError> {
        if found.keys.len().saturating_add(self.keys.len()) > MAX_KEYS {
            return Err(LoadError::TooMany { path: path.to_owned(), max: MAX_KEYS });
        }
        Ok(())
    }

    /// Takes over the keys that may be used, and after them the lists, since a CRL wants its authority's.
    pub(super) fn keep(&mut self, found: Found, path: &str, only: bool) -> Result<Loaded, LoadError> {
        self.has_room(&found, path)?;
        let mut loaded = Loaded { remarks: found.remarks, ..Loaded::default() };
        for mut key in found.keys {
            key.alone &= only;
            match vet(&key, only) {
                Ok(()) => {
                    loaded.keys = loaded.keys.saturating_add(1);
                    self.add_with_list(key);
                }
                Err(why) => loaded.remarks.push(LoadRemark::LeftOut { place: key.list.id.clone(), why }),
            }
        }
        let mut nothing = loaded.keys == 0;
        for mut list in found.revocations {
            match self.vouch(&mut list) {
                Ok(()) => {
                    nothing = false;
                    loaded.revocations = loaded.revocations.saturating_add(list.len());
                    self.revocations.add(list);
                }
                Err(why) => loaded.remarks.push(LoadRemark::UnvouchedCrl { list: list.name, why }),
            }
        }
        let forgeries = found.forgeries.iter().count();
        loaded.revocations = loaded.revocations.saturating_add(forgeries);
        nothing &= forgeries == 0;
        self.forgeries.append(found.forgeries);
        if nothing { Err(LoadError::unusable(path, loaded.remarks)) } else { Ok(loaded) }
    }

    fn add_with_list(&mut self, key: TrustedKey) {
        if !self.lists.iter().any(|list| Arc::ptr_eq(list, &key.list)) {
            self.lists.push(Arc::clone(&key.list));
        }
        self.add(key);
    }

    /// Whether the list is one that stands for itself, or a CRL that an authority which is held signed: it then bears the
    /// authority's identifier.
    fn vouch(&self, list: &mut RevocationList) -> Result<(), UnvouchedCrl> {
        if let Entries::Certificates(crl) = &list.entries {
            list.kid = chain::signer_of_crl(crl, self)?;
        }
        Ok(())
    }
}

/// A packed revocation list, opened.
pub(super) fn packed(file: Box<dyn ReadAt>, path: &str) -> Result<Found, LoadError> {
    let list =
        revocation::packed_list(file, path).map_err(|why| LoadError::unusable(path, FileError::from(why)))?;
    Ok(Found { revocations: vec![list], ..Found::default() })
}

/// Whether a given key may be used: it is one, it says whom it serves, its private half is not public, and it is not one of trials.
fn vet(key: &TrustedKey, only: bool) -> Result<(), ItemError> {
    let verifying = key.verifying_key().map_err(Clone::clone)?;
    if only {
        return Ok(());
    }
    if key.network.is_none() && key.kid.is_empty() {
        return Err(ItemError::Bare);
    }
    if let Some(why) = blocked::why(key, &verifying.thumbprint()) {
        return Err(why.into());
    }
    trial::of_key(key).or_else(|| bundle::left_out(key)).map_or(Ok(()), |why| Err(why.into()))
}
