//! A list of hashes in a file that is read where it is needed: ten million entries of 16 bytes, and a start that does not grow with them.
//!
//! `docs/revocation.md` has the form. At opening the head and the index are read, and their checksum is checked; a look-up reads the one
//! bucket of entries that begin alike, and checks its checksum and order before it believes it. Whatever is not as it should be is an
//! error, at opening and at each look-up: a list that is not whole never says that it does not name a credential.

mod error;
mod head;
#[cfg(test)]
mod tests;
mod write;

pub use error::PackedError;
pub use head::PackedHead;
pub(in crate::trust) use write::write;

use head::Layout;
use std::{fmt, io};

/// With what a file begins.
pub(in crate::trust) const MAGIC: [u8; 8] = *b"DCREVOKE";
/// The one version of the form.
const VERSION: u16 = 1;
/// Bytes of an entry.
const ENTRY: u64 = 16;
/// The most bits by which entries are put into buckets.
const MAX_BITS: u8 = 16;
/// The most entries of a bucket: 1 MiB. Hashes spread evenly, so that more of them that begin alike are none.
const MAX_BUCKET: u32 = 1 << 16;

/// One entry.
type Hash = [u8; 16];

/// What can be read at a place, by several at once.
pub(in crate::trust) trait ReadAt: fmt::Debug + Send + Sync {
    /// Its length, in bytes.
    ///
    /// # Errors
    /// That of the system.
    fn length(&self) -> io::Result<u64>;

    /// Fills `buffer` with what stands from `offset` on.
    ///
    /// # Errors
    /// That of the system; [`io::ErrorKind::UnexpectedEof`] where it ends before.
    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;
}

/// A file that was read whole.
impl ReadAt for Vec<u8> {
    fn length(&self) -> io::Result<u64> {
        u64::try_from(self.len()).map_err(|_| io::ErrorKind::FileTooLarge.into())
    }

    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let from = usize::try_from(offset).ok().and_then(|from| self.get(from..));
        let held = from.and_then(|rest| rest.get(..buffer.len())).ok_or(io::ErrorKind::UnexpectedEof)?;
        buffer.copy_from_slice(held);
        Ok(())
    }
}

/// The entries that begin alike.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// The place of the first entry behind it.
    end: u32,
    /// CRC-32 of its entries.
    checksum: u32,
}

/// The hashes of a packed list.
#[derive(Debug)]
pub struct PackedHashes {
    file: Box<dyn ReadAt>,
    path: String,
    count: u32,
    bits: u8,
    /// Where the entries begin, in bytes.
    entries: u64,
    buckets: Vec<Bucket>,
}

impl PackedHashes {
    /// Opens a list. Reads its head and its index, and no entry. `path` is where it came from.
    ///
    /// # Errors
    /// [`PackedError`] where it is not whole, or of another version.
    pub(in crate::trust) fn open(
        file: Box<dyn ReadAt>,
        path: &str,
    ) -> Result<(PackedHead, Self), PackedError> {
        let layout = Layout::read(&*file)?;
        let (head, buckets) = layout.read_rest(&*file)?;
        let (count, bits, entries) = (layout.count, layout.bits, layout.entries());
        let mut from = 0;
        for (at, bucket) in buckets.iter().enumerate() {
            if bucket.end.checked_sub(from).is_none_or(|held| held > MAX_BUCKET) {
                return Err(PackedError::Index { at });
            }
            from = bucket.end;
        }
        if from != count {
            return Err(PackedError::Index { at: buckets.len() });
        }
        Ok((head, Self { file, path: path.to_owned(), count, bits, entries, buckets }))
    }

    /// The file that it is read from.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether it names a hash. Reads one bucket.
    ///
    /// # Errors
    /// [`PackedError`] where that cannot be read, or is not as it was written.
    pub fn contains(&self, hash: &Hash) -> Result<bool, PackedError> {
        Ok(self.bucket(prefix(hash, self.bits))?.contains(hash))
    }

    /// Reads every entry, and checks it.
    ///
    /// # Errors
    /// As [`PackedHashes::contains`].
    pub fn check(&self) -> Result<(), PackedError> {
        (0..self.buckets.len()).try_for_each(|at| self.bucket(at).map(|_| ()))
    }

    /// The entries of a bucket, which are whole, in order, and all that belong there: the entries before and behind it do not.
    fn bucket(&self, at: usize) -> Result<Vec<Hash>, PackedError> {
        let bucket = self.buckets.get(at).ok_or(PackedError::Index { at })?;
        let start =
            at.checked_sub(1).and_then(|before| self.buckets.get(before)).map_or(0, |before| before.end);
        // Opening has held them against each other and the count, and the count against the file's length.
        let (from, to) = (start.saturating_sub(1), bucket.end.saturating_add(1).min(self.count));
        let held = usize::try_from(to.saturating_sub(from)).map_err(|_| PackedError::Index { at })?;
        let mut entries = vec![[0; 16]; held];
        let offset = self.entries.saturating_add(u64::from(from).saturating_mul(ENTRY));
        self.file.read_exact_at(entries.as_flattened_mut(), offset)?;
        let behind = (to > bucket.end).then(|| entries.pop()).flatten();
        let before = (from < start).then(|| entries.remove(0));
        if crc32fast::hash(entries.as_flattened()) != bucket.checksum {
            return Err(PackedError::Altered { at });
        }
        let is_its = |hash: &Hash| prefix(hash, self.bits) == at;
        let whole = entries.is_sorted_by(|one, next| one < next)
            && entries.first().is_none_or(is_its)
            && entries.last().is_none_or(is_its)
            && before.is_none_or(|hash| prefix(&hash, self.bits) < at)
            && behind.is_none_or(|hash| prefix(&hash, self.bits) > at);
        if whole { Ok(entries) } else { Err(PackedError::Unsorted { at }) }
    }
}

/// The bucket of a hash: its first bits, as a number.
fn prefix(hash: &Hash, bits: u8) -> usize {
    let [first, second, ..] = *hash;
    let whole = u32::from(u16::from_be_bytes([first, second]));
    usize::try_from(whole >> MAX_BITS.saturating_sub(bits)).unwrap_or(usize::MAX)
}
