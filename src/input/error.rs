//! Why an input could not be opened.

use crate::reader::MAX_SIDE;
use thiserror::Error;

/// Why an input, or a part of one, gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{source_name}: {problem}")]
pub struct InputError {
    /// The name of the source, as [`super::Source::name`] gives it.
    pub source_name: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The system would not read it.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A pipe, a socket or a device: to look into it could last for ever.
    #[error("is no file; a pipe or a device is read as - alone, from standard input")]
    NotAFile,
    /// Nothing is in the file, or nothing came in.
    #[error("is empty")]
    Empty,
    /// The first bytes are of no kind that is read here.
    #[error("is not a picture (PNG, JPEG, WebP, GIF, BMP), a PDF or a SMART Health Card file")]
    UnknownKind,
    /// Standard input held neither a picture or PDF nor text.
    #[error("is neither a picture, a PDF nor UTF-8 text")]
    NotText,
    /// A folder without anything in it that is read here.
    #[error("holds no picture, PDF or SMART Health Card file")]
    NothingInFolder,
    /// More than is looked at in one folder.
    #[error("holds too much: {0}")]
    FolderTooLarge(String),
    /// The file is longer than is taken.
    #[error("is longer than {limit} bytes")]
    TooLong {
        /// The longest file taken, in bytes.
        limit: u64,
    },
    /// The picture, or the page, has more pixels than are taken.
    #[error("is a picture of {width} x {height} pixels; {MAX_SIDE} a side and {max} in all are taken at most", max = super::picture::MAX_PIXELS)]
    TooManyPixels {
        /// Pixels in a row, as declared.
        width: u64,
        /// Rows, as declared.
        height: u64,
    },
    /// The picture is broken or cut off.
    #[error("is a broken picture: {0}")]
    Picture(String),
    /// The PDF is broken, encrypted, or cannot be drawn.
    #[error("is a PDF that cannot be drawn: {0}")]
    Pdf(String),
    /// `frames.bin` and `labels.json` do not fit each other.
    #[error("is a folder of frames that cannot be used: {0}")]
    Frames(String),
    /// A line of standard input is longer than is taken.
    #[error("line {line}: is longer than {limit} bytes")]
    LineTooLong {
        /// The line, from 1.
        line: usize,
        /// The longest line taken, in bytes.
        limit: usize,
    },
    /// The JSON is no SMART Health Card file.
    #[error("is no SMART Health Card file: {0}")]
    HealthCard(String),
    /// A line in `b64:` is not Base64.
    #[error("line {line}: what follows b64: is not Base64")]
    Base64 {
        /// The line, from 1.
        line: usize,
    },
}

impl Problem {
    /// Names the source that has this problem.
    pub(super) fn of(self, source_name: &str) -> InputError {
        InputError { source_name: source_name.to_owned(), problem: self }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
