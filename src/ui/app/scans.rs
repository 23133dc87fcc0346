//! What a hand-held scanner types: taken on every screen, whatever has the focus. And its test.

use super::pages::Page;
use super::{App, COMPLAINT};
use crate::config::ScannerRecord;
use crate::paper::Sheet;
use crate::scanner::wedge::{self, Exam, Finding, Scan};
use crate::ui::feed::Feed;
use crate::ui::screens::{self, Choices, ScannerAnswer, ScannerPage};
use crate::ui::theme::Scale;
use egui::{Rect, Ui};
use std::path::PathBuf;

/// A test of the scanner in progress.
#[derive(Default)]
pub(super) struct ScannerTest {
    /// What the settings need again afterwards.
    choices: Choices,
    lines: Vec<PathBuf>,
    exam: Exam,
    finding: Option<Finding>,
    /// What became of the sheet.
    note: Option<String>,
}

impl<F: Feed> App<F> {
    /// Takes the keys before any screen sees them, and what a scanner typed with them.
    pub(super) fn take_scans(&mut self, ui: &Ui) {
        // Before its test too, whoever presses a key there is a scanner.
        // Where a passport's zone is typed, single keys are a person's.
        let types = match self.page {
            Page::Scanner(_) => true,
            Page::Passport(_) => false,
            _ => self.options.scanner.types(),
        };
        for scan in self.keys.filter(ui, types) {
            self.note_scanner(&scan);
            self.take_scan(ui, &scan);
        }
        self.pass_lines(ui);
    }

    /// The first time that a scanner is seen here: from now on no key is a button.
    fn note_scanner(&mut self, scan: &Scan) {
        if !scan.shows_a_scanner || self.options.scanner.types() {
            return;
        }
        self.options.scanner.seen = true;
        self.keep_scanner();
        let until = self.feed.elapsed().saturating_add(COMPLAINT);
        self.complaint = Some((self.speech.get("scanner-seen"), until));
    }

    fn take_scan(&mut self, ui: &Ui, scan: &Scan) {
        if let Page::Scanner(test) = &mut self.page {
            let finding = test.exam.take(scan);
            if let Finding::Passed(mended) = &finding {
                self.options.scanner.mended = Some(mended.clone());
                self.options.scanner.set = true;
            }
            test.finding = Some(finding);
            self.keep_scanner();
            self.touch();
            return;
        }
        let reading = wedge::read(scan, self.options.scanner.mended.as_ref());
        if !reading.texts.is_empty() {
            self.take_reading(ui, reading);
        }
    }

    fn keep_scanner(&self) {
        if let Some(folder) = &self.options.folder {
            // On a full disk it holds until the end, as settings do.
            let _ = folder.keep("scanner", &self.options.scanner);
        }
    }

    /// From the settings to the scanner's test.
    pub(super) fn open_scanner_test(&mut self) {
        let Page::Settings(choices) = &mut self.page else { return };
        let choices = std::mem::take(choices);
        let lines = self.feed.serial_lines();
        self.go(Page::Scanner(Box::new(ScannerTest { choices, lines, ..ScannerTest::default() })));
    }

    pub(super) fn scanner_test(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Scanner(test) = &self.page else { return };
        let before = self.settings.clone();
        let page = ScannerPage {
            record: &self.options.scanner,
            door: &mut self.settings,
            lines: &test.lines,
            serial: self.feed.serial(),
            step: test.exam.step(),
            finding: test.finding.as_ref(),
            note: test.note.as_deref(),
        };
        let answer = screens::scanner(ui, area, page, &self.speech, scale);
        if self.settings != before {
            self.adopt(&before);
        }
        let Some(answer) = answer else { return };
        let note = (answer == ScannerAnswer::Sheet).then(|| self.keep_sheet(Sheet::Scanner));
        let Page::Scanner(test) = &mut self.page else { return };
        match answer {
            ScannerAnswer::Sheet => test.note = note,
            ScannerAnswer::Again => (test.exam, test.finding) = (Exam::default(), None),
            ScannerAnswer::Types(types) => {
                self.options.scanner = ScannerRecord { set: types, ..ScannerRecord::default() };
                (test.exam, test.finding) = (Exam::default(), None);
                self.keep_scanner();
            }
            ScannerAnswer::Close => {
                let choices = std::mem::take(&mut test.choices);
                self.go(Page::Settings(choices));
            }
        }
        ui.ctx().request_repaint();
    }
}
