//! The counts for an inspector: behind the staff role at a kiosk, with the door held, for three minutes; saved, and handed over.

use super::eye::Eye;
use super::hand::Hand;
use super::kiosk::with_any_pin;
use super::layout::{WINDOWS, assert_tidy, words};
use super::screen::{Display, Program, has_tools};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{
    Door, Ear, Fake, STAFF, device_key, door_sized, facing_staff, options, results, texts, verdict,
};
use super::wedge_window::find;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use doorcheck::config::{DayStart, Folder};
use doorcheck::counts::{
    Account, Book, DoorDays, ListSerial, Note, Span, Teller, What, disk, read_csv, read_handovers, read_json,
};
use doorcheck::policy::Profile;
use doorcheck::reader::{Frame, PassReader, Reader};
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::Options;
use doorcheck::verdict::{NoCode, Reason};
use egui::Key;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

const SIZE: [f32; 2] = [1024.0, 768.0];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A month of a busy door, and today.
pub(super) fn account() -> Account {
    let made: DateTime<Utc> = "2026-11-22T15:20:00Z".parse().unwrap();
    let days = DoorDays { zone: chrono_tz::Asia::Hong_Kong, starts: DayStart::default() };
    let mut book = Book::default();
    let mut add = |back: i64, hour: i64, what, count| {
        let at = "2026-11-22T00:30:00+08:00".parse::<DateTime<Utc>>().unwrap();
        let at = at + TimeDelta::hours(hour) - TimeDelta::days(back);
        book.hours.add(days.hour(at), "vaccinated", what, count);
    };
    for back in 0..28 {
        for hour in 11..24 {
            let busy = (hour - 11) as u64 * 3 + (28 - back) as u64 % 6 * 4;
            add(back, hour, What::Admit, busy + 4);
            add(back, hour, What::Fail, busy / 5);
            add(back, hour, What::Hold, busy / 9);
        }
    }
    add(0, 19, What::Question, 3);
    add(0, 19, What::AnsweredIn, 2);
    add(0, 20, What::NoCode(NoCode::Child), 4);
    add(0, 20, What::Rescan, 9);
    add(0, 21, What::Seconds(Span::Camera), 1_090);
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp();
    book.notes.insert((at("2026-11-20T10:00:00Z"), Note::Profile), "vaccinated".to_owned());
    book.notes.insert((at("2026-11-03T02:00:00Z"), Note::Lists), "12+3".to_owned());
    Account {
        teller: Teller {
            door: Some("MK-02".to_owned()),
            device: Some(device_key().device()),
            program: "1.0.0".to_owned(),
            lists: ListSerial { bundled: 12, update: 3 },
            made,
        },
        profile: "vaccinated".to_owned(),
        clock_right: true,
        days,
        book,
    }
}

fn counted() -> Fake {
    let mut fake = Fake::showing(Screen::Ready);
    fake.account = Some(account());
    let vaccinated = Profile::named("vaccinated").unwrap();
    fake.door.profile = Arc::new(Profile { time_zone: chrono_tz::Asia::Hong_Kong, ..vaccinated });
    fake
}

fn press(door: &mut Door, language: Language, key: &str) {
    door.get_by_label(&texts(language).get(key)).click();
    door.run_steps(3);
}

/// A kiosk before which staff has shown who they are, in a window of that size.
fn kiosk(fake: Fake, language: Language, size: [f32; 2], documents: Option<Folder>) -> Door {
    let options = Options { documents, ..with_any_pin() };
    let mut door = door_sized(fake, facing_staff(language), options, size, Ear::default());
    door.run_steps(3);
    press(&mut door, language, "button-staff");
    for digit in STAFF.chars() {
        door.get_by_label(&digit.to_string()).click();
        door.run_steps(3);
    }
    door
}

fn pass(door: &mut Door, seconds: u64) {
    door.state_mut().feed_mut().elapsed += Duration::from_secs(seconds);
    door.run_steps(3);
}

fn is_held(door: &mut Door) -> bool {
    door.state_mut().feed_mut().held
}

