//! The archive around a certificate (PKWARE APPNOTE 6.3.10): exactly one entry, `certificate.json`, deflated or stored.
//!
//! Where two readers of a zip archive could see different things there is nothing to read: the end record is the last
//! thing in the code, the directory stands right before it, and the one entry fills all that is before the directory.

use crate::credential::inflate;
use thiserror::Error;

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

/// Why bytes are no archive of one certificate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ZipError {
    /// JSON, where an archive belongs.
    #[error("a certificate without its archive")]
    Bare,
    /// The end is missing.
    #[error("cut short")]
    CutShort,
    /// The end record is not its end (§4.3.16).
    #[error("it does not end with its directory: cut short, or followed by something")]
    End,
    /// On several disks, or with room for a text that nobody signed.
    #[error("it is spread over several, or has a comment")]
    Spread,
    /// Several entries, or none.
    #[error("{found} entries, where one belongs")]
    Entries {
        /// How many it states.
        found: u16,
    },
    /// The directory is not right before the end record.
    #[error("its directory is not where it says")]
    Place,
    /// Something else stands in the directory's place.
    #[error("no directory")]
    NoDirectory,
    /// A file of another name.
    #[error("the entry is not named certificate.json")]
    Name,
    /// The entry does not fill what is before the directory, or its line not the directory.
    #[error("something stands beside the entry")]
    Beside,
    /// A flag that changes what the data mean (§4.4.4).
    #[error("encrypted, or of a kind that is not read here")]
    Flags,
    /// Something else stands in the entry's place.
    #[error("no entry at its beginning")]
    NoEntry,
    /// Two readers could see two things.
    #[error("the entry and the directory do not agree")]
    Disagreement,
    /// The entry does not fill what is before the directory.
    #[error("something stands behind the entry")]
    Behind,
    /// A bomb, or more than a certificate has any need of.
    #[error("unfolds to more than {MAX_OUTPUT} bytes")]
    TooMuch,
    /// Another method than deflate, or none (§4.4.5).
    #[error("packed in a way that is not read here")]
    Method,
    /// No stream of deflate, or not one of the size stated.
    #[error("the deflated data are broken, or not of the size stated")]
    Broken,
    /// The content is not that of which the checksum was made.
    #[error("the checksum is wrong")]
    Checksum,
}

/// What the archive's one entry holds.
///
/// # Errors
/// [`ZipError`] where the archive is not exactly that, is broken, or unfolds to too much.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    let (rest, end) = bytes.split_at_checked(bytes.len().saturating_sub(22)).ok_or(ZipError::CutShort)?;
    let mut end = Fields(end);
    if end.u32()? != END {
        return Err(ZipError::End);
    }
    let (disk, directory_disk, here, entries) = (end.u16()?, end.u16()?, end.u16()?, end.u16()?);
    let (size, offset, comment) = (end.u32()?, end.u32()?, end.u16()?);
    if (disk, directory_disk, comment) != (0, 0, 0) {
        return Err(ZipError::Spread);
    }
    if (here, entries) != (1, 1) {
        return Err(ZipError::Entries { found: entries });
    }
    let (before, directory) = rest.split_at_checked(length(offset)).ok_or(ZipError::CutShort)?;
    if directory.len() != length(size) {
        return Err(ZipError::Place);
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
    fn of(directory: &[u8]) -> Result<Self, ZipError> {
        let mut fields = Fields(directory);
        if fields.u32()? != CENTRAL {
            return Err(ZipError::NoDirectory);
        }
        fields.skip(4)?;
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip(4)?;
        let (crc, packed, unpacked) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
        fields.skip(8)?;
        let offset = fields.u32()?;
        if fields.take(usize::from(name))? != NAME {
            return Err(ZipError::Name);
        }
        fields.skip(usize::from(extra))?;
        fields.skip(usize::from(comment))?;
        if !fields.0.is_empty() || offset != 0 {
            return Err(ZipError::Beside);
        }
        if flags & !HARMLESS != 0 {
            return Err(ZipError::Flags);
        }
        Ok(Self { flags, method, crc, packed, unpacked })
    }

    /// The packed bytes, out of all that stands before the directory; the entry's own header must say what the directory
    /// says (§4.3.7).
    fn data<'a>(&self, before: &'a [u8]) -> Result<&'a [u8], ZipError> {
        let mut fields = Fields(before);
        if fields.u32()? != LOCAL {
            return Err(ZipError::NoEntry);
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
            return Err(ZipError::Disagreement);
        }
        let data = fields.take(length(self.packed))?;
        if described {
            // Its signature may be left out (§4.3.9.3).
            if fields.0.len() == 16 && fields.u32()? != DESCRIPTOR {
                return Err(ZipError::Behind);
            }
            if (fields.u32()?, fields.u32()?, fields.u32()?) != stated {
                return Err(ZipError::Disagreement);
            }
        }
        if fields.0.is_empty() { Ok(data) } else { Err(ZipError::Behind) }
    }
}

/// Unfolds the data and holds it against its size and checksum. Memory is bounded by what the directory announces, and
/// that by `MAX_OUTPUT`.
fn unpack(data: &[u8], entry: &Entry) -> Result<Vec<u8>, ZipError> {
    let unpacked = length(entry.unpacked);
    if unpacked > MAX_OUTPUT {
        return Err(ZipError::TooMuch);
    }
    let content = match entry.method {
        0 => data.to_vec(),
        8 => {
            let content = inflate::raw(data, unpacked).map_err(|_| ZipError::Broken)?;
            if content.len() != unpacked {
                return Err(ZipError::Broken);
            }
            content
        }
        _ => return Err(ZipError::Method),
    };
    if content.len() != unpacked || crc32fast::hash(&content) != entry.crc {
        return Err(ZipError::Checksum);
    }
    Ok(content)
}

/// Little-endian fields, one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ZipError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ZipError::CutShort)?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, count: usize) -> Result<(), ZipError> {
        self.take(count).map(|_| ())
    }

    fn number(&mut self, width: usize) -> Result<u32, ZipError> {
        Ok(self.take(width)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    fn u16(&mut self) -> Result<u16, ZipError> {
        self.number(2).map(|number| u16::try_from(number).unwrap_or(u16::MAX))
    }

    fn u32(&mut self) -> Result<u32, ZipError> {
        self.number(4)
    }
}

fn length(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
