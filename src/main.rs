//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    doorcheck::commands::main()
}
