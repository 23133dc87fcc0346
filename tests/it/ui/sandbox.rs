//! What the kernel keeps each kind of process from, as it is seen from outside; windows that work all the same.
#![cfg(target_os = "linux")]

use super::screen::{Display, Program, Tape, children, has_tools};
use super::support::access;
use crate::attacks;
use doorcheck::config::Folder;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_doorcheck");

/// A value of what the kernel says of a process.
fn status(process: u32, name: &str) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim));
    line.map(str::to_owned)
}

/// Sees that a process has no rights beyond these, and that many filters over its calls.
#[track_caller]
fn assert_filtered(process: u32, filters: u32) {
    let of = |name| status(process, name).unwrap_or_default();
    assert_eq!((of("NoNewPrivs").as_str(), of("Seccomp").as_str()), ("1", "2"));
    // Kernels before 5.10 do not count them.
    let counted = status(process, "Seccomp_filters");
    assert!(
        counted.as_ref().is_none_or(|counted| *counted == filters.to_string()),
        "{counted:?}, not {filters}"
    );
}

/// Waits for something.
#[track_caller]
fn within_a_minute<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "no {what} within a minute");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder of settings with a PIN, without which a kiosk checks nothing.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    Folder::at(home.path().join("doorcheck")).keep("pin", &access().record()).unwrap();
    home
}

/// Two filters, those of the network, over each; what is started has those of what starts it too.
#[test]
fn a_window_and_both_processes_of_a_kiosk_are_filtered() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (home(), Display::open());
    let source = ["--demo", "--source", "samples/nzcp-ok.jpg"];
    let window = Program::start(&display, home.path(), &source);
    window.verdict();
    assert_filtered(window.id(), 2);
    drop(window);
    let kiosk = Program::start(&display, home.path(), &[&["--kiosk"], &source[..]].concat());
    kiosk.verdict();
    assert_filtered(kiosk.id(), 2);
    assert_filtered(children(kiosk.id())[0], 4);
}

