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
/// two thresholds. It stops when a code was read and nothing points to another one.
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
        climb(frame, &ladder(frame.luma().len()), budget, Pass::run)
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

/// Goes through the passes; `look` is [`Pass::run`].
fn climb(
    frame: &Frame,
    passes: &[Pass],
    mut budget: Option<Budget>,
    look: impl Fn(Pass, &Plane<'_>, &mut Seen) -> usize,
) -> Reading {
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
        let left_over = guard::quietly(|| look(*pass, plane, &mut seen)).unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Payload;
    use crate::reader::{Sighting, seen::Spot};
    use std::cell::Cell;

    fn grey(side: usize) -> Frame {
        Frame::new(side, side, vec![128; side * side]).unwrap()
    }

    fn passes() -> Vec<Pass> {
        ladder(64 * 64)
    }

    #[test]
    fn pass_that_panics_counts_as_not_read_and_the_next_follows() {
        let calls = Cell::new(0);
        let reading = climb(&grey(64), &passes(), None, |_, _, seen| {
            calls.set(calls.get() + 1);
            assert_eq!(calls.get(), 2, "every pass but the second panics");
            seen.read(Payload::new("found"), &[Spot { x: 1.0, y: 1.0 }]);
            0
        });
        assert_eq!((calls.get(), reading.sighting), (2, Sighting::Read));
        let reading = climb(&grey(64), &passes(), None, |_, _, _| panic!("always"));
        assert_eq!((reading.payloads.len(), reading.sighting), (0, Sighting::Nothing));
    }

    #[test]
    fn no_pass_is_begun_that_would_overrun_the_budget() {
        thread_local! {
            static NOW: Cell<u64> = const { Cell::new(0) };
        }
        let calls = Cell::new(0);
        let budget = Budget::start(|| Duration::from_millis(NOW.get()), Duration::from_millis(25));
        climb(&grey(64), &passes(), Some(budget), |_, _, _| {
            calls.set(calls.get() + 1);
            NOW.set(NOW.get() + 10);
            0
        });
        assert_eq!(calls.get(), 2);
    }

    #[test]
    fn finders_left_over_ask_for_more_passes_within_bounds() {
        let count = |left_over: usize| {
            let calls = Cell::new(0);
            climb(&grey(64), &passes(), None, |_, _, seen| {
                calls.set(calls.get() + 1);
                seen.read(Payload::new("same"), &[Spot { x: 1.0, y: 1.0 }]);
                left_over
            });
            calls.get()
        };
        assert_eq!(count(2), 1);
        assert_eq!(count(3), 1 + PASSES_FOR_MORE);
    }
}
