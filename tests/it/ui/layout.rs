//! No text is cut off, none lies over another: asserted from the rectangles that screen readers get, in every language and in
//! windows of many shapes.

use super::support::{
    Door, Ear, Fake, admitted, answered, door_sized, in_language, of_open_series, one_person, options,
    question, recent, results, texts, verdict,
};
use doorcheck::camera::CameraState;
use doorcheck::config::{Display, DoorSettings, Facing, Letters};
use doorcheck::scanner::session::{Part, Screen, Tally};
use doorcheck::texts::Language;
use doorcheck::ui::ListAge;
use doorcheck::verdict::{Question, Reason};
use egui::Role;
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use std::time::Duration;

/// A telephone held upright, a tablet, a laptop, a wall; and a small window.
pub(super) const WINDOWS: [[f32; 2]; 5] =
    [[360.0, 640.0], [1024.0, 768.0], [1366.0, 768.0], [3840.0, 2160.0], [640.0, 400.0]];

/// What has words, and where they are.
pub(super) fn words(door: &Door) -> Vec<(String, Role, egui::Rect)> {
    fn visit(node: &Node<'_>, found: &mut Vec<(String, Role, egui::Rect)>) {
        for child in node.children() {
            let role = child.accesskit_node().role();
            let text = child.accesskit_node().label().or_else(|| child.value());
            if let (Some(text), false) = (text, role == Role::Window) {
                found.push((text, role, child.rect()));
            }
            visit(&child, found);
        }
    }
    let mut found = Vec::new();
    visit(&door.root(), &mut found);
    found
}

/// Asserts that the words of a screen are all within it, and apart.
#[track_caller]
pub(super) fn assert_tidy(door: &Door, size: [f32; 2], what: &str) {
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
    let words = words(door);
    assert!(words.len() > 2, "{what}: nothing on the screen");
    for (index, (text, _, area)) in words.iter().enumerate() {
        assert!(screen.expand(0.5).contains_rect(*area), "{what}: {text:?} at {area} leaves the window");
        assert!(area.height() > 5.0 && area.width() > 3.0, "{what}: {text:?} has no room");
        for (other, _, place) in &words[index + 1..] {
            let common = area.intersect(*place);
            let over = common.is_positive() && common.width() > 1.0 && common.height() > 1.0;
            assert!(!over, "{what}: {text:?} at {area} lies over {other:?} at {place}");
        }
    }
}

fn check(screen: impl Fn() -> Screen, what: &str, change: impl Fn(&mut Fake)) {
    check_as(Display::default(), screen, what, change);
}

/// As [`check`], as the screen is set.
fn check_as(display: Display, screen: impl Fn() -> Screen, what: &str, change: impl Fn(&mut Fake)) {
    for language in Language::ALL {
        for size in WINDOWS {
            let mut fake = Fake::showing(screen());
            change(&mut fake);
            let settings = DoorSettings { display, ..in_language(language) };
            let door = door_sized(fake, settings, options(), size, Ear::default());
            assert_tidy(&door, size, &format!("{what}, {}, {size:?}", language.tag()));
        }
    }
}

#[test]
fn results_are_tidy() {
    for reason in Reason::ALL {
        check(|| results(vec![verdict(reason)]), reason.text_key(), |_| {});
    }
    check(|| results(vec![admitted()]), "admitted", |_| {});
}

#[test]
fn results_are_tidy_before_the_customer() {
    let display = Display { facing: Some(Facing::Customer), ..Display::default() };
    for reason in Reason::ALL {
        check_as(display, || results(vec![verdict(reason)]), reason.text_key(), |_| {});
    }
    check_as(display, || results(vec![admitted()]), "admitted", |_| {});
    check_as(display, || Screen::Ready, "ready", |_| {});
}

#[test]
fn screens_are_tidy_with_the_largest_letters() {
    let display = Display { letters: Letters::Largest, ..Display::default() };
    for reason in
        [Reason::Ok, Reason::Expired, Reason::RulesNotMet, Reason::NotACredential, Reason::CheckByHand]
    {
        check_as(display, || results(vec![verdict(reason)]), reason.text_key(), |_| {});
    }
    check_as(display, || Screen::Ready, "ready", |_| {});
    check_as(display, || Screen::CameraTrouble(CameraState::NoPermission), "trouble", |_| {});
}

