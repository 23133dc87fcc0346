//! A symbol from two finders, where the third is covered or washed out: by a finger, by glare.
//!
//! Two finders along an edge show the timing pattern between them, on the symbol's side; two across the diagonal both have
//! the version beside them. The third is then looked for where it must be, and done without where nothing is there.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: indices run over the finders given; versions from 1 to 40.

use super::deadline::Deadline;
use super::finder::Finder;
use super::register::{Match, Pattern, Place};
use super::view::View;
use super::{triple, version};
use std::f32::consts::SQRT_2;

/// Two finders, and the third where it was found.
pub(super) struct Pair {
    /// Top left, top right, bottom left.
    pub(super) found: [Option<Match>; 3],
    pub(super) version: usize,
    /// The finders' indices.
    pub(super) at: [usize; 2],
    pub(super) inverted: bool,
    pub(super) score: f32,
}

/// The most finders of which pairs are made, those hit by most lines first.
const FINDERS: usize = 7;
/// Least correlation of a finder of a pair.
const LEAST: f32 = 0.6;

/// Proposes pairs, the likeliest first.
pub(super) fn propose(
    view: &View<'_>,
    finders: &[Finder],
    pattern: &mut Pattern,
    pick: &mut Vec<usize>,
    out: &mut Vec<Pair>,
    deadline: &Deadline,
) {
    out.clear();
    pick.clear();
    pick.extend((0..finders.len()).filter(|&i| finders[i].sure && !finders[i].blurred && !finders[i].used));
    pick.sort_unstable_by(|&a, &b| finders[b].share.total_cmp(&finders[a].share));
    pick.truncate(FINDERS);
    for &a in pick.iter() {
        for &b in pick.iter() {
            if deadline.late() {
                return;
            }
            if a == b
                || finders[a].inverted != finders[b].inverted
                || !triple::alike(&finders[a], &finders[b])
            {
                continue;
            }
            edge(view, finders, [a, b], pattern, out);
            if a < b {
                diagonal(view, finders, [a, b], pattern, out);
                diagonal(view, finders, [b, a], pattern, out);
            }
        }
    }
    out.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
    out.truncate(4);
}

/// A and B along an edge, the symbol on the side to which A to B turns clockwise on the picture.
fn edge(view: &View<'_>, finders: &[Finder], at: [usize; 2], pattern: &mut Pattern, out: &mut Vec<Pair>) {
    let (fa, fb) = (&finders[at[0]], &finders[at[1]]);
    let inverted = fa.inverted;
    let (dx, dy) = (fb.x - fa.x, fb.y - fa.y);
    let length = dx.hypot(dy);
    let modules = length / ((fa.module() + fb.module()) / 2.0) + 7.0;
    if !(19.0..230.0).contains(&modules) {
        return;
    }
    let (ax, ay) = (dx / length, dy / length);
    let Some(a) = frame(view, fa, (ax, ay), (-ay, ax), pattern) else { return };
    let Some(b) = frame(view, fb, (ax, ay), (-ay, ax), pattern) else { return };
    let (sa, sb) = (a.place.ux.hypot(a.place.uy), b.place.ux.hypot(b.place.uy));
    let modules = 2.0 * length / (sa + sb).max(0.1) + 7.0;
    let from = (((modules * 0.88 - 17.0) / 4.0).floor()).max(1.0) as usize;
    let to = (((modules * 1.12 - 17.0) / 4.0).ceil()).clamp(0.0, 40.0) as usize;
    let best = (from..=to)
        .map(|v| (v, alternation(view, &a.place, &b.place, 17 + 4 * v, inverted)))
        .max_by(|p, q| p.1.total_cmp(&q.1));
    let Some((version, timing)) = best else { return };
    if timing < 0.5 {
        return;
    }
    let far = (10 + 4 * version) as f32;
    // Either A is the top left corner and the third is bottom left, or B is and the third is top right.
    let below = seek(view, &a.place, far, inverted, pattern);
    let turned = [turn(&a), turn(&b)];
    let beside = seek(view, &b.place, far, inverted, pattern).map(|m| turn(&m));
    let info = |found: &[Option<Match>; 3]| {
        if version < 7 { 0.0 } else { version::told(view, found, inverted, version) }
    };
    for found in [[Some(a), Some(b), below], [Some(turned[1]), beside, Some(turned[0])]] {
        let third = found.iter().flatten().map(|m| m.score).fold(1.0, f32::min);
        let third = if found.iter().all(Option::is_some) { third } else { 0.0 };
        let score = timing + info(&found) + third;
        if score > 1.0 {
            out.push(Pair { found, version, at, inverted, score });
        }
    }
}

