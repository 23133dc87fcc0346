//! The help: opened by F1, in the settings, and at a kiosk by whoever has shown that they are staff.

use super::App;
use super::notices::newest_since;
use super::pages::Page;
use crate::paper::Sheet;
use crate::ui::feed::Feed;
use crate::ui::gate::Aim;
use crate::ui::screens::{self, Choices, Help, HelpAnswer};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::time::Duration;

/// The help that is open, and where it leads back to.
#[derive(Default)]
pub(super) struct Helping {
    help: Help,
    /// To the settings, where it was opened there.
    back: Option<Choices>,
    /// Since when the result has been shown over which it lies: it lies over no other.
    pub(super) over: Option<Duration>,
}

impl<F: Feed> App<F> {
    /// Opens the help; at a kiosk, where staff stands there.
    pub(super) fn open_help(&mut self) {
        match self.is_staff() {
            true => self.read_help(),
            // A keypad that is up stays as it is.
            false if self.page.is_beside() => {}
            false => self.ask_for(Aim::Staff),
        }
    }

    /// Opens the help for whoever may read it.
    pub(super) fn read_help(&mut self) {
        let back = self.settings_behind();
        let over = newest_since(&self.feed.view());
        self.go(Page::Help(Box::new(Helping { back, over, ..Helping::default() })));
    }

    /// Keeps a sheet in the folder of documents; gives what to say of it.
    pub(super) fn keep_sheet(&self, sheet: Sheet) -> String {
        let language = self.settings.language;
        let name = sheet.file_name(language);
        let pdf = sheet.pdf(language, &self.feed.own_texts()).ok();
        let kept =
            pdf.zip(self.options.documents.as_ref()).and_then(|(pdf, folder)| folder.write(&name, &pdf).ok());
        match kept {
            Some(path) => {
                self.speech.texts.with("scanner-sheet-kept", [("path", path.display().to_string())])
            }
            None => self.speech.get("scanner-sheet-not-kept"),
        }
    }

    /// Shows the help.
    pub(super) fn help(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Help(helping) = &mut self.page else { return };
        match screens::help(ui, area, &mut helping.help, &self.speech, scale) {
            None => return,
            Some(HelpAnswer::Play(sound)) => self.loudspeaker.play(sound, self.settings.volume),
            Some(HelpAnswer::Keep(sheet)) => {
                let note = Some(self.keep_sheet(sheet));
                if let Page::Help(helping) = &mut self.page {
                    helping.help.note = note;
                }
            }
            Some(HelpAnswer::Back) => {
                let back = helping.back.take();
                self.go_back(back);
            }
        }
        ui.ctx().request_repaint();
    }
}
