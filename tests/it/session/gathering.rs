//! Cards that are spread over several codes.

use super::{Door, FAIL, PASS};
use doorcheck::scanner::session::{Event, Part, Screen, Sound, Tap};
use std::time::Duration;

impl Door {
    /// A picture with one of several codes in it.
    fn part(&mut self, held: usize, of: usize, codes: &[(&str, doorcheck::verdict::Reason)]) {
        let until = Duration::from_millis(self.now + 60_000);
        self.send(Event::Gathering(Some(Part { held, of, until })));
        self.frame(codes);
    }

    fn held(&self) -> Option<(usize, usize)> {
        self.view().gathering.map(|part| (part.held, part.of))
    }
}

#[test]
fn one_code_of_several_is_told_by_a_click_and_no_verdict() {
    let mut door = Door::new();
    for _ in 0..20 {
        door.part(1, 3, &[]);
        door.now += 100;
    }
    door.part(2, 3, &[]);
    assert_eq!(door.held(), Some((2, 3)));
    assert!(matches!(door.view().screen, Screen::Ready));
    assert_eq!(door.sounds(), [Sound::Other, Sound::Other]);
    assert_eq!(door.told(), "");
    door.send(Event::Gathering(None));
    door.frame(&[("a", PASS)]);
    assert_eq!((door.held(), door.shown()), (None, "a".to_owned()));
    assert_eq!(door.sounds(), [Sound::Admit]);
}

#[test]
fn what_is_gathered_goes_after_a_minute_and_the_screen_knows_when() {
    let mut door = Door::new();
    door.part(1, 2, &[]);
    assert_eq!(door.view().changes_at, Some(Duration::from_secs(60)));
    door.wait(59_999);
    assert_eq!(door.held(), Some((1, 2)));
    door.wait(1);
    assert_eq!((door.held(), door.view().changes_at), (None, None));
}

#[test]
fn nobody_enters_on_a_neighbours_green_with_half_a_card() {
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.now += 1_000;
    door.part(1, 2, &[]);
    assert_eq!((door.shown(), door.strip()), (String::new(), "a".to_owned()));
    assert!(matches!(door.view().screen, Screen::Ready));
}

#[test]
fn a_refusal_is_held_and_a_pause_kept() {
    let mut door = Door::new();
    door.frame(&[("a", FAIL)]);
    door.now += 1_000;
    door.part(1, 2, &[]);
    assert_eq!(door.shown(), "a");
    door.sounds();
    door.now += 2_000;
    door.part(1, 2, &[]);
    assert_eq!(door.shown(), "");
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.send(Event::Tap(Tap::Pause));
    door.now += 5_000;
    door.part(1, 2, &[]);
    assert_eq!(door.shown(), "a");
}

#[test]
fn half_a_card_beside_another_persons_code_does_not_hide_the_result() {
    let mut door = Door::new();
    for _ in 0..30 {
        door.part(1, 2, &[("a", PASS)]);
        door.now += 100;
    }
    assert_eq!((door.shown(), door.held()), ("a".to_owned(), Some((1, 2))));
    assert_eq!(door.told(), "a");
}
