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
    out.clear();
    for r in 0..side {
        let j = r / CELL;
        for c in 0..side {
            let i = c / CELL;
            let [a, b, d, e] = cell(nodes, cells, i, j);
            let mut sum = 0.0;
            for &sv in spots {
                let q = ((r % CELL) as f32 + sv) / CELL as f32;
                let (lx, ly) = (a.0 + q * (d.0 - a.0), a.1 + q * (d.1 - a.1));
                let (rx, ry) = (b.0 + q * (e.0 - b.0), b.1 + q * (e.1 - b.1));
                for &su in spots {
                    let p = ((c % CELL) as f32 + su) / CELL as f32;
                    sum += view.at(lx + p * (rx - lx), ly + p * (ry - ly));
                }
            }
            out.push(base + sign * sum * share);
        }
    }
}
