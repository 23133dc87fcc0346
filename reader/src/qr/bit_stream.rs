//! The bit stream: segments of each mode to bytes (ISO/IEC 18004, chapters 7.4 and 8).
//!
//! rqrr does this too, but only after computing all syndromes again, which took over a third of a whole reading's time;
//! it does not know structured append or FNC1. The tests hold the two together.

use crate::{Part, Symbol};

/// What a bit stream holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// The segments' bytes, one after the other; kanji in Shift JIS, byte segments as they are.
    pub(super) bytes: Vec<u8>,
    /// Set for structured append.
    pub(super) part: Option<Part>,
    /// Whether FNC1 was set: the bytes have separators in place of %.
    pub(super) fnc1: bool,
    /// Whether everything after the terminator is padding as the standard has it.
    pub(super) padded: bool,
    /// How it was drawn.
    pub(super) symbol: Symbol,
}

/// Bits of a mode indicator (chapter 7.4).
const MODE_BITS: usize = 4;

/// The characters of alphanumeric mode by their values (chapter 7.4, table 5).
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The pad codewords, which fill a symbol up in turn (chapter 7.4).
const PAD: [u8; 2] = [0xEC, 0x11];

/// Reads the data codewords of a symbol; `None` where they are no bit stream.
pub(super) fn read(data: &[u8], version: usize) -> Option<Message> {
    let mut bits = Bits { data, at: 0 };
    let mut out = Message {
        // Digits take the most room: three in ten bits.
        bytes: Vec::with_capacity(data.len().saturating_mul(5) / 2),
        ..Message::default()
    };
    while bits.left() >= MODE_BITS {
        match bits.take(MODE_BITS)? {
            0 => break,
            mode => segment(mode, &mut bits, version, &mut out)?,
        }
    }
    out.padded = bits.padding();
    Some(out)
}

/// Reads what follows a mode indicator (table 2) and adds it to `out`.
fn segment(mode: usize, bits: &mut Bits<'_>, version: usize, out: &mut Message) -> Option<()> {
    let class = match version {
        0..=9 => 0,
        10..=26 => 1,
        _ => 2,
    };
    // Of a character count indicator, by the version (table 3).
    let width = |widths: [usize; 3]| widths.get(class).copied().unwrap_or(16);
    match mode {
        1 => {
            out.symbol.modes.numeric = true;
            let count = bits.take(width([10, 12, 14]))?;
            numeric(bits, count, &mut out.bytes)?;
        }
        2 => {
            out.symbol.modes.alphanumeric = true;
            let count = bits.take(width([9, 11, 13]))?;
            let start = out.bytes.len();
            alphanumeric(bits, count, &mut out.bytes)?;
            if out.fnc1 {
                separators(&mut out.bytes, start);
            }
        }
        3 => out.part = Some(part(bits)?),
        4 => {
            out.symbol.modes.byte = true;
            let count = bits.take(width([8, 16, 16]))?;
            for _ in 0..count {
                out.bytes.push(u8::try_from(bits.take(8)?).ok()?);
            }
        }
        5 => out.fnc1 = true,
        7 => designator(bits)?,
        8 => {
            out.symbol.modes.kanji = true;
            let count = bits.take(width([8, 10, 12]))?;
            kanji(bits, count, &mut out.bytes)?;
        }
        9 => {
            out.fnc1 = true;
            bits.take(8)?;
        }
        _ => return None,
    }
    Some(())
}

/// Structured append: which symbol of how many, and the parity of the whole message (chapter 8).
fn part(bits: &mut Bits<'_>) -> Option<Part> {
    let (index, last, parity) = (bits.take(4)?, bits.take(4)?, bits.take(8)?);
    if index > last || last == 0 {
        return None;
    }
    let of = u8::try_from(last).ok()?.checked_add(1)?;
    Some(Part { index: u8::try_from(index).ok()?, of, parity: u8::try_from(parity).ok()? })
}

/// Digits, three in ten bits, two in seven, one in four.
fn numeric(bits: &mut Bits<'_>, count: usize, out: &mut Vec<u8>) -> Option<()> {
    let mut left = count;
    while left > 0 {
        let digits = left.min(3);
        let (width, limit) = match digits {
            3 => (10, 1000),
            2 => (7, 100),
            _ => (4, 10),
        };
        let value = bits.take(width)?;
        if value >= limit {
            return None;
        }
        let text = [value / 100, value / 10 % 10, value % 10];
        for d in text.get(3_usize.checked_sub(digits)?..)? {
            out.push(b"0123456789".get(*d).copied()?);
        }
        left = left.checked_sub(digits)?;
    }
    Some(())
}

/// Characters of a set of 45, two in eleven bits, one in six.
fn alphanumeric(bits: &mut Bits<'_>, count: usize, out: &mut Vec<u8>) -> Option<()> {
    for _ in 0..count / 2 {
        let value = bits.take(11)?;
        out.push(ALPHANUMERIC.get(value / 45).copied()?);
        out.push(ALPHANUMERIC.get(value % 45).copied()?);
    }
    if count % 2 == 1 {
        out.push(ALPHANUMERIC.get(bits.take(6)?).copied()?);
    }
    Some(())
}

/// In FNC1 modes a single % is the separator GS, and a doubled one a %.
fn separators(bytes: &mut Vec<u8>, start: usize) {
    let tail = bytes.split_off(start.min(bytes.len()));
    let mut rest = tail.into_iter().peekable();
    while let Some(b) = rest.next() {
        if b == b'%' {
            if rest.next_if_eq(&b'%').is_some() { bytes.push(b'%') } else { bytes.push(0x1D) }
        } else {
            bytes.push(b);
        }
    }
}

