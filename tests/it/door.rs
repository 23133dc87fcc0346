//! A door with trust data of the test's own.

#![allow(dead_code, unreachable_pub, reason = "the fuzz target uses a part of it")]

use crate::mint::hcert::Key;
use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use doorcheck::credential;
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::trust::{self, Genuine, Now, TrustStore};
use p256::ecdsa::SigningKey;
use serde_json::{Value, json};

/// A list of one key of Hong Kong's network, as the trust store's list files have it.
pub fn list(key: &SigningKey, confirmed: bool) -> Value {
    let point = key.verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    json!({
        "id": "test",
        "network": "hongkong",
        "title": "keys of a test",
        "state": "archived",
        "confirmed": confirmed,
        "keys": [{
            "kty": "EC",
            "crv": "P-256",
            "x": BASE64URL_NOPAD.encode(&bytes[1..33]),
            "y": BASE64URL_NOPAD.encode(&bytes[33..]),
            "kid": "hk-1",
            "issuer": "HKSARG",
        }],
    })
}

/// A store that holds that list alone.
pub fn store(list: &Value) -> TrustStore {
    let mut store = TrustStore::empty();
    add(&mut store, list);
    store
}

/// Adds a list as `verify --only-trust` does.
pub fn add(store: &mut TrustStore, list: &Value) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    std::fs::write(&path, list.to_string()).unwrap();
    store.load(&path, true).unwrap();
}

/// A store of one key of the HC1 network.
pub fn trusting(key: &Key, kid: &[u8]) -> TrustStore {
    store(&json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [key.jwk(kid)] }))
}

/// A code that verifies under a key.
#[track_caller]
pub fn genuine(code: &str, key: &Key, kid: &[u8]) -> Genuine {
    let sealed = credential::open(&Payload::new(code)).unwrap();
    trust::authenticate(sealed, &trusting(key, kid)).unwrap()
}

/// A point in time, RFC 3339.
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// The verdict under a bundled profile, at a time that was set.
pub fn verdict(code: impl Into<Vec<u8>>, store: &TrustStore, profile: &str, time: &str) -> Verdict {
    let profile = Profile::named(profile).unwrap();
    let now = Now::set(at(time), profile.time_zone);
    verify(&Payload::new(code), &Door { store, profile: &profile, now: &now })
}
