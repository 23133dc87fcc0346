//! The claims of HC1 codes: the token's dates, and the certificates it can carry.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination, verify_at, verify_with};
use crate::mint::hcert::{self as mint, encode, from_json, int_map};
use doorcheck::policy::Verdict;
use doorcheck::verdict::{Check, Disease, EventKind, Outcome, Reason, TestResult};
use serde_cbor::Value;
use serde_json::{Value as Json, json};

pub(crate) const NOW: &str = "2022-06-01T12:00:00Z";

pub(crate) fn judged_at(cwt: &[u8], at: &str) -> Verdict {
    verify_at(&mint::code(cwt, &key(), KID), at)
}

pub(crate) fn judged(cwt: &[u8]) -> Verdict {
    judged_at(cwt, NOW)
}

/// A token with the kind of certificate given.
pub(crate) fn token(kind: i128, content: &Json) -> Vec<u8> {
    mint::cwt("AT", IAT, EXP, (kind, from_json(content)))
}

/// A token whose registered claims are those given.
fn dated(claims: impl IntoIterator<Item = (i128, Value)>) -> Vec<u8> {
    let certificate = (-260, int_map([(1, from_json(&vaccination()))]));
    encode(&int_map(claims.into_iter().chain([certificate])))
}

fn times(iat: Value, exp: Value) -> Vec<u8> {
    dated([(6, iat), (4, exp)])
}

/// The vaccination certificate with one change.
fn changed(change: impl FnOnce(&mut Json)) -> Vec<u8> {
    let mut certificate = vaccination();
    change(&mut certificate);
    token(1, &certificate)
}

#[track_caller]
pub(crate) fn refused(cwt: &[u8], says: &str) {
    let verdict = judged(cwt);
    gives(&verdict, Reason::MalformedClaims, says);
    assert_eq!((verdict.checks().signature, verdict.checks().read), (Check::Ok, Check::Fail));
}

#[track_caller]
pub(crate) fn holder(verdict: &Verdict) -> (String, Option<String>) {
    let holder = verdict.holder().unwrap();
    (
        holder.name.as_ref().unwrap().reveal().clone(),
        holder.native_name.as_ref().map(|name| name.reveal().clone()),
    )
}

#[test]
fn a_vaccination_is_read_whole() {
    let verdict = judged(&token(1, &vaccination()));
    gives(&verdict, Reason::Ok, "");
    assert_eq!(holder(&verdict), ("Gabriele Musterfrau-Gößinger".to_owned(), None));
    let born = verdict.holder().unwrap().birth_date.as_ref().unwrap();
    assert_eq!(born.reveal().to_string(), "1998-02-26");
    let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
    assert_eq!((event.kind, event.target.clone()), (EventKind::Vaccination, Some(Disease::Covid19)));
    assert_eq!(event.product.as_deref(), Some("Comirnaty"));
    assert_eq!((event.dose, event.of, event.country.as_deref()), (Some(2), Some(2), Some("AT")));
    assert_eq!(event.date.unwrap().to_string(), "2021-02-18");
    assert_eq!(verdict.valid_until().unwrap().to_string(), "2023-01-01T00:00:00Z");
}

#[test]
fn a_test_has_its_result_and_time() {
    let certificate = |result: &str| {
        let mut certificate = vaccination();
        certificate.as_object_mut().unwrap().remove("v");
        certificate["t"] = json!([{
            "tg": "840539006", "tt": "LP217198-3", "nm": "ignored where the device is known", "ma": "1218",
            "sc": "2022-05-31T14:20:00+02:00", "tr": result, "tc": "Centre", "co": "AT", "is": "Ministry", "ci": "URN:1",
        }]);
        judged(&token(1, &certificate))
    };
    let verdict = certificate("260415000");
    gives(&verdict, Reason::Ok, "");
    let event = &verdict.events()[0];
    assert_eq!((event.kind, event.result), (EventKind::Test, Some(TestResult::Negative)));
    assert_eq!(event.date.unwrap().to_string(), "2022-05-31T12:20:00Z");
    assert_eq!(
        event.product.as_deref(),
        Some("Rapid immunoassay: Siemens Healthineers, CLINITEST Rapid Covid-19 Antigen Test")
    );
    for (result, read) in [("260373001", TestResult::Positive), ("NEGATIVO", TestResult::Unreadable)] {
        let verdict = certificate(result);
        gives(&verdict, Reason::CheckByHand, "");
        assert_eq!(verdict.events()[0].result, Some(read));
    }
}

