//! A glance at a frame of a sequence that was not read: what a person would say of it.
//!
//! Finders and grids are what a reader goes by; a person sees a code by its texture, and from that tells whether it is whole, sharp and
//! near enough. Where there is a grid, its measures are taken together with those of the texture.

use super::finder::Finder;
use super::sharpness::{self, Sharpness};
use super::sighting::Sighting;
use super::symbol::Symbols;
use super::texture::{Region, Texture};
use super::unread::Unread;
use super::view::View;

/// Looks at frames; holds scratch, and what the frames before showed.
#[derive(Default)]
pub(super) struct Glance {
    texture: Texture,
    /// The middles of the texture's blocks, and points spread over them.
    spots: Vec<(f32, f32)>,
    points: Vec<(f32, f32)>,
    /// The texture of this frame, once it was looked for.
    region: Option<Option<Region>>,
    /// Whether there is any that may be a code's, once that was asked.
    suspected: Option<bool>,
    /// Where the frame before showed a texture: its middle and its side.
    before: Option<(f32, f32, f32)>,
    /// For how many frames more a flat grid of all three finders is remembered.
    whole: u8,
}

/// Points of a texture that are looked at.
const POINTS: usize = 1600;
/// How many times more a smaller picture must show to be preferred: in it, print beside a code runs into it.
const FINER: f32 = 4.0;
/// How far a texture moves from frame to frame at most, in its sides: leaves and print flicker.
const STEADY: f32 = 0.35;
/// How a texture's side grows from frame to frame.
const GROWN: std::ops::Range<f32> = 0.7..1.43;
/// Least signal to noise of a grid that is believed.
const PLAIN: f32 = 0.7;
/// By fewer modules a flat grid misses a plane.
const FLAT: f32 = 0.6;
/// By so many modules a bent grid misses a plane at least.
const BENT: f32 = 1.0;
/// For so many frames a flat grid of all three finders is remembered.
const REMEMBERED: u8 = 15;
/// The least side of a code, in pixels.
const LEAST: f32 = 40.0;
/// The least share of a code's rectangle that is restless.
const FILLED: f32 = 0.42;
/// The least ratio of the sides of a code's rectangle, the shorter to the longer.
const SQUARE: f32 = 0.4;
/// The foot of a variogram from which on it is all noise.
const NOISY: f32 = 0.5;
/// The half-way distance from which on the foot tells, in pixels.
const TOLD: f32 = 2.2;
/// Contrast below which a texture may be all noise, in the noise's deviations.
const GRAINY: f32 = 14.0;
/// Least difference of a code's light and dark where there is light, in grey levels: the grain of a table has less.
const FAINT: f32 = 14.0;
/// Mean level of a code between dark and light.
const EVEN: std::ops::Range<f32> = 0.34..0.64;
/// Grey level of the light part of a code, below which there is too little light.
const DARK: f32 = 45.0;
/// The longer side below which a dense code is too small, in pixels.
const FAR: f32 = 150.0;
/// The half-way distance below which modules are too small, in pixels.
const FINE: f32 = 1.3;
/// The module above which they are not, in pixels, where it is known.
const LARGE: f32 = 2.0;
/// Least share of its rectangle that is restless, and least ratio of its sides, of a small code: what else is small is none.
const COMPACT: f32 = 0.55;
/// Half-way distance above which a code is out of focus, in its sides.
const UNFOCUSED: f32 = 0.0165;
/// Half-way distance along a movement above which a code is moved, in its sides.
const MOVED: f32 = 0.0115;
/// How many times longer the half-way distance is along a movement than across, at least.
const DIRECTED: f32 = 1.7;
/// Half-way distance above which a code is out of focus or moved, in modules, where those are known.
const WIDE: f32 = 0.95;
/// Least share of a code's rectangle that is washed out under glare.
const WASHED: f32 = 0.035;
/// By so many grey levels what is washed out is brighter than paper.
const BRIGHTER: f32 = 10.0;
/// Grey levels of light and dark, at least, where too much light falls on all.
const BURNT: (f32, f32) = (247.0, 115.0);
/// A finder's module, in half-way distances.
const MODULE: std::ops::Range<f32> = 1.45..2.5;
/// How long a code lies along the picture's edge that is cut off, in its shorter sides.
const CUT: f32 = 0.35;
/// What is missing of a square, of a code that is covered.
const COVERED: f32 = 0.36;
/// The share of a hole, and how long it lies along the code's edge in sides, of a code that is covered: of one not all of whose finders
/// were seen, and of one all of whose were. A hand comes from beside, blots are within.
const FROM_BESIDE: [(f32, f32); 2] = [(0.17, 1.15), (0.3, 1.5)];
/// The ratio of its sides below which only a strip of a code is seen.
const HALVED: f32 = 0.62;
/// Least share of a whole code's rectangle that is restless.
const WHOLE: f32 = 0.745;
/// Least ratio of the sides of a texture that may be a code's.
const STRIP: f32 = 0.3;
/// Least share of its rectangle that is restless, of a texture that may be a code's.
const SPARSE: f32 = 0.35;

