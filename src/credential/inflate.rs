//! zlib (RFC 1950) and raw deflate (RFC 1951), in bounded memory.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use thiserror::Error;

/// The most that a code may unfold to, in bytes. A code of 4,000 characters holds a few kilobytes of claims.
pub(super) const MAX_OUTPUT: usize = 64 * 1024;

/// Why bytes are no deflated data that are taken here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InflateError {
    /// It does not begin as zlib does.
    #[error("not compressed: no zlib header")]
    NoHeader,
    /// Something follows.
    #[error("the stream ends at byte {end} of {bytes}")]
    Followed {
        /// Where it ends.
        end: usize,
        /// How many bytes there are.
        bytes: usize,
    },
    /// A bomb, or more than a code has any need of.
    #[error("unfolds to more than {most} bytes")]
    TooMuch {
        /// The most that is unfolded.
        most: usize,
    },
    /// The content is not that of which the checksum was made.
    #[error("the checksum is wrong")]
    Checksum,
    /// The end is missing.
    #[error("cut short")]
    CutShort,
    /// No stream.
    #[error("broken at byte {at}")]
    Broken {
        /// Where.
        at: usize,
    },
}

/// Unfolds a zlib stream that fills `bytes` (hcert 1.0.8 §4.2). Memory is bounded by [`MAX_OUTPUT`], whatever the stream
/// would unfold to.
///
/// # Errors
/// [`InflateError`] where it is no zlib stream, is cut short, fails its checksum, unfolds to too much, or is followed by
/// anything.
pub(super) fn zlib(bytes: &[u8]) -> Result<Vec<u8>, InflateError> {
    // Method "deflate" and the header's own check (RFC 1950 §2.2); also what tells an uncompressed code by its name.
    let header = match bytes {
        [cmf, flg, ..] => u16::from_be_bytes([*cmf, *flg]),
        _ => 0,
    };
    if header & 0x0F00 != 0x0800 || !header.is_multiple_of(31) {
        return Err(InflateError::NoHeader);
    }
    let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER | inflate_flags::TINFL_FLAG_COMPUTE_ADLER32;
    whole(unfold(bytes, MAX_OUTPUT, flags)?)
}

/// Unfolds a raw deflate stream that fills `bytes` (RFC 1951), to `most` bytes at most. As [`zlib`], but that such a stream
/// has neither header nor checksum.
///
/// # Errors
/// As [`zlib`].
pub(super) fn raw(bytes: &[u8], most: usize) -> Result<Vec<u8>, InflateError> {
    whole(unfold(bytes, most, 0)?)
}

/// As [`raw`], and the trailer of gzip may follow the stream (RFC 1952 §2.3.1): the checksum of the content, CRC-32, and its
/// length, both right. There are signers who cut a gzip file's head off and not its tail.
///
/// # Errors
/// As [`zlib`].
pub(super) fn raw_or_trailed(bytes: &[u8], most: usize) -> Result<Vec<u8>, InflateError> {
    let unfolded = unfold(bytes, most, 0)?;
    let length = u32::try_from(unfolded.content.len()).unwrap_or(u32::MAX);
    let trailer = [crc32fast::hash(&unfolded.content).to_le_bytes(), length.to_le_bytes()].concat();
    if unfolded.rest == trailer { Ok(unfolded.content) } else { whole(unfolded) }
}

/// What a stream unfolds to, and what follows it.
struct Unfolded<'a> {
    content: Vec<u8>,
    end: usize,
    rest: &'a [u8],
}

fn whole(unfolded: Unfolded<'_>) -> Result<Vec<u8>, InflateError> {
    match unfolded {
        Unfolded { content, rest: [], .. } => Ok(content),
        Unfolded { end, rest, .. } => {
            Err(InflateError::Followed { end, bytes: end.saturating_add(rest.len()) })
        }
    }
}

