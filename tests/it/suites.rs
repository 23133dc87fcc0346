//! Public test suites, read from where `DOORCHECK_SUITES` points: data of others, none of it is kept here.

use std::path::{Path, PathBuf};

/// The folder of a suite; `None`, with a line that says so, where no suites are at hand. With `DOORCHECK_SUITES` set, a
/// suite that is missing fails.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let Some(suites) = std::env::var_os("DOORCHECK_SUITES") else {
        println!("skipped: {name} (DOORCHECK_SUITES is not set)");
        return None;
    };
    let folder = Path::new(&suites).join(name);
    assert!(folder.is_dir(), "{} is missing", folder.display());
    Some(folder)
}

/// Every file with that ending below a folder, in the order of their names.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A JSON file, with or without a byte order mark.
pub(crate) fn json(path: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
