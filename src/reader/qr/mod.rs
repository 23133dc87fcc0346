//! Our own reader of dense codes, one step of ISO/IEC 18004's reference decode algorithm a file.
//!
//! `binarise` and `finder` look for finder patterns, on the picture itself and on smaller ones; `triple` puts three
//! together; `register` fits each finder's frame to the grey picture; `version` settles the size; `mesh` finds the
//! alignment patterns and bends the `warp` through them; `sampling` takes a grey value for every module, `soft` turns
//! them into soft modules and undoes blur, and `codewords` corrects them with `reed_solomon`.

mod binarise;
mod bit_stream;
mod codewords;
mod finder;
mod layout;
mod linear;
mod mesh;
mod pair;
mod reed_solomon;
mod register;
mod rungs;
mod sampling;
mod soft;
mod triple;
mod version;
mod view;
mod warp;

use codewords::{Decoder, Outcome};
use finder::Finder;
use layout::Layout;
use register::{Match, Pattern, Place};
use rungs::{FULL, LARGE, RUNGS, Rungs};
use soft::Softener;
use std::time::Duration;
use triple::Triple;
use view::View;
use warp::Anchor;

/// How far a frame came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Fewer than three finders.
    Nothing,
    /// Finders, but no three that go together.
    Finders,
    /// A symbol's three finders, but no version.
    Triple,
    /// A grid, but too many errors.
    Grid,
    /// Some blocks corrected.
    Blocks,
    /// Read.
    Read,
}

/// What a frame gave.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// The codes read.
    pub(super) codes: Vec<Code>,
    /// How far it came.
    pub(super) stage: Stage,
    /// The rung of the ladder that was the last.
    pub(super) rung: usize,
}

/// A code read.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// What it carries.
    pub(super) bytes: Vec<u8>,
    /// Its corners on the picture: top left, top right, bottom right, bottom left as the symbol stands.
    pub(super) corners: [(f32, f32); 4],
}

/// The reader, with its scratch.
pub(super) struct QrReader {
    clock: fn() -> Duration,
    rungs: Rungs,
    finders: Vec<Finder>,
    proposed: Vec<Triple>,
    finder_pattern: Pattern,
    alignment_pattern: Pattern,
    anchors: Vec<Anchor>,
    nodes: Vec<(f32, f32)>,
    grey: Vec<f32>,
    soft: Vec<f32>,
    level: Vec<f32>,
    next: Vec<f32>,
    softener: Softener,
    decoder: Decoder,
    layouts: Vec<Option<Box<Layout>>>,
    ends: Option<Duration>,
}

impl Scan {
    fn add(&mut self, code: Code) {
        if !self.codes.iter().any(|c| c.bytes == code.bytes) {
            self.codes.push(code);
        }
    }
}

/// Marks the finders within a code read.
fn mark(finders: &mut [Finder], code: &Code) {
    let [a, b, c, d] = code.corners;
    let left = |p: (f32, f32), q: (f32, f32), f: &Finder| {
        (q.0 - p.0) * (f.y - p.1) - (q.1 - p.1) * (f.x - p.0) > 0.0
    };
    for f in finders {
        let sides = [left(a, b, f), left(b, c, f), left(c, d, f), left(d, a, f)];
        if sides.iter().all(|s| *s == sides[0]) {
            f.used = true;
        }
    }
}

/// The share of a budget after which nothing new is begun.
const IN_TIME: f32 = 0.8;

/// Least correlation of a finder of a triple.
const LEAST: f32 = 0.45;

impl QrReader {
    /// A reader. `clock` is the calling thread's CPU time.
    pub(super) fn new(clock: fn() -> Duration) -> Self {
        Self {
            clock,
            rungs: Rungs::default(),
            finders: Vec::new(),
            proposed: Vec::new(),
            finder_pattern: Pattern::finder(),
            alignment_pattern: Pattern::alignment(),
            anchors: Vec::new(),
            nodes: Vec::new(),
            grey: Vec::new(),
            soft: Vec::new(),
            level: Vec::new(),
            next: Vec::new(),
            softener: Softener::default(),
            decoder: Decoder::new(),
            layouts: (0..41).map(|_| None).collect(),
            ends: None,
        }
    }

