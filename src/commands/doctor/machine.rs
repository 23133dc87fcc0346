//! What the kernel tells of a machine in files, below some root: that of the system, or that of a test.

use std::fs::{self, File};
use std::io::Read;
#[cfg(test)]
use std::path::Path;
use std::path::PathBuf;

/// No file that is looked at here is longer.
const MOST: u64 = 64 * 1024;

/// A machine, by its files.
#[derive(Debug, Clone)]
pub(super) struct Machine {
    root: PathBuf,
}

impl Machine {
    /// This one.
    pub(super) fn this() -> Self {
        Self::below("/")
    }

    /// One whose files lie below a folder.
    pub(super) fn below(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// Whether there is something at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.at(path).exists()
    }

    /// The first word or line of a file: without what ends it.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let mut bytes = Vec::new();
        File::open(self.at(path)).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        // The strings of a device tree end with a zero.
        Some(text.trim_end_matches(['\0', '\n', ' ']).to_owned())
    }

    /// A whole number that a file holds.
    pub(super) fn number(&self, path: &str) -> Option<i64> {
        self.text(path)?.parse().ok()
    }

    /// The folders of a folder, by name: what a class of devices has.
    pub(super) fn entries(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.at(folder)).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| Some(format!("{folder}/{}", entry.file_name().to_str()?))).collect();
        names.sort();
        names
    }

    /// Whether a device file can be opened to be read and written.
    #[cfg(feature = "window")]
    pub(super) fn opens(&self, path: &str) -> bool {
        File::options().read(true).write(true).open(self.at(path)).is_ok()
    }
}

/// Writes the files of a machine for a test.
#[cfg(test)]
pub(super) fn machine(root: &Path, files: &[(&str, &str)]) -> Machine {
    for (path, text) in files {
        let path = root.join(path.trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Machine::below(root)
}
