//! A door that is set up by cards and updated from a folder, in a real window: as the README says it, with its own commands.

use super::eye::Eye;
use super::hand::Hand;
use super::screen::{Display, Program, has_tools};
use super::wedge_window::{BUTTON, find};
use doorcheck::reader::{Frame, PassReader, Reader};
use doorcheck::update::Film;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Where the buttons are, of which the reader of print makes nothing: the middle one of three, and the first of two.
const SAME: (i16, i16) = (909, 742);
const INSTALL: (i16, i16) = (737, 742);

/// The commands of the README's chapter on updates, in their order.
fn commands() -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let chapter = readme.split("\n## Updates").nth(1).unwrap().split("\n## ").next().unwrap();
    let lines = chapter.lines().filter_map(|line| line.strip_prefix("    "));
    lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Runs a line in a folder as a shell does, where `doorcheck` is this program, the key's password comes from a file, and settings are
/// kept in `home`.
#[track_caller]
fn run(line: &str, folder: &Path, home: &Path) {
    // What follows a sign of a comment is for people.
    let command = line.split("  #").next().unwrap().trim_end();
    let seals = ["make-key", "trust seal", "--serial"].iter().any(|word| command.contains(word));
    let line = if seals { format!("{command} --password-file password") } else { command.to_owned() };
    let function = format!("doorcheck() {{ '{}' \"$@\"; }}\n{line}", env!("CARGO_BIN_EXE_doorcheck"));
    let mut command = Command::new("bash");
    command.args(["-ec", &function]).current_dir(folder).env("XDG_CONFIG_HOME", home).env("HOME", folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Waits until a file says something.
#[track_caller]
fn wait_for(path: &Path, what: &str) {
    let start = Instant::now();
    while !fs::read_to_string(path).is_ok_and(|text| text.contains(what)) {
        assert!(start.elapsed() < Duration::from_secs(60), "{} never said {what}", path.display());
        thread::sleep(Duration::from_millis(50));
    }
}

/// An issuer that the operator adds.
fn issuer() -> String {
    let key = crate::mint::shc::jwk(&crate::mint::shc::key("an issuer of the README"));
    serde_json::json!({ "network": "shc", "iss": "https://clinic.example.org/fhir", "keys": [key] })
        .to_string()
}

#[test]
fn the_commands_of_the_readme_set_a_door_up_and_update_it() {
    let (operator, device) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(operator.path().join("new-issuer.json"), issuer()).unwrap();
    fs::write(operator.path().join("password"), "correct horse\n").unwrap();
    let lines = commands();
    assert!(lines.len() > 8, "{lines:?}");
    for line in lines {
        run(&line, operator.path(), device.path());
    }
    let state = fs::read_to_string(device.path().join("doorcheck/store/state.toml")).unwrap();
    assert!(state.contains("floor = 1\n") && state.contains("current = 1\n"), "{state}");

    if !has_tools(&["Xvfb", "import", "tesseract"]) {
        return;
    }
    the_window_plays_the_update(operator.path(), device.path());
    // Another door, which has nothing yet: both cards lie before its camera, the update in a folder that the second card names.
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(operator.path().join("1.doorcheck"), stick.path().join("1.doorcheck")).unwrap();
    let settings =
        format!("name = 'Door 7'\nprofile = 'vaccinated'\nupdates = '{}'\n", stick.path().display());
    fs::write(operator.path().join("door8.toml"), settings).unwrap();
    let card =
        "doorcheck config card door8.toml --key operator.key --serial 2 --until 2099-12-31 --out door8.png";
    run(card, operator.path(), device.path());
    let (display, cards) = (Display::open(), operator.path().join("cards"));
    fs::create_dir(&cards).unwrap();
    image::GrayImage::from_pixel(640, 480, image::Luma([128])).save(cards.join("nothing.png")).unwrap();
    let show = |card: &str| fs::copy(operator.path().join(card), cards.join(card)).unwrap();
    show("key.png");
    let hand = Hand::on(&display.name);
    let program =
        Program::start(&display, home.path(), &["--source", cards.to_str().unwrap(), "--lang", "en"]);
    // Before the door, and not on their page, they are no passes.
    let verdict = program.verdict();
    assert_eq!((&verdict["outcome"], &verdict["reason"]), (&"other".into(), &"not-a-credential".into()));
    fs::remove_file(cards.join("key.png")).unwrap();
    hand.focus();
    // The waiting screen is back, and its buttons are where they stay.
    find("brightness", &display, home.path());
    hand.click(find("Settings", &display, home.path()));
    let (_, row) = find("Updates", &display, home.path());
    hand.click((BUTTON, row));
    find("stick", &display, home.path());
    // A card that is sealed with a key which is not held sets nothing; then both lie there.
    show("door8.png");
    find("Refused.", &display, home.path());
    show("key.png");
    // The letters of the key are compared with paper before anything is taken.
    find("Whoever", &display, home.path());
    assert!(!home.path().join("doorcheck/store/state.toml").exists());
    hand.click(SAME);
    wait_for(&home.path().join("doorcheck/store/state.toml"), "operator = ");
    wait_for(&home.path().join("doorcheck/settings.toml"), "name = \"Door 7\"");
    wait_for(&home.path().join("doorcheck/settings.toml"), "profile = \"vaccinated\"");
    find("Found:", &display, home.path());
    hand.click(INSTALL);
    wait_for(&home.path().join("doorcheck/store/state.toml"), "current = 1");
    program.assert_closes_well(&Eye::on(&display.name));
}

/// The film that the window plays is the bundle, and its window closes well.
fn the_window_plays_the_update(folder: &Path, home: &Path) {
    let display = Display::open();
    let mut window = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    window.args(["trust", "show", "1.doorcheck"]).current_dir(folder).env("DISPLAY", &display.name);
    window.env("XDG_CONFIG_HOME", home).env("LIBGL_ALWAYS_SOFTWARE", "1").env_remove("WAYLAND_DISPLAY");
    let mut window = window.spawn().unwrap();
    let (mut film, start) = (Film::default(), Instant::now());
    let whole = loop {
        if start.elapsed() > Duration::from_secs(120) {
            let _ = window.kill();
            panic!("the film never came together");
        }
        let picture = image::imageops::grayscale(&display.picture(&home.join("film.png")));
        let frame =
            Frame::new(picture.width() as usize, picture.height() as usize, picture.into_raw()).unwrap();
        let payloads = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
        let mut texts = payloads.iter().filter_map(|payload| payload.as_text());
        if let Some(whole) = texts.find_map(|text| film.take(text, Duration::ZERO)) {
            break whole;
        }
    };
    assert_eq!(whole, fs::read(folder.join("1.doorcheck")).unwrap());
    Eye::on(&display.name).close_windows();
    assert!(window.wait().unwrap().success());
}
