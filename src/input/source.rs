//! The inputs of the command line: found first, opened one by one.

use super::error::{InputError, Problem};
use super::kind::{self, Kind};
use super::pdf::{DrawPdf, InProcess};
use super::stream::{self, Stream};
use super::{folder, frames_folder, health_card, picture};
use crate::reader::{Frame, Payload};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The longest file, in bytes.
pub(super) const MAX_FILE: u64 = 256 * 1024 * 1024;

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

/// Opens what is already in memory as [`Source::open`] opens a file of that content, PDFs in process; `name` is for the errors.
///
/// # Errors
/// [`InputError`] where the bytes are of no kind that is read, or broken from the start.
pub fn open_bytes(name: &str, bytes: Vec<u8>) -> Result<Items, InputError> {
    file_items(name, bytes, &InProcess).map_err(|problem| problem.of(name))
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

    /// Whether it comes bit by bit: standard input. [`Source::open_stream`] does not wait for its end.
    pub fn is_stream(&self) -> bool {
        self.place == Place::StandardInput
    }

    /// Opens the source, PDFs in process: see [`Source::open_with`].
    ///
    /// # Errors
    /// As there.
    pub fn open(&self) -> Result<Items, InputError> {
        self.open_with(&InProcess)
    }

    /// Opens the source. Pictures and PDFs are read as a whole; pages, raw frames and lines are made one at a time.
    ///
    /// # Errors
    /// [`InputError`] where it cannot be read, is of no kind that is read here, or broken from the start.
    pub fn open_with(&self, pdf: &dyn DrawPdf) -> Result<Items, InputError> {
        match &self.place {
            Place::File(path) => {
                read_file(path, MAX_FILE).and_then(|bytes| file_items(&self.name, bytes, pdf))
            }
            Place::Frames(folder) => frames_folder::frames(folder).map(|frames| named(&self.name, frames)),
            Place::StandardInput => {
                return self.open_stream(pdf).map(|stream| match stream {
                    Stream::File(items) => items,
                    Stream::Lines(lines) => Box::new(lines.flatten().map(|line| line.map(Item::Payload))),
                });
            }
        }
        .map_err(|problem| problem.of(&self.name))
    }

    /// As [`Source::open_with`]; of standard input, lines come in batches, as they come in.
    ///
    /// # Errors
    /// As there.
    pub fn open_stream(&self, pdf: &dyn DrawPdf) -> Result<Stream, InputError> {
        if !self.is_stream() {
            return self.open_with(pdf).map(Stream::File);
        }
        stream::open(&self.name, Box::new(std::io::stdin().lock()), pdf)
            .map_err(|problem| problem.of(&self.name))
    }
}

pub(super) fn file_items(name: &str, bytes: Vec<u8>, pdf: &dyn DrawPdf) -> Result<Items, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    match kind::of(&bytes) {
        Some(Kind::Picture(format)) => Ok(named(name, picture::frames(bytes, format)?)),
        Some(Kind::Pdf) => Ok(named(name, pdf.draw(bytes)?)),
        Some(Kind::Json) => {
            let payloads = health_card::payloads(&bytes)?;
            Ok(Box::new(payloads.into_iter().map(|payload| Ok(Item::Payload(payload)))))
        }
        None => Err(Problem::UnknownKind),
    }
}

fn named(name: &str, frames: impl Iterator<Item = Result<Frame, Problem>> + 'static) -> Items {
    let name = name.to_owned();
    Box::new(frames.map(move |frame| frame.map(Item::Frame).map_err(|problem| problem.of(&name))))
}

/// Opens a file, and nothing else: a pipe would keep the reader waiting, and a device may do anything when it is opened.
pub(super) fn open_file(path: &Path) -> Result<File, Problem> {
    if !fs::metadata(path)?.is_file() {
        return Err(Problem::NotAFile);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // Something else may stand there by now. To open it does not wait, then.
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(Problem::NotAFile) }
}

/// Reads a file of at most `limit` bytes.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let file = open_file(path)?;
    let length = file.metadata()?.len();
    if length > limit {
        return Err(Problem::TooLong { limit });
    }
    // Grown bit by bit it would take twice the room.
    read_on(Vec::with_capacity(usize::try_from(length).unwrap_or_default()), file, limit)
}

/// Reads the rest of what `bytes` are the beginning of, `limit` bytes at most in all.
pub(super) fn read_on(mut bytes: Vec<u8>, from: impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let length = |bytes: &Vec<u8>| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let more = limit.saturating_add(1).saturating_sub(length(&bytes));
    from.take(more).read_to_end(&mut bytes)?;
    if length(&bytes) > limit { Err(Problem::TooLong { limit }) } else { Ok(bytes) }
}
