//! A filter over soft modules that is fitted to them: correlations of the grid with itself at all shifts, and what comes of them.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, side at least 21; taps reach MARGIN modules at most, over grids with that margin.

use super::soft::dot;

/// Modules of the margin about a grid: as far as the widest filter reaches.
pub(super) const MARGIN: usize = 2;

/// Taps along a side of the widest filter.
const WIDEST: usize = 2 * MARGIN + 1;

/// The most values of a filter: its taps, and one for the mean.
pub(super) const MOST: usize = WIDEST * WIDEST + 1;

/// Noise against the modules' own variance, at which a filter stops to sharpen.
const DAMPING: f64 = 0.004;

/// A filter over the modules of a grid with a margin: a tap for each module of a square, and one for the mean.
pub(super) struct Filter {
    /// Modules along a side of the grid.
    pub(super) side: usize,
    /// Modules each way from the middle of the square.
    pub(super) reach: usize,
}

impl Filter {
    /// Modules of the square.
    pub(super) fn taps(&self) -> usize {
        (2 * self.reach + 1) * (2 * self.reach + 1)
    }

    /// Where the grid begins that a tap sees.
    fn shift(&self, tap: usize) -> usize {
        let wide = 2 * self.reach + 1;
        let (dy, dx) = (tap / wide, tap % wide);
        (dy + MARGIN - self.reach) * (self.side + 2 * MARGIN) + dx + MARGIN - self.reach
    }

    /// A row of the grid that begins there.
    fn row<'a>(&self, padded: &'a [f32], shift: usize, r: usize) -> &'a [f32] {
        let from = shift + r * (self.side + 2 * MARGIN);
        &padded[from..from + self.side]
    }

    /// The normal equations: correlations of the shifted grids with each other, and with what is wanted.
    pub(super) fn correlate(&self, padded: &[f32], wanted: &[f32], m: &mut [f64], rhs: &mut [f64]) {
        let (n, wide) = (self.side, 2 * self.reach + 1);
        let (taps, size) = (self.taps(), self.taps() + 1);
        let reach = wide as isize - 1;
        for down in 0..wide {
            let from = if down == 0 { 0 } else { -reach };
            (from..=reach).for_each(|right| self.lag(padded, (down, right), m, size));
        }
        for a in 0..size {
            let (mut sum, mut right) = (0f32, 0f32);
            for r in 0..n {
                let wanted = &wanted[r * n..(r + 1) * n];
                if a == taps {
                    sum += n as f32;
                    right += wanted.iter().sum::<f32>();
                } else {
                    let row = self.row(padded, self.shift(a), r);
                    sum += row.iter().sum::<f32>();
                    right += dot(row, wanted);
                }
            }
            m[a * size + taps] = f64::from(sum);
            m[taps * size + a] = f64::from(sum);
            rhs[a] = f64::from(right);
            m[a * size + a] += DAMPING * (n * n) as f64;
        }
    }

    /// The correlations of all pairs of taps of which the second lies so many modules down and to the right of the first: of one pair from
    /// products of whole rows, of its neighbours by what their windows have more and less.
    fn lag(&self, padded: &[f32], (down, right): (usize, isize), m: &mut [f64], size: usize) {
        let (n, wide) = (self.side, 2 * self.reach + 1);
        let w = n + 2 * MARGIN;
        let first = MARGIN - self.reach;
        // The columns of taps that have another so far to the right.
        let columns = right.min(0).unsigned_abs()..wide - right.max(0).unsigned_abs();
        let mut sums = [0f64; WIDEST];
        // The products of a row of the two windows, for each column in which they may begin.
        let product = |r: usize| {
            let mut out = [0f64; WIDEST];
            let a = &padded[(first + r) * w..][..w];
            let b = &padded[(first + r + down) * w..][..w];
            let other = |c: usize| (first + c).wrapping_add_signed(right);
            let mut sum = 0.0;
            for c in columns.clone() {
                if c == columns.start {
                    sum = f64::from(dot(&a[first + c..][..n], &b[other(c)..][..n]));
                } else {
                    let last = c - 1;
                    sum -= f64::from(a[first + last] * b[other(last)]);
                    sum += f64::from(a[first + last + n] * b[other(last) + n]);
                }
                out[c] = sum;
            }
            out
        };
        for r in 0..n {
            sums.iter_mut().zip(product(r)).for_each(|(s, p)| *s += p);
        }
        for y in 0..wide - down {
            if y > 0 {
                let (less, more) = (product(y - 1), product(y - 1 + n));
                sums.iter_mut().zip(more).zip(less).for_each(|((s, p), q)| *s += p - q);
            }
            for c in columns.clone() {
                let a = y * wide + c;
                let b = ((y + down) * wide + c).wrapping_add_signed(right);
                m[a * size + b] = sums[c];
                m[b * size + a] = sums[c];
            }
        }
    }

    /// Applies the filter of these taps.
    pub(super) fn apply(&self, taps: &[f64], padded: &[f32], out: &mut Vec<f32>) {
        let n = self.side;
        let (mean, taps) = (taps[self.taps()], &taps[..self.taps()]);
        out.clear();
        out.resize(n * n, mean as f32);
        for (a, f) in taps.iter().enumerate() {
            let sa = self.shift(a);
            let f = *f as f32;
            for r in 0..n {
                let from = self.row(padded, sa, r);
                for (o, p) in out[r * n..(r + 1) * n].iter_mut().zip(from) {
                    *o += f * p;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_are_those_of_the_shifted_grids() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        let n = 21;
        let padded: Vec<f32> = (0..(n + 2 * MARGIN).pow(2)).map(|_| random()).collect();
        let wanted: Vec<f32> = (0..n * n).map(|_| random()).collect();
        let at = |filter: &Filter, tap: usize, k: usize| {
            if tap == filter.taps() { 1.0 } else { filter.row(&padded, filter.shift(tap), k / n)[k % n] }
        };
        for reach in [1, 2] {
            let filter = Filter { side: n, reach };
            let size = filter.taps() + 1;
            let (mut m, mut rhs) = (vec![0f64; size * size], vec![0f64; size]);
            filter.correlate(&padded, &wanted, &mut m, &mut rhs);
            for a in 0..size {
                for b in 0..size {
                    let plain: f32 = (0..n * n).map(|k| at(&filter, a, k) * at(&filter, b, k)).sum();
                    let damped = if a == b { DAMPING * (n * n) as f64 } else { 0.0 };
                    let off = f64::from(plain) + damped - m[a * size + b];
                    assert!(off.abs() < 1e-2, "{reach}: {a}, {b}: {off}");
                }
                let plain: f32 = (0..n * n).map(|k| at(&filter, a, k) * wanted[k]).sum();
                assert!((f64::from(plain) - rhs[a]).abs() < 1e-2, "{reach}: {a}");
            }
        }
    }
}
