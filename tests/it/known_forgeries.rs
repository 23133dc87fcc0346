//! Forgeries under genuine keys that are publicly known: found by their signature, whatever the code states for the key.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination};
use crate::hcert_claims::NOW;
use crate::mint::hcert::{self as mint, Bend, bent, encode, from_json, int_map, to_be_signed};
use data_encoding::HEXLOWER;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Ground, Reason};
use serde_json::json;
use sha2::{Digest, Sha256};

fn token() -> Vec<u8> {
    mint::cwt("AT", IAT, EXP, (1, from_json(&vaccination())))
}

/// An algorithm alone is protected: the identifier stands where no signature covers it.
fn unprotected() -> Bend {
    Bend { kid_unprotected: true, ..Bend::default() }
}

/// The list that names the ordinary code, and the key under two identifiers.
fn store() -> TrustStore {
    let mut store = door::store(&json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [
        key().jwk(KID), key().jwk(b"another!"),
    ]}));
    let protected = encode(&int_map([(1, serde_cbor::Value::Integer(key().alg()))]));
    let signature = key().sign(&to_be_signed(&protected, &token()));
    let hash = HEXLOWER.encode(&Sha256::digest(&signature[..32])[..16]);
    let list = json!({ "forgeries": [{ "country": "AT", "kid": "AAAA", "signature": hash }] });
    assert_eq!(store.read(list.to_string().as_bytes(), "forgeries.json", false).unwrap().revocations, 1);
    store
}

#[test]
fn a_known_forgery_is_revoked_whatever_key_identifier_it_states() {
    for kid in [KID, b"another!"] {
        let verdict =
            door::verdict(bent(&token(), &key(), kid, &unprotected()), &store(), "authenticity", NOW);
        gives(&verdict, Reason::Revoked, "");
        assert_eq!(verdict.grounds(), [Ground::KnownForgery]);
        assert_eq!((verdict.checks().signature, verdict.checks().revocation), (Check::Ok, Check::Fail));
    }
}

#[test]
fn what_is_no_known_forgery_is_not_thereby_checked() {
    let mut other = vaccination();
    other["dob"] = json!("1999-02-26");
    let genuine = mint::cwt("AT", IAT, EXP, (1, from_json(&other)));
    let verdict = door::verdict(bent(&genuine, &key(), KID, &unprotected()), &store(), "authenticity", NOW);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.checks().revocation, Check::Skipped, "nobody keeps that list for the issuers");
}
