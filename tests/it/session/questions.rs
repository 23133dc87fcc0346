//! Questions that only a person can answer, and what becomes of the answers.

use super::{Door, FAIL, PASS, UNDECIDED};
use crate::verdicts::{self, Person};
use doorcheck::policy::Verdict;
use doorcheck::scanner::session::{Answered, Event, ReadCode, Sound, Tap, ToJudge};
use doorcheck::verdict::{Answers, ByHand, NoCode, Outcome, Question, Reason};
use std::sync::Arc;
use std::time::Duration;

const ASKS: Reason = Reason::CheckByHand;
const TWELVE: Question = Question::Age { years: 12 };

impl Door {
    /// The code of somebody whose age matters, and is not stated.
    fn of_unknown_age(&mut self, name: &str) -> ReadCode {
        self.code(name, judged(name, TWELVE, &Answers::default()))
    }

    /// The staff answers, and the scanner judges again. Whether the answer counted.
    fn answer(&mut self, answer: bool) -> bool {
        self.send(Event::Tap(Tap::Answer(answer)));
        let Some(asked) = self.session.take_to_judge() else { return false };
        let verdict = self.judges(&asked);
        let ToJudge { fingerprint, question, answer, .. } = asked;
        self.send(Event::Answered(Answered { fingerprint, question, answer, verdict }));
        true
    }

    fn judges(&mut self, asked: &ToJudge) -> Arc<Verdict> {
        let people = self.people.iter().map(|(name, _)| name.clone());
        let name = people.into_iter().find(|name| self.print(name) == asked.fingerprint).unwrap();
        let verdict = judged(&name, asked.question, &asked.answers);
        self.people.push((name, Arc::clone(&verdict)));
        verdict
    }

    /// The decisions that were told since the last call: what was asked, and whether it admits.
    fn decisions(&mut self) -> Vec<(ByHand, bool)> {
        self.told();
        let decided = std::mem::take(&mut self.decided);
        decided.iter().map(|decision| (decision.decided.what, decision.decided.admitted)).collect()
    }

    fn screen_asks(&self) -> Option<Question> {
        self.results().asks
    }
}

fn judged(name: &str, question: Question, answers: &Answers) -> Arc<Verdict> {
    let person = Person { name: Some(name), native: None };
    match question {
        Question::Paper => verdicts::paper(person, answers),
        _ => verdicts::of_unknown_age(person, answers),
    }
}

fn said(question: Question, answer: impl Into<Option<bool>>) -> ByHand {
    ByHand::Question { question, answer: answer.into() }
}

#[test]
fn what_a_person_decides_is_told_and_turns_nothing_green() {
    for answer in [true, false] {
        let mut door = Door::new();
        door.frame(&[("a", ASKS)]);
        assert_eq!((door.screen_asks(), door.sounds()), (Some(Question::Paper), vec![Sound::Undecided]));
        door.wait(400);
        assert!(door.answer(answer));
        assert_eq!((door.shown(), door.sounds()), (String::new(), vec![]));
        let recent = &door.view().recent[0];
        let decided = recent.decided.unwrap();
        assert_eq!((recent.outcome, decided.what), (Outcome::Undecided, said(Question::Paper, answer)));
        assert_eq!(decided.admitted, answer);
        assert_eq!(recent.headline_key, if answer { "decided-yes" } else { "decided-no" });
        let about = door.session.take_news();
        assert!(about.len() == 2, "the verdict, and what was decided about it: {about:?}");
    }
}

#[test]
fn the_rule_runs_again_with_the_answer() {
    for (answer, sound, outcome) in [(false, Sound::Admit, Outcome::Pass), (true, Sound::Fail, Outcome::Fail)]
    {
        let mut door = Door::new();
        let code = door.of_unknown_age("a");
        door.sees(vec![code]);
        assert_eq!((door.screen_asks(), door.sounds()), (Some(TWELVE), vec![Sound::Undecided]));
        door.wait(1_000);
        assert!(door.answer(answer));
        // What comes of it is a verdict like any other: seen, heard, and with its own time and hold.
        assert_eq!((door.shown(), door.sounds(), door.screen_asks()), ("a".to_owned(), vec![sound], None));
        assert_eq!(door.results().shown[0].verdict.outcome(), outcome);
        assert!(!door.results().may_dismiss, "held until it has been seen");
        assert_eq!(door.decisions(), [(said(TWELVE, answer), outcome == Outcome::Pass)]);
        door.wait(10_000);
        let decided = door.view().recent[0].decided.unwrap();
        assert_eq!(decided.what, said(TWELVE, answer), "the strip says on what it rests");
    }
}

