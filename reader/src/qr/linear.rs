//! Small dense linear systems.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: `solve_many` checks that the matrix is n by n for n rows of right-hand values.

/// Solves `m x = rhs`; the answer replaces `rhs`. False where singular.
pub(super) fn solve(m: &mut [f64], rhs: &mut [f64]) -> bool {
    let n = rhs.len();
    solve_many(m, rhs, n, 1)
}

/// Solves for several right-hand sides at once by Gaussian elimination with partial pivoting: `rhs` holds `k` values a row.
pub(super) fn solve_many(m: &mut [f64], rhs: &mut [f64], n: usize, k: usize) -> bool {
    if m.len() != n * n || rhs.len() != n * k {
        return false;
    }
    for c in 0..n {
        let Some(p) = (c..n).max_by(|&a, &b| m[a * n + c].abs().total_cmp(&m[b * n + c].abs())) else {
            return false;
        };
        let pivot = m[p * n + c];
        if !pivot.is_finite() || pivot.abs() < 1e-12 {
            return false;
        }
        if p != c {
            for i in 0..n {
                m.swap(p * n + i, c * n + i);
            }
            for i in 0..k {
                rhs.swap(p * k + i, c * k + i);
            }
        }
        for r in c + 1..n {
            let f = m[r * n + c] / pivot;
            if f != 0.0 {
                let (upper, lower) = m.split_at_mut(r * n);
                for (a, b) in lower[c..n].iter_mut().zip(&upper[c * n + c..(c + 1) * n]) {
                    *a -= f * b;
                }
                for i in 0..k {
                    rhs[r * k + i] -= f * rhs[c * k + i];
                }
            }
        }
    }
    for c in (0..n).rev() {
        for i in 0..k {
            let mut s = rhs[c * k + i];
            for j in c + 1..n {
                s -= m[c * n + j] * rhs[j * k + i];
            }
            rhs[c * k + i] = s / m[c * n + c];
        }
    }
    true
}
