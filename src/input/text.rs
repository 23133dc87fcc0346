//! Payloads as lines of text.

use super::error::Problem;
use crate::reader::Payload;

/// How many of the first bytes tell text from noise.
const HEAD: usize = 1024;

/// One payload a line. Nothing is trimmed but the line's end: a space can be part of a payload. Empty lines are skipped. A
/// line that is no text spoils itself alone, not the lines around it; a stream that begins with none is refused as a whole.
pub(super) fn payloads(bytes: &[u8]) -> Result<Vec<Result<Payload, Problem>>, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // A character that the end of the head cuts in two is no fault; `error_len` is `None` there.
    if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) || head.contains(&0) {
        return Err(Problem::NotText);
    }
    let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let payloads: Vec<_> = lines
        .zip(1_usize..)
        .filter(|(line, _)| !line.is_empty())
        .map(|(line, number)| match std::str::from_utf8(line) {
            Ok(text) => payload_from_argument(text).ok_or(Problem::Base64 { line: number }),
            Err(_) => Ok(Payload::new(line)),
        })
        .collect();
    if payloads.is_empty() { Err(Problem::Empty) } else { Ok(payloads) }
}

/// Takes a text given in the place of a code: the text itself, or the bytes in Base64 after `b64:`, for what is binary or
/// holds line breaks. `None` where that is not Base64.
pub fn payload_from_argument(text: &str) -> Option<Payload> {
    match text.strip_prefix("b64:") {
        None => Some(Payload::new(text)),
        Some(encoded) => {
            let encoded = encoded.trim_end_matches('=').as_bytes();
            data_encoding::BASE64_NOPAD.decode(encoded).ok().map(Payload::new)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_spaces_and_lose_their_ends() {
        let lines = payloads(b"HC1:A B \r\n\nb64:AP8=\nb64:?\nlast").unwrap();
        let bytes: Vec<_> = lines.iter().map(|line| line.as_ref().map(Payload::as_bytes)).collect();
        assert_eq!(
            bytes,
            [Ok(b"HC1:A B ".as_slice()), Ok(b"\x00\xff"), Err(&Problem::Base64 { line: 4 }), Ok(b"last")]
        );
    }

    #[test]
    fn a_line_that_is_no_text_spoils_itself_alone() {
        let mut bytes = b"one\n".repeat(400);
        bytes.extend(b"\xff\xfe\nlast");
        let lines = payloads(&bytes).unwrap();
        assert_eq!(lines.len(), 402);
        assert_eq!(lines[400].as_ref().unwrap().as_bytes(), b"\xff\xfe");
    }

    #[test]
    fn bytes_are_no_text_and_nothing_is_no_payload() {
        assert_eq!(payloads(&[0xff, 0xfe]), Err(Problem::NotText));
        assert_eq!(payloads(b"\n\r\n"), Err(Problem::Empty));
    }
}
