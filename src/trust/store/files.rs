//! Reading a file or a folder, within bounds.

use super::LoadError;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The largest trust file, in bytes. WHO's and VCI's whole lists have a few megabytes.
pub(super) const MAX_FILE: u64 = 16 * 1024 * 1024;
/// The most that a folder may hold: files, bytes in all, and folders within folders.
const MAX_FILES: usize = 20_000;
const MAX_TOTAL: u64 = 256 * 1024 * 1024;
const MAX_DEPTH: usize = 8;

/// The contents of a regular file of at most [`MAX_FILE`] bytes.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let fail = |error: std::io::Error| LoadError::Read {
        path: path.display().to_string(),
        problem: error.to_string(),
    };
    // A pipe or a device could keep the door waiting for ever.
    if !fs::metadata(path).map_err(fail)?.is_file() {
        return Err(LoadError::Read {
            path: path.display().to_string(),
            problem: "neither a file nor a folder".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fail)?;
    file.take(MAX_FILE.saturating_add(1)).read_to_end(&mut bytes).map_err(fail)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE) {
        Ok(bytes)
    } else {
        Err(LoadError::TooLarge { path: path.display().to_string(), max_bytes: MAX_FILE })
    }
}

/// The files of a folder at any depth, in the order of their names. Hidden ones count: issuers publish in `.well-known/`.
pub(super) fn walk(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    let mut total = 0;
    descend(folder, MAX_DEPTH, &mut files, &mut total)?;
    Ok(files)
}

fn descend(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, total: &mut u64) -> Result<(), LoadError> {
    let fail = |problem: String| LoadError::Read { path: folder.display().to_string(), problem };
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(fail(format!("more than {MAX_DEPTH} folders within each other")));
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| fail(error.to_string()))? {
        if entries.len() >= MAX_FILES {
            return Err(fail(format!("more than {MAX_FILES} files")));
        }
        entries.push(entry.map_err(|error| fail(error.to_string()))?.path());
    }
    entries.sort();
    for path in entries {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            // A link that leads nowhere.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(fail(format!("{}: {error}", path.display()))),
        };
        if metadata.is_dir() {
            descend(&path, deeper, files, total)?;
        } else if metadata.is_file() {
            *total = total.saturating_add(metadata.len());
            files.push(path);
        }
        if files.len() > MAX_FILES || *total > MAX_TOTAL {
            return Err(fail(format!("more than {MAX_FILES} files or {MAX_TOTAL} bytes")));
        }
    }
    Ok(())
}
