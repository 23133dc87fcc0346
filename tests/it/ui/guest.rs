//! A guest alone with a kiosk, who taps and types whatever there is, while codes are held up: nobody is admitted by that, and
//! nothing is hidden.

use super::support::{Ear, Fake, access, admitted, door_sized, in_language, options, texts, verdict};
use crate::verdicts;
use doorcheck::config::{Display, DoorSettings, Facing, Folder};
use doorcheck::policy::Verdict;
use doorcheck::scanner::StaffCard;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::{Language, Texts, headline};
use doorcheck::ui::Options;
use doorcheck::ui::kiosk::find;
use doorcheck::verdict::{Outcome, Reason};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, ViewportCommand};
use egui_kittest::kittest::Queryable;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::sync::Arc;
use std::time::Duration;

const TAPS: usize = 10_000;
const SIZE: [f32; 2] = [640.0, 400.0];

/// A whole number below `end`.
fn below(dice: &mut ChaCha8Rng, end: u64) -> u64 {
    dice.next_u64() % end
}

/// Every kind of result.
fn results() -> Vec<Arc<Verdict>> {
    let mut all: Vec<_> = [
        Reason::CheckByHand,
        Reason::UnknownIssuer,
        Reason::BadSignature,
        Reason::Expired,
        Reason::NotACredential,
        Reason::NoCode,
    ]
    .map(verdict)
    .into();
    all.extend([admitted(), verdicts::not_negative()]);
    all
}

fn tap(dice: &mut ChaCha8Rng) -> [Vec<Event>; 2] {
    let pos = Pos2::new(below(dice, SIZE[0] as u64) as f32, below(dice, SIZE[1] as u64) as f32);
    let button = |pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    // A finger is down for longer than a frame.
    [vec![Event::PointerMoved(pos), button(true)], vec![button(false)]]
}

fn key(dice: &mut ChaCha8Rng) -> [Vec<Event>; 2] {
    let key = Key::ALL[below(dice, Key::ALL.len() as u64) as usize];
    let press =
        |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    let text = (key.name().len() == 1).then(|| Event::Text(key.name().to_owned()));
    [std::iter::once(press(true)).chain(text).collect(), vec![press(false)]]
}

/// The headline by which a result on the screen is known.
fn headline_for(facing: Facing, verdict: &Verdict, words: &Texts) -> String {
    let own = headline(verdict, words);
    let open = ["headline-admit", "headline-signature-valid", "headline-scan-again", "headline-not-a-pass"];
    match facing {
        Facing::Staff => own,
        Facing::Customer if open.map(|key| words.get(key)).contains(&own) => own,
        Facing::Customer if verdict.outcome() == Outcome::Fail => words.get("customer-refused"),
        Facing::Customer => words.get("customer-wait"),
    }
}

#[test]
fn ten_thousand_taps_and_keys_before_the_customer_admit_nobody_and_hide_nothing() {
    play(Facing::Customer);
}

#[test]
fn ten_thousand_taps_and_keys_before_the_staff_admit_nobody_and_hide_nothing() {
    play(Facing::Staff);
}

fn play(facing: Facing) {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    folder.keep("pin", &access().record()).unwrap();
    let options =
        Options { kiosk: true, pin: find(Some(&folder), None), folder: Some(folder.clone()), ..options() };
    let ear = Ear::default();
    let display = Display { facing: Some(facing), ..Display::default() };
    let settings = DoorSettings { display, ..in_language(Language::En) };
    let mut door = door_sized(Fake::live(), settings, options, SIZE, ear.clone());
    let (mut dice, results, words) = (ChaCha8Rng::seed_from_u64(12), results(), texts(Language::En));
    let (mut told, mut pads, mut seen) = (0, 0, door.state_mut().feed_mut().elapsed);
    for turn in 0..TAPS {
        let [down, up] = if below(&mut dice, 3) > 0 { tap(&mut dice) } else { key(&mut dice) };
        door.input_mut().events.extend(down);
        door.step();
        door.input_mut().events.extend(up);
        let codes = match below(&mut dice, 40) {
            0 => vec![results[below(&mut dice, results.len() as u64) as usize].clone()],
            1 => vec![admitted(), verdict(Reason::CheckByHand)],
            _ => Vec::new(),
        };
        let named: Vec<_> =
            codes.into_iter().enumerate().map(|(index, code)| (format!("{turn} {index}"), code)).collect();
        let shown: Vec<_> = named.iter().map(|(name, code)| (name.as_str(), Arc::clone(code))).collect();
        let feed = door.state_mut().feed_mut();
        feed.sees(Duration::from_millis(50 + below(&mut dice, 450)), &shown);
        if below(&mut dice, 40) == 0 {
            feed.cards.push(StaffCard::new([below(&mut dice, 250) as u8; 16]));
        }
        let sounds = ear.heard.borrow().len();
        door.step();
        let feed = door.state_mut().feed_mut();
        let (view, now) = (feed.session.as_ref().unwrap().view(), feed.elapsed);
        told += feed.session.as_mut().unwrap().take_news().len();
        assert!(feed.taps.is_empty() && feed.applied.is_empty() && !feed.held, "turn {turn}");
        assert!(feed.offered.is_empty(), "turn {turn}");
        let decided = view.recent.iter().filter_map(|recent| recent.decided);
        assert!(decided.into_iter().all(|decided| !decided.admitted), "turn {turn}: let in by a guest");
        let leaves = door.output().viewport_output.values().flat_map(|output| &output.commands);
        assert!(!leaves.into_iter().any(|command| *command == ViewportCommand::Close), "turn {turn}");
        // What is given is seen and heard.
        if let Screen::Results(results) = &view.screen {
            for shown in &results.shown {
                let headline = headline_for(facing, &shown.verdict, &words);
                let row = format!("{}. {headline}", shown.number);
                let seen = match results.focused() {
                    Some(_) => door.query_by_role_and_label(Role::Alert, &headline).is_some(),
                    None => door.query_all_by_label_contains(&row).next().is_some(),
                };
                assert!(seen, "turn {turn}: {headline} is not on the screen");
            }
            if results.shown.iter().any(|shown| shown.since == now) {
                assert!(ear.heard.borrow()[sounds..].iter().all(|(_, volume)| *volume > 0.0));
                assert!(ear.heard.borrow().len() > sounds, "turn {turn}: not heard");
            }
            seen = now;
        } else if door.query_by_role_and_label(Role::Heading, "Show your QR code").is_some() {
            seen = now;
        } else {
            pads += 1;
        }
        assert!(now.saturating_sub(seen) <= Duration::from_secs(20), "turn {turn}: no scanning");
    }
    // It was a guest, and there was something to find.
    assert!(told > 300 && pads > 20, "{told} verdicts, {pads} turns before a PIN");
}
