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
    // Milliseconds, or nonsense.
    for far in [json!(1e11), json!(253_402_300_800_u64), json!(1e15), json!(1e300)] {
        gives(&with("/exp", far.clone()), Reason::MalformedClaims, "exp: milliseconds");
        gives(&with("/nbf", far), Reason::MalformedClaims, "nbf: milliseconds");
    }
    gives(&with("/exp", json!(99_999_999_999_u64)), Reason::Ok, "");
    gives(&with("/nbf", json!(99_999_999_999_u64)), Reason::NotYetValid, "nbf");
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
        (with(&format!("{PATIENT}/birthDate"), json!("0000-01-01")), "birthDate: not a date"),
        (with(&format!("{DOSE}/occurrenceDateTime"), json!("0000-03-01")), "not a date"),
        (with(&format!("{DOSE}/occurrenceDateTime"), json!("9999-12-31T23:59:59-01:00")), "not a date"),
        (with(&format!("{DOSE}/protocolApplied"), json!([{"doseNumberPositiveInt": 100}])), "beyond 99"),
        (with(&format!("{DOSE}/protocolApplied"), json!([{"seriesDosesPositiveInt": 100}])), "beyond 99"),
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
fn who_made_a_vaccine_and_who_gave_it_where_are_read_as_far_as_they_are_said() {
    let said = |more: serde_json::Value| {
        let mut dose = dose("208", "2025-03-01");
        dose.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let verdict = gives(&of(&[dose]), Reason::Ok, "");
        let event = &verdict.events()[0];
        let told =
            |text: &Option<doorcheck::verdict::Personal<String>>| text.as_ref().map(|t| t.reveal().clone());
        (told(&event.given.manufacturer), told(&event.given.clinician), event.centre.clone())
    };
    let told = |one: &str| Some(one.to_owned());
    let mvx =
        json!({"manufacturer": {"identifier": {"system": "http://hl7.org/fhir/sid/mvx", "value": "PFR"}}});
    assert_eq!(said(mvx), (told("Pfizer"), None, None));
    let clinic = json!({"performer": [{"actor": {"display": "Demo Clinic"}}]});
    assert_eq!(said(clinic), (None, None, told("Demo Clinic")));
    let both = json!({
        "manufacturer": {"display": "A Maker"}, "location": {"display": "Room 1"},
        "performer": [
            {"actor": {"reference": "Practitioner/7", "display": "Dr Ada Example"}},
            {"actor": {"type": "Organization", "display": "Demo Clinic"}},
        ],
    });
    assert_eq!(said(both), (told("A Maker"), told("Dr Ada Example"), told("Room 1")));
    // Nothing is decided by them: what breaks its form is not shown, and no more.
    let broken = json!({"manufacturer": "x", "location": 7, "performer": {"actor": 1}});
    assert_eq!(said(broken), (None, None, None));
}

#[test]
fn a_dose_that_was_not_given_is_none() {
    for status in ["not-done", "entered-in-error", "planned"] {
        let card = with(&format!("{DOSE}/status"), json!(status));
        let verdict = gives(&card, Reason::NothingAttested, "not completed (1)");
        assert!(verdict.events().is_empty());
        assert_eq!(self::verdict(&card, "vaccinated").reason(), Reason::RulesNotMet);
    }
    gives(&with(&format!("{DOSE}/isSubpotent"), json!(true)), Reason::NothingAttested, "not completed (1)");
    // Two records of one dose are one dose.
    let twice = of(&[dose("208", "2025-03-01"), dose("208", "2025-03-01")]);
    assert_eq!(gives(&twice, Reason::Ok, "recorded twice (1)").events().len(), 1);
    // Nor are a day and the same day with a time two, nor two codes of one product.
    let doses =
        [dose("208", "2025-03-01"), dose("208", "2025-03-01T18:30:00-08:00"), dose("217", "2025-03-01")];
    let once = of(&doses);
    assert_eq!(gives(&once, Reason::Ok, "recorded twice (2)").events().len(), 1);
    let two = of(&[dose("208", "2025-03-01"), dose("208", "2025-04-01")]);
    assert_eq!(gives(&two, Reason::Ok, "").events().len(), 2);
}

