//! WHO's digital yellow card: cases made from its texts, each under a key of the domain, usage and participant that it names.

use crate::mint::hcert::{self as mint, Key, encode, from_json};
use crate::{door, suites};
use chrono_tz::Tz;
use data_encoding::{BASE64, HEXLOWER};
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use serde_cbor::Value;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const KID: &[u8] = b"icvp-001";

fn key() -> Key {
    Key::p256("suite of icvp")
}

/// WHO's trust list with the one key, as a DID document (SMART Trust, "DID Trustlist v2"). It may be of a usage that gives none.
pub(crate) fn trusting(key: &Key, kid: &[u8], domain: &str, usage: &str, participant: &str) -> TrustStore {
    let list = "did:web:tng-cdn.who.int:v2:trustlist";
    let kid = BASE64.encode(kid);
    let mut jwk = key.jwk(b"");
    jwk["kid"] = kid.clone().into();
    let document = json!({
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": list,
        "controller": list,
        "verificationMethod": [{
            "id": format!("{list}:{domain}:{participant}:{usage}#{kid}"),
            "type": "JsonWebKey2020",
            "controller": format!("{list}:{domain}:{participant}:{usage}"),
            "publicKeyJwk": jwk,
            "domain": {"code": format!("#{domain}")},
            "participant": {"code": format!("#{participant}")},
            "keyusage": {"code": format!("#{}", if usage == "SCA" { "CSCA" } else { usage })},
        }],
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("did.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let mut store = TrustStore::empty();
    // A document without a key that is used here is refused: the store stays empty.
    let _ = store.load(&path, true);
    store
}

/// The code of a case.
fn code(case: &Json) -> String {
    let hex = |member: &str| {
        let text = case[member].as_str()?;
        Some(HEXLOWER.decode(text.as_bytes()).unwrap())
    };
    let raw = |content: Vec<u8>, within: bool| {
        // By hand: what serde_cbor reads is not always what stands there.
        let claims = &case["cwt"];
        let numbers = ["exp", "iat"].into_iter().zip([4, 6]);
        let known: Vec<(u64, i64)> =
            numbers.filter_map(|(name, key)| Some((key, claims[name].as_i64()?))).collect();
        let mut bytes = Vec::new();
        mint::head(&mut bytes, 5, known.len() as u64 + 2);
        bytes.extend(encode(&Value::Integer(1)));
        bytes.extend(encode(&Value::Text(claims["iss"].as_str().unwrap().to_owned())));
        for (key, number) in known {
            mint::head(&mut bytes, 0, key);
            bytes.extend(encode(&Value::Integer(number.into())));
        }
        bytes.extend(encode(&Value::Integer(-260)));
        if within {
            mint::head(&mut bytes, 5, 1);
            bytes.extend(encode(&Value::Integer(-6)));
        }
        bytes.extend(content);
        bytes
    };
    let cwt = match (hex("hcert_hex"), hex("content_hex")) {
        (Some(hcert), _) => raw(hcert, false),
        (None, Some(content)) => raw(content, true),
        (None, None) => raw(encode(&from_json(&case["content"])), true),
    };
    mint::code(&cwt, &key(), KID)
}

/// The time zone of a case's door: UTC, as in the profiles, but where the case is about another.
fn zone(id: &str) -> Tz {
    if id == "I059" { Tz::Asia__Hong_Kong } else { Tz::UTC }
}

fn judged(code: &str, store: &TrustStore, profile: &str, at: &str, zone: Tz) -> Verdict {
    let profile = Profile { time_zone: zone, ..Profile::named(profile).unwrap() };
    let now = Now::set(door::at(at), zone);
    verify(&Payload::new(code), &Door { store, profile: &profile, now: &now })
}

fn names(expected: &Json) -> Vec<&str> {
    expected.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn every_case_gives_one_of_its_reasons() {
    let Some(folder) = suites::folder("icvp") else { return };
    let suite = suites::json(&folder.join("cases.json"));
    let cases = suite["cases"].as_array().unwrap();
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        let (id, title) = (case["id"].as_str().unwrap(), case["title"].as_str().unwrap());
        let of = |member: &str| case["key"][member].as_str().unwrap();
        let store = trusting(&key(), KID, of("domain"), of("usage"), of("participant"));
        let code = code(case);
        let at = case["at"].as_str().unwrap();
        let mut held = |profile: &str, expected: &Json| {
            let verdict = judged(&code, &store, profile, at, zone(id));
            let reason = verdict.reason().name();
            *counts.entry(reason).or_default() += 1;
            if !names(expected).contains(&reason) {
                let detail = helpdesk(&verdict).unwrap_or_default();
                wrong.push(format!("{id} {profile}: {reason}, where {expected} belongs ({title}): {detail}"));
            }
        };
        held("authenticity", &case["expected"]);
        for (profile, expected) in case["profile_expected"].as_object().into_iter().flatten() {
            held(profile, expected);
        }
    }
    assert_eq!(Some(cases.len() as u64), suite["count"].as_u64(), "cases are missing");
    println!("icvp: {} cases: {counts:?}", cases.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
