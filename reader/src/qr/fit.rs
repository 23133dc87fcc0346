//! The finders of a triple, fitted: each where its runs put it, and once more as the others say where it was missed or slipped.

use super::pair;
use super::register::{Match, Pattern, Place};
use super::triple::Triple;
use super::view::View;

/// Least correlation of a finder of a triple.
pub(super) const LEAST: f32 = 0.45;
/// Correlation of two that call for the third.
const GOOD: f32 = 0.84;
/// The most of the best one's correlation that one has which may have slipped.
const SLIPPED: f32 = 0.85;
/// The most steps of registration.
pub(super) const ROUNDS: usize = 8;

/// Fits a triple's finders by `pattern`. Nothing where not all three are there.
pub(super) fn finders(
    view: &View<'_>,
    t: &Triple,
    inverted: bool,
    pattern: &mut Pattern,
) -> Option<[Match; 3]> {
    let mut three = [None; 3];
    let mut missed = 0usize;
    for (m, place) in three.iter_mut().zip(t.places) {
        *m = follow(view, place, inverted, pattern);
        missed = missed.saturating_add(usize::from(m.is_none()));
        if missed > 1 {
            return None;
        }
    }
    if missed == 1 {
        find_third(view, t, &mut three, inverted, pattern);
    }
    let [Some(a), Some(b), Some(c)] = three else { return None };
    let mut found = [a, b, c];
    refit_slipped(view, t, &mut found, inverted, pattern);
    Some(found)
}

/// Follows a finder from a first place; nothing where none is there.
fn follow(view: &View<'_>, place: Place, inverted: bool, pattern: &mut Pattern) -> Option<Match> {
    let m = pattern.follow(view, place, inverted, true, ROUNDS);
    (m.score >= LEAST).then_some(m)
}

/// The one that fits best.
fn best<'a>(matches: impl Iterator<Item = &'a Match>) -> Option<Match> {
    matches.copied().max_by(|a, b| a.score.total_cmp(&b.score))
}

/// Where two fit well, the third may lie beside where its runs put it.
fn find_third(
    view: &View<'_>,
    t: &Triple,
    three: &mut [Option<Match>; 3],
    inverted: bool,
    pattern: &mut Pattern,
) {
    if three.iter().flatten().any(|m| m.score < GOOD) {
        return;
    }
    let Some(Match { place, .. }) = best(three.iter().flatten()) else { return };
    for (m, from) in three.iter_mut().zip(&t.places) {
        if m.is_none() {
            let about = Place { x: from.x, y: from.y, ..place };
            *m = pair::search(view, &about, inverted, pattern);
        }
    }
}

/// Where one fits much worse than the others, it may have slipped: once more with their axes.
fn refit_slipped(view: &View<'_>, t: &Triple, found: &mut [Match; 3], inverted: bool, pattern: &mut Pattern) {
    let Some(Match { place, score, .. }) = best(found.iter()) else { return };
    for (m, from) in found.iter_mut().zip(&t.places) {
        if m.score < SLIPPED * score
            && let Some(again) = follow(view, Place { x: from.x, y: from.y, ..place }, inverted, pattern)
            && again.score > m.score
        {
            *m = again;
        }
    }
}
