//! The codes that are, or have just been, before the camera.

use super::{Code, Corners, ReadCode, Told};
use crate::policy::Verdict;
use crate::scanner::Fingerprint;
use std::sync::Arc;
use std::time::Duration;

/// The most codes that are remembered; of more, the one that was not seen for longest is forgotten. Only a film of changing codes
/// comes near it.
const KNOWN_MAX: usize = 256;

/// A code before the camera.
#[derive(Debug)]
pub(super) struct Seen {
    fingerprint: Fingerprint,
    person: Arc<[Fingerprint]>,
    verdict: Arc<Verdict>,
    /// How long it took to get to the verdict.
    took: Duration,
    /// What was judged.
    codes: Arc<[Code]>,
    /// When it was read last.
    pub(super) last: Duration,
    /// Where it was then.
    pub(super) corners: Option<Corners>,
    /// Where that is on the screen.
    place: Option<Corners>,
    /// Whether its verdict has been shown.
    told: bool,
    /// Whether it was handed over, or came while a question stood: it then waits for its turn wherever it is.
    given: bool,
}

impl Seen {
    fn within(&self, now: Duration, time: Duration) -> bool {
        now.saturating_sub(self.last) <= time
    }

    fn waits(&self, now: Duration, time: Duration) -> bool {
        !self.told && (self.given || self.within(now, time))
    }
}

/// The codes, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<Seen>);

impl Known {
    /// Notes a code that was read now. One that waits takes its newest verdict; one that was told keeps the one it was told.
    pub(super) fn see(&mut self, code: ReadCode, now: Duration) {
        let ReadCode { fingerprint, person, verdict, corners, place, took, codes } = code;
        if let Some(seen) = self.0.iter_mut().find(|seen| seen.fingerprint == fingerprint) {
            seen.last = now;
            seen.corners = corners;
            seen.place = place;
            if !seen.told {
                seen.person = person;
                seen.verdict = verdict;
                seen.took = took;
                seen.codes = codes;
            }
            return;
        }
        if self.0.len() >= KNOWN_MAX
            && let Some(oldest) =
                self.0.iter().enumerate().min_by_key(|(_, seen)| seen.last).map(|(index, _)| index)
        {
            self.0.remove(oldest);
        }
        self.0.push(Seen {
            fingerprint,
            person,
            verdict,
            took,
            codes,
            last: now,
            corners,
            place,
            told: false,
            given: false,
        });
    }

    /// Notes a code that is part of what is shown: it is to be told no more.
    pub(super) fn see_again(&mut self, code: ReadCode, now: Duration) {
        let fingerprint = code.fingerprint;
        self.see(code, now);
        if let Some(seen) = self.0.iter_mut().find(|seen| seen.fingerprint == fingerprint) {
            seen.told = true;
        }
    }

    /// Notes a code that was handed over: it is to be told, be it known or not.
    pub(super) fn take(&mut self, code: ReadCode, now: Duration) {
        self.0.retain(|seen| seen.fingerprint != code.fingerprint);
        self.see(code, now);
        if let Some(seen) = self.0.last_mut() {
            seen.given = true;
        }
    }

    /// Forgets the codes that have been gone for so long.
    pub(super) fn forget(&mut self, now: Duration, gone: Duration) {
        self.0.retain(|seen| now.saturating_sub(seen.last) < gone || (seen.given && !seen.told));
    }

    /// Forgets what is or was before the camera, but not what was handed over and waits.
    pub(super) fn clear(&mut self) {
        self.0.retain(|seen| seen.given && !seen.told);
    }

    /// Forgets all of them.
    pub(super) fn forget_all(&mut self) {
        self.0.clear();
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code, if it was read within so long.
    pub(super) fn seen_within(
        &self,
        fingerprint: Fingerprint,
        now: Duration,
        time: Duration,
    ) -> Option<&Seen> {
        self.0.iter().find(|seen| seen.fingerprint == fingerprint && seen.within(now, time))
    }

    /// Whether a code that was read within so long has had no verdict yet.
    pub(super) fn any_waiting(&self, now: Duration, time: Duration) -> bool {
        self.0.iter().any(|seen| seen.waits(now, time))
    }

    /// How many such codes there are.
    pub(super) fn count_waiting(&self, now: Duration, time: Duration) -> usize {
        self.0.iter().filter(|seen| seen.waits(now, time)).count()
    }

    /// Keeps such codes, at most so many of all, until their turn comes, wherever they are then.
    pub(super) fn keep(&mut self, now: Duration, time: Duration, most: usize) {
        let kept = self.0.iter().filter(|seen| seen.given && !seen.told).count();
        let new = self.0.iter_mut().filter(|seen| !seen.given && seen.waits(now, time));
        new.take(most.saturating_sub(kept)).for_each(|seen| seen.given = true);
    }

    /// The first such code, which counts as told from now on.
    pub(super) fn next_waiting(&mut self, now: Duration, time: Duration) -> Option<Next> {
        let seen = self.0.iter_mut().find(|seen| seen.waits(now, time))?;
        seen.told = true;
        Some(Next {
            fingerprint: seen.fingerprint,
            person: Arc::clone(&seen.person),
            codes: Arc::clone(&seen.codes),
            place: seen.place,
            told: Told { verdict: Arc::clone(&seen.verdict), took: seen.took, rescan: false },
        })
    }
}

/// A code whose turn has come.
pub(super) struct Next {
    pub(super) fingerprint: Fingerprint,
    pub(super) person: Arc<[Fingerprint]>,
    pub(super) codes: Arc<[Code]>,
    pub(super) place: Option<Corners>,
    pub(super) told: Told,
}
