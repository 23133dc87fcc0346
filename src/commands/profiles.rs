//! `profiles list|show`: what a pass can mean.

use super::output::lines;
use crate::policy::Profile;
use clap::Subcommand;
use std::process::ExitCode;

/// The profiles: what a pass means at a door
#[derive(Debug, Subcommand)]
pub(super) enum ProfilesCommand {
    /// List the profiles
    List,
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
                    let headline = if profile.entry.is_some() { "ADMIT" } else { "SIGNATURE VALID" };
                    format!("{:<14} {headline:<15} {}", profile.name, profile.summary)
                })),
                Err(error) => super::usage(&error.to_string()),
            },
            Self::Show { name } => match Profile::source(name) {
                Ok(text) => lines(text.lines()),
                Err(error) => super::usage(&error.to_string()),
            },
        }
    }
}
