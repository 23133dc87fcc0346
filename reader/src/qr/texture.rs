//! Texture: where a picture changes from dark to light and back in all directions, as a code does, though no finder may be left of it.
//!
//! Blocks that are restless along rows and along columns, and dark and light in equal parts, make a region. Of all regions that one
//! is taken which has the most, and the most contrasting, of them.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the fields hold bw times bh blocks, each at least 3; rows are sliced by whole blocks; 16 bits hold the sum of a block's 64 bytes.

use super::view::View;

/// Pixels along a block's side.
const BLOCK: usize = 8;
/// Least range of a restless block, in grey levels.
const RANGE: f32 = 9.0;
/// Least range of a restless block, in deviations of the picture's noise.
const ABOVE_NOISE: f32 = 7.0;
/// How often a line through a restless block goes from dark to light or back, at least: along rows and along columns.
const CHANGES: f32 = 0.42;
/// Mean grey level about a block between its darkest and its lightest: print is mostly light.
const BALANCE: std::ops::Range<f32> = 0.27..0.74;
/// Restless blocks of the nine about one, for it to belong to a region.
const AROUND: usize = 6;
/// Blocks of the least region.
const LEAST: usize = 4;
/// The mean difference of two values of noise, in deviations: 2 by the square root of pi, as for a Gaussian.
const DIFFERENCE: f32 = 1.13;
/// Directions of a rectangle that are tried, over a quarter turn.
const TURNS: u8 = 9;

/// A region of texture, in pixels of the picture.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Region {
    /// The smallest rectangle about it, in order around it, and the length of its sides, the shorter first.
    pub(super) corners: [(f32, f32); 4],
    pub(super) sides: (f32, f32),
    /// How many blocks it has, and how far their middles are apart.
    pub(super) blocks: usize,
    pub(super) pitch: f32,
    /// The share of the rectangle that is restless.
    pub(super) filled: f32,
    /// How long it lies along the picture's left, top, right and bottom edge.
    pub(super) edge: [f32; 4],
    /// The mean range of grey levels of its blocks, and the deviation of the picture's noise.
    pub(super) contrast: f32,
    pub(super) noise: f32,
    /// The share of the rectangle that its largest calm part takes, that one's grey level, and how long it lies along the rectangle's
    /// sides.
    pub(super) hole: f32,
    pub(super) hole_level: f32,
    pub(super) hole_edge: f32,
}

impl Region {
    /// The side of a square as large.
    pub(super) fn side(&self) -> f32 {
        (self.sides.0 * self.sides.1).sqrt()
    }

    /// How much there is to see in it.
    pub(super) fn worth(&self) -> f32 {
        self.blocks as f32 * (self.pitch * self.contrast).powi(2)
    }
}

/// Looks for regions; holds scratch.
#[derive(Default)]
pub(super) struct Texture {
    bw: usize,
    bh: usize,
    /// Of each block the extremes, the mean, and the changes along a row and a column.
    low: Vec<u8>,
    high: Vec<u8>,
    mean: Vec<f32>,
    across: Vec<f32>,
    down: Vec<f32>,
    restless: Vec<bool>,
    core: Vec<bool>,
    /// Blocks that are not to be looked at again, those of a part, and those of the region.
    done: Vec<bool>,
    part: Vec<usize>,
    best: Vec<usize>,
    columns: Columns,
    order: Vec<f32>,
}

/// Sums and extremes of columns over a row of blocks.
#[derive(Default)]
struct Columns {
    low: Vec<u8>,
    high: Vec<u8>,
    sum: Vec<u16>,
    across: Vec<u16>,
    down: Vec<u16>,
}

impl Texture {
    /// The region that is most worth a look; `scale` are the picture's pixels to one of this smaller one.
    pub(super) fn region(&mut self, smaller: &View<'_>, scale: f32) -> Option<Region> {
        (self.bw, self.bh) = (smaller.w / BLOCK, smaller.h / BLOCK);
        if self.bw < 3 || self.bh < 3 {
            return None;
        }
        self.measure(smaller);
        let noise = self.noise();
        self.settle(noise);
        let mut best: Option<(f32, f32)> = None;
        self.done.clear();
        self.done.extend(self.core.iter().map(|core| !core));
        for k in 0..self.core.len() {
            if self.done[k] {
                continue;
            }
            self.grow(k);
            let count = self.part.len() as f32;
            let contrast = self.part.iter().map(|&k| self.range(k)).sum::<f32>() / count;
            let worth = count * contrast * contrast;
            if self.part.len() >= LEAST && best.as_ref().is_none_or(|best| worth > best.0) {
                best = Some((worth, contrast));
                std::mem::swap(&mut self.part, &mut self.best);
            }
        }
        let (_, contrast) = best?;
        // Of a smaller picture's pixel, whose noise is that of four.
        Some(Region { contrast, noise: noise * 2.0, ..self.outline(scale) })
    }

