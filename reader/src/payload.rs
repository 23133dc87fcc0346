//! What a QR code carries.

use crate::Symbol;
use std::fmt;
use std::hash::{Hash, Hasher};

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
/// Its `Debug` shows the length alone: a payload is personal data. Two are the same that say the same, however they were drawn.
#[derive(Clone)]
pub struct Payload {
    bytes: Vec<u8>,
    part: Option<Part>,
    carrier: Carrier,
    symbol: Option<Symbol>,
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        (&self.bytes, self.part, self.carrier) == (&other.bytes, other.part, other.carrier)
    }
}

impl Eq for Payload {}

impl Hash for Payload {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.bytes, self.part, self.carrier).hash(state);
    }
}

impl Payload {
    /// Takes the bytes of a decoded code, or of a text given in its place.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), part: None, carrier: Carrier::Whole, symbol: None }
    }

    /// Takes the bytes of a code that holds only part of a message.
    pub fn part_of(bytes: impl Into<Vec<u8>>, part: Part) -> Self {
        Self { part: Some(part), ..Self::new(bytes) }
    }

    /// The same, come that way.
    pub fn carried(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }

    /// The same, read from a symbol that was drawn so.
    #[must_use]
    pub fn drawn(self, symbol: Symbol) -> Self {
        Self { symbol: Some(symbol), ..self }
    }

    /// How it was drawn, where it was read from a picture.
    pub fn symbol(&self) -> Option<Symbol> {
        self.symbol
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
