//! DIVOC certificates: whatever the bytes, nothing panics and nothing unsigned passes, as an archive, as the certificate
//! in one, and as the credential under a proof of somebody else.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::verdict::Outcome;
use doorcheck::trust::TrustStore;
use libfuzzer_sys::fuzz_target;
use mint::divoc::{Key, header, proof, zip};
use serde_json::{Value, json};
use std::sync::LazyLock;

const METHOD: &str = "did:demoland";
const NOW: &str = "2025-07-01T12:00:00Z";
static KEY: LazyLock<Key> = LazyLock::new(|| Key::ed25519("divoc"));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| {
    door::store(&json!({"network": "divoc", "id": "test", "state": "archived", "keys": [KEY.jwk(METHOD)]}))
});

fuzz_target!(|data: &[u8]| {
    let mut codes = vec![data.to_vec(), [b"PK\x03\x04", data].concat(), zip(&[("certificate.json", data)], true)];
    if let Ok(Value::Object(mut credential)) = serde_json::from_slice(data) {
        let mut proof = proof(&KEY, METHOD);
        let header = data_encoding::BASE64URL_NOPAD.encode(header(&KEY).to_string().as_bytes());
        let signature = data_encoding::BASE64URL_NOPAD.encode(&[1; 64]);
        proof["jws"] = format!("{header}..{signature}").into();
        credential.insert("proof".to_owned(), proof);
        codes.push(mint::divoc::code(&Value::Object(credential)));
    }
    for code in codes {
        let verdict = door::verdict(code, &STORE, "authenticity", NOW);
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }
});
