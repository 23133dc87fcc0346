//! The unattended form: no way out but with the manager's PIN, and nothing decided but by staff.

use super::support::{
    Door, Ear, Fake, MANAGER, STAFF, access, admitted, door_sized, facing_staff, of_unknown_age, options,
    verdict,
};
use doorcheck::config::Folder;
use doorcheck::policy::Verdict;
use doorcheck::scanner::StaffCard;
use doorcheck::scanner::session::{Screen, Sound, Tap};
use doorcheck::texts::Language;
use doorcheck::ui::kiosk::{Found, find};
use doorcheck::ui::{Offered, Options};
use doorcheck::verdict::{NoCode, Reason};
use egui::{Event, Key, Pos2, ViewportCommand, ViewportId};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const READY: &str = "Show your QR code";
const SIZE: [f32; 2] = [640.0, 400.0];

fn kiosk(folder: &Folder) -> Door {
    kiosk_before(folder, Fake::showing(Screen::Ready))
}

fn kiosk_before(folder: &Folder, fake: Fake) -> Door {
    kiosk_after_reset(folder, fake, None)
}

fn kiosk_after_reset(folder: &Folder, fake: Fake, reset: Option<i64>) -> Door {
    let pin = find(Some(folder), reset);
    let options = Options { kiosk: true, folder: Some(folder.clone()), pin, reset, ..options() };
    let mut door = door_sized(fake, facing_staff(Language::En), options, SIZE, Ear::default());
    door.run();
    door
}

/// A kiosk that has been set up, whatever its PIN.
pub(super) fn with_any_pin() -> Options {
    Options { kiosk: true, pin: Found::Kept(access().record()), ..options() }
}

fn press(door: &mut Door, label: &str) {
    door.get_by_label(label).click();
    // Not until nothing moves: a window that closes is drawn until it has.
    door.run_steps(3);
}

fn enter(door: &mut Door, pin: &str) {
    for digit in pin.chars() {
        press(door, &digit.to_string());
    }
    // Of four digits the last one is the answer.
    if pin.len() != 4 {
        press(door, "OK");
    }
}

fn set_up(folder: &Folder) -> Door {
    let mut door = kiosk(folder);
    for pin in [MANAGER, MANAGER, STAFF, STAFF] {
        enter(&mut door, pin);
    }
    press(&mut door, "Vaccinated");
    door.get_by_label(READY);
    door
}

/// A kiosk that is set up, before which that verdict has been held up.
fn kiosk_showing(folder: &Folder, verdict: Arc<Verdict>) -> Door {
    if find(Some(folder), None) == Found::None {
        set_up(folder);
    }
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", verdict)]);
    let mut door = kiosk_before(folder, fake);
    // The time for which a question is held.
    pass(&mut door, 4);
    door
}

fn pass(door: &mut Door, seconds: u64) {
    sees(door, seconds, &[]);
}

fn sees(door: &mut Door, after: u64, codes: &[(&str, Arc<Verdict>)]) {
    door.state_mut().feed_mut().sees(Duration::from_secs(after), codes);
    door.run_steps(3);
}

fn tap(door: &mut Door, at: Pos2) {
    door.drag_at(at);
    door.drop_at(at);
    door.run_steps(3);
}

