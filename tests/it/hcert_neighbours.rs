//! HC1's neighbours: Austria's exemption, Switzerland's light certificate, WHO's test certificate, and what outlives a
//! signature.

use crate::door;
use crate::hcert::{EXP, IAT, KID, gives, key, vaccination, verify_at};
use crate::hcert_claims::{NOW, holder, judged, judged_at, refused, token};
use crate::mint::hcert::{self as mint, Bend, bent, encode, from_json, int_map};
use doorcheck::policy::Verdict;
use doorcheck::texts::helpdesk;
use doorcheck::verdict::{Check, Disease, EventKind, Reason, TestResult};
use serde_cbor::Value;
use serde_json::{Value as Json, json};

fn under(prefix: &'static str, cwt: &[u8], at: &str) -> Verdict {
    verify_at(&bent(cwt, &key(), KID, &Bend { prefix, ..Bend::default() }), at)
}

fn person() -> Json {
    let mut certificate = vaccination();
    certificate.as_object_mut().unwrap().remove("v");
    certificate
}

fn exemption() -> Json {
    let mut certificate = person();
    certificate["ve"] = json!([{
        "tg": "840539006", "du": "2022-08-31", "co": "AT", "is": "Ministry of Health, Austria", "ci": "URN:UVCI:01:AT:1",
    }]);
    certificate
}

#[test]
fn an_austrian_exemption_exempts_until_its_last_day() {
    let cwt = token(1, &exemption());
    let verdict = under("AT1:", &cwt, NOW);
    gives(&verdict, Reason::Exempt, "");
    assert_eq!(holder(&verdict).0, "Gabriele Musterfrau-Gößinger");
    let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
    assert_eq!((event.kind, event.target.clone()), (EventKind::Exemption, Some(Disease::Covid19)));
    assert_eq!(verdict.valid_until().unwrap().to_string(), "2022-08-31");
    gives(&under("AT1:", &cwt, "2022-08-31T23:59:59Z"), Reason::Exempt, "");
    gives(&under("AT1:", &cwt, "2022-09-01T00:00:00Z"), Reason::Expired, "ve[0].du");
    for (name, value, says) in [
        ("du", json!("31.08.2022"), "ve[0].du: not a day"),
        ("du", Json::Null, "ve[0].du: not text"),
        ("tg", json!(840_539_006), "ve[0].tg: not text"),
        ("ci", json!({}), "ve[0].ci: not text"),
    ] {
        let mut broken = exemption();
        broken["ve"][0][name] = value;
        gives(&under("AT1:", &token(1, &broken), NOW), Reason::MalformedClaims, says);
    }
}

fn light_token(certificate: &Json) -> Vec<u8> {
    let light = int_map([(1, from_json(certificate))]);
    encode(&int_map([
        (1, Value::Text("CH".to_owned())),
        (4, Value::Integer(EXP.into())),
        (6, Value::Integer(IAT.into())),
        (-250, light),
    ]))
}

#[test]
fn a_swiss_light_certificate_says_who_and_not_what() {
    let cwt = light_token(&person());
    let verdict = under("LT1:", &cwt, NOW);
    gives(&verdict, Reason::Ok, "a light certificate");
    assert_eq!(holder(&verdict).0, "Gabriele Musterfrau-Gößinger");
    assert!(verdict.events().is_empty());
    gives(&under("LT1:", &cwt, "2023-01-01T00:00:00Z"), Reason::Expired, "exp");
    // It shows no dose, so it meets no rule that asks for one.
    let code = bent(&cwt, &key(), KID, &Bend { prefix: "LT1:", ..Bend::default() });
    let verdict = door::verdict(code, &door::trusting(&key(), KID), "vaccinated", NOW);
    gives(&verdict, Reason::RulesNotMet, "");
    // More than a light certificate may say, or less than it must.
    let light = |certificate: &Json| under("LT1:", &light_token(certificate), NOW);
    gives(&light(&vaccination()), Reason::MalformedClaims, "v: has no place");
    let mut nameless = person();
    nameless.as_object_mut().unwrap().remove("nam");
    gives(&light(&nameless), Reason::MalformedClaims, "nam: missing");
    let broken = |light: Value| under("LT1:", &encode(&int_map([(-250, light)])), NOW);
    gives(&broken(Value::Integer(1)), Reason::MalformedClaims, "-250: not a map");
    gives(&broken(int_map([])), Reason::MalformedClaims, "-250: empty");
    gives(&broken(int_map([(2, from_json(&person()))])), Reason::MalformedClaims, "-250: its key is not 1");
    let both = encode(&int_map([
        (-250, int_map([(1, from_json(&person()))])),
        (-260, int_map([(1, from_json(&vaccination()))])),
    ]));
    gives(&under("LT1:", &both, NOW), Reason::MalformedClaims, "not exactly one");
}

/// The prefix is not signed, so whoever changes it must gain nothing.
#[test]
fn a_certificate_counts_under_its_own_prefix_only() {
    let tokens = [token(1, &vaccination()), token(1, &exemption()), light_token(&person())];
    for (own, cwt) in tokens.iter().enumerate() {
        for (at, prefix) in ["HC1:", "AT1:", "LT1:"].into_iter().enumerate() {
            let verdict = under(prefix, cwt, NOW);
            if at == own {
                assert!(verdict.reason() >= Reason::Ok, "{prefix}: {:?}", helpdesk(&verdict));
            } else {
                gives(&verdict, Reason::MalformedClaims, "prefix: ");
            }
        }
    }
}

