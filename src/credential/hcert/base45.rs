//! Base45 (RFC 9285), strictly: hcert 1.0.8 §4.3.

use thiserror::Error;

/// Why a text is not the Base45 of anything. Places are counted in characters from the end of the prefix.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Base45Error {
    /// No text.
    #[error("nothing follows the prefix")]
    Empty,
    /// A character of another alphabet.
    #[error("a character that is not in its alphabet, at {at}")]
    Character {
        /// Where.
        at: usize,
    },
    /// A last group of one.
    #[error("one character too many or too few, at {at}")]
    Length {
        /// Where.
        at: usize,
    },
    /// A group of a number that its bytes cannot hold.
    #[error("a group that stands for no bytes, at {at}")]
    Group {
        /// Where it begins.
        at: usize,
    },
    /// The library takes it for none.
    #[error("not its encoding")]
    Other,
}

/// Decodes the text after the prefix. Base45 has one encoding for every content, and no other is accepted: no lower case,
/// no group that stands for more than its bytes can hold.
///
/// # Errors
/// [`Base45Error`] with the place.
pub(super) fn decode(text: &[u8]) -> Result<Vec<u8>, Base45Error> {
    if text.is_empty() {
        return Err(Base45Error::Empty);
    }
    for (group, chars) in text.chunks(3).enumerate() {
        check(chars, group.saturating_mul(3))?;
    }
    base45::decode(text).map_err(|_| Base45Error::Other)
}

/// Holds that a group stands for bytes.
fn check(chars: &[u8], start: usize) -> Result<(), Base45Error> {
    let mut number = 0_u32;
    for (digit, (place, char)) in [1, 45, 45 * 45].into_iter().zip(chars.iter().enumerate()) {
        let value = base45::alphabet::decode(*char)
            .ok_or_else(|| Base45Error::Character { at: start.saturating_add(place) })?;
        number = number.saturating_add(u32::from(value).saturating_mul(digit));
    }
    // The crate cuts the last group of two to a byte without looking, so that 255 and 511 would read alike.
    let most = match chars.len() {
        3 => 0xFFFF,
        2 => 0xFF,
        _ => return Err(Base45Error::Length { at: start }),
    };
    if number > most { Err(Base45Error::Group { at: start }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(text: &[u8], problem: &str) {
        let error = decode(text).unwrap_err().to_string();
        assert!(error.contains(problem), "{error:?} does not say {problem:?}");
    }

    #[test]
    fn decodes_the_examples_of_its_specification() {
        for (text, bytes) in [("BB8", "AB"), ("%69 VD92EX0", "Hello!!"), ("UJCLQE7W581", "base-45")] {
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decode(b"FGW").unwrap(), [0xFF, 0xFF]);
        assert_eq!(decode(b"U5").unwrap(), [0xFF]);
    }

    #[test]
    fn accepts_no_second_encoding() {
        refuses(b"", "nothing follows");
        refuses(b"GGW", "no bytes, at 0");
        refuses(b"BB8:::", "no bytes, at 3");
        refuses(b"V5", "no bytes, at 0");
        refuses(b"::", "no bytes, at 0");
        refuses(b"BB8B", "too many or too few, at 3");
        refuses(b"bb8", "alphabet, at 0");
        refuses(b"BB8B\xC3\xA4", "alphabet, at 4");
        refuses(b"BB8\n", "alphabet, at 3");
    }
}
