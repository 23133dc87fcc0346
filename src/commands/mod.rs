//! The command line, one file per subcommand. Here, and not below, are the clock, files and the environment.

mod at;
#[cfg(feature = "window")]
mod cameras;
mod clock;
#[cfg(feature = "window")]
mod config;
#[cfg(feature = "window")]
mod counts;
#[cfg(feature = "window")]
mod device;
mod doctor;
mod door_keys;
mod door_profiles;
mod explain;
mod files;
mod help;
mod inputs;
mod installed;
mod locale;
#[cfg(feature = "window")]
mod manager;
mod manual;
mod masked;
#[cfg(feature = "window")]
mod off_network;
mod output;
mod pack_revocations;
mod pdf_pages;
mod print;
mod profiles;
mod read;
mod rules;
#[cfg(feature = "window")]
mod scan;
#[cfg(feature = "window")]
mod status;
mod trust;
mod trust_args;
mod trust_diff;
mod trust_seal;
mod trust_show;
mod trust_update;
mod try_rule;
mod verify;

use crate::sandbox::{go_offline, leave_no_core};
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// An offline scanner that verifies the QR codes of signed health credentials at the door
#[derive(Debug, Parser)]
#[command(name = "doorcheck", version, max_term_width = 110, after_long_help = help::ALL)]
#[cfg_attr(feature = "window", command(args_conflicts_with_subcommands = true))]
struct Cli {
    #[cfg(feature = "window")]
    #[command(subcommand)]
    command: Option<Command>,
    /// Without a subcommand: the arguments of `scan`.
    #[cfg(feature = "window")]
    #[command(flatten)]
    scan: scan::ScanArgs,
    #[cfg(not(feature = "window"))]
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Verify(verify::VerifyArgs),
    Read(read::ReadArgs),
    #[cfg(feature = "window")]
    Scan(scan::ScanArgs),
    Trust(trust::TrustCommand),
    #[command(subcommand)]
    Profiles(profiles::ProfilesCommand),
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    #[cfg(feature = "window")]
    #[command(subcommand)]
    Counts(counts::CountsCommand),
    #[cfg(feature = "window")]
    #[command(subcommand)]
    Config(config::ConfigCommand),
    #[cfg(feature = "window")]
    Cameras(cameras::CamerasArgs),
    #[cfg(feature = "window")]
    Status(status::StatusArgs),
    Doctor(doctor::DoctorArgs),
    Explain(explain::ExplainArgs),
    Print(print::PrintArgs),
    Completions(manual::CompletionsArgs),
    Man(manual::ManArgs),
    #[command(name = "pdf-pages", hide = true)]
    PdfPages(pdf_pages::PdfPagesArgs),
}

impl Command {
    /// Keeps it to the files that it may write and run.
    fn keep_files(&self) {
        match self {
            // A window is kept to them when it knows what is set; `status` tells what came of it.
            #[cfg(feature = "window")]
            Self::Scan(_) | Self::Status(_) => {}
            Self::Doctor(_) => {}
            Self::Trust(command) => drop(files::keep(command.output(), command.changes())),
            #[cfg(feature = "window")]
            Self::Counts(command) => drop(files::keep(command.output(), command.opens_store())),
            #[cfg(feature = "window")]
            Self::Config(command) => drop(files::keep(command.output(), false)),
            Self::Man(args) => drop(files::keep(args.output(), false)),
            Self::Print(args) => drop(files::keep(args.output().as_deref(), false)),
            _ => drop(files::keep(None, false)),
        }
    }
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    // Before anything is read.
    let offline = go_offline();
    if let Err(error) = leave_no_core() {
        complain(&format!("what is in memory may be written down when this program dies: {error}"));
    }
    let cli = Cli::parse();
    #[cfg(feature = "window")]
    let command = cli.command.unwrap_or(Command::Scan(cli.scan));
    #[cfg(not(feature = "window"))]
    let command = cli.command;
    command.keep_files();
    match command {
        Command::Verify(args) => args.run(),
        Command::Read(args) => args.run(),
        #[cfg(feature = "window")]
        Command::Scan(args) => args.run(),
        Command::Trust(args) => args.run(),
        Command::Profiles(command) => command.run(),
        Command::Rules(command) => command.run(),
        #[cfg(feature = "window")]
        Command::Counts(command) => command.run(),
        #[cfg(feature = "window")]
        Command::Config(command) => command.run(),
        #[cfg(feature = "window")]
        Command::Cameras(args) => args.run(),
        #[cfg(feature = "window")]
        Command::Status(args) => args.run(offline, files::keep(None, false)),
        Command::Doctor(args) => args.run(&offline, &files::keep(None, false)),
        Command::Explain(args) => args.run(),
        Command::Print(args) => args.run(),
        Command::Completions(args) => args.run(),
        Command::Man(args) => args.run(),
        Command::PdfPages(args) => args.run(),
    }
}

/// Says in one line what was wrong and where. File names and trust files may hold anything.
fn complain(problem: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(std::io::stderr(), "doorcheck: {}", output::plain(problem));
}

/// As [`complain`], and ends with the code for wrong usage or an input that could not be opened.
fn usage(problem: &str) -> ExitCode {
    complain(problem);
    ExitCode::from(2)
}

/// Says what was done, a line each, or why it was not. 0: done; 2: not, and nothing has changed.
fn ended(done: Result<Vec<String>, String>) -> ExitCode {
    match done {
        Ok(said) => output::lines(said),
        Err(why) => usage(&why),
    }
}
