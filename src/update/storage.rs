//! Where an installed update lies, behind what little is asked of a disk: so that a test can take the power away at any step.

use std::io;

/// A folder with files and folders in it, by paths parted by `/`; the empty path is the folder itself.
pub trait Storage {
    /// What is in a file; `None` where there is none.
    ///
    /// # Errors
    /// That of the file system.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// How many bytes a file has; `None` where there is none.
    ///
    /// # Errors
    /// That of the file system.
    fn length(&self, path: &str) -> io::Result<Option<u64>>;

    /// The names in a folder; none where it does not exist.
    ///
    /// # Errors
    /// That of the file system.
    fn names(&self, path: &str) -> io::Result<Vec<String>>;

    /// Makes a folder, unless there is one. Those above it exist.
    ///
    /// # Errors
    /// That of the file system.
    fn make_folder(&mut self, path: &str) -> io::Result<()>;

    /// Writes a file, in place of one that may be there.
    ///
    /// # Errors
    /// That of the file system.
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Comes back once what is in a file, or the names in a folder, would outlast the power.
    ///
    /// # Errors
    /// That of the file system.
    fn sync(&mut self, path: &str) -> io::Result<()>;

    /// Gives a file another name, in place of the one that had it: before and after, and at no time neither.
    ///
    /// # Errors
    /// That of the file system.
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a folder with all that is in it, if it is there.
    ///
    /// # Errors
    /// That of the file system.
    fn remove_folder(&mut self, path: &str) -> io::Result<()>;
}
