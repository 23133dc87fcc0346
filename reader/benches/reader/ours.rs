//! Our reader, each frame for itself and as the live scanner uses it.

use crate::frames::Frame;
use crate::tally::Reading;
use doorcheck_reader::{PassReader, Reader};
use std::time::Duration;

/// A reader under test.
pub type Reads = Box<dyn FnMut(&Frame) -> Reading>;

/// CPU time of this thread.
pub fn cpu() -> Duration {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(t.tv_sec as u64, t.tv_nsec as u32)
}

fn reads(mut reader: PassReader, budget: Option<Duration>) -> Reads {
    Box::new(move |frame| {
        if frame.first {
            reader.forget();
        }
        let reading = reader.read(&frame.plane, budget);
        let codes = reading.payloads.iter().map(|p| p.as_bytes().to_vec()).collect();
        Reading { codes, sighting: reading.sighting.name() }
    })
}

/// Each frame for itself, everything tried.
pub fn alone() -> Reads {
    within(None)
}

/// Each frame for itself, within so much CPU time.
pub fn within(budget: Option<Duration>) -> Reads {
    reads(PassReader::new(cpu), budget)
}

/// Frames as from a camera, 19 ms for each.
pub fn live() -> Reads {
    reads(PassReader::following(cpu), Some(Duration::from_millis(19)))
}
