//! `doorcheck trust pack-revocations`: revoked hashes, into files that a door reads where it needs to.

use super::output::{finish, plain};
use crate::trust::{Packed, pack};
use chrono::NaiveDate;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to pack, under what name and date, and where to.
#[derive(Debug, Args)]
pub(super) struct PackRevocations {
    /// The name of the lists, which verdicts tell
    #[arg(long)]
    name: String,
    /// The day that they were published, YYYY-MM-DD, which verdicts tell
    #[arg(long, value_name = "DAY")]
    date: NaiveDate,
    /// The folder to write them to, which is there; a list of the same key or country and kind is replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Batches of the EU gateway (JSON), or folders of them
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
}

impl PackRevocations {
    /// The folder that it writes to.
    pub(super) fn output(&self) -> &Path {
        &self.out
    }

    /// Does it. 0: every list was written; 2: something is no batch, or a list could not be written.
    pub(super) fn run(&self) -> ExitCode {
        match pack(&self.inputs, &self.out, &self.name, self.date) {
            Ok(lists) => {
                let text: String = lists.iter().map(line).collect();
                finish(io::stdout().lock().write_all(text.as_bytes()), ExitCode::SUCCESS)
            }
            Err(error) => super::usage(&error.to_string()),
        }
    }
}

fn line(list: &Packed) -> String {
    format!("{}: {} entries\n", plain(&list.path.display().to_string()), list.entries)
}
