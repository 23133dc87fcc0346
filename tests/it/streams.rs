//! Standard input, pipes and devices: what comes bit by bit is answered as it comes, in bounded memory; what would last for ever
//! is refused.

use crate::mint::shc::{chunked, dose, jwk, jws, key, numeric, patient, payload};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(60);

fn doorcheck(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Its output; fails the test where it does not end.
#[track_caller]
fn ends(mut child: Child) -> Output {
    drop(child.stdin.take());
    let id = rustix::process::Pid::from_child(&child);
    let (give, output) = channel();
    thread::spawn(move || give.send(child.wait_with_output().unwrap()));
    output.recv_timeout(LONG).unwrap_or_else(|_| {
        rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
        panic!("it does not end");
    })
}

fn fifo(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

#[test]
fn pipes_sockets_and_devices_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (pipe, socket) = (folder.path().join("pipe.png"), folder.path().join("socket.png"));
    fifo(&pipe);
    let _listener = UnixListener::bind(&socket).unwrap();
    let good = "samples/hc1-vaccination-ok.jpg";
    for bad in [&pipe, &socket, Path::new("/dev/zero"), Path::new("/dev/stdin")] {
        let bad = bad.to_str().unwrap();
        for command in [&["verify", "--json", "--demo"][..], &["read", "--json"]] {
            let output =
                ends(doorcheck(&[command, &[bad, good]].concat()).stdin(Stdio::piped()).spawn().unwrap());
            let complaints = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{bad}: {complaints}");
            assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 1, "{bad}");
            let expected = format!(
                "doorcheck: {bad}: is no file; a pipe or a device is read as - alone, from standard input\n"
            );
            assert_eq!(complaints, expected);
        }
    }
}

#[test]
fn a_pipe_in_a_folder_costs_its_neighbours_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.jpg", "z.jpg"] {
        std::fs::copy("samples/hc1-vaccination-ok.jpg", folder.path().join(name)).unwrap();
    }
    fifo(&folder.path().join("m.jpg"));
    fifo(&folder.path().join("frames.bin"));
    let output =
        ends(doorcheck(&["verify", "--json", "--demo", folder.path().to_str().unwrap()]).spawn().unwrap());
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 2);
    assert_eq!(output.status.code(), Some(0));
}

/// A process that is talked to.
struct Talk {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<String>,
}

