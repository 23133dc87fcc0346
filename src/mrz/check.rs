//! Check digits: ICAO Doc 9303-3 §4.9.

/// The weights, over and over.
const WEIGHTS: [u32; 3] = [7, 3, 1];

/// The filler.
pub(super) const FILLER: char = '<';

/// The check digit over characters of a machine-readable zone; `None` where one is none of them.
pub fn check_digit(text: &str) -> Option<u32> {
    let mut sum = 0_u32;
    for (char, weight) in text.chars().zip(WEIGHTS.iter().cycle()) {
        sum = sum.checked_add(value(char)?.checked_mul(*weight)?)?.checked_rem(10)?;
    }
    Some(sum)
}

/// What a character counts: digits for themselves, A to Z for 10 to 35, the filler for nothing.
fn value(char: char) -> Option<u32> {
    match char {
        FILLER => Some(0),
        '0'..='9' | 'A'..='Z' => char.to_digit(36),
        _ => None,
    }
}

/// Whether a check digit is that of a text. Where there is nothing but fillers, it may be one too.
pub(super) fn fits(text: &str, digit: char) -> bool {
    match digit {
        FILLER => text.chars().all(|char| char == FILLER),
        digit => digit.is_ascii_digit() && digit.to_digit(10) == check_digit(text),
    }
}
