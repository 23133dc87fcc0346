//! The latest time at which this door ran, by its device's clock, in a file of its own: a clock that later stands before it is wrong.
//!
//! What is not there is no fault: a new device has the dates of its lists to go by. What is there and cannot be read may have been any
//! time: until a person vouches for the clock, which writes the file anew, no verdict is green. A file that cannot be written is told of
//! and stops nothing; a person's word then holds until the program ends.

use super::{Broken, Folder};
use crate::trust::ClockMark;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use std::io;

/// The file's name.
const FILE: &str = "clock";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(with = "time")]
    last_ran: DateTime<Utc>,
}

/// When this door last ran.
///
/// # Errors
/// [`Broken`] where something is kept that cannot be read: [`ClockMark::Unread`] is then what is known.
pub fn load_clock_mark(folder: &Folder) -> Result<ClockMark, Broken> {
    let kept = folder.read::<File>(FILE)?;
    Ok(kept.map_or(ClockMark::None, |kept| ClockMark::At(kept.last_ran)))
}

/// The door runs now: keeps that, unless it is known to have run later. Gives what is then known.
///
/// # Errors
/// That of the file system, or that the file cannot be read, which is then left as it is.
pub fn raise_clock_mark(folder: &Folder, now: DateTime<Utc>) -> io::Result<ClockMark> {
    // Another run may have raised it meanwhile.
    match load_clock_mark(folder).map_err(io::Error::other)? {
        ClockMark::At(ran) if ran >= now => Ok(ClockMark::At(ran)),
        _ => set_clock_mark(folder, now).map(|()| ClockMark::At(now)),
    }
}

/// A person vouches for the clock: keeps this time, whatever was kept.
///
/// # Errors
/// That of the file system.
pub fn set_clock_mark(folder: &Folder, now: DateTime<Utc>) -> io::Result<()> {
    folder.keep(FILE, &File { last_ran: now })
}

mod time {
    use super::{DateTime, SecondsFormat, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_mark_rises_and_falls_by_a_persons_word_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert_eq!(load_clock_mark(&folder), Ok(ClockMark::None));
        let (day, ahead) = (at("2026-11-28T03:00:00Z"), at("2031-01-01T00:00:00Z"));
        for (now, known) in [(day, day), (ahead, ahead), (day, ahead)] {
            assert_eq!(raise_clock_mark(&folder, now).unwrap(), ClockMark::At(known));
            assert_eq!(load_clock_mark(&folder), Ok(ClockMark::At(known)));
        }
        set_clock_mark(&folder, day).unwrap();
        assert_eq!(load_clock_mark(&folder), Ok(ClockMark::At(day)));
        let text = fs::read_to_string(folder.file(FILE)).unwrap();
        assert_eq!(text, "last-ran = \"2026-11-28T03:00:00Z\"\n");
    }

    #[test]
    fn what_cannot_be_read_is_neither_believed_nor_written_over() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let now = at("2026-11-28T03:00:00Z");
        for text in
            ["", "last-ran = 7", "last-ran = 'yesterday'", "last-ran = '2026-11-28T03:00:00Z'\nx = 1", "\0"]
        {
            fs::write(folder.file(FILE), text).unwrap();
            assert!(load_clock_mark(&folder).is_err(), "{text:?}");
            assert!(raise_clock_mark(&folder, now).is_err(), "{text:?}");
            assert_eq!(fs::read_to_string(folder.file(FILE)).unwrap(), text);
        }
        set_clock_mark(&folder, now).unwrap();
        assert_eq!(load_clock_mark(&folder), Ok(ClockMark::At(now)), "no door is shut for good");
    }
}
