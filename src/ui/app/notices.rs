//! What can be read at the door, and what stands above the ready screen: the clock, lists that will be too old. And the keys.

use super::App;
use super::pages::Page;
use crate::config::Facing;
use crate::scanner::session::{Screen, View};
use crate::trust::ClockMark;
use crate::ui::feed::{DoorClock, DoorState, Feed};
use crate::ui::gate::Aim;
use crate::ui::screens::{self, Choices, DueAnswer, Leaflet, LeafletAnswer, LeafletRow};
use crate::ui::theme::Scale;
use crate::verdict::When;
use egui::{Rect, Ui};
use std::time::Duration;

/// The keys of the keyboard that do something, with the key of the text that says what. They act where no hand-held scanner is.
pub const KEYS: [(&str, &str); 9] = [
    ("Space", "key-pause"),
    ("Enter", "key-next"),
    ("Esc", "key-close"),
    ("A", "key-another"),
    ("Y / N", "key-answer"),
    ("O", "key-open"),
    ("S", "key-settings"),
    ("F1", "key-help"),
    ("Tab", "key-focus"),
];

/// What is read, and where it leads back to.
pub(super) struct Reading {
    pub(super) leaflet: Leaflet,
    /// To the settings, where it was opened there.
    pub(super) back: Option<Choices>,
    /// Since when the result has been shown on which it was opened. It lies over that one, and over no other.
    over: Option<Duration>,
    /// How far it is scrolled, in points.
    scrolled: f32,
    /// Whether it is that of the clock, for which the manager can vouch.
    clock: bool,
}

impl<F: Feed> App<F> {
    /// Opens a leaflet from the page that is shown.
    pub(super) fn read(&mut self, leaflet: Leaflet, clock: bool) {
        let back = match &mut self.page {
            Page::Leaflet(reading) => reading.back.take(),
            _ => self.settings_behind(),
        };
        let over = newest_since(&self.feed.view());
        self.go(Page::Leaflet(Box::new(Reading { leaflet, back, over, scrolled: 0.0, clock })));
    }

    /// Shows what is read.
    pub(super) fn leaflet(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Leaflet(reading) = &mut self.page else { return };
        let Reading { leaflet, scrolled, .. } = &mut **reading;
        let answer = screens::leaflet(ui, area, leaflet, scrolled, &self.speech, scale);
        match answer {
            None => return,
            Some(LeafletAnswer::Button) if reading.clock => {
                self.feed.vouch_for_clock();
                self.read_clock();
            }
            Some(_) => {
                let back = reading.back.take();
                self.go_back(back);
            }
        }
        ui.ctx().request_repaint();
    }

    /// Whether what is read lies over the results that are on the screen.
    pub(super) fn reads_over(&self, view: &View) -> bool {
        let over = match &self.page {
            Page::Leaflet(reading) => reading.over,
            Page::Help(helping) => helping.over,
            Page::Place(_) => self.reporting.as_ref().and_then(|report| report.over),
            _ => None,
        };
        over.is_some() && over == newest_since(view)
    }

    /// Above the ready screen, that lists will be too old before long: each day until somebody has read it, on the last day for good. A
    /// kiosk's guests have no use for it, and its bar says it. Gives what is left below.
    pub(super) fn due(&mut self, ui: &Ui, area: Rect, door: &DoorState, scale: Scale) -> Rect {
        let staff = !self.options.kiosk && self.facing() == Facing::Staff;
        let Some(first) = door.due.first().filter(|_| staff) else { return area };
        let may_close = first.left > 1;
        if may_close && self.due_read == Some(door.day) {
            return area;
        }
        let text = door.due.iter().map(|due| self.speech.due(due)).collect::<Vec<_>>().join(" · ");
        let (rest, answer) = screens::due(ui, area, &text, may_close, &self.speech, scale);
        match answer {
            None => return rest,
            Some(DueAnswer::Lists) => self.ask_for(Aim::Trust),
            Some(DueAnswer::Read) => self.due_read = Some(door.day),
        }
        ui.ctx().request_repaint();
        rest
    }

    /// The clock: what it says, what it is held against, and how it is set right.
    pub(super) fn read_clock(&mut self) {
        let (speech, DoorClock { mark, published, wrong, may_vouch, unkept }) =
            (&self.speech, self.feed.door().clock);
        let row = |key: &str, what, warns| LeafletRow { warns, ..LeafletRow::of(speech.get(key), what) };
        let last_ran = match mark {
            ClockMark::At(ran) => speech.when(&When::from(ran)),
            ClockMark::None => speech.get("clock-never"),
            ClockMark::Unread => speech.get("clock-unread"),
        };
        let published = published.map(|date| row("clock-published", speech.day(date), false));
        let rows = [
            Some(row("clock-now", speech.when(&When::from(self.feed.clock())), wrong.is_some())),
            Some(row("clock-last-ran", last_ran, may_vouch)),
            published,
        ];
        let sentences = match (wrong, may_vouch) {
            (None, _) => vec!["clock-right"],
            (Some(_), false) => vec!["clock-set", "clock-then"],
            (Some(_), true) => vec!["clock-set", "clock-then", "clock-vouch"],
        };
        let sentences = sentences.into_iter().chain(unkept.then_some("clock-unkept"));
        let leaflet = Leaflet {
            title: speech.get("clock"),
            rows: rows.into_iter().flatten().collect(),
            sentences: sentences.map(|key| speech.get(key)).collect(),
            button: may_vouch.then(|| speech.get("button-clock-right")),
            ..Leaflet::default()
        };
        self.read(leaflet, true);
    }
}

/// Since when the newest of the results on the screen has been shown.
pub(super) fn newest_since(view: &View) -> Option<Duration> {
    let Screen::Results(results) = &view.screen else { return None };
    results.shown.iter().map(|shown| shown.since).max()
}
