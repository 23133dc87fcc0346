//! How a camera sees a card: place, light, lens, shutter and noise.

use super::sheet::Sheet;
use super::{Dice, H, W};
use doorcheck::reader::Frame;
use std::f32::consts::TAU;

/// A card before the camera at one moment.
#[derive(Clone)]
pub(super) struct Shot {
    /// Pixels to a module.
    pub(super) module: f32,
    /// The code's middle, from the picture's, in pixels.
    pub(super) centre: (f32, f32),
    pub(super) turn: f32,
    pub(super) tilt: f32,
    pub(super) tilt_about: f32,
    /// Radius of the cylinder that the card is bent round, in modules; 0: flat.
    pub(super) curve: f32,
    /// How far the card is crumpled, in modules, and where the folds are.
    pub(super) crumple: (f32, f32),
    /// Deviation of the lens's blur, and the radius of a disk out of focus, in pixels.
    pub(super) blur: f32,
    pub(super) disk: f32,
    /// Movement while the shutter is open: length in pixels, and direction.
    pub(super) motion: (f32, f32),
    /// What the hand's shaking adds to that.
    pub(super) shaken: f32,
    pub(super) noise: f32,
    pub(super) exposure: f32,
    pub(super) haze: f32,
    /// How wide the mirrored lamp is, in pixels (0: none), where it is from the code's middle, and how many times longer.
    pub(super) glare: f32,
    pub(super) glare_at: (f32, f32),
    pub(super) glare_long: f32,
    /// A hand over the code: from which side, how far from its middle in shares of its side, and its grey level.
    pub(super) hand: Option<(f32, f32, f32)>,
    /// Grey levels of the card's white, and of the background.
    paper: f32,
    ground: f32,
    /// How the light falls off, and where to.
    slope: (f32, f32),
    blobs: Vec<(f32, f32, f32, f32)>,
}

/// Distance of the picture from the lens, in pixels.
const FOCAL: f32 = 1100.0;

impl Shot {
    /// An ordinary one: sharp, in good light, held by an unsteady hand.
    pub(super) fn plain(dice: &mut Dice, module: f32) -> Self {
        let blobs = (0..6 + dice.next() % 6).map(|_| {
            let (x, y) = (dice.between(0.0, W as f32), dice.between(0.0, H as f32));
            (x, y, dice.between(30.0, 220.0), dice.between(-70.0, 70.0))
        });
        let blobs = blobs.collect();
        Self {
            module,
            centre: (dice.between(-120.0, 120.0), dice.between(-40.0, 40.0)),
            turn: dice.normal() * 0.12,
            tilt: dice.between(0.0, 0.22),
            tilt_about: dice.between(0.0, TAU),
            curve: 0.0,
            crumple: (0.0, 0.0),
            blur: dice.between(0.5, 0.8),
            disk: 0.0,
            motion: (0.0, 0.0),
            shaken: 0.0,
            noise: dice.between(1.0, 3.0),
            exposure: dice.between(0.85, 1.05),
            haze: dice.between(0.0, 8.0),
            glare: 0.0,
            glare_at: (0.0, 0.0),
            glare_long: 1.0,
            hand: None,
            paper: dice.between(195.0, 235.0),
            ground: dice.between(45.0, 130.0),
            slope: (dice.between(0.0, 0.25), dice.between(0.0, TAU)),
            blobs,
        }
    }

    /// Where a pixel lies on the card, in modules from the code's middle.
    fn on_card(&self, x: f32, y: f32) -> (f32, f32) {
        let distance = FOCAL / self.module;
        let (dx, dy) =
            ((x - W as f32 / 2.0 - self.centre.0) / FOCAL, (y - H as f32 / 2.0 - self.centre.1) / FOCAL);
        let (s, c) = self.tilt_about.sin_cos();
        let (dx, dy) = (dx * c + dy * s, dy * c - dx * s);
        let (st, ct) = self.tilt.sin_cos();
        let q = distance / (1.0 - dx * st / ct);
        let (px, py) = (dx * q / ct, dy * q);
        let (px, py) = (px * c - py * s, py * c + px * s);
        let (sin, cos) = self.turn.sin_cos();
        let (mut u, mut v) = (px * cos + py * sin, py * cos - px * sin);
        if self.curve > 0.0 {
            let share = u / self.curve;
            // Beyond its rim a bottle shows nothing.
            u = if share.abs() < 0.995 { self.curve * share.asin() } else { 1e4 };
        }
        let (far, phase) = self.crumple;
        if far > 0.0 {
            let (a, b) = (u / 11.0 + phase, v / 13.0 - phase);
            u += far * (b.sin() + 0.4 * (2.3 * b + a).sin());
            v += far * (a.cos() + 0.4 * (1.9 * a - b).cos());
        }
        (u, v)
    }

    /// How much light falls on a pixel, of 1.
    fn light(&self, x: f32, y: f32) -> f32 {
        let (sin, cos) = self.slope.1.sin_cos();
        1.0 - self.slope.0 * (0.5 + ((x / W as f32 - 0.5) * cos + (y / H as f32 - 0.5) * sin))
    }

