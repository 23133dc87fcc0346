//! The program.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(doorcheck::commands::read::Read),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Read(read) => read.run(),
    }
}
