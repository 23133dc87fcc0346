//! The program at the door: which screen is shown, and what a tap or key does there.

mod keeping;
mod keys;
mod notices;
mod pages;
mod results;
mod state;

pub use notices::KEYS;

use super::feed::{DoorState, Feed, Offered};
use super::fonts;
use super::gate::{Aim, Gate, Passed};
use super::intake::{self, Picked, Picker};
use super::kiosk::{Awake, Pin, PinRecord};
use super::screens::{self, Action, Bar, Choices, Files, Finder, OutOfOrder, Settings, SettingsAnswer};
use super::sound::{Loudspeaker, SoundState};
use super::speech::Speech;
use super::theme::{self, Scale, Tone};
use super::words::Words;
use crate::config::{Broken, DoorSettings, Folder};
use crate::scanner::session::{Recent, Results, Screen, Shown, Sound, Tally, Tap, View};
use crate::texts::Language;
use crate::verdict::Reason;
use egui::{Align2, CursorIcon, Id, Key, Rect, Role, Sense, Shape, Ui, ViewportCommand};
use keeping::Keeping;
use keys::{asks_for_help, keyed, pause_action};
use notices::Reading;
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
    /// The PIN as it was kept.
    pub pin: PinRecord,
    /// The settings as they are kept, where options of this run say otherwise.
    pub kept: Option<DoorSettings>,
    /// What is wrong with the settings' file, where the last accepted ones hold in its place: the staff is told.
    pub broken: Option<Broken>,
    /// Whether files can be dropped on the window: not on every system.
    pub drops: bool,
    /// Whether the system has no window for choosing files: the program's own list stands in for it.
    pub no_picker: bool,
    /// Where that list begins.
    pub pictures: Option<PathBuf>,
    /// Why nothing is checked here, if nothing is.
    pub out_of_order: Option<OutOfOrder>,
}

/// What is on the screen.
enum Page {
    Scan,
    Settings(Choices),
    Picture(Choices),
    Gate(Box<Gate>),
    Notice(Box<Reading>),
    Files(Files),
    OutOfOrder,
}

/// The program at the door.
pub struct App<F> {
    feed: F,
    loudspeaker: Box<dyn Loudspeaker>,
    options: Options,
    settings: DoorSettings,
    keeping: Keeping,
    speech: Speech,
    pin: Pin,
    page: Page,
    finder: Finder,
    picker: Option<Picker>,
    /// What went wrong, with a file mostly, and until when that is said.
    complaint: Option<(String, Duration)>,
    /// Since when the result is shown whose sheet is turned over.
    turned: Option<Duration>,
    /// The staff may leave: the window then closes.
    leaving: bool,
    _awake: Option<Awake>,
}

/// How long a complaint stays.
const COMPLAINT: Duration = Duration::from_secs(8);

impl<F: Feed> App<F> {
    /// Makes the program ready. Before the first picture, [`prepare`] the context.
    pub fn new(feed: F, loudspeaker: Box<dyn Loudspeaker>, settings: DoorSettings, options: Options) -> Self {
        let pin = Pin::new(options.pin.clone());
        let speech = Speech::new(settings.language, feed.door().zone);
        let until = feed.elapsed().saturating_add(COMPLAINT);
        let told = |broken: &Broken| [speech.broken_place(broken), speech.get("settings-held")].join(": ");
        let complaint = options.broken.as_ref().map(|broken| (told(broken), until));
        Self {
            page: first_page(&options, &pin),
            keeping: Keeping::new(&options, &settings),
            speech,
            _awake: options.kiosk.then(Awake::keep),
            feed,
            loudspeaker,
            options,
            settings,
            pin,
            finder: Finder::default(),
            picker: None,
            complaint,
            turned: None,
            leaving: false,
        }
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
        self.page = first_page(&self.options, &self.pin);
        self.finder = Finder::default();
        self.picker = None;
        self.complaint = None;
    }

    /// Plays what is to be heard now; also while the window is hidden.
    pub fn sound(&mut self) {
        for sound in self.feed.take_sounds() {
            self.loudspeaker.play(sound, self.settings.volume);
        }
    }

