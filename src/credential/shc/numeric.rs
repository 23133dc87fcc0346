//! The characters of a JWS as pairs of digits: SMART Health Cards 1.0.0, "Encoding Chunks as QR Codes".
//!
//! A pair is the character's ASCII code less 45, so that `-` is 00 and `z` is 77. A code may be one chunk of several:
//! `shc:/C/N/` before the digits says that it is number C of N (deprecated in 2022, and still on paper).

use std::fmt;
use thiserror::Error;

const SCHEME: &[u8] = b"shc:/";
/// How many chunks a card may have: more than the longest payload makes ([`crate::credential::MAX_PAYLOAD`]).
const MAX_CHUNKS: usize = 32;
/// The most digits of one chunk of several: more than a QR code holds.
const MAX_CHUNK_DIGITS: usize = 8 * 1024;
/// Pairs count up from `-`.
const FIRST: u8 = 45;
/// The last pair, `z`.
const LAST_PAIR: u8 = 77;

/// Why a text is no code of digits.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumericError {
    /// Other slashes than those of a chunk.
    #[error("neither digits nor C/N/ and digits")]
    Form,
    /// A place among chunks that cannot be.
    #[error("no chunk of a card: C of N, from 1 of 1 to {MAX_CHUNKS} of {MAX_CHUNKS}")]
    Place,
    /// A chunk that no code holds.
    #[error("a chunk of more than {MAX_CHUNK_DIGITS} digits")]
    LongChunk,
    /// Nothing follows.
    #[error("no digits")]
    Empty,
    /// Something else stands among the digits.
    #[error("not a digit, at digit {at}")]
    NotADigit {
        /// Where, counted from 0.
        at: usize,
    },
    /// A last pair of one.
    #[error("an odd number of digits")]
    Odd,
    /// A pair that stands for no character.
    #[error("a pair beyond {LAST_PAIR}, at digit {at}")]
    Pair {
        /// Where it begins, counted from 0.
        at: usize,
    },
}

/// A code of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeric<'a> {
    /// Which chunk, from 1.
    pub(super) index: usize,
    /// Of how many.
    pub(super) count: usize,
    pub(super) digits: &'a [u8],
}

/// Leaves the digits out: they are the card.
impl fmt::Debug for Numeric<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Numeric({} of {})", self.index, self.count)
    }
}

/// What follows `shc:/`, where the payload begins so.
pub(super) fn after_scheme(bytes: &[u8]) -> Option<&[u8]> {
    let (scheme, rest) = bytes.split_at_checked(SCHEME.len())?;
    scheme.eq_ignore_ascii_case(SCHEME).then_some(rest)
}

/// Takes the place among chunks off the front, where there is one.
///
/// # Errors
/// [`NumericError`] where that place cannot be, or a chunk is longer than any code.
pub(super) fn parse(text: &[u8]) -> Result<Numeric<'_>, NumericError> {
    let mut parts = text.split(|byte| *byte == b'/');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(digits), None, ..) => Ok(Numeric { index: 1, count: 1, digits }),
        (Some(index), Some(count), Some(digits), None) => {
            let place = number(index).zip(number(count)).filter(|(index, count)| index <= count);
            let (index, count) = place.ok_or(NumericError::Place)?;
            if count > 1 {
                if digits.len() > MAX_CHUNK_DIGITS {
                    return Err(NumericError::LongChunk);
                }
                // A broken chunk is known as such before the others come.
                characters(digits)?;
            }
            Ok(Numeric { index, count, digits })
        }
        _ => Err(NumericError::Form),
    }
}

/// The characters that the digits stand for.
///
/// # Errors
/// [`NumericError`] where there are none, a pair is beyond `z`, or something is no digit.
pub(super) fn characters(digits: &[u8]) -> Result<Vec<u8>, NumericError> {
    if digits.is_empty() {
        return Err(NumericError::Empty);
    }
    if let Some(at) = digits.iter().position(|digit| !digit.is_ascii_digit()) {
        return Err(NumericError::NotADigit { at });
    }
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NumericError::Odd);
    }
    pairs
        .iter()
        .enumerate()
        .map(|(at, [tens, ones])| {
            let pair = tens.wrapping_sub(b'0').wrapping_mul(10).wrapping_add(ones.wrapping_sub(b'0'));
            let beyond = NumericError::Pair { at: at.saturating_mul(2) };
            (pair <= LAST_PAIR).then(|| pair.wrapping_add(FIRST)).ok_or(beyond)
        })
        .collect()
}

/// A number from 1 to [`MAX_CHUNKS`], without sign or leading zeros.
fn number(text: &[u8]) -> Option<usize> {
    if !text.iter().all(u8::is_ascii_digit) || text.first() == Some(&b'0') {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok().filter(|number| (1..=MAX_CHUNKS).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(result: Result<impl std::fmt::Debug, NumericError>, problem: &str) {
        let error = result.unwrap_err().to_string();
        assert!(error.contains(problem), "{error:?} does not say {problem:?}");
    }

    #[test]
    fn pairs_of_digits_are_characters() {
        assert_eq!(characters(b"00010203567677").unwrap(), b"-./0eyz");
        refuses(characters(b""), "no digits");
        refuses(characters(b"567"), "odd number");
        refuses(characters(b"5678"), "beyond 77, at digit 2");
        refuses(characters(b"99"), "beyond 77, at digit 0");
        refuses(characters(b"56 6"), "not a digit, at digit 2");
        refuses(characters("５６".as_bytes()), "not a digit");
    }

    #[test]
    fn a_chunk_has_its_place() {
        assert_eq!(parse(b"5676"), Ok(Numeric { index: 1, count: 1, digits: b"5676" }));
        assert_eq!(parse(b"1/1/5676"), Ok(Numeric { index: 1, count: 1, digits: b"5676" }));
        assert_eq!(parse(b"32/32/5676"), Ok(Numeric { index: 32, count: 32, digits: b"5676" }));
        for place in
            ["0/2", "3/2", "1/0", "1/33", "01/2", "+1/2", "1/2 ", "/2", "1/", "99999999999999999999/2", "x/y"]
        {
            refuses(parse(format!("{place}/5676").as_bytes()), "no chunk of a card");
        }
        for text in ["1/5676", "1/2/56/76", "1/2/3/4/5", "//"] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
        refuses(parse(b"1/2/567"), "odd number");
        refuses(parse(format!("1/2/{}", "00".repeat(5000)).as_bytes()), "more than 8192 digits");
    }

    #[test]
    fn the_scheme_counts_in_any_case() {
        assert_eq!(after_scheme(b"shc:/56"), Some(&b"56"[..]));
        assert_eq!(after_scheme(b"SHC:/56"), Some(&b"56"[..]));
        assert_eq!(after_scheme(b"shc:/"), Some(&b""[..]));
        assert_eq!((after_scheme(b"shc:"), after_scheme(b"shlink:/")), (None, None));
    }
}
