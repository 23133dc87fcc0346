//! The reader as the rest of the program sees it.

use super::qr::QrReader;
use super::seen::Seen;
use super::{Frame, Payload, Reader, Reading};
use std::time::Duration;

/// Reads in passes over forms of the picture, the cheapest first: each frame for itself, or as one of a sequence.
pub struct PassReader {
    own: QrReader,
}

impl PassReader {
    /// A reader of frames that stand alone. It asks `cpu_time` for the CPU time used so far by the calling thread. The zero of
    /// that clock does not matter; it is asked between steps, and only under a budget.
    pub fn new(cpu_time: fn() -> Duration) -> Self {
        Self { own: QrReader::new(cpu_time, false) }
    }

    /// A reader of frames that follow each other, as from a camera: it looks for a code where it was, adds up what frames show
    /// that do not decode alone, and comes back to passes for which a frame's budget did not suffice. All that is forgotten when
    /// the size changes.
    pub fn following(cpu_time: fn() -> Duration) -> Self {
        Self { own: QrReader::new(cpu_time, true) }
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
        let scan = self.own.read(frame.width(), frame.height(), frame.luma(), budget);
        for code in scan.codes {
            let payload = match code.part {
                None => Payload::new(code.bytes),
                Some(part) => Payload::part_of(code.bytes, part),
            };
            seen.read(payload.drawn(code.symbol), code.outline.corners);
        }
        Reading { seen: scan.seen, ..seen.into_reading(scan.sighting) }
    }

    fn forget(&mut self) {
        self.own.forget();
    }
}
