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

    /// Sees to it that there is nothing to see in blocks whose middle is `covered`.
    pub(super) fn blank(&mut self, covered: impl Fn(f32, f32) -> bool) {
        let middle = |k: usize| (k * BLOCK) as f32 + (BLOCK - 1) as f32 / 2.0;
        for (j, row) in self.range.chunks_exact_mut(self.bw).enumerate() {
            for (i, range) in row.iter_mut().enumerate() {
                if covered(middle(i), middle(j)) {
                    *range = 0;
                }
            }
        }
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

    /// Each block's mean and extremes: down its rows first, then along them, for all columns at once.
    fn blocks(&mut self, view: &View<'_>) {
        self.mean.clear();
        self.low.clear();
        self.high.clear();
        let c = &mut self.column;
        // Whole blocks: what is beyond the edge changes nothing.
        let wide = self.bw * BLOCK;
        for by in 0..self.bh {
            c.sum.clear();
            c.low.clear();
            c.high.clear();
            c.sum.resize(wide, 0);
            c.low.resize(wide, 255);
            c.high.resize(wide, 0);
            let last = ((by + 1) * BLOCK).min(view.h);
            let rows = last - by * BLOCK;
            for y in by * BLOCK..last {
                let row = view.row(y);
                c.sum.iter_mut().zip(row).for_each(|(s, &p)| *s = s.wrapping_add(u16::from(p)));
                c.low.iter_mut().zip(row).for_each(|(l, &p)| *l = (*l).min(p));
                c.high.iter_mut().zip(row).for_each(|(h, &p)| *h = (*h).max(p));
            }
            for near in [1, 2, 4] {
                fold(&mut c.sum, near, u16::wrapping_add);
                fold(&mut c.low, near, u8::min);
                fold(&mut c.high, near, u8::max);
            }
            let pixels = (BLOCK * rows) as f32;
            self.mean.extend(c.sum.iter().step_by(BLOCK).map(|&s| f32::from(s) / pixels));
            if let Some(m) = self.mean.last_mut() {
                *m *= BLOCK as f32 / (view.w - (self.bw - 1) * BLOCK) as f32;
            }
            self.low.extend(c.low.iter().step_by(BLOCK));
            self.high.extend(c.high.iter().step_by(BLOCK));
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

    /// The range of grey levels over the three by three blocks about each.
    fn ranges(&mut self) {
        let (bw, bh) = (self.bw, self.bh);
        let Columns { low, high, .. } = &mut self.column;
        self.range.clear();
        for j in 0..bh {
            let middle = j * bw..(j + 1) * bw;
            low.clear();
            low.extend_from_slice(&self.low[middle.clone()]);
            high.clear();
            high.extend_from_slice(&self.high[middle]);
            for k in [j.saturating_sub(1), (j + 1).min(bh - 1)] {
                let row = k * bw..(k + 1) * bw;
                low.iter_mut().zip(&self.low[row.clone()]).for_each(|(l, &p)| *l = (*l).min(p));
                high.iter_mut().zip(&self.high[row]).for_each(|(h, &p)| *h = (*h).max(p));
            }
            // Along the row: each with its neighbour, and that pair with the one that begins one block before.
            fold(low, 1, u8::min);
            fold(high, 1, u8::max);
            let spread = |low: u8, high: u8| high.saturating_sub(low);
            self.range.push(spread(low[0], high[0]));
            let pairs = low.windows(2).zip(high.windows(2));
            self.range.extend(pairs.map(|(l, h)| spread(l[0].min(l[1]), h[0].max(h[1]))));
        }
    }
}

/// Puts together each value with the one `near` places on; the last ones stay.
#[inline]
fn fold<T: Copy>(values: &mut [T], near: usize, join: impl Fn(T, T) -> T) {
    for i in near..values.len() {
        values[i - near] = join(values[i - near], values[i]);
    }
}
