//! Reading a file or a folder, within bounds, and writing a file: the one place of the store that touches either.

use super::{LoadError, PathError};
use crate::trust::revocation::{MAGIC, ReadAt};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// How the names of packed revocation lists end.
pub(super) const PACKED: &str = "revocations";

/// The largest trust file, in bytes. WHO's and VCI's whole lists have a few megabytes.
const MAX_FILE: u64 = 16 * 1024 * 1024;
/// The most that a folder may hold: files, bytes in all that are read at a start, and folders within folders.
const MAX_FILES: usize = 20_000;
pub(super) const MAX_TOTAL: u64 = 256 * 1024 * 1024;
const MAX_DEPTH: usize = 8;

/// The files of a folder at any depth, in the order of their names.
///
/// # Errors
/// [`LoadError`] where the folder cannot be read, or holds more than is ever read of one.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    walk(folder, MAX_TOTAL)
}

/// What a path leads to.
pub(super) enum Given {
    /// Not a folder: whether it is a file, reading it tells.
    File,
    /// A folder, with the files in it.
    Folder(Vec<PathBuf>),
}

/// A file, as it is read.
pub(super) enum Contents {
    /// All that is in it.
    Bytes(Vec<u8>),
    /// A packed revocation list, of which what is needed is read when it is needed.
    Packed(Box<dyn ReadAt>),
}

/// Looks where a path leads. The files of a folder have `max_bytes` in all.
pub(super) fn look(path: &Path, max_bytes: u64) -> Result<Given, LoadError> {
    if path.is_dir() { walk(path, max_bytes).map(Given::Folder) } else { Ok(Given::File) }
}

/// The contents of a regular file: of at most [`MAX_FILE`] bytes, or a packed revocation list of any length.
pub(super) fn read(path: &Path) -> Result<Contents, LoadError> {
    match contents(path).map_err(|why| not_read(path, why))? {
        Contents::Bytes(bytes) if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE) => {
            Err(LoadError::TooLarge { path: path.display().to_string(), max_bytes: MAX_FILE })
        }
        contents => Ok(contents),
    }
}

/// Bytes as they would be read from a file of that name: what holds at a check must hold at the door.
pub(super) fn as_file(path: &Path, bytes: Vec<u8>) -> Result<Contents, LoadError> {
    if bytes.starts_with(&MAGIC) || is_named_packed(path) {
        return Ok(Contents::Packed(Box::new(bytes)));
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE) {
        return Err(LoadError::TooLarge { path: path.display().to_string(), max_bytes: MAX_FILE });
    }
    Ok(Contents::Bytes(bytes))
}

/// Whether a file calls itself a packed revocation list.
pub(super) fn is_named_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == PACKED)
}

/// One byte more than may be, where there are more.
fn contents(path: &Path) -> Result<Contents, PathError> {
    // A pipe or a device could keep the door waiting for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(PathError::Special);
    }
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    (&mut file).take(MAGIC.len() as u64).read_to_end(&mut bytes)?;
    // One whose first bytes are broken is still one that was to revoke.
    if bytes == MAGIC || is_named_packed(path) {
        return Ok(Contents::Packed(Box::new(Positioned::new(file))));
    }
    file.take(MAX_FILE.saturating_add(1).saturating_sub(MAGIC.len() as u64)).read_to_end(&mut bytes)?;
    Ok(Contents::Bytes(bytes))
}

/// A file that is read at places, by several at once.
#[cfg(unix)]
#[derive(Debug)]
struct Positioned(File);

#[cfg(unix)]
impl Positioned {
    fn new(file: File) -> Self {
        Self(file)
    }
}

#[cfg(unix)]
impl ReadAt for Positioned {
    fn length(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.0, buffer, offset)
    }
}

/// A file that is read at places, by one after the other: elsewhere to read is to move.
#[cfg(not(unix))]
#[derive(Debug)]
struct Positioned(std::sync::Mutex<File>);

#[cfg(not(unix))]
impl Positioned {
    fn new(file: File) -> Self {
        Self(std::sync::Mutex::new(file))
    }

    fn lock(&self) -> io::Result<std::sync::MutexGuard<'_, File>> {
        self.0.lock().map_err(|_| ErrorKind::Other.into())
    }
}

#[cfg(not(unix))]
impl ReadAt for Positioned {
    fn length(&self) -> io::Result<u64> {
        Ok(self.lock()?.metadata()?.len())
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut file = self.lock()?;
        io::Seek::seek(&mut *file, io::SeekFrom::Start(offset))?;
        file.read_exact(buffer)
    }
}

/// Writes a file whole or not at all, even if the power fails. Whoever has the old one open keeps reading that.
pub(super) fn replace<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> Result<(), E>,
) -> Result<(), E> {
    let next = path.with_added_extension("new");
    let file = File::create(&next)?;
    let written = (|| {
        let mut out = BufWriter::new(&file);
        fill(&mut out)?;
        out.flush()?;
        file.sync_all()?;
        Ok(fs::rename(&next, path)?)
    })();
    if written.is_err() {
        // It is of no use, and the reason is what is told.
        drop(fs::remove_file(&next));
        return written;
    }
    // The new name is kept only when the folder is.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn not_read(path: &Path, why: PathError) -> LoadError {
    LoadError::Read { path: path.display().to_string(), why }
}

/// The files of a folder at any depth, in the order of their names. Hidden ones count: issuers publish in `.well-known/`.
fn walk(folder: &Path, max_bytes: u64) -> Result<Vec<PathBuf>, LoadError> {
    let mut walk = Walk { files: Vec::new(), bytes: 0, max_bytes };
    descend(folder, MAX_DEPTH, &mut walk)?;
    Ok(walk.files)
}

/// What was found in a folder so far.
struct Walk {
    files: Vec<PathBuf>,
    /// Of those that are read whole.
    bytes: u64,
    max_bytes: u64,
}

fn descend(folder: &Path, depth: usize, walk: &mut Walk) -> Result<(), LoadError> {
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
            descend(&path, deeper, walk)?;
        } else if metadata.is_file() {
            if !is_named_packed(&path) {
                walk.bytes = walk.bytes.saturating_add(metadata.len());
            }
            walk.files.push(path);
        }
        if walk.files.len() > MAX_FILES || walk.bytes > walk.max_bytes {
            return Err(fail(PathError::TooMuch { files: MAX_FILES, bytes: walk.max_bytes }));
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
