//! The check before the door opens: each step, what cards show within it and nowhere else, and how it ends.

use super::kiosk::with_any_pin;
use super::layout::{WINDOWS, assert_tidy};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{
    Door, Ear, Fake, STAFF, access, admitted, clock_behind, door_sized, facing_staff, in_language, live,
    options, texts, today, verdict,
};
use doorcheck::camera::CameraState;
use doorcheck::config::{DoorSettings, Facing, Folder, ScannerRecord};
use doorcheck::day::{OpeningRecord, Step, load_opening};
use doorcheck::policy::Profile;
use doorcheck::scanner::session::{Screen, Sound};
use doorcheck::scanner::{Hint, Tried, TriedCode};
use doorcheck::texts::Language;
use doorcheck::trust::Confirmation;
use doorcheck::ui::kiosk::Found;
use doorcheck::ui::{Battery, ListAge, Options};
use doorcheck::verdict::{Reason, TestCard};
use egui::{Key, Role};
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use std::time::Duration;

const SIZE: [f32; 2] = [1024.0, 640.0];
const DUE: &str = "Opening check not done today";
const READY: &str = "Show your QR code";
const CARD: &str = "TEST CARD 測試卡";

/// A door at which it was not done yet.
fn not_done() -> Options {
    Options { opening: OpeningRecord::default(), ..options() }
}

fn door(fake: Fake, options: Options, ear: &Ear) -> Door {
    door_sized(fake, in_language(Language::En), options, SIZE, ear.clone())
}

fn press(door: &mut Door, label: &str) {
    door.get_by_role_and_label(Role::Button, label).click();
    door.run_steps(3);
}

/// A check that has just begun.
fn begun(fake: Fake, options: Options, ear: &Ear) -> Door {
    let mut door = door(fake, options, ear);
    press(&mut door, "Begin");
    door
}

fn card(card: TestCard) -> Tried {
    Tried { what: TriedCode::Card(card), by_camera: true }
}

fn hold_up(door: &mut Door, tried: Tried) {
    door.state_mut().feed_mut().tried.push(tried);
    door.run_steps(3);
}

fn pass(door: &mut Door, seconds: u64) {
    door.state_mut().feed_mut().elapsed += Duration::from_secs(seconds);
    door.run_steps(3);
}

fn heard(ear: &Ear) -> Vec<Sound> {
    ear.heard.borrow_mut().drain(..).map(|(sound, _)| sound).collect()
}

/// A door with an entry rule.
fn with_rule() -> Fake {
    let mut fake = Fake::showing(Screen::Ready);
    fake.door.profile = Arc::new(Profile::named("vaccinated").unwrap());
    fake
}

#[test]
fn the_whole_check_is_done_in_its_order_and_kept() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let scanner = ScannerRecord { set: true, ..ScannerRecord::default() };
    let ear = Ear::default();
    let mut fake = with_rule();
    fake.door.battery = Some(Battery { percent: 80, plugged: false });
    let mut door = begun(fake, Options { folder: Some(folder.clone()), scanner, ..not_done() }, &ear);
    assert!(door.state_mut().feed_mut().rehearses);
    door.get_by_role(Role::Banner);
    door.get_by_label_contains("10:01");
    door.get_by_label("Battery 80 %");
    door.get_by_label("Issuer list of 1 Nov 2026");
    // The sound of this door's pass, in both languages.
    door.get_by_label("Did you hear it? · 聽到嗎？");
    assert_eq!(heard(&ear), [Sound::Admit]);
    press(&mut door, "Play again");
    assert_eq!(heard(&ear), [Sound::Admit]);
    press(&mut door, "Yes");
    door.get_by_label("Are date and time right?");
    door.key_press(Key::Y);
    // A scanner types here: no key is a button.
    door.run_steps(3);
    door.get_by_label("Are date and time right?");
    press(&mut door, "Yes");
    door.get_by_label("Is this the rule of today?");
    door.get_by_label_contains("Green today means (COVID-19)");
    press(&mut door, "Yes");
    for (held, name, sound) in [(TestCard::Pass, "PASS", Sound::Admit), (TestCard::Fail, "FAIL", Sound::Fail)]
    {
        door.get_by_label(&format!("Hold the card {name} before the camera."));
        hold_up(&mut door, card(held));
        door.get_by_label(&format!("{CARD} · {name}"));
        assert_eq!(heard(&ear), [sound]);
    }
    door.get_by_label("Hold the card DAMAGED before the camera, for some seconds.");
    door.state_mut().feed_mut().view.coaching = Some(Hint::Damaged);
    door.run_steps(3);
    door.get_by_label(&format!("{CARD} · DAMAGED"));
    assert_eq!(heard(&ear), [Sound::Undecided]);
    door.get_by_label("Scan the card PASS with the hand-held scanner.");
    hold_up(&mut door, Tried { by_camera: false, ..card(TestCard::Pass) });
    door.get_by_label("Everything is in order.");
    press(&mut door, "Check guests");
    door.get_by_label(READY);
    assert!(door.query_by_label(DUE).is_none() && !door.state_mut().feed_mut().rehearses);
    let kept = load_opening(&folder).unwrap();
    assert!(kept.is_of(today()) && kept.undone.is_empty(), "{kept:?}");
    // The next day it is to be done again.
    door.state_mut().feed_mut().started += chrono::TimeDelta::days(1);
    door.run_steps(3);
    door.get_by_label(DUE);
}

