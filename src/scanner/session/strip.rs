//! The strip of the last results.

use super::Recent;
use super::mask::mask;
use crate::policy::Verdict;
use crate::texts::headline_key;
use crate::verdict::Personal;
use crate::verdict::text::shown;
use std::collections::VecDeque;
use std::time::Duration;

/// How many results the strip holds.
pub const RECENT: usize = 3;

/// Results that have left the screen, the newest first, each with the time when it left.
#[derive(Debug, Default)]
pub(super) struct Strip(VecDeque<(Recent, Duration)>);

impl Strip {
    pub(super) fn push(&mut self, verdict: &Verdict, decided: Option<bool>, since: Duration, now: Duration) {
        let name = verdict.holder().and_then(|holder| holder.name.as_ref());
        let recent = Recent {
            outcome: verdict.outcome(),
            reason: verdict.reason(),
            headline: verdict.headline(),
            headline_key: headline_key(verdict),
            since,
            decided,
            name: name.map(|name| Personal::new(mask(&shown(name.reveal())))),
        };
        self.0.push_front((recent, now));
        self.0.truncate(RECENT);
    }

    pub(super) fn forget(&mut self, now: Duration, kept: Duration) {
        self.0.retain(|(_, left)| now.saturating_sub(*left) < kept);
    }

    pub(super) fn newest_first(&self) -> Vec<Recent> {
        self.0.iter().map(|(recent, _)| recent.clone()).collect()
    }

    /// When the next one goes.
    pub(super) fn changes_at(&self, kept: Duration) -> Option<Duration> {
        self.0.iter().map(|(_, left)| left.saturating_add(kept)).min()
    }
}
