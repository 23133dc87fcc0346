//! In what two credentials do not show one person.

use super::Personal;

/// A claim by which holders are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolderClaim {
    /// The name.
    Name,
    /// The date of birth.
    BirthDate,
}

/// Why two claims do not show one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Both state it, and not the same.
    Differs,
    /// One or both do not state it.
    NotStated,
    /// The same as far as it goes, but masked, and no same document beside it.
    Masked,
}

/// A claim in which a code does not agree with the first one. Its `Debug` shows neither's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Which code, counted from 1 in the order of showing.
    pub code: usize,
    /// Which claim.
    pub claim: HolderClaim,
    /// In what way.
    pub difference: Difference,
    /// What the first code states.
    pub first: Option<Personal<String>>,
    /// What this code states.
    pub here: Option<Personal<String>>,
}

impl Mismatch {
    /// The stem of the key of its text.
    pub fn text_key(&self) -> &'static str {
        match (self.claim, self.difference) {
            (HolderClaim::Name, Difference::Differs) => "name-differs",
            (HolderClaim::Name, Difference::NotStated) => "name-not-stated",
            (_, Difference::Masked) => "name-masked",
            (HolderClaim::BirthDate, Difference::Differs) => "birth-date-differs",
            (HolderClaim::BirthDate, Difference::NotStated) => "birth-date-not-stated",
        }
    }
}
