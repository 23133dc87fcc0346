//! Whom the screen faces, how it looks to them, and how they call for help.

use super::App;
use crate::config::Facing;
use crate::scanner::session::{Results, Screen, Sound, View};
use crate::texts::{GuestLanguage, GuestLine, Language};
use crate::ui::feed::{DoorState, Feed};
use crate::ui::fonts;
use crate::ui::theme::Tone;
use egui::{Context, Ui};
use std::time::Duration;

/// For so long the screen says that somebody comes.
const CALLED: Duration = Duration::from_secs(20);

/// The chime is not rung again before.
const AGAIN: Duration = Duration::from_secs(5);

impl<F: Feed> App<F> {
    /// Whom the screen faces: at a kiosk also the staff, for as long as they have shown who they are.
    pub(super) fn facing(&self) -> Facing {
        let staff = self.options.kiosk && self.is_staff();
        if staff {
            Facing::Staff
        } else {
            self.settings.display.faces(self.options.kiosk, self.feed.door().profile.mode)
        }
    }

    /// Speaks as it is set, and to whom; shows letters in the forms of the language, and moves nothing where nothing is to move.
    pub(super) fn prepare_to_speak(&mut self, ui: &Ui, door: &DoorState) {
        self.speech.speak(self.settings.language, self.feed.own_texts());
        if self.voices != Some(self.settings.language) {
            self.voices = Some(self.settings.language);
            self.loudspeaker.speak(self.settings.language);
        }
        self.speech.zone = door.profile.time_zone;
        self.speech.today = self.feed.clock().with_timezone(&door.profile.time_zone).date_naive();
        self.speech.facing = self.facing();
        self.speech.guests_see = self.options.kiosk || self.facing() == Facing::Customer;
        let context = ui.ctx();
        if self.fonts != self.settings.language {
            self.fonts = self.settings.language;
            fonts::install(context, self.fonts);
            context.request_repaint();
        }
        let still = self.settings.display.still;
        if still != self.still {
            self.still = still;
            let wanted = if still { 0.0 } else { egui::Style::default().animation_time };
            context.all_styles_mut(|style| style.animation_time = wanted);
        }
    }

    /// Rings for the staff, and tells the customer that somebody comes.
    pub(super) fn call_staff(&mut self) {
        let now = self.feed.elapsed();
        if self.called.is_some_and(|called| now.saturating_sub(called) < AGAIN) {
            return;
        }
        self.called = Some(now);
        self.loudspeaker.play(Sound::Call, self.settings.volume);
        let language = self.settings.language;
        let said = [language, language.partner()]
            .map(|language| GuestLanguage::from(language).says(GuestLine::Wait));
        self.complaint = Some((said.join("  "), now.saturating_add(CALLED)));
    }

    /// What a sound is before the customer: none tells the queue that somebody is exempt.
    pub(super) fn sound_for(&self, sound: Sound, view: &View) -> Sound {
        let admits = |results: &Results| {
            results.shown.iter().any(|shown| Tone::of_verdict(&shown.verdict) == Tone::Admit)
        };
        match (self.facing(), sound, &view.screen) {
            (Facing::Customer, Sound::Exempt, Screen::Results(results)) if admits(results) => Sound::Admit,
            (Facing::Customer, Sound::Exempt, _) => Sound::Genuine,
            (_, sound, _) => sound,
        }
    }
}

/// The language in whose forms the fonts are when nothing was shown yet.
pub(super) const FIRST: Language = Language::En;

/// Makes the fonts known before the first picture.
pub(super) fn first_fonts(context: &Context) {
    fonts::install(context, FIRST);
}
