//! Several credentials of one person, judged as one.

use crate::door;
use crate::mint::hcert::{self as hcert, from_json};
use crate::mint::shc::{chunked, dose, jwk, jws, key, numeric, patient, payload, test};
use data_encoding::BASE64;
use doorcheck::credential::{Chunks, Gathered};
use doorcheck::pipeline::{Door, verify, verify_together};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Difference, Ground, HolderClaim, Mismatch, Outcome, Reason};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

const ISSUER: &str = "https://clinic.example/shc";
const KID: &[u8] = b"hcert-01";
const NOW: &str = "2026-11-22T04:00:00Z";
const NEGATIVE: &str = "260415000";
const POSITIVE: &str = "260373001";

fn hcert_key() -> hcert::Key {
    hcert::Key::p256("hcert")
}

/// A key of each network.
fn store() -> TrustStore {
    let mut store = door::trusting(&hcert_key(), KID);
    door::add(&mut store, &json!({ "iss": ISSUER, "keys": [jwk(&key("a"))] }));
    store
}

/// A SMART Health Card of Mary Teapot.
fn card(events: &[Value]) -> String {
    of("Teapot", "1980-05-23", events)
}

fn of(family: &str, born: &str, events: &[Value]) -> String {
    let resources = [&[patient(family, &["Mary"], born)], events].concat();
    numeric(&jws(&payload(ISSUER, &resources), &key("a")))
}

fn negative() -> Value {
    test("94500-6", NEGATIVE, "2026-11-21")
}

/// An HC1 certificate of Mary Teapot, of a dose with its number.
fn certificate(number: u32, date: &str, end: i64) -> String {
    let certificate = json!({
        "ver": "1.3.0",
        "nam": {"fn": "Teapot", "fnt": "TEAPOT", "gn": "Mary", "gnt": "MARY"},
        "dob": "1980-05-23",
        "v": [{
            "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": number, "sd": 2,
            "dt": date, "co": "AT", "is": "Ministry of Health, Austria", "ci": format!("URN:UVCI:01:AT:{number}"),
        }],
    });
    let token = hcert::cwt("AT", 1_748_736_000, end, (1, from_json(&certificate)));
    hcert::code(&token, &hcert_key(), KID)
}

const LATER: i64 = 1_900_000_000;

fn first_dose() -> String {
    certificate(1, "2025-03-01", LATER)
}

fn second_dose() -> String {
    certificate(2, "2025-03-29", LATER)
}

/// The verdict under a rule that asks for so many doses, or under none.
fn judged(codes: &[&str], store: &TrustStore, doses: Option<u32>) -> Verdict {
    let entry =
        doses.map_or(String::new(), |doses| format!("[entry]\ndoses = {doses}\nexemption-admits = true\n"));
    let profile = Profile::parse(&format!("name = \"asked\"\nsummary = \"\"\n{entry}")).unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let gathered: Vec<_> = codes.iter().map(|code| Gathered::Alone(Payload::new(*code))).collect();
    let (first, others) = gathered.split_first().unwrap();
    verify_together(first, others, &Door { store, profile: &profile, now: &now })
}

#[track_caller]
fn gives(verdict: &Verdict, reason: Reason, says: &str) {
    let detail = helpdesk(verdict).unwrap_or_default();
    assert_eq!(verdict.reason(), reason, "{detail}");
    assert_eq!(verdict.outcome(), reason.outcome());
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
}

fn mismatches(verdict: &Verdict) -> Vec<Mismatch> {
    let mismatch = |ground: &Ground| match ground {
        Ground::Mismatch(mismatch) => Some(mismatch.clone()),
        _ => None,
    };
    verdict.grounds().iter().filter_map(mismatch).collect()
}

#[test]
fn each_dose_says_by_which_codes_it_is_attested() {
    let both = card(&[dose("208", "2025-03-01"), dose("37", "2025-05-01")]);
    let verdict = judged(&[&first_dose(), &second_dose(), &both], &store(), None);
    gives(&verdict, Reason::Ok, "");
    let told: Vec<_> = (0..verdict.events().len()).map(|at| verdict.codes_of(at).to_vec()).collect();
    // The first is on two codes, and one dose.
    assert_eq!(told, [vec![1, 3], vec![2], vec![3]]);
    let alone = verify(
        &Payload::new(both),
        &Door {
            store: &store(),
            profile: &Profile::named("authenticity").unwrap(),
            now: &Now::set(door::at(NOW), chrono_tz::UTC),
        },
    );
    assert_eq!(
        (alone.events().len(), alone.codes_of(0), alone.codes_of(9)),
        (2, &[] as &[usize], &[] as &[usize])
    );
}

