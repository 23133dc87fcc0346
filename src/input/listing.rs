//! What lies in a folder, for a person to choose from.

use super::error::{InputError, Problem};
use std::fs;
use std::path::{Path, PathBuf};

/// The endings of files that can be checked.
pub const ENDINGS: [&str; 9] =
    ["png", "jpg", "jpeg", "webp", "gif", "bmp", "pdf", "smart-health-card", "txt"];

/// The most that is shown of one folder: nobody looks through more.
const MOST: usize = 2_000;

/// A file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The folders of a folder, then the files in it that can be checked, each sorted by name. Hidden ones are left out.
///
/// # Errors
/// [`InputError`] where the folder cannot be read.
pub fn listing(folder: &Path) -> Result<Vec<Entry>, InputError> {
    let read =
        fs::read_dir(folder).map_err(|error| Problem::from(error).of(&folder.display().to_string()))?;
    let mut entries: Vec<Entry> = read
        .flatten()
        .filter_map(|entry| {
            let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
            let is_folder = path.is_dir();
            let wanted = is_folder || (is_checkable(&path) && path.is_file());
            (wanted && !name.starts_with('.')).then_some(Entry { name, path, is_folder })
        })
        .take(MOST)
        .collect();
    entries.sort_by_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Ok(entries)
}

fn is_checkable(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_only_what_can_be_checked() {
        let place = tempfile::tempdir().unwrap();
        for folder in ["b", "A", ".hidden"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        for file in ["z.PNG", "a.pdf", "notes.doc", ".secret.png", "c.smart-health-card"] {
            fs::write(place.path().join(file), "").unwrap();
        }
        let found = listing(place.path()).unwrap();
        let names: Vec<(&str, bool)> = found.iter().map(|entry| (&*entry.name, entry.is_folder)).collect();
        assert_eq!(
            names,
            [("A", true), ("b", true), ("a.pdf", false), ("c.smart-health-card", false), ("z.PNG", false)]
        );
        assert!(listing(&place.path().join("none")).is_err());
    }
}
