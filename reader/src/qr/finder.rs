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
    /// So blurred that it has no runs, and is fitted by the pattern as such.
    pub(super) blurred: bool,
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
    pub(super) widths: (u32, u32),
}

/// By what factor one finder's size may differ from another's at the same place, for the two to be one.
const SAME: f32 = 1.22;

/// Rows of blocks from one look at the clock to the next.
const TOGETHER: usize = 4;

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
            if by.is_multiple_of(TOGETHER) && deadline.late() {
                return;
            }
            last_row = by;
            let blocks = by * thr.bw..(by + 1) * thr.bw;
            let (levels, ranges) = (&thr.level[blocks.clone()], &thr.range[blocks]);
            rows.line.limits(levels, ranges, search.contrast, search.hysteresis);
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

/// Adds a finder unless it is known; a sure one replaces an unsure one. One of another size at the same place is another: of the two
/// one is wrong, and which is seen only together with others.
pub(super) fn add(found: &mut Vec<Finder>, f: Finder) {
    let near = |g: &Finder| {
        let reach = 0.25 * (g.across + g.down) / 2.0;
        let grown = f.module() / g.module();
        g.inverted == f.inverted
            && (g.x - f.x).abs() < reach
            && (g.y - f.y).abs() < reach
            && (1.0 / SAME..SAME).contains(&grown)
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

/// Checks a run in ratio down, across and along one diagonal of its centre.
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
    // Pixel by pixel along the column and the row.
    let reach = wide * 1.3 + 3.0;
    let (x, y) = ((cx + 0.5) as usize, (cy + 0.5) as usize);
    let down = cross(reach, inverted, |t| {
        let y = y.checked_add_signed(t).filter(|y| *y < view.h)?;
        Some(f32::from(view.pixel(x, y)) - thr.of(x, y))
    })?;
    let cy = y as f32 + down.centre;
    if !view.holds(cx, cy) {
        return None;
    }
    let y = (cy + 0.5) as usize;
    let across = cross(reach, inverted, |t| {
        let x = x.checked_add_signed(t).filter(|x| *x < view.w)?;
        Some(f32::from(view.pixel(x, y)) - thr.of(x, y))
    })?;
    let cx = x as f32 + across.centre;
    let (w, h) = (across.wide, down.wide);
    if w > 2.2 * h || h > 2.2 * w {
        return None;
    }
    let reach = 1.5 * wide * 1.3 + 3.0;
    let diagonal = |dx: f32, dy: f32| {
        cross(reach, inverted, |t| {
            let (x, y) = (cx + t as f32 * dx, cy + t as f32 * dy);
            view.holds(x, y).then(|| view.near(x, y) - thr.at(x, y))
        })
    };
    let s = std::f32::consts::FRAC_1_SQRT_2;
    diagonal(s, s).or_else(|| diagonal(s, -s))?;
    Some(Finder {
        x: cx,
        y: cy,
        across: w,
        down: h,
        inverted,
        sure: true,
        blurred: false,
        share: 0.0,
        pass: 0,
        used: false,
    })
}

/// A line through a pattern.
struct Cross {
    /// Where the pattern's centre lies along the line, from where it began.
    centre: f32,
    wide: f32,
}

/// The six edges along a line through a candidate's centre, where they are in ratio. `off` tells by how much the grey value passes the
/// threshold at a step of the line, or nothing outside the picture.
#[inline]
fn cross(reach: f32, inverted: bool, off: impl Fn(isize) -> Option<f32>) -> Option<Cross> {
    let sign = if inverted { -1.0 } else { 1.0 };
    let reach = reach as isize;
    let mut e = [0f32; 6];
    let middle = sign * off(0)?;
    if middle > 0.0 {
        return None;
    }
    for (dir, at) in [(-1isize, [2usize, 1, 0]), (1, [3, 4, 5])] {
        let mut n = 0;
        let mut t = 0;
        let mut before = middle;
        while n < 3 {
            t += 1;
            if t > reach {
                return None;
            }
            let Some(here) = off(dir * t) else {
                // The pattern may touch the picture's edge.
                if n < 2 {
                    return None;
                }
                e[at[n]] = dir as f32 * (t as f32 - 0.5);
                break;
            };
            let d = sign * here;
            if (d > 0.0) != (before > 0.0) {
                e[at[n]] = dir as f32 * (t as f32 - d / (d - before));
                n += 1;
            }
            before = d;
        }
    }
    ratio(&e)?;
    let centre = (e[0] + e[5] + e[1] + e[4] + e[2] + e[3]) / 6.0;
    Some(Cross { centre, wide: e[5] - e[0] })
}
