//! What the door shows and sounds, with the clock in the test's hand.

use crate::verdicts::{self, Person};
use doorcheck::camera::{CameraState, Stream};
use doorcheck::credential::Gathered;
use doorcheck::policy::{Verdict, marks};
use doorcheck::reader::{Payload, Sighting};
use doorcheck::scanner::session::{
    Code, Decision, Event, News, RECENT, ReadCode, ReadFrame, Results, Screen, Session, Sound, Tap, Timings,
    View,
};
use doorcheck::scanner::{Fingerprint, Hint, Salt};
use doorcheck::verdict::{Headline, Reason};
use std::sync::Arc;
use std::time::Duration;

mod another;
mod gathering;
mod groups;
mod people;
mod questions;
mod taps;
mod unconfirmed;

/// A door, its clock in milliseconds, and people with codes named by a letter.
struct Door {
    session: Session,
    salt: Salt,
    now: u64,
    /// Whose code got which verdict: some verdicts name nobody.
    people: Vec<(String, Arc<Verdict>)>,
    /// The decisions that were told beside verdicts.
    decided: Vec<Decision>,
}

/// A verdict of that reason. The code names that person, as far as a code of that reason names anybody.
fn verdict(reason: Reason, headline: Headline, name: &str) -> Arc<Verdict> {
    let person = Person { name: Some(name), native: None };
    let verdict = match (reason, headline) {
        (Reason::Ok, Headline::Admit) => verdicts::admitted(person),
        (Reason::Exempt, Headline::Admit) => verdicts::admitted_as_exempt(person),
        (reason, _) => verdicts::verdict(reason, person),
    };
    assert_eq!(verdict.reason(), reason);
    verdict
}

impl Door {
    fn new() -> Self {
        Self {
            session: Session::new(Timings::default()),
            salt: Salt::random(),
            now: 0,
            people: Vec::new(),
            decided: Vec::new(),
        }
    }

    fn print(&self, name: &str) -> Fingerprint {
        self.salt.fingerprint(&Payload::new(name))
    }

    fn send(&mut self, event: Event) {
        self.session.handle(Duration::from_millis(self.now), event);
    }

    fn codes(&mut self, codes: &[(&str, Reason)]) -> Vec<ReadCode> {
        codes.iter().map(|(name, reason)| self.code(name, verdict(*reason, Headline::Admit, name))).collect()
    }

    /// A code of that name, with that verdict.
    fn code(&mut self, name: &str, verdict: Arc<Verdict>) -> ReadCode {
        if self.whose(&verdict).is_none() {
            self.people.push((name.to_owned(), Arc::clone(&verdict)));
        }
        let fingerprint = self.print(name);
        let content = Gathered::Alone(Payload::new(name));
        let marks = verdict.holder().map(marks).unwrap_or_default();
        ReadCode {
            fingerprint,
            person: marks.iter().map(|mark| self.salt.person(mark)).collect(),
            verdict,
            corners: Some([(1.0, 1.0); 4]),
            place: None,
            took: Duration::ZERO,
            codes: Arc::new([Code { fingerprint, content }]),
        }
    }

    /// Whose code got that very verdict.
    fn whose(&self, verdict: &Arc<Verdict>) -> Option<&str> {
        self.people.iter().find(|(_, known)| Arc::ptr_eq(known, verdict)).map(|(name, _)| name.as_str())
    }

    /// A frame now.
    fn frame(&mut self, codes: &[(&str, Reason)]) {
        let sighting = if codes.is_empty() { Sighting::Nothing } else { Sighting::Read };
        let codes = self.codes(codes);
        self.send(Event::Frame(ReadFrame { codes, sighting, seen: None }));
    }

    /// A frame of these codes now.
    fn sees(&mut self, codes: Vec<ReadCode>) {
        self.send(Event::Frame(ReadFrame { codes, sighting: Sighting::Read, seen: None }));
    }