#[test]
fn a_question_that_is_left_open_lets_nobody_in() {
    for close in [Event::Tap(Tap::Next), Event::Tick] {
        let mut door = Door::new();
        door.frame(&[("a", ASKS)]);
        door.wait(19_999);
        assert_eq!(door.shown(), "a");
        if matches!(close, Event::Tick) {
            door.now += 1;
        }
        door.send(close);
        assert_eq!(door.decisions(), [(said(Question::Paper, None), false)]);
        assert_eq!(door.view().recent[0].headline_key, "decided-open");
    }
}

#[test]
fn a_tap_counts_when_the_question_has_been_seen() {
    for tap in [Tap::Answer(true), Tap::Next, Tap::Dismiss, Tap::Another] {
        let mut door = Door::new();
        door.frame(&[("a", PASS)]);
        door.wait(4_000);
        door.frame(&[("b", ASKS)]);
        // The finger was on its way to what was there before.
        door.now += 399;
        door.send(Event::Tap(tap));
        assert_eq!(
            (door.shown(), door.session.take_to_judge().is_some()),
            ("b".to_owned(), false),
            "{tap:?}"
        );
        assert_eq!(door.view().changes_at, Some(Duration::from_millis(4_400)));
        door.now += 1;
        door.send(Event::Tap(tap));
        let done = door.session.take_to_judge().is_some() || door.shown().is_empty();
        assert!(done, "{tap:?}");
    }
}

#[test]
fn the_next_guest_waits_for_the_answer_and_is_shown_and_heard_then() {
    let mut door = Door::new();
    door.hold(&[("a", ASKS)], 1_000);
    door.sounds();
    // Beyond the hold of a refusal, and gone again before the answer.
    door.hold(&[("b", PASS)], 3_000);
    assert_eq!((door.shown(), door.view().waiting, door.sounds()), ("a".to_owned(), 1, vec![]));
    door.hold(&[], 6_000);
    assert_eq!((door.shown(), door.view().waiting), ("a".to_owned(), 1));
    assert!(door.answer(true));
    assert_eq!((door.shown(), door.sounds()), ("b".to_owned(), vec![Sound::Admit]));
    assert_eq!((door.view().waiting, door.told()), (0, "ab".to_owned()));
}

#[test]
fn whatever_ends_a_question_the_next_guest_is_shown() {
    for by in ["next", "time", "rule"] {
        let mut door = Door::new();
        let code = door.of_unknown_age("a");
        door.sees(vec![code]);
        door.wait(1_000);
        door.hold(&[("b", FAIL), ("c", PASS)], 1_000);
        door.hold(&[], 5_000);
        assert_eq!(door.view().waiting, 2);
        match by {
            "next" => door.send(Event::Tap(Tap::Next)),
            "time" => door.wait(13_000),
            _ => assert!(door.answer(true)),
        }
        // Nobody chooses between those who wait. A refusal that an answer led to is held first.
        if by == "rule" {
            assert_eq!((door.shown(), door.view().waiting), ("a".to_owned(), 0));
            door.wait(3_000);
        }
        assert_eq!(door.shown(), "bc", "{by}");
    }
}

#[test]
fn what_an_answer_has_led_to_is_seen_before_the_next_guest_is() {
    let mut door = Door::new();
    let code = door.of_unknown_age("a");
    door.sees(vec![code]);
    door.wait(1_000);
    door.hold(&[("b", PASS)], 1_000);
    assert!(door.answer(false));
    assert_eq!((door.shown(), door.results().shown[0].verdict.outcome()), ("a".to_owned(), Outcome::Pass));
    door.hold(&[("b", PASS)], 1_900);
    assert_eq!(door.shown(), "a");
    door.wait(100);
    assert_eq!(door.shown(), "b");
}

