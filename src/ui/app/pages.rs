//! The pages, the ways between them, and how long they stay: at a kiosk none for long where nobody touches it, and before a PIN none for
//! long whatever is touched.

use super::App;
use super::access::NewCard;
use super::closing::ClosingPage;
use super::counts::{Inspection, STAYS};
use super::desk::Typing;
use super::help::Helping;
use super::notices::Reading;
use super::opening::{OPENING_IDLE, OpeningPage};
use super::scans::ScannerTest;
use super::training::{TRAINING_IDLE, TrainingPage};
use super::without_code::NOTED;
use crate::policy::WithoutCode;
use crate::ui::feed::Feed;
use crate::ui::gate::{Aim, Gate, Passed};
use crate::ui::kiosk::Found;
use crate::ui::screens::{self, Choices, Files, Notice};
use crate::ui::theme::{Scale, is_upright};
use crate::verdict::NoCode;
use egui::{Event, Rect, Ui};
use std::time::Duration;

/// A page before a PIN closes so long after it was opened.
const BEFORE_PIN: Duration = Duration::from_secs(20);

/// A page behind a PIN closes so long after the last touch.
const BEHIND_PIN: Duration = Duration::from_secs(60);

/// The help closes so long after the last touch, at any window.
const HELP: Duration = Duration::from_secs(120);

/// What is on the screen.
pub(super) enum Page {
    /// Scanning.
    Scan,
    /// The settings.
    Settings(Choices),
    /// The camera's picture and its controls.
    Picture(Choices),
    /// Updates and set-up cards.
    Updates(Choices),
    /// The hand-held scanner and its test.
    Scanner(Box<ScannerTest>),
    /// A kiosk's PINs and staff cards.
    Access,
    /// A staff card that was just made.
    Card(Box<NewCard>),
    /// Why somebody without a code is let in.
    Tiles,
    /// That was noted.
    Noted(WithoutCode),
    /// A PIN is asked for.
    Gate(Box<Gate>),
    /// A kiosk is told what it is to check, the last step of its set-up.
    Profile,
    /// What was counted, for an inspector.
    Counts(Box<Inspection>),
    /// Something to read.
    Leaflet(Box<Reading>),
    /// What is done at a door beside its guests.
    Day,
    /// The check before the door opens.
    Opening(Box<OpeningPage>),
    /// The training.
    Training(Box<TrainingPage>),
    /// The close of the day.
    Closing(Box<ClosingPage>),
    /// The help.
    Help(Box<Helping>),
    /// The program's own list of files.
    Files(Files),
    /// The same of places for a report.
    Place(Files),
    /// A passport's machine-readable zone is typed.
    Passport(Box<Typing>),
    /// Nothing is checked here: no settings hold, say.
    Closed,
    /// There is no PIN that can be compared with: who may change anything is not known.
    OutOfOrder,
}

impl Page {
    /// Whether it is the keypad of staff, or one that was asked for from a result: that stands beside the scanning screen.
    pub(super) fn is_beside(&self) -> bool {
        matches!(self, Self::Gate(gate) if matches!(gate.aim(), Aim::Staff | Aim::Overrule | Aim::Trust | Aim::Clock))
    }

    /// Whether it is one before which a kiosk scans nothing.
    pub(super) fn is_before_all(&self) -> bool {
        match self {
            Self::Gate(gate) => gate.aim() == Aim::SetUp,
            Self::Profile | Self::Closed => true,
            Self::Scan
            | Self::Settings(_)
            | Self::Picture(_)
            | Self::Updates(_)
            | Self::Scanner(_)
            | Self::Access
            | Self::Card(_)
            | Self::Counts(_)
            | Self::Leaflet(_)
            | Self::Day
            | Self::Opening(_)
            | Self::Training(_)
            | Self::Closing(_)
            | Self::Help(_)
            | Self::Files(_)
            | Self::Place(_)
            | Self::Passport(_)
            | Self::Tiles
            | Self::Noted(_)
            | Self::OutOfOrder => false,
        }
    }

    /// Whether the door checks nobody while it is on the screen.
    fn rehearses(&self) -> bool {
        matches!(self, Self::Opening(_) | Self::Training(_))
    }
}

/// Since when a page is on the screen, and when it was touched last.
#[derive(Debug, Default)]
pub(super) struct Times {
    opened: Duration,
    pub(super) touched: Duration,
}

impl Times {
    /// Since when the page is on the screen.
    pub(super) fn opened(&self) -> Duration {
        self.opened
    }
}

/// The areas of the scanning screen, and of the keypad beside it: over a question, that the question may be read on.
pub(super) fn beside(area: Rect) -> (Rect, Rect) {
    if is_upright(area) {
        area.split_top_bottom_at_fraction(0.55)
    } else {
        area.split_left_right_at_fraction(0.58)
    }
}

