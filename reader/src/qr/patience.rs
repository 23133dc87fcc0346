//! No code is starved: where frames follow each other and none of their budgets suffices, one is looked at for as long as it takes.

use super::scan::{Scan, Stage};
use super::sighting::Sighting;
use std::time::Duration;

/// After so many frames without enough time, half a second of most cameras, one has all the time it needs.
const SOON: u8 = 8;
/// As many at most, where such a look showed nothing: two seconds.
const LATER: u8 = 30;
/// All the time it needs: the longest search of a frame, on a machine twenty times slower than the one it was measured on.
const ENOUGH: Duration = Duration::from_secs(2);

/// How many frames were looked at in haste.
#[derive(Debug)]
pub(super) struct Patience {
    hasty: u8,
    /// After how many of them one is looked at in full.
    after: u8,
    /// Whether this one is.
    full: bool,
}

impl Default for Patience {
    fn default() -> Self {
        Self { hasty: 0, after: SOON, full: false }
    }
}

impl Patience {
    /// The budget of the next frame.
    pub(super) fn extend(&mut self, budget: Duration) -> Duration {
        self.full = self.hasty >= self.after;
        if self.full { budget.max(ENOUGH) } else { budget }
    }

    /// What came of it; `late` where there was no time left.
    pub(super) fn note(&mut self, scan: &Scan, late: bool) {
        let seen = scan.stage > Stage::Nothing || scan.sighting != Sighting::Nothing;
        if scan.stage == Stage::Read {
            *self = Self::default();
        } else if self.full {
            let after = if seen { SOON } else { self.after.saturating_mul(2).min(LATER) };
            *self = Self { after, ..Self::default() };
        } else if late {
            self.hasty = self.hasty.saturating_add(1);
        }
    }
}
