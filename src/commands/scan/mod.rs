//! `scan`: the window at the door.

mod curtain;
mod effective;
mod feed;
mod lines;
mod supervisor;

use crate::config::{
    DoorSettings, Folder, RESET_FILE, ScannerRecord, recall_confirmed, reset_by_administrator,
};
use crate::policy::Profile;
use crate::texts::Language;
use crate::trust::TrustStore;
use crate::ui::{self, Options, WindowError, kiosk};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use feed::{LiveFeed, Picked};
use lines::Lines;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Scan at the door: camera, verdict and sound in a window
#[derive(Debug, Args)]
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
    /// The profile that says what a pass means
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The language of the screens
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    lang: Option<Language>,
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

/// Reads a language by its tag.
fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag))
        .try_map(|tag| Language::from_tag(&tag).ok_or("no such language"))
}

impl ScanArgs {
    pub(super) fn run(&self) -> ExitCode {
        let profiles = match Profile::bundled() {
            Ok(profiles) => profiles,
            Err(error) => return super::usage(&error.to_string()),
        };
        let folder = Folder::of_user();
        let (mut settings, settings_broken) = match folder.as_ref().map(|folder| folder.load("settings")) {
            Some(Ok(settings)) => (DoorSettings::in_range(settings), false),
            Some(Err(broken)) => {
                super::complain(&format!("{broken}; the defaults are used"));
                (DoorSettings::default(), true)
            }
            None => (DoorSettings::default(), false),
        };
        if let Some(name) = &self.profile {
            if let Err(error) = Profile::named(name) {
                return super::usage(&error.to_string());
            }
            settings.profile.clone_from(name);
        }
        if let Some(language) = self.lang {
            settings.language = language;
        }
        if let Some(path) = self.source.as_ref().filter(|path| !path.exists()) {
            return super::usage(&format!("{}: no such file or folder", path.display()));
        }
        if self.print_config {
            return effective::print(self, &settings, folder.as_ref());
        }
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
        let store = match self.store() {
            Ok(store) => Arc::new(store),
            Err(problem) => return super::usage(&problem),
        };
        let learns = folder.clone().filter(|_| !self.demo);
        if let Some(Err(broken)) = learns.as_ref().map(|folder| recall_confirmed(folder, &store)) {
            super::complain(&broken.to_string());
        }
        let picked = match (self.camera, &self.source) {
            (_, Some(path)) => Picked::Replay(path.clone()),
            (Some(number), None) => Picked::Number(number),
            (None, None) => Picked::Remembered,
        };
        let lines = self.json.then(|| Lines::start(self.json_personal));
        let options = Options {
            kiosk: self.kiosk,
            profiles: profiles.into_iter().map(|profile| profile.name).collect(),
            folder,
            pin,
            reset,
            profile_given: self.profile.is_some(),
            settings_broken,
            scanner,
            documents: Folder::of_documents(),
        };
        let first = settings.clone();
        match ui::run(settings, options, move |wake| {
            LiveFeed::new(store, picked, &first, lines, learns, wake)
        }) {
            Ok(()) => ExitCode::SUCCESS,
            // The code of a panic, which it was: a kiosk's window is opened again.
            Err(lost @ WindowError::Lost(_)) => {
                super::complain(&lost.to_string());
                ExitCode::from(101)
            }
            Err(error) => super::usage(&error.to_string()),
        }
    }

    fn store(&self) -> Result<TrustStore, String> {
        let mut store = TrustStore::bundled().map_err(|error| error.to_string())?;
        if self.demo {
            store.add_demo().map_err(|error| error.to_string())?;
        }
        Ok(store)
    }
}
