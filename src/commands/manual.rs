//! `completions` and `man`: what shells and the manual's reader take.

use super::Cli;
use super::output::finish;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print completions for a shell
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Which shell
    shell: Shell,
}

impl CompletionsArgs {
    pub(super) fn run(&self) -> ExitCode {
        // What the generator writes to may not fail: to a buffer, then.
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "doorcheck", &mut text);
        finish(io::stdout().lock().write_all(&text), ExitCode::SUCCESS)
    }
}

/// Write the manual: a page a command into a folder, or the first page to standard output
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// A folder that is there
    folder: Option<PathBuf>,
}

impl ManArgs {
    /// The folder that it writes to.
    pub(super) fn output(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    pub(super) fn run(&self) -> ExitCode {
        let Some(folder) = &self.folder else {
            let mut text = Vec::new();
            let written = clap_mangen::Man::new(Cli::command()).render(&mut text);
            return finish(written.and_then(|()| io::stdout().lock().write_all(&text)), ExitCode::SUCCESS);
        };
        match clap_mangen::generate_to(Cli::command(), folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => super::usage(&format!("{}: {error}", folder.display())),
        }
    }
}