#[test]
fn one_credential_alone_is_judged_as_ever() {
    let store = store();
    for (code, doses) in
        [(first_dose(), None), (first_dose(), Some(2)), (card(&[negative()]), None), ("x".into(), None)]
    {
        let together = judged(&[&code], &store, doses);
        let entry = doses
            .map_or(String::new(), |doses| format!("[entry]\ndoses = {doses}\nexemption-admits = true\n"));
        let profile = Profile::parse(&format!("name = \"asked\"\nsummary = \"\"\n{entry}")).unwrap();
        let now = Now::set(door::at(NOW), profile.time_zone);
        let alone =
            verify(&Payload::new(code.as_str()), &Door { store: &store, profile: &profile, now: &now });
        assert_eq!(
            (together.reason(), helpdesk(&together).map(|text| text.replace("code 1: ", ""))),
            (alone.reason(), helpdesk(&alone))
        );
        assert_eq!(
            (together.checks(), together.family(), together.issuer()),
            (alone.checks(), alone.family(), alone.issuer())
        );
        assert_eq!(together.valid_until(), alone.valid_until());
    }
}

#[test]
fn two_certificates_of_a_dose_each_are_two_doses() {
    let store = store();
    let (one, two) = (card(&[dose("208", "2025-03-01")]), card(&[dose("208", "2025-03-29")]));
    gives(&judged(&[&one], &store, Some(2)), Reason::RulesNotMet, "the record shows 1 dose");
    for codes in [[&one, &two], [&two, &one]] {
        let verdict = judged(&codes.map(String::as_str), &store, Some(2));
        gives(&verdict, Reason::Ok, "");
        assert_eq!((verdict.events().len(), verdict.checks().rules), (2, Check::Ok));
        assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "Mary Teapot");
        assert_eq!(verdict.family().map(|family| family.name()), Some("shc"));
        assert_eq!(verdict.issuer().unwrap().id.as_deref(), Some(ISSUER));
        assert_eq!(verdict.grounds(), []);
    }
    gives(&judged(&[&one, &two], &store, Some(3)), Reason::RulesNotMet, "the record shows 2 doses");
    gives(&judged(&[&one, &two], &store, None), Reason::Ok, "");
}

#[test]
fn credentials_of_different_families_go_together() {
    let store = store();
    let (one, two) = (first_dose(), card(&[dose("208", "2025-03-29")]));
    let verdict = judged(&[&one, &two], &store, Some(2));
    gives(&verdict, Reason::Ok, "");
    // What they do not have in common is said of neither.
    let issuer = verdict.issuer().cloned().unwrap();
    assert_eq!((verdict.family(), issuer.network, issuer.id, issuer.key), (None, None, None, None));
    // The earliest end of both, the latest start.
    assert_eq!(verdict.valid_until().unwrap().to_string(), "2030-03-17T17:46:40Z");
}

#[test]
fn a_vaccination_and_a_test_are_judged_together() {
    let store = store();
    let vaccinated = second_dose();
    let tested = judged(&[&vaccinated, &card(&[negative()])], &store, Some(2));
    gives(&tested, Reason::Ok, "");
    assert_eq!(tested.events().len(), 2);
    // The test's result is not outweighed by any dose.
    let positive = card(&[test("94500-6", POSITIVE, "2026-11-21")]);
    for codes in [[&vaccinated, &positive], [&positive, &vaccinated]] {
        let codes = codes.map(String::as_str);
        gives(&judged(&codes, &store, Some(2)), Reason::RulesNotMet, "positive");
        gives(&judged(&codes, &store, None), Reason::CheckByHand, "positive");
    }
}

#[test]
fn another_persons_credential_never_passes() {
    let store = store();
    let mine = first_dose();
    let theirs = |family: &str, born: &str| of(family, born, &[dose("208", "2025-03-29")]);
    for (code, claim, says) in [
        (theirs("Kettle", "1980-05-23"), HolderClaim::Name, "code 2: the name is another than code 1"),
        (
            theirs("Teapot", "1980-05-24"),
            HolderClaim::BirthDate,
            "code 2: the date of birth is another than code 1",
        ),
        (theirs("Teapot", "1980"), HolderClaim::BirthDate, "code 2: the date of birth is another"),
    ] {
        for doses in [None, Some(1), Some(2)] {
            let verdict = judged(&[&mine, &code], &store, doses);
            gives(&verdict, Reason::CheckByHand, says);
            assert_eq!(verdict.outcome(), Outcome::Undecided);
            let mismatches = mismatches(&verdict);
            let [mismatch] = mismatches.as_slice() else { panic!("{mismatches:?}") };
            assert_eq!((mismatch.code, mismatch.claim, mismatch.difference), (2, claim, Difference::Differs));
            assert_ne!(mismatch.first, mismatch.here);
            // Whose name is shown.
            assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "Mary Teapot");
        }
        // What is red stays red.
        gives(&judged(&[&mine, &code], &store, Some(3)), Reason::RulesNotMet, says);
    }
    let both = judged(&[&mine, &theirs("Kettle", "1981-01-01")], &store, None);
    assert_eq!(mismatches(&both).len(), 2);
    let third = judged(&[&mine, &second_dose(), &theirs("Kettle", "1980-05-23")], &store, None);
    gives(&third, Reason::CheckByHand, "code 3: the name");
    // The detail is for the helpdesk: no value of either.
    let detail = helpdesk(&both).unwrap();
    assert!(!["Kettle", "Teapot", "1981", "1980"].iter().any(|value| detail.contains(value)), "{detail}");
}

