//! The keys that were confirmed by use on this device, kept between runs: key, QR version and day, and nothing of a person.

use super::{Broken, Folder};
use crate::trust::{Confirmation, TrustStore};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::io;

/// The file's name.
const FILE: &str = "confirmed";

#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    #[serde(default)]
    confirmed: Vec<Line>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    key: String,
    version: String,
    #[serde(with = "day")]
    date: NaiveDate,
}

/// Takes up what was confirmed in earlier runs.
///
/// # Errors
/// [`Broken`] where the file cannot be read; the store is then as it was.
pub fn recall_confirmed(folder: &Folder, store: &TrustStore) -> Result<(), Broken> {
    for Line { key, version, date } in folder.load::<File>(FILE)?.confirmed {
        store.confirmations().note(Confirmation { key, version }, date);
    }
    Ok(())
}

/// Takes up what a code has confirmed, and keeps it where it is new. What another run kept meanwhile stays.
///
/// # Errors
/// That of the file system, or that the file cannot be read, which is then left as it is. In this run the key is confirmed all the
/// same.
pub fn keep_confirmed(
    folder: &Folder,
    store: &TrustStore,
    confirmation: Confirmation,
    day: NaiveDate,
) -> io::Result<()> {
    if !store.confirmations().note(confirmation, day) {
        return Ok(());
    }
    recall_confirmed(folder, store).map_err(io::Error::other)?;
    let lines = store.confirmations().all().into_iter();
    let confirmed = lines.map(|(Confirmation { key, version }, date)| Line { key, version, date }).collect();
    folder.keep(FILE, &File { confirmed })
}

/// What a text of the same form says: key, QR version and day of each.
///
/// # Errors
/// That of TOML, with the place.
pub fn confirmed_in(text: &str) -> Result<Vec<(Confirmation, NaiveDate)>, toml::de::Error> {
    let lines = toml::from_str::<File>(text)?.confirmed.into_iter();
    Ok(lines.map(|Line { key, version, date }| (Confirmation { key, version }, date)).collect())
}

mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_a_code_confirmed_is_kept_once_and_comes_back() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let of = |version: &str| Confirmation { key: "k".to_owned(), version: version.to_owned() };
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let (one, other) = (TrustStore::empty(), TrustStore::empty());
        keep_confirmed(&folder, &one, of("VAC 3"), day(1)).unwrap();
        // Two runs side by side, each with a code of its own.
        keep_confirmed(&folder, &other, of("VAC 4"), day(2)).unwrap();
        keep_confirmed(&folder, &other, of("VAC 3"), day(3)).unwrap();
        let next = TrustStore::empty();
        recall_confirmed(&folder, &next).unwrap();
        assert_eq!(next.confirmations().all(), [(of("VAC 3"), day(1)), (of("VAC 4"), day(2))]);
        let file = place.path().join("confirmed.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("version = \"VAC 3\"\ndate = \"2026-11-01\"\n"), "{text}");
        // What cannot be read is not written over.
        fs::write(&file, "confirmed = 7").unwrap();
        assert!(recall_confirmed(&folder, &next).is_err());
        assert!(keep_confirmed(&folder, &next, of("EVT 1"), day(4)).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "confirmed = 7");
        assert_eq!(next.confirmations().all().len(), 3, "in this run it holds");
    }
}
