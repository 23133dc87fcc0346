//! The pages beside scanning and the settings: to choose a file, and where nothing is checked.

use super::App;
use super::pages::Page;
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

    /// The program's own list of files.
    pub(super) fn list_files(&mut self) {
        let folder = self.options.pictures.as_deref().unwrap_or(Path::new("/"));
        let files = Files::of(folder);
        self.go(Page::Files(files));
    }

    pub(super) fn files(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Files(files) = &mut self.page else { return };
        let Some(answer) = files.show(ui, area, &self.speech, scale) else { return };
        // In this list no folder is chosen.
        if let FilesAnswer::File(path) = answer {
            self.feed.offer(Offered::Path(path));
        }
        self.go(Page::Scan);
        ui.ctx().request_repaint();
    }

    pub(super) fn closed(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Some(fault) = &self.options.out_of_order else { return };
        if screens::out_of_order(ui, area, fault, self.options.kiosk, &self.speech, scale) {
            self.ask_for(Aim::Leave);
        }
    }
}
