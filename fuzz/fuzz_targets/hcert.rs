//! HC1 codes: whatever the bytes, nothing panics and nothing unsigned passes, at any of the steps that they are given to;
//! and as the claims of a properly signed token, what is read of them holds to its own limits.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use libfuzzer_sys::fuzz_target;
use mint::hcert::{Bend, Key, bent, code, wrap};
use std::sync::LazyLock;

const KID: &[u8] = b"hcert-01";
const NOW: &str = "2022-06-01T12:00:00Z";
static KEY: LazyLock<Key> = LazyLock::new(|| Key::p256("hcert"));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| door::trusting(&KEY, KID));

fuzz_target!(|data: &[u8]| {
    let unsigned = Bend { signature: Some(vec![1; 64]), ..Bend::default() };
    for text in [
        data.to_vec(),
        [b"HC1:", data].concat(),
        format!("HC1:{}", base45::encode(data)).into_bytes(),
        wrap(data, &Bend::default()).into_bytes(),
        bent(data, &KEY, KID, &unsigned).into_bytes(),
        bent(data, &Key::p256("another"), KID, &Bend::default()).into_bytes(),
    ] {
        let verdict = door::verdict(text, &STORE, "authenticity", NOW);
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }

    let verdict = door::verdict(code(data, &KEY, KID), &STORE, "authenticity", NOW);
    if verdict.outcome() == Outcome::Pass {
        assert_eq!((verdict.reason(), verdict.checks().signature), (Reason::Ok, Check::Ok));
        assert_ne!(verdict.checks().dates, Check::Fail);
        assert!((1..=32).contains(&verdict.events().len()));
    }
});
