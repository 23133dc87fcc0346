//! A kiosk whose window is killed, as by a crash in a driver of the graphics, or ends itself, as by an assertion in one.
#![cfg(target_os = "linux")]

use super::eye::Eye;
use super::screen::{Display, Program, children, has_tools, signal};
use super::support::access;
use chrono::Utc;
use doorcheck::config::Folder;
use doorcheck::ui::kiosk::{Access, AccessRecord, PinError, Role};
use rustix::process::Signal;
use std::thread;
use std::time::{Duration, Instant};

const DESKTOP: [u8; 3] = [200, 40, 200];
const CURTAIN: [u8; 3] = [0, 0, 0];
/// The ground of an admission.
const ADMIT: [u8; 3] = [20, 186, 110];
/// The ground of the waiting screen.
const GROUND: [u8; 3] = [16, 20, 26];

/// The process that has the window, once it is another one than `before`.
fn window_of(parent: u32, before: Option<u32>) -> u32 {
    let start = Instant::now();
    loop {
        let child = children(parent).first().copied();
        if let Some(child) = child.filter(|child| Some(*child) != before) {
            return child;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "no window's process");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_window_that_is_killed_comes_back_and_the_desktop_is_covered_meanwhile() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    // Somebody has been trying PINs.
    let folder = Folder::at(home.path().join("doorcheck"));
    let mut access = access();
    let mut tried = Utc::now();
    for _ in 0..8 {
        assert_eq!(access.enter(Role::Manager, "000000", tried), Err(PinError::Wrong));
        tried += access.wait(Role::Manager, tried).unwrap_or_default();
    }
    folder.keep("pin", &access.record()).unwrap();
    let eye = Eye::on(&display.name);
    eye.paint_desktop(DESKTOP);
    let program = Program::start(&display, home.path(), &["--kiosk"]);
    let first = window_of(program.id(), None);
    eye.wait_for(GROUND);
    signal(first, Signal::KILL);
    let second = window_of(program.id(), Some(first));
    eye.wait_for(GROUND);
    // The second death is followed by a wait: the curtain can be seen, and the desktop cannot.
    signal(second, Signal::ABORT);
    eye.wait_for(CURTAIN);
    window_of(program.id(), Some(second));
    assert!(!eye.sees(DESKTOP));
    eye.wait_for(GROUND);
    let kept: AccessRecord = folder.load("pin").unwrap();
    assert_eq!(kept, access.record());
    assert!(Access::new(kept).wait(Role::Manager, Utc::now()).is_some(), "the PIN's delay goes on");
    // The parent would say so, had the system kept what the window had in memory.
    let said = program.killed();
    let [killed, aborted] = ["9 (SIGKILL)", "6 (SIGABRT)"];
    let line = |why| format!("doorcheck: the window ended (signal: {why}) and is opened again\n");
    assert_eq!(said, line(killed) + &line(aborted));
}

#[test]
fn a_kiosk_that_was_set_up_scans_without_a_touch() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let folder = Folder::at(home.path().join("doorcheck"));
    folder.keep("pin", &access().record()).unwrap();
    folder.keep_text("settings", "door = 'MK-02'\nprofile = 'vaccinated'\nvolume = 0.0\n").unwrap();
    let eye = Eye::on(&display.name);
    let start = Instant::now();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/hk-vac-latest-ok.jpg");
    let program = Program::start(&display, home.path(), &["--kiosk", "--demo", "--source", sample]);
    let verdict = program.verdict();
    println!("from the start of a kiosk to its first verdict: {} ms", start.elapsed().as_millis());
    assert_eq!((&verdict["reason"], &verdict["door"]), (&"ok".into(), &"MK-02".into()));
    assert_eq!(verdict["profile"], "vaccinated");
    // It is on the display as well.
    eye.wait_for(ADMIT);
    assert_eq!(program.killed(), "");
}
