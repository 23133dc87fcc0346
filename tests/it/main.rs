//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

#[path = "../mint/mod.rs"]
mod mint;

mod door;
mod hcert;
mod hongkong;
mod precedence;
mod samples;
mod suite_dgc;
mod suite_schema;
mod suites;
mod drawing;
mod pictures;
mod read;
mod suite_pictures;
