//! SMART Health Cards: what is read of a genuine one, and which claims break it.

use crate::door;
use crate::mint::shc::{dose, jws, key, numeric, patient, payload, test};
use crate::shc::{ISSUER, NOW, card, trusting};
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::verdict::{Check, Disease, EventKind, Outcome, Reason, TestResult};
use serde_json::{Value, json};

fn verdict(card: &Value, profile: &str) -> Verdict {
    door::verdict(numeric(&jws(card, &key("a"))), &trusting(Some(ISSUER), &key("a")), profile, NOW)
}

#[track_caller]
fn gives(card: &Value, reason: Reason, says: &str) -> Verdict {
    let verdict = verdict(card, "authenticity");
    assert_eq!(verdict.reason(), reason, "{:?}", helpdesk(&verdict));
    let detail = helpdesk(&verdict).unwrap_or_default();
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
    assert!(!detail.contains("Teapot") && !detail.contains("1980-05-23"), "{detail}");
    verdict
}

/// A card with one of its members replaced; null takes it away.
fn with(pointer: &str, value: Value) -> Value {
    let mut card = card();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = card.pointer_mut(parent).unwrap();
    match (name.parse::<usize>(), value) {
        (Ok(at), value) => parent[at] = value,
        (Err(_), Value::Null) => drop(parent.as_object_mut().unwrap().remove(name)),
        (Err(_), value) => parent[name] = value,
    }
    card
}

const PATIENT: &str = "/vc/credentialSubject/fhirBundle/entry/0/resource";
const DOSE: &str = "/vc/credentialSubject/fhirBundle/entry/1/resource";

/// A null in the place of a member.
fn null(pointer: &str) -> Value {
    let mut card = with(pointer, json!("to be null"));
    *card.pointer_mut(pointer).unwrap() = Value::Null;
    card
}

fn of(resources: &[Value]) -> Value {
    let all: Vec<Value> = std::iter::once(patient("Teapot", &["Mary"], "1980-05-23"))
        .chain(resources.iter().cloned())
        .collect();
    payload(ISSUER, &all)
}

#[test]
fn times_bound_the_validity() {
    gives(&with("/nbf", json!(1_900_000_000)), Reason::NotYetValid, "nbf");
    gives(&with("/exp", json!(1_760_000_000.25)), Reason::Expired, "exp");
    gives(&with("/exp", json!(1_995_000_000)), Reason::Ok, "");
    let from = gives(&with("/nbf", json!(1_748_736_000.656)), Reason::Ok, "").valid_from();
    assert_eq!(from.unwrap().to_string(), "2025-06-01T00:00:00.656Z");
    gives(&with("/nbf", json!(1_748_736_000_000_u64)), Reason::MalformedClaims, "nbf: milliseconds");
    let far = gives(&with("/exp", json!(1e15)), Reason::Ok, "exp lies beyond the calendar");
    assert!(far.valid_until().is_none());
    let none = gives(&with("/nbf", Value::Null), Reason::Ok, "no nbf");
    assert_eq!(none.checks().dates, Check::Skipped);
    for (card, says) in [
        (null("/nbf"), "nbf: not a number"),
        (null("/exp"), "exp: not a number"),
        (with("/nbf", json!("1748736000")), "nbf: not a number"),
        (with("/nbf", json!(-1)), "nbf: before 1970"),
        (with("/exp", json!(-0.5)), "exp: before 1970"),
    ] {
        gives(&card, Reason::MalformedClaims, says);
    }
}

