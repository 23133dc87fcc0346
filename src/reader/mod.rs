//! From a frame to the payloads of the codes in it.

use crate::Payload;
use crate::camera::Frame;
use std::time::Duration;

/// What a reader saw besides what it read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// No code.
    Nothing,
    /// A code that could not be decoded.
    Unread,
    /// At least one code, read.
    Read,
}

/// What one frame gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The payloads, each once, in the order found.
    pub payloads: Vec<Payload>,
    /// What was seen.
    pub sighting: Sighting,
}

/// Reads the codes of frames, one after the other; what it learns from one frame may help with the next.
pub trait Reader {
    /// Reads one frame. `budget` is CPU time of the calling thread; `None` tries everything.
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading;
}
