//! The scanner behind the window.

use super::Lines;
use super::clock_watch::{ClockWatch, LastRan};
use super::updates::{Reopen, Updater};
use crate::camera::{
    CameraChoice, CameraState, Control, ControlKind, DeviceOpener, Limits, OpenCamera, Pace, Replay,
    list_cameras,
};
use crate::commands::clock::thread_cpu_time;
use crate::commands::door_profiles;
use crate::commands::pdf_pages::OwnProcess;
use crate::commands::trust::{Line, lines};
use crate::config::{DoorProfiles, DoorSettings, Folder, keep_confirmed};
use crate::gate::{Gate, Signal, signals};
use crate::guard::GuardedReader;
use crate::input::{Item, SerialScanner, SerialState, sources};
use crate::policy::{Profile, Verdict};
use crate::reader::{PassReader, Payload};
use crate::scanner::session::{News, Screen, Sound, Tap, Timings, View};
use crate::scanner::{Preview, Scanner, Setup, StaffCard, live_budget};
use crate::trust::{self, Age, ClockMark, Confirmation, List, ListState, Now, RevocationList, TrustStore};
use crate::ui::{
    ConfirmedKey, DoorClock, DoorState, DueList, Feed, KeyList, ListAge, Offered, RevokedList, SetUpOrder,
    TrustState, Updates,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// Which camera the command line picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picked {
    /// That of the settings, or the first one.
    Remembered,
    /// That of this number.
    Number(u32),
    /// A replay.
    Replay(PathBuf),
}

/// What a door starts with.
pub(super) struct Start {
    pub(super) store: Arc<TrustStore>,
    pub(super) profile: Arc<Profile>,
    pub(super) profiles: DoorProfiles,
    /// Where what is accepted is kept.
    pub(super) folder: Option<Folder>,
    pub(super) picked: Picked,
    pub(super) settings: DoorSettings,
    /// The time zone of this place, for profiles that state none.
    pub(super) zone: Tz,
    pub(super) lines: Option<Lines>,
    /// Where what codes prove of keys is kept.
    pub(super) learns: Option<Folder>,
    /// Opens what is trusted anew, after an update.
    pub(super) reopen: Reopen,
    /// When the door last ran.
    pub(super) last_ran: LastRan,
}

/// The scanner, and what it is made anew from when the settings change.
pub(super) struct LiveFeed {
    scanner: Arc<Scanner>,
    store: Arc<TrustStore>,
    profile: Arc<Profile>,
    profiles: DoorProfiles,
    /// Where what is accepted is kept.
    folder: Option<Folder>,
    picked: Picked,
    settings: DoorSettings,
    /// The time zone of this place, for profiles that state none.
    zone: Tz,
    held: bool,
    lines: Option<Lines>,
    /// Where what codes prove of keys is kept.
    learns: Option<Folder>,
    clock: ClockWatch,
    gate: Option<Gate>,
    /// Whether the gate was told of what is on the screen, and not yet that it has gone.
    gate_told: bool,
    complaints: (Sender<String>, Receiver<String>),
    serial: Option<SerialScanner>,
    /// What the serial scanner sent.
    sent: (Sender<Payload>, Receiver<Payload>),
    wake: Arc<dyn Fn() + Send + Sync>,
    updater: Option<Updater>,
    reopen: Reopen,
    /// Whether set-up cards are asked for.
    set_up: bool,
    /// Whether an update has changed the profiles, and nobody has asked yet.
    new_profiles: bool,
}

impl LiveFeed {
    pub(super) fn new(start: Start, wake: Box<dyn Fn() + Send + Sync>) -> Self {
        let Start {
            store,
            profile,
            profiles,
            folder,
            picked,
            settings,
            zone,
            lines,
            learns,
            reopen,
            last_ran,
        } = start;
        let clock = ClockWatch::start(last_ran);
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::from(wake);
        let scanner = Arc::new(scanner(&store, &profile, clock.last_ran(), &picked, &settings, &wake));
        // Demonstration keys are anybody's.
        let gate = settings.gate.clone().filter(|_| !store.is_demo()).map(|gate| {
            let wake = Arc::clone(&wake);
            Gate::start(gate, move || wake())
        });
        let (complaints, sent) = (channel(), channel());
        let (held, serial, gate_told) = (false, None, false);
        let updater = folder.as_ref().map(|folder| {
            Updater::start(folder, settings.updates.clone(), profile.time_zone, Arc::clone(&wake))
        });
        let mut feed = Self {
            scanner,
            store,
            profile,
            profiles,
            folder,
            picked,
            settings,
            zone,
            held,
            lines,
            learns,
            clock,
            gate,
            gate_told,
            complaints,
            serial,
            sent,
            wake,
            updater,
            reopen,
            set_up: false,
            new_profiles: false,
        };
        feed.open_serial();
        feed.accept_profile();
        feed
    }

