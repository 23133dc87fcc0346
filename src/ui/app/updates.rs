//! The page of updates and set-up cards. While it is open, and not before, the camera takes set-up cards.

use super::App;
use super::pages::Page;
use crate::ui::feed::Feed;
use crate::ui::screens::{self, OutOfOrder};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::time::Duration;

/// How often it is looked whether a stick has come.
const LOOK: Duration = Duration::from_millis(500);

impl<F: Feed> App<F> {
    /// Opens the page.
    pub(super) fn open_updates(&mut self) {
        let choices = match &mut self.page {
            Page::Settings(choices) => std::mem::take(choices),
            _ => screens::Choices::default(),
        };
        self.go(Page::Updates(choices));
        self.feed.ask_for_set_up(true);
    }

    /// Shows it. Gives the picture's place.
    pub(super) fn updates(&mut self, ui: &Ui, area: Rect, scale: Scale) -> Option<Rect> {
        self.finder.take(ui, self.feed.preview());
        let updates = self.feed.updates();
        let answer = screens::updates(ui, area, &self.finder, &updates, &self.speech, scale);
        if let Some(order) = answer.order {
            self.feed.order(order);
        }
        if answer.done
            && let Page::Updates(choices) = &mut self.page
        {
            let mut choices = std::mem::take(choices);
            // An update may have brought profiles.
            choices.profiles.clone_from(&self.options.profiles);
            self.go(Page::Settings(choices));
        }
        ui.ctx().request_repaint_after(LOOK);
        answer.place
    }

    /// What an update or a card sets holds from now on, as if it had been set on the screen.
    pub(super) fn take_set_up(&mut self) {
        if let Some(why) = self.feed.take_out_of_order() {
            self.options.out_of_order = Some(OutOfOrder::Lists(why));
            return self.begin();
        }
        let set = self.feed.take_settings();
        if let Some(profiles) = self.feed.take_profiles() {
            self.options.profiles = profiles;
        }
        let Some(table) = set else { return };
        let before = self.settings.clone();
        let known = |name: &str| {
            let name = name.split('@').next().unwrap_or_default();
            self.options.profiles.iter().any(|profile| profile == name)
        };
        match self.settings.with(&table) {
            // A profile that is not known here would leave the door with none at its next start.
            Ok(settings) if known(&settings.profile) => {
                self.settings = settings;
                self.adopt(&before);
                self.feed.settings_taken();
            }
            Ok(_) | Err(_) => {
                self.complaint = Some((
                    self.speech.get("updates-refused"),
                    self.feed.elapsed().saturating_add(super::COMPLAINT),
                ))
            }
        }
    }
}
