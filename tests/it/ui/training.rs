//! The training and the close of a day.

use super::counts::account;
use super::layout::{WINDOWS, assert_tidy};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{Door, Ear, Fake, STAFF, access, door_sized, facing_staff, in_language, options, texts};
use doorcheck::config::Facing;
use doorcheck::policy::Profile;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::Options;
use doorcheck::ui::kiosk::Found;
use egui::Role;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

const SIZE: [f32; 2] = [1024.0, 640.0];
const READY: &str = "Show your QR code";
const ANSWERS: [&str; 3] = ["Admit", "Not yet: ask", "Do not admit"];

fn with_pin() -> Options {
    Options { pin: Found::Kept(access().record()), ..options() }
}

fn with_rule(profile: &str) -> Fake {
    let mut fake = Fake::showing(Screen::Ready);
    fake.door.profile = Arc::new(Profile::named(profile).unwrap());
    fake
}

fn press(door: &mut Door, label: &str) {
    door.get_by_role_and_label(Role::Button, label).click();
    door.run_steps(3);
}

fn pass(door: &mut Door, seconds: u64) {
    door.state_mut().feed_mut().elapsed += Duration::from_secs(seconds);
    door.run_steps(3);
}

fn open(fake: Fake, language: Language, size: [f32; 2], tile: &str, ear: &Ear) -> Door {
    let mut door = door_sized(fake, in_language(language), with_pin(), size, ear.clone());
    let texts = texts(language);
    press(&mut door, &texts.get("day"));
    press(&mut door, &texts.get(tile));
    door
}

#[test]
fn a_quiz_is_answered_told_why_and_scored_without_a_sound() {
    let ear = Ear::default();
    let mut door = open(with_rule("vaccinated"), Language::En, SIZE, "training", &ear);
    assert!(door.state_mut().feed_mut().rehearses);
    let (mut right, mut asked, mut seen) = (0, 0, BTreeSet::new());
    while door.query_by_label_contains("Question ").is_some() {
        asked += 1;
        door.get_by_label(&format!("Question {asked} of 9"));
        door.get_by_role(Role::Banner);
        // What is right is what the colour and the document say: red and borrowed no, green yes, anything else not yet.
        let refused = door.query_by_role_and_label(Role::Alert, "DO NOT ADMIT").is_some();
        let admitted = door.query_by_role_and_label(Role::Alert, "ADMIT").is_some();
        let answer = if admitted {
            "Admit"
        } else if refused {
            "Do not admit"
        } else {
            "Not yet: ask"
        };
        press(&mut door, answer);
        let was_right = door.query_by_role_and_label(Role::Alert, "Right.").is_some();
        let borrowed = door.query_by_label_contains("somebody else's").is_some();
        assert_eq!(was_right, !borrowed, "question {asked}: {answer}");
        right += usize::from(was_right);
        for (part, name) in [("crumpled", "damaged"), ("hand-held scanner has read", "typed")] {
            seen.extend(door.query_by_label_contains(part).map(|_| name));
        }
        seen.extend(borrowed.then_some("borrowed"));
        press(&mut door, "Go on");
    }
    assert_eq!((asked, right), (9, 8));
    assert_eq!(seen, BTreeSet::from(["borrowed", "damaged", "typed"]));
    door.get_by_label("8 of 9 right");
    assert!(ear.heard.borrow().is_empty());
    press(&mut door, "Test again");
    door.get_by_label("Question 1 of 9");
    press(&mut door, "Check guests");
    door.get_by_label(READY);
    assert!(!door.state_mut().feed_mut().rehearses);
    assert!(door.state_mut().feed_mut().taps.is_empty(), "nothing is told to the door");
}

#[test]
fn a_training_leaves_after_three_minutes_without_a_touch() {
    let mut door = open(with_rule("vaccinated"), Language::En, SIZE, "training", &Ear::default());
    pass(&mut door, 170);
    press(&mut door, ANSWERS[1]);
    // Three minutes of questions are over: the score, when the last one was looked at.
    pass(&mut door, 20);
    press(&mut door, "Go on");
    pass(&mut door, 1);
    door.get_by_label_contains("of 1 right");
    pass(&mut door, 178);
    assert!(door.state_mut().feed_mut().rehearses);
    pass(&mut door, 3);
    assert!(!door.state_mut().feed_mut().rehearses);
    door.get_by_label(READY);
}

