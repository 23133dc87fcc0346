//! Whom the screen faces, and what eyes, ears and hands of every kind get from it.

use super::layout::{troubles, words};
use super::support::{
    Door, Ear, Fake, access, admitted, door, door_sized, in_language, options, results, texts, verdict,
};
use crate::verdicts::{self, TEAPOT};
use doorcheck::config::{Display, DoorSettings, Facing};
use doorcheck::policy::Verdict;
use doorcheck::scanner::session::{Screen, Sound};
use doorcheck::texts::{GuestLanguage, GuestLine, Language};
use doorcheck::ui::Options;
use doorcheck::ui::kiosk::Found;
use doorcheck::verdict::{Outcome, Reason};
use egui::accesskit::Live;
use egui::{Key, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

const CUSTOMER: Display = Display {
    facing: Some(Facing::Customer),
    letters: doorcheck::config::Letters::Normal,
    still: false,
    outdoor: false,
};

fn before_the_customer(language: Language, screen: Screen, ear: Ear) -> Door {
    let settings = DoorSettings { display: CUSTOMER, ..in_language(language) };
    door_sized(Fake::showing(screen), settings, options(), [640.0, 400.0], ear)
}

/// Every verdict that tests have, one a reason and those that tell most.
fn verdicts() -> Vec<Arc<Verdict>> {
    let more = [
        admitted(),
        verdicts::admitted_as_exempt(TEAPOT),
        verdicts::exemption_out_of_date(),
        verdicts::positive_record(),
        verdicts::not_negative(),
        verdicts::undated(),
    ];
    Reason::ALL.into_iter().map(verdict).chain(more).collect()
}

#[test]
fn a_customer_reads_nothing_of_a_person_that_others_should_not_read() {
    let personal = [
        "TEAPOT", "SIU", "茶壺", "小明", "1980", "218(0)", "2021", "208", "Moderna", "POSITIVE", "positive",
        "陽性", "positif",
    ];
    for language in Language::ALL {
        let texts = texts(language);
        let record =
            ["event-vaccination", "event-test", "event-recovery", "event-exemption", "disease-covid-19"];
        let mut never: Vec<String> = record.into_iter().map(|key| texts.get(key)).collect();
        never.extend(personal.map(str::to_owned));
        for verdict in verdicts() {
            let line = GuestLine::on(&verdict);
            let asked =
                [language, language.partner()].map(|language| GuestLanguage::from(language).says(line));
            for screen in
                [results(vec![Arc::clone(&verdict)]), results(vec![admitted(), Arc::clone(&verdict)])]
            {
                let door = before_the_customer(language, screen, Ear::default());
                // What is asked for of everybody, a test or a vaccination, says nothing of this one.
                let shown = words(&door)
                    .into_iter()
                    .filter(|(text, ..)| !asked.iter().any(|asked| text.contains(asked)));
                // The state of the door names its profile and its lists.
                for (text, ..) in shown.filter(|(_, role, _)| *role != Role::Status) {
                    let found = never.iter().find(|word| text.contains(word.as_str()));
                    assert_eq!(found, None, "{}, {language:?}: {text}", verdict.reason());
                    assert!(!text.to_lowercase().contains("exempt") && !text.contains("豁免"), "{text}");
                }
            }
        }
    }
}

#[test]
fn a_customer_knows_which_result_is_theirs() {
    let pass = before_the_customer(Language::En, results(vec![admitted()]), Ear::default());
    pass.get_by_role_and_label(Role::Alert, "ADMIT");
    pass.get_by_label("T. S. M. M. · 23 May");
    pass.get_by_label(&GuestLanguage::En.says(GuestLine::Identity));
    pass.get_by_label(&GuestLanguage::ZhHant.says(GuestLine::Identity));
    let exempt = results(vec![verdict(Reason::Exempt)]);
    let exempt = before_the_customer(Language::ZhHant, exempt, Ear::default());
    exempt.get_by_label("T. S. M. M. · 5月23日");
    let record = before_the_customer(Language::En, results(vec![verdict(Reason::Expired)]), Ear::default());
    assert!(record.query_by_label_contains("T. S.").is_none(), "who does not enter is not named");
}

#[test]
fn a_customer_is_refused_without_a_reason_and_waits_without_a_question() {
    for (reason, headline) in [
        (Reason::BadSignature, "NOT ACCEPTED"),
        (Reason::RulesNotMet, "NOT ACCEPTED"),
        (Reason::CheckByHand, "PLEASE WAIT"),
        (Reason::UnknownIssuer, "PLEASE WAIT"),
        (Reason::DamagedCode, "SCAN AGAIN"),
        (Reason::NotACredential, "NOT A PASS"),
    ] {
        let door = before_the_customer(Language::En, results(vec![verdict(reason)]), Ear::default());
        door.get_by_role_and_label(Role::Alert, headline);
        door.get_by_label(reason.code());
        door.get_by_label(&GuestLanguage::En.says(GuestLine::about(reason.outcome(), reason)));
    }
}

#[test]
fn a_kiosk_faces_the_customer_and_any_other_door_the_staff() {
    let shows_the_name = |kiosk: bool, display: Display| {
        let pin = Found::Kept(access().record());
        let options = Options { kiosk, pin, profile_given: true, ..options() };
        let settings = DoorSettings { display, ..in_language(Language::En) };
        let fake = Fake::showing(results(vec![admitted()]));
        let door = door_sized(fake, settings, options, [640.0, 400.0], Ear::default());
        door.query_by_label("TEAPOT SIU MING MARY").is_some()
    };
    assert!(shows_the_name(false, Display::default()));
    assert!(!shows_the_name(true, Display::default()));
    assert!(!shows_the_name(false, CUSTOMER));
    assert!(shows_the_name(true, Display { facing: Some(Facing::Staff), ..CUSTOMER }));
}

#[test]
fn the_staff_can_be_called_from_the_lower_half_and_comes_once() {
    for language in Language::ALL {
        for screen in [Screen::Ready, results(vec![verdict(Reason::BadSignature)])] {
            let ear = Ear::default();
            let mut door = before_the_customer(language, screen, ear.clone());
            let called = ["button-call-staff"; 2];
            let [own, other] = [texts(language).get(called[0]), texts(language.partner()).get(called[1])];
            let label = format!("{own} {other}");
            assert!(door.get_by_role_and_label(Role::Button, &label).rect().top() > 200.0);
            for _ in 0..3 {
                door.get_by_role_and_label(Role::Button, &label).click();
                door.run();
            }
            assert_eq!(*ear.heard.borrow(), [(Sound::Call, 0.8)], "a child's fist rings once");
            door.get_by_label_contains(&GuestLanguage::from(language).says(GuestLine::Wait));
            door.state_mut().feed_mut().elapsed += Duration::from_secs(6);
            door.get_by_role_and_label(Role::Button, &label).click();
            door.run();
            assert_eq!(ear.heard.borrow().len(), 2);
        }
    }
    let staff = door(Fake::showing(Screen::Ready), Language::En);
    assert!(staff.query_by_label_contains("Call staff").is_none());
}

#[test]
fn the_queue_does_not_hear_who_is_exempt() {
    let exempt = verdicts::admitted_as_exempt(TEAPOT);
    for (display, sound) in [(CUSTOMER, Sound::Admit), (Display::default(), Sound::Exempt)] {
        let ear = Ear::default();
        let mut fake = Fake::live();
        fake.sees(Duration::ZERO, &[("a", Arc::clone(&exempt))]);
        let settings = DoorSettings { display, ..in_language(Language::En) };
        let mut door = door_sized(fake, settings, options(), [640.0, 400.0], ear.clone());
        door.run();
        assert_eq!(*ear.heard.borrow(), [(sound, 0.8)]);
    }
}

#[test]
fn every_guest_language_is_one_press_away() {
    for verdict in verdicts() {
        let mut door = door(Fake::showing(results(vec![Arc::clone(&verdict)])), Language::En);
        for language in GuestLanguage::ALL {
            door.get_by_role_and_label(Role::Button, language.own_name()).click();
            door.run();
            door.get_by_role_and_label(Role::Status, &language.says(GuestLine::on(&verdict)));
        }
    }
}

/// Every part of a screen that a reader reads, by its role and name.
fn parts(door: &Door) -> Vec<(Role, Option<String>, bool)> {
    fn visit(node: &Node<'_>, found: &mut Vec<(Role, Option<String>, bool)>) {
        for child in node.children() {
            let part = child.accesskit_node();
            found.push((part.role(), part.label().or_else(|| part.value()), part.live() != Live::Off));
            visit(&child, found);
        }
    }
    let mut found = Vec::new();
    visit(&door.root(), &mut found);
    found
}

/// The screens of a door.
fn screens() -> Vec<Screen> {
    let verdicts = Reason::ALL.map(|reason| results(vec![verdict(reason)]));
    let troubles = troubles().map(Screen::CameraTrouble);
    let group = results(vec![admitted(), verdict(Reason::Expired), verdict(Reason::CheckByHand)]);
    verdicts.into_iter().chain(troubles).chain([Screen::Ready, group]).collect()
}

#[test]
fn a_screen_reader_is_told_what_everything_is_and_what_comes_first() {
    for facing in Facing::ALL {
        for screen in screens() {
            let settings = DoorSettings {
                display: Display { facing: Some(facing), ..CUSTOMER },
                ..in_language(Language::En)
            };
            let door = door_sized(Fake::showing(screen), settings, options(), [640.0, 400.0], Ear::default());
            let parts = parts(&door);
            for (role, name, _) in &parts {
                let nameless = matches!(role, Role::Window | Role::GenericContainer | Role::Pane);
                assert!(
                    nameless || name.as_ref().is_some_and(|name| !name.trim().is_empty()),
                    "{role:?}: {parts:?}"
                );
            }
            let first = parts.iter().filter(|(role, ..)| matches!(role, Role::Alert | Role::Heading)).count();
            assert!(first > 0, "something comes first: {parts:?}");
            // A verdict and a trouble are read out by themselves.
            for (role, name, live) in &parts {
                assert_eq!(*live, matches!(role, Role::Alert | Role::Status), "{name:?}");
            }
        }
    }
}

#[test]
fn every_button_is_a_stop_of_the_tabulator_and_nothing_else_is() {
    for screen in [Screen::Ready, results(vec![admitted()]), results(vec![verdict(Reason::CheckByHand)])] {
        let mut door = door(Fake::showing(screen), Language::En);
        let buttons: BTreeSet<String> = parts(&door)
            .into_iter()
            .filter(|(role, ..)| *role == Role::Button)
            .filter_map(|(_, name, _)| name)
            .collect();
        let mut reached = BTreeSet::new();
        for _ in 0..buttons.len() {
            door.key_press(Key::Tab);
            door.run();
            let focused = door.get_by(|node| node.is_focused());
            let part = focused.accesskit_node();
            assert_eq!(part.role(), Role::Button);
            reached.insert(part.label().unwrap());
        }
        assert_eq!(reached, buttons);
    }
}

#[test]
fn still_means_that_nothing_moves() {
    let display = Display { still: true, ..Display::default() };
    let settings = DoorSettings { display, ..in_language(Language::En) };
    let mut door =
        door_sized(Fake::showing(Screen::Ready), settings, options(), [640.0, 400.0], Ear::default());
    door.run();
    assert_eq!(door.ctx.global_style().animation_time, 0.0);
}

#[test]
fn nobody_is_refused_by_a_pass_line() {
    for verdict in verdicts() {
        let line = GuestLine::on(&verdict);
        let thanked = matches!(line, GuestLine::Identity | GuestLine::Passed);
        assert_eq!(thanked, verdict.outcome() == Outcome::Pass, "{}", verdict.reason());
    }
}