impl<F: Feed> App<F> {
    /// The page that comes first, at the start and after a fault. A kiosk that is not set up, or whose PIN cannot be read, scans nothing:
    /// nobody could ever leave it.
    pub(super) fn begin(&mut self) {
        if matches!(self.page, Page::Counts(_)) {
            // Whether anything is scanned is said below.
            self.page = Page::Scan;
        }
        if self.options.out_of_order.is_some() {
            self.feed.hold(true);
            return self.go(Page::Closed);
        }
        let ready = !self.options.kiosk || self.keeper.is_ready();
        self.feed.hold(!ready);
        if ready {
            return self.go(Page::Scan);
        }
        match self.keeper.found() {
            Found::Kept(_) | Found::None => self.ask_for(Aim::SetUp),
            Found::NoPlace | Found::Gone | Found::Broken(_) => self.go(Page::OutOfOrder),
        }
    }

    /// What the settings need again, where they are the page: another one leads back to them.
    pub(super) fn settings_behind(&mut self) -> Option<Choices> {
        match &mut self.page {
            Page::Settings(choices) => Some(std::mem::take(choices)),
            _ => None,
        }
    }

    /// Back to the settings, where a page was opened there; else to the scanning screen.
    pub(super) fn go_back(&mut self, settings: Option<Choices>) {
        self.go(settings.map_or(Page::Scan, Page::Settings));
    }

    /// Opens a page.
    pub(super) fn go(&mut self, page: Page) {
        let now = self.feed.elapsed();
        self.times = Times { opened: now, touched: now };
        if matches!(self.page, Page::Updates(_)) {
            self.feed.ask_for_set_up(false);
        }
        if matches!(self.page, Page::Counts(_)) {
            self.feed.hold(false);
        }
        // Where nothing is checked, no way leads to the scanning screen.
        let closed = self.options.out_of_order.is_some() && matches!(page, Page::Scan);
        let page = if closed { Page::Closed } else { page };
        if self.page.rehearses() != page.rehearses() {
            self.feed.rehearse(page.rehearses());
        }
        let trains = matches!(page, Page::Training(_));
        if trains != matches!(self.page, Page::Training(_)) {
            self.feed.train(trains);
        }
        self.page = page;
    }

    /// Something was done on the page that is no touch of the screen: a code was scanned for it.
    pub(super) fn touch(&mut self) {
        self.times.touched = self.feed.elapsed();
    }

    /// Goes on to what a PIN guards, or to the PIN.
    pub(super) fn ask_for(&mut self, aim: Aim) {
        // A PIN that cannot be read guards all the same.
        if matches!(self.keeper.found(), Found::Gone | Found::Broken(_)) {
            return self.go(Page::OutOfOrder);
        }
        match Gate::before(aim, &self.keeper) {
            Ok(gate) => self.go(Page::Gate(Box::new(gate))),
            Err(aim) => self.through(aim),
        }
    }

    /// The way is free.
    pub(super) fn through(&mut self, aim: Aim) {
        match aim {
            Aim::NewPin(_) if self.options.kiosk => self.go(Page::Access),
            // It was for that, as a rule, that the manager came.
            Aim::Settings if self.feed.door().update_found.is_some() => {
                self.open_settings();
                self.open_updates();
            }
            Aim::Settings | Aim::NewPin(_) => self.open_settings(),
            Aim::Staff => {
                self.open_role();
                // A card takes the place of the keypad, and of no other page.
                if self.page.is_beside() {
                    self.go(Page::Scan);
                }
            }
            Aim::SetUp if self.options.profile_given => self.finish(),
            Aim::SetUp => self.go(Page::Profile),
            Aim::Overrule => self.let_in(NoCode::Manager),
            Aim::Trust => self.read_trust(),
            Aim::Clock => self.read_clock(),
            Aim::Leave => self.leaving = true,
        }
    }

    pub(super) fn open_settings(&mut self) {
        let (cameras, profiles) = (self.feed.cameras(), self.options.profiles.clone());
        self.go(Page::Settings(Choices { cameras, profiles, ..Choices::default() }));
    }

    /// The set-up of a kiosk is done.
    fn finish(&mut self) {
        self.keeper.finish();
        self.begin();
    }

    /// Shows a page that has no picture of the camera.
    pub(super) fn page(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        match &self.page {
            Page::Settings(_) => self.settings(ui, area, scale),
            Page::Gate(_) => self.gate(ui, area, scale),
            Page::Scanner(_) => self.scanner_test(ui, area, scale),
            Page::Access => self.access(ui, area, scale),
            Page::Card(_) => self.card(ui, area, scale),
            Page::Counts(_) => self.counts(ui, area, scale),
            Page::Tiles => self.tiles(ui, area, scale),
            Page::Noted(_) => self.noted(ui, area, scale),
            Page::Profile => self.profile(ui, area, scale),
            Page::OutOfOrder => self.out_of_order(ui, area, scale),
            Page::Leaflet(_) => self.leaflet(ui, area, scale),
            Page::Day => self.day(ui, area, scale),
            Page::Training(_) => self.training(ui, area, scale),
            Page::Closing(_) => self.closing(ui, area, scale),
            Page::Help(_) => self.help(ui, area, scale),
            Page::Files(_) => self.files(ui, area, scale),
            Page::Place(_) => self.place(ui, area, scale),
            Page::Passport(_) => self.passport(ui, area, scale),
            Page::Closed => self.closed(ui, area, scale),
            Page::Scan | Page::Picture(_) | Page::Updates(_) | Page::Opening(_) => {}
        }
    }

