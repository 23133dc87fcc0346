//! The PIN: who may leave the kiosk, and change its settings. There is none until the staff chooses one.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The fewest digits of a PIN.
pub(crate) const FEWEST: usize = 6;

/// The most digits; more are nobody's.
pub(crate) const MOST: usize = 12;

/// Wrong tries that cost no wait: fingers slip.
const FREE: u32 = 3;

/// The first wait, in seconds; each further one is twice as long.
const FIRST_WAIT: i64 = 10;

/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 3_600;

/// Why a PIN was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PinError {
    /// Too short, too long, or not of digits.
    #[error("a PIN has {FEWEST} to {MOST} digits")]
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
    hash: Option<String>,
    /// Wrong tries since the last right one.
    wrong: u32,
    /// When the last wrong try was, in seconds of the Unix clock.
    last_wrong: Option<i64>,
}

/// The PIN of this door.
#[derive(Debug, Clone, Default)]
pub struct Pin {
    record: PinRecord,
}

impl Pin {
    /// The PIN as it was kept.
    pub fn new(record: PinRecord) -> Self {
        Self { record }
    }

    /// What is to be kept. After every [`Pin::set`] and [`Pin::enter`].
    pub fn record(&self) -> &PinRecord {
        &self.record
    }

    /// Whether one was chosen.
    pub fn is_set(&self) -> bool {
        self.record.hash.is_some()
    }

    /// Whether a text can be a PIN.
    pub fn has_form(pin: &str) -> bool {
        (FEWEST..=MOST).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Chooses a PIN.
    ///
    /// # Errors
    /// [`PinError::Form`] where it is no PIN.
    pub fn set(&mut self, pin: &str) -> Result<(), PinError> {
        if !Self::has_form(pin) {
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

    /// How long the next try must wait. A clock that was set back does not shorten the wait.
    pub fn wait(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let doublings = self.record.wrong.checked_sub(FREE)?;
        let seconds = 1_i64
            .checked_shl(doublings)
            .and_then(|times| times.checked_mul(FIRST_WAIT))
            .filter(|seconds| (1..LONGEST_WAIT).contains(seconds))
            .unwrap_or(LONGEST_WAIT);
        let passed = now.timestamp().saturating_sub(self.record.last_wrong?).max(0);
        Some(seconds.saturating_sub(passed)).filter(|left| *left > 0).map(TimeDelta::seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn kept(pin: &Pin) -> Pin {
        Pin::new(serde_json::from_str(&serde_json::to_string(pin.record()).unwrap()).unwrap())
    }

    #[test]
    fn there_is_no_pin_by_default_and_none_opens() {
        let mut pin = Pin::default();
        assert!(!pin.is_set());
        assert_eq!(pin.enter("000000", at(0)), Err(PinError::Wrong));
    }

    #[test]
    fn six_digits_or_more() {
        for text in ["", "12345", "12345a", "１２３４５６", "1234567890123"] {
            assert_eq!(Pin::default().set(text), Err(PinError::Form), "{text}");
        }
        assert_eq!(Pin::default().set("123456"), Ok(()));
    }

    #[test]
    fn waits_grow_and_survive_a_restart() {
        let mut pin = Pin::default();
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
            assert!(matches!(pin.enter("271828", at(now - 100_000)), Err(PinError::Wait(_))));
            now += last;
            assert_eq!(pin.enter("000000", at(now)), Err(PinError::Wrong));
        }
        now += 2 * last;
        assert_eq!(pin.enter("271828", at(now)), Ok(()));
        assert_eq!(pin.wait(at(now)), None);
    }
}
