//! `profiles list|show|check|try`: what a pass can mean.

use super::at::At;
use super::output::{lines, plain};
use super::{door_profiles, locale};
use crate::config::{DoorProfiles, read_text, rules_beside};
use crate::policy::{KnownProfile, MOST_BYTES, Profile};
use crate::texts::{Language, Texts, entry_rule};
use crate::verdict::Wording;
use chrono_tz::Tz;
use clap::Subcommand;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

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
    /// Show what green means under a profile today, and its file
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
        let admits = profile.has_entry() || profile.rules.is_some();
        let headline = match (admits, profile.stages.is_empty(), profile.wording) {
            (false, ..) => "SIGNATURE VALID",
            (true, true, Wording::Admit) => "ADMIT",
            (true, true, Wording::Valid) => "VALID",
            (true, false, _) => "by date",
        };
        format!("{:<22} {headline:<15} {:<8} {}", profile.name, origin.name(), profile.summary)
    }))
}

/// What green means under a profile today, as remarks, and its file as it is written.
fn shown(name: &str) -> Result<String, String> {
    let known = door_profiles::known().map_err(|error| error.to_string())?;
    let profile = known.named_in(name, locale::time_zone()).map_err(|error| error.to_string())?;
    let text = known.profiles.get(name).map_or("", |known| &known.text);
    let today = At::now(None, profile.time_zone).day(Some(profile.time_zone));
    let rule = entry_rule(&profile, today, &Texts::new(Language::En));
    let rule = rule.iter().map(|line| format!("# {}\n", plain(line)));
    Ok(rule.chain([text.to_owned()]).collect())
}

/// 0: it is a profile; 1: it is none; 2: it could not be read.
fn check(path: &Path) -> ExitCode {
    let text = match read_text(path, MOST_BYTES) {
        Ok(text) => text,
        Err(error) => return super::usage(&format!("{}: {error}", path.display())),
    };
    let beside = path.parent().unwrap_or(Path::new(""));
    match Profile::parse_with(&text, Tz::UTC, |rules| rules_beside(beside, rules).map(Arc::new)) {
        Ok(profile) => lines([format!("{}: a profile, {}", path.display(), profile.name)]),
        Err(error) => {
            super::complain(&format!("{}: {error}", path.display()));
            ExitCode::FAILURE
        }
    }
}
