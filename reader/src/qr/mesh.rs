//! The mesh: every alignment pattern is looked for about where those found so far put it, and the map is bent through all
//! (ISO/IEC 18004, chapter 12, steps h to j, with a spline where the standard has one grid a cell).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the window's indices run within its own fixed side; layout indices within the layout's lists.

use super::deadline::Deadline;
use super::layout::Layout;
use super::register::{Match, Pattern, Place};
use super::version::finder_anchors;
use super::view::View;
use super::warp::{Anchor, Scratch, Warp};

/// Stiffness of the spline: 0 goes through every anchor.
const STIFF: f32 = 0.003;
/// How far the search goes, in modules for each module to the nearest anchor: wider, it found wrong places on curved paper.
const REACH: f32 = 0.09;
/// Least correlation of an alignment pattern.
const LEAST: f32 = 0.55;
/// Stiffness of the spline by which anchors that the others contradict are told.
const SMOOTH: f32 = 0.3;
/// By how many modules such an anchor is off at least.
const OFF: f32 = 0.8;

/// The mesh of one symbol, and scratch.
pub(super) struct Mesh {
    /// The map as it stands.
    pub(super) warp: Warp,
    /// The alignment patterns found, and how many there are.
    pub(super) found: usize,
    pub(super) of: usize,
    anchors: Vec<Anchor>,
    smooth: Warp,
    todo: Vec<(f32, f32)>,
    missed: Vec<(f32, f32)>,
    scratch: Scratch,
}

impl Mesh {
    pub(super) fn new() -> Self {
        Self {
            warp: Warp::default(),
            found: 0,
            of: 0,
            anchors: Vec::new(),
            smooth: Warp::default(),
            todo: Vec::new(),
            missed: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Builds the mesh for a version from the finders, with alignment patterns that look like `pattern`; false where they allow
    /// none, or time is up.
    pub(super) fn build(
        &mut self,
        view: &View<'_>,
        layout: &Layout,
        finders: &[Option<Match>; 3],
        inverted: bool,
        pattern: &mut Pattern,
        deadline: &Deadline,
    ) -> bool {
        finder_anchors(layout.side, finders, &mut self.anchors);
        if !self.warp.fit(layout.side, &self.anchors, STIFF, &mut self.scratch) {
            return false;
        }
        self.todo.clear();
        self.missed.clear();
        for (i, &r) in layout.alignment.iter().enumerate() {
            for (j, &c) in layout.alignment.iter().enumerate() {
                if layout.has_alignment(i, j) {
                    self.todo.push((c as f32 + 0.5, r as f32 + 0.5));
                }
            }
        }
        self.of = self.todo.len();
        let sure = self.anchors.len();
        // Nearest to what is known first; then once more for those missed, with the map bent through the others.
        for sweep in 0..2 {
            while let Some((k, d)) = self.nearest() {
                if deadline.late() {
                    return false;
                }
                let (u, v) = self.todo.swap_remove(k);
                let reach = (0.6 + REACH * d).min(5.0);
                if let Some(m) = locate(view, &self.warp.frame(u, v), reach, inverted, pattern) {
                    self.anchors.push(Anchor { u, v, x: m.place.x, y: m.place.y, weight: 1.0 });
                    self.warp.fit(layout.side, &self.anchors, STIFF, &mut self.scratch);
                } else {
                    self.missed.push((u, v));
                }
            }
            if sweep == 1 || self.missed.len() * 2 > self.of {
                break;
            }
            std::mem::swap(&mut self.todo, &mut self.missed);
        }
        self.prune(layout.side, sure);
        self.found = self.anchors.len() - sure;
        true
    }

    /// The pattern to look for next, and how many modules it is from the nearest anchor.
    fn nearest(&self) -> Option<(usize, f32)> {
        let distance = |p: &(f32, f32)| {
            self.anchors.iter().map(|a| (a.u - p.0).hypot(a.v - p.1)).fold(f32::MAX, f32::min)
        };
        let all = self.todo.iter().enumerate().map(|(k, p)| (k, distance(p)));
        all.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Takes out anchors that the others contradict.
    fn prune(&mut self, side: usize, sure: usize) {
        for _ in 0..3 {
            if self.anchors.len() <= sure + 1 {
                break;
            }
            // What a smooth map through all leaves, in modules.
            if !self.smooth.fit(side, &self.anchors, SMOOTH, &mut self.scratch) {
                break;
            }
            let smooth = &self.smooth;
            let worst = self
                .anchors
                .iter()
                .enumerate()
                .skip(sure)
                .map(|(k, a)| {
                    let f = smooth.frame(a.u, a.v);
                    (k, (f.x - a.x).hypot(f.y - a.y) / f.module().max(0.5))
                })
                .max_by(|a, b| a.1.total_cmp(&b.1));
            let Some((k, off)) = worst else { break };
            if off < OFF {
                break;
            }
            self.anchors.swap_remove(k);
            self.warp.fit(side, &self.anchors, STIFF, &mut self.scratch);
        }
    }
}

/// Looks for an alignment pattern about a place.
fn locate(
    view: &View<'_>,
    about: &Place,
    reach: f32,
    inverted: bool,
    pattern: &mut Pattern,
) -> Option<Match> {
    if !view.holds(about.x, about.y) {
        return None;
    }
    let sign = if inverted { -1.0 } else { 1.0 };
    // Grey values every half module over the window, then the pattern's correlation at each shift.
    /// The longest shift each way, in half modules.
    const HALF: usize = 12;
    /// Grey values along the window's side: the pattern's nine, and the shifts.
    const WINDOW: usize = 2 * HALF + 9;
    let steps = ((reach * 2.0).ceil() as usize).clamp(1, HALF);
    let side = 2 * steps + 9;
    let mut grey = [[0f32; WINDOW]; WINDOW];
    for (j, row) in grey.iter_mut().enumerate().take(side) {
        for (i, g) in row.iter_mut().enumerate().take(side) {
            let (u, v) = ((i as f32 - (steps + 4) as f32) / 2.0, (j as f32 - (steps + 4) as f32) / 2.0);
            let (x, y) = about.point(u, v);
            *g = -sign * view.at(x, y);
        }
    }
    let mut best = (f32::MIN, 0usize, 0usize);
    for j in 0..=2 * steps {
        for i in 0..=2 * steps {
            let (mut dot, mut sum, mut square) = (0f32, 0f32, 0f32);
            for (k, core) in pattern.core.iter().enumerate() {
                let g = grey[j + 2 * (k / 5)][i + 2 * (k % 5)];
                dot += core * g;
                sum += g;
                square += g * g;
            }
            let spread = (square - sum * sum / 25.0).max(1.0).sqrt();
            let score = dot / spread;
            let away = ((i as f32 - steps as f32).powi(2) + (j as f32 - steps as f32).powi(2)) / 4.0;
            let score = score - 0.25 * away / (reach * reach + 1.0);
            if score > best.0 {
                best = (score, i, j);
            }
        }
    }
    let (u, v) = ((best.1 as f32 - steps as f32) / 2.0, (best.2 as f32 - steps as f32) / 2.0);
    let (x, y) = about.point(u, v);
    let m = pattern.follow(view, Place { x, y, ..*about }, inverted, false, 4);
    (m.score >= LEAST).then_some(m)
}