    fn late(&self) -> bool {
        self.ends.is_some_and(|e| (self.clock)() >= e)
    }

    /// Reads a plane of `w` times `h` grey levels. `budget` is CPU time; without it all is tried.
    pub(super) fn read(&mut self, w: usize, h: usize, luma: &[u8], budget: Option<Duration>) -> Scan {
        let mut scan = Scan { codes: Vec::new(), stage: Stage::Nothing, rung: 0 };
        let Some(view) = View::new(w, h, luma) else { return scan };
        // The clock is asked between steps, of which the longest may take what is kept back.
        self.ends = budget.map(|b| (self.clock)().saturating_add(b.mul_f32(IN_TIME)));
        let mut finders = std::mem::take(&mut self.finders);
        // A small code in a large picture shows at full size alone: a search for those who set no limit.
        let sizes = if budget.is_none() && view.w.saturating_mul(view.h) > LARGE {
            &[LARGE, FULL][..]
        } else {
            &[LARGE]
        };
        for largest in sizes {
            finders.clear();
            self.rungs.begin(&view, *largest);
            self.climb(&view, &mut finders, &mut scan);
            if scan.stage == Stage::Read {
                break;
            }
        }
        if scan.stage != Stage::Read && !self.late() {
            scan.rung = RUNGS;
            self.pairs(&view, &mut finders, &mut scan);
        }
        self.finders = finders;
        scan
    }

    /// Looks on one rung after the other, until something is read.
    fn climb(&mut self, view: &View<'_>, finders: &mut Vec<Finder>, scan: &mut Scan) {
        for rung in 0..RUNGS {
            if self.late() {
                break;
            }
            scan.rung = rung;
            self.rungs.search(view, rung, finders);
            self.triples(view, finders, rung, scan);
            if scan.stage == Stage::Read {
                break;
            }
        }
    }

    /// Reads the codes that the finders may belong to.
    fn triples(&mut self, view: &View<'_>, finders: &mut [Finder], rung: usize, scan: &mut Scan) {
        if finders.len() < 3 {
            return;
        }
        let mut triples = std::mem::take(&mut self.proposed);
        triple::propose(finders, rung, &mut triples);
        let mut tried = 0_u32;
        scan.stage = scan.stage.max(Stage::Finders);
        for t in &triples {
            if self.late() || tried >= 12 {
                break;
            }
            let three = t.at.map(|i| finders.get(i).copied());
            if three.iter().any(|f| f.is_none_or(|f| f.used)) {
                continue;
            }
            let inverted = three.iter().flatten().any(|f| f.inverted);
            tried = u32::saturating_add(tried, 1);
            let (stage, code) = self.symbol(view, t, inverted);
            scan.stage = scan.stage.max(stage);
            if let Some(code) = code {
                mark(finders, &code);
                scan.add(code);
            }
        }
        self.proposed = triples;
    }

    /// Reads the codes of which only two finders are seen.
    fn pairs(&mut self, view: &View<'_>, finders: &mut [Finder], scan: &mut Scan) {
        let mut pairs = Vec::new();
        pair::propose(view, finders, &mut self.finder_pattern, &mut pairs);
        for p in pairs {
            if self.late() {
                break;
            }
            if p.at.iter().any(|&i| finders.get(i).is_none_or(|f| f.used)) {
                continue;
            }
            let (stage, code) = self.grid(view, &p.found, p.version, p.inverted);
            scan.stage = scan.stage.max(stage);
            if let Some(code) = code {
                mark(finders, &code);
                scan.add(code);
            }
        }
    }

