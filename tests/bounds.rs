//! What the worst code of each family can make the program allocate. A binary of its own, since it counts what is allocated.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub
)]

#[path = "it/door.rs"]
mod door;
#[path = "mint/mod.rs"]
mod mint;
mod worst;

use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::Now;
use doorcheck::verdict::Outcome;
use peak_alloc::PeakAlloc;
use std::sync::{Mutex, PoisonError};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The most that a verdict may allocate, in bytes.
const MOST: usize = 32 << 20;

/// Measurements, one at a time: the counter is the process's.
static ALONE: Mutex<()> = Mutex::new(());

#[track_caller]
fn bounded(family: &str) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let worst = worst::all().into_iter().find(|worst| worst.family == family).unwrap();
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(worst.now), profile.time_zone);
    let door = Door { store: &worst.store, profile: &profile, now: &now };
    // What is made once and kept, keys decoded and tables of codes, is not the code's doing.
    let ordinary = verify(&Payload::new(worst.ordinary), &door);
    assert_eq!(ordinary.outcome() == Outcome::Pass, family != "none", "{:?}", helpdesk(&ordinary));
    for (what, code, reason) in worst.codes {
        let payload = Payload::new(code);
        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let verdict = verify(&payload, &door);
        let used = HEAP.peak_usage() - before;
        println!("{family}: {what}: {} KiB", used >> 10);
        assert_eq!(verdict.reason(), reason, "{family}: {what}: {:?}", helpdesk(&verdict));
        assert!(used < MOST, "{family}: {what}: {used} bytes");
    }
}

#[test]
fn hongkong() {
    bounded("hongkong");
}

#[test]
fn hcert() {
    bounded("hcert");
}

#[test]
fn shc() {
    bounded("shc");
}

#[test]
fn nzcp() {
    bounded("nzcp");
}

#[test]
fn vdsnc() {
    bounded("vdsnc");
}

#[test]
fn divoc() {
    bounded("divoc");
}

#[test]
fn what_no_family_takes() {
    bounded("none");
}
