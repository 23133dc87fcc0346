//! Payloads as text.

use super::error::Problem;
use crate::reader::Payload;

/// The payload of a line of a stream. Nothing is trimmed but the line's end: a space can be part of a payload. `None` for an empty
/// line. What is no text is a payload as it stands, and spoils itself alone.
pub(super) fn payload(line: &[u8], number: usize) -> Option<Result<Payload, Problem>> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return None;
    }
    Some(match std::str::from_utf8(line) {
        Ok(text) => payload_from_argument(text).ok_or(Problem::Base64 { line: number }),
        Err(_) => Ok(Payload::new(line)),
    })
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
