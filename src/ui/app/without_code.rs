//! People without a code: staff says why somebody is let in; nothing about him is noted.

use super::{App, Page};
use crate::policy::WithoutCode;
use crate::scanner::session::Tap;
use crate::ui::feed::Feed;
use crate::ui::gate::Aim;
use crate::ui::screens::{self, TileAnswer};
use crate::ui::theme::Scale;
use crate::verdict::NoCode;
use egui::{Rect, Ui};
use std::time::Duration;

/// What was noted stays so long, unless it is pressed away.
pub(super) const NOTED: Duration = Duration::from_secs(6);

impl<F: Feed> App<F> {
    /// Shows the reasons that the profile knows.
    pub(super) fn tiles(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let profile = self.feed.door().profile;
        let Some(answer) = screens::tiles(ui, area, &profile.without_code, &self.speech, scale) else {
            return;
        };
        ui.ctx().request_repaint();
        match answer {
            TileAnswer::Why(NoCode::Manager) => self.ask_for(Aim::Overrule),
            TileAnswer::Why(why) => self.let_in(why),
            TileAnswer::Back => self.go(Page::Scan),
        }
    }

    /// Notes that somebody is let in by hand. What staff showed who they are for is done.
    pub(super) fn let_in(&mut self, why: NoCode) {
        self.feed.tap(Tap::NoCode(why));
        self.roles.close();
        let profile = self.feed.door().profile;
        let way = profile.without_code.iter().find(|way| way.kind == why).copied();
        self.go(Page::Noted(way.unwrap_or(WithoutCode { kind: why, form: false })));
    }

    /// Says what was noted.
    pub(super) fn noted(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Noted(way) = &self.page else { return };
        if screens::noted(ui, area, way, &self.speech, scale) {
            self.go(Page::Scan);
            ui.ctx().request_repaint();
        }
    }
}
