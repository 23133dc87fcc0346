//! A borrowed luma plane with bilinear grey values, and its half-size picture.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: `View::new` holds w and h at 2 or more and the plane at w times h bytes; every index is clamped to them.

/// A plane in grey levels. Pixel (i, j) has its centre at (i, j).
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) w: usize,
    pub(super) h: usize,
    px: &'a [u8],
    max_x: f32,
    max_y: f32,
}

impl<'a> View<'a> {
    /// Wraps a plane; `None` where it is too small to hold anything.
    pub(super) fn new(w: usize, h: usize, px: &'a [u8]) -> Option<Self> {
        let fits = w >= 2 && h >= 2 && w.checked_mul(h).is_some_and(|n| px.len() >= n);
        fits.then(|| Self { w, h, px, max_x: (w - 1) as f32 - 0.001, max_y: (h - 1) as f32 - 0.001 })
    }

    /// One row.
    pub(super) fn row(&self, y: usize) -> &'a [u8] {
        let y = y.min(self.h - 1);
        &self.px[y * self.w..(y + 1) * self.w]
    }

    /// Whether a point lies on the plane.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        x >= 0.0 && y >= 0.0 && x <= self.max_x && y <= self.max_y
    }

    /// A pixel's grey value; 0 outside.
    #[inline]
    pub(super) fn pixel(&self, x: usize, y: usize) -> u8 {
        self.px.get(y * self.w + x).copied().unwrap_or(0)
    }

    /// The nearest pixel's grey value; the point must lie on the plane.
    #[inline]
    pub(super) fn near(&self, x: f32, y: f32) -> f32 {
        let o = (y + 0.5) as usize * self.w + (x + 0.5) as usize;
        f32::from(self.px.get(o).copied().unwrap_or(0))
    }

    /// The grey values between pixels as by [`Self::at`], of several points at once.
    #[inline(always)]
    pub(super) fn at_all<const N: usize>(&self, xs: &[f32; N], ys: &[f32; N]) -> [f32; N] {
        /// Added to a number between -1 and 2^21, it leaves the nearest whole one in the mantissa's last bits: half a step before, a
        /// floor that vectorises.
        const WHOLE: f32 = 12_582_912.0;
        let floor = |v: f32| v - 0.5 + WHOLE;
        // What is not a number is 0.
        let bound = |v: f32, most: f32| {
            let v = if v > 0.0 { v } else { 0.0 };
            if v < most { v } else { most }
        };
        let (mut place, mut share) = ([[0u32; 2]; N], [[0f32; 2]; N]);
        for k in 0..N {
            let (x, y) = (bound(xs[k], self.max_x), bound(ys[k], self.max_y));
            let (i, j) = (floor(x), floor(y));
            share[k] = [x - (i - WHOLE), y - (j - WHOLE)];
            place[k] = [i.to_bits() & 0x3F_FFFF, j.to_bits() & 0x3F_FFFF];
        }
        let (mut top, mut low) = ([0u16; N], [0u16; N]);
        let pair =
            |o: usize| self.px.get(o..).and_then(|px| px.first_chunk::<2>()).copied().unwrap_or_default();
        for k in 0..N {
            let [i, j] = place[k];
            let o = (j as usize).wrapping_mul(self.w).wrapping_add(i as usize);
            top[k] = u16::from_le_bytes(pair(o));
            low[k] = u16::from_le_bytes(pair(o.wrapping_add(self.w)));
        }
        let mut out = [0f32; N];
        let between = |two: u16, share: f32| {
            let (a, b) = ((i32::from(two) & 0xFF) as f32, (i32::from(two) >> 8) as f32);
            a + share * (b - a)
        };
        for k in 0..N {
            let (a, b) = (between(top[k], share[k][0]), between(low[k], share[k][0]));
            out[k] = a + share[k][1] * (b - a);
        }
        out
    }

    /// The grey value between pixels, bilinear; the edge's value outside.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let x = x.max(0.0).min(self.max_x);
        let y = y.max(0.0).min(self.max_y);
        // By way of i32, which is what processors convert to; sides are cut off far below its end.
        let (i, j) = (x as i32, y as i32);
        let (fx, fy) = (x - i as f32, y - j as f32);
        let o = (j as usize).wrapping_mul(self.w).wrapping_add(i as usize);
        let pair =
            |o: usize| self.px.get(o..).and_then(|px| px.first_chunk::<2>()).copied().unwrap_or_default();
        let (top, low) = (pair(o), pair(o.wrapping_add(self.w)));
        let a = f32::from(top[0]) + fx * (f32::from(top[1]) - f32::from(top[0]));
        let b = f32::from(low[0]) + fx * (f32::from(low[1]) - f32::from(low[0]));
        a + fy * (b - a)
    }
}

/// Writes the half-size picture (means of 2 x 2 pixels) into `out`; gives its size.
pub(super) fn halve(view: &View<'_>, out: &mut Vec<u8>) -> (usize, usize) {
    let (w, h) = (view.w / 2, view.h / 2);
    out.resize(w * h, 0);
    // Two pixels as one word: what vectorises.
    let pair = |two: &[u8; 2]| {
        let two = u16::from_le_bytes(*two);
        (two & 0xFF).wrapping_add(two >> 8)
    };
    for (y, to) in out.chunks_exact_mut(w.max(1)).enumerate() {
        let (a, b) = (view.row(2 * y).as_chunks().0, view.row(2 * y + 1).as_chunks().0);
        for ((o, a), b) in to.iter_mut().zip(a).zip(b) {
            *o = (pair(a).wrapping_add(pair(b)).wrapping_add(2) >> 2) as u8;
        }
    }
    (w, h)
}

