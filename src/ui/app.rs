//! The program at the door: which screen is shown, and what a tap or key does there.

mod access;
mod asides;
mod closing;
mod counts;
mod desk;
mod face;
mod flash;
mod help;
mod keeping;
mod keys;
mod lamp;
mod notices;
mod opening;
mod pages;
mod report;
mod results;
mod roles;
mod scans;
mod settings;
mod state;
mod training;
mod trust_page;
mod updates;
mod without_code;

pub use notices::KEYS;

use super::feed::{DoorState, Feed, Offered};
use super::gate::Aim;
use super::intake::{self, Picked, Picker};
use super::kiosk::{Awake, Found, Keeper};
use super::screens::{self, Action, Bar, Finder, MaskedReport, OutOfOrder, Sheet};
use super::sound::Loudspeaker;
use super::speech::Speech;
use super::theme::{self, Scale, Tone};
use super::words::Words;
use crate::config::{Broken, DoorSettings, Facing, Folder, ScannerRecord};
use crate::day::OpeningRecord;
use crate::scanner::session::{Recent, Results, Screen, Tally, Tap, View};
use crate::texts::Language;
use crate::verdict::Reason;
use chrono::NaiveDate;
use desk::Desk;
use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Shape, Ui, ViewportCommand};
use keeping::Keeping;
use keys::{Keys, asks_for_help, keyed, pause_action};
use lamp::Lamp;
use pages::{Page, Times, beside};
use report::Reporting;
use roles::Roles;
use std::path::PathBuf;
use std::time::Duration;

/// How the program was started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Unattended: full screen, no way out but with the PIN.
    pub kiosk: bool,
    /// The profiles to choose from.
    pub profiles: Vec<String>,
    /// Where settings and PIN are kept; nowhere where `None`.
    pub folder: Option<Folder>,
    /// The PIN as it was found there.
    pub pin: Found,
    /// When the system's administrator took the PIN back, if ever.
    pub reset: Option<i64>,
    /// Whether the profile is that of the command line: a kiosk is then not asked for one.
    pub profile_given: bool,
    /// The settings as they are kept, where options of this run say otherwise.
    pub kept: Option<DoorSettings>,
    /// What is wrong with the settings' file, where the last accepted ones hold in its place: the staff is told.
    pub broken: Option<Broken>,
    /// What is wrong with the profile's file, where the last accepted text of it holds in its place: the staff is told.
    pub held_profile: Option<Broken>,
    /// Whether files can be dropped on the window: not on every system.
    pub drops: bool,
    /// Whether the system has no window for choosing files: the program's own list stands in for it.
    pub no_picker: bool,
    /// Where that list begins.
    pub pictures: Option<PathBuf>,
    /// Why nothing is checked here, if nothing is.
    pub out_of_order: Option<OutOfOrder>,
    /// The hand-held scanner as it was kept.
    pub scanner: ScannerRecord,
    /// Where the sheet of codes for the scanner's test is kept.
    pub documents: Option<Folder>,
    /// The opening check that was done last.
    pub opening: OpeningRecord,
}

/// The program at the door.
pub struct App<F> {
    feed: F,
    loudspeaker: Box<dyn Loudspeaker>,
    options: Options,
    settings: DoorSettings,
    keeping: Keeping,
    speech: Speech,
    keeper: Keeper,
    roles: Roles,
    page: Page,
    times: Times,
    finder: Finder,
    keys: Keys,
    lamp: Lamp,
    picker: Option<Picker>,
    /// The report whose place is being chosen.
    reporting: Option<Reporting>,
    /// What went wrong, with a file mostly, and until when that is said.
    complaint: Option<(String, Duration)>,
    /// Since when the result is shown whose sheet is turned over, and which side is up.
    turned: Option<(Duration, Sheet)>,
    /// The masked report on that result, while its side is up.
    report: Option<(Duration, MaskedReport)>,
    desk: Desk,
    /// When the staff was called last.
    called: Option<Duration>,
    /// The day on which the staff has read that lists will be too old before long.
    due_read: Option<NaiveDate>,
    /// How many results were on the last picture, and how many in its strip.
    told: (usize, usize),
    /// The language in whose forms the fonts are.
    fonts: Language,
    /// The language whose voices were asked for.
    voices: Option<Language>,
    /// Whether nothing moves.
    still: bool,
    /// The staff may leave: the window then closes.
    leaving: bool,
    _awake: Option<Awake>,
}

/// How long a complaint stays.
const COMPLAINT: Duration = Duration::from_secs(8);