    /// The middles of the blocks of the region that was found last.
    pub(super) fn spots(&self, region: &Region) -> impl Iterator<Item = (f32, f32)> {
        let pitch = region.pitch;
        self.best.iter().map(move |&k| {
            let (x, y) = self.middle(k);
            (x * pitch, y * pitch)
        })
    }

    /// Measures the blocks: down the rows of each first, for all columns at once.
    fn measure(&mut self, smaller: &View<'_>) {
        for field in [&mut self.mean, &mut self.across, &mut self.down] {
            field.clear();
        }
        self.low.clear();
        self.high.clear();
        let wide = self.bw * BLOCK;
        let Columns { low, high, sum, across, down } = &mut self.columns;
        for by in 0..self.bh {
            for (extreme, from) in [(&mut *low, 255), (&mut *high, 0)] {
                extreme.clear();
                extreme.resize(wide, from);
            }
            for sums in [&mut *sum, across, down] {
                sums.clear();
                sums.resize(wide, 0);
            }
            for y in by * BLOCK..(by + 1) * BLOCK {
                let (row, next) = (&smaller.row(y)[..wide], &smaller.row(y + 1)[..wide]);
                low.iter_mut().zip(row).for_each(|(l, p)| *l = (*l).min(*p));
                high.iter_mut().zip(row).for_each(|(h, p)| *h = (*h).max(*p));
                sum.iter_mut().zip(row).for_each(|(s, p)| *s = s.wrapping_add(u16::from(*p)));
                let below = row.iter().zip(next);
                add_differences(down, below);
                add_differences(across, row.iter().zip(&row[1..]));
            }
            for bx in 0..self.bw {
                let block = bx * BLOCK..(bx + 1) * BLOCK;
                let sum_of = |sums: &[u16]| sums[block.clone()].iter().fold(0u16, |a, b| a.wrapping_add(*b));
                let mean = |sums: &[u16]| f32::from(sum_of(sums)) / BLOCK as f32;
                self.low.push(low[block.clone()].iter().copied().min().unwrap_or(0));
                self.high.push(high[block.clone()].iter().copied().max().unwrap_or(0));
                self.mean.push(mean(sum) / BLOCK as f32);
                self.across.push(mean(across));
                self.down.push(mean(down));
            }
        }
    }

    /// The deviation of the noise, by the calmest tenth of the blocks.
    fn noise(&mut self) -> f32 {
        self.order.clear();
        self.order.extend(self.across.iter().zip(&self.down).map(|(a, d)| a + d));
        let tenth = self.order.len() / 10;
        let (_, calm, _) = self.order.select_nth_unstable_by(tenth, f32::total_cmp);
        *calm / (2 * BLOCK) as f32 / DIFFERENCE
    }

    /// The range of a block's grey levels.
    fn range(&self, k: usize) -> f32 {
        f32::from(self.high[k]) - f32::from(self.low[k])
    }

    /// The blocks about one, with itself.
    fn around(&self, k: usize) -> impl Iterator<Item = usize> + use<> {
        let (bw, bh) = (self.bw, self.bh);
        let (i, j) = (k % bw, k / bw);
        let rows = j.saturating_sub(1)..(j + 2).min(bh);
        rows.flat_map(move |b| (i.saturating_sub(1)..(i + 2).min(bw)).map(move |a| b * bw + a))
    }

    /// Which blocks are restless, and which of them lie among others.
    fn settle(&mut self, noise: f32) {
        let least = RANGE.max(ABOVE_NOISE * noise);
        let calm = DIFFERENCE * noise * BLOCK as f32;
        self.restless.clear();
        for k in 0..self.low.len() {
            let range = self.range(k);
            let changes = |sum: f32| sum - calm >= CHANGES * range;
            let restless =
                range >= least && changes(self.across[k]) && changes(self.down[k]) && self.is_even(k);
            self.restless.push(restless);
        }
        self.core.clear();
        for k in 0..self.low.len() {
            let (restless, all) =
                self.around(k).fold((0, 0), |(n, all), k| (n + usize::from(self.restless[k]), all + 1));
            self.core.push(restless * 9 >= AROUND * all);
        }
    }

    /// Whether dark and light are in equal parts about a block.
    fn is_even(&self, k: usize) -> bool {
        let (mut low, mut high, mut sum, mut count) = (u8::MAX, 0, 0.0, 0.0);
        for k in self.around(k) {
            low = low.min(self.low[k]);
            high = high.max(self.high[k]);
            sum += self.mean[k];
            count += 1.0;
        }
        let range = (f32::from(high) - f32::from(low)).max(1.0);
        BALANCE.contains(&((sum / count - f32::from(low)) / range))
    }

    /// Gathers in `part` what hangs together with a block and is not done.
    fn grow(&mut self, from: usize) {
        self.part.clear();
        self.part.push(from);
        self.done[from] = true;
        let mut next = 0;
        while let Some(&k) = self.part.get(next) {
            next += 1;
            for n in self.around(k) {
                if !std::mem::replace(&mut self.done[n], true) {
                    self.part.push(n);
                }
            }
        }
    }

