//! Keeps who may do what: what is changed holds once it is on the disk, and the log of the door tells of it.

use super::found::{self, Found};
use super::{Access, AccessRecord, PinError, Role};
use crate::config::{Entry, Folder, log};
use crate::scanner::StaffCard;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Who may do what at this door, and where that is kept.
#[derive(Debug)]
pub(crate) struct Keeper {
    access: Access,
    found: Found,
    folder: Option<Folder>,
    /// When the administrator took the PIN back.
    reset: Option<i64>,
}

/// What was chosen does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotChosen {
    /// It is no PIN.
    Form,
    /// It cannot be kept.
    NotKept,
}

impl Keeper {
    /// As it was found at the start.
    pub(crate) fn new(found: Found, folder: Option<Folder>, reset: Option<i64>) -> Self {
        let access = Access::new(match &found {
            Found::Kept(record) => record.clone(),
            Found::None | Found::NoPlace | Found::Gone | Found::Broken(_) => AccessRecord::default(),
        });
        Self { access, found, folder, reset }
    }

    /// How it was found.
    pub(crate) fn found(&self) -> &Found {
        &self.found
    }

    /// Looks again, whether it can be read now.
    pub(crate) fn look_again(&mut self) {
        let found = found::find(self.folder.as_ref(), self.reset);
        *self = Self::new(found, self.folder.take(), self.reset);
    }

    /// Writes to the log what has come of the PIN since the last start.
    pub(crate) fn log_what_was_found(&self, now: DateTime<Utc>) {
        match &self.found {
            Found::Gone | Found::Broken(_) => self.log(now, Entry::PinLost),
            Found::None if self.reset.is_some() => self.log(now, Entry::PinReset),
            Found::None | Found::NoPlace | Found::Kept(_) => {}
        }
    }

    /// Who may do what.
    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    /// Whether a kiosk may scan: it can be left, and nothing of its set-up is open.
    pub(crate) fn is_ready(&self) -> bool {
        self.access.is_set() && !self.access.is_unfinished()
    }

    /// Tries the PIN of a role. Also a wrong try is kept: a restart must not forget it. Where it cannot be, it counts until the end.
    ///
    /// # Errors
    /// As [`Access::enter`].
    pub(crate) fn enter(&mut self, role: Role, pin: &str, now: DateTime<Utc>) -> Result<(), PinError> {
        let entered = self.access.enter(role, pin, now);
        let _ = self.keep();
        entered
    }

    /// How long the next try must wait.
    pub(crate) fn wait(&mut self, role: Role, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.access.wait(role, now)
    }

    /// Chooses the PIN of a role. `unfinished`: a kiosk has yet to be told more.
    pub(crate) fn choose(
        &mut self,
        role: Role,
        pin: &str,
        unfinished: bool,
        now: DateTime<Utc>,
    ) -> Result<(), NotChosen> {
        let entry = match role {
            Role::Manager => Entry::ManagerPin,
            Role::Staff => Entry::StaffPin,
        };
        self.change(now, entry, |access| {
            access.set_unfinished(unfinished);
            access.set(role, pin).map_err(|_| NotChosen::Form)
        })
    }

    /// A kiosk has been told all.
    pub(crate) fn finish(&mut self) {
        self.access.set_unfinished(false);
        // Where that cannot be kept, the next start asks the manager for the rest once more.
        let _ = self.keep();
    }

    /// Makes a staff card of the next number.
    pub(crate) fn make_card(
        &mut self,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<(u32, StaffCard), NotChosen> {
        let number = self.access.next_card();
        self.change(now, Entry::CardMade(number), |access| {
            access.make_card(today).map_err(|_| NotChosen::NotKept)
        })
    }

    /// Revokes a staff card.
    pub(crate) fn revoke_card(&mut self, number: u32, now: DateTime<Utc>) -> Result<(), NotChosen> {
        self.change(now, Entry::CardRevoked(number), |access| {
            access.revoke_card(number);
            Ok(())
        })
    }

    /// Changes what is kept; where the disk does not take it, all is as before.
    fn change<T>(
        &mut self,
        now: DateTime<Utc>,
        entry: Entry,
        change: impl FnOnce(&mut Access) -> Result<T, NotChosen>,
    ) -> Result<T, NotChosen> {
        let before = self.access.clone();
        let changed = change(&mut self.access)
            .and_then(|done| if self.keep() { Ok(done) } else { Err(NotChosen::NotKept) });
        match &changed {
            Ok(_) => {
                self.found = Found::Kept(self.access.record());
                self.log(now, entry);
            }
            Err(_) => self.access = before,
        }
        changed
    }

    fn keep(&self) -> bool {
        let mut record = self.access.record();
        if let Some(reset) = self.reset {
            record.set_reset(reset);
        }
        found::keep(self.folder.as_ref(), &record)
    }

    fn log(&self, now: DateTime<Utc>, entry: Entry) {
        // A disk that takes no log is no reason not to scan.
        let _ = self.folder.as_ref().map(|folder| log(folder, now, entry));
    }
}