/// An ECI designator: read over, since payloads are bytes as they stand.
fn designator(bits: &mut Bits<'_>) -> Option<()> {
    let first = bits.take(8)?;
    if first & 0x80 == 0 {
        Some(())
    } else if first & 0xC0 == 0x80 {
        bits.take(8).map(|_| ())
    } else if first & 0xE0 == 0xC0 {
        bits.take(16).map(|_| ())
    } else {
        None
    }
}

/// Two-byte characters of Shift JIS, packed into thirteen bits.
fn kanji(bits: &mut Bits<'_>, count: usize, out: &mut Vec<u8>) -> Option<()> {
    for _ in 0..count {
        let value = bits.take(13)?;
        let packed = (value / 0xC0).checked_shl(8)?.checked_add(value % 0xC0)?;
        let code = packed.checked_add(if packed < 0x1F00 { 0x8140 } else { 0xC140 })?;
        out.extend(u16::try_from(code).ok()?.to_be_bytes());
    }
    Some(())
}

/// Bits, most significant first.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// How many are left.
    fn left(&self) -> usize {
        self.data.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// The next bits, at most 16, as a number.
    fn take(&mut self, count: usize) -> Option<usize> {
        if count > 16 || self.left() < count {
            return None;
        }
        let from = self.at / 8;
        let mut word = 0_u32;
        for k in 0..4_usize {
            let byte = self.data.get(from.saturating_add(k)).copied().unwrap_or(0);
            word = word << 8 | u32::from(byte);
        }
        let shifted = word.checked_shl(u32::try_from(self.at % 8).ok()?)?;
        self.at = self.at.saturating_add(count);
        let value = if count == 0 {
            0
        } else {
            shifted.checked_shr(u32::try_from(32_usize.checked_sub(count)?).ok()?)?
        };
        usize::try_from(value).ok()
    }

    /// Whether what is left is zeros up to a whole byte and then the pad codewords in turn. Some encoders put a codeword of
    /// zeros before them where the terminator ends on a whole byte already.
    fn padding(&mut self) -> bool {
        let to_byte = (8_usize.saturating_sub(self.at % 8)) % 8;
        if self.take(to_byte.min(self.left())) != Some(0) {
            return false;
        }
        let rest = self.data.get(self.at / 8..).unwrap_or(&[]);
        let rest = rest.strip_prefix(&[0]).unwrap_or(rest);
        rest.iter().zip(PAD.into_iter().cycle()).all(|(a, b)| *a == b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits from pairs of value and width.
    fn stream(parts: &[(usize, usize)]) -> Vec<u8> {
        let mut text = String::new();
        for &(value, width) in parts {
            text.push_str(&format!("{value:0width$b}"));
        }
        while !text.len().is_multiple_of(8) {
            text.push('0');
        }
        text.as_bytes()
            .chunks(8)
            .map(|c| u8::from_str_radix(std::str::from_utf8(c).unwrap(), 2).unwrap())
            .collect()
    }

    fn bytes(parts: &[(usize, usize)]) -> Option<Vec<u8>> {
        read(&stream(parts), 1).map(|m| m.bytes)
    }

    #[test]
    fn digits_by_three_two_and_one() {
        assert_eq!(bytes(&[(1, 4), (4, 10), (12, 10), (7, 4), (0, 4)]).unwrap(), b"0127");
        assert_eq!(bytes(&[(1, 4), (2, 10), (5, 7), (0, 4)]).unwrap(), b"05");
    }

    #[test]
    fn three_digits_over_999_are_no_number() {
        assert_eq!(bytes(&[(1, 4), (3, 10), (1000, 10), (0, 4)]), None);
    }

    #[test]
    fn letters_by_two_and_one() {
        assert_eq!(bytes(&[(2, 4), (3, 9), (10 * 45 + 44, 11), (36, 6), (0, 4)]).unwrap(), b"A: ");
    }

    #[test]
    fn kanji_become_shift_jis() {
        assert_eq!(bytes(&[(8, 4), (1, 8), (0xD9F, 13), (0, 4)]).unwrap(), [0x93, 0x5F]);
        assert_eq!(bytes(&[(8, 4), (1, 8), (0x1AAA, 13), (0, 4)]).unwrap(), [0xE4, 0xAA]);
    }

    #[test]
    fn designators_are_read_over() {
        assert_eq!(bytes(&[(7, 4), (26, 8), (4, 4), (1, 8), (0xC3, 8), (0, 4)]).unwrap(), [0xC3]);
    }

    #[test]
    fn parts_are_told_as_such() {
        let m =
            read(&stream(&[(3, 4), (1, 4), (2, 4), (0xAB, 8), (4, 4), (1, 8), (65, 8), (0, 4)]), 1).unwrap();
        assert_eq!((m.bytes.as_slice(), m.part), (&b"A"[..], Some(Part { index: 1, of: 3, parity: 0xAB })));
    }

    #[test]
    fn single_percent_separates_under_fnc1() {
        assert_eq!(bytes(&[(5, 4), (2, 4), (2, 9), (10 * 45 + 38, 11), (0, 4)]).unwrap(), [b'A', 0x1D]);
    }

    #[test]
    fn cut_short_is_nothing() {
        assert_eq!(bytes(&[(4, 4), (200, 8), (65, 8)]), None);
    }

    #[test]
    fn padding_is_checked() {
        let with = |tail: &[u8]| {
            let mut data = stream(&[(4, 4), (1, 8), (65, 8), (0, 4)]);
            data.extend(tail);
            read(&data, 1).unwrap().padded
        };
        assert!(with(&[0xEC, 0x11, 0xEC]));
        assert!(with(&[0, 0xEC, 0x11]));
        assert!(!with(&[0, 0, 0xEC]));
        assert!(!with(&[0xEC, 0x12]));
    }
}
