//! A store of ten thousand keys: how soon it is loaded, and how long it takes to find one. `cargo bench --bench keys`, or with `-- KEYS`. The
//! figures of record are in `benches/README.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing
)]

#[path = "../tests/mint/mod.rs"]
mod mint;

use data_encoding::BASE64;
use doorcheck::credential::{Sealed, open};
use doorcheck::reader::Payload;
use doorcheck::trust::{AuthenticateError, TrustStore, authenticate};
use mint::hcert::{self, Key};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Look-ups of each kind.
const LOOKUPS: usize = 1_000;
const ROUNDS: usize = 15;

fn kid(at: usize) -> [u8; 8] {
    (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()
}

/// Two lists of half the keys each: HC1's by identifier, SMART Health Cards' by issuer and identifier.
fn lists(keys: usize) -> Vec<u8> {
    let point = |at: usize| {
        let mut jwk = Key::p256(&format!("bench {at}")).jwk(b"k");
        jwk.as_object_mut().unwrap().remove("kid");
        jwk
    };
    let hcert = |at: usize| -> Value {
        let mut jwk = point(at);
        (jwk["kid"], jwk["issuer"]) = (json!(BASE64.encode(&kid(at))), json!("FR"));
        jwk
    };
    let card = |at: usize| -> Value {
        let mut jwk = point(at);
        (jwk["kid"], jwk["issuer"]) =
            (json!(format!("kid-{at}")), json!(format!("https://{at}.example.org/shc")));
        jwk
    };
    let half = keys / 2;
    let gdhcn: Vec<Value> = (0..half).map(hcert).collect();
    let shc: Vec<Value> = (half..keys).map(card).collect();
    json!({ "lists": [
        { "network": "gdhcn", "id": "one", "state": "archived", "keys": gdhcn },
        { "network": "shc", "id": "other", "state": "archived", "keys": shc },
    ]})
    .to_string()
    .into_bytes()
}

/// A credential that names the key of that number, for an algorithm that the key is not of: it is found, and nothing is verified.
fn payload(rsa: &Key, kid: &[u8]) -> Payload {
    let token = hcert::cwt("FR", 0, 4_000_000_000, (1, hcert::from_json(&json!({}))));
    Payload::new(hcert::code(&token, rsa, kid))
}

/// The least of the rounds, in milliseconds: that of which nothing was taken by others.
fn least(round: impl Fn() -> Duration) -> f64 {
    (0..ROUNDS).map(|_| round()).min().unwrap_or_default().as_secs_f64() * 1e3
}

/// What one look-up takes, in nanoseconds: the least of the rounds' means.
fn look_up(store: &TrustStore, payloads: &[Payload], held: bool) -> f64 {
    let round = || {
        let credentials: Vec<Sealed> = payloads.iter().map(|payload| open(payload).unwrap()).collect();
        let start = Instant::now();
        for sealed in credentials {
            let found = black_box(authenticate(black_box(sealed), store));
            assert_eq!(matches!(found, Err(AuthenticateError::AlgorithmMismatch { .. })), held);
        }
        start.elapsed().as_secs_f64() * 1e9 / payloads.len() as f64
    };
    (0..ROUNDS).map(|_| round()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let keys = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let file = lists(keys);
    let load = || {
        let mut store = TrustStore::empty();
        let start = Instant::now();
        let loaded = store.read(black_box(&file), "bench", false).unwrap();
        assert_eq!(loaded.keys, keys);
        (start.elapsed(), store)
    };
    println!(
        "{keys} keys, {:.1} MB of JSON: loaded in {:.1} ms",
        file.len() as f64 / 1e6,
        least(|| load().0)
    );
    let bundled = || {
        let start = Instant::now();
        let store = TrustStore::bundled().unwrap();
        (start.elapsed(), store.keys().count())
    };
    println!("the bundle's {} keys: loaded in {:.1} ms", bundled().1, least(|| bundled().0));

    let store = load().1;
    let rsa = Key::rsa("bench");
    let step = (keys / 2).div_ceil(LOOKUPS);
    let made = |first: usize| -> Vec<Payload> {
        (0..keys / 2).step_by(step).map(|at| payload(&rsa, &kid(first + at))).collect()
    };
    println!("found: {:.0} ns", look_up(&store, &made(0), true));
    println!("not held: {:.0} ns", look_up(&store, &made(keys), false));
}
