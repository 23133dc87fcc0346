//! The version: from version information beside two finders, and from how well the timing patterns correlate at each
//! candidate version (ISO/IEC 18004, chapters 7.10 and 12, steps d to g).
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: versions run from 1 to 40 and index arrays of 41; bits run below 18.

use super::layout::version_bits;
use super::register::{Match, Place};
use super::view::View;
use super::warp::{Anchor, Warp};

/// A version that may be, with the map from the finders alone.
pub(super) struct Candidate {
    pub(super) version: usize,
    /// 0 nothing, 1 certain, about.
    pub(super) score: f32,
}

/// The anchors that three registered finders give: centre and corners.
pub(super) fn finder_anchors(side: usize, finders: &[Option<Match>; 3], out: &mut Vec<Anchor>) {
    out.clear();
    let far = side as f32 - 3.5;
    for (m, (u, v)) in finders.iter().zip([(3.5, 3.5), (far, 3.5), (3.5, far)]) {
        let Some(m) = m else { continue };
        let p = &m.place;
        out.push(Anchor { u, v, x: p.x, y: p.y, weight: 1.0 });
        for (du, dv) in [(-3.0f32, -3.0f32), (3.0, -3.0), (-3.0, 3.0), (3.0, 3.0)] {
            let (x, y) = p.point(du, dv);
            out.push(Anchor { u: u + du, v: v + dv, x, y, weight: 0.25 });
        }
    }
}

/// Gives the grey value of a module, so many to the right of a place and down from it.
pub(super) type Grey<'a> = dyn FnMut(&Place, f32, f32) -> f32 + 'a;

/// Ranks the versions that the geometry allows. `restored` gives grey values where blur has to be undone first: the
/// timing patterns, which it has wiped out, are left out of account then.
pub(super) fn candidates(
    view: &View<'_>,
    finders: &[Match; 3],
    inverted: bool,
    restored: Option<&mut Grey<'_>>,
    anchors: &mut Vec<Anchor>,
    out: &mut Vec<Candidate>,
) {
    out.clear();
    let [tl, tr, bl] = finders;
    let lab = (tr.place.x - tl.place.x).hypot(tr.place.y - tl.place.y);
    let lac = (bl.place.x - tl.place.x).hypot(bl.place.y - tl.place.y);
    let len_u = |p: &Place| p.ux.hypot(p.uy).max(0.1);
    let len_v = |p: &Place| p.vx.hypot(p.vy).max(0.1);
    let a = 2.0 * lab / (len_u(&tl.place) + len_u(&tr.place)) + 7.0;
    let b = 2.0 * lac / (len_v(&tl.place) + len_v(&bl.place)) + 7.0;
    let (low, high) = (a.min(b), a.max(b));
    let from = (((low * 0.85 - 17.0) / 4.0).floor().max(1.0)) as usize;
    let to = (((high * 1.12 - 17.0) / 4.0).ceil().clamp(1.0, 40.0)) as usize;
    let blurred = restored.is_some();
    let told = match restored {
        Some(value) => informed(value, &finders.map(Some), inverted),
        None => informed(&mut plain(view), &finders.map(Some), inverted),
    };
    let middle = (a * b).sqrt();
    for (version, &told) in told.iter().enumerate().take(to + 1).skip(from) {
        let side = 17 + 4 * version;
        let timing = if blurred {
            0.0
        } else {
            finder_anchors(side, &finders.map(Some), anchors);
            let Some(warp) = Warp::plane(side, anchors) else { continue };
            timing(view, &warp, side, inverted)
        };
        let info = if version >= 7 { told } else { 0.35 };
        let off = ((side as f32) / middle).ln().abs();
        let score = timing * 0.6 + 0.7 * info - 0.4 * off;
        out.push(Candidate { version, score });
    }
    out.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
}

/// Grey values as they are.
fn plain(view: &View<'_>) -> impl FnMut(&Place, f32, f32) -> f32 {
    |place, u, v| {
        let (x, y) = place.point(u, v);
        view.at(x, y)
    }
}

/// Correlation of the modules beside the top right and bottom left finders with each version's information.
fn informed(value: &mut Grey<'_>, finders: &[Option<Match>; 3], inverted: bool) -> [f32; 41] {
    let sign = if inverted { -1.0 } else { 1.0 };
    let mut bits = [[0f32; 18]; 2];
    for (copy, (m, across)) in [(&finders[1], true), (&finders[2], false)].into_iter().enumerate() {
        let Some(m) = m else { continue };
        let middle = (m.dark + m.light) / 2.0;
        let half = ((m.light - m.dark) / 2.0 * sign).max(1.0);
        for (i, b) in bits[copy].iter_mut().enumerate() {
            let (along, row) = ((i % 3) as f32 - 7.0, (i / 3) as f32 - 3.0);
            let (u, v) = if across { (along, row) } else { (row, along) };
            *b = (sign * (middle - value(&m.place, u, v)) / half).clamp(-1.0, 1.0);
        }
    }
    let mut out = [0f32; 41];
    let mut sums = [0f32; 2];
    for (s, copy) in sums.iter_mut().zip(&bits) {
        *s = copy.iter().map(|b| b.abs()).sum::<f32>().max(1.0);
    }
    for (version, o) in out.iter_mut().enumerate().skip(7) {
        let word = version_bits(version);
        let dot = |copy: &[f32; 18]| -> f32 {
            copy.iter().enumerate().map(|(i, &b)| if word >> i & 1 == 1 { b } else { -b }).sum()
        };
        let (p, q) = (dot(&bits[0]) / sums[0], dot(&bits[1]) / sums[1]);
        *o = if finders[1].is_none() {
            q
        } else if finders[2].is_none() {
            p
        } else {
            p.max(q) * 0.7 + p.min(q) * 0.3
        };
    }
    out
}

/// How well the modules beside the finders tell a version.
pub(super) fn told(view: &View<'_>, finders: &[Option<Match>; 3], inverted: bool, version: usize) -> f32 {
    informed(&mut plain(view), finders, inverted).get(version).copied().unwrap_or(0.0)
}

/// How well both timing patterns alternate under a map: 1 perfectly, 0 not at all.
pub(super) fn timing(view: &View<'_>, warp: &Warp, side: usize, inverted: bool) -> f32 {
    let sign = if inverted { -1.0 } else { 1.0 };
    let mut total = 0.0;
    for across in [true, false] {
        let value = |k: usize| {
            let t = k as f32 + 0.5;
            let (x, y) = if across { warp.point(t, 6.5) } else { warp.point(6.5, t) };
            view.at(x, y)
        };
        total += sign * alternation(side, value) / 2.0;
    }
    total
}

/// How well grey values alternate from module 8 to the last but eight, as a timing pattern's do, even modules dark (ISO/IEC 18004
/// §6.3.5): 1 at best, against it -1.
pub(super) fn alternation(side: usize, value: impl Fn(usize) -> f32) -> f32 {
    let mut window = [value(7), value(8), 0.0];
    let (mut dot, mut sum) = (0.0f32, 0.0f32);
    for k in 8..side - 8 {
        window[2] = value(k + 1);
        let d = window[1] - (window[0] + window[2]) / 2.0;
        dot += if k % 2 == 0 { -d } else { d };
        sum += d.abs();
        window = [window[1], window[2], 0.0];
    }
    dot / sum.max(1.0)
}
