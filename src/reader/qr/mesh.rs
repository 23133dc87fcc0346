//! The mesh: every alignment pattern is looked for about where those found so far put it, and the map is bent through all
//! (ISO/IEC 18004, chapter 12, steps h to j, with a spline where the standard has one grid a cell).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: the window's indices run within its own fixed side; layout indices within the layout's lists.

use super::layout::Layout;
use super::register::{Match, Pattern, Place};
use super::version::finder_anchors;
use super::view::View;
use super::warp::{Anchor, Warp};

/// Spline stiffness.
const STIFF: f32 = 0.003;
/// How far the search goes for each module to the nearest anchor.
const REACH: f32 = 0.09;
/// Least correlation of an alignment pattern.
const LEAST: f32 = 0.55;

/// Builds the mesh for a version from three finders.
pub(super) fn build(
    view: &View<'_>,
    layout: &Layout,
    finders: &[Option<Match>; 3],
    inverted: bool,
    pattern: &mut Pattern,
    anchors: &mut Vec<Anchor>,
) -> Option<Warp> {
    finder_anchors(layout.side, finders, anchors);
    let stiff = STIFF;
    let mut warp = Warp::fit(layout.side, anchors, stiff)?;
    let mut todo: Vec<(f32, f32)> = Vec::new();
    for (i, &r) in layout.alignment.iter().enumerate() {
        for (j, &c) in layout.alignment.iter().enumerate() {
            if layout.has_alignment(i, j) {
                todo.push((c as f32 + 0.5, r as f32 + 0.5));
            }
        }
    }
    let all = todo.len();
    let sure = anchors.len();
    // Nearest to what is known first; then once more for those missed, with the map bent through the others.
    let mut missed = Vec::new();
    for sweep in 0..2 {
        while !todo.is_empty() {
            let distance = |p: &(f32, f32)| {
                anchors.iter().map(|a| (a.u - p.0).hypot(a.v - p.1)).fold(f32::MAX, f32::min)
            };
            let nearest = todo.iter().enumerate().map(|(k, p)| (k, distance(p)));
            let Some((k, d)) = nearest.min_by(|a, b| a.1.total_cmp(&b.1)) else { break };
            let (u, v) = todo.swap_remove(k);
            let reach = (0.6 + REACH * d).min(5.0);
            if let Some(m) = locate(view, &warp.frame(u, v), reach, inverted, pattern) {
                anchors.push(Anchor { u, v, x: m.place.x, y: m.place.y, weight: 1.0 });
                if let Some(w) = Warp::fit(layout.side, anchors, stiff) {
                    warp = w;
                }
            } else {
                missed.push((u, v));
            }
        }
        if sweep == 1 || missed.len() * 2 > all {
            break;
        }
        std::mem::swap(&mut todo, &mut missed);
    }
    prune(layout.side, anchors, sure, stiff, &mut warp);
    Some(warp)
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
    const HALF: usize = 12;
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
            let (mut ring, mut gap, mut square) = (0f32, 0f32, 0f32);
            for r in 0..5usize {
                for c in 0..5usize {
                    let g = grey[j + 2 * r][i + 2 * c];
                    square += g * g;
                    if r.abs_diff(2).max(c.abs_diff(2)) == 1 { gap += g } else { ring += g }
                }
            }
            let mean = (ring + gap) / 25.0;
            let spread = (square - 25.0 * mean * mean).max(1.0).sqrt();
            // 17 dark and 8 light modules: the pattern free of mean, length 1.
            let score = (ring * (8.0 / 25.0) - gap * (17.0 / 25.0)) / (5.44f32.sqrt() * spread);
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

/// Takes out anchors that the others contradict.
fn prune(side: usize, anchors: &mut Vec<Anchor>, sure: usize, stiff: f32, warp: &mut Warp) {
    for _ in 0..3 {
        if anchors.len() <= sure + 1 {
            break;
        }
        // What a smooth map through all leaves, in modules.
        let Some(smooth) = Warp::fit(side, anchors, 0.3) else { break };
        let worst = anchors
            .iter()
            .enumerate()
            .skip(sure)
            .map(|(k, a)| {
                let f = smooth.frame(a.u, a.v);
                (k, (f.x - a.x).hypot(f.y - a.y) / f.module().max(0.5))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((k, off)) = worst else { break };
        if off < 0.8 {
            break;
        }
        anchors.swap_remove(k);
        if let Some(w) = Warp::fit(side, anchors, stiff) {
            *warp = w;
        }
    }
}
