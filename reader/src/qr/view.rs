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
    out.clear();
    out.reserve(w * h);
    for y in 0..h {
        let a = view.row(2 * y);
        let b = view.row(2 * y + 1);
        out.extend(a.chunks_exact(2).zip(b.chunks_exact(2)).map(|(a, b)| {
            let s = u16::from(a[0])
                .wrapping_add(u16::from(a[1]))
                .wrapping_add(u16::from(b[0]))
                .wrapping_add(u16::from(b[1]));
            (s.wrapping_add(2) >> 2) as u8
        }));
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

/// Writes the picture with rows and columns exchanged into `out`, in tiles that stay in the cache.
pub(super) fn transpose(view: &View<'_>, out: &mut Vec<u8>) {
    /// Pixels along a tile's side.
    const TILE: usize = 32;
    let (w, h) = (view.w, view.h);
    out.clear();
    out.resize(w * h, 0);
    for y0 in (0..h).step_by(TILE) {
        for x0 in (0..w).step_by(TILE) {
            for y in y0..(y0 + TILE).min(h) {
                let row = &view.px[y * w..(y + 1) * w];
                for x in x0..(x0 + TILE).min(w) {
                    out[x * h + y] = row[x];
                }
            }
        }
    }
}
