//! shc-spec-examples: the cards of the specification, as digits, JWS, file and chunks.

use crate::{door, suites};
use doorcheck::credential::{Chunks, Gathered};
use doorcheck::input::{Item, open_bytes};
use doorcheck::pipeline::{Door, verify_gathered};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Outcome, Reason};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// Cards were issued in June 2023, and one ends in 2024.
const NOW: &str = "2023-12-01T12:00:00Z";

/// A laboratory's measurements of nobody: valid in form, and no result on it is clearly negative.
const MEASUREMENTS: &str = "spec/example-02";

fn store(suite: &Path, case: &Value) -> TrustStore {
    let mut store = TrustStore::empty();
    for name in ["keys", "crl"] {
        store.load(&suite.join(case[name].as_str().unwrap()), true).unwrap();
    }
    store
}

/// The verdicts on codes of one run.
fn verdicts(codes: &[String], store: &TrustStore) -> Vec<Verdict> {
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store, profile: &profile, now: &now };
    let mut chunks = Chunks::default();
    let gathered: Vec<Gathered> =
        codes.iter().map(|code| chunks.add(&Payload::new(code.as_str()), Duration::ZERO)).collect();
    gathered.iter().map(|gathered| verify_gathered(gathered, &door)).collect()
}

#[test]
fn every_case_agrees() {
    let Some(suite) = suites::folder("shc-spec-examples") else { return };
    let cases = suites::json(&suite.join("cases.json"));
    let cases = cases.as_array().unwrap();
    assert!(!cases.is_empty());
    let mut verdict_count = 0;
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let number = id.rsplit('-').next().unwrap();
        let store = store(&suite, case);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let codes: Vec<String> = match &case["payload"] {
            Value::Array(codes) => codes.iter().map(text).collect(),
            code => vec![text(code)],
        };
        let file = suite.join(format!("examples/example-{number}-e-file.smart-health-card"));
        let cards: Vec<String> = open_bytes("card", std::fs::read(&file).unwrap())
            .unwrap()
            .map(|item| match item.unwrap() {
                Item::Payload(payload) => payload.as_text().unwrap().to_owned(),
                Item::Frame(_) => panic!("{id}: a picture"),
            })
            .collect();
        let mut reversed = codes.clone();
        reversed.reverse();
        for codes in [codes, reversed, vec![text(&case["jws"])], cards] {
            let verdicts = verdicts(&codes, &store);
            verdict_count += verdicts.len();
            let (last, parts) = verdicts.split_last().unwrap();
            assert!(parts.iter().all(|verdict| verdict.reason() == Reason::Incomplete), "{id}");
            let expected = match case["expected"].as_str().unwrap() {
                "valid" if id == MEASUREMENTS => (Outcome::Undecided, Reason::CheckByHand),
                "valid" => (Outcome::Pass, Reason::Ok),
                "revoked" => (Outcome::Fail, Reason::Revoked),
                other => panic!("{id}: {other}"),
            };
            assert_eq!((last.outcome(), last.reason()), expected, "{id}: {:?}", helpdesk(last));
            assert_eq!(last.checks().signature, Check::Ok, "{id}");
            let check = &case["reference_check"];
            assert_eq!(last.issuer().unwrap().key.as_deref(), check["hdr"]["kid"].as_str(), "{id}");
            let millis = |value: Option<doorcheck::verdict::When>| match value {
                Some(doorcheck::verdict::When::Instant(at)) => Some(at.timestamp_millis() as f64 / 1000.0),
                _ => None,
            };
            assert_eq!(millis(last.valid_from()), check["nbf"].as_f64(), "{id}");
            assert_eq!(millis(last.valid_until()), check["exp"].as_f64(), "{id}");
        }
        // Otherwise nobody is to trust them: their private halves are public.
        let mut store = TrustStore::bundled().unwrap();
        assert!(store.load(&suite.join(case["keys"].as_str().unwrap()), false).is_err());
    }
    println!("shc-spec-examples: {} cases, {verdict_count} verdicts", cases.len());
}
