//! What a frame showed, for coaching: why a code that is there was not read.

use super::sight::Look;

/// What a reader saw besides what it read, the most telling last.
///
/// The causes are what one frame suggests; where it suggests none with some certainty, a code that was not read is
/// [`Unread`](Self::Unread). Thresholds are measured: `benches/README.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sighting {
    /// No code.
    Nothing,
    /// A code that could not be decoded; why is not clear.
    Unread,
    /// Its modules are too small: it is too far away.
    TooSmall,
    /// It reaches beyond the picture: it is too near, or held too far aside.
    CutOff,
    /// Too little light on it, or a screen turned down.
    TooDark,
    /// Glare over it, or so much light that dark modules turn bright.
    Glare,
    /// It moves: blurred along one direction.
    Moving,
    /// Out of focus: blurred in all directions.
    Blurred,
    /// It is bent: on curved or creased paper.
    Curved,
    /// Sharp, large and flat enough, and yet it does not decode. One frame may be mistaken in this.
    Damaged,
    /// At least one code, read.
    Read,
}

impl Sighting {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unread => "unread",
            Self::TooSmall => "too-small",
            Self::CutOff => "cut-off",
            Self::TooDark => "too-dark",
            Self::Glare => "glare",
            Self::Moving => "moving",
            Self::Blurred => "blurred",
            Self::Curved => "curved",
            Self::Damaged => "damaged",
            Self::Read => "read",
        }
    }
}

/// Least signal to noise of a grid whose measures are believed.
const CLEAR: f32 = 0.55;
/// Least signal to noise of a grid that is called bent.
const PLAIN: f32 = 0.8;
/// Least signal to noise of a grid that is called cut off.
const CUT: f32 = 1.2;
/// Least signal to noise of a grid that is called damaged.
const SHARP: f32 = 1.3;
/// The least module that a camera shows well enough, in pixels.
pub(super) const SMALL: f32 = 1.7;
/// The least module of a grid that is called damaged, in pixels.
const LARGE: f32 = 2.5;
/// Grey level of the light modules, below which there is too little light.
const DARK: f32 = 45.0;
/// Shares of cells washed out, and with each the grey level of the light modules under glare.
const WASHED: [(f32, f32); 2] = [(0.08, 235.0), (0.15, 215.0)];
/// Grey levels of light and dark modules where too much light falls on all.
const BURNT: (f32, f32) = (247.0, 115.0);
/// Difference of the neighbours' correlation with the direction, of a moved code at least, and of a still one at most.
const DIRECTED: (f32, f32) = (0.33, 0.16);
/// Correlation of neighbours, of a blurred code at least, and of a sharp one at most.
const BLUR: (f32, f32) = (0.4, 0.2);
/// The most correlation of neighbours in a bent code.
const BENT_BLUR: f32 = 0.3;
/// Modules by which a plane is missed, of a bent code at least, and of a flat one at most.
const BENT: (f32, f32) = (1.0, 0.5);
/// Modules by which a moved code misses a plane at most.
const WRONG: f32 = 2.0;
/// Share of alignment patterns missing, with which a flat grid, and any, may lie wrong.
const MISSING: (f32, f32) = (0.3, 0.5);

impl Look {
    /// What hindered the reading, where that is clear.
    pub(super) fn tells(&self, quality: f32, inverted: bool) -> Sighting {
        // What is light on the picture.
        let light = if inverted { 255.0 - self.dark } else { self.light };
        let burnt = !inverted && self.light >= BURNT.0 && self.dark >= BURNT.1;
        if self.outside {
            return if quality >= CUT { Sighting::CutOff } else { Sighting::Unread };
        }
        if quality < CLEAR {
            Sighting::Unread
        } else if self.module < SMALL {
            Sighting::TooSmall
        } else if light < DARK {
            Sighting::TooDark
        } else if burnt || WASHED.iter().any(|w| self.washed >= w.0 && light >= w.1) {
            Sighting::Glare
        } else if self.directed >= DIRECTED.0 && self.blur >= BLUR.1 && self.bent < WRONG {
            Sighting::Moving
        } else if self.blur >= BLUR.0 && self.directed < DIRECTED.1 && self.bent < BENT.0 {
            Sighting::Blurred
        } else if self.bent >= BENT.0 && quality >= PLAIN && self.blur < BENT_BLUR && self.missing < MISSING.1
        {
            Sighting::Curved
        } else if self.bent < BENT.1
            && quality >= SHARP
            && self.blur < BLUR.1
            && self.missing < MISSING.0
            && self.module >= LARGE
        {
            Sighting::Damaged
        } else {
            Sighting::Unread
        }
    }
}