    /// Ten frames a second, for so many milliseconds.
    fn hold(&mut self, codes: &[(&str, Reason)], millis: u64) {
        for _ in 0..millis / 100 {
            self.frame(codes);
            self.now += 100;
        }
    }

    fn wait(&mut self, millis: u64) {
        self.now += millis;
        self.send(Event::Tick);
    }

    fn view(&self) -> View {
        self.session.view()
    }

    fn results(&self) -> Results {
        match self.view().screen {
            Screen::Results(results) => results,
            other => panic!("no results but {other:?} at {} ms", self.now),
        }
    }

    /// The names on the screen, by number.
    fn shown(&self) -> String {
        let Screen::Results(results) = self.view().screen else { return String::new() };
        assert!(results.shown.iter().zip(1..).all(|(shown, number)| shown.number == number));
        results.shown.iter().map(|shown| self.whose(&shown.verdict).unwrap()).collect()
    }

    /// The masked names in the strip.
    fn strip(&self) -> String {
        self.view().recent.iter().map(|recent| recent.name.as_ref().unwrap().reveal().as_str()).collect()
    }

    /// The reasons in the strip.
    fn gone(&self) -> Vec<Reason> {
        self.view().recent.iter().map(|recent| recent.reason).collect()
    }

    fn sounds(&mut self) -> Vec<Sound> {
        self.session.take_sounds()
    }

    /// Whose verdicts have been told since the last call. What people decided is for [`Door::decisions`].
    fn told(&mut self) -> String {
        let news = self.session.take_news();
        let (mut told, mut decisions) = (String::new(), Vec::new());
        for news in news {
            match news {
                News::Verdict(of) => told.push_str(self.whose(&of.verdict).unwrap()),
                News::Decision(decision) => decisions.push(decision),
            }
        }
        self.decided.extend(decisions);
        told
    }
}

const PASS: Reason = Reason::Ok;
const FAIL: Reason = Reason::Expired;
const UNDECIDED: Reason = Reason::UnknownIssuer;
const AGAIN: Reason = Reason::Incomplete;
const OTHER: Reason = Reason::NotACredential;

#[test]
fn a_code_held_up_gives_one_verdict_and_one_sound() {
    let mut door = Door::new();
    door.hold(&[("a", PASS)], 20_000);
    assert_eq!(door.told(), "a");
    assert_eq!(door.sounds(), [Sound::Admit]);
    assert_eq!(door.sounds(), []);
    assert_eq!(door.shown(), "");
}

#[test]
fn a_code_that_is_lost_for_a_moment_stays_known_and_one_that_was_gone_does_not() {
    for (gap, told) in [(2_800, "a"), (3_100, "aa")] {
        let mut door = Door::new();
        door.hold(&[("a", PASS)], 1_000);
        door.hold(&[], gap);
        door.hold(&[("a", PASS)], 1_000);
        assert_eq!(door.told(), told, "{gap}");
    }
}

#[test]
fn each_outcome_stays_its_time_and_goes_to_the_strip() {
    for (reason, millis) in
        [(PASS, 8_000), (FAIL, 10_000), (UNDECIDED, 20_000), (AGAIN, 5_000), (OTHER, 4_000)]
    {
        let mut door = Door::new();
        door.frame(&[("a", reason)]);
        assert_eq!(door.results().closes_at, Some(Duration::from_millis(millis)));
        door.wait(millis - 1);
        assert_eq!((door.shown(), door.gone()), ("a".into(), vec![]), "{reason}");
        door.wait(1);
        assert_eq!((door.shown(), door.gone()), (String::new(), vec![reason]), "{reason}");
        // Whose it was, where the signature holds.
        let named = matches!(reason, PASS | FAIL);
        assert_eq!(door.view().recent[0].name.is_some(), named, "{reason}");
        door.wait(29_999);
        assert_eq!(door.gone(), [reason]);
        door.wait(1);
        assert_eq!(door.gone(), []);
        assert_eq!(door.view().changes_at, None);
    }
}

