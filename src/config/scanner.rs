//! What is known of the hand-held scanner at this door.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The hand-held scanner of this device: whether there is one, and what its test found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct ScannerRecord {
    /// Whether the staff said that one types here.
    pub set: bool,
    /// Whether one was ever seen typing here.
    pub seen: bool,
    /// What its test found; `None` until it has passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended: Option<Mended>,
}

impl ScannerRecord {
    /// Whether a scanner types on this device: then no key decides anything here.
    pub fn types(&self) -> bool {
        self.set || self.seen || self.mended.is_some()
    }

    /// The record where the kept one cannot be read: a scanner is there, and nothing vouches for it.
    pub fn unreadable() -> Self {
        Self { set: true, ..Self::default() }
    }
}

/// How what a scanner types is to be read, as its test found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Mended {
    /// What is gone by.
    pub by: ReadBy,
    /// The system's keyboard as it was then, by its tag: `de`; `None` where it is not one of those known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyboard: Option<String>,
    /// Whether what the system made of the keys was other than what the code says.
    pub changed: bool,
    /// Whether Caps Lock turned the letters about.
    pub caps_lock: bool,
    /// What ends a code.
    pub ends: Ending,
    /// What stands before each code.
    #[serde(default)]
    pub prefix: String,
    /// What stands behind each code.
    #[serde(default)]
    pub suffix: String,
    /// The character of each key, where the table is gone by.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub table: BTreeMap<String, char>,
}

/// What is gone by in reading what a scanner types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadBy {
    /// The places of the keys, as on a keyboard of the United States: the system's layout and Caps Lock change nothing.
    Places,
    /// The text that the system made of them.
    Text,
    /// The table that was learnt.
    Table,
}

/// What ends a code that a scanner types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The key Enter.
    Enter,
    /// The key Tab.
    Tab,
    /// That no key follows.
    Pause,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_being_written() {
        let mended = Mended {
            by: ReadBy::Table,
            keyboard: Some("de".to_owned()),
            changed: true,
            caps_lock: false,
            ends: Ending::Enter,
            prefix: "]Q1".to_owned(),
            suffix: String::new(),
            table: BTreeMap::from([("y+shift".to_owned(), 'Z'), ("'ö".to_owned(), ';')]),
        };
        let record = ScannerRecord { set: true, mended: Some(mended), ..ScannerRecord::default() };
        let text = toml::to_string(&record).unwrap();
        assert_eq!(toml::from_str::<ScannerRecord>(&text).unwrap(), record, "{text}");
        assert_eq!(toml::from_str::<ScannerRecord>("").unwrap(), ScannerRecord::default());
        assert!(toml::from_str::<ScannerRecord>("sene = true").is_err(), "a typing mistake is told");
    }

    #[test]
    fn a_record_that_cannot_be_read_counts_as_a_scanner_without_a_test() {
        let record = ScannerRecord::unreadable();
        assert!(record.types() && record.mended.is_none());
        assert!(!ScannerRecord::default().types());
    }
}
