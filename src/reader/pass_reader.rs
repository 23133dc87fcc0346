//! The reader as the rest of the program sees it.

use super::qr::{QrReader, Stage};
use super::seen::{Seen, Spot};
use super::{Reader, Reading};
use crate::Payload;
use crate::camera::Frame;
use crate::guard;
use std::time::Duration;

/// Reads each frame for itself, in passes over forms of the picture, the cheapest first.
pub struct PassReader {
    cpu_time: fn() -> Duration,
    own: QrReader,
}

impl PassReader {
    /// A reader that asks `cpu_time` for the CPU time used so far by the calling thread. The zero of that clock does not
    /// matter; it is asked between steps, and only under a budget.
    pub fn new(cpu_time: fn() -> Duration) -> Self {
        Self { cpu_time, own: QrReader::new(cpu_time) }
    }
}

impl std::fmt::Debug for PassReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassReader")
    }
}

impl Reader for PassReader {
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading {
        let mut seen = Seen::default();
        let own = &mut self.own;
        match guard::quietly(|| own.read(frame.width(), frame.height(), frame.luma(), budget)) {
            Some(scan) => {
                for code in scan.codes {
                    seen.read(Payload::new(code.bytes), &code.corners.map(|(x, y)| Spot { x, y }));
                }
                if scan.stage == Stage::Grid || scan.stage == Stage::Blocks {
                    seen.unread();
                }
            }
            // Its scratch may be half done.
            None => self.own = QrReader::new(self.cpu_time),
        }
        seen.into_reading()
    }
}
