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
    /// Confirmed across as well as along the lines; else its place across is that of the lines which hit it.
    pub(super) sure: bool,
    /// Height of the lines in ratio, in widths of the pattern: about 0.4 at best.
    pub(super) share: f32,
    /// The rung of the ladder that found it.
    pub(super) rung: usize,
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
/// The most runs in ratio for each line, so that work is bounded.
const HITS_PER_LINE: usize = 24;
/// The most cross-checks of a chain.
const CHECKS: usize = 3;
/// The most chains followed at once.
const CHAINS: usize = 96;

/// Scratch of the search: the limits and the bits of a row.
#[derive(Default)]
pub(super) struct Rows {
    dark: Vec<u8>,
    light: Vec<u8>,
    dark_bits: Vec<u64>,
    light_bits: Vec<u64>,
    chains: Vec<Chain>,
}

/// Runs in ratio on lines one below the other.
#[derive(Clone, Copy, Debug)]
struct Chain {
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

/// Finds the finder patterns of a picture.
pub(super) fn find(
    view: &View<'_>,
    thr: &Thresholds,
    search: Search,
    rows: &mut Rows,
    found: &mut Vec<Finder>,
) {
    found.clear();
    rows.chains.clear();
    let mut y = search.step / 2;
    let mut last_row = usize::MAX;
    while y < view.h {
        let by = (y / BLOCK).min(thr.bh - 1);
        if by != last_row {
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

impl Rows {
    /// Below which grey value a pixel is surely dark, and above which surely light, for a row of blocks.
    fn limits(&mut self, levels: &[f32], ranges: &[u8], search: Search, w: usize) {
        self.dark.clear();
        self.light.clear();
        let last = levels.len() - 1;
        for (i, (&here, &range)) in levels.iter().zip(ranges).enumerate() {
            if range < search.contrast {
                self.dark.extend([0; BLOCK]);
                self.light.extend([255; BLOCK]);
                continue;
            }
            let margin = f32::from(range) * search.hysteresis;
            let before = levels[i.saturating_sub(1)];
            let after = levels[(i + 1).min(last)];
            for k in 0..BLOCK {
                let t = (k as f32 + 0.5) / BLOCK as f32 - 0.5;
                let l = if t < 0.0 { here + t * (here - before) } else { here + t * (after - here) };
                self.dark.push((l - margin + 0.5) as u8);
                self.light.push((l + margin + 0.5) as u8);
            }
        }
        self.dark.truncate(w);
        self.light.truncate(w);
    }

    /// Runs along one row: the state changes where a pixel passes the far limit, the edge lies where it passed between.
    fn scan(&mut self, view: &View<'_>, thr: &Thresholds, y: usize, search: Search) {
        let row = view.row(y);
        pack(row, &self.dark, &mut self.dark_bits, |p, l| p < l);
        pack(row, &self.light, &mut self.light_bits, |p, l| p > l);
        // The last six changes of state, oldest first, in whole pixels.
        let mut at = [0usize; 6];
        let mut light = true;
        let mut hits = 0usize;
        let mut count = 0usize;
        let mut x = 0usize;
        loop {
            let bits = if light { &self.dark_bits } else { &self.light_bits };
            let Some(next) = next_set(bits, x) else { break };
            x = next;
            light = !light;
            at = [at[1], at[2], at[3], at[4], at[5], x];
            count += 1;
            if count < 6 || !roughly(&at, search.widths) || hits >= HITS_PER_LINE {
                continue;
            }
            let mut edges = [0f32; 6];
            let mut side = !light;
            for (e, &k) in edges.iter_mut().zip(&at) {
                side = !side;
                *e = self.edge(row, k, !side);
            }
            // The run that ended is dark where it is light now.
            if ratio(&edges).is_some() {
                hits += 1;
                self.chain(view, thr, &edges, y, search.step, !light);
            }
        }
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
    fn settle(&mut self, search: Search, y: usize, found: &mut Vec<Finder>) {
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
                        share,
                        rung: 0,
                        used: false,
                    },
                );
            }
            false
        });
    }

    /// Where the grey value passed midway between the limits, at or before `x`.
    fn edge(&self, row: &[u8], x: usize, light: bool) -> f32 {
        let off = |k: usize| {
            let d = 2 * i32::from(row[k]) - i32::from(self.dark[k]) - i32::from(self.light[k]);
            if light { d } else { -d }
        };
        let mut k = x;
        let mut here = off(k);
        while k > 0 && x - k < 4 {
            let before = off(k - 1);
            if before <= 0 && here > 0 {
                return k as f32 - here as f32 / (here - before) as f32;
            }
            here = before;
            k -= 1;
        }
        x as f32 - 0.5
    }
}

/// Whether six edges in whole pixels may be a finder's: a first look without fractions.
#[inline]
fn roughly(at: &[usize; 6], widths: (usize, usize)) -> bool {
    let total = at[5] - at[0];
    let core = at[3] - at[2];
    let (left, right) = (at[2] - at[0], at[5] - at[3]);
    total >= widths.0
        && total <= widths.1
        && 4 * core + 4 >= total
        && 8 * core <= 5 * total + 8
        && 2 * left <= total + 2
        && 2 * right <= total + 2
        && left <= 2 * right + 2
        && right <= 2 * left + 2
}

/// One bit a pixel: whether it passes its limit.
fn pack(row: &[u8], limits: &[u8], bits: &mut Vec<u64>, passes: impl Fn(u8, u8) -> bool) {
    bits.clear();
    for (pixels, limits) in row.chunks(64).zip(limits.chunks(64)) {
        let mut flags = [0u8; 64];
        for ((f, &p), &l) in flags.iter_mut().zip(pixels).zip(limits) {
            *f = u8::from(passes(p, l));
        }
        let mut word = 0u64;
        for (k, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
            // Eight bytes of 0 or 1 to eight bits.
            let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            word |= byte << (8 * k);
        }
        bits.push(word);
    }
}

/// The first set bit at or after a place.
fn next_set(bits: &[u64], from: usize) -> Option<usize> {
    let mut k = from / 64;
    let mut word = *bits.get(k)? & (u64::MAX << (from % 64));
    while word == 0 {
        k += 1;
        word = *bits.get(k)?;
    }
    Some(k * 64 + word.trailing_zeros() as usize)
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

fn check(view: &View<'_>, thr: &Thresholds, cx: f32, cy: f32, wide: f32, inverted: bool) -> Option<Finder> {
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
        rung: 0,
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
