//! The pages to read and to choose from: key lists, keys, files; and what a settings screen of any size does.

use super::layout::{WINDOWS, assert_tidy};
use super::support::{
    Door, Ear, Fake, MANAGER, STAFF, access, clock_behind, door, door_sized, in_language, options, results,
    texts, verdict,
};
use crate::verdicts::clock_set_back;
use chrono::NaiveDate;
use doorcheck::camera::CameraState;
use doorcheck::gate::{GateSettings, GateState};
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::trust::ClockMark;
use doorcheck::ui::kiosk::Found;
use doorcheck::ui::{DoorClock, DueList, Offered, Options};
use doorcheck::verdict::{ClockFloor, Network, Reason};
use egui::{Key, Role};
use egui_kittest::kittest::Queryable;

#[test]
fn a_list_that_is_too_old_leads_to_what_can_be_done() {
    for language in Language::ALL {
        let texts = texts(language);
        for size in WINDOWS {
            let mut settings = in_language(language);
            settings.lists = Some("/home/door/lists".into());
            settings.helpdesk = Some("IT 2345 6789".to_owned());
            let fake = Fake::showing(results(vec![verdict(Reason::TrustDataStale)]));
            let mut door = door_sized(fake, settings, options(), size, Ear::default());
            door.get_by_role_and_label(Role::Button, &texts.get("button-lists")).click();
            door.run();
            door.get_by_role_and_label(Role::Heading, &texts.get("section-trust"));
            let update = texts.get("lists-update");
            let says = [update.as_str(), "/home/door/lists", "IT 2345 6789"];
            let stale = format!("· {}", texts.get("lists-stale"));
            let names = ["gdhcn:", "shc:", "hongkong:", "divoc:", "icao-csca:", "shc-revoked", "HK-VAC-3"];
            let wanted = says.into_iter().chain([stale.as_str()]).chain(names);
            let mut left: Vec<&str> = wanted.collect();
            let mut pages = 0;
            loop {
                assert_tidy(&door, size, &format!("trust, {}, {size:?}", language.tag()));
                left.retain(|text| door.query_all_by_label_contains(text).next().is_none());
                let more = texts.with("button-more", [("page", "|"), ("pages", "|")]);
                match door.query_by_label_contains(more.split('|').next().unwrap()) {
                    Some(more) if !left.is_empty() => more.click(),
                    _ => break,
                }
                door.run();
                pages += 1;
                assert!(pages < 12, "{size:?}: {left:?}");
            }
            assert_eq!(left, [""; 0], "{}, {size:?}", language.tag());
            door.get_by_label(&texts.get("button-back")).click();
            door.run();
            door.get_by_label(&texts.what(Reason::TrustDataStale));
        }
    }
    // By wheel and by key too.
    let trust = || {
        let fake = Fake::showing(results(vec![verdict(Reason::TrustDataStale)]));
        let mut door = door(fake, Language::En);
        door.get_by_label("What to do").click();
        door.run();
        assert!(
            door.query_by_label_contains("HK-VAC-3").is_none()
                && door.query_by_label_contains("gdhcn:").is_some()
        );
        door
    };
    let mut keys = trust();
    for _ in 0..4 {
        keys.key_press(Key::PageDown);
        keys.run();
    }
    keys.get_by_label_contains("HK-VAC-3");
    for _ in 0..20 {
        keys.key_press(Key::ArrowUp);
        keys.run();
    }
    keys.get_by_label_contains("gdhcn:");
    let mut wheel = trust();
    wheel.hover_at(egui::pos2(300.0, 200.0));
    for _ in 0..10 {
        wheel.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -5.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        wheel.run();
    }
    wheel.get_by_label_contains("HK-VAC-3");
    // Elsewhere there is no such button, and at a kiosk nobody is to read it.
    let other = door(Fake::showing(results(vec![verdict(Reason::Expired)])), Language::En);
    assert!(other.query_by_label("What to do").is_none());
}

