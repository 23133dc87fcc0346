//! `scan`: the window at the door.

mod clock_watch;
mod closed;
mod counting;
mod curtain;
mod effective;
mod feed;
mod heart;
mod lines;
mod paced;
mod power;
mod supervisor;
mod taken;
mod updates;

use crate::commands::door_keys::{self, KeysFault};
use crate::commands::files::{Window, keep_window};
use crate::commands::off_network::{Neighbour, behind_sockets};
use crate::commands::{device, door_profiles, locale};
use crate::config::{
    DoorProfiles, DoorSettings, Folder, KeptSettings, RESET_FILE, ScannerRecord, SettingsState,
    accept_settings, load_settings, recall_confirmed, reset_by_administrator,
};
use crate::day::{OpeningRecord, load_opening};
use crate::gate::GateSettings;
use crate::sandbox::close_memory;
use crate::texts::Language;
use crate::ui::{self, Options, OutOfOrder, WindowError, kiosk};
use chrono_tz::Tz;
use clap::Args;
use clock_watch::LastRan;
use closed::Closed;
pub(super) use feed::list_serial;
use feed::{LiveFeed, Picked, Start};
use lines::Lines;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use updates::Reopen;

/// Scan at the door: camera, verdict and sound in a window
#[derive(Debug, Args)]
#[command(after_long_help = super::help::scan())]
pub(super) struct ScanArgs {
    /// Unattended: full screen, no way out but with the PIN, never asleep
    #[arg(long)]
    kiosk: bool,
    /// Trust the demonstration keys of the samples too; every screen and line then says DEMO
    #[arg(long)]
    demo: bool,
    /// The camera of this number, as `cameras` lists it
    #[arg(long, value_name = "N")]
    camera: Option<u32>,
    /// Replay a picture, a PDF or a folder of these in place of a camera
    #[arg(long, value_name = "PATH", conflicts_with = "camera")]
    source: Option<PathBuf>,
    /// Trust the keys and lists of a file or folder as well, in this run; `lists` in settings.toml names a folder for all
    #[arg(long, value_name = "PATH")]
    trust: Vec<PathBuf>,
    /// The profile that says what a pass means
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The language of the screens
    #[arg(long, value_name = "LANGUAGE", value_parser = locale::language_argument())]
    lang: Option<Language>,
    /// The serial port of a gate or a lamp, as docs/gate.md describes it
    #[arg(long, value_name = "PORT")]
    gate: Option<PathBuf>,
    /// One JSON object a verdict and a decision by hand on standard output, without holder and events
    #[arg(long)]
    json: bool,
    /// With holder and events
    #[arg(long, requires = "json")]
    json_personal: bool,
    /// Print the settings that would hold, with these arguments, and end
    #[arg(long)]
    print_config: bool,
    /// The window's process of a kiosk
    #[arg(long, hide = true, requires = "kiosk")]
    supervised: bool,
}

/// Whether somebody chose a language at this door; else it speaks that of the system.
fn language_is_set(folder: &Folder) -> bool {
    folder.load::<toml::Table>("settings").is_ok_and(|kept| kept.contains_key("language"))
}

