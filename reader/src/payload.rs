//! What a QR code carries.

use std::fmt;

/// A place in a message spread over several symbols (ISO/IEC 18004, structured append).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// Which symbol it is, from 0.
    pub index: u8,
    /// How many symbols there are, 2 to 16.
    pub of: u8,
    /// The exclusive or of all bytes of the whole message: the same in all its symbols.
    pub parity: u8,
}

/// How the content of a code came here, the surest way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Carrier {
    /// Byte by byte: read from a picture, or handed on as it is.
    #[default]
    Whole,
    /// Typed by a hand-held scanner that has passed its test: printable ASCII comes as it is, anything else is lost or changed.
    Typed,
    /// Typed by one that has not: any character may be another, or missing.
    Untested,
}

/// The content of one QR code: bytes, since some families are binary and a byte segment has no certain encoding.
///
/// Its `Debug` shows the length alone: a payload is personal data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Payload {
    bytes: Vec<u8>,
    part: Option<Part>,
    carrier: Carrier,
}

impl Payload {
    /// Takes the bytes of a decoded code, or of a text given in its place.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), part: None, carrier: Carrier::Whole }
    }

    /// Takes the bytes of a code that holds only part of a message.
    pub fn part_of(bytes: impl Into<Vec<u8>>, part: Part) -> Self {
        Self { bytes: bytes.into(), part: Some(part), carrier: Carrier::Whole }
    }

    /// The same, come that way.
    pub fn carried(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }

    /// How it came here.
    pub fn carrier(&self) -> Carrier {
        self.carrier
    }

    /// Which part of a message it is, if it is not a whole one.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// The bytes, as decoded.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The content as text, if it is UTF-8.
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.bytes.len())
    }
}
