//! Restoration: which point spread blurred a symbol is told by its finder patterns, and a Wiener filter undoes it (Gonzalez
//! and Woods, Digital Image Processing, chapter 5.8).
//!
//! The filter takes two grey values a module each way: at one a module, blur has mixed up for good what two still tell apart. A
//! disk wider than a module even turns light and dark about at some frequencies; the filter turns them back.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: filters hold TAPS squared values; spreads are indexed below their number; rows of samples hold two planes of `wide`.

use super::deadline::Deadline;
use super::linear::solve_many;
use super::register::{Match, Pattern, Place};
use super::rings::{self, AMID_DATA, FINDER, edge};
use super::sampling::{self, CELL};
use super::soft;
use super::spread::{self, BLURRED, Kind, Spread};
use super::symbol::Attempt;
use super::view::View;
use super::warp::Warp;

/// Modules along a side of the filter's window.
const WINDOW: usize = 6;
/// Grey values along a module: with one, more modules are wrong after restoration, on frames of a simulator.
const FINE: usize = 2;
/// Grey values along a side of the window.
const TAPS: usize = WINDOW * FINE;
/// Noise against the modules' own variance, at which filters stop to sharpen: for plain pictures, and for grainy ones.
const NOISE: [f64; 2] = [0.002, 0.015];
/// Grey values along a finder's side, half a module from one to the next.
const PATCH: usize = 16;

/// Rows from one look at the clock to the next.
const TOGETHER: usize = 8;

/// A filter: a spread, and which of the two noises.
pub(super) type Which = (usize, usize);

/// What the finders tell of the blur.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blur {
    /// The likeliest spreads, by index.
    pub(super) best: [usize; 2],
    /// Correlation of the likeliest, and by how much it is above a sharp picture's.
    pub(super) score: f32,
    pub(super) gain: f32,
}

/// Restores symbols.
pub(super) struct Restorer {
    spreads: Vec<Spread>,
    /// How a finder looks through each spread, free of mean, length 1.
    looks: Vec<Vec<f32>>,
    blurred: Vec<Pattern>,
    finders: Vec<Option<Box<Pattern>>>,
    alignments: Vec<Option<Box<Pattern>>>,
    filters: Vec<[Option<Box<[f32]>>; NOISE.len()]>,
    patch: Vec<f32>,
    scores: Vec<f32>,
    samples: Vec<f32>,
    nodes: Vec<(f32, f32)>,
}

impl Restorer {
    /// Makes what is needed to tell spreads apart; what else they need, when it is first asked for.
    pub(super) fn new() -> Self {
        let spreads = spread::all();
        let at: Vec<f32> = (0..PATCH).map(|i| (i as f32 - (PATCH - 1) as f32 / 2.0) / FINE as f32).collect();
        let through = |s: &Spread, fine| Pattern::through(FINDER, 4.5, fine, &s.points, s.blur);
        // Blurred as they are, one value a module is enough for a first look.
        let first = spreads.get(BLURRED[0]).map(|s| through(s, 1.0));
        let others = BLURRED.iter().filter_map(|s| spreads.get(*s)).map(|s| through(s, 1.5));
        let look = |s: &Spread| {
            let mut look = rings::shown(FINDER, &s.points, s.blur, &at, &at);
            rings::normalise(&mut look);
            look
        };
        Self {
            looks: spreads.iter().map(look).collect(),
            blurred: first.into_iter().chain(others).collect(),
            finders: spreads.iter().map(|_| None).collect(),
            alignments: spreads.iter().map(|_| None).collect(),
            filters: spreads.iter().map(|_| [None, None]).collect(),
            patch: Vec::new(),
            scores: Vec::new(),
            samples: Vec::new(),
            nodes: Vec::new(),
            spreads,
        }
    }

    /// What kind of blur a spread is.
    pub(super) fn kind(&self, spread: usize) -> Kind {
        self.spreads.get(spread).map_or(Kind::Sharp, |s| s.kind)
    }

