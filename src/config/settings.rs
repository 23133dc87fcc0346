//! What the staff may set.

use crate::camera::{ControlKind, Orientation};
use crate::texts::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is set at a door.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DoorSettings {
    /// The language of the screens.
    #[serde(with = "language_tag")]
    pub language: Language,
    /// How loud, of 1.
    pub volume: f32,
    /// How bright the screen lights up what is held before it where it is dark, of 1; 0 for never.
    pub lamp: f32,
    /// The camera's name; the first one where `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camera: Option<String>,
    /// The terminal of a serial scanner, which is read beside the camera.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_scanner: Option<PathBuf>,
    /// The profile.
    pub profile: String,
    /// How the preview is turned, for a camera that is mounted otherwise: quarter turns to the right.
    pub quarter_turns: u8,
    /// Whether the preview is mirrored, for a camera that faces the guest.
    pub mirrored: bool,
    /// Whether the staff is told that a code, or another one of the same person, was shown within the last hour.
    pub remember_codes: bool,
    /// Where the camera's controls stand; those that are not named are left to the camera. Units are the device's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub controls: BTreeMap<ControlKind, i64>,
}

impl DoorSettings {
    /// How the preview is turned.
    pub fn orientation(&self) -> Orientation {
        Orientation { quarter_turns: self.quarter_turns, mirrored: self.mirrored }
    }

    /// Brings what a file may say into range: a volume and a light of 0 to 1, less than four quarter turns.
    pub fn in_range(mut self) -> Self {
        let default = Self::default();
        let share =
            |value: f32, default: f32| if value.is_finite() { value.clamp(0.0, 1.0) } else { default };
        self.volume = share(self.volume, default.volume);
        self.lamp = share(self.lamp, default.lamp);
        self.quarter_turns %= 4;
        self
    }
}

impl Default for DoorSettings {
    fn default() -> Self {
        Self {
            language: Language::En,
            volume: 0.8,
            lamp: 1.0,
            camera: None,
            serial_scanner: None,
            profile: "authenticity".to_owned(),
            quarter_turns: 0,
            mirrored: false,
            remember_codes: true,
            controls: BTreeMap::new(),
        }
    }
}

mod language_tag {
    use crate::texts::Language;
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
        let settings = DoorSettings {
            language: Language::ZhHant,
            camera: Some("c".into()),
            controls: BTreeMap::from([(ControlKind::Zoom, 120)]),
            ..DoorSettings::default()
        };
        let text = toml::to_string(&settings).unwrap();
        assert!(text.contains("volume = 0.8\n"), "{text}");
        assert_eq!(toml::from_str::<DoorSettings>(&text).unwrap(), settings);
        assert_eq!(toml::from_str::<DoorSettings>("").unwrap(), DoorSettings::default());
    }

    #[test]
    fn what_a_file_says_is_brought_into_range() {
        for (text, volume) in [("volume = 7.0", 1.0), ("volume = -1.0", 0.0), ("volume = nan", 0.8)] {
            assert_eq!(toml::from_str::<DoorSettings>(text).unwrap().in_range().volume, volume, "{text}");
        }
        assert_eq!(toml::from_str::<DoorSettings>("quarter-turns = 7").unwrap().in_range().quarter_turns, 3);
    }
}
