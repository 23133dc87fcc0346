//! A folder of the disk as [`Storage`].

use super::Storage;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The file that one who changes the folder holds.
const LOCK: &str = "lock";

/// A folder of the disk.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    /// Held as long as somebody may change it.
    _lock: Option<File>,
}

impl Disk {
    /// A folder to read from. It need not exist.
    pub fn to_read(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), _lock: None }
    }

    /// A folder to change, which is made where there is none. Nobody else changes it meanwhile.
    ///
    /// # Errors
    /// `WouldBlock` where somebody else does; else that of the file system.
    pub fn to_change(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        if !root.is_dir() {
            fs::create_dir_all(&root)?;
            // A folder is kept only when the one that it is in is.
            #[cfg(unix)]
            if let Some(parent) = root.parent() {
                File::open(parent)?.sync_all()?;
            }
        }
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root, _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => {
                Err(io::Error::new(ErrorKind::WouldBlock, "another program is changing it"))
            }
            Err(TryLockError::Error(why)) => Err(why),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The place of a path.
    pub fn path(&self, path: &str) -> PathBuf {
        path.split('/').filter(|part| !part.is_empty()).fold(self.root.clone(), |at, part| at.join(part))
    }
}

/// What is there, or `None` where nothing is.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Storage for Disk {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        found(fs::read(self.path(path)))
    }

    fn length(&self, path: &str) -> io::Result<Option<u64>> {
        Ok(found(fs::metadata(self.path(path)))?.filter(fs::Metadata::is_file).map(|file| file.len()))
    }

    fn names(&self, path: &str) -> io::Result<Vec<String>> {
        let Some(entries) = found(fs::read_dir(self.path(path)))? else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for entry in entries {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn make_folder(&mut self, path: &str) -> io::Result<()> {
        match fs::create_dir(self.path(path)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        File::create(self.path(path))?.write_all(bytes)
    }

    fn sync(&mut self, path: &str) -> io::Result<()> {
        let path = self.path(path);
        // Elsewhere a folder cannot be opened, and a name is kept with the file.
        if cfg!(not(unix)) && path.is_dir() {
            return Ok(());
        }
        // Windows wants to be able to write to what it syncs.
        let options = OpenOptions::new().read(true).write(cfg!(not(unix))).open(path)?;
        options.sync_all()
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.path(from), self.path(to))
    }

    fn remove_folder(&mut self, path: &str) -> io::Result<()> {
        found(fs::remove_dir_all(self.path(path))).map(|_| ())
    }
}
