//! What an update changes at an open door.

use super::LiveFeed;
use crate::commands::scan::updates::Updater;
use crate::commands::{door_profiles, installed};
use crate::ui::Feed;
use std::sync::Arc;

impl LiveFeed {
    /// Goes by what is installed, as soon as that is another.
    pub(super) fn renew(&mut self) {
        if self.updater.as_ref().is_some_and(Updater::take_changed) {
            self.trust_anew();
        }
    }

    /// Trusts what is installed and set now. Where that cannot be read, the door is out of order: what is missing may be what revokes.
    pub(super) fn trust_anew(&mut self) {
        match (self.reopen)(self.settings.lists.as_deref()) {
            Ok(store) => {
                self.store = Arc::new(store);
                self.shut = false;
                self.note_lists();
                self.know_profiles_anew();
                self.own_texts = installed::texts_at(self.folder.as_ref());
                self.start_anew();
            }
            Err(why) => {
                crate::commands::complain(&why);
                self.out_of_order = Some(why);
                self.shut = true;
                self.hold(true);
            }
        }
    }

    /// Knows the profiles that an update brought. Where the door's own cannot be read any more, what it last said holds.
    fn know_profiles_anew(&mut self) {
        let Ok(mut profiles) = door_profiles::known_at(self.folder.as_ref()) else { return };
        if let Some(folder) = &self.folder {
            profiles.recall(folder, &self.settings.profile);
        }
        profiles.faults.iter().for_each(|fault| crate::commands::complain(&fault.to_string()));
        self.profiles = profiles;
        self.new_profiles = true;
        match self.profiles.named_in(&self.settings.profile, self.zone) {
            Ok(profile) => {
                self.profile = Arc::new(profile);
                self.accept_profile();
            }
            // The one that holds is no laxer than none.
            Err(error) => crate::commands::complain(&error.to_string()),
        }
    }
}
