//! Finder patterns so blurred that they have no runs left: blobs, fitted by the pattern as a lens out of focus shows it.
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
// Bounds: sums hold (w + 1) times (h + 1) values and are asked for within them; extremes lie inside the border; no `View` is empty.

use super::deadline::Deadline;
use super::finder::Finder;
use super::line::marked;
use super::register::{Match, Pattern, Place};
use super::view::View;
use std::f32::consts::FRAC_1_SQRT_2;

/// Sizes of a module that are looked for, in pixels of the plane.
const MODULES: [f32; 4] = [1.3, 1.7, 2.2, 2.9];
/// Half the side of a finder's core, in modules (ISO/IEC 18004, chapter 6.3.3).
const CORE: f32 = 1.5;
/// Half the side of a whole finder, in modules (likewise).
const WHOLE: f32 = 3.5;
/// Half the side of a finder with the light about it, in modules.
const ROUND: f32 = 4.75;
/// Least difference between the light about a blob and the blob, in grey levels.
const CONTRAST: f32 = 14.0;
/// Least difference between a blob's rim and its core, in grey levels.
const RIM: f32 = 3.0;
/// The most blobs looked at more closely: where dark ones alone are looked for, and light ones besides.
const LOOKED_AT: [usize; 2] = [220, 450];
/// Blobs looked at from one look at the clock to the next.
const TOGETHER: usize = 8;
/// The most blobs fitted: dark ones, and light ones.
const FITTED: [usize; 2] = [14, 7];
/// Correlation at a first size below which no other is tried.
const HOPELESS: f32 = 0.32;
/// The least correlation at a first look, for a blob to be fitted.
const LIKELY: f32 = 0.5;
/// The least correlation of one pattern's fit, for another to be tried.
const NEARLY: f32 = 0.62;
/// The least correlation of a fit that counts.
const FITS: f32 = 0.76;
/// Correlation of a fit at which no other pattern is tried.
const SURE: f32 = 0.9;
/// Sizes from which fitting begins, in those that a blob seems to have: with two instead of three, fewer codes out of focus were read
/// on frames of a simulator.
const SIZES: [f32; 3] = [1.0, 0.85, 0.72];
/// How a module may grow while it is fitted.
const GROWN: std::ops::Range<f32> = 0.5..1.5;
/// The share of lines in ratio that a blurred finder of full correlation counts for.
const SHARE: f32 = 0.4;

/// Scratch of the search.
#[derive(Default)]
pub(super) struct Blobs {
    /// Whether light blobs on dark are looked for too: blurred inverted symbols, rare enough to wait for another frame.
    light: bool,
    sums: Vec<u32>,
    smooth: Vec<i16>,
    /// Of a row of the smoothed plane, what is [`DARKEST`] or [`LIGHTEST`].
    flags: Vec<u8>,
    list: Vec<Blob>,
}

/// A dark place in a light surround, or a light one in a dark.
#[derive(Clone, Copy)]
struct Blob {
    /// Its middle, in pixels of the plane.
    x: f32,
    y: f32,
    /// Light on dark.
    inverted: bool,
    /// The module of a finder of its size, in pixels of the plane.
    module: f32,
    /// Where on the picture it looked most like a finder.
    place: Place,
    /// How plain it is, and then how like a finder.
    score: f32,
}

/// A place that is darker than all about it.
const DARKEST: u8 = 1;
/// A place that is lighter than all about it.
const LIGHTEST: u8 = 2;

/// Flags what is darker, and with `light` what is lighter than all about it, in the second of three rows; from its third place to its
/// last but two. Of equals side by side the first one counts.
fn flag_extremes(rows: &[&[i16]; 3], light: bool, flags: &mut Vec<u8>) {
    let n = rows[1].len() - 4;
    let rows = rows.map(|row| [1, 2, 3].map(|x| &row[x..][..n]));
    flags.clear();
    flags.extend((0..n).map(|k| u8::from(is_darkest(&rows, k, 1)) * DARKEST));
    if light {
        for (k, flag) in flags.iter_mut().enumerate() {
            *flag |= u8::from(is_darkest(&rows, k, -1)) * LIGHTEST;
        }
    }
}

/// Whether a place of the second of three rows is darker than all about it, or with the sign turned lighter; each row is given from one
/// place before, from there, and from one after. Always inlined, so that it vectorises.
#[inline(always)]
fn is_darkest([above, row, below]: &[[&[i16]; 3]; 3], k: usize, sign: i16) -> bool {
    let at = |row: &[i16]| row[k].wrapping_mul(sign);
    let here = at(row[1]);
    let before = [at(above[0]), at(above[1]), at(above[2]), at(row[0])];
    let after = [at(row[2]), at(below[0]), at(below[1]), at(below[2])];
    before.iter().fold(true, |all, v| all & (here < *v))
        & after.iter().fold(true, |all, v| all & (here <= *v))
}