impl ScanArgs {
    pub(super) fn run(&self) -> ExitCode {
        if let Some(path) = self.source.as_ref().filter(|path| !path.exists()) {
            return super::usage(&format!("{}: no such file or folder", path.display()));
        }
        for (neighbour, said) in behind_sockets(|name| std::env::var_os(name)) {
            if neighbour == Neighbour::Display {
                return super::usage(&said);
            }
            super::complain(&said);
        }
        if let Some(Err(error)) = self.kiosk.then(close_memory) {
            super::complain(&format!("other programs may read the memory of this one: {error}"));
        }
        let folder = Folder::of_user();
        let mut known = match door_profiles::known_at(folder.as_ref()) {
            Ok(known) => known,
            Err(error) => return super::usage(&error.to_string()),
        };
        let mut kept = match &folder {
            Some(folder) => load_settings(folder, &mut known),
            None => Ok(KeptSettings::default()),
        };
        let named = self.profile.as_deref().or(kept.as_ref().ok().map(|kept| kept.settings.profile.as_str()));
        let held = folder.as_ref().zip(named).and_then(|(folder, name)| known.recall(folder, name));
        if let Some(Err(error)) = self.profile.as_deref().map(|name| known.named_in(name, Tz::UTC)) {
            return super::usage(&error.to_string());
        }
        if let (Ok(kept), false) = (&mut kept, folder.as_ref().is_some_and(language_is_set)) {
            kept.settings.language = locale::language();
        }
        if let (Ok(kept), Some(folder), false) = (&mut kept, &folder, self.print_config)
            && let Err(why) = taken::take(folder, kept, &known)
        {
            super::complain(&why);
        }
        if self.print_config {
            return effective::print(self, kept, held, folder.as_ref());
        }
        let window = match (self.kiosk, self.supervised) {
            (true, false) => Window::Supervisor,
            (true, true) => Window::Kiosk,
            (false, _) => Window::Attended,
        };
        keep_window(window, self.inputs(kept.as_ref().ok().map(|kept| &kept.settings)));
        let reset = reset_by_administrator(Path::new(RESET_FILE));
        let pin = kiosk::find(folder.as_ref(), reset);
        let scanner = match folder.as_ref().map(|folder| folder.load("scanner")) {
            Some(Ok(scanner)) => scanner,
            Some(Err(broken)) => {
                super::complain(&broken.to_string());
                ScannerRecord::unreadable()
            }
            None => ScannerRecord::default(),
        };
        if self.kiosk && !self.supervised {
            return supervisor::supervise();
        }
        let opening = folder.as_ref().map_or(Ok(OpeningRecord::default()), load_opening);
        let opening = opening.unwrap_or_else(|broken| {
            super::complain(&broken.to_string());
            OpeningRecord::default()
        });
        let options = Options {
            kiosk: self.kiosk,
            profiles: known.names(),
            pictures: pictures(),
            folder,
            pin,
            reset,
            profile_given: self.profile.is_some(),
            held_profile: held,
            scanner,
            documents: Folder::of_documents(),
            opening,
            ..Options::default()
        };
        match kept {
            Ok(kept) => self.open(kept, known, options),
            Err(broken) => self.stay_closed(OutOfOrder::Settings(broken), options),
        }
    }

    /// Where it reads what was given for this run and what is set.
    fn inputs(&self, kept: Option<&DoorSettings>) -> Vec<PathBuf> {
        let set = kept.into_iter().flat_map(|kept| [&kept.lists, &kept.updates]).flatten();
        self.source.iter().chain(&self.trust).chain(set).cloned().collect()
    }

    /// The settings of this run: its options count for more than what is kept.
    fn over(&self, mut settings: DoorSettings) -> DoorSettings {
        if let Some(name) = &self.profile {
            settings.profile.clone_from(name);
        }
        if let Some(language) = self.lang {
            settings.language = language;
        }
        if let Some(port) = &self.gate {
            let gate = settings.gate.take();
            let gate = gate.map(|gate| GateSettings { port: port.clone(), ..gate });
            settings.gate = Some(gate.unwrap_or_else(|| GateSettings::on(port.clone())));
        }
        settings
    }