impl<F: Feed> App<F> {
    /// Makes the program ready. Before the first picture, [`prepare`] the context.
    pub fn new(feed: F, loudspeaker: Box<dyn Loudspeaker>, settings: DoorSettings, options: Options) -> Self {
        let keeper = Keeper::new(options.pin.clone(), options.folder.clone(), options.reset);
        let speech = Speech::new(settings.language, feed.own_texts(), feed.door().profile.time_zone);
        let until = feed.elapsed().saturating_add(COMPLAINT);
        let told = |broken: &Broken, key: &str| [speech.broken_place(broken), speech.get(key)].join(": ");
        let settings_held = options.broken.as_ref().map(|broken| told(broken, "settings-held"));
        let profile_held = options.held_profile.as_ref().map(|broken| told(broken, "state-profile-held"));
        let complaint = settings_held.or(profile_held).map(|what| (what, until));
        let mut app = Self {
            page: Page::Scan,
            times: Times::default(),
            keeping: Keeping::new(&options, &settings),
            speech,
            _awake: options.kiosk.then(Awake::keep),
            feed,
            loudspeaker,
            options,
            settings,
            keeper,
            roles: Roles::default(),
            finder: Finder::default(),
            keys: Keys::default(),
            lamp: Lamp::default(),
            picker: None,
            reporting: None,
            complaint,
            turned: None,
            report: None,
            desk: Desk::default(),
            called: None,
            due_read: None,
            told: (0, 0),
            fonts: face::FIRST,
            voices: None,
            still: false,
            leaving: false,
        };
        app.keeper.log_what_was_found(app.feed.clock());
        app.begin();
        app
    }

    /// The language of the screens.
    pub fn language(&self) -> Language {
        self.settings.language
    }

    /// The feed.
    pub fn feed_mut(&mut self) -> &mut F {
        &mut self.feed
    }

    /// Starts anew with the screen that comes first, after a fault; what is set stays.
    pub fn recover(&mut self) {
        self.begin();
        self.finder = Finder::default();
        self.picker = None;
        self.reporting = None;
        self.complaint = None;
        self.desk = Desk::default();
        self.roles.close();
    }

    /// Plays what is to be heard now; also while the window is hidden.
    pub fn sound(&mut self) {
        for sound in self.feed.take_sounds() {
            let view = self.feed.view();
            let sound = self.sound_for(sound, &view);
            self.loudspeaker.play(sound, self.settings.volume);
        }
    }

    /// Shows the screen of this moment, and does what the staff asks for.
    pub fn show(&mut self, ui: &mut Ui) {
        let window = ui.max_rect();
        let scale = Scale::of(window, self.settings.display.letters);
        let door = self.feed.door();
        self.prepare_to_speak(ui, &door);
        self.sound();
        self.take_cards();
        self.take_set_up();
        self.take_scans(ui);
        self.guard_the_window(ui);
        let ground = ui.painter().add(Shape::Noop);
        let area = if door.demo { screens::stripes(ui, window, &self.speech, scale) } else { window };
        let view = self.feed.view();
        self.forget_who_left(ui, &view);
        self.forget_passport(&view);
        let verdict = matches!(view.screen, Screen::Results(_))
            && !self.page.is_before_all()
            && !self.reads_over(&view)
            && !self.types_over(&view);
        self.close_in_time(ui, verdict);
        let picture = match &self.page {
            page if page.is_beside() => {
                let (area, pad) = beside(area);
                let picture = self.scan(ui, area, &door, &view, scale);
                self.gate(ui, pad, scale);
                picture
            }
            // No page hides a verdict; it is back when that has gone, if it has time left.
            _ if verdict => self.scan(ui, area, &door, &view, scale),
            Page::Scan => self.scan(ui, area, &door, &view, scale),
            Page::Picture(_) => self.picture(ui, area, scale),
            Page::Updates(_) => self.updates(ui, area, scale),
            Page::Opening(_) => self.opening(ui, area, &door, &view, scale),
            _ => {
                self.page(ui, area, scale);
                None
            }
        };
        self.flash(ui, window, &view, scale);
        ui.painter().set(ground, theme::ground_around(window, picture));
        if self.settings.display.outdoor {
            theme::repaint_outdoors(ui);
        }
    }

