//! From a sampled symbol to the bytes in it.

use crate::Payload;
use rqrr::{Grid, SimpleGrid};

/// The modules along a side of the smallest and of the largest QR code: versions 1 and 40.
const SIZES: std::ops::RangeInclusive<usize> = 21..=177;

/// Decodes a symbol of `size` × `size` modules, `dark(x, y)` being true for a dark one: format information, masking, error
/// correction and bit stream. Mirrored symbols are understood.
///
/// An empty payload is refused: a blank area, sampled as if it were a symbol, can decode to one.
pub(super) fn decode(size: usize, dark: impl Fn(usize, usize) -> bool) -> Option<Payload> {
    if !SIZES.contains(&size) || size % 4 != 1 {
        return None;
    }
    let mut bytes = Vec::new();
    Grid::new(SimpleGrid::from_func(size, dark)).decode_to(&mut bytes).ok()?;
    if bytes.is_empty() { None } else { Some(Payload::new(bytes)) }
}