/// Writes a picture reduced by an even `factor` into `out`, from the middle 2 x 2 pixels of each block: the rest is not even
/// looked at. Gives its size.
pub(super) fn thin(view: &View<'_>, factor: usize, out: &mut Vec<u8>) -> (usize, usize) {
    let (w, h) = (view.w / factor, view.h / factor);
    let middle = factor / 2;
    out.clear();
    out.reserve(w * h);
    for y in 0..h {
        let a = view.row(y * factor + middle - 1);
        let b = view.row(y * factor + middle);
        out.extend(a.chunks_exact(factor).zip(b.chunks_exact(factor)).map(|(a, b)| {
            let s = u16::from(a[middle - 1])
                .wrapping_add(u16::from(a[middle]))
                .wrapping_add(u16::from(b[middle - 1]))
                .wrapping_add(u16::from(b[middle]));
            (s.wrapping_add(2) >> 2) as u8
        }));
    }
    (w, h)
}

/// Writes a sharpened picture into `out`: each pixel moved away from the mean of the eight pixels at `reach` around it, by
/// `gain` times the difference.
pub(super) fn sharpen(view: &View<'_>, reach: usize, gain: i16, out: &mut Vec<u8>) {
    let (w, h) = (view.w, view.h);
    out.resize(w * h, 0);
    for (y, to) in out.chunks_exact_mut(w).enumerate() {
        let row = view.row(y);
        to.copy_from_slice(row);
        if w < 2 * reach + 1 {
            continue;
        }
        let up = view.row(y.saturating_sub(reach));
        let down = view.row((y + reach).min(h - 1));
        let n = w - 2 * reach;
        let (u0, u1, u2) = (&up[..n], &up[reach..reach + n], &up[2 * reach..][..n]);
        let (m0, m1, m2) = (&row[..n], &row[reach..reach + n], &row[2 * reach..][..n]);
        let (d0, d1, d2) = (&down[..n], &down[reach..reach + n], &down[2 * reach..][..n]);
        for (i, o) in to[reach..reach + n].iter_mut().enumerate() {
            let around = [u0, u1, u2, m0, m2, d0, d1, d2];
            let sum = around.iter().fold(0i16, |s, side| s.wrapping_add(i16::from(side[i])));
            // In eighths: at most (1 + gain) times 8 times 255, which fits for gains up to 15.
            let moved = i16::from(m1[i]).wrapping_mul(8 + 8 * gain).wrapping_sub(sum.wrapping_mul(gain)) >> 3;
            *o = moved.clamp(0, 255) as u8;
        }
    }
}

/// Writes the picture with rows and columns exchanged into `out`, in squares that stay in registers.
pub(super) fn transpose(view: &View<'_>, out: &mut Vec<u8>) {
    /// Pixels along a square's side: as many as bytes in a word.
    const SIDE: usize = 8;
    let (w, h) = (view.w, view.h);
    out.resize(w * h, 0);
    let whole = (w / SIDE * SIDE, h / SIDE * SIDE);
    for y in (0..whole.1).step_by(SIDE) {
        for x in (0..whole.0).step_by(SIDE) {
            let mut square = [0u64; SIDE];
            for (i, word) in square.iter_mut().enumerate() {
                let from = (y + i) * w + x;
                *word = view.px[from..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
            }
            turn(&mut square);
            for (i, word) in square.iter().enumerate() {
                let to = (x + i) * h + y;
                out[to..to + SIDE].copy_from_slice(&word.to_le_bytes());
            }
        }
    }
    for y in 0..h {
        for x in if y < whole.1 { whole.0..w } else { 0..w } {
            out[x * h + y] = view.px[y * w + x];
        }
    }
}

/// Exchanges rows and columns of eight times eight bytes: of single ones, of pairs, of fours (Warren, Hacker's Delight, chapter 7-3).
fn turn(square: &mut [u64; 8]) {
    for (near, mask) in [(1, 0x00FF_00FF_00FF_00FF), (2, 0x0000_FFFF_0000_FFFF), (4, 0x0000_0000_FFFF_FFFF)] {
        for i in (0..8).filter(|i| i & near == 0) {
            let (a, b) = (square[i], square[i + near]);
            let moved = (a >> (8 * near) ^ b) & mask;
            square[i] = a ^ moved << (8 * near);
            square[i + near] = b ^ moved;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(n: usize) -> Vec<u8> {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..n).map(|_| random()).collect()
    }

    #[test]
    fn rows_become_columns_whatever_the_size() {
        for (w, h) in [(2, 2), (7, 19), (8, 8), (24, 16), (33, 41)] {
            let px = noise(w * h);
            let mut out = Vec::new();
            transpose(&View::new(w, h, &px).unwrap(), &mut out);
            let plain: Vec<u8> = (0..w * h).map(|k| px[k % h * w + k / h]).collect();
            assert_eq!(out, plain, "{w} x {h}");
        }
    }

    #[test]
    fn points_at_once_are_as_one_by_one() {
        let (w, h) = (37, 23);
        let px = noise(w * h);
        let view = View::new(w, h, &px).unwrap();
        let xs = [-3.0, 0.0, 0.3, 1.0, 17.99, 35.5, 36.0, 4000.0];
        for y in [-1.0, 0.0, 0.75, 1.0, 2.0, 11.001, 22.0, 30.0] {
            let all = view.at_all(&xs, &[y; 8]);
            for (x, v) in xs.iter().zip(all) {
                assert!((view.at(*x, y) - v).abs() < 1e-3, "{x}, {y}");
            }
        }
        assert!(view.at_all(&[f32::NAN, f32::INFINITY], &[f32::NAN, 1e30]).iter().all(|v| v.is_finite()));
    }
}