    /// Shows the screen of this moment, and does what the staff asks for.
    pub fn show(&mut self, ui: &mut Ui) {
        let window = ui.max_rect();
        let scale = Scale::of(window);
        let door = self.feed.door();
        self.speech.zone = door.zone;
        self.sound();
        self.guard_the_window(ui);
        let ground = ui.painter().add(Shape::Noop);
        let area = if door.demo { screens::stripes(ui, window, &self.speech, scale) } else { window };
        let picture = match &self.page {
            Page::Scan => self.scan(ui, area, &door, scale),
            Page::Settings(_) => {
                self.settings(ui, area, scale);
                None
            }
            Page::Picture(_) => self.picture(ui, area, scale),
            Page::Gate(_) => {
                self.gate(ui, area, scale);
                None
            }
            Page::Notice(_) => {
                self.notice(ui, area, scale);
                None
            }
            Page::Files(_) => {
                self.files(ui, area, scale);
                None
            }
            Page::OutOfOrder => {
                self.out_of_order(ui, area, scale);
                None
            }
        };
        ui.painter().set(ground, theme::ground_around(window, picture));
    }

    /// The scanning screens: ready, results, or the camera's trouble. Gives the place of the camera's picture.
    fn scan(&mut self, ui: &Ui, area: Rect, door: &DoorState, scale: Scale) -> Option<Rect> {
        let view = self.feed.view();
        self.draw_again_when_due(ui, &view);
        if let Some(name) = self.feed.take_chosen_camera() {
            // An option of this run: it is not kept.
            self.settings.camera = Some(name);
        }
        self.finder.take(ui, self.feed.preview());
        if !self.options.kiosk {
            self.take_offered(ui);
        }
        let results = match &view.screen {
            Screen::Results(results) => Some(results),
            Screen::Ready | Screen::CameraTrouble(_) => None,
        };
        let actions = self.actions(results, view.adding, view.tally);
        let recent: Vec<(Recent, String)> =
            view.recent.iter().map(|recent| (recent.clone(), self.time_of(recent, door))).collect();
        let (state, warns) = self.state_line(door, results, &view);
        let for_staff = !self.options.kiosk;
        let bar = Bar { state: &state, warns, recent: &recent, actions: &actions, for_staff };
        let (area, pressed) = bar.show(ui, area, &self.speech, scale);
        // The whole screen is the button for the pause; what is on it lies above.
        let tapped = ui.interact(area, Id::unique("scan-area"), Sense::click()).clicked();
        let mut answered = None;
        let picture = match &view.screen {
            Screen::Ready => screens::ready(ui, area, &self.finder, &view, &self.speech, scale),
            Screen::CameraTrouble(camera) => {
                screens::trouble(ui, area, camera, self.instead(), &self.speech, scale);
                None
            }
            Screen::Results(results) => {
                answered = self.results(ui, area, &view, results, scale);
                None
            }
        };
        let pressed = pressed.or(answered);
        let pressed = pressed
            .or_else(|| keyed(ui, &actions))
            .or_else(|| tapped.then(|| pause_action(results)).flatten());
        if let Some(action) = pressed {
            self.act(ui, action);
        } else if !self.options.kiosk && asks_for_help(ui) {
            self.read_keys();
        }
        self.overlays(ui, area, scale);
        picture
    }

