//! A hand-held scanner before every screen: what it types is a payload, and never a button.

use super::support::{Door, Ear, Fake, access, admitted, door_sized, in_language, options, results, verdict};
use doorcheck::config::{Folder, ScannerRecord};
use doorcheck::scanner::session::{Screen, Tap};
use doorcheck::scanner::wedge::typed;
use doorcheck::texts::Language;
use doorcheck::ui::kiosk::{AccessRecord, Found};
use doorcheck::ui::{Offered, Options};
use doorcheck::verdict::Reason;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

const CERTIFICATE: &str = "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 YNSAO:";

fn scanner() -> ScannerRecord {
    ScannerRecord { set: true, ..ScannerRecord::default() }
}

fn with(fake: Fake, options: Options) -> Door {
    door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default())
}

/// The events of a key of a keyboard of the United States.
fn key(char: char) -> Vec<Event> {
    let (key, text) = match char {
        '\n' => (Key::Enter, None),
        '\t' => (Key::Tab, None),
        '\u{1b}' => (Key::Escape, None),
        ' ' => (Key::Space, Some(" ".to_owned())),
        other => {
            let place = typed(other).unwrap().place.unwrap();
            let name = if place == '-' { "Minus".to_owned() } else { place.to_uppercase().to_string() };
            (Key::from_name(&name).unwrap_or_else(|| panic!("{other}")), Some(other.to_string()))
        }
    };
    let shift = typed(char).is_some_and(|stroke| stroke.shift);
    let modifiers = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
    let event = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
    [Some(event(true)), text.map(Event::Text), Some(event(false))].into_iter().flatten().collect()
}

/// Types as a scanner does: all at once.
pub(super) fn scan(door: &mut Door, keys: &str) {
    door.input_mut().events.extend(keys.chars().flat_map(key));
    door.step();
    door.run_steps(2);
}

/// The texts that were offered as scans, each as the likeliest reading.
fn scanned(door: &mut Door) -> Vec<String> {
    let offered = std::mem::take(&mut door.state_mut().feed_mut().offered);
    let text = |offered: Offered| match offered {
        Offered::Scan(reading) => {
            assert!(!reading.vouched);
            reading.texts[0].clone()
        }
        other => panic!("{other:?}"),
    };
    offered.into_iter().map(text).collect()
}

/// A screen by what can be read on it alone, the way to it, and the options it needs.
type Place = (&'static str, fn() -> Fake, &'static [&'static str], bool);

fn a_question() -> Fake {
    Fake::showing(results(vec![verdict(Reason::CheckByHand)]))
}

const PLACES: [Place; 7] = [
    ("Show your QR code", || Fake::showing(Screen::Ready), &[], false),
    ("Does the paper say the same?", a_question, &[], false),
    ("SIGNATURE VALID", || Fake::showing(results(vec![verdict(Reason::Ok)])), &[], false),
    ("Profile", || Fake::showing(Screen::Ready), &["Settings"], false),
    ("Turn", || Fake::showing(Screen::Ready), &["Settings", "Camera", "Adjust"], false),
    ("Enter the manager's PIN", || Fake::showing(Screen::Ready), &["Settings"], true),
    ("2 may enter", || Fake::showing(results(vec![admitted(), admitted()])), &[], false),
];

fn at(place: &Place, scanner: ScannerRecord) -> Door {
    let (_, fake, way, kiosk) = place;
    let pin = if *kiosk { Found::Kept(access().record()) } else { Found::None };
    let mut door = with(fake(), Options { kiosk: *kiosk, pin, scanner, ..options() });
    for label in *way {
        door.get_by_role_and_label(Role::Button, label).click();
        door.run();
    }
    door
}

#[test]
fn a_scan_is_a_payload_before_every_screen_and_presses_nothing() {
    for place in &PLACES {
        for record in [scanner(), ScannerRecord::default()] {
            let mut door = at(place, record);
            // Whatever has the focus.
            for focus in 0..3 {
                scan(&mut door, &format!("{CERTIFICATE}\n"));
                assert_eq!(scanned(&mut door), [CERTIFICATE], "{} {focus}", place.0);
                scan(&mut door, "shc:/567629\nNZCP:/1/2KCEVIQEIVVWK6\n");
                assert_eq!(scanned(&mut door), ["shc:/567629", "NZCP:/1/2KCEVIQEIVVWK6"]);
                door.get_by_label(place.0);
                assert_eq!(door.state_mut().feed_mut().taps, [], "{}", place.0);
                door.key_press(Key::Tab);
                door.run();
            }
        }
    }
}

#[test]
fn where_a_scanner_types_no_key_is_a_button() {
    for place in &PLACES {
        let mut door = at(place, scanner());
        for focus in 0..3 {
            for key in ["Y", "N", "S", "A", "O", "\n", "\t", " ", "\u{1b}"] {
                // A code of one character, with an end and without; then a finger on the key.
                for keys in [format!("{key}\n"), key.to_owned()] {
                    scan(&mut door, &keys);
                    door.get_by_label(place.0);
                    assert_eq!(door.state_mut().feed_mut().taps, [], "{} {focus} {key:?}", place.0);
                }
            }
            door.key_press(Key::Tab);
            door.run();
        }
    }
}

#[test]
fn a_code_of_one_character_is_a_payload_too() {
    let mut door = with(a_question(), Options { scanner: scanner(), ..options() });
    scan(&mut door, "Y\nN\tS\n");
    assert_eq!(scanned(&mut door), ["Y", "N", "S"]);
}

#[test]
fn elsewhere_a_key_decides_alone_only() {
    for keys in ["Y\n", "YN", "\nY", "Y ", "Y\u{1b}"] {
        let mut door = with(a_question(), options());
        scan(&mut door, keys);
        assert_eq!(door.state_mut().feed_mut().taps, [], "{keys:?}");
    }
    let mut door = with(a_question(), options());
    scan(&mut door, "Y");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)]);
    scan(&mut door, "N");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true), Tap::Answer(false)]);
}