#[test]
fn the_first_start_asks_for_both_pins_and_the_profile_before_anything_else() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = kiosk(&folder);
    door.get_by_label("Choose the manager's PIN (6 to 12 digits)");
    enter(&mut door, "12345");
    door.get_by_label("A PIN has 6 to 12 digits.");
    enter(&mut door, MANAGER);
    enter(&mut door, "271829");
    door.get_by_label("The two were not the same. Choose again.");
    enter(&mut door, MANAGER);
    press(&mut door, "Back");
    enter(&mut door, MANAGER);
    enter(&mut door, MANAGER);
    door.get_by_label("Choose the staff's PIN (4 digits)");
    enter(&mut door, STAFF);
    enter(&mut door, STAFF);
    door.get_by_label("What is checked at this door?");
    assert!(door.state_mut().feed_mut().held, "nothing is scanned meanwhile");
    press(&mut door, "Vaccinated");
    door.get_by_label(READY);
    assert!(!door.state_mut().feed_mut().held);
    assert_eq!(door.state_mut().feed_mut().applied.last().unwrap().profile, "vaccinated");
    let kept = std::fs::read_to_string(place.path().join("pin.toml")).unwrap();
    assert_eq!(kept.matches("argon2id").count(), 2);
    assert!(!kept.contains(MANAGER) && !kept.contains(STAFF));
    assert_eq!(mode(&place.path().join("pin.toml")), 0o600);
    // The next start goes straight to scanning.
    kiosk(&folder).get_by_label(READY);
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn who_ends_the_process_during_the_set_up_chooses_nothing() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = kiosk(&folder);
    enter(&mut door, MANAGER);
    enter(&mut door, MANAGER);
    let mut next = kiosk(&folder);
    assert!(next.state_mut().feed_mut().held);
    next.get_by_label("Enter the manager's PIN to go on with the set-up");
    press(&mut next, "Back");
    pass_idle(&mut next, 100);
    next.get_by_label("Enter the manager's PIN to go on with the set-up");
    enter(&mut next, MANAGER);
    enter(&mut next, STAFF);
    enter(&mut next, STAFF);
    // Again: the profile is still to come.
    let mut last = kiosk(&folder);
    enter(&mut last, MANAGER);
    press(&mut last, "Authenticity");
    last.get_by_label(READY);
    kiosk(&folder).get_by_label(READY);
}

/// Time passes where no session counts it.
fn pass_idle(door: &mut Door, seconds: u64) {
    door.state_mut().feed_mut().elapsed += Duration::from_secs(seconds);
    door.run_steps(3);
}

#[test]
fn a_kiosk_that_nobody_has_set_up_can_be_left() {
    let place = tempfile::tempdir().unwrap();
    let mut door = kiosk(&Folder::at(place.path()));
    press(&mut door, "Leave");
    assert!(commands(&door).contains(&ViewportCommand::Close));
}

#[test]
fn without_a_place_for_a_pin_nothing_is_scanned() {
    let place = tempfile::tempdir().unwrap();
    let taken = place.path().join("taken");
    // A disk that is not there: also root cannot write to it.
    let break_it = || std::os::unix::fs::symlink("/proc/no-such-folder", &taken).unwrap();
    break_it();
    let folder = Folder::at(&taken);
    let mut door = kiosk(&folder);
    for _ in 0..2 {
        door.get_by_label("Out of order: no PIN has been chosen, and none can be saved.");
        assert!(door.state_mut().feed_mut().held);
        pass_idle(&mut door, 100);
        press(&mut door, "Try again");
    }
    std::fs::remove_file(&taken).unwrap();
    press(&mut door, "Try again");
    door.get_by_label("Choose the manager's PIN (6 to 12 digits)");
    // And where the disk fails later, what was chosen does not hold.
    std::fs::remove_dir(&taken).unwrap();
    break_it();
    enter(&mut door, MANAGER);
    enter(&mut door, MANAGER);
    door.get_by_label("The PIN could not be saved, and does not hold.");
    press(&mut door, "OK");
    door.get_by_label("The PIN could not be saved, and does not hold.");
    std::fs::remove_file(&taken).unwrap();
    press(&mut door, "OK");
    door.get_by_label("Choose the staff's PIN (4 digits)");
}

#[test]
fn a_pin_that_was_chosen_is_never_chosen_anew() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let file = place.path().join("pin.toml");
    let good = std::fs::read_to_string(&file).unwrap();
    for broken in ["", "hash = ", "hsh = 'x'", "hash = 'x'", "unfinished = true", "\0"] {
        std::fs::write(&file, broken).unwrap();
        let mut door = kiosk(&folder);
        door.get_by_label("Out of order: the PIN cannot be read.");
        press(&mut door, "Try again");
        door.get_by_label("Out of order: the PIN cannot be read.");
        assert!(door.state_mut().feed_mut().held, "{broken}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), broken);
    }
    std::fs::remove_file(&file).unwrap();
    let mut door = kiosk(&folder);
    door.get_by_label("Out of order: the PIN's file has gone.");
    // Also a window is not told another one.
    let gone = Options { folder: Some(folder.clone()), pin: find(Some(&folder), None), ..options() };
    let fake = Fake::showing(Screen::Ready);
    let mut window = door_sized(fake, facing_staff(Language::En), gone, SIZE, Ear::default());
    press(&mut window, "Settings");
    window.get_by_label("Out of order: the PIN's file has gone.");
    press(&mut window, "Back");
    window.get_by_label(READY);
    // Put back, it holds.
    std::fs::write(&file, good).unwrap();
    press(&mut door, "Try again");
    door.get_by_label(READY);
    assert!(!door.state_mut().feed_mut().held);
}

