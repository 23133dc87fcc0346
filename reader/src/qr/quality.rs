//! How well a soft grid shows what is known of it: its function patterns, and another grid of the same symbol.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, as the layout's modules do.

use super::layout::{Layout, Module};

/// Mean over deviation of the timing and alignment patterns and the version information, their sign taken out: 0 for a grid
/// that shows nothing of them. The finders do not count: they are large, and show through any blur.
pub(super) fn of(soft: &[f32], layout: &Layout) -> f32 {
    let (mean, deviation) = spread(soft, layout);
    (mean / deviation.max(0.05)).max(0.0)
}

/// Weight of a grid in a sum of several: that of maximum ratio combining (Brennan, 1959), mean over variance.
pub(super) fn weight(soft: &[f32], layout: &Layout) -> f32 {
    let (mean, deviation) = spread(soft, layout);
    (mean / (deviation * deviation).max(0.01)).clamp(0.01, 100.0)
}

/// Mean and deviation of the function patterns that count, their sign taken out.
fn spread(soft: &[f32], layout: &Layout) -> (f32, f32) {
    let n = layout.side;
    let (mut count, mut sum, mut square) = (0f32, 0f32, 0f32);
    for (k, (s, m)) in soft.iter().zip(&layout.modules).enumerate() {
        let Module::Known(dark) = m else { continue };
        let (r, c) = (k / n, k % n);
        if (r < 9 || r + 9 > n) && (c < 9 || c + 9 > n) && !(r + 9 > n && c + 9 > n) {
            continue;
        }
        let s = if *dark { *s } else { -*s };
        let s = s.clamp(-1.5, 1.5);
        count += 1.0;
        sum += s;
        square += s * s;
    }
    let count = count.max(1.0);
    let mean = sum / count;
    (mean, (square / count - mean * mean).max(0.0).sqrt())
}

/// Correlation of two soft grids over the data modules, each value cut to 1: near 0 for different symbols.
pub(super) fn alike(a: &[f32], b: &[f32], layout: &Layout) -> f32 {
    let (mut dot, mut aa, mut bb) = (0f32, 0f32, 0f32);
    for &k in &layout.order {
        let k = usize::from(k);
        let (x, y) = (a[k].clamp(-1.0, 1.0), b[k].clamp(-1.0, 1.0));
        dot += x * y;
        aa += x * x;
        bb += y * y;
    }
    dot / (aa * bb).sqrt().max(1e-3)
}