#[test]
fn a_test_taken_beyond_the_calendar_is_malformed() {
    for time in ["+262141-01-01T00:00:00+0000", "-2000-01-01T00:00:00+00", "9999-12-31T23:59:59-10:00"] {
        let mut certificate = vaccination();
        certificate.as_object_mut().unwrap().remove("v");
        certificate["t"] = json!([{
            "tg": "840539006", "tt": "LP6464-4", "sc": time, "tr": "260415000", "co": "AT", "is": "Ministry", "ci": "URN:1",
        }]);
        gives(&judged(&token(1, &certificate)), Reason::MalformedClaims, "t[0].sc");
    }
}

#[test]
fn a_recovery_has_a_validity_of_its_own() {
    let mut certificate = vaccination();
    certificate.as_object_mut().unwrap().remove("v");
    certificate["r"] = json!([{
        "tg": "840539006", "fr": "2022-02-01", "df": "2022-02-12", "du": "2022-07-31", "co": "AT", "is": "M", "ci": "URN:1",
    }]);
    let cwt = token(1, &certificate);
    gives(&judged_at(&cwt, "2022-02-11T23:59:59Z"), Reason::NotYetValid, "r[0].df");
    gives(&judged_at(&cwt, "2022-02-12T00:00:00Z"), Reason::Ok, "");
    gives(&judged_at(&cwt, "2022-07-31T23:59:59Z"), Reason::Ok, "");
    let verdict = judged_at(&cwt, "2022-08-01T00:00:00Z");
    gives(&verdict, Reason::Expired, "r[0].du");
    assert_eq!(verdict.events()[0].kind, EventKind::Recovery);
}

#[test]
fn the_tokens_dates_bound_it_to_the_second() {
    let cwt = token(1, &vaccination());
    gives(&judged_at(&cwt, "2021-12-31T23:59:59Z"), Reason::NotYetValid, "iat");
    gives(&judged_at(&cwt, "2022-01-01T00:00:00Z"), Reason::Ok, "");
    gives(&judged_at(&cwt, "2022-12-31T23:59:59Z"), Reason::Ok, "");
    gives(&judged_at(&cwt, "2023-01-01T00:00:00Z"), Reason::Expired, "exp");
    let (iat, exp) = (Value::Integer(IAT.into()), Value::Integer(EXP.into()));
    let nbf = dated([(6, iat), (4, exp), (5, Value::Float(1_654_084_800.5))]);
    gives(&judged(&nbf), Reason::NotYetValid, "nbf");
    gives(&judged_at(&nbf, "2022-06-01T12:00:01Z"), Reason::Ok, "");
}

#[test]
fn times_are_finite_numbers_from_1970_on() {
    let good = Value::Integer(EXP.into());
    for (bad, says) in [
        (Value::Float(f64::NAN), "4 (exp): not a finite number"),
        (Value::Float(f64::INFINITY), "not a finite number"),
        (Value::Float(f64::NEG_INFINITY), "not a finite number"),
        (Value::Integer(-1), "before 1970"),
        (Value::Float(-1.5), "before 1970"),
        (Value::Text("2023-01-01".to_owned()), "not a number"),
        (Value::Null, "not a number"),
    ] {
        refused(&times(Value::Integer(IAT.into()), bad.clone()), says);
        refused(&times(bad, good.clone()), "6 (iat)");
    }
    gives(&judged(&times(Value::Float(1_640_995_200.25), Value::Float(1_672_531_200.75))), Reason::Ok, "");
}

