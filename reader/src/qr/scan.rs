//! What a frame gave: its codes, and how far it came.

use super::finder::Finder;
use super::register::Place;
use super::sighting::Sighting;
use crate::{Part, Symbol};

/// How far a frame came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
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
pub(crate) struct Scan {
    /// The codes read.
    pub(crate) codes: Vec<Code>,
    /// How far it came.
    pub(crate) stage: Stage,
    /// What was to be seen.
    pub(crate) sighting: Sighting,
    /// Where a code lies that was not read, in order around it.
    pub(crate) seen: Option<[(f32, f32); 4]>,
    /// The step that was the last.
    pub(crate) rung: usize,
    /// Whether the codes were read from several frames together.
    pub(crate) stacked: bool,
}

/// A code read.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// What it carries.
    pub(crate) bytes: Vec<u8>,
    /// Set for structured append.
    pub(crate) part: Option<Part>,
    /// How it was drawn.
    pub(crate) symbol: Symbol,
    /// Where it lies.
    pub(crate) outline: Outline,
}

/// Where a symbol lies on the picture.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outline {
    /// Its corners: top left, top right, bottom right, bottom left as the symbol stands.
    pub(crate) corners: [(f32, f32); 4],
    /// Its finders: top left, top right, bottom left.
    pub(super) places: [Place; 3],
    /// Light on dark.
    pub(super) inverted: bool,
}

/// What an attempt at one symbol came to.
pub(super) type Reached = (Stage, Option<Code>);

impl Default for Scan {
    fn default() -> Self {
        Self {
            codes: Vec::new(),
            stage: Stage::Nothing,
            sighting: Sighting::Nothing,
            seen: None,
            rung: 0,
            stacked: false,
        }
    }
}

impl Scan {
    /// Takes in what an attempt came to, and marks the finders of a code that was read.
    pub(super) fn take(&mut self, (stage, code): Reached, finders: &mut [Finder]) {
        self.stage = self.stage.max(stage);
        if let Some(code) = code {
            code.mark(finders);
            self.add(code);
        }
    }

    /// Adds a code, once.
    pub(super) fn add(&mut self, code: Code) {
        if !self.codes.iter().any(|c| c.bytes == code.bytes && c.part == code.part) {
            self.codes.push(code);
        }
    }
}

impl Code {
    /// Whether a point of the picture lies on it.
    pub(super) fn covers(&self, x: f32, y: f32) -> bool {
        let [a, b, c, d] = self.outline.corners;
        let left = |p: (f32, f32), q: (f32, f32)| (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0) > 0.0;
        let sides = [left(a, b), left(b, c), left(c, d), left(d, a)];
        sides.iter().all(|s| *s == sides[0])
    }

    /// Marks the finders within it.
    pub(super) fn mark(&self, finders: &mut [Finder]) {
        finders.iter_mut().filter(|f| self.covers(f.x, f.y)).for_each(|f| f.used = true);
    }
}
