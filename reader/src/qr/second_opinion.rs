//! A second decoder, where ours had to doubt codewords or to add up frames: what it corrected must be a symbol that
//! quircs reads the same. The two share no code, so that a mistake in ours does not become a payload.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, and the places of format bits lie within them.

use super::bit_stream::Message;
use super::layout::{Layout, Module, format_places};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether quircs reads a corrected symbol as `message`. `known` holds its data modules, 1 dark and -1 light; `format` the 15 bits of
/// format information. What quircs has no notion of, structured append and FNC1, it cannot gainsay.
pub(super) fn agrees(message: &Message, layout: &Layout, known: &[f32], format: u32) -> bool {
    if message.part.is_some() || message.fnc1 {
        return true;
    }
    let n = layout.side;
    if known.len() != n * n {
        return false;
    }
    let mut code = quircs::Code { size: n as i32, ..quircs::Code::default() };
    let mut set = |k: usize, dark: bool| {
        if let Some(byte) = code.cell_bitmap.get_mut(k / 8) {
            *byte = *byte & !(1 << (k % 8)) | u8::from(dark) << (k % 8);
        }
    };
    for (k, (m, known)) in layout.modules.iter().zip(known).enumerate() {
        set(k, if let Module::Known(dark) = m { *dark } else { *known > 0.0 });
    }
    for i in 0..15 {
        for (r, c) in format_places(n, i) {
            set(r * n + c, format >> i & 1 == 1);
        }
    }
    // It goes by indices: what it panics on is no reading.
    let read = catch_unwind(AssertUnwindSafe(|| code.decode()));
    matches!(read, Ok(Ok(data)) if data.payload == message.bytes)
}
