//! Codes are not people: several codes of one person, codes that were shown before, and the tally of a party.

use super::{Door, FAIL, OTHER, PASS, UNDECIDED, verdict};
use doorcheck::scanner::session::{Again, Event, News, ReadCode, Sound, Tally, Tap};
use doorcheck::verdict::{Headline, NoCode, Reason};
use std::time::Duration;

impl Door {
    /// A code of that name, of a person of that name.
    fn code_of(&mut self, name: &str, reason: Reason, person: &str) -> ReadCode {
        self.code(name, verdict(reason, Headline::Admit, person))
    }

    /// A code at that place on the screen.
    fn code_at(&mut self, name: &str, x: f32, y: f32) -> ReadCode {
        let place = Some([(x, y), (x + 10.0, y), (x + 10.0, y + 10.0), (x, y + 10.0)]);
        ReadCode { place, ..self.code_of(name, PASS, name) }
    }

    fn again(&self) -> Option<Again> {
        self.results().shown[0].again
    }

    fn tally(&self) -> (usize, usize) {
        let Tally { admitted, refused } = self.view().tally;
        (admitted, refused)
    }
}

fn minutes(count: u64) -> u64 {
    count * 60_000
}

#[test]
fn numbers_follow_the_places_of_the_codes_on_the_screen() {
    let mut door = Door::new();
    let codes = [("c", 5.0, 30.0), ("b", 40.0, 2.0), ("a", 0.0, 0.0)];
    let codes = codes.map(|(name, x, y)| door.code_at(name, x, y)).to_vec();
    door.sees(codes);
    assert_eq!(door.shown(), "abc");
    // Somebody holds his code in between: a group that grows is numbered anew, and one that moves is not.
    door.now += 300;
    let codes = [("d", 20.0, 1.0), ("a", 90.0, 0.0)].map(|(name, x, y)| door.code_at(name, x, y)).to_vec();
    door.sees(codes);
    assert_eq!(door.shown(), "adbc");
}

#[test]
fn several_codes_of_one_person_are_one_person() {
    let mut door = Door::new();
    let codes = vec![
        door.code_of("a", PASS, "Ann Kettle"),
        door.code_of("b", FAIL, "Zoe Teapot"),
        door.code_of("c", Reason::RulesNotMet, "KETTLE, ANN"),
        door.code_of("d", OTHER, "nobody"),
    ];
    door.sees(codes);
    let results = door.results();
    let same: Vec<_> = results.shown.iter().map(|shown| shown.same_as).collect();
    assert_eq!(same, [None, None, Some(1), None]);
    // The most serious of somebody's codes counts.
    let sum = results.sum;
    assert_eq!((sum.people, sum.pass, sum.fail, sum.other), (2, 0, 2, 1));
    assert_eq!(door.tally(), (0, 2));
    assert_eq!(door.sounds(), [Sound::Fail]);
}

#[test]
fn a_code_that_comes_back_after_a_while_is_told() {
    for (millis, told) in
        [(15_000, false), (20_000, true), (minutes(6), true), (minutes(59), true), (minutes(60), false)]
    {
        let mut door = Door::new();
        door.frame(&[("a", PASS)]);
        assert_eq!(door.again(), None);
        door.wait(millis);
        door.frame(&[("a", PASS)]);
        let ago = Duration::from_millis(millis);
        assert_eq!(door.again(), told.then_some(Again { same_code: true, ago }), "{millis}");
        assert_eq!(door.sounds(), [Sound::Admit, Sound::Admit], "no verdict changes");
    }
}

#[test]
fn a_code_that_is_handed_on_and_on_is_told_all_the_same() {
    let mut door = Door::new();
    for told in [None, None, Some(30_000), None, Some(30_000)] {
        door.frame(&[("a", PASS)]);
        let ago = door.again().map(|again| again.ago);
        assert_eq!(ago, told.map(Duration::from_millis), "{} ms", door.now);
        door.wait(15_000);
    }
}

/// Whether each verdict since the last call was of a code that was shown before.
fn rescans(door: &mut Door) -> Vec<bool> {
    let news = door.session.take_news();
    let of = |news: &News| match news {
        News::Verdict(told) => Some(told.rescan),
        News::Decision(_) => None,
    };
    news.iter().filter_map(of).collect()
}