#[test]
fn at_a_kiosk_they_are_behind_the_staff_role_and_nothing_is_scanned_meanwhile() {
    let language = Language::En;
    let mut guests = door_sized(counted(), facing_staff(language), with_any_pin(), SIZE, Ear::default());
    guests.run_steps(3);
    assert!(guests.query_by_label("Counts").is_none(), "a guest is not offered them");
    let mut door = kiosk(counted(), language, SIZE, None);
    press(&mut door, language, "button-counts");
    assert!(is_held(&mut door));
    door.get_by_label_contains("Scanning paused 暫停核對");
    door.get_by_label("Counts for inspectors · MK-02");
    door.get_by_label("Issuer lists: serial 12+3 · since 3 Nov 2026 10:00");
    door.get_by_label("Not a Government app. Where a direction names an app, use that one.");
    door.get_by_label("非政府應用程式；如指示訂明使用指定程式，須用該程式");
    // Three minutes, whatever is touched.
    pass(&mut door, 100);
    door.get_by_label_contains("1:20 left");
    press(&mut door, language, "button-handover");
    pass(&mut door, 79);
    assert!(is_held(&mut door));
    pass(&mut door, 1);
    assert!(!is_held(&mut door), "and the door scans again");
    door.get_by_label("Show your QR code");
    // Left by hand.
    let mut door = kiosk(counted(), language, SIZE, None);
    press(&mut door, language, "button-counts");
    press(&mut door, language, "button-back");
    assert!(!is_held(&mut door));
}

#[test]
fn at_a_window_they_are_in_the_settings_and_lead_back_there() {
    let language = Language::En;
    let mut door = door_sized(counted(), facing_staff(language), options(), SIZE, Ear::default());
    door.run_steps(3);
    press(&mut door, language, "button-settings");
    press(&mut door, language, "button-counts");
    door.get_by_label_contains("Scanning paused");
    door.key_press(Key::Escape);
    door.run_steps(3);
    door.get_by_label("Camera");
    assert!(!is_held(&mut door));
}

#[test]
fn files_are_saved_and_what_stands_in_them_is_what_was_counted() {
    let place = tempfile::tempdir().unwrap();
    let language = Language::En;
    let mut door = kiosk(counted(), language, SIZE, Some(Folder::at(place.path())));
    press(&mut door, language, "button-counts");
    press(&mut door, language, "button-save-files");
    door.get_by_label_contains("Saved: ");
    let read = |ending: &str| {
        std::fs::read_to_string(place.path().join(format!("counts-MK-02-2026-11-22.{ending}"))).unwrap()
    };
    let sheet = read_json(&read("json")).unwrap();
    assert_eq!(sheet, account().sheet());
    assert_eq!(read_csv(&read("csv")).unwrap().0.days, sheet.days);
    // Where there is no place for them, that is said.
    let mut door = kiosk(counted(), language, SIZE, None);
    press(&mut door, language, "button-counts");
    press(&mut door, language, "button-save-files");
    door.get_by_label("Could not be saved");
}

/// The codes on the screen.
fn codes(door: &mut Door) -> Vec<String> {
    let picture = image::imageops::grayscale(&door.render().unwrap());
    let (width, height) = picture.dimensions();
    let frame = Frame::new(width as usize, height as usize, picture.into_raw()).unwrap();
    let payloads = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
    payloads.iter().filter_map(|payload| payload.as_text()).map(str::to_owned).collect()
}

#[test]
fn a_phone_reads_the_handover_card() {
    let language = Language::En;
    let mut door = kiosk(counted(), language, [1366.0, 768.0], None);
    press(&mut door, language, "button-counts");
    press(&mut door, language, "button-handover");
    door.get_by_label("Handover card of 22 Nov 2026");
    let read = |door: &mut Door| read_handovers(&codes(door).concat()).unwrap().remove(0);
    let sheet = read(&mut door);
    let of = |sheet: &doorcheck::counts::Sheet, day| sheet.days.get(&(day, "vaccinated".to_owned())).cloned();
    assert_eq!(of(&sheet, day("2026-11-22")), Some(account().of_day(day("2026-11-22"))));
    press(&mut door, language, "button-day-before");
    let sheet = read(&mut door);
    assert_eq!(of(&sheet, day("2026-11-21")), Some(account().of_day(day("2026-11-21"))));
    press(&mut door, language, "button-day-after");
    door.get_by_label("Handover card of 22 Nov 2026");
    assert!(door.query_by_label("Day after").is_none(), "there is no card of tomorrow");
    // A device without a key says so.
    let mut fake = counted();
    fake.account.as_mut().unwrap().teller.device = None;
    let mut door = kiosk(fake, language, SIZE, None);
    press(&mut door, language, "button-counts");
    press(&mut door, language, "button-handover");
    door.get_by_label_contains("This device has no key to sign with");
    assert!(codes(&mut door).is_empty());
}