#[test]
fn it_never_bars_the_door_and_what_is_left_is_a_line() {
    let ear = Ear::default();
    let mut door = begun(Fake::showing(Screen::Ready), not_done(), &ear);
    press(&mut door, "Yes");
    press(&mut door, "No");
    press(&mut door, "Check guests");
    door.get_by_label(READY);
    let left = "Opening check, not in order: Camera, Date and time, Rule, Card PASS +2";
    door.get_by_label(left);
    // What was done need not be done again.
    press(&mut door, "Begin");
    door.get_by_label("Heard.");
    door.get_by_label("Are date and time right?");
    // Who wants no line is told nothing.
    press(&mut door, "Check guests");
    for label in ["Settings", "Day"] {
        press(&mut door, label);
    }
    door.get_all_by_label("No").last().unwrap().click();
    door.run_steps(3);
    assert!(!door.state_mut().feed_mut().applied.last().unwrap().opening_check);
    press(&mut door, "Back");
    assert!(door.query_by_label_contains("Opening check").is_none());
}

#[test]
fn a_result_that_cannot_be_kept_holds_until_the_end() {
    let place = tempfile::tempdir().unwrap();
    // A file where the folder would be.
    let file = place.path().join("file");
    std::fs::write(&file, "").unwrap();
    let options = Options { folder: Some(Folder::at(file)), ..not_done() };
    let mut door = begun(with_rule(), options, &Ear::default());
    for _ in 0..3 {
        press(&mut door, "Yes");
    }
    press(&mut door, "Check guests");
    door.get_by_label("The result could not be saved.");
    assert!(door.query_by_label(DUE).is_none());
    door.get_by_label_contains("Opening check, not in order");
}

#[test]
fn what_the_machine_sees_is_told_as_it_is() {
    let ear = Ear::default();
    ear.mute.set(true);
    let mut fake = Fake::showing(Screen::Ready);
    fake.view.camera = CameraState::TooDark;
    fake.door.battery = Some(Battery { percent: 20, plugged: false });
    fake.door.list_age = ListAge::Stale;
    fake.door.clock = clock_behind();
    let mut door = begun(fake, not_done(), &ear);
    for label in [
        "Too dark: switch a light on.",
        "Battery 20 %: plug in the charger",
        "Issuer list of 1 Nov 2026: too old",
        "The clock of this device is wrong.",
        "No sound device",
    ] {
        door.get_by_label(label);
    }
    // Neither sound nor clock is asked about.
    door.get_by_label("Is this the rule of today?");
    assert_eq!(heard(&ear), []);
    let fake = door.state_mut().feed_mut();
    fake.view.camera = live();
    fake.view.coaching = Some(Hint::Blurred);
    door.run_steps(3);
    door.get_by_label("Out of focus: a little further away, and still.");
    door.state_mut().feed_mut().view.coaching = None;
    hold_up(&mut door, card(TestCard::Pass));
    door.get_by_label("Light enough, and sharp.");
}

#[test]
fn a_card_shows_what_this_door_shows_and_each_time_anew() {
    for (profile, sound) in [("vaccinated", Sound::Admit), ("authenticity", Sound::Genuine)] {
        let ear = Ear::default();
        let mut fake = Fake::showing(Screen::Ready);
        fake.door.profile = Arc::new(Profile::named(profile).unwrap());
        let mut door = begun(fake, not_done(), &ear);
        heard(&ear);
        // It stays before the camera: one sound, and the picture goes.
        for _ in 0..4 {
            hold_up(&mut door, card(TestCard::Pass));
            pass(&mut door, 1);
        }
        assert_eq!(heard(&ear), [sound]);
        assert!(door.query_by_label_contains(CARD).is_none());
        pass(&mut door, 2);
        hold_up(&mut door, card(TestCard::Pass));
        assert_eq!(heard(&ear), [sound]);
        door.get_by_label_contains(CARD);
    }
}

