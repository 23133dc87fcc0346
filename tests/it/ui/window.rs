//! The window as people see it: the program replays samples on a display, and the screenshot has the colours and words.

use super::eye::Eye;
use super::screen::{Display, Program, has_tools};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// The share of pixels near a colour.
fn share(picture: &image::RgbImage, colour: [u8; 3]) -> f64 {
    let near = |pixel: &image::Rgb<u8>| pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12);
    picture.pixels().filter(|pixel| near(pixel)).count() as f64
        / f64::from(picture.width() * picture.height())
}

/// What a reader of print makes of a picture.
fn words(picture: &Path) -> String {
    let output = Command::new("tesseract").arg(picture).args(["-", "--psm", "11"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).to_uppercase()
}

#[track_caller]
fn check(sample: &str, reason: &str, colour: [u8; 3], headline: &str) {
    if !has_tools(&["Xvfb", "import"]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let display = Display::open();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let program = Program::start(
        &display,
        home.path(),
        &["--demo", "--lang", "en", "--source", sample.to_str().unwrap()],
    );
    let verdict = program.verdict();
    assert_eq!(verdict["reason"], reason);
    assert!(verdict.get("holder").is_none() && verdict.get("events").is_none(), "{verdict}");
    thread::sleep(Duration::from_millis(1_500));
    let file = home.path().join("screen.png");
    let picture = display.picture(&file);
    if let Some(keep) = std::env::var_os("DOORCHECK_SCREENSHOTS") {
        std::fs::copy(&file, Path::new(&keep).join(format!("{reason}.png"))).unwrap();
    }
    assert!(share(&picture, colour) > 0.15, "{reason}: {} of the screen", share(&picture, colour));
    // The stripes of the demonstration.
    assert!(share(&picture, [255, 214, 0]) > 0.02);
    if has_tools(&["tesseract"]) {
        let words = words(&file);
        assert!(words.contains(headline), "{words}");
    }
    program.assert_closes_well(&Eye::on(&display.name));
}

#[test]
fn a_pass_is_green() {
    check("hk-vac-latest-ok.jpg", "ok", [232, 242, 234], "SIGNATURE VALID");
}

#[test]
fn a_refusal_is_red() {
    check("hk-vac-altered-bad-signature.jpg", "bad-signature", [158, 10, 22], "DO NOT ADMIT");
}

#[test]
fn what_is_not_decided_is_amber() {
    check("hc1-unknown-issuer.jpg", "unknown-issuer", [255, 180, 0], "HOLD");
}

#[test]
fn what_is_no_credential_is_grey() {
    check("web-address-not-a-credential.jpg", "not-a-credential", [74, 80, 88], "NOT A HEALTH RECORD");
}
