//! Our reader over a folder of frames: `cargo bench -p doorcheck-reader -- FOLDER`. The folder holds `frames.bin` and
//! `labels.json`, or pictures and `photos.json`. Without `expected` in the labels only what was read and the times are told.
//! With `--held`: codes held still before slow machines. The other readers are in `benches/peers`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub
)]

mod frames;
mod held;
mod ours;
#[allow(dead_code, reason = "the bench of the peers uses more of it")]
mod tally;

use std::path::Path;
use tally::Tally;

fn main() {
    // Cargo adds `--bench`.
    let Some(folder) = std::env::args().skip(1).find(|a| !a.starts_with('-')) else {
        println!("cargo bench -p doorcheck-reader -- FOLDER");
        return;
    };
    if std::env::args().any(|argument| argument == "--held") {
        return held::print(Path::new(&folder));
    }
    let (mut alone, mut live) = (ours::alone(), ours::live());
    let mut tallies = [Tally::default(), Tally::default()];
    for frame in frames::frames(Path::new(&folder)) {
        for (reader, tally) in [&mut alone, &mut live].into_iter().zip(&mut tallies) {
            let start = ours::cpu();
            let reading = reader(&frame);
            tally.add(&frame, Some(reading), (ours::cpu() - start).as_secs_f64() * 1e3);
        }
    }
    let [alone, live] = tallies;
    tally::print(vec![("each frame for itself", alone), ("live, 19 ms", live)]);
}
