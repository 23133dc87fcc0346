//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub
)]

#[path = "../mint/mod.rs"]
mod mint;

mod cli;
mod divoc;
mod door;
mod drawing;
mod hcert;
mod hcert_claims;
mod hcert_neighbours;
mod hcert_who;
mod hongkong;
mod pictures;
mod precedence;
mod read;
mod samples;
mod scanner;
mod session;
mod suite_dgc;
mod suite_pictures;
mod suite_schema;
mod suites;
mod trust;
mod watchdog;
