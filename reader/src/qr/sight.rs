//! What hinders a reading, measured on the grid that came nearest to one.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: grids hold side squared values, side at least 21; cells lie within the grid.

use super::layout::{Layout, Module};
use super::mesh::Mesh;
use super::view::View;

/// Measures of a grid that did not decode.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// The smallest module at the corners, in pixels.
    pub(super) module: f32,
    /// Mean grey levels of the function patterns' light and dark modules; of an inverted symbol, as if it were not.
    pub(super) light: f32,
    pub(super) dark: f32,
    /// Correlation of each module with its neighbour, over the directions: 0 where sharp, whatever the noise.
    pub(super) blur: f32,
    /// By how much that differs with the direction: motion blurs along one.
    pub(super) directed: f32,
    /// Share of the symbol's cells that are bright and flat.
    pub(super) washed: f32,
    /// Greatest distance between the map and a plane's, in modules.
    pub(super) bent: f32,
    /// Share of alignment patterns not found.
    pub(super) missing: f32,
    /// Whether a corner lies outside the picture.
    pub(super) outside: bool,
}

/// Modules along a cell's side.
const CELL: usize = 6;

impl Look {
    /// Measures a grid.
    pub(super) fn at(view: &View<'_>, mesh: &Mesh, grey: &[f32], soft: &[f32], layout: &Layout) -> Self {
        let n = layout.side;
        let far = n as f32;
        let corners = [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)];
        let module =
            corners.map(|(u, v)| mesh.warp.frame(u, v).module()).into_iter().fold(f32::MAX, f32::min);
        let outside = corners.iter().any(|&(u, v)| {
            let (x, y) = mesh.warp.point(u, v);
            !view.holds(x, y)
        });
        let (light, dark) = levels(grey, layout);
        let near = [(0, 1), (1, 0), (1, 1), (1, -1)].map(|(dr, dc)| lag(soft, n, dr, dc));
        Self {
            module,
            light,
            dark,
            blur: (near[0] + near[1]) / 2.0,
            directed: (near[0] - near[1]).abs().max((near[2] - near[3]).abs()),
            washed: washed(grey, n, light, dark),
            bent: mesh.warp.bent(n),
            missing: (mesh.of - mesh.found.min(mesh.of)) as f32 / mesh.of.max(1) as f32,
            outside,
        }
    }
}

/// The mean grey levels of the function patterns' light and dark modules.
fn levels(grey: &[f32], layout: &Layout) -> (f32, f32) {
    let (mut light, mut dark) = ((0f32, 0f32), (0f32, 0f32));
    for (g, m) in grey.iter().zip(&layout.modules) {
        match m {
            Module::Known(true) => dark = (dark.0 + g, dark.1 + 1.0),
            Module::Known(false) => light = (light.0 + g, light.1 + 1.0),
            _ => {}
        }
    }
    (light.0 / light.1.max(1.0), dark.0 / dark.1.max(1.0))
}

/// Correlation of the modules with those `dr` rows down and `dc` columns to the right.
fn lag(soft: &[f32], n: usize, dr: usize, dc: isize) -> f32 {
    let (mut dot, mut square) = (0f32, 0f32);
    for r in 8..n - 9 {
        for c in 8..n - 9 {
            let a = soft[r * n + c].clamp(-1.5, 1.5);
            let b = soft[(r + dr) * n + c.saturating_add_signed(dc)].clamp(-1.5, 1.5);
            dot += a * b;
            square += a * a;
        }
    }
    dot / square.max(1e-3)
}

/// Share of cells in which even the darkest modules are bright.
fn washed(grey: &[f32], n: usize, light: f32, dark: f32) -> f32 {
    let limit = dark + 0.7 * (light - dark);
    let (mut flat, mut all) = (0f32, 0f32);
    for r in (0..n - CELL).step_by(CELL) {
        for c in (0..n - CELL).step_by(CELL) {
            all += 1.0;
            let mut low = f32::MAX;
            for i in 0..CELL {
                let row = &grey[(r + i) * n + c..(r + i) * n + c + CELL];
                low = row.iter().copied().fold(low, f32::min);
            }
            if low > limit.max(60.0) {
                flat += 1.0;
            }
        }
    }
    flat / all.max(1.0)
}
