//! What is set, how it is kept, and what the command line makes of it.

use super::layout::{WINDOWS, assert_tidy};
use super::support::{Door, Ear, Fake, admitted, door_sized, in_language, options, results, texts};
use crate::mint::hcert;
use doorcheck::config::{
    Broken, DoorProfiles, DoorSettings, Folder, KeptSettings, keep_settings, load_settings,
};
use doorcheck::policy::{Profile, ProfileError, Profiles};
use doorcheck::scanner::session::Screen;
use doorcheck::texts::Language;
use doorcheck::ui::{Options, OutOfOrder};
use egui::{Event, Role};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

/// The program with these arguments, and settings kept under `home`.
fn doorcheck(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).env("XDG_CONFIG_HOME", home).env("HOME", home);
    // Without a display nothing can open by mistake.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap()
}

fn scan(home: &Path, arguments: &[&str]) -> Output {
    doorcheck(home, &[&["scan"], arguments].concat())
}

fn held(folder: &Folder) -> KeptSettings {
    load_settings(folder, &mut DoorProfiles::read(folder, Profiles::bundled().unwrap())).unwrap()
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
    let kept = std::fs::read_to_string(home.path().join("doorcheck/settings.toml")).unwrap();
    assert!(kept.contains("profile = \"authenticity\""), "options of a run are not kept: {kept}");
}

#[test]
fn a_broken_file_leaves_the_last_accepted_settings_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::at(home.path().join("doorcheck"));
    let file = home.path().join("doorcheck/settings.toml");
    let vaccinated = DoorSettings { profile: "vaccinated".to_owned(), ..DoorSettings::default() };
    keep_settings(&folder, &vaccinated).unwrap();
    for text in ["profile = 'vacinated'", "prfile = 'vaccinated'", "volume = 'loud'", "version = 99", "]"] {
        std::fs::write(&file, format!("mirrored = true\n{text}\n")).unwrap();
        let output = scan(home.path(), &["--print-config"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("settings.toml: line 2: ") && said.contains("the last accepted"), "{said}");
        let table: toml::Table = String::from_utf8(output.stdout).unwrap().parse().unwrap();
        assert_eq!(table["profile"].as_str(), Some("vaccinated"), "{text}");
        let status = doorcheck(home.path(), &["status", "--json"]);
        assert_eq!(status.status.code(), Some(2), "{text}");
        let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
        assert_eq!(status["settings"]["state"], "last-accepted");
        assert_eq!(status["settings"]["problem"]["line"], 2);
        assert_eq!(status["profile"]["name"], "vaccinated");
    }
    std::fs::remove_file(file).unwrap();
    assert_eq!(scan(home.path(), &["--print-config"]).status.code(), Some(2), "taken away");
}

#[test]
fn where_no_settings_were_ever_accepted_none_hold() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("doorcheck")).unwrap();
    std::fs::write(home.path().join("doorcheck/settings.toml"), "profile = 'x'").unwrap();
    let output = scan(home.path(), &["--print-config"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("settings.toml: line 1: profile: ") && said.contains("no settings hold"), "{said}");
    let status = doorcheck(home.path(), &["status"]);
    assert_eq!(status.status.code(), Some(2));
    let said = String::from_utf8(status.stdout).unwrap();
    assert!(said.contains("PROBLEM") && said.contains("line 1: profile"), "{said}");
}