/// The picture at a half, a quarter and an eighth of its size, each with its scale.
pub(super) type Smaller<'a> = [Option<(View<'a>, f32)>; 3];

impl Glance {
    /// Begins with another frame.
    pub(super) fn begin(&mut self) {
        self.region = None;
        self.suspected = None;
    }

    /// Whether there is a texture that may be a code's, however unlike one: where there is none, nor is there a code of modules that are
    /// small beside the picture. `smaller` as for [`Self::look`].
    pub(super) fn suspects<'a>(&mut self, smaller: impl FnOnce() -> Smaller<'a>) -> bool {
        if let Some(known) = self.suspected {
            return known;
        }
        // The smaller the picture, the sooner it is looked over.
        let smaller = smaller();
        let [_, others @ ..] = &smaller;
        let shown = |(picture, scale): &(View<'_>, f32)| self.texture.region(picture, *scale);
        let plain = others.iter().flatten().rev().filter_map(shown).any(|region| may_be_code(&region));
        let suspected = plain || self.region(|| smaller).is_some_and(|region| may_be_code(&region));
        self.suspected = Some(suspected);
        suspected
    }

    /// Forgets the frames before.
    pub(super) fn forget(&mut self) {
        self.before = None;
        self.whole = 0;
    }

    /// What is to be seen, and where.
    pub(super) fn look<'a>(
        &mut self,
        view: &View<'_>,
        smaller: impl FnOnce() -> Smaller<'a>,
        symbols: &Symbols,
        finders: &[Finder],
    ) -> (Sighting, Option<[(f32, f32); 4]>) {
        let unread = &symbols.unread;
        self.whole = self.whole.saturating_sub(1);
        if is_plain(unread) && unread.look.bent < FLAT {
            self.whole = REMEMBERED;
        }
        let region = self.region(smaller);
        let steady = self.is_steady(region.as_ref());
        let grid = (unread.version > 0).then_some(unread.outline.corners);
        let sharp = region.as_ref().and_then(|region| {
            self.spread(region);
            sharpness::measure(view, &self.points, region.noise)
        });
        let (Some(region), Some(sharp)) = (region, sharp) else {
            return (if grid.is_some() { symbols.sighting() } else { Sighting::Nothing }, grid);
        };
        if !steady && grid.is_none() {
            return (Sighting::Nothing, None);
        }
        let scene = Scene { region: &region, sharp: &sharp, symbols, finders, whole: self.whole > 0 };
        let sighting = scene.tells();
        let corners = (sighting != Sighting::Nothing).then(|| grid.unwrap_or(region.corners));
        (sighting, corners)
    }

    /// The texture that is most worth a look.
    fn region<'a>(&mut self, smaller: impl FnOnce() -> Smaller<'a>) -> Option<Region> {
        if let Some(known) = self.region {
            return known;
        }
        let mut best: Option<Region> = None;
        for (picture, scale) in smaller().iter().flatten() {
            if let Some(found) = self.texture.region(picture, *scale)
                && best.as_ref().is_none_or(|region| found.worth() > FINER * region.worth())
            {
                self.spots.clear();
                self.spots.extend(self.texture.spots(&found));
                best = Some(found);
            }
        }
        self.region = Some(best);
        best
    }

    /// Whether there was a texture of that size there before.
    fn is_steady(&mut self, region: Option<&Region>) -> bool {
        let here = region.map(|region| {
            let [a, _, c, _] = region.corners;
            ((a.0 + c.0) / 2.0, (a.1 + c.1) / 2.0, region.side())
        });
        match (std::mem::replace(&mut self.before, here), here) {
            (Some((x, y, side)), Some(here)) => {
                (x - here.0).hypot(y - here.1) < STEADY * side && GROWN.contains(&(here.2 / side))
            }
            _ => false,
        }
    }

    /// Points spread over a region.
    fn spread(&mut self, region: &Region) {
        let side = (POINTS as f32 / self.spots.len().max(1) as f32).sqrt().ceil().clamp(1.0, 12.0);
        let at = |k: f32| ((k + 0.5) / side - 0.5) * region.pitch;
        self.points.clear();
        for (x, y) in &self.spots {
            let mut v = 0.0;
            while v < side {
                let mut u = 0.0;
                while u < side {
                    self.points.push((x + at(u), y + at(v)));
                    u += 1.0;
                }
                v += 1.0;
            }
        }
    }
}

