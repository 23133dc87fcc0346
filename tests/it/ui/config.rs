//! What is set, how it is kept, and what the command line makes of it.

use super::support::{Ear, Fake, door_sized, in_language, options};
use doorcheck::config::{DoorSettings, Folder};
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::Options;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

/// `scan` with these arguments, and settings kept under `home`.
fn scan(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.arg("scan").args(arguments).env("XDG_CONFIG_HOME", home).env("HOME", home);
    // Without a display nothing can open by mistake.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap()
}

fn printed(output: &Output) -> toml::Table {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap().parse().unwrap()
}

#[test]
fn the_settings_that_hold_are_printed() {
    let home = tempfile::tempdir().unwrap();
    let table = printed(&scan(home.path(), &["--print-config"]));
    assert_eq!(table["language"].as_str(), Some("en"));
    assert_eq!(table["profile"].as_str(), Some("authenticity"));
    assert_eq!((table["volume"].as_float(), table["kiosk"].as_bool()), (Some(0.8), Some(false)));
    assert!(!table.contains_key("camera"));
    let kept =
        DoorSettings { camera: Some("USB camera".to_owned()), volume: 0.25, ..DoorSettings::default() };
    Folder::at(home.path().join("doorcheck")).keep("settings", &kept).unwrap();
    let arguments = ["--print-config", "--lang", "zh-Hant", "--profile", "vaccinated", "--kiosk"];
    let table = printed(&scan(home.path(), &arguments));
    assert_eq!(table["language"].as_str(), Some("zh-Hant"));
    assert_eq!(table["profile"].as_str(), Some("vaccinated"));
    assert_eq!(table["camera"].as_str(), Some("USB camera"));
    assert_eq!((table["volume"].as_float(), table["kiosk"].as_bool()), (Some(0.25), Some(true)));
}

#[test]
fn broken_settings_are_told_and_the_defaults_are_used() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("doorcheck")).unwrap();
    std::fs::write(home.path().join("doorcheck/settings.toml"), "volume = 'loud'").unwrap();
    let output = scan(home.path(), &["--print-config"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("settings.toml") && said.contains("the defaults are used"), "{said}");
    assert_eq!(printed(&output)["volume"].as_float(), Some(0.8));
}

#[test]
fn the_screen_says_for_a_while_that_the_settings_were_broken() {
    let options = Options { settings_broken: true, ..options() };
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    door.get_by_label_contains("The settings file cannot be read");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(9);
    door.run();
    assert!(door.query_by_label_contains("The settings file").is_none());
}

#[test]
fn a_camera_chosen_by_its_number_is_kept_by_its_name() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let options = Options { folder: Some(folder.clone()), ..options() };
    let mut fake = Fake::showing(Screen::Ready);
    fake.chosen = Some("Front camera".to_owned());
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    door.run();
    let kept: DoorSettings = folder.load("settings").unwrap();
    assert_eq!(kept.camera.as_deref(), Some("Front camera"));
}
