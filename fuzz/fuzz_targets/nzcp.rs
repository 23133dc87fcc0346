//! NZ COVID Passes: whatever the bytes, nothing panics and nothing unsigned passes, at any of the steps that they are given to;
//! and as the claims of a properly signed token, what is read of them holds to its own limits.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use libfuzzer_sys::fuzz_target;
use mint::hcert::{Bend, Key};
use mint::nzcp::{bent, code, wrap};
use std::sync::LazyLock;

const KID: &str = "key-1";
const NOW: &str = "2022-01-15T12:00:00Z";
static KEY: LazyLock<Key> = LazyLock::new(|| Key::p256("nzcp"));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| {
    let mut jwk = KEY.jwk(b"");
    jwk["kid"] = KID.into();
    door::store(&serde_json::json!({"network": "nzcp", "id": "test", "state": "archived", "keys": [jwk]}))
});

fuzz_target!(|data: &[u8]| {
    let unsigned = Bend { signature: Some(vec![1; 64]), ..Bend::default() };
    for text in [
        data.to_vec(),
        [b"NZCP:/1/", data].concat(),
        wrap(data).into_bytes(),
        bent(data, &KEY, KID.as_bytes(), &unsigned).into_bytes(),
        code(data, &Key::p256("another"), KID).into_bytes(),
    ] {
        let verdict = door::verdict(text, &STORE, "authenticity", NOW);
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }

    let verdict = door::verdict(code(data, &KEY, KID), &STORE, "authenticity", NOW);
    assert!(verdict.events().is_empty());
    if verdict.outcome() == Outcome::Pass {
        assert_eq!((verdict.reason(), verdict.checks().signature), (Reason::Ok, Check::Ok));
        assert_ne!(verdict.checks().dates, Check::Fail);
        assert!(verdict.holder().is_some());
    }
    assert_ne!(door::verdict(code(data, &KEY, KID), &STORE, "vaccinated", NOW).outcome, Outcome::Pass);
});
