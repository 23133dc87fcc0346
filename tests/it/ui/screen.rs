//! The real program on a real display: Xvfb, software rendering, and a loudspeaker that is a pipe.

use super::eye::Eye;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The tools of these tests, as Debian names their packages.
pub(super) fn has_tools(tools: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let missing: Vec<&&str> = tools
        .iter()
        .filter(|tool| !std::env::split_paths(&path).any(|dir| dir.join(tool).is_file()))
        .collect();
    if !missing.is_empty() {
        println!("skipped: {missing:?} not installed");
    }
    missing.is_empty()
}

/// A display of its own, gone when dropped.
pub(super) struct Display {
    server: Child,
    pub(super) name: String,
}

impl Display {
    pub(super) fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// What is on the display.
    pub(super) fn picture(&self, to: &Path) -> image::RgbImage {
        let done = Command::new("import")
            .env("DISPLAY", &self.name)
            .args(["-window", "root"])
            .arg(to)
            .output()
            .unwrap();
        assert!(done.status.success(), "import: {}", String::from_utf8_lossy(&done.stderr));
        image::open(to).unwrap().to_rgb8()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program, scanning. Dropped, it is killed, and what it said is part of what the test prints.
pub(super) struct Program {
    child: Child,
    /// Its lines of JSON.
    pub(super) lines: Receiver<String>,
    /// Standard error, read to its end.
    said: Option<JoinHandle<String>>,
}

impl Program {
    /// Starts `scan` on that display with that loudspeaker and those arguments.
    pub(super) fn start(display: &Display, home: &Path, arguments: &[&str]) -> Self {
        Self::start_in(&[("DISPLAY", &display.name)], home, arguments)
    }

    /// The same where the environment says so.
    pub(super) fn start_in(environment: &[(&str, &str)], home: &Path, arguments: &[&str]) -> Self {
        // A bench of another build of it names that.
        let program = std::env::var_os("DOORCHECK_BIN").unwrap_or(env!("CARGO_BIN_EXE_doorcheck").into());
        let mut child = Command::new(program)
            .arg("scan")
            .args(arguments)
            .arg("--json")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .envs(environment.iter().copied())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("XDG_CONFIG_HOME", home)
            .env("ALSA_CONFIG_PATH", home.join("asound.conf"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (give, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| give.send(line)));
        let mut err = child.stderr.take().unwrap();
        let said = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = err.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Self { child, lines, said: Some(said) }
    }

    /// The number of its process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next verdict.
    pub(super) fn verdict(&self) -> serde_json::Value {
        let line = self.lines.recv_timeout(Duration::from_secs(60)).expect("a verdict within a minute");
        serde_json::from_str(&line).unwrap()
    }

    /// Closes its window, which must end it, well and without a word on standard error.
    #[track_caller]
    pub(super) fn assert_closes_well(mut self, eye: &Eye) {
        let start = Instant::now();
        let mut asked = 0;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            let waited = start.elapsed().as_secs();
            assert!(waited < 60, "asked {asked} times, it goes on");
            // Asked again, as people do.
            if waited >= asked * 10 {
                eye.close_windows();
                asked += 1;
            }
            thread::sleep(Duration::from_millis(10));
        };
        let said = self.said();
        assert!(status.success() && said.is_empty(), "{status}: {said}");
    }

    /// Whether it still runs.
    pub(super) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Kills it and the window's process of a kiosk; gives what they said.
    pub(super) fn killed(mut self) -> String {
        self.kill();
        self.said()
    }

    fn kill(&mut self) {
        // Stopped, a kiosk opens no other window meanwhile.
        let children = if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            signal(self.id(), Signal::STOP);
            children(self.id())
        } else {
            Vec::new()
        };
        let _ = self.child.kill();
        let _ = self.child.wait();
        children.into_iter().for_each(|child| signal(child, Signal::KILL));
    }

    fn said(&mut self) -> String {
        self.said.take().map(|said| said.join().unwrap()).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
        eprint!("{}", self.said());
    }
}

/// The processes that a process of one thread has started, and that still run.
pub(super) fn children(parent: u32) -> Vec<u32> {
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
    children.unwrap_or_default().split_whitespace().map(|child| child.parse().unwrap()).collect()
}

/// Sends a signal to a process, if it is still there.
pub(super) fn signal(process: u32, signal: Signal) {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw).unwrap();
    let _ = kill_process(process, signal);
}

/// A loudspeaker that is a pipe: what is played comes out of it as 32-bit floats, one channel, at 48,000 a second.
pub(super) struct Tape(PathBuf);

impl Tape {
    /// Puts the loudspeaker's description into `home`, and the pipe where the program may write.
    pub(super) fn in_folder(home: &Path) -> Self {
        Self::at(home, home.join("doorcheck/tape"))
    }

    /// Puts the loudspeaker's description into `home`.
    pub(super) fn at(home: &Path, pipe: PathBuf) -> Self {
        std::fs::create_dir_all(pipe.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // The null device takes whatever comes as fast as it comes: the pipe's reader sets the pace.
        let config = format!(
            "pcm.!default {{ type plug; slave {{ pcm tape; format FLOAT_LE; rate 48000; channels 1 }} }}\n\
             pcm.tape {{ type file; slave.pcm nowhere; file \"{}\"; format raw }}\n\
             pcm.nowhere {{ type null }}\n",
            pipe.display()
        );
        std::fs::write(home.join("asound.conf"), config).unwrap();
        Self(pipe)
    }

    /// Records, at the pace of sound, until a sound is followed by a second of silence; for a minute at most.
    pub(super) fn record(self) -> Receiver<Vec<f32>> {
        const A_SECOND: usize = 48_000;
        let (give, taken) = channel();
        // Left behind if nothing is ever played: opening the pipe waits for the player.
        thread::spawn(move || {
            let mut file = std::fs::File::open(self.0).unwrap();
            let mut part = vec![0; A_SECOND * 4 / 20];
            let mut samples: Vec<f32> = Vec::new();
            let mut quiet_since = None;
            // On a busy machine a code may seem to go, and be told again when it comes back: that is another sound.
            while samples.len() < 60 * A_SECOND
                && quiet_since.is_none_or(|since| samples.len() < since + A_SECOND)
                && file.read_exact(&mut part).is_ok()
            {
                let new = part.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap()));
                samples.extend(new);
                quiet_since = samples.iter().rposition(|sample| sample.abs() > 0.02);
                thread::sleep(Duration::from_millis(50));
            }
            let _ = give.send(samples);
            // A pipe that nobody reads is a loudspeaker that breaks: it is read until the player closes it.
            while file.read_exact(&mut part).is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        });
        taken
    }
}
