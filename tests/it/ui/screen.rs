//! The real program on a real display: Xvfb, software rendering, and a loudspeaker that is a pipe.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

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
            .status()
            .unwrap();
        assert!(done.success());
        image::open(to).unwrap().to_rgb8()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program, scanning; ended when dropped.
pub(super) struct Program {
    child: Child,
    /// Its lines of JSON.
    pub(super) lines: Receiver<String>,
}

impl Program {
    /// Starts `scan` on that display with that loudspeaker and those arguments.
    pub(super) fn start(display: &Display, home: &Path, arguments: &[&str]) -> Self {
        // A bench of another build of it names that.
        let program = std::env::var_os("DOORCHECK_BIN").unwrap_or(env!("CARGO_BIN_EXE_doorcheck").into());
        let mut child = Command::new(program)
            .arg("scan")
            .args(arguments)
            .arg("--json")
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("XDG_CONFIG_HOME", home)
            .env("ALSA_CONFIG_PATH", home.join("asound.conf"))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let (give, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| give.send(line)));
        Self { child, lines }
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
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A loudspeaker that is a pipe: what is played comes out of it as 32-bit floats, one channel, at 48,000 a second.
pub(super) struct Tape(PathBuf);

impl Tape {
    /// Puts the loudspeaker's description into `home`.
    pub(super) fn in_folder(home: &Path) -> Self {
        let pipe = home.join("tape");
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

    /// Records for so long, at the pace of sound.
    pub(super) fn record(self, seconds: usize) -> Receiver<Vec<f32>> {
        let (give, taken) = channel();
        // Left behind if nothing is ever played: opening the pipe waits for the player.
        thread::spawn(move || {
            let mut file = std::fs::File::open(self.0).unwrap();
            let mut bytes = Vec::new();
            let mut part = vec![0; 48_000 * 4 / 20];
            for _ in 0..seconds * 20 {
                if file.read_exact(&mut part).is_err() {
                    break;
                }
                bytes.extend_from_slice(&part);
                thread::sleep(Duration::from_millis(50));
            }
            let samples = bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap()));
            give.send(samples.collect())
        });
        taken
    }
}
