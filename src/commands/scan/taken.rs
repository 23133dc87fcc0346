//! The settings that an update sets: taken over once, when it is installed, and the door's own to change from then on.

use crate::config::{Broken, DoorProfiles, DoorSettings, Folder, KeptSettings, keep_settings};
use crate::update::StoreError;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The file that says of which generation they were taken over.
const FILE: &str = "update";

/// Of which generation they were taken over.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {
    #[serde(default)]
    generation: u32,
}

/// Notes that the settings of that generation were taken over. Where that cannot be noted, they are taken over once more.
pub(super) fn note(folder: &Folder, generation: u32) {
    if let Err(error) = folder.keep(FILE, &Taken { generation }) {
        crate::commands::complain(&format!("{}: {error}", folder.file(FILE).display()));
    }
}

/// Takes over what an update sets that was installed while the door was closed.
///
/// # Errors
/// Why what it sets does not hold here, in a line.
pub(super) fn take(folder: &Folder, kept: &mut KeptSettings, known: &DoorProfiles) -> Result<(), String> {
    let installed = crate::commands::installed::open().map_err(|why: StoreError| why.to_string())?;
    let Some(installed) = installed else { return Ok(()) };
    let taken = folder.load::<Taken>(FILE).map_err(|broken: Broken| broken.to_string())?;
    if taken.generation == installed.generation() {
        return Ok(());
    }
    if let Some(table) = installed.settings().map_err(|why| why.to_string())? {
        let settings: DoorSettings = kept.settings.with(&table).map_err(|why| why.to_string())?;
        known.named_in(&settings.profile, Tz::UTC).map_err(|why| why.to_string())?;
        // A file that cannot be read is not written over: what holds in its place is the last that was accepted.
        if kept.state.fault().is_none() {
            keep_settings(folder, &settings).map_err(|why| why.to_string())?;
        }
        kept.settings = settings;
    }
    note(folder, installed.generation());
    Ok(())
}