    /// Takes the picture.
    pub(super) fn take(&self, sheet: &Sheet, dice: &mut Dice) -> Frame {
        let mut plane = self.background();
        let wide = self.module * sheet.side as f32;
        self.draw(sheet, &mut plane);
        let middle = (W as f32 / 2.0 + self.centre.0, H as f32 / 2.0 + self.centre.1);
        if let Some((angle, off, level)) = self.hand {
            self.cover(&mut plane, middle, wide, angle, off, level);
        }
        if self.glare > 0.0 {
            let (cx, cy) = (middle.0 + self.glare_at.0, middle.1 + self.glare_at.1);
            for (k, p) in plane.iter_mut().enumerate() {
                let (dx, dy) = ((k % W) as f32 - cx, (k / W) as f32 - cy);
                let far = (dx / (self.glare * self.glare_long)).powi(2) + (dy / self.glare).powi(2);
                if far < 9.0 {
                    *p += 330.0 * (-0.5 * far).exp();
                }
            }
        }
        // What the lens does is done where the card is; the background is soft as it is.
        let reach = sheet.whole as f32 * self.module * 0.8 + 40.0;
        let clip =
            |c: f32, most: usize| ((c - reach).max(0.0) as usize, ((c + reach).max(0.0) as usize).min(most));
        let (x, y) = (clip(middle.0, W), clip(middle.1, H));
        if x.0 + 2 < x.1 && y.0 + 2 < y.1 {
            let mut part = Part::of(&plane, x, y);
            part.smooth(self.blur);
            if self.disk > 0.5 {
                part.spread(self.disk);
            }
            if self.motion.0 > 0.5 {
                part.smear(self.motion.0, self.motion.1);
            }
            part.back(&mut plane, x, y);
        }
        let grain: Vec<f32> = (0..4096).map(|_| dice.normal()).collect();
        let mut luma = Vec::with_capacity(W * H);
        for row in plane.chunks_exact(W) {
            let mut at = dice.next() as usize % grain.len();
            for (x, p) in row.iter().enumerate() {
                if x % 64 == 0 {
                    at = at.wrapping_mul(31).wrapping_add(x + 7) % grain.len();
                }
                at = if at + 1 == grain.len() { 0 } else { at + 1 };
                let p = p * self.exposure + self.haze;
                let noise = self.noise * (0.6 + p.max(0.0) / 300.0);
                luma.push((p + noise * grain[at] + 0.5).clamp(0.0, 255.0) as u8);
            }
        }
        Frame::new(W, H, luma).expect("a frame of that size")
    }

    fn background(&self) -> Vec<f32> {
        let mut plane = vec![self.ground; W * H];
        for (cx, cy, reach, level) in &self.blobs {
            let rows = (cy - reach).max(0.0) as usize..((cy + reach).max(0.0) as usize).min(H);
            for y in rows {
                let from = (cx - reach).max(0.0) as usize;
                for x in from..((cx + reach).max(0.0) as usize).min(W) {
                    let far = ((x as f32 - cx).hypot(y as f32 - cy) / reach).min(1.0);
                    plane[y * W + x] = (plane[y * W + x] + level * (1.0 - far)).clamp(5.0, 245.0);
                }
            }
        }
        plane
    }

    fn draw(&self, sheet: &Sheet, plane: &mut [f32]) {
        let reach = sheet.whole as f32 * self.module * 0.85 + 6.0;
        let middle = (W as f32 / 2.0 + self.centre.0, H as f32 / 2.0 + self.centre.1);
        let fine: usize = if self.module < 2.0 { 4 } else { 2 };
        let rows = (middle.1 - reach).max(0.0) as usize..((middle.1 + reach).max(0.0) as usize).min(H);
        for y in rows {
            let from = (middle.0 - reach).max(0.0) as usize;
            let to = ((middle.0 + reach).max(0.0) as usize).min(W);
            for x in from..to {
                let (x0, y0) = (x as f32, y as f32);
                let (u, v) = self.on_card(x0, y0);
                if sheet.at(u, v).is_none() {
                    continue;
                }
                let (ux, vx) = self.on_card(x0 + 1.0, y0);
                let (uy, vy) = self.on_card(x0, y0 + 1.0);
                let mut sum = 0.0;
                for j in 0..fine {
                    for i in 0..fine {
                        let at = |k: usize| (k as f32 + 0.5) / fine as f32 - 0.5;
                        let (p, q) = (at(i), at(j));
                        let u = u + p * (ux - u) + q * (uy - u);
                        let v = v + p * (vx - v) + q * (vy - v);
                        sum += sheet.at(u, v).unwrap_or(1.0);
                    }
                }
                let shade = sum / (fine * fine) as f32;
                let folds = if self.crumple.0 > 0.0 {
                    1.0 - 0.12 * ((u / 11.0 + self.crumple.1).cos() + (v / 13.0 - self.crumple.1).sin())
                } else {
                    1.0
                };
                plane[y * W + x] = self.paper * shade * self.light(x0, y0) * folds;
            }
        }
    }

