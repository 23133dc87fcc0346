//! Reading a file or a folder, within bounds: the one place of the store that touches either.

use super::{LoadError, PathError};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest trust file, in bytes. WHO's and VCI's whole lists have a few megabytes.
const MAX_FILE: u64 = 16 * 1024 * 1024;
/// The most that a folder may hold: files, bytes in all, and folders within folders.
const MAX_FILES: usize = 20_000;
const MAX_TOTAL: u64 = 256 * 1024 * 1024;
const MAX_DEPTH: usize = 8;

/// What a path leads to.
pub(super) enum Given {
    /// Not a folder: whether it is a file, reading it tells.
    File,
    /// A folder, with the files in it.
    Folder(Vec<PathBuf>),
}

/// Looks where a path leads.
pub(super) fn look(path: &Path) -> Result<Given, LoadError> {
    if path.is_dir() { walk(path).map(Given::Folder) } else { Ok(Given::File) }
}

/// The contents of a regular file of at most [`MAX_FILE`] bytes.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let bytes = first_bytes(path).map_err(|why| not_read(path, why))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE) {
        Ok(bytes)
    } else {
        Err(LoadError::TooLarge { path: path.display().to_string(), max_bytes: MAX_FILE })
    }
}

/// One byte more than may be, where there are more.
fn first_bytes(path: &Path) -> Result<Vec<u8>, PathError> {
    // A pipe or a device could keep the door waiting for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(PathError::Special);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn not_read(path: &Path, why: PathError) -> LoadError {
    LoadError::Read { path: path.display().to_string(), why }
}

/// The files of a folder at any depth, in the order of their names. Hidden ones count: issuers publish in `.well-known/`.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    let mut total = 0;
    descend(folder, MAX_DEPTH, &mut files, &mut total)?;
    Ok(files)
}

fn descend(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, total: &mut u64) -> Result<(), LoadError> {
    let fail = |why: PathError| not_read(folder, why);
    let Some(deeper) = depth.checked_sub(1) else { return Err(fail(PathError::TooDeep(MAX_DEPTH))) };
    for path in entries(folder).map_err(fail)? {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            // A link that leads nowhere.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(why) => return Err(fail(PathError::Within { path: path.display().to_string(), why })),
        };
        if metadata.is_dir() {
            descend(&path, deeper, files, total)?;
        } else if metadata.is_file() {
            *total = total.saturating_add(metadata.len());
            files.push(path);
        }
        if files.len() > MAX_FILES || *total > MAX_TOTAL {
            return Err(fail(PathError::TooMuch { files: MAX_FILES, bytes: MAX_TOTAL }));
        }
    }
    Ok(())
}

/// What is in one folder, in order.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, PathError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        if entries.len() >= MAX_FILES {
            return Err(PathError::TooMany(MAX_FILES));
        }
        entries.push(entry?.path());
    }
    entries.sort();
    Ok(entries)
}