#[test]
fn the_administrators_reset_is_good_for_one_new_pin_and_is_logged() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let reset = |at| kiosk_after_reset(&folder, Fake::showing(Screen::Ready), Some(at));
    let mut door = reset(7);
    enter(&mut door, "161803");
    enter(&mut door, "161803");
    // Ended right after: the reset is used up.
    let mut next = reset(7);
    next.get_by_label("Enter the manager's PIN to go on with the set-up");
    enter(&mut next, "161803");
    for _ in 0..2 {
        enter(&mut next, STAFF);
    }
    press(&mut next, "Vaccinated");
    next.get_by_label(READY);
    std::fs::remove_file(place.path().join("pin.toml")).unwrap();
    reset(7).get_by_label("Out of order: the PIN's file has gone.");
    reset(8).get_by_label("Choose the manager's PIN (6 to 12 digits)");
    let log = std::fs::read_to_string(place.path().join("door.log")).unwrap();
    assert!(log.starts_with("2026-11-22T10:01:40Z pin-chosen manager\n"), "{log}");
    assert_eq!(log.matches("pin-reset by-administrator").count(), 2, "{log}");
    assert!(log.contains("pin-lost"), "{log}");
}

#[test]
fn a_pin_on_a_disk_that_cannot_be_written_is_enough() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let pin = find(Some(&folder), None);
    // Root writes wherever it likes: the folder is taken away instead.
    drop(place);
    std::fs::write(folder.path(), "").unwrap();
    let options = Options { kiosk: true, folder: Some(folder.clone()), pin, ..options() };
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, facing_staff(Language::En), options, SIZE, Ear::default());
    door.get_by_label(READY);
    press(&mut door, "Settings");
    for _ in 0..3 {
        enter(&mut door, "000000");
    }
    door.get_by_label_contains("Too many wrong tries.");
    press(&mut door, "Back");
    press(&mut door, "Settings");
    enter(&mut door, MANAGER);
    door.get_by_label_contains("Too many wrong tries.");
    std::fs::remove_file(folder.path()).unwrap();
}

#[test]
fn settings_and_leaving_ask_for_the_managers_pin() {
    let place = tempfile::tempdir().unwrap();
    let mut door = set_up(&Folder::at(place.path()));
    press(&mut door, "Settings");
    enter(&mut door, "000000");
    door.get_by_label("Wrong PIN.");
    enter(&mut door, MANAGER);
    press(&mut door, "Leave");
    door.get_by_label("Enter the manager's PIN");
    assert!(!commands(&door).contains(&ViewportCommand::Close));
    enter(&mut door, MANAGER);
    door.step();
    assert!(commands(&door).contains(&ViewportCommand::Close));
}

#[test]
fn wrong_tries_cost_time_and_a_restart_gives_none_back() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = set_up(&folder);
    press(&mut door, "Settings");
    for _ in 0..3 {
        enter(&mut door, "000000");
    }
    door.get_by_label_contains("Too many wrong tries.");
    let mut again = kiosk(&folder);
    press(&mut again, "Settings");
    enter(&mut again, MANAGER);
    again.get_by_label_contains("Too many wrong tries.");
    pass_idle(&mut again, 15);
    enter(&mut again, MANAGER);
    again.get_by_label("Leave");
}

#[test]
fn the_window_cannot_be_closed_and_nothing_can_be_dropped_or_opened() {
    let place = tempfile::tempdir().unwrap();
    let mut door = set_up(&Folder::at(place.path()));
    assert!(door.query_by_label("Open").is_none());
    door.event(Event::Paste("HC1:ABC".to_owned()));
    let root = door.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(egui::ViewportEvent::Close);
    door.step();
    assert!(commands(&door).contains(&ViewportCommand::CancelClose));
    assert!(door.state_mut().feed_mut().offered.iter().all(|o| !matches!(o, Offered::Text(_))));
    assert_eq!(door.output().platform_output.cursor_icon, egui::CursorIcon::None);
}

