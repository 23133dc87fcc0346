//! The screens as pictures: one for every reason in every language, and the rest of the screens once a language. Compared where
//! the renderer is lavapipe, whose pixels are the same everywhere; UPDATE_SNAPSHOTS=1 makes them anew.

use super::config::broken;
use super::layout::{WINDOWS, troubles};
use super::ready::MIDDLE;
use super::support::{
    Door, Ear, Fake, admitted, answered, clock_behind, door_sized, in_language, of_open_series, one_person,
    options, question, results, texts, verdict,
};
use crate::verdicts::clock_set_back;
use doorcheck::camera::CameraState;
use doorcheck::config::{DoorSettings, Facing, Letters};
use doorcheck::policy::Verdict;
use doorcheck::scanner::Hint;
use doorcheck::scanner::session::{Part, Screen, Tally};
use doorcheck::texts::{GuestLanguage, Language};
use doorcheck::ui::{DueList, Options, OutOfOrder};
use doorcheck::verdict::{Network, Reason};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotOptions};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Whether lavapipe is installed (Debian: mesa-vulkan-drivers).
pub(super) fn lavapipe() -> bool {
    let found = std::fs::read_dir("/usr/share/vulkan/icd.d").is_ok_and(|files| {
        files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("lvp_icd"))
    });
    if !found {
        println!("skipped: no lavapipe (mesa-vulkan-drivers) to compare pictures with");
    }
    found
}

pub(super) fn compare<S>(door: &mut Harness<'_, S>, name: &str, problems: &mut Vec<String>) {
    let options = SnapshotOptions::new()
        .output_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"))
        .threshold(0.6)
        .max_failed_pixels(40_usize);
    if let Err(error) = door.try_snapshot_options(name, &options) {
        problems.push(format!("{name}: {error}"));
    }
}

/// A door in a small window, for the size of the repository.
fn door(fake: Fake, language: Language) -> Door {
    door_sized(fake, in_language(language), options(), [512.0, 320.0], Ear::default())
}

/// The same, before the customer.
fn customers(verdict: Arc<Verdict>, language: Language) -> Door {
    let mut settings = in_language(language);
    settings.display.facing = Some(Facing::Customer);
    door_sized(Fake::showing(results(vec![verdict])), settings, options(), [512.0, 320.0], Ear::default())
}

