//! `profiles list|show|check|try`: what a pass can mean.

use super::door_profiles;
use super::output::lines;
use crate::config::{DoorProfiles, read_text};
use crate::policy::{KnownProfile, MOST_BYTES, Profile};
use chrono_tz::Tz;
use clap::Subcommand;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The profiles: what a pass means at a door
#[derive(Debug, Subcommand)]
pub(super) enum ProfilesCommand {
    /// List the profiles
    List,
    /// Check a profile's file: line and key of what is wrong
    Check {
        /// The file
        path: PathBuf,
    },
    /// Show what each way of a profile's rule makes of records
    Try(super::try_rule::TryArgs),
    /// Show a profile as its file states it
    Show {
        /// The profile's name
        name: String,
    },
}

impl ProfilesCommand {
    pub(super) fn run(&self) -> ExitCode {
        match self {
            Self::List => match door_profiles::known() {
                Ok(known) => list(&known),
                Err(error) => super::usage(&error.to_string()),
            },
            Self::Check { path } => check(path),
            Self::Try(args) => args.run(),
            Self::Show { name } => match shown(name) {
                Ok(text) => lines(text.lines()),
                Err(problem) => super::usage(&problem),
            },
        }
    }
}

/// A line a profile: what a pass says under it today, where it is from. What is wrong with files that should state one is told beside.
fn list(known: &DoorProfiles) -> ExitCode {
    known.faults.iter().for_each(|fault| super::complain(&fault.to_string()));
    lines(known.profiles.list().map(|KnownProfile { profile, origin, .. }| {
        let headline = match (profile.has_entry(), profile.stages.is_empty()) {
            (false, _) => "SIGNATURE VALID",
            (true, true) => "ADMIT",
            (true, false) => "by date",
        };
        format!("{:<22} {headline:<15} {:<8} {}", profile.name, origin.name(), profile.summary)
    }))
}

/// The file of a profile, as it is written.
fn shown(name: &str) -> Result<String, String> {
    let known = door_profiles::known().map_err(|error| error.to_string())?;
    known.named_in(name, Tz::UTC).map_err(|error| error.to_string())?;
    known.profiles.get(name).map(|known| known.text.clone()).ok_or_else(|| name.to_owned())
}

/// 0: it is a profile; 1: it is none; 2: it could not be read.
fn check(path: &Path) -> ExitCode {
    let text = match read_text(path, MOST_BYTES) {
        Ok(text) => text,
        Err(error) => return super::usage(&format!("{}: {error}", path.display())),
    };
    match Profile::parse(&text) {
        Ok(profile) => lines([format!("{}: a profile, {}", path.display(), profile.name)]),
        Err(error) => {
            super::complain(&format!("{}: {error}", path.display()));
            ExitCode::FAILURE
        }
    }
}