#[test]
fn the_code_that_asks_is_nobody_elses_and_no_other_joins_its_question() {
    let mut door = Door::new();
    door.frame(&[("a", ASKS)]);
    door.now += 300;
    door.frame(&[("a", ASKS), ("b", PASS)]);
    assert_eq!(door.shown(), "ab", "read a little later, and still together");
    let mut door = Door::new();
    door.hold(&[("a", ASKS)], 1_000);
    door.frame(&[("a", ASKS), ("b", PASS)]);
    assert_eq!((door.shown(), door.view().waiting), ("a".to_owned(), 1));
    // Gone for long and back, or handed over by a scanner, it is still the one that asks.
    let mut door = Door::new();
    door.hold(&[("a", ASKS)], 500);
    door.hold(&[], 5_000);
    door.hold(&[("a", ASKS)], 500);
    let given = door.codes(&[("a", ASKS)]);
    door.send(Event::Given(given));
    assert_eq!((door.shown(), door.view().waiting, door.told()), ("a".to_owned(), 0, "a".to_owned()));
}

#[test]
fn only_so_many_wait() {
    let mut door = Door::new();
    door.hold(&[("question", ASKS)], 500);
    let names: Vec<String> = (0..30).map(|index| format!("Name{index}")).collect();
    let codes: Vec<_> = names.iter().map(|name| (name.as_str(), PASS)).collect();
    door.frame(&codes);
    door.hold(&[], 2_000);
    assert_eq!(door.view().waiting, doorcheck::scanner::session::GROUP_MAX);
}

#[test]
fn what_came_late_of_an_answer_changes_nothing() {
    let mut door = Door::new();
    door.hold(&[("a", ASKS)], 1_000);
    door.send(Event::Tap(Tap::Answer(true)));
    let asked = door.session.take_to_judge().unwrap();
    door.send(Event::Tap(Tap::Next));
    door.hold(&[("b", PASS)], 500);
    door.decisions();
    let verdict = door.judges(&asked);
    let ToJudge { fingerprint, question, answer, .. } = asked;
    door.send(Event::Answered(Answered { fingerprint, question, answer, verdict }));
    assert_eq!((door.shown(), door.decisions()), ("b".to_owned(), vec![]));
    // Two taps are one answer.
    let mut door = Door::new();
    door.hold(&[("a", ASKS)], 1_000);
    assert!(door.answer(true) && !door.answer(true));
    assert_eq!(door.decisions().len(), 1);
}

#[test]
fn a_question_of_a_group_is_opened_by_its_row() {
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", ASKS)]);
    door.wait(500);
    assert!(!door.answer(true), "whom would it be for?");
    door.send(Event::Tap(Tap::Open(2)));
    assert_eq!((door.results().opened, door.screen_asks()), (Some(2), Some(Question::Paper)));
    assert!(!door.answer(true), "the row lies under the finger still");
    door.wait(400);
    // Nobody joins what is opened.
    door.frame(&[("a", PASS), ("c", PASS)]);
    assert_eq!((door.shown(), door.view().waiting), ("ab".to_owned(), 1));
    assert!(door.answer(true));
    assert_eq!((door.results().opened, door.results().shown[1].verdict.by_hand()), (None, Some(true)));
    assert_eq!(door.decisions(), [(said(Question::Paper, true), true)]);
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", ASKS)]);
    door.wait(500);
    door.send(Event::Tap(Tap::Open(1)));
    assert_eq!((door.results().opened, door.screen_asks()), (Some(1), None));
    door.send(Event::Tap(Tap::Back));
    assert_eq!(door.results().opened, None);
    door.send(Event::Tap(Tap::Open(3)));
    assert_eq!(door.results().opened, None, "there is none");
}

#[test]
fn somebody_without_a_code_is_told_and_never_green() {
    for why in NoCode::ALL {
        let mut door = Door::new();
        door.send(Event::Tap(Tap::NoCode(why)));
        assert_eq!((door.shown(), door.sounds()), (String::new(), vec![]));
        let recent = &door.view().recent[0];
        assert_eq!((recent.outcome, recent.name.is_some()), (Outcome::Undecided, false));
        assert_eq!(door.decisions(), [(ByHand::NoCode(why), true)]);
    }
}

#[test]
fn a_manager_decides_about_what_is_held_back_and_nothing_else() {
    for (reason, overruled) in [(UNDECIDED, true), (FAIL, false), (PASS, false), (ASKS, false)] {
        let mut door = Door::new();
        door.frame(&[("a", reason)]);
        door.wait(1_000);
        door.send(Event::Tap(Tap::NoCode(NoCode::Manager)));
        assert_eq!(door.shown().is_empty(), overruled, "{reason}");
        door.told();
        assert_eq!(door.decided[0].verdict.is_some(), overruled, "{reason}");
    }
}
