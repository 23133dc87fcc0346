//! The end of a frame's time.

use std::time::Duration;

/// When to stop, on a clock that is handed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    clock: fn() -> Duration,
    begun: Duration,
    ends: Option<Duration>,
}

/// The share of a budget after which nothing new is begun. The clock is asked between steps of 0.6 ms at most, and of 0.9 where a
/// filter is made for the first time or a second decoder reads a symbol of version 40.
const IN_TIME: f32 = 0.95;

impl Deadline {
    /// From now on. Without a budget there is no end.
    pub(super) fn new(clock: fn() -> Duration, budget: Option<Duration>) -> Self {
        let begun = if budget.is_some() { clock() } else { Duration::ZERO };
        Self { clock, begun, ends: budget.map(|b| begun.saturating_add(b.mul_f32(IN_TIME))) }
    }

    /// An earlier end, after a share of the time: the rest is kept for what follows.
    pub(super) fn share(&self, share: f32) -> Self {
        let sooner = |end: Duration| self.begun.saturating_add(end.saturating_sub(self.begun).mul_f32(share));
        Self { ends: self.ends.map(sooner), ..*self }
    }

    /// Whether time is up.
    pub(super) fn late(&self) -> bool {
        self.ends.is_some_and(|e| (self.clock)() >= e)
    }

    /// Whether there is an end at all.
    pub(super) fn limited(&self) -> bool {
        self.ends.is_some()
    }
}