/// Whether a texture may be a code's, however unlike one.
fn may_be_code(region: &Region) -> bool {
    let (short, long) = region.sides;
    short >= LEAST && short >= STRIP * long && region.filled >= SPARSE
}

/// Whether a grid's measures are believed.
fn is_plain(unread: &Unread) -> bool {
    unread.version > 0 && unread.quality >= PLAIN
}

/// All that one frame shows of a code.
struct Scene<'a> {
    region: &'a Region,
    sharp: &'a Sharpness,
    symbols: &'a Symbols,
    finders: &'a [Finder],
    /// Whether all three finders were seen of late.
    whole: bool,
}

impl Scene<'_> {
    /// What hindered the reading, in the order in which one hides the next.
    fn tells(&self) -> Sighting {
        let Self { region, sharp, symbols, .. } = self;
        let (unread, look) = (&symbols.unread, &symbols.unread.look);
        let plain = is_plain(unread);
        if !plain && !self.is_code() {
            // What has finders is there, though nothing more is to be said of it.
            let there = unread.version > 0 || self.known() > 2;
            return if there { Sighting::Unread } else { Sighting::Nothing };
        }
        let (short, long) = region.sides;
        let half = sharp.half_way();
        let touches = region.edge.iter().any(|edge| *edge > region.pitch);
        if sharp.light < DARK {
            return Sighting::TooDark;
        }
        let compact = region.filled >= COMPACT && short >= COMPACT * long;
        if !touches && compact && (long < FAR || half < FINE && !(plain && look.module > LARGE)) {
            return Sighting::TooSmall;
        }
        if let Some(blur) = self.blur(plain) {
            return blur;
        }
        let washed = region.hole >= WASHED && region.hole_level > sharp.light + BRIGHTER;
        let burnt = sharp.light >= BURNT.0 && sharp.dark >= BURNT.1;
        if washed || burnt || plain && symbols.sighting() == Sighting::Glare {
            return Sighting::Glare;
        }
        let cut = region.edge.iter().any(|edge| *edge > CUT * short);
        if self.known() == 0 && unread.version == 0 && !(cut && region.filled >= WHOLE) {
            return Sighting::Unread;
        }
        if cut || plain && look.outside || self.is_covered() {
            return Sighting::CutOff;
        }
        let bent = unread.version > 0 && look.bent >= BENT;
        if !(plain && look.bent < FLAT) && (bent || region.filled >= WHOLE) {
            return Sighting::Curved;
        }
        Sighting::Damaged
    }

    /// Whether the texture is as a code's.
    fn is_code(&self) -> bool {
        let Self { region, sharp, .. } = self;
        let (short, long) = region.sides;
        let faint = sharp.light >= DARK && sharp.light - sharp.dark < FAINT;
        let noise = sharp.half_way() > TOLD && sharp.foot > NOISY && region.contrast < GRAINY * region.noise;
        short >= LEAST
            && short >= SQUARE * long
            && region.filled >= FILLED
            && EVEN.contains(&sharp.balance)
            && !noise
            && !faint
    }

    /// Whether something is held before it.
    fn is_covered(&self) -> bool {
        let region = self.region;
        let missing = 1.0 - (1.0 - region.hole) * region.sides.0 / region.sides.1;
        let (hole, edge) = if self.whole { FROM_BESIDE[1] } else { FROM_BESIDE[0] };
        let beside = region.hole >= hole && region.hole_edge >= edge * region.side();
        region.filled < WHOLE && (beside || missing >= COVERED) || region.sides.0 < HALVED * region.sides.1
    }

    /// Whether it is blurred, and how.
    fn blur(&self, plain: bool) -> Option<Sighting> {
        let half = self.sharp.half;
        let least = half.iter().copied().fold(f32::MAX, f32::min);
        let most = half.iter().copied().fold(0.0, f32::max);
        let (blurred, moved) = if plain {
            let wide = WIDE * self.symbols.unread.look.module;
            (wide, wide)
        } else {
            (UNFOCUSED * self.region.side(), MOVED * self.region.side())
        };
        if most > DIRECTED * least && most > moved {
            Some(Sighting::Moving)
        } else if self.sharp.half_way() > blurred {
            Some(Sighting::Blurred)
        } else {
            None
        }
    }

    /// How many finders lie in the texture whose modules are as the texture's.
    fn known(&self) -> usize {
        let [a, b, c, d] = self.region.corners;
        let half = self.sharp.half_way();
        let belongs = |f: &&Finder| {
            let left = |p: (f32, f32), q: (f32, f32)| (q.0 - p.0) * (f.y - p.1) > (q.1 - p.1) * (f.x - p.0);
            let inside = left(a, b) && left(b, c) && left(c, d) && left(d, a);
            f.sure && !f.blurred && inside && MODULE.contains(&(f.module() / half))
        };
        self.finders.iter().filter(belongs).count()
    }
}