    /// Ranks the spreads by how well the three finders look like through them.
    pub(super) fn rank(&mut self, view: &View<'_>, found: &[Match; 3], inverted: bool) -> Blur {
        self.scores.clear();
        self.scores.resize(self.looks.len(), 0.0);
        let sign = if inverted { 1.0 } else { -1.0 };
        for m in found {
            self.patch.clear();
            let at = |k: usize| (k as f32 - (PATCH - 1) as f32 / 2.0) / FINE as f32;
            for v in (0..PATCH).map(at) {
                let row: [_; PATCH] = std::array::from_fn(|i| m.place.point(at(i), v));
                self.patch.extend(view.at_all(&row.map(|p| p.0), &row.map(|p| p.1)).map(|g| sign * g));
            }
            rings::normalise(&mut self.patch);
            for (s, look) in self.scores.iter_mut().zip(&self.looks) {
                *s += soft::dot(look, &self.patch) / found.len() as f32;
            }
        }
        let scores = &self.scores;
        let mut best = [0usize; 2];
        for k in 0..best.len() {
            let left = (0..scores.len()).filter(|i| !best[..k].contains(i));
            best[k] = left.max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        }
        Blur { best, score: scores[best[0]], gain: scores[best[0]] - scores[0] }
    }

    /// The finder pattern through a spread.
    pub(super) fn finder(&mut self, spread: usize) -> &mut Pattern {
        let s = &self.spreads[spread];
        self.finders[spread]
            .get_or_insert_with(|| Box::new(Pattern::through(FINDER, 4.5, 2.0, &s.points, s.blur)))
    }

    /// The finder pattern as blurred ones are looked for: for a first look, and for fitting.
    pub(super) fn blurred(&mut self) -> &mut [Pattern] {
        &mut self.blurred
    }

    /// The alignment pattern through a spread.
    pub(super) fn alignment(&mut self, spread: usize) -> &mut Pattern {
        let s = &self.spreads[spread];
        let through = || Box::new(Pattern::through(AMID_DATA, 2.5, 2.0, &s.points, s.blur));
        self.alignments[spread].get_or_insert_with(through)
    }

    /// The filter that undoes a spread.
    fn filter(&mut self, which: Which) -> &[f32] {
        let (spread, noise) = which;
        let s = &self.spreads[spread];
        self.filters[spread][noise].get_or_insert_with(|| design(s, NOISE[noise]))
    }

    /// The restored grey value of one module, `u` and `v` modules from a place.
    pub(super) fn module(&mut self, which: Which, view: &View<'_>, place: &Place, u: f32, v: f32) -> f32 {
        let filter = self.filter(which);
        let at = |k: usize| (k as f32 - (TAPS - 1) as f32 / 2.0) / FINE as f32;
        let mut sum = 0.0;
        for (j, taps) in filter.chunks_exact(TAPS).enumerate() {
            let row: [_; TAPS] = std::array::from_fn(|i| place.point(u + at(i), v + at(j)));
            let grey = view.at_all(&row.map(|p| p.0), &row.map(|p| p.1));
            sum += taps.iter().zip(grey).map(|(f, g)| f * g).sum::<f32>();
        }
        sum
    }

    /// Restores every module of a symbol into `out`, row by row; of an inverted one turned light and dark. False, and nothing of use
    /// there, where time is up before.
    pub(super) fn restore(
        &mut self,
        which: Which,
        on: &Attempt<'_>,
        warp: &Warp,
        side: usize,
        out: &mut Vec<f32>,
    ) -> bool {
        self.filter(which);
        let mut samples = std::mem::take(&mut self.samples);
        let done = sample(on, warp, side, &mut self.nodes, &mut samples)
            && convolve(self.filter(which), &samples, side, on.deadline, out);
        self.samples = samples;
        done
    }
}

