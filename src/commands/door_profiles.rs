//! The profiles that a command can be asked for by name: the program's and this user's own.

use super::locale;
use crate::config::{DoorProfiles, Folder};
use crate::policy::{Profile, ProfileError, Profiles};

/// All of them, and what is wrong with files that should state one.
///
/// # Errors
/// Where a bundled one is broken: the tests hold that none is.
pub(super) fn known() -> Result<DoorProfiles, ProfileError> {
    known_at(Folder::of_user().as_ref())
}

/// The same, of the files in a folder.
///
/// # Errors
/// As [`known`].
pub(super) fn known_at(folder: Option<&Folder>) -> Result<DoorProfiles, ProfileError> {
    let bundled = Profiles::bundled()?;
    Ok(match folder {
        Some(folder) => DoorProfiles::read(folder, bundled),
        None => DoorProfiles { profiles: bundled, faults: Vec::new() },
    })
}

/// The profile of that name, at a door of the system's time zone where it states none.
///
/// # Errors
/// Why there is none, in English.
pub(super) fn named(name: &str) -> Result<Profile, String> {
    let known = known().map_err(|error| error.to_string())?;
    known.named_in(name, locale::time_zone()).map_err(|error| error.to_string())
}
