//! What is done at a door beside its guests: the tiles that lead there, and the close of the day.

use super::App;
use super::pages::Page;
use crate::counts::Account;
use crate::ui::feed::{Counts, Feed};
use crate::ui::screens::{self, Choices, DayAnswer, Leaflet, LeafletAnswer, LeafletRow};
use crate::ui::theme::Scale;
use crate::verdict::When;
use egui::{Rect, Ui};
use std::time::Duration;

/// How often it is looked whether the counts have been read.
const LOOK: Duration = Duration::from_millis(250);

/// The close of a day.
pub(super) struct ClosingPage {
    /// What the settings need again afterwards, where it was opened there.
    back: Option<Choices>,
    /// How far it is scrolled, in points.
    scrolled: f32,
    /// What was counted, as soon as it has been read.
    account: Option<Account>,
    /// Whether what was remembered of codes is wiped.
    wiped: bool,
}

impl<F: Feed> App<F> {
    /// Shows the tiles.
    pub(super) fn day(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Some(answer) = screens::day(ui, area, &self.speech, scale) else { return };
        match answer {
            DayAnswer::Opening => self.open_opening(),
            DayAnswer::Training => self.open_training(),
            DayAnswer::Closing => self.open_closing(),
            DayAnswer::Back => self.go(Page::Scan),
        }
        ui.ctx().request_repaint();
    }

    /// Opens the close of the day.
    pub(super) fn open_closing(&mut self) {
        let back = self.settings_behind();
        self.feed.ask_for_counts();
        self.go(Page::Closing(Box::new(ClosingPage { back, scrolled: 0.0, account: None, wiped: false })));
    }

    /// Shows it.
    pub(super) fn closing(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let counted = self.feed.counts();
        let Page::Closing(page) = &mut self.page else { return };
        let reading = matches!(counted, Counts::Reading);
        if let (None, Counts::Read(account)) = (&page.account, counted) {
            page.account = Some(*account);
        }
        if page.account.is_none() && reading {
            ui.ctx().request_repaint_after(LOOK);
        }
        let Page::Closing(page) = &self.page else { return };
        let leaflet = self.closing_leaflet(page, reading);
        let Page::Closing(page) = &mut self.page else { return };
        let answer = screens::leaflet(ui, area, &leaflet, &mut page.scrolled, &self.speech, scale);
        match answer {
            None => return,
            Some(LeafletAnswer::Button) => {
                page.wiped = true;
                self.feed.wipe();
            }
            Some(LeafletAnswer::Back) => {
                let back = page.back.take();
                self.go_back(back);
            }
        }
        ui.ctx().request_repaint();
    }

    fn closing_leaflet(&self, page: &ClosingPage, reading: bool) -> Leaflet {
        let (day, wiped) = (self.opening_day(&self.feed.door()), page.wiped);
        let speech = &self.speech;
        let row = |key: &str, what| LeafletRow::of(speech.get(key), what);
        let record = &self.options.opening;
        let left = self.left_text(&record.undone, "opening-ask-left");
        let opening = match (record.is_of(day), record.ended, left) {
            (true, Some(ended), left) => {
                let what = left.unwrap_or_else(|| speech.get("opening-ask-none"));
                format!("{} · {what}", speech.when(&When::from(ended)))
            }
            _ => speech.get("opening-due"),
        };
        let warns = !record.is_of(day) || !record.undone.is_empty();
        let remembered = if wiped { "closing-wiped" } else { "closing-remembered-what" };
        Leaflet {
            title: speech.get("closing"),
            lead: vec![speech.day(day)],
            rows: self
                .totals(page, reading)
                .into_iter()
                .chain([
                    LeafletRow { warns, ..row("opening", opening) },
                    row("closing-remembered", speech.get(remembered)),
                ])
                .collect(),
            sentences: vec![speech.get(if wiped { "closing-done" } else { "closing-press" })],
            button: (!wiped).then(|| speech.get("button-close-day")),
        }
    }

    /// What the day came to.
    fn totals(&self, page: &ClosingPage, reading: bool) -> Vec<LeafletRow> {
        let speech = &self.speech;
        let row = |key: &str, what| LeafletRow::of(speech.get(key), what);
        let Some(account) = &page.account else {
            let what = if reading { "counts-reading" } else { "counts-none" };
            return vec![row("counts", speech.get(what))];
        };
        let totals = screens::counts_told(&account.of_day(account.today())).into_iter();
        let warns = |key, count| key == "counts-gaps" && count > 0;
        totals
            .map(|(key, count, _)| LeafletRow { warns: warns(key, count), ..row(key, count.to_string()) })
            .collect()
    }
}
