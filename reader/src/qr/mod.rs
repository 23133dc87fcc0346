//! Our own reader of dense codes, one step of ISO/IEC 18004's reference decode algorithm a file.
//!
//! `binarise` and `finder` look for finder patterns, on the picture itself and on smaller ones; `triple` puts three
//! together; `register` fits each finder's frame to the grey picture; `version` settles the size; `mesh` finds the
//! alignment patterns and bends the `warp` through them; `sampling` takes a grey value for every module, `soft` turns
//! them into soft modules and undoes blur, and `codewords` corrects them with `reed_solomon`; `symbol` is the way from
//! finders to a message. Where blur is in the way, `blobs` finds what is left of finders, and `restore` undoes the `spread` that they
//! show. Where frames follow each other, `follow` begins where finders were, and `stack` adds up grids
//! that did not decode alone.

mod binarise;
mod bit_stream;
mod blobs;
mod codewords;
mod deadline;
mod finder;
mod follow;
mod format;
mod glance;
mod layout;
mod line;
mod linear;
mod mesh;
mod pair;
mod patience;
mod quality;
mod reed_solomon;
mod register;
mod restore;
mod rings;
mod rungs;
mod runs;
mod sampling;
mod second_opinion;
mod sharpness;
mod sight;
mod sighting;
mod soft;
mod spread;
mod stack;
mod still;
mod symbol;
mod texture;
mod triple;
mod version;
mod view;
mod warp;

pub use sighting::Sighting;

use crate::Part;
use deadline::Deadline;
use finder::Finder;
use follow::Followers;
use glance::Glance;
use pair::Pair;
use patience::Patience;
use register::Place;
use rungs::{ALONE, BLOBS, FILM, FINE, FULL, HALF, LARGE, QUARTER, RUNGS, Rungs, SHARPENED, SMALL, TURNED};
use stack::Stack;
use std::time::Duration;
use still::Still;
use symbol::Symbols;
use triple::Triple;
use view::View;

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
    /// What was to be seen.
    pub(super) sighting: Sighting,
    /// Where a code lies that was not read, in order around it.
    pub(super) seen: Option<[(f32, f32); 4]>,
    /// The step that was the last.
    pub(super) rung: usize,
    /// Whether the codes were read from several frames together.
    pub(super) stacked: bool,
}

/// A code read.
#[derive(Clone, Debug)]
pub(super) struct Code {
    /// What it carries.
    pub(super) bytes: Vec<u8>,
    /// Set for structured append.
    pub(super) part: Option<Part>,
    /// Its corners on the picture: top left, top right, bottom right, bottom left as the symbol stands.
    pub(super) corners: [(f32, f32); 4],
    places: [Place; 3],
    inverted: bool,
}

impl Scan {
    fn add(&mut self, code: Code) {
        if !self.codes.iter().any(|c| c.bytes == code.bytes && c.part == code.part) {
            self.codes.push(code);
        }
    }
}

impl Code {
    /// Whether a point of the picture lies on it.
    fn covers(&self, x: f32, y: f32) -> bool {
        let [a, b, c, d] = self.corners;
        let left = |p: (f32, f32), q: (f32, f32)| (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0) > 0.0;
        let sides = [left(a, b), left(b, c), left(c, d), left(d, a)];
        sides.iter().all(|s| *s == sides[0])
    }
}

/// Marks the finders within a code read.
fn mark(finders: &mut [Finder], code: &Code) {
    finders.iter_mut().filter(|f| code.covers(f.x, f.y)).for_each(|f| f.used = true);
}

/// The step after the rungs: symbols of which only two finders are seen.
const PAIRS: usize = RUNGS;
/// How many steps there are.
const STEPS: usize = RUNGS + 1;
/// The most triples tried at a step.
const TRIPLES: usize = 12;

/// The module of a further code, against that of one that was read.
const ALIKE: std::ops::Range<f32> = 0.7..1.4;

/// The share of the time within which a step is begun for a further code, where one was read.
const ANOTHER: f32 = 0.4;

/// Pictures of fewer pixels, which no camera of today gives, take little time anyway.
const CAMERA: usize = 300_000;

/// One frame of so many is searched whether or not there is a texture.
const THOROUGH: u32 = 8;

/// The share of the time for looking at this frame, where there are others to add it to.
const CLIMB: f32 = 0.7;

/// The reader, with its scratch and what it knows of the frames before.
pub(super) struct QrReader {
    clock: fn() -> Duration,
    rungs: Rungs,
    symbols: Symbols,
    finders: Vec<Finder>,
    triples: Vec<Triple>,
    pairs: Vec<Pair>,
    pick: Vec<usize>,
    /// Whether frames follow each other.
    following: bool,
    size: (usize, usize),
    /// How many were read.
    frames: u32,
    followers: Followers,
    stack: Stack,
    glance: Glance,
    /// The step that read last.
    helped: usize,
    /// The step for which there was no time.
    resume: usize,
    patience: Patience,
    still: Still,
}

