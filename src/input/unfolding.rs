//! What the streams of a PDF would unfold to, measured before anything unfolds them: the library that draws pages sets no
//! bound of its own, and two megabytes of zeros, compressed, become two gigabytes.
//!
//! Streams are found by their keyword and not by the file's structure, since the structure itself may be compressed. What is
//! compressed twice over, or otherwise than by deflate, is not measured.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// The most that one stream may unfold to, in bytes: a picture of A4 at 600 dots per inch has 105 million.
const MAX_STREAM: usize = 128 * 1024 * 1024;

/// And all of them together, which bounds the time that measuring takes.
const MAX_TOTAL: usize = 16 * MAX_STREAM;

const KEYWORD: &[u8] = b"stream";

/// Whether a stream, or all of them together, would unfold beyond the bounds.
pub(super) fn is_excessive(pdf: &[u8]) -> bool {
    let mut rest = pdf;
    let mut total = 0_usize;
    let mut window = vec![0; 32 * 1024];
    while let Some(at) = rest.windows(KEYWORD.len()).position(|word| word == KEYWORD) {
        rest = rest.get(at.saturating_add(KEYWORD.len())..).unwrap_or_default();
        // ISO 32000-1, 7.3.8.1: the keyword is followed by CR LF or LF.
        let data = rest.strip_prefix(b"\r").unwrap_or(rest);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let length = unfolded(data, &mut window);
        total = total.saturating_add(length);
        if length > MAX_STREAM || total > MAX_TOTAL {
            return true;
        }
    }
    false
}

/// How many bytes a stream unfolds to, until it ends, breaks, or passes the bound. `window` is what deflate looks back to.
fn unfolded(data: &[u8], window: &mut [u8]) -> usize {
    // RFC 1950 §2.2; without that header it may still be bare deflate.
    let header = matches!(data, [cmf, flg, ..] if cmf & 0x0F == 8 && u16::from_be_bytes([*cmf, *flg]).is_multiple_of(31));
    let flags = if header { inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER } else { 0 };
    let mut state = DecompressorOxide::new();
    let mut rest = data;
    let (mut length, mut at) = (0_usize, 0_usize);
    while length <= MAX_STREAM {
        let (status, read, written) = decompress(&mut state, rest, window, at, flags);
        length = length.saturating_add(written);
        rest = rest.get(read..).unwrap_or_default();
        at = at.saturating_add(written).checked_rem(window.len()).unwrap_or_default();
        if status != TINFLStatus::HasMoreOutput {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

    fn pdf(streams: &[&[u8]]) -> Vec<u8> {
        let objects = streams.iter().flat_map(|data| [b"<<>>\nstream\r\n", *data, b"\nendstream\n"].concat());
        b"%PDF-1.4\n".iter().copied().chain(objects).collect()
    }

    #[test]
    fn streams_are_measured_whatever_stands_around_them() {
        let mut window = vec![0; 32 * 1024];
        for length in [0, 1, 40_000, 1_000_000] {
            let zeros = vec![0; length];
            assert_eq!(unfolded(&compress_to_vec_zlib(&zeros, 6), &mut window), length);
            assert_eq!(unfolded(&compress_to_vec(&zeros, 6), &mut window), length);
        }
        let most = compress_to_vec_zlib(&vec![0; MAX_STREAM], 6);
        assert!(!is_excessive(&pdf(&[b"q Q", &most, b""])));
        assert!(!is_excessive(b"%PDF-1.4 stream"));
        for more in
            [compress_to_vec_zlib(&vec![0; MAX_STREAM + 1], 6), compress_to_vec(&vec![0; MAX_STREAM + 1], 6)]
        {
            assert!(is_excessive(&pdf(&[b"q Q", &more])));
        }
        assert!(is_excessive(&pdf(&vec![most.as_slice(); 17])));
    }
}
