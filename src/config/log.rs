//! The log of the door: who may do what at it, and when that was changed. Nothing about guests.

use super::Folder;
use crate::trust::ClockMark;
use chrono::{DateTime, SecondsFormat, Utc};
use std::io;

/// The log's file.
const FILE: &str = "door.log";

/// Something that the log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The system's administrator took the PIN back.
    PinReset,
    /// A kiosk cannot be used: its PIN cannot be read, or has gone.
    PinLost,
    /// The manager's PIN was chosen, or changed.
    ManagerPin,
    /// The staff's.
    StaffPin,
    /// A staff card was made.
    CardMade(u32),
    /// A staff card was revoked.
    CardRevoked(u32),
    /// The manager vouched for the device's clock, against what was known of when the door last ran.
    ClockVouched(ClockMark),
}

impl Entry {
    fn text(self) -> String {
        match self {
            Self::PinReset => "pin-reset by-administrator".to_owned(),
            Self::PinLost => "pin-lost".to_owned(),
            Self::ManagerPin => "pin-chosen manager".to_owned(),
            Self::StaffPin => "pin-chosen staff".to_owned(),
            Self::CardMade(number) => format!("card-made {number}"),
            Self::CardRevoked(number) => format!("card-revoked {number}"),
            Self::ClockVouched(ClockMark::At(ran)) => format!("clock-vouched last-ran {}", time(ran)),
            Self::ClockVouched(ClockMark::Unread) => "clock-vouched last-ran unreadable".to_owned(),
            Self::ClockVouched(ClockMark::None) => "clock-vouched".to_owned(),
        }
    }
}

/// Writes a line of the log.
///
/// # Errors
/// That of the file system.
pub fn log(folder: &Folder, now: DateTime<Utc>, entry: Entry) -> io::Result<()> {
    folder.append(FILE, &format!("{} {}\n", time(now), entry.text()))
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_grows_and_has_an_end() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        for entry in [Entry::PinReset, Entry::ManagerPin, Entry::CardMade(3)] {
            log(&folder, now, entry).unwrap();
        }
        let written = || std::fs::read_to_string(place.path().join(FILE)).unwrap();
        assert_eq!(
            written(),
            "2027-01-15T08:00:00Z pin-reset by-administrator\n2027-01-15T08:00:00Z pin-chosen manager\n\
             2027-01-15T08:00:00Z card-made 3\n"
        );
        for number in 0..4_000 {
            log(&folder, now, Entry::CardRevoked(number)).unwrap();
        }
        assert!(written().len() < 70_000 && written().ends_with("card-revoked 3999\n"));
        assert!(written().starts_with("2027"), "whole lines");
    }
}
