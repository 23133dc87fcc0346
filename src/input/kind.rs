//! What a file is, by its first bytes; its name says nothing.

use image::ImageFormat;

/// How many of the first bytes are looked at: the header of a PDF may come that late.
pub(super) const HEAD: usize = 1024;

/// The sizes of the information header that a BMP declares; its two letters alone could begin a text.
const BMP_HEADERS: [u8; 7] = [12, 40, 52, 56, 64, 108, 124];

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Picture(ImageFormat),
    Pdf,
    /// A JSON object, perhaps a SMART Health Card file.
    Json,
}

/// What a stream is, by what has come of it so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// It cannot be told yet.
    More,
    /// A picture or a PDF.
    File,
    /// Lines of text, or nothing that is known.
    Lines,
}

/// As many of the first bytes of a stream tell what it is; fewer, where a line ends among them.
const BEGIN: usize = 12;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Tells lines from files as soon as can be: whoever sends a short line waits for its verdict.
pub(super) fn begin(bytes: &[u8], ended: bool) -> Begin {
    let head = bytes.get(..BEGIN).unwrap_or(bytes);
    let webp = head.starts_with(b"RIFF") && head.get(8..) == Some(b"WEBP");
    // Two letters and a length could begin a text; the four zeros after them could not.
    let bmp = head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]);
    let known = [PNG, b"\xff\xd8\xff", b"GIF87a", b"GIF89a"].iter().any(|magic| head.starts_with(magic));
    if known || webp || bmp || head.windows(5).any(|window| window == b"%PDF-") {
        return Begin::File;
    }
    // Pictures may have a line's end among these bytes as well, but beside it what no text has.
    let text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    let line = bytes.ends_with(b"\n") && head.iter().all(text);
    if ended || head.len() == BEGIN || line { Begin::Lines } else { Begin::More }
}

/// Tells the kind from the first [`HEAD`] bytes, or all if there are fewer.
pub(super) fn of(head: &[u8]) -> Option<Kind> {
    let picture = |format| Some(Kind::Picture(format));
    if head.starts_with(PNG) {
        return picture(ImageFormat::Png);
    }
    if head.starts_with(b"\xff\xd8\xff") {
        return picture(ImageFormat::Jpeg);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return picture(ImageFormat::WebP);
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        return picture(ImageFormat::Gif);
    }
    let bmp_header = |size: &[u8]| matches!(size, [low, 0, 0, 0] if BMP_HEADERS.contains(low));
    if head.starts_with(b"BM") && head.get(14..18).is_some_and(bmp_header) {
        return picture(ImageFormat::Bmp);
    }
    let head = head.get(..HEAD).unwrap_or(head);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Some(Kind::Pdf);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"{") {
        return Some(Kind::Json);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n...."), Some(Kind::Picture(ImageFormat::Png)));
        assert_eq!(of(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Kind::Picture(ImageFormat::WebP)));
        assert_eq!(of(b"\n\n%PDF-1.4"), Some(Kind::Pdf));
        assert_eq!(of(b"\xef\xbb\xbf {\"verifiableCredential\":[]}"), Some(Kind::Json));
        assert_eq!(of(b"HC1:6BF"), None);
        assert_eq!(of(b""), None);
    }

    #[test]
    fn streams_are_told_as_soon_as_can_be() {
        for (bytes, expected) in [
            (b"".as_slice(), Begin::More),
            (b"HC1:", Begin::More),
            (b"x\n", Begin::Lines),
            (b"\n", Begin::Lines),
            (b"BM\n", Begin::Lines),
            (b"HC1:6BFOXN*TS0BI", Begin::Lines),
            (b"\xe9\x99\xb3\n", Begin::More),
            (b"\x89PNG\r\n", Begin::More),
            (b"\x89PNG\r\n\x1a\n", Begin::File),
            (b"\xff\xd8\xff", Begin::File),
            (b"RIFF\n\0\0\0", Begin::More),
            (b"RIFF\n\0\0\0WEBP", Begin::File),
            (b"BM\n\n\0\0\0\0\0\0", Begin::File),
            (b"%PDF-1.4\n", Begin::File),
        ] {
            assert_eq!(begin(bytes, false), expected, "{bytes:?}");
        }
        assert_eq!(begin(b"HC1:", true), Begin::Lines);
        assert_eq!(begin(b"", true), Begin::Lines);
    }

    #[test]
    fn text_that_begins_like_a_bmp_is_none() {
        assert_eq!(of(b"BMW drivers are admitted at the second door"), None);
    }
}
