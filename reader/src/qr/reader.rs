//! The reader: a frame's steps one after the other, and what is kept from frame to frame.

use super::bit_stream::Message;
use super::deadline::Deadline;
use super::finder::Finder;
use super::follow::Followers;
use super::glance::Glance;
use super::patience::Patience;
use super::rungs::{ALONE, BLOBS, Climb, FILM, FINE, FULL, LARGE, Rungs, SMALL};
use super::scan::{Code, Scan, Stage};
use super::sighting::Sighting;
use super::stack::Stack;
use super::steps::{PAIRS, Steps};
use super::still::Still;
use super::symbol::Symbols;
use super::trials::Trials;
use super::view::View;
use std::time::Duration;

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
pub(crate) struct QrReader {
    clock: fn() -> Duration,
    rungs: Rungs,
    symbols: Symbols,
    finders: Vec<Finder>,
    trials: Trials,
    /// Whether frames follow each other.
    following: bool,
    size: (usize, usize),
    /// How many were read.
    frames: u32,
    followers: Followers,
    stack: Stack,
    glance: Glance,
    steps: Steps,
    patience: Patience,
    still: Still,
}

impl QrReader {
    /// A reader. `clock` is the calling thread's CPU time; `following` says that frames follow each other.
    pub(crate) fn new(clock: fn() -> Duration, following: bool) -> Self {
        Self {
            clock,
            rungs: Rungs::new(following),
            symbols: Symbols::new(),
            finders: Vec::new(),
            trials: Trials::default(),
            following,
            size: (0, 0),
            frames: 0,
            followers: Followers::default(),
            stack: Stack::default(),
            glance: Glance::default(),
            steps: Steps::default(),
            patience: Patience::default(),
            still: Still::default(),
        }
    }

    /// Forgets the frames before.
    pub(crate) fn forget(&mut self) {
        self.followers.forget();
        self.symbols.wipe();
        self.stack.forget();
        self.glance.forget();
        self.steps = Steps::default();
        self.patience = Patience::default();
        self.still.forget();
    }

    /// Reads a plane of `w` times `h` grey levels. `budget` is CPU time; without it all is tried.
    pub(crate) fn read(&mut self, w: usize, h: usize, luma: &[u8], budget: Option<Duration>) -> Scan {
        let Some(view) = View::new(w, h, luma) else { return Scan::default() };
        if self.size != (w, h) {
            self.forget();
            self.size = (w, h);
        }
        // Where time is no matter, none is saved.
        let saves = self.following && budget.is_some();
        if saves && self.still.is(&view) {
            return Scan::default();
        }
        let budget = budget.map(|budget| if self.following { self.patience.extend(budget) } else { budget });
        let deadline = Deadline::new(self.clock, budget);
        self.frames = self.frames.wrapping_add(1);
        let mut finders = std::mem::take(&mut self.finders);
        finders.clear();
        let scan = self.look(&view, &mut finders, &deadline);
        self.finders = finders;
        if scan.stage == Stage::Read {
            self.symbols.wipe();
        }
        if self.following {
            let late = deadline.late();
            self.patience.note(&scan, late);
            if saves {
                self.learn_the_scene(&scan, late);
            }
        }
        scan
    }

    /// Looks at one frame: about the places of the frame before, then step by step, and at what is left to tell.
    fn look(&mut self, view: &View<'_>, finders: &mut Vec<Finder>, deadline: &Deadline) -> Scan {
        let mut scan = Scan::default();
        self.symbols.begin();
        self.glance.begin();
        if self.following {
            self.followers.find(view, &mut self.symbols.finder_pattern, deadline, finders);
            self.trials.triples(&mut self.symbols, view, 0, finders, &mut scan, deadline);
        }
        self.climb_sizes(view, finders, &mut scan, deadline);
        if self.following {
            self.learn(view, finders, &mut scan, deadline);
        }
        if scan.stage == Stage::Read {
            scan.sighting = Sighting::Read;
        } else if !self.following {
            scan.sighting = self.symbols.sighting();
        } else {
            (scan.sighting, scan.seen) =
                self.glance.look(view, || self.rungs.smaller(view), &self.symbols, finders);
        }
        scan
    }

