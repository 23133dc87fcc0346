//! What an update changes at an open door.

use super::LiveFeed;
use crate::commands::door_profiles;
use crate::ui::Feed;
use std::sync::Arc;

impl LiveFeed {
    /// Knows the profiles that an update brought. One that has gone, or cannot be read, goes on judging until another is chosen.
    fn know_profiles_anew(&mut self) {
        let Ok(profiles) = door_profiles::known_at(self.folder.as_ref()) else { return };
        profiles.faults.iter().for_each(|fault| crate::commands::complain(&fault.to_string()));
        self.profiles = profiles;
        self.new_profiles = true;
        match self.profiles.named_in(&self.settings.profile, self.zone) {
            Ok(profile) => self.profile = Arc::new(profile),
            Err(error) => crate::commands::complain(&error.to_string()),
        }
    }

    /// Trusts what is installed now. Where that cannot be read, nothing is scanned any more: what is missing may be what revokes.
    pub(super) fn trust_anew(&mut self) {
        match (self.reopen)() {
            Ok(store) => {
                self.store = Arc::new(store);
                self.know_profiles_anew();
                self.start_anew();
            }
            Err(why) => {
                crate::commands::complain(&why);
                self.hold(true);
            }
        }
    }
}
