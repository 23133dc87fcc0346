//! The pages of a kiosk: tidy in every language and window, and as pictures once a language.

use super::layout::{WINDOWS, assert_tidy};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{
    Door, Ear, Fake, MANAGER, STAFF, access, door_sized, facing_staff, options, results, texts, verdict,
};
use doorcheck::config::Folder;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::kiosk::{Found, find};
use doorcheck::ui::{Options, SetUpNews, SetUpOrder, UpdateHead, Updates};
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

/// How the page of updates stands, with the picture's name.
fn updates() -> [(Updates, &'static str); 5] {
    let head = |serial| UpdateHead {
        serial,
        date: chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(),
        title: "Dim Sum Group".to_owned(),
    };
    let key = || Some("ABCD-EFGH-IJKL-MNOP".to_owned());
    let held =
        || Updates { installed: Some(head(16)), operator: key(), can_go_back: true, ..Updates::default() };
    [
        (Updates::default(), "updates-none"),
        (Updates { key_shown: key(), ..Updates::default() }, "updates-key"),
        (Updates { found: Some(head(17)), ..held() }, "updates-found"),
        (Updates { film: Some(42), ..held() }, "updates-film"),
        (
            Updates {
                news: Some(SetUpNews::Refused(
                    "/media/usb/17.doorcheck: not sealed with the operator's key ABCD-EFGH-IJKL-MNOP, or altered since"
                        .to_owned(),
                )),
                ..held()
            },
            "updates-refused",
        ),
    ]
}

#[test]
fn set_up_cards_are_asked_for_on_their_page_alone_and_nothing_is_taken_untold() {
    let language = Language::En;
    let (key, found) = (updates()[1].0.clone(), updates()[2].0.clone());
    let mut fake = Fake::showing(Screen::Ready);
    fake.updates = key;
    let options = Options { profiles: vec!["vaccinated".to_owned()], ..options() };
    let mut door = door_sized(fake, facing_staff(language), options, [1024.0, 768.0], Ear::default());
    press(&mut door, language, "button-settings");
    assert!(!door.state_mut().feed_mut().set_up);
    press(&mut door, language, "button-show");
    assert!(door.state_mut().feed_mut().set_up && door.state_mut().feed_mut().orders.is_empty());
    press(&mut door, language, "button-key-other");
    press(&mut door, language, "button-key-same");
    door.state_mut().feed_mut().updates = found;
    door.run_steps(3);
    press(&mut door, language, "button-install");
    press(&mut door, language, "button-go-back");
    let orders = [SetUpOrder::RefuseKey, SetUpOrder::TakeKey, SetUpOrder::Install, SetUpOrder::GoBack];
    assert_eq!(door.state_mut().feed_mut().orders, orders);
    // What an update sets holds, but for a profile that is not known here.
    let mut sets = |text: &str| {
        door.state_mut().feed_mut().sets = Some(text.parse().unwrap());
        door.run_steps(3);
        door.state_mut().feed_mut().applied.last().cloned()
    };
    let applied = sets("profile = 'vaccinated'\nvolume = 0.25").unwrap();
    assert_eq!((applied.profile.as_str(), applied.volume), ("vaccinated", 0.25));
    for refused in ["profile = 'lax'\nvolume = 0.5", "pin = '1234'\nvolume = 0.5"] {
        assert_eq!(sets(refused).unwrap(), applied, "{refused}");
    }
    press(&mut door, language, "button-back");
    assert!(!door.state_mut().feed_mut().set_up);
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
    for (updates, name) in updates() {
        let options = Options { kiosk: true, pin: set_up(), ..options() };
        let mut fake = Fake::showing(Screen::Ready);
        fake.updates = updates;
        let mut door = door_sized(fake, facing_staff(language), options, size, Ear::default());
        press(&mut door, language, "button-settings");
        enter(&mut door, language, MANAGER);
        press(&mut door, language, "button-show");
        look(door, name);
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
