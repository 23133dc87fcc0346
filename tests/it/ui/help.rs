//! Help within the program: every topic in every language and window, its sounds, how long it stays, and who may read it at a kiosk.

use super::layout::assert_tidy;
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{
    Door, Ear, Fake, STAFF, access, door, door_sized, facing_staff, in_language, options, results, texts,
    verdict,
};
use doorcheck::paper::Sheet;
use doorcheck::scanner::Hint;
use doorcheck::scanner::session::{Screen, Sound};
use doorcheck::texts::{Language, OwnTexts, Texts};
use doorcheck::ui::kiosk::Found;
use doorcheck::ui::{KEYS, Options};
use doorcheck::verdict::Reason;
use egui::{Key, Role};
use egui_kittest::kittest::Queryable;
use std::time::Duration;

fn press(door: &mut Door, name: &str) {
    door.get_by_role_and_label(Role::Button, name).click();
    door.run();
}

fn opened(language: Language, size: [f32; 2], ear: Ear) -> Door {
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, in_language(language), options(), size, ear);
    door.key_press(Key::F1);
    door.run();
    door.get_by_role_and_label(Role::Heading, &texts(language).get("help"));
    door
}

const TOPICS: [&str; 7] =
    ["help-colours", "help-reading", "help-sounds", "keys", "help-codes", "help-when", "help-print"];

/// What is to be read under a topic.
fn said(topic: &str, texts: &Texts) -> Vec<String> {
    let all = |keys: &[&str]| keys.iter().map(|key| texts.get(key)).collect::<Vec<_>>();
    match topic {
        "help-colours" => all(&[
            "headline-admit",
            "guide-admit-do",
            "headline-signature-valid",
            "headline-do-not-admit",
            "headline-scan-again",
            "guide-question",
            "headline-hold",
            "headline-not-a-pass",
        ]),
        "help-reading" => Hint::ALL.map(|hint| texts.get(&format!("coach-{}", hint.name()))).to_vec(),
        "help-sounds" => all(&["guide-sound-admit", "guide-sound-refused", "guide-sound-call"]),
        "keys" => KEYS.map(|(_, what)| texts.get(what)).into_iter().chain(all(&["keys-where"])).collect(),
        "help-codes" => {
            let of = |reason: Reason| [texts.what(reason), texts.next(reason)].join(" ");
            let codes = Reason::ALL.into_iter().map(|reason| reason.code().to_owned());
            Reason::ALL.into_iter().map(of).chain(codes).collect()
        }
        "help-print" => all(&["help-print-guide", "help-print-staff-notice", "test-cards", "scanner-sheet"]),
        _ => all(&["help-when-no-code", "help-when-no-code-do", "help-when-power-do"]),
    }
}

#[test]
fn every_topic_is_told_whole_in_every_language_and_window() {
    for language in Language::ALL {
        let texts = texts(language);
        let more = texts.with("button-more", [("page", "|"), ("pages", "|")]);
        let more = more.split('|').next().unwrap();
        for size in [[360.0, 640.0], [640.0, 400.0], [1366.0, 768.0]] {
            let mut door = opened(language, size, Ear::default());
            for topic in TOPICS {
                press(&mut door, &texts.get(topic));
                let mut left = said(topic, &texts);
                let mut pages = 0;
                loop {
                    assert_tidy(&door, size, &format!("{topic}, {}, {size:?}", language.tag()));
                    left.retain(|text| door.query_all_by_label(text).next().is_none());
                    if left.is_empty() {
                        break;
                    }
                    door.get_by_label_contains(more).click();
                    door.run();
                    pages += 1;
                    assert!(pages < 24, "{topic}, {}, {size:?}: {left:?}", language.tag());
                }
            }
            press(&mut door, &texts.get("button-back"));
            door.get_by_label(&texts.get("ready"));
        }
    }
}

#[test]
fn each_sound_can_be_heard() {
    let ear = Ear::default();
    let mut door = opened(Language::En, [1024.0, 768.0], ear.clone());
    press(&mut door, "Sounds");
    for (name, sound) in [
        ("Two rising notes", Sound::Admit),
        ("One beep: an exemption", Sound::Exempt),
        ("One long low note", Sound::Genuine),
        ("Five short notes", Sound::Fail),
        ("A warble of one second", Sound::Undecided),
        ("Two low notes", Sound::Other),
        ("A bell: a guest calls", Sound::Call),
    ] {
        let name = format!("Play: {name}");
        if door.query_by_label(&name).is_none() {
            door.key_press(Key::PageDown);
            door.run();
        }
        press(&mut door, &name);
        assert_eq!(ear.heard.borrow_mut().pop().map(|(sound, _)| sound), Some(sound), "{name}");
    }
}

