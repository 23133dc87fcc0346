//! Why counts cannot be read or kept.

use thiserror::Error;

/// Why counts cannot be read or kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CountsError {
    /// Another program has them open.
    #[error("another program has the counts open")]
    Held,
    /// They are of a form that this program does not know.
    #[error("the counts are of version {0}, which this program does not know")]
    Form(i64),
    /// What is there is no store of counts, or was damaged.
    #[error("the counts are damaged: {0}")]
    Damaged(String),
    /// They were not closed: the program that kept them died, or the power failed.
    #[error("the counts were not closed: whoever opens them next mends that")]
    Unclosed,
    /// The disk is full, or takes or gives nothing.
    #[error("the counts cannot be kept: {0}")]
    Disk(String),
}

impl CountsError {
    fn of(error: &redb::Error) -> Self {
        match error {
            redb::Error::DatabaseAlreadyOpen => Self::Held,
            redb::Error::Corrupted(why) => Self::Damaged(why.clone()),
            redb::Error::UpgradeRequired(version) => Self::Form((*version).into()),
            redb::Error::RepairAborted => Self::Unclosed,
            redb::Error::TableTypeMismatch { .. }
            | redb::Error::TypeDefinitionChanged { .. }
            | redb::Error::TableIsMultimap(_)
            | redb::Error::TableIsNotMultimap(_) => Self::Damaged(error.to_string()),
            // A file that begins otherwise is told so.
            redb::Error::Io(why) if why.kind() == std::io::ErrorKind::InvalidData => {
                Self::Damaged(why.to_string())
            }
            other => Self::Disk(other.to_string()),
        }
    }
}

macro_rules! from {
    ($($error:ty),*) => {
        $(impl From<$error> for CountsError {
            fn from(error: $error) -> Self {
                Self::of(&error.into())
            }
        })*
    };
}

from!(redb::DatabaseError, redb::TransactionError, redb::TableError, redb::StorageError, redb::CommitError);
