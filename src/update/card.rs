//! Set-up cards: QR codes that tell a door the operator's key, and its settings.
//!
//! The first card has the key alone, unsigned: whoever sets the door up compares its fingerprint with the operator's paper. Every other one is
//! sealed with that key, and is a few lines of text:
//!
//! ```text
//! untrusted comment: doorcheck set-up card
//! RU…
//! trusted comment: doorcheck set-up card
//! …
//! serial = 3
//! until = 2026-12-31
//! [settings]
//! name = "Door 7"
//! profile = "hong-kong-vaccine-pass"
//! ```

use super::contents::checked_settings;
use super::manifest::day;
use super::sealed::{Sort, seal, unseal};
use super::{OperatorKey, OperatorKeyError, SealError};
use crate::credential::{OPERATORS_KEY, SET_UP_CARD};
use chrono::NaiveDate;
use minisign::SecretKey;
use serde::Deserialize;
use thiserror::Error;

/// The most bytes of a card: a code of them can be read off paper.
const LONGEST: usize = 1_000;

/// What a set-up card says.
#[derive(Debug, Clone, PartialEq)]
pub enum SetUpCard {
    /// The operator's key.
    Key(OperatorKey),
    /// Settings of the door.
    Settings(CardSettings),
}

/// The settings of a card.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardSettings {
    /// Goes up with every card of an operator: an older one is not taken any more.
    pub serial: u64,
    /// The last day on which it is taken, at the door.
    #[serde(deserialize_with = "day")]
    pub until: NaiveDate,
    /// The settings, as in `settings.toml`.
    pub settings: toml::Table,
}

/// Why a set-up card is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CardError {
    /// Another code.
    #[error("no set-up card")]
    None,
    /// The key on it.
    #[error(transparent)]
    Key(#[from] OperatorKeyError),
    /// No key is held under which it could be sealed.
    #[error("no operator's key is held here: the card with the key comes first")]
    NoOperator,
    /// Its seal.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What stands on it; line and key stand in the text.
    #[error("{0}")]
    Invalid(String),
    /// Its time has run out.
    #[error("the card was good until {0}")]
    Ended(NaiveDate),
    /// A newer one was taken here.
    #[error("the card's serial is {serial}, and {floor} was taken already")]
    Serial {
        /// The card's.
        serial: u64,
        /// The highest that was ever taken.
        floor: u64,
    },
    /// More than a code of paper holds.
    #[error("{0} bytes: a card has {LONGEST} at most")]
    TooLong(usize),
}

impl SetUpCard {
    /// Reads a card at a door that holds that key, on that day, where cards up to `floor` were taken.
    ///
    /// # Errors
    /// [`CardError`] where it is not taken.
    pub fn read(
        text: &str,
        operator: Option<&OperatorKey>,
        today: NaiveDate,
        floor: u64,
    ) -> Result<Self, CardError> {
        if text.len() > LONGEST {
            return Err(CardError::TooLong(text.len()));
        }
        if let Some(key) = text.strip_prefix(OPERATORS_KEY) {
            return Ok(Self::Key(OperatorKey::parse(key)?));
        }
        if !text.starts_with(SET_UP_CARD) {
            return Err(CardError::None);
        }
        let operator = operator.ok_or(CardError::NoOperator)?;
        let card = CardSettings::parse(unseal(text.as_bytes(), Sort::Card, operator)?)?;
        if card.until < today {
            return Err(CardError::Ended(card.until));
        }
        if card.serial < floor {
            return Err(CardError::Serial { serial: card.serial, floor });
        }
        Ok(Self::Settings(card))
    }

    /// The text of the card with an operator's key.
    pub fn of_key(key: &OperatorKey) -> String {
        format!("{OPERATORS_KEY}{}\n", key.text())
    }

