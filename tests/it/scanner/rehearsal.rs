//! While the door is not checking: test cards are told, and nobody gets a verdict.

use super::{replay, setup, until, verdicts};
use crate::drawing::{code, png};
use crate::mint::hongkong::{self, Vac};
use crate::samples::payloads;
use doorcheck::reader::Payload;
use doorcheck::scanner::session::Screen;
use doorcheck::scanner::{Scanner, Setup, Tried, TriedCode};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Outcome, Reason, TestCard};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A record, and a store that holds the key that signed it.
fn record(confirmed: bool) -> (Payload, Arc<TrustStore>) {
    let key = hongkong::key(1);
    let store = crate::door::store(&crate::door::list(&key, confirmed));
    (Payload::new(hongkong::signed(&Vac::default().fields(), &key)), Arc::new(store))
}

/// What was read until something of that kind was.
fn tried(scanner: &Scanner, what: impl Fn(&TriedCode) -> bool) -> Vec<Tried> {
    let mut all = Vec::new();
    until("what is tried", || {
        all.extend(scanner.take_tried());
        all.iter().any(|tried| what(&tried.what)).then_some(())
    });
    all
}

#[track_caller]
fn assert_nothing_is_told(scanner: &Scanner) {
    assert!(
        matches!(scanner.view().screen, Screen::Ready | Screen::CameraTrouble(_)),
        "{:?}",
        scanner.view()
    );
    assert!(verdicts(scanner).is_empty() && scanner.take_sounds().is_empty());
}

#[test]
fn cards_are_told_and_every_other_code_passes_unjudged() {
    let (genuine, store) = record(true);
    let folder = tempfile::tempdir().unwrap();
    let cards = TestCard::ALL.map(|card| Payload::new(card.payload()));
    for (number, payload) in cards.iter().chain([&genuine]).enumerate() {
        let picture = png(code(payload.as_bytes(), 4, 4));
        std::fs::write(folder.path().join(format!("{number}.png")), picture).unwrap();
    }
    let scanner = Scanner::start(Setup { store, ..setup(replay(folder.path(), true)) });
    scanner.rehearse(true);
    let seen = tried(&scanner, |what| *what == TriedCode::Other);
    assert!(seen.iter().all(|tried| tried.by_camera));
    // Round and round, nothing of it comes on the screen.
    for card in TestCard::ALL {
        tried(&scanner, |what| *what == TriedCode::Card(card));
        assert_nothing_is_told(&scanner);
    }
    // Neither does what is handed over, whatever it is.
    for (_, sample) in payloads() {
        assert!(scanner.give_payload(sample.clone()));
        assert!(scanner.give_scan(vec![sample]));
    }
    assert!(scanner.give_picture(doorcheck::reader::Frame::new(64, 48, vec![90; 64 * 48]).unwrap()));
    assert!(scanner.give_scan(vec![Payload::new("X"), Payload::new(TestCard::Fail.payload())]));
    let card = TriedCode::Card(TestCard::Fail);
    until("the scanned card", || {
        scanner.take_tried().into_iter().find(|tried| !tried.by_camera && tried.what == card)
    });
    assert_nothing_is_told(&scanner);
    // The door checks again.
    scanner.rehearse(false);
    let told = until("a pass", || {
        verdicts(&scanner).into_iter().find(|told| told.verdict.outcome() == Outcome::Pass)
    });
    assert_eq!(told.verdict.reason(), Reason::Ok);
    until("a grey card", || {
        verdicts(&scanner).into_iter().find(|told| told.verdict.outcome() == Outcome::Other)
    });
    assert!(scanner.take_tried().is_empty());
}

#[test]
fn a_code_that_was_being_judged_comes_too_late() {
    let (genuine, store) = record(true);
    let (judges, judging) = channel();
    let (go, wait) = channel::<()>();
    let (judges, wait) = (Mutex::new(judges), Mutex::new(wait));
    let zone = chrono_tz::Asia::Hong_Kong;
    let now = Box::new(move || {
        let _ = judges.lock().unwrap().send(());
        let _ = wait.lock().unwrap().recv_timeout(Duration::from_secs(20));
        Now::set(crate::door::at("2022-06-01T12:00:00Z"), zone)
    });
    let scanner = Scanner::start(Setup { store, now, ..setup(None) });
    assert!(scanner.give_payload(genuine.clone()));
    judging.recv_timeout(Duration::from_secs(20)).unwrap();
    scanner.rehearse(true);
    go.send(()).unwrap();
    // What comes after it has been read shows that it was done.
    assert!(scanner.give_payload(Payload::new(TestCard::Pass.payload())));
    tried(&scanner, |what| *what == TriedCode::Card(TestCard::Pass));
    assert_nothing_is_told(&scanner);
    drop(go);
    scanner.rehearse(false);
    assert!(scanner.give_payload(genuine));
    until("a pass", || verdicts(&scanner).pop());
}

#[test]
fn what_is_on_the_screen_goes_when_the_door_stops_checking() {
    let (genuine, store) = record(true);
    let scanner = Scanner::start(Setup { store, ..setup(None) });
    // One that is held, and another that waits for it.
    assert!(scanner.give_payload(Payload::new("HC1:%%%")));
    until("a refusal", || verdicts(&scanner).pop());
    assert!(scanner.give_payload(genuine));
    scanner.take_sounds();
    scanner.rehearse(true);
    assert!(scanner.give_payload(Payload::new(TestCard::Pass.payload())));
    tried(&scanner, |what| matches!(what, TriedCode::Card(_)));
    assert_nothing_is_told(&scanner);
}

#[test]
fn the_managers_own_record_confirms_its_key_and_is_not_judged() {
    let (genuine, store) = record(false);
    let scanner = Scanner::start(Setup { store, ..setup(None) });
    scanner.rehearse(true);
    assert!(scanner.give_payload(genuine));
    let all = tried(&scanner, |what| matches!(what, TriedCode::Confirms(_)));
    let [Tried { what: TriedCode::Confirms(confirmation), by_camera: false }] = &all[..] else {
        panic!("{all:?}")
    };
    assert_eq!(confirmation.version, "VAC 3");
    assert_nothing_is_told(&scanner);
    // One that no key verifies proves nothing.
    let forged = hongkong::signed(&Vac::default().fields(), &hongkong::key(9));
    assert!(scanner.give_payload(Payload::new(forged)));
    assert_eq!(tried(&scanner, |_| true)[0].what, TriedCode::Other);
}
