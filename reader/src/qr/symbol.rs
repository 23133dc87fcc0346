//! One symbol: from its finders to its message.

use super::bit_stream::Message;
use super::deadline::Deadline;
use super::fit::{self, LEAST, ROUNDS};
use super::layout::Layout;
use super::mesh::Mesh;
use super::register::{Match, Pattern, Place};
use super::restore::{Blur, Restorer, Which};
use super::rounds::Rounds;
use super::scan::{Code, Outline, Reached, Stage};
use super::sight::Look;
use super::sighting::{SMALL, Sighting};
use super::triple::Triple;
use super::unread::{Hindrance, Unread};
use super::version::{self, Candidate};
use super::view::View;
use super::warp::Anchor;
use super::wipe::wipe;
use super::{quality, sampling};

/// Least agreement of the timing patterns, for a grid to be sampled.
const TIMING: f32 = 0.15;
/// By how much more blurred finders correlate through a spread than sharp: by more or less, they are none.
const BLURRED: std::ops::Range<f32> = 0.01..0.58;
/// Least correlation of blurred finders through the likeliest spread.
const LIKE: f32 = 0.7;
/// From which gain on blur is what to tell of.
const PLAINLY: f32 = 0.1;
/// Least score of a version.
const LIKELY: f32 = 0.3;
/// Least score of a version that is told through blur.
const TOLD: f32 = 0.25;
/// The most versions tried.
const VERSIONS: usize = 3;
/// The most versions tried through blur.
const BLURRED_VERSIONS: usize = 2;
/// Least signal to noise of the function patterns of a grid undone from blur.
const RESTORED: f32 = 0.5;
/// Least score of a version, of a symbol that is too small.
const SMALL_VERSION: f32 = 0.2;
/// Least correlation of the finders of a symbol that is too small.
const SMALL_FINDERS: f32 = 0.6;

/// Decodes symbols; holds scratch.
pub(super) struct Symbols {
    pub(super) finder_pattern: Pattern,
    alignment_pattern: Pattern,
    pub(super) restorer: Restorer,
    pub(super) rounds: Rounds,
    /// The best grid of this frame that did not decode.
    pub(super) unread: Unread,
    hindrance: Hindrance,
    mesh: Mesh,
    anchors: Vec<Anchor>,
    candidates: Vec<Candidate>,
    nodes: Vec<(f32, f32)>,
    layouts: Vec<Option<Box<Layout>>>,
}

/// An attempt at one symbol: on which picture, whether it is light on dark, and until when.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) inverted: bool,
    pub(super) deadline: &'a Deadline,
}

impl Symbols {
    pub(super) fn new() -> Self {
        Self {
            finder_pattern: Pattern::finder(),
            alignment_pattern: Pattern::alignment(),
            restorer: Restorer::new(),
            rounds: Rounds::new(),
            unread: Unread::default(),
            hindrance: Hindrance::default(),
            mesh: Mesh::new(),
            anchors: Vec::new(),
            candidates: Vec::new(),
            nodes: Vec::new(),
            layouts: (0..41).map(|_| None).collect(),
        }
    }

    /// Begins with another frame.
    pub(super) fn begin(&mut self) {
        self.unread.forget();
        self.hindrance = Hindrance::default();
    }

    /// Overwrites the scratch in which a symbol was decoded: what it says would stand there until the next one is. Keeps the memory.
    pub(super) fn wipe(&mut self) {
        self.rounds.wipe();
        self.unread.forget();
        wipe(&mut self.unread.soft);
    }

    /// What the best of this frame's unread grids tells.
    pub(super) fn sighting(&self) -> Sighting {
        self.hindrance.tells(&self.unread)
    }

    /// Tries a triple of finders, as they are or `blurred`.
    pub(super) fn triple(&mut self, on: &Attempt<'_>, t: &Triple, blurred: bool) -> Reached {
        let through = if blurred { self.restorer.blurred().get_mut(1) } else { None };
        let pattern = through.unwrap_or(&mut self.finder_pattern);
        let Some(found) = fit::finders(on.view, t, on.inverted, pattern) else {
            return (Stage::Finders, None);
        };
        let mut candidates = std::mem::take(&mut self.candidates);
        let out = if blurred {
            self.blurred_first(on, found, &mut candidates)
        } else {
            self.sharp_first(on, found, &mut candidates)
        };
        self.candidates = candidates;
        out
    }

