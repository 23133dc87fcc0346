//! Registration of a known pattern: inverse-compositional Lucas-Kanade (Baker and Matthews, 2004) of a blurred finder or
//! alignment pattern against the grey picture, over the six values of an affine frame.
//!
//! Image and pattern are compared free of mean and scale, so that contrast and light do not matter.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: all vectors of a `Pattern` and its gradients have one entry a point; rows and matrices are fixed arrays.

use super::linear::solve;
use super::rings::{self, ALIGNMENT, FINDER, Squares};
use super::view::View;

/// A place on the picture with the vectors of one module to the right and one down.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) ux: f32,
    pub(super) uy: f32,
    pub(super) vx: f32,
    pub(super) vy: f32,
}

impl Place {
    /// The picture's point at (u, v) modules from the centre.
    #[inline]
    pub(super) fn point(&self, u: f32, v: f32) -> (f32, f32) {
        (self.x + u * self.ux + v * self.vx, self.y + u * self.uy + v * self.vy)
    }

    /// Modules to pixels, on average.
    pub(super) fn module(&self) -> f32 {
        (self.ux * self.vy - self.uy * self.vx).abs().sqrt()
    }

    /// The place after a step, which moves the pattern against it: this one after (identity + step) inverted, to first order.
    #[inline]
    fn stepped(&self, [p0, p1, p2, p3, p4, p5]: [f32; 6]) -> Self {
        let (x, y) = self.point(-p0, -p3);
        let bound = |p: f32| p.clamp(-STRETCHED, STRETCHED);
        let (p1, p2, p4, p5) = (bound(p1), bound(p2), bound(p4), bound(p5));
        let (ux, uy) = (self.ux - p1 * self.ux - p4 * self.vx, self.uy - p1 * self.uy - p4 * self.vy);
        let (vx, vy) = (self.vx - p2 * self.ux - p5 * self.vx, self.vy - p2 * self.uy - p5 * self.vy);
        Self { x, y, ux, uy, vx, vy }
    }
}

/// A pattern prepared for registration.
pub(super) struct Pattern {
    /// Its points, so many at once; the last ones are there twice where they do not fill them.
    points: Vec<[[f32; LANES]; 2]>,
    /// Dark positive, mean 0, length 1.
    values: Vec<f32>,
    /// The same at the middles of the five times five modules about the centre.
    pub(super) core: Vec<f32>,
    /// What light and dark would be on the scale of `values`, if nothing was blurred.
    bare: (f32, f32),
    /// For each point the six shares in the step.
    steps: Vec<[f32; 6]>,
    grey: Vec<f32>,
}

/// Where a pattern was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) place: Place,
    /// Normalised correlation, 1 at best.
    pub(super) score: f32,
    /// The grey levels of dark and light.
    pub(super) dark: f32,
    pub(super) light: f32,
}

/// Points looked at together.
const LANES: usize = 8;
/// Blur of an ordinary picture: the deviation of a Gaussian, in modules.
const BLUR: f32 = 0.45;
/// The same for modules that are looked at in their middles alone.
const CRISP: f32 = 0.1;
/// How far aside a pattern is looked at for its gradient, in modules.
const ASIDE: f32 = 0.05;
/// The longest way of the centre in one step, in modules.
const FARTHEST: f32 = 0.7;
/// The most that a step turns or stretches a module's vectors by, in shares of them.
const STRETCHED: f32 = 0.2;
/// A step of fewer modules is the last.
const NEAR: f32 = 0.01;
/// Least correlation after so many steps: where nothing is, nothing comes of it. Of patterns found in the end, one in a hundred
/// begins with less.
const PROMISING: [f32; 5] = [0.1, 0.2, 0.25, 0.3, 0.35];
/// Where the correlation falls by so much below the best, no other step is made.
const WORSE: f32 = 0.15;

impl Pattern {
    /// A finder pattern with its separator.
    pub(super) fn finder() -> Self {
        Self::through(FINDER, 4.5, 2.0, &[[0.0, 0.0, 1.0]], BLUR)
    }

    /// An alignment pattern.
    pub(super) fn alignment() -> Self {
        Self::through(ALIGNMENT, 2.5, 2.0, &[[0.0, 0.0, 1.0]], BLUR)
    }

