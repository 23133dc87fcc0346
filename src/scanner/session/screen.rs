//! What is to be seen.

use super::{OUTLINED, Results, Screen, Session, Shown, View};
use std::sync::Arc;
use std::time::Duration;

impl Session {
    /// What is to be seen, as of the last event: send [`Event::Tick`](super::Event::Tick) first to have it as of now.
    pub fn view(&self) -> View {
        View {
            screen: self.screen(),
            recent: self.strip.newest_first(),
            camera: self.camera.clone(),
            coaching: self.coach.advice(self.now),
            seen: self.seen.map(|(corners, _)| corners),
            gathering: self.gathering,
            adding: self.adding.is_some(),
            waiting: self.next_guests(),
            tally: self.party.tally(),
            hongkong_fails: self.unconfirmed.are_many(),
            changes_at: self.changes_at(),
        }
    }

    /// The codes that wait for an answer to be given.
    pub(super) fn next_guests(&self) -> usize {
        if self.question_stands() { self.known.count_waiting(self.now, self.timings.together) } else { 0 }
    }

    fn screen(&self) -> Screen {
        if self.group.is_empty() {
            return if self.camera.is_trouble() {
                Screen::CameraTrouble(self.camera.clone())
            } else {
                Screen::Ready
            };
        }
        let shown = self.group.iter().zip(1..).map(|(member, number)| Shown {
            number,
            verdict: Arc::clone(&member.verdict),
            corners: self
                .known
                .seen_within(member.fingerprint, self.now, self.timings.together)
                .and_then(|seen| seen.corners),
            since: member.since,
            again: member.again,
            same_as: member.same_as.map(|index| index.saturating_add(1)),
        });
        let opened = self.group.iter().zip(1..).find(|(member, _)| Some(member.fingerprint) == self.opened);
        Screen::Results(Results {
            shown: shown.collect(),
            opened: opened.map(|(_, number)| number),
            asks: self.asked(),
            sum: self.sum(),
            paused: self.paused_at.is_some(),
            may_dismiss: self.may_dismiss(),
            may_add: self.may_add().is_some(),
            closes_at: if self.paused_at.is_some() { None } else { self.leaves_at() },
        })
    }

    fn changes_at(&self) -> Option<Duration> {
        // Where a code is, is shown beside the results of a group.
        let numbered = if self.shows_numbers() { self.group.as_slice() } else { &[] };
        let gone = numbered.iter().filter_map(|member| {
            let seen = self.known.seen_within(member.fingerprint, self.now, self.timings.together)?;
            seen.corners?;
            // Within the time up to its very end: gone just after.
            Some(seen.last.saturating_add(self.timings.together).saturating_add(Duration::from_millis(1)))
        });
        let may_close = self.question_stands().then(|| self.changed_at.saturating_add(self.timings.tap));
        gone.chain(self.leaves_at())
            .chain(self.hold_ends_at())
            .chain(may_close)
            .chain(self.coach.changes_at())
            .chain(self.seen.map(|(_, at)| at.saturating_add(OUTLINED)))
            .chain(self.strip.changes_at(&self.timings))
            .chain(self.unconfirmed.changes_at(&self.timings))
            .chain(self.gathering.map(|part| part.until))
            .chain(self.adding.as_ref().map(|adding| adding.until))
            .filter(|moment| *moment > self.now)
            .min()
    }
}
