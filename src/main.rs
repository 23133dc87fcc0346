//! The program.

use clap::Parser;
use doorcheck::commands::trust::Trust;
use std::process::ExitCode;

#[derive(Debug, Parser)]
enum Command {
    Trust(Trust),
}

fn main() -> ExitCode {
    let Command::Trust(trust) = Command::parse();
    trust.run()
}
