//! Lists that were imported without a seal: a lone restaurant has nobody to seal for it.

use super::ContentsError;
use super::archive::Files;
use super::manifest::day;
use crate::trust::{Renewal, RenewalContents};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

/// What is known of an import.
pub(super) const RECORD: &str = "import.toml";
/// The longest name.
const LONGEST: usize = 40;

/// What is known of files that were imported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Import {
    /// The day of it.
    #[serde(deserialize_with = "day")]
    pub imported: NaiveDate,
    /// The day that the lists were published, where they do not say.
    #[serde(default, deserialize_with = "stated_day")]
    pub date: Option<NaiveDate>,
    /// Where they were.
    pub from: String,
}

/// Whether an import can be called so.
pub(super) fn is_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !name.is_empty() && name.len() <= LONGEST && name.bytes().all(letter)
}

impl Import {
    /// A file of it, as the store takes it.
    pub(super) fn renewal(&self, name: &str, contents: RenewalContents) -> Renewal {
        Renewal {
            name: name.to_owned(),
            date: self.date,
            names_itself: false,
            provenance: format!("unsigned import of {}, from {}", self.imported, self.from),
            stale_days: None,
            contents,
        }
    }

    /// What is kept of it: the files, and the record.
    pub(super) fn files(&self, given: Vec<Vec<u8>>) -> Files {
        let date = self.date.map(|date| ("date".to_owned(), toml_day(date)));
        let table: toml::Table =
            [("imported".to_owned(), toml_day(self.imported)), ("from".to_owned(), self.from.clone().into())]
                .into_iter()
                .chain(date)
                .collect();
        let files = given.into_iter().enumerate().map(|(at, bytes)| (format!("{at:04}"), bytes));
        files.chain([(RECORD.to_owned(), table.to_string().into_bytes())]).collect()
    }

    /// Reads the record of an import.
    ///
    /// # Errors
    /// [`ContentsError::Text`] where it cannot be read.
    pub(super) fn read(path: &str, record: &[u8]) -> Result<Self, ContentsError> {
        let broken = |why: &dyn ToString| ContentsError::Text {
            path: path.to_owned(),
            why: why.to_string().trim_end().to_owned(),
        };
        let text = std::str::from_utf8(record).map_err(|why| broken(&why))?;
        toml::from_str(text).map_err(|why| broken(&why))
    }
}

fn stated_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    day(deserializer).map(Some)
}

fn toml_day(day: NaiveDate) -> toml::Value {
    day.to_string().parse().map_or_else(|_| day.to_string().into(), toml::Value::Datetime)
}