/// Grey values at `FINE` a module each way, half the window beyond the symbol, over a lattice of nodes: columns by turns in two planes, so
/// that the values a tap takes lie side by side. False where time is up before.
fn sample(
    on: &Attempt<'_>,
    warp: &Warp,
    side: usize,
    nodes: &mut Vec<(f32, f32)>,
    out: &mut Vec<f32>,
) -> bool {
    /// Grey values along a cell's side.
    const VALUES: usize = FINE * CELL;
    let wide = side + WINDOW - 1;
    let cells = sampling::lattice(warp, wide, (WINDOW - 1) as f32 / 2.0, nodes);
    let (sign, base) = if on.inverted { (-1.0, 255.0) } else { (1.0, 0.0) };
    let share = |k: usize| (k as f32 + 0.5) / VALUES as f32;
    out.resize(FINE * wide * FINE * wide, 0.0);
    for (r, row) in out.chunks_exact_mut(FINE * wide).enumerate() {
        if r.is_multiple_of(TOGETHER) && on.deadline.late() {
            return false;
        }
        let (even, odd) = row.split_at_mut(wide);
        for (i, (even, odd)) in even.chunks_mut(CELL).zip(odd.chunks_mut(CELL)).enumerate() {
            let corners = sampling::cell(nodes, cells, i, r / VALUES);
            let line = sampling::across(&corners, share(r % VALUES));
            let grey: [f32; VALUES] = sampling::along(on.view, &line, share);
            for ((even, odd), [a, b]) in even.iter_mut().zip(odd).zip(grey.as_chunks::<FINE>().0) {
                (*even, *odd) = (base + sign * a, base + sign * b);
            }
        }
    }
    true
}

/// Applies a filter to the samples of a symbol. False where time is up before.
fn convolve(filter: &[f32], samples: &[f32], side: usize, deadline: &Deadline, out: &mut Vec<f32>) -> bool {
    let wide = side + WINDOW - 1;
    out.clear();
    out.resize(side * side, 0.0);
    for (r, row) in out.chunks_exact_mut(side).enumerate() {
        if r.is_multiple_of(TOGETHER) && deadline.late() {
            return false;
        }
        for (j, taps) in filter.chunks_exact(TAPS).enumerate() {
            let line = &samples[(r * FINE + j) * FINE * wide..][..FINE * wide];
            for (i, f) in taps.iter().enumerate() {
                let from = &line[(i % FINE) * wide + i / FINE..][..side];
                row.iter_mut().zip(from).for_each(|(o, s)| *o += f * s);
            }
        }
    }
    true
}

