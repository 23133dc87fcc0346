//! Runs of 1:1:3:1:1 along the lines of a picture, put together to chains from line to line.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: rows and limits are as long as the picture is wide; `at` and `edges` have six entries and constant indices.

use super::binarise::{BLOCK, Thresholds};
use super::finder::{Finder, Search, add, check, ratio};
use super::view::View;

/// The most runs in ratio for each line, so that work is bounded.
const HITS_PER_LINE: usize = 24;
/// The most cross-checks of a chain.
const CHECKS: usize = 3;
/// The most chains followed at once.
const CHAINS: usize = 96;

/// Scratch of the search: the limits and the bits of a row.
#[derive(Default)]
pub(super) struct Rows {
    dark: Vec<u8>,
    light: Vec<u8>,
    dark_bits: Vec<u64>,
    light_bits: Vec<u64>,
    pub(super) chains: Vec<Chain>,
}

/// Runs in ratio on lines one below the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    x: f32,
    wide: f32,
    first: usize,
    last: usize,
    sum_x: f32,
    sum_wide: f32,
    count: usize,
    inverted: bool,
    /// The pattern as cross-checked.
    sure: Option<Finder>,
}

impl Rows {
    /// Below which grey value a pixel is surely dark, and above which surely light, for a row of blocks.
    pub(super) fn limits(&mut self, levels: &[f32], ranges: &[u8], search: Search, w: usize) {
        self.dark.clear();
        self.light.clear();
        let last = levels.len() - 1;
        for (i, (&here, &range)) in levels.iter().zip(ranges).enumerate() {
            if range < search.contrast {
                self.dark.extend([0; BLOCK]);
                self.light.extend([255; BLOCK]);
                continue;
            }
            let margin = f32::from(range) * search.hysteresis;
            let before = levels[i.saturating_sub(1)];
            let after = levels[(i + 1).min(last)];
            for k in 0..BLOCK {
                let t = (k as f32 + 0.5) / BLOCK as f32 - 0.5;
                let l = if t < 0.0 { here + t * (here - before) } else { here + t * (after - here) };
                self.dark.push((l - margin + 0.5) as u8);
                self.light.push((l + margin + 0.5) as u8);
            }
        }
        self.dark.truncate(w);
        self.light.truncate(w);
    }

    /// Runs along one row: the state changes where a pixel passes the far limit, the edge lies where it passed between.
    pub(super) fn scan(&mut self, view: &View<'_>, thr: &Thresholds, y: usize, search: Search) {
        let row = view.row(y);
        pack(row, &self.dark, &mut self.dark_bits, |p, l| p < l);
        pack(row, &self.light, &mut self.light_bits, |p, l| p > l);
        // The last six changes of state, oldest first, in whole pixels.
        let mut at = [0usize; 6];
        let mut light = true;
        let mut hits = 0usize;
        let mut count = 0usize;
        let mut x = 0usize;
        loop {
            let bits = if light { &self.dark_bits } else { &self.light_bits };
            let Some(next) = next_set(bits, x) else { break };
            x = next;
            light = !light;
            at = [at[1], at[2], at[3], at[4], at[5], x];
            count += 1;
            if count < 6 || !roughly(&at, search.widths) || hits >= HITS_PER_LINE {
                continue;
            }
            let mut edges = [0f32; 6];
            let mut side = !light;
            for (e, &k) in edges.iter_mut().zip(&at) {
                side = !side;
                *e = self.edge(row, k, !side);
            }
            // The run that ended is dark where it is light now.
            if ratio(&edges).is_some() {
                hits += 1;
                self.chain(view, thr, &edges, y, search.step, !light);
            }
        }
    }

