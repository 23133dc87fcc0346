//! The settings between runs. A file that cannot be read never makes a door laxer: the last settings that this program accepted are
//! kept beside it, and hold.

use super::{Broken, DoorProfiles, DoorSettings, Folder, NoProfile, SettingsVersion};
use chrono_tz::Tz;
use serde::Deserialize;
use std::io;

/// The file that people write.
const FILE: &str = "settings";
/// The last that was read whole.
const ACCEPTED: &str = "settings.accepted";

/// The settings that hold, and why these.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptSettings {
    /// They themselves.
    pub settings: DoorSettings,
    /// Why these.
    pub state: SettingsState,
}

/// Why these settings hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SettingsState {
    /// Nothing has been set yet: the defaults.
    #[default]
    Defaults,
    /// The file says so.
    Read,
    /// The file cannot be read, or has gone: the last ones that were accepted.
    LastAccepted(Broken),
}

impl SettingsState {
    /// What is wrong with the file.
    pub fn fault(&self) -> Option<&Broken> {
        match self {
            Self::LastAccepted(broken) => Some(broken),
            Self::Defaults | Self::Read => None,
        }
    }
}

/// Reads the settings that hold. Where their profile's file cannot be read, what it said when it was last accepted is taken up.
///
/// # Errors
/// [`Broken`] where the file cannot be read and none was ever accepted: no settings hold, and nothing may be checked.
pub fn load_settings(folder: &Folder, known: &mut DoorProfiles) -> Result<KeptSettings, Broken> {
    let said = read(folder, FILE, known);
    if let Ok(Some(settings)) = said {
        return Ok(KeptSettings { settings, state: SettingsState::Read });
    }
    let accepted = read(folder, ACCEPTED, known);
    let fault = match said {
        Ok(_) if accepted == Ok(None) => return Ok(KeptSettings::default()),
        Ok(_) => {
            Broken { path: folder.file(FILE), line: None, key: None, why: "the file has gone".to_owned() }
        }
        Err(broken) => broken,
    };
    match accepted {
        Ok(Some(settings)) => Ok(KeptSettings { settings, state: SettingsState::LastAccepted(fault) }),
        Ok(None) | Err(_) => Err(fault),
    }
}

/// Of a file of another version that is said, and not what follows from it.
#[derive(Deserialize)]
struct Form {
    #[serde(default, rename = "version")]
    _version: SettingsVersion,
}

fn read(folder: &Folder, name: &str, known: &mut DoorProfiles) -> Result<Option<DoorSettings>, Broken> {
    folder.read::<Form>(name)?;
    let Some(settings) = folder.read::<DoorSettings>(name)? else { return Ok(None) };
    known.recall(folder, &settings.profile);
    match known.named_in(&settings.profile, Tz::UTC) {
        Ok(_) => Ok(Some(settings)),
        Err(NoProfile::File(fault)) => Err(fault),
        Err(NoProfile::Name(error)) => Err(folder.blame(name, "profile", error.to_string())),
    }
}

/// Keeps settings that were read whole, for the day when the file cannot be.
///
/// # Errors
/// That of the file system.
pub fn accept_settings(folder: &Folder, settings: &DoorSettings) -> io::Result<()> {
    if folder.read(ACCEPTED).is_ok_and(|kept| kept.as_ref() == Some(settings)) {
        return Ok(());
    }
    folder.keep(ACCEPTED, settings)
}

/// Keeps settings that were changed on the screen.
///
/// # Errors
/// That of the file system.
pub fn keep_settings(folder: &Folder, settings: &DoorSettings) -> io::Result<()> {
    folder.keep(FILE, settings)?;
    accept_settings(folder, settings)
}