/// For whoever wants to look at every screen in every size: `DOORCHECK_SCREENSHOTS` names a folder for the pictures.
#[test]
fn every_screen_in_every_size_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    let keep = |mut door: Door, name: &str, size: [f32; 2]| {
        let file = Path::new(&folder).join(format!("{name}-{}x{}.png", size[0], size[1]));
        door.render().unwrap().save(file).unwrap();
    };
    for language in Language::ALL {
        for size in [[360.0, 640.0], [1024.0, 768.0], [1366.0, 768.0], [3840.0, 2160.0]] {
            let show = |screen, change: &dyn Fn(&mut DoorSettings), name: &str| {
                let mut settings = in_language(language);
                change(&mut settings);
                let door = door_sized(Fake::showing(screen), settings, options(), size, Ear::default());
                keep(door, &format!("{}-{name}", language.tag()), size);
            };
            let outdoor = |settings: &mut DoorSettings| settings.display.outdoor = true;
            let customer = |settings: &mut DoorSettings| settings.display.facing = Some(Facing::Customer);
            let largest = |settings: &mut DoorSettings| settings.display.letters = Letters::Largest;
            for reason in Reason::ALL {
                show(results(vec![verdict(reason)]), &|_| {}, reason.text_key());
            }
            show(results(vec![of_open_series()]), &|_| {}, "question-series");
            show(results(vec![admitted()]), &|_| {}, "admitted");
            show(results(vec![admitted()]), &largest, "admitted-largest");
            show(results(vec![admitted()]), &customer, "customer-admitted");
            show(results(vec![verdict(Reason::RulesNotMet)]), &customer, "customer-refused");
            show(results(vec![admitted(), verdict(Reason::Expired)]), &|_| {}, "group");
            show(Screen::Ready, &|_| {}, "ready");
            show(Screen::Ready, &outdoor, "ready-outdoor");
            show(Screen::Ready, &customer, "ready-customer");
            for profile in super::ready::rules() {
                let mut fake = Fake::showing(Screen::Ready);
                let name = format!("{}-rule-{}", language.tag(), profile.name);
                fake.door.profile = Arc::new(profile);
                keep(door_sized(fake, in_language(language), options(), size, Ear::default()), &name, size);
            }
            show(Screen::CameraTrouble(CameraState::NoPermission), &outdoor, "trouble-outdoor");
            let tag = language.tag();
            let asked = door_sized(question(), in_language(language), options(), size, Ear::default());
            keep(asked, &format!("{tag}-question"), size);
            let sections = ["door", "camera", "sound", "screen", "scanner", "trust", "help"];
            for pressed in sections.map(|name| format!("section-{name}")).iter().chain(&["help".to_owned()]) {
                let ready = Fake::showing(Screen::Ready);
                let mut page = door_sized(ready, in_language(language), options(), size, Ear::default());
                let press = |door: &mut Door, key: &str| {
                    door.get_all_by_role_and_label(egui::Role::Button, &texts(language).get(key))
                        .last()
                        .unwrap()
                        .click();
                    door.run();
                };
                if pressed == "help" {
                    page.key_press(egui::Key::F1);
                    page.run();
                } else {
                    press(&mut page, "button-settings");
                    press(&mut page, pressed);
                }
                keep(page, &format!("{tag}-{pressed}"), size);
            }
            let options = Options { out_of_order: Some(OutOfOrder::Settings(broken())), ..options() };
            let closed = door_sized(
                Fake::showing(Screen::Ready),
                in_language(language),
                options,
                size,
                Ear::default(),
            );
            keep(closed, &format!("{tag}-out-of-order"), size);
        }
    }
}

#[test]
fn trust_clock_and_notices_in_every_size_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    for language in Language::ALL {
        for size in WINDOWS {
            let open = |fake| door_sized(fake, in_language(language), options(), size, Ear::default());
            let keep = |door: &mut Door, name: &str| {
                let file = format!("{}-{name}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(Path::new(&folder).join(file)).unwrap();
            };
            let what = texts(language).get("button-lists");
            let mut trust = open(Fake::showing(results(vec![verdict(Reason::TrustDataStale)])));
            trust.get_by_label(&what).click();
            trust.run();
            keep(&mut trust, "trust");
            trust.key_press(egui::Key::PageDown);
            trust.run();
            keep(&mut trust, "trust-2");
            let mut behind = Fake::showing(results(vec![clock_set_back()]));
            behind.door.clock = clock_behind();
            let mut clock = open(behind);
            keep(&mut clock, "clock-set-back");
            clock.get_by_label(&what).click();
            clock.run();
            keep(&mut clock, "clock");
            for left in [1, 30] {
                let mut due = Fake::showing(Screen::Ready);
                due.door.due = vec![DueList { name: "shc".to_owned(), network: Some(Network::Shc), left }];
                keep(&mut open(due), &format!("due-{left}"));
            }
        }
    }
}

pub(super) fn expect_none(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_reason_in_every_language() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        for reason in Reason::ALL {
            let mut door = door(Fake::showing(results(vec![verdict(reason)])), language);
            compare(&mut door, &format!("{}/{}", language.tag(), reason.text_key()), &mut problems);
        }
    }
    expect_none(&problems);
}

