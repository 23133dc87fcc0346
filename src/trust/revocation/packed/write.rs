//! Writing a packed list.

use super::{Bucket, Hash, MAX_BITS, MAX_BUCKET, PackedError, PackedHead, prefix};
use std::io::Write;

/// The entries of a bucket that are aimed at, 2 KiB: what a disk reads at once, and no more than a look-up wants.
const BUCKET: usize = 128;

/// Writes a list; `hashes` in order, each once.
///
/// # Errors
/// [`PackedError`] where they are not, where the form does not hold them, and what the system says.
pub(in crate::trust) fn write(
    head: &PackedHead,
    hashes: &[Hash],
    out: &mut impl Write,
) -> Result<(), PackedError> {
    let count = u32::try_from(hashes.len()).map_err(|_| PackedError::TooMany(hashes.len()))?;
    if let Some(at) = hashes.windows(2).position(|pair| !pair.is_sorted_by(|one, next| one < next)) {
        return Err(PackedError::Order { at: at.saturating_add(1) });
    }
    let bits = (0..MAX_BITS).find(|bits| hashes.len() >> bits <= BUCKET).unwrap_or(MAX_BITS);
    let buckets = buckets(hashes, bits)?;
    out.write_all(&head.bytes(count, bits, &buckets)?)?;
    Ok(out.write_all(hashes.as_flattened())?)
}

fn buckets(hashes: &[Hash], bits: u8) -> Result<Vec<Bucket>, PackedError> {
    let mut rest = hashes;
    let mut end: u32 = 0;
    let fill = |at: usize| {
        let (held, after) = rest.split_at(rest.partition_point(|hash| prefix(hash, bits) <= at));
        rest = after;
        let crowded = PackedError::Crowded { at, max: MAX_BUCKET };
        match u32::try_from(held.len()) {
            Ok(count) if count <= MAX_BUCKET => end = end.saturating_add(count),
            _ => return Err(crowded),
        }
        Ok(Bucket { end, checksum: crc32fast::hash(held.as_flattened()) })
    };
    (0..1_usize << bits).map(fill).collect()
}
