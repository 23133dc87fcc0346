//! Finder patterns: runs of 1:1:3:1:1 along rows, cross-checked (ISO/IEC 18004, reference decode algorithm, step b).
//!
//! Edges are taken where the grey value crosses the threshold, between pixels. The ratios are checked on distances from
//! edge to like edge, which print gain and a threshold too high or too low leave alone.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: `edges` has six entries and constant indices; rows and thresholds are sliced by the picture's own size.

use super::binarise::{BLOCK, Thresholds};
use super::view::View;

/// A finder pattern's place, before its frame is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    pub(super) x: f32,
    pub(super) y: f32,
    /// Widths of the whole pattern along the row and the column through its centre.
    pub(super) across: f32,
    pub(super) down: f32,
    /// Light on dark.
    pub(super) inverted: bool,
    /// Rows that hit it.
    pub(super) hits: u32,
}

impl Finder {
    /// A module's size, roughly.
    pub(super) fn module(&self) -> f32 {
        (self.across + self.down) / 14.0
    }
}

/// How to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// Rows from one line looked at to the next.
    pub(super) step: usize,
    /// Least range of grey levels of a block that is looked at.
    pub(super) contrast: u8,
    /// Share of the local range by which a pixel must pass the threshold to count.
    pub(super) hysteresis: f32,
}

/// The most finders kept of a picture.
const MOST: usize = 160;
/// The most cross-checks for each row looked at, so that work is bounded.
const CHECKS_PER_ROW: usize = 24;

/// Finds the finder patterns of a picture.
pub(super) fn find(view: &View<'_>, thr: &Thresholds, search: Search, found: &mut Vec<Finder>) {
    found.clear();
    let mut level = vec![0f32; view.w];
    let mut y = search.step / 2;
    let mut last_row = usize::MAX;
    while y < view.h {
        let by = (y / BLOCK).min(thr.bh - 1);
        if by != last_row {
            last_row = by;
            spread(&thr.level[by * thr.bw..(by + 1) * thr.bw], &mut level);
        }
        scan_row(view, thr, search, y, &level, found);
        y += search.step;
    }
}

/// Spreads the thresholds of a row of blocks over its pixels, linearly between block centres.
fn spread(blocks: &[f32], level: &mut [f32]) {
    let last = blocks.len() - 1;
    for (i, chunk) in level.chunks_mut(BLOCK).enumerate() {
        let here = blocks[i.min(last)];
        let before = blocks[i.saturating_sub(1)];
        let after = blocks[(i + 1).min(last)];
        for (k, v) in chunk.iter_mut().enumerate() {
            let t = (k as f32 + 0.5) / BLOCK as f32 - 0.5;
            *v = if t < 0.0 { here + t * (here - before) } else { here + t * (after - here) };
        }
    }
}

fn scan_row(
    view: &View<'_>,
    thr: &Thresholds,
    search: Search,
    y: usize,
    level: &[f32],
    found: &mut Vec<Finder>,
) {
    let row = view.row(y);
    let by = (y / BLOCK).min(thr.bh - 1);
    let ranges = &thr.range[by * thr.bw..(by + 1) * thr.bw];
    // The last six edges, oldest first; `count` since the last gap.
    let mut edges = [0f32; 6];
    let mut count = 0usize;
    let mut light = true;
    let mut crossing = 0f32;
    let mut before = 0f32;
    let mut checks = 0usize;
    let mut x0 = 0usize;
    for ((pixels, levels), &range) in row.chunks(BLOCK).zip(level.chunks(BLOCK)).zip(ranges) {
        if range < search.contrast {
            count = 0;
            x0 += BLOCK;
            before = 0.0;
            continue;
        }
        let margin = f32::from(range) * search.hysteresis;
        for (k, (&p, &l)) in pixels.iter().zip(levels).enumerate() {
            let d = f32::from(p) - l;
            if (d > 0.0) != (before > 0.0) {
                crossing = (x0 + k) as f32 - d / (d - before);
            }
            before = d;
            if (light && d < -margin) || (!light && d > margin) {
                light = !light;
                edges.copy_within(1.., 0);
                edges[5] = crossing;
                count += 1;
                if count >= 6 && checks < CHECKS_PER_ROW {
                    if let Some(_m) = ratio(&edges) {
                        // The run just ended: dark ended if we are light now.
                        checks += consider(view, thr, &edges, y, !light, found);
                    }
                }
            }
        }
        x0 += BLOCK;
    }
}