    /// Adds a run in ratio to the chain it continues, or begins one; cross-checks it until that succeeds once.
    fn chain(
        &mut self,
        view: &View<'_>,
        thr: &Thresholds,
        edges: &[f32; 6],
        y: usize,
        step: usize,
        inverted: bool,
    ) {
        let x = (edges[2] + edges[3] + edges[1] + edges[4]) / 4.0;
        let wide = edges[5] - edges[0];
        let own = self.chains.iter_mut().find(|c| {
            c.inverted == inverted
                && c.last < y
                && c.last + 2 * step >= y
                && (c.x - x).abs() < 0.12 * wide + 0.8
                && (c.wide - wide).abs() < 0.22 * wide + 1.0
        });
        if let Some(c) = own {
            c.x = x;
            c.wide = wide;
            c.last = y;
            c.sum_x += x;
            c.sum_wide += wide;
            c.count += 1;
            if c.sure.is_none() && c.count <= CHECKS {
                c.sure = check(view, thr, x, y as f32, wide, inverted);
            }
        } else if self.chains.len() < CHAINS {
            self.chains.push(Chain {
                x,
                wide,
                first: y,
                last: y,
                sum_x: x,
                sum_wide: wide,
                count: 1,
                inverted,
                sure: check(view, thr, x, y as f32, wide, inverted),
            });
        }
    }

    /// Takes the chains that ended before line `y` and keeps those cross-checked or long enough.
    pub(super) fn settle(&mut self, search: Search, y: usize, found: &mut Vec<Finder>) {
        self.chains.retain(|c| {
            if c.last.saturating_add(2 * search.step) >= y {
                return true;
            }
            let n = c.count as f32;
            let wide = c.sum_wide / n;
            let share = n * search.step as f32 / wide;
            if let Some(f) = c.sure {
                add(found, Finder { share, ..f });
            } else if c.count >= 2 && share >= search.least && share < 0.8 {
                let (x, y) = (c.sum_x / n, (c.first + c.last) as f32 / 2.0);
                add(
                    found,
                    Finder {
                        x,
                        y,
                        across: wide,
                        down: wide,
                        inverted: c.inverted,
                        sure: false,
                        share,
                        pass: 0,
                        used: false,
                    },
                );
            }
            false
        });
    }

    /// Where the grey value passed midway between the limits, at or before `x`.
    fn edge(&self, row: &[u8], x: usize, light: bool) -> f32 {
        let off = |k: usize| {
            let d = 2 * i32::from(row[k]) - i32::from(self.dark[k]) - i32::from(self.light[k]);
            if light { d } else { -d }
        };
        let mut k = x;
        let mut here = off(k);
        while k > 0 && x - k < 4 {
            let before = off(k - 1);
            if before <= 0 && here > 0 {
                return k as f32 - here as f32 / (here - before) as f32;
            }
            here = before;
            k -= 1;
        }
        x as f32 - 0.5
    }
}

/// Whether six edges in whole pixels may be a finder's: a first look without fractions.
#[inline]
fn roughly(at: &[usize; 6], widths: (usize, usize)) -> bool {
    let total = at[5] - at[0];
    let core = at[3] - at[2];
    let (left, right) = (at[2] - at[0], at[5] - at[3]);
    total >= widths.0
        && total <= widths.1
        && 4 * core + 4 >= total
        && 8 * core <= 5 * total + 8
        && 2 * left <= total + 2
        && 2 * right <= total + 2
        && left <= 2 * right + 2
        && right <= 2 * left + 2
}

/// One bit a pixel: whether it passes its limit.
fn pack(row: &[u8], limits: &[u8], bits: &mut Vec<u64>, passes: impl Fn(u8, u8) -> bool) {
    bits.clear();
    for (pixels, limits) in row.chunks(64).zip(limits.chunks(64)) {
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
        bits.push(word);
    }
}

/// The first set bit at or after a place.
fn next_set(bits: &[u64], from: usize) -> Option<usize> {
    let mut k = from / 64;
    let mut word = *bits.get(k)? & (u64::MAX << (from % 64));
    while word == 0 {
        k += 1;
        word = *bits.get(k)?;
    }
    Some(k * 64 + word.trailing_zeros() as usize)
}