#[test]
fn an_end_beyond_the_calendar_counts_as_none_and_a_start_has_not_come() {
    for far in [Value::Integer(9_223_372_036_854_775), Value::Integer(u64::MAX.into()), Value::Float(1e300)] {
        let verdict = judged(&times(Value::Integer(IAT.into()), far.clone()));
        gives(&verdict, Reason::Ok, "exp lies beyond the calendar");
        assert_eq!((verdict.checks().dates, verdict.valid_until()), (Check::Skipped, None));
        let verdict = judged(&times(far, Value::Integer(EXP.into())));
        gives(&verdict, Reason::NotYetValid, "not valid before 9999-12-31T23:59:59.999Z (iat)");
        assert_eq!(verdict.checks().dates, Check::Fail);
    }
}

#[test]
fn missing_dates_are_told() {
    let iat = (6, Value::Integer(IAT.into()));
    let exp = (4, Value::Integer(EXP.into()));
    for (cwt, says) in [(dated([iat]), "no exp"), (dated([exp]), "no iat"), (dated([]), "no exp")] {
        let verdict = judged(&cwt);
        gives(&verdict, Reason::Ok, says);
        assert_eq!(verdict.checks().dates, Check::Skipped);
    }
    let late = judged_at(&dated([(4, Value::Integer(EXP.into()))]), "2024-01-01T00:00:00Z");
    gives(&late, Reason::Expired, "exp");
}

#[test]
fn the_schema_is_held() {
    for (change, says) in [
        (("/ver", json!(1.3)), "ver: not text"),
        (("/nam", json!("GABRIELE")), "nam: not a map"),
        (("/dob", json!("26.02.1998")), "dob: not a date"),
        (("/dob", json!("1899-12-31")), "dob: not a date"),
        (("/dob", json!("2023-02-30")), "dob: not a date"),
        (("/v", json!([])), "v: 0 entries"),
        (("/v", json!({})), "v: not an array"),
        (("/v/0", json!(1)), "v[0]: not a map"),
        (("/v/0/dn", json!(0)), "v[0].dn: not a positive number"),
        (("/v/0/dn", json!(-1)), "v[0].dn: not a positive number"),
        (("/v/0/sd", json!(4_294_967_296_u64)), "v[0].sd: more than 99"),
        (("/v/0/dn", json!(100)), "v[0].dn: more than 99"),
        (("/v/0/dn", json!("2")), "v[0].dn: not an integer"),
        (("/v/0/dn", json!(2.5)), "v[0].dn: not an integer"),
        (("/v/0/dt", json!("2021-02")), "v[0].dt: not a day"),
        (("/v/0/dt", json!("2021-02-30")), "v[0].dt: not a day"),
        (("/v/0/co", json!("at")), "v[0].co: not a country"),
        (("/v/0/co", json!("")), "v[0].co: not a country"),
        (("/v/0/tg", json!(840_539_006)), "v[0].tg: not text"),
    ] {
        let cwt = changed(|certificate| *certificate.pointer_mut(change.0).unwrap() = change.1);
        refused(&cwt, says);
    }
    for (path, name) in [("", "ver"), ("", "nam"), ("", "dob"), ("", "v")] {
        refused(
            &changed(|whole| drop(whole.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(name))),
            name,
        );
    }
    for name in ["tg", "vp", "mp", "ma", "dn", "sd", "dt", "co", "is", "ci"] {
        let cwt = changed(|whole| drop(whole["v"][0].as_object_mut().unwrap().remove(name)));
        refused(&cwt, &format!("v[0].{name}: missing"));
    }
    refused(&changed(|whole| whole["v"] = json!([whole["v"][0], whole["v"][0]])), "v: 2 entries");
    refused(&changed(|whole| whole["t"] = whole["v"].clone()), "not exactly one of them");
}

