//! vds-nc-au: the codes, authority and CRL of the Australian Passport Office's own reader.

use crate::{door, suites};
use doorcheck::texts::helpdesk;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Reason};

/// What each case must give, by its id, and which words must be said.
const CASES: [(&str, Reason); 3] = [
    ("validVDSJson", Reason::Ok),
    ("invalidVDSJson", Reason::BadSignature),
    ("nonVDSJson", Reason::NotACredential),
];

#[test]
fn every_case_gives_what_the_suite_says() {
    let Some(folder) = suites::folder("vds-nc-au") else { return };
    let cases = suites::json(&folder.join("cases.json"));
    let cases = cases.as_array().unwrap();
    let mut given = TrustStore::empty();
    for file in ["CSCA_AUS.der", "CRL_AUS.crl"] {
        let loaded = given.load(&folder.join(file), false).unwrap();
        assert!(loaded.remarks.is_empty() || file.ends_with("der"), "{:?}", loaded.remarks);
    }
    assert_eq!(given.revocations().lists().count(), 1, "the CRL is the authority's");
    let bundled = TrustStore::bundled().unwrap();
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let (_, reason) =
            CASES.iter().find(|(known, _)| *known == id).unwrap_or_else(|| panic!("{id}: not known"));
        assert_eq!(case["expected"] == "valid", *reason == Reason::Ok, "{id}");
        let clock = format!("{}T00:00:00Z", case["clock"].as_str().unwrap());
        for store in [&given, &bundled] {
            let verdict = door::verdict(case["payload"].as_str().unwrap(), store, "authenticity", &clock);
            assert_eq!(verdict.reason(), *reason, "{id}: {:?}", helpdesk(&verdict));
            if *reason == Reason::Ok {
                let listed = std::ptr::eq(store, &given);
                assert_eq!(verdict.checks().revocation, if listed { Check::Ok } else { Check::Skipped });
                assert_eq!(verdict.events().len(), 2);
            }
        }
    }
    println!("vds-nc-au: {} cases", cases.len());
    assert_eq!(cases.len(), CASES.len());
}
