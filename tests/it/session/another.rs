//! Another code of the same person.

use super::{Door, FAIL, PASS};
use doorcheck::scanner::session::{Event, ReadFrame, Sound, Tap};
use doorcheck::verdict::Reason;
use std::sync::Arc;
use std::time::Duration;

const UNMET: Reason = Reason::RulesNotMet;

impl Door {
    /// What the next code is judged together with, by number.
    fn kept(&self) -> Option<usize> {
        assert_eq!(self.session.adding().is_some(), self.view().adding);
        self.session.adding().map(|codes| codes.len())
    }

    /// A picture with a code that was judged together with those that are kept.
    fn together(&mut self, name: &str, reason: Reason) {
        let kept = self.session.adding().unwrap();
        let mut codes = self.codes(&[(name, reason)]);
        codes[0].codes = kept.iter().chain(&*Arc::clone(&codes[0].codes)).cloned().collect();
        let sighting = doorcheck::reader::Sighting::Read;
        self.send(Event::Frame(ReadFrame { codes, sighting, seen: None }));
    }
}

/// A door at which one code was shown, and another is asked for.
fn asked(reason: Reason) -> Door {
    let mut door = Door::new();
    door.hold(&[("a", reason)], 3_500);
    door.send(Event::Tap(Tap::Another));
    door
}

#[test]
fn the_next_code_is_judged_together_with_the_one_that_was_shown() {
    let mut door = asked(UNMET);
    assert_eq!((door.kept(), door.shown(), door.strip()), (Some(1), String::new(), "a".to_owned()));
    // The first code may still be there: it has had its verdict.
    door.hold(&[("a", UNMET)], 5_000);
    assert_eq!(door.shown(), "");
    door.told();
    door.sounds();
    door.together("b", PASS);
    assert_eq!((door.kept(), door.shown()), (None, "b".to_owned()));
    assert_eq!((door.told(), door.sounds()), ("b".to_owned(), vec![Sound::Admit]));
    // Neither of them gives a verdict of its own while their common one is shown.
    door.hold(&[], 3_500);
    door.hold(&[("a", UNMET), ("b", UNMET)], 2_000);
    assert_eq!((door.told(), door.shown()), (String::new(), "b".to_owned()));
    // A third one can be asked for.
    door.send(Event::Tap(Tap::Another));
    assert_eq!(door.kept(), Some(2));
}

#[test]
fn it_is_offered_where_it_can_help() {
    for (reason, offered) in [
        (PASS, true),
        (UNMET, true),
        (Reason::CheckByHand, true),
        (FAIL, false),
        (Reason::NotACredential, false),
    ] {
        let mut door = Door::new();
        door.hold(&[("a", reason)], 3_500);
        assert_eq!(door.results().may_add, offered, "{reason}");
        door.send(Event::Tap(Tap::Another));
        assert_eq!(door.kept().is_some(), offered, "{reason}");
    }
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", PASS)]);
    assert!(!door.results().may_add, "whose would it be?");
}

#[test]
fn a_refusal_is_held_first() {
    let mut door = Door::new();
    door.frame(&[("a", UNMET)]);
    door.send(Event::Tap(Tap::Another));
    assert_eq!((door.kept(), door.shown()), (None, "a".to_owned()));
}

#[test]
fn it_ends_by_a_tap_or_after_a_minute() {
    let mut door = asked(PASS);
    door.send(Event::Tap(Tap::Next));
    assert_eq!(door.kept(), None);
    let mut door = asked(PASS);
    assert!(door.view().changes_at <= Some(Duration::from_secs(64)));
    door.wait(59_999);
    assert_eq!(door.kept(), Some(1));
    door.wait(1);
    assert_eq!(door.kept(), None);
}

#[test]
fn what_is_no_code_of_a_person_is_not_the_one_that_was_asked_for() {
    for reason in [Reason::NotACredential, Reason::Incomplete] {
        let mut door = asked(UNMET);
        door.together("x", reason);
        assert_eq!((door.kept(), door.shown()), (Some(1), "x".to_owned()), "{reason}");
        door.wait(6_000);
        door.together("b", PASS);
        assert_eq!((door.kept(), door.shown()), (None, "b".to_owned()), "{reason}");
    }
}
