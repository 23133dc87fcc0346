//! `--print-config`: the settings that hold when the arguments have been taken into account.

use super::ScanArgs;
use crate::config::{Broken, DoorSettings, Folder, KeptSettings, SettingsState};
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// The settings, and what is said on the command line alone.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Effective<'a> {
    #[serde(flatten)]
    settings: &'a DoorSettings,
    #[serde(skip_serializing_if = "Option::is_none")]
    camera_number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Path>,
    kiosk: bool,
    demo: bool,
}

/// Prints them as TOML, under a remark that says why these hold. 2 where their file, or that of their profile, cannot be read.
pub(super) fn print(
    args: &ScanArgs,
    kept: Result<KeptSettings, Broken>,
    held_profile: Option<Broken>,
    folder: Option<&Folder>,
) -> ExitCode {
    let KeptSettings { settings, state } = match kept {
        Ok(kept) => kept,
        Err(broken) => return crate::commands::usage(&format!("{broken}; no settings hold")),
    };
    let settings = args.over(settings);
    let effective = Effective {
        settings: &settings,
        camera_number: args.camera,
        source: args.source.as_deref(),
        kiosk: args.kiosk,
        demo: args.demo,
    };
    let text = match toml::to_string(&effective) {
        Ok(text) => text,
        // A path that is no Unicode.
        Err(error) => return crate::commands::usage(&error.to_string()),
    };
    let file = folder.map(|folder| folder.path().join("settings.toml").display().to_string());
    let why = match (&state, file) {
        (_, None) => "the system has no folder for settings".to_owned(),
        (SettingsState::Defaults, Some(file)) => format!("the defaults; what is set will be kept in {file}"),
        (SettingsState::Read, Some(file)) => format!("kept in {file}"),
        (SettingsState::LastAccepted(_), Some(file)) => format!("the last accepted ones, in place of {file}"),
    };
    if writeln!(std::io::stdout(), "# {why}\n{text}").is_err() {
        return ExitCode::FAILURE;
    }
    match (state.fault(), held_profile) {
        (Some(broken), _) => crate::commands::usage(&format!("{broken}; the last accepted settings hold")),
        (None, Some(broken)) => crate::commands::usage(&format!("{broken}; the last accepted profile holds")),
        (None, None) => ExitCode::SUCCESS,
    }
}
