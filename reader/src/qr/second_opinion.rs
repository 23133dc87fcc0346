//! A second decoder, where ours had to doubt codewords or to add up frames: what it corrected must be a symbol that
//! rqrr reads the same. The two share no code, so that a mistake in ours does not become a payload.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, and rqrr asks for places within them.

use super::bit_stream::Message;
use super::layout::{Layout, Module, format_places};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether rqrr reads a corrected symbol as `message`. `known` holds its data modules, 1 dark and -1 light; `format` the 15 bits of
/// format information. What rqrr has no notion of, structured append and FNC1, it cannot gainsay.
pub(super) fn agrees(message: &Message, layout: &Layout, known: &[f32], format: u32) -> bool {
    if message.part.is_some() || message.fnc1 {
        return true;
    }
    let n = layout.side;
    if known.len() != n * n {
        return false;
    }
    let mut dark: Vec<bool> = layout
        .modules
        .iter()
        .zip(known)
        .map(|(m, k)| match m {
            Module::Known(dark) => *dark,
            _ => *k > 0.0,
        })
        .collect();
    for i in 0..15 {
        for (r, c) in format_places(n, i) {
            dark[r * n + c] = format >> i & 1 == 1;
        }
    }
    let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(n, |x, y| dark[y * n + x]));
    // It has panicked on pictures; its decoder has not yet.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).is_ok().then_some(bytes)
    }));
    matches!(read, Ok(Some(bytes)) if bytes == message.bytes)
}
