//! One line of a picture in dark and light, with hysteresis: a pixel counts when it passes its limit, and holds until one passes
//! the other.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: limits are as long as the picture is wide, in whole blocks of eight; places of changes lie below that.

use super::binarise::BLOCK;

/// A line's limits, and where it changes.
#[derive(Default)]
pub(super) struct Line {
    /// Below which grey value a pixel is surely dark, and above which surely light.
    dark: Vec<u8>,
    light: Vec<u8>,
    level: Vec<i16>,
    margin: Vec<i16>,
    /// The first pixels of runs, in order, a dark one first: the line begins light, and so it ends.
    pub(super) changes: Vec<u32>,
}

/// Sixteenths of a grey level, in which limits are worked out.
const FINE: f32 = 16.0;
/// A margin that no grey value passes.
const NEVER: i16 = 2 * 255 * 16;

impl Line {
    /// Sets the limits for the lines of a row of blocks, from the blocks' thresholds and ranges of grey levels. Where the range is below
    /// `contrast`, nothing passes; elsewhere a pixel must pass the threshold by the share `hysteresis` of the range.
    pub(super) fn limits(&mut self, levels: &[f32], ranges: &[u8], contrast: u8, hysteresis: f32) {
        let last = levels.len() - 1;
        let fine = |i: usize| (levels[i] * FINE) as i16;
        self.level.clear();
        self.margin.clear();
        for (i, &range) in ranges.iter().enumerate() {
            let here = fine(i);
            let before = here.wrapping_sub(fine(i.saturating_sub(1)));
            let after = fine((i + 1).min(last)).wrapping_sub(here);
            // From one block's middle to the next's; at most 7 * 255 * 16, which fits.
            let to = [before, before, before, before, after, after, after, after];
            let slope = [-7, -5, -3, -1, 1, 3, 5, 7];
            self.level.extend::<[i16; BLOCK]>(std::array::from_fn(|k| {
                here.wrapping_add(to[k].wrapping_mul(slope[k]) >> 4).wrapping_add(FINE as i16 / 2)
            }));
            let seen = range >= contrast;
            let margin = if seen { (f32::from(range) * hysteresis * FINE) as i16 } else { NEVER };
            self.margin.extend([margin; BLOCK]);
        }
        self.dark.clear();
        self.light.clear();
        let limits = || self.level.iter().zip(&self.margin);
        let whole = |v: i16| (v >> 4).clamp(0, 255) as u8;
        self.dark.extend(limits().map(|(l, m)| whole(l.wrapping_sub(*m))));
        self.light.extend(limits().map(|(l, m)| whole(l.wrapping_add(*m))));
    }

    /// Finds the changes along a row.
    pub(super) fn scan(&mut self, row: &[u8]) {
        self.changes.clear();
        // A pattern may touch the picture's edge, an inverted one too: before a line that begins light it is light, after a dark run of no
        // length.
        self.changes.extend([0, 0].iter().filter(|_| row[0] >= self.dark[0]));
        let mut before = 0u64;
        let (whole, rest) = row.as_chunks::<64>();
        let mut tail = ([0u8; 64], [0u8; 64], [255u8; 64]);
        let done = whole.len() * 64;
        tail.0[..rest.len()].copy_from_slice(rest);
        tail.1[..rest.len()].copy_from_slice(&self.dark[done..done + rest.len()]);
        tail.2[..rest.len()].copy_from_slice(&self.light[done..done + rest.len()]);
        let limits = self.dark.as_chunks().0.iter().zip(self.light.as_chunks().0);
        let words = whole.iter().zip(limits).map(|(p, (d, l))| (p, d, l));
        for (k, (pixels, dark, light)) in words.chain([(&tail.0, &tail.1, &tail.2)]).enumerate() {
            let dark = pack(pixels, dark, |p, l| p < l);
            let light = pack(pixels, light, |p, l| p > l);
            // What is not light stays dark from a dark pixel on: the carry of a sum runs along.
            let stays = !light;
            let state = ((stays.wrapping_add(dark).wrapping_add(before)) ^ stays) & stays | dark;
            let mut changes = state ^ (state << 1 | before);
            before = state >> 63;
            let from = self.changes.len();
            self.changes.resize(from + changes.count_ones() as usize, 0);
            for place in &mut self.changes[from..] {
                *place = (k * 64) as u32 + changes.trailing_zeros();
                changes &= changes.wrapping_sub(1);
            }
        }
        // Likewise at its end.
        let end = row.len() as u32;
        let beyond = if before == 1 { 1 } else { 2 };
        self.changes.extend(std::iter::repeat_n(end, beyond));
    }

