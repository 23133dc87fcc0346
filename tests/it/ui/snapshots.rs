//! The screens as pictures: one for every reason in every language, and the rest of the screens once a language. Compared where
//! the renderer is lavapipe, whose pixels are the same everywhere; UPDATE_SNAPSHOTS=1 makes them anew.

use super::config::broken;
use super::layout::troubles;
use super::ready::MIDDLE;
use super::support::{
    Door, Ear, Fake, admitted, answered, door_sized, in_language, one_person, options, question, results,
    texts, verdict,
};
use doorcheck::scanner::Hint;
use doorcheck::scanner::session::{Part, Screen, Tally};
use doorcheck::texts::Language;
use doorcheck::ui::{Options, OutOfOrder};
use doorcheck::verdict::Reason;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotOptions};
use std::path::Path;
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
        settings.get_by_label(&texts(language).get("button-scanner")).click();
        settings.run();
        compare(&mut settings, &format!("{tag}/scanner"), &mut problems);
        settings.get_by_label(&texts(language).get("button-back")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("section-door")).click();
        settings.run();
        settings.get_by_label(&texts(language).get("button-pin-window")).click();
        settings.run();
        compare(&mut settings, &format!("{tag}/pin"), &mut problems);
        let mut keys = door(Fake::showing(Screen::Ready), language);
        keys.key_press(egui::Key::F1);
        keys.run();
        compare(&mut keys, &format!("{tag}/keys"), &mut problems);
        let stale = results(vec![verdict(Reason::TrustDataStale)]);
        let mut lists = door(Fake::showing(stale), language);
        lists.get_by_label(&texts(language).get("button-lists")).click();
        lists.run();
        compare(&mut lists, &format!("{tag}/lists"), &mut problems);
        let options = Options { out_of_order: Some(OutOfOrder::Settings(broken())), ..options() };
        let size = [512.0, 320.0];
        let mut closed =
            door_sized(Fake::showing(Screen::Ready), in_language(language), options, size, Ear::default());
        compare(&mut closed, &format!("{tag}/out-of-order"), &mut problems);
    }
    expect_none(&problems);
}