    /// Keeps what the profile says, for the day when its file cannot be read.
    fn accept_profile(&self) {
        let accepted = self.folder.as_ref().map(|folder| self.profiles.accept(folder, &self.profile.name));
        if let Some(Err(error)) = accepted {
            crate::commands::complain(&format!("the profile could not be kept as accepted: {error}"));
        }
    }

    /// Reads the serial line of the settings.
    fn open_serial(&mut self) {
        // The old line is let go of first: it may be the same.
        self.serial = None;
        let (give, wake) = (self.sent.0.clone(), Arc::clone(&self.wake));
        self.serial = self.settings.serial_scanner.as_ref().map(|path| {
            let take = move |payload| {
                let _ = give.send(payload);
                wake();
            };
            SerialScanner::start(path, Box::new(take))
        });
    }

    /// Tells the gate of what is new, and of the end of it.
    fn tell_gate(&mut self, news: &[News]) {
        let Some(gate) = &self.gate else { return };
        let on_screen = match self.scanner.view().screen {
            Screen::Results(results) => results.shown,
            Screen::Ready | Screen::CameraTrouble(_) => Vec::new(),
        };
        let shown: Vec<Arc<Verdict>> = on_screen.iter().map(|one| Arc::clone(&one.verdict)).collect();
        // A second code of one person lets in nobody else.
        let is_second = |verdict: &Arc<Verdict>| {
            on_screen.iter().any(|one| one.same_as.is_some() && Arc::ptr_eq(&one.verdict, verdict))
        };
        let new: Vec<Arc<Verdict>> = news
            .iter()
            .filter_map(|news| match news {
                News::Verdict(told) => Some(Arc::clone(&told.verdict)).filter(|verdict| !is_second(verdict)),
                // What a person decides, a person carries out.
                News::Decision(_) => None,
            })
            .collect();
        signals(&new, &shown).into_iter().for_each(|signal| gate.tell(signal));
        if shown.is_empty() && self.gate_told {
            gate.tell(Signal::Ready);
        }
        self.gate_told = !shown.is_empty();
    }

    /// Notes what a code proves of a key that was unconfirmed.
    fn learn(&self, verdict: &Verdict) {
        let (Some(folder), Some(confirmation)) = (&self.learns, verdict.confirms()) else { return };
        let today = Utc::now().date_naive();
        if let Err(error) = keep_confirmed(folder, &self.store, confirmation.clone(), today) {
            crate::commands::complain(&error.to_string());
        }
    }

    /// Makes the scanner anew, by the settings.
    fn start_anew(&mut self) {
        // The old one ends when it is dropped, and lets go of the camera before the new one opens it.
        let (store, profile, last_ran) = (&self.store, &self.profile, self.clock.last_ran());
        self.scanner = Arc::new(Scanner::start(setup(store, profile, last_ran)));
        if !self.held {
            let (picked, settings) = (&self.picked, &self.settings);
            self.scanner = Arc::new(scanner(store, profile, last_ran, picked, settings, &self.wake));
            self.scanner.ask_for_set_up(self.set_up);
        }
    }

    /// The device's clock, at this door.
    fn now(&self) -> Now {
        Now::wall_clock(Utc::now(), self.profile.time_zone).at_door(self.clock.last_ran().mark())
    }

    fn door_clock(&self, now: &Now) -> DoorClock {
        let (last_ran, published) = (self.clock.last_ran(), self.store.newest_list());
        let wrong = now.clock_floor(published);
        DoorClock {
            mark: last_ran.mark(),
            published,
            wrong,
            may_vouch: wrong.is_some() && now.at_door(ClockMark::None).clock_floor(published).is_none(),
            unkept: last_ran.is_unkept(),
        }
    }

