//! One symbol: from its finders to its message.

use super::bit_stream::Message;
use super::codewords::{Decoder, Outcome};
use super::deadline::Deadline;
use super::layout::Layout;
use super::mesh::Mesh;
use super::register::{Match, Pattern, Place};
use super::restore::{Blur, Restorer};
use super::sight::Look;
use super::sighting::{SMALL, Sighting};
use super::soft::Softener;
use super::spread::Kind;
use super::triple::Triple;
use super::version::{self, Candidate};
use super::view::View;
use super::warp::Anchor;
use super::{Code, Stage, pair, quality, sampling};

/// Least correlation of a finder of a triple.
const LEAST: f32 = 0.45;
/// Correlation of two that call for the third.
const GOOD: f32 = 0.84;
/// Least agreement of the timing patterns, for a grid to be sampled.
const TIMING: f32 = 0.15;
/// By how much blurred finders look more like themselves through a spread than sharp: more than that, and they are none. And how much
/// like it they look at least.
const BLURRED: std::ops::Range<f32> = 0.01..0.58;
const LIKE: f32 = 0.7;
/// From which gain on blur is what to tell of.
const PLAINLY: f32 = 0.1;
/// Least agreement with a version's information, undone from blur.
const TOLD: f32 = 0.25;
/// Least signal to noise of the function patterns of a grid undone from blur.
const RESTORED: f32 = 0.5;
/// Attempts at one grid: as it is, with another threshold, and sharpened.
const ROUNDS: usize = 6;

/// Decodes symbols; holds scratch.
pub(super) struct Symbols {
    pub(super) finder_pattern: Pattern,
    alignment_pattern: Pattern,
    pub(super) restorer: Restorer,
    pub(super) softener: Softener,
    pub(super) decoder: Decoder,
    pub(super) soft: Vec<f32>,
    pub(super) level: Vec<f32>,
    pub(super) next: Vec<f32>,
    /// The best grid of this frame that did not decode.
    pub(super) unread: Unread,
    /// Whether three finders fit well that are too small.
    small: bool,
    /// What blurs a symbol of this frame whose version was told.
    blur: Kind,
    /// Whether there was time to try all on one of this frame's grids.
    tried: bool,
    mesh: Mesh,
    anchors: Vec<Anchor>,
    candidates: Vec<Candidate>,
    nodes: Vec<(f32, f32)>,
    grey: Vec<f32>,
    layouts: Vec<Option<Box<Layout>>>,
}

/// A grid that was sampled and did not decode.
#[derive(Default)]
pub(super) struct Unread {
    /// 0 where there is none.
    pub(super) version: usize,
    pub(super) inverted: bool,
    /// Signal to noise on the function patterns.
    pub(super) quality: f32,
    pub(super) soft: Vec<f32>,
    /// What each of its modules is worth, 1 at most.
    pub(super) contrast: Vec<f32>,
    /// Top left, top right, bottom left.
    pub(super) places: [Place; 3],
    pub(super) corners: [(f32, f32); 4],
    pub(super) look: Look,
}

impl Symbols {
    pub(super) fn new() -> Self {
        Self {
            finder_pattern: Pattern::finder(),
            alignment_pattern: Pattern::alignment(),
            restorer: Restorer::default(),
            softener: Softener::default(),
            decoder: Decoder::new(),
            soft: Vec::new(),
            level: Vec::new(),
            next: Vec::new(),
            unread: Unread::default(),
            small: false,
            blur: Kind::Sharp,
            tried: false,
            mesh: Mesh::new(),
            anchors: Vec::new(),
            candidates: Vec::new(),
            nodes: Vec::new(),
            grey: Vec::new(),
            layouts: (0..41).map(|_| None).collect(),
        }
    }

    /// Begins with another frame.
    pub(super) fn begin(&mut self) {
        self.unread.version = 0;
        self.unread.quality = 0.0;
        self.small = false;
        self.blur = Kind::Sharp;
        self.tried = false;
    }

    /// What the best of this frame's unread grids tells.
    pub(super) fn sighting(&self) -> Sighting {
        let blurred = match self.blur {
            Kind::Sharp => None,
            Kind::Defocused => Some(Sighting::Blurred),
            Kind::Moved => Some(Sighting::Moving),
        };
        let Unread { version, look, quality, inverted, .. } = &self.unread;
        if *version == 0 {
            return blurred.unwrap_or(if self.small { Sighting::TooSmall } else { Sighting::Nothing });
        }
        match (look.tells(*quality, *inverted), blurred) {
            // What blur could not be undone for.
            (told @ (Sighting::TooSmall | Sighting::CutOff | Sighting::TooDark), _) => told,
            (_, Some(blurred)) => blurred,
            // On a slow machine the time may be too short for any code.
            (Sighting::Damaged, None) if !self.tried => Sighting::Unread,
            (told, None) => told,
        }
    }

