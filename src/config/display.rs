//! What the screen is like: whom it faces, how large its letters are, what of it moves.

use crate::policy::Mode;
use serde::{Deserialize, Serialize};

/// What is set of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Display {
    /// Whom it faces; where nobody said it, a kiosk's faces the customer and any other whom its profile is made for, or the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facing: Option<Facing>,
    /// How large the letters are.
    pub letters: Letters,
    /// Whether nothing moves or flashes.
    pub still: bool,
    /// Whether it stands in the sun: dark on light.
    pub outdoor: bool,
}

impl Display {
    /// Whom the screen faces, at a kiosk or elsewhere, where nobody said it as the profile is made for.
    pub fn faces(&self, kiosk: bool, mode: Option<Mode>) -> Facing {
        self.facing.unwrap_or(match mode {
            // Nothing that others should not read, where nobody stands beside it.
            _ if kiosk => Facing::Customer,
            Some(Mode::Customer | Mode::Kiosk) => Facing::Customer,
            Some(Mode::Staff) | None => Facing::Staff,
        })
    }
}

/// Whom a screen faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facing {
    /// Who checks: all that is to be compared or told.
    Staff,
    /// Who is checked: nothing that others in the queue should read.
    Customer,
}

impl Facing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Customer];

    /// The stable name, also of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Customer => "customer",
        }
    }
}

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letters {
    /// As the screens are made.
    #[default]
    Normal,
    /// Larger.
    Large,
    /// As large as the screens can bear.
    Largest,
}

impl Letters {
    /// Every size.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    /// How many times as large as normal.
    pub fn factor(self) -> f32 {
        match self {
            Self::Normal => 1.0,
            Self::Large => 1.2,
            Self::Largest => 1.4,
        }
    }

    /// The stable name, also of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kiosk_faces_the_customer_unless_it_is_said_otherwise() {
        let unsaid = Display::default();
        for mode in [None, Some(Mode::Staff), Some(Mode::Customer), Some(Mode::Kiosk)] {
            assert_eq!(unsaid.faces(true, mode), Facing::Customer);
        }
        let modes = [None, Some(Mode::Staff), Some(Mode::Customer), Some(Mode::Kiosk)];
        assert_eq!(
            modes.map(|mode| unsaid.faces(false, mode)),
            [Facing::Staff, Facing::Staff, Facing::Customer, Facing::Customer]
        );
        for facing in Facing::ALL {
            let said = Display { facing: Some(facing), ..Display::default() };
            let found = [said.faces(true, Some(Mode::Staff)), said.faces(false, Some(Mode::Kiosk))];
            assert_eq!(found, [facing, facing]);
        }
    }
}
