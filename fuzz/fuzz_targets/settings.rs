//! Settings: any text as the file. What is read is kept and read again the same; what is not leaves the last accepted settings, or closes the door.

#![no_main]

use doorcheck::config::{DoorProfiles, DoorSettings, Folder, SettingsState, accept_settings, keep_settings, load_settings};
use doorcheck::policy::Profiles;
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

static PLACE: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    let folder = Folder::at(PLACE.path());
    drop(fs::remove_file(folder.file("settings.accepted")));
    let strict = DoorSettings { profile: "vaccinated".to_owned(), volume: 0.5, ..DoorSettings::default() };
    let was_accepted = first & 1 == 1;
    if was_accepted {
        accept_settings(&folder, &strict).unwrap();
    }
    fs::write(folder.file("settings"), text).unwrap();
    let known = || DoorProfiles::read(&folder, Profiles::bundled().unwrap());
    match load_settings(&folder, &mut known()) {
        Ok(kept) => match kept.state {
            SettingsState::Read => {
                keep_settings(&folder, &kept.settings).unwrap();
                assert_eq!(load_settings(&folder, &mut known()).as_ref(), Ok(&kept));
            }
            SettingsState::LastAccepted(_) => assert!(was_accepted && kept.settings == strict),
            SettingsState::Defaults => panic!("there is a file"),
        },
        Err(broken) => assert!(!was_accepted, "{broken}"),
    }
});
