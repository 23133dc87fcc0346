//! The archive in a bundle: a ZIP of small trees of files, held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Files by their paths, parted by `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The most files of a bundle.
pub(super) const MAX_FILES: usize = 2_000;
/// The most bytes that they have together.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// The longest path, in bytes, and the most folders in it.
const MAX_PATH: usize = 120;
const MAX_DEPTH: usize = 6;

/// Why an archive is not taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Not a ZIP file, or a broken one.
    #[error("the archive is broken: {0}")]
    Broken(#[from] zip::result::ZipError),
    /// A file in it cannot be read, or one cannot be written.
    #[error("{path}: {why}")]
    File {
        /// The file's path.
        path: String,
        /// Why.
        #[source]
        why: std::io::Error,
    },
    /// More than a bundle may hold.
    #[error("more than {MAX_FILES} files or {MAX_BYTES} bytes")]
    TooMuch,
    /// A path that leads out, or that some system would take for another.
    #[error("{path:?}: no path that every system takes: small Latin letters, digits, - _ and . between /")]
    Path {
        /// As it stands.
        path: String,
    },
    /// Something else than a file.
    #[error("{path}: neither a file nor a folder")]
    Special {
        /// Its path.
        path: String,
    },
}

/// Packs files. The same files make the same archive.
///
/// # Errors
/// [`ArchiveError`] where they are too many, or a path is none that is taken.
pub fn pack(files: &Files) -> Result<Vec<u8>, ArchiveError> {
    bounds(files)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(path.as_str(), options)?;
        archive.write_all(bytes).map_err(|why| ArchiveError::File { path: path.clone(), why })?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Unpacks an archive, within the bounds.
///
/// # Errors
/// [`ArchiveError`] where it is broken, too large, or holds something that is no file.
pub fn unpack(bytes: &[u8]) -> Result<Files, ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MAX_FILES {
        return Err(ArchiveError::TooMuch);
    }
    let (mut files, mut left) = (Files::new(), MAX_BYTES);
    for at in 0..archive.len() {
        let file = archive.by_index(at)?;
        let path = file.name()?.into_owned();
        if !file.is_file() || file.is_symlink() {
            return Err(ArchiveError::Special { path });
        }
        let mut contents = Vec::new();
        let read = file.take(left.saturating_add(1)).read_to_end(&mut contents);
        let read = read.map_err(|why| ArchiveError::File { path: path.clone(), why })?;
        left = left.checked_sub(read as u64).ok_or(ArchiveError::TooMuch)?;
        files.insert(path, contents);
    }
    bounds(&files)?;
    Ok(files)
}

/// Whether files may be in a bundle together.
fn bounds(files: &Files) -> Result<(), ArchiveError> {
    let bytes = files.values().fold(0_u64, |sum, file| sum.saturating_add(file.len() as u64));
    if files.len() > MAX_FILES || bytes > MAX_BYTES {
        return Err(ArchiveError::TooMuch);
    }
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in files.keys() {
        folders.extend(path.match_indices('/').filter_map(|(at, _)| path.get(..at)));
    }
    let refused = files.keys().find(|path| !is_path(path) || folders.contains(path.as_str()));
    refused.map_or(Ok(()), |path| Err(ArchiveError::Path { path: path.clone() }))
}

/// Whether a path is one of small letters, within the folder that it is put in, on every system. Capitals would be the same name on
/// one system and another on the next.
fn is_path(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    path.len() <= MAX_PATH && parts.len() <= MAX_DEPTH && parts.into_iter().all(is_name)
}

fn is_name(name: &str) -> bool {
    /// What Windows takes for a device, whatever follows a full stop.
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    let stem =
        name.split('.').next().unwrap_or_default().trim_end_matches(|char: char| char.is_ascii_digit());
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(letter)
        && !DEVICES.contains(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Files {
        paths.iter().map(|path| ((*path).to_owned(), path.as_bytes().repeat(50))).collect()
    }

    #[test]
    fn what_is_packed_comes_back_and_the_same_files_make_the_same_archive() {
        let files = files(&["bundle.toml", "keys/gdhcn.json", "rules/de/gr-de-0001/rule.json"]);
        let packed = pack(&files).unwrap();
        assert_eq!(unpack(&packed).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), packed);
        assert!(packed.len() < files.values().map(Vec::len).sum());
    }

    #[test]
    fn paths_that_lead_out_or_mean_something_else_elsewhere_are_refused() {
        for path in [
            "../x",
            "a/../../x",
            "/etc/passwd",
            "c:\\x",
            "a\\b",
            "a//b",
            "",
            ".",
            "a/",
            ".hidden",
            "A.json",
            "con",
            "nul.txt",
            "com1",
            "lpt9.json",
            "a/b/c/d/e/f/g",
            "名.json",
            "a b",
            "x.",
            "a\0b",
        ] {
            // As a stranger's tool would pack it.
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            archive.start_file(path, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
            let packed = archive.finish().unwrap().into_inner();
            assert!(unpack(&packed).is_err(), "{path:?}");
            assert!(matches!(pack(&files(&[path])), Err(ArchiveError::Path { .. })), "{path:?}");
        }
        assert!(matches!(pack(&files(&["a", "a/b"])), Err(ArchiveError::Path { .. })), "a file and a folder");
        assert!(pack(&files(&[&"a".repeat(MAX_PATH)])).is_ok());
        assert!(pack(&files(&[&"a".repeat(MAX_PATH + 1)])).is_err());
    }

    #[test]
    fn links_and_folders_are_no_files() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.add_symlink("x", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        let packed = archive.finish().unwrap().into_inner();
        assert!(matches!(unpack(&packed), Err(ArchiveError::Special { .. })));
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.add_directory("x", SimpleFileOptions::default()).unwrap();
        assert!(unpack(&archive.finish().unwrap().into_inner()).is_err());
    }

    #[test]
    fn what_is_broken_or_unfolds_without_end_is_refused() {
        let packed = pack(&files(&["a", "b"])).unwrap();
        for length in 0..packed.len() {
            assert!(unpack(&packed[..length]).is_err(), "{length}");
        }
        let many: Files = (0..=MAX_FILES).map(|at| (at.to_string(), Vec::new())).collect();
        assert!(matches!(pack(&many), Err(ArchiveError::TooMuch)));
        // 513 files of a mebibyte of noughts have half a mebibyte packed.
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let noughts = vec![0; 1 << 20];
        for at in 0..=512 {
            archive.start_file(format!("{at}"), SimpleFileOptions::default()).unwrap();
            archive.write_all(&noughts).unwrap();
        }
        let bomb = archive.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(unpack(&bomb), Err(ArchiveError::TooMuch)));
    }
}