    /// Takes the steps on the picture reduced to a size that costs little; and, for those who set no limit, on a very large one as it
    /// is, where alone a small code shows.
    fn climb_sizes(
        &mut self,
        view: &View<'_>,
        finders: &mut Vec<Finder>,
        scan: &mut Scan,
        deadline: &Deadline,
    ) {
        let climb_until = if self.stack.is_empty() { *deadline } else { deadline.share(CLIMB) };
        let sizes = if deadline.limited() || view.w.saturating_mul(view.h) <= FILM {
            &[LARGE][..]
        } else {
            &[LARGE, FULL]
        };
        for largest in sizes {
            if *largest == FULL {
                finders.clear();
            }
            self.rungs.begin(view, *largest, deadline.limited());
            self.climb(view, finders, scan, &climb_until);
            if scan.stage == Stage::Read {
                break;
            }
        }
    }

    /// Takes one step after the other, until something is read and no further code shows.
    fn climb(&mut self, view: &View<'_>, finders: &mut Vec<Finder>, scan: &mut Scan, deadline: &Deadline) {
        let mut read_at = None;
        // What is held up frame after frame was looked about when it was first read.
        let held = scan.stage == Stage::Read;
        for (pass, step) in self.steps.order(self.following).into_iter().enumerate() {
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
                self.steps.resume = step;
                return;
            }
            if self.is_in_vain(step, view, scan, deadline) {
                continue;
            }
            scan.rung = step;
            self.take(step, pass.saturating_add(1), view, finders, scan, deadline);
            if scan.stage == Stage::Read {
                self.steps.helped = *read_at.get_or_insert(step);
            }
        }
        self.steps.done();
    }

    /// Takes one step.
    fn take(
        &mut self,
        step: usize,
        pass: usize,
        view: &View<'_>,
        finders: &mut Vec<Finder>,
        scan: &mut Scan,
        deadline: &Deadline,
    ) {
        if step == PAIRS {
            self.trials.pairs(&mut self.symbols, view, finders, scan, deadline);
        } else if self.following || step < ALONE {
            let blurred = if step == BLOBS { self.symbols.restorer.blurred() } else { &mut [] };
            let climb = Climb { view, pass, read: &scan.codes, deadline };
            self.rungs.search(step, &climb, blurred, finders);
            scan.codes.iter().for_each(|code| code.mark(finders));
            self.trials.triples(&mut self.symbols, view, pass, finders, scan, deadline);
        }
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
        let alike = |f: &Finder, code: &Code| ALIKE.contains(&(f.module() / code.outline.places[0].module()));
        self.trials.has_unread(finders)
            || !held
                && finders
                    .iter()
                    .any(|f| f.sure && !f.blurred && !f.used && scan.codes.iter().any(|c| alike(f, c)))
    }

    /// Takes from a frame what may help with the next, and from those before it what may help with this.
    fn learn(&mut self, view: &View<'_>, finders: &[Finder], scan: &mut Scan, deadline: &Deadline) {
        if let Some(code) = scan.codes.first() {
            self.followers.hold(&code.outline);
            self.stack.forget();
            return;
        }
        if self.symbols.unread.version == 0 {
            self.stack.nothing();
        } else if let Some(message) = self.stack.add(&mut self.symbols, deadline) {
            let outline = self.symbols.unread.outline;
            self.followers.hold(&outline);
            scan.stage = Stage::Read;
            scan.stacked = true;
            let Message { bytes, part, symbol, .. } = message;
            scan.add(Code { bytes, part, symbol, outline });
            return;
        }
        self.followers.keep(view, finders, &mut self.symbols.finder_pattern, deadline);
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
}
