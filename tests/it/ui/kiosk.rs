//! The unattended form: no way out but with the PIN.

use super::support::{Door, Ear, Fake, door_sized, in_language, options};
use doorcheck::config::Folder;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::kiosk::{Pin, PinRecord};
use doorcheck::ui::{Offered, Options};
use egui::{Event, ViewportCommand, ViewportId};
use egui_kittest::kittest::Queryable;
use std::time::Duration;

fn kiosk(folder: &Folder) -> Door {
    let pin = folder.load("pin").unwrap();
    let options = Options { kiosk: true, folder: Some(folder.clone()), pin, ..options() };
    let mut door = door_sized(
        Fake::showing(Screen::Ready),
        in_language(Language::En),
        options,
        [640.0, 400.0],
        Ear::default(),
    );
    door.run();
    door
}

/// A kiosk that has been set up, whatever its PIN.
pub(super) fn with_any_pin() -> Options {
    let mut pin = Pin::new(PinRecord::default());
    pin.set("271828").unwrap();
    Options { kiosk: true, pin: pin.record().clone(), ..options() }
}

fn press(door: &mut Door, digits: &str) {
    for digit in digits.chars() {
        door.get_by_label(&digit.to_string()).click();
        door.run();
    }
    door.get_by_label("OK").click();
    // Not until nothing moves: a window that closes is drawn until it has.
    door.run_steps(3);
}

fn with_pin(folder: &Folder, pin: &str) -> Door {
    let mut door = kiosk(folder);
    press(&mut door, pin);
    press(&mut door, pin);
    door
}

#[test]
fn the_first_start_asks_for_a_pin_before_anything_else() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = kiosk(&folder);
    door.get_by_label("Choose a PIN for leaving and settings");
    door.get_by_label("Back").click();
    door.run();
    press(&mut door, "12345");
    door.get_by_label("A PIN has 6 to 12 digits.");
    press(&mut door, "271828");
    press(&mut door, "271829");
    door.get_by_label("The two were not the same. Choose again.");
    press(&mut door, "271828");
    press(&mut door, "271828");
    door.get_by_label("Show your QR code");
    let kept = std::fs::read_to_string(place.path().join("pin.toml")).unwrap();
    assert!(kept.contains("argon2id") && !kept.contains("271828"));
    // The next start goes straight to scanning.
    kiosk(&folder).get_by_label("Show your QR code");
}

#[test]
fn a_pin_that_cannot_be_kept_is_told() {
    let place = tempfile::tempdir().unwrap();
    let taken = place.path().join("taken");
    std::fs::write(&taken, "a file where the folder should be").unwrap();
    let options = Options { kiosk: true, folder: Some(Folder::at(taken)), ..options() };
    let size = [640.0, 400.0];
    let mut door =
        door_sized(Fake::showing(Screen::Ready), in_language(Language::En), options, size, Ear::default());
    door.run();
    press(&mut door, "271828");
    press(&mut door, "271828");
    door.get_by_label("It could not be saved: it holds until the program ends.");
    door.get_by_label("Back").click();
    door.run();
    door.get_by_label("Show your QR code");
}

#[test]
fn settings_and_leaving_ask_for_the_pin() {
    let place = tempfile::tempdir().unwrap();
    let mut door = with_pin(&Folder::at(place.path()), "271828");
    door.get_by_label("Settings").click();
    door.run();
    press(&mut door, "000000");
    door.get_by_label("Wrong PIN.");
    press(&mut door, "271828");
    door.get_by_label("Leave").click();
    door.run();
    door.get_by_label("Enter the PIN");
    assert!(!commands(&door).contains(&ViewportCommand::Close));
    press(&mut door, "271828");
    door.step();
    assert!(commands(&door).contains(&ViewportCommand::Close));
}

#[test]
fn wrong_tries_cost_time_and_a_restart_gives_none_back() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let mut door = with_pin(&folder, "271828");
    door.get_by_label("Settings").click();
    door.run();
    for _ in 0..3 {
        press(&mut door, "000000");
    }
    door.get_by_label_contains("Too many wrong tries.");
    let mut again = kiosk(&folder);
    again.get_by_label("Settings").click();
    again.run();
    press(&mut again, "271828");
    again.get_by_label_contains("Too many wrong tries.");
    again.state_mut().feed_mut().elapsed += Duration::from_secs(20);
    again.run();
    press(&mut again, "271828");
    again.get_by_label("Leave");
}

#[test]
fn the_window_cannot_be_closed_and_nothing_can_be_dropped_or_opened() {
    let place = tempfile::tempdir().unwrap();
    let mut door = with_pin(&Folder::at(place.path()), "271828");
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
fn a_fault_brings_the_first_screen_back() {
    let place = tempfile::tempdir().unwrap();
    let mut door = with_pin(&Folder::at(place.path()), "271828");
    door.get_by_label("Settings").click();
    door.run();
    press(&mut door, "271828");
    door.state_mut().recover();
    door.run();
    door.get_by_label("Show your QR code");
}

fn commands(door: &Door) -> Vec<ViewportCommand> {
    door.output().viewport_output.values().flat_map(|output| output.commands.clone()).collect()
}
