//! The ready screen coaches: a hint comes beside what is said already, in words and as a picture, and nothing moves for it.

use super::layout::{WINDOWS, assert_tidy, words};
use super::support::{Door, Ear, Fake, door_sized, in_language, live, options, texts};
use doorcheck::camera::CameraState;
use doorcheck::config::DoorSettings;
use doorcheck::policy::Profile;
use doorcheck::reader::Corners;
use doorcheck::scanner::Hint;
use doorcheck::scanner::session::{Part, Screen};
use doorcheck::texts::{Language, entry_rule, entry_rule_in_short};
use egui::Role;
use std::sync::Arc;
use std::time::Duration;

/// A code in the middle of the tests' picture of 64 by 48 pixels.
pub(super) const MIDDLE: Corners = [(24.0, 16.0), (40.0, 17.0), (39.0, 33.0), (23.0, 32.0)];

fn ready(hint: Option<Hint>, seen: Option<Corners>) -> Fake {
    let mut fake = Fake::showing(Screen::Ready);
    (fake.view.coaching, fake.view.seen) = (hint, seen);
    fake
}

/// The words that stay: all but the one place that hints share with the general advice.
fn lasting(door: &Door, language: Language) -> Vec<(String, Role, egui::Rect)> {
    let texts = texts(language);
    let mut passing: Vec<String> = Hint::ALL.map(|hint| texts.get(&format!("coach-{}", hint.name()))).into();
    passing
        .extend(["ready-how", "parts-next", "another-how", "camera-starting-what"].map(|key| texts.get(key)));
    let mut words = words(door);
    words.retain(|(text, ..)| !passing.contains(text));
    words
}

#[test]
fn a_hint_moves_nothing_and_is_never_cut_off() {
    for language in Language::ALL {
        for size in WINDOWS {
            let shown = |fake: Fake| door_sized(fake, in_language(language), options(), size, Ear::default());
            let before = lasting(&shown(ready(None, None)), language);
            for hint in Hint::ALL {
                for seen in [None, Some(MIDDLE)] {
                    let what = format!("{}, {}, {size:?}", hint.name(), language.tag());
                    let door = shown(ready(Some(hint), seen));
                    assert_tidy(&door, size, &what);
                    assert_eq!(lasting(&door, language), before, "{what}");
                    let text = texts(language).get(&format!("coach-{}", hint.name()));
                    let told = words(&door).into_iter().find(|(words, ..)| *words == text);
                    let (_, role, place) = told.unwrap_or_else(|| panic!("{what}: not told"));
                    assert_eq!(role, Role::Status, "{what}");
                    // As large as what it takes the place of, or all but.
                    assert!(place.height() > 0.03 * size[1].min(size[0]), "{what}: {place}");
                }
            }
        }
    }
}

#[test]
fn a_hint_leaves_the_boxes_of_a_card_where_they_are() {
    for size in WINDOWS {
        let gathering = |hint| {
            let mut fake = ready(hint, None);
            fake.view.gathering = Some(Part { held: 1, of: 3, until: Duration::from_secs(160) });
            door_sized(fake, in_language(Language::En), options(), size, Ear::default())
        };
        let (before, after) = (gathering(None), gathering(Some(Hint::Moving)));
        assert_tidy(&after, size, "gathering");
        assert_eq!(lasting(&before, Language::En), lasting(&after, Language::En));
    }
}

/// The share of a door's picture that is white.
fn white(door: &mut Door) -> f32 {
    let picture = door.render().expect("a picture");
    let white = picture.pixels().filter(|pixel| pixel.0[..3].iter().all(|level| *level > 250)).count();
    white as f32 / picture.pixels().len() as f32
}

