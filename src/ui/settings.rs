//! What the staff may set, and how it is kept.

use super::Language;
use crate::camera::Orientation;
use serde::{Deserialize, Serialize};

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
    /// How the preview is turned, for a camera that is mounted otherwise: quarter turns to the right.
    pub quarter_turns: u8,
    /// Whether the preview is mirrored, for a camera that faces the guest.
    pub mirrored: bool,
}

impl DoorSettings {
    /// How the preview is turned.
    pub fn orientation(&self) -> Orientation {
        Orientation { quarter_turns: self.quarter_turns, mirrored: self.mirrored }
    }
}

impl Default for DoorSettings {
    fn default() -> Self {
        Self {
            language: Language::En,
            volume: 0.8,
            camera: None,
            profile: "authenticity".to_owned(),
            quarter_turns: 0,
            mirrored: false,
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
    fn settings_survive_being_written() {
        let settings =
            DoorSettings { language: Language::ZhHant, camera: Some("c".into()), ..DoorSettings::default() };
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<DoorSettings>(&text).unwrap(), settings);
        assert_eq!(serde_json::from_str::<DoorSettings>("{}").unwrap(), DoorSettings::default());
    }
}