#[test]
fn each_sheet_can_be_kept_to_be_printed() {
    let place = tempfile::tempdir().unwrap();
    let documents = Some(doorcheck::config::Folder::at(place.path()));
    let options = Options { documents, ..options() };
    let fake = Fake::showing(Screen::Ready);
    let settings = in_language(Language::ZhHant);
    let mut door = door_sized(fake, settings, options, [1024.0, 768.0], Ear::default());
    door.key_press(Key::F1);
    door.run();
    press(&mut door, "列印");
    press(&mut door, "儲存（PDF）: 測試卡");
    let path = place.path().join("doorcheck-test-cards-zh-Hant.pdf");
    door.get_by_label_contains(path.to_str().unwrap());
    let printed = Sheet::TestCards.pdf(Language::ZhHant, &OwnTexts::default()).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), printed);
}

#[test]
fn the_help_is_opened_in_the_settings_and_leads_back_there() {
    let mut door = door(Fake::showing(Screen::Ready), Language::En);
    for name in ["Settings", "Help", "Show", "Back"] {
        press(&mut door, name);
    }
    door.get_by_role_and_label(Role::Heading, "Settings");
}

#[test]
fn the_help_leaves_after_two_minutes_that_nobody_touches_it() {
    let mut door = opened(Language::En, [640.0, 400.0], Ear::default());
    let wait = |door: &mut Door, seconds| {
        door.state_mut().feed_mut().elapsed += Duration::from_secs(seconds);
        door.run();
    };
    wait(&mut door, 119);
    press(&mut door, "Codes");
    wait(&mut door, 119);
    door.get_by_role_and_label(Role::Heading, "Help");
    wait(&mut door, 2);
    door.get_by_label("Show your QR code");
}

#[test]
fn over_a_result_it_is_read_and_over_the_next_one_it_is_not() {
    let mut door = door(Fake::showing(results(vec![verdict(Reason::Expired)])), Language::En);
    door.key_press(Key::F1);
    door.run();
    door.get_by_role_and_label(Role::Heading, "Help");
    // No page hides a verdict that comes while it is read.
    let Screen::Results(shown) = &mut door.state_mut().feed_mut().view.screen else { panic!() };
    shown.shown[0].since += Duration::from_secs(1);
    door.run();
    assert!(door.query_by_role_and_label(Role::Heading, "Help").is_none());
    door.get_by_label("DO NOT ADMIT");
}

#[test]
fn at_a_kiosk_it_is_for_the_staff() {
    let options = Options { kiosk: true, pin: Found::Kept(access().record()), ..options() };
    let size = [1024.0, 768.0];
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, facing_staff(Language::En), options, size, Ear::default());
    assert!(door.query_by_role_and_label(Role::Button, "Help").is_none(), "a guest is offered none");
    door.key_press(Key::F1);
    door.run();
    assert!(door.query_by_role_and_label(Role::Heading, "Help").is_none(), "nor opens it by its key");
    STAFF.chars().for_each(|digit| {
        door.get_by_role_and_label(Role::Button, &digit.to_string()).click();
        door.run_steps(3);
    });
    door.run_steps(3);
    // Until the role ends the window is drawn anew.
    door.get_by_role_and_label(Role::Button, "Help").click();
    door.run_steps(3);
    door.get_by_role_and_label(Role::Heading, "Help");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(121);
    door.run_steps(3);
    assert!(door.query_by_role_and_label(Role::Heading, "Help").is_none(), "whoever comes next is a guest");
    assert!(door.query_by_role_and_label(Role::Button, "Help").is_none());
}

#[test]
fn the_help_as_pictures() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        for topic in ["help-colours", "help-reading", "help-sounds", "help-codes"] {
            let mut door = opened(language, [512.0, 320.0], Ear::default());
            press(&mut door, &texts(language).get(topic));
            compare(&mut door, &format!("{}/{topic}", language.tag()), &mut problems);
        }
    }
    expect_none(&problems);
}

/// For whoever wants to look at every topic in every size: `DOORCHECK_SCREENSHOTS` names a folder for the pictures.
#[test]
fn every_topic_in_every_size_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    for language in Language::ALL {
        for size in [[360.0, 640.0], [1920.0, 1080.0]] {
            let mut door = opened(language, size, Ear::default());
            for topic in TOPICS {
                press(&mut door, &texts(language).get(topic));
                let file = format!("{}-{topic}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
            }
        }
    }
}
