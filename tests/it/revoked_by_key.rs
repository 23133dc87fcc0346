//! Revocation cannot be dodged: it goes by the key that verified, under every name that any list gives it.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination};
use crate::hcert_claims::NOW;
use crate::mint::hcert::{self as mint, Bend, bent, from_json};
use data_encoding::BASE64;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Reason};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const OTHER: &[u8] = b"another!";

fn code(kid: &[u8]) -> String {
    let token = mint::cwt("AT", IAT, EXP, (1, from_json(&vaccination())));
    bent(&token, &key(), kid, &Bend { kid_unprotected: true, ..Bend::default() })
}

/// The key under two identifiers, each in a list of its own, the second spelt with a zero too many; the first is revoked.
fn store(issuer: &Value, country: &str) -> TrustStore {
    let list = |kid: &[u8], long: bool| {
        let mut jwk = key().jwk(kid);
        jwk["issuer"] = issuer.clone();
        if long {
            let y = data_encoding::BASE64URL_NOPAD.decode(jwk["y"].as_str().unwrap().as_bytes()).unwrap();
            jwk["y"] = json!(data_encoding::BASE64URL_NOPAD.encode(&[&[0], &*y].concat()));
        }
        json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [jwk] })
    };
    let mut store = door::store(&list(KID, false));
    door::add(&mut store, &list(OTHER, true));
    let uci = Sha256::digest(vaccination()["v"][0]["ci"].as_str().unwrap());
    let batch = json!({
        "country": country, "kid": BASE64.encode(KID), "hashType": "UCI", "entries": [{ "hash": BASE64.encode(&uci[..16]) }],
    });
    store.read(batch.to_string().as_bytes(), "batch.json", false).unwrap();
    store
}

#[test]
fn a_code_under_another_identifier_of_its_key_is_still_revoked() {
    for issuer in [json!("AUT"), Value::Null] {
        let store = store(&issuer, "AT");
        for kid in [KID, OTHER] {
            let verdict = door::verdict(code(kid), &store, "authenticity", NOW);
            gives(&verdict, Reason::Revoked, "batch.json");
            assert_eq!(verdict.checks().revocation, Check::Fail);
        }
    }
}

#[test]
fn an_identifier_that_no_list_gives_the_key_finds_no_key() {
    let store = store(&json!("AUT"), "AT");
    gives(&door::verdict(code(b"nobody's"), &store, "authenticity", NOW), Reason::UnknownIssuer, "");
}
