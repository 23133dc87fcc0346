//! The map from modules to the picture: a homography through all anchors (Hartley and Zisserman, chapter 4) and a
//! thin-plate spline (Bookstein, 1989) over what it leaves, for curved and creased paper.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the spline's system is sized by the number of anchors, the homography's by its eight values.

use super::linear::{solve, solve_many};

/// A module place known on the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) u: f32,
    pub(super) v: f32,
    pub(super) x: f32,
    pub(super) y: f32,
    /// How much it counts.
    pub(super) weight: f32,
}

/// A map from module coordinates to pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct Warp {
    half: f32,
    /// Homography from normalised module coordinates to normalised pixels, and the pixels' centre and scale.
    h: [f32; 8],
    cx: f32,
    cy: f32,
    scale: f32,
    /// Spline: knots and their weights, then the affine part.
    knots: Vec<[f32; 4]>,
    plane: [[f32; 3]; 2],
}

/// Scratch of the spline's system.
#[derive(Default)]
pub(super) struct Scratch {
    m: Vec<f64>,
    rhs: Vec<f64>,
    norm: Vec<(f32, f32)>,
}

impl Warp {
    /// Fits a homography through the anchors of a symbol of `side` modules.
    pub(super) fn plane(side: usize, anchors: &[Anchor]) -> Option<Self> {
        let half = side as f32 / 2.0;
        let n = anchors.len() as f32;
        let cx = anchors.iter().map(|a| a.x).sum::<f32>() / n;
        let cy = anchors.iter().map(|a| a.y).sum::<f32>() / n;
        let scale = anchors.iter().map(|a| (a.x - cx).abs() + (a.y - cy).abs()).sum::<f32>() / n;
        if !scale.is_finite() || scale <= 1.0 {
            return None;
        }
        let mut m = [0f64; 64];
        let mut rhs = [0f64; 8];
        for a in anchors {
            let (u, v) = (f64::from(a.u / half - 1.0), f64::from(a.v / half - 1.0));
            let (x, y) = (f64::from((a.x - cx) / scale), f64::from((a.y - cy) / scale));
            let w = f64::from(a.weight);
            let r1 = [u, v, 1.0, 0.0, 0.0, 0.0, -x * u, -x * v];
            let r2 = [0.0, 0.0, 0.0, u, v, 1.0, -y * u, -y * v];
            for i in 0..8 {
                for j in 0..8 {
                    m[i * 8 + j] += w * (r1[i] * r1[j] + r2[i] * r2[j]);
                }
                rhs[i] += w * (r1[i] * x + r2[i] * y);
            }
        }
        m[54] += 1e-4;
        m[63] += 1e-4;
        if !solve(&mut m, &mut rhs) {
            return None;
        }
        let mut h = [0f32; 8];
        for (a, b) in h.iter_mut().zip(&rhs) {
            *a = *b as f32;
        }
        // Nowhere on the symbol may the denominator come near zero.
        let lean = h[6].abs() + h[7].abs();
        if lean.is_nan() || lean >= 0.85 {
            return None;
        }
        Some(Self { half, h, cx, cy, scale, knots: Vec::new(), plane: [[0.0; 3]; 2] })
    }

    /// Fits homography and spline in place; false, and nothing changed, where the anchors allow no homography.
    pub(super) fn fit(&mut self, side: usize, anchors: &[Anchor], stiff: f32, scratch: &mut Scratch) -> bool {
        let Some(plane) = Self::plane(side, anchors) else { return false };
        let knots = std::mem::take(&mut self.knots);
        *self = Self { knots, ..plane };
        self.knots.clear();
        self.bend(anchors, stiff, scratch);
        true
    }

