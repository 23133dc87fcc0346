//! Watches a film as the door does, and counts what it was told.

use super::films::{RATE, Trouble};
use doorcheck::reader::{Frame, PassReader, Reader, Sighting};
use doorcheck::scanner::{Coach, Hint};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::Duration;

/// Time for a frame, and how much of it each question of the reader's clock stands for: as many questions are asked in 19 ms of a
/// processor's time.
const BUDGET: Duration = Duration::from_millis(19);
const STEP: Duration = Duration::from_micros(50);

/// A clock that runs on each time that it is asked.
pub fn ticking() -> Duration {
    thread_local!(static ASKED: Cell<u32> = const { Cell::new(0) });
    STEP * ASKED.with(|asked| asked.replace(asked.get().wrapping_add(1) % 1_000_000_000))
}

/// How long the right hint may take.
fn within(trouble: Trouble) -> Duration {
    Duration::from_secs(if trouble == Trouble::Stained { 4 } else { 2 })
}

/// How many frames of a film are watched.
pub fn frames_of(trouble: Trouble) -> u32 {
    within(trouble).as_secs() as u32 * RATE
}

/// What helps.
fn right(trouble: Trouble) -> Option<Hint> {
    match trouble {
        Trouble::Stained => Some(Hint::Damaged),
        Trouble::CutOff | Trouble::Covered => Some(Hint::CutOff),
        Trouble::TooSmall => Some(Hint::TooSmall),
        Trouble::Blurred => Some(Hint::Blurred),
        Trouble::Glare => Some(Hint::Glare),
        Trouble::Dark => Some(Hint::TooDark),
        Trouble::Moving => Some(Hint::Moving),
        Trouble::Curved => Some(Hint::Curved),
        Trouble::None => None,
    }
}

/// Watches one film.
pub struct Watcher {
    reader: PassReader,
    coach: Coach,
    at: Duration,
    watched: Watched,
}

/// What came of a film.
#[derive(Default)]
pub struct Watched {
    /// When it was read.
    pub read: Option<Duration>,
    /// The hints, each with the time of its coming.
    pub hints: Vec<(Duration, Hint)>,
    /// How often each sighting was had.
    pub sightings: BTreeMap<&'static str, u32>,
}

impl Default for Watcher {
    fn default() -> Self {
        Self {
            reader: PassReader::following(ticking),
            coach: Coach::default(),
            at: Duration::ZERO,
            watched: Watched::default(),
        }
    }
}

impl Watcher {
    /// Sees the next frame.
    pub fn see(&mut self, frame: &Frame) {
        self.at += Duration::from_secs(1) / RATE;
        let reading = self.reader.read(frame, Some(BUDGET));
        let watched = &mut self.watched;
        *watched.sightings.entry(reading.sighting.name()).or_default() += 1;
        if reading.sighting == Sighting::Read {
            watched.read.get_or_insert(self.at);
        }
        self.coach.see(self.at, reading.sighting);
        let hint = self.coach.advice(self.at);
        if let Some(hint) = hint
            && watched.hints.last().is_none_or(|(_, last)| *last != hint)
        {
            watched.hints.push((self.at, hint));
        }
    }

    /// What came of it.
    pub fn end(self) -> Watched {
        self.watched
    }
}

impl Watched {
    /// In one line.
    pub fn line(&self) -> String {
        let seconds = |at: &Duration| format!("{:.1} s", at.as_secs_f32());
        let hints = self.hints.iter().map(|(at, hint)| format!("{} at {}", hint.name(), seconds(at)));
        let read = self.read.as_ref().map(|at| format!("read at {}", seconds(at)));
        let told: Vec<String> = read.into_iter().chain(hints).collect();
        format!("{}   {:?}", told.join(", "), self.sightings)
    }

    fn share(&self, sighting: Sighting) -> f32 {
        let all: u32 = self.sightings.values().sum();
        self.sightings.get(sighting.name()).copied().unwrap_or(0) as f32 / all.max(1) as f32
    }
}

/// What came of the films of a trouble.
#[derive(Default, Clone, Copy)]
pub struct Row {
    pub films: u32,
    /// Read before there was anything to tell.
    pub read: u32,
    /// Told the right thing in time, and told a wrong one at any time.
    pub right: u32,
    pub wrong: u32,
    /// Shares of frames in which nothing was seen, summed up over the films that were not read.
    pub nothing: f32,
}

impl Row {
    /// Films that were not read.
    pub fn unread(&self) -> u32 {
        self.films - self.read
    }

    fn plus(self, other: Self) -> Self {
        Self {
            films: self.films + other.films,
            read: self.read + other.read,
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            nothing: self.nothing + other.nothing,
        }
    }
}

/// The table of all films.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<usize, Row>,
}

impl Table {
    pub fn add(&mut self, trouble: Trouble, watched: Watched) {
        let row = self.rows.entry(trouble as usize).or_default();
        row.films += 1;
        let right = right(trouble);
        let wrong = watched.hints.iter().any(|(_, hint)| Some(*hint) != right);
        row.wrong += u32::from(wrong);
        let in_time = |(at, hint): &(Duration, Hint)| Some(*hint) == right && *at <= within(trouble);
        if watched.hints.iter().any(in_time) {
            row.right += 1;
        } else if watched.read.is_some() {
            row.read += 1;
            return;
        }
        row.nothing += watched.share(Sighting::Nothing);
    }

    /// The row of a trouble.
    pub fn row(&self, trouble: Trouble) -> Row {
        self.rows.get(&(trouble as usize)).copied().unwrap_or_default()
    }

    /// The sum over the films with a code.
    pub fn all(&self) -> Row {
        let codes = Trouble::ALL.into_iter().filter(|t| *t != Trouble::None);
        codes.map(|t| self.row(t)).fold(Row::default(), Row::plus)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| film | films | read | right hint | wrong hint | nothing seen |")?;
        writeln!(f, "|---|---|---|---|---|---|")?;
        let mut line = |name: &str, row: Row| {
            let share = |part: f32, of: u32| format!("{:.0} %", 100.0 * part / of.max(1) as f32);
            let (right, nothing) = (share(row.right as f32, row.unread()), share(row.nothing, row.unread()));
            let wrong = share(row.wrong as f32, row.films);
            writeln!(f, "| {name} | {} | {} | {right} | {wrong} | {nothing} |", row.films, row.read)
        };
        for trouble in Trouble::ALL.into_iter().filter(|t| self.row(*t).films > 0) {
            line(trouble.name(), self.row(trouble))?;
        }
        line("all with a code", self.all())
    }
}

/// What the codes hold: that of our samples.
pub fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let names = [
        "hk-vac-latest-ok.jpg",
        "hc1-vaccination-ok.jpg",
        "nzcp-ok.jpg",
        "hk-evt-negative-ok.jpg",
        "hc1-test-negative-ok.jpg",
        "hk-mec-exempt.jpg",
    ];
    let mut reader = PassReader::new(ticking);
    let read = |name: &&str| {
        let picture = image::open(folder.join(name)).expect("a sample").to_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let frame = Frame::new(width, height, picture.into_raw()).expect("a frame");
        let payload = reader.read(&frame, None).payloads.pop().expect("a code");
        payload.as_text().expect("a text").to_owned()
    };
    names.iter().map(read).collect()
}
