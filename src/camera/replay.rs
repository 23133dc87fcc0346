//! Pictures, folders and recorded frames, played as if a camera saw them.

use super::{Camera, CameraError, OpenCamera, Stream};
use crate::input::{DrawPdf, Item, sources};
use crate::reader::Frame;
use std::ffi::OsString;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How fast pictures are played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Frames a second; at least one.
    pub fps: u32,
    /// For how long each picture is held before the camera; at least one frame.
    pub hold: Duration,
    /// For how long nothing is seen after it: without a gap, one picture and the next would count as codes shown together.
    pub gap: Duration,
}

impl Pace {
    /// For pictures of single codes: each held up as a customer does.
    pub const PICTURES: Self =
        Self { fps: 10, hold: Duration::from_millis(3_000), gap: Duration::from_millis(1_500) };

    /// For recorded frames: each once.
    pub const FILM: Self = Self { fps: 15, hold: Duration::ZERO, gap: Duration::ZERO };

    /// The pace that suits what is at `path`: [`Pace::FILM`] for a folder of raw frames, else [`Pace::PICTURES`].
    pub fn suits(path: &Path) -> Self {
        if path.join("frames.bin").is_file() { Self::FILM } else { Self::PICTURES }
    }

    fn frame(self) -> Duration {
        Duration::from_secs(1).checked_div(self.fps).unwrap_or(Duration::from_secs(1))
    }

    /// How many frames make up so long, at this pace.
    fn frames(self, time: Duration) -> u128 {
        time.as_micros().checked_div(self.frame().as_micros()).unwrap_or_default()
    }
}

/// Replays what an input of the command line stands for, in its order.
#[derive(Debug, Clone)]
pub struct Replay {
    /// A picture, a PDF, or a folder of these or of raw frames.
    pub path: OsString,
    /// How fast.
    pub pace: Pace,
    /// Whether it begins anew at its end.
    pub looping: bool,
    /// Who draws the pages of a PDF.
    pub pdf: &'static dyn DrawPdf,
}

impl OpenCamera for Replay {
    fn open(&self) -> Result<Box<dyn Camera>, CameraError> {
        let mut player = Player {
            replay: self.clone(),
            frames: self.frames(),
            now: None,
            left: 0,
            blank: 0,
            due: Instant::now(),
        };
        // What cannot be replayed is told at once, and not as an end.
        player.turn_page().map_err(|_| self.empty())?;
        Ok(Box::new(player))
    }
}

impl Replay {
    /// The frames in order, each made when it is asked for. Files that cannot be opened are passed over, as a camera passes over
    /// what it does not see; so are payloads without a picture.
    fn frames(&self) -> Box<dyn Iterator<Item = Frame>> {
        let pdf = self.pdf;
        let items = sources(&self.path)
            .into_iter()
            .filter_map(move |source| source.and_then(|found| found.open_with(pdf)).ok());
        Box::new(items.flatten().filter_map(|item| match item {
            Ok(Item::Frame(frame)) => Some(frame),
            Ok(Item::Payload(_)) | Err(_) => None,
        }))
    }

    fn empty(&self) -> CameraError {
        CameraError::Empty(self.path.display().to_string())
    }
}

struct Player {
    replay: Replay,
    frames: Box<dyn Iterator<Item = Frame>>,
    now: Option<Frame>,
    /// How often the picture is still to be given, and then a blank one.
    left: u128,
    blank: u128,
    due: Instant,
}

impl Player {
    fn turn_page(&mut self) -> Result<(), CameraError> {
        let next = match self.frames.next() {
            Some(frame) => frame,
            None if self.replay.looping => {
                self.frames = self.replay.frames();
                self.frames.next().ok_or_else(|| self.replay.empty())?
            }
            None => return Err(CameraError::Ended),
        };
        self.now = Some(next);
        self.left = self.replay.pace.frames(self.replay.pace.hold).max(1);
        self.blank = self.replay.pace.frames(self.replay.pace.gap);
        Ok(())
    }
}

impl Camera for Player {
    fn stream(&self) -> Stream {
        Stream {
            name: self.replay.path.display().to_string(),
            width: self.now.as_ref().map_or(0, Frame::width),
            height: self.now.as_ref().map_or(0, Frame::height),
            fps: self.replay.pace.fps,
        }
    }

    fn next_frame(&mut self) -> Result<Frame, CameraError> {
        if self.left == 0 && self.blank == 0 {
            self.turn_page()?;
        }
        thread::sleep(self.due.saturating_duration_since(Instant::now()));
        // After a delay it goes on from there, and does not hurry.
        self.due = self.due.max(Instant::now()).checked_add(self.replay.pace.frame()).unwrap_or(self.due);
        let Some(picture) = &self.now else { return Err(CameraError::Ended) };
        if self.left > 0 {
            self.left = self.left.saturating_sub(1);
            return Ok(picture.clone());
        }
        self.blank = self.blank.saturating_sub(1);
        let grey = vec![128; picture.luma().len()];
        Frame::new(picture.width(), picture.height(), grey)
            .map_err(|error| CameraError::Unusable(error.to_string()))
    }
}