#[test]
fn the_next_person_comes_at_once_after_a_pass() {
    let mut door = Door::new();
    door.hold(&[("a", PASS)], 1_000);
    door.hold(&[], 500);
    door.frame(&[("b", FAIL)]);
    assert_eq!((door.shown(), door.strip()), ("b".into(), "a".into()));
    assert_eq!(door.sounds(), [Sound::Admit, Sound::Fail]);
}

#[test]
fn nobody_enters_on_a_neighbours_green() {
    for reason in [FAIL, UNDECIDED] {
        let mut door = Door::new();
        door.frame(&[("a", reason)]);
        door.sounds();
        door.now = 500;
        // The neighbour's good code comes while the refusal is held: neither seen nor heard,
        door.hold(&[("b", PASS)], 2_500);
        assert_eq!((door.shown(), door.told(), door.sounds()), ("a".into(), "a".into(), vec![]));
        // and then at once.
        assert_eq!(door.now, 3_000);
        door.frame(&[("b", PASS)]);
        assert_eq!((door.shown(), door.gone()), ("b".into(), vec![reason]));
        assert_eq!(door.sounds(), [Sound::Admit]);
    }
}

#[test]
fn a_code_that_came_and_went_during_a_hold_was_never_judged() {
    let mut door = Door::new();
    door.frame(&[("a", FAIL)]);
    door.now = 500;
    door.hold(&[("b", PASS)], 1_000);
    door.wait(2_000);
    assert_eq!((door.shown(), door.told()), ("a".into(), "a".into()));
    // It is not held against it when it comes back.
    door.frame(&[("b", PASS)]);
    assert_eq!(door.shown(), "b");
}

#[test]
fn a_waiting_code_is_shown_when_the_hold_ends_also_without_another_frame() {
    let mut door = Door::new();
    door.frame(&[("a", FAIL)]);
    door.now = 2_900;
    door.frame(&[("b", PASS)]);
    assert_eq!(door.view().changes_at, Some(Duration::from_secs(3)));
    door.wait(100);
    assert_eq!(door.shown(), "b");
}

#[test]
fn sounds_are_those_of_the_most_serious_result() {
    for (reasons, headline, sound) in [
        (&[PASS][..], Headline::Admit, Sound::Admit),
        (&[PASS], Headline::Genuine, Sound::Genuine),
        (&[Reason::Exempt], Headline::Admit, Sound::Exempt),
        (&[Reason::Exempt, PASS], Headline::Admit, Sound::Exempt),
        (&[PASS, OTHER], Headline::Admit, Sound::Other),
        (&[OTHER, UNDECIDED, PASS], Headline::Admit, Sound::Undecided),
        (&[FAIL, UNDECIDED, PASS], Headline::Admit, Sound::Fail),
    ] {
        let mut door = Door::new();
        let codes = reasons.iter().zip(["a", "b", "c"]).map(|(reason, name)| ReadCode {
            fingerprint: door.print(name),
            person: Arc::new([]),
            verdict: verdict(*reason, headline, name),
            corners: None,
            place: None,
            took: Duration::ZERO,
            codes: Arc::new([]),
        });
        let codes = codes.collect();
        door.send(Event::Frame(ReadFrame { codes, sighting: Sighting::Read, seen: None }));
        assert_eq!(door.sounds(), [sound]);
    }
}

#[test]
fn what_asks_to_scan_again_does_not_stand_in_the_way() {
    let mut door = Door::new();
    door.frame(&[("a", AGAIN)]);
    door.now = 100;
    door.frame(&[("a", AGAIN), ("b", PASS)]);
    assert_eq!(door.shown(), "b");
}

#[test]
fn what_is_handed_over_gives_a_verdict_each_time_and_waits_for_it() {
    let mut door = Door::new();
    for _ in 0..2 {
        let given = door.codes(&[("a", PASS)]);
        door.send(Event::Given(given));
        door.now += 1_000;
    }
    assert_eq!(door.told(), "aa");
    assert_eq!(door.shown(), "a");
    door.frame(&[("b", FAIL)]);
    door.wait(1_000);
    let given = door.codes(&[("a", PASS)]);
    door.send(Event::Given(given));
    door.wait(1_999);
    assert_eq!(door.shown(), "b");
    door.wait(1);
    assert_eq!(door.shown(), "a");
}

