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

#[path = "../attacks/mod.rs"]
mod attacks;
#[path = "../mint/mod.rs"]
mod mint;

mod carriers;
mod cli;
mod coaching;
mod confirmed_keys;
mod counts;
mod divoc;
mod door;
mod drawing;
mod gate;
mod hcert;
mod hcert_claims;
mod hcert_icvp;
mod hcert_issuers;
mod hcert_neighbours;
mod hcert_who;
mod hongkong;
mod hostile_input;
mod known_forgeries;
mod malformations;
mod masked;
mod mutations;
mod no_way_in;
mod nzcp;
mod pages;
mod paper;
mod pictures;
mod precedence;
mod read;
mod revocation_lists;
mod revoked_by_key;
mod rooms;
mod rules;
mod samples;
mod scanner;
mod session;
mod shc;
mod shc_claims;
mod soak;
mod source;
mod streams;
mod suite_certlogic;
mod suite_dgc;
mod suite_icvp;
mod suite_nzcp;
mod suite_pictures;
mod suite_schema;
mod suite_shc;
mod suite_vdsnc;
mod suites;
mod test_cards;
mod together;
mod trust;
mod trust_domains;
mod ui;
mod updates;
mod vdsnc;
mod vdsnc_chain;
mod verdicts;
mod watchdog;