/// The Wiener filter for modules that are dark or light by chance, seen through a spread: it gives the module in the middle of the
/// window, with a gain of 1.
fn design(spread: &Spread, noise: f64) -> Box<[f32]> {
    /// Modules beyond the window that reach into it: as many as the widest spread is wide.
    const AROUND: usize = 3;
    /// Modules along a side of what the window sees.
    const MODULES: usize = WINDOW + 1 + 2 * AROUND;
    let middle = MODULES / 2;
    let tap = |i: usize| (i as f32 - (TAPS - 1) as f32 / 2.0) / FINE as f32;
    // What each tap sees of each module.
    let mut seen = vec![0f32; TAPS * TAPS * MODULES * MODULES];
    let along = |off: f32| {
        let mut out = [[0f32; MODULES]; TAPS];
        for (i, row) in out.iter_mut().enumerate() {
            for (k, o) in row.iter_mut().enumerate() {
                let t = tap(i) - off - (k as f32 - middle as f32);
                *o = edge((t + 0.5) / spread.blur) - edge((t - 0.5) / spread.blur);
            }
        }
        out
    };
    for [du, dv, weight] in &spread.points {
        let (across, down) = (along(*du), along(*dv));
        for (t, modules) in seen.chunks_exact_mut(MODULES * MODULES).enumerate() {
            let (d, a) = (&down[t / TAPS], &across[t % TAPS]);
            for (row, d) in modules.chunks_exact_mut(MODULES).zip(d) {
                row.iter_mut().zip(a).for_each(|(o, a)| *o += weight * d * a);
            }
        }
    }
    /// Taps of the filter.
    const SIZE: usize = TAPS * TAPS;
    let rows: Vec<&[f32]> = seen.chunks_exact(MODULES * MODULES).collect();
    let mut m = vec![0f64; SIZE * SIZE];
    for a in 0..SIZE {
        for b in a..SIZE {
            let dot = f64::from(soft::dot(rows[a], rows[b]));
            m[a * SIZE + b] = dot;
            m[b * SIZE + a] = dot;
        }
        m[a * SIZE + a] += noise;
    }
    let wanted: Vec<f64> = rows.iter().map(|r| f64::from(r[middle * MODULES + middle])).collect();
    let mut taps = wanted.clone();
    if !solve_many(&mut m, &mut taps, SIZE, 1) {
        taps.clone_from(&wanted);
    }
    let gain: f64 = taps.iter().zip(&wanted).map(|(f, w)| f * w).sum();
    taps.iter().map(|f| (f / gain.max(1e-6)) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Layout, Module};
    use super::super::version::finder_anchors;
    use super::*;

    const PIXELS: f32 = 3.0;
    const QUIET: f32 = 5.0;

    /// A symbol of version 7 with data by chance: which modules are dark.
    fn symbol(layout: &Layout) -> Vec<bool> {
        let mut state = 7u32;
        let mut chance = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 31 == 1
        };
        let dark = |m: &Module| if let Module::Known(dark) = m { *dark } else { chance() };
        layout.modules.iter().map(dark).collect()
    }

    /// How it looks through a spread.
    fn picture(dark: &[bool], side: usize, spread: &Spread) -> (usize, Vec<u8>) {
        let w = ((side as f32 + 2.0 * QUIET) * PIXELS) as usize;
        let at = |u: f32, v: f32| {
            let inside = u >= 0.0 && v >= 0.0 && u < side as f32 && v < side as f32;
            if inside && dark[v as usize * side + u as usize] { 0.0 } else { 1.0 }
        };
        let shade = |k: usize| {
            let (u, v) = ((k % w) as f32 / PIXELS - QUIET, (k / w) as f32 / PIXELS - QUIET);
            let spots = [(0.0, 0.1), (0.2, 0.3), (0.1, 0.0), (0.3, 0.2)];
            let seen = spread.points.iter().map(|[du, dv, weight]| {
                weight * spots.iter().map(|(x, y)| at(u - du + x, v - dv + y)).sum::<f32>()
                    / spots.len() as f32
            });
            (30.0 + 190.0 * seen.sum::<f32>()) as u8
        };
        (w, (0..w * w).map(shade).collect())
    }

    #[test]
    fn blur_is_told_by_the_finders_and_undone() {
        let layout = Layout::new(7);
        let side = layout.side;
        let dark = symbol(&layout);
        let mut restorer = Restorer::new();
        let deadline = Deadline::new(|| std::time::Duration::ZERO, None);
        // Out of focus by a disk of 1.4 modules, moved by 2.5 along the rows, and aslant.
        for (index, kind) in [(8, Kind::Defocused), (47, Kind::Moved), (49, Kind::Moved)] {
            let (w, luma) = picture(&dark, side, &spread::all()[index]);
            let view = View::new(w, w, &luma).unwrap();
            let far = side as f32 - 3.5;
            let found = [(3.5, 3.5), (far, 3.5), (3.5, far)].map(|(u, v)| {
                let at = |t: f32| (t + QUIET) * PIXELS - 0.5;
                let place = Place { x: at(u), y: at(v), ux: PIXELS, uy: 0.0, vx: 0.0, vy: PIXELS };
                Match { place, score: 1.0, dark: 30.0, light: 220.0 }
            });
            let blur = restorer.rank(&view, &found, false);
            assert_eq!((blur.best[0], restorer.kind(index)), (index, kind), "{blur:?}");
            assert!(blur.score > 0.9 && blur.gain > 0.1, "{blur:?}");

            let mut anchors = Vec::new();
            finder_anchors(side, &found.map(Some), &mut anchors);
            let warp = Warp::plane(side, &anchors).unwrap();
            let (mut plain, mut restored) = (Vec::new(), Vec::new());
            sampling::sample(&view, &warp, side, false, &mut Vec::new(), &mut plain);
            let on = Attempt { view: &view, inverted: false, deadline: &deadline };
            assert!(restorer.restore((index, 0), &on, &warp, side, &mut restored));
            let wrong = |grey: &[f32]| {
                let mean = grey.iter().sum::<f32>() / grey.len() as f32;
                grey.iter().zip(&dark).filter(|(g, d)| (**g < mean) != **d).count()
            };
            assert!(wrong(&plain) > side * side / 16, "{index}: {} wrong as it is", wrong(&plain));
            assert!(
                wrong(&restored) < side * side / 200,
                "{index}: {} wrong when restored",
                wrong(&restored)
            );
        }
    }
}