impl QrReader {
    /// A reader. `clock` is the calling thread's CPU time; `following` says that frames follow each other.
    pub(super) fn new(clock: fn() -> Duration, following: bool) -> Self {
        Self {
            clock,
            rungs: Rungs::new(following),
            symbols: Symbols::new(),
            finders: Vec::new(),
            triples: Vec::new(),
            pairs: Vec::new(),
            pick: Vec::new(),
            following,
            size: (0, 0),
            frames: 0,
            followers: Followers::default(),
            stack: Stack::default(),
            glance: Glance::default(),
            helped: HALF,
            resume: SHARPENED,
            patience: Patience::default(),
            still: Still::default(),
        }
    }

    /// Forgets the frames before.
    pub(super) fn forget(&mut self) {
        self.followers.forget();
        self.stack.forget();
        self.glance.forget();
        self.helped = HALF;
        self.resume = SHARPENED;
        self.patience = Patience::default();
        self.still.forget();
    }

    /// Reads a plane of `w` times `h` grey levels. `budget` is CPU time; without it all is tried.
    pub(super) fn read(&mut self, w: usize, h: usize, luma: &[u8], budget: Option<Duration>) -> Scan {
        let mut scan = Scan {
            codes: Vec::new(),
            stage: Stage::Nothing,
            sighting: Sighting::Nothing,
            seen: None,
            rung: 0,
            stacked: false,
        };
        let Some(view) = View::new(w, h, luma) else { return scan };
        if self.size != (w, h) {
            self.forget();
            self.size = (w, h);
        }
        // Where time is no matter, none is saved.
        let saves = self.following && budget.is_some();
        if saves && self.still.is(&view) {
            return scan;
        }
        let budget = budget.map(|budget| if self.following { self.patience.extend(budget) } else { budget });
        let deadline = Deadline::new(self.clock, budget);
        self.frames = self.frames.wrapping_add(1);
        let mut finders = std::mem::take(&mut self.finders);
        finders.clear();
        self.symbols.begin();
        self.glance.begin();
        if self.following {
            self.followers.find(&view, &mut self.symbols.finder_pattern, &deadline, &mut finders);
            self.try_triples(&view, &mut finders, 0, &mut scan, &deadline);
        }
        let climb_until = if self.stack.is_empty() { deadline } else { deadline.share(CLIMB) };
        // A small code in a very large picture shows at full size alone: a search for those who set no limit.
        let sizes = if deadline.limited() || view.w.saturating_mul(view.h) <= FILM {
            &[LARGE][..]
        } else {
            &[LARGE, FULL]
        };
        for largest in sizes {
            if *largest == FULL {
                finders.clear();
            }
            self.rungs.begin(&view, *largest, deadline.limited());
            self.climb(&view, &mut finders, &mut scan, &climb_until);
            if scan.stage == Stage::Read {
                break;
            }
        }
        if self.following {
            self.learn(&view, &finders, &mut scan, &deadline);
        }
        if scan.stage == Stage::Read {
            scan.sighting = Sighting::Read;
        } else if !self.following {
            scan.sighting = self.symbols.sighting();
        } else {
            (scan.sighting, scan.seen) =
                self.glance.look(&view, || self.rungs.smaller(&view), &self.symbols, &finders);
        }
        if self.following {
            let late = deadline.late();
            self.patience.note(&scan, late);
            if saves {
                self.learn_the_scene(&scan, late);
            }
        }
        self.finders = finders;
        scan
    }

    /// Remembers a scene in which nothing was found with time to spare, nor anything like a code's texture.
    fn learn_the_scene(&mut self, scan: &Scan, late: bool) {
        let nothing = scan.stage < Stage::Triple && scan.sighting == Sighting::Nothing;
        if nothing && !late && !self.glance.suspects(|| [None; 3]) {
            self.still.learn();
        } else {
            self.still.forget();
        }
    }

    /// Takes one step after the other, until something is read and no further code shows.
    fn climb(&mut self, view: &View<'_>, finders: &mut Vec<Finder>, scan: &mut Scan, deadline: &Deadline) {
        let mut read_at = None;
        // What is held up frame after frame was looked about when it was first read.
        let held = scan.stage == Stage::Read;
        for (pass, step) in self.order().into_iter().enumerate() {
            if scan.stage == Stage::Read && pass > 0 {
                // Small modules beside large ones show on no other step, and leave no trace on the others.
                let due = step == SMALL && !held;
                if step == PAIRS || !(due || self.another(finders, scan, held)) {
                    continue;
                }
                if deadline.share(ANOTHER).late() {
                    return;
                }
            }
            if deadline.late() {
                self.resume = step;
                return;
            }
            if self.is_in_vain(step, view, scan, deadline) {
                continue;
            }
            scan.rung = step;
            if step == PAIRS {
                self.try_pairs(view, finders, scan, deadline);
            } else if self.following || step < ALONE {
                let pass = pass.saturating_add(1);
                let soft = if step == BLOBS { self.symbols.restorer.soft() } else { &mut [] };
                self.rungs.search(view, step, pass, soft, &scan.codes, finders, deadline);
                scan.codes.iter().for_each(|code| mark(finders, code));
                self.try_triples(view, finders, pass, scan, deadline);
            }
            if scan.stage == Stage::Read {
                self.helped = *read_at.get_or_insert(step);
            }
        }
        self.resume = SHARPENED;
    }

