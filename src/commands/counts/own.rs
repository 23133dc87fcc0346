//! What this device has counted.

use crate::commands::scan::list_serial;
use crate::commands::{device, door_keys, door_profiles, locale};
use crate::config::{DoorSettings, Folder, load_clock_mark, load_settings};
use crate::counts::{Account, CountStore, CountsError, DeviceKey, DoorDays, Teller, disk};
use crate::policy::Profile;
use crate::trust::{ClockMark, Now};
use chrono::{DateTime, Utc};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// It, and the key to sign it with.
pub(super) struct Own {
    pub(super) account: Account,
    pub(super) key: Option<DeviceKey>,
}

/// A door that runs lets go of its store when it has nothing to count; so often it is asked again.
const TRIES: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(250);

/// What this device has counted.
///
/// # Errors
/// Why it cannot be told, in a line.
pub(super) fn own(now: DateTime<Utc>) -> Result<Own, String> {
    let folder = Folder::of_user().ok_or("this user has no folder for settings")?;
    let (settings, profile) = door(&folder)?;
    let store = opened(folder.path()).map_err(|why| why.to_string())?;
    let book = store.map_or(Ok(crate::counts::Book::default()), |store| store.read());
    let key = device::key(Some(&folder)).map_err(|why| why.to_string())?;
    let mark = load_clock_mark(&folder).unwrap_or(ClockMark::Unread);
    let (trust, _) = door_keys::open(false, settings.lists.as_deref(), &[]).map_err(|why| why.to_string())?;
    let clock = Now::wall_clock(now, profile.time_zone).at_door(mark);
    let account = Account {
        teller: Teller {
            door: settings.door,
            device: key.as_ref().map(DeviceKey::device),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            lists: list_serial(Some(&folder)),
            made: now,
        },
        clock_right: clock.clock_floor(trust.newest_list()).is_none(),
        days: DoorDays { zone: profile.time_zone, starts: settings.day_starts },
        profile: profile.name,
        book: book.map_err(|why| why.to_string())?,
    };
    Ok(Own { account, key })
}

/// What is set at this door, and its profile.
fn door(folder: &Folder) -> Result<(DoorSettings, Profile), String> {
    let mut known = door_profiles::known_at(Some(folder)).map_err(|why| why.to_string())?;
    let settings = load_settings(folder, &mut known).map_err(|why| why.to_string())?.settings;
    known.recall(folder, &settings.profile);
    let profile = known.named_in(&settings.profile, locale::time_zone()).map_err(|why| why.to_string())?;
    Ok((settings, profile))
}

fn opened(folder: &Path) -> Result<Option<CountStore>, CountsError> {
    for _ in 0..TRIES {
        match disk::open_existing(folder) {
            Err(CountsError::Held) => thread::sleep(BETWEEN),
            opened => return opened,
        }
    }
    disk::open_existing(folder)
}