#[test]
fn a_kiosk_trains_its_staff_alone_and_shows_them_all() {
    let options = Options { kiosk: true, ..with_pin() };
    let mut settings = facing_staff(Language::En);
    settings.display.facing = Some(Facing::Customer);
    let mut door = door_sized(with_rule("vaccinated"), settings, options, SIZE, Ear::default());
    assert!(door.query_by_label("Day").is_none());
    press(&mut door, "Staff");
    STAFF.chars().for_each(|digit| press(&mut door, &digit.to_string()));
    for label in ["Day", "Training"] {
        press(&mut door, label);
    }
    // The role of staff ends after seconds; the training does not.
    pass(&mut door, 60);
    let mut documents = 0;
    for _ in 0..9 {
        documents += door.query_all_by_label("The guest's identity document").count();
        press(&mut door, ANSWERS[0]);
        press(&mut door, "Go on");
    }
    assert!(documents > 1);
}

#[test]
fn the_day_is_closed_and_what_is_remembered_is_wiped() {
    let mut fake = with_rule("vaccinated");
    fake.account = Some(account());
    let mut door = open(fake, Language::En, SIZE, "closing", &Ear::default());
    door.get_by_role_and_label(Role::Heading, "Closing");
    for label in ["Codes shown", "Refused", "Minutes without checks"] {
        door.get_by_label(label);
    }
    assert_eq!(door.state_mut().feed_mut().wiped, 0);
    press(&mut door, "Close the day");
    assert_eq!(door.state_mut().feed_mut().wiped, 1);
    door.get_by_label("Nothing is remembered of any code. The device can be switched off.");
    assert!(door.query_by_label("Close the day").is_none());
    press(&mut door, "Back");
    door.get_by_label(READY);
}

/// Each page with a name.
fn pages(language: Language, size: [f32; 2], mut look: impl FnMut(&mut Door, &str)) {
    let texts = texts(language);
    let mut day =
        door_sized(with_rule("vaccinated"), in_language(language), with_pin(), size, Ear::default());
    press(&mut day, &texts.get("day"));
    look(&mut day, "day");
    let open = |profile, tile| open(with_rule(profile), language, size, tile, &Ear::default());
    let mut door = open("vaccinated", "training");
    for number in 0..9 {
        look(&mut door, &format!("training-{number}"));
        let answer = if number % 2 == 1 { "training-answer-admit" } else { "training-answer-ask" };
        press(&mut door, &texts.get(answer));
        look(&mut door, &format!("training-{number}-told"));
        press(&mut door, &texts.get("button-go-on"));
    }
    look(&mut door, "training-score");
    let mut closed = open("vaccinated", "closing");
    look(&mut closed, "closing");
    press(&mut closed, &texts.get("button-close-day"));
    look(&mut closed, "closed");
}

#[test]
fn pages_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            pages(language, size, |door, name| {
                assert_tidy(door, size, &format!("{name}, {}, {size:?}", language.tag()));
            });
        }
    }
}

#[test]
fn pages_in_pictures() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        pages(language, [640.0, 400.0], |door, name| {
            let some =
                ["day", "training-0", "training-3-told", "training-4", "training-score", "closing", "closed"];
            if some.contains(&name) {
                compare(door, &format!("{}/{name}", language.tag()), &mut problems);
            }
        });
    }
    expect_none(&problems);
}

/// For whoever wants to look at them: `DOORCHECK_SCREENSHOTS` names a folder for the pictures.
#[test]
fn pages_in_every_size_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    for language in [Language::En, Language::ZhHant] {
        for size in WINDOWS {
            pages(language, size, |door, name| {
                let file = format!("{name}-{}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
            });
        }
    }
}