#[test]
fn a_guest_gets_nothing_from_an_open_check() {
    let ear = Ear::default();
    let mut door = begun(with_rule(), not_done(), &ear);
    press(&mut door, "Yes");
    heard(&ear);
    let other = Tried { what: TriedCode::Other, by_camera: true };
    // Again and again: it is told that nothing is checked, no sound is made, and it does not keep the check open.
    for _ in 0..11 {
        hold_up(&mut door, other.clone());
        door.get_by_label("That was no test card, and was not checked: this door is not checking.");
        assert!(door.query_by_label_contains("ADMIT").is_none());
        pass(&mut door, 10);
    }
    assert!(door.state_mut().feed_mut().rehearses);
    pass(&mut door, 11);
    assert!(!door.state_mut().feed_mut().rehearses);
    door.get_by_label(READY);
    assert_eq!(heard(&ear), []);
    // What was done is kept, and what was not is a line.
    door.get_by_label_contains("Opening check, not in order");
}

#[test]
fn a_card_that_lies_before_the_camera_keeps_no_check_open() {
    let ear = Ear::default();
    let mut door = begun(with_rule(), not_done(), &ear);
    for _ in 0..130 {
        hold_up(&mut door, card(TestCard::Pass));
        pass(&mut door, 1);
    }
    assert!(!door.state_mut().feed_mut().rehearses);
    door.get_by_label(READY);
}

#[test]
fn outside_the_check_a_card_is_asked_for_by_nobody() {
    let ear = Ear::default();
    let mut fake = with_rule();
    fake.tried.push(card(TestCard::Pass));
    let mut door = door(fake, options(), &ear);
    door.run_steps(3);
    assert!(door.query_by_label_contains(CARD).is_none() && !door.state_mut().feed_mut().rehearses);
    assert_eq!(door.state_mut().feed_mut().tried.len(), 1, "taken by nobody");
    assert_eq!(heard(&ear), []);
    // Nor on any page that is not the check.
    press(&mut door, "Settings");
    assert!(!door.state_mut().feed_mut().rehearses);
    press(&mut door, "Day");
    door.get_all_by_label("Begin").next().unwrap().click();
    door.run_steps(3);
    assert!(door.state_mut().feed_mut().rehearses);
    press(&mut door, "Check guests");
    // Back where it was opened.
    door.get_by_role_and_label(Role::Heading, "Settings");
    assert!(!door.state_mut().feed_mut().rehearses);
}

#[test]
fn the_managers_own_record_confirms_hong_kongs_keys() {
    let ear = Ear::default();
    let mut door = begun(Fake::showing(Screen::Ready), not_done(), &ear);
    // What was confirmed before, and what is now.
    door.get_by_label("Confirmed by use: HK-VAC-3");
    let confirms = Confirmation { key: "k".to_owned(), version: "VAC 4.00".to_owned() };
    for _ in 0..2 {
        hold_up(&mut door, Tried { what: TriedCode::Confirms(confirms.clone()), by_camera: true });
    }
    door.get_by_label("Confirmed by use: HK-VAC-3, VAC 4.00");
    assert!(door.query_by_label_contains("no test card").is_none());
}

#[test]
fn at_a_kiosk_it_is_behind_the_staff_and_its_guests_press_nothing_open() {
    let mut options = with_any_pin();
    options.opening = OpeningRecord::default();
    let fake = || Fake::showing(Screen::Ready);
    let kiosk = |options: &Options| {
        let mut settings = facing_staff(Language::En);
        settings.display.facing = Some(Facing::Customer);
        door_sized(fake(), settings, options.clone(), SIZE, Ear::default())
    };
    let mut door = kiosk(&options);
    // The bar says it; there is no button for guests.
    door.get_by_label_contains(DUE);
    assert!(door.query_by_label("Begin").is_none() && door.query_by_label("Day").is_none());
    press(&mut door, "Staff");
    STAFF.chars().for_each(|digit| press(&mut door, &digit.to_string()));
    press(&mut door, "Day");
    for label in ["Opening check", "Training", "Closing"] {
        door.get_by_role_and_label(Role::Button, label);
    }
    press(&mut door, "Opening check");
    assert!(door.state_mut().feed_mut().rehearses);
    pass(&mut door, 121);
    assert!(!door.state_mut().feed_mut().rehearses);
    assert!(door.query_by_label("Day").is_none(), "a guest again");
    door.get_by_label_contains("Opening check, not in order");
}

