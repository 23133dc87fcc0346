//! What the staff may set, and how it is kept.

use super::Language;
use serde::{Deserialize, Serialize};

/// How the preview is turned. Codes are read in any position: this is for the eye alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Turn {
    /// Quarter turns clockwise, 0 to 3.
    pub quarters: u8,
    /// Whether left and right change places, as in a mirror; for a camera that faces the guest.
    pub mirrored: bool,
}

impl Turn {
    /// Whether width and height change places.
    pub(super) fn is_sideways(self) -> bool {
        self.quarters % 2 == 1
    }

    /// Where a point goes, in shares of the sides.
    pub(super) fn apply(self, (x, y): (f32, f32)) -> (f32, f32) {
        let mut at = (if self.mirrored { 1.0 - x } else { x }, y);
        for _ in 0..self.quarters % 4 {
            at = (1.0 - at.1, at.0);
        }
        at
    }
}

/// What is set at a door.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DoorSettings {
    /// The language of the screens.
    #[serde(with = "language_tag")]
    pub language: Language,
    /// How loud, of 1.
    pub volume: f32,
    /// The camera's name; the first one where `None`.
    pub camera: Option<String>,
    /// The profile.
    pub profile: String,
    /// How the preview is turned.
    pub turn: Turn,
}

impl Default for DoorSettings {
    fn default() -> Self {
        Self {
            language: Language::En,
            volume: 0.8,
            camera: None,
            profile: "authenticity".to_owned(),
            turn: Turn::default(),
        }
    }
}

mod language_tag {
    use crate::ui::Language;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(language.tag())
    }

    /// An unknown tag is no reason to lose the other settings.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Ok(Language::from_tag(&tag).unwrap_or(Language::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_takes_the_top_left_to_the_top_right() {
        let turn = Turn { quarters: 1, mirrored: false };
        assert_eq!(turn.apply((0.0, 0.0)), (1.0, 0.0));
        assert_eq!(turn.apply((1.0, 0.0)), (1.0, 1.0));
        let mirror = Turn { quarters: 0, mirrored: true };
        assert_eq!(mirror.apply((0.0, 0.3)), (1.0, 0.3));
    }

    #[test]
    fn settings_survive_being_written() {
        let settings = DoorSettings { language: Language::ZhHant, camera: Some("c".into()), ..DoorSettings::default() };
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<DoorSettings>(&text).unwrap(), settings);
        assert_eq!(serde_json::from_str::<DoorSettings>("{}").unwrap(), DoorSettings::default());
    }
}
