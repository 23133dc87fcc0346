//! The settings that an update sets: taken over once, when it is installed, and the door's own to change from then on.

use crate::config::{
    Broken, DoorProfiles, DoorSettings, Folder, KeptSettings, accept_settings, keep_settings,
};
use crate::update::StoreError;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The file that says of which update they were taken over.
const FILE: &str = "update";

/// Of which update they were taken over.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {
    #[serde(default)]
    serial: u64,
}

/// Notes that the settings of the update of that serial were taken over. Where that cannot be noted, they are taken over once more.
pub(super) fn note(folder: &Folder, serial: u64) {
    if let Err(error) = folder.keep(FILE, &Taken { serial }) {
        crate::commands::complain(&format!("{}: {error}", folder.file(FILE).display()));
    }
}

/// Takes over what an update sets that was installed while the door was closed.
///
/// # Errors
/// Why what it sets does not hold here, in a line.
pub(super) fn take(folder: &Folder, kept: &mut KeptSettings, known: &DoorProfiles) -> Result<(), String> {
    let installed = crate::commands::installed::open().map_err(|why: StoreError| why.to_string())?;
    let Some((installed, update)) = installed.as_ref().and_then(|all| Some((all, all.manifest()?))) else {
        return Ok(());
    };
    let taken = folder.load::<Taken>(FILE).map_err(|broken: Broken| broken.to_string())?;
    if taken.serial == update.serial {
        return Ok(());
    }
    if let Some(table) = installed.settings().map_err(|why| why.to_string())? {
        let settings: DoorSettings = kept.settings.with(&table).map_err(|why| why.to_string())?;
        known.named_in(&settings.profile, Tz::UTC).map_err(|why| why.to_string())?;
        // A file that cannot be read is not written over: the last that was accepted holds in its place, and this is it from now on.
        let keep = if kept.state.fault().is_none() { keep_settings } else { accept_settings };
        keep(folder, &settings).map_err(|why| why.to_string())?;
        kept.settings = settings;
    }
    note(folder, update.serial);
    Ok(())
}
