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

/// Tells the kind from the first [`HEAD`] bytes, or all if there are fewer.
pub(super) fn of(head: &[u8]) -> Option<Kind> {
    let picture = |format| Some(Kind::Picture(format));
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
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
    fn text_that_begins_like_a_bmp_is_none() {
        assert_eq!(of(b"BMW drivers are admitted at the second door"), None);
    }
}
