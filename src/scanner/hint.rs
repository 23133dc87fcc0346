//! What can be told to whoever holds up a code.

use crate::reader::Sighting;

/// Advice of one thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Come closer.
    TooSmall,
    /// Show the whole code.
    CutOff,
    /// Bring light to it.
    TooDark,
    /// Tilt it out of the light.
    Glare,
    /// Hold it still.
    Moving,
    /// Bring it into focus.
    Blurred,
    /// One code after the other is out of focus: it is the lens.
    WipeLens,
    /// Hold it flat.
    Curved,
    /// It is damaged.
    Damaged,
}

impl Hint {
    /// Every hint.
    pub const ALL: [Self; 9] = [
        Self::TooSmall,
        Self::CutOff,
        Self::TooDark,
        Self::Glare,
        Self::Moving,
        Self::Blurred,
        Self::WipeLens,
        Self::Curved,
        Self::Damaged,
    ];

    /// What a sighting calls for, where it tells a cause.
    pub fn of(sighting: Sighting) -> Option<Self> {
        match sighting {
            Sighting::TooSmall => Some(Self::TooSmall),
            Sighting::CutOff => Some(Self::CutOff),
            Sighting::TooDark => Some(Self::TooDark),
            Sighting::Glare => Some(Self::Glare),
            Sighting::Moving => Some(Self::Moving),
            Sighting::Blurred => Some(Self::Blurred),
            Sighting::Curved => Some(Self::Curved),
            Sighting::Damaged => Some(Self::Damaged),
            Sighting::Nothing | Sighting::Unread | Sighting::Read => None,
        }
    }

    /// The stable name, as in the keys of its texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooSmall => "too-small",
            Self::CutOff => "cut-off",
            Self::TooDark => "too-dark",
            Self::Glare => "glare",
            Self::Moving => "moving",
            Self::Blurred => "blurred",
            Self::WipeLens => "wipe-lens",
            Self::Curved => "curved",
            Self::Damaged => "damaged",
        }
    }
}
