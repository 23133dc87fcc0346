//! Why a packed list is not read, or not written.

use std::io;
use thiserror::Error;

/// Why a packed revocation list is not read, or not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PackedError {
    /// What the operating system says.
    #[error("packed revocation list: {0}")]
    System(#[from] io::Error),
    /// It does not begin as one.
    #[error("packed revocation list: it does not begin as one")]
    Magic,
    /// Of a version that this program does not read.
    #[error("packed revocation list: version {0} is not known")]
    Version(u16),
    /// Hashes of what is not known here.
    #[error("packed revocation list: hash kind {0} is not known")]
    Kind(u8),
    /// A member of the head that cannot be what it stands for.
    #[error("packed revocation list: {0} of the head: not one that can be meant")]
    Head(&'static str),
    /// It names neither a key nor a country: it would speak for nobody.
    #[error("packed revocation list: it names neither a key nor a country")]
    Nobody,
    /// Cut short, or something stands behind its end.
    #[error("packed revocation list: {held} bytes long, and its head says {stated}")]
    Length {
        /// As long as it is, in bytes.
        held: u64,
        /// As long as it should be.
        stated: u64,
    },
    /// Head or index are not as they were written.
    #[error("packed revocation list: head or index altered: the checksum is another")]
    Checksum,
    /// The index points where no entry of the bucket is.
    #[error("packed revocation list: index[{at}]: points beyond what it can")]
    Index {
        /// Which bucket, from 0.
        at: usize,
    },
    /// Entries are not as they were written.
    #[error("packed revocation list: entries of bucket {at} altered: the checksum is another")]
    Altered {
        /// Which bucket, from 0.
        at: usize,
    },
    /// Entries are not in order, or not in their bucket.
    #[error("packed revocation list: entries of bucket {at}: not in order, or not where they belong")]
    Unsorted {
        /// Which bucket, from 0.
        at: usize,
    },
    /// To be written: an entry is not above the one before it.
    #[error("packed revocation list: entries[{at}]: not above the one before")]
    Order {
        /// Which, from 0.
        at: usize,
    },
    /// To be written: so many entries begin alike, that they are no hashes.
    #[error(
        "packed revocation list: more than {max} entries of bucket {at} begin alike: these are no hashes"
    )]
    Crowded {
        /// Which bucket, from 0.
        at: usize,
        /// The most of a bucket.
        max: u32,
    },
    /// To be written: more than the form holds.
    #[error("packed revocation list: {0} entries, more than the form holds")]
    TooMany(usize),
}
