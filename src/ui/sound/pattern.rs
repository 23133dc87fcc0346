//! The patterns that every doorman in Hong Kong knows, as data.

use crate::scanner::session::Sound;
use std::time::Duration;

/// One note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Note {
    /// Its pitch at the start, in hertz.
    pub(super) pitch: f32,
    /// How far the pitch swings up and back, in hertz, sixteen times a second; 0 for a steady note.
    pub(super) swing: f32,
    /// How long it sounds.
    pub(super) sounds: Duration,
    /// The silence after it.
    pub(super) rests: Duration,
    /// How loud it is, of 1.
    pub(super) level: f32,
    /// Whether it dies away like a bell rather than ending like a beep.
    pub(super) bell: bool,
}

/// A steady beep of that many milliseconds, and the silence after it.
const fn beep(pitch: f32, sounds: u64, rests: u64) -> Note {
    Note {
        pitch,
        swing: 0.0,
        sounds: Duration::from_millis(sounds),
        rests: Duration::from_millis(rests),
        level: 0.8,
        bell: false,
    }
}

/// A stroke of a bell.
const fn bell(pitch: f32, sounds: u64) -> Note {
    Note { bell: true, ..beep(pitch, sounds, 0) }
}

const SHORT: Note = beep(660.0, 90, 70);

/// The notes of a sound.
pub(super) fn notes(sound: Sound) -> &'static [Note] {
    const WARBLE: Note = Note { swing: 1_000.0, ..beep(1_000.0, 1_000, 0) };
    const LONG: Note = Note { level: 0.6, ..beep(392.0, 700, 0) };
    const LOW: Note = Note { level: 0.5, ..beep(330.0, 140, 80) };
    match sound {
        Sound::Admit => &const { [beep(784.0, 160, 60), beep(1_175.0, 240, 0)] },
        Sound::Exempt => &const { [beep(988.0, 350, 0)] },
        Sound::Genuine => &const { [LONG] },
        Sound::Fail => &const { [SHORT; 5] },
        Sound::Undecided => &const { [WARBLE] },
        Sound::Other => &const { [LOW; 2] },
        Sound::Call => &const { [bell(880.0, 500), bell(698.0, 900)] },
    }
}
