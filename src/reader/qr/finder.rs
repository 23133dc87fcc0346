//! Finder patterns: runs of 1:1:3:1:1 along rows, cross-checked (ISO/IEC 18004, reference decode algorithm, step b).
//!
//! Edges are taken where the grey value crosses the threshold, between pixels. The ratios are checked on distances from
//! edge to like edge, which print gain and a threshold too high or too low leave alone.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: `edges` has six entries and constant indices; rows and thresholds are sliced by the picture's own size.

use super::binarise::{BLOCK, Thresholds};
use super::deadline::Deadline;
use super::runs::Rows;
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
    /// Confirmed across as well as along the lines; else its place across is that of the lines which hit it.
    pub(super) sure: bool,
    /// Height of the lines in ratio, in widths of the pattern: about 0.4 at best.
    pub(super) share: f32,
    /// The pass over the frame that found it, counted from 0.
    pub(super) pass: usize,
    /// Belongs to a code already read.
    pub(super) used: bool,
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
    /// Least height of the lines in ratio, in widths of the pattern.
    pub(super) least: f32,
    /// Widths of the pattern to look for, in pixels.
    pub(super) widths: (usize, usize),
}

/// The most finders kept of a picture.
const MOST: usize = 320;
/// Finds the finder patterns of a picture.
pub(super) fn find(
    view: &View<'_>,
    thr: &Thresholds,
    search: Search,
    rows: &mut Rows,
    found: &mut Vec<Finder>,
    deadline: &Deadline,
) {
    found.clear();
    rows.chains.clear();
    let mut y = search.step / 2;
    let mut last_row = usize::MAX;
    while y < view.h {
        let by = (y / BLOCK).min(thr.bh - 1);
        if by != last_row {
            if deadline.late() {
                return;
            }
            last_row = by;
            let blocks = by * thr.bw..(by + 1) * thr.bw;
            rows.limits(&thr.level[blocks.clone()], &thr.range[blocks], search, view.w);
        }
        rows.scan(view, thr, y, search);
        rows.settle(search, y, found);
        y += search.step;
    }
    rows.settle(search, usize::MAX, found);
}

/// The module size, where six edges are in the finder's ratios.
pub(super) fn ratio(e: &[f32; 6]) -> Option<f32> {
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

/// Adds a finder unless it is known; a sure one replaces an unsure one.
pub(super) fn add(found: &mut Vec<Finder>, f: Finder) {
    let near = |g: &Finder| {
        let reach = 0.25 * (g.across + g.down) / 2.0;
        g.inverted == f.inverted && (g.x - f.x).abs() < reach && (g.y - f.y).abs() < reach
    };
    if let Some(g) = found.iter_mut().find(|g| near(g)) {
        let share = g.share + f.share;
        if f.sure && !g.sure {
            *g = Finder { used: g.used, ..f };
        }
        g.share = share;
    } else if found.len() < MOST {
        found.push(f);
    }
}

pub(super) fn check(
    view: &View<'_>,
    thr: &Thresholds,
    cx: f32,
    cy: f32,
    wide: f32,
    inverted: bool,
) -> Option<Finder> {
    if !view.holds(cx, cy) {
        return None;
    }
    let down = cross(view, thr, cx, cy, 0.0, 1.0, wide, inverted)?;
    let cy = cy + down.centre;
    let across = cross(view, thr, cx, cy, 1.0, 0.0, wide, inverted)?;
    let cx = cx + across.centre;
    let (w, h) = (across.wide, down.wide);
    if w > 2.2 * h || h > 2.2 * w {
        return None;
    }
    let s = std::f32::consts::FRAC_1_SQRT_2;
    let diagonal = cross(view, thr, cx, cy, s, s, 1.5 * wide, inverted)
        .or_else(|| cross(view, thr, cx, cy, s, -s, 1.5 * wide, inverted));
    diagonal.map(|_| Finder {
        x: cx,
        y: cy,
        across: w,
        down: h,
        inverted,
        sure: true,
        share: 0.0,
        pass: 0,
        used: false,
    })
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
        let mut before = sign * (view.near(cx, cy) - thr.at(cx, cy));
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
                // The pattern may touch the picture's edge.
                if n < 2 {
                    return None;
                }
                e[at[n]] = dir * (t - 0.5);
                break;
            }
            let d = sign * (view.near(x, y) - thr.at(x, y));
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
