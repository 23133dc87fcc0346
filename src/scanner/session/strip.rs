//! The strip of the last results.

use super::member::Member;
use super::{Recent, Timings};
use crate::texts::headline_key;
use crate::verdict::Outcome;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// How many results the strip holds.
pub const RECENT: usize = 3;

/// Results that have left the screen, the newest first, each with the time when it left.
#[derive(Debug, Default)]
pub(super) struct Strip(VecDeque<(Recent, Duration)>);

impl Strip {
    pub(super) fn push(&mut self, recent: Recent, now: Duration) {
        self.0.push_front((recent, now));
        self.0.truncate(RECENT);
    }

    /// Forgets what has been here for its time, and before that whom it is about.
    pub(super) fn forget(&mut self, now: Duration, timings: &Timings) {
        self.0.retain(|(_, left)| now.saturating_sub(*left) < timings.recent);
        for (recent, left) in &mut self.0 {
            recent.particulars.take_if(|_| now.saturating_sub(*left) >= timings.particulars);
        }
    }

    pub(super) fn newest_first(&self) -> Vec<Recent> {
        self.0.iter().map(|(recent, _)| recent.clone()).collect()
    }

    /// How many there are, and how many of them still tell whom they are about.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.0.len(), self.0.iter().filter(|(recent, _)| recent.particulars.is_some()).count())
    }

    /// When it changes next by time alone.
    pub(super) fn changes_at(&self, timings: &Timings) -> Option<Duration> {
        let changes = self.0.iter().map(|(recent, left)| {
            let kept = if recent.particulars.is_some() { timings.particulars } else { timings.recent };
            left.saturating_add(kept)
        });
        changes.min()
    }
}

/// A result as the strip shows it. A pass that another code `replaced` still tells whom it is about: nobody has compared that yet.
pub(super) fn recent(member: &Member, replaced: bool) -> Recent {
    let verdict = &member.verdict;
    let passed = verdict.outcome() == Outcome::Pass;
    Recent {
        outcome: verdict.outcome(),
        reason: verdict.reason(),
        headline: verdict.headline(),
        headline_key: member.decided.map_or_else(|| headline_key(verdict), |decided| decided.headline_key()),
        since: member.since,
        decided: member.decided,
        name: super::mask::name(verdict),
        particulars: (passed && replaced).then(|| Arc::clone(verdict)),
    }
}
