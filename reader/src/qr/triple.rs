//! Triples of finder patterns that may belong to one symbol, by their geometry, the likeliest first.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: indices run over the finders given.

use super::deadline::Deadline;
use super::finder::Finder;
use super::register::Place;

/// Three finders in the symbol's order: top left, top right, bottom left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple {
    pub(super) at: [usize; 3],
    /// First places for registration.
    pub(super) places: [Place; 3],
    /// The less, the likelier.
    pub(super) cost: f32,
}

/// The most triples kept.
const MOST: usize = 48;
/// The most finders of which triples are made, the surest first.
const FINDERS: usize = 40;

/// Proposes triples of which one finder at least is new at this pass. `pick` is scratch.
pub(super) fn propose(
    finders: &[Finder],
    pass: usize,
    pick: &mut Vec<usize>,
    out: &mut Vec<Triple>,
    deadline: &Deadline,
) {
    out.clear();
    pick.clear();
    pick.extend((0..finders.len()).filter(|&i| !finders[i].used));
    pick.sort_unstable_by(|&a, &b| weight(&finders[b]).total_cmp(&weight(&finders[a])));
    pick.truncate(FINDERS);
    for (i, &a) in pick.iter().enumerate() {
        if deadline.late() {
            break;
        }
        for (j, &b) in pick.iter().enumerate().skip(i + 1) {
            let (fa, fb) = (&finders[a], &finders[b]);
            if fa.inverted != fb.inverted || !alike(fa, fb) {
                continue;
            }
            for &c in pick.iter().skip(j + 1) {
                let fc = &finders[c];
                if fa.pass.max(fb.pass).max(fc.pass) < pass {
                    continue;
                }
                if fc.inverted != fa.inverted || !alike(fa, fc) || !alike(fb, fc) {
                    continue;
                }
                if let Some(t) = arrange(finders, [a, b, c]) {
                    out.push(t);
                }
            }
        }
    }
    out.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
    out.truncate(MOST);
}

/// Sure finders come first, then those hit by the most lines.
pub(super) fn weight(f: &Finder) -> f32 {
    (f.share / 0.4).min(1.0) + if f.sure { 1.0 } else { 0.0 }
}

/// Whether two finders may be of one symbol, by their size.
pub(super) fn alike(a: &Finder, b: &Finder) -> bool {
    let (s, t) = (a.module(), b.module());
    s < 2.0 * t && t < 2.0 * s
}

/// Chooses the corner, checks the geometry.
fn arrange(finders: &[Finder], three: [usize; 3]) -> Option<Triple> {
    let mut best: Option<Triple> = None;
    for k in 0..3 {
        let a = three[k];
        let (b, c) = (three[(k + 1) % 3], three[(k + 2) % 3]);
        if let Some(t) = corner(finders, a, b, c)
            && best.as_ref().is_none_or(|o| t.cost < o.cost)
        {
            best = Some(t);
        }
    }
    best
}

/// A triple with its corner at `a`, where the geometry allows it.
fn corner(finders: &[Finder], a: usize, b: usize, c: usize) -> Option<Triple> {
    let (fa, fb, fc) = (&finders[a], &finders[b], &finders[c]);
    let (mut abx, mut aby) = (fb.x - fa.x, fb.y - fa.y);
    let (mut acx, mut acy) = (fc.x - fa.x, fc.y - fa.y);
    let (mut b, mut c) = (b, c);
    if abx * acy - aby * acx < 0.0 {
        std::mem::swap(&mut b, &mut c);
        std::mem::swap(&mut abx, &mut acx);
        std::mem::swap(&mut aby, &mut acy);
    }
    let (lab, lac) = (length(abx, aby), length(acx, acy));
    if lab < 1.0 || lac < 1.0 || lab > 2.2 * lac || lac > 2.2 * lab {
        return None;
    }
    let cos = (abx * acx + aby * acy) / (lab * lac);
    if cos.abs() > 0.6 {
        return None;
    }
    let (ax, ay) = (abx / lab, aby / lab);
    let (bx, by) = (acx / lac, acy / lac);
    let places = [a, b, c].map(|i| place(&finders[i], ax, ay, bx, by));
    let [pa, pb, pc] = places.map(|p| (length(p.ux, p.uy), length(p.vx, p.vy)));
    let along = lab / ((pa.0 + pb.0) / 2.0) + 7.0;
    let down = lac / ((pa.1 + pc.1) / 2.0) + 7.0;
    if !(17.0..=230.0).contains(&along) || !(17.0..=230.0).contains(&down) {
        return None;
    }
    let off = (along / down).ln().abs();
    if off > 0.6 {
        return None;
    }
    let sizes = (pa.0 / pb.0).ln().abs() + (pa.1 / pc.1).ln().abs();
    if sizes > 1.1 {
        return None;
    }
    let sure = weight(fa) + weight(fb) + weight(fc);
    let cost = 1.5 * off + 0.7 * sizes + cos.abs() + (lab / lac).ln().abs() * 0.5 - 0.25 * sure;
    Some(Triple { at: [a, b, c], places, cost })
}

/// The length of a vector of pixels: `hypot` guards against what does not happen here, and takes longer.
fn length(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}

/// A finder's frame when the directions of its axes are known: lengths from its widths along row and column.
pub(super) fn place(f: &Finder, ax: f32, ay: f32, bx: f32, by: f32) -> Place {
    let det = ax * by - ay * bx;
    let det = if det.abs() < 0.2 { 0.2f32.copysign(det) } else { det };
    // Row and column directions in the axes.
    let row = (by / det, -ay / det);
    let col = (-bx / det, ax / det);
    let (tr, tc) = (f.across / 7.0, f.down / 7.0);
    let (mut s, mut t) = ((tr + tc) / 2.0, (tr + tc) / 2.0);
    for _ in 0..2 {
        // The chord leaves through the side where the share is greater.
        let (p, q) = (row.0.abs() / s, row.1.abs() / t);
        let (p2, q2) = (col.0.abs() / s, col.1.abs() / t);
        if p > q && q2 > p2 {
            s = row.0.abs() * tr;
            t = col.1.abs() * tc;
        } else if q > p && p2 > q2 {
            t = row.1.abs() * tr;
            s = col.0.abs() * tc;
        } else {
            let m = (row.0.abs().max(row.1.abs()) * tr + col.0.abs().max(col.1.abs()) * tc) / 2.0;
            (s, t) = (m, m);
        }
    }
    Place { x: f.x, y: f.y, ux: ax * s, uy: ay * s, vx: bx * t, vy: by * t }
}