#[test]
fn a_guest_pauses_nothing_adds_nothing_and_opens_no_sheet() {
    let place = tempfile::tempdir().unwrap();
    let mut door = kiosk_showing(&Folder::at(place.path()), admitted());
    door.get_by_label("ADMIT");
    for (x, y) in (0..16).flat_map(|x| (0..9).map(move |y| (x, y))) {
        // Not the row of buttons: what they do is asked below.
        tap(&mut door, Pos2::new(20.0 + 40.0 * x as f32, 12.0 + 36.0 * y as f32));
    }
    for key in [Key::Space, Key::Enter, Key::Escape, Key::A, Key::O, Key::Y, Key::N] {
        door.key_press(key);
        door.run();
    }
    for label in ["Pause", "Add another code", "Next", "Open"] {
        assert!(door.query_by_label(label).is_none(), "{label}");
    }
    door.get_by_label("ADMIT");
    assert_eq!(door.state_mut().feed_mut().taps, []);
}

#[test]
fn an_answer_is_the_staffs_and_the_question_stays_beside_the_keypad() {
    for (label, answer) in [("The same", true), ("Not the same", false)] {
        let place = tempfile::tempdir().unwrap();
        let mut door = kiosk_showing(&Folder::at(place.path()), verdict(Reason::CheckByHand));
        press(&mut door, label);
        let asks = "The dates do not go together: compare with the paper.";
        door.get_by_label(asks);
        door.get_by_label("Staff: PIN or card");
        assert!(door.query_by_label(label).is_none(), "only the keypad can be pressed");
        enter(&mut door, "0000");
        door.get_by_label("Wrong PIN.");
        enter(&mut door, STAFF);
        // The PIN alone answers nothing: it was a guest who pressed that button.
        assert_eq!(door.state_mut().feed_mut().taps, []);
        door.get_by_label(asks);
        press(&mut door, label);
        assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(answer)]);
    }
}

#[test]
fn the_question_of_the_next_guest_is_not_answered_by_whom_the_last_one_was() {
    let place = tempfile::tempdir().unwrap();
    let mut door = kiosk_showing(&Folder::at(place.path()), of_unknown_age());
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    press(&mut door, "12 or over");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)]);
    sees(&mut door, 5, &[("b", of_unknown_age())]);
    pass(&mut door, 1);
    press(&mut door, "Under 12");
    door.get_by_label("Staff: PIN or card");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)], "the next guest's own tap");
}

#[test]
fn staff_answers_six_seconds_after_the_code_was_seen() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", of_unknown_age())]);
    let seen = fake.elapsed;
    let mut door = kiosk_before(&folder, fake);
    // A glance, and then a touch each 700 ms, while the next guest holds his code up.
    let next = |door: &mut Door, millis| {
        let codes = [("b", verdict(Reason::BadSignature))];
        door.state_mut().feed_mut().sees(Duration::from_millis(millis), &codes);
        door.run_steps(3);
    };
    next(&mut door, 1_500);
    let digits = STAFF.chars().map(String::from);
    let answer = || std::iter::once("Under 12".to_owned());
    for touch in answer().chain(digits).chain(answer()) {
        next(&mut door, 700);
        press(&mut door, &touch);
    }
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(false)]);
    assert!(door.state_mut().feed_mut().elapsed <= seen + Duration::from_secs(6));
    door.get_by_role_and_label(egui::Role::Alert, "ADMIT");
}

#[test]
fn staff_is_a_guest_again_after_a_while() {
    let place = tempfile::tempdir().unwrap();
    let mut door = kiosk_showing(&Folder::at(place.path()), verdict(Reason::CheckByHand));
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    door.get_by_label("Add another code");
    pass(&mut door, 15);
    assert!(door.query_by_label("Add another code").is_none());
    press(&mut door, "The same");
    assert_eq!(door.state_mut().feed_mut().taps, []);
}