    /// Fits the spline to what the homography leaves of the anchors.
    fn bend(&mut self, anchors: &[Anchor], stiff: f32, scratch: &mut Scratch) {
        let n = anchors.len();
        let size = n + 3;
        let Scratch { m, rhs, norm } = scratch;
        m.clear();
        m.resize(size * size, 0.0);
        rhs.clear();
        rhs.resize(size * 2, 0.0);
        norm.clear();
        norm.extend(anchors.iter().map(|a| (a.u / self.half - 1.0, a.v / self.half - 1.0)));
        for (i, a) in anchors.iter().enumerate() {
            let (px, py) = self.flat(a.u, a.v);
            rhs[i * 2] = f64::from(a.x - px);
            rhs[i * 2 + 1] = f64::from(a.y - py);
            for j in 0..n {
                m[i * size + j] = f64::from(kernel(norm[i].0 - norm[j].0, norm[i].1 - norm[j].1));
            }
            m[i * size + i] += f64::from(stiff / a.weight);
            let row = [1.0, norm[i].0, norm[i].1];
            for (k, r) in row.iter().enumerate() {
                m[i * size + n + k] = f64::from(*r);
                m[(n + k) * size + i] = f64::from(*r);
            }
        }
        if !solve_many(m, rhs, size, 2) {
            return;
        }
        self.knots.extend(
            norm.iter().enumerate().map(|(i, p)| [p.0, p.1, rhs[i * 2] as f32, rhs[i * 2 + 1] as f32]),
        );
        for k in 0..3 {
            self.plane[0][k] = rhs[(n + k) * 2] as f32;
            self.plane[1][k] = rhs[(n + k) * 2 + 1] as f32;
        }
    }

    /// The pixel of a module coordinate by the homography alone.
    #[inline]
    fn flat(&self, u: f32, v: f32) -> (f32, f32) {
        let (u, v) = (u / self.half - 1.0, v / self.half - 1.0);
        let h = &self.h;
        let d = self.scale / (1.0 + h[6] * u + h[7] * v);
        (self.cx + (h[0] * u + h[1] * v + h[2]) * d, self.cy + (h[3] * u + h[4] * v + h[5]) * d)
    }

    /// The pixel of a module coordinate; module (0, 0) spans 0 to 1.
    pub(super) fn point(&self, u: f32, v: f32) -> (f32, f32) {
        let (mut x, mut y) = self.flat(u, v);
        if !self.knots.is_empty() {
            let (p, q) = (u / self.half - 1.0, v / self.half - 1.0);
            x += self.plane[0][0] + self.plane[0][1] * p + self.plane[0][2] * q;
            y += self.plane[1][0] + self.plane[1][1] * p + self.plane[1][2] * q;
            for k in &self.knots {
                let w = kernel(p - k[0], q - k[1]);
                x += w * k[2];
                y += w * k[3];
            }
        }
        (x, y)
    }

    /// How far the spline leaves the homography, at most, in modules.
    pub(super) fn bent(&self, side: usize) -> f32 {
        let mut most = 0f32;
        for j in 0..=4u8 {
            for i in 0..=4u8 {
                let (u, v) = (f32::from(i) * side as f32 / 4.0, f32::from(j) * side as f32 / 4.0);
                let ((x, y), (p, q)) = (self.point(u, v), self.flat(u, v));
                most = most.max((x - p).hypot(y - q) / self.frame(u, v).module().max(0.5));
            }
        }
        most
    }

    /// The vectors of one module to the right and one down at a place.
    pub(super) fn frame(&self, u: f32, v: f32) -> super::register::Place {
        let (x, y) = self.point(u, v);
        let (x1, y1) = self.point(u + 1.0, v);
        let (x0, y0) = self.point(u - 1.0, v);
        let (x3, y3) = self.point(u, v + 1.0);
        let (x2, y2) = self.point(u, v - 1.0);
        super::register::Place {
            x,
            y,
            ux: (x1 - x0) / 2.0,
            uy: (y1 - y0) / 2.0,
            vx: (x3 - x2) / 2.0,
            vy: (y3 - y2) / 2.0,
        }
    }
}

/// The thin-plate spline's kernel, r squared times its logarithm.
#[inline]
fn kernel(dx: f32, dy: f32) -> f32 {
    let r = dx * dx + dy * dy;
    if r < 1e-9 { 0.0 } else { r * r.ln() }
}
