//! What the staff may set, and how its file is read: strictly. What is not known, or cannot be meant, makes the whole file invalid.

use super::{DayStart, Display};
use crate::camera::{ControlKind, Orientation};
use crate::gate::GateSettings;
use crate::texts::Language;
use crate::verdict::text::shown;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is set at a door.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DoorSettings {
    /// The version of the file's form.
    pub version: SettingsVersion,
    /// The language of the screens.
    #[serde(with = "language_tag")]
    pub language: Language,
    /// How loud, of 1.
    #[serde(deserialize_with = "share")]
    pub volume: f32,
    /// How bright the screen lights up what is held before it where it is dark, of 1; 0 for never.
    #[serde(deserialize_with = "share")]
    pub lamp: f32,
    /// The camera's name; the first one where `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camera: Option<String>,
    /// The terminal of a serial scanner, which is read beside the camera.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "absolute")]
    pub serial_scanner: Option<PathBuf>,
    /// The profile's name: whether there is one, [`load_settings`](super::load_settings) asks.
    pub profile: String,
    /// Whom to call when the staff cannot help themselves: a name, a number.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "short")]
    pub helpdesk: Option<String>,
    /// A folder of key lists and revocation lists that are trusted beside the bundled ones. One that cannot be read closes the door.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "absolute")]
    pub lists: Option<PathBuf>,
    /// A folder that is looked into for updates, beside sticks: one that is shared, say.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "absolute")]
    pub updates: Option<PathBuf>,
    /// What this door is called by those who look after several.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "short")]
    pub name: Option<String>,
    /// By which short name this door is told apart, on its screen and by programs: ASCII letters, digits, `-` and `_`, 16 at most.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "door_name")]
    pub door: Option<String>,
    /// When the door's day begins, by which its counts are added up.
    pub day_starts: DayStart,
    /// How the preview is turned, for a camera that is mounted otherwise: quarter turns to the right.
    #[serde(deserialize_with = "quarter_turns")]
    pub quarter_turns: u8,
    /// Whether the preview is mirrored, for a camera that faces the guest.
    pub mirrored: bool,
    /// Whether the staff is told that a code, or another one of the same person, was shown within the last hour.
    pub remember_codes: bool,
    /// Whether the ready screen says that the opening check was not done today.
    pub opening_check: bool,
    /// What the screen is like.
    pub display: Display,
    /// Where the camera's controls stand; those that are not named are left to the camera. Units are the device's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub controls: BTreeMap<ControlKind, i64>,
    /// A gate or a lamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateSettings>,
}

impl DoorSettings {
    /// How the preview is turned.
    pub fn orientation(&self) -> Orientation {
        Orientation { quarter_turns: self.quarter_turns, mirrored: self.mirrored }
    }

    /// The same, with what a table sets.
    ///
    /// # Errors
    /// That of the table, where it sets something that there is not.
    pub fn with(&self, table: &toml::Table) -> Result<Self, toml::de::Error> {
        let mut own = toml::Table::try_from(self).unwrap_or_default();
        for (key, value) in table {
            match (own.get_mut(key), value) {
                // Of a table that which is named alone.
                (Some(toml::Value::Table(held)), toml::Value::Table(new)) => held.extend(new.clone()),
                _ => {
                    own.insert(key.clone(), value.clone());
                }
            }
        }
        own.try_into()
    }

    /// Takes over what differs between two other ones, and nothing else: what was changed on the screen, and not what holds
    /// for one run alone.
    pub fn take_changes(&mut self, before: &Self, after: &Self) {
        let table = |settings: &Self| toml::Table::try_from(settings).unwrap_or_default();
        let (mut own, before, after) = (table(self), table(before), table(after));
        for (key, value) in &after {
            if before.get(key) != Some(value) {
                own.insert(key.clone(), value.clone());
            }
        }
        own.retain(|key, _| after.contains_key(key) || !before.contains_key(key));
        if let Ok(taken) = own.try_into() {
            *self = taken;
        }
    }
}

impl Default for DoorSettings {
    fn default() -> Self {
        Self {
            version: SettingsVersion,
            language: Language::En,
            volume: 0.8,
            lamp: 1.0,
            camera: None,
            serial_scanner: None,
            profile: "authenticity".to_owned(),
            helpdesk: None,
            lists: None,
            updates: None,
            name: None,
            door: None,
            day_starts: DayStart::default(),
            quarter_turns: 0,
            mirrored: false,
            remember_codes: true,
            opening_check: true,
            display: Display::default(),
            controls: BTreeMap::new(),
            gate: None,
        }
    }
}

/// The version of the file's form. Only the one that this program knows can be made, or read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SettingsVersion;