    /// Knows the profiles that an update brought. One that has gone, or cannot be read, goes on judging until another is chosen.
    fn know_profiles_anew(&mut self) {
        let Ok(profiles) = door_profiles::known_at(self.folder.as_ref()) else { return };
        profiles.faults.iter().for_each(|fault| crate::commands::complain(&fault.to_string()));
        self.profiles = profiles;
        self.new_profiles = true;
        match self.profiles.named_in(&self.settings.profile, self.zone) {
            Ok(profile) => self.profile = Arc::new(profile),
            Err(error) => crate::commands::complain(&error.to_string()),
        }
    }

    /// Trusts what is installed now. Where that cannot be read, nothing is scanned any more: what is missing may be what revokes.
    fn trust_anew(&mut self) {
        match (self.reopen)() {
            Ok(store) => {
                self.store = Arc::new(store);
                self.know_profiles_anew();
                self.start_anew();
            }
            Err(why) => {
                crate::commands::complain(&why);
                self.hold(true);
            }
        }
    }

    /// What verdicts come from, for their lines.
    fn source(&self) -> String {
        match &self.picked {
            Picked::Replay(path) => path.display().to_string(),
            Picked::Number(number) => format!("camera {number}"),
            Picked::Remembered => "camera".to_owned(),
        }
    }
}

impl Feed for LiveFeed {
    fn view(&mut self) -> View {
        self.scanner.view()
    }

    fn preview(&mut self) -> Option<Arc<Preview>> {
        self.scanner.preview()
    }

    fn take_sounds(&mut self) -> Vec<Sound> {
        while let Ok(payload) = self.sent.1.try_recv() {
            if !self.scanner.give_payload(payload) {
                break;
            }
        }
        if self.updater.as_ref().is_some_and(Updater::take_changed) {
            self.trust_anew();
        }
        // What is new is new for all: where sounds are asked for, the lines are due as well.
        let news = self.scanner.take_news();
        self.tell_gate(&news);
        for news in news {
            if let News::Verdict(told) = &news {
                self.learn(&told.verdict);
            }
            if let Some(lines) = &self.lines {
                lines.write(self.source(), &self.profile.name, self.store.is_demo(), news);
            }
        }
        self.scanner.take_sounds()
    }

    fn tap(&mut self, tap: Tap) {
        self.scanner.tap(tap);
    }

    fn elapsed(&self) -> Duration {
        elapsed()
    }

    fn clock(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn door(&self) -> DoorState {
        let now = self.now();
        let kept = || self.store.lists().filter(|list| matches!(list.state, ListState::Maintained { .. }));
        let list_age = kept().map(|list| list_age(Age::of(list, &now))).max().unwrap_or(ListAge::Fine);
        let due = |list: &List| {
            let left = Age::of(list, &now).due(list)?;
            Some(DueList { name: list.id.clone(), network: list.network, left })
        };
        let mut due: Vec<DueList> = kept().filter_map(due).collect();
        due.sort_by_key(|due| due.left);
        DoorState {
            profile: Arc::clone(&self.profile),
            held: self.profiles.is_held(&self.profile.name),
            list_date: kept().filter_map(|list| list.date).max().or_else(|| self.store.newest_list()),
            list_age,
            due,
            day: now.service_day(),
            demo: self.store.is_demo(),
            gate: self.gate.as_ref().map(Gate::state),
            update_found: self.updater.as_ref().and_then(Updater::found),
            clock: self.door_clock(&now),
        }
    }

    fn trust(&self) -> TrustState {
        let now = self.now();
        let list = |line: Line<'_>| KeyList {
            name: line.list.id.clone(),
            network: line.list.network,
            keys: line.keys,
            date: line.list.date,
            archived: matches!(line.list.state, ListState::Archived),
            age: list_age(line.age),
            left: line.age.left(line.list),
            confirmed: line.confirmed,
            provenance: line.list.provenance.clone(),
        };
        let revoked = |list: &RevocationList| RevokedList {
            name: list.name.clone(),
            date: list.date,
            entries: list.len(),
        };
        let confirmed = self.store.confirmations().all().into_iter();
        // The tests hold that the manifest can be read.
        let manifest = trust::manifest().ok();
        TrustState {
            serial: manifest.as_ref().map(|manifest| manifest.serial).unwrap_or_default(),
            date: manifest.and_then(|manifest| manifest.date.parse().ok()),
            lists: lines(&self.store, &now).into_iter().map(list).collect(),
            revocations: self.store.revocations().lists().map(revoked).collect(),
            blocked: self.store.forgeries().iter().count(),
            confirmed: confirmed
                .map(|(Confirmation { key, version }, date)| ConfirmedKey { version, key, date })
                .collect(),
        }
    }

