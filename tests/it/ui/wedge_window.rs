//! A hand-held scanner at a real window: the codes of keys are sent as a keyboard of the United States sends them, while the system takes
//! it for that of another country, or Caps Lock is on.

use super::hand::{Hand, place_of};
use super::screen::{Display, Program, has_tools};
use super::support::access;
use crate::samples::payloads;
use doorcheck::config::{Folder, ScannerRecord};
use doorcheck::scanner::wedge;
use doorcheck::ui::kiosk::AccessRecord;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// A sample of each family that a keyboard can type, what it gives, and what it gives before the scanner has passed its test.
const SAMPLES: [(&str, &str, &str, &str); 7] = [
    ("hk-vac-latest-ok.jpg", "ok", "pass", "pass"),
    ("hk-mec-exempt.jpg", "exempt", "pass", "pass"),
    ("hc1-vaccination-ok.jpg", "ok", "pass", "pass"),
    ("shc-vaccination-ok.jpg", "ok", "pass", "pass"),
    ("nzcp-ok.jpg", "ok", "pass", "pass"),
    ("vdsnc-vaccination-ok.png", "ok", "pass", "pass"),
    // Last, since a refusal is held.
    ("hc1-altered-bad-signature.jpg", "bad-signature", "fail", "undecided"),
];

fn payload(sample: &str) -> String {
    let all = payloads();
    let (_, payload) = all.iter().find(|(file, _)| file == sample).unwrap();
    payload.as_text().unwrap().to_owned()
}

#[track_caller]
fn expect(program: &Program, what: &str, reason: &str, outcome: &str) {
    let verdict = program.verdict();
    assert_eq!((&verdict["reason"], &verdict["outcome"]), (&reason.into(), &outcome.into()), "{what}");
}

/// Where the buttons are, found once by reading the screen.
struct Buttons {
    settings: (i16, i16),
    scanner: (i16, i16),
    back: (i16, i16),
}

/// Where a word is on the screen, as soon as it is.
#[track_caller]
fn find(word: &str, display: &Display, home: &Path) -> (i16, i16) {
    let start = Instant::now();
    let file = home.join("screen.png");
    loop {
        display.picture(&file);
        if let Some(place) = place_of(word, &file) {
            return place;
        }
        if start.elapsed() > Duration::from_secs(30) {
            if let Some(keep) = std::env::var_os("DOORCHECK_SCREENSHOTS") {
                std::fs::copy(&file, Path::new(&keep).join("not-found.png")).unwrap();
            }
            panic!("{word:?} is not on the screen");
        }
    }
}

/// Where the main button is, which leads back: the one that is white, at the right of the lowest row.
#[track_caller]
fn find_back(display: &Display, home: &Path) -> (i16, i16) {
    const WIDE: u32 = 60;
    let start = Instant::now();
    loop {
        let picture = display.picture(&home.join("screen.png"));
        let (width, height) = picture.dimensions();
        let white = |x: u32, y: u32| picture.get_pixel(x, y).0.iter().all(|channel| *channel > 225);
        for y in (height / 2..height).rev() {
            let end = (width / 2 + WIDE..width).rev().find(|x| (x - WIDE..*x).all(|x| white(x, y)));
            if let Some(end) = end {
                return (i16::try_from(end - WIDE / 2).unwrap(), i16::try_from(y - 20).unwrap());
            }
        }
        assert!(start.elapsed() < Duration::from_secs(30), "no way back is on the screen");
    }
}

/// Opens the scanner's test.
fn open_test(hand: &Hand, display: &Display, home: &Path, known: Option<Buttons>) -> Buttons {
    let known = known.unwrap_or_else(|| {
        let settings = find("Settings", display, home);
        hand.click(settings);
        let scanner = find("Scanner", display, home);
        hand.click(scanner);
        // What the settings do not say.
        find("Serial", display, home);
        let back = find_back(display, home);
        // To where it began.
        hand.click(back);
        thread::sleep(Duration::from_millis(200));
        hand.click(find_back(display, home));
        thread::sleep(Duration::from_millis(200));
        Buttons { settings, scanner, back }
    });
    hand.click(known.settings);
    thread::sleep(Duration::from_millis(200));
    hand.click(known.scanner);
    thread::sleep(Duration::from_millis(200));
    known
}