#[test]
fn a_page_closes_by_itself_and_before_a_pin_whatever_is_tapped() {
    let place = tempfile::tempdir().unwrap();
    let mut door = set_up(&Folder::at(place.path()));
    press(&mut door, "Settings");
    for _ in 0..6 {
        door.get_by_label("Enter the manager's PIN");
        pass_idle(&mut door, 3);
        press(&mut door, "1");
    }
    pass_idle(&mut door, 2);
    door.get_by_label(READY);
    press(&mut door, "Settings");
    enter(&mut door, MANAGER);
    press(&mut door, "Sound");
    for _ in 0..3 {
        pass_idle(&mut door, 59);
        press(&mut door, "Test sound");
    }
    pass_idle(&mut door, 60);
    door.get_by_label(READY);
}

#[test]
fn no_page_hides_a_verdict_and_it_is_back_afterwards() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let mut door = kiosk_before(&folder, Fake::live());
    press(&mut door, "Settings");
    sees(&mut door, 1, &[("a", verdict(Reason::BadSignature))]);
    door.get_by_label("DO NOT ADMIT");
    assert!(door.query_by_label("Enter the manager's PIN").is_none());
    pass(&mut door, 11);
    enter(&mut door, MANAGER);
    sees(&mut door, 1, &[("b", admitted())]);
    door.get_by_label("ADMIT");
    pass(&mut door, 9);
    door.get_by_label("Leave");
    // Under a verdict the time runs on, and touches are not the page's.
    pass(&mut door, 30);
    for code in ["c", "d"] {
        sees(&mut door, 1, &[(code, admitted())]);
        tap(&mut door, Pos2::new(300.0, 200.0));
    }
    pass(&mut door, 9);
    door.get_by_label("Leave");
    pass(&mut door, 9);
    door.get_by_label(READY);
}

#[test]
fn beside_the_staffs_keypad_every_verdict_is_seen() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let mut door = kiosk_before(&folder, Fake::live());
    press(&mut door, "Staff");
    sees(&mut door, 1, &[("a", verdict(Reason::BadSignature))]);
    door.get_by_label("DO NOT ADMIT");
    door.get_by_label("Staff: PIN or card");
}

#[test]
fn a_staff_card_opens_what_the_pin_opens_once_for_each_time_that_it_is_shown() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let (mut access, card) = (access(), StaffCard::new([7; 16]));
    let (number, made) = access.make_card(chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()).unwrap();
    folder.keep("pin", &access.record()).unwrap();
    let kept = std::fs::read_to_string(place.path().join("pin.toml")).unwrap();
    let hex = |card: &StaffCard| data_encoding::HEXLOWER.encode(card.secret());
    assert!(kept.contains("[[cards]]") && !kept.contains(&hex(&made)) && !kept.contains(&made.text()));
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", verdict(Reason::CheckByHand))]);
    let mut door = kiosk_before(&folder, fake);
    pass(&mut door, 4);
    // Any number of others changes nothing.
    for _ in 0..20 {
        show(&mut door, &card);
    }
    door.get_by_label("This staff card is not valid here.");
    press(&mut door, "Staff");
    show(&mut door, &made);
    door.get_by_label("Add another code");
    for seconds in [2, 2, 2, 2, 2, 2, 2, 1] {
        pass(&mut door, seconds);
        show(&mut door, &made);
    }
    door.get_by_label("The same");
    assert!(door.query_by_label("Add another code").is_none(), "held up for good it opens nothing");
    pass(&mut door, 3);
    show(&mut door, &made);
    assert_eq!(door.state_mut().feed_mut().taps, []);
    sees(&mut door, 1, &[("b", verdict(Reason::CheckByHand))]);
    pass(&mut door, 4);
    press(&mut door, "The same");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Answer(true)]);
    access.revoke_card(number);
    folder.keep("pin", &access.record()).unwrap();
    let mut door = kiosk_before(&folder, Fake::live());
    show(&mut door, &made);
    door.get_by_label("This staff card is not valid here.");
}

fn show(door: &mut Door, card: &StaffCard) {
    door.state_mut().feed_mut().cards.push(card.clone());
    door.run_steps(3);
}

