//! Who may do what at this door: two PINs and the staff cards, as they are kept.

use super::card::{self, CardRecord};
use super::{Pin, PinError, PinRecord, Role};
use crate::scanner::StaffCard;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What is kept of it, in `pin.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct AccessRecord {
    /// The manager's PIN.
    #[serde(flatten)]
    manager: PinRecord,
    /// Whether a kiosk has yet to be told the rest: who ends its process now gets no other PIN, and no other profile.
    #[serde(skip_serializing_if = "is_false")]
    unfinished: bool,
    /// The administrator's reset that this choice followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    reset: Option<i64>,
    /// The number of the latest card. None is given twice.
    last_card: u32,
    /// The staff's.
    staff: PinRecord,
    cards: Vec<CardRecord>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !value
}

impl AccessRecord {
    /// Whether it is one: there is a manager's PIN, and each hash can be compared with something.
    pub(super) fn is_sound(&self) -> bool {
        self.manager.is_sound() && (!self.staff.is_set() || self.staff.is_sound())
    }

    /// The administrator's reset that this choice followed.
    pub(super) fn reset(&self) -> Option<i64> {
        self.reset
    }

    /// It followed that one.
    pub(super) fn set_reset(&mut self, reset: i64) {
        self.reset = Some(reset);
    }
}

/// Who may do what at this door.
#[derive(Debug, Clone)]
pub struct Access {
    manager: Pin,
    staff: Pin,
    unfinished: bool,
    reset: Option<i64>,
    last_card: u32,
    cards: Vec<CardRecord>,
}

impl Access {
    /// As it was kept.
    pub fn new(record: AccessRecord) -> Self {
        let AccessRecord { manager, unfinished, reset, last_card, staff, cards } = record;
        let (manager, staff) = (Pin::new(Role::Manager, manager), Pin::new(Role::Staff, staff));
        Self { manager, staff, unfinished, reset, last_card, cards }
    }

    /// What is to be kept, after every change and every try.
    pub fn record(&self) -> AccessRecord {
        AccessRecord {
            manager: self.manager.record().clone(),
            unfinished: self.unfinished,
            reset: self.reset,
            last_card: self.last_card,
            staff: self.staff.record().clone(),
            cards: self.cards.clone(),
        }
    }

    /// Whether the manager has chosen a PIN. Without it there is none of staff either.
    pub fn is_set(&self) -> bool {
        self.manager.is_set()
    }

    /// Whether a kiosk has yet to be told the rest.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    /// Whether it has.
    pub(crate) fn set_unfinished(&mut self, unfinished: bool) {
        self.unfinished = unfinished;
    }

    /// Whose PIN a role is asked for: the manager's, until there is one of staff.
    pub fn asked_of(&self, role: Role) -> Role {
        if self.staff.is_set() { role } else { Role::Manager }
    }

    /// Whether that role has a PIN of its own.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.pin(role).is_set()
    }

    fn pin(&self, role: Role) -> &Pin {
        match role {
            Role::Staff => &self.staff,
            Role::Manager => &self.manager,
        }
    }

    fn pin_mut(&mut self, role: Role) -> &mut Pin {
        match role {
            Role::Staff => &mut self.staff,
            Role::Manager => &mut self.manager,
        }
    }

    /// Chooses the PIN of a role.
    ///
    /// # Errors
    /// [`PinError::Form`] where it is none.
    pub fn set(&mut self, role: Role, pin: &str) -> Result<(), PinError> {
        self.pin_mut(role).set(pin)
    }

    /// Tries the PIN of a role.
    ///
    /// # Errors
    /// As [`Pin::enter`].
    pub fn enter(&mut self, role: Role, pin: &str, now: DateTime<Utc>) -> Result<(), PinError> {
        self.pin_mut(role).enter(pin, now)
    }

    /// How long the next try must wait.
    pub fn wait(&mut self, role: Role, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.pin_mut(role).wait(now)
    }

    /// The staff cards.
    pub(crate) fn cards(&self) -> &[CardRecord] {
        &self.cards
    }

    /// The number of the next card.
    pub(crate) fn next_card(&self) -> u32 {
        self.last_card.saturating_add(1)
    }

    /// Makes the next card.
    ///
    /// # Errors
    /// [`PinError::NoRandom`] where the system gives no random numbers.
    pub fn make_card(&mut self, today: NaiveDate) -> Result<(u32, StaffCard), PinError> {
        let number = self.next_card();
        let card = StaffCard::new(card::random().ok_or(PinError::NoRandom)?);
        let record = CardRecord::of(&card, number, today).ok_or(PinError::NoRandom)?;
        self.last_card = number;
        self.cards.push(record);
        Ok((number, card))
    }

    /// Revokes the card of a number.
    pub fn revoke_card(&mut self, number: u32) {
        self.cards.retain(|card| card.number() != number);
    }

    /// Whether a card is one of this door's. All are looked at, each in the same time.
    pub fn knows(&self, card: &StaffCard) -> bool {
        self.cards.iter().fold(false, |known, record| record.is_of(card) | known)
    }
}
