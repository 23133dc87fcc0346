//! Binarisation: a threshold for every block of 8 x 8 pixels (ISO/IEC 18004, reference decode algorithm, step a).
//!
//! The standard's global mid-grey does not stand against shadow and glare: here the threshold is the mean over the
//! blocks around, and a block's range tells whether there is anything to see in it.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the fields hold bw times bh values, both at least 1, and block indices are clamped to them.

use super::view::View;

/// Pixels along a block's side.
pub(super) const BLOCK: usize = 8;
/// Blocks each way that count for a block's threshold.
const AROUND: usize = 2;

/// The thresholds of a picture.
#[derive(Default)]
pub(super) struct Thresholds {
    pub(super) bw: usize,
    pub(super) bh: usize,
    /// The threshold of each block.
    pub(super) level: Vec<f32>,
    /// The range of grey levels about each block.
    pub(super) range: Vec<u8>,
    mean: Vec<f32>,
    low: Vec<u8>,
    high: Vec<u8>,
    column: Columns,
    scratch: Vec<f32>,
}

#[derive(Default)]
struct Columns {
    sum: Vec<u16>,
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Thresholds {
    /// Measures a picture.
    pub(super) fn measure(&mut self, view: &View<'_>) {
        self.bw = view.w.div_ceil(BLOCK);
        self.bh = view.h.div_ceil(BLOCK);
        self.blocks(view);
        self.smooth();
        self.ranges();
    }

    /// The same for the picture with rows and columns exchanged.
    pub(super) fn transpose(&mut self) {
        let (bw, bh) = (self.bw, self.bh);
        self.scratch.clear();
        self.low.clear();
        for i in 0..bw {
            self.scratch.extend((0..bh).map(|j| self.level[j * bw + i]));
            self.low.extend((0..bh).map(|j| self.range[j * bw + i]));
        }
        std::mem::swap(&mut self.level, &mut self.scratch);
        std::mem::swap(&mut self.range, &mut self.low);
        (self.bw, self.bh) = (bh, bw);
    }

    /// The threshold at a point.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        self.of(x.max(0.0) as usize, y.max(0.0) as usize)
    }

    /// The threshold of a pixel.
    #[inline]
    pub(super) fn of(&self, x: usize, y: usize) -> f32 {
        let (i, j) = ((x / BLOCK).min(self.bw - 1), (y / BLOCK).min(self.bh - 1));
        self.level[j * self.bw + i]
    }

    fn blocks(&mut self, view: &View<'_>) {
        self.mean.clear();
        self.low.clear();
        self.high.clear();
        let c = &mut self.column;
        for by in 0..self.bh {
            c.sum.clear();
            c.low.clear();
            c.high.clear();
            c.sum.resize(view.w, 0);
            c.low.resize(view.w, 255);
            c.high.resize(view.w, 0);
            let last = ((by + 1) * BLOCK).min(view.h);
            let rows = last - by * BLOCK;
            for y in by * BLOCK..last {
                let row = view.row(y);
                let cells = c.sum.iter_mut().zip(&mut c.low).zip(&mut c.high);
                for (((s, l), h), &p) in cells.zip(row) {
                    *s = s.wrapping_add(u16::from(p));
                    *l = (*l).min(p);
                    *h = (*h).max(p);
                }
            }
            for ((s, l), h) in c.sum.chunks(BLOCK).zip(c.low.chunks(BLOCK)).zip(c.high.chunks(BLOCK)) {
                let sum: u32 = s.iter().fold(0, |a, &v| a.wrapping_add(u32::from(v)));
                self.mean.push(sum as f32 / (s.len() * rows) as f32);
                self.low.push(l.iter().copied().min().unwrap_or(0));
                self.high.push(h.iter().copied().max().unwrap_or(0));
            }
        }
    }

    /// Means over the blocks around, rows first and then columns.
    fn smooth(&mut self) {
        let (bw, bh) = (self.bw, self.bh);
        self.scratch.clear();
        for row in self.mean.chunks(bw) {
            for i in 0..bw {
                let near = &row[i.saturating_sub(AROUND)..(i + AROUND + 1).min(bw)];
                self.scratch.push(near.iter().sum::<f32>() / near.len() as f32);
            }
        }
        self.level.clear();
        for j in 0..bh {
            let (from, to) = (j.saturating_sub(AROUND), (j + AROUND + 1).min(bh));
            let share = 1.0 / (to - from) as f32;
            let start = self.level.len();
            self.level.resize(start + bw, 0.0);
            for k in from..to {
                let near = &self.scratch[k * bw..(k + 1) * bw];
                for (l, &m) in self.level[start..].iter_mut().zip(near) {
                    *l += m * share;
                }
            }
        }
    }

    fn ranges(&mut self) {
        let (bw, bh) = (self.bw, self.bh);
        self.range.clear();
        for j in 0..bh {
            for i in 0..bw {
                let (mut low, mut high) = (255u8, 0u8);
                for k in j.saturating_sub(1)..(j + 2).min(bh) {
                    for o in k * bw + i.saturating_sub(1)..k * bw + (i + 2).min(bw) {
                        low = low.min(self.low[o]);
                        high = high.max(self.high[o]);
                    }
                }
                self.range.push(high.saturating_sub(low));
            }
        }
    }
}
