//! What a frame showed, for coaching: why a code that is there was not read.

use super::sight::Look;

/// What a reader saw besides what it read, the most telling last.
///
/// The causes are what one frame suggests; where it suggests none with some certainty, a code that was not read is
/// [`Unread`](Self::Unread). Thresholds are measured: `benches/reader.md`.
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
const CLEAR: f32 = 0.35;
/// The least module that a camera shows well enough, in pixels.
pub(super) const SMALL: f32 = 1.7;
/// Grey level of the light modules, below which there is too little light.
const DARK: f32 = 45.0;
/// Share of cells washed out.
const WASHED: f32 = 0.08;
/// Grey levels of light and dark modules where too much light falls on all.
const BURNT: (f32, f32) = (247.0, 115.0);
/// Difference of the neighbours' correlation with the direction.
const DIRECTED: f32 = 0.33;
/// Correlation of neighbours, of a blurred code and of a sharp one at most.
const BLUR: (f32, f32) = (0.4, 0.2);
/// Modules by which a plane is missed, of a bent code and of a flat one at most.
const BENT: f32 = 1.0;
const FLAT: f32 = 0.5;
/// Share of alignment patterns missing, with which a grid may lie wrong.
const MISSING: f32 = 0.3;
/// Least signal to noise of a sharp code.
const SHARP: f32 = 2.0;

impl Look {
    /// What hindered the reading, where that is clear.
    pub(super) fn tells(&self, quality: f32, inverted: bool) -> Sighting {
        // What is light on the picture.
        let light = if inverted { 255.0 - self.dark } else { self.light };
        let blurred = self.blur >= BLUR.0;
        if self.outside {
            Sighting::CutOff
        } else if quality < CLEAR {
            Sighting::Unread
        } else if self.module < SMALL {
            Sighting::TooSmall
        } else if light < DARK {
            Sighting::TooDark
        } else if self.washed >= WASHED || (!inverted && self.light >= BURNT.0 && self.dark >= BURNT.1) {
            Sighting::Glare
        } else if self.directed >= DIRECTED && self.blur >= BLUR.1 && self.bent < 2.0 {
            Sighting::Moving
        } else if self.bent >= BENT && !blurred {
            Sighting::Curved
        } else if blurred && self.directed < DIRECTED / 2.0 && self.bent < BENT {
            Sighting::Blurred
        } else if quality >= SHARP
            && self.blur < BLUR.1
            && self.bent < FLAT
            && self.missing < MISSING
            && self.module >= 2.0
        {
            Sighting::Damaged
        } else {
            Sighting::Unread
        }
    }
}
