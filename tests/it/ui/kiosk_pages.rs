//! The pages of a kiosk: tidy in every language and window, and as pictures once a language.

use super::layout::{WINDOWS, assert_tidy};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{
    Door, Ear, Fake, MANAGER, STAFF, access, door_sized, facing_staff, options, results, texts, verdict,
};
use doorcheck::config::Folder;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::Options;
use doorcheck::ui::kiosk::{Found, find};
use doorcheck::verdict::Reason;
use egui::Role;
use egui_kittest::kittest::{NodeT, Queryable};

/// A kiosk that found its PIN so.
fn kiosk(screen: Screen, found: Found, folder: Option<Folder>, language: Language, size: [f32; 2]) -> Door {
    let options = Options { kiosk: true, pin: found, folder, ..options() };
    door_sized(Fake::showing(screen), facing_staff(language), options, size, Ear::default())
}

fn press(door: &mut Door, language: Language, key: &str) {
    press_name(door, &texts(language).get(key));
}

fn press_name(door: &mut Door, name: &str) {
    door.get_by_label(name).click();
    door.run_steps(3);
}

fn enter(door: &mut Door, language: Language, pin: &str) {
    pin.chars().for_each(|digit| press_name(door, &digit.to_string()));
    if pin.len() > 4 {
        press(door, language, "button-ok");
    }
}

/// Every page with its name.
fn pages(language: Language, size: [f32; 2], mut look: impl FnMut(Door, &str)) {
    let set_up = || Found::Kept(access().record());
    let question = || results(vec![verdict(Reason::CheckByHand)]);
    look(kiosk(Screen::Ready, set_up(), None, language, size), "ready");
    look(kiosk(question(), set_up(), None, language, size), "question");
    for (screen, name) in [(question(), "question-and-keypad"), (Screen::Ready, "staff-keypad")] {
        let mut door = kiosk(screen, set_up(), None, language, size);
        press(&mut door, language, "button-staff");
        enter(&mut door, language, "00");
        look(door, name);
    }
    for (found, name) in [
        (Found::NoPlace, "no-place"),
        (Found::Gone, "pin-gone"),
        (
            Found::Broken("/home/kiosk/.config/doorcheck/pin.toml: line 1: unquoted string".to_owned()),
            "pin-broken",
        ),
    ] {
        look(kiosk(Screen::Ready, found, None, language, size), name);
    }
    let place = tempfile::tempdir().unwrap();
    let folder = Some(Folder::at(place.path()));
    let first = || kiosk(Screen::Ready, find(folder.as_ref(), None), folder.clone(), language, size);
    let mut door = first();
    enter(&mut door, language, "123");
    look(door, "set-up-manager");
    let mut door = first();
    for _ in 0..2 {
        enter(&mut door, language, MANAGER);
    }
    look(door, "set-up-staff");
    let mut door = first();
    enter(&mut door, language, MANAGER);
    for _ in 0..2 {
        enter(&mut door, language, STAFF);
    }
    look(door, "set-up-profile");
    let mut door = kiosk(Screen::Ready, set_up(), None, language, size);
    press(&mut door, language, "button-settings");
    enter(&mut door, language, MANAGER);
    press(&mut door, language, "access");
    look(door, "access");
    for way in [None, Some("no-code-errand"), Some("no-code-record")] {
        let mut door = kiosk(Screen::Ready, set_up(), None, language, size);
        press(&mut door, language, "button-staff");
        enter(&mut door, language, STAFF);
        press(&mut door, language, "button-no-code");
        let Some(way) = way else {
            look(door, "without-code");
            continue;
        };
        let tile = texts(language).get(way);
        door.get_all_by_role(Role::Button)
            .find(|button| button.accesskit_node().label().is_some_and(|label| label.starts_with(&tile)))
            .unwrap()
            .click();
        door.run_steps(3);
        look(door, way);
    }
    let mut with_cards = access();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 28).unwrap();
    for _ in 0..7 {
        with_cards.make_card(day).unwrap();
    }
    let mut door = kiosk(Screen::Ready, Found::Kept(with_cards.record()), folder, language, size);
    press(&mut door, language, "button-settings");
    enter(&mut door, language, MANAGER);
    press(&mut door, language, "access");
    look(door, "cards");
}

#[test]
fn pages_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            pages(language, size, |door, name| {
                assert_tidy(&door, size, &format!("{name}, {}, {size:?}", language.tag()));
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
        pages(language, [512.0, 320.0], |mut door, name| {
            compare(&mut door, &format!("{}/kiosk-{name}", language.tag()), &mut problems);
        });
    }
    expect_none(&problems);
}
