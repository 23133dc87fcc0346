//! What a QR code carries.

use std::fmt;

/// The content of one QR code: bytes, since some families are binary and a byte segment has no certain encoding.
///
/// Its `Debug` shows the length alone: a payload is personal data.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Payload(Vec<u8>);

impl Payload {
    /// Takes the bytes of a decoded code, or of a text given in its place.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Takes a text given in the place of a code: the text itself, or the bytes in Base64 after `b64:`, for what is binary or
    /// holds line breaks. `None` where that is not Base64.
    pub fn from_argument(text: &str) -> Option<Self> {
        match text.strip_prefix("b64:") {
            None => Some(Self::new(text)),
            Some(encoded) => {
                let encoded = encoded.trim_end_matches('=').as_bytes();
                data_encoding::BASE64_NOPAD.decode(encoded).ok().map(Self::new)
            }
        }
    }

    /// The bytes, as decoded.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The content as text, if it is UTF-8.
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}