impl SettingsVersion {
    /// Its number.
    pub const NUMBER: u32 = 1;
}

impl Serialize for SettingsVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl<'de> Deserialize<'de> for SettingsVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            Self::NUMBER => Ok(Self),
            other => Err(D::Error::custom(format!(
                "version {other}, and this program knows {} alone",
                Self::NUMBER
            ))),
        }
    }
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    let share = f32::deserialize(deserializer)?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err(D::Error::custom(format!("{share} is not from 0 to 1")))
    }
}

fn quarter_turns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    match u8::deserialize(deserializer)? {
        turns @ 0..=3 => Ok(turns),
        other => Err(D::Error::custom(format!("{other} is not from 0 to 3"))),
    }
}

/// The most characters of what is to be read at a glance.
const SHORT: usize = 60;

fn short<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.chars().count() <= SHORT {
        Ok(Some(shown(&text)).filter(|text| !text.trim().is_empty()))
    } else {
        Err(D::Error::custom(format!("more than {SHORT} characters")))
    }
}

/// The most characters of a door's short name.
const DOOR: usize = 16;

/// What can be typed, read aloud and made part of a file's name, everywhere.
fn door_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let fits = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if fits && (1..=DOOR).contains(&name.len()) {
        Ok(Some(name))
    } else {
        Err(D::Error::custom(format!("a door's name has 1 to {DOOR} letters, digits, - and _, none else")))
    }
}

/// A program is started in any folder: from there a relative path leads anywhere.
fn absolute<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let path = PathBuf::deserialize(deserializer)?;
    if path.is_absolute() {
        Ok(Some(path))
    } else {
        Err(D::Error::custom("the path does not begin at the root"))
    }
}

mod language_tag {
    use crate::texts::Language;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(language.tag())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let tag = String::deserialize(deserializer)?;
        let known = || Language::ALL.map(Language::tag).join(", ");
        Language::from_tag(&tag)
            .ok_or_else(|| D::Error::custom(format!("no language {tag:?}; there are: {}", known())))
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
            door: Some("MK-02_sixteen-ab".into()),
            controls: BTreeMap::from([(ControlKind::Zoom, 120)]),
            gate: Some(GateSettings::on("/dev/ttyUSB0".into())),
            ..DoorSettings::default()
        };
        let text = toml::to_string(&settings).unwrap();
        assert!(text.starts_with("version = 1\n") && text.contains("volume = 0.8\n"), "{text}");
        assert_eq!(toml::from_str::<DoorSettings>(&text).unwrap(), settings);
        assert_eq!(toml::from_str::<DoorSettings>("").unwrap(), DoorSettings::default());
    }

    #[test]
    fn what_is_not_known_or_cannot_be_meant_is_refused() {
        for text in [
            "profil = 'vaccinated'",
            "profile = 7",
            "language = 'tlh'",
            "volume = 7.0",
            "volume = -1.0",
            "volume = nan",
            "volume = 'loud'",
            "quarter-turns = 7",
            "mirrored = 1",
            "lists = 'keys'",
            "door = ''",
            "door = 'MK 02'",
            "door = '../MK-02'",
            "door = '門口'",
            "door = 'seventeen-letters'",
            "door = 2",
            "[gate]",
            "[gate]\nport = 'ttyUSB0'",
            "[gate]\nport = '/dev/ttyUSB0'\nbaud = 1",
            "[gate]\nport = '/dev/ttyUSB0'\n[gate.send]\nopen = 'A'",
            "[gate]\nport = '/dev/ttyUSB0'\n[gate.send]\nadmit = 'hex:0'",
            "[controls]\nwarp = 9",
            "version = 0",
            "version = 2",
            "version = '1'",
        ] {
            assert!(toml::from_str::<DoorSettings>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn changes_are_taken_over_one_by_one() {
        let kept = DoorSettings { camera: Some("kept".into()), quarter_turns: 1, ..DoorSettings::default() };
        // Of this run: another profile and another camera.
        let before = DoorSettings { profile: "polio".to_owned(), camera: Some("run".into()), ..kept.clone() };
        let mut after = DoorSettings { volume: 0.5, ..before.clone() };
        after.controls.insert(ControlKind::Zoom, 3);
        let mut own = kept.clone();
        own.take_changes(&before, &after);
        assert_eq!(own, DoorSettings { volume: 0.5, controls: after.controls.clone(), ..kept.clone() });
        // What is taken away is gone.
        let none = DoorSettings { camera: None, controls: BTreeMap::new(), ..after.clone() };
        own.take_changes(&after, &none);
        assert_eq!(own, DoorSettings { volume: 0.5, camera: None, ..kept });
    }
}
