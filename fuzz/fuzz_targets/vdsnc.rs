//! VDS-NC codes: whatever the text or the certificate, nothing panics and nothing that nobody signed or certified passes; and
//! as properly signed data, what is read of them holds to its own limits.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use libfuzzer_sys::fuzz_target;
use mint::hcert::Key;
use mint::vdsnc::{code, vaccination};
use mint::x509::Certificate;
use std::sync::LazyLock;

const NOW: &str = "2022-06-01T12:00:00Z";
static AUTHORITY: LazyLock<Key> = LazyLock::new(|| Key::p256("csca"));
static SIGNER: LazyLock<Key> = LazyLock::new(|| Key::p256("vds signer"));
static CERTIFICATE: LazyLock<Vec<u8>> =
    LazyLock::new(|| Certificate::signer(&AUTHORITY).sign(&SIGNER, &AUTHORITY));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| {
    let mut store = TrustStore::empty();
    let der = Certificate::authority(&AUTHORITY).sign(&AUTHORITY, &AUTHORITY);
    store.read(&der, "csca.der", true).unwrap();
    store
});

fuzz_target!(|data: &[u8]| {
    // A certificate with the authority's true signature is the mint's own; the fuzzer's bytes have none.
    let certified = data == CERTIFICATE.as_slice();
    for text in [data.to_vec(), code(&vaccination(), &SIGNER, data).into_bytes()] {
        let verdict = door::verdict(text, &STORE, "authenticity", NOW);
        assert!(certified || verdict.outcome() != Outcome::Pass);
    }

    let Ok(value) = serde_json::from_slice(data) else { return };
    let verdict = door::verdict(code(&value, &SIGNER, &CERTIFICATE), &STORE, "authenticity", NOW);
    if verdict.outcome() == Outcome::Pass {
        assert_eq!((verdict.reason(), verdict.checks().signature), (Reason::Ok, Check::Ok));
        assert!((1..=1024).contains(&verdict.events().len()));
        assert!(verdict.holder().is_some());
    }
});
