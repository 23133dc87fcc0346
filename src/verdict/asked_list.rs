//! A revocation list that was asked.

use chrono::NaiveDate;

/// A revocation list that was asked for a credential.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskedList {
    /// Its name, or the path that it came from.
    pub name: String,
    /// The day that it was published, where it tells.
    pub date: Option<NaiveDate>,
}
