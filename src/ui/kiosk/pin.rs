//! A PIN: by what staff and manager show who they are. There is none until one is chosen.

use super::Role;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Wrong tries that cost no wait: fingers slip.
const FREE: u32 = 3;

/// The first wait, in seconds; each further one is twice as long.
const FIRST_WAIT: i64 = 10;

/// Why a PIN was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PinError {
    /// Too short, too long, or not of digits.
    #[error("not a PIN")]
    Form,
    /// Not the right one.
    #[error("wrong PIN")]
    Wrong,
    /// Too many wrong ones: so long to wait.
    #[error("wait {} seconds", .0.num_seconds())]
    Wait(TimeDelta),
    /// The system gave no random salt.
    #[error("no random numbers")]
    NoRandom,
}

/// What is kept of the PIN. The wrong tries are kept too, so that a restart does not forget them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct PinRecord {
    /// Its hash, with salt and cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    /// Wrong tries since the last right one.
    wrong: u32,
    /// When the last wrong try was, in seconds of the Unix clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_wrong: Option<i64>,
}

impl PinRecord {
    /// Whether what is kept of a PIN can be compared with one.
    pub(super) fn is_sound(&self) -> bool {
        self.hash.as_deref().is_some_and(|hash| PasswordHash::new(hash).is_ok())
    }

    /// Whether one was chosen.
    pub(super) fn is_set(&self) -> bool {
        self.hash.is_some()
    }
}

/// The PIN of a role.
#[derive(Debug, Clone)]
pub struct Pin {
    role: Role,
    record: PinRecord,
}

impl Pin {
    /// The PIN as it was kept.
    pub fn new(role: Role, record: PinRecord) -> Self {
        Self { role, record }
    }

    /// What is to be kept. After every [`Pin::set`] and [`Pin::enter`].
    pub fn record(&self) -> &PinRecord {
        &self.record
    }

    /// Whether one was chosen.
    pub fn is_set(&self) -> bool {
        self.record.is_set()
    }

    /// Chooses a PIN.
    ///
    /// # Errors
    /// [`PinError::Form`] where it is no PIN.
    pub fn set(&mut self, pin: &str) -> Result<(), PinError> {
        if !self.role.takes(pin) {
            return Err(PinError::Form);
        }
        let hash: PasswordHash =
            Argon2::default().hash_password(pin.as_bytes()).map_err(|_| PinError::NoRandom)?;
        self.record = PinRecord { hash: Some(hash.to_string()), wrong: 0, last_wrong: None };
        Ok(())
    }

