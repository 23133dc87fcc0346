//! Why an update is not installed.

use super::{ArchiveError, ContentsError, SealError};
use std::io;
use thiserror::Error;

/// Why what is installed cannot be read or changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file system.
    #[error("{path}: {why}")]
    Storage {
        /// The path in the store.
        path: String,
        /// Why.
        #[source]
        why: io::Error,
    },
    /// What says which update holds cannot be read.
    #[error("{path}: {why}")]
    State {
        /// The path in the store.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// What was installed is not what is there.
    #[error(transparent)]
    Contents(#[from] ContentsError),
}

/// Why an update is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody's updates are taken.
    #[error("no operator's key is held here: `doorcheck trust pin KEY` takes one")]
    NoOperator,
    /// Another operator's key is held.
    #[error(
        "the operator's key {held} is held here: another one comes in an update that is sealed with it, as operator.pub"
    )]
    OtherOperator {
        /// The fingerprint of the key that is held.
        held: String,
    },
    /// The seal.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The archive in it.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// What is in that.
    #[error(transparent)]
    Contents(#[from] ContentsError),
    /// It is older than one that was installed.
    #[error("its serial is {serial}, and {floor} was installed already: updates go up")]
    Serial {
        /// The bundle's serial.
        serial: u64,
        /// That of the newest bundle that was ever installed.
        floor: u64,
    },
    /// A name that an import cannot have.
    #[error("{name:?}: a name has small Latin letters, digits, - and _")]
    Name {
        /// As it was given.
        name: String,
    },
    /// Nothing was imported under that name.
    #[error("nothing was imported as {name}")]
    NoImport {
        /// The name.
        name: String,
    },
    /// There is nothing to go back to.
    #[error("nothing to go back to: the update before this one is not kept any more, or there was none")]
    NoPrevious,
}
