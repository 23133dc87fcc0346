//! The scanner behind the window.

mod counts;
mod made;
mod renewal;
mod standing;

use super::Lines;
use super::clock_watch::{ClockWatch, LastRan};
use super::counting::Counting;
use super::heart::Heart;
use super::power::PowerWatch;
use super::taken;
use super::updates::{Reopen, Updater};
use crate::camera::{CameraState, Control, ControlKind, list_cameras};
use crate::commands::installed;
use crate::commands::masked::about;
use crate::config::{DoorProfiles, DoorSettings, Folder, keep_confirmed};
use crate::counts::{Account, DeviceKey, ListSerial, Note, OpeningCheck, csv, handover, json};
use crate::day::{Lesson, lessons};
use crate::gate::{Gate, Signal, signals};
use crate::input::{SerialScanner, SerialState};
use crate::masked::masked;
use crate::pipeline::Door;
use crate::policy::{Profile, Verdict};
use crate::reader::Payload;
use crate::scanner::session::{News, Screen, Sound, Tap, View};
use crate::scanner::{Preview, Scanner, StaffCard, Tried, TriedCode};
use crate::texts::OwnTexts;
use crate::trust::{Confirmation, TrustStore};
use crate::ui::{Counts, DoorState, Feed, Offered, SetUpOrder, TrustState, Updates};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
pub(in crate::commands) use counts::list_serial;
use made::{hand_over, scanner, setup};
use std::path::PathBuf;
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
    /// The device's key.
    pub(super) key: Option<DeviceKey>,
    /// Opens what is trusted anew, after an update.
    pub(super) reopen: Reopen,
    /// When the door last ran.
    pub(super) last_ran: LastRan,
    /// Whether the process that started this one listens whether it still draws.
    pub(super) supervised: bool,
}

