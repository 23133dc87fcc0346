//! HC1 codes as real issuers sign them: what strays from the schema and can mean one thing alone is read so, and noted.

use crate::hcert::{EXP, IAT, KID, gives, key, vaccination, verify_at};
use crate::hcert_claims::{NOW, holder, judged, judged_at, refused, token};
use crate::mint::hcert::{self as mint, Bend, bent, encode, from_json, head, int_map};
use doorcheck::policy::Verdict;
use doorcheck::verdict::{Check, Doubt, Ground, Reason, Remark, TestResult};
use serde_cbor::Value;
use serde_json::{Value as Json, json};

/// The vaccination certificate with other claims.
fn with(changes: &[(&str, Json)]) -> Verdict {
    let mut certificate = vaccination();
    for (path, value) in changes {
        let (within, name) = path.rsplit_once('/').unwrap();
        certificate.pointer_mut(within).unwrap()[name] = value.clone();
    }
    judged(&token(1, &certificate))
}

/// A certificate with another group in place of the vaccination.
fn grouped(group: &str, entry: Json) -> Json {
    let mut certificate = vaccination();
    certificate.as_object_mut().unwrap().remove("v");
    certificate[group] = json!([entry]);
    certificate
}

fn test() -> Json {
    json!({
        "tg": "840539006", "tt": "LP217198-3", "nm": "Rapid", "ma": "1218", "sc": "2022-05-31T14:20:00+02:00",
        "tr": "260415000", "tc": "Centre", "co": "AT", "is": "Ministry", "ci": "URN:1",
    })
}