#[test]
fn the_other_screens_in_every_language() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        let tag = language.tag();
        compare(&mut door(Fake::showing(Screen::Ready), language), &format!("{tag}/ready"), &mut problems);
        for hint in [Hint::TooSmall, Hint::TooDark, Hint::Damaged] {
            let mut told = Fake::showing(Screen::Ready);
            (told.view.coaching, told.view.seen) = (Some(hint), Some(MIDDLE));
            compare(&mut door(told, language), &format!("{tag}/coach-{}", hint.name()), &mut problems);
        }
        let mut part = Fake::showing(Screen::Ready);
        part.view.gathering = Some(Part { held: 2, of: 3, until: Duration::from_secs(160) });
        compare(&mut door(part, language), &format!("{tag}/gathering"), &mut problems);
        let mut demo = Fake::showing(results(vec![admitted()]));
        demo.door.demo = true;
        compare(&mut door(demo, language), &format!("{tag}/demo-admitted"), &mut problems);
        let group = results(vec![
            admitted(),
            admitted(),
            verdict(Reason::BadSignature),
            verdict(Reason::CheckByHand),
        ]);
        compare(&mut door(Fake::showing(group), language), &format!("{tag}/group"), &mut problems);
        compare(&mut door(question(), language), &format!("{tag}/question"), &mut problems);
        let mut answered = Fake::showing(answered());
        answered.view.tally = Tally { admitted: 12, refused: 1 };
        compare(&mut door(answered, language), &format!("{tag}/answered"), &mut problems);
        let one_person = Fake::showing(one_person());
        compare(&mut door(one_person, language), &format!("{tag}/one-person"), &mut problems);
        for (name, verdict) in [("admitted", admitted()), ("refused", verdict(Reason::RulesNotMet))] {
            let mut door = customers(verdict, language);
            compare(&mut door, &format!("{tag}/customer-{name}"), &mut problems);
        }
        let mut guest = door(Fake::showing(results(vec![verdict(Reason::Expired)])), language);
        guest.get_by_label(GuestLanguage::from(language.partner()).own_name()).click();
        guest.run();
        compare(&mut guest, &format!("{tag}/guest"), &mut problems);
        for state in troubles() {
            let mut door = door(Fake::showing(Screen::CameraTrouble(state.clone())), language);
            compare(&mut door, &format!("{tag}/camera-{}", state.name()), &mut problems);
        }
        let mut settings = door(Fake::showing(Screen::Ready), language);
        settings.get_by_label(&texts(language).get("button-settings")).click();
        settings.run();
        compare(&mut settings, &format!("{tag}/settings"), &mut problems);
        settings.get_by_label(&texts(language).get("section-camera")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("button-adjust")).click();
        settings.run();
        compare(&mut settings, &format!("{tag}/picture"), &mut problems);
        settings.get_by_label(&texts(language).get("button-back")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("section-scanner")).click();
        settings.run();
        // Named as the section is.
        settings.get_all_by_label(&texts(language).get("button-scanner")).last().unwrap().click();
        settings.run();
        compare(&mut settings, &format!("{tag}/scanner"), &mut problems);
        settings.get_by_label(&texts(language).get("button-back")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("section-door")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("button-pin-window")).click();
        settings.run();
        compare(&mut settings, &format!("{tag}/pin"), &mut problems);
        let stale = results(vec![verdict(Reason::TrustDataStale)]);
        let mut lists = door(Fake::showing(stale), language);
        lists.get_by_label(&texts(language).get("button-lists")).click();
        lists.run();
        compare(&mut lists, &format!("{tag}/trust"), &mut problems);
        let mut fake = Fake::showing(results(vec![clock_set_back()]));
        fake.door.clock = clock_behind();
        let mut clock = door(fake, language);
        compare(&mut clock, &format!("{tag}/clock-set-back"), &mut problems);
        clock.get_by_label(&texts(language).get("button-lists")).click();
        clock.run();
        compare(&mut clock, &format!("{tag}/clock"), &mut problems);
        let mut due = Fake::showing(Screen::Ready);
        due.door.due = vec![DueList { name: "shc".to_owned(), network: Some(Network::Shc), left: 7 }];
        compare(&mut door(due, language), &format!("{tag}/list-due"), &mut problems);
        let options = Options { out_of_order: Some(OutOfOrder::Settings(broken())), ..options() };
        let size = [512.0, 320.0];
        let mut closed =
            door_sized(Fake::showing(Screen::Ready), in_language(language), options, size, Ear::default());
        compare(&mut closed, &format!("{tag}/out-of-order"), &mut problems);
    }
    expect_none(&problems);
}
