//! Hong Kong codes: whatever the text, nothing panics and nothing unsigned passes; and with the fuzzed fields properly
//! signed, what is read of them holds to its own limits.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static STORE: LazyLock<TrustStore> = LazyLock::new(|| door::store(&door::list(&mint::hongkong::key(1), true)));
const NOW: &str = "2026-11-22T04:00:00Z";

fuzz_target!(|data: &[u8]| {
    // The seeds are unsigned: to come upon a signature that holds is to have broken ECDSA.
    let verdict = door::verdict(data, &STORE, "authenticity", NOW);
    assert_ne!(verdict.outcome(), Outcome::Pass);
    assert!(verdict.holder().is_none() && verdict.events().is_empty());

    let Ok(text) = std::str::from_utf8(data) else { return };
    let fields: Vec<String> = text.split('|').map(str::to_owned).collect();
    let code = mint::hongkong::signed(&fields, &mint::hongkong::key(1));
    for profile in ["authenticity", "vaccinated"] {
        let verdict = door::verdict(code.as_bytes(), &STORE, profile, NOW);
        assert!(verdict.events().len() <= 4);
        if verdict.outcome() == Outcome::Pass {
            assert_eq!(verdict.checks().signature, Check::Ok);
            assert!(matches!(verdict.reason(), Reason::Ok | Reason::Exempt));
            assert!(!verdict.events().is_empty());
        }
    }
});
