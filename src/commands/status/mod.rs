//! `status`: what holds at this door, and what is wrong with it.

mod facts;
mod json;
#[cfg(test)]
mod tests;
mod text;

use super::off_network::behind_sockets;
use super::output::finish;
use crate::config::Folder;
use crate::sandbox::{FilesKept, Offline};
use chrono::Utc;
use clap::Args;
use facts::Status;
use std::io::{self, Write};
use std::process::ExitCode;

/// Tell what holds at this door: settings, profile, key lists, clock
#[derive(Debug, Args)]
#[command(after_long_help = super::help::STATUS)]
pub(super) struct StatusArgs {
    /// Write one JSON object, as docs/status.schema.json describes it
    #[arg(long)]
    json: bool,
}

impl StatusArgs {
    /// 0: all is in order; 2: something is not.
    pub(super) fn run(&self, offline: Offline, files: FilesKept) -> ExitCode {
        let mut status = Status::of(Folder::of_user().as_ref(), Utc::now());
        (status.offline, status.files) = (offline, files);
        let unreached = behind_sockets(|name| std::env::var_os(name));
        status.unreached = unreached.into_iter().map(|(_, said)| said).collect();
        let text = if self.json { format!("{:#}\n", status.json()) } else { status.text() };
        let code = if status.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        finish(io::stdout().lock().write_all(text.as_bytes()), code)
    }
}