#[test]
fn a_window_with_a_pin_lets_its_staff_in_without_it() {
    let options = Options { pin: Found::Kept(access().record()), ..options() };
    let mut door = door(Fake::showing(Screen::Ready), options, &Ear::default());
    press(&mut door, "Day");
    press(&mut door, "Opening check");
    assert!(door.state_mut().feed_mut().rehearses);
}

#[test]
fn a_verdict_on_the_screen_is_hidden_by_no_check() {
    // One that came in the moment in which the check was opened.
    let mut door = begun(with_rule(), not_done(), &Ear::default());
    door.state_mut().feed_mut().view = super::support::view(super::support::results(vec![admitted()]));
    door.run_steps(3);
    door.get_by_role_and_label(Role::Alert, "ADMIT");
    door.state_mut().feed_mut().view =
        super::support::view(super::support::results(vec![verdict(Reason::BadSignature)]));
    door.run_steps(3);
    door.get_by_role_and_label(Role::Alert, "DO NOT ADMIT");
}

/// The check in each of its states, with a name.
fn states(language: Language, size: [f32; 2], mut look: impl FnMut(Door, &str)) {
    let texts = texts(language);
    let begin = |mut fake: Fake| {
        fake.door.battery = Some(Battery { percent: 64, plugged: true });
        let scanner = ScannerRecord { set: true, ..ScannerRecord::default() };
        let options = Options { scanner, ..not_done() };
        let mut door = door_sized(fake, in_language(language), options, size, Ear::default());
        press(&mut door, &texts.get("button-begin"));
        door
    };
    let due = |record: OpeningRecord| {
        let options = Options { opening: record, ..options() };
        door_sized(with_rule(), in_language(language), options, size, Ear::default())
    };
    look(due(OpeningRecord::default()), "due");
    let undone = Step::ALL.to_vec();
    look(due(OpeningRecord::ending(today(), crate::door::at("2026-11-22T01:00:00Z"), undone)), "left");
    look(begin(with_rule()), "sound");
    let mut door = begin(with_rule());
    press(&mut door, &texts.get("yes"));
    press(&mut door, &texts.get("no"));
    look(door, "rule");
    for (held, name) in [(TestCard::Pass, "pass"), (TestCard::Fail, "fail")] {
        let mut door = begin(with_rule());
        for _ in 0..3 {
            press(&mut door, &texts.get("yes"));
        }
        hold_up(&mut door, card(held));
        look(door, name);
    }
    let mut genuine = begin(Fake::showing(Screen::Ready));
    hold_up(&mut genuine, card(TestCard::Pass));
    hold_up(&mut genuine, Tried { what: TriedCode::Other, by_camera: true });
    look(genuine, "genuine");
    let mut worst = Fake::showing(Screen::Ready);
    worst.view.camera = CameraState::NoPermission;
    worst.door.list_age = ListAge::Stale;
    worst.door.clock = clock_behind();
    let mut worst = begin(worst);
    for key in ["no", "no", "button-skip"] {
        press(&mut worst, &texts.get(key));
    }
    look(worst, "worst");
}

#[test]
fn every_state_is_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            states(language, size, |door, name| {
                assert_tidy(&door, size, &format!("opening-{name}, {}, {size:?}", language.tag()));
            });
        }
    }
}

#[test]
fn every_state_in_pictures() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        states(language, [640.0, 400.0], |mut door, name| {
            compare(&mut door, &format!("{}/opening-{name}", language.tag()), &mut problems);
        });
    }
    expect_none(&problems);
}

/// For whoever wants to look at them: `DOORCHECK_SCREENSHOTS` names a folder for the pictures.
#[test]
fn the_check_in_every_size_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    for language in [Language::En, Language::ZhHant] {
        for size in WINDOWS {
            states(language, size, |mut door, name| {
                let file = format!("opening-{name}-{}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
            });
        }
    }
}

#[test]
fn settings_without_the_line_are_kept_as_such() {
    let settings: DoorSettings = toml::from_str("opening-check = false").unwrap();
    assert!(!settings.opening_check && DoorSettings::default().opening_check);
    let door = door_sized(Fake::showing(Screen::Ready), settings, not_done(), SIZE, Ear::default());
    assert!(door.query_by_label(DUE).is_none());
}