#[test]
fn the_schema_leaves_room_where_it_does() {
    for change in [
        ("/dob", json!("")),
        ("/dob", json!("1998")),
        ("/dob", json!("1998-02")),
        ("/v/0/dn", json!(3)),
        ("/v/0/mp", json!("EU/9/99/9999")),
        ("/v/0/tg", json!("1")),
        ("/v/0/dt", json!("2021-02-18T00:00:00")),
    ] {
        let verdict = judged(&changed(|certificate| *certificate.pointer_mut(change.0).unwrap() = change.1));
        gives(&verdict, Reason::Ok, "");
    }
    let nulls = changed(|certificate| (certificate["t"], certificate["r"]) = (json!(null), json!(null)));
    gives(&judged(&nulls), Reason::Ok, "");
    // From schema 1.3.3 on, either standardised name is enough.
    let given_only = |version: &str| {
        changed(|certificate| {
            certificate["ver"] = json!(version);
            certificate["nam"] = json!({"gn": "Gabriele", "gnt": "GABRIELE"});
        })
    };
    gives(&judged(&given_only("1.3.3")), Reason::Ok, "");
    refused(&given_only("1.3.0"), "nam.fnt: missing");
    let verdict = judged(&changed(|certificate| certificate["ver"] = json!("2.0.0")));
    gives(&verdict, Reason::UnsupportedKind, "of version 2");
}

#[test]
fn names_in_other_scripts_stand_beside_their_transliteration() {
    let verdict = judged(&changed(|certificate| {
        certificate["nam"] =
            json!({"fn": "Παπαδοπούλου", "fnt": "PAPADOPOULOU", "gn": "Μαρία", "gnt": "MARIA<ELENI"});
    }));
    let native = Some("Μαρία Παπαδοπούλου".to_owned());
    assert_eq!(holder(&verdict), ("MARIA ELENI PAPADOPOULOU".to_owned(), native));
}

#[test]
fn other_contents_are_declined_by_name() {
    for (kind, says) in [(5, "health link"), (2, "of type 2"), (-5, "of type -5")] {
        let verdict = judged(&token(kind, &json!({"u": "https://example.org"})));
        gives(&verdict, Reason::UnsupportedKind, says);
        assert_eq!((verdict.outcome(), verdict.checks().signature), (Outcome::Other, Check::Ok));
        assert!(verdict.issuer().is_some() && verdict.holder().is_none());
    }
    let certificate = from_json(&vaccination());
    let both = int_map([(1, certificate.clone()), (3, certificate)]);
    let cwt = encode(&int_map([(4, Value::Integer(EXP.into())), (-260, both)]));
    gives(&judged(&cwt), Reason::UnsupportedKind, "2 certificates at once");
    refused(&encode(&int_map([(-260, int_map([]))])), "-260: empty");
    refused(&encode(&int_map([(-260, Value::Null)])), "-260: not a map");
    refused(&encode(&int_map([(1, Value::Text("AT".to_owned()))])), "-260: missing");
    refused(&mint::cwt("AT", IAT, EXP, (1, Value::Bytes(vec![1]))), "-260.1: not a map");
    refused(&encode(&Value::Null), "claims: not a map");
    refused(b"", "claims: EOF");
}

#[test]
fn no_flipped_bit_of_the_claims_panics() {
    let store = door::trusting(&key(), KID);
    let cwt = token(1, &vaccination());
    for at in 0..cwt.len() {
        for bit in 0..8 {
            let mut flipped = cwt.clone();
            flipped[at] ^= 1 << bit;
            let verdict = verify_with(&mint::code(&flipped, &key(), KID), &store, NOW);
            assert_eq!(verdict.checks().signature, Check::Ok);
            assert!(verdict.outcome() != Outcome::Pass || verdict.events().len() == 1);
        }
    }
}