    /// Tries a PIN.
    ///
    /// # Errors
    /// [`PinError::Wait`] where it is too early for another try, which is then not looked at; [`PinError::Wrong`].
    pub fn enter(&mut self, pin: &str, now: DateTime<Utc>) -> Result<(), PinError> {
        if let Some(wait) = self.wait(now) {
            return Err(PinError::Wait(wait));
        }
        let good = self
            .record
            .hash
            .as_deref()
            .and_then(|hash| PasswordHash::new(hash).ok())
            .is_some_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok());
        if good {
            self.record.wrong = 0;
            self.record.last_wrong = None;
            return Ok(());
        }
        self.record.wrong = self.record.wrong.saturating_add(1);
        self.record.last_wrong = Some(now.timestamp());
        Err(PinError::Wrong)
    }

    /// How long the next try must wait. A clock that was set back does not shorten the wait, and does not make it longer than that of
    /// the last try, counted anew: a door whose clock once stood years ahead would be shut for years.
    pub fn wait(&mut self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let last_wrong = self.record.last_wrong.map(|last| last.min(now.timestamp()));
        self.record.last_wrong = last_wrong;
        let longest = self.role.longest_wait();
        let doublings = self.record.wrong.checked_sub(FREE)?;
        let seconds = 1_i64
            .checked_shl(doublings)
            .and_then(|times| times.checked_mul(FIRST_WAIT))
            .filter(|seconds| (1..longest).contains(seconds))
            .unwrap_or(longest);
        let passed = now.timestamp().saturating_sub(last_wrong?);
        Some(seconds.saturating_sub(passed)).filter(|left| *left > 0).map(TimeDelta::seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn manager() -> Pin {
        Pin::new(Role::Manager, PinRecord::default())
    }

    fn kept(pin: &Pin) -> Pin {
        Pin::new(pin.role, serde_json::from_str(&serde_json::to_string(pin.record()).unwrap()).unwrap())
    }

    #[test]
    fn there_is_no_pin_by_default_and_none_opens() {
        let mut pin = manager();
        assert!(!pin.is_set());
        assert_eq!(pin.enter("000000", at(0)), Err(PinError::Wrong));
    }

    #[test]
    fn six_digits_or_more_and_four_for_staff() {
        for text in ["", "1234", "12345", "12345a", "１２３４５６", "1234567890123"] {
            assert_eq!(manager().set(text), Err(PinError::Form), "{text}");
        }
        assert_eq!(manager().set("123456"), Ok(()));
        let mut staff = Pin::new(Role::Staff, PinRecord::default());
        assert_eq!([staff.set("123"), staff.set("123456")], [Err(PinError::Form); 2]);
        assert_eq!(staff.set("1234"), Ok(()));
    }

    #[test]
    fn a_guest_keeps_staff_from_their_pin_for_minutes_at_most() {
        for (role, longest) in [(Role::Staff, 300), (Role::Manager, 3_600)] {
            let mut pin = Pin::new(role, PinRecord::default());
            let mut now = at(0);
            for _ in 0..40 {
                assert_eq!(pin.enter("0", now), Err(PinError::Wrong));
                now += pin.wait(now).unwrap_or_default();
            }
            pin.enter("0", now).unwrap_err();
            assert_eq!(pin.wait(now).map(|wait| wait.num_seconds()), Some(longest));
        }
    }

    #[test]
    fn a_clock_that_once_stood_years_ahead_shuts_nobody_out_for_long() {
        let mut pin = manager();
        pin.set("271828").unwrap();
        let ahead = 10 * 365 * 86_400;
        for _ in 0..40 {
            let wait = pin.wait(at(ahead)).unwrap_or_default().num_seconds();
            assert_eq!(pin.enter("000000", at(ahead + wait)), Err(PinError::Wrong));
        }
        // Set right, and started again: the whole of the last wait, and no more.
        let mut pin = kept(&pin);
        assert_eq!(pin.wait(at(0)), Some(TimeDelta::seconds(3_600)));
        assert_eq!(pin.enter("271828", at(3_599)), Err(PinError::Wait(TimeDelta::seconds(1))));
        assert_eq!(pin.enter("271828", at(3_600)), Ok(()));
    }

    #[test]
    fn waits_grow_and_survive_a_restart() {
        let mut pin = manager();
        pin.set("271828").unwrap();
        assert!(!pin.record().hash.as_deref().unwrap().contains("271828"));
        let mut now = 0;
        for _ in 0..3 {
            assert_eq!(pin.enter("000000", at(now)), Err(PinError::Wrong));
        }
        let mut last = 0;
        for _ in 0..4 {
            pin = kept(&pin);
            let Err(PinError::Wait(wait)) = pin.enter("271828", at(now)) else { panic!("no wait") };
            assert!(wait.num_seconds() > last, "{wait}");
            last = wait.num_seconds();
            // Setting the clock back helps nobody.
            assert!(matches!(kept(&pin).enter("271828", at(now - 100_000)), Err(PinError::Wait(_))));
            now += last;
            assert_eq!(pin.enter("000000", at(now)), Err(PinError::Wrong));
        }
        now += 2 * last;
        assert_eq!(pin.enter("271828", at(now)), Ok(()));
        assert_eq!(pin.wait(at(now)), None);
    }
}
