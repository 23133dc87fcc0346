//! A result on the screen, and for how long it stays there.

use super::{Again, Code, Corners, Decided, Session, Timing};
use crate::credential::Gathered;
use crate::policy::Verdict;
use crate::reader::Payload;
use crate::scanner::Fingerprint;
use std::sync::Arc;
use std::time::Duration;

/// A result on the screen.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) fingerprint: Fingerprint,
    /// By what its holder is known again.
    pub(super) person: Arc<[Fingerprint]>,
    pub(super) verdict: Arc<Verdict>,
    /// The verdict that was told first: `verdict` without what was answered.
    pub(super) told: Arc<Verdict>,
    pub(super) timing: Timing,
    pub(super) since: Duration,
    /// `since`, put off by the pauses.
    pub(super) counts_from: Duration,
    /// What was judged.
    pub(super) codes: Arc<[Code]>,
    /// Where it was on the screen's picture when it was shown.
    pub(super) place: Option<Corners>,
    /// What the staff decided about it.
    pub(super) decided: Option<Decided>,
    /// Whether it was shown before.
    pub(super) again: Option<Again>,
    /// The code of the same person that stands before it in the group.
    pub(super) same_as: Option<usize>,
}

impl Member {
    /// Whether it waits for an answer.
    pub(super) fn asks(&self) -> bool {
        self.verdict.question().is_some()
    }
}

impl Session {
    /// The result that fills the screen: the only one, or the one of a group that the staff has opened.
    pub(super) fn focused(&self) -> Option<&Member> {
        match (self.opened, self.group.as_slice()) {
            (Some(opened), _) => self.group.iter().find(|member| member.fingerprint == opened),
            (None, [one]) => Some(one),
            (None, _) => None,
        }
    }

    /// The code that a result on the screen is about: of several of one person the one that it blames, or the first.
    pub fn payload(&self, verdict: &Arc<Verdict>) -> Option<Payload> {
        let member = self.group.iter().find(|member| Arc::ptr_eq(&member.verdict, verdict))?;
        let code = verdict.code().and_then(|code| code.checked_sub(1)).unwrap_or_default();
        match &member.codes.get(code)?.content {
            Gathered::Alone(payload) | Gathered::Whole(payload) => Some(payload.clone()),
            Gathered::Part { .. } => None,
        }
    }

    /// Whether a refusal is held. Pauses do not stretch a hold: it is for the customers, who see the screen all the while.
    pub(super) fn is_held(&self) -> bool {
        self.hold_ends_at().is_some_and(|end| self.now < end)
    }

    /// A question is not held: other codes wait for its answer anyway, and the answer must not wait for them.
    pub(super) fn hold_ends_at(&self) -> Option<Duration> {
        let held = self.group.iter().filter(|member| !member.asks());
        held.map(|member| member.since.saturating_add(member.timing.held)).max()
    }

    /// When the results leave by themselves: the last of their times, or the end of the longest pause.
    pub(super) fn leaves_at(&self) -> Option<Duration> {
        if let Some(start) = self.paused_at {
            return Some(start.saturating_add(self.timings.pause));
        }
        let ends = self.group.iter().map(|m| m.timing.shown.map(|shown| m.counts_from.saturating_add(shown)));
        ends.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether a tap counts: what lies under the finger has been there long enough to be meant.
    pub(super) fn tap_counts(&self) -> bool {
        self.now.saturating_sub(self.changed_at) >= self.timings.tap
    }

    /// Takes everything off the screen. `replaced`: because another code comes.
    pub(super) fn close(&mut self, replaced: bool) {
        self.paused_at = None;
        self.opened = None;
        self.to_judge = None;
        self.changed_at = self.now;
        for mut member in std::mem::take(&mut self.group) {
            self.leave_unanswered(&mut member);
            self.strip.push(super::strip::recent(&member, replaced), self.now);
        }
    }
}
