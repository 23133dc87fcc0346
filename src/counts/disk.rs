//! The store's file.

use super::store::last_kept_in;
use super::{CountStore, CountsError};
use chrono::{DateTime, Utc};
use redb::Database;
use redb::backends::FileBackend;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The file's name, beside the settings.
pub const FILE: &str = "counts.redb";
/// Where a damaged one is put aside.
const ASIDE: &str = "counts.damaged.redb";

/// Bytes of it that are held in memory at most; all of it is less.
const CACHE: usize = 4 << 20;

/// Opens the store of a folder, which is made where there is none. Whoever has it open keeps others out.
///
/// # Errors
/// [`CountsError`].
pub fn open(folder: &Path) -> Result<CountStore, CountsError> {
    let disk = |error: io::Error| CountsError::Disk(error.to_string());
    fs::create_dir_all(folder).map_err(disk)?;
    let file = file(&folder.join(FILE), true).map_err(disk)?;
    CountStore::of(Database::builder().set_cache_size(CACHE).create_with_backend(FileBackend::new(file)?)?)
}

/// Opens the store of a folder, if there is one.
///
/// # Errors
/// [`CountsError`].
pub fn open_existing(folder: &Path) -> Result<Option<CountStore>, CountsError> {
    let file = match file(&folder.join(FILE), false) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CountsError::Disk(error.to_string())),
    };
    CountStore::of(Database::builder().set_cache_size(CACHE).create_with_backend(FileBackend::new(file)?)?)
        .map(Some)
}

/// When something was kept last in the store of a folder, if there is one and anything was. Nothing is written for it, not even to mend it.
///
/// # Errors
/// [`CountsError`].
pub fn last_kept(folder: &Path) -> Result<Option<DateTime<Utc>>, CountsError> {
    let path = folder.join(FILE);
    if !path.exists() {
        return Ok(None);
    }
    last_kept_in(&Database::builder().set_cache_size(CACHE).open_read_only(path)?)
}

/// Puts a damaged store aside, so that a new one can begin; once: what was put aside before is never lost. Gives where it is now.
///
/// # Errors
/// That of the file system.
pub fn put_aside(folder: &Path) -> io::Result<PathBuf> {
    let aside = folder.join(ASIDE);
    if aside.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(folder.join(FILE), &aside)?;
    Ok(aside)
}

/// The file, its owner's alone.
fn file(path: &Path, make: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(make).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
