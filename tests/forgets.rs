//! Nothing of a guest stays once his result has closed: neither in the memory of the program, which is read from outside, nor in a file, nor
//! in what it says. A binary of its own: beside other tests the machine would be too slow to show a result in its time.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub
)]

#[allow(dead_code, reason = "the integration tests use all of it")]
#[path = "it/ui/eye.rs"]
mod eye;
#[allow(dead_code, reason = "the integration tests use all of it")]
#[path = "it/ui/hand.rs"]
mod hand;
#[path = "forgets/memory.rs"]
mod memory;
#[allow(dead_code, reason = "the integration tests use all of it")]
#[path = "it/ui/screen.rs"]
mod screen;

use eye::Eye;
use hand::Hand;
use memory::{Memory, Needle};
use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};
use screen::{Display, children, has_tools, signal};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A sample, and what of its guest is looked for beside its code.
struct Guest {
    picture: &'static str,
    /// What stands in memory as long as the result is on the screen.
    shown: &'static [&'static str],
    /// What is read on the way there alone, or painted letter by letter.
    read: &'static [&'static str],
}

const GUESTS: [Guest; 5] = [
    Guest {
        picture: "hc1-vaccination-ok.jpg",
        shown: &["TEAPOT", "茶壺小明"],
        read: &["1980-05-23", "23-05-1980", "23 May 1980", "URN:UVCI:01:XXA:VACCINATED#2"],
    },
    Guest {
        picture: "nzcp-ok.jpg",
        shown: &["Cosima Umbrella"],
        read: &["1999-02-28", "28-02-1999", "28 Feb 1999"],
    },
    Guest {
        picture: "shc-vaccination-ok.jpg",
        shown: &["Siu Ming Mary"],
        read: &["1980-05-23", "23-05-1980", "23 May 1980"],
    },
    Guest {
        picture: "divoc-vaccination-ok.jpg",
        shown: &["Rosalind Samovar", "XX0000000"],
        read: &["LOT-0003"],
    },
    // Its code is plain text, and held as long as its result is shown: whatever it says is seen.
    Guest {
        picture: "vdsnc-vaccination-ok.png",
        shown: &["KETTLE BEATRICE", "1954-11-02", "XX00000001", "LOT-2"],
        read: &["02-11-1954", "2 Nov 1954"],
    },
];

impl Guest {
    /// What stands in memory as long as the result is on the screen; of the code its beginning, and some of its middle.
    fn shown(&self) -> Vec<Needle> {
        let code = self.code();
        let middle = code.len() / 2;
        let mut needles: Vec<Needle> = self.shown.iter().map(|text| Needle::text(text)).collect();
        needles.push(Needle::bytes("the code", &code[..48]));
        needles.push(Needle::bytes("the code's middle", &code[middle..middle + 48]));
        needles
    }

    fn all(&self) -> Vec<Needle> {
        let line = Needle::bytes("the line", &self.line().as_bytes()[..48]);
        // In a code of bytes they lie half a byte away from where codewords begin (ISO/IEC 18004 §7.4.5).
        let code = self.code();
        let words: Vec<u8> =
            code.windows(2).skip(code.len() / 2).map(|two| two[0] << 4 | two[1] >> 4).collect();
        let words = Needle::bytes("the codewords", &words[..48]);
        let read = self.read.iter().map(|text| Needle::text(text));
        self.shown().into_iter().chain(read).chain([line, words]).collect()
    }

    /// The line of the code, as the samples' table has it.
    fn line(&self) -> String {
        let table = fs::read_to_string(samples().join("expected.tsv")).unwrap();
        let rows = table.lines().map(|row| row.split('\t').collect::<Vec<_>>());
        rows.into_iter().find(|row| row[0] == self.picture).unwrap()[7].to_owned()
    }

