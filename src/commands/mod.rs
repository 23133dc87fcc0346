//! The command line, one file per subcommand.

mod clock;
pub mod read;
