//! `profiles list|show|check|try`: what a pass can mean.

use super::output::lines;
use crate::policy::Profile;
use clap::Subcommand;
use std::io::Read;
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
            Self::List => match Profile::bundled() {
                Ok(profiles) => lines(profiles.iter().map(|profile| {
                    let headline = match (profile.has_entry(), profile.stages.is_empty()) {
                        (false, _) => "SIGNATURE VALID",
                        (true, true) => "ADMIT",
                        (true, false) => "by date",
                    };
                    format!("{:<22} {headline:<15} {}", profile.name, profile.summary)
                })),
                Err(error) => super::usage(&error.to_string()),
            },
            Self::Check { path } => check(path),
            Self::Try(args) => args.run(),
            Self::Show { name } => match Profile::source(name) {
                Ok(text) => lines(text.lines()),
                Err(error) => super::usage(&error.to_string()),
            },
        }
    }
}

/// No profile is longer.
const MOST_BYTES: u64 = 1 << 20;

/// 0: it is a profile; 1: it is none; 2: it could not be read.
fn check(path: &Path) -> ExitCode {
    let text = match read(path) {
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

fn read(path: &Path) -> std::io::Result<String> {
    // A pipe that nobody writes to would never end.
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a file"));
    }
    let mut text = String::new();
    let length = std::fs::File::open(path)?.take(MOST_BYTES.saturating_add(1)).read_to_string(&mut text)?;
    if u64::try_from(length).is_ok_and(|length| length <= MOST_BYTES) {
        Ok(text)
    } else {
        Err(std::io::Error::other("longer than any profile"))
    }
}