#[test]
fn a_code_is_presented_once_however_often_it_is_shown() {
    let mut door = Door::new();
    // A second try within seconds, one after half an hour, one when all is forgotten.
    for (wait, rescan) in [(5_000, false), (minutes(30), true), (minutes(61), true), (0, false)] {
        door.frame(&[("a", FAIL)]);
        assert_eq!(rescans(&mut door), [rescan], "{} ms", door.now);
        door.wait(wait);
    }
    // Another code, be it of the same person, is another.
    let mut door = Door::new();
    let codes = ["a", "b"].map(|code| door.code_of(code, PASS, "Ann Kettle"));
    door.sees(codes.to_vec());
    assert_eq!(rescans(&mut door), [false, false]);
    // Where nothing is remembered, nothing is known of it.
    door.session.remember(false);
    door.wait(minutes(1));
    door.frame(&[("a", PASS)]);
    assert_eq!(rescans(&mut door), [false]);
}

#[test]
fn another_code_of_the_same_person_is_told() {
    let mut door = Door::new();
    let code = door.code_of("a", PASS, "Ann Kettle");
    door.sees(vec![code]);
    door.wait(minutes(5));
    let code = door.code_of("b", Reason::RulesNotMet, "Ann Kettle");
    door.sees(vec![code]);
    let ago = Duration::from_secs(300);
    assert_eq!(door.again(), Some(Again { same_code: false, ago }));
    door.wait(minutes(5));
    let code = door.code_of("c", PASS, "Zoe Kettle");
    door.sees(vec![code]);
    assert_eq!(door.again(), None);
}

#[test]
fn what_is_no_credential_is_not_remembered_and_neither_is_anything_when_it_is_switched_off() {
    for reason in [OTHER, Reason::Incomplete] {
        let mut door = Door::new();
        door.frame(&[("a", reason)]);
        door.wait(minutes(5));
        door.frame(&[("a", reason)]);
        assert_eq!(door.again(), None, "{reason}");
    }
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.session.remember(false);
    door.wait(minutes(5));
    door.frame(&[("a", PASS)]);
    assert_eq!(door.again(), None);
    // Switched on again, it knows nothing of before.
    door.session.remember(true);
    door.wait(minutes(5));
    door.frame(&[("a", PASS)]);
    assert_eq!(door.again(), None);
    assert!(!format!("{:?}", door.session).contains("Kettle"));
}

#[test]
fn a_party_is_counted_by_people_until_another_comes() {
    let mut door = Door::new();
    let steps: [(&str, Reason, &str, (usize, usize)); 7] = [
        ("a", PASS, "Ann Kettle", (1, 0)),
        ("b", FAIL, "Zoe Teapot", (1, 1)),
        ("x", OTHER, "nobody", (1, 1)),
        // The same code again, and another one of the same person that is good.
        ("a", PASS, "Ann Kettle", (1, 1)),
        ("c", PASS, "Zoe Teapot", (2, 0)),
        ("d", UNDECIDED, "nobody", (2, 1)),
        ("y", Reason::Incomplete, "nobody", (2, 1)),
    ];
    for (name, reason, person, tally) in steps {
        let code = door.code_of(name, reason, person);
        door.sees(vec![code]);
        assert_eq!(door.tally(), tally, "{name}");
        door.wait(25_000);
    }
    door.send(Event::Tap(Tap::NoCode(NoCode::Child)));
    assert_eq!(door.tally(), (3, 1));
    // What a manager overrules counts once.
    door.frame(&[("d", UNDECIDED)]);
    door.send(Event::Tap(Tap::NoCode(NoCode::Manager)));
    assert_eq!(door.tally(), (4, 0));
    door.send(Event::Tap(Tap::NewParty));
    assert_eq!(door.tally(), (0, 0));
}

#[test]
fn a_question_counts_when_it_has_been_answered_or_left_open() {
    let mut door = Door::new();
    door.frame(&[("a", Reason::CheckByHand)]);
    assert_eq!(door.tally(), (0, 0));
    door.wait(20_000);
    assert_eq!(door.tally(), (0, 1));
}

#[test]
fn a_pass_that_is_replaced_tells_whom_it_was_about_a_little_longer() {
    let particulars = |door: &Door| {
        door.view().recent.iter().map(|recent| recent.particulars.is_some()).collect::<Vec<_>>()
    };
    let mut door = Door::new();
    door.hold(&[("a", PASS)], 1_000);
    door.hold(&[], 500);
    door.frame(&[("b", FAIL)]);
    assert_eq!(particulars(&door), [true]);
    assert!(door.view().changes_at <= Some(Duration::from_millis(door.now + 8_000)));
    door.wait(7_999);
    assert_eq!(particulars(&door), [true]);
    door.wait(1);
    assert_eq!(particulars(&door), [false]);
    // One whose time was over, or which the staff has closed, has been compared; one that did not pass is nobody's to compare.
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    door.wait(8_000);
    assert_eq!(particulars(&door), [false]);
    door.frame(&[("b", FAIL)]);
    door.wait(3_000);
    door.frame(&[("c", PASS)]);
    door.send(Event::Tap(Tap::Next));
    assert_eq!(particulars(&door), [false, false, false]);
}
