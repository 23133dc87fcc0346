//! While the door is not checking: test cards are told, and nobody's code gets a verdict. Nothing comes on the screen of the door, no
//! sound is due, and no gate is told anything, since what is not judged cannot be told.

use super::StaffCard;
use super::threads::Shared;
use crate::credential;
use crate::pipeline::{Door, verify};
use crate::reader::Payload;
use crate::trust::Confirmation;
use crate::verdict::{Family, TestCard};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most that waits for somebody to ask: more than is read in a second.
const MOST: usize = 32;

/// Something that was read while the door was not checking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What it is.
    pub what: TriedCode,
    /// Whether the camera read it; else a hand-held scanner did, or it was handed over.
    pub by_camera: bool,
}

/// What was read while the door was not checking. Nothing of a person is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriedCode {
    /// A test card.
    Card(TestCard),
    /// A Hong Kong code that is genuine, and proves of its key what was not known before. Whether it would let anybody in was not asked.
    Confirms(Confirmation),
    /// Any other code, which was not judged.
    Other,
}

/// Whether the door is not checking, and what was read meanwhile.
#[derive(Debug, Default)]
pub(super) struct Rehearsal {
    on: AtomicBool,
    tried: Mutex<Vec<Tried>>,
}

impl Rehearsal {
    /// To be called under the lock of the session, so that no verdict is told any more when it returns.
    pub(super) fn switch(&self, on: bool) {
        self.on.store(on, Ordering::SeqCst);
        self.tried().clear();
    }

    pub(super) fn is_on(&self) -> bool {
        self.on.load(Ordering::SeqCst)
    }

    pub(super) fn take(&self) -> Vec<Tried> {
        std::mem::take(&mut self.tried())
    }

    fn tried(&self) -> MutexGuard<'_, Vec<Tried>> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// Notes what was read while the door is not checking.
    pub(super) fn try_out(&self, payloads: &[Payload], by_camera: bool) {
        let codes = payloads.iter().filter(|payload| !StaffCard::announces(payload));
        let what = codes.map(|payload| Tried { what: self.tried_code(payload), by_camera });
        let what: Vec<Tried> = what.collect();
        if what.is_empty() {
            return;
        }
        let mut tried = self.rehearsal.tried();
        tried.extend(what);
        // The latest are what is before the camera now.
        let over = tried.len().saturating_sub(MOST);
        tried.drain(..over);
        drop(tried);
        (self.setup.wake)();
    }

    fn tried_code(&self, payload: &Payload) -> TriedCode {
        if let Some(card) = payload.as_text().and_then(TestCard::of) {
            return TriedCode::Card(card);
        }
        if credential::family(payload) != Some(Family::HongKong) {
            return TriedCode::Other;
        }
        let now = (self.setup.now)();
        let door = Door { store: &self.setup.store, profile: &self.setup.profile, now: &now };
        let confirms = verify(payload, &door).confirms().cloned();
        confirms.map_or(TriedCode::Other, TriedCode::Confirms)
    }

    /// Of what a hand-held scanner may have meant, the test card.
    pub(super) fn test_card(readings: &[Payload]) -> Option<&Payload> {
        readings.iter().find(|reading| reading.as_text().and_then(TestCard::of).is_some())
    }
}