/// Genuine, and the claims given are noted as mended, in that order.
#[track_caller]
fn mended(verdict: &Verdict, claims: &[&str]) {
    gives(verdict, Reason::Ok, "");
    let noted: Vec<&str> = verdict
        .remarks()
        .iter()
        .filter_map(|remark| match remark {
            Remark::Mended { claim } => Some(claim.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(noted, claims);
}

#[test]
fn numbers_of_doses_may_be_written_with_a_fraction_of_nothing() {
    let verdict = with(&[("/v/0/dn", json!(2.0)), ("/v/0/sd", json!(3.0))]);
    mended(&verdict, &["v[0].dn", "v[0].sd"]);
    assert_eq!((verdict.events()[0].dose, verdict.events()[0].of), (Some(2), Some(3)));
    mended(&with(&[("/v/0/dn", json!(99))]), &[]);
    for (number, says) in [
        (json!(1.5), "v[0].dn: not an integer"),
        (json!(0), "v[0].dn: not a positive"),
        (json!(0.0), "v[0].dn: not a positive"),
        (json!(100), "v[0].dn: more than 99"),
        (json!(1e300), "v[0].dn: more than 99"),
    ] {
        gives(&with(&[("/v/0/dn", number)]), Reason::MalformedClaims, says);
    }
}

#[test]
fn a_time_after_a_day_is_passed_over() {
    for time in ["T00:00:00", "T10:12:00+02:00", "T23:59:59.999Z"] {
        let verdict = with(&[("/v/0/dt", json!(format!("2021-05-26{time}")))]);
        mended(&verdict, &["v[0].dt"]);
        assert_eq!(verdict.events()[0].date.unwrap().to_string(), "2021-05-26");
    }
    for date in
        ["2021-05-26T", "2021-05-26T25:00:00", "2021-05-26 10:12", "2021-02-30T00:00:00", "26.05.2021"]
    {
        gives(&with(&[("/v/0/dt", json!(date))]), Reason::MalformedClaims, "v[0].dt: not a day");
    }
    let recovery = grouped(
        "r",
        json!({
            "tg": "840539006", "fr": "2022-02-01T08:00:00", "df": "2022-02-12T00:00:00", "du": "2022-07-31T00:00:00Z",
            "co": "AT", "is": "M", "ci": "URN:1",
        }),
    );
    let cwt = token(1, &recovery);
    mended(&judged(&cwt), &["r[0].fr", "r[0].df", "r[0].du"]);
    // The day as written, to its end.
    gives(&judged_at(&cwt, "2022-07-31T23:59:59Z"), Reason::Ok, "");
    gives(&judged_at(&cwt, "2022-08-01T00:00:00Z"), Reason::Expired, "r[0].du");
    gives(&judged_at(&cwt, "2022-02-11T23:59:59Z"), Reason::NotYetValid, "r[0].df");
}

#[test]
fn a_date_of_birth_is_as_precise_as_it_is_sound() {
    for (stated, read) in [
        ("1963-00", "1963"),
        ("1963-00-00", "1963"),
        ("1989-00-20", "1989"),
        ("1989-05-00", "1989-05"),
        ("1998-02-26T00:00:00", "1998-02-26"),
    ] {
        let verdict = with(&[("/dob", json!(stated))]);
        mended(&verdict, &["dob"]);
        assert_eq!(verdict.holder().unwrap().birth_date.as_ref().unwrap().reveal().to_string(), read);
    }
    for stated in ["1963-13", "1963-0", "1963-00-0", "1963-13-00", "1963-00-xx", "1863-00-00", "0000-00-00"] {
        gives(&with(&[("/dob", json!(stated))]), Reason::MalformedClaims, "dob: not a date");
    }
}

#[test]
fn standardised_names_of_other_letters_are_names() {
    let verdict = with(&[("/nam/fnt", json!("MUSTER FRAU2<goessinger")), ("/nam/gnt", json!("Gabriele"))]);
    mended(&verdict, &["nam.fnt", "nam.gnt"]);
    let greek = json!({"fn": "Παπαδοπούλου", "fnt": "Papadopoulou 2", "gn": "Μαρία", "gnt": "MARIA"});
    assert_eq!(holder(&with(&[("/nam", greek)])).0, "MARIA Papadopoulou 2");
    // Without the standardised family name, the family name is one.
    let verdict = with(&[("/nam", json!({"fn": "Musterfrau", "gn": "Gabriele", "gnt": "GABRIELE"}))]);
    mended(&verdict, &["nam.fnt"]);
    assert_eq!(holder(&verdict).0, "Gabriele Musterfrau");
    for nam in [json!({}), json!({"fn": "Musterfrau", "gn": "Gabriele"}), json!({"gnt": "GABRIELE"})] {
        gives(&with(&[("/nam", nam)]), Reason::MalformedClaims, "nam.fnt: missing");
    }
    gives(&with(&[("/nam", json!({"fn": null, "fnt": null}))]), Reason::MalformedClaims, "nam.fnt: missing");
}

#[test]
fn a_name_that_says_nothing_is_a_question_and_not_missing() {
    for name in ["", "<", "<<<"] {
        let verdict = with(&[("/nam", json!({"fnt": name}))]);
        gives(&verdict, Reason::CheckByHand, "");
        assert!(verdict.grounds().contains(&Ground::Doubt(Doubt::Nameless)));
    }
}

#[test]
fn null_in_an_optional_member_is_absent() {
    gives(&with(&[("/nam/gn", json!(null)), ("/nam/gnt", json!(null))]), Reason::Ok, "");
    let mut entry = test();
    (entry["nm"], entry["ma"], entry["tc"]) = (json!(null), json!(null), json!(null));
    let verdict = judged(&token(1, &grouped("t", entry)));
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.events()[0].product.as_deref(), Some("Rapid immunoassay"));
    gives(&with(&[("/v/0/mp", json!(null))]), Reason::MalformedClaims, "v[0].mp: not text");
}

#[test]
fn a_version_of_other_than_three_numbers_is_noted() {
    for version in ["38543512C", "1.3", "", "v1.3.0", "1.3.0.0", "1..0"] {
        mended(&with(&[("/ver", json!(version))]), &["ver"]);
    }
    gives(&with(&[("/ver", json!(1.3))]), Reason::MalformedClaims, "ver: not text");
    gives(&with(&[("/ver", json!("2.0.0"))]), Reason::UnsupportedKind, "of version 2");
}

#[test]
fn an_austrian_exemption_has_versions_of_its_own() {
    let exempt = |version: &str| {
        let entry = json!({"tg": "840539006", "du": "2022-08-31", "co": "AT", "is": "M", "ci": "URN:1"});
        let mut certificate = grouped("ve", entry);
        certificate["ver"] = json!(version);
        verify_at(
            &bent(&token(1, &certificate), &key(), KID, &Bend { prefix: "AT1:", ..Bend::default() }),
            NOW,
        )
    };
    let verdict = exempt("AT-1.0.0");
    gives(&verdict, Reason::Exempt, "");
    assert!(verdict.remarks().is_empty());
    gives(&exempt("AT-2.0.0"), Reason::UnsupportedKind, "of version 2");
    // Under HC1 it is a version like no other.
    mended(&with(&[("/ver", json!("AT-1.0.0"))]), &["ver"]);
}

#[test]
fn texts_are_longer_than_the_schema_has_them() {
    let long = "x".repeat(2000);
    let mut entry = test();
    entry.as_object_mut().unwrap().remove("ma");
    (entry["tc"], entry["nm"]) = (json!(long), json!(long));
    mended(&judged(&token(1, &grouped("t", entry))), &[]);
    mended(&with(&[("/v/0/is", json!(long)), ("/nam/fn", json!(long))]), &[]);
}

#[test]
fn codes_outside_the_value_sets_are_shown_as_they_are() {
    let verdict =
        with(&[("/v/0/mp", json!("EU/9/99/9999")), ("/v/0/vp", json!("x")), ("/v/0/ma", json!("y"))]);
    mended(&verdict, &[]);
    assert_eq!(verdict.events()[0].product.as_deref(), Some("EU/9/99/9999"));
    for result in ["Not detected", "260415000 ", "negative", ""] {
        let mut entry = test();
        entry["tr"] = json!(result);
        let verdict = judged(&token(1, &grouped("t", entry)));
        gives(&verdict, Reason::CheckByHand, "");
        assert_eq!(verdict.events()[0].result, Some(TestResult::Unreadable));
    }
}

/// A pass of the United Kingdom: its entry under `d`; its claims under texts, or as the EU has them.
#[test]
fn a_domestic_pass_of_the_united_kingdom_is_declined_by_name() {
    let entry = json!({
        "ci": "URN:1", "co": "GB", "is": "NHS Digital", "df": "2021-07-27", "du": "2022-07-27", "pm": 1, "po": ["x"],
    });
    let mut certificate = grouped("d", entry);
    let dated = |claim: Value| {
        encode(&int_map([
            (1, Value::Text("GB".to_owned())),
            (4, Value::Integer(EXP.into())),
            (6, Value::Integer(IAT.into())),
            (-260, claim),
        ]))
    };
    let says = "the signature of GB holds; a pass of the United Kingdom";
    gives(&judged(&token(1, &certificate)), Reason::UnsupportedKind, "a pass of the United Kingdom");
    gives(&judged(&dated(from_json(&json!({ "1": certificate })))), Reason::UnsupportedKind, says);
    let texts = json!({"iss": "GB", "iat": IAT, "exp": EXP, "hcert": {"eu_dgc_v1": certificate}});
    let verdict = judged(&encode(&from_json(&texts)));
    gives(&verdict, Reason::UnsupportedKind, "the signature holds; a pass of the United Kingdom");
    assert!(verdict.holder().is_none());
    let texts = json!({"1": "GB", "4": EXP, "6": IAT, "-260": {"1": certificate}});
    gives(&judged(&encode(&from_json(&texts))), Reason::UnsupportedKind, "a pass of the United Kingdom");
    // Beside a group of the EU, `d` is any other claim.
    certificate["v"] = vaccination()["v"].clone();
    gives(&judged(&token(1, &certificate)), Reason::Ok, "");
    // Claims under texts are no EU certificate.
    refused(&dated(from_json(&json!({ "1": vaccination() }))), "-260: its key is not a number");
}

#[test]
fn an_unprotected_header_may_be_an_empty_byte_string() {
    let cwt = token(1, &vaccination());
    let unprotected = |bytes: &[u8]| {
        let mut header = Vec::new();
        head(&mut header, 2, bytes.len() as u64);
        header.extend(bytes);
        bent(&cwt, &key(), KID, &Bend { unprotected: Some(header), ..Bend::default() })
    };
    gives(&verify_at(&unprotected(b""), NOW), Reason::Ok, "");
    gives(&verify_at(&unprotected(&[0xA0]), NOW), Reason::Malformed, "the parts are not");
}

/// A token with one more claim.
fn claiming(claim: (i128, Value)) -> Vec<u8> {
    encode(&int_map([
        (1, Value::Text("AT".to_owned())),
        (4, Value::Integer(EXP.into())),
        (6, Value::Integer(IAT.into())),
        (-260, int_map([(1, from_json(&vaccination()))])),
        claim,
    ]))
}

#[test]
fn a_token_that_is_addressed_to_somebody_is_a_question() {
    for addressee in [Value::Text("Airline".to_owned()), Value::Array(vec![]), Value::Integer(1)] {
        let verdict = judged(&claiming((3, addressee)));
        gives(&verdict, Reason::CheckByHand, "addressed to somebody (aud)");
        assert_eq!(verdict.checks().signature, Check::Ok);
    }
    gives(&judged(&claiming((3, Value::Null))), Reason::Ok, "");
}

#[test]
fn a_start_beyond_the_calendar_has_not_come() {
    for far in [Value::Integer(i64::MAX.into()), Value::Float(1e300)] {
        gives(&judged(&claiming((5, far))), Reason::NotYetValid, "(nbf)");
    }
    gives(&judged(&claiming((5, Value::Float(f64::NAN)))), Reason::MalformedClaims, "5 (nbf)");
}

#[test]
fn two_certificates_are_declined_whatever_they_are() {
    let claim = int_map([(1, from_json(&vaccination())), (-6, from_json(&json!({"n": "x"})))]);
    let cwt = encode(&int_map([(4, Value::Integer(EXP.into())), (-260, claim)]));
    gives(&verify_at(&mint::code(&cwt, &key(), KID), NOW), Reason::UnsupportedKind, "2 certificates");
}