#[test]
fn what_is_not_counted_or_not_kept_is_told() {
    let language = Language::En;
    let mut door = kiosk(Fake::showing(Screen::Ready), language, SIZE, None);
    press(&mut door, language, "button-counts");
    door.get_by_label("Nothing is counted here.");
    assert!(door.query_by_label("Handover card").is_none());
    let mut fake = counted();
    fake.fault = Some("No space left on device".to_owned());
    let mut door = door_sized(fake, facing_staff(language), options(), SIZE, Ear::default());
    door.run_steps(3);
    assert!(words(&door).iter().any(|(text, ..)| text.contains("Counts cannot be saved")));
    // The door goes on all the same.
    door.state_mut().feed_mut().view.screen = results(vec![verdict(Reason::Ok)]);
    door.run_steps(3);
    assert!(words(&door).iter().any(|(text, ..)| text.contains("SIGNATURE VALID")));
}

/// Both pages in a language and a window, with their names.
fn pages(language: Language, size: [f32; 2], mut look: impl FnMut(Door, &str)) {
    for (key, name) in [(None, "counts"), (Some("button-handover"), "counts-card")] {
        let mut door = kiosk(counted(), language, size, None);
        press(&mut door, language, "button-counts");
        key.into_iter().for_each(|key| press(&mut door, language, key));
        look(door, name);
    }
}

#[test]
fn the_pages_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            pages(language, size, |door, name| {
                assert_tidy(&door, size, &format!("{name}, {}, {size:?}", language.tag()));
            });
        }
    }
}

#[test]
fn the_pages_in_pictures() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        pages(language, [512.0, 320.0], |mut door, name| {
            compare(&mut door, &format!("{}/{name}", language.tag()), &mut problems);
        });
        // For whoever wants to look at them in the sizes of a door.
        let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS") else { continue };
        for size in [[360.0, 640.0], [1024.0, 768.0], [1920.0, 1080.0]] {
            pages(language, size, |mut door, name| {
                let file = format!("{}-{name}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
            });
        }
    }
    expect_none(&problems);
}

/// Waits for the export in JSON, which is written last.
fn saved(documents: &Path) -> PathBuf {
    let start = Instant::now();
    loop {
        let files = std::fs::read_dir(documents).into_iter().flatten().map(|file| file.unwrap().path());
        let json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let whole = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.ends_with("}\n"));
        if let Some(path) = files.filter(json).find(whole) {
            return path;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is saved");
        thread::sleep(Duration::from_millis(20));
    }
}

/// The ground of a window without a result.
const GROUND: [u8; 3] = [16, 20, 26];

/// The program itself: what a window shows is counted, shown, saved, and read by a command beside it.
#[test]
#[ignore = "wants the machine to itself: scripts/test --long"]
fn a_real_window_counts_and_exports() {
    if !has_tools(&["Xvfb", "import", "tesseract"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let documents = home.path().join("Documents");
    let places = format!("XDG_DOCUMENTS_DIR=\"{}\"\n", documents.display());
    std::fs::write(home.path().join("user-dirs.dirs"), places).unwrap();
    let source = ["--lang", "en", "--source", "samples/web-address-not-a-credential.jpg"];
    let program = Program::start(&display, home.path(), &source);
    assert_eq!(program.verdict()["reason"], "not-a-credential");
    let hand = Hand::on(&display.name);
    hand.focus();
    // The result goes by itself.
    let eye = Eye::on(&display.name);
    eye.wait_for(GROUND);
    for word in ["Settings", "Counts", "Save"] {
        hand.click(find(word, &display, home.path()));
    }
    let json = saved(&documents);
    let sheet = read_json(&std::fs::read_to_string(json).unwrap()).unwrap();
    let others = |sheet: &doorcheck::counts::Sheet| -> u64 {
        sheet.days.values().map(|totals| totals.of(What::Other)).sum()
    };
    assert_eq!(others(&sheet), 1);
    assert!(sheet.teller.device.is_some(), "the device has made itself a key");
    let export = Command::new(env!("CARGO_BIN_EXE_doorcheck"))
        .args(["counts", "export", "--json"])
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .unwrap();
    let text = String::from_utf8(export.stdout).unwrap();
    assert_eq!(others(&read_json(&text).unwrap()), 1, "{}", String::from_utf8_lossy(&export.stderr));
    program.assert_closes_well(&eye);
    let book = disk::open(&home.path().join("doorcheck")).unwrap().read().unwrap();
    let noted = |note| book.notes.keys().any(|(_, noted)| *noted == note);
    assert!([Note::Started, Note::GapBegins(Span::Paused), Note::Ended].into_iter().all(noted));
}
