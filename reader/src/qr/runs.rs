//! Runs of 1:1:3:1:1 along the lines of a picture, put together to chains from line to line.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: indices of changes and edges run below their number; windows have six entries and constant indices.

use super::binarise::Thresholds;
use super::finder::{Finder, Search, add, check, ratio};
use super::line::{Line, marked};
use super::view::View;

/// The most runs in ratio for each line, so that work is bounded.
const HITS_PER_LINE: usize = 24;
/// The most cross-checks of a chain.
const CHECKS: usize = 3;
/// The most chains followed at once.
const CHAINS: usize = 96;

/// Scratch of the search.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) line: Line,
    /// Where between pixels a line's changes lie, as far as they were asked for.
    edges: Vec<f32>,
    /// Which of a line's windows of six changes are worth a look.
    likely: Vec<u8>,
    pub(super) chains: Vec<Chain>,
}

/// Runs in ratio on lines one below the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    x: f32,
    wide: f32,
    first: usize,
    last: usize,
    sum_x: f32,
    sum_wide: f32,
    count: usize,
    inverted: bool,
    /// The pattern as cross-checked.
    sure: Option<Finder>,
}

impl Rows {
    /// Looks for runs in ratio along one row.
    pub(super) fn scan(&mut self, view: &View<'_>, thr: &Thresholds, y: usize, search: Search) {
        let row = view.row(y);
        let mut line = std::mem::take(&mut self.line);
        line.scan(row);
        let mut hits = 0usize;
        self.edges.clear();
        self.likely.clear();
        let c = line.changes.as_slice();
        if c.len() >= 6 {
            let six = c.iter().zip(&c[1..]).zip(&c[2..]).zip(&c[3..]).zip(&c[4..]).zip(&c[5..]);
            let likely = six.map(|(((((a, b), c), d), e), f)| roughly([a, b, c, d, e, f], search.widths));
            self.likely.extend(likely.map(u8::from));
        }
        let all = std::mem::take(&mut self.likely);
        for k in marked(&all) {
            // Runs begin with a dark one: those at even places are dark.
            let inverted = k % 2 == 1;
            // Most of the edges were those of the window before.
            if self.edges.len() < k {
                self.edges.resize(k, 0.0);
            }
            for i in self.edges.len()..k + 6 {
                self.edges.push(line.edge(row, line.changes[i] as usize, i % 2 == 1));
            }
            let Some(edges) = self.edges[k..].first_chunk().copied() else { break };
            if ratio(&edges).is_some() {
                hits += 1;
                self.chain(view, thr, &edges, y, search.step, inverted);
                if hits >= HITS_PER_LINE {
                    break;
                }
            }
        }
        self.likely = all;
        self.line = line;
    }

    /// Adds a run in ratio to the chain it continues, or begins one; cross-checks it until that succeeds once.
    fn chain(
        &mut self,
        view: &View<'_>,
        thr: &Thresholds,
        edges: &[f32; 6],
        y: usize,
        step: usize,
        inverted: bool,
    ) {
        let x = (edges[2] + edges[3] + edges[1] + edges[4]) / 4.0;
        let wide = edges[5] - edges[0];
        let own = self.chains.iter_mut().find(|c| {
            c.inverted == inverted
                && c.last < y
                && c.last + 2 * step >= y
                && (c.x - x).abs() < 0.12 * wide + 0.8
                && (c.wide - wide).abs() < 0.22 * wide + 1.0
        });
        if let Some(c) = own {
            c.x = x;
            c.wide = wide;
            c.last = y;
            c.sum_x += x;
            c.sum_wide += wide;
            c.count += 1;
            if c.sure.is_none() && c.count <= CHECKS {
                c.sure = check(view, thr, x, y as f32, wide, inverted);
            }
        } else if self.chains.len() < CHAINS {
            self.chains.push(Chain {
                x,
                wide,
                first: y,
                last: y,
                sum_x: x,
                sum_wide: wide,
                count: 1,
                inverted,
                sure: check(view, thr, x, y as f32, wide, inverted),
            });
        }
    }

    /// Takes the chains that ended before line `y` and keeps those cross-checked or long enough.
    pub(super) fn settle(&mut self, search: Search, y: usize, found: &mut Vec<Finder>) {
        self.chains.retain(|c| {
            if c.last.saturating_add(2 * search.step) >= y {
                return true;
            }
            let n = c.count as f32;
            let wide = c.sum_wide / n;
            let share = n * search.step as f32 / wide;
            if let Some(f) = c.sure {
                add(found, Finder { share, ..f });
            } else if c.count >= 2 && share >= search.least && share < 0.8 {
                let (x, y) = (c.sum_x / n, (c.first + c.last) as f32 / 2.0);
                add(
                    found,
                    Finder {
                        x,
                        y,
                        across: wide,
                        down: wide,
                        inverted: c.inverted,
                        sure: false,
                        blurred: false,
                        share,
                        pass: 0,
                        used: false,
                    },
                );
            }
            false
        });
    }
}

/// What whole pixels leave open of a distance, in twelfths of one: on frames of a simulator one window in sixteen that is in ratio is
/// missed, and two in three that are not are saved.
const ROUGH: i32 = 13;

/// Whether six edges in whole pixels may be a finder's: a first look without fractions.
#[inline]
fn roughly(at: [&u32; 6], widths: (u32, u32)) -> bool {
    // Sides are cut off at 16,384 pixels: nothing wraps.
    let at = at.map(|x| *x as i32);
    let total = at[5].wrapping_sub(at[0]);
    let core = at[3].wrapping_sub(at[2]);
    let (left, right) = (at[2].wrapping_sub(at[0]), at[5].wrapping_sub(at[3]));
    let (before, after) = (at[3].wrapping_sub(at[1]), at[4].wrapping_sub(at[2]));
    // Twelve modules, from edge to like edge.
    let twelve = left.wrapping_add(before).wrapping_add(after).wrapping_add(right);
    let slack = (twelve.wrapping_mul(9) >> 4).wrapping_add(ROUGH);
    let near = |v: i32, n: i32| {
        let off = v.wrapping_mul(12).wrapping_sub(twelve.wrapping_mul(n));
        (off <= slack) & (off >= slack.wrapping_neg())
    };
    // All at once, so that four of them fit into one register.
    (total >= widths.0 as i32)
        & (total <= widths.1 as i32)
        & (core.wrapping_mul(4).wrapping_add(4) >= total)
        & (core.wrapping_mul(8) <= total.wrapping_mul(5).wrapping_add(8))
        & near(left, 2)
        & near(right, 2)
        & near(before, 4)
        & near(after, 4)
}
