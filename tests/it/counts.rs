//! `counts` on the command line: what a device tells of what it has counted, and the counts of many doors added up.

use chrono::{DateTime, TimeDelta, Utc};
use doorcheck::config::{DayStart, Folder};
use doorcheck::counts::{
    Account, DeviceKey, DoorDays, ListSerial, Moment, Recorder, Standing, Teller, Turn, What, csv, disk,
    handover, json,
};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use zeroize::Zeroizing;

fn doorcheck(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).env("XDG_CONFIG_HOME", home).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn told(output: &Output, code: i32) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(code), "{text}{error}");
    format!("{text}{error}")
}

fn standing() -> Standing {
    Standing {
        profile: "vaccinated".to_owned(),
        lists: ListSerial { bundled: 1, update: 0 },
        days: DoorDays { zone: chrono_tz::Asia::Hong_Kong, starts: DayStart::default() },
        gaps: BTreeSet::new(),
    }
}

fn key(byte: u8) -> DeviceKey {
    DeviceKey::of_secret(&Zeroizing::new([byte; 32]))
}

/// A device that has counted so many passes and refusals today.
fn device(home: &Path, door: &str, passes: usize, refusals: usize) -> Folder {
    let folder = Folder::at(home.join("doorcheck"));
    let settings = format!("profile = 'vaccinated'\ndoor = '{door}'\nday-starts = '00:00'\n");
    folder.keep_text("settings", &settings).unwrap();
    key(7).keep(&folder).unwrap();
    let now = Utc::now();
    let moment = Moment { clock: now, elapsed: Duration::ZERO };
    let mut recorder = Recorder::new(moment, "1.0", standing());
    (0..passes).for_each(|_| recorder.count(moment, What::Admit));
    (0..refusals).for_each(|_| recorder.count(moment, What::Fail));
    let store = disk::open(folder.path()).unwrap();
    store.keep(Turn { writer: 1, number: 1 }, &recorder.take(), now, &standing().days).unwrap();
    folder
}

#[test]
fn a_device_tells_what_it_has_counted() {
    let home = tempfile::tempdir().unwrap();
    device(home.path(), "MK-02", 12, 3);
    let shown = told(&doorcheck(home.path(), &["counts", "show"]), 0);
    assert!(shown.starts_with("MK-02: codes presented; days begin at 00:00 ("), "{shown}");
    let sum = shown.lines().find(|line| line.starts_with("sum")).unwrap();
    assert_eq!(
        sum.split_whitespace().collect::<Vec<_>>(),
        ["sum", "15", "12", "3", "0", "0", "0", "0", "0", "min"]
    );
    let text = told(&doorcheck(home.path(), &["counts", "export"]), 0);
    assert!(text.contains(",vaccinated,admit,12\r\n") && text.contains(",vaccinated,fail,3\r\n"), "{text}");
    let signed = told(&doorcheck(home.path(), &["counts", "export", "--json"]), 0);
    let sheet = doorcheck::counts::read_json(&signed).unwrap();
    assert_eq!(sheet.teller.device, Some(key(7).device()));
    let card = told(&doorcheck(home.path(), &["counts", "card"]), 0);
    assert!(card.starts_with("DOORCHECK HANDOVER 1\ndoor: MK-02\n"), "{card}");
    assert_eq!(doorcheck::counts::read_handovers(&card).unwrap().len(), 1);
    // Into a file, and not over another.
    let file = home.path().join("counts.csv");
    let out = ["counts", "export", "--out", file.to_str().unwrap()];
    told(&doorcheck(home.path(), &out), 0);
    assert!(std::fs::read_to_string(&file).unwrap().contains(",admit,12\r\n"));
    told(&doorcheck(home.path(), &out), 2);
    let status = told(&doorcheck(home.path(), &["status"]), 0);
    assert!(status.contains(&key(7).device().fingerprint()) && status.contains("last kept at"), "{status}");
}

#[test]
fn a_device_that_has_counted_nothing_says_so_and_one_that_cannot_be_read_is_told() {
    let home = tempfile::tempdir().unwrap();
    let shown = told(&doorcheck(home.path(), &["counts", "show"]), 0);
    assert!(shown.contains("sum") && !home.path().join("doorcheck").join(disk::FILE).exists(), "{shown}");
    assert!(told(&doorcheck(home.path(), &["counts", "card"]), 2).contains("no key yet"));
    let status = told(&doorcheck(home.path(), &["status"]), 0);
    assert!(status.contains("none were kept") && status.contains("no key yet"), "{status}");
    let folder = device(home.path(), "MK-02", 1, 1);
    std::fs::write(folder.path().join(disk::FILE), "no store").unwrap();
    assert!(told(&doorcheck(home.path(), &["counts", "show"]), 2).contains("damaged"));
    assert!(told(&doorcheck(home.path(), &["status"]), 2).contains("damaged"));
}

