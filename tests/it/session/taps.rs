//! What the staff's taps do.

use super::{Door, FAIL, PASS};
use doorcheck::scanner::session::{Event, Tap};
use std::time::Duration;

#[test]
fn a_pause_keeps_what_is_shown_and_looks_at_nothing_new() {
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.wait(5_000);
    door.send(Event::Tap(Tap::Pause));
    assert!(door.results().paused);
    assert_eq!(door.results().closes_at, None);
    door.hold(&[("b", PASS)], 60_000);
    assert_eq!((door.shown(), door.told()), ("a".into(), "a".into()));
    door.hold(&[], 1_000);
    door.send(Event::Tap(Tap::Continue));
    // The three seconds that were left go on.
    assert_eq!(door.results().closes_at, Some(Duration::from_millis(door.now + 3_000)));
    door.wait(2_999);
    assert_eq!(door.shown(), "a");
    door.wait(1);
    assert_eq!(door.shown(), "");
}

#[test]
fn after_a_pause_the_code_that_waits_is_shown() {
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.send(Event::Tap(Tap::Pause));
    door.hold(&[("b", PASS)], 1_000);
    door.send(Event::Tap(Tap::Continue));
    assert_eq!(door.shown(), "b");
}

#[test]
fn a_forgotten_pause_ends() {
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.send(Event::Tap(Tap::Pause));
    door.wait(1_000);
    door.send(Event::Tap(Tap::Pause));
    assert_eq!(door.view().changes_at, Some(Duration::from_secs(120)), "a second tap does not stretch it");
    door.wait(119_000);
    assert_eq!((door.shown(), door.strip()), (String::new(), "a".into()));
}

#[test]
fn a_refusal_cannot_be_tapped_away_while_it_is_held() {
    for tap in [Tap::Dismiss, Tap::Next] {
        let mut door = Door::new();
        door.frame(&[("a", FAIL)]);
        door.wait(2_999);
        door.send(Event::Tap(tap));
        assert_eq!(door.shown(), "a");
        assert!(!door.results().may_dismiss);
        door.wait(1);
        assert!(door.results().may_dismiss);
        door.send(Event::Tap(tap));
        assert_eq!((door.shown(), door.strip()), (String::new(), "a".into()));
    }
}

#[test]
fn a_pause_does_not_stretch_a_hold() {
    let mut door = Door::new();
    door.frame(&[("a", FAIL)]);
    door.send(Event::Tap(Tap::Pause));
    door.wait(5_000);
    assert!(door.results().may_dismiss);
    door.send(Event::Tap(Tap::Dismiss));
    assert_eq!(door.shown(), "");
    door.frame(&[("b", PASS)]);
    assert_eq!(door.shown(), "b", "the pause went with the result");
}

#[test]
fn dismiss_keeps_the_code_known_and_next_does_not() {
    for (tap, told) in [(Tap::Dismiss, "a"), (Tap::Next, "aa")] {
        let mut door = Door::new();
        door.hold(&[("a", PASS)], 1_000);
        door.send(Event::Tap(tap));
        assert_eq!(door.shown(), "");
        door.hold(&[("a", PASS)], 1_000);
        assert_eq!(door.told(), told);
    }
}
