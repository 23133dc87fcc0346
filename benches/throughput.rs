//! 10,000 credentials of mixed families through one `verify -`, on all cores: `cargo bench --bench throughput`. The figures of
//! record are in `benches/README.md`.

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

#[path = "../tests/it/door.rs"]
mod door;
mod kinds;
#[path = "../tests/mint/mod.rs"]
mod mint;

use doorcheck::input::payload_from_argument;
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::Outcome;
use kinds::{Kind, NOW, kinds};
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How many credentials.
const COUNT: usize = 10_000;
/// How many of them are different, of each kind.
const DIFFERENT: usize = 50;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let trust = folder.path().join("trust");
    fs::create_dir(&trust).unwrap();
    let kinds = kinds(&trust, |_| DIFFERENT);
    let lines: Vec<&str> =
        (0..COUNT).map(|at| kinds[at % kinds.len()].lines[at / kinds.len() % DIFFERENT].as_str()).collect();
    let payloads = folder.path().join("payloads");
    fs::write(&payloads, lines.join("\n")).unwrap();

    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_doorcheck"))
        .args(["verify", "--json", "--only-trust", "--at", NOW, "--trust"])
        .arg(&trust)
        .arg("-")
        .stdin(File::open(&payloads).unwrap())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let took = start.elapsed();
    let mut count = 0;
    for (at, line) in std::str::from_utf8(&output.stdout).unwrap().lines().enumerate() {
        let verdict: Value = serde_json::from_str(line).unwrap();
        assert_eq!(verdict["outcome"], "pass", "{}: {line}", kinds[at % kinds.len()].name);
        count += 1;
    }
    assert_eq!(count, COUNT);
    let cores = std::thread::available_parallelism().unwrap();
    let rate = COUNT as f64 / took.as_secs_f64();
    println!("{COUNT} credentials in {took:.2?} on {cores} cores: {rate:.0} a second\n");
    by_kind(&kinds, &trust);
}

/// What one of each kind takes of a processor, in this process: other work on the machine does not count.
fn by_kind(kinds: &[Kind], trust: &Path) {
    let mut store = TrustStore::empty();
    store.load(trust, true).unwrap();
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    println!("| kind | CPU, µs each | a second and core |\n|---|---|---|");
    for kind in kinds {
        let payloads: Vec<_> = kind.lines.iter().map(|line| payload_from_argument(line).unwrap()).collect();
        // Keys are decoded when first used.
        assert_eq!(verify(&payloads[0], &door).outcome(), Outcome::Pass);
        let start = cpu_micros();
        payloads.iter().for_each(|payload| assert_eq!(verify(payload, &door).outcome(), Outcome::Pass));
        let each = (cpu_micros() - start) / payloads.len() as i64;
        println!("| {} | {each} | {} |", kind.name, 1_000_000 / each.max(1));
    }
}

/// The processor time of this thread, in microseconds.
fn cpu_micros() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}