impl Talk {
    fn with(arguments: &[&str]) -> Self {
        let mut child = doorcheck(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (give, lines) = channel();
        thread::spawn(move || stdout.lines().try_for_each(|line| give.send(line.unwrap())));
        Self { child, stdin, lines }
    }

    #[track_caller]
    fn answer(&mut self, line: &str) -> String {
        self.stdin.write_all(line.as_bytes()).unwrap();
        self.lines.recv_timeout(LONG).unwrap()
    }
}

#[test]
fn a_line_that_comes_alone_is_answered_before_the_next() {
    let mut talk = Talk::with(&["verify", "--json", "-"]);
    // The first one is shorter than what a picture is known by.
    for (index, line) in
        ["x\n", "HC2:6BF\r\n", "b64:3APFAQ==\n", "\u{9673}\n", "HC1:\n"].into_iter().enumerate()
    {
        let answer: Value = serde_json::from_str(&talk.answer(line)).unwrap();
        assert_eq!((&answer["source"], &answer["index"]), (&"-".into(), &index.into()), "{answer}");
    }
    let Talk { child, stdin, .. } = talk;
    drop(stdin);
    assert_eq!(ends(child).status.code(), Some(1));

    let mut talk = Talk::with(&["read", "-"]);
    for line in ["one\n", "two\n"] {
        assert_eq!(
            talk.answer(line),
            format!("-{}: {}", if line == "one\n" { "" } else { "#1" }, line.trim_end())
        );
    }
    let Talk { child, stdin, .. } = talk;
    drop(stdin);
    assert_eq!(ends(child).status.code(), Some(0));
}

#[test]
fn people_get_a_line_a_verdict_as_well() {
    let mut talk = Talk::with(&["verify", "-"]);
    for line in ["x\n", "HC2:6BF\n"] {
        let answer = talk.answer(line);
        assert!(answer.starts_with('-') && answer.contains("not-a-credential"), "{answer}");
    }
    talk.child.kill().unwrap();
    talk.child.wait().unwrap();
}

#[test]
fn a_line_without_end_is_one_error_and_the_stream_goes_on() {
    let mut child = doorcheck(&["verify", "--json", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::spawn(move || {
        stdin.write_all(b"first\n").unwrap();
        for _ in 0..512 {
            stdin.write_all(&[b'x'; 1 << 17]).unwrap();
        }
        stdin.write_all(b"\nlast\n").unwrap();
    });
    let output = wait(child);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 2);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "doorcheck: -: line 2: is longer than 90112 bytes\n"
    );
}

/// As [`ends`], where a thread still writes.
#[track_caller]
fn wait(child: Child) -> Output {
    ends(child)
}

#[test]
fn a_million_lines_take_no_more_memory_than_a_thousand() {
    let mut child =
        doorcheck(&["verify", "--json", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let used = move || -> u64 {
        let text = std::fs::read_to_string(&status).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    };
    let mut stdin = child.stdin.take().unwrap();
    let lines = b"HC2:6BF\n".repeat(20_000);
    stdin.write_all(&lines).unwrap();
    let before = used();
    for _ in 1..50 {
        stdin.write_all(&lines).unwrap();
    }
    let after = used();
    println!("{before} kB, then {after} kB");
    assert!(after < before + 32_000, "{before} kB, then {after} kB");
    drop(stdin);
    assert_eq!(ends(child).status.code(), Some(1));
}

#[test]
fn whoever_stops_listening_ends_it() {
    for form in [&["verify", "--json", "-"][..], &["verify", "-"], &["read", "--json", "-"]] {
        let mut child = doorcheck(form).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || while stdin.write_all(&b"HC2:6BF\n".repeat(1_000)).is_ok() {});
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        // Though its input has no end.
        let output = ends(child);
        writer.join().unwrap();
        assert_eq!(output.status.code(), Some(if form[0] == "verify" { 1 } else { 0 }));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn a_full_disk_is_told_in_one_line() {
    for form in [
        &["verify", "--json", "-"][..],
        &["verify", "-"],
        &["read", "--json", "-"],
        &["verify", "--demo", "samples/no-code.jpg", "samples/two-codes-ok.jpg"],
        &["verify", "--json", "samples/no-code.jpg"],
        &["profiles", "list"],
    ] {
        let mut child = doorcheck(form)
            .stdin(Stdio::piped())
            .stdout(File::options().write(true).open("/dev/full").unwrap())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || {
            for _ in 0..1_000 {
                if stdin.write_all(&b"HC2:6BF\n".repeat(100)).is_err() {
                    break;
                }
            }
        });
        let output = ends(child);
        writer.join().unwrap();
        let complaints = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{form:?}: {complaints}");
        assert_eq!(complaints.lines().count(), 1, "{form:?}: {complaints}");
        assert!(complaints.starts_with("doorcheck: standard output: "), "{form:?}: {complaints}");
    }
}

/// Two cards of one issuer, and the reasons on codes of theirs in a row.
fn reasons(codes: &[&String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let trust = folder.path().join("jwks.json");
    let set = serde_json::json!({ "iss": ISSUER, "keys": [jwk(&key("streams"))] });
    std::fs::write(&trust, set.to_string()).unwrap();
    let mut child = doorcheck(&["verify", "--json", "--trust", trust.to_str().unwrap(), "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    codes.iter().for_each(|code| writeln!(stdin, "{code}").unwrap());
    drop(stdin);
    let output = ends(child);
    let text = String::from_utf8(output.stdout).unwrap();
    let reason = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["reason"].as_str().unwrap().to_owned()
    };
    text.lines().map(reason).collect()
}

const ISSUER: &str = "https://streams.example.org/issuer";

fn cards(parts: usize) -> [Vec<String>; 2] {
    [("Anyperson", "1951"), ("Kettle", "1954")].map(|(family, year)| {
        let card = payload(ISSUER, &[patient(family, &["Beatrice"], year), dose("207", "2025-04-01")]);
        chunked(&jws(&card, &key("streams")), parts)
    })
}

#[test]
fn two_cards_are_gathered_at_once_in_any_order() {
    let [a, b] = cards(2);
    for order in [
        [&a[0], &b[0], &a[1], &b[1]],
        [&a[0], &b[1], &a[1], &b[0]],
        [&a[0], &b[1], &b[0], &a[1]],
        [&b[1], &a[1], &a[0], &b[0]],
        [&a[1], &b[0], &b[1], &a[0]],
        [&a[0], &a[1], &b[1], &b[0]],
    ] {
        let given = reasons(&order);
        assert_eq!(given.iter().filter(|reason| *reason == "ok").count(), 2, "{given:?}");
        assert_eq!(given.iter().filter(|reason| *reason == "incomplete").count(), 2, "{given:?}");
    }
    let [a, b] = cards(3);
    for order in [
        [&a[0], &b[0], &a[1], &b[1], &a[2], &b[2]],
        [&a[2], &b[0], &b[1], &a[1], &b[2], &a[0]],
        [&b[0], &a[1], &b[2], &a[0], &b[1], &a[2]],
    ] {
        let given = reasons(&order);
        assert_eq!(given.iter().filter(|reason| *reason == "ok").count(), 2, "{given:?}");
    }
}

#[test]
fn a_stray_chunk_takes_nothing_from_a_card() {
    let [a, b] = cards(2);
    let [_, three] = cards(3);
    let whole = numeric(&jws(
        &payload(ISSUER, &[patient("Whole", &["One"], "1950"), dose("207", "2025-04-01")]),
        &key("streams"),
    ));
    let given = reasons(&[&a[0], &three[1], &b[0], &whole, &a[1], &b[0], &b[1], &a[1]]);
    let [ok, part] = ["ok", "incomplete"];
    assert_eq!(given, [part, part, part, ok, ok, part, ok, part]);
}

#[test]
fn parts_of_two_cards_alone_never_pass() {
    let [a, b] = cards(2);
    assert_eq!(reasons(&[&a[0], &b[1]]), ["incomplete", "incomplete"]);
    let [a, b] = cards(3);
    assert_eq!(reasons(&[&a[0], &b[1], &a[2]]), ["incomplete", "incomplete", "incomplete"]);
}