    /// Seals the text of a card: what stands below the signature.
    ///
    /// # Errors
    /// [`CardError`] where no door would take it.
    pub fn sealed(text: &str, key: &SecretKey) -> Result<String, CardError> {
        CardSettings::parse(text.as_bytes())?;
        let sealed = seal(text.as_bytes(), Sort::Card, key)?;
        if sealed.len() > LONGEST {
            return Err(CardError::TooLong(sealed.len()));
        }
        String::from_utf8(sealed).map_err(|why| CardError::Invalid(why.to_string()))
    }
}

impl CardSettings {
    /// Reads what stands below the signature.
    fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        let invalid = |why: &dyn ToString| CardError::Invalid(why.to_string().trim_end().to_owned());
        let text = std::str::from_utf8(bytes).map_err(|why| invalid(&why))?;
        let card: Self = toml::from_str(text).map_err(|why| invalid(&why))?;
        checked_settings(&card.settings.to_string()).map_err(|why| invalid(&why))?;
        Ok(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const TEXT: &str =
        "serial = 3\nuntil = 2026-12-31\n[settings]\nlanguage = \"zh-Hant\"\nquarter-turns = 1\n";

    #[test]
    fn a_card_of_settings_holds_under_its_key_in_its_time_and_never_before_a_newer_one() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let key = OperatorKey::parse(&pair.pk.to_base64()).unwrap();
        let card = SetUpCard::sealed(TEXT, &pair.sk).unwrap();
        let read = |today: &str, floor| SetUpCard::read(&card, Some(&key), day(today), floor);
        let SetUpCard::Settings(settings) = read("2026-12-31", 3).unwrap() else { panic!("{card}") };
        assert_eq!((settings.serial, settings.settings["language"].as_str()), (3, Some("zh-Hant")));
        assert_eq!(read("2027-01-01", 0), Err(CardError::Ended(day("2026-12-31"))));
        assert_eq!(read("2026-12-01", 4), Err(CardError::Serial { serial: 3, floor: 4 }));
        assert_eq!(SetUpCard::read(&card, None, day("2026-12-01"), 0), Err(CardError::NoOperator));
        let other = KeyPair::generate_unencrypted_keypair().unwrap();
        let other = OperatorKey::parse(&other.pk.to_base64()).unwrap();
        let strangers = SetUpCard::read(&card, Some(&other), day("2026-12-01"), 0);
        assert!(matches!(strangers, Err(CardError::Seal(_))), "{strangers:?}");
        for at in 0..card.len() {
            let mut altered = card.clone().into_bytes();
            altered[at] ^= 1;
            let Ok(altered) = String::from_utf8(altered) else { continue };
            assert!(SetUpCard::read(&altered, Some(&key), day("2026-12-01"), 0).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_card_of_a_key_is_read_with_any_key_held_or_none() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let key = OperatorKey::parse(&pair.pk.to_base64()).unwrap();
        let card = SetUpCard::of_key(&key);
        assert_eq!(SetUpCard::read(&card, None, day("2026-12-01"), 0), Ok(SetUpCard::Key(key)));
        for none in ["", "HC1:", "doorcheck operator's key", &pair.pk.to_base64()] {
            assert_eq!(SetUpCard::read(none, None, day("2026-12-01"), 0), Err(CardError::None), "{none}");
        }
    }

    #[test]
    fn what_no_door_could_mean_is_not_sealed() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        for text in ["", "serial = 3", "serial = 3\nuntil = 2026-12-31", &TEXT.replace("3\n", "-3\n")] {
            assert!(matches!(SetUpCard::sealed(text, &pair.sk), Err(CardError::Invalid(_))), "{text}");
        }
        let long = format!("{TEXT}# {}\n", "x".repeat(LONGEST));
        assert!(matches!(SetUpCard::sealed(&long, &pair.sk), Err(CardError::TooLong(_))));
        // A PIN stands on no card.
        #[cfg(feature = "window")]
        for text in [format!("{TEXT}pin = '1234'\n"), TEXT.replace("zh-Hant", "xx")] {
            assert!(matches!(SetUpCard::sealed(&text, &pair.sk), Err(CardError::Invalid(_))), "{text}");
        }
    }
}