/// Fits the patterns about a blob, both ways round.
fn fit(view: &View<'_>, blob: &Blob, patterns: &mut [Pattern]) -> Option<Match> {
    let (about, inverted) = (&blob.place, blob.inverted);
    let mut best: Option<Match> = None;
    for pattern in patterns {
        let mut first = (0f32, *about);
        for (cos, sin) in [(1.0, 0.0), (FRAC_1_SQRT_2, FRAC_1_SQRT_2)] {
            let m = about.ux;
            let place = Place { ux: m * cos, uy: m * sin, vx: -m * sin, vy: m * cos, ..*about };
            let score = pattern.score(view, &place, inverted);
            if score > first.0 {
                first = (score, place);
            }
        }
        let m = pattern.follow(view, first.1, inverted, true, 10);
        if best.is_none_or(|b| m.score > b.score) {
            best = Some(m);
        }
        if m.score >= SURE || m.score < NEARLY {
            break;
        }
    }
    best.filter(|m| m.score >= FITS)
}

/// What is said of a finder that fits.
fn finder(m: &Match, inverted: bool) -> Finder {
    let wide = 7.0 * m.place.module();
    Finder {
        x: m.place.x,
        y: m.place.y,
        across: wide,
        down: wide,
        inverted,
        sure: true,
        blurred: true,
        share: SHARE * m.score,
        pass: 0,
        used: false,
    }
}

/// A picture, and smaller ones in which its blobs are looked for.
pub(super) struct Planes<'a> {
    /// The picture itself.
    pub(super) view: &'a View<'a>,
    /// It made smaller.
    pub(super) plane: &'a View<'a>,
    /// That at half its size.
    pub(super) half: &'a View<'a>,
    /// Whether the plane has few pixels, and so few blobs.
    pub(super) few: bool,
}

impl Planes<'_> {
    /// Pixels of the picture to one of the plane.
    fn scale(&self) -> f32 {
        (self.view.w / self.plane.w) as f32
    }

    /// By what the number of blobs is divided.
    fn share(&self) -> usize {
        if self.few { 4 } else { 1 }
    }
}

impl Blobs {
    /// A search for dark blobs, and with `light` for light ones too.
    pub(super) fn new(light: bool) -> Self {
        Self { light, ..Self::default() }
    }

    /// Adds blurred finders, which look like one of the patterns; the first of them is for a first look. What is found is in the
    /// picture's own pixels.
    pub(super) fn find(
        &mut self,
        planes: &Planes<'_>,
        patterns: &mut [Pattern],
        deadline: &Deadline,
        out: &mut Vec<Finder>,
    ) {
        self.extremes(planes.half);
        if deadline.late() {
            return;
        }
        self.add_up(planes.plane);
        if deadline.late() {
            return;
        }
        self.weigh(planes.plane);
        self.list.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        self.list.truncate(LOOKED_AT[usize::from(self.light)] / planes.share());
        let Some((first, patterns)) = patterns.split_first_mut() else { return };
        if self.look(planes, first, deadline) {
            self.fit(planes, patterns, deadline, out);
        }
    }

    /// Looks once at each blob with a pattern, in several sizes, and keeps those like it, the likest first. False where time is up.
    fn look(&mut self, planes: &Planes<'_>, pattern: &mut Pattern, deadline: &Deadline) -> bool {
        let scale = planes.scale();
        let shift = (scale - 1.0) / 2.0;
        for (k, b) in self.list.iter_mut().enumerate() {
            b.score = 0.0;
            if k.is_multiple_of(TOGETHER) && deadline.late() {
                return false;
            }
            for size in SIZES {
                let m = b.module * scale * size;
                let at = (b.x * scale + shift, b.y * scale + shift);
                let place = Place { x: at.0, y: at.1, ux: m, uy: 0.0, vx: 0.0, vy: m };
                let score = pattern.score(planes.view, &place, b.inverted);
                if score > b.score {
                    (b.score, b.place) = (score, place);
                }
                if score < HOPELESS {
                    break;
                }
            }
        }
        self.list.retain(|b| b.score >= LIKELY);
        self.list.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        true
    }

    /// Fits the patterns about the likest blobs, and adds those that fit.
    fn fit(&self, planes: &Planes<'_>, patterns: &mut [Pattern], deadline: &Deadline, out: &mut Vec<Finder>) {
        let mut left = FITTED.map(|n| n / planes.share());
        for b in &self.list {
            let left = &mut left[usize::from(b.inverted)];
            if *left == 0 {
                continue;
            }
            *left -= 1;
            if deadline.late() {
                return;
            }
            let Some(m) = fit(planes.view, b, patterns) else { continue };
            let grown = m.place.module() / b.place.module();
            if planes.view.holds(m.place.x, m.place.y) && GROWN.contains(&grown) {
                super::finder::add(out, finder(&m, b.inverted));
            }
        }
    }

