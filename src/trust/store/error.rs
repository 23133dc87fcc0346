//! Why trust data is not taken: all that a path holds, a file of a folder, or one thing in it.

use super::file_error::{FileError, HeadError, ItemError};
use super::renewal::RenewalError;
use crate::trust::{ForgeryError, RevocationError, UnvouchedCrl};
use chrono::NaiveDate;
use std::io;
use thiserror::Error;

/// Why trust data could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Nothing usable.
    #[error("{path}: no usable key or list: {why}")]
    Unusable {
        /// The file or folder.
        path: String,
        /// Why.
        #[source]
        why: Unusable,
    },
    /// The file or folder cannot be read.
    #[error("{path}: {why}")]
    Read {
        /// The file or folder.
        path: String,
        /// Why.
        #[source]
        why: PathError,
    },
    /// The file is larger than any list.
    #[error("{path}: larger than {max_bytes} bytes, the most that is read of a trust file")]
    TooLarge {
        /// The file.
        path: String,
        /// The limit.
        max_bytes: u64,
    },
    /// More keys than any door needs.
    #[error("{path}: more than {max} keys")]
    TooMany {
        /// The file or folder at which the limit was passed.
        path: String,
        /// The limit.
        max: usize,
    },
    /// A list cannot stand in the place of another.
    #[error(transparent)]
    Renewal(#[from] RenewalError),
    /// The lists bundled with the program are broken: reinstall it.
    #[error("the bundled trust store is broken: {0}; install the program anew")]
    Bundle(#[from] BundleError),
}

/// Why nothing in a file or folder can be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unusable {
    /// The one file is of no form that is taken, or broken as a whole.
    #[error(transparent)]
    File(#[from] FileError),
    /// All that it holds was left out. The text has the first few reasons: it is for one line.
    #[error("{}", summary(.0))]
    LeftOut(Vec<LoadRemark>),
    /// It is empty.
    #[error("nothing in it")]
    Nothing,
}

impl LoadError {
    /// Whether the file is of no form in which keys or revocations come at all.
    pub fn is_of_no_list(&self) -> bool {
        let Self::Unusable { why: Unusable::File(why), .. } = self else { return false };
        matches!(why, FileError::Empty | FileError::Unknown | FileError::UnknownJson)
    }

    pub(super) fn unusable(path: &str, why: impl Into<Unusable>) -> Self {
        Self::Unusable { path: path.to_owned(), why: why.into() }
    }
}

impl From<Vec<LoadRemark>> for Unusable {
    fn from(remarks: Vec<LoadRemark>) -> Self {
        if remarks.is_empty() { Self::Nothing } else { Self::LeftOut(remarks) }
    }
}

fn day(date: Option<&NaiveDate>) -> String {
    date.map_or_else(|| "unknown date".to_owned(), ToString::to_string)
}

fn summary(remarks: &[LoadRemark]) -> String {
    const SHOWN: usize = 3;
    let mut parts: Vec<String> = remarks.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = remarks.len().saturating_sub(SHOWN);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join("; ")
}

/// Why the operating system's file or folder is not read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PathError {
    /// What the operating system says.
    #[error(transparent)]
    System(#[from] io::Error),
    /// What the operating system says of something in a folder.
    #[error("{path}: {why}")]
    Within {
        /// What is in the folder.
        path: String,
        /// What it says.
        #[source]
        why: io::Error,
    },
    /// A pipe or a device.
    #[error("neither a file nor a folder")]
    Special,
    /// Folders nested too deep.
    #[error("more than {0} folders within each other")]
    TooDeep(usize),
    /// One folder with too much in it.
    #[error("more than {0} files")]
    TooMany(usize),
    /// Folders with too much in them.
    #[error("more than {files} files or {bytes} bytes")]
    TooMuch {
        /// The most files.
        files: usize,
        /// The most bytes.
        bytes: u64,
    },
}

/// What is worth knowing of a file although others of its keys or lists were taken. Its text is a line for staff.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadRemark {
    /// One of a file's keys or lists was left out.
    #[error("{place}: {why}")]
    LeftOut {
        /// The path of the file, and where in it.
        place: String,
        /// Why.
        #[source]
        why: ItemError,
    },
    /// A block of a PEM file was left out.
    #[error(transparent)]
    Block(ItemError),
    /// A file of a folder was left out.
    #[error("{path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Why.
        #[source]
        why: FileError,
    },
    /// A file of a folder was not read.
    #[error("{path}: {why}")]
    Unread {
        /// The file.
        path: String,
        /// Why.
        #[source]
        why: Box<LoadError>,
    },
    /// A list of the same name that is newer holds.
    #[error("{list}: of {}, and one of {} is held: not taken", day(.date.as_ref()), day(.held.as_ref()))]
    Older {
        /// The list.
        list: String,
        /// Its date.
        date: Option<NaiveDate>,
        /// The date of the one that holds.
        held: Option<NaiveDate>,
    },
    /// A CRL was left out.
    #[error("{list}: CRL: not used: {why}")]
    UnvouchedCrl {
        /// The list's name.
        list: String,
        /// Why.
        #[source]
        why: UnvouchedCrl,
    },
    /// A certificate that breaks RFC 5280 was taken nevertheless.
    #[error("{path}: not a strictly valid certificate ({why}); its key and its life were read nevertheless")]
    NotStrict {
        /// The file.
        path: String,
        /// What the strict parser says.
        #[source]
        why: der::Error,
    },
}

impl LoadRemark {
    /// Whether a whole list is missing, and not a key of one: it may be the list that revokes.
    pub fn misses_a_list(&self) -> bool {
        matches!(self, Self::File { .. } | Self::Unread { .. } | Self::UnvouchedCrl { .. })
    }
}

/// What is broken in the bundle.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BundleError {
    /// Not the JSON of its form.
    #[error("{file}: {why}")]
    Json {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        #[source]
        why: serde_json::Error,
    },
    /// What a list says of itself.
    #[error("{file}: {why}")]
    Head {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        #[source]
        why: HeadError,
    },
    /// A key of a list.
    #[error("{file}: keys[{at}]: {why}")]
    Key {
        /// The file.
        file: &'static str,
        /// Which key, from 0.
        at: usize,
        /// What is wrong with it.
        #[source]
        why: ItemError,
    },
    /// A revocation list.
    #[error("{file}: {why}")]
    Revocations {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        #[source]
        why: RevocationError,
    },
    /// The list of known forgeries.
    #[error("{file}: {why}")]
    Forgeries {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        #[source]
        why: ForgeryError,
    },
}
