//! The profiles that a command can be asked for by name: the program's and this user's own.

use super::{installed, locale};
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
    let mut known = DoorProfiles { profiles: Profiles::bundled()?, faults: Vec::new() };
    let Some(folder) = folder else { return Ok(known) };
    // What is installed and cannot be read is told where trust is opened: there it ends the run.
    if let Ok(installed) = installed::open_at(folder) {
        for (path, text) in installed.profiles() {
            known.add_update(&path, &text, &installed.rules());
        }
    }
    Ok(known.with_own(folder))
}

/// The profile of that name, at a door of the system's time zone where it states none.
///
/// # Errors
/// Why there is none, in English.
pub(super) fn named(name: &str) -> Result<Profile, String> {
    let known = known().map_err(|error| error.to_string())?;
    known.named_in(name, locale::time_zone()).map_err(|error| error.to_string())
}
