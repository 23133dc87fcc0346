//! What a bundle says of itself: `bundle.toml`.

use super::archive::Files;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::collections::BTreeMap;
use thiserror::Error;

/// Its file.
pub const MANIFEST: &str = "bundle.toml";

/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// What a bundle says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BundleManifest {
    /// Goes up with every bundle of an operator.
    pub serial: u64,
    /// The day that it was made.
    #[serde(deserialize_with = "day")]
    pub date: NaiveDate,
    /// Whose it is, and what for, in a line.
    #[serde(default, deserialize_with = "title")]
    pub title: String,
    /// Days after their date at which its key lists are stale at the latest.
    pub stale_after_days: Option<u16>,
    /// What its lists do not say of themselves, by the name of their file without its ending.
    #[serde(default)]
    pub list: BTreeMap<String, ListManifest>,
}

/// What a list does not say of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListManifest {
    /// The day that it was published.
    #[serde(deserialize_with = "day")]
    pub date: NaiveDate,
}

/// Why a bundle's manifest is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// There is none.
    #[error("no {MANIFEST}")]
    Missing,
    /// It cannot be read; line and key stand in the text.
    #[error("{MANIFEST}: {0}")]
    Invalid(String),
}

impl BundleManifest {
    /// Reads that of a bundle's files.
    ///
    /// # Errors
    /// [`ManifestError`] where there is none, or none that can be read.
    pub fn of(files: &Files) -> Result<Self, ManifestError> {
        let bytes = files.get(MANIFEST).ok_or(ManifestError::Missing)?;
        let invalid = |why: &dyn ToString| ManifestError::Invalid(why.to_string());
        let text = std::str::from_utf8(bytes).map_err(|why| invalid(&why))?;
        toml::from_str(text).map_err(|why| invalid(&why.to_string().trim_end()))
    }
}

/// A day, as TOML has it.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let stated = toml::value::Datetime::deserialize(deserializer)?;
    let date = stated.date.filter(|_| stated.time.is_none() && stated.offset.is_none());
    date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
        .ok_or_else(|| D::Error::custom("not a day, as in 2026-11-28"))
}

fn title<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let title = String::deserialize(deserializer)?;
    if title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        return Err(D::Error::custom(format!("not one line of at most {LONGEST_TITLE} characters")));
    }
    Ok(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<BundleManifest, ManifestError> {
        BundleManifest::of(&Files::from([(MANIFEST.to_owned(), text.as_bytes().to_vec())]))
    }

    #[test]
    fn a_manifest_is_read_strictly() {
        let text = "serial = 3\ndate = 2026-11-28\ntitle = 'Dim Sum Group'\nstale-after-days = 90\n\
                    [list.gdhcn]\ndate = 2026-11-20\n";
        let manifest = read(text).unwrap();
        assert_eq!((manifest.serial, manifest.date.to_string()), (3, "2026-11-28".to_owned()));
        assert_eq!(manifest.list["gdhcn"].date.to_string(), "2026-11-20");
        assert_eq!(BundleManifest::of(&Files::new()), Err(ManifestError::Missing));
        for wrong in [
            "",
            "serial = 3",
            "serial = -1\ndate = 2026-11-28",
            "serial = 3\ndate = '2026-11-28'",
            "serial = 3\ndate = 2026-11-28T00:00:00Z",
            "serial = 3\ndate = 2026-02-29",
            "serial = 3\ndate = 2026-11-28\nstale-after-days = 70000",
            "serial = 3\ndate = 2026-11-28\npin = 1234",
            "serial = 3\ndate = 2026-11-28\ntitle = \"a\\nb\"",
            "serial = 3\ndate = 2026-11-28\n[list.x]\n",
        ] {
            assert!(matches!(read(wrong), Err(ManifestError::Invalid(_))), "{wrong}");
        }
    }
}
