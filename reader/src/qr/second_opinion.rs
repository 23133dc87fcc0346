//! A second decoder, where ours had to doubt codewords or to add up frames: what it corrected must be a symbol that
//! another reads the same. No two of them share code, so that a mistake in ours does not become a payload.
//!
//! rqrr gives the opinion where there is time. It needs 3 ms for a dense symbol and 10 for version 40, in which no clock is
//! asked: within a budget quircs gives it, in 0.8 ms at most.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, the places of format bits lie within them, and rqrr asks for places within them.

use super::bit_stream::Message;
use super::layout::{Layout, Module, format_places};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether the second decoder reads a corrected symbol as `message`. `known` holds its data modules, 1 dark and -1 light; `format` the
/// 15 bits of format information; `soon`: within a budget. What neither has a notion of, structured append and FNC1, they cannot gainsay.
pub(super) fn agrees(message: &Message, layout: &Layout, known: &[f32], format: u32, soon: bool) -> bool {
    if message.part.is_some() || message.fnc1 {
        return true;
    }
    let n = layout.side;
    if known.len() != n * n {
        return false;
    }
    let of = |(module, known): (&Module, &f32)| {
        if let Module::Known(dark) = module { *dark } else { *known > 0.0 }
    };
    let mut dark: Vec<bool> = layout.modules.iter().zip(known).map(of).collect();
    for i in 0..15 {
        for (r, c) in format_places(n, i) {
            dark[r * n + c] = format >> i & 1 == 1;
        }
    }
    // They go by indices: what one panics on is no reading.
    let read = catch_unwind(AssertUnwindSafe(|| if soon { by_quircs(&dark, n) } else { by_rqrr(&dark, n) }));
    matches!(read, Ok(Some(bytes)) if bytes == message.bytes)
}

fn by_rqrr(dark: &[bool], side: usize) -> Option<Vec<u8>> {
    let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(side, |x, y| dark[y * side + x]));
    let mut bytes = Vec::new();
    grid.decode_to(&mut bytes).is_ok().then_some(bytes)
}

fn by_quircs(dark: &[bool], side: usize) -> Option<Vec<u8>> {
    let mut code = quircs::Code { size: i32::try_from(side).ok()?, ..quircs::Code::default() };
    for (byte, modules) in code.cell_bitmap.iter_mut().zip(dark.chunks(8)) {
        *byte = modules.iter().rev().fold(0, |byte, dark| byte << 1 | u8::from(*dark));
    }
    Some(code.decode().ok()?.payload)
}
