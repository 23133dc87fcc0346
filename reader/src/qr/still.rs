//! An empty scene that does not change is not searched again and again: at an idle door nothing happens most of the time.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: cells are indexed below their number; sums are of twelve bytes at most, which 16 bits hold.

use super::view::View;

/// Pixels along a cell's side.
const CELL: usize = 48;
/// Pixels from one that is looked at to the next, along rows and down columns.
const STEP: usize = 4;
/// By so many grey levels a cell's mean differs where something has come.
const MOVED: f32 = 2.5;
/// The same in the dark: so many grey levels where the mean is none, and that share of the mean more.
const DARK: (f32, f32) = (0.8, 0.06);
/// By that share the differences between a cell's pixels differ: a lens that finds its focus leaves the mean as it is.
const SHARPER: f32 = 0.25;
/// Differences between pixels that are noise, in grey levels.
const NOISE: f32 = 3.0;
/// One frame of so many is searched though nothing has changed: once a second.
const ANYWAY: u8 = 15;

/// A cell of the picture: the mean of its pixels, and of the differences between neighbours.
#[derive(Clone, Copy, Default)]
struct Cell {
    mean: f32,
    restless: f32,
}

/// What an empty scene looked like.
#[derive(Default)]
pub(super) struct Still {
    empty: Vec<Cell>,
    now: Vec<Cell>,
    /// Frames since one was searched.
    passed: u8,
}

impl Still {
    /// The scene is not known, or not empty.
    pub(super) fn forget(&mut self) {
        self.empty.clear();
        self.passed = 0;
    }

    /// Whether a picture is that of the empty scene, and need not be searched.
    pub(super) fn is(&mut self, view: &View<'_>) -> bool {
        self.look(view);
        let same = |(a, b): (&Cell, &Cell)| {
            let restless = a.restless.max(b.restless);
            (a.mean - b.mean).abs() < MOVED.min(DARK.0 + DARK.1 * a.mean.min(b.mean))
                && (restless < NOISE || (a.restless - b.restless).abs() < SHARPER * restless)
        };
        let still = self.empty.len() == self.now.len() && self.empty.iter().zip(&self.now).all(same);
        self.passed = if still { (self.passed + 1) % ANYWAY } else { 0 };
        still && self.passed > 0
    }

    /// The picture that was looked at last was searched to the end, and shows nothing.
    pub(super) fn learn(&mut self) {
        std::mem::swap(&mut self.empty, &mut self.now);
    }

    /// Measures the cells of a picture.
    fn look(&mut self, view: &View<'_>) {
        let (wide, high) = (view.w.div_ceil(CELL), view.h.div_ceil(CELL));
        self.now.clear();
        self.now.resize(wide * high, Cell::default());
        for y in (0..view.h).step_by(STEP) {
            let row = view.row(y);
            let cells = &mut self.now[y / CELL * wide..][..wide];
            for (cell, pixels) in cells.iter_mut().zip(row.chunks(CELL)) {
                let (mut sum, mut changes) = (0_u16, 0_u16);
                for pair in pixels.chunks_exact(STEP) {
                    sum += u16::from(pair[0]);
                    changes += u16::from(pair[0].abs_diff(pair[1]));
                }
                cell.mean += f32::from(sum);
                cell.restless += f32::from(changes);
            }
        }
        for (index, cell) in self.now.iter_mut().enumerate() {
            let (x, y) = (index % wide * CELL, index / wide * CELL);
            let (across, down) = (CELL.min(view.w - x) / STEP, CELL.min(view.h - y).div_ceil(STEP));
            let looked_at = (across * down).max(1) as f32;
            cell.mean /= looked_at;
            cell.restless /= looked_at;
        }
    }
}