#[test]
fn the_other_sides_of_the_sheet_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            for reason in [Reason::Revoked, Reason::Ok, Reason::UnsupportedKind, Reason::KeyNotAllowed] {
                let fake = Fake::showing(results(vec![verdict(reason)]));
                let mut door = door_sized(fake, in_language(language), options(), size, Ear::default());
                let code = texts(language).with("helpdesk", [("code", reason.code())]);
                for label in [code.as_str(), "Français", "日本語", "Filipino"] {
                    door.get_by_role_and_label(Role::Button, label).click();
                    door.run();
                    assert_tidy(&door, size, &format!("{reason}, {label}, {}, {size:?}", language.tag()));
                }
            }
        }
    }
}

#[test]
fn a_result_with_everything_around_it_is_tidy() {
    check(
        || results(vec![verdict(Reason::CheckByHand)]),
        "demo, old list, strip",
        |fake| {
            fake.door.demo = true;
            fake.door.list_age = ListAge::Old;
            let reasons = [Reason::Ok, Reason::Expired, Reason::UnknownIssuer];
            fake.view.recent = reasons.map(|reason| recent(&verdict(reason))).to_vec();
        },
    );
}

#[test]
fn questions_and_what_answers_lead_to_are_tidy() {
    check(|| Screen::Ready, "question", |fake| *fake = question());
    let series = of_open_series();
    assert_eq!(series.question().map(Question::name), Some("series"));
    check(|| results(vec![of_open_series()]), "a series", |_| {});
    check(answered, "answered, and shown before", |_| {});
    for asked in Question::ALL {
        let screen = || {
            let mut screen = results(vec![verdict(Reason::CheckByHand)]);
            if let Screen::Results(results) = &mut screen {
                results.asks = Some(asked);
            }
            screen
        };
        check(screen, asked.name(), |_| {});
    }
    let party = Tally { admitted: 12, refused: 1 };
    check(|| Screen::Ready, "a party", |fake| fake.view.tally = party);
    check(|| results(vec![admitted()]), "a party", |fake| fake.view.tally = party);
}

#[test]
fn groups_are_tidy() {
    check(one_person, "one person", |_| {});
    for count in [2, 3, 4, 6, 9] {
        let people = || {
            let reasons = [Reason::Ok, Reason::BadSignature, Reason::CheckByHand, Reason::NotACredential];
            results((0..count).map(|at| verdict(reasons[at % 4])).collect())
        };
        check(people, &format!("group of {count}"), |_| {});
    }
}

#[test]
fn the_waiting_screen_and_every_trouble_are_tidy() {
    check(|| Screen::Ready, "ready", |_| {});
    check(|| Screen::Ready, "too dark", |fake| fake.view.camera = CameraState::TooDark);
    check(|| Screen::Ready, "starting", |fake| fake.view.camera = CameraState::Starting);
    check(|| Screen::Ready, "another", |fake| fake.view.adding = true);
    for of in [2, 3, 12] {
        let part = Part { held: of - 1, of, until: Duration::from_secs(160) };
        check(|| Screen::Ready, "gathering", |fake| fake.view.gathering = Some(part));
        check(|| results(vec![admitted()]), "gathering", |fake| fake.view.gathering = Some(part));
    }
    for state in troubles() {
        check(|| Screen::CameraTrouble(state.clone()), state.name(), |_| {});
    }
}

/// Every state that is told on a screen of its own.
pub(super) fn troubles() -> [CameraState; 10] {
    [
        CameraState::None,
        CameraState::NoPermission,
        CameraState::Busy,
        CameraState::Stalled,
        CameraState::Unplugged,
        CameraState::Covered,
        CameraState::Unusable("no format that can be read".to_owned()),
        CameraState::Empty("/home/door/pictures".to_owned()),
        CameraState::Ended,
        CameraState::Restarting,
    ]
}

#[test]
fn settings_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            let fake = Fake::showing(Screen::Ready);
            let mut door = door_sized(fake, in_language(language), options(), size, Ear::default());
            door.get_by_label(&super::support::texts(language).get("button-settings")).click();
            door.run();
            let texts = super::support::texts(language);
            for section in ["section-screen", "section-sound", "section-door", "section-camera"] {
                door.get_by_label(&texts.get(section)).click();
                door.run();
                assert_tidy(&door, size, &format!("{section}, {}, {size:?}", language.tag()));
            }
            door.get_by_label(&texts.get("button-adjust")).click();
            door.run();
            assert_tidy(&door, size, &format!("picture, {}, {size:?}", language.tag()));
        }
    }
}
