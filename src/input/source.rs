//! The inputs of the command line: found first, opened one by one.

use super::error::{InputError, Problem};
use super::kind::{self, Kind};
use super::{folder, frames_folder, health_card, pdf, picture, text};
use crate::reader::{Frame, Payload};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The longest file, in bytes.
const MAX_FILE: u64 = 256 * 1024 * 1024;

/// One part of a source.
#[derive(Debug, Clone)]
pub enum Item {
    /// A picture, to be read.
    Frame(Frame),
    /// A payload, given as text or in a file of texts.
    Payload(Payload),
}

/// The parts of a source in order, each made when it is asked for. An error is of one part; the next may follow.
pub type Items = Box<dyn Iterator<Item = Result<Item, InputError>>>;

/// A file, a folder of raw frames, or standard input: found, not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    Frames(PathBuf),
    StandardInput,
}

/// The sources that an input of the command line stands for: `-` for standard input, a file for itself, a folder for what
/// lies in it and in its folders, sorted by name. An input without any source is an error.
pub fn sources(input: &OsStr) -> Vec<Result<Source, InputError>> {
    if input == "-" {
        return vec![Ok(Source { name: "-".to_owned(), place: Place::StandardInput })];
    }
    let path = Path::new(input);
    if !path.is_dir() {
        return vec![Ok(Source::file(path))];
    }
    let mut found = Vec::new();
    folder::add(path, 0, &mut found);
    if found.is_empty() {
        found.push(Err(Problem::NothingInFolder.of(&path.display().to_string())));
    }
    found
}

/// Opens what is already in memory as [`Source::open`] opens a file of that content; `name` is for the errors.
///
/// # Errors
/// [`InputError`] where the bytes are of no kind that is read, or broken from the start.
pub fn open_bytes(name: &str, bytes: Vec<u8>) -> Result<Items, InputError> {
    file_items(name, bytes).map_err(|problem| problem.of(name))
}

impl Source {
    pub(super) fn file(path: &Path) -> Self {
        Self { name: path.display().to_string(), place: Place::File(path.to_owned()) }
    }

    pub(super) fn frames(folder: &Path) -> Self {
        Self { name: folder.display().to_string(), place: Place::Frames(folder.to_owned()) }
    }

    /// The path as it was given, or `-`; for a file in a folder, the folder's path and the file's within it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens the source. Pictures and PDFs are read as a whole, pages and raw frames are made one at a time.
    ///
    /// # Errors
    /// [`InputError`] where it cannot be read, is of no kind that is read here, or broken from the start.
    pub fn open(&self) -> Result<Items, InputError> {
        match &self.place {
            Place::File(path) => read_file(path, MAX_FILE).and_then(|bytes| file_items(&self.name, bytes)),
            Place::Frames(folder) => frames_folder::frames(folder).map(|frames| named(&self.name, frames)),
            Place::StandardInput => {
                read(std::io::stdin().lock(), MAX_FILE).and_then(|bytes| stream_items(&self.name, bytes))
            }
        }
        .map_err(|problem| problem.of(&self.name))
    }
}

fn file_items(name: &str, bytes: Vec<u8>) -> Result<Items, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    match kind::of(&bytes) {
        Some(Kind::Picture(format)) => Ok(named(name, picture::frames(bytes, format)?)),
        Some(Kind::Pdf) => Ok(named(name, pdf::frames(bytes)?)),
        Some(Kind::Json) => {
            let payloads = health_card::payloads(&bytes)?;
            Ok(Box::new(payloads.into_iter().map(|payload| Ok(Item::Payload(payload)))))
        }
        None => Err(Problem::UnknownKind),
    }
}

/// What comes from standard input: a picture or PDF if the first bytes say so, else one payload a line.
fn stream_items(name: &str, bytes: Vec<u8>) -> Result<Items, Problem> {
    if let Some(Kind::Picture(_) | Kind::Pdf) = kind::of(&bytes) {
        return file_items(name, bytes);
    }
    let lines = text::payloads(&bytes)?;
    let name = name.to_owned();
    Ok(Box::new(lines.into_iter().map(move |line| line.map(Item::Payload).map_err(|bad| bad.of(&name)))))
}

fn named(name: &str, frames: impl Iterator<Item = Result<Frame, Problem>> + 'static) -> Items {
    let name = name.to_owned();
    Box::new(frames.map(move |frame| frame.map(Item::Frame).map_err(|problem| problem.of(&name))))
}

/// Reads a file of at most `limit` bytes.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let file = File::open(path)?;
    if file.metadata()?.len() > limit {
        return Err(Problem::TooLong { limit });
    }
    read(file, limit)
}

fn read(from: impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Problem::TooLong { limit });
    }
    Ok(bytes)
}
