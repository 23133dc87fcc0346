//! Lists that were imported without a seal: a lone restaurant has nobody to seal for it.

use super::archive::Files;
use super::manifest::day;
use super::{ContentsError, StoreError};
use crate::trust::{Renewal, RenewalContents};
use chrono::NaiveDate;
use serde::Deserialize;
use std::path::Path;

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
    #[serde(deserialize_with = "day")]
    pub date: NaiveDate,
    /// Where they were.
    pub from: String,
}

/// Whether an import can be called so.
pub(super) fn is_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !name.is_empty() && name.len() <= LONGEST && name.bytes().all(letter)
}

impl Import {
    fn provenance(&self) -> String {
        format!("unsigned import of {}, from {}", self.imported, self.from)
    }

    fn renewal(&self, name: &str, contents: RenewalContents) -> Renewal {
        Renewal {
            name: name.to_owned(),
            date: Some(self.date),
            provenance: self.provenance(),
            stale_days: None,
            contents,
        }
    }

    /// The files, as the store takes them.
    pub(super) fn renewals(&self, name: &str, given: &[Vec<u8>]) -> Vec<Renewal> {
        given.iter().map(|bytes| self.renewal(name, RenewalContents::Bytes(bytes.clone()))).collect()
    }

    /// What is kept of it: the files, and the record.
    pub(super) fn files(&self, given: Vec<Vec<u8>>) -> Result<Files, StoreError> {
        let table = toml::Table::from_iter([
            ("imported".to_owned(), toml_day(self.imported)),
            ("date".to_owned(), toml_day(self.date)),
            ("from".to_owned(), self.from.clone().into()),
        ]);
        let files = given.into_iter().enumerate().map(|(at, bytes)| (format!("{at:04}"), bytes));
        Ok(files.chain([(RECORD.to_owned(), table.to_string().into_bytes())]).collect())
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

    /// The files in its folder, as the store takes them.
    pub(super) fn installed(&self, name: &str, folder: &Path, files: &[String]) -> Vec<Renewal> {
        let lists = files.iter().filter(|file| *file != RECORD);
        lists.map(|file| self.renewal(name, RenewalContents::File(folder.join(file)))).collect()
    }
}

fn toml_day(day: NaiveDate) -> toml::Value {
    day.to_string().parse().map_or_else(|_| day.to_string().into(), toml::Value::Datetime)
}