/// A top right, B bottom left.
fn diagonal(view: &View<'_>, finders: &[Finder], at: [usize; 2], pattern: &mut Pattern, out: &mut Vec<Pair>) {
    let (fa, fb) = (&finders[at[0]], &finders[at[1]]);
    let inverted = fa.inverted;
    let (dx, dy) = (fb.x - fa.x, fb.y - fa.y);
    let length = dx.hypot(dy);
    let modules = length / SQRT_2 / ((fa.module() + fb.module()) / 2.0) + 7.0;
    if !(40.0..230.0).contains(&modules) {
        return;
    }
    let (ex, ey) = (dx / length / SQRT_2, dy / length / SQRT_2);
    let u = (ey - ex, -ex - ey);
    let v = (ey + ex, -ex + ey);
    let Some(a) = frame(view, fa, u, v, pattern) else { return };
    let Some(b) = frame(view, fb, u, v, pattern) else { return };
    let module = (a.place.module() + b.place.module()) / 2.0;
    let modules = length / SQRT_2 / module.max(0.1) + 7.0;
    let from = (((modules * 0.85 - 17.0) / 4.0).floor()).max(7.0) as usize;
    let to = (((modules * 1.15 - 17.0) / 4.0).ceil()).clamp(0.0, 40.0) as usize;
    let mut found = [None, Some(a), Some(b)];
    let best =
        (from..=to).map(|v| (v, version::told(view, &found, inverted, v))).max_by(|p, q| p.1.total_cmp(&q.1));
    let Some((version, told)) = best else { return };
    if told < 0.6 {
        return;
    }
    let far = (10 + 4 * version) as f32;
    let (x1, y1) = a.place.point(-far, 0.0);
    let (x2, y2) = b.place.point(0.0, -far);
    let mean = |p: f32, q: f32| (p + q) / 2.0;
    let about = Place {
        x: mean(x1, x2),
        y: mean(y1, y2),
        ux: mean(a.place.ux, b.place.ux),
        uy: mean(a.place.uy, b.place.uy),
        vx: mean(a.place.vx, b.place.vx),
        vy: mean(a.place.vy, b.place.vy),
    };
    found[0] = search(view, &about, inverted, pattern);
    let score = 0.5 + told + found[0].map_or(0.0, |m| m.score);
    out.push(Pair { found, version, at, inverted, score });
}

/// A finder's frame along given axes.
fn frame(view: &View<'_>, f: &Finder, a: (f32, f32), b: (f32, f32), pattern: &mut Pattern) -> Option<Match> {
    let place = triple::place(f, a.0, a.1, b.0, b.1);
    let m = pattern.follow(view, place, f.inverted, true, 8);
    (m.score >= LEAST).then_some(m)
}

/// The same place with the axes of the symbol turned by a quarter: right is what was down.
fn turn(m: &Match) -> Match {
    let p = m.place;
    Match { place: Place { ux: p.vx, uy: p.vy, vx: -p.ux, vy: -p.uy, ..p }, ..*m }
}

/// Looks for a finder `far` modules down from another.
fn seek(view: &View<'_>, from: &Place, far: f32, inverted: bool, pattern: &mut Pattern) -> Option<Match> {
    let (x, y) = from.point(0.0, far);
    search(view, &Place { x, y, ..*from }, inverted, pattern)
}

/// Looks for a finder about a place, four modules each way.
pub(super) fn search(view: &View<'_>, about: &Place, inverted: bool, pattern: &mut Pattern) -> Option<Match> {
    if !view.holds(about.x, about.y) {
        return None;
    }
    let mut best = (0.25, None);
    for j in -4..=4i32 {
        for i in -4..=4i32 {
            let (x, y) = about.point(i as f32, j as f32);
            let place = Place { x, y, ..*about };
            let score = pattern.score(view, &place, inverted);
            if score > best.0 {
                best = (score, Some(place));
            }
        }
    }
    let m = pattern.follow(view, best.1?, inverted, true, 10);
    (m.score >= 0.5).then_some(m)
}

/// How well the timing pattern between two finders alternates, if the symbol has `side` modules.
fn alternation(view: &View<'_>, a: &Place, b: &Place, side: usize, inverted: bool) -> f32 {
    let sign = if inverted { -1.0 } else { 1.0 };
    let (x0, y0) = a.point(0.0, 3.0);
    let (x1, y1) = b.point(0.0, 3.0);
    let (sa, sb) = (a.ux.hypot(a.uy), b.ux.hypot(b.uy));
    // Perspective: the scale goes over evenly from one end's to the other's.
    let bend = (sb - sa) / (sa + sb).max(0.1);
    let value = |k: usize| {
        let t = (k as f32 - 3.0) / (side as f32 - 7.0);
        let t = t + bend * (t * t - t);
        view.at(x0 + t * (x1 - x0), y0 + t * (y1 - y0))
    };
    sign * version::alternation(side, value)
}
