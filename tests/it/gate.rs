//! What a gate or a lamp is told, on a pseudoterminal in place of its port; and the program of docs/gate.md.
#![cfg(target_os = "linux")]

use crate::mint::hongkong;
use crate::verdicts::{self, TEAPOT};
use doorcheck::config::DoorSettings;
use doorcheck::gate::{Gate, GateSettings, GateState, Signal, signals};
use doorcheck::policy::Verdict;
use doorcheck::verdict::Reason;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The other end of a port.
pub(crate) struct Board {
    pub(crate) path: PathBuf,
    bytes: Receiver<u8>,
}

impl Board {
    pub(crate) fn new() -> Self {
        let board = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&board).unwrap();
        unlockpt(&board).unwrap();
        let path = PathBuf::from(ptsname(&board, Vec::new()).unwrap().into_string().unwrap());
        let (give, bytes) = channel();
        let mut board = File::from(board);
        thread::spawn(move || {
            let mut byte = [0];
            // Before the port is opened, and after it is closed, there is an error to read.
            loop {
                match board.read(&mut byte) {
                    Ok(1) if give.send(byte[0]).is_ok() => {}
                    Ok(_) => return,
                    Err(_) => thread::sleep(Duration::from_millis(5)),
                }
            }
        });
        Self { path, bytes }
    }

    /// The next line.
    #[track_caller]
    pub(crate) fn line(&self) -> String {
        let mut line = Vec::new();
        loop {
            match self.bytes.recv_timeout(Duration::from_secs(60)).expect("a line within a minute") {
                b'\n' => return String::from_utf8(line).unwrap(),
                byte => line.push(byte),
            }
        }
    }

    /// What comes within a time.
    pub(crate) fn within(&self, time: Duration) -> Vec<u8> {
        let start = Instant::now();
        let mut bytes = Vec::new();
        while let Ok(byte) = self.bytes.recv_timeout(time.saturating_sub(start.elapsed())) {
            bytes.push(byte);
        }
        bytes
    }
}

fn settings(text: &str) -> GateSettings {
    let settings: DoorSettings = toml::from_str(text).unwrap();
    settings.gate.unwrap()
}

#[track_caller]
fn wait_for(gate: &Gate, wanted: impl Fn(&GateState) -> bool) {
    let start = Instant::now();
    while !wanted(&gate.state()) {
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", gate.state());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn each_signal_is_a_line_and_the_end_is_told() {
    let board = Board::new();
    let gate = Gate::start(GateSettings { alive_seconds: 1, ..GateSettings::on(board.path.clone()) }, || {});
    wait_for(&gate, |state| *state == GateState::Open);
    assert_eq!(board.line(), "READY", "how it was left is not known");
    for signal in [Signal::Admit, Signal::Genuine, Signal::Refuse, Signal::Hold, Signal::Other, Signal::Ready]
    {
        gate.tell(signal);
        let line = std::iter::repeat_with(|| board.line()).find(|line| line != "ALIVE").unwrap();
        assert_eq!(line, signal.word());
    }
    assert_eq!(board.line(), "ALIVE");
    drop(gate);
    assert_eq!(board.line(), "READY");
}

#[test]
fn boards_with_commands_of_their_own_get_them_and_nothing_else() {
    let board = Board::new();
    let text = format!(
        "[gate]\nport = '{}'\nalive-seconds = 1\n[gate.send]\n\
         admit = ['hex:A0 01 01 A2', 400, 'hex:A0 01 00 A1']\nrefuse = 'hex:11'",
        board.path.display()
    );
    let gate = Gate::start(settings(&text), || {});
    wait_for(&gate, |state| *state == GateState::Open);
    let (on, off) = ([0xa0, 1, 1, 0xa2], [0xa0, 1, 0, 0xa1]);
    gate.tell(Signal::Admit);
    assert_eq!(board.within(Duration::from_millis(200)), on);
    assert_eq!(board.within(Duration::from_millis(1_500)), off, "and neither a word nor a sign of life");
    // What comes meanwhile does not wait, and leaves no relay closed.
    gate.tell(Signal::Admit);
    gate.tell(Signal::Refuse);
    assert_eq!(board.within(Duration::from_millis(200)), [&on[..], &off, &[0x11]].concat());
    gate.tell(Signal::Admit);
    assert_eq!(board.within(Duration::from_millis(100)), on);
    drop(gate);
    assert_eq!(board.within(Duration::from_millis(200)), off);
}

#[test]
fn a_port_that_fails_is_told_and_what_was_not_sent_is_never_sent() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("port");
    let gate = Gate::start(GateSettings { alive_seconds: 0, ..GateSettings::on(link.clone()) }, || {});
    wait_for(&gate, |state| matches!(state, GateState::Failed(why) if why.contains("port")));
    gate.tell(Signal::Admit);
    // No serial port.
    std::fs::write(&link, "").unwrap();
    wait_for(&gate, |state| matches!(state, GateState::Failed(why) if why.contains("no serial port")));
    assert_eq!(std::fs::read(&link).unwrap(), b"", "a file is not written to");
    std::fs::remove_file(&link).unwrap();
    let board = Board::new();
    std::os::unix::fs::symlink(&board.path, &link).unwrap();
    wait_for(&gate, |state| *state == GateState::Open);
    assert_eq!(board.within(Duration::from_millis(300)), b"READY\n");
    gate.tell(Signal::Hold);
    assert_eq!(board.line(), "HOLD");
}

