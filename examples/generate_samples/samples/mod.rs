//! The samples: what each shows, how it is made, and what it must give.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects
)]

mod canvas;
mod divoc;
mod hcert;
mod hcert_claims;
mod hongkong;
mod keys;
mod looks;
mod nzcp;
mod others;
mod photo;
mod qr;
mod sample;
mod shc;
mod tables;
mod vdsnc;

pub use sample::Sample;
pub use tables::{expected, readme, revoked, revoked_shc};
pub use vdsnc::revoked_signers;

/// Every sample, in the order of the tables.
pub fn all() -> Vec<Sample> {
    let mut all = hongkong::samples();
    all.extend(hcert::samples());
    all.extend(shc::samples());
    all.extend(nzcp::samples());
    all.extend(vdsnc::samples());
    all.extend(divoc::samples());
    all.extend(others::samples());
    all
}