    /// The scanning screens: ready, results, or the camera's trouble. Gives the place of the camera's picture.
    fn scan(&mut self, ui: &Ui, area: Rect, door: &DoorState, view: &View, scale: Scale) -> Option<Rect> {
        self.draw_again_when_due(ui, view);
        if let Some(name) = self.feed.take_chosen_camera() {
            // An option of this run: it is not kept.
            self.settings.camera = Some(name);
        }
        self.finder.take(ui, self.feed.preview());
        if !self.options.kiosk {
            self.take_offered(ui);
            self.take_place();
        }
        let results = match &view.screen {
            Screen::Results(results) => Some(results),
            Screen::Ready | Screen::CameraTrouble(_) => None,
        };
        self.close_role(results);
        self.draw_again_when_the_role_ends(ui);
        let actions = self.offered(self.actions(results, view.adding, view.tally), results.is_some());
        let recent: Vec<(Recent, String)> =
            view.recent.iter().map(|recent| (recent.clone(), self.time_of(recent, door))).collect();
        let (state, warns) = self.state_line(door, results, view);
        let for_staff = !self.options.kiosk && self.facing() == Facing::Staff;
        let bar = Bar { state: &state, warns, recent: &recent, actions: &actions, for_staff };
        let (area, pressed) = bar.show(ui, area, &self.speech, scale);
        // The whole screen is the button for the pause; what is on it lies above. At a kiosk it is a guest who touches it. It has no
        // focus: the keyboard has the button for it.
        let tapped =
            !self.options.kiosk && ui.interact(area, Id::unique("scan-area"), Sense::CLICK).clicked();
        let mut answered = None;
        let picture = match &view.screen {
            Screen::Ready => {
                let below = self.due(ui, area, door, scale);
                // One banner at a time: the guests are to be seen.
                let area = if below == area { self.opening_due(ui, area, door, scale) } else { below };
                let area = screens::rule(ui, area, &door.profile, &self.speech, scale);
                let lamp = self.lamp.level(ui, view, self.feed.elapsed(), self.settings.lamp);
                screens::ready(ui, area, &self.finder, view, lamp, &self.speech, scale)
            }
            Screen::CameraTrouble(camera) => {
                screens::trouble(ui, area, camera, self.instead(), &self.speech, scale);
                None
            }
            Screen::Results(results) => {
                answered = self.results(ui, area, view, results, scale);
                None
            }
        };
        let pressed = pressed.or(answered);
        let pressed = pressed
            .or_else(|| keyed(ui, &actions))
            .or_else(|| tapped.then(|| pause_action(results)).flatten());
        if let Some(action) = pressed {
            self.act(ui, action, results);
        } else if asks_for_help(ui) {
            self.open_help();
        }
        self.overlays(ui, area, scale);
        picture
    }