    fn cameras(&mut self) -> Vec<String> {
        if let Picked::Replay(path) = &self.picked {
            return vec![path.display().to_string()];
        }
        list_cameras().unwrap_or_default().into_iter().map(|listing| listing.name).collect()
    }

    fn serial_lines(&mut self) -> Vec<PathBuf> {
        crate::input::serial_lines()
    }

    fn serial(&self) -> Option<SerialState> {
        self.serial.as_ref().map(SerialScanner::state)
    }

    fn controls(&self) -> Vec<Control> {
        self.scanner.controls()
    }

    fn take_chosen_camera(&mut self) -> Option<String> {
        let (Picked::Number(_), CameraState::Live(stream)) = (&self.picked, self.scanner.view().camera)
        else {
            return None;
        };
        // From now on it is known by its name, should the scanner be made anew.
        self.picked = Picked::Remembered;
        self.settings.camera = Some(stream.name.clone());
        Some(stream.name)
    }

    fn hold(&mut self, held: bool) {
        if std::mem::replace(&mut self.held, held) != held {
            self.start_anew();
        }
    }

    fn take_cards(&mut self) -> Vec<StaffCard> {
        self.scanner.take_cards()
    }

    fn apply(&mut self, settings: &DoorSettings) {
        let before = std::mem::replace(&mut self.settings, settings.clone());
        // A camera chosen on the screen counts for more than the number on the command line.
        if before.camera != settings.camera && matches!(self.picked, Picked::Number(_)) {
            self.picked = Picked::Remembered;
        }
        if before.serial_scanner != settings.serial_scanner {
            self.open_serial();
        }
        if let Some(updater) = self.updater.as_ref().filter(|_| before.updates != settings.updates) {
            updater.watch(settings.updates.clone());
        }
        if before.camera == settings.camera && before.profile == settings.profile {
            self.scanner.turn(settings.orientation());
            if before.remember_codes != settings.remember_codes {
                self.scanner.remember(settings.remember_codes);
            }
            for kind in ControlKind::ALL {
                let wanted = settings.controls.get(&kind);
                if before.controls.get(&kind) != wanted {
                    self.scanner.set_control(kind, wanted.copied());
                }
            }
            return;
        }
        match self.profiles.named_in(&settings.profile, self.zone) {
            Ok(profile) => {
                self.profile = Arc::new(profile);
                self.accept_profile();
            }
            // The one that holds is no laxer than none.
            Err(error) => crate::commands::complain(&error.to_string()),
        }
        self.start_anew();
    }

    fn offer(&mut self, offered: Offered) {
        if self.held {
            return;
        }
        let scanner = Arc::clone(&self.scanner);
        let complain = self.complaints.0.clone();
        let wake = Arc::clone(&self.wake);
        // Large pictures and PDFs take a while, and the screen does not wait for them.
        let _ = thread::Builder::new().name("offered".to_owned()).spawn(move || {
            if let Err(why) = hand_over(&scanner, offered) {
                let _ = complain.send(why);
            }
            wake();
        });
    }

    fn vouch_for_clock(&mut self) {
        if self.door_clock(&self.now()).may_vouch {
            self.clock.last_ran().vouch(Utc::now());
        }
    }

    fn take_complaint(&mut self) -> Option<String> {
        self.complaints.1.try_recv().ok()
    }

    fn ask_for_set_up(&mut self, asked: bool) {
        self.set_up = asked;
        self.scanner.ask_for_set_up(asked);
        self.updater.iter().for_each(Updater::forget_news);
    }