#[test]
fn lists_that_will_be_too_old_are_told_each_day_and_on_the_last_day_for_good() {
    let due = |network, name: &str, left| DueList { name: name.to_owned(), network, left };
    for language in Language::ALL {
        let texts = texts(language);
        let [what, read] = ["button-lists", "button-ok"].map(|key| texts.get(key));
        for size in WINDOWS {
            let mut fake = Fake::showing(Screen::Ready);
            fake.door.due =
                vec![due(Some(Network::Shc), "shc", 7), due(None, "/home/door/lists/ministry.json", 30)];
            let mut door = door_sized(fake, in_language(language), options(), size, Ear::default());
            let tidy = |door: &Door| assert_tidy(door, size, &format!("due, {}, {size:?}", language.tag()));
            tidy(&door);
            // In the banner, and in the bar.
            let named = texts.get("network-shc");
            assert_eq!(door.get_all_by_label_contains(&named).count(), 2);
            door.get_by_role_and_label(Role::Button, &read).click();
            door.run();
            assert_eq!(door.get_all_by_label_contains(&named).count(), 1);
            // The next day it is there again, and leads to what can be done.
            door.state_mut().feed_mut().door.day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            door.run();
            door.get_by_role_and_label(Role::Button, &what).click();
            door.run();
            door.get_by_label_contains("gdhcn");
            door.get_by_label(&texts.get("button-back")).click();
            door.run();
            door.get_by_role_and_label(Role::Button, &read).click();
            // On the last day nobody puts it away.
            door.state_mut().feed_mut().door.due[0].left = 1;
            door.run();
            tidy(&door);
            assert!(door.query_by_role_and_label(Role::Button, &read).is_none());
            assert_eq!(door.get_all_by_label_contains(&named).count(), 2);
        }
    }
    // A kiosk's guests can do nothing about it: it stands in the bar alone.
    let mut fake = Fake::showing(Screen::Ready);
    fake.door.due = vec![due(Some(Network::Shc), "shc", 7)];
    let options = Options { kiosk: true, pin: Found::Kept(access().record()), ..options() };
    let kiosk = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    assert_eq!(kiosk.get_all_by_label_contains("7 days left").count(), 1);
    assert!(kiosk.query_by_label("What to do").is_none());
}

#[test]
fn a_clock_that_is_wrong_leads_to_what_the_manager_does() {
    let wrong = DoorClock { unkept: true, ..clock_behind() };
    for language in Language::ALL {
        let texts = texts(language);
        let [vouch, back, what] =
            ["button-clock-right", "button-back", "button-lists"].map(|key| texts.get(key));
        for size in WINDOWS {
            let mut fake = Fake::showing(results(vec![clock_set_back()]));
            fake.door.clock = wrong;
            let mut door = door_sized(fake, in_language(language), options(), size, Ear::default());
            // On the result, why: both times.
            door.get_by_label_contains("2031");
            door.get_by_role_and_label(Role::Button, &what).click();
            door.run();
            let tidy = |door: &Door| assert_tidy(door, size, &format!("clock, {}, {size:?}", language.tag()));
            tidy(&door);
            door.get_by_role_and_label(Role::Heading, &texts.get("clock"));
            door.get_by_label_contains("2031");
            door.get_by_role_and_label(Role::Button, &vouch).click();
            door.run();
            tidy(&door);
            assert_eq!(door.state_mut().feed_mut().vouched, 1);
            assert!(door.query_by_label(&vouch).is_none() && door.query_by_label_contains("2031").is_none());
            door.get_by_label(&texts.get("clock-right"));
            door.get_by_label(&back).click();
            door.run();
            door.get_by_label(&texts.what(Reason::ClockWrong));
        }
    }
    // Against the date of the lists nobody can vouch.
    let mut fake = Fake::showing(Screen::Ready);
    let published = wrong.published.map(ClockFloor::Published);
    fake.door.clock = DoorClock { mark: ClockMark::None, wrong: published, may_vouch: false, ..wrong };
    let mut door = door(fake, Language::En);
    for label in ["Settings", "Trust"] {
        door.get_by_role_and_label(Role::Button, label).click();
        door.run();
    }
    door.get_all_by_label("Show").last().unwrap().click();
    door.run();
    door.get_by_label_contains("timedatectl");
    assert!(door.query_by_label("The clock is right").is_none());
    door.get_by_label("Back").click();
    door.run();
    door.get_by_role_and_label(Role::Heading, "Settings");
}

#[test]
fn the_clock_is_vouched_for_behind_the_managers_pin() {
    let mut fake = Fake::showing(results(vec![clock_set_back()]));
    fake.door.clock = clock_behind();
    let options = Options { pin: Found::Kept(access().record()), ..options() };
    let size = [640.0, 400.0];
    let mut door = door_sized(fake, in_language(Language::En), options, size, Ear::default());
    door.get_by_role_and_label(Role::Button, "What to do").click();
    door.run();
    for digits in [STAFF, "000000", MANAGER] {
        assert!(door.query_by_label("The clock is right").is_none());
        digits.chars().for_each(|digit| {
            door.get_by_role_and_label(Role::Button, &digit.to_string()).click();
            door.run();
        });
        door.get_by_role_and_label(Role::Button, "OK").click();
        door.run();
    }
    door.get_by_label("The clock is right").click();
    door.run();
    assert_eq!(door.state_mut().feed_mut().vouched, 1);
}