    /// Tries finders that are known to be blurred; as sharp ones where they are so after all.
    fn blurred_first(
        &mut self,
        on: &Attempt<'_>,
        found: [Match; 3],
        candidates: &mut Vec<Candidate>,
    ) -> Reached {
        if let Some(out) = self.blurred(on, found, candidates) {
            return out;
        }
        let pattern = &mut self.finder_pattern;
        let found = found.map(|m| pattern.follow(on.view, m.place, on.inverted, true, ROUNDS));
        if found.iter().any(|m| m.score < LEAST) {
            return (Stage::Finders, None);
        }
        let out = self.sharp(on, &found, candidates);
        self.note_small(&found, candidates);
        out
    }

    /// Tries finders as they are, and then as blurred ones.
    fn sharp_first(
        &mut self,
        on: &Attempt<'_>,
        found: [Match; 3],
        candidates: &mut Vec<Candidate>,
    ) -> Reached {
        let mut out = self.sharp(on, &found, candidates);
        if out.1.is_none()
            && !on.deadline.late()
            && let Some((stage, code)) = self.blurred(on, found, candidates)
        {
            out = (out.0.max(stage), code);
        }
        self.note_small(&found, candidates);
        out
    }

    /// Tries finders as they are, at the likeliest versions.
    fn sharp(&mut self, on: &Attempt<'_>, found: &[Match; 3], candidates: &mut Vec<Candidate>) -> Reached {
        version::candidates(on.view, found, on.inverted, None, &mut self.anchors, candidates);
        let mut out = (Stage::Finders, None);
        for c in candidates.iter().take(VERSIONS) {
            if c.score < LIKELY || on.deadline.late() {
                break;
            }
            let (stage, code) = self.grid(on, &found.map(Some), c.version);
            out = (out.0.max(stage), code);
            if out.1.is_some() {
                break;
            }
        }
        out
    }

    /// Notes a symbol that is likely one and too small.
    fn note_small(&mut self, found: &[Match; 3], candidates: &[Candidate]) {
        let likely = candidates.first().is_some_and(|c| c.score >= SMALL_VERSION);
        self.hindrance.small |=
            likely && found.iter().all(|m| m.score >= SMALL_FINDERS && m.place.module() < SMALL);
    }

    /// Tries a triple of finders as those of a blurred symbol: what blurred them is undone. Nothing where they are sharp.
    fn blurred(
        &mut self,
        on: &Attempt<'_>,
        mut found: [Match; 3],
        candidates: &mut Vec<Candidate>,
    ) -> Option<Reached> {
        let mut out = (Stage::Finders, None);
        let blur = self.restorer.rank(on.view, &found, on.inverted);
        if blur.gain < BLURRED.start {
            return None;
        }
        if blur.gain >= BLURRED.end || blur.score < LIKE {
            return Some(out);
        }
        let pattern = self.restorer.finder(blur.best[0]);
        for m in &mut found {
            let again = pattern.follow(on.view, m.place, on.inverted, true, ROUNDS);
            if again.score >= m.score {
                *m = again;
            }
        }
        let blur = self.restorer.rank(on.view, &found, on.inverted);
        if !BLURRED.contains(&blur.gain) || on.deadline.late() {
            return Some(out);
        }
        let restorer = &mut self.restorer;
        let mut value =
            |place: &Place, u: f32, v: f32| restorer.module((blur.best[0], 0), on.view, place, u, v);
        version::candidates(on.view, &found, on.inverted, Some(&mut value), &mut self.anchors, candidates);
        for c in candidates.iter().take(BLURRED_VERSIONS) {
            if c.score < TOLD || on.deadline.late() {
                break;
            }
            if blur.gain >= PLAINLY {
                self.hindrance.blur = self.restorer.kind(blur.best[0]);
            }
            let Some(layout) = self.layout(c.version) else { break };
            let (stage, code) = self.decode(on, &found.map(Some), &layout, Some(blur));
            self.give_back(layout);
            out = (out.0.max(stage), code);
            if out.1.is_some() {
                break;
            }
        }
        Some(out)
    }

    /// Samples and decodes at one version.
    pub(super) fn grid(&mut self, on: &Attempt<'_>, found: &[Option<Match>; 3], version: usize) -> Reached {
        let Some(layout) = self.layout(version) else { return (Stage::Triple, None) };
        let out = self.decode(on, found, &layout, None);
        self.give_back(layout);
        out
    }

