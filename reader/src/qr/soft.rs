//! From grey modules to soft ones: a threshold for every neighbourhood of modules, and the undoing of blur between modules.
//!
//! A soft module is positive when dark; 1 is the neighbourhood's dark level and -1 its light one. Blur over a sampled grid
//! is a short convolution. Its inverse is fitted by least squares (Wiener) to the modules' first decisions and the function
//! patterns, which are known.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: all grids hold side squared values, side at least 21; padded ones have a margin of MARGIN modules.

use super::filter::{Filter, MARGIN, MOST};
use super::layout::{Layout, Module};
use super::linear::solve;
use super::wipe::wipe;

/// Scratch for the steps.
#[derive(Default)]
pub(super) struct Softener {
    dark: Vec<f32>,
    count: Vec<f32>,
    light: Vec<f32>,
    sums: Vec<f32>,
    column: Vec<f32>,
    /// How far the light and dark levels about each module are apart, against the symbol's mean; 1 at most. Under glare and in
    /// burnt-out corners what a module says is worth less.
    pub(super) contrast: Vec<f32>,
    padded: Vec<f32>,
    wanted: Vec<f32>,
}

/// Share of the mean contrast from which on a module counts in full.
const FULL: f32 = 0.7;

/// Modules each way that count for a module's threshold.
const AROUND: usize = 5;

impl Softener {
    /// Overwrites the modules that went through it last.
    pub(super) fn wipe(&mut self) {
        wipe(&mut self.padded);
        wipe(&mut self.wanted);
    }

    /// Soft modules from grey ones. `bias` moves the threshold: 0.5 is midway from dark to light.
    pub(super) fn soften(&mut self, grey: &[f32], layout: &Layout, bias: f32, out: &mut Vec<f32>) {
        let n = layout.side;
        out.clear();
        out.resize(n * n, 0.0);
        // First threshold: the mean around.
        self.dark.clear();
        self.dark.extend_from_slice(grey);
        boxes(n, AROUND, &mut self.dark, &mut self.sums, &mut self.column);
        for (o, (g, m)) in out.iter_mut().zip(grey.iter().zip(&self.dark)) {
            *o = m - g;
        }
        for _ in 0..2 {
            self.classes(grey, layout, out);
            for (k, o) in out.iter_mut().enumerate() {
                let (d, l) = (self.dark[k], self.light[k]);
                let threshold = d + bias * (l - d);
                // Each side by its own distance: the levels stay at 1 and -1.
                let to = threshold - grey[k];
                let half = (l - d) / 2.0;
                *o = (to / half.max(1.5)).clamp(-2.5, 2.5);
            }
        }
        self.contrast.clear();
        self.contrast.extend(self.light.iter().zip(&self.dark).map(|(l, d)| (l - d).max(0.5)));
        let mean = self.contrast.iter().sum::<f32>() / (n * n) as f32;
        self.contrast.iter_mut().for_each(|c| *c = (*c / (FULL * mean)).min(1.0));
    }

    /// The mean levels of dark and of light around each module, by the decisions so far.
    fn classes(&mut self, grey: &[f32], layout: &Layout, soft: &[f32]) {
        let n = layout.side;
        self.count.clear();
        self.dark.clear();
        self.light.clear();
        for ((o, g), m) in soft.iter().zip(grey).zip(&layout.modules) {
            let is_dark = match m {
                Module::Known(d) => *d,
                _ => *o > 0.0,
            };
            self.count.push(if is_dark { 1.0 } else { 0.0 });
            self.dark.push(if is_dark { *g } else { 0.0 });
            self.light.push(if is_dark { 0.0 } else { *g });
        }
        boxes(n, AROUND, &mut self.count, &mut self.sums, &mut self.column);
        boxes(n, AROUND, &mut self.dark, &mut self.sums, &mut self.column);
        boxes(n, AROUND, &mut self.light, &mut self.sums, &mut self.column);
        for ((c, d), l) in self.count.iter().zip(&mut self.dark).zip(&mut self.light) {
            // `boxes` gives means: divide by the share of each class.
            let share = c.clamp(0.02, 0.98);
            *d /= share;
            *l /= 1.0 - share;
        }
    }

    /// The threshold that tells the function patterns' modules best, from dark 0 to light 1: overexposure lifts dark
    /// modules, moire lowers light ones.
    pub(super) fn bias(&mut self, grey: &[f32], layout: &Layout, soft: &[f32]) -> f32 {
        self.classes(grey, layout, soft);
        // How many known modules lie on the wrong side of each threshold in twentieths.
        let mut dark_above = [0f32; 21];
        let mut light_below = [0f32; 21];
        let (mut darks, mut lights) = (1f32, 1f32);
        for (k, m) in layout.modules.iter().enumerate() {
            let Module::Known(is_dark) = m else { continue };
            let (d, l) = (self.dark[k], self.light[k]);
            let at = (((grey[k] - d) / (l - d).max(1.5)) * 20.0).clamp(0.0, 20.0) as usize;
            if *is_dark {
                darks += 1.0;
                dark_above[at] += 1.0;
            } else {
                lights += 1.0;
                light_below[at] += 1.0;
            }
        }
        let mut best = (f32::MAX, 10usize);
        for t in 3..18usize {
            let wrong =
                dark_above[t..].iter().sum::<f32>() / darks + light_below[..t].iter().sum::<f32>() / lights;
            let wrong = wrong + 0.002 * t.abs_diff(10) as f32;
            if wrong < best.0 {
                best = (wrong, t);
            }
        }
        best.1 as f32 / 20.0
    }

