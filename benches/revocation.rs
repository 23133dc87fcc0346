//! A packed revocation list of ten million entries: how large, how soon open, how long a look-up takes. `cargo bench --bench revocation`,
//! or with `-- ENTRIES`. It writes 0.6 GB into the folder for temporary files. The figures of record are in `benches/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing
)]

use data_encoding::BASE64;
use doorcheck::trust::{Entries, PackedHashes, TrustStore, pack};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Entries of a batch: its JSON stays below what is read of a trust file.
const BATCH: usize = 400_000;
/// Look-ups, half of them of entries that are listed.
const LOOKUPS: usize = 20_000;

/// The entry of that number.
fn hash(rng: &mut ChaCha20Rng) -> [u8; 16] {
    let mut hash = [0; 16];
    rng.fill_bytes(&mut hash);
    hash
}

/// Writes so many random entries as a gateway publishes them, and packs them.
fn packed(folder: &Path, entries: usize) -> PathBuf {
    let (batches, lists) =
        (folder.join(format!("{entries}-batches")), folder.join(format!("{entries}-lists")));
    fs::create_dir(&batches).unwrap();
    fs::create_dir(&lists).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut left = entries;
    while left > 0 {
        let count = left.min(BATCH);
        let mut text =
            String::from(r#"{"country":"AT","kid":"AQIDBAUGBwg=","hashType":"SIGNATURE","entries":["#);
        for at in 0..count {
            let comma = if at == 0 { "" } else { "," };
            write!(text, r#"{comma}{{"hash":"{}"}}"#, BASE64.encode(&hash(&mut rng))).unwrap();
        }
        text.push_str("]}");
        fs::write(batches.join(format!("{left}.json")), text).unwrap();
        left -= count;
    }
    let start = Instant::now();
    let [list] = &pack(&[batches], &lists, "bench", "2022-11-01".parse().unwrap()).unwrap()[..] else {
        panic!("one list")
    };
    println!("{entries} entries: packed from JSON in {:.1} s", start.elapsed().as_secs_f64());
    let bytes = fs::metadata(&list.path).unwrap().len();
    println!("  size: {:.2} MB, {:.3} bytes an entry", bytes as f64 / 1e6, bytes as f64 / entries as f64);
    list.path.clone()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}

fn measure(path: &Path) {
    let open = || {
        let mut store = TrustStore::empty();
        let start = Instant::now();
        store.load(path, false).unwrap();
        (start.elapsed(), store)
    };
    println!("  opening: {:.0} µs, the median of 101", median((0..101).map(|_| open().0).collect()));
    let store = open().1;
    let list = store.revocations().lists().next().unwrap();
    let Entries::Packed(_, hashes) = &list.entries else { panic!("packed") };
    println!("  look-up: {:.2} µs warm, the median of {LOOKUPS}", look_ups(hashes));
    let start = Instant::now();
    hashes.check().unwrap();
    println!("  every entry checked: {:.2} s", start.elapsed().as_secs_f64());
}

/// The first entries of the list and as many that are not in it, twice: the second time all is in the system's memory.
fn look_ups(hashes: &PackedHashes) -> f64 {
    let (mut listed, mut other) = (ChaCha20Rng::seed_from_u64(1), ChaCha20Rng::seed_from_u64(2));
    let half = LOOKUPS.min(hashes.len()) / 2;
    let mut sought: Vec<([u8; 16], bool)> = (0..half).map(|_| (hash(&mut listed), true)).collect();
    sought.extend((0..half).map(|_| (hash(&mut other), false)));
    let round = || {
        let one = |(hash, is_listed): &([u8; 16], bool)| {
            let start = Instant::now();
            assert_eq!(black_box(hashes.contains(hash)).unwrap(), *is_listed);
            start.elapsed()
        };
        sought.iter().map(one).collect()
    };
    let _: Vec<Duration> = round();
    median(round())
}

fn main() {
    let entries = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10_000_000);
    let folder = tempfile::tempdir().unwrap();
    for entries in [1000, entries] {
        measure(&packed(folder.path(), entries));
    }
}
