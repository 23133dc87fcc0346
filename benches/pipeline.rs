//! How long the stages take: `cargo bench --bench pipeline`. The figures of record are in `benches/README.md`.

#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::Utc;
use divan::{Bencher, black_box};
use doorcheck::input::{Item, open_bytes};
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::reader::{PassReader, Payload, Reader};
use doorcheck::trust::{Now, TrustStore};

fn main() {
    divan::main();
}

/// The bundled lists and the demonstration keys: what a start of the program loads.
fn store() -> TrustStore {
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    store
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("samples/{name}")).unwrap()
}

/// The payload of a sample, from the table of what each must give.
fn payload(name: &str) -> Payload {
    let table = std::fs::read_to_string("samples/expected.tsv").unwrap();
    let row = table.lines().find(|line| line.starts_with(name)).unwrap();
    Payload::new(row.split('\t').nth(7).unwrap())
}

#[divan::bench]
fn load_the_bundled_store() -> TrustStore {
    TrustStore::bundled().unwrap()
}

#[divan::bench(args = [
    "hk-vac-latest-ok.jpg",
    "hc1-vaccination-ok.jpg",
    "hc1-vaccination-ps256-ok.png",
    "hc1-altered-bad-signature.jpg",
    "hc1-broken-base45-malformed.png",
])]
fn verify_a_payload(bencher: Bencher, name: &str) {
    let (store, profile, payload) = (store(), Profile::named("authenticity").unwrap(), payload(name));
    let now = Now::wall_clock(Utc::now(), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    bencher.bench(|| verify(black_box(&payload), &door));
}

#[divan::bench(args = ["hk-vac-latest-ok.jpg", "hc1-vaccination-ok.jpg", "hc1-vaccination-ps256-ok.png", "no-code.jpg"])]
fn open_and_read_a_picture(bencher: Bencher, name: &str) {
    let bytes = sample(name);
    bencher.bench(|| {
        let mut items = open_bytes("sample", bytes.clone()).unwrap();
        let Some(Ok(Item::Frame(frame))) = items.next() else { panic!("a picture") };
        PassReader::new(std::time::Duration::default).read(&frame, None)
    });
}
