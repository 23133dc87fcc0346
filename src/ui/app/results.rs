//! The results on the screen, and what is pressed on them.

use super::App;
use crate::config::Facing;
use crate::scanner::session::{Results, Screen, View};
use crate::ui::feed::Feed;
use crate::ui::screens::{self, Action, MaskedReport, Sheet};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::time::Duration;

/// From a picture on which somebody is no more to the next.
const BLANK: Duration = Duration::from_millis(100);

impl<F: Feed> App<F> {
    /// What was drawn is kept for a picture longer, in case that it is drawn again: where somebody has left the screen, one follows that
    /// is about nobody, also at a door where nothing else moves.
    pub(super) fn forget_who_left(&mut self, ui: &Ui, view: &View) {
        let shown = match &view.screen {
            Screen::Results(results) => results.shown.len(),
            Screen::Ready | Screen::CameraTrouble(_) => 0,
        };
        let told = (shown, view.recent.len());
        if std::mem::replace(&mut self.told, told) != told {
            ui.ctx().request_repaint_after(BLANK);
        }
    }

    /// The results: one that fills the screen, with its question where it asks one, or those of a group. Gives what was pressed on them.
    pub(super) fn results(
        &mut self,
        ui: &Ui,
        area: Rect,
        view: &View,
        results: &Results,
        scale: Scale,
    ) -> Option<Action> {
        let staff = self.facing() == Facing::Staff;
        let mut results = results.clone();
        if self.speech.guests_see {
            results.shown.iter_mut().for_each(|shown| shown.again = None);
        }
        let results = &results;
        let Some(one) = results.focused() else {
            return screens::group(ui, area, results, &self.finder, &self.speech, scale, self.is_staff());
        };
        if !staff {
            screens::customer(ui, area, &one.verdict, &self.speech, scale);
            return None;
        }
        // Beside the keypad, only that can be pressed.
        let (area, answer) = match results.asks.filter(|_| !self.page.is_beside()) {
            Some(question) => screens::answers(ui, area, question, view, &self.speech, scale),
            None => (area, None),
        };
        let area = one.again.map_or(area, |again| screens::again(ui, area, again, &self.speech, scale));
        let (area, doubted) = self.at_the_desk(ui, area, results, scale);
        let side = self.side(one.since);
        self.report.take_if(|(since, _)| side != Sheet::Masked || *since != one.since);
        if side == Sheet::Masked && self.report.is_none() {
            let report = self.feed.masked(&one.verdict).map(MaskedReport::of);
            self.report = report.map(|report| (one.since, report));
        }
        let report = self.report.as_ref().map(|(_, report)| report);
        let turned = area.and_then(|area| {
            screens::result(ui, area, (&one.verdict, doubted), &self.speech, scale, (side, report))
        });
        self.turned = turned.map(|side| (one.since, side)).or(self.turned);
        answer.map(|yes| if yes { Action::Yes } else { Action::No })
    }

    /// The side that is up of the sheet of a result that is shown since then.
    fn side(&self, since: Duration) -> Sheet {
        match self.turned {
            _ if self.options.kiosk => Sheet::MainAlone,
            Some((turned, side)) if turned == since => side,
            _ => Sheet::Main,
        }
    }
}