    /// The middle of a block, in blocks.
    fn middle(&self, k: usize) -> (f32, f32) {
        ((k % self.bw) as f32 + 0.5, (k / self.bw) as f32 + 0.5)
    }

    /// What the region's blocks look like from outside.
    fn outline(&mut self, scale: f32) -> Region {
        let part = &self.best;
        let pitch = BLOCK as f32 * scale;
        let frame = Frame::about(part.iter().map(|&k| self.middle(k)));
        let area = frame.wide() * frame.high();
        let last = (self.bw - 1, self.bh - 1);
        let along = |on: &dyn Fn(usize, usize) -> bool| {
            part.iter().filter(|&&k| on(k % self.bw, k / self.bw)).count() as f32 * pitch
        };
        let edge = [
            along(&|i, _| i == 0),
            along(&|_, j| j == 0),
            along(&|i, _| i == last.0),
            along(&|_, j| j == last.1),
        ];
        let scaled = |(x, y): (f32, f32)| (x * pitch, y * pitch);
        let blocks = part.len();
        let (hole, hole_level, hole_edge) = self.hole(&frame);
        Region {
            corners: frame.corners().map(scaled),
            sides: scaled((frame.wide().min(frame.high()), frame.wide().max(frame.high()))),
            blocks,
            pitch,
            filled: blocks as f32 / area.max(1.0),
            edge,
            hole: hole / area.max(1.0),
            hole_level,
            hole_edge: hole_edge * pitch,
            ..Region::default()
        }
    }

    /// The largest calm part within a rectangle: how many blocks, their mean level, and how many lie along its sides.
    fn hole(&mut self, frame: &Frame) -> (f32, f32, f32) {
        self.done.clear();
        for k in 0..self.core.len() {
            let calm = !self.core[k] && frame.within(self.middle(k)) > 0.0;
            self.done.push(!calm);
        }
        let mut best = (0.0, 0.0, 0.0);
        for k in 0..self.core.len() {
            if self.done[k] {
                continue;
            }
            self.grow(k);
            let count = self.part.len() as f32;
            if count > best.0 {
                let level = self.part.iter().map(|&k| self.mean[k]).sum::<f32>() / count;
                let edge = self.part.iter().filter(|&&k| frame.within(self.middle(k)) < 1.0).count();
                best = (count, level, edge as f32);
            }
        }
        best
    }
}

/// Adds how far the values of each pair are apart.
#[inline]
fn add_differences<'a>(sums: &mut [u16], pairs: impl Iterator<Item = (&'a u8, &'a u8)>) {
    sums.iter_mut().zip(pairs).for_each(|(s, (p, q))| *s = s.wrapping_add(u16::from(p.abs_diff(*q))));
}

/// A turned rectangle, in blocks.
#[derive(Clone, Copy, Default)]
struct Frame {
    sin: f32,
    cos: f32,
    /// Its ends along its own axes.
    left: f32,
    right: f32,
    top: f32,
    low: f32,
}

impl Frame {
    /// The smallest about blocks with these middles.
    fn about(middles: impl Iterator<Item = (f32, f32)> + Clone) -> Self {
        let mut best: Option<Self> = None;
        for turn in 0..TURNS {
            let (sin, cos) = (f32::from(turn) * 90.0 / f32::from(TURNS)).to_radians().sin_cos();
            let none = Self { sin, cos, left: f32::MAX, right: f32::MIN, top: f32::MAX, low: f32::MIN };
            let mut frame = middles.clone().fold(none, |frame, point| {
                let (p, q) = frame.own(point);
                let (left, right) = (frame.left.min(p), frame.right.max(p));
                Self { left, right, top: frame.top.min(q), low: frame.low.max(q), ..frame }
            });
            // A block reaches beyond its middle.
            frame.left -= 0.5;
            frame.top -= 0.5;
            frame.right += 0.5;
            frame.low += 0.5;
            let area = |frame: &Self| frame.wide() * frame.high();
            // Upright, unless another is smaller by more than the blocks are rough.
            if best.is_none_or(|best| area(&frame) < 0.97 * area(&best)) {
                best = Some(frame);
            }
        }
        best.unwrap_or_default()
    }

    /// A point along its own axes.
    fn own(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }

    fn wide(&self) -> f32 {
        self.right - self.left
    }

    fn high(&self) -> f32 {
        self.low - self.top
    }

    /// How far within its nearest side a point lies; less than nothing outside.
    fn within(&self, point: (f32, f32)) -> f32 {
        let (p, q) = self.own(point);
        (p - self.left).min(self.right - p).min(q - self.top).min(self.low - q)
    }

    fn corners(&self) -> [(f32, f32); 4] {
        let back = |(p, q): (f32, f32)| (p * self.cos - q * self.sin, p * self.sin + q * self.cos);
        let Self { left, right, top, low, .. } = *self;
        [(left, top), (right, top), (right, low), (left, low)].map(back)
    }
}