fn record_where(folder: &Folder, holds: impl Fn(&ScannerRecord) -> bool) -> ScannerRecord {
    let start = Instant::now();
    loop {
        let record: ScannerRecord = folder.load("scanner").unwrap();
        if holds(&record) {
            return record;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{record:?}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_scanner_types_is_what_it_read_whatever_the_layout() {
    if !has_tools(&["Xvfb", "import", "setxkbmap", "tesseract"]) {
        return;
    }
    let mut buttons = None;
    for (layout, caps_lock) in [("de", false), ("fr", false), ("es", false), ("cn", false), ("us", true)] {
        let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
        let hand = Hand::on(&display.name);
        hand.set_layout(layout);
        let folder = Folder::at(home.path().join("doorcheck"));
        // Nobody has told the program yet of a scanner.
        let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
        hand.focus();
        if caps_lock {
            hand.press_caps_lock();
        }
        let scan = |sample| hand.scan(&format!("{}\n", payload(sample)));
        for (sample, reason, _, untested) in SAMPLES {
            scan(sample);
            expect(&program, &format!("{layout}, untested: {sample}"), reason, untested);
        }
        assert!(record_where(&folder, |record| record.seen).mended.is_none());
        let known = open_test(&hand, &display, home.path(), buttons.take());
        hand.scan(&format!("{}\n", wedge::characters()));
        hand.scan(&format!("{}\n", wedge::length()));
        let mended = record_where(&folder, |record| record.mended.is_some()).mended.unwrap();
        let keyboard = if layout == "cn" { "us" } else { layout };
        assert_eq!((mended.keyboard.as_deref(), mended.caps_lock), (Some(keyboard), caps_lock), "{layout}");
        // Codes are taken here too, and are no part of the test any more once back.
        hand.click(known.back);
        thread::sleep(Duration::from_millis(200));
        for (sample, reason, outcome, _) in SAMPLES {
            scan(sample);
            expect(&program, &format!("{layout}, tested, in the settings: {sample}"), reason, outcome);
        }
        buttons = Some(known);
        program.killed();
    }
}

#[test]
fn codes_of_one_character_press_no_button_of_a_real_window() {
    if !has_tools(&["Xvfb", "import", "setxkbmap", "tesseract"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let hand = Hand::on(&display.name);
    hand.set_layout("fr");
    let folder = Folder::at(home.path().join("doorcheck"));
    folder.keep("scanner", &ScannerRecord { set: true, ..ScannerRecord::default() }).unwrap();
    let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
    hand.focus();
    // Two back to back.
    hand.scan(&format!("{}\n{}\n", payload("nzcp-ok.jpg"), payload("hc1-vaccination-ok.jpg")));
    expect(&program, "the first of two", "ok", "pass");
    expect(&program, "the second of two", "ok", "pass");
    for code in ["Y\n", "N\n", "S\n", "A\n", "O\n", "Y\t"] {
        hand.scan(code);
        expect(&program, code, "not-a-credential", "undecided");
    }
    // What is no code does nothing at all.
    for key in ["\n", "\t", " ", "\u{1b}", "S", "Y", "\t\n", "\t \n"] {
        hand.scan(key);
        thread::sleep(Duration::from_millis(350));
    }
    // The button of the settings is still to be seen, and the settings are not.
    let settings = find("Settings", &display, home.path());
    assert_eq!(place_of("Language", &home.path().join("screen.png")), None);
    hand.click(settings);
    find("Language", &display, home.path());
}

#[test]
fn digits_of_a_scan_are_no_tries_at_a_real_kiosk() {
    if !has_tools(&["Xvfb", "import", "setxkbmap", "tesseract"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let hand = Hand::on(&display.name);
    hand.set_layout("us");
    let folder = Folder::at(home.path().join("doorcheck"));
    let record = access().record();
    folder.keep("pin", &record).unwrap();
    let program = Program::start(&display, home.path(), &["--demo", "--kiosk", "--lang", "en"]);
    hand.focus();
    hand.click(find("Settings", &display, home.path()));
    find("Enter", &display, home.path());
    // No scanner is known here yet.
    for digits in ["123456\n", "000000\n", "271828\n", "999999\n"] {
        hand.scan(digits);
        let verdict = program.verdict();
        assert_eq!(verdict["reason"], "not-a-credential");
    }
    let kept: AccessRecord = folder.load("pin").unwrap();
    assert_eq!(kept, record, "no try was counted");
    assert_eq!(place_of("Language", &home.path().join("screen.png")), None, "and none was right");
}