#[test]
fn a_code_that_is_held_up_needs_no_drawing_once_it_is_shown() {
    let mut door = Door::new();
    let mut see = |millis, codes: &[(&str, Reason)]| {
        door.now += millis;
        let codes = door.codes(codes);
        let frame = ReadFrame { codes, sighting: Sighting::Read, seen: None };
        door.session.handle(Duration::from_millis(door.now), Event::Frame(frame))
    };
    assert!(see(0, &[("a", PASS)]));
    for _ in 0..20 {
        assert!(!see(100, &[("a", PASS)]));
    }
    assert!(see(100, &[("a", PASS), ("b", PASS)]), "another one");
    assert!(!see(100, &[]), "gone, and still on the screen");
    assert!(see(8_000, &[]), "its time is over");
}

#[test]
fn the_strip_holds_the_last_three_with_masked_names() {
    let mut door = Door::new();
    for name in ["AU YEUNG, TAI MAN", "Second Person", "Third Person", "Fourth Person"] {
        door.frame(&[(name, PASS)]);
        door.wait(1_000);
        door.send(Event::Tap(Tap::Next));
    }
    let recent = door.view().recent;
    assert_eq!(recent.len(), RECENT);
    assert_eq!(door.strip(), "Fourth P*****Third P*****Second P*****");
    assert_eq!(recent[0].since, Duration::from_secs(3));
    assert!(!format!("{:?}", door.session).contains("Person"), "debug output holds no name");
}

#[test]
fn camera_trouble_is_shown_when_no_result_is() {
    let mut door = Door::new();
    let live = CameraState::Live(Stream { name: "test".into(), width: 1280, height: 720, fps: 30 });
    for (state, trouble) in [
        (CameraState::Starting, false),
        (live.clone(), false),
        (CameraState::TooDark, false),
        (CameraState::Covered, true),
        (CameraState::Unplugged, true),
        (CameraState::NoPermission, true),
        (CameraState::Restarting, true),
    ] {
        door.send(Event::Camera(state.clone()));
        assert_eq!(matches!(door.view().screen, Screen::CameraTrouble(_)), trouble, "{}", state.name());
        assert_eq!(door.view().camera, state);
    }
    door.frame(&[("a", FAIL)]);
    door.send(Event::Camera(CameraState::Unplugged));
    assert_eq!(door.shown(), "a", "a lost camera does not take a refusal off the screen");
    door.wait(10_000);
    assert!(matches!(door.view().screen, Screen::CameraTrouble(CameraState::Unplugged)));
    door.send(Event::Camera(live));
    assert!(matches!(door.view().screen, Screen::Ready));
}

#[test]
fn a_clock_that_goes_back_changes_nothing() {
    let mut door = Door::new();
    door.now = 10_000;
    door.frame(&[("a", FAIL)]);
    door.wait(500);
    door.now = 0;
    door.hold(&[("b", PASS)], 2_000);
    assert_eq!(door.shown(), "a");
    door.now = 18_000;
    door.wait(2_000);
    assert_eq!(door.shown(), "");
}

#[test]
fn why_a_code_does_not_read_is_told_while_it_lasts() {
    let mut door = Door::new();
    let unread = |door: &mut Door, sighting| {
        for _ in 0..12 {
            door.send(Event::Frame(ReadFrame { codes: Vec::new(), sighting, seen: None }));
            door.now += 100;
        }
    };
    unread(&mut door, Sighting::Nothing);
    assert_eq!(door.view().coaching, None);
    unread(&mut door, Sighting::Blurred);
    assert_eq!(door.view().coaching, Some(Hint::Blurred));
    door.frame(&[("A", Reason::Ok)]);
    assert_eq!(door.view().coaching, None);
}