    /// Tries one triple.
    fn symbol(&mut self, view: &View<'_>, t: &Triple, inverted: bool) -> (Stage, Option<Code>) {
        let pattern = &mut self.finder_pattern;
        let mut follow = |place| {
            let m = pattern.follow(view, place, inverted, true, 8);
            (m.score >= LEAST).then_some(m)
        };
        let [a, b, c] = t.places;
        let Some(mut found) = follow(a).and_then(|a| Some([a, follow(b)?, follow(c)?])) else {
            return (Stage::Finders, None);
        };
        // Where one fits much worse than the others, it may have slipped: once more with their axes.
        let best = found.iter().copied().max_by(|a, b| a.score.total_cmp(&b.score));
        if let Some(Match { place, score, .. }) = best {
            for (m, from) in found.iter_mut().zip(&t.places) {
                if m.score < 0.85 * score
                    && let Some(again) = follow(Place { x: from.x, y: from.y, ..place })
                    && again.score > m.score
                {
                    *m = again;
                }
            }
        }
        let candidates = version::candidates(view, &found, inverted, &mut self.anchors);
        let mut stage = Stage::Finders;
        for c in candidates.iter().take(3) {
            if c.score < 0.3 || self.late() {
                break;
            }
            let (s, code) = self.grid(view, &found.map(Some), c.version, inverted);
            stage = stage.max(s);
            if code.is_some() {
                return (stage, code);
            }
        }
        (stage, None)
    }

    /// Samples and decodes at one version.
    fn grid(
        &mut self,
        view: &View<'_>,
        found: &[Option<Match>; 3],
        version: usize,
        inverted: bool,
    ) -> (Stage, Option<Code>) {
        let Some(slot) = self.layouts.get_mut(version) else { return (Stage::Triple, None) };
        let layout = slot.take().unwrap_or_else(|| Box::new(Layout::new(version)));
        let out = self.decode(view, found, &layout, inverted);
        if let Some(slot) = self.layouts.get_mut(version) {
            *slot = Some(layout);
        }
        out
    }

    fn decode(
        &mut self,
        view: &View<'_>,
        found: &[Option<Match>; 3],
        layout: &Layout,
        inverted: bool,
    ) -> (Stage, Option<Code>) {
        let Some(warp) =
            mesh::build(view, layout, found, inverted, &mut self.alignment_pattern, &mut self.anchors)
        else {
            return (Stage::Triple, None);
        };
        let timing = version::timing(view, &warp, layout.side, inverted);
        if timing < 0.15 {
            return (Stage::Triple, None);
        }
        let mut stage = Stage::Grid;
        sampling::sample(view, &warp, layout.side, inverted, &mut self.nodes, &mut self.grey);
        self.softener.soften(&self.grey, layout, 0.5, &mut self.soft);
        self.level.clear();
        self.level.extend_from_slice(&self.soft);
        self.decoder.begin();
        for round in 0..6 {
            match self.decoder.decode(&self.level, layout) {
                Outcome::Read(message) => {
                    let far = layout.side as f32;
                    let corners =
                        [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|(u, v)| warp.point(u, v));
                    return (Stage::Read, Some(Code { bytes: message.bytes, corners }));
                }
                Outcome::Short(good) => {
                    if good > 0 {
                        stage = Stage::Blocks;
                    }
                }
            }
            if round == 5 || self.late() {
                break;
            }
            if round == 0 {
                let bias = self.softener.bias(&self.grey, layout, &self.soft);
                if (bias - 0.5).abs() > 0.08 {
                    self.softener.soften(&self.grey, layout, bias, &mut self.soft);
                    self.level.clear();
                    self.level.extend_from_slice(&self.soft);
                    continue;
                }
            }
            let reach = if round < 2 { 1 } else { 2 };
            let known = std::mem::take(&mut self.decoder.known);
            let done = self.softener.equalise(&self.soft, &self.level, layout, &known, reach, &mut self.next);
            self.decoder.known = known;
            if !done {
                break;
            }
            std::mem::swap(&mut self.level, &mut self.next);
        }
        (stage, None)
    }
}