#[test]
fn status_tells_what_holds() {
    let home = tempfile::tempdir().unwrap();
    let output = doorcheck(home.path(), &["status", "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success() && status["ok"] == true, "{status}");
    assert_eq!(status["settings"]["state"], "defaults");
    assert_eq!((&status["pin"], &status["demo"]), (&"none".into(), &false.into()));
    assert!(status["trust"]["lists"].as_array().is_some_and(|lists| lists.len() > 3), "{status}");
    // A list that the settings name and that is not there closes the door.
    let lists = home.path().join("lists");
    let settings = DoorSettings { lists: Some(lists.clone()), ..DoorSettings::default() };
    keep_settings(&Folder::at(home.path().join("doorcheck")), &settings).unwrap();
    assert_eq!(doorcheck(home.path(), &["status"]).status.code(), Some(2));
    let key = hcert::Key::p256("door").jwk(b"kid-0001");
    let list = serde_json::json!({ "network": "gdhcn", "id": "own", "state": "archived", "keys": [key] });
    std::fs::create_dir(&lists).unwrap();
    std::fs::write(lists.join("own.json"), list.to_string()).unwrap();
    let output = doorcheck(home.path(), &["status"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("own (gdhcn): 1 keys"), "{said}");
    // One file of several that cannot be read may be the one that revokes.
    std::fs::write(lists.join("crl.json"), "<html>").unwrap();
    let output = doorcheck(home.path(), &["status"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("crl.json"), "{said}");
    // The same of what is given for a run.
    let output = scan(home.path(), &["--trust", "/no/such/list"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_door_has_profiles_of_its_own_and_a_broken_one_makes_it_no_laxer() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("doorcheck/profiles");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("bar.toml"), "name = 'bar'\nsummary = 'The bar'\n[entry]\ndoses = 3\n").unwrap();
    std::fs::write(home.path().join("doorcheck/settings.toml"), "profile = 'bar'\n").unwrap();
    assert_eq!(printed(&scan(home.path(), &["--print-config"]))["profile"].as_str(), Some("bar"));
    let list = String::from_utf8(doorcheck(home.path(), &["profiles", "list"]).stdout).unwrap();
    assert!(
        list.lines().any(|line| line.starts_with("bar ") && line.contains("own") && line.contains("ADMIT")),
        "{list}"
    );
    let shown = doorcheck(home.path(), &["profiles", "show", "bar"]);
    assert!(String::from_utf8(shown.stdout).unwrap().contains("doses = 3"));
    let verified = doorcheck(home.path(), &["verify", "--json", "--profile", "bar", "--text", "x"]);
    assert!(String::from_utf8(verified.stdout).unwrap().contains(r#""profile":"bar""#));
    // It was never accepted: nothing holds in its place.
    std::fs::write(own.join("bar.toml"), "name = 'bar'\nsummary = 'The bar'\n[entry]\ndose = 3\n").unwrap();
    for arguments in [
        &["scan", "--print-config"][..],
        &["status"],
        &["profiles", "show", "bar"],
        &["verify", "--profile", "bar", "--text", "x"],
        &["scan", "--profile", "bar", "--print-config"],
    ] {
        let output = doorcheck(home.path(), arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("bar.toml: line 4: entry.dose: "), "{arguments:?}: {said}");
    }
    let listed = doorcheck(home.path(), &["profiles", "list"]);
    assert!(String::from_utf8(listed.stderr).unwrap().contains("bar.toml: line 4"));
    // Somebody else's profile is no reason to close.
    std::fs::write(home.path().join("doorcheck/settings.toml"), "profile = 'vaccinated'\n").unwrap();
    printed(&scan(home.path(), &["--print-config"]));
    assert_eq!(doorcheck(home.path(), &["status"]).status.code(), Some(0));
}

#[test]
fn a_broken_profile_leaves_what_was_last_accepted_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::at(home.path().join("doorcheck"));
    let own = folder.sub("profiles");
    let profile = |rule: &str| {
        own.keep_text("bar", &format!("name = 'bar'\nsummary = 'The bar'\n[entry]\n{rule}\n")).unwrap();
    };
    profile("doses = 3");
    std::fs::write(home.path().join("doorcheck/settings.toml"), "profile = 'bar'\n").unwrap();
    DoorProfiles::read(&folder, Profiles::bundled().unwrap()).accept(&folder, "bar").unwrap();
    printed(&scan(home.path(), &["--print-config"]));
    let is_held = |arguments: &[&str], line: &str| {
        let output = doorcheck(home.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let told = said.contains(line) && said.contains("the last accepted profile holds");
        assert!(told && said.contains("bar"), "{said}");
    };
    profile("dose = 3");
    is_held(&["scan", "--print-config"], "bar.toml: line 4: entry.dose: ");
    is_held(&["scan", "--print-config", "--profile", "bar"], "bar.toml: line 4: entry.dose: ");
    is_held(&["status"], "bar.toml: line 4: entry.dose: ");
    let status = doorcheck(home.path(), &["status", "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["profile"]["green_means"][0], "Green today means (COVID-19): 3 doses.");
    std::fs::remove_file(own.file("bar")).unwrap();
    is_held(&["scan", "--print-config"], "bar.toml: the profile has gone");
    // What is no door has no reason to go by what was once accepted.
    let verified = doorcheck(home.path(), &["verify", "--profile", "bar", "--text", "x"]);
    assert_eq!(verified.status.code(), Some(2));
}

#[test]
fn the_page_on_profiles_shows_what_can_be_read() {
    let page = std::fs::read_to_string("docs/profiles.md").unwrap();
    let blocks: Vec<String> = page
        .split("\n\n")
        .filter(|block| block.lines().all(|line| line.starts_with("    ")))
        .map(|block| block.lines().map(|line| format!("{}\n", &line[4..])).collect())
        .collect();
    let of = |word: &str| blocks.iter().filter(|block| block.starts_with(word)).cloned().collect::<String>();
    // Its rules are in a folder: all the rest was read.
    let whole = of("name = ") + &of("rules = ") + &of("[entry]") + &of("[[without-code]]");
    let read = Profile::parse(&whole).unwrap_err();
    assert!(matches!(read, ProfileError::Rules { .. }), "{read}");
    let ways = of("[[entry.age]]") + &of("[[entry.age.way]]\ndoses") + &of("[[entry.age.way]]\nseries");
    Profile::parse(&format!("name = 'x'\nsummary = ''\n[entry]\n{ways}")).unwrap();
    Profile::parse(&format!("name = 'x'\nsummary = ''\n{}", of("[[stage]]"))).unwrap();
}

#[test]
fn the_screen_says_that_the_last_good_profile_holds() {
    let broken = Broken { path: "/home/door/profiles/bar.toml".into(), key: None, ..broken() };
    let options = Options { held_profile: Some(broken), ..options() };
    let mut fake = Fake::showing(Screen::Ready);
    fake.door.held = true;
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    door.get_by_label_contains("/home/door/profiles/bar.toml, line 3");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(9);
    door.run();
    door.get_by_label_contains("Profile file broken");
}

pub(super) fn broken() -> Broken {
    Broken {
        path: "/home/door/settings.toml".into(),
        line: Some(3),
        key: Some("profile".to_owned()),
        why: "no such profile".to_owned(),
    }
}

#[test]
fn the_screen_says_that_the_last_good_settings_hold() {
    let options = Options { broken: Some(broken()), ..options() };
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    door.get_by_label_contains("/home/door/settings.toml, line 3, profile");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(9);
    door.run();
    assert!(door.query_by_label_contains("line 3").is_none());
    door.get_by_label_contains("Settings file broken");
}

#[test]
fn where_nothing_holds_nothing_is_checked() {
    for fault in [OutOfOrder::Settings(broken()), OutOfOrder::Lists("/keys: nothing in it".to_owned())] {
        for language in Language::ALL {
            for size in WINDOWS {
                let out_of_order = Some(fault.clone());
                let options = Options { kiosk: true, out_of_order, ..options() };
                // Even if a verdict came, it would not be shown.
                let fake = Fake::showing(results(vec![admitted()]));
                let mut door = door_sized(fake, in_language(language), options, size, Ear::default());
                door.event(Event::Paste("HC1:ABC".to_owned()));
                door.run();
                assert_tidy(&door, size, &format!("{fault:?}, {}, {size:?}", language.tag()));
                let texts = texts(language);
                door.get_by_role_and_label(Role::Alert, &texts.get("out-of-order"));
                assert!(door.query_by_label(&texts.get("headline-admit")).is_none());
                assert!(door.state_mut().feed_mut().offered.is_empty());
            }
        }
    }
}

#[test]
fn settings_that_cannot_be_kept_hold_until_the_end_and_that_is_told() {
    let place = tempfile::tempdir().unwrap();
    let (path, told) = (place.path().join("doorcheck"), "Settings cannot be saved");
    // A file stands where the folder is to be.
    std::fs::write(&path, "").unwrap();
    let options = Options { folder: Some(Folder::at(&path)), ..options() };
    let fake = Fake::showing(Screen::Ready);
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    assert!(door.query_by_label_contains(told).is_none());
    let press = |door: &mut Door, labels: &[&str]| {
        for label in labels {
            door.get_by_role_and_label(Role::Button, label).click();
            door.run();
        }
    };
    press(&mut door, &["Settings", "Sound", "25 %", "Back"]);
    assert_eq!(door.state_mut().feed_mut().applied.last().map(|held| held.volume), Some(0.25), "it holds");
    door.get_by_label_contains(told);
    std::fs::remove_file(&path).unwrap();
    press(&mut door, &["Settings", "Sound", "50 %", "Back"]);
    assert!(door.query_by_label_contains(told).is_none());
    assert_eq!(held(&Folder::at(&path)).settings.volume.to_string(), "0.5");
}

#[test]
fn what_is_changed_is_kept_without_the_options_of_the_run_and_never_over_a_broken_file() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let run = DoorSettings { profile: "vaccinated".to_owned(), ..DoorSettings::default() };
    let kept = DoorSettings { camera: Some("USB camera".to_owned()), ..DoorSettings::default() };
    let window = |broken| {
        let options = Options { folder: Some(folder.clone()), kept: Some(kept.clone()), broken, ..options() };
        let mut door =
            door_sized(Fake::showing(Screen::Ready), run.clone(), options, [640.0, 400.0], Ear::default());
        for label in ["Settings", "Sound", "25 %"] {
            door.get_by_role_and_label(Role::Button, label).click();
            door.run();
        }
        door
    };
    window(None);
    let written = held(&folder);
    assert_eq!(written.settings, DoorSettings { volume: 0.25, ..kept.clone() });
    let file = place.path().join("settings.toml");
    std::fs::write(&file, "profile = 'x'").unwrap();
    let mut door = window(Some(broken()));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "profile = 'x'");
    assert_eq!(door.state_mut().feed_mut().applied.last().map(|held| held.volume), Some(0.25), "it holds");
    // Only when it is asked for, and nothing is lost.
    door.get_by_label("Replace file").click();
    door.run();
    assert_eq!(held(&folder).settings, DoorSettings { volume: 0.25, ..kept.clone() });
    assert_eq!(std::fs::read_to_string(place.path().join("settings.broken.toml")).unwrap(), "profile = 'x'");
    assert!(door.query_by_label("Replace file").is_none());
}

#[test]
fn a_camera_chosen_by_its_number_is_an_option_of_the_run() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let options = Options { folder: Some(folder.clone()), ..options() };
    let mut fake = Fake::showing(Screen::Ready);
    fake.chosen = Some("Front camera".to_owned());
    let mut door = door_sized(fake, in_language(Language::En), options, [640.0, 400.0], Ear::default());
    door.run();
    assert_eq!(held(&folder), KeptSettings::default());
}

#[test]
fn every_setting_is_described() {
    // What the parser knows, it says when it is asked for something else.
    let known = toml::from_str::<DoorSettings>("what-else = 1").unwrap_err().message().to_owned();
    let keys: Vec<&str> = known.split('`').skip(3).step_by(2).collect();
    assert!(keys.contains(&"profile") && keys.len() > 8, "{known}");
    let page = std::fs::read_to_string("docs/settings.md").unwrap();
    for key in keys {
        assert!(page.contains(&format!("| `{key}` |")), "docs/settings.md says nothing of {key}");
    }
}

#[test]
fn verify_looks_at_when_the_door_last_ran_and_notes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("doorcheck/clock.toml");
    std::fs::create_dir_all(home.path().join("doorcheck")).unwrap();
    let verify = |more: &[&str]| {
        let input = ["verify", "--json", "--demo", "samples/hk-vac-original-ok.jpg"];
        let output = doorcheck(home.path(), &[&input, more].concat());
        let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (verdict["reason"].clone(), verdict["detail"].to_string(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(verify(&[]).0, "ok");
    assert!(!file.exists(), "nothing is noted");
    for (kept, wrong, detail, said) in [
        ("last-ran = \"2020-01-01T00:00:00Z\"", false, "", ""),
        ("last-ran = \"2099-01-01T00:00:00Z\"", true, "before this door last ran (2099-01-01T00:00:00Z)", ""),
        ("last-ran = 2099", true, "cannot be read", "clock.toml: line 1"),
    ] {
        std::fs::write(&file, kept).unwrap();
        let (reason, told, complaint) = verify(&[]);
        assert_eq!(reason, if wrong { "clock-wrong" } else { "ok" }, "{kept}");
        assert!(told.contains(detail) && complaint.contains(said), "{kept}: {told} {complaint}");
        assert_eq!(verify(&["--at", "2026-11-28"]).0, "ok", "{kept}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), kept);
    }
}

#[test]
fn the_kernel_keeps_the_program_off_the_network_and_a_display_over_one_is_refused() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let status = doorcheck(home.path(), &["status", "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["network"], "kept off by the kernel");
    let files = status["files"].as_str().unwrap();
    assert!(files.starts_with("kept by the kernel") || files.contains("Landlock"), "{files}");
    assert!(status.get("unreached").is_none());
    for display in ["127.0.0.1:5", "elsewhere:0.0", "[::1]:0"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
        command.arg("scan").env("XDG_CONFIG_HOME", home.path()).env("HOME", home.path());
        let output = command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains("another machine"), "{display}: {said}");
    }
}
