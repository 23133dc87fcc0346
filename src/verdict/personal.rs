//! Personal data that cannot slip into a log.

use std::fmt;

/// A value about a person: read it with [`Personal::reveal`], where it is shown on purpose. Its `Debug` is redacted, and it
/// has no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Marks a value as personal.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the screen and for the output that the user asked for.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(personal)")
    }
}
