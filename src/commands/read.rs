//! `doorcheck read`: what is in the codes, without any verdict on it.

use super::clock::thread_cpu_time;
use super::output::{plain, steers_terminal};
use super::pdf_pages::OwnProcess;
use crate::guard::GuardedReader;
use crate::input::{InputError, Item, Source, sources};
use crate::reader::{Frame, Part, PassReader, Payload, Reader, Reading, Sighting};
use clap::Args;
use data_encoding::BASE64;
use serde::Serialize;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

/// Print what the QR codes in pictures carry, one line a frame
#[derive(Debug, Args)]
#[command(after_long_help = super::help::READ)]
pub(super) struct ReadArgs {
    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
    /// CPU time for a frame, in milliseconds, such as 2.5; 0 tries everything
    #[arg(long, value_name = "N", default_value = "0", value_parser = milliseconds)]
    budget_ms: Duration,
    /// Read all frames as one sequence, as from a camera: what is learnt from one helps with the next
    #[arg(long)]
    sequence: bool,
    /// Start the sequence anew every N frames
    #[arg(long, value_name = "N", requires = "sequence", value_parser = clap::value_parser!(u64).range(1..))]
    reset_every: Option<u64>,
    /// Pictures (PNG, JPEG, WebP, GIF, BMP), PDFs, SMART Health Card files, folders of these or of raw frames, or - for
    /// standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<OsString>,
}

/// Milliseconds with decimals.
fn milliseconds(text: &str) -> Result<Duration, String> {
    let milliseconds = text.parse::<f64>().map_err(|error| error.to_string())?;
    Duration::try_from_secs_f64(milliseconds / 1e3).map_err(|error| error.to_string())
}

impl ReadArgs {
    /// Reads every input. Exit code 0 if all of them could be opened, 2 if not; the others are still done.
    pub(super) fn run(&self) -> ExitCode {
        match self.write(&mut io::stdout().lock()) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(2),
            // Whoever read the output has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => super::usage(&format!("standard output: {error}")),
        }
    }

    /// Writes a line a frame; whether every input could be opened.
    fn write(&self, out: &mut impl Write) -> io::Result<bool> {
        let mut all_opened = true;
        let mut readers = Readers::new(self);
        for source in self.inputs.iter().flat_map(|input| sources(input)) {
            all_opened &= match source {
                Ok(source) => self.source(&source, &mut readers, out)?,
                Err(error) => failed(&error),
            };
        }
        out.flush()?;
        Ok(all_opened)
    }

    fn source(&self, source: &Source, readers: &mut Readers, out: &mut impl Write) -> io::Result<bool> {
        let items = match source.open_with(&OwnProcess) {
            Ok(items) => items,
            Err(error) => return Ok(failed(&error)),
        };
        let mut whole = true;
        let mut index = 0_usize;
        for item in items {
            let (reading, cpu_time) = match item {
                Ok(Item::Frame(frame)) => readers.read(&frame),
                // Nothing to read: it came as text.
                Ok(Item::Payload(payload)) => {
                    let (payloads, corners) = (vec![payload], vec![None]);
                    (Reading { payloads, corners, sighting: Sighting::Read, seen: None }, Duration::ZERO)
                }
                Err(error) => {
                    whole = failed(&error);
                    continue;
                }
            };
            if self.json {
                json_line(out, source.name(), index, &reading, cpu_time)?;
            } else {
                human_lines(out, source.name(), index, &reading)?;
            }
            index = index.saturating_add(1);
        }
        Ok(whole)
    }
}

/// One reader for all frames: for each by itself, or for a sequence.
struct Readers {
    reader: GuardedReader<PassReader>,
    budget: Option<Duration>,
    reset_every: Option<u64>,
    /// Frames read since the sequence began.
    frames: u64,
}

impl Readers {
    fn new(options: &ReadArgs) -> Self {
        let make = if options.sequence { PassReader::following } else { PassReader::new };
        Self {
            reader: GuardedReader::new(move || make(thread_cpu_time)),
            budget: Some(options.budget_ms).filter(|budget| !budget.is_zero()),
            reset_every: options.reset_every,
            frames: 0,
        }
    }

    fn read(&mut self, frame: &Frame) -> (Reading, Duration) {
        if self.reset_every.is_some_and(|every| self.frames >= every) {
            self.reader.forget();
            self.frames = 0;
        }
        self.frames = self.frames.saturating_add(1);
        let start = thread_cpu_time();
        let reading = self.reader.read(frame, self.budget);
        (reading, thread_cpu_time().saturating_sub(start))
    }
}

#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    index: usize,
    payloads: Vec<Content<'a>>,
    sighting: &'static str,
    cpu_micros: u128,
}

#[derive(Serialize)]
struct Content<'a> {
    #[serde(flatten)]
    bytes: Bytes<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<PartLine>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Bytes<'a> {
    Text(&'a str),
    B64(String),
}

/// Of a message spread over several codes.
#[derive(Serialize)]
struct PartLine {
    index: u8,
    of: u8,
    parity: u8,
}

impl<'a> Content<'a> {
    fn of(payload: &'a Payload) -> Self {
        let bytes = match payload.as_text() {
            Some(text) => Bytes::Text(text),
            None => Bytes::B64(BASE64.encode(payload.as_bytes())),
        };
        let part = payload.part().map(|Part { index, of, parity }| PartLine { index, of, parity });
        Self { bytes, part }
    }
}

fn json_line(
    out: &mut impl Write,
    source: &str,
    index: usize,
    reading: &Reading,
    cpu_time: Duration,
) -> io::Result<()> {
    let line = Line {
        source,
        index,
        payloads: reading.payloads.iter().map(Content::of).collect(),
        sighting: reading.sighting.name(),
        cpu_micros: cpu_time.as_micros(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

/// `file#3: text` for each code of the fourth frame; control characters escaped, so that a code cannot write to a terminal
/// more than its text.
fn human_lines(out: &mut impl Write, source: &str, index: usize, reading: &Reading) -> io::Result<()> {
    let source = plain(source);
    let place = if index == 0 { source } else { format!("{source}#{index}") };
    for payload in &reading.payloads {
        let place = match payload.part() {
            Some(part) => {
                format!("{place} (part {} of {})", u16::from(part.index).saturating_add(1), part.of)
            }
            None => place.clone(),
        };
        match payload.as_text() {
            Some(text) => {
                write!(out, "{place}: ")?;
                for character in text.chars() {
                    if steers_terminal(character) {
                        write!(out, "{}", character.escape_default())?;
                    } else {
                        write!(out, "{character}")?;
                    }
                }
                writeln!(out)?;
            }
            None => writeln!(out, "{place}: b64:{}", BASE64.encode(payload.as_bytes()))?,
        }
    }
    match reading.sighting {
        Sighting::Read => Ok(()),
        Sighting::Nothing => writeln!(out, "{place}: (no code)"),
        Sighting::Unread => writeln!(out, "{place}: (a code that could not be read)"),
        cause => writeln!(out, "{place}: (a code that could not be read: {})", cause.name()),
    }
}

/// Says what could not be opened; `false`, for the exit code.
fn failed(error: &InputError) -> bool {
    super::complain(&error.to_string());
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_has_decimals() {
        assert_eq!(milliseconds("2.5"), Ok(Duration::from_micros(2_500)));
        assert_eq!(milliseconds("0"), Ok(Duration::ZERO));
        for text in ["-1", "NaN", "inf", "1e300", "", "5 ms"] {
            assert!(milliseconds(text).is_err(), "{text}");
        }
    }
}