#[test]
fn a_credential_or_a_dose_shown_twice_counts_once() {
    let store = store();
    let one = card(&[dose("208", "2025-03-01")]);
    let again = judged(&[&one, &one, &one], &store, Some(2));
    gives(&again, Reason::RulesNotMet, "the record shows 1 dose");
    assert_eq!(again.events().len(), 1);
    assert!(helpdesk(&again).unwrap().contains("code 3 is one shown before"));
    // The same card as text of another form.
    let jws = jws(
        &payload(ISSUER, &[patient("Teapot", &["Mary"], "1980-05-23"), dose("208", "2025-03-01")]),
        &key("a"),
    );
    gives(&judged(&[&one, &jws], &store, Some(2)), Reason::RulesNotMet, "the record shows 1 dose");
    // Signed anew, the same dose; and told of by another issuer.
    let anew = card(&[dose("208", "2025-03-01"), negative()]);
    gives(&judged(&[&one, &anew], &store, Some(2)), Reason::RulesNotMet, "the record shows 1 dose");
    gives(&judged(&[&one, &first_dose()], &store, Some(2)), Reason::RulesNotMet, "the record shows 1 dose");
    // A first dose on two days: corrected, or given twice.
    let other_day = certificate(1, "2025-03-04", LATER);
    gives(
        &judged(&[&first_dose(), &other_day], &store, Some(2)),
        Reason::CheckByHand,
        "a dose on one code may be the one on another",
    );
}

#[test]
fn a_revoked_one_among_them_is_the_verdict() {
    let mut store = store();
    let hash = Sha256::digest("URN:UVCI:01:AT:2");
    door::add(
        &mut store,
        &json!({
            "country": "AT", "expires": "2030-01-01T00:00:00Z", "kid": "UNKNOWN_KID", "hashType": "UCI",
            "entries": [{"hash": BASE64.encode(&hash[..16])}],
        }),
    );
    let (one, two) = (first_dose(), second_dose());
    for (codes, code) in [([&one, &two], 2), ([&two, &one], 1)] {
        let verdict = judged(&codes.map(String::as_str), &store, Some(1));
        gives(&verdict, Reason::Revoked, &format!("code {code}: revoked by its issuer"));
        assert_eq!((verdict.checks().revocation, verdict.events().len()), (Check::Fail, 1));
    }
    // The list has no word on the other network's card: what was not checked is not ticked.
    let verdict = judged(&[&one, &card(&[dose("208", "2025-03-29")])], &store, Some(2));
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.checks().revocation, Check::Skipped);
}

#[test]
fn the_weightiest_failure_of_any_is_the_verdict() {
    let store = store();
    let good = first_dose();
    let expired = certificate(2, "2025-03-29", 1_760_000_000);
    let unknown = numeric(&jws(&payload(ISSUER, &[patient("Teapot", &["Mary"], "1980-05-23")]), &key("b")));
    let altered = {
        let token = hcert::cwt("AT", 0, LATER, (1, from_json(&json!({}))));
        hcert::code(&token, &hcert::Key::p256("another"), KID)
    };
    for (bad, reason) in [
        (expired.as_str(), Reason::Expired),
        (&unknown, Reason::UnknownIssuer),
        (&altered, Reason::BadSignature),
        ("HC1:", Reason::Malformed),
        ("https://menu.example", Reason::NotACredential),
        ("shlink:/eyJ1cmwi", Reason::UnsupportedKind),
    ] {
        gives(&judged(&[&good, bad], &store, Some(1)), reason, "code 2: ");
        gives(&judged(&[bad, &good], &store, Some(1)), reason, "code 1: ");
        let verdict = judged(&[&good, &expired, bad], &store, Some(1));
        assert_eq!(verdict.reason(), reason.min(Reason::Expired));
    }
}

#[test]
fn a_card_of_several_chunks_can_be_one_of_them() {
    let store = store();
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    let whole = jws(&payload(ISSUER, &[patient("Teapot", &["Mary"], "1980-05-23"), negative()]), &key("a"));
    let mut chunks = Chunks::default();
    let parts: Vec<Gathered> = chunked(&whole, 2)
        .iter()
        .map(|part| chunks.add(&Payload::new(part.as_str()), Duration::ZERO))
        .collect();
    let one = Gathered::Alone(Payload::new(first_dose()));
    gives(&verify_together(&one, &parts[..1], &door), Reason::Incomplete, "code 2: 1 of 2 parts");
    let verdict = verify_together(&one, &parts[1..], &door);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.events().len(), 2);
}
