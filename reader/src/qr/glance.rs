//! A glance at a frame of a sequence that was not read: what a person would say of it.
//!
//! Finders and grids are what a reader goes by; a person sees a code by its texture, and from that tells whether it is whole, sharp and
//! near enough. Where there is a grid, its measures are taken together with those of the texture.

use super::finder::Finder;
use super::sharpness::{self, Sharpness};
use super::sighting::Sighting;
use super::symbol::{Symbols, Unread};
use super::texture::{Region, Texture};
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
    /// Where the frame before showed a texture: its middle and its side.
    before: Option<(f32, f32, f32)>,
    /// For how many frames more a flat grid of all three finders is remembered.
    whole: u8,
}

/// Points of a texture that are looked at.
const POINTS: usize = 1600;
/// By how much more a smaller picture must show: in it, print beside a code runs into it.
const FINER: f32 = 4.0;
/// By how much a texture moves from frame to frame at most, of its side, and how it grows. Leaves and print flicker.
const STEADY: f32 = 0.35;
const GROWN: std::ops::Range<f32> = 0.7..1.43;
/// Signal to noise of a grid that is believed, by how many modules a flat one misses a plane at most and a bent one at least, and
/// for how many frames one is remembered.
const PLAIN: f32 = 0.7;
const FLAT: f32 = 0.6;
const BENT: f32 = 1.0;
const REMEMBERED: u8 = 15;
/// The least side of a code, in pixels; the share of its rectangle that is restless, and the ratio of its sides.
const LEAST: f32 = 40.0;
const FILLED: f32 = 0.42;
const SQUARE: f32 = 0.4;
/// The foot of a variogram that is all noise, half-way distances from which on it tells, and the contrast of noise in its deviations.
const NOISY: f32 = 0.5;
const TOLD: f32 = 2.2;
const GRAINY: f32 = 14.0;
/// By so many grey levels light and dark of a code differ, where there is light: the grain of a table by less.
const FAINT: f32 = 14.0;
/// Mean level of a code between dark and light.
const EVEN: std::ops::Range<f32> = 0.34..0.64;
/// Grey level of the light part of a code, below which there is too little light.
const DARK: f32 = 45.0;
/// The longer side, in pixels, below which a dense code is too small; the same by the half-way distance; and modules that are not.
const FAR: f32 = 150.0;
const FINE: f32 = 1.3;
const LARGE: f32 = 2.0;
/// Share of its rectangle that is restless, and ratio of its sides, of a small one: what else is small is no code.
const COMPACT: f32 = 0.55;
/// Half-way distance of a blurred code in shares of its side, that along a movement, and how many times longer it is along that.
const SOFT: f32 = 0.0165;
const MOVED: f32 = 0.0115;
const DIRECTED: f32 = 1.7;
/// The same in modules, where those are known.
const WIDE: f32 = 0.95;
/// The least part that is washed out, and by how much brighter it is than paper; levels of light and dark where all is.
const WASHED: f32 = 0.035;
const BRIGHTER: f32 = 10.0;
const BURNT: (f32, f32) = (247.0, 115.0);
/// A finder's module in half-way distances.
const MODULE: std::ops::Range<f32> = 1.45..2.5;
/// How long a code is that lies along the picture's edge, of its shorter side, at which it is cut off.
const CUT: f32 = 0.35;
/// What is missing of a square, of a code that is covered. Or, of one not all of whose finders and of one all of whose finders were
/// seen, the share of a hole, and how long it lies along the code's edge, of its side: a hand comes from beside, blots are within.
const COVERED: f32 = 0.36;
const FROM_BESIDE: [(f32, f32); 2] = [(0.17, 1.15), (0.3, 1.5)];
/// The ratio of its sides, of a code of which only a strip is seen.
const HALVED: f32 = 0.62;
/// Share of a whole code's rectangle that is restless.
const WHOLE: f32 = 0.745;

/// A texture that may be a code's: the ratio of its sides, and the share of its rectangle that is restless, at least.
const STRIP: f32 = 0.3;
const SPARSE: f32 = 0.35;

/// The picture at a half, a quarter and an eighth of its size, each with its scale.
pub(super) type Smaller<'a> = [Option<(View<'a>, f32)>; 3];

impl Glance {
    /// Begins with another frame.
    pub(super) fn begin(&mut self) {
        self.region = None;
    }

    /// Whether there is a texture that may be a code's, however unlike one: where there is none, nor is there a code of modules that are
    /// small beside the picture. `smaller` as for [`Self::look`].
    pub(super) fn suspects<'a>(&mut self, smaller: impl FnOnce() -> Smaller<'a>) -> bool {
        let region = self.region(smaller);
        region.is_some_and(|region| {
            let (short, long) = region.sides;
            short >= LEAST && short >= STRIP * long && region.filled >= SPARSE
        })
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
        let grid = (unread.version > 0).then_some(unread.corners);
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
        let (soft, moved) = if plain {
            let wide = WIDE * self.symbols.unread.look.module;
            (wide, wide)
        } else {
            (SOFT * self.region.side(), MOVED * self.region.side())
        };
        if most > DIRECTED * least && most > moved {
            Some(Sighting::Moving)
        } else if self.sharp.half_way() > soft {
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
            f.sure && !f.soft && inside && MODULE.contains(&(f.module() / half))
        };
        self.finders.iter().filter(belongs).count()
    }
}