#[test]
fn a_file_can_be_found_where_the_system_has_no_window_for_it() {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("Records")).unwrap();
    for file in 0..40 {
        std::fs::write(place.path().join(format!("Records/{file:02}.png")), "").unwrap();
    }
    for size in WINDOWS {
        let options = Options { pictures: Some(place.path().to_owned()), no_picker: true, ..options() };
        let fake = Fake::showing(Screen::Ready);
        let mut door = door_sized(fake, in_language(Language::En), options, size, Ear::default());
        for label in ["Open", "Records/"] {
            door.get_by_role_and_label(Role::Button, label).click();
            door.run();
            assert_tidy(&door, size, &format!("files, {size:?}"));
        }
        let mut pages = 0;
        while door.query_by_label("39.png").is_none() {
            door.get_by_label_contains("More (").click();
            door.run();
            assert_tidy(&door, size, &format!("files, {size:?}"));
            pages += 1;
            assert!(pages < 20, "{size:?}");
        }
        door.get_by_label("39.png").click();
        door.run();
        let offered = &door.state_mut().feed_mut().offered;
        let wanted = place.path().join("Records/39.png");
        assert!(matches!(&offered[..], [Offered::Path(path)] if *path == wanted), "{offered:?}");
        door.get_by_label("Show your QR code");
        // Up, and not at all.
        for label in ["Open", "Records/", "Folder above", "Cancel"] {
            door.get_by_role_and_label(Role::Button, label).click();
            door.run();
        }
        assert_eq!(door.state_mut().feed_mut().offered.len(), 1);
    }
    let kiosk = Options { kiosk: true, no_picker: true, ..options() };
    let door = door_sized(
        Fake::showing(Screen::Ready),
        in_language(Language::En),
        kiosk,
        [640.0, 400.0],
        Ear::default(),
    );
    assert!(door.query_by_label("Open").is_none());
}

#[test]
fn dropping_is_promised_where_it_can_be_kept() {
    for (drops, promised) in [(true, true), (false, false)] {
        let options = Options { drops, ..options() };
        let fake = Fake::showing(Screen::CameraTrouble(CameraState::None));
        let door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
        door.get_by_label_contains("open it");
        assert_eq!(door.query_by_label_contains("drop").is_some(), promised);
    }
}

#[test]
fn an_empty_source_is_no_fault_of_a_camera() {
    let fake = Fake::showing(Screen::CameraTrouble(CameraState::Empty("/srv/none".to_owned())));
    let door = door(fake, Language::En);
    door.get_by_role_and_label(Role::Alert, "There is nothing to replay.");
    door.get_by_label("/srv/none");
    for words in ["camera cannot", "another camera"] {
        assert!(door.query_by_label_contains(words).is_none(), "{words}");
    }
}

#[test]
fn a_gate_that_cannot_be_told_is_told_of() {
    let mut settings = in_language(Language::En);
    settings.gate = Some(GateSettings::on("/dev/ttyUSB0".into()));
    let mut fake = Fake::showing(Screen::Ready);
    fake.door.gate = Some(GateState::Failed("/dev/ttyUSB0: the device has gone".to_owned()));
    let mut door = door_sized(fake, settings, options(), [640.0, 400.0], Ear::default());
    door.get_by_label_contains("Gate: no connection");
    door.get_by_label("Show your QR code");
    for label in ["Settings", "Gate"] {
        door.get_by_label(label).click();
        door.run();
    }
    door.get_by_label_contains("the device has gone");
    door.state_mut().feed_mut().door.gate = Some(GateState::Open);
    door.run();
    door.get_by_label("Connected");
}

#[test]
fn however_many_rows_there_are_none_is_out_of_reach() {
    let profiles: Vec<String> = (1..=23).map(|number| format!("profile {number}")).collect();
    for size in WINDOWS {
        let options = Options { profiles: profiles.clone(), ..options() };
        let fake = Fake::showing(Screen::Ready);
        let mut door = door_sized(fake, in_language(Language::En), options, size, Ear::default());
        door.get_by_label("Settings").click();
        door.run();
        let mut found = std::collections::BTreeSet::new();
        for _ in 0..6 {
            assert_tidy(&door, size, &format!("many profiles, {size:?}"));
            found.extend(profiles.iter().filter(|name| door.query_by_label(name).is_some()).cloned());
            found.extend(door.query_by_label("Set PIN").map(|_| "PIN".to_owned()));
            if let Some(more) = door.query_by_label_contains("More (") {
                more.click();
            }
            door.run();
        }
        assert_eq!(found.len(), profiles.len() + 1, "{size:?}: {found:?}");
    }
}
