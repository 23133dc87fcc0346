//! What was shown before: the same code again, or another code of the same person. A hint, which changes no verdict.
//!
//! Kept are fingerprints and times, in memory alone, for [`Timings::remembered`]; they are wiped when they are forgotten. It can be
//! switched off.

use super::Timings;
use crate::scanner::Fingerprint;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroize;

/// The most codes that are remembered: more guests than a door sees in an hour.
const MOST: usize = 4096;

/// That a code, or its holder, was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// Whether it was this code; else another one of the same person.
    pub same_code: bool,
    /// How long ago.
    pub ago: Duration,
}

/// What is known of a code that is shown now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Recalled {
    /// What is to be told of it.
    pub(super) again: Option<Again>,
    /// Whether this very code was shown before, be it told or not.
    pub(super) rescan: bool,
}

/// What was shown before.
#[derive(Debug)]
pub(super) struct Recall {
    on: bool,
    /// The oldest first.
    shown: Vec<Trace>,
}

#[derive(Debug)]
struct Trace {
    code: Fingerprint,
    person: Vec<Fingerprint>,
    at: Duration,
}

impl Drop for Trace {
    fn drop(&mut self) {
        self.code.zeroize();
        self.person.zeroize();
    }
}

impl Recall {
    /// Remembers from now on, or forgets all and remembers nothing.
    pub(super) fn switch(&mut self, on: bool) {
        self.on = on;
        if !on {
            self.shown.clear();
        }
    }

    pub(super) fn forget(&mut self, now: Duration, timings: &Timings) {
        self.shown.retain(|trace| now.saturating_sub(trace.at) < timings.remembered);
    }

    /// Notes a code that is shown now. Whether it, or its holder, was here before: long enough ago to be no second try of the same.
    pub(super) fn note(
        &mut self,
        code: Fingerprint,
        person: &Arc<[Fingerprint]>,
        now: Duration,
        timings: &Timings,
    ) -> Recalled {
        if !self.on {
            return Recalled::default();
        }
        let ago = |trace: &Trace| Some(now.saturating_sub(trace.at)).filter(|ago| *ago >= timings.rescan);
        let recalled = match self.shown.iter().position(|trace| trace.code == code) {
            Some(place) => {
                // A second try counts from the first: handed on again and again within seconds, a code is found out all the same.
                let Some(ago) = self.shown.get(place).and_then(ago) else {
                    return Recalled { again: None, rescan: true };
                };
                self.shown.remove(place);
                Recalled { again: Some(Again { same_code: true, ago }), rescan: true }
            }
            None => {
                let mut others = self.shown.iter().rev();
                let other = others.find(|trace| trace.person.iter().any(|mark| person.contains(mark)));
                let again = other.and_then(ago).map(|ago| Again { same_code: false, ago });
                Recalled { again, rescan: false }
            }
        };
        if self.shown.len() >= MOST {
            self.shown.remove(0);
        }
        self.shown.push(Trace { code, person: person.to_vec(), at: now });
        recalled
    }
}

impl Default for Recall {
    fn default() -> Self {
        Self { on: true, shown: Vec::new() }
    }
}
