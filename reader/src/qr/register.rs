//! Registration of a known pattern: inverse-compositional Lucas-Kanade (Baker and Matthews, 2004) of a blurred finder or
//! alignment pattern against the grey picture, over the six values of an affine frame.
//!
//! Image and pattern are compared free of mean and scale, so that contrast and light do not matter.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: all vectors of a `Pattern` have one entry a point; matrices are fixed arrays.

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
}

/// A pattern prepared for registration.
pub(super) struct Pattern {
    points: Vec<(f32, f32)>,
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

/// Blur of an ordinary picture in modules; and of modules looked at in their middles alone.
const BLUR: f32 = 0.45;
const CRISP: f32 = 0.1;

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
        let d = 0.05;
        let (left, right) = (shown(&moved(-d), &at), shown(&moved(d), &at));
        let (above, below) = (shown(&at, &moved(-d)), shown(&at, &moved(d)));
        let mut jac: Vec<[f32; 6]> = points
            .iter()
            .enumerate()
            .map(|(k, &(u, v))| {
                let gu = (right[k] - left[k]) / (2.0 * d * norm);
                let gv = (below[k] - above[k]) / (2.0 * d * norm);
                [gu, gu * u, gu * v, gv, gv * u, gv * v]
            })
            .collect();
        // Mean and scale are free: their directions leave the Jacobian.
        for k in 0..6 {
            let mean = jac.iter().map(|r| r[k]).sum::<f32>() / jac.len() as f32;
            let along: f32 = jac.iter().zip(&values).map(|(r, v)| r[k] * v).sum();
            for (r, v) in jac.iter_mut().zip(&values) {
                r[k] -= mean + along * v;
            }
        }
        let mut hessian = vec![0f64; 36];
        for r in &jac {
            for a in 0..6 {
                for b in 0..6 {
                    hessian[a * 6 + b] += f64::from(r[a] * r[b]);
                }
            }
        }
        let steps = jac
            .iter()
            .map(|r| {
                let mut m = hessian.clone();
                let mut rhs: Vec<f64> = r.iter().map(|&v| f64::from(v)).collect();
                let mut out = [0f32; 6];
                if solve(&mut m, &mut rhs) {
                    for (o, v) in out.iter_mut().zip(&rhs) {
                        *o = *v as f32;
                    }
                }
                out
            })
            .collect();
        let bare = (-mean / norm, (1.0 - mean) / norm);
        Self { points, values, core, bare, steps, grey: Vec::new() }
    }

    /// Samples the picture at the pattern's points; gives mean and length of what is left without it, and the correlation.
    fn sample(&mut self, view: &View<'_>, place: &Place, sign: f32) -> (f32, f32, f32) {
        self.grey.clear();
        for &(u, v) in &self.points {
            let (x, y) = place.point(u, v);
            // Dark is positive.
            self.grey.push(-sign * view.at(x, y));
        }
        let n = self.grey.len() as f32;
        let sums = sums(&self.grey, &self.values);
        let (mean, dot) = (sums[0] / n, sums[2]);
        let square = (sums[1] - n * mean * mean).max(0.0);
        let norm = square.sqrt().max(1e-3);
        (mean, norm, dot / norm)
    }

    /// The correlation at a place.
    pub(super) fn score(&mut self, view: &View<'_>, place: &Place, inverted: bool) -> f32 {
        self.sample(view, place, if inverted { -1.0 } else { 1.0 }).2
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
        let (mut mean, mut norm, mut score) = self.sample(view, &place, sign);
        let mut best = (place, score, mean, norm);
        for round in 0..rounds {
            // Where nothing is, nothing comes of it.
            if best.1 < 0.04 + 0.05 * round.min(4) as f32 {
                break;
            }
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
            if !affine {
                step = [step[0], 0.0, 0.0, step[3], 0.0, 0.0];
            }
            let far = step[0].abs().max(step[3].abs());
            let damp = if far > 0.7 { 0.7 / far } else { 1.0 };
            let [p0, p1, p2, p3, p4, p5] = step.map(|s| s * damp);
            // place after (identity + step) inverted, to first order.
            let (a, b) = (-p0, -p3);
            let (x, y) = place.point(a, b);
            let (p1, p2, p4, p5) =
                (p1.clamp(-0.2, 0.2), p2.clamp(-0.2, 0.2), p4.clamp(-0.2, 0.2), p5.clamp(-0.2, 0.2));
            let (ux, uy) =
                (place.ux - p1 * place.ux - p4 * place.vx, place.uy - p1 * place.uy - p4 * place.vy);
            let (vx, vy) =
                (place.vx - p2 * place.ux - p5 * place.vx, place.vy - p2 * place.uy - p5 * place.vy);
            place = Place { x, y, ux, uy, vx, vy };
            (mean, norm, score) = self.sample(view, &place, sign);
            let better = score > best.1;
            if better {
                best = (place, score, mean, norm);
            }
            if far < 0.01 || score < best.1 - 0.15 {
                break;
            }
        }
        let (place, score, mean, norm) = best;
        // In grey levels again.
        let scale = norm * score.max(0.0);
        let (low, high) = self.bare;
        Match { place, score, dark: -sign * (mean + scale * high), light: -sign * (mean + scale * low) }
    }
}

/// The sums of grey values, of their squares and of their products with a pattern's, in lanes, so that they vectorise.
fn sums(grey: &[f32], values: &[f32]) -> [f32; 3] {
    const LANES: usize = 8;
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
