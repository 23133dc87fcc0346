//! A hand-held scanner at a real window: the codes of keys are sent as a keyboard of the United States sends them, while the system takes
//! it for that of another country, or Caps Lock is on.

use super::eye::Eye;
use super::hand::{Hand, place_of};
use super::screen::{Display, Program, has_tools};
use super::support::{MANAGER, access, facing_staff};
use crate::samples::payloads;
use doorcheck::config::{DoorSettings, Folder, ScannerRecord};
use doorcheck::scanner::wedge;
use doorcheck::texts::Language;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
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

/// The ground of the waiting screen.
const GROUND: [u8; 3] = [16, 20, 26];

/// Where the buttons are that lead to the scanner's test, found once by reading the screen.
type Buttons = [(i16, i16); 3];

/// How far from the left the buttons of a row of the settings begin, and a little more.
pub(super) const BUTTON: i16 = 400;

/// Where a word is on the screen, as soon as it is.
#[track_caller]
pub(super) fn find(word: &str, display: &Display, home: &Path) -> (i16, i16) {
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

/// Opens the scanner's test from the waiting screen, and waits for its code.
fn open_test(hand: &Hand, display: &Display, home: &Path, known: Option<Buttons>) -> Buttons {
    Eye::on(&display.name).wait_for(GROUND);
    let [settings, section, test] = known.unwrap_or_else(|| {
        let settings = find("Settings", display, home);
        hand.click(settings);
        let section = find("Scanner", display, home);
        hand.click(section);
        // The button stands in the row of that name.
        let (_, row) = find("Hand-held", display, home);
        [settings, section, (BUTTON, row)]
    });
    for place in [settings, section].into_iter().filter(|_| known.is_some()) {
        hand.click(place);
        thread::sleep(Duration::from_millis(400));
    }
    hand.click(test);
    let start = Instant::now();
    loop {
        // The code lies on white, on the left.
        let picture = display.picture(&home.join("screen.png"));
        let white =
            picture.enumerate_pixels().filter(|(x, _, pixel)| *x < 560 && pixel.0 == [255; 3]).count();
        if white > 40_000 {
            return [settings, section, test];
        }
        assert!(start.elapsed() < Duration::from_secs(30), "the code of the test is not on the screen");
        thread::sleep(Duration::from_millis(20));
    }
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
        let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
        hand.focus();
        if caps_lock {
            hand.press_caps_lock();
        }
        buttons = Some(open_test(&hand, &display, home.path(), buttons));
        hand.scan(&format!("{}\n", wedge::characters()));
        hand.scan(&format!("{}\n", wedge::length()));
        let mended = record_where(&folder, |record| record.mended.is_some()).mended.unwrap();
        let keyboard = if layout == "cn" { "us" } else { layout };
        assert_eq!((mended.keyboard.as_deref(), mended.caps_lock), (Some(keyboard), caps_lock), "{layout}");
        program.killed();
        // The next start knows the scanner.
        let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
        hand.focus();
        Eye::on(&display.name).wait_for(GROUND);
        for (sample, reason, outcome, _) in SAMPLES {
            hand.scan(&format!("{}\n", payload(sample)));
            expect(&program, &format!("{layout}: {sample}"), reason, outcome);
        }
        program.killed();
    }
}

#[test]
fn without_a_test_a_scanner_is_seen_and_nothing_is_refused_for_it() {
    if !has_tools(&["Xvfb", "setxkbmap"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let hand = Hand::on(&display.name);
    hand.set_layout("de");
    let folder = Folder::at(home.path().join("doorcheck"));
    // Nobody has told the program of a scanner.
    let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
    hand.focus();
    Eye::on(&display.name).wait_for(GROUND);
    for (sample, reason, _, untested) in SAMPLES {
        hand.scan(&format!("{}\n", payload(sample)));
        expect(&program, &format!("untested: {sample}"), reason, untested);
    }
    assert!(record_where(&folder, |record| record.seen).mended.is_none());
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
    Eye::on(&display.name).wait_for(GROUND);
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
    // The button of the settings is still to be seen, and their sections are not.
    let settings = find("Settings", &display, home.path());
    assert_eq!(place_of("Help", &home.path().join("screen.png")), None);
    hand.click(settings);
    find("Help", &display, home.path());
}

#[test]
fn digits_of_a_scan_are_no_pin_in_a_real_kiosk() {
    if !has_tools(&["Xvfb", "import", "setxkbmap", "tesseract"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let hand = Hand::on(&display.name);
    hand.set_layout("us");
    let folder = Folder::at(home.path().join("doorcheck"));
    folder.keep("pin", &access().record()).unwrap();
    folder.keep("scanner", &ScannerRecord { set: true, ..ScannerRecord::default() }).unwrap();
    folder.keep("settings", &facing_staff(Language::En)).unwrap();
    let program = Program::start(&display, home.path(), &["--demo", "--kiosk", "--profile", "authenticity"]);
    hand.focus();
    Eye::on(&display.name).wait_for(GROUND);
    hand.click(find("Settings", &display, home.path()));
    find("manager's", &display, home.path());
    // As many as would lock the keypad, and then the manager's PIN itself.
    for digits in std::iter::repeat_n("000000", 6).chain([MANAGER]) {
        hand.scan(&format!("{digits}\n"));
        expect(&program, digits, "not-a-credential", "undecided");
    }
    // The keypad is back when the last result has gone, and nobody has come through it.
    find("manager's", &display, home.path());
    for word in ["Wrong", "Language", "Help"] {
        assert_eq!(place_of(word, &home.path().join("screen.png")), None, "{word}");
    }
}

#[test]
fn a_serial_scanner_is_read_by_the_real_program() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let other = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&other).unwrap();
    unlockpt(&other).unwrap();
    let name = ptsname(&other, Vec::new()).unwrap().into_string().unwrap();
    let settings = DoorSettings { serial_scanner: Some(name.into()), ..DoorSettings::default() };
    Folder::at(home.path().join("doorcheck")).keep("settings", &settings).unwrap();
    let program = Program::start(&display, home.path(), &["--demo", "--lang", "en"]);
    Eye::on(&display.name).wait_for(GROUND);
    // What is sent before anybody listens is nobody's: it is sent until it is heard.
    let first = payload("hk-vac-original-ok.jpg");
    let start = Instant::now();
    let verdict = loop {
        rustix::io::write(&other, format!("{first}\r\n").as_bytes()).unwrap();
        if let Ok(line) = program.lines.recv_timeout(Duration::from_secs(2)) {
            break line;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the serial line is not read");
    };
    // Chinese and all.
    assert!(verdict.contains("\"pass\"") && verdict.contains("\"hongkong\""), "{verdict}");
    rustix::io::write(&other, format!("{}\r\n", payload("hc1-altered-bad-signature.jpg")).as_bytes())
        .unwrap();
    expect(&program, "an altered code", "bad-signature", "fail");
}
