//! The report of a check: only at a desk, only where it is asked for, only where it is chosen, and never at a kiosk.

use super::layout::assert_tidy;
use super::support::{
    Door, Ear, Fake, MANAGER, access, door_sized, facing_staff, in_language, options, results, texts, verdict,
};
use crate::paper::{pages_of, squeezed};
use crate::verdicts::{TEAPOT, at_a_desk, showing};
use doorcheck::config::{DoorSettings, Facing, Folder};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::texts::Language;
use doorcheck::ui::Options;
use doorcheck::ui::kiosk::Found;
use doorcheck::verdict::Reason;
use egui::Role;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

fn press(door: &mut Door, name: &str) {
    door.get_by_role_and_label(Role::Button, name).click();
    door.run();
}

/// A desk that shows a verdict, with a folder of documents in which there is one for reports.
fn desk(verdict: Arc<Verdict>, language: Language, size: [f32; 2]) -> (Door, TempDir) {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("Reports")).unwrap();
    let documents = Some(Folder::at(place.path()));
    let options = Options { documents, no_picker: true, ..options() };
    let mut fake = Fake::showing(results(vec![verdict]));
    let rule = "name = 'vaccinated'\nsummary = ''\nheadline = 'valid'\n[entry]\ndoses = 1\nexemption-admits = true\n";
    let profile = Profile::parse(rule).unwrap();
    fake.door.profile = Arc::new(Profile { time_zone: chrono_tz::Asia::Hong_Kong, ..profile });
    let settings = DoorSettings { name: Some("Travel desk 3".to_owned()), ..in_language(language) };
    (door_sized(fake, settings, options, size, Ear::default()), place)
}

fn files(place: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(place).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn it_is_kept_where_it_is_chosen_and_its_name_names_nobody() {
    for language in Language::ALL {
        let texts = texts(language);
        for size in [[360.0, 640.0], [640.0, 400.0], [1366.0, 768.0]] {
            let (mut door, place) = desk(at_a_desk(1), language, size);
            for key in ["button-report", "", "button-save-here"] {
                assert_tidy(&door, size, &format!("report, {key}, {}, {size:?}", language.tag()));
                press(&mut door, &if key.is_empty() { "Reports/".to_owned() } else { texts.get(key) });
            }
            let [file] = &files(&place.path().join("Reports"))[..] else { panic!("one file") };
            let name = file.file_name().unwrap().to_str().unwrap();
            assert_eq!(name, "check-report-20261122-180139.pdf", "the time at the door, and nothing else");
            assert_eq!(files(place.path()).len(), 1, "and nowhere else");
            let said = texts.with("report-saved", [("path", file.display().to_string())]);
            door.get_by_label(&said);
            // The result is still there.
            door.get_by_label(&texts.get("headline-valid"));
        }
    }
}

#[test]
fn it_says_what_was_checked_when_where_and_by_which_rule() {
    for language in Language::ALL {
        let texts = texts(language);
        for (doses, headline) in [(1, "headline-valid"), (3, "headline-not-valid")] {
            let (mut door, place) = desk(at_a_desk(doses), language, [1024.0, 768.0]);
            press(&mut door, &texts.get("button-report"));
            press(&mut door, &texts.get("button-save-here"));
            let file = files(place.path()).into_iter().find(|path| path.is_file()).unwrap();
            let pages = pages_of(&std::fs::read(file).unwrap());
            let text = pages.concat();
            let says = |words: &str| {
                assert!(text.contains(&squeezed(words)), "{}: {words}: {text}", language.tag());
            };
            for key in ["report-title", headline, "check-signature", "profile-vaccinated", "report-rule"] {
                says(&texts.get(key));
            }
            says("Asia/Hong_Kong");
            says("18:01:39");
            says("Travel desk 3");
            says("Government of the Hong Kong SAR");
            // Whoever passes is compared, and so named; of whom the rule is not met, nobody's name is told.
            assert_eq!(text.contains(&squeezed(TEAPOT.name.unwrap())), doses == 1);
            assert_eq!(text.contains(TEAPOT.native.unwrap()), doses == 1);
            for page in &pages {
                assert!(page.contains(&squeezed(&texts.get("report-foot"))), "on every page: {page}");
            }
        }
    }
    // In both languages in Hong Kong.
    let (mut door, place) = desk(at_a_desk(1), Language::En, [1024.0, 768.0]);
    press(&mut door, "Report (PDF)");
    press(&mut door, "Save here");
    press(&mut door, "Report (PDF)");
    press(&mut door, "Save here");
    let kept: Vec<PathBuf> = files(place.path()).into_iter().filter(|path| path.is_file()).collect();
    let [second, first] = &kept[..] else { panic!("{kept:?}") };
    assert!(second.ends_with("check-report-20261122-180139-2.pdf"), "none is written over: {second:?}");
    let [first, second] = [first, second].map(|path| std::fs::read(path).unwrap());
    assert_eq!(first, second, "of one check the same bytes");
    let text = pages_of(&first).concat();
    assert!(text.contains("Notacertificate") && text.contains("本頁並非證書"), "{text}");
}

#[test]
fn nothing_is_kept_where_nobody_asks_or_nothing_is_chosen() {
    let (mut door, place) = desk(at_a_desk(1), Language::En, [1024.0, 768.0]);
    door.run();
    assert_eq!(files(place.path()).len(), 1, "the folder alone");
    press(&mut door, "Report (PDF)");
    press(&mut door, "Cancel");
    door.get_by_label("VALID");
    assert_eq!(files(place.path()).len(), 1, "the folder alone");
    // A place that cannot be written is told.
    let (mut door, place) = desk(at_a_desk(1), Language::En, [1024.0, 768.0]);
    press(&mut door, "Report (PDF)");
    drop(place);
    press(&mut door, "Save here");
    door.get_by_label_contains("could not be kept");
}

#[test]
fn at_a_door_and_at_a_kiosk_there_is_none() {
    let label = "Report (PDF)";
    // A door's profile, and nothing to be judged.
    let authenticity = showing("['name', 'birth-date']");
    for verdict in [authenticity, verdict(Reason::NoCode), verdict(Reason::DamagedCode)] {
        let (door, _place) = desk(verdict, Language::En, [1024.0, 768.0]);
        assert!(door.query_by_label(label).is_none());
    }
    // Before the customer.
    let mut settings = in_language(Language::En);
    settings.display.facing = Some(Facing::Customer);
    let fake = Fake::showing(results(vec![at_a_desk(1)]));
    let door = door_sized(fake, settings, options(), [1024.0, 768.0], Ear::default());
    assert!(door.query_by_label(label).is_none());
    // A kiosk, for a guest and for whoever shows that they are staff.
    let pin = Found::Kept(access().record());
    let kiosk = Options { kiosk: true, pin, no_picker: true, ..options() };
    let fake = Fake::showing(results(vec![at_a_desk(1)]));
    let size = [1024.0, 768.0];
    let mut door = door_sized(fake, facing_staff(Language::En), kiosk, size, Ear::default());
    assert!(door.query_by_label(label).is_none());
    press(&mut door, "Staff");
    MANAGER.chars().for_each(|digit| {
        door.get_by_role_and_label(Role::Button, &digit.to_string()).click();
        door.run_steps(3);
    });
    door.run_steps(3);
    assert!(door.query_by_label(label).is_none());
}
