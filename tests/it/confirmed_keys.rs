//! A key is confirmed by use: one code that verifies ends *unconfirmed key* for its QR version on this device.

use crate::door;
use crate::mint::hongkong::{Vac, key, signed};
use doorcheck::trust::TrustStore;
use doorcheck::verdict::Reason;
use serde_json::json;

const TODAY: &str = "2026-11-22T04:00:00Z";

/// The fields of a record in that QR version.
fn fields(version: &str) -> Vec<String> {
    let mut fields = Vac::default().fields();
    fields[2] = version.to_owned();
    fields
}

fn reason(code: String, store: &TrustStore) -> Reason {
    door::verdict(code, store, "authenticity", TODAY).reason()
}

/// Two keys, neither confirmed.
fn store() -> TrustStore {
    let mut list = door::list(&key(1), false);
    let mut other = door::list(&key(2), false)["keys"][0].clone();
    other["kid"] = json!("hk-2");
    list["keys"].as_array_mut().unwrap().push(other);
    door::store(&list)
}

#[test]
fn one_code_that_verifies_ends_unconfirmed_key_for_its_version() {
    let store = store();
    let (altered, other) = (|| signed(&fields("3.00"), &key(9)), || signed(&fields("4"), &key(9)));
    assert_eq!(reason(altered(), &store), Reason::UnconfirmedKey);
    let verdict = door::verdict(signed(&fields("3.00"), &key(1)), &store, "authenticity", TODAY);
    assert_eq!(verdict.reason(), Reason::Ok);
    let confirmation = verdict.confirms().unwrap().clone();
    assert_eq!(confirmation.version, "VAC 3.00");
    // Judging alone notes nothing: that is for whoever has the device's clock.
    assert_eq!(reason(altered(), &store), Reason::UnconfirmedKey);
    let day = door::at(TODAY).date_naive();
    assert!(store.confirmations().note(confirmation.clone(), day));
    assert!(!store.confirmations().note(confirmation.clone(), day));
    assert_eq!(reason(altered(), &store), Reason::BadSignature);
    assert_eq!(reason(other(), &store), Reason::UnconfirmedKey, "another version may have another key");
    assert_eq!(reason(signed(&fields("4"), &key(2)), &store), Reason::Ok);
    // Where the key is not held, what it once verified says nothing.
    let without = door::store(&door::list(&key(2), false));
    without.confirmations().note(confirmation, day);
    assert_eq!(reason(altered(), &without), Reason::UnconfirmedKey);
}

#[test]
fn nothing_is_confirmed_but_a_held_key_by_a_good_signature() {
    let confirms = |code: String, store: &TrustStore| {
        door::verdict(code, store, "authenticity", TODAY).confirms().cloned()
    };
    let good = || signed(&fields("3"), &key(1));
    assert!(confirms(good(), &store()).is_some());
    assert_eq!(confirms(signed(&fields("3"), &key(9)), &store()), None);
    assert_eq!(confirms(good(), &door::store(&door::list(&key(1), true))), None, "confirmed anyhow");
    assert_eq!(confirms(signed(&fields("-"), &key(1)), &store()), None, "no version");
    let mut bare = door::list(&key(1), false)["keys"][0].clone();
    bare.as_object_mut().unwrap().retain(|name, _| ["kty", "crv", "x", "y"].contains(&&**name));
    assert_eq!(confirms(good(), &door::store(&bare)), None, "a bare key, given on purpose");
}