    /// Squares as they look through a point spread, each of its points blurred by `blur` modules; over `half` a side in modules, looked
    /// at `fine` times a module.
    pub(super) fn through(squares: Squares, half: f32, fine: f32, spread: &[[f32; 3]], blur: f32) -> Self {
        let n = (half * 2.0 * fine) as usize;
        let at: Vec<f32> = (0..n).map(|i| (i as f32 + 0.5) / fine - half).collect();
        let moved = |d: f32| -> Vec<f32> { at.iter().map(|t| t + d).collect() };
        let shown = |us: &[f32], vs: &[f32]| rings::shown(squares, spread, blur, us, vs);
        let points: Vec<(f32, f32)> = at.iter().flat_map(|&v| at.iter().map(move |&u| (u, v))).collect();
        let mut values = shown(&at, &at);
        let mean = values.iter().sum::<f32>() / values.len() as f32;
        values.iter_mut().for_each(|v| *v -= mean);
        let norm = values.iter().map(|v| v * v).sum::<f32>().sqrt();
        values.iter_mut().for_each(|v| *v /= norm);
        let middles: Vec<f32> = (-2..=2i8).map(f32::from).collect();
        let mut core = rings::shown(squares, spread, CRISP, &middles, &middles);
        rings::normalise(&mut core);
        let d = ASIDE;
        let across = [shown(&moved(-d), &at), shown(&moved(d), &at)];
        let down = [shown(&at, &moved(-d)), shown(&at, &moved(d))];
        let gradient = |[before, after]: &[Vec<f32>; 2], k: usize| (after[k] - before[k]) / (2.0 * d * norm);
        let jacobian = points.iter().enumerate().map(|(k, &(u, v))| {
            let (gu, gv) = (gradient(&across, k), gradient(&down, k));
            [gu, gu * u, gu * v, gv, gv * u, gv * v]
        });
        let steps = steps(jacobian.collect(), &values);
        let bare = (-mean / norm, (1.0 - mean) / norm);
        let lanes = |eight: &[(f32, f32)]| {
            let at = |k: usize| eight.get(k).or(eight.last()).copied().unwrap_or_default();
            [std::array::from_fn(|k| at(k).0), std::array::from_fn(|k| at(k).1)]
        };
        let points = points.chunks(LANES).map(lanes).collect();
        Self { points, values, core, bare, steps, grey: Vec::new() }
    }

    /// Samples the picture at the pattern's points, and compares it with the pattern.
    fn sample(&mut self, view: &View<'_>, place: &Place, sign: f32) -> Fit {
        self.grey.resize(self.points.len() * LANES, 0.0);
        let (grey, _) = self.grey.as_chunks_mut::<LANES>();
        for (grey, [us, vs]) in grey.iter_mut().zip(&self.points) {
            let (mut xs, mut ys) = ([0f32; LANES], [0f32; LANES]);
            for k in 0..LANES {
                (xs[k], ys[k]) = place.point(us[k], vs[k]);
            }
            // Dark is positive.
            *grey = view.at_all(&xs, &ys).map(|v| -sign * v);
        }
        self.grey.truncate(self.values.len());
        let n = self.grey.len() as f32;
        let sums = sums(&self.grey, &self.values);
        let (mean, dot) = (sums[0] / n, sums[2]);
        let square = (sums[1] - n * mean * mean).max(0.0);
        let norm = square.sqrt().max(1e-3);
        Fit { mean, norm, score: dot / norm }
    }

    /// The correlation at a place.
    pub(super) fn score(&mut self, view: &View<'_>, place: &Place, inverted: bool) -> f32 {
        self.sample(view, place, if inverted { -1.0 } else { 1.0 }).score
    }