    /// Opens the door.
    fn open(&self, kept: KeptSettings, known: DoorProfiles, mut options: Options) -> ExitCode {
        let KeptSettings { settings: kept, state } = kept;
        match &state {
            SettingsState::LastAccepted(broken) => {
                super::complain(&format!("{broken}; the last accepted settings hold"));
            }
            SettingsState::Read => {
                if let Some(Err(error)) = options.folder.as_ref().map(|folder| accept_settings(folder, &kept))
                {
                    super::complain(&format!("the settings could not be kept as accepted: {error}"));
                }
            }
            SettingsState::Defaults => {}
        }
        let settings = self.over(kept.clone());
        for fault in &known.faults {
            let holds = if options.held_profile.as_ref() == Some(fault) {
                "; the last accepted profile holds"
            } else {
                ""
            };
            super::complain(&format!("{fault}{holds}"));
        }
        let profile = match known.named_in(&settings.profile, locale::time_zone()) {
            Ok(profile) => Arc::new(profile),
            Err(error) => return super::usage(&error.to_string()),
        };
        let store = match door_keys::open(self.demo, kept.lists.as_deref(), &self.trust) {
            Ok((store, remarks)) => {
                remarks.iter().for_each(|remark| super::complain(remark));
                Arc::new(store)
            }
            Err(KeysFault::Installed(why)) => {
                return self.stay_closed(OutOfOrder::Lists(why.to_string()), options);
            }
            Err(KeysFault::Folder(why)) => return self.stay_closed(OutOfOrder::Lists(why), options),
            Err(fault) => return super::usage(&fault.to_string()),
        };
        (options.kept, options.broken) = (Some(kept), state.fault().cloned());
        let learns = options.folder.clone().filter(|_| !self.demo);
        if let Some(Err(broken)) = learns.as_ref().map(|folder| recall_confirmed(folder, &store)) {
            super::complain(&broken.to_string());
        }
        // Of a demonstration nothing is counted, and nothing is signed.
        let key = learns.as_ref().and_then(|folder| device::made(Some(folder)));
        let last_ran = LastRan::recall(options.folder.as_ref(), self.demo);
        let picked = match (self.camera, &self.source) {
            (_, Some(path)) => Picked::Replay(path.clone()),
            (Some(number), None) => Picked::Number(number),
            (None, None) => Picked::Remembered,
        };
        let (profiles, folder) = (known, options.folder.clone());
        let lines = self.json.then(|| Lines::start(self.json_personal));
        let (first, zone) = (settings.clone(), locale::time_zone());
        let reopen = self.reopen(learns.clone(), settings.lists.clone());
        let start = Start {
            store,
            profile,
            profiles,
            folder,
            picked,
            settings: first,
            zone,
            lines,
            learns,
            key,
            reopen,
            last_ran,
            supervised: self.supervised,
        };
        ended(ui::run(settings, options, move |wake| LiveFeed::new(start, wake)))
    }

    /// Opens what this run trusts once more, after an update.
    fn reopen(&self, learns: Option<Folder>, lists_at_start: Option<PathBuf>) -> Reopen {
        let (demo, kiosk, given) = (self.demo, self.kiosk, self.trust.clone());
        Box::new(move |lists| {
            let opened = door_keys::open(demo, lists, &given).map_err(|fault| match fault {
                KeysFault::Folder(why) if kiosk && lists != lists_at_start.as_deref() => {
                    format!(
                        "{why} (a kiosk reads a folder that was set while it ran once it is started anew)"
                    )
                }
                fault => fault.to_string(),
            });
            let (store, _) = opened?;
            // What was confirmed here stays so; a file that cannot be read was told of at the start.
            learns.iter().for_each(|folder| drop(recall_confirmed(folder, &store)));
            Ok(store)
        })
    }

    /// Opens the window and checks nothing.
    fn stay_closed(&self, why: OutOfOrder, mut options: Options) -> ExitCode {
        super::complain(&format!("{why}; nothing is checked"));
        options.out_of_order = Some(why);
        let (demo, folder) = (self.demo, options.folder.clone());
        let settings = DoorSettings { language: locale::language(), ..DoorSettings::default() };
        ended(ui::run(self.over(settings), options, move |wake| Closed::new(demo, folder.as_ref(), wake)))
    }
}

/// Where people keep what they have been sent.
fn pictures() -> Option<PathBuf> {
    let user = directories::UserDirs::new()?;
    let folders = [user.download_dir(), user.picture_dir(), Some(user.home_dir())];
    folders.into_iter().flatten().find(|folder| folder.is_dir()).map(PathBuf::from)
}

/// The exit code of a window.
fn ended(window: Result<(), WindowError>) -> ExitCode {
    match window {
        Ok(()) => ExitCode::SUCCESS,
        // The code of a panic, which it was: a kiosk's window is opened again.
        Err(lost @ WindowError::Lost(_)) => {
            super::complain(&lost.to_string());
            ExitCode::from(101)
        }
        Err(error) => super::usage(&error.to_string()),
    }
}
