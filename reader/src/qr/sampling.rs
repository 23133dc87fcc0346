//! Sampling: the grey value of every module (ISO/IEC 18004, chapter 12, step k, in grey instead of black and white).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the lattice has `cells + 1` nodes a side and modules fall into cells below that.

use super::view::View;
use super::warp::Warp;

/// Modules from one node of the lattice to the next.
pub(super) const CELL: usize = 4;

/// Sets nodes every few modules over `wide` modules, from `margin` modules before the symbol on; gives the cells along a side.
pub(super) fn lattice(warp: &Warp, wide: usize, margin: f32, nodes: &mut Vec<(f32, f32)>) -> usize {
    let cells = wide.div_ceil(CELL);
    nodes.clear();
    for j in 0..=cells {
        for i in 0..=cells {
            nodes.push(warp.point((i * CELL) as f32 - margin, (j * CELL) as f32 - margin));
        }
    }
    cells
}

/// The nodes about a cell of a lattice: top left, top right, bottom left, bottom right.
#[inline]
pub(super) fn cell(nodes: &[(f32, f32)], cells: usize, i: usize, j: usize) -> [(f32, f32); 4] {
    let o = j * (cells + 1) + i;
    [nodes[o], nodes[o + 1], nodes[o + cells + 1], nodes[o + cells + 2]]
}

/// The line across a cell at a share of its height: where it begins, and how far it goes.
#[inline]
pub(super) fn across([a, b, d, e]: &[(f32, f32); 4], q: f32) -> [(f32, f32); 2] {
    let left = (a.0 + q * (d.0 - a.0), a.1 + q * (d.1 - a.1));
    let right = (b.0 + q * (e.0 - b.0), b.1 + q * (e.1 - b.1));
    [left, (right.0 - left.0, right.1 - left.1)]
}

/// Grey values along a line across a cell, each at a share of it.
#[inline]
pub(super) fn along<const N: usize>(
    view: &View<'_>,
    [from, far]: &[(f32, f32); 2],
    share: impl Fn(usize) -> f32,
) -> [f32; N] {
    let p: [f32; N] = std::array::from_fn(share);
    view.at_all(&p.map(|p| from.0 + p * far.0), &p.map(|p| from.1 + p * far.1))
}

/// Samples every module of a symbol into `out`, row by row; `inverted` turns light and dark.
pub(super) fn sample(
    view: &View<'_>,
    warp: &Warp,
    side: usize,
    inverted: bool,
    nodes: &mut Vec<(f32, f32)>,
    out: &mut Vec<f32>,
) {
    let cells = lattice(warp, side, 0.0, nodes);
    let middle = warp.frame(side as f32 / 2.0, side as f32 / 2.0);
    let spots: &[f32] = match middle.module() {
        m if m < 2.4 => &[0.5],
        m if m < 4.0 => &[0.33, 0.67],
        _ => &[0.25, 0.5, 0.75],
    };
    let share = 1.0 / (spots.len() * spots.len()) as f32;
    let (sign, base) = if inverted { (-1.0, 255.0) } else { (1.0, 0.0) };
    out.resize(side * side, 0.0);
    for (r, row) in out.chunks_exact_mut(side).enumerate() {
        for (i, modules) in row.chunks_mut(CELL).enumerate() {
            let corners = cell(nodes, cells, i, r / CELL);
            let mut sums = [0f32; CELL];
            for &sv in spots {
                let line = across(&corners, ((r % CELL) as f32 + sv) / CELL as f32);
                for &su in spots {
                    let grey: [f32; CELL] = along(view, &line, |c| (c as f32 + su) / CELL as f32);
                    sums.iter_mut().zip(grey).for_each(|(s, g)| *s += g);
                }
            }
            modules.iter_mut().zip(sums).for_each(|(o, sum)| *o = base + sign * sum * share);
        }
    }
}