    pub(super) fn gate(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let now = self.feed.clock();
        let Page::Gate(gate) = &mut self.page else { return };
        match gate.show(ui, area, &mut self.keeper, now, &self.speech, scale) {
            None => return,
            Some(Passed::Through(aim)) => self.through(aim),
            Some(Passed::Back) => self.go(Page::Scan),
            Some(Passed::Leave) => self.leaving = true,
        }
        ui.ctx().request_repaint();
    }

    /// What a kiosk is to check.
    fn profile(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let names: Vec<String> = self.options.profiles.iter().map(|name| self.speech.profile(name)).collect();
        let title = self.speech.get("set-up-profile");
        let Some(index) = screens::choose(ui, area, &title, &names, scale) else { return };
        let before = self.settings.clone();
        if let Some(name) = self.options.profiles.get(index) {
            self.settings.profile.clone_from(name);
        }
        self.adopt(&before);
        self.finish();
        ui.ctx().request_repaint();
    }

    fn out_of_order(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let (what, next, detail) = match self.keeper.found() {
            Found::Gone => ("pin-gone-what", "pin-lost-next", ""),
            Found::Broken(why) => ("pin-broken-what", "pin-lost-next", why.as_str()),
            Found::NoPlace | Found::None | Found::Kept(_) => ("pin-no-place-what", "pin-no-place-next", ""),
        };
        let button = if self.options.kiosk { "button-try-again" } else { "button-back" };
        let notice = Notice {
            what: &self.speech.get(what),
            next: &self.speech.get(next),
            detail,
            buttons: &[self.speech.get(button)],
        };
        if screens::notice(ui, area, &notice, scale).is_some() {
            if self.options.kiosk {
                self.keeper.look_again();
            }
            self.begin();
            ui.ctx().request_repaint();
        }
    }

    /// Closes the help, and a kiosk's page, whose time has run out. While a verdict hides it, touches are not meant for it.
    pub(super) fn close_in_time(&mut self, ui: &Ui, hidden: bool) {
        let now = self.feed.elapsed();
        let (from_opening, stays) = match &self.page {
            // Noted is noted: whoever comes next need not see it.
            Page::Noted(_) if now.saturating_sub(self.times.opened) >= NOTED => return self.go(Page::Scan),
            Page::Noted(_) => {
                let left = NOTED.saturating_sub(now.saturating_sub(self.times.opened));
                return ui.ctx().request_repaint_after(left);
            }
            Page::Opening(_) | Page::Training(_) => return self.end_when_idle(ui),
            // A door is not left without checks.
            Page::Counts(_) => {
                let left = STAYS.saturating_sub(now.saturating_sub(self.times.opened));
                return if left.is_zero() {
                    self.go(Page::Scan)
                } else {
                    ui.ctx().request_repaint_after(left)
                };
            }
            // As long as the role with which they were opened.
            Page::Tiles if !self.is_staff() => return self.go(Page::Scan),
            Page::Help(_) => (false, HELP),
            _ if !self.options.kiosk || self.page.is_before_all() => return,
            Page::Scan | Page::Profile | Page::OutOfOrder | Page::Closed => return,
            Page::Gate(gate) if gate.is_shut() => (true, BEFORE_PIN),
            Page::Gate(_)
            | Page::Settings(_)
            | Page::Picture(_)
            | Page::Updates(_)
            | Page::Scanner(_)
            | Page::Access
            | Page::Card(_)
            | Page::Leaflet(_)
            | Page::Day
            | Page::Closing(_)
            | Page::Files(_)
            | Page::Place(_)
            | Page::Passport(_)
            | Page::Tiles => (false, BEHIND_PIN),
        };
        if !hidden && ui.input(|input| input.events.iter().any(is_touch)) {
            self.times.touched = now;
        }
        let from = if from_opening { self.times.opened } else { self.times.touched };
        let end = from.saturating_add(stays);
        if now >= end {
            self.go(Page::Scan);
        } else {
            ui.ctx().request_repaint_after(end.saturating_sub(now));
        }
    }
}

impl<F: Feed> App<F> {
    /// Ends what keeps the door from checking, at any door, where nobody goes on with it.
    fn end_when_idle(&mut self, ui: &Ui) {
        let now = self.feed.elapsed();
        if ui.input(|input| input.events.iter().any(is_touch)) {
            self.times.touched = now;
        }
        let opening = matches!(self.page, Page::Opening(_));
        let end = self.times.touched.saturating_add(if opening { OPENING_IDLE } else { TRAINING_IDLE });
        if now < end {
            return ui.ctx().request_repaint_after(end.saturating_sub(now));
        }
        // Not back to the settings: whoever was there has gone.
        if opening {
            self.end_opening();
        }
        self.go(Page::Scan);
    }
}

fn is_touch(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: true, .. } | Event::Key { pressed: true, .. })
}