    fn updates(&mut self) -> Updates {
        let Some(updater) = &self.updater else { return Updates::default() };
        self.scanner.take_set_up_cards().into_iter().for_each(|card| updater.card(card));
        updater.updates()
    }

    fn order(&mut self, order: SetUpOrder) {
        self.updater.iter().for_each(|updater| updater.order(order));
    }

    fn take_profiles(&mut self) -> Option<Vec<String>> {
        std::mem::take(&mut self.new_profiles).then(|| self.profiles.names())
    }

    fn take_settings(&mut self) -> Option<toml::Table> {
        self.updater.as_ref()?.take_settings()
    }
}

fn hand_over(scanner: &Scanner, offered: Offered) -> Result<(), String> {
    let full = || "too much at once".to_owned();
    let taken = match offered {
        Offered::Picture(frame) => scanner.give_picture(frame),
        Offered::Text(text) => scanner.give_payload(Payload::new(text.trim_end())),
        Offered::Scan(reading) => scanner.give_scan(reading.payloads()),
        Offered::Path(path) => {
            for source in sources(path.as_os_str()) {
                let items = source
                    .and_then(|source| source.open_with(&OwnProcess))
                    .map_err(|error| error.to_string())?;
                for item in items {
                    let taken = match item.map_err(|error| error.to_string())? {
                        Item::Frame(frame) => scanner.give_picture(frame),
                        Item::Payload(payload) => scanner.give_payload(payload),
                    };
                    if !taken {
                        return Err(full());
                    }
                }
            }
            true
        }
    };
    if taken { Ok(()) } else { Err(full()) }
}

/// What the staff must know of an age.
fn list_age(age: Age) -> ListAge {
    match age {
        Age::Stale { .. } => ListAge::Stale,
        Age::Warn { .. } => ListAge::Old,
        Age::Fresh { .. } | Age::NotJudged => ListAge::Fine,
    }
}

/// The time since the program's start.
pub(super) fn elapsed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn scanner(
    store: &Arc<TrustStore>,
    profile: &Arc<Profile>,
    last_ran: &LastRan,
    picked: &Picked,
    settings: &DoorSettings,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> Scanner {
    let wake = Arc::clone(wake);
    let scanner = Scanner::start(Setup {
        camera: Some(opener(picked, settings)),
        preview: Some(settings.orientation()),
        wake: Box::new(move || wake()),
        ..setup(store, profile, last_ran)
    });
    scanner.remember(settings.remember_codes);
    settings.controls.iter().for_each(|(kind, value)| scanner.set_control(*kind, Some(*value)));
    scanner
}

/// Of a scanner that looks at nothing.
fn setup(store: &Arc<TrustStore>, profile: &Arc<Profile>, last_ran: &LastRan) -> Setup {
    let (zone, last_ran) = (profile.time_zone, last_ran.clone());
    Setup {
        camera: None,
        limits: Limits::default(),
        preview: None,
        reader: Box::new(|| Box::new(GuardedReader::new(|| PassReader::following(thread_cpu_time)))),
        budget: Some(live_budget()),
        store: Arc::clone(store),
        profile: Arc::clone(profile),
        now: Box::new(move || Now::wall_clock(Utc::now(), zone).at_door(last_ran.mark())),
        clock: Box::new(elapsed),
        timings: Timings::default(),
        wake: Box::new(|| {}),
    }
}

fn opener(picked: &Picked, settings: &DoorSettings) -> Arc<dyn OpenCamera> {
    let choice = match (picked, &settings.camera) {
        (Picked::Replay(path), _) => return Arc::new(replay(path)),
        (Picked::Number(number), _) => CameraChoice::Index(*number),
        (Picked::Remembered, Some(name)) => CameraChoice::Remembered(name.clone()),
        (Picked::Remembered, None) => CameraChoice::First,
    };
    Arc::new(DeviceOpener { choice })
}

/// A replay goes on until the program is left, as a camera does.
fn replay(path: &Path) -> Replay {
    Replay { path: path.as_os_str().to_owned(), pace: Pace::suits(path), looping: true, pdf: &OwnProcess }
}