#[test]
fn claims_that_break_the_schema_are_malformed() {
    for (card, says) in [
        (with("/vc", Value::Null), "vc: missing"),
        (with("/vc", json!([])), "vc: not an object"),
        (with("/vc/type", Value::Null), "vc.type: does not hold"),
        (with("/vc/type", json!(["VerifiableCredential"])), "vc.type: does not hold"),
        (with("/vc/type", json!("https://smarthealth.cards#health-card")), "vc.type: not an array"),
        (with("/vc/type", json!([7])), "vc.type[0]: not text"),
        (with("/vc/rid", json!(7)), "vc.rid"),
        (with("/vc/rid", json!("a.b")), "vc.rid"),
        (with("/vc/rid", json!("a".repeat(25))), "vc.rid"),
        (null("/vc/rid"), "vc.rid"),
        (with("/vc/credentialSubject", Value::Null), "credentialSubject: missing"),
        (with("/vc/credentialSubject/fhirBundle", Value::Null), "fhirBundle: missing"),
        (with("/vc/credentialSubject/fhirBundle/resourceType", json!("List")), "resourceType: not Bundle"),
        (with("/vc/credentialSubject/fhirBundle/entry", json!({})), "entry: not an array"),
        (with("/vc/credentialSubject/fhirBundle/entry", Value::Null), "entry: empty"),
        (with("/vc/credentialSubject/fhirBundle/entry", json!([])), "entry: empty"),
        (with("/vc/credentialSubject/fhirBundle/entry/0", json!({})), "entry[0].resource: missing"),
        (with("/vc/credentialSubject/fhirBundle/entry/0", json!(7)), "entry[0]: not an object"),
        (of(&[patient("Kettle", &["Beatrice"], "1954")]), "more than one Patient"),
        (payload(ISSUER, &[dose("208", "2025-03-01")]), "no Patient"),
        (with(&format!("{PATIENT}/resourceType"), Value::Null), "resourceType: missing"),
        (with(&format!("{PATIENT}/birthDate"), json!("23.05.1980")), "birthDate: not a date"),
        (with(&format!("{PATIENT}/birthDate"), json!("1980-02-30")), "birthDate: not a date"),
        (null(&format!("{PATIENT}/birthDate")), "birthDate: not text"),
        (with(&format!("{PATIENT}/name"), json!("Teapot")), "name: not an array"),
        (with(&format!("{PATIENT}/name/0/given"), json!("Mary")), "given: not an array"),
        (with(&format!("{PATIENT}/name/0/family"), json!("T".repeat(201))), "longer than 200 characters"),
        (with(&format!("{DOSE}/status"), Value::Null), "status: missing"),
        (with(&format!("{DOSE}/vaccineCode"), Value::Null), "vaccineCode: missing"),
        (with(&format!("{DOSE}/occurrenceDateTime"), Value::Null), "occurrenceDateTime: missing"),
        (with(&format!("{DOSE}/occurrenceDateTime"), json!("2025-13-01")), "not a date"),
        (with(&format!("{DOSE}/occurrenceDateTime"), json!("2025-03-01 10:00:00Z")), "not a date"),
        (
            with(&format!("{DOSE}/protocolApplied"), json!([{"doseNumberPositiveInt": 0}])),
            "not a positive number",
        ),
        (with(&format!("{DOSE}/isSubpotent"), json!("no")), "neither true nor false"),
    ] {
        let verdict = gives(&card, Reason::MalformedClaims, says);
        assert_eq!((verdict.checks().signature, verdict.checks().read), (Check::Ok, Check::Fail));
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }
}

#[test]
fn doses_are_read_and_counted() {
    let mut second = dose("208", "2025-04-01T10:30:00+08:00");
    second["protocolApplied"] = json!([{"doseNumberPositiveInt": 2, "seriesDosesPositiveInt": 2}]);
    let verdict = gives(&of(&[dose("207", "2025-03"), second]), Reason::Ok, "");
    let [first, second] = verdict.events() else { panic!("two doses") };
    assert_eq!(first.product.as_deref(), Some("Spikevax (Moderna)"));
    assert_eq!((first.target.as_ref(), first.lot.as_deref()), (Some(&Disease::Covid19), Some("0000001")));
    assert_eq!(first.date.unwrap().to_string(), "2025-03");
    assert_eq!((second.dose, second.of), (Some(2), Some(2)));
    assert_eq!(second.date.unwrap().to_string(), "2025-04-01T02:30:00Z");
    assert!(verdict.events().iter().all(|event| event.kind == EventKind::Vaccination));
}

#[test]
fn a_dose_that_was_not_given_is_none() {
    for status in ["not-done", "entered-in-error", "planned"] {
        let card = with(&format!("{DOSE}/status"), json!(status));
        let verdict = gives(&card, Reason::Ok, "not completed (1)");
        assert!(verdict.events().is_empty());
        assert_eq!(self::verdict(&card, "vaccinated").reason(), Reason::RulesNotMet);
    }
    gives(&with(&format!("{DOSE}/isSubpotent"), json!(true)), Reason::Ok, "not completed (1)");
    // Two records of one dose are one dose.
    let twice = of(&[dose("208", "2025-03-01"), dose("208", "2025-03-01")]);
    assert_eq!(gives(&twice, Reason::Ok, "recorded twice (1)").events().len(), 1);
}

