//! The report of a check: made where somebody asks for it at a desk, and kept where the staff chooses, under a name that names nobody.
//! Never at a kiosk.

use super::notices::newest_since;
use super::pages::Page;
use super::{App, COMPLAINT};
use crate::config::Folder;
use crate::paper;
use crate::policy::Verdict;
use crate::scanner::session::{Results, Shown};
use crate::ui::feed::Feed;
use crate::ui::intake::{Picked, Picker};
use crate::ui::report::{self, Given};
use crate::ui::screens::{Files, FilesAnswer};
use crate::ui::theme::Scale;
use chrono::{DateTime, TimeDelta, Utc};
use egui::{Rect, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A report whose place is being chosen. Not `Debug`: it holds what was judged.
pub(super) struct Reporting {
    verdict: Arc<Verdict>,
    at: DateTime<Utc>,
    /// Since when the result has been shown over which the place is chosen.
    pub(super) over: Option<Duration>,
    /// The system's window for it.
    picker: Option<Picker>,
}

impl<F: Feed> App<F> {
    /// The result of which a report can be had.
    pub(super) fn reportable<'a>(&self, results: &'a Results) -> Option<&'a Shown> {
        results.focused().filter(|one| !self.options.kiosk && report::can_be_reported(&one.verdict))
    }

    /// Somebody asks for the report of the result that is shown: where is it to be?
    pub(super) fn ask_for_report(&mut self, ui: &Ui, results: Option<&Results>) {
        let Some(one) = results.and_then(|results| self.reportable(results)) else { return };
        let ago = TimeDelta::from_std(self.feed.elapsed().saturating_sub(one.since)).unwrap_or_default();
        let now = self.feed.clock();
        let at = now.checked_sub_signed(ago).unwrap_or(now);
        let over = newest_since(&self.feed.view());
        let verdict = Arc::clone(&one.verdict);
        let picker = (!self.options.no_picker).then(|| {
            let (context, name) = (ui.ctx().clone(), report::file_name(at, &self.speech));
            let documents = self.options.documents.as_ref().map(Folder::path);
            Picker::keep(&self.speech, &name, documents, self.feed.elapsed(), move || {
                context.request_repaint()
            })
        });
        let lists = picker.is_none();
        self.reporting = Some(Reporting { verdict, at, over, picker });
        if lists {
            self.list_places();
        }
    }

    /// The program's own list of places.
    fn list_places(&mut self) {
        let folder = self.options.documents.as_ref().map_or(Path::new("/"), Folder::path);
        self.go(Page::Place(Files::places(folder)));
    }

    pub(super) fn place(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Place(files) = &mut self.page else { return };
        let Some(answer) = files.show(ui, area, &self.speech, scale) else { return };
        if let FilesAnswer::Here(folder) = answer {
            let name = self.reporting.as_ref().map(|report| report::file_name(report.at, &self.speech));
            let kept =
                self.report().zip(name).and_then(|(pdf, name)| Folder::at(folder).add(&name, &pdf).ok());
            self.tell_of_report(kept);
        }
        self.reporting = None;
        self.go(Page::Scan);
        ui.ctx().request_repaint();
    }

    /// Takes what was chosen in the system's window.
    pub(super) fn take_place(&mut self) {
        let now = self.feed.elapsed();
        let picker = self.reporting.as_mut().and_then(|report| report.picker.as_ref());
        let Some(picked) = picker.and_then(|picker| picker.answer(now)) else { return };
        match picked {
            Picked::File(path) => {
                // Whether a file that is there may go, that window has asked.
                let place = path.parent().zip(path.file_name().and_then(|name| name.to_str()));
                let kept = self.report().zip(place);
                let kept = kept.and_then(|(pdf, (folder, name))| Folder::at(folder).write(name, &pdf).ok());
                self.tell_of_report(kept);
            }
            Picked::Nothing => {}
            Picked::NoWindow => {
                self.options.no_picker = true;
                if let Some(report) = &mut self.reporting {
                    report.picker = None;
                }
                return self.list_places();
            }
        }
        self.reporting = None;
    }

    fn report(&self) -> Option<Vec<u8>> {
        let reporting = self.reporting.as_ref()?;
        let profile = self.feed.door().profile;
        let given = Given { at: reporting.at, door: self.settings.name.as_deref(), profile: &profile };
        let report = report::of(&reporting.verdict, &given, &self.speech);
        paper::report(&report, &self.speech.texts, &self.speech.partner).ok()
    }

    fn tell_of_report(&mut self, kept: Option<PathBuf>) {
        let told = match kept {
            Some(path) => self.speech.texts.with("report-saved", [("path", path.display().to_string())]),
            None => self.speech.get("report-not-saved"),
        };
        self.complaint = Some((told, self.feed.elapsed().saturating_add(COMPLAINT)));
    }
}