    /// Where the grey value passed midway between the limits, at or before the change at `x`; `light` where it turned light.
    pub(super) fn edge(&self, row: &[u8], x: usize, light: bool) -> f32 {
        /// So many pixels before the change it may have passed.
        const BACK: usize = 4;
        let from = x.saturating_sub(BACK);
        let n = x + 1 - from;
        if x >= row.len() {
            return x as f32 - 0.5;
        }
        let (row, dark, bright) = (&row[from..][..n], &self.dark[from..][..n], &self.light[from..][..n]);
        let off = |k: usize| {
            let d = 2 * i32::from(row[k]) - i32::from(dark[k]) - i32::from(bright[k]);
            if light { d } else { -d }
        };
        let mut here = off(n - 1);
        for k in (1..n).rev() {
            let before = off(k - 1);
            if before <= 0 && here > 0 {
                return (from + k) as f32 - here as f32 / (here - before) as f32;
            }
            here = before;
        }
        x as f32 - 0.5
    }
}

/// One bit a pixel: whether it passes its limit.
fn pack(pixels: &[u8; 64], limits: &[u8; 64], passes: impl Fn(u8, u8) -> bool) -> u64 {
    let mut flags = [0u8; 64];
    for ((f, &p), &l) in flags.iter_mut().zip(pixels).zip(limits) {
        *f = u8::from(passes(p, l));
    }
    let mut word = 0u64;
    for (k, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // Eight bytes of 0 or 1 to eight bits.
        let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word |= byte << (8 * k);
    }
    word
}

/// The places of the flags that are set, of which each has one bit at most: eight are passed over at once where none is.
pub(super) fn marked(flags: &[u8]) -> impl Iterator<Item = usize> {
    let (eights, rest) = flags.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = eights.iter().copied().chain([last]).map(u64::from_le_bytes);
    let mut words = words.zip((0..).step_by(8));
    let (mut word, mut from) = (0, 0);
    std::iter::from_fn(move || {
        while word == 0 {
            (word, from) = words.next()?;
        }
        let place = from + word.trailing_zeros() as usize / 8;
        word &= word - 1;
        Some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::{Line, marked};

    #[test]
    fn flags_that_are_set_are_found() {
        for n in [0, 1, 7, 8, 9, 64, 83] {
            let flags: Vec<u8> = (0..n).map(|k| [0, 0, 1, 0, 2][k * k % 5]).collect();
            let plain: Vec<usize> = (0..n).filter(|k| flags[*k] != 0).collect();
            assert_eq!(marked(&flags).collect::<Vec<_>>(), plain);
        }
    }

    /// The same, a pixel at a time.
    fn plain(row: &[u8], dark: &[u8], light: &[u8]) -> Vec<u32> {
        let mut is_light = true;
        let mut out = if row[0] < dark[0] { Vec::new() } else { vec![0, 0] };
        for (x, p) in row.iter().enumerate() {
            if (is_light && *p < dark[x]) || (!is_light && *p > light[x]) {
                is_light = !is_light;
                out.push(x as u32);
            }
        }
        out.extend(vec![row.len() as u32; if is_light { 2 } else { 1 }]);
        out
    }

    #[test]
    fn changes_are_those_of_a_walk_along_the_line() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        for (w, hysteresis) in [(8usize, 0.0), (63, 0.1), (64, 0.1), (65, 0.2), (640, 0.06), (1283, 0.4)] {
            let row: Vec<u8> = (0..w).map(|_| random()).collect();
            let blocks = w.div_ceil(8);
            let levels: Vec<f32> = (0..blocks).map(|_| f32::from(random())).collect();
            let ranges: Vec<u8> = (0..blocks).map(|_| random()).collect();
            let mut line = Line::default();
            line.limits(&levels, &ranges, 60, hysteresis);
            line.scan(&row);
            assert_eq!(line.changes, plain(&row, &line.dark, &line.light));
            assert!(w < 600 || line.changes.len() > 20);
        }
    }
}
