//! The real window, a code before its camera, and a gate on its port.
#![cfg(target_os = "linux")]

use super::eye::Eye;
use super::screen::{Display, Program, has_tools};
use crate::drawing;
use crate::gate::Board;
use crate::mint::hongkong;
use std::time::Duration;

#[test]
fn the_gate_opens_for_an_entry_rule_that_is_met_and_for_nothing_else() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let key = hongkong::key(7);
    let list = home.path().join("key.json");
    std::fs::write(&list, crate::door::list(&key, true).to_string()).unwrap();
    let code = hongkong::signed(&hongkong::Vac::default().fields(), &key);
    let picture = home.path().join("code.png");
    std::fs::write(&picture, drawing::png(drawing::code(&code, 4, 4))).unwrap();
    let (list, picture) = (list.to_str().unwrap(), picture.to_str().unwrap());
    for (arguments, told) in [
        (&["--trust", list, "--profile", "vaccinated"][..], Some("ADMIT")),
        (&["--trust", list], Some("GENUINE")),
        (&["--profile", "vaccinated"], Some("HOLD")),
        // Not even with a key that is not a demonstration's.
        (&["--trust", list, "--profile", "vaccinated", "--demo"], None),
    ] {
        let board = Board::new();
        let port = board.path.to_str().unwrap().to_owned();
        let program = Program::start(
            &display,
            home.path(),
            &[&["--gate", &port, "--source", picture], arguments].concat(),
        );
        program.verdict();
        match told {
            Some(told) => {
                assert_eq!(board.line(), "READY");
                let next = std::iter::repeat_with(|| board.line()).find(|line| line != "ALIVE").unwrap();
                assert_eq!(next, told, "{arguments:?}");
            }
            None => assert_eq!(board.within(Duration::from_secs(2)), b""),
        }
        program.assert_closes_well(&Eye::on(&display.name));
    }
    // An option of a run.
    assert!(!home.path().join("doorcheck/settings.toml").exists());
}
