//! Frames that follow each other: what one of them does not show, several do, and no two codes are ever mixed.

use crate::regression::{Dice, H, Scene, W, draw, letters};
use doorcheck_reader::{Frame, PassReader, Reader, Sighting};
use std::cell::Cell;
use std::time::Duration;

fn following() -> PassReader {
    PassReader::following(|| Duration::ZERO)
}

/// Frames of one code held by a hand, under so much noise that none of them reads alone.
fn noisy(dice: &mut Dice, text: &str, count: usize) -> Vec<Frame> {
    let mut scene = Scene::plain(dice);
    scene.pixels = 3.2;
    scene.noise = 120.0;
    let mut frames = Vec::new();
    for _ in 0..count {
        scene.turn += dice.between(-0.01, 0.01);
        scene.pixels *= 1.0 + dice.between(-0.01, 0.01);
        frames.push(draw(dice, &scene, &[text.to_owned()]));
    }
    frames
}

#[test]
fn what_no_frame_shows_alone_several_show_together() {
    let (mut alone, mut together) = (0, 0);
    for seed in 1..=5 {
        let mut dice = Dice::new(seed);
        let text = letters(&mut dice, 300);
        let frames = noisy(&mut dice, &text, 8);
        let mut reader = PassReader::new(|| Duration::ZERO);
        let mut sequence = following();
        let read = |reader: &mut PassReader| {
            frames.iter().any(|frame| {
                let reading = reader.read(frame, None);
                for payload in &reading.payloads {
                    assert_eq!(payload.as_text(), Some(text.as_str()), "misread");
                }
                !reading.payloads.is_empty()
            })
        };
        alone += u32::from(read(&mut reader));
        together += u32::from(read(&mut sequence));
    }
    println!("bursts of 8: {alone} of 5 alone, {together} of 5 together");
    assert!(together >= 4 && together > alone, "{together} of 5 together, {alone} alone");
}

#[test]
fn two_codes_of_one_size_at_one_place_are_not_mixed() {
    for seed in 11..=13 {
        let mut dice = Dice::new(seed);
        let texts = [letters(&mut dice, 300), letters(&mut dice, 300)];
        let first = noisy(&mut dice, &texts[0], 6);
        let second = noisy(&mut dice, &texts[1], 6);
        let mut reader = following();
        for frame in first.iter().zip(&second).flat_map(|(a, b)| [a, b]).chain(&first).chain(&second) {
            for payload in reader.read(frame, None).payloads {
                assert!(texts.iter().any(|text| payload.as_text() == Some(text)), "misread");
            }
        }
    }
}

#[test]
fn the_next_code_is_read_at_once() {
    let mut dice = Dice::new(21);
    let texts = [letters(&mut dice, 300), letters(&mut dice, 300)];
    let scene = Scene::plain(&mut dice);
    let mut reader = following();
    for text in [&texts[0], &texts[0], &texts[1], &texts[0]] {
        let frame = draw(&mut dice, &scene, std::slice::from_ref(text));
        let reading = reader.read(&frame, Some(Duration::from_millis(25)));
        let got: Vec<_> = reading.payloads.iter().map(|p| p.as_text()).collect();
        assert_eq!(got, [Some(text.as_str())]);
    }
}

#[test]
fn a_code_beside_the_one_that_is_followed_is_seen_too() {
    let mut dice = Dice::new(31);
    let mut scene = Scene::plain(&mut dice);
    scene.pixels = 3.5;
    let texts = [letters(&mut dice, 250), letters(&mut dice, 250)];
    let mut reader = following();
    let one = draw(&mut dice, &scene, &texts[..1]);
    assert_eq!(reader.read(&one, None).payloads.len(), 1);
    let two = draw(&mut dice, &scene, &texts);
    assert_eq!(reader.read(&two, None).payloads.len(), 2);
}

#[test]
fn other_sizes_and_empty_frames_between_do_no_harm() {
    let mut dice = Dice::new(41);
    let scene = Scene::plain(&mut dice);
    let text = [letters(&mut dice, 300)];
    let frame = draw(&mut dice, &scene, &text);
    let mut reader = following();
    let empty = Frame::new(W, H, vec![90; W * H]).unwrap();
    let small = Frame::new(20, 10, vec![90; 200]).unwrap();
    for (frame, codes) in [(&frame, 1), (&empty, 0), (&frame, 1), (&small, 0), (&frame, 1)] {
        let reading = reader.read(frame, None);
        assert_eq!(reading.payloads.len(), codes);
        assert_eq!(reading.sighting, if codes == 1 { Sighting::Read } else { Sighting::Nothing });
    }
    reader.forget();
    assert_eq!(reader.read(&frame, None).payloads.len(), 1);
}

