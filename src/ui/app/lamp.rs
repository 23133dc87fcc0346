//! The screen as a lamp: where the camera sees too little, the ready screen gives light.

use crate::camera::CameraState;
use crate::scanner::Hint;
use crate::scanner::session::View;
use egui::Ui;
use std::time::Duration;

/// How long it gives light after it was last too dark. Its own light must not put it out.
const SHINES: Duration = Duration::from_secs(8);

/// The lamp's state.
#[derive(Debug, Default)]
pub(super) struct Lamp {
    until: Duration,
}

impl Lamp {
    /// How much light to give now, of 1, where `most` is what is set.
    pub(super) fn level(&mut self, ui: &Ui, view: &View, now: Duration, most: f32) -> f32 {
        if view.camera == CameraState::TooDark || view.coaching == Some(Hint::TooDark) {
            self.until = now.saturating_add(SHINES);
        }
        if now >= self.until {
            return 0.0;
        }
        ui.ctx().request_repaint_after(self.until.saturating_sub(now));
        most
    }
}
