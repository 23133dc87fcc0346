//! WHO's certificates in HC1 codes: DDCC, and the pilgrimage form.

use crate::hcert::{IAT, KID, gives, key, verify_at};
use crate::hcert_claims::{NOW, holder, judged, judged_at, refused, token};
use crate::mint::hcert::{self as mint, encode, from_json};
use doorcheck::verdict::{Check, Disease, Reason};
use serde_json::{Value as Json, json};

#[test]
fn the_pilgrimage_form_is_a_health_link() {
    let cwt = mint::cwt("XA", IAT, 9_223_372_036_854_775, (5, from_json(&json!([{"u": "shlink:/abc"}]))));
    let bend = mint::Bend { tags: vec![61, 18], ..mint::Bend::default() };
    let message = mint::cose(&cwt, &key(), KID, &bend);
    let text = data_encoding::BASE64.encode(&message);
    gives(
        &verify_at(&text, NOW),
        Reason::UnsupportedKind,
        "the signature of XA holds; the code carries a health link",
    );
    let end = text.len() - 8;
    gives(&verify_at(&text[..end], NOW), Reason::Malformed, "");
    gives(&verify_at(&format!("{}!!!!", &text[..end]), NOW), Reason::Malformed, "base64");
}

fn ddcc_flat() -> Json {
    json!({
        "name": "Eddie Murphy", "birthDate": "1986-09-19", "identifier": "1234567890", "vaccine": {"code": "XM0GQ8"},
        "brand": {"code": "XM8NQ0"}, "lot": "PT123F", "date": "2021-07-08", "vaccine_valid": "2021-07-22", "dose": 1,
        "total_doses": 2, "country": {"code": "USA"}, "disease": {"code": "840539006"}, "hcid": "US1",
        "valid_from": "2021-07-08", "valid_until": "2022-07-08",
    })
}

fn ddcc_nested() -> Json {
    json!({
        "name": "Eddie Murphy", "birthDate": "1986-09-19", "identifier": {"value": "1234567890"},
        "vaccination": {
            "vaccine": {"code": "XM0GQ8"}, "brand": {"code": "TEST"}, "lot": "PT123F", "date": "2021-07-08",
            "validFrom": "2021-07-22", "dose": 1, "totalDoses": 2, "country": {"code": "USA"},
        },
        "certificate": {"hcid": {"value": "US1"}, "period": {"start": "2021-07-08", "end": "2022-07-08"}},
    })
}

#[track_caller]
fn is_ddcc(cwt: &[u8], product: &str) {
    let verdict = judged(cwt);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(holder(&verdict), ("Eddie Murphy".to_owned(), None));
    assert_eq!(verdict.holder().unwrap().document.as_ref().unwrap().reveal(), "1234567890");
    let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
    assert_eq!(event.target, Some(Disease::Covid19));
    assert_eq!(event.product.as_deref(), Some(product));
    assert_eq!((event.dose, event.of), (Some(1), Some(2)));
    assert_eq!((event.country.as_deref(), event.lot.as_deref()), (Some("USA"), Some("PT123F")));
    gives(&judged_at(cwt, "2022-07-08T23:59:59Z"), Reason::Ok, "");
    gives(&judged_at(cwt, "2022-07-09T00:00:00Z"), Reason::Expired, "");
}

#[test]
fn what_a_desk_takes_down_is_read_in_both_spellings_and_decides_nothing() {
    let told = |certificate: &Json| {
        let verdict = judged(&token(3, certificate));
        gives(&verdict, Reason::Ok, "");
        let given = verdict.events()[0].given.clone();
        let text =
            |text: Option<doorcheck::verdict::Personal<String>>| text.map(|text| text.reveal().clone());
        let day = |day: Option<doorcheck::verdict::Personal<doorcheck::verdict::When>>| {
            day.map(|day| day.reveal().to_string())
        };
        [text(given.manufacturer), text(given.clinician), day(given.from), day(given.next)]
    };
    let all =
        ["Biontech Manufacturing GmbH", "N-1", "2021-07-22", "2021-08-05"].map(|one| Some(one.to_owned()));
    let mut flat = ddcc_flat();
    let more = json!({"ma_holder": {"code": "ORG-100030215"}, "hw": "N-1", "due_date": "2021-08-05"});
    flat.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    assert_eq!(told(&flat), all);
    let mut nested = ddcc_nested();
    let more = json!({
        "manufacturer": {"code": "X", "display": "Biontech Manufacturing GmbH"},
        "practitioner": {"value": "N-1"}, "nextDose": "2021-08-05",
    });
    nested["vaccination"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    assert_eq!(told(&nested), all);
    for broken in [json!(7), json!([]), json!({}), json!("")] {
        let mut flat = ddcc_flat();
        for name in ["manufacturer", "hw", "due_date"] {
            flat[name] = broken.clone();
        }
        assert_eq!(told(&flat), [None, None, Some("2021-07-22".to_owned()), None], "{broken}");
    }
}

#[test]
fn a_ddcc_vaccination_is_read_in_all_its_spellings() {
    is_ddcc(&token(3, &ddcc_flat()), "Comirnaty");
    is_ddcc(&token(3, &json!([ddcc_flat()])), "Comirnaty");
    is_ddcc(&token(3, &ddcc_nested()), "COVID-19 vaccine, RNA");
    // The first version: at the token's root, with or without the registered claims.
    is_ddcc(&encode(&from_json(&ddcc_flat())), "Comirnaty");
    let root = encode(&from_json(&ddcc_flat()));
    assert_eq!(judged(&root).checks().dates, Check::Ok);
    gives(&judged_at(&root, "2021-07-21T12:00:00Z"), Reason::NotYetValid, "valid from");
    for name in ["name", "date", "dose"] {
        let mut certificate = ddcc_flat();
        certificate.as_object_mut().unwrap().remove(name);
        refused(&token(3, &certificate), &format!("{name}: missing"));
    }
    for (name, value, says) in [
        ("dose", json!(0), "dose: not a positive"),
        ("date", json!("8 July 2021"), "date: not a day"),
        ("valid_until", json!("never"), "valid_until: neither"),
        ("birthDate", json!(19860919), "birthDate: not text"),
        ("country", json!(840), "country: neither text nor a code"),
    ] {
        let mut certificate = ddcc_flat();
        certificate[name] = value;
        refused(&token(3, &certificate), says);
    }
    refused(&token(3, &json!([ddcc_flat(), ddcc_flat()])), "-260.3: 2 entries");
}
