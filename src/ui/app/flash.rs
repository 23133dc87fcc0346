//! A verdict that cannot be heard is seen twice: the border of the window flashes.

use super::App;
use crate::scanner::session::{Screen, View};
use crate::ui::feed::Feed;
use crate::ui::sound::SoundState;
use crate::ui::theme::{self, Scale};
use egui::{Rect, Stroke, StrokeKind, Ui};
use std::time::Duration;

/// The border is drawn for so long, and left away for so long: at most two flashes a second, since more can harm.
const BEAT: Duration = Duration::from_millis(250);

/// How often it flashes.
const FLASHES: u32 = 4;

impl<F: Feed> App<F> {
    /// Whether sounds cannot be heard: the manager turned them off, or there is nothing to play them.
    fn is_silent(&self) -> bool {
        self.settings.volume <= 0.0 || self.loudspeaker.state() == SoundState::NoDevice
    }

    /// Flashes for the latest verdict on the screen.
    pub(super) fn flash(&self, ui: &Ui, window: Rect, view: &View, scale: Scale) {
        let Screen::Results(results) = &view.screen else { return };
        let Some(since) = results.shown.iter().map(|shown| shown.since).max() else { return };
        if self.page.is_before_all() || !self.is_silent() {
            return;
        }
        let passed = self.feed.elapsed().saturating_sub(since);
        if passed >= BEAT.saturating_mul(FLASHES.saturating_mul(2)) {
            return;
        }
        ui.ctx().request_repaint_after(Duration::from_millis(50));
        let beat = passed.as_millis().checked_div(BEAT.as_millis()).unwrap_or_default();
        if beat.is_multiple_of(2) {
            let width = scale.u(3.0);
            ui.painter().rect_stroke(window, 0.0, Stroke::new(width, theme::GROUND), StrokeKind::Inside);
            let inner = window.shrink(width * 0.25);
            ui.painter().rect_stroke(inner, 0.0, Stroke::new(width * 0.5, theme::INK), StrokeKind::Inside);
        }
    }
}
