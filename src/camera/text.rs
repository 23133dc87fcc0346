//! Payloads as lines of text.

use super::error::Problem;
use crate::Payload;

/// One payload a line. Nothing is trimmed but the line's end: a space can be part of a payload. Empty lines are skipped.
pub(super) fn payloads(bytes: Vec<u8>) -> Result<Vec<Result<Payload, Problem>>, Problem> {
    let text = String::from_utf8(bytes).map_err(|_| Problem::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let payloads: Vec<_> = text
        .lines()
        .zip(1_usize..)
        .filter(|(line, _)| !line.is_empty())
        .map(|(line, number)| Payload::from_argument(line).ok_or(Problem::Base64 { line: number }))
        .collect();
    if payloads.is_empty() { Err(Problem::Empty) } else { Ok(payloads) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_spaces_and_lose_their_ends() {
        let lines = payloads(b"HC1:A B \r\n\nb64:AP8=\nb64:?\nlast".to_vec()).unwrap();
        let bytes: Vec<_> = lines.iter().map(|line| line.as_ref().map(Payload::as_bytes)).collect();
        assert_eq!(
            bytes,
            [Ok(b"HC1:A B ".as_slice()), Ok(b"\x00\xff"), Err(&Problem::Base64 { line: 4 }), Ok(b"last")]
        );
    }

    #[test]
    fn bytes_are_no_text_and_nothing_is_no_payload() {
        assert_eq!(payloads(vec![0xff, 0xfe]), Err(Problem::NotText));
        assert_eq!(payloads(b"\n\r\n".to_vec()), Err(Problem::Empty));
    }
}
