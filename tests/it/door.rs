//! A door that trusts keys made by the tests.

use crate::mint::hcert::Key;
use doorcheck::Payload;
use doorcheck::credential;
use doorcheck::trust::{self, Genuine, TrustStore};

/// A store of one key of the HC1 network.
pub(crate) fn trusting(key: &Key, kid: &[u8]) -> TrustStore {
    let set =
        serde_json::json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [key.jwk(kid)] });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    std::fs::write(&path, set.to_string()).unwrap();
    let mut store = TrustStore::empty();
    store.load(&path, true).unwrap();
    store
}

/// A code that verifies under a key.
#[track_caller]
pub(crate) fn genuine(code: &str, key: &Key, kid: &[u8]) -> Genuine {
    let sealed = credential::open(&Payload::new(code)).unwrap();
    trust::authenticate(sealed, &trusting(key, kid)).unwrap()
}
