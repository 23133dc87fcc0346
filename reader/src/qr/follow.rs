//! Finders followed from frame to frame: the search starts where a code was, and a finder seen in one frame alone is not lost.

use super::deadline::Deadline;
use super::finder::{self, Finder};
use super::register::{Match, Pattern, Place};
use super::scan::Outline;
use super::view::View;
use super::{pair, triple};

/// The most finders followed.
const MOST: usize = 10;
/// The most finders of a frame that are looked at for following.
const LOOKED_AT: usize = 20;
/// Least correlation of a finder that is followed.
const LEAST: f32 = 0.62;
/// Correlation that a finder of a code read counts for.
const READ: f32 = 0.7;
/// Frames in which a finder may be missing.
const MISSING: u8 = 3;

#[derive(Clone, Copy, Debug)]
struct Followed {
    place: Place,
    inverted: bool,
    score: f32,
    missing: u8,
}

/// The finders followed.
#[derive(Default)]
pub(super) struct Followers {
    list: Vec<Followed>,
    pick: Vec<usize>,
}

impl Followers {
    /// Follows none.
    pub(super) fn forget(&mut self) {
        self.list.clear();
    }

    /// Looks for each finder about the place where it was, and adds those found to `all`.
    pub(super) fn find(
        &mut self,
        view: &View<'_>,
        pattern: &mut Pattern,
        deadline: &Deadline,
        all: &mut Vec<Finder>,
    ) {
        // How far the last one found has moved: a camera moves them all.
        let mut moved = (0.0f32, 0.0f32);
        for f in &mut self.list {
            if deadline.late() {
                return;
            }
            let (x, y) = (f.place.x + moved.0, f.place.y + moved.1);
            let about = Place { x, y, ..f.place };
            let first = pattern.follow(view, about, f.inverted, true, 6);
            let found = if first.score >= 0.9 * f.score {
                Some(first)
            } else {
                pair::search(view, &about, f.inverted, pattern)
            };
            let fits = |m: &Match| {
                let grown = m.place.module() / f.place.module();
                m.score >= 0.85 * LEAST && (0.75..1.33).contains(&grown) && view.holds(m.place.x, m.place.y)
            };
            if let Some(m) = found.filter(fits) {
                moved = (m.place.x - f.place.x, m.place.y - f.place.y);
                *f = Followed { place: m.place, score: m.score, missing: 0, ..*f };
                finder::add(all, seen(f));
            } else {
                f.missing = f.missing.saturating_add(1);
            }
        }
        self.list.retain(|f| f.missing <= MISSING);
    }

    /// Follows the finders of a code that was read.
    pub(super) fn hold(&mut self, outline: &Outline) {
        let Outline { places, inverted, .. } = *outline;
        self.list.clear();
        self.list.extend(places.map(|place| Followed { place, inverted, score: READ, missing: 0 }));
    }

    /// Adds the finders of a frame that gave nothing, as far as they bear a closer look.
    pub(super) fn keep(
        &mut self,
        view: &View<'_>,
        finders: &[Finder],
        pattern: &mut Pattern,
        deadline: &Deadline,
    ) {
        self.pick.clear();
        self.pick.extend(0..finders.len());
        let weight = |i: &usize| finders.get(*i).map_or(0.0, triple::weight);
        self.pick.sort_unstable_by(|a, b| weight(b).total_cmp(&weight(a)));
        self.pick.truncate(LOOKED_AT);
        for f in self.pick.iter().filter_map(|&i| finders.get(i)) {
            if deadline.late() {
                break;
            }
            let near = |g: &Followed| {
                (g.place.x - f.x).hypot(g.place.y - f.y) < 3.0 * f.module() && g.inverted == f.inverted
            };
            if self.list.iter().any(near) {
                continue;
            }
            if let Some(m) = turned(view, f, pattern) {
                let new = Followed { place: m.place, inverted: f.inverted, score: m.score, missing: 0 };
                self.list.push(new);
            }
        }
        self.list.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        self.list.truncate(MOST);
    }
}

/// Fits a finder's frame when its axes are not known: the best of four directions.
fn turned(view: &View<'_>, f: &Finder, pattern: &mut Pattern) -> Option<Match> {
    let mut best: Option<(f32, Place)> = None;
    for k in 0..4u8 {
        let (sin, cos) = (f32::from(k) * std::f32::consts::FRAC_PI_8).sin_cos();
        let place = triple::place(f, cos, sin, -sin, cos);
        let score = pattern.score(view, &place, f.inverted);
        if best.is_none_or(|b| score > b.0) {
            best = Some((score, place));
        }
    }
    let m = pattern.follow(view, best?.1, f.inverted, true, 8);
    (m.score >= LEAST).then_some(m)
}

/// What the search would have said of it: widths along row and column through the centre.
fn seen(f: &Followed) -> Finder {
    let p = &f.place;
    let det = (p.ux * p.vy - p.uy * p.vx).abs().max(0.1);
    // A step of one pixel along the row or column, in modules each way.
    let across = 7.0 * det / p.vy.abs().max(p.uy.abs()).max(0.1);
    let down = 7.0 * det / p.vx.abs().max(p.ux.abs()).max(0.1);
    Finder {
        x: p.x,
        y: p.y,
        across,
        down,
        inverted: f.inverted,
        sure: true,
        blurred: false,
        share: 0.5,
        pass: 0,
        used: false,
    }
}