/// Allergies, insurance, a vaccination that was not given: genuine, and nothing of what is asked for.
#[test]
fn a_card_of_other_things_has_no_event_and_is_no_pass() {
    let allergy = json!({
        "resourceType": "AllergyIntolerance", "code": {"text": "Peanut"}, "patient": {"reference": "resource:0"},
    });
    let coverage =
        json!({"resourceType": "Coverage", "status": "active", "beneficiary": {"reference": "resource:0"}});
    let mut undone = dose("208", "2025-03-01");
    undone["status"] = "not-done".into();
    for resources in [vec![allergy], vec![coverage], vec![undone], vec![]] {
        let card = numeric(&jws(&of(&resources), &key("a")));
        let sealed = doorcheck::credential::open(&doorcheck::reader::Payload::new(card)).unwrap();
        let genuine = doorcheck::trust::authenticate(sealed, &trusting(Some(ISSUER), &key("a"))).unwrap();
        let credential = genuine.read().unwrap();
        assert!(credential.events.is_empty() && !credential.pass && credential.doubts.is_empty());
    }
}

/// What the issuer says is not to be read by the rules alone.
#[test]
fn other_rules_are_for_a_person() {
    let bundle = "/vc/credentialSubject/fhirBundle";
    let extension = json!([{"url": "https://x.example/not-given", "valueBoolean": true}]);
    let entry = format!("{bundle}/entry/1");
    for place in [bundle, &entry, PATIENT, DOSE, &format!("{DOSE}/vaccineCode"), &format!("{PATIENT}/name/0")]
    {
        for (name, value) in
            [("implicitRules", json!("https://x.example")), ("modifierExtension", extension.clone())]
        {
            gives(&with(&format!("{place}/{name}"), value), Reason::CheckByHand, "rules");
        }
    }
    let mut torn = test("94558-4", "260415000", "2026-11-21");
    torn["component"] = json!([{"modifierExtension": extension, "code": {}, "interpretation": []}]);
    gives(&of(&[torn]), Reason::CheckByHand, "rules");
    // On what is passed over it changes nothing.
    let other = json!({"resourceType": "Location", "modifierExtension": extension});
    gives(&of(&[dose("208", "2025-03-01"), other]), Reason::Ok, "");
}

#[test]
fn an_entry_about_another_is_for_a_person() {
    let about = |reference: Value| {
        let mut dose = dose("208", "2025-03-01");
        dose["patient"] = reference;
        of(&[dose])
    };
    for other in [
        json!({"reference": "resource:1"}),
        json!({"reference": "Patient/7"}),
        json!({"reference": "#other"}),
        json!({"identifier": {"value": "7"}}),
        json!("resource:0"),
    ] {
        gives(&about(other), Reason::CheckByHand, "");
    }
    gives(&about(json!({"reference": "resource:0"})), Reason::Ok, "");
    let mut test = test("94558-4", "260415000", "2026-11-21");
    test["subject"] = json!({"reference": "resource:9"});
    gives(&of(&[test]), Reason::CheckByHand, "");
    // An address of a server, and the same relative to it.
    let mut card = about(json!({"reference": "Patient/7"}));
    card["vc"]["credentialSubject"]["fhirBundle"]["entry"][0]["fullUrl"] =
        "https://fhir.example/Patient/7".into();
    gives(&card, Reason::Ok, "");
}

#[test]
fn a_card_addressed_to_somebody_is_for_a_person() {
    for addressee in [json!("https://door.example"), json!(["a", "b"]), json!([])] {
        gives(&with("/aud", addressee), Reason::CheckByHand, "addressed");
    }
}

#[test]
fn texts_are_of_any_length() {
    let long = "T".repeat(1_500);
    let verdict = gives(&with(&format!("{PATIENT}/name/0/family"), json!(long)), Reason::Ok, "");
    assert!(verdict.holder().unwrap().name.as_ref().unwrap().reveal().ends_with(&long));
    gives(&with(&format!("{DOSE}/lotNumber"), json!("1".repeat(1_500))), Reason::Ok, "");
}

/// A name that is there and cannot be read is handed on, neither missing nor malformed.
#[test]
fn a_name_that_cannot_be_read_is_still_a_name() {
    for name in [
        json!([{"family": "", "given": [""]}]),
        json!([{"family": " "}]),
        json!([{"text": ""}]),
        json!([{"family": "***", "given": ["*"]}]),
        json!([{"family": "<<<"}]),
        json!([{"family": "\u{200b}"}]),
    ] {
        let card = numeric(&jws(&with(&format!("{PATIENT}/name"), name.clone()), &key("a")));
        let sealed = doorcheck::credential::open(&doorcheck::reader::Payload::new(card)).unwrap();
        let genuine = doorcheck::trust::authenticate(sealed, &trusting(Some(ISSUER), &key("a"))).unwrap();
        let holder = genuine.read().unwrap().holder;
        let name = holder.name.expect("a name").reveal().clone();
        assert!(!doorcheck::verdict::text::is_readable(&name), "{name:?}");
    }
    // One that can be read stands before it.
    let both = json!([{"family": "***"}, {"family": "Teapot"}, {"family": ""}]);
    let verdict = gives(&with(&format!("{PATIENT}/name"), both), Reason::Ok, "");
    assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "Teapot");
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