/// The module size, where six edges are in the finder's ratios.
fn ratio(e: &[f32; 6]) -> Option<f32> {
    let (a, b, c, d) = (e[2] - e[0], e[3] - e[1], e[4] - e[2], e[5] - e[3]);
    let m = (a + b + c + d) / 12.0;
    let slack = 0.55 * m + 0.4;
    let near = |v: f32, n: f32| (v - n * m).abs() <= slack;
    let core = e[3] - e[2];
    let fits = m >= 0.9
        && near(a, 2.0)
        && near(d, 2.0)
        && near(b, 4.0)
        && near(c, 4.0)
        && (e[5] - e[0] - 7.0 * m).abs() <= 1.6 * m + 0.5
        && core > 1.8 * m
        && core < 4.4 * m;
    fits.then_some(m)
}

/// Cross-checks a candidate and keeps it or counts it for one known; gives the checks spent.
fn consider(
    view: &View<'_>,
    thr: &Thresholds,
    edges: &[f32; 6],
    y: usize,
    inverted: bool,
    found: &mut Vec<Finder>,
) -> usize {
    let cx = (edges[2] + edges[3]) / 2.0;
    let wide = edges[5] - edges[0];
    let cy = y as f32;
    for f in found.iter_mut() {
        let near = 0.25 * (f.across + f.down) / 2.0;
        if f.inverted == inverted && (f.x - cx).abs() < near && (f.y - cy).abs() < near {
            f.hits += 1;
            return 0;
        }
    }
    if let Some(f) = check(view, thr, cx, cy, wide, inverted) {
        for g in found.iter_mut() {
            let near = 0.25 * (g.across + g.down) / 2.0;
            if g.inverted == inverted && (g.x - f.x).abs() < near && (g.y - f.y).abs() < near {
                g.hits += 1;
                return 1;
            }
        }
        if found.len() < MOST {
            found.push(f);
        }
    }
    1
}

fn check(view: &View<'_>, thr: &Thresholds, cx: f32, cy: f32, wide: f32, inverted: bool) -> Option<Finder> {
    let down = cross(view, thr, cx, cy, 0.0, 1.0, wide, inverted)?;
    let cy = cy + down.centre;
    let across = cross(view, thr, cx, cy, 1.0, 0.0, wide, inverted)?;
    let cx = cx + across.centre;
    let (w, h) = (across.wide, down.wide);
    if w > 2.2 * h || h > 2.2 * w {
        return None;
    }
    let s = std::f32::consts::FRAC_1_SQRT_2;
    let falling = cross(view, thr, cx, cy, s, s, 1.5 * wide, inverted);
    let rising = cross(view, thr, cx, cy, s, -s, 1.5 * wide, inverted);
    if falling.is_none() && rising.is_none() {
        return None;
    }
    Some(Finder { x: cx, y: cy, across: w, down: h, inverted, hits: 1 })
}

struct Cross {
    /// Where the pattern's centre lies along the line.
    centre: f32,
    wide: f32,
}

/// The six edges along a line through a candidate's centre, where they are in ratio.
#[allow(clippy::too_many_arguments)]
fn cross(
    view: &View<'_>,
    thr: &Thresholds,
    cx: f32,
    cy: f32,
    dx: f32,
    dy: f32,
    wide: f32,
    inverted: bool,
) -> Option<Cross> {
    let reach = wide * 1.3 + 3.0;
    let sign = if inverted { -1.0 } else { 1.0 };
    let mut e = [0f32; 6];
    for (dir, at) in [(-1.0f32, [2usize, 1, 0]), (1.0, [3, 4, 5])] {
        let mut n = 0;
        let mut t = 0.0f32;
        let mut before = sign * (view.at(cx, cy) - thr.at(cx, cy));
        if before > 0.0 {
            return None;
        }
        while n < 3 {
            t += 1.0;
            if t > reach {
                return None;
            }
            let (x, y) = (cx + dir * t * dx, cy + dir * t * dy);
            if !view.holds(x, y) {
                return None;
            }
            let d = sign * (view.at(x, y) - thr.at(x, y));
            if (d > 0.0) != (before > 0.0) {
                e[at[n]] = dir * (t - d / (d - before));
                n += 1;
            }
            before = d;
        }
    }
    ratio(&e)?;
    let centre = (e[0] + e[5] + e[1] + e[4] + e[2] + e[3]) / 6.0;
    Some(Cross { centre, wide: e[5] - e[0] })
}