#[test]
fn broken_neighbours_are_refused_as_hc1_is() {
    for prefix in ["AT1:", "LT1:"] {
        for (body, says) in [("", "nothing follows"), ("6bfoxn", "base45"), ("6BFOXN", "zlib")] {
            gives(&verify_at(&format!("{prefix}{body}"), NOW), Reason::Malformed, says);
        }
    }
}

fn ddcc_test() -> Json {
    json!({
        "name": "Eddie Murphy", "birthDate": "1986-09-19", "hcid": "US1",
        "test": {
            "pathogen": {"code": "XN109"}, "type": {"code": "LP6464-4"}, "brand": {"code": "PanBio"},
            "date": "2022-05-31T14:20:00+02:00", "result": {"code": "260415000"}, "centre": {"value": "Clinic"},
            "country": {"code": "USA"},
        },
        "certificate": {"period": {"start": "2022-05-31", "end": "2022-06-02"}},
    })
}

#[test]
fn a_ddcc_test_is_read_in_both_spellings() {
    let mut flat = ddcc_test();
    let entry = flat.as_object_mut().unwrap().remove("test").unwrap();
    flat.as_object_mut().unwrap().remove("certificate");
    flat.as_object_mut().unwrap().extend(entry.as_object().unwrap().clone());
    flat["valid_until"] = json!("2022-06-02");
    for cwt in [token(4, &ddcc_test()), token(4, &flat), encode(&from_json(&flat))] {
        let verdict = judged(&cwt);
        gives(&verdict, Reason::Ok, "");
        assert_eq!(holder(&verdict).0, "Eddie Murphy");
        let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
        assert_eq!((event.kind, event.target.clone()), (EventKind::Test, Some(Disease::Covid19)));
        assert_eq!(event.result, Some(TestResult::Negative));
        assert_eq!(event.date.unwrap().to_string(), "2022-05-31T12:20:00Z");
        assert_eq!(event.product.as_deref(), Some("Nucleic acid amplification with probe detection: PanBio"));
        assert_eq!((event.country.as_deref(), event.centre.as_deref()), (Some("USA"), Some("Clinic")));
        gives(&judged_at(&cwt, "2022-06-03T00:00:00Z"), Reason::Expired, "");
    }
}

#[test]
fn a_ddcc_test_that_is_not_negative_never_passes() {
    let with = |result: Json| {
        let mut certificate = ddcc_test();
        certificate["test"]["result"] = result;
        judged(&token(4, &certificate))
    };
    gives(&with(json!({"code": "260373001"})), Reason::CheckByHand, "positive");
    gives(&with(json!({"code": "LA6576-8"})), Reason::CheckByHand, "positive");
    gives(&with(json!({"code": "Negative"})), Reason::CheckByHand, "unreadable");
    gives(&with(json!({"code": "LA6577-6"})), Reason::Ok, "");
    let mut without = ddcc_test();
    without["test"].as_object_mut().unwrap().remove("result");
    gives(&judged(&token(4, &without)), Reason::CheckByHand, "not stated");
    for name in ["pathogen", "type", "date", "country"] {
        let mut broken = ddcc_test();
        broken["test"].as_object_mut().unwrap().remove(name);
        refused(&token(4, &broken), &format!("test.{name}: missing"));
    }
    let mut broken = ddcc_test();
    broken["test"]["date"] = json!("yesterday");
    refused(&token(4, &broken), "test.date: neither");
    refused(&token(4, &json!([])), "-260.4: 0 entries");
}

/// Vaccination against yellow fever counts for life; keys and tokens do not, and those who come with such a record are
/// told which of the two has run out.
#[test]
fn a_yellow_fever_record_that_outlived_its_key_has_a_line_of_its_own() {
    let card = |product: &str| {
        json!({
            "n": "Aulo Agerio", "dob": "1905-08-23",
            "v": [{"vp": product, "dt": "2022-01-20", "bo": "123"}],
        })
    };
    let fever = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
    let mut list = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [key().jwk(KID)] });
    list["keys"][0]["not_after"] = json!("2022-12-31T23:59:59Z");
    let store = door::store(&list);
    let verdict = |product: &str, exp: i64, at: &str| {
        let cwt = mint::cwt("AT", IAT, exp, (-6, from_json(&card(product))));
        door::verdict(mint::code(&cwt, &key(), KID), &store, "authenticity", at)
    };
    let line = "counts for life";
    gives(&verdict(fever, i64::MAX, "2023-06-01T00:00:00Z"), Reason::KeyExpired, line);
    gives(&verdict(fever, EXP - 86_400 * 60, "2022-12-01T00:00:00Z"), Reason::Expired, line);
    for at in ["2022-12-01T00:00:00Z", "2023-06-01T00:00:00Z"] {
        let other = verdict("XM28X5", EXP - 86_400 * 60, at);
        assert!(!helpdesk(&other).unwrap().contains(line));
    }
    assert_eq!(verdict(fever, EXP, "2022-12-01T00:00:00Z").checks().dates, Check::Ok);
}
