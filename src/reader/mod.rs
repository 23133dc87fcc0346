//! From a frame to the payloads of the codes in it.
//!
//! [`PassReader`] tries a ladder of passes over a frame, the cheapest first. A pass is a picture prepared in one way, in which
//! rxing's detector looks for codes; what it samples goes through rqrr's decoder, which gives the bytes of the code exactly as
//! they were encoded. (rqrr's own detector read none of the frames that rxing's missed, and its time has no bound.)

mod decode;
mod ladder;
mod pass_reader;
mod plane;
mod rxing_detector;
mod seen;

pub use pass_reader::PassReader;

use crate::Payload;
use crate::camera::Frame;
use std::time::Duration;

/// What a reader saw besides what it read, the most telling last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sighting {
    /// No code.
    Nothing,
    /// A code that could not be decoded.
    Unread,
    /// At least one code, read.
    Read,
}

impl Sighting {
    /// The stable name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unread => "unread",
            Self::Read => "read",
        }
    }
}

/// Where a code lies in a frame: four points in order around it, its corners or the centres of the patterns near them. In pixels from
/// the frame's top left corner, x to the right and y down.
pub type Corners = [(f32, f32); 4];

/// What one frame gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The payloads, each once, row by row from the top, each row from the left.
    pub payloads: Vec<Payload>,
    /// Where each of them was found, where that is known.
    pub corners: Vec<Option<Corners>>,
    /// What was seen.
    pub sighting: Sighting,
}

/// Reads the codes of frames, one after the other; what it learns from one frame may help with the next.
pub trait Reader {
    /// Reads one frame. `budget` is CPU time of the calling thread; `None` tries everything.
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading;
}