    fn code(&self) -> Vec<u8> {
        match self.line().strip_prefix("b64:") {
            Some(base64) => data_encoding::BASE64.decode(base64.as_bytes()).unwrap(),
            None => self.line().into_bytes(),
        }
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// The ground of the waiting screen.
const GROUND: [u8; 3] = [16, 20, 26];

/// A pass is shown for eight seconds; then it has five more.
const GONE: Duration = Duration::from_secs(8 + 5);

/// The program, with all that it might keep something in below `home`. Ended when dropped.
struct Program(Child);

impl Program {
    fn start(home: &Path, arguments: &[&str], display: Option<&Display>) -> Self {
        let mut command =
            Command::new(std::env::var_os("DOORCHECK_BIN").unwrap_or(env!("CARGO_BIN_EXE_doorcheck").into()));
        for folder in ["CONFIG", "DATA", "STATE", "CACHE"] {
            command.env(format!("XDG_{folder}_HOME"), home.join(folder.to_lowercase()));
        }
        if let Some(display) = display {
            command
                .env("DISPLAY", &display.name)
                .env_remove("WAYLAND_DISPLAY")
                .env("LIBGL_ALWAYS_SOFTWARE", "1");
        }
        let child = command
            .args(arguments)
            .current_dir(home)
            .env("HOME", home)
            .env("TMPDIR", home)
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(home.join("said")).unwrap())
            .spawn()
            .unwrap();
        Self(child)
    }

    fn answers(&mut self) -> BufReader<ChildStdout> {
        BufReader::new(self.0.stdout.take().unwrap())
    }

    /// Its memory, where the system lets a parent read that of its child.
    fn memory(&self) -> Option<Memory> {
        let memory = Memory::of(self.0.id());
        if let Err(why) = &memory {
            eprintln!("the memory of the program is not looked at, only its files: {why}");
        }
        memory.ok()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Every file below a folder, and what was found in it.
fn found_in_files(folder: &Path, needles: &[Needle]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => found.extend(found_in_files(&path, needles)),
            kind if kind.is_file() => {
                let bytes = fs::read(&path).unwrap();
                let here = needles.iter().filter(|needle| needle.count_in(&bytes) > 0);
                found.extend(here.map(|needle| format!("{} in {}", needle.name, path.display())));
            }
            _ => {}
        }
    }
    found
}

fn next(answers: &mut impl BufRead) -> serde_json::Value {
    let mut line = String::new();
    answers.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

#[test]
fn the_window_forgets_a_guest_when_the_result_has_closed() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, scenes, display) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), Display::open());
    // One guest after the other, then nobody, for longer than the test takes.
    for (number, guest) in GUESTS.iter().enumerate() {
        let scene = scenes.path().join(format!("{number}-{}", guest.picture));
        fs::copy(samples().join(guest.picture), scene).unwrap();
    }
    let nobody = image::GrayImage::from_pixel(320, 240, image::Luma([200]));
    for number in 0..40 {
        nobody.save(scenes.path().join(format!("nobody-{number:02}.png"))).unwrap();
    }
    let source = scenes.path().to_str().unwrap();
    let arguments = ["scan", "--demo", "--json", "--json-personal", "--lang", "en", "--source", source];
    let mut program = Program::start(home.path(), &arguments, Some(&display));
    let mut answers = program.answers();
    let mut memory = None;
    for guest in &GUESTS {
        assert_eq!(next(&mut answers)["outcome"], "pass", "{}", guest.picture);
        thread::sleep(Duration::from_millis(500));
        memory = program.memory();
        if let Some(memory) = &memory {
            for needle in guest.shown() {
                assert!(
                    memory.count(&needle) > 0,
                    "{}: {} is not even there when it is shown",
                    guest.picture,
                    needle.name
                );
            }
        }
    }
    thread::sleep(GONE);
    let all: Vec<Needle> = GUESTS.iter().flat_map(Guest::all).collect();
    if memory.is_some() {
        let left = program.memory().unwrap().found(&all);
        assert!(left.is_empty(), "still in memory: {left:#?}");
    }
    drop(program);
    let left = found_in_files(home.path(), &all);
    assert!(left.is_empty(), "{left:#?}");
}

/// Where no camera sends pictures, nothing is drawn and nothing read but for what was typed.
#[test]
fn a_window_without_a_camera_forgets_what_a_scanner_typed() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let arguments = ["scan", "--demo", "--json", "--lang", "en", "--camera", "99"];
    let mut program = Program::start(home.path(), &arguments, Some(&display));
    let mut answers = program.answers();
    let hand = Hand::on(&display.name);
    hand.focus();
    // The camera is looked for first.
    thread::sleep(Duration::from_secs(3));
    let guest = &GUESTS[1];
    hand.scan(&format!("{}\n", guest.line()));
    assert_eq!(next(&mut answers)["outcome"], "pass");
    thread::sleep(Duration::from_millis(500));
    if let Some(memory) = program.memory() {
        for needle in guest.shown() {
            assert!(memory.count(&needle) > 0, "{} is not even there when it is shown", needle.name);
        }
        thread::sleep(GONE);
        let left = program.memory().unwrap().found(&guest.all());
        assert!(left.is_empty(), "still in memory: {left:#?}");
    }
    drop(program);
    let left = found_in_files(home.path(), &guest.all());
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_line_is_forgotten_once_it_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["verify", "--demo", "--json", "-"], None);
    let (mut answers, mut lines) = (program.answers(), program.0.stdin.take().unwrap());
    for guest in &GUESTS {
        writeln!(lines, "{}", guest.line()).unwrap();
        let answer = next(&mut answers);
        assert_eq!(answer["outcome"], "pass", "{answer}");
        thread::sleep(Duration::from_secs(1));
        if let Some(memory) = program.memory() {
            // What it was started with stands there: what is looked for is seen where it is.
            assert!(memory.count(&Needle::text("--demo")) > 0);
            let left = memory.found(&guest.all());
            assert!(left.is_empty(), "{}: {left:#?}", guest.picture);
        }
    }
    drop(program);
    let all: Vec<Needle> = GUESTS.iter().flat_map(Guest::all).collect();
    let left = found_in_files(home.path(), &all);
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_program_that_dies_leaves_no_core() {
    // As a system that collects cores starts programs.
    let most = getrlimit(Resource::Core).maximum;
    setrlimit(Resource::Core, Rlimit { current: most, maximum: most }).unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut program = Program::start(home.path(), &["verify", "--demo", "--json", "-"], None);
    let mut lines = program.0.stdin.take().unwrap();
    writeln!(lines, "{}", GUESTS[0].line()).unwrap();
    next(&mut program.answers());
    let limits = fs::read_to_string(format!("/proc/{}/limits", program.0.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let most: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    // Less, where whoever started it has forbidden more.
    assert!(most.iter().all(|most| ["0", "1"].contains(most)), "{core}");
    signal(program.0.id(), Signal::ABORT);
    let ended = program.0.wait().unwrap();
    assert_eq!((ended.signal(), ended.core_dumped()), (Some(Signal::ABORT.as_raw()), false));
}

#[test]
fn a_kiosk_closes_its_memory_to_other_programs() {
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let open = Program::start(home.path(), &["verify", "-"], None);
    let kiosk = screen::Program::start(&display, home.path(), &["--kiosk"]);
    Eye::on(&display.name).wait_for(GROUND);
    let window = children(kiosk.id())[0];
    let readable = |process| File::open(format!("/proc/{process}/mem")).is_ok();
    if rustix::process::geteuid().is_root() || !readable(open.0.id()) {
        eprintln!("not looked at: the system's administrator reads every memory, or nobody does");
        return;
    }
    assert!(!readable(kiosk.id()) && !readable(window));
}
