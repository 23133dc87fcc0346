//! The archive around a certificate (PKWARE APPNOTE 6.3.10): exactly one entry, `certificate.json`, deflated or stored.
//!
//! Where two readers of a zip archive could see different things there is nothing to read: the end record is the last
//! thing in the code, the directory stands right before it, and the one entry fills all that is before the directory.

use crate::credential::OpenError;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// The most that an entry may unfold to, in bytes. A certificate is of 2 kilobytes.
const MAX_OUTPUT: usize = 1024 * 1024;
const NAME: &[u8] = b"certificate.json";

/// Signatures of the records (§4.3.7, §4.3.9, §4.3.12, §4.3.16).
const LOCAL: u32 = 0x0403_4B50;
const DESCRIPTOR: u32 = 0x0807_4B50;
const CENTRAL: u32 = 0x0201_4B50;
const END: u32 = 0x0605_4B50;

/// General purpose flag 3 (§4.4.4): checksum and sizes follow the data. Go's writer does that.
const DESCRIBED: u16 = 1 << 3;
/// Flag 11: the name is UTF-8. Flags 1 and 2 tell how hard the deflater tried.
const HARMLESS: u16 = DESCRIBED | 1 << 11 | 0b110;

/// What the archive's one entry holds.
///
/// # Errors
/// [`OpenError::Malformed`] where the archive is not exactly that, is broken, or unfolds to too much.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let (rest, end) = bytes.split_at_checked(bytes.len().saturating_sub(22)).ok_or_else(cut_short)?;
    let mut end = Fields(end);
    if end.u32()? != END {
        return Err(malformed("it does not end with its directory: cut short, or followed by something"));
    }
    let (disk, directory_disk, here, entries) = (end.u16()?, end.u16()?, end.u16()?, end.u16()?);
    let (size, offset, comment) = (end.u32()?, end.u32()?, end.u16()?);
    if (disk, directory_disk, comment) != (0, 0, 0) {
        return Err(malformed("it is spread over several, or has a comment"));
    }
    if (here, entries) != (1, 1) {
        return Err(malformed(format!("{entries} entries, where one belongs")));
    }
    let (before, directory) = rest.split_at_checked(length(offset)).ok_or_else(cut_short)?;
    if directory.len() != length(size) {
        return Err(malformed("its directory is not where it says"));
    }
    let entry = Entry::of(directory)?;
    unpack(entry.data(before)?, &entry)
}

/// The directory's line (§4.3.12).
struct Entry {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    unpacked: u32,
}

impl Entry {
    fn of(directory: &[u8]) -> Result<Self, OpenError> {
        let mut fields = Fields(directory);
        if fields.u32()? != CENTRAL {
            return Err(malformed("no directory"));
        }
        fields.skip(4)?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip(4)?;
        let (crc, packed, unpacked) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
        fields.skip(8)?;
        let offset = fields.u32()?;
        if fields.take(usize::from(name))? != NAME {
            return Err(malformed("the entry is not named certificate.json"));
        }
        fields.skip(usize::from(extra))?;
        fields.skip(usize::from(comment))?;
        if !fields.0.is_empty() || offset != 0 {
            return Err(malformed("something stands beside the entry"));
        }
        if flags & !HARMLESS != 0 {
            return Err(malformed("encrypted, or of a kind that is not read here"));
        }
        Ok(Self { flags, method, crc, packed, unpacked })
    }

    /// The packed bytes, out of all that stands before the directory; the entry's own header must say what the directory
    /// says (§4.3.7).
    fn data<'a>(&self, before: &'a [u8]) -> Result<&'a [u8], OpenError> {
        let mut fields = Fields(before);
        if fields.u32()? != LOCAL {
            return Err(malformed("no entry at its beginning"));
        }
        fields.skip(2)?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip(4)?;
        let sizes = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra) = (fields.u16()?, fields.u16()?);
        let named = fields.take(usize::from(name))? == NAME;
        fields.skip(usize::from(extra))?;
        let stated = (self.crc, self.packed, self.unpacked);
        let described = flags & DESCRIBED != 0;
        let same = sizes == stated || (described && sizes == (0, 0, 0));
        if !named || !same || (flags, method) != (self.flags, self.method) {
            return Err(malformed("the entry and the directory do not agree"));
        }
        let data = fields.take(length(self.packed))?;
        if described {
            // Its signature may be left out (§4.3.9.3).
            if fields.0.len() == 16 && fields.u32()? != DESCRIPTOR {
                return Err(malformed("something stands behind the entry"));
            }
            if (fields.u32()?, fields.u32()?, fields.u32()?) != stated {
                return Err(malformed("the entry and the directory do not agree"));
            }
        }
        if fields.0.is_empty() { Ok(data) } else { Err(malformed("something stands behind the entry")) }
    }
}

/// Unfolds the data and holds it against its size and checksum. Memory is bounded by what the directory announces, and
/// that by `MAX_OUTPUT`.
fn unpack(data: &[u8], entry: &Entry) -> Result<Vec<u8>, OpenError> {
    let unpacked = length(entry.unpacked);
    if unpacked > MAX_OUTPUT {
        return Err(malformed(format!("unfolds to more than {MAX_OUTPUT} bytes")));
    }
    let content = match entry.method {
        0 => data.to_vec(),
        8 => {
            let mut output = vec![0; unpacked];
            let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
            let (status, read, written) =
                decompress(&mut DecompressorOxide::new(), data, &mut output, 0, flags);
            if status != TINFLStatus::Done || read != data.len() || written != unpacked {
                return Err(malformed("the deflated data are broken, or not of the size stated"));
            }
            output
        }
        _ => return Err(malformed("packed in a way that is not read here")),
    };
    if content.len() != unpacked || crc32fast::hash(&content) != entry.crc {
        return Err(malformed("the checksum is wrong"));
    }
    Ok(content)
}

/// Little-endian fields, one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], OpenError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(cut_short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, count: usize) -> Result<(), OpenError> {
        self.take(count).map(|_| ())
    }

    fn number(&mut self, width: usize) -> Result<u32, OpenError> {
        Ok(self.take(width)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    fn u16(&mut self) -> Result<u16, OpenError> {
        self.number(2).map(|number| u16::try_from(number).unwrap_or(u16::MAX))
    }

    fn u32(&mut self) -> Result<u32, OpenError> {
        self.number(4)
    }
}

fn length(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn cut_short() -> OpenError {
    malformed("cut short")
}

fn malformed(problem: impl Into<String>) -> OpenError {
    OpenError::malformed("zip", problem)
}