    fn actions(&self, results: Option<&Results>, adding: bool, tally: Tally) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.facing() == Facing::Customer {
            actions.push(Action::CallStaff);
        }
        if let Some(results) = results {
            actions.extend(pause_action(Some(results)));
            actions.extend(results.opened.map(|_| Action::Back));
            actions.extend(results.may_add.then_some(Action::Another));
            actions.extend(self.desk_actions(results));
            // At a kiosk it is told in the settings.
            if !self.options.kiosk && self.facing() == Facing::Staff {
                let remedies = [(Reason::TrustDataStale, Action::Lists), (Reason::ClockWrong, Action::Clock)];
                let shows = |reason| results.shown.iter().any(|shown| shown.verdict.reason() == reason);
                actions.extend(remedies.iter().find(|(reason, _)| shows(*reason)).map(|(_, action)| *action));
            }
            let reports = self.facing() == Facing::Staff && self.reportable(results).is_some();
            actions.extend(reports.then_some(Action::Report));
            if results.asks.is_some() && self.facing() == Facing::Staff {
                actions.extend([Action::No, Action::Yes]);
            }
            // What the device cannot decide, the manager can.
            if results.may_dismiss && may_overrule(results) {
                actions.push(Action::Overrule);
            }
            if results.may_dismiss {
                actions.push(Action::Next);
            }
            return actions;
        }
        if adding {
            actions.push(Action::Cancel);
            return actions;
        }
        if !self.options.kiosk {
            actions.extend((tally != Tally::default()).then_some(Action::NewParty));
            actions.push(Action::Open);
        }
        if !self.feed.door().profile.without_code.is_empty() {
            actions.push(Action::NoCode);
        }
        // Elsewhere the settings lead there.
        if self.keeper.access().is_set() {
            actions.push(Action::Day);
        }
        // Elsewhere it is in the settings.
        if self.options.kiosk && self.is_staff() {
            actions.push(Action::Counts);
        }
        // Elsewhere it is opened by a key, and in the settings.
        actions.extend((self.options.kiosk && self.is_staff()).then_some(Action::Help));
        actions.extend(self.is_desk().then_some(Action::Booklet));
        actions.push(Action::Settings);
        actions
    }

    fn act(&mut self, ui: &Ui, action: Action, results: Option<&Results>) {
        ui.ctx().request_repaint();
        if !self.may(action) {
            // A keypad that is up stays as it is.
            if !self.page.is_beside() {
                self.ask_for(Aim::Staff);
            }
            return;
        }
        match action {
            Action::Pause => self.feed.tap(Tap::Pause),
            Action::GoOn => self.feed.tap(Tap::Continue),
            Action::Next | Action::Cancel => self.feed.tap(Tap::Next),
            Action::Another => self.feed.tap(Tap::Another),
            Action::Back => self.feed.tap(Tap::Back),
            Action::NewParty => self.feed.tap(Tap::NewParty),
            Action::Row(number) => self.feed.tap(Tap::Open(number)),
            Action::Yes => self.feed.tap(Tap::Answer(true)),
            Action::No => self.feed.tap(Tap::Answer(false)),
            Action::Lists => self.ask_for(Aim::Trust),
            Action::Clock => self.ask_for(Aim::Clock),
            Action::Open if self.options.no_picker => self.list_files(),
            Action::Open if self.picker.is_none() => {
                let context = ui.ctx().clone();
                self.picker = Some(Picker::open(&self.speech, self.feed.elapsed(), move || {
                    context.request_repaint();
                }));
            }
            Action::Open => {}
            Action::CallStaff => self.call_staff(),
            Action::Settings => self.ask_for(Aim::Settings),
            Action::Staff => self.ask_for(Aim::Staff),
            Action::NoCode => self.go(Page::Tiles),
            Action::Counts => self.open_counts(),
            Action::Help => self.open_help(),
            Action::Report => self.ask_for_report(ui, results),
            Action::Overrule => self.ask_for(Aim::Overrule),
            Action::Day => self.go(Page::Day),
            Action::Doses => self.turn_to_doses(results, true),
            Action::Checks => self.turn_to_doses(results, false),
            Action::Passport => self.open_passport(results),
            Action::Booklet => self.read_booklet(),
        }
        self.acted(action, results);
    }

    /// What was dropped, pasted or opened goes the way of a camera's picture.
    fn take_offered(&mut self, ui: &Ui) {
        let mut all = intake::offered(ui);
        if let Some(answer) = self.picker.as_ref().and_then(|picker| picker.answer(self.feed.elapsed())) {
            self.picker = None;
            match answer {
                Picked::File(path) => all.push(Offered::Path(path)),
                Picked::Nothing => {}
                Picked::NoWindow => {
                    self.options.no_picker = true;
                    self.list_files();
                }
            }
        }
        all.into_iter().for_each(|offered| self.feed.offer(offered));
        if let Some(why) = self.feed.take_complaint() {
            let text = self.speech.texts.with("open-failed", [("why", why.as_str())]);
            self.complaint = Some((text, self.feed.elapsed().saturating_add(COMPLAINT)));
        }
    }

    /// What lies over the screen for a moment.
    fn overlays(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let now = self.feed.elapsed();
        self.complaint.take_if(|(_, until)| *until <= now);
        if let Some((_, until)) = &self.complaint {
            ui.ctx().request_repaint_after(until.saturating_sub(now));
        }
        let text = match &self.complaint {
            _ if !self.options.kiosk && intake::hovers(ui) => self.speech.get("open-drop"),
            Some((text, _)) => text.clone(),
            None => return,
        };
        let place = area.with_min_y(area.bottom() - scale.u(16.0)).shrink(scale.u(2.0));
        let paint = theme::paint(Tone::Other);
        ui.painter().rect_filled(place, scale.u(1.0), paint.ground);
        Words::new(&text, scale.u(4.4), paint.ink)
            .at(Align2::CENTER_CENTER)
            .role(Role::Alert)
            .put(ui, place.shrink(scale.u(1.5)));
    }

    /// The view changes by time alone at a known moment; until then nothing needs to be drawn.
    fn draw_again_when_due(&self, ui: &Ui, view: &View) {
        if let Some(at) = view.changes_at {
            ui.ctx().request_repaint_after(at.saturating_sub(self.feed.elapsed()));
        }
    }

    /// At a kiosk the window stays, and the pointer is not seen.
    fn guard_the_window(&self, ui: &Ui) {
        if self.leaving {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        } else if self.options.kiosk {
            if ui.input(|input| input.viewport().close_requested()) {
                ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            }
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
    }
}

/// Whether a manager can let in whom the screen holds back.
fn may_overrule(results: &Results) -> bool {
    matches!(results.shown.as_slice(), [one] if one.verdict.is_held_back())
}

/// Makes fonts and style known to a window, or to a test's.
pub fn prepare(context: &egui::Context) {
    face::first_fonts(context);
    // Everything is laid out by the window's size: the system's zoom keys would only break that.
    context.options_mut(|options| options.zoom_with_keyboard = false);
}

impl<F> std::fmt::Debug for App<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}
