//! nzcp-spec: the examples of the NZ COVID Pass specification, and broken ones of its readers.

use crate::{door, suites};
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::Reason;

/// What each case must give, by its id: what the suite says in words, in the terms of a verdict.
const CASES: [(&str, Reason); 9] = [
    ("spec/nzcp", Reason::Ok),
    ("spec/nzcp-bad-public-key", Reason::BadSignature),
    ("spec/nzcp-modified-payload", Reason::BadSignature),
    ("spec/nzcp-modified-sig", Reason::BadSignature),
    ("spec/nzcp-not-associated-public-key", Reason::UnknownIssuer),
    ("spec/nzcp-expired-payload", Reason::Expired),
    ("spec/nzcp-notactive-payload", Reason::NotYetValid),
    ("nzcp4j/invalid-version", Reason::UnsupportedKind),
    ("nzcp-js/not-base32", Reason::Malformed),
];

#[test]
fn every_case_gives_what_the_suite_says() {
    let Some(folder) = suites::folder("nzcp-spec") else { return };
    let cases = suites::json(&folder.join("cases.json"));
    let cases = cases.as_array().unwrap();
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let (_, reason) =
            CASES.iter().find(|(known, _)| *known == id).unwrap_or_else(|| panic!("{id}: not known"));
        assert_eq!(case["expected"] == "valid", *reason == Reason::Ok, "{id}");
        let keys = folder.join(case["keys"].as_str().unwrap());
        let mut store = TrustStore::empty();
        store.load(&keys, true).unwrap();
        let clock = case["clock"].as_str().unwrap();
        let payload = case["payload"].as_str().unwrap();
        let verdict = door::verdict(payload, &store, "authenticity", clock);
        assert_eq!(verdict.reason(), *reason, "{id}: {:?}", helpdesk(&verdict));

        // Whose examples these are, is trusted by nobody.
        assert!(TrustStore::bundled().unwrap().load(&keys, false).is_err(), "{id}");
        let bundled = door::verdict(payload, &TrustStore::bundled().unwrap(), "authenticity", clock);
        assert_ne!(bundled.outcome(), doorcheck::verdict::Outcome::Pass, "{id}");
    }
    println!("nzcp-spec: {} cases", cases.len());
    assert_eq!(cases.len(), CASES.len());
}
