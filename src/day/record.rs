//! What is kept of the opening check: when it was done last, and what was not in order then. Nothing of anybody.

use super::Step;
use crate::config::{Broken, Folder};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::io;

/// The file's name.
const FILE: &str = "opening";

/// The opening check that was done last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpeningRecord {
    /// The door's day on which it was done; `None` where it never was.
    pub day: Option<NaiveDate>,
    /// When it ended, by the device's clock.
    pub ended: Option<DateTime<Utc>>,
    /// The steps that were not in order, or not done.
    pub undone: Vec<Step>,
}

impl OpeningRecord {
    /// The check that ends now, on that day of the door.
    pub fn ending(day: NaiveDate, now: DateTime<Utc>, undone: Vec<Step>) -> Self {
        Self { day: Some(day), ended: Some(now), undone }
    }

    /// Whether it was done on that day, wholly or in part.
    pub fn is_of(&self, day: NaiveDate) -> bool {
        self.day == Some(day)
    }

    /// Whether a step was done, and in order, on that day.
    pub fn has(&self, step: Step, day: NaiveDate) -> bool {
        self.is_of(day) && !self.undone.contains(&step)
    }
}

/// As it lies in its file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    undone: Vec<Step>,
}

/// The check that was done last.
///
/// # Errors
/// [`Broken`] where something is kept that cannot be read: it then counts as not done.
pub fn load_opening(folder: &Folder) -> Result<OpeningRecord, Broken> {
    let File { day, ended, undone } = folder.load(FILE)?;
    let day = day.map(|day| {
        day.parse().map_err(|_| folder.blame(FILE, "day", "no day of the form YYYY-MM-DD".to_owned()))
    });
    let ended = ended.map(|ended| {
        ended.parse().map_err(|_| folder.blame(FILE, "ended", "no time as RFC 3339 has it".to_owned()))
    });
    Ok(OpeningRecord { day: day.transpose()?, ended: ended.transpose()?, undone })
}

/// Keeps it.
///
/// # Errors
/// That of the file system.
pub fn keep_opening(folder: &Folder, record: &OpeningRecord) -> io::Result<()> {
    let file = File {
        day: record.day.map(|day| day.to_string()),
        ended: record.ended.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        undone: record.undone.clone(),
    };
    folder.keep(FILE, &file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_last_check_is_kept_and_holds_for_its_day_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert_eq!(load_opening(&folder), Ok(OpeningRecord::default()));
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let now = "2026-11-28T01:02:03Z".parse().unwrap();
        let record = OpeningRecord::ending(day, now, vec![Step::Sound, Step::Damaged]);
        keep_opening(&folder, &record).unwrap();
        assert_eq!(load_opening(&folder).unwrap(), record);
        let text = fs::read_to_string(folder.file(FILE)).unwrap();
        assert_eq!(
            text,
            "day = \"2026-11-28\"\nended = \"2026-11-28T01:02:03Z\"\nundone = [\"sound\", \"damaged\"]\n"
        );
        assert!(record.has(Step::Clock, day) && !record.has(Step::Sound, day));
        assert!(!record.has(Step::Clock, day.succ_opt().unwrap()), "a new day");
        for broken in ["day = 7", "day = 'today'", "ended = 'x'", "undone = ['x']", "x = 1"] {
            fs::write(folder.file(FILE), broken).unwrap();
            assert!(load_opening(&folder).is_err(), "{broken}");
        }
    }
}