fn unfold(bytes: &[u8], most: usize, flags: u32) -> Result<Unfolded<'_>, InflateError> {
    let mut output = vec![0; most];
    let flags = flags | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut DecompressorOxide::new(), bytes, &mut output, 0, flags);
    match status {
        TINFLStatus::Done => {
            output.truncate(written);
            Ok(Unfolded { content: output, end: read, rest: bytes.get(read..).unwrap_or_default() })
        }
        TINFLStatus::HasMoreOutput => Err(InflateError::TooMuch { most }),
        TINFLStatus::Adler32Mismatch => Err(InflateError::Checksum),
        TINFLStatus::FailedCannotMakeProgress => Err(InflateError::CutShort),
        _ => Err(InflateError::Broken { at: read }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

    #[track_caller]
    fn refuses(bytes: &[u8], problem: &str) {
        let error = zlib(bytes).unwrap_err().to_string();
        assert!(error.contains(problem), "{error:?} does not say {problem:?}");
    }

    #[test]
    fn unfolds_up_to_its_limit_and_no_further() {
        for length in [0, 1, 1000, MAX_OUTPUT] {
            assert_eq!(zlib(&compress_to_vec_zlib(&vec![7; length], 6)).unwrap(), vec![7; length]);
        }
        refuses(&compress_to_vec_zlib(&vec![7; MAX_OUTPUT + 1], 6), "more than 65536 bytes");
    }

    /// Four gigabytes of zeros in four megabytes: deflate says them with one byte, repeated, for every 1,032.
    #[test]
    fn a_bomb_is_refused_in_bounded_memory() {
        let seed = compress_to_vec_zlib(&vec![0; 1 << 20], 9);
        let middle = seed.len() / 2;
        assert!(seed[middle - 8..middle + 8].iter().all(|byte| *byte == seed[middle]));
        let bomb = [&seed[..middle], &vec![seed[middle]; 4 << 20][..], &seed[middle..]].concat();
        refuses(&bomb, "more than 65536 bytes");
    }

    #[test]
    fn refuses_every_broken_stream() {
        let good = compress_to_vec_zlib(b"a certificate, a certificate", 6);
        refuses(b"", "no zlib header");
        refuses(b"\xD2\x84\x43", "no zlib header");
        refuses(&compress_to_vec(b"raw deflate", 6), "no zlib header");
        for cut in 2..good.len() {
            assert!(zlib(&good[..cut]).is_err(), "cut at {cut}");
        }
        refuses(&[&good[..], b"\0"].concat(), "the stream ends at byte");
        refuses(&[&good[..], &good[..]].concat(), "the stream ends at byte");
        let mut broken = good.clone();
        *broken.last_mut().unwrap() ^= 1;
        refuses(&broken, "checksum");
    }

    #[test]
    fn the_trailer_of_gzip_may_follow_where_it_is_right() {
        let content = b"a card, a card, a card";
        let good = compress_to_vec(content, 6);
        let crc = crc32fast::hash(content).to_le_bytes();
        let length = 22_u32.to_le_bytes();
        let after = |rest: &[&[u8]]| raw_or_trailed(&[&good[..], &rest.concat()].concat(), MAX_OUTPUT);
        assert_eq!(after(&[]).unwrap(), content);
        assert_eq!(after(&[&crc, &length]).unwrap(), content);
        let wrong = crc.map(|byte| byte ^ 1);
        let longer = 23_u32.to_le_bytes();
        for rest in [
            vec![&wrong[..], &length],
            vec![&crc, &longer],
            vec![&length, &crc],
            vec![&crc],
            vec![&crc, &length, b"\0"],
            vec![&crc, &length, &crc, &length],
            vec![&[0; 8]],
        ] {
            assert!(matches!(after(&rest), Err(InflateError::Followed { .. })), "{rest:?}");
        }
        assert!(raw(&[&good[..], &crc, &length].concat(), MAX_OUTPUT).is_err());
    }

    #[test]
    fn raw_deflate_fills_its_bytes() {
        let good = compress_to_vec(b"a card, a card, a card", 6);
        assert_eq!(raw(&good, MAX_OUTPUT).unwrap(), b"a card, a card, a card");
        for cut in 0..good.len() {
            assert!(raw(&good[..cut], MAX_OUTPUT).is_err(), "cut at {cut}");
        }
        for after in [&b"\0"[..], &good, &[0xFF; 9]] {
            let error = raw(&[&good, after].concat(), MAX_OUTPUT).unwrap_err().to_string();
            assert!(error.contains("the stream ends at byte"), "{error}");
        }
        assert_eq!(raw(&compress_to_vec(&vec![7; MAX_OUTPUT], 6), MAX_OUTPUT).unwrap().len(), MAX_OUTPUT);
        let error = raw(&compress_to_vec(&vec![7; MAX_OUTPUT + 1], 6), MAX_OUTPUT).unwrap_err().to_string();
        assert!(error.contains("more than 65536 bytes"), "{error}");
        assert!(raw(&compress_to_vec_zlib(b"zlib, not raw", 6), MAX_OUTPUT).is_err());
    }
}
