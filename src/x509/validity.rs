//! The life of a key.

use chrono::{DateTime, Utc};

/// The life of a key, both ends included where given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Validity {
    /// Not before.
    pub not_before: Option<DateTime<Utc>>,
    /// Not after.
    pub not_after: Option<DateTime<Utc>>,
}

impl Validity {
    /// Whether `at` lies within.
    pub fn contains(&self, at: DateTime<Utc>) -> bool {
        self.not_before.is_none_or(|start| start <= at) && self.not_after.is_none_or(|end| at <= end)
    }
}