    /// Lays a hand over the code, from one side to `off` of its side from the middle, with fingers.
    fn cover(&self, plane: &mut [f32], middle: (f32, f32), wide: f32, angle: f32, off: f32, level: f32) {
        let (sin, cos) = angle.sin_cos();
        for (k, p) in plane.iter_mut().enumerate() {
            let (dx, dy) = ((k % W) as f32 - middle.0, (k / W) as f32 - middle.1);
            let (along, across) = (dx * cos + dy * sin, dy * cos - dx * sin);
            let finger = (across / wide * 9.0).cos();
            let tip = wide * (off + 0.07 * (1.0 - finger.abs()));
            if along > tip && across.abs() < 0.9 * wide {
                let round = 12.0 * finger;
                *p = (level + round) * self.light((k % W) as f32, (k / W) as f32);
            }
        }
    }
}

/// A part of the picture.
struct Part {
    w: usize,
    h: usize,
    px: Vec<f32>,
}

impl Part {
    fn of(plane: &[f32], x: (usize, usize), y: (usize, usize)) -> Self {
        let px = (y.0..y.1).flat_map(|y| plane[y * W + x.0..y * W + x.1].iter().copied()).collect();
        Self { w: x.1 - x.0, h: y.1 - y.0, px }
    }

    fn back(&self, plane: &mut [f32], x: (usize, usize), y: (usize, usize)) {
        for (row, y) in self.px.chunks_exact(self.w).zip(y.0..y.1) {
            plane[y * W + x.0..y * W + x.1].copy_from_slice(row);
        }
    }

    /// Adds up the picture, moved by each of these steps with its weight.
    fn sum(&mut self, steps: &[(isize, isize, f32)]) {
        let total: f32 = steps.iter().map(|s| s.2).sum();
        let mut out = vec![0f32; self.px.len()];
        for (dx, dy, weight) in steps {
            let weight = weight / total;
            for (y, to) in out.chunks_exact_mut(self.w).enumerate() {
                let from = y.saturating_add_signed(*dy).min(self.h - 1) * self.w;
                let row = &self.px[from..from + self.w];
                let (lo, hi) = ((-dx).max(0) as usize, (self.w as isize - (*dx).max(0)) as usize);
                if lo >= hi {
                    continue;
                }
                let shifted = &row[lo.saturating_add_signed(*dx)..];
                to[lo..hi].iter_mut().zip(shifted).for_each(|(t, r)| *t += weight * r);
                to[..lo].iter_mut().for_each(|t| *t += weight * row[0]);
                to[hi..].iter_mut().for_each(|t| *t += weight * row[self.w - 1]);
            }
        }
        self.px = out;
    }

    /// A Gaussian blur, along the rows and then the columns.
    fn smooth(&mut self, sigma: f32) {
        let reach = (2.6 * sigma).ceil() as isize;
        let weight = |k: isize| (-(k * k) as f32 / (2.0 * sigma * sigma)).exp();
        let along: Vec<_> = (-reach..=reach).map(|k| (k, 0, weight(k))).collect();
        let down: Vec<_> = (-reach..=reach).map(|k| (0, k, weight(k))).collect();
        self.sum(&along);
        self.sum(&down);
    }

    /// The mean over a disk, those on its rim counted in part.
    fn spread(&mut self, radius: f32) {
        let reach = radius.ceil() as isize;
        let all = (-reach..=reach).flat_map(|j| (-reach..=reach).map(move |i| (i, j)));
        let weigh = |i: isize, j: isize| (radius + 0.5 - (i as f32).hypot(j as f32)).clamp(0.0, 1.0);
        let steps: Vec<_> = all.map(|(i, j)| (i, j, weigh(i, j))).filter(|s| s.2 > 0.0).collect();
        self.sum(&steps);
    }

    /// The mean along a movement.
    fn smear(&mut self, length: f32, angle: f32) {
        let (sin, cos) = angle.sin_cos();
        let count = (length * 2.0).ceil().max(2.0) as usize;
        let mut steps: Vec<(isize, isize, f32)> = Vec::new();
        for k in 0..=count {
            let t = (k as f32 / count as f32 - 0.5) * length;
            // Shared out between the four pixels about a point.
            let (x, y) = (t * cos, t * sin);
            let (i, j) = (x.floor(), y.floor());
            let (p, q) = (x - i, y - j);
            for (di, dj, weight) in
                [(0, 0, (1.0 - p) * (1.0 - q)), (1, 0, p * (1.0 - q)), (0, 1, (1.0 - p) * q), (1, 1, p * q)]
            {
                let (i, j) = (i as isize + di, j as isize + dj);
                match steps.iter_mut().find(|s| (s.0, s.1) == (i, j)) {
                    Some(s) => s.2 += weight,
                    None => steps.push((i, j, weight)),
                }
            }
        }
        self.sum(&steps);
    }
}
