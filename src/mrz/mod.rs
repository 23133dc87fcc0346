//! The machine-readable zone of passports and other travel documents: ICAO Doc 9303, part 3 (§4.9 check digits), part 4 (TD3: passports),
//! part 5 (TD1: cards), part 6 (TD2: official documents).
//!
//! It is read for one purpose: to hold name and date of birth against those of a record. What it says is typed by a person or by a
//! passport reader, which is a keyboard: its check digits tell most slips, and a name has none.

mod check;
mod form;

pub use check::check_digit;
pub use form::{Form, is_first_line};

use crate::verdict::Personal;
use form::Zone;
use thiserror::Error;

/// What a zone says of its holder. All of it is personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mrz {
    /// The form of the document.
    pub form: Form,
    /// The words of the primary identifier, the family name mostly, with a space between each two.
    pub primary: Personal<String>,
    /// The words of the secondary identifier, the given names; empty where there are none.
    pub secondary: Personal<String>,
    /// Whether the names fill their field to its end: they may have been cut short (part 3, §4.6).
    pub is_full: bool,
    /// The date of birth, `YYMMDD`; what is not known of it are fillers.
    pub born: Personal<String>,
}

/// Why a zone is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MrzError {
    /// It has not the lines, the length or the characters of any form.
    #[error("no machine-readable zone of two lines of 44 or 36 characters, or of three of 30")]
    NoZone,
    /// It has them, and a part of it is not what its check digit says, or cannot be meant.
    #[error("mistyped: {}", .0.name())]
    Mistyped(Part),
}

/// A part of a zone that can be seen to be mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The names.
    Name,
    /// The number of the document.
    Number,
    /// The date of birth.
    BirthDate,
    /// The date of expiry.
    Expiry,
    /// What the issuer adds.
    Optional,
    /// All of it, by the last check digit.
    Whole,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Number, Self::BirthDate, Self::Expiry, Self::Optional, Self::Whole];

    /// The stable name, also of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::BirthDate => "birth-date",
            Self::Expiry => "expiry",
            Self::Optional => "optional",
            Self::Whole => "whole",
        }
    }
}

impl Mrz {
    /// Reads a zone: its lines, or all of it in one. Blanks count for nothing, nor does the case of letters, and the fillers at the end of
    /// the names may be left out.
    ///
    /// # Errors
    /// [`MrzError`] where it is none, or where a check digit is wrong.
    pub fn read(text: &str) -> Result<Self, MrzError> {
        let zone = Zone::of(text).ok_or(MrzError::NoZone)?;
        match zone.wrong() {
            Some(part) => Err(MrzError::Mistyped(part)),
            None => Ok(zone.says()),
        }
    }

    /// Whether a text has the form of a zone, be it mistyped or not.
    pub fn is_like(text: &str) -> bool {
        Zone::of(text).is_some()
    }
}

#[cfg(test)]
mod tests;