#[test]
fn two_programs_do_not_write_at_once() {
    let home = tempfile::tempdir().unwrap();
    let folder = device(home.path(), "MK-02", 1, 1);
    let held = disk::open(folder.path()).unwrap();
    assert!(
        told(&doorcheck(home.path(), &["counts", "export"]), 2)
            .contains("another program has the counts open")
    );
    assert!(told(&doorcheck(home.path(), &["status"]), 0).contains("another program is keeping them"));
    drop(held);
    told(&doorcheck(home.path(), &["counts", "export"]), 0);
}

/// What the door of a number has counted today.
fn account(number: u8) -> Account {
    let made: DateTime<Utc> = "2026-11-29T01:00:00Z".parse().unwrap();
    let moment = Moment { clock: made - TimeDelta::hours(8), elapsed: Duration::ZERO };
    let mut recorder = Recorder::new(moment, "1.0", standing());
    (0..number).for_each(|_| recorder.count(moment, What::Admit));
    let teller = Teller {
        door: Some(format!("MK-{number:02}")),
        device: Some(key(number).device()),
        program: "1.0.0".to_owned(),
        lists: standing().lists,
        made,
    };
    let book = doorcheck::counts::Book::default().with(recorder.waiting());
    let days = standing().days;
    Account { teller, profile: "vaccinated".to_owned(), clock_right: true, days, book }
}

/// Writes a file of a folder, and gives its path.
fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn exports_texts_and_pictures_of_cards_are_added_up() {
    let place = tempfile::tempdir().unwrap();
    let day = "2026-11-28".parse().unwrap();
    let card = |number| handover(&account(number), day, &key(number));
    let picture = {
        let code = qrcode::QrCode::with_error_correction_level(card(4), qrcode::EcLevel::M).unwrap();
        let side = code.width() + 8;
        let dark = |x: usize, y: usize| {
            let inside = (4..side - 4).contains(&x) && (4..side - 4).contains(&y);
            inside && code[(x - 4, y - 4)] == qrcode::Color::Dark
        };
        let side = u32::try_from(side * 4).unwrap();
        let shade = |x, y| if dark(x as usize / 4, y as usize / 4) { [0_u8] } else { [255] };
        let picture = image::GrayImage::from_fn(side, side, |x, y| image::Luma(shade(x, y)));
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
        file.into_inner()
    };
    let files = [
        file(place.path(), "1.json", json(&account(1), Some(&key(1))).unwrap()),
        file(place.path(), "2.csv", csv(&account(2))),
        file(place.path(), "cards.txt", card(3) + &card(5)),
        file(place.path(), "photo.png", picture),
    ];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let merge = |more: &[&str], code| {
        told(&doorcheck(place.path(), &[&["counts", "merge"][..], more, &files].concat()), code)
    };
    let text = merge(&[], 0);
    assert!(text.contains("unsigned  ") && text.contains("2.csv: counted as it says"), "{text}");
    let sum = text.lines().find(|line| line.starts_with("sum")).unwrap();
    assert!(sum.split_whitespace().nth(1) == Some("15"), "{text}");
    let value: Value = serde_json::from_str(&merge(&["--json"], 0)).unwrap();
    assert_eq!((&value["presented"], &value["sum"]["admit"]), (&15.into(), &15.into()));
    assert_eq!(value["doors"].as_array().unwrap().len(), 5);
    // Struck off, and missing.
    let struck = key(3).device().fingerprint();
    let text = merge(&["--struck-off", &struck], 1);
    assert!(text.contains(&format!("cards.txt: the device {struck} is struck off")), "{text}");
    assert!(text.lines().any(|line| line.starts_with("sum") && line.split_whitespace().nth(1) == Some("12")));
    let doors = [1, 2, 3, 4, 5, 6].map(|number| format!("[[door]]\nname = 'MK-{number:02}'\n")).concat();
    let doors = file(place.path(), "doors.toml", doors);
    let text = merge(&["--doors", &doors], 1);
    assert!(text.contains("BEHIND    MK-06: nothing was handed in"), "{text}");
    // A file that is none is told, and the others are added up.
    let wrong = file(place.path(), "wrong.json", "{}");
    let text = merge(&[&wrong], 2);
    assert!(text.contains("wrong.json: not in the form") && text.contains("sum"), "{text}");
    let list = file(place.path(), "misspelt.toml", "struckoff = []");
    assert!(merge(&["--doors", &list], 2).contains("struckoff"));
}
