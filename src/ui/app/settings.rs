//! The settings, and the camera's picture with what can be set of it.

use super::App;
use super::pages::Page;
use crate::config::DoorSettings;
use crate::scanner::session::Sound;
use crate::ui::feed::Feed;
use crate::ui::gate::Aim;
use crate::ui::kiosk::Role as Who;
use crate::ui::screens::{self, Settings, SettingsAnswer};
use crate::ui::sound::SoundState;
use crate::ui::theme::Scale;
use egui::{Key, Rect, Ui};

impl<F: Feed> App<F> {
    /// The settings.
    pub(super) fn settings(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Settings(choices) = &mut self.page else { return };
        let before = self.settings.clone();
        let stands = self.feed.door();
        let page = Settings {
            door: &mut self.settings,
            choices,
            broken: self.keeping.broken(),
            gate: stands.gate.as_ref(),
            mode: stands.profile.mode,
            sound: self.loudspeaker.state() != SoundState::NoDevice,
            kiosk: self.options.kiosk,
        };
        let answer = screens::settings(ui, area, page, &self.speech, scale);
        if self.settings != before {
            self.adopt(&before);
        }
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        match answer {
            Some(SettingsAnswer::TestSound) => self.loudspeaker.play(Sound::Admit, self.settings.volume),
            Some(SettingsAnswer::Picture) => {
                if let Page::Settings(choices) = &mut self.page {
                    let choices = std::mem::take(choices);
                    self.go(Page::Picture(choices));
                }
            }
            Some(SettingsAnswer::Access) if self.options.kiosk => self.go(Page::Access),
            Some(SettingsAnswer::Access) => self.ask_for(Aim::NewPin(Who::Manager)),
            Some(SettingsAnswer::Scanner) => self.open_scanner_test(),
            Some(SettingsAnswer::Updates) => self.open_updates(),
            Some(SettingsAnswer::ReplaceFile) => self.keeping.replace(),
            // Whoever came here has shown more than that they are staff.
            Some(SettingsAnswer::Help) => self.read_help(),
            Some(SettingsAnswer::Lists) => self.read_trust(),
            Some(SettingsAnswer::Counts) => self.open_counts(),
            Some(SettingsAnswer::Clock) => self.read_clock(),
            Some(SettingsAnswer::Opening) => self.open_opening(),
            Some(SettingsAnswer::Training) => self.open_training(),
            Some(SettingsAnswer::Closing) => self.open_closing(),
            Some(SettingsAnswer::Leave) => self.ask_for(Aim::Leave),
            Some(SettingsAnswer::Close) => self.go(Page::Scan),
            None if escaped => self.go(Page::Scan),
            None => {}
        }
    }

    /// The camera's picture, and what can be set of it. Gives the picture's place.
    pub(super) fn picture(&mut self, ui: &Ui, area: Rect, scale: Scale) -> Option<Rect> {
        self.finder.take(ui, self.feed.preview());
        let before = self.settings.clone();
        let controls = self.feed.controls();
        let answer =
            screens::picture(ui, area, &self.finder, &controls, &mut self.settings, &self.speech, scale);
        if self.settings != before {
            self.adopt(&before);
        }
        if answer.done
            && let Page::Picture(choices) = &mut self.page
        {
            let choices = std::mem::take(choices);
            self.go(Page::Settings(choices));
            ui.ctx().request_repaint();
        }
        answer.place
    }

    /// Changed settings take effect at once, and are kept.
    pub(super) fn adopt(&mut self, before: &DoorSettings) {
        self.speech.speak(self.settings.language, self.feed.own_texts());
        self.feed.apply(&self.settings);
        self.keeping.change(before, &self.settings);
    }
}
