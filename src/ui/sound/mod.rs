//! What people hear: synthesised, so that no two outcomes can be confused and no file can be missing. Voices that an operator has recorded
//! come after that, where there are any.

mod pattern;
mod player;
mod synth;
mod voice;

pub(crate) use player::Player;
#[cfg(feature = "cli")]
pub(crate) use player::opens;
#[cfg(feature = "cli")]
pub(crate) use voice::{VoiceFault, Voices};

use crate::scanner::session::Sound;
use crate::texts::Language;

/// What plays the sounds. The tests put another in its place.
pub trait Loudspeaker {
    /// Plays a sound, in place of what sounds now. `volume` is of 1.
    fn play(&self, sound: Sound, volume: f32);
    /// From now on the voices of a language follow the sounds, where there are any.
    fn speak(&self, _language: Language) {}
    /// Whether anything can be heard.
    fn state(&self) -> SoundState;
}

/// Whether anything can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundState {
    /// The device is being opened.
    Untried,
    /// The device plays.
    Plays,
    /// There is no device: the screen says so, and the work goes on.
    NoDevice,
}
