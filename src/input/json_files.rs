//! The JSON files of a folder, for who reads a pack of rules.

use super::error::{InputError, Problem};
use super::source::read_file;
use std::fs;
use std::path::{Path, PathBuf};

/// The largest file, in bytes; all together, in bytes; how many there may be, and how many folders within each other.
const MAX_FILE: u64 = 16 * 1024 * 1024;
const MAX_TOTAL: usize = 256 * 1024 * 1024;
const MAX_FILES: usize = 20_000;
const MAX_DEPTH: usize = 16;

/// A JSON file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, not yet looked at.
    pub bytes: Vec<u8>,
}

/// Reads every file that ends in `.json`, at any depth of a folder, in the order of their names; or the one file that is given. Links are
/// followed: a rule behind one is a rule. Hidden files and folders are passed over.
///
/// # Errors
/// [`InputError`] where one cannot be read, or there is too much.
pub fn json_files(path: &Path) -> Result<Vec<JsonFile>, InputError> {
    let name = |path: &Path| path.display().to_string();
    let mut found = Vec::new();
    if fs::metadata(path).map_err(|error| Problem::from(error).of(&name(path)))?.is_dir() {
        walk(path, MAX_DEPTH, &mut found)?;
    } else {
        found.push(path.to_owned());
    }
    let mut total = 0_usize;
    let mut files = Vec::new();
    for path in found {
        let bytes = read_file(&path, MAX_FILE).map_err(|problem| problem.of(&name(&path)))?;
        total = total.saturating_add(bytes.len());
        if total > MAX_TOTAL {
            return Err(too_large(&path, format!("more than {MAX_TOTAL} bytes")));
        }
        files.push(JsonFile { path, bytes });
    }
    Ok(files)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(too_large(folder, format!("more than {MAX_DEPTH} folders in each other")));
    };
    let listing = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = listing.map_err(|error| Problem::from(error).of(&folder.display().to_string()))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, deeper, found)?;
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
            found.push(path);
        }
        if found.len() > MAX_FILES {
            return Err(too_large(folder, format!("more than {MAX_FILES} files")));
        }
    }
    Ok(())
}

fn too_large(path: &Path, what: String) -> InputError {
    Problem::FolderTooLarge(what).of(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_at_any_depth_and_in_order() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::create_dir_all(folder.join("b/c")).unwrap();
        fs::create_dir_all(folder.join(".git")).unwrap();
        for file in ["z.json", "b/c/1.JSON", "b/a.json", "b/notes.txt", ".git/x.json", "b/.hidden.json"] {
            fs::write(folder.join(file), file).unwrap();
        }
        let names = |found: Vec<JsonFile>| -> Vec<String> {
            found.into_iter().map(|file| String::from_utf8(file.bytes).unwrap()).collect()
        };
        assert_eq!(names(json_files(folder).unwrap()), ["b/a.json", "b/c/1.JSON", "z.json"]);
        assert_eq!(names(json_files(&folder.join("z.json")).unwrap()), ["z.json"]);
        assert!(json_files(&folder.join("none")).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn what_cannot_be_read_is_not_passed_over() {
        use std::os::unix::fs::symlink;
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.json"), "{}").unwrap();
        symlink(place.path(), place.path().join("again")).unwrap();
        assert!(
            matches!(json_files(place.path()).unwrap_err().problem, Problem::FolderTooLarge(_)),
            "a circle"
        );
        fs::remove_file(place.path().join("again")).unwrap();
        symlink("nowhere", place.path().join("b.json")).unwrap();
        assert!(json_files(place.path()).is_err(), "a rule that is not there");
    }
}