    /// Follows the pattern from a first place. `affine` moves all six values, else the centre alone.
    pub(super) fn follow(
        &mut self,
        view: &View<'_>,
        from: Place,
        inverted: bool,
        affine: bool,
        rounds: usize,
    ) -> Match {
        let sign = if inverted { -1.0 } else { 1.0 };
        let mut place = from;
        let mut fit = self.sample(view, &place, sign);
        let mut best = (place, fit);
        for round in 0..rounds {
            if best.1.score < PROMISING[round.min(PROMISING.len() - 1)] {
                break;
            }
            let mut step = self.step(&fit);
            if !affine {
                step = [step[0], 0.0, 0.0, step[3], 0.0, 0.0];
            }
            let far = step[0].abs().max(step[3].abs());
            let damp = if far > FARTHEST { FARTHEST / far } else { 1.0 };
            place = place.stepped(step.map(|s| s * damp));
            fit = self.sample(view, &place, sign);
            if fit.score > best.1.score {
                best = (place, fit);
            }
            if far < NEAR || fit.score < best.1.score - WORSE {
                break;
            }
        }
        let (place, Fit { mean, norm, score }) = best;
        // In grey levels again.
        let scale = norm * score.max(0.0);
        let (low, high) = self.bare;
        Match { place, score, dark: -sign * (mean + scale * high), light: -sign * (mean + scale * low) }
    }

    /// The step of Gauss and Newton from the place sampled last, by what the picture differs from the pattern there.
    #[inline]
    fn step(&self, fit: &Fit) -> [f32; 6] {
        let &Fit { mean, norm, score } = fit;
        let mut step = [0f32; 6];
        for ((g, t), s) in self.grey.iter().zip(&self.values).zip(&self.steps) {
            let e = (g - mean) / norm - score.max(0.2) * t;
            for (a, b) in step.iter_mut().zip(s) {
                *a += e * b;
            }
        }
        // The image's gradient is that of the pattern times the correlation.
        let gain = 1.0 / score.clamp(0.4, 1.0);
        for s in &mut step {
            *s *= gain;
        }
        step
    }
}

/// How the picture at a pattern's points compares with it.
#[derive(Clone, Copy)]
struct Fit {
    /// The mean, in grey levels, dark positive; and the length of what is left without it.
    mean: f32,
    norm: f32,
    /// Normalised correlation.
    score: f32,
}

/// Each point's share in a step: the inverse of the Hessian times its row of the Jacobian.
fn steps(mut jacobian: Vec<[f32; 6]>, values: &[f32]) -> Vec<[f32; 6]> {
    free(&mut jacobian, values);
    let hessian = hessian(&jacobian);
    let share = |row: &[f32; 6]| {
        let mut m = hessian;
        let mut rhs = row.map(f64::from);
        if solve(&mut m, &mut rhs) { rhs.map(|v| v as f32) } else { [0.0; 6] }
    };
    jacobian.iter().map(share).collect()
}

/// Mean and scale are free: their directions leave the Jacobian.
fn free(jacobian: &mut [[f32; 6]], values: &[f32]) {
    for k in 0..6 {
        let mean = jacobian.iter().map(|r| r[k]).sum::<f32>() / jacobian.len() as f32;
        let along: f32 = jacobian.iter().zip(values).map(|(r, v)| r[k] * v).sum();
        for (r, v) in jacobian.iter_mut().zip(values) {
            r[k] -= mean + along * v;
        }
    }
}

/// The Hessian of the sum of squares, as Gauss and Newton take it, row by row.
fn hessian(jacobian: &[[f32; 6]]) -> [f64; 36] {
    let mut out = [0f64; 36];
    for r in jacobian {
        for a in 0..6 {
            for b in 0..6 {
                out[a * 6 + b] += f64::from(r[a] * r[b]);
            }
        }
    }
    out
}

/// The sums of grey values, of their squares and of their products with a pattern's, in lanes, so that they vectorise.
fn sums(grey: &[f32], values: &[f32]) -> [f32; 3] {
    let mut lanes = [[0f32; LANES]; 3];
    let ((g, rest), (v, last)) = (grey.as_chunks::<LANES>(), values.as_chunks::<LANES>());
    for (g, v) in g.iter().zip(v) {
        for k in 0..LANES {
            lanes[0][k] += g[k];
            lanes[1][k] += g[k] * g[k];
            lanes[2][k] += g[k] * v[k];
        }
    }
    for (k, (g, v)) in rest.iter().zip(last).enumerate() {
        lanes[0][k] += g;
        lanes[1][k] += g * g;
        lanes[2][k] += g * v;
    }
    lanes.map(|lane| lane.iter().sum())
}
