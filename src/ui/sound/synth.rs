//! From a sound's notes to samples: a pure function.

use super::pattern::{Note, notes};
use crate::scanner::session::Sound;
use std::f32::consts::TAU;

/// Samples a second. Every sound device takes it.
pub(super) const RATE: u16 = 48_000;

/// How often the pitch of a warble swings, a second.
const SWINGS: f32 = 16.0;

/// Seconds in which a note rises and falls, so that it does not crack.
const EDGE: f32 = 0.005;

/// The samples of a sound at full volume, one channel, between -1 and 1.
pub(super) fn samples(sound: Sound) -> Vec<f32> {
    let mut out = Vec::new();
    for note in notes(sound) {
        tone(note, &mut out);
        out.resize(out.len().saturating_add(count(note.rests.as_secs_f32())), 0.0);
    }
    out
}

fn tone(note: &Note, out: &mut Vec<f32>) {
    let length = note.sounds.as_secs_f32();
    let step = 1.0 / f32::from(RATE);
    let mut phase = 0.0_f32;
    let mut at = 0.0_f32;
    for _ in 0..count(length) {
        let pitch = note.pitch + note.swing * (0.5 - 0.5 * (TAU * SWINGS * at).cos());
        phase = (phase + TAU * pitch * step) % TAU;
        let edge = (at / EDGE).min((length - at) / EDGE).clamp(0.0, 1.0);
        let fade = if note.bell { (-4.0 * at / length).exp() } else { 1.0 };
        // A little of the octave: small loudspeakers carry it better than the bare tone.
        let wave = 0.8 * phase.sin() + 0.2 * (2.0 * phase).sin();
        out.push(note.level * edge * fade * wave);
        at += step;
    }
}

/// How many samples last that long. Notes are seconds at most.
fn count(seconds: f32) -> usize {
    (seconds * f32::from(RATE)).round().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Sound; 7] = [
        Sound::Admit,
        Sound::Exempt,
        Sound::Genuine,
        Sound::Fail,
        Sound::Undecided,
        Sound::Other,
        Sound::Call,
    ];

    /// Where it sounds: start and end of every note in samples.
    fn heard(samples: &[f32]) -> Vec<(usize, usize)> {
        let gap = usize::from(RATE) / 50;
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (index, _) in samples.iter().enumerate().filter(|(_, sample)| sample.abs() > 0.005) {
            match found.last_mut() {
                Some((_, end)) if index - *end < gap => *end = index,
                _ => found.push((index, index)),
            }
        }
        found
    }

    /// The pitch by zero crossings upwards.
    fn pitch(samples: &[f32]) -> f32 {
        let ups = samples.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
        ups as f32 * f32::from(RATE) / samples.len() as f32
    }

    fn millis(range: (usize, usize)) -> usize {
        (range.1 - range.0) * 1000 / usize::from(RATE)
    }

    #[test]
    fn an_admission_is_two_rising_notes() {
        let samples = samples(Sound::Admit);
        let notes = heard(&samples);
        assert_eq!(notes.len(), 2);
        let pitches: Vec<f32> = notes.iter().map(|n| pitch(&samples[n.0..n.1])).collect();
        assert!(pitches[1] > pitches[0] * 1.3, "{pitches:?}");
    }

    #[test]
    fn a_refusal_is_five_short_notes() {
        let samples = samples(Sound::Fail);
        let notes = heard(&samples);
        assert_eq!(notes.len(), 5);
        assert!(notes.iter().all(|note| (60..120).contains(&millis(*note))), "{notes:?}");
    }

    #[test]
    fn undecided_is_a_warble_of_a_second_between_one_and_two_kilohertz() {
        let samples = samples(Sound::Undecided);
        let notes = heard(&samples);
        assert_eq!(notes.len(), 1);
        assert!((950..=1000).contains(&millis(notes[0])), "{notes:?}");
        let parts: Vec<f32> = samples.chunks_exact(usize::from(RATE) / 100).map(pitch).collect();
        let low = parts.iter().copied().fold(f32::MAX, f32::min);
        let high = parts.iter().copied().fold(0.0, f32::max);
        assert!((900.0..1_300.0).contains(&low) && (1_700.0..2_200.0).contains(&high), "{low} {high}");
    }

    #[test]
    fn an_exemption_and_a_signature_are_one_note_each() {
        for sound in [Sound::Exempt, Sound::Genuine] {
            assert_eq!(heard(&samples(sound)).len(), 1, "{sound:?}");
        }
    }

    #[test]
    fn not_a_pass_is_two_low_notes() {
        let samples = samples(Sound::Other);
        assert_eq!(heard(&samples).len(), 2);
        assert!(pitch(&samples) < 400.0, "{}", pitch(&samples));
    }

    #[test]
    fn nothing_is_louder_than_the_device_can_play() {
        for sound in ALL {
            assert!(samples(sound).iter().all(|sample| sample.abs() <= 1.0), "{sound:?}");
        }
    }
}
