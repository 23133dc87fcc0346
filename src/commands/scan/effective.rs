//! `--print-config`: the settings that hold when the arguments have been taken into account.

use super::ScanArgs;
use crate::config::{DoorSettings, Folder};
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

/// Prints them as TOML, under a remark that says where they are kept.
pub(super) fn print(args: &ScanArgs, settings: &DoorSettings, folder: Option<&Folder>) -> ExitCode {
    let effective = Effective {
        settings,
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
    let kept = folder.map_or_else(
        || "# the system has no folder for settings".to_owned(),
        |folder| format!("# kept in {}", folder.path().join("settings.toml").display()),
    );
    match writeln!(std::io::stdout(), "{kept}\n{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