#[test]
fn the_screen_is_a_lamp_where_it_is_dark_and_not_in_a_bar() {
    if !super::snapshots::lavapipe() {
        return;
    }
    let size = [640.0, 400.0];
    let shown = |lamp: f32, fake: Fake| {
        let settings = DoorSettings { lamp, ..DoorSettings::default() };
        door_sized(fake, settings, options(), size, Ear::default())
    };
    let dark = || ready(Some(Hint::TooDark), None);
    let plain = white(&mut shown(1.0, ready(None, None)));
    assert!(plain < 0.05, "{plain}");
    assert!(white(&mut shown(0.0, dark())) < 0.05, "it shines though it is off");
    assert!(white(&mut shown(0.5, dark())) < 0.05, "half is not white");
    let mut door = shown(1.0, dark());
    assert!(white(&mut door) > 0.2, "too little light");
    // Its own light makes the code bright: it does not go out for that, but in the end it does.
    door.state_mut().feed_mut().view.coaching = None;
    door.state_mut().feed_mut().elapsed += Duration::from_secs(5);
    door.run();
    assert!(white(&mut door) > 0.2, "it went out at once");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(4);
    door.run();
    assert!(white(&mut door) < 0.05, "it burns for ever");
    door.state_mut().feed_mut().view.camera = CameraState::TooDark;
    door.run();
    assert!(white(&mut door) > 0.2, "the camera's own word counts too");
    door.state_mut().feed_mut().view.camera = live();
}

/// Every rule that is bundled, by date where it has stages; and one that is longer than any screen.
pub(super) fn rules() -> Vec<Profile> {
    let long = (0..12).fold("name = 'long'\nsummary = ''\n[entry]\n".to_owned(), |text, age| {
        let ages = format!("[[entry.age]]\nfrom = {}\nbelow = {}\n", age * 5, age * 5 + 5);
        let ways = "[[entry.age.way]]\ndoses = 2\nlast-dose = { at-least = { days = 14 }, at-most = { months = 9 } }\n\
                    [[entry.age.way]]\nrecovery = { less-than = { months = 6 } }\n\
                    [[entry.age.way]]\ntest = { kind = 'antigen', hours = 24 }\n";
        text + &ages + ways
    });
    let named = ["authenticity", "vaccinated", "polio", "routine-measles", "hong-kong-vaccine-pass"];
    let pinned = ["2022-03-01", "2022-05-01", "2022-06-15", "2022-10-01", "2022-12-01"];
    let pinned = pinned.map(|day| format!("hong-kong-vaccine-pass@{day}"));
    let at_home = "name = 'bar'\nsummary = ''\npremises = 'Bar, type D'\nstaff = 'Look at the identity card.'\n[entry]\n";
    let names = named.map(str::to_owned).into_iter().chain(pinned);
    let own = [long.as_str(), at_home].map(|text| Profile::parse(text).unwrap());
    names.map(|name| Profile::named(&name).unwrap()).chain(own).collect()
}

#[test]
fn what_green_means_stands_on_the_ready_screen_whole_or_in_short() {
    let mut in_short = 0;
    for language in Language::ALL {
        for size in WINDOWS {
            for profile in rules() {
                let mut fake = ready(None, None);
                let day = fake.started.date_naive();
                fake.door.profile = Arc::new(profile.clone());
                let door = door_sized(fake, in_language(language), options(), size, Ear::default());
                let what = format!("{}, {}, {size:?}", profile.name, language.tag());
                assert_tidy(&door, size, &what);
                let said = |lines: &[String]| {
                    lines.iter().all(|line| words(&door).iter().any(|(text, ..)| text == line))
                };
                let texts = texts(language);
                let whole = said(&entry_rule(&profile, day, &texts));
                assert!(whole || said(&entry_rule_in_short(&profile, day, &texts)), "{what}");
                in_short += usize::from(!whole);
                let own = profile.premises.iter().chain(&profile.staff);
                assert!(own.into_iter().all(|line| said(std::slice::from_ref(line))), "{what}");
                // Never in part: a rule of which an age is left out is another rule.
                assert!(whole || profile.name != "vaccinated", "{what}");
            }
        }
    }
    assert!(in_short > 0, "the longest is told in short somewhere");
}

#[test]
fn the_door_is_named_before_all_else_in_its_bar() {
    let named = DoorSettings { door: Some("MK-02".to_owned()), ..in_language(Language::ZhHant) };
    for (settings, begins) in [(named, true), (in_language(Language::ZhHant), false)] {
        let door = door_sized(ready(None, None), settings, options(), WINDOWS[0], Ear::default());
        let words = words(&door);
        let mut bars = words.iter().filter(|(_, role, _)| *role == Role::Status);
        assert_eq!(bars.any(|(text, ..)| text.starts_with("MK-02 ")), begins, "{words:?}");
        assert_tidy(&door, WINDOWS[0], "named");
    }
}
