//! The program's own sound, recorded: its notes are counted and measured.

use super::eye::Eye;
use super::screen::{Display, Program, Tape, has_tools};
use std::path::Path;
use std::time::Duration;

const RATE: usize = 48_000;

/// Start and length of every note, in milliseconds, and its pitch.
fn notes(samples: &[f32]) -> Vec<(usize, usize, f32)> {
    let gap = RATE / 50;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in samples.iter().enumerate().filter(|(_, sample)| sample.abs() > 0.02) {
        match found.last_mut() {
            Some((_, end)) if at - *end < gap => *end = at,
            _ => found.push((at, at)),
        }
    }
    found
        .into_iter()
        .map(|(start, end)| {
            let ups = samples[start..end].windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
            (
                start * 1000 / RATE,
                (end - start) * 1000 / RATE,
                ups as f32 * RATE as f32 / (end - start) as f32,
            )
        })
        .collect()
}

fn heard(sample: &str, profile: &str, reason: &str) -> Option<Vec<(usize, usize, f32)>> {
    heard_with(sample, profile, reason, &[])
}

/// The same at a door with recorded voices.
fn heard_with(
    sample: &str,
    profile: &str,
    reason: &str,
    voices: &[&str],
) -> Option<Vec<(usize, usize, f32)>> {
    if !has_tools(&["Xvfb", "mkfifo"]) {
        return None;
    }
    let home = tempfile::tempdir().unwrap();
    voices.iter().for_each(|name| record_voice(home.path(), name));
    let tape = Tape::in_folder(home.path()).record();
    let display = Display::open();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let program = Program::start(
        &display,
        home.path(),
        &["--demo", "--profile", profile, "--source", sample.to_str().unwrap()],
    );
    assert_eq!(program.verdict()["reason"], reason);
    let samples = tape.recv_timeout(Duration::from_secs(60)).expect("sound within a minute");
    program.assert_closes_well(&Eye::on(&display.name));
    Some(notes(&samples))
}

#[test]
fn an_admission_is_heard_as_two_rising_notes() {
    let Some(notes) = heard("hk-vac-latest-ok.jpg", "vaccinated", "ok") else { return };
    let [(_, _, low), (_, _, high)] = notes[..] else { panic!("{notes:?}") };
    assert!(high > low * 1.3, "{notes:?}");
}

#[test]
fn a_refusal_is_heard_as_five_short_notes() {
    let Some(notes) = heard("hk-vac-altered-bad-signature.jpg", "authenticity", "bad-signature") else {
        return;
    };
    assert_eq!(notes.len(), 5, "{notes:?}");
    assert!(notes.iter().all(|(_, length, _)| (60..140).contains(length)), "{notes:?}");
}

#[test]
fn what_is_not_decided_is_heard_as_a_warble_of_a_second() {
    let Some(notes) = heard("hc1-unknown-issuer.jpg", "authenticity", "unknown-issuer") else { return };
    let [(_, length, pitch)] = notes[..] else { panic!("{notes:?}") };
    assert!((900..1100).contains(&length), "{notes:?}");
    assert!((1_000.0..2_000.0).contains(&pitch), "{notes:?}");
}

/// A recorded voice of 300 hertz and half a second, under that name beside the settings of a home.
fn record_voice(home: &Path, name: &str) {
    let path = home.join("doorcheck/sounds/en").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(path, spec).unwrap();
    for at in 0..8_000_u32 {
        let wave = (at as f32 * 300.0 * std::f32::consts::TAU / 16_000.0).sin();
        file.write_sample((wave * 16_000.0) as i16).unwrap();
    }
    file.finalize().unwrap();
}

#[test]
fn a_recorded_voice_is_heard_after_the_notes_of_an_admission() {
    let voices = &["admit.wav", "fail.wav"];
    let mut notes = Vec::new();
    // A sound that is due before its voice has been read is played without: on a busy machine the door is opened again.
    for _ in 0..3 {
        let Some(heard) = heard_with("hk-vac-latest-ok.jpg", "vaccinated", "ok", voices) else { return };
        notes = heard;
        if notes.len() > 2 {
            break;
        }
    }
    let [(low_at, _, low), (high_at, length, high), (voice_at, spoken, voice)] = notes[..] else {
        panic!("{notes:?}")
    };
    assert!(low_at < high_at && high > low * 1.3, "{notes:?}");
    assert!(voice_at >= high_at + length && (280.0..320.0).contains(&voice), "{notes:?}");
    assert!((400..600).contains(&spoken), "{notes:?}");
}

#[test]
fn a_refusal_is_five_notes_and_nobody_speaks() {
    let voices = &["admit.wav", "fail.wav"];
    let heard = heard_with("hk-vac-altered-bad-signature.jpg", "authenticity", "bad-signature", voices);
    let Some(notes) = heard else { return };
    assert_eq!(notes.len(), 5, "{notes:?}");
}
