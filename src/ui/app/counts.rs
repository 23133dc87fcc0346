//! The counts for an inspector, and the handover card. While they are on the screen nothing is scanned, and they go after three minutes.

use super::App;
use super::pages::Page;
use crate::counts::{Account, DoorDays};
use crate::qr::Symbol;
use crate::ui::feed::{Counts, Feed};
use crate::ui::screens::{self, Choices, CountsAnswer, CountsPage, HandoverAnswer};
use crate::ui::theme::Scale;
use chrono::NaiveDate;
use egui::{Rect, Ui};
use qrcode::EcLevel;
use std::time::Duration;

/// So long they stay: a door that is left alone scans again.
pub(super) const STAYS: Duration = Duration::from_secs(180);

/// How often it is looked whether they have been read; and the time that is left counts down.
const LOOK: Duration = Duration::from_millis(250);

/// The page.
pub(super) struct Inspection {
    account: Option<Account>,
    /// The day whose card is shown, and the card.
    card: Option<(NaiveDate, Option<Symbol>)>,
    /// What came of saving.
    note: String,
    /// To the settings, where it was opened there.
    back: Option<Choices>,
}

impl<F: Feed> App<F> {
    /// Opens the page, and holds the door.
    pub(super) fn open_counts(&mut self) {
        let back = self.settings_behind();
        self.feed.ask_for_counts();
        self.go(Page::Counts(Box::new(Inspection { account: None, card: None, note: String::new(), back })));
        self.feed.hold(true);
    }

    /// Shows it.
    pub(super) fn counts(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let left = STAYS.saturating_sub(self.feed.elapsed().saturating_sub(self.times.opened()));
        let profile = self.feed.door().profile;
        let Page::Counts(page) = &mut self.page else { return };
        let mut note = page.note.clone();
        if page.account.is_none() {
            match self.feed.counts() {
                Counts::NotCounted => note = self.speech.get("counts-none"),
                Counts::Reading => note = self.speech.get("counts-reading"),
                Counts::Read(account) => page.account = Some(*account),
            }
        }
        if note.is_empty() && self.feed.counts_fault().is_some() {
            note = self.speech.get("counts-unread");
        }
        ui.ctx().request_repaint_after(LOOK);
        let seconds = left.as_secs();
        let left = format!("{}:{:02}", seconds / 60, seconds % 60);
        if let (Some((day, symbol)), Some(account)) = (&page.card, &page.account) {
            let day = *day;
            let answer =
                screens::handover(ui, area, (account, day), (symbol.as_ref(), &left), &self.speech, scale);
            return self.turn_card(ui, day, answer);
        }
        let shown =
            CountsPage { account: page.account.as_ref(), note: &note, profile: &profile, left: &left };
        match screens::counts(ui, area, &shown, &self.speech, scale) {
            None => return,
            Some(CountsAnswer::Back) => {
                let back = page.back.take();
                self.go_back(back);
            }
            Some(CountsAnswer::Card) => {
                let today = page.account.as_ref().map(Account::today);
                today.into_iter().for_each(|day| self.show_card(day));
            }
            Some(CountsAnswer::Save) => self.save_counts(),
        }
        ui.ctx().request_repaint();
    }

    fn turn_card(&mut self, ui: &Ui, day: NaiveDate, answer: Option<HandoverAnswer>) {
        match answer {
            None => return,
            Some(HandoverAnswer::Before) => self.show_card(DoorDays::days_before(day, 1)),
            Some(HandoverAnswer::After) => day.succ_opt().into_iter().for_each(|day| self.show_card(day)),
            Some(HandoverAnswer::Back) => {
                if let Page::Counts(page) = &mut self.page {
                    page.card = None;
                }
            }
        }
        ui.ctx().request_repaint();
    }

    /// Shows the card of a day. Where the device cannot sign, or no code holds so much, that is told in its place.
    fn show_card(&mut self, day: NaiveDate) {
        let Page::Counts(page) = &mut self.page else { return };
        let text = page.account.as_ref().and_then(|account| self.feed.handover(account, day));
        page.card = Some((day, text.and_then(|text| Symbol::of_text(&text, EcLevel::M).ok())));
    }

    /// Writes CSV and JSON where the staff finds them.
    fn save_counts(&mut self) {
        let Page::Counts(page) = &mut self.page else { return };
        let Some(account) = &page.account else { return };
        let door = account.teller.door.as_deref().unwrap_or("door");
        let name = format!("counts-{door}-{}", account.today());
        let files = self.feed.export(account).zip(self.options.documents.as_ref());
        let saved = files.and_then(|((csv, json), folder)| {
            let csv = folder.write(&format!("{name}.csv"), csv.as_bytes()).ok()?;
            Some((csv, folder.write(&format!("{name}.json"), json.as_bytes()).ok()?))
        });
        page.note = match saved {
            None => self.speech.get("counts-not-saved"),
            Some((csv, json)) => {
                let json = json.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let paths = [("csv", csv.display().to_string()), ("json", json)];
                self.speech.texts.with("counts-saved", paths)
            }
        };
    }
}