    /// Sharpens: fits the filter of 3 x 3 or 5 x 5 modules that best turns `soft` into its own decisions and the known
    /// modules, and applies it. `trusted` holds modules known from corrected blocks (0 where not).
    pub(super) fn equalise(
        &mut self,
        soft: &[f32],
        guide: &[f32],
        layout: &Layout,
        trusted: &[f32],
        reach: usize,
        out: &mut Vec<f32>,
    ) -> bool {
        let filter = Filter { side: layout.side, reach };
        self.pad(soft, layout.side);
        self.want(guide, layout, trusted);
        let (mut m, mut rhs) = ([0f64; MOST * MOST], [0f64; MOST]);
        let size = filter.taps() + 1;
        let (m, rhs) = (&mut m[..size * size], &mut rhs[..size]);
        filter.correlate(&self.padded, &self.wanted, m, rhs);
        if !solve(m, rhs) {
            return false;
        }
        filter.apply(rhs, &self.padded, out);
        true
    }

    /// Puts a light margin about a grid, for filters to reach into.
    fn pad(&mut self, soft: &[f32], n: usize) {
        let w = n + 2 * MARGIN;
        self.padded.clear();
        self.padded.resize(w * w, -1.0);
        for r in 0..n {
            let row = &soft[r * n..(r + 1) * n];
            self.padded[(r + MARGIN) * w + MARGIN..(r + MARGIN) * w + MARGIN + n].copy_from_slice(row);
        }
    }

    /// What each module should be: what is known of it, else what `guide` says, twice as plainly.
    fn want(&mut self, guide: &[f32], layout: &Layout, trusted: &[f32]) {
        self.wanted.clear();
        for (k, (&g, m)) in guide.iter().zip(&layout.modules).enumerate() {
            let t = trusted.get(k).copied().unwrap_or(0.0);
            self.wanted.push(match m {
                Module::Known(true) => 1.0,
                Module::Known(false) => -1.0,
                _ if t != 0.0 => t,
                _ => (g * 2.0).clamp(-1.0, 1.0),
            });
        }
    }

    /// What [`Self::equalise`] left between its result and what was wanted: the mean square.
    pub(super) fn left(&self, out: &[f32]) -> f32 {
        let sum: f32 = out.iter().zip(&self.wanted).map(|(o, w)| (o - w) * (o - w)).sum();
        sum / self.wanted.len().max(1) as f32
    }
}

/// A dot product in eight lanes, so that it vectorises.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    let (ca, cb) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = ca.remainder().iter().zip(cb.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in ca.zip(cb) {
        for ((l, p), q) in lanes.iter_mut().zip(x).zip(y) {
            *l += p * q;
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// Replaces each value by the mean over the square around it.
fn boxes(n: usize, around: usize, values: &mut [f32], sums: &mut Vec<f32>, column: &mut Vec<f32>) {
    sums.clear();
    sums.resize(n * n, 0.0);
    for (row, out) in values.chunks_exact(n).zip(sums.chunks_exact_mut(n)) {
        let mut s: f32 = row[..around.min(n)].iter().sum();
        let mut count = around.min(n) as f32;
        for c in 0..n {
            if c + around < n {
                s += row[c + around];
                count += 1.0;
            }
            if c > around {
                s -= row[c - around - 1];
                count -= 1.0;
            }
            out[c] = s / count;
        }
    }
    column.clear();
    column.resize(n, 0.0);
    let mut count = 0f32;
    for r in 0..around.min(n) {
        for (c, s) in column.iter_mut().zip(&sums[r * n..(r + 1) * n]) {
            *c += s;
        }
        count += 1.0;
    }
    for r in 0..n {
        if r + around < n {
            for (c, s) in column.iter_mut().zip(&sums[(r + around) * n..(r + around + 1) * n]) {
                *c += s;
            }
            count += 1.0;
        }
        if r > around {
            for (c, s) in column.iter_mut().zip(&sums[(r - around - 1) * n..(r - around) * n]) {
                *c -= s;
            }
            count -= 1.0;
        }
        let share = 1.0 / count;
        for (v, c) in values[r * n..(r + 1) * n].iter_mut().zip(column.iter()) {
            *v = c * share;
        }
    }
}