    /// The layout of a version, made once; to be given back.
    pub(super) fn layout(&mut self, version: usize) -> Option<Box<Layout>> {
        let slot = self.layouts.get_mut(version)?;
        Some(slot.take().unwrap_or_else(|| Box::new(Layout::new(version))))
    }

    /// Takes a layout back.
    pub(super) fn give_back(&mut self, layout: Box<Layout>) {
        if let Some(slot) = self.layouts.get_mut(layout.version) {
            *slot = Some(layout);
        }
    }

    /// Lays the grid of a version through the finders, samples it and decodes it; undone from `blur` where there is one.
    fn decode(
        &mut self,
        on: &Attempt<'_>,
        found: &[Option<Match>; 3],
        layout: &Layout,
        blur: Option<Blur>,
    ) -> Reached {
        if !self.lay(on, found, layout, blur) {
            return (Stage::Triple, None);
        }
        let (stage, message) = self.sample_and_decode(on, layout, blur);
        if stage < Stage::Grid {
            return (stage, None);
        }
        let outline = self.outline(layout.side, on.inverted);
        let code = message.map(|Message { bytes, part, symbol, .. }| Code { bytes, part, symbol, outline });
        if code.is_none() {
            self.keep(on, layout, outline);
        }
        (stage, code)
    }

    /// Builds the mesh; false where there is none, or its timing patterns do not alternate.
    fn lay(
        &mut self,
        on: &Attempt<'_>,
        found: &[Option<Match>; 3],
        layout: &Layout,
        blur: Option<Blur>,
    ) -> bool {
        let alignment = match blur {
            Some(blur) => self.restorer.alignment(blur.best[0]),
            None => &mut self.alignment_pattern,
        };
        self.mesh.build(on.view, layout, found, on.inverted, alignment, on.deadline)
            && !(blur.is_none()
                && version::timing(on.view, &self.mesh.warp, layout.side, on.inverted) < TIMING)
    }

    /// Samples the modules and decodes them: as they are, or through one filter after the other that may undo the blur.
    fn sample_and_decode(
        &mut self,
        on: &Attempt<'_>,
        layout: &Layout,
        blur: Option<Blur>,
    ) -> (Stage, Option<Message>) {
        let mut stage = Stage::Triple;
        let sharp = blur.is_none().then_some(None);
        let restored = blur.map(|Blur { best: [a, b], .. }| [(a, 0), (b, 0), (a, 1)].map(Some));
        for filter in sharp.into_iter().chain(restored.into_iter().flatten()) {
            if on.deadline.late() {
                break;
            }
            if !self.sample(on, layout.side, filter) || on.deadline.late() {
                break;
            }
            self.rounds.soften(layout);
            if filter.is_some() && quality::of(&self.rounds.soft, layout) < RESTORED {
                continue;
            }
            self.rounds.decoder.begin(false);
            let (reached, message) = self.rounds.decode(layout, true, on.deadline);
            stage = stage.max(reached);
            if message.is_some() {
                return (stage, message);
            }
        }
        (stage, None)
    }

    /// Samples a grey value for each module, through a filter where there is one; false where time is up before.
    fn sample(&mut self, on: &Attempt<'_>, side: usize, filter: Option<Which>) -> bool {
        let (warp, grey) = (&self.mesh.warp, &mut self.rounds.grey);
        if let Some(which) = filter {
            return self.restorer.restore(which, on, warp, side, grey);
        }
        sampling::sample(on.view, warp, side, on.inverted, &mut self.nodes, grey);
        true
    }

    /// Where the symbol lies, by the mesh.
    fn outline(&self, side: usize, inverted: bool) -> Outline {
        let warp = &self.mesh.warp;
        let far = side as f32;
        Outline {
            corners: [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|(u, v)| warp.point(u, v)),
            places: [(3.5, 3.5), (far - 3.5, 3.5), (3.5, far - 3.5)].map(|(u, v)| warp.frame(u, v)),
            inverted,
        }
    }

    /// Keeps a grid that did not decode, where it is the best of the frame.
    fn keep(&mut self, on: &Attempt<'_>, layout: &Layout, outline: Outline) {
        self.hindrance.tried |= !on.deadline.late();
        let Rounds { grey, soft, .. } = &self.rounds;
        let quality = quality::of(soft, layout);
        if quality > self.unread.quality {
            let look = Look::at(on.view, &self.mesh, grey, soft, layout);
            self.unread.keep(&self.rounds, layout, quality, outline, look);
        }
    }
}