#[test]
fn vaccines_go_by_the_names_of_many_systems() {
    let named = |code: Value| {
        let mut dose = dose("208", "2025-03-01");
        dose["vaccineCode"] = code;
        let event = gives(&of(&[dose]), Reason::Ok, "").events()[0].clone();
        (event.product.unwrap_or_default(), event.target)
    };
    let cvx = |code: &str| json!({"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": code}]});
    assert_eq!(named(cvx("37")), ("Yellow fever vaccine".to_owned(), Some(Disease::YellowFever)));
    assert_eq!(named(cvx("999")), ("CVX 999".to_owned(), None));
    let eu = json!({"coding": [{"system": "https://ec.europa.eu/x", "code": "EU/1/20/1528"}]});
    assert_eq!(named(eu), ("Comirnaty".to_owned(), Some(Disease::Covid19)));
    assert_eq!(named(json!({"text": "A vaccine"})), ("A vaccine".to_owned(), None));
    // A number that is a CVX code is none in another system.
    let other =
        json!({"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "208", "display": "Other"}]});
    assert_eq!(named(other), ("Other".to_owned(), None));
}

#[test]
fn tests_are_read_and_what_is_not_negative_never_passes() {
    let reason = |test: Value| gives(&of(&[test]), Reason::Ok, "").events()[0].clone();
    let negative = reason(test("94500-6", "260415000", "2026-11-21T08:00:00Z"));
    assert_eq!((negative.kind, negative.result), (EventKind::Test, Some(TestResult::Negative)));
    assert_eq!(negative.target, Some(Disease::Covid19));
    assert!(negative.product.unwrap().contains("nucleic acid"));
    let by_hand = |test: Value| {
        let verdict = gives(&of(&[test]), Reason::CheckByHand, "");
        assert_eq!(verdict.outcome(), Outcome::Undecided);
        verdict.events()[0].result
    };
    assert_eq!(by_hand(test("94558-4", "260373001", "2026-11-21")), Some(TestResult::Positive));
    assert_eq!(by_hand(test("94558-4", "419984006", "2026-11-21")), Some(TestResult::Unreadable));
    assert_eq!(by_hand(test("94558-4", "1", "2026-11-21")), Some(TestResult::Unreadable));
    // Positive by its interpretation, negative by its value.
    let mut torn = test("94558-4", "260415000", "2026-11-21");
    torn["interpretation"] = json!([{"coding": [{"system": "http://x", "code": "POS"}]}]);
    assert_eq!(by_hand(torn), Some(TestResult::Positive));
    // Not final yet.
    let mut early = test("94558-4", "260415000", "2026-11-21");
    early["status"] = "preliminary".into();
    assert_eq!(by_hand(early), Some(TestResult::Unreadable));
    // Positive in something that is not known here.
    assert_eq!(by_hand(test("1-8", "10828004", "2026-11-21")), Some(TestResult::Positive));
    let mut word = test("94558-4", "1", "2026-11-21");
    word["valueCodeableConcept"] = json!({"text": "Not detected"});
    assert_eq!(reason(word).result, Some(TestResult::Negative));
}

#[test]
fn other_measurements_are_left_aside() {
    let mut sodium = test("2947-0", "1", "2026-11-21");
    sodium.as_object_mut().unwrap().remove("valueCodeableConcept");
    sodium["valueQuantity"] = json!({"value": 140, "unit": "mmol/L"});
    let mut withdrawn = test("94558-4", "260373001", "2026-11-21");
    withdrawn["status"] = "entered-in-error".into();
    let report = json!({"resourceType": "DiagnosticReport", "result": 7});
    let verdict = gives(&of(&[sodium, withdrawn, report]), Reason::Ok, "not shown: other observations (2)");
    assert!(verdict.events().is_empty());
}

#[test]
fn names_are_shown_in_latin_letters_and_in_the_holders_own() {
    let holder = |name: Value| {
        let verdict = gives(&with(&format!("{PATIENT}/name"), name), Reason::Ok, "");
        let holder = verdict.holder().cloned().unwrap();
        (holder.name.map(|name| name.reveal().clone()), holder.native_name.map(|name| name.reveal().clone()))
    };
    let both = json!([{"family": "茶壺", "given": ["小明"]}, {"family": "Chawu", "given": ["Siu Ming"]}]);
    assert_eq!(holder(both), (Some("Siu Ming Chawu".to_owned()), Some("茶壺小明".to_owned())));
    let old = json!([{"use": "old", "text": "Old Name"}, {"text": "New Name"}]);
    assert_eq!(holder(old), (Some("New Name".to_owned()), None));
    gives(&with(&format!("{PATIENT}/name"), json!([])), Reason::Ok, "names nobody");
}