#[test]
fn a_verdict_that_cannot_be_heard_flashes() {
    let flashes = |volume: f32, mute: bool, after: Duration| {
        let mut fake = Fake::live();
        fake.sees(Duration::ZERO, &[("a", admitted())]);
        let ear = Ear::default();
        ear.mute.set(mute);
        let settings = doorcheck::config::DoorSettings { volume, ..facing_staff(Language::En) };
        let mut door = door_sized(fake, settings, options(), SIZE, ear.clone());
        door.state_mut().feed_mut().elapsed += after;
        door.step();
        assert!(ear.heard.borrow().contains(&(Sound::Admit, volume)));
        let border = |shape: &egui::Shape| {
            matches!(shape, egui::Shape::Rect(rect)
            if rect.stroke.width > 1.0 && rect.rect.width() > 600.0)
        };
        door.output().shapes.iter().any(|clipped| border(&clipped.shape))
    };
    assert!(!flashes(0.8, false, Duration::ZERO));
    for (volume, mute) in [(0.0, false), (0.8, true)] {
        for (millis, seen) in [(0, true), (300, false), (600, true), (1_100, true), (2_100, false)] {
            assert_eq!(flashes(volume, mute, Duration::from_millis(millis)), seen, "{millis}");
        }
    }
}

/// Whom staff let in by hand.
fn by_hand(door: &mut Door) -> Vec<Tap> {
    std::mem::take(&mut door.state_mut().feed_mut().taps)
}

#[test]
fn somebody_without_a_code_is_let_in_by_staff_and_never_on_green() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    set_up(&folder);
    let mut door = kiosk_before(&folder, Fake::live());
    assert!(door.query_by_label("No code").is_none());
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    press(&mut door, "No code");
    press(&mut door, "Takeaway, delivery or repair");
    assert_eq!(by_hand(&mut door), [Tap::NoCode(NoCode::Errand)]);
    door.get_by_label("BY HAND");
    assert!(door.query_by_label("Form needed").is_none());
    // What was noted goes by itself, and the role has gone with the answer.
    pass(&mut door, 7);
    door.get_by_label(READY);
    door.get_by_label_contains("BY HAND: ADMITTED");
    assert!(door.query_by_label("No code").is_none());
    // The manager's word is the manager's.
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    press(&mut door, "No code");
    press(&mut door, "Manager's decision, Form needed");
    assert_eq!(by_hand(&mut door), []);
    enter(&mut door, MANAGER);
    assert_eq!(by_hand(&mut door), [Tap::NoCode(NoCode::Manager)]);
    door.get_by_label("Form needed");
    // The tiles stay for as long as the role.
    pass(&mut door, 7);
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    press(&mut door, "No code");
    pass(&mut door, 15);
    door.get_by_label(READY);
    assert_eq!(by_hand(&mut door), []);
}

#[test]
fn what_the_screen_holds_back_the_manager_can_let_in() {
    let place = tempfile::tempdir().unwrap();
    let mut door = kiosk_showing(&Folder::at(place.path()), verdict(Reason::UnknownIssuer));
    assert!(door.query_by_label("Manager's decision").is_none());
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    press(&mut door, "Manager's decision");
    enter(&mut door, "000000");
    door.get_by_label("Wrong PIN.");
    door.get_by_label("HOLD – DO NOT LET IN");
    enter(&mut door, MANAGER);
    assert_eq!(by_hand(&mut door), [Tap::NoCode(NoCode::Manager)]);
    door.get_by_label("BY HAND");
    // Not what was refused.
    let mut door = kiosk_showing(&Folder::at(place.path()), verdict(Reason::BadSignature));
    press(&mut door, "Staff");
    enter(&mut door, STAFF);
    assert!(door.query_by_label("Manager's decision").is_none());
}

#[test]
fn a_fault_brings_the_first_screen_back() {
    let place = tempfile::tempdir().unwrap();
    let mut door = set_up(&Folder::at(place.path()));
    press(&mut door, "Settings");
    enter(&mut door, MANAGER);
    door.state_mut().recover();
    door.run();
    door.get_by_label(READY);
}

fn commands(door: &Door) -> Vec<ViewportCommand> {
    door.output().viewport_output.values().flat_map(|output| output.commands.clone()).collect()
}