#[test]
fn a_key_that_is_held_down_is_no_scanner() {
    let mut door = with(a_question(), options());
    let [press, text, release] = key('Y').try_into().unwrap();
    for _ in 0..40 {
        door.input_mut().events.extend([press.clone(), text.clone()]);
    }
    door.input_mut().events.push(release);
    door.step();
    door.run_steps(2);
    assert!(scanned(&mut door).is_empty());
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)], "it was pressed once");
}

#[test]
fn enter_and_space_press_the_button_that_has_the_focus_where_no_scanner_is() {
    for (record, opens) in [(ScannerRecord::default(), true), (scanner(), false)] {
        for key in [Key::Enter, Key::Space] {
            let mut door =
                with(Fake::showing(Screen::Ready), Options { scanner: record.clone(), ..options() });
            door.get_by_role_and_label(Role::Button, "Settings").focus();
            door.run();
            door.key_press(key);
            door.run();
            assert_eq!(door.query_by_role_and_label(Role::Heading, "Settings").is_some(), opens, "{key:?}");
        }
    }
}

#[test]
fn digits_of_a_scan_are_no_tries_of_a_pin() {
    let place = tempfile::tempdir().unwrap();
    for scanner in [scanner(), ScannerRecord::default()] {
        let folder = Folder::at(place.path().join(scanner.set.to_string()));
        let record = access().record();
        folder.keep("pin", &record).unwrap();
        let options = Options {
            kiosk: true,
            pin: Found::Kept(record.clone()),
            folder: Some(folder.clone()),
            scanner,
            ..options()
        };
        let mut door = with(Fake::showing(Screen::Ready), options);
        door.get_by_label("Settings").click();
        door.run();
        for digits in ["123456", "000000", "1234", "999999", "271828"] {
            scan(&mut door, &format!("{digits}\n"));
            door.get_by_label("Enter the manager's PIN");
            door.get_by_label("Digits: 0");
        }
        assert_eq!(scanned(&mut door).len(), 5);
        let kept: AccessRecord = folder.load("pin").unwrap();
        assert_eq!(kept, record, "no try was counted");
    }
}

#[test]
fn a_pin_can_be_typed_by_hand_where_no_scanner_is() {
    let options = Options { kiosk: true, pin: Found::Kept(access().record()), ..options() };
    let mut door = with(Fake::showing(Screen::Ready), options);
    door.get_by_label("Settings").click();
    door.run();
    for digit in "271828\n".chars() {
        scan(&mut door, &digit.to_string());
    }
    door.get_by_role_and_label(Role::Heading, "Settings");
}

#[test]
fn a_scanner_that_was_seen_once_is_remembered() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = with(a_question(), Options { folder: Some(folder.clone()), ..options() });
    scan(&mut door, "Y");
    scan(&mut door, &format!("{CERTIFICATE}\n"));
    door.get_by_label_contains("A hand-held scanner types here");
    scan(&mut door, "N");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)]);
    let kept: ScannerRecord = folder.load("scanner").unwrap();
    assert!(kept.seen && kept.mended.is_none());
}

#[test]
fn nothing_is_pasted_by_a_scanner() {
    // Control characters in a code come as keys with Ctrl: that which pastes would hand over what lies in the clipboard.
    for record in [scanner(), ScannerRecord::default()] {
        let mut door = with(Fake::showing(Screen::Ready), Options { scanner: record, ..options() });
        let events = key('H').into_iter().chain([Event::Paste("HC1:OF ANOTHER".to_owned())]).chain(key('C'));
        door.input_mut().events.extend(events);
        door.step();
        door.run_steps(2);
        let offered = &door.state_mut().feed_mut().offered;
        assert!(!offered.iter().any(|offered| matches!(offered, Offered::Text(_))));
    }
}