    /// Whether a step that costs much and reads little is passed over, where time is limited: nothing in the picture has a code's texture.
    /// Codes of modules so large that they have none read at the other steps; and now and then all are taken.
    fn is_in_vain(&mut self, step: usize, view: &View<'_>, scan: &Scan, deadline: &Deadline) -> bool {
        deadline.limited()
            && [SMALL, PAIRS, BLOBS, FINE].contains(&step)
            && scan.stage < Stage::Triple
            && view.w.saturating_mul(view.h) >= CAMERA
            && !(self.following && self.frames.is_multiple_of(THOROUGH))
            && !self.glance.suspects(|| self.rungs.smaller(view))
    }

    /// Whether a further code may be beside those read, for whose modules another step is the right one: a triple of finders that was
    /// not read, or, unless the first is `held` up for longer, a finder as large as its own.
    fn another(&self, finders: &[Finder], scan: &Scan, held: bool) -> bool {
        let unread = |t: &Triple| t.at.iter().all(|&i| finders.get(i).is_some_and(|f| !f.used));
        let alike = |f: &Finder, code: &Code| ALIKE.contains(&(f.module() / code.places[0].module()));
        self.triples.iter().any(unread)
            || !held
                && finders
                    .iter()
                    .any(|f| f.sure && !f.soft && !f.used && scan.codes.iter().any(|c| alike(f, c)))
    }

    /// The steps, the cheapest first; where frames follow each other, after what helped last and the cheapest those for which
    /// there was no time.
    fn order(&self) -> [usize; STEPS] {
        let mut order = [HALF, SHARPENED, TURNED, SMALL, PAIRS, QUARTER, BLOBS, FINE];
        if self.following {
            let from = order.iter().position(|&s| s == self.resume).unwrap_or(1).max(1);
            if let Some(rest) = order.get_mut(1..) {
                rest.rotate_left(from.saturating_sub(1));
            }
            if let Some(at) = order.iter().position(|&s| s == self.helped)
                && self.helped != PAIRS
                && let Some(first) = order.get_mut(..=at)
            {
                first.rotate_right(1);
            }
        }
        order
    }

    /// Reads the codes that the finders may belong to.
    fn try_triples(
        &mut self,
        view: &View<'_>,
        finders: &mut [Finder],
        pass: usize,
        scan: &mut Scan,
        deadline: &Deadline,
    ) {
        if finders.len() < 3 {
            return;
        }
        triple::propose(finders, pass, &mut self.pick, &mut self.triples, deadline);
        let mut tried = 0_usize;
        scan.stage = scan.stage.max(Stage::Finders);
        for t in &self.triples {
            if deadline.late() || tried >= TRIPLES {
                break;
            }
            let three = t.at.map(|i| finders.get(i).copied());
            if three.iter().any(|f| f.is_none_or(|f| f.used)) {
                continue;
            }
            let inverted = three.iter().flatten().any(|f| f.inverted);
            let soft = three.iter().flatten().any(|f| f.soft);
            tried = tried.saturating_add(1);
            let (stage, code) = self.symbols.triple(view, t, inverted, soft, deadline);
            scan.stage = scan.stage.max(stage);
            if let Some(code) = code {
                mark(finders, &code);
                scan.add(code);
            }
        }
    }

    /// Reads the codes of which only two finders are seen.
    fn try_pairs(&mut self, view: &View<'_>, finders: &mut [Finder], scan: &mut Scan, deadline: &Deadline) {
        let pattern = &mut self.symbols.finder_pattern;
        pair::propose(view, finders, pattern, &mut self.pick, &mut self.pairs, deadline);
        for p in &self.pairs {
            if deadline.late() {
                break;
            }
            if p.at.iter().any(|&i| finders.get(i).is_none_or(|f| f.used)) {
                continue;
            }
            let (stage, code) = self.symbols.grid(view, &p.found, p.version, p.inverted, deadline);
            scan.stage = scan.stage.max(stage);
            if let Some(code) = code {
                mark(finders, &code);
                scan.add(code);
            }
        }
    }

    /// Takes from a frame what may help with the next, and from those before it what may help with this.
    fn learn(&mut self, view: &View<'_>, finders: &[Finder], scan: &mut Scan, deadline: &Deadline) {
        if let Some(code) = scan.codes.first() {
            self.followers.hold(&code.places, code.inverted);
            self.stack.forget();
            return;
        }
        if self.symbols.unread.version == 0 {
            self.stack.nothing();
        } else if let Some(message) = self.stack.add(&mut self.symbols, deadline) {
            let unread = &self.symbols.unread;
            self.followers.hold(&unread.places, unread.inverted);
            scan.stage = Stage::Read;
            scan.stacked = true;
            scan.add(Code {
                bytes: message.bytes,
                part: message.part,
                corners: unread.corners,
                places: unread.places,
                inverted: unread.inverted,
            });
            return;
        }
        self.followers.keep(view, finders, &mut self.symbols.finder_pattern, deadline);
    }
}
