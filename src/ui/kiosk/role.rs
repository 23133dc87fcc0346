//! Who may do what at a kiosk.

use std::ops::RangeInclusive;

/// A role at a kiosk. Whoever has shown neither is a guest, and decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Answers questions, and asks for another code.
    Staff,
    /// Changes settings, leaves, makes and revokes staff cards.
    Manager,
}

impl Role {
    /// How many digits its PIN has. Few for staff, who enter theirs before a queue; there is a card for them besides.
    pub(crate) fn digits(self) -> RangeInclusive<usize> {
        match self {
            Self::Staff => 4..=4,
            Self::Manager => 6..=12,
        }
    }

    /// The longest wait after wrong tries, in seconds. Whoever plays with the keypad keeps the staff from theirs for minutes only: at that
    /// pace all of ten thousand take weeks before everybody's eyes.
    pub(super) fn longest_wait(self) -> i64 {
        match self {
            Self::Staff => 300,
            Self::Manager => 3_600,
        }
    }

    /// Whether a text can be its PIN.
    pub fn takes(self, pin: &str) -> bool {
        self.digits().contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit())
    }
}
