//! What is kept of a staff card: enough to know it again, too little to make another.

use crate::scanner::StaffCard;
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A card in the manager's list. What the card holds is a random number of 128 bits: unlike a PIN's, its hash need not be slow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardRecord {
    number: u32,
    made: String,
    salt: String,
    hash: String,
}

impl CardRecord {
    /// What is kept of a card made today.
    pub(super) fn of(card: &StaffCard, number: u32, today: NaiveDate) -> Option<Self> {
        let salt = random()?;
        let (made, hash) = (today.to_string(), HEXLOWER.encode(&hash(&salt, card)));
        Some(Self { number, made, salt: HEXLOWER.encode(&salt), hash })
    }

    /// Its number, which is on the card.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// The day it was made.
    pub(crate) fn made(&self) -> Option<NaiveDate> {
        self.made.parse().ok()
    }

    /// Whether it is of that card. How long that takes tells nothing.
    pub(super) fn is_of(&self, card: &StaffCard) -> bool {
        let decoded = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap_or_default();
        hash(&decoded(&self.salt), card).as_slice().ct_eq(&decoded(&self.hash)).into()
    }
}

fn hash(salt: &[u8], card: &StaffCard) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(card.secret()).finalize().into()
}

/// Sixteen bytes that nobody can guess, where the system has any.
pub(super) fn random() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}
