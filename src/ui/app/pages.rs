//! The pages beside scanning and the settings: to read, to choose a file, and where nothing is checked.

use super::{App, Page};
use crate::ui::feed::{Feed, Offered};
use crate::ui::gate::Aim;
use crate::ui::screens::{self, Files, FilesAnswer, Instead};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::path::Path;

impl<F: Feed> App<F> {
    /// How a picture can be given in place of the camera's.
    pub(super) fn instead(&self) -> Instead {
        match (self.options.kiosk, self.options.drops) {
            (true, _) => Instead::No,
            (false, true) => Instead::Dropped,
            (false, false) => Instead::Opened,
        }
    }

    pub(super) fn notice(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Notice(reading) = &mut self.page else { return };
        if screens::notice(ui, area, &reading.notice, &self.speech, scale) {
            self.page = reading.back.take().map_or_else(|| Page::Scan, Page::Settings);
            ui.ctx().request_repaint();
        }
    }

    /// The program's own list of files.
    pub(super) fn list_files(&mut self) {
        let folder = self.options.pictures.as_deref().unwrap_or(Path::new("/"));
        self.page = Page::Files(Files::of(folder));
    }

    pub(super) fn files(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Files(files) = &mut self.page else { return };
        let Some(answer) = files.show(ui, area, &self.speech, scale) else { return };
        if let FilesAnswer::File(path) = answer {
            self.feed.offer(Offered::Path(path));
        }
        self.page = Page::Scan;
        ui.ctx().request_repaint();
    }

    /// The page that others lead back to.
    pub(super) fn home(&self) -> Page {
        if self.options.out_of_order.is_some() { Page::OutOfOrder } else { Page::Scan }
    }

    pub(super) fn out_of_order(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Some(fault) = &self.options.out_of_order else { return };
        if screens::out_of_order(ui, area, fault, self.options.kiosk, &self.speech, scale) {
            self.ask_for(Aim::Leave);
        }
    }
}
