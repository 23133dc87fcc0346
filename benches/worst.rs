//! What the worst code of each family costs in processor time: `cargo bench --bench worst`. The codes are those whose memory
//! `tests/bounds.rs` bounds; the figures of record are in `benches/README.md`.

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
#[path = "../tests/mint/mod.rs"]
mod mint;
#[path = "../tests/worst/mod.rs"]
mod worst;

use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::reader::Payload;
use doorcheck::trust::Now;
use rustix::time::{ClockId, clock_gettime};

/// How often each is judged; the least of the times is the code's own.
const ROUNDS: usize = 5;

/// The processor time of this thread, in microseconds.
fn cpu_micros() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}

fn main() {
    println!(
        "| family | code | bytes | reason | CPU, µs | beyond an ordinary code, µs |\n|---|---|---|---|---|---|"
    );
    for worst in worst::all() {
        let profile = Profile::named("authenticity").unwrap();
        let now = Now::set(door::at(worst.now), profile.time_zone);
        let door = Door { store: &worst.store, profile: &profile, now: &now };
        let timed = |payload: &Payload| {
            let rounds = (0..ROUNDS).map(|_| {
                let start = cpu_micros();
                let verdict = verify(payload, &door);
                (cpu_micros() - start, verdict.reason())
            });
            rounds.min_by_key(|(took, _)| *took).unwrap()
        };
        let (ordinary, reason) = timed(&Payload::new(worst.ordinary));
        println!("| {} | an ordinary one | | {reason} | {ordinary} | |", worst.family);
        for (what, code, _) in worst.codes {
            let (bytes, payload) = (code.len(), Payload::new(code));
            let (took, reason) = timed(&payload);
            println!("| {} | {what} | {bytes} | {reason} | {took} | {} |", worst.family, took - ordinary);
        }
    }
}
