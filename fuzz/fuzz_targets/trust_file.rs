//! Any bytes given as a trust file: refused or read, never a panic.

#![no_main]

use doorcheck::trust::TrustStore;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for only in [false, true] {
        let mut store = TrustStore::empty();
        if let Ok(loaded) = store.read(data, "fuzz", only) {
            assert_eq!(loaded.keys, store.keys().count());
            // What was taken can be used.
            assert!(store.keys().all(|key| key.verifying_key().is_ok()));
        }
    }
});
