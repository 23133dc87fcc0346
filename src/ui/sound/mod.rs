//! What people hear: synthesised, so that no two outcomes can be confused and no file can be missing.

mod pattern;
mod player;
mod synth;

pub(crate) use player::Player;

use crate::scanner::session::Sound;

/// What plays the sounds. The tests put another in its place.
pub trait Loudspeaker {
    /// Plays a sound, in place of what sounds now. `volume` is of 1.
    fn play(&self, sound: Sound, volume: f32);
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