/// The scanner, and what it is made anew from when the settings change.
pub(super) struct LiveFeed {
    scanner: Arc<Scanner>,
    store: Arc<TrustStore>,
    profile: Arc<Profile>,
    profiles: DoorProfiles,
    /// The operator's own texts.
    own_texts: Arc<OwnTexts>,
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
    /// The update whose settings were given out, until they are taken.
    settings_of: Option<u64>,
    /// Why nothing can be checked any more, until the window has asked.
    out_of_order: Option<String>,
    /// Whether it is out of order, whoever has asked.
    shut: bool,
    /// Tells the process that started this one that the window still draws.
    heart: Option<Heart>,
    power: PowerWatch,
    /// Whether the door is not checking.
    rehearses: bool,
    /// Whether somebody practises.
    trains: bool,
    /// Counts what happens, where it counts.
    counting: Option<Counting>,
    /// The device's key.
    key: Option<DeviceKey>,
    /// The serials of the lists that are trusted.
    lists: ListSerial,
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
            key,
            reopen,
            last_ran,
            supervised,
        } = start;
        let clock = ClockWatch::start(last_ran);
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::from(wake);
        let scanner = Arc::new(scanner(&store, &profile, clock.last_ran(), &picked, &settings, &wake));
        let (complaints, sent) = (channel(), channel());
        let (held, serial, gate, gate_told) = (false, None, None, false);
        let updater = folder.as_ref().map(|folder| {
            Updater::start(folder, settings.updates.clone(), profile.time_zone, Arc::clone(&wake))
        });
        let heart = supervised.then(|| Heart::start(Arc::clone(&wake)));
        let power = PowerWatch::start(Arc::clone(&wake));
        let mut feed = Self {
            scanner,
            store,
            profile,
            profiles,
            own_texts: installed::texts_at(folder.as_ref()),
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
            settings_of: None,
            out_of_order: None,
            shut: false,
            heart,
            power,
            rehearses: false,
            trains: false,
            counting: None,
            key,
            lists: ListSerial::default(),
        };
        feed.open_serial();
        feed.open_gate();
        feed.accept_profile();
        feed.note_lists();
        feed.start_counting();
        feed
    }

    /// Opens the gate that is set, in place of the one before, which is told nothing more.
    fn open_gate(&mut self) {
        // Its port is free again before another opens it.
        self.gate = None;
        self.gate_told = false;
        // Demonstration keys are anybody's.
        let gate = self.settings.gate.clone().filter(|_| !self.store.is_demo());
        self.gate = gate.map(|gate| {
            let wake = Arc::clone(&self.wake);
            Gate::start(gate, move || wake())
        });
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
    fn learn(&self, confirmation: Option<&Confirmation>) {
        let (Some(folder), Some(confirmation)) = (&self.learns, confirmation) else { return };
        let today = Utc::now().date_naive();
        if let Err(error) = keep_confirmed(folder, &self.store, confirmation.clone(), today) {
            crate::commands::complain(&error.to_string());
        }
    }

    /// Makes the scanner anew, by the settings.
    fn start_anew(&mut self) {
        // What the old one has not told yet is told still.
        self.take_news();
        // The old one ends when it is dropped, and lets go of the camera before the new one opens it.
        let (store, profile, last_ran) = (&self.store, &self.profile, self.clock.last_ran());
        self.scanner = Arc::new(Scanner::start(setup(store, profile, last_ran)));
        if !self.held {
            let (picked, settings) = (&self.picked, &self.settings);
            self.scanner = Arc::new(scanner(store, profile, last_ran, picked, settings, &self.wake));
            self.scanner.ask_for_set_up(self.set_up);
        }
        self.scanner.rehearse(self.rehearses);
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
        self.heart.iter_mut().for_each(Heart::beat);
        let view = self.scanner.view();
        self.stand(&view);
        view
    }

    fn preview(&mut self) -> Option<Arc<Preview>> {
        self.scanner.preview()
    }

    fn take_sounds(&mut self) -> Vec<Sound> {
        while let Ok(payload) = self.sent.1.try_recv() {
            // Where nothing is to be scanned, nothing is, whatever device it comes from.
            if self.held {
                continue;
            }
            if !self.scanner.give_payload(payload) {
                break;
            }
        }
        self.renew();
        // What is new is new for all: where sounds are asked for, the lines are due as well.
        self.take_news();
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
        self.stands()
    }

    fn masked(&self, verdict: &Arc<Verdict>) -> Option<String> {
        let payload = self.scanner.payload(verdict);
        let day = self.now().day(Some(self.profile.time_zone));
        masked(verdict, payload.as_ref(), &about(self.settings.door.as_deref(), day))
    }

    fn trust(&self) -> TrustState {
        self.trusts()
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
        if before.gate != settings.gate {
            self.open_gate();
        }
        if let Some(updater) = self.updater.as_ref().filter(|_| before.updates != settings.updates) {
            updater.watch(settings.updates.clone());
        }
        if before.lists != settings.lists {
            self.trust_anew();
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
            self.note_vouched();
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

    fn own_texts(&self) -> Arc<OwnTexts> {
        Arc::clone(&self.own_texts)
    }

    fn rehearse(&mut self, on: bool) {
        self.rehearses = on;
        self.scanner.rehearse(on);
    }

    fn take_tried(&mut self) -> Vec<Tried> {
        let tried = self.scanner.take_tried();
        for one in &tried {
            if let TriedCode::Confirms(confirmation) = &one.what {
                self.learn(Some(confirmation));
            }
        }
        tried
    }

    fn wipe(&mut self) {
        self.counting.iter().for_each(|counting| counting.note(Note::Closing, String::new()));
        // With the scanner go the salt of its fingerprints, and all that was kept under it.
        self.start_anew();
    }

    fn lessons(&mut self) -> Vec<Lesson> {
        // A store of its own, gone with this call: the door's never holds the demonstration keys for it.
        let mut store = TrustStore::bundled().unwrap_or_else(|_| TrustStore::empty());
        let demo = store.add_demo();
        let now = self.now();
        let door = Door { store: &store, profile: &self.profile, now: &now };
        if demo.is_ok() { lessons(&door) } else { Vec::new() }
    }

    fn take_profiles(&mut self) -> Option<Vec<String>> {
        std::mem::take(&mut self.new_profiles).then(|| self.profiles.names())
    }

    fn take_settings(&mut self) -> Option<toml::Table> {
        // The profiles that came with them are known first.
        self.renew();
        let (table, of) = self.updater.as_ref()?.take_settings()?;
        self.settings_of = of;
        Some(table)
    }

    fn settings_taken(&mut self) {
        if let (Some(folder), Some(serial)) = (&self.folder, self.settings_of.take()) {
            taken::note(folder, serial);
        }
    }

    fn take_out_of_order(&mut self) -> Option<String> {
        self.out_of_order.take()
    }

    fn ask_for_counts(&mut self) {
        self.counting.iter().for_each(Counting::ask);
    }

    fn counts(&mut self) -> Counts {
        self.counted()
    }

    fn counts_fault(&self) -> Option<String> {
        self.counting.as_ref().and_then(Counting::fault)
    }

    fn note_opening(&mut self, check: OpeningCheck) {
        self.counting.iter().for_each(|counting| counting.note(Note::Opening, check.name().to_owned()));
    }

    fn train(&mut self, trains: bool) {
        self.trains = trains;
    }

    fn export(&self, account: &Account) -> Option<(String, String)> {
        Some((csv(account), json(account, self.key.as_ref()).ok()?))
    }

    fn handover(&self, account: &Account, day: NaiveDate) -> Option<String> {
        self.key.as_ref().map(|key| handover(account, day, key))
    }
}

/// The time since the program's start.
pub(super) fn elapsed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