/// Keeps settings in place of a file that cannot be read, which is put aside.
///
/// # Errors
/// That of the file system.
pub fn replace_settings(folder: &Folder, settings: &DoorSettings) -> io::Result<()> {
    match folder.put_aside(FILE) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    keep_settings(folder, settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Origin, Profiles};
    use std::fs;

    fn load_settings(folder: &Folder) -> Result<KeptSettings, Broken> {
        super::load_settings(folder, &mut known(folder))
    }

    fn known(folder: &Folder) -> DoorProfiles {
        DoorProfiles::read(folder, Profiles::bundled().unwrap())
    }

    fn vaccinated() -> DoorSettings {
        DoorSettings { profile: "vaccinated".to_owned(), ..DoorSettings::default() }
    }

    #[test]
    fn a_file_that_cannot_be_read_leaves_the_last_accepted_settings() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert_eq!(load_settings(&folder).unwrap().state, SettingsState::Defaults);
        keep_settings(&folder, &vaccinated()).unwrap();
        assert_eq!(
            load_settings(&folder),
            Ok(KeptSettings { settings: vaccinated(), state: SettingsState::Read })
        );
        let file = folder.file(FILE);
        for text in ["profile = 'vacinated'", "profil = 'authenticity'", "=", "\0"] {
            fs::write(&file, text).unwrap();
            let kept = load_settings(&folder).unwrap();
            assert_eq!(kept.settings, vaccinated(), "{text}");
            assert!(kept.state.fault().is_some_and(|broken| broken.line == Some(1)), "{text}: {kept:?}");
        }
        // To take the file away makes the door no laxer either.
        fs::remove_file(&file).unwrap();
        let kept = load_settings(&folder).unwrap();
        assert_eq!((kept.settings, kept.state.fault().is_some()), (vaccinated(), true));
    }

    #[test]
    fn where_none_was_accepted_none_hold() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::write(folder.file(FILE), "volume = 0.5\nprofile = 'x'\n").unwrap();
        let broken = load_settings(&folder).unwrap_err();
        assert_eq!((broken.line, broken.key.as_deref()), (Some(2), Some("profile")));
        fs::write(folder.file(FILE), "moods = 'all'\nversion = 2\n").unwrap();
        let newer = load_settings(&folder).unwrap_err();
        assert_eq!((newer.line, newer.key.as_deref()), (Some(2), Some("version")));
        fs::write(folder.file(FILE), "volume = 0.5\nprofile = 'x'\n").unwrap();
        fs::write(folder.file(ACCEPTED), "volume = 9").unwrap();
        assert_eq!(load_settings(&folder), Err(broken), "the file that people write is the one to mend");
    }

    #[test]
    fn a_file_is_replaced_on_request_alone_and_not_lost() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        fs::write(folder.file(FILE), "profile = 'x'").unwrap();
        replace_settings(&folder, &vaccinated()).unwrap();
        assert_eq!(load_settings(&folder).unwrap().state, SettingsState::Read);
        assert_eq!(fs::read_to_string(folder.file("settings.broken")).unwrap(), "profile = 'x'");
        // Where there is none, there is nothing to lose.
        fs::remove_file(folder.file(FILE)).unwrap();
        replace_settings(&folder, &vaccinated()).unwrap();
        assert_eq!(load_settings(&folder).unwrap().state, SettingsState::Read);
    }

    #[test]
    fn the_settings_name_a_profile_of_the_doors_own() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let own = folder.sub("profiles");
        own.keep_text("bar", "name = 'bar'\nsummary = ''\n[entry]\ndoses = 3\n").unwrap();
        fs::write(folder.file(FILE), "profile = 'bar'\n").unwrap();
        let kept = load_settings(&folder).unwrap();
        assert_eq!((kept.settings.profile.as_str(), kept.state), ("bar", SettingsState::Read));
        // Broken before it was ever accepted: the place to mend is in the profile's file, and nothing holds.
        own.keep_text("bar", "name = 'bar'\nsummary = ''\n[entry]\ndose = 3\n").unwrap();
        let broken = load_settings(&folder).unwrap_err();
        assert_eq!(
            (broken.path, broken.line, broken.key.as_deref()),
            (own.file("bar"), Some(4), Some("entry.dose"))
        );
        // Nor do settings hold that were accepted with it.
        accept_settings(&folder, &kept.settings).unwrap();
        assert!(load_settings(&folder).is_err());
        // Once it was accepted, it holds as it was.
        own.keep_text("bar", "name = 'bar'\nsummary = ''\n[entry]\ndoses = 3\n").unwrap();
        known(&folder).accept(&folder, "bar").unwrap();
        own.keep_text("bar", "name = 'bar'\nsummary = ''\n").unwrap();
        assert_eq!(known(&folder).recall(&folder, "bar"), None, "what can be read is what was meant");
        own.keep_text("bar", "name = 'bar'\n").unwrap();
        let mut known = known(&folder);
        let again = super::load_settings(&folder, &mut known).unwrap();
        assert_eq!((again.settings, again.state), (kept.settings, SettingsState::Read));
        let held = known.profiles.get("bar").unwrap();
        assert!(held.origin == Origin::Accepted && held.profile.has_entry());
    }
}