    /// Tries a triple of finders; `soft` ones are known to be blurred.
    pub(super) fn triple(
        &mut self,
        view: &View<'_>,
        t: &Triple,
        inverted: bool,
        soft: bool,
        deadline: &Deadline,
    ) -> (Stage, Option<Code>) {
        let blurred = if soft { self.restorer.soft().get_mut(1) } else { None };
        let pattern = blurred.unwrap_or(&mut self.finder_pattern);
        let mut follow = |place| {
            let m = pattern.follow(view, place, inverted, true, 8);
            (m.score >= LEAST).then_some(m)
        };
        let mut three = [None; 3];
        let mut missed = 0usize;
        for (m, place) in three.iter_mut().zip(t.places) {
            *m = follow(place);
            missed = missed.saturating_add(usize::from(m.is_none()));
            if missed > 1 {
                return (Stage::Finders, None);
            }
        }
        let best = three.iter().flatten().copied().max_by(|a, b| a.score.total_cmp(&b.score));
        if let Some(Match { place, .. }) = best
            && missed == 1
            && three.iter().flatten().all(|m| m.score >= GOOD)
        {
            // The third may lie beside where its runs put it.
            for (m, from) in three.iter_mut().zip(&t.places) {
                if m.is_none() {
                    let about = Place { x: from.x, y: from.y, ..place };
                    *m = pair::search(view, &about, inverted, pattern);
                }
            }
        }
        let [Some(a), Some(b), Some(c)] = three else { return (Stage::Finders, None) };
        let mut found = [a, b, c];
        let mut follow = |place| {
            let m = pattern.follow(view, place, inverted, true, 8);
            (m.score >= LEAST).then_some(m)
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
        let mut candidates = std::mem::take(&mut self.candidates);
        if soft {
            let out = self.blurred(view, found, inverted, &mut candidates, deadline);
            if let Some(out) = out {
                self.candidates = candidates;
                return out;
            }
            // They are sharp after all.
            let pattern = &mut self.finder_pattern;
            let again = found.map(|m| pattern.follow(view, m.place, inverted, true, 8));
            if again.iter().any(|m| m.score < LEAST) {
                self.candidates = candidates;
                return (Stage::Finders, None);
            }
            found = again;
        }
        version::candidates(view, &found, inverted, None, &mut self.anchors, &mut candidates);
        let mut out = (Stage::Finders, None);
        for c in candidates.iter().take(3) {
            if c.score < 0.3 || deadline.late() {
                break;
            }
            let (stage, code) = self.grid(view, &found.map(Some), c.version, inverted, deadline);
            out = (out.0.max(stage), code);
            if out.1.is_some() {
                break;
            }
        }
        if out.1.is_none()
            && !soft
            && !deadline.late()
            && let Some((stage, code)) = self.blurred(view, found, inverted, &mut candidates, deadline)
        {
            out = (out.0.max(stage), code);
        }
        let likely = candidates.first().is_some_and(|c| c.score >= 0.2);
        self.small |= likely && found.iter().all(|m| m.score >= 0.6 && m.place.module() < SMALL);
        self.candidates = candidates;
        out
    }

    /// Tries a triple of finders as those of a blurred symbol: what blurred them is undone. Nothing where they are sharp.
    fn blurred(
        &mut self,
        view: &View<'_>,
        mut found: [Match; 3],
        inverted: bool,
        candidates: &mut Vec<Candidate>,
        deadline: &Deadline,
    ) -> Option<(Stage, Option<Code>)> {
        let mut out = (Stage::Finders, None);
        let blur = self.restorer.rank(view, &found, inverted);
        if blur.gain < BLURRED.start {
            return None;
        }
        if blur.gain >= BLURRED.end || blur.score < LIKE {
            return Some(out);
        }
        let pattern = self.restorer.finder(blur.best[0]);
        for m in &mut found {
            let again = pattern.follow(view, m.place, inverted, true, 8);
            if again.score >= m.score {
                *m = again;
            }
        }
        let blur = self.restorer.rank(view, &found, inverted);
        if !BLURRED.contains(&blur.gain) {
            return Some(out);
        }
        let restorer = &mut self.restorer;
        let mut value = |place: &Place, u: f32, v: f32| restorer.module((blur.best[0], 0), view, place, u, v);
        version::candidates(view, &found, inverted, Some(&mut value), &mut self.anchors, candidates);
        for c in candidates.iter().take(2) {
            if c.score < TOLD || deadline.late() {
                break;
            }
            if blur.gain >= PLAINLY {
                self.blur = self.restorer.kind(blur.best[0]);
            }
            let Some(layout) = self.layout(c.version) else { break };
            let (stage, code) = self.decode(view, &found.map(Some), &layout, inverted, Some(blur), deadline);
            self.give_back(layout);
            out = (out.0.max(stage), code);
            if out.1.is_some() {
                break;
            }
        }
        Some(out)
    }

    /// Samples and decodes at one version.
    pub(super) fn grid(
        &mut self,
        view: &View<'_>,
        found: &[Option<Match>; 3],
        version: usize,
        inverted: bool,
        deadline: &Deadline,
    ) -> (Stage, Option<Code>) {
        let Some(layout) = self.layout(version) else { return (Stage::Triple, None) };
        let out = self.decode(view, found, &layout, inverted, None, deadline);
        self.give_back(layout);
        out
    }

    /// The layout of a version, made once; to be given back.
    pub(super) fn layout(&mut self, version: usize) -> Option<Box<Layout>> {
        let slot = self.layouts.get_mut(version)?;
        Some(slot.take().unwrap_or_else(|| Box::new(Layout::new(version))))
    }

    pub(super) fn give_back(&mut self, layout: Box<Layout>) {
        if let Some(slot) = self.layouts.get_mut(layout.version) {
            *slot = Some(layout);
        }
    }

    fn decode(
        &mut self,
        view: &View<'_>,
        found: &[Option<Match>; 3],
        layout: &Layout,
        inverted: bool,
        blur: Option<Blur>,
        deadline: &Deadline,
    ) -> (Stage, Option<Code>) {
        let alignment = match blur {
            Some(blur) => self.restorer.alignment(blur.best[0]),
            None => &mut self.alignment_pattern,
        };
        if !self.mesh.build(view, layout, found, inverted, alignment, deadline) {
            return (Stage::Triple, None);
        }
        let warp = &self.mesh.warp;
        if blur.is_none() && version::timing(view, warp, layout.side, inverted) < TIMING {
            return (Stage::Triple, None);
        }
        let (mut stage, mut message) = (Stage::Triple, None);
        let sharp = blur.is_none().then_some(None);
        let restored = blur.map(|Blur { best: [a, b], .. }| [(a, 0), (b, 0), (a, 1)].map(Some));
        for filter in sharp.into_iter().chain(restored.into_iter().flatten()) {
            if deadline.late() {
                break;
            }
            let (warp, side) = (&self.mesh.warp, layout.side);
            match filter {
                None => sampling::sample(view, warp, side, inverted, &mut self.nodes, &mut self.grey),
                Some(which) => {
                    self.restorer.restore(which, view, warp, side, inverted, &mut self.grey);
                }
            }
            if deadline.late() {
                break;
            }
            self.softener.soften(&self.grey, layout, 0.5, &mut self.soft);
            if filter.is_some() && quality::of(&self.soft, layout) < RESTORED {
                continue;
            }
            self.decoder.begin(false);
            let (reached, read) = self.rounds(layout, true, deadline);
            stage = stage.max(reached);
            message = read;
            if message.is_some() {
                break;
            }
        }
        if stage < Stage::Grid {
            return (stage, None);
        }
        let warp = &self.mesh.warp;
        let far = layout.side as f32;
        let corners = [(0.0, 0.0), (far, 0.0), (far, far), (0.0, far)].map(|(u, v)| warp.point(u, v));
        let places = [(3.5, 3.5), (far - 3.5, 3.5), (3.5, far - 3.5)].map(|(u, v)| warp.frame(u, v));
        let code = message.map(|Message { bytes, part, .. }| Code { bytes, part, corners, places, inverted });
        if code.is_none() {
            self.tried |= !deadline.late();
            let quality = quality::of(&self.soft, layout);
            let unread = &mut self.unread;
            if quality > unread.quality {
                unread.version = layout.version;
                unread.inverted = inverted;
                unread.quality = quality;
                unread.soft.clear();
                unread.soft.extend_from_slice(&self.soft);
                unread.contrast.clear();
                unread.contrast.extend_from_slice(&self.softener.contrast);
                (unread.places, unread.corners) = (places, corners);
                unread.look = Look::at(view, &self.mesh, &self.grey, &self.soft, layout);
            }
        }
        (stage, code)
    }

    /// Decodes `soft`, which is sharpened from round to round. With `grey`, the threshold is chosen anew after the first.
    pub(super) fn rounds(
        &mut self,
        layout: &Layout,
        grey: bool,
        deadline: &Deadline,
    ) -> (Stage, Option<Message>) {
        let mut stage = Stage::Grid;
        self.level.clear();
        self.level.extend_from_slice(&self.soft);
        for round in 0..ROUNDS {
            match self.decoder.decode(&self.level, &self.softener.contrast, layout, deadline) {
                Outcome::Read(message) => return (Stage::Read, Some(message)),
                Outcome::Short(0) => {}
                Outcome::Short(_) => stage = Stage::Blocks,
            }
            if round.saturating_add(1) == ROUNDS || deadline.late() {
                break;
            }
            if round == 0 && grey {
                let bias = self.softener.bias(&self.grey, layout, &self.soft);
                if (bias - 0.5).abs() > 0.08 {
                    self.softener.soften(&self.grey, layout, bias, &mut self.soft);
                    self.level.clear();
                    self.level.extend_from_slice(&self.soft);
                    continue;
                }
            }
            let reach = if round < 2 { 1 } else { 2 };
            let known = &self.decoder.known;
            if !self.softener.equalise(&self.soft, &self.level, layout, known, reach, &mut self.next) {
                break;
            }
            std::mem::swap(&mut self.level, &mut self.next);
        }
        (stage, None)
    }
}
