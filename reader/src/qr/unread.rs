//! What a frame's symbols leave behind that were not read: the best of their grids, and what hindered the reading.

use super::layout::Layout;
use super::rounds::Rounds;
use super::scan::Outline;
use super::sight::Look;
use super::sighting::Sighting;
use super::spread::Kind;

/// A grid that was sampled and did not decode.
#[derive(Default)]
pub(super) struct Unread {
    /// 0 where there is none.
    pub(super) version: usize,
    /// Signal to noise on the function patterns.
    pub(super) quality: f32,
    pub(super) soft: Vec<f32>,
    /// What each of its modules is worth, 1 at most.
    pub(super) contrast: Vec<f32>,
    pub(super) outline: Outline,
    pub(super) look: Look,
}

impl Unread {
    /// Begins with another frame. Keeps the memory.
    pub(super) fn forget(&mut self) {
        self.version = 0;
        self.quality = 0.0;
    }

    /// Takes a grid in place of this one.
    pub(super) fn keep(
        &mut self,
        rounds: &Rounds,
        layout: &Layout,
        quality: f32,
        outline: Outline,
        look: Look,
    ) {
        self.version = layout.version;
        self.quality = quality;
        self.soft.clear();
        self.soft.extend_from_slice(&rounds.soft);
        self.contrast.clear();
        self.contrast.extend_from_slice(&rounds.softener.contrast);
        self.outline = outline;
        self.look = look;
    }
}

/// What hindered the reading of a frame's symbols.
pub(super) struct Hindrance {
    /// Whether three finders fit well that are too small.
    pub(super) small: bool,
    /// What blurs a symbol whose version was told.
    pub(super) blur: Kind,
    /// Whether there was time to try all on one of the grids.
    pub(super) tried: bool,
}

impl Default for Hindrance {
    fn default() -> Self {
        Self { small: false, blur: Kind::Sharp, tried: false }
    }
}

impl Hindrance {
    /// What it and the best of the frame's grids tell.
    pub(super) fn tells(&self, unread: &Unread) -> Sighting {
        let blurred = match self.blur {
            Kind::Sharp => None,
            Kind::Defocused => Some(Sighting::Blurred),
            Kind::Moved => Some(Sighting::Moving),
        };
        let Unread { version, look, quality, outline, .. } = unread;
        if *version == 0 {
            return blurred.unwrap_or(if self.small { Sighting::TooSmall } else { Sighting::Nothing });
        }
        match (look.tells(*quality, outline.inverted), blurred) {
            // What blur could not be undone for.
            (told @ (Sighting::TooSmall | Sighting::CutOff | Sighting::TooDark), _) => told,
            (_, Some(blurred)) => blurred,
            // On a slow machine the time may be too short for any code.
            (Sighting::Damaged, None) if !self.tried => Sighting::Unread,
            (told, None) => told,
        }
    }
}