#[test]
fn causes_are_told_apart() {
    let told = |change: &dyn Fn(&mut Scene)| -> Vec<Sighting> {
        let frames = (1..=4).map(|seed| {
            let mut dice = Dice::new(seed);
            let mut scene = Scene::plain(&mut dice);
            scene.pixels = 3.5;
            change(&mut scene);
            let text = letters(&mut dice, 300);
            let frame = draw(&mut dice, &scene, &[text]);
            PassReader::new(|| Duration::ZERO).read(&frame, None).sighting
        });
        frames.filter(|seen| *seen != Sighting::Read).collect()
    };
    for (cause, change) in [
        (Sighting::Moving, &(|s: &mut Scene| s.motion = 10.5) as &dyn Fn(&mut Scene)),
        (Sighting::TooDark, &|s: &mut Scene| (s.dark, s.light, s.motion, s.noise) = (8.0, 30.0, 10.5, 1.0)),
        (Sighting::Curved, &|s: &mut Scene| (s.curve, s.tilt, s.pixels) = (0.505, 0.2, 4.0)),
    ] {
        let seen = told(change);
        println!("{cause:?}: {seen:?}");
        assert!(seen.contains(&cause), "{cause:?}: {seen:?}");
        for other in seen {
            assert!(
                matches!(other, Sighting::Nothing | Sighting::Unread) || other == cause,
                "{cause:?}: {other:?}"
            );
        }
    }
}

/// A clock that runs a millisecond each time that it is asked: time ends after so many questions.
fn ticking() -> Duration {
    thread_local!(static ASKED: Cell<u64> = const { Cell::new(0) });
    Duration::from_millis(ASKED.with(|asked| asked.replace(asked.get() + 1)))
}

#[test]
fn a_good_code_is_never_called_damaged_for_want_of_time() {
    let mut dice = Dice::new(1);
    let mut scene = Scene::plain(&mut dice);
    scene.pixels = 3.5;
    let text = letters(&mut dice, 300);
    let frame = draw(&mut dice, &scene, &[text]);
    let seen: Vec<Sighting> = (1..=2_000)
        .map(|budget| PassReader::new(ticking).read(&frame, Some(Duration::from_millis(budget))).sighting)
        .take_while(|seen| *seen != Sighting::Read)
        .collect();
    assert!(seen.contains(&Sighting::Unread) && seen.len() < 2_000, "{seen:?}");
    assert!(!seen.contains(&Sighting::Damaged), "{seen:?}");
}

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// A clock that counts how often it is asked.
fn counting() -> Duration {
    ASKED.with(|asked| asked.set(asked.get() + 1));
    Duration::ZERO
}

#[test]
fn an_empty_scene_that_does_not_change_is_searched_once_a_second() {
    let mut dice = Dice::new(11);
    let mut scene = |code: bool| -> Frame {
        let mut luma: Vec<u8> =
            (0..W * H).map(|k| (90 + k % W / 10 + dice.next() as usize % 5) as u8).collect();
        if code {
            let shown = draw(&mut Dice::new(5), &Scene::plain(&mut Dice::new(5)), &["ONE MOMENT".to_owned()]);
            luma.copy_from_slice(shown.luma());
        }
        Frame::new(W, H, luma).unwrap()
    };
    let mut reader = PassReader::following(counting);
    let budget = Some(Duration::from_millis(19));
    let mut searched = 0;
    for _ in 0..600 {
        let before = ASKED.with(Cell::get);
        assert!(reader.read(&scene(false), budget).payloads.is_empty());
        searched += u32::from(ASKED.with(Cell::get) - before > 1);
    }
    assert!((40..=42).contains(&searched), "{searched} of 600 frames");
    // What comes is read at once, and what lights up is looked at.
    assert_eq!(reader.read(&scene(true), budget).payloads.len(), 1);
    assert_eq!(reader.read(&scene(true), budget).payloads.len(), 1);
}
