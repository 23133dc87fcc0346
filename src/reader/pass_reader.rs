//! The reader that climbs the ladder of passes.

use super::ladder::{Form, Pass, ladder};
use super::plane::Plane;
use super::seen::Seen;
use super::{Reader, Reading};
use crate::camera::Frame;
use crate::guard;
use std::time::Duration;

/// After a code was read, passes go on while at least this many finder patterns lie outside of what was read,
const FINDERS_OF_A_CODE: usize = 3;

/// and for no more than this many passes without another code.
const PASSES_FOR_MORE: usize = 2;

/// Reads each frame for itself, in passes: the picture as it is, sharpened, reduced, doubled, inverted, in black and white by
/// two thresholds, by two detectors. It stops when a code was read and nothing points to another one.
#[derive(Debug, Clone)]
pub struct PassReader {
    cpu_time: fn() -> Duration,
}

impl PassReader {
    /// A reader that asks `cpu_time` for the CPU time used so far by the calling thread. The zero of that clock does not
    /// matter; it is asked between passes, and only under a budget.
    pub fn new(cpu_time: fn() -> Duration) -> Self {
        Self { cpu_time }
    }
}

impl Reader for PassReader {
    fn read(&mut self, frame: &Frame, budget: Option<Duration>) -> Reading {
        let budget = budget.map(|limit| Budget::start(self.cpu_time, limit));
        climb(frame, &ladder(frame.luma().len()), budget)
    }
}

/// What is left of a frame's CPU time.
struct Budget {
    cpu_time: fn() -> Duration,
    start: Duration,
    limit: Duration,
    last: Duration,
    dearest: Duration,
}

impl Budget {
    fn start(cpu_time: fn() -> Duration, limit: Duration) -> Self {
        let start = cpu_time();
        Self { cpu_time, start, limit, last: start, dearest: Duration::ZERO }
    }

    /// Called after each pass: whether there is time for another one like the dearest so far.
    fn allows_another(&mut self) -> bool {
        let now = (self.cpu_time)();
        self.dearest = self.dearest.max(now.saturating_sub(self.last));
        self.last = now;
        now.saturating_sub(self.start).saturating_add(self.dearest) <= self.limit
    }
}

fn climb(frame: &Frame, passes: &[Pass], mut budget: Option<Budget>) -> Reading {
    let mut seen = Seen::default();
    let whole = Plane::of(frame);
    let mut current: Option<(Form, Option<Plane<'_>>)> = None;
    let mut idle = 0_usize;
    for pass in passes {
        if current.as_ref().is_none_or(|(form, _)| *form != pass.form) {
            current = Some((pass.form, pass.form.of(&whole)));
        }
        let Some((_, Some(plane))) = &current else { continue };
        let before = seen.len();
        // A pass that panics has read what it noted before, and nothing else.
        let left_over = guard::quietly(|| pass.run(plane, &mut seen)).unwrap_or_default();
        if seen.any() {
            idle = if seen.len() > before { 0 } else { idle.saturating_add(1) };
            if left_over < FINDERS_OF_A_CODE || idle >= PASSES_FOR_MORE {
                break;
            }
        }
        if budget.as_mut().is_some_and(|budget| !budget.allows_another()) {
            break;
        }
    }
    seen.into_reading()
}