    fn actions(&self, results: Option<&Results>, adding: bool, tally: Tally) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(results) = results {
            actions.extend(pause_action(Some(results)));
            actions.extend(results.opened.map(|_| Action::Back));
            actions.extend(results.may_add.then_some(Action::Another));
            let stale = |shown: &Shown| shown.verdict.reason() == Reason::TrustDataStale;
            let may_read = !self.options.kiosk && results.shown.iter().any(stale);
            actions.extend(may_read.then_some(Action::Lists));
            if results.asks.is_some() {
                actions.extend([Action::No, Action::Yes]);
            }
            if results.may_dismiss {
                actions.push(Action::Next);
            }
            return actions;
        }
        if adding {
            return vec![Action::Cancel];
        }
        if !self.options.kiosk {
            actions.extend((tally != Tally::default()).then_some(Action::NewParty));
            actions.push(Action::Open);
        }
        actions.push(Action::Settings);
        actions
    }

    fn act(&mut self, ui: &Ui, action: Action) {
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
            Action::Lists => self.read_lists(),
            Action::Open if self.options.no_picker => self.list_files(),
            Action::Open if self.picker.is_none() => {
                let context = ui.ctx().clone();
                self.picker = Some(Picker::open(&self.speech, self.feed.elapsed(), move || {
                    context.request_repaint();
                }));
            }
            Action::Open => {}
            Action::Settings => self.ask_for(Aim::Settings),
        }
        ui.ctx().request_repaint();
    }

    /// Goes on to what the PIN guards, or to the PIN.
    fn ask_for(&mut self, aim: Aim) {
        match Gate::before(aim, &self.pin) {
            Ok(gate) => self.page = Page::Gate(Box::new(gate)),
            Err(aim) => self.through(aim),
        }
    }

    fn through(&mut self, aim: Aim) {
        match aim {
            Aim::Settings | Aim::NewPin => {
                let (cameras, profiles) = (self.feed.cameras(), self.options.profiles.clone());
                self.page = Page::Settings(Choices { cameras, profiles, ..Choices::default() });
            }
            Aim::FirstPin => self.page = self.home(),
            Aim::Leave => self.leaving = true,
        }
    }

    fn gate(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let now = self.feed.clock();
        let folder = self.options.folder.as_ref();
        let Page::Gate(gate) = &mut self.page else { return };
        match gate.show(ui, area, &mut self.pin, folder, now, &self.speech, scale) {
            None => {}
            Some(Passed::Through(aim)) => self.through(aim),
            // A kiosk without a PIN does not scan: nobody could ever leave it.
            Some(Passed::Back) if self.options.kiosk && !self.pin.is_set() => {}
            Some(Passed::Back) => self.page = self.home(),
        }
    }

    fn settings(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Settings(choices) = &mut self.page else { return };
        let before = self.settings.clone();
        let gate = self.feed.door().gate;
        let page = Settings {
            door: &mut self.settings,
            choices,
            broken: self.keeping.broken(),
            gate: gate.as_ref(),
            sound: self.loudspeaker.state() != SoundState::NoDevice,
            kiosk: self.options.kiosk,
        };
        let answer = screens::settings(ui, area, page, &self.speech, scale);
        if self.settings != before {
            self.adopt(&before);
        }
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        match answer {
            Some(SettingsAnswer::TestSound) => self.loudspeaker.play(Sound::Admit, self.settings.volume),
            Some(SettingsAnswer::Picture) => {
                if let Page::Settings(choices) = &mut self.page {
                    self.page = Page::Picture(std::mem::take(choices));
                }
            }
            Some(SettingsAnswer::ChangePin) => self.ask_for(Aim::NewPin),
            Some(SettingsAnswer::ReplaceFile) => self.keeping.replace(),
            Some(SettingsAnswer::Keys) => self.read_keys(),
            Some(SettingsAnswer::Lists) => self.read_lists(),
            Some(SettingsAnswer::Leave) => self.ask_for(Aim::Leave),
            Some(SettingsAnswer::Close) => self.page = Page::Scan,
            None if escaped => self.page = Page::Scan,
            None => {}
        }
    }

    /// The camera's picture, and what can be set of it. Gives the picture's place.
    fn picture(&mut self, ui: &Ui, area: Rect, scale: Scale) -> Option<Rect> {
        self.finder.take(ui, self.feed.preview());
        let before = self.settings.clone();
        let controls = self.feed.controls();
        let answer =
            screens::picture(ui, area, &self.finder, &controls, &mut self.settings, &self.speech, scale);
        if self.settings != before {
            self.adopt(&before);
        }
        if answer.done
            && let Page::Picture(choices) = &mut self.page
        {
            self.page = Page::Settings(std::mem::take(choices));
            ui.ctx().request_repaint();
        }
        answer.place
    }

    /// Changed settings take effect at once, and are kept.
    fn adopt(&mut self, before: &DoorSettings) {
        if self.settings.language != before.language {
            self.speech = Speech::new(self.settings.language, self.speech.zone);
        }
        self.feed.apply(&self.settings);
        self.keeping.change(before, &self.settings);
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

/// A kiosk without a PIN asks for one first: nobody could ever leave it.
fn first_page(options: &Options, pin: &Pin) -> Page {
    if options.out_of_order.is_some() {
        return Page::OutOfOrder;
    }
    match Gate::before(Aim::FirstPin, pin) {
        Ok(gate) if options.kiosk => Page::Gate(Box::new(gate)),
        _ => Page::Scan,
    }
}

/// Makes fonts and style known to a window, or to a test's.
pub fn prepare(context: &egui::Context) {
    fonts::install(context);
    // Everything is laid out by the window's size: the system's zoom keys would only break that.
    context.options_mut(|options| options.zoom_with_keyboard = false);
}

impl<F> std::fmt::Debug for App<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}