fn shown(verdicts: &[&Arc<Verdict>]) -> Vec<Arc<Verdict>> {
    verdicts.iter().map(|verdict| Arc::clone(verdict)).collect()
}

#[test]
fn nothing_but_a_pass_under_an_entry_rule_admits() {
    let admitted = verdicts::admitted(TEAPOT);
    assert_eq!(signals(&shown(&[&admitted]), &shown(&[&admitted])), [Signal::Admit]);
    let exempt = verdicts::admitted_as_exempt(TEAPOT);
    assert_eq!(signals(&shown(&[&exempt]), &shown(&[&exempt])), [Signal::Admit]);
    for reason in Reason::ALL {
        let verdict = verdicts::verdict(reason, TEAPOT);
        let [signal] = signals(&shown(&[&verdict]), &shown(&[&verdict]))[..] else { panic!("{reason}") };
        assert_ne!(signal, Signal::Admit, "{reason}");
        assert_eq!(signal == Signal::Genuine, matches!(reason, Reason::Ok | Reason::Exempt), "{reason}");
    }
}

#[test]
fn nobody_goes_in_beside_somebody_who_must_not() {
    let admitted = verdicts::admitted(TEAPOT);
    for reason in [Reason::BadSignature, Reason::CheckByHand, Reason::UnknownIssuer, Reason::NotACredential] {
        let other = verdicts::verdict(reason, TEAPOT);
        let both = shown(&[&admitted, &other]);
        assert!(!signals(&both, &both).contains(&Signal::Admit), "{reason}");
        assert_eq!(signals(&shown(&[&admitted]), &both), [], "{reason}: one who comes late");
    }
    let two = shown(&[&admitted, &admitted]);
    assert_eq!(signals(&two, &two), [Signal::Admit, Signal::Admit]);
    assert_eq!(signals(&shown(&[&admitted]), &[]), [], "no longer on the screen");
}

#[test]
fn the_program_of_the_page_opens_by_an_entry_rule_alone() {
    let page = std::fs::read_to_string("docs/gate.md").unwrap();
    let program = page.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let key = hongkong::key(7);
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("key.json");
    std::fs::write(&list, crate::door::list(&key, true).to_string()).unwrap();
    let code = hongkong::signed(&hongkong::Vac::default().fields(), &key);
    let sample = "samples/hk-vac-latest-ok.jpg";
    let list = list.to_str().unwrap();
    for (arguments, said) in [
        (vec!["--profile", "vaccinated", "--trust", list, "--text", &code], "open\n"),
        (vec!["--trust", list, "--text", &code], "closed: ok\n"),
        (vec!["--profile", "vaccinated", "--demo", sample], "closed: ok\n"),
        (vec!["--profile", "vaccinated", "--text", "HC1:"], "closed: malformed\n"),
    ] {
        let mut verify = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
        let lines = verify.args(["verify", "--json"]).args(&arguments).output().unwrap().stdout;
        let mut child = Command::new("python3")
            .args(["-c", program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&lines).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), said, "{arguments:?}");
    }
}