/// Wherever it stands in the record, a test that is not clearly negative is shown and never passes.
#[test]
fn a_test_that_is_not_clearly_negative_hides_nowhere() {
    let vaccinated = || dose("208", "2025-03-01");
    let never_passes = |hiding: Value, expected: TestResult| {
        let card = of(&[vaccinated(), hiding.clone()]);
        let verdict = gives(&card, Reason::CheckByHand, "");
        let found = verdict.events().iter().find(|event| event.kind == EventKind::Test).unwrap();
        assert_eq!(found.result, Some(expected), "{hiding}");
        assert_ne!(self::verdict(&card, "vaccinated").outcome(), Outcome::Pass, "{hiding}");
    };
    let valued = |name: &str, value: Value| {
        let mut test = test("94558-4", "260415000", "2026-11-21");
        test.as_object_mut().unwrap().remove("valueCodeableConcept");
        test[name] = value;
        test
    };
    // Codes that are not in the list: of the test, of the result.
    let mut sodium = valued("valueQuantity", json!({"value": 140, "unit": "mmol/L"}));
    sodium["code"] = json!({"coding": [{"system": "http://loinc.org", "code": "2947-0"}], "text": "Sodium"});
    never_passes(sodium, TestResult::Unreadable);
    never_passes(test("1-8", "1", "2026-11-21"), TestResult::Unreadable);
    let local = json!({"coding": [{"system": "http://lab.example", "code": "ND"}]});
    never_passes(valued("valueCodeableConcept", local), TestResult::Unreadable);
    // In words, as a truth value, as a number, in a component, by interpretation.
    never_passes(valued("valueString", json!("POSITIVE")), TestResult::Positive);
    never_passes(valued("valueString", json!("see report")), TestResult::Unreadable);
    never_passes(valued("valueBoolean", json!(true)), TestResult::Positive);
    never_passes(valued("valueBoolean", json!(false)), TestResult::Unreadable);
    never_passes(valued("valueInteger", json!(1)), TestResult::Unreadable);
    let positive = json!({"coding": [{"system": "http://snomed.info/sct", "code": "10828004"}]});
    never_passes(
        valued("component", json!([{"code": {}, "valueCodeableConcept": positive}])),
        TestResult::Positive,
    );
    never_passes(valued("interpretation", json!([{"coding": [{"code": "POS"}]}])), TestResult::Positive);
    never_passes(valued("interpretation", json!([{"text": "abnormal"}])), TestResult::Unreadable);
    never_passes(valued("dataAbsentReason", json!({"text": "error"})), TestResult::Unreadable);
    // Of another status, withdrawn ones too.
    for status in ["registered", "preliminary", "cancelled", "entered-in-error", "unknown"] {
        let mut test = test("94558-4", "260415000", "2026-11-21");
        test["status"] = status.into();
        never_passes(test, TestResult::Unreadable);
    }
    // Within another resource, and in a report's conclusion.
    let hidden = test("94558-4", "260373001", "2026-11-21");
    for around in [
        json!({"resourceType": "Location", "contained": [hidden]}),
        json!({"resourceType": "Bundle", "entry": [{"resource": hidden}]}),
        json!({"resourceType": "Parameters", "parameter": [{"resource": hidden}]}),
        json!({"resourceType": "DiagnosticReport", "status": "final", "conclusionCode": [positive]}),
    ] {
        never_passes(around, TestResult::Positive);
    }
    let mut containing = vaccinated();
    containing["occurrenceDateTime"] = "2025-04-01".into();
    containing["contained"] = json!([{"resourceType": "Observation"}]);
    never_passes(containing, TestResult::Unreadable);
    // What is clearly negative passes, in whatever place it says so.
    let negative = valued(
        "interpretation",
        json!([{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "NEG",
        }]}]),
    );
    let report = json!({"resourceType": "DiagnosticReport", "status": "final", "conclusion": "Negative"});
    let all = of(&[vaccinated(), negative, valued("valueString", json!("Not detected")), report]);
    gives(&all, Reason::Ok, "");
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
    gives(&with(&format!("{PATIENT}/name"), json!([])), Reason::CheckByHand, "names nobody");
}