/// That of work on hostile bytes is the fifth.
#[test]
fn what_verifies_is_filtered_and_what_draws_pdf_more_so() {
    let folder = tempfile::tempdir().unwrap();
    let waits =
        Command::new(PROGRAM).args(["verify", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let waits = Ends(waits.unwrap());
    within_a_minute("filter", || (status(waits.0.id(), "Seccomp")? == "2").then_some(()));
    within_a_minute("second filter", || (status(waits.0.id(), "Seccomp_filters")? == "2").then_some(()));
    assert_filtered(waits.0.id(), 2);
    let pdf = folder.path().join("forms.pdf");
    fs::write(&pdf, attacks::pdf::named("nested-forms")).unwrap();
    let verifies =
        Command::new(PROGRAM).arg("verify").arg(pdf).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let verifies = Ends(verifies.unwrap());
    // Which of its threads starts it is not known.
    let tasks = format!("/proc/{}/task", verifies.0.id());
    let draws = within_a_minute("process that draws", || {
        let threads = fs::read_dir(&tasks).ok()?;
        let started = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children")).ok();
        let started = threads.filter_map(|thread| started(thread.ok()?)).collect::<String>();
        let draws = started.split_whitespace().next()?.parse().ok()?;
        (status(draws, "Seccomp_filters")? == "5").then_some(draws)
    });
    assert_filtered(draws, 5);
}

/// Each kind of command is kept to its files before it opens what it is given.
#[test]
fn every_command_is_kept_to_its_files_before_it_begins() {
    if !has_tools(&["strace"]) || !has_landlock() {
        return;
    }
    // Some machines let nobody look.
    if !Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().unwrap().success() {
        println!("skipped: strace sees nothing here");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("input");
    fs::write(&input, "HC1:x").unwrap();
    let input = input.to_str().unwrap();
    for arguments in [
        &["verify", input][..],
        &["read", input],
        &["verify", "--trust", input, "--text", "x"],
        &["trust", "update", input],
        &["trust", "import", input, "--as", "x"],
        &["trust", "diff", input, input],
        &["trust", "seal", input, "--key", input, "--out", "out"],
        &["trust", "show", input, "--gif", "out"],
        &["profiles", "check", input],
        &["rules", "list", input],
        &["config", "check", input],
        &["config", "card", input, "--key", input, "--serial", "1", "--until", "2027-01-01", "--out", "out"],
    ] {
        let mut traced = Command::new("strace");
        traced.args(["-f", "-qq", "-e", "trace=landlock_restrict_self,openat,open", PROGRAM]).args(arguments);
        let output = traced.env("XDG_CONFIG_HOME", home.path()).current_dir(home.path()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let opened =
            said.find(&format!("{input}\"")).unwrap_or_else(|| panic!("{arguments:?}: never opened: {said}"));
        let kept = said
            .find("landlock_restrict_self(")
            .filter(|at| said[*at..].lines().next().unwrap().ends_with("= 0"));
        assert!(kept.is_some_and(|kept| kept < opened), "{arguments:?}: {said}");
    }
}

/// Whether this kernel has the rules at all.
fn has_landlock() -> bool {
    let output = Command::new(PROGRAM).args(["status", "--json"]).output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let kept = status["files"].as_str().unwrap().starts_with("kept by the kernel");
    if !kept {
        println!("skipped: {}", status["files"]);
    }
    kept
}

/// The thread that plays sound is started last of all: what holds for it holds for the program.
#[test]
fn a_window_writes_nowhere_but_in_its_own_folders() {
    if !has_tools(&["Xvfb", "mkfifo"]) || !has_landlock() {
        return;
    }
    for (place, heard) in [("doorcheck", true), ("elsewhere", false)] {
        let (home, display) = (home(), Display::open());
        let tape = home.path().join(place).join("tape");
        let sounds = Tape::at(home.path(), tape).record();
        let program = Program::start(&display, home.path(), &["--demo", "--source", "samples/nzcp-ok.jpg"]);
        // Where the file is refused to it, ALSA's own plug-in ends the program: that is soon enough.
        assert_ne!(program.lines.recv_timeout(Duration::from_secs(60)), Err(RecvTimeoutError::Timeout));
        let wait = Duration::from_secs(if heard { 60 } else { 4 });
        assert_eq!(sounds.recv_timeout(wait).is_ok(), heard, "{place}");
    }
}

/// Nobody attends a kiosk: what it reads was given to it.
#[test]
fn a_kiosk_reads_nothing_but_what_it_was_given() {
    if !has_tools(&["Xvfb"]) || !has_landlock() {
        return;
    }
    let (home, display) = (home(), Display::open());
    let [given, elsewhere] = ["given", "elsewhere"].map(|name| home.path().join(name));
    for folder in [&given, &elsewhere] {
        fs::create_dir(folder).unwrap();
    }
    fs::copy("samples/nzcp-ok.jpg", given.join("b.jpg")).unwrap();
    fs::copy("samples/hk-vac-altered-bad-signature.jpg", elsewhere.join("a.jpg")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("a.jpg"), given.join("a.jpg")).unwrap();
    let first = |more: &[&str]| {
        let source = ["--demo", "--source", given.to_str().unwrap()];
        Program::start(&display, home.path(), &[more, &source].concat()).verdict()["reason"].clone()
    };
    assert_eq!(first(&[]), "bad-signature");
    assert_eq!(first(&["--kiosk"]), "ok");
}

/// Where the bus is behind a network socket, that is said, nobody connects to it, and the door goes on.
#[test]
fn a_window_goes_on_without_a_bus_behind_a_network_socket() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (home(), Display::open());
    let bus = TcpListener::bind("127.0.0.1:0").unwrap();
    bus.set_nonblocking(true).unwrap();
    let address = format!("tcp:host=127.0.0.1,port={}", bus.local_addr().unwrap().port());
    let names = ["DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"];
    let environment = [("DISPLAY", display.name.as_str()), (names[0], &address), (names[1], &address)];
    for more in [&[][..], &["--kiosk"]] {
        let source = ["--demo", "--source", "samples/nzcp-ok.jpg"];
        let mut program = Program::start_in(&environment, home.path(), &[&source, more].concat());
        assert_eq!(program.verdict()["reason"], "ok");
        thread::sleep(Duration::from_secs(1));
        assert!(program.runs());
        let said = program.killed();
        for name in names {
            assert!(said.contains(&format!("{name}={address}: a bus on another machine")), "{said}");
        }
    }
    assert!(bus.accept().is_err(), "it was connected to");
    let mut told = Command::new(PROGRAM);
    told.args(["status", "--json"]).env("XDG_CONFIG_HOME", home.path()).envs(environment);
    let told: serde_json::Value = serde_json::from_slice(&told.output().unwrap().stdout).unwrap();
    assert_eq!(told["unreached"].as_array().map(Vec::len), Some(2), "{told}");
}

/// A compositor without a screen: what the window shows is not looked at, but that it opens, reads and stays.
#[test]
fn a_window_opens_on_wayland() {
    if !has_tools(&["weston"]) {
        return;
    }
    let (home, run) = (home(), tempfile::tempdir().unwrap());
    fs::set_permissions(run.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let weston = Command::new("weston")
        .args([
            "--backend=headless-backend.so",
            "--socket=door",
            "--width=1280",
            "--height=800",
            "--idle-time=0",
        ])
        .env("XDG_RUNTIME_DIR", run.path())
        .env_remove("DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _weston = Ends(weston.unwrap());
    within_a_minute("socket", || run.path().join("door").exists().then_some(()));
    let environment = [("WAYLAND_DISPLAY", "door"), ("XDG_RUNTIME_DIR", run.path().to_str().unwrap())];
    for more in [&[][..], &["--kiosk"]] {
        let source = ["--demo", "--source", "samples/nzcp-ok.jpg"];
        let mut program = Program::start_in(&environment, home.path(), &[&source, more].concat());
        assert_eq!(program.verdict()["reason"], "ok");
        thread::sleep(Duration::from_secs(5));
        assert!(program.runs());
        assert_filtered(program.id(), 2);
        assert!(
            children(program.id()).into_iter().all(|child| status(child, "Seccomp").as_deref() == Some("2"))
        );
        assert_eq!(program.killed(), "");
    }
}
