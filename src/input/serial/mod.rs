//! Scanners on a serial line, a terminal of the system: what they send is taken as it is, byte by byte.
//!
//! Nothing says where a code ends but the pause behind it: line ends may be part of one. A text of several lines that came without a
//! pause is several codes. The line is read with a limit to every wait, so that nothing stalls; when it is lost, it is opened again.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use other::{SerialScanner, serial_lines};
#[cfg(unix)]
pub use unix::{SerialScanner, serial_lines};

use crate::reader::{Carrier, Payload};

/// The most bytes of one code, and of what comes without a pause. What goes on is no code.
const MOST: usize = 16 * 1024;

/// How a serial line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SerialState {
    /// It is being opened.
    #[default]
    Opening,
    /// It is read.
    Open,
    /// It is not there, or may not be opened; it is tried again.
    Missing,
    /// It is no terminal.
    NoTerminal,
}

/// Takes what a serial scanner sends. Called on its thread.
pub type TakePayload = Box<dyn Fn(Payload) + Send>;

/// The codes in what came without a pause.
fn codes(bytes: &[u8]) -> Vec<Payload> {
    if bytes.len() > MOST {
        return Vec::new();
    }
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let end = bytes.iter().rposition(|byte| !is_end(byte)).map_or(0, |last| last.saturating_add(1));
    let (rest, _) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
    let is_text = std::str::from_utf8(rest)
        .is_ok_and(|text| text.chars().all(|char| !char.is_control() || "\r\n".contains(char)));
    let lines: Vec<&[u8]> = if is_text { rest.split(is_end).collect() } else { vec![rest] };
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| Payload::new(line).carried(carrier(line)))
        .collect()
}

/// How surely a code came. Where other characters than ASCII came, the scanner is one that sends them; where none did, it may have left
/// them out, as one that types does. In another encoding than that of the code, it was changed.
fn carrier(code: &[u8]) -> Carrier {
    match std::str::from_utf8(code) {
        Ok(text) if text.is_ascii() => Carrier::Typed,
        Ok(_) => Carrier::Whole,
        // The archive of a DIVOC certificate is bytes.
        Err(_) if code.starts_with(b"PK") => Carrier::Whole,
        Err(_) => Carrier::Untested,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_without_end_is_no_code() {
        assert_eq!(codes(&[b'x'; MOST + 1]), []);
        assert_eq!(codes(b"\r\n\r\n"), []);
        assert_eq!(codes(b""), []);
    }
}
