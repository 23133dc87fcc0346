//! The chunks of a PNG file: W3C *Portable Network Graphics*, third edition, 5.3.

/// The chunks that a picture needs. What else may stand there, profiles and texts, is deflated and may unfold to anything.
const KEPT: [&[u8]; 6] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"eXIf"];

/// The longest Exif data that is kept, in bytes, which is what JPEG allows; the picture's orientation stands there.
const MAX_EXIF: usize = 64 * 1024;

const SIGNATURE: usize = 8;

/// Takes out of a file all chunks but those that make the picture. A chunk that is cut off is left to the decoder, where it is one of
/// these.
pub(super) fn strip(bytes: &mut Vec<u8>) {
    let (mut from, mut to) = (SIGNATURE, SIGNATURE);
    while let Some([a, b, c, d, name @ ..]) = bytes.get(from..from.saturating_add(8)) {
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
        let kept = KEPT.contains(&name) && (name != b"eXIf" || length <= MAX_EXIF);
        // Length, name and checksum have four bytes each.
        let end = from.saturating_add(length).saturating_add(12).min(bytes.len());
        if kept {
            bytes.copy_within(from..end, to);
            to = to.saturating_add(end.saturating_sub(from));
        }
        from = end;
    }
    bytes.truncate(to);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap();
        [&length.to_be_bytes(), name.as_slice(), data, b"sum!"].concat()
    }

    #[test]
    fn what_makes_the_picture_is_kept_in_its_order() {
        let head = b"\x89PNG\r\n\x1a\n".to_vec();
        let kept = [chunk(b"IHDR", b"13"), chunk(b"eXIf", b"up"), chunk(b"IDAT", b"a"), chunk(b"IDAT", b"")];
        let other = [
            chunk(b"iCCP", b"bomb"),
            chunk(b"zTXt", b""),
            chunk(b"eXIf", &[0; 70_000]),
            chunk(b"fdAT", b"x"),
        ];
        let mut file = head.clone();
        for (kept, other) in kept.iter().zip(&other) {
            file.extend([other.as_slice(), kept].concat());
        }
        file.extend(chunk(b"IEND", b""));
        strip(&mut file);
        assert_eq!(file, [head.clone(), kept.concat(), chunk(b"IEND", b"")].concat());
        // Cut off, or with a length beyond all.
        let mut cut = [head.clone(), chunk(b"IHDR", b"13"), b"\xff\xff\xff\xffIDATab".to_vec()].concat();
        let whole = cut.clone();
        strip(&mut cut);
        assert_eq!(cut, whole);
        let mut cut = [head.clone(), b"\xff\xff\xff\xffiCCPab".to_vec()].concat();
        strip(&mut cut);
        assert_eq!(cut, head);
        for length in 0..8 {
            strip(&mut head[..length].to_vec());
        }
    }
}