    /// Places on the plane of half the size, smoothed, that are darker or lighter than all about them.
    fn extremes(&mut self, half: &View<'_>) {
        let (w, h) = (half.w, half.h);
        self.list.clear();
        self.smooth(half);
        if w < 5 {
            return;
        }
        for y in 2..h.saturating_sub(2) {
            let rows = [y - 1, y, y + 1].map(|y| &self.smooth[y * w..(y + 1) * w]);
            flag_extremes(&rows, self.light, &mut self.flags);
            for k in marked(&self.flags) {
                let x = k + 2;
                let here = f32::from(rows[1][x]);
                // Between pixels: the vertex of a parabola through three values.
                let vertex = |before: i16, after: i16| {
                    let (p, q) = (f32::from(before) - here, f32::from(after) - here);
                    if p + q == 0.0 { 0.0 } else { (p - q) / (p + q) / 2.0 }
                };
                let (dx, dy) = (vertex(rows[1][x - 1], rows[1][x + 1]), vertex(rows[0][x], rows[2][x]));
                // In the plane's own pixels.
                let (x, y) = ((x as f32 + dx) * 2.0 + 0.5, (y as f32 + dy) * 2.0 + 0.5);
                self.list.push(Blob {
                    x,
                    y,
                    inverted: self.flags[k] == LIGHTEST,
                    module: 0.0,
                    place: Place::default(),
                    score: 0.0,
                });
            }
        }
    }

    /// Smooths a plane, but for its border: sixteen times the mean of three by three pixels, the nearer ones counting more.
    fn smooth(&mut self, plane: &View<'_>) {
        let (w, h) = (plane.w, plane.h);
        self.smooth.clear();
        self.smooth.resize(w * h, 0);
        if w < 3 {
            return;
        }
        let n = w - 2;
        for y in 1..h.saturating_sub(1) {
            let rows = [plane.row(y - 1), plane.row(y), plane.row(y + 1)];
            let [left, middle, right] = [0, 1, 2].map(|x| rows.map(|row| &row[x..][..n]));
            for (x, o) in self.smooth[y * w + 1..][..n].iter_mut().enumerate() {
                let column = |[a, b, c]: [&[u8]; 3]| {
                    i16::from(a[x]).wrapping_add(i16::from(b[x]) << 1).wrapping_add(i16::from(c[x]))
                };
                *o = column(left).wrapping_add(column(middle) << 1).wrapping_add(column(right));
            }
        }
    }

    /// Sums of all pixels above and to the left (Crow, 1984).
    fn add_up(&mut self, plane: &View<'_>) {
        let wide = plane.w + 1;
        self.sums.clear();
        self.sums.resize(wide * (plane.h + 1), 0);
        for y in 0..plane.h {
            let (above, below) = self.sums.split_at_mut((y + 1) * wide);
            let above = &above[y * wide..];
            let below = &mut below[1..wide];
            let mut sum = 0u32;
            for (s, p) in below.iter_mut().zip(plane.row(y)) {
                sum = sum.wrapping_add(u32::from(*p));
                *s = sum;
            }
            below.iter_mut().zip(&above[1..wide]).for_each(|(s, a)| *s = s.wrapping_add(*a));
        }
    }

    /// Keeps the blobs that are dark in a light surround, or light in a dark one, with the size at which that shows most.
    fn weigh(&mut self, plane: &View<'_>) {
        let wide = plane.w + 1;
        let sums = &self.sums;
        // Sum and pixels of a square.
        let square = |x: f32, y: f32, reach: f32| {
            // To the nearest border between pixels.
            let at = |v: f32, most: usize| ((v + 1.0).max(0.0) as i32 as usize).min(most);
            let (x0, x1) = (at(x - reach, plane.w), at(x + reach, plane.w));
            let (y0, y1) = (at(y - reach, plane.h), at(y + reach, plane.h));
            let sum = sums[y1 * wide + x1]
                .wrapping_sub(sums[y0 * wide + x1])
                .wrapping_sub(sums[y1 * wide + x0])
                .wrapping_add(sums[y0 * wide + x0]);
            (sum as f32, ((x1 - x0) * (y1 - y0)) as f32)
        };
        self.list.retain_mut(|b| {
            for m in MODULES {
                let core = square(b.x, b.y, CORE * m);
                let whole = square(b.x, b.y, WHOLE * m);
                let round = square(b.x, b.y, ROUND * m);
                let mean =
                    |outer: (f32, f32), inner: (f32, f32)| (outer.0 - inner.0) / (outer.1 - inner.1).max(1.0);
                let (mut dark, mut rim, mut light) =
                    (core.0 / core.1.max(1.0), mean(whole, core), mean(round, whole));
                if b.inverted {
                    [&mut dark, &mut rim, &mut light].into_iter().for_each(|v| *v = 255.0 - *v);
                }
                let blob = 0.4 * dark + 0.6 * rim;
                if light - blob >= CONTRAST && rim - dark >= RIM {
                    let score = (light - blob) / (light + 20.0);
                    if score > b.score {
                        (b.score, b.module) = (score, m);
                    }
                }
            }
            b.score > 0.0
        });
    }
}
