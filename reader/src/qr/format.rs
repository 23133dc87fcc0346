//! Format information: the level of error correction and the mask, from both copies at once (ISO/IEC 18004, chapter 7.9 and annex C).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: soft grids hold side squared values, and the places of format bits lie within them; levels are two bits.

use super::layout::{Layout, format_bits, format_places};

/// Format information as read.
#[derive(Clone, Copy)]
pub(super) struct Format {
    /// 0 to 3: L, M, Q, H.
    pub(super) level: usize,
    /// The mask's number.
    pub(super) mask: u32,
    /// Correlation with both copies: 30 at best.
    pub(super) score: f32,
}

/// Levels by their two bits, and the two bits by their levels: L, M, Q and H are 01, 00, 11 and 10 (chapter 7.9).
const LEVELS: [usize; 4] = [1, 0, 3, 2];

/// The least correlation that is any.
const LEAST: f32 = 0.1;

impl Format {
    /// The 15 bits of this format.
    pub(super) fn word(self) -> u32 {
        format_bits((LEVELS[self.level & 3] as u32) << 3 | self.mask)
    }

    /// Whether it says the same.
    pub(super) fn is(self, other: Self) -> bool {
        self.level == other.level && self.mask == other.mask
    }
}

/// The two formats that correlate best with both copies of the format information; `turned` about the diagonal, as of a mirrored symbol.
pub(super) fn best(soft: &[f32], layout: &Layout, turned: bool) -> [Format; 2] {
    let n = layout.side;
    let mut bits = [0f32; 15];
    for (i, b) in bits.iter_mut().enumerate() {
        for (r, c) in format_places(n, i) {
            let (r, c) = if turned { (c, r) } else { (r, c) };
            *b += soft[r * n + c].clamp(-1.0, 1.0);
        }
    }
    let mut best = [Format { level: 0, mask: 0, score: LEAST }; 2];
    for data in 0..32u32 {
        let word = format_bits(data);
        let score: f32 = bits.iter().enumerate().map(|(i, &b)| if word >> i & 1 == 1 { b } else { -b }).sum();
        let format = Format { level: LEVELS[(data >> 3) as usize], mask: data & 7, score };
        if score > best[0].score {
            best = [format, best[0]];
        } else if score > best[1].score {
            best[1] = format;
        }
    }
    best
}
