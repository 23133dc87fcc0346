//! The settings, the profile and the PIN: whether those hold that were meant.

use super::finding::Finding;
use crate::config::{Broken, KeptSettings};
use crate::ui::kiosk::AccessRecord;

/// What is to be said of the settings. `profile` is what is wrong with theirs.
pub(super) fn judge(settings: &Result<KeptSettings, Broken>, profile: Option<&str>) -> Finding {
    let broken = |stem, why: &dyn ToString| Finding::fail("settings", stem).with("why", why.to_string());
    match settings {
        Err(why) => broken("doctor-settings-none", why),
        Ok(kept) => match (kept.state.fault(), profile) {
            (Some(why), _) => broken("doctor-settings-held", why),
            (None, Some(why)) => broken("doctor-settings-profile", &why),
            (None, None) => {
                Finding::ok("settings", "doctor-settings-hold").with("profile", &kept.settings.profile)
            }
        },
    }
}

/// What is to be said of the PIN, where one is kept.
pub(super) fn pin(kept: Result<Option<AccessRecord>, Broken>) -> Option<Finding> {
    match kept {
        Ok(None) => None,
        Ok(Some(_)) => Some(Finding::ok("pin", "doctor-pin-set")),
        Err(why) => Some(Finding::fail("pin", "doctor-pin-broken").with("why", why)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;
    use crate::config::{Folder, SettingsState};

    #[test]
    fn settings_that_do_not_hold_are_told_with_their_place() {
        let why = Broken { path: "settings.toml".into(), line: Some(2), key: None, why: "x".to_owned() };
        let held =
            KeptSettings { state: SettingsState::LastAccepted(why.clone()), ..KeptSettings::default() };
        for (settings, profile, level, stem) in [
            (Ok(KeptSettings::default()), None, Level::Ok, "doctor-settings-hold"),
            (Ok(KeptSettings::default()), Some("bar.toml: x"), Level::Fail, "doctor-settings-profile"),
            (Ok(held), None, Level::Fail, "doctor-settings-held"),
            (Err(why), None, Level::Fail, "doctor-settings-none"),
        ] {
            holds(&[judge(&settings, profile)], &[(level, stem)]);
        }
    }

    #[test]
    fn a_pin_that_cannot_be_read_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert_eq!(pin(folder.read("pin")), None);
        std::fs::write(folder.file("pin"), "hash = 7").unwrap();
        holds(pin(folder.read("pin")).as_slice(), &[(Level::Fail, "doctor-pin-broken")]);
    }
}
