//! The folder in which this door's settings and PIN are kept between runs.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::{fs, io};

/// A folder of small JSON files.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The user's own folder for it, where the system has one.
    pub fn of_user() -> Option<Self> {
        directories::ProjectDirs::from("", "", "doorcheck").map(|dirs| Self(dirs.config_dir().to_owned()))
    }

    /// That folder. It is made when something is kept.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// What was kept under a name; the default where there is nothing, or nothing that can be read.
    pub fn load<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        let text = fs::read_to_string(self.file(name)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Keeps a value under a name: whole or not at all, even if the power fails.
    ///
    /// # Errors
    /// That of the file system.
    pub fn keep<T: Serialize>(&self, name: &str, value: &T) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let next = self.0.join(format!("{name}.json.new"));
        let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
        fs::write(&next, text)?;
        fs::File::open(&next)?.sync_all()?;
        fs::rename(next, self.file(name))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_is_broken_does_not() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path().join("deep"));
        assert_eq!(folder.load::<Vec<u8>>("x"), Vec::<u8>::new());
        folder.keep("x", &vec![1_u8, 2]).unwrap();
        assert_eq!(folder.load::<Vec<u8>>("x"), [1, 2]);
        fs::write(folder.file("x"), "{").unwrap();
        assert_eq!(folder.load::<Vec<u8>>("x"), Vec::<u8>::new());
    }
}
