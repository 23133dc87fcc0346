//! WHO's digital vaccination card in HC1 codes: its forms, what each must state, and the rules that make it valid.

use crate::door;
use crate::hcert::{IAT, KID, gives, key};
use crate::hcert_claims::token;
use crate::mint::hcert::{self as mint, encode, from_json, int_map};
use crate::suite_icvp::trusting;
use doorcheck::credential::{Credential, Given, Products};
use doorcheck::policy::Verdict;
use doorcheck::trust::Accepted;
use doorcheck::verdict::{Check, Disease, Doubt, EventKind, Ground, Reason, Remark, SchemeRule};
use serde_cbor::Value;
use serde_json::{Value as Json, json};

const NOW: &str = "2026-11-26T12:00:00Z";
const STAMARIL: &str = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
const POLIO: &str = "PolioVaccineInactivatedIProduct532ef986c8042bbb15fee24056fdc4ed";
const HEXAXIM: &str = "DiphtheriaTetanusPertussProductd54558e2851d29311ee7f90975827dc7";
const MEASLES: &str = "MeaslesVaccineProduct";

/// Of 2026.
fn current() -> Json {
    json!({
        "n": "Aulo Agerio", "dob": "1965-08-23", "s": "male", "nt": "CHL", "id": "P1", "dt": "PPN", "v": "1.0.0",
        "d": "2026-10-02",
        "vx": {"vp": STAMARIL, "dv": "2026-10-01", "bo": "AB1", "cn": "Dr Ada Example", "is": "XXB"},
    })
}

/// Of 2025.
fn released() -> Json {
    json!({
        "n": "Aulo Agerio", "dob": "1965-08-23", "s": "male", "ntl": "CHL", "ndt": "NI", "nid": "16337361-9",
        "v": [{"vp": STAMARIL, "dt": "2025-10-20", "bo": "123", "vls": "2025-10-20", "is": "MINSAL"}],
    })
}

/// As pilots in the Americas issue it: `v` one map, without clinician and authority.
fn pilot() -> Json {
    json!({
        "n": "Aulo Agerio", "dob": "1965-08-23", "s": "male", "ndt": "NI", "nid": "16337361-9",
        "v": {"vp": STAMARIL, "dt": "2025-10-20", "bo": "123", "vls": "2025-10-20"},
    })
}

/// A card with other claims; null takes one away.
fn changed(mut card: Json, changes: &[(&str, Json)]) -> Json {
    for (path, value) in changes {
        let (within, name) = path.rsplit_once('/').unwrap();
        if let (Some(claim), false) = (card.pointer_mut(path), value.is_null()) {
            *claim = value.clone();
            continue;
        }
        let within = card.pointer_mut(within).and_then(Json::as_object_mut).unwrap();
        within.remove(name);
        within.extend((!value.is_null()).then(|| ((*name).to_owned(), value.clone())));
    }
    card
}

/// A token of 2026 that does not run out.
fn cwt(card: &Json) -> Vec<u8> {
    mint::cwt("XX", 1_790_942_400, 4_102_444_800, (-6, from_json(card)))
}

fn judged_at(card: &Json, at: &str) -> Verdict {
    let store = trusting(&key(), KID, "ICVP", "DSC", "XXB");
    door::verdict(mint::code(&cwt(card), &key(), KID), &store, "authenticity", at)
}

fn judged(card: &Json) -> Verdict {
    judged_at(card, NOW)
}

fn read(card: &Json) -> Credential {
    door::genuine(&mint::code(&cwt(card), &key(), KID), &key(), KID).read().unwrap()
}

#[track_caller]
fn refused(card: &Json, says: &str) {
    gives(&judged(card), Reason::MalformedClaims, says);
}

/// What only a person can decide about it, and nothing speaks against it otherwise.
#[track_caller]
fn asks(card: &Json, doubts: &[Doubt]) {
    gives(&judged(card), Reason::CheckByHand, "");
    let credential = read(card);
    assert_eq!((credential.doubts.as_slice(), credential.scheme.as_slice()), (doubts, [].as_slice()));
}

#[test]
fn the_current_form_is_read_whole() {
    let card = changed(current(), &[("/gn", json!("Numerio Negidio"))]);
    let verdict = judged(&card);
    gives(&verdict, Reason::Ok, "");
    let holder = verdict.holder().unwrap();
    assert_eq!(holder.name.as_ref().unwrap().reveal(), "Aulo Agerio");
    assert_eq!(holder.birth_date.as_ref().unwrap().reveal().to_string(), "1965-08-23");
    assert_eq!(holder.document.as_ref().unwrap().reveal(), "P1");
    assert_eq!(holder.guardian.as_ref().unwrap().reveal(), "Numerio Negidio");
    let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
    assert_eq!((event.kind, event.target.clone()), (EventKind::Vaccination, Some(Disease::YellowFever)));
    assert_eq!(event.product.as_deref(), Some("STAMARIL (Sanofi Pasteur)"));
    assert_eq!((event.lot.as_deref(), event.centre.as_deref()), (Some("AB1"), Some("Dr Ada Example, XXB")));
    assert_eq!(event.date.unwrap().to_string(), "2026-10-01");
    let Given { manufacturer, clinician, authority, from, until, next } = &event.given;
    assert_eq!(manufacturer.as_ref().unwrap().reveal(), "Sanofi Pasteur");
    assert_eq!(clinician.as_ref().unwrap().reveal(), "Dr Ada Example");
    assert_eq!(authority.as_ref().unwrap().reveal(), "XXB");
    assert_eq!(from.as_ref().unwrap().reveal().to_string(), "2026-10-11");
    assert!(until.is_none() && next.is_none() && !format!("{event:?} {:?}", event.given).contains("Ada"));
    let credential = read(&card);
    assert!(credential.card && credential.remarks.is_empty() && credential.scheme.is_empty());
    assert_eq!(credential.authorities, ["XXB"]);
}

#[test]
fn only_who_cards_are_cards() {
    let certificate = token(1, &crate::hcert::vaccination());
    assert!(!door::genuine(&mint::code(&certificate, &key(), KID), &key(), KID).read().unwrap().card);
}

#[test]
fn forms_are_told_apart_by_their_vaccinations() {
    gives(&judged(&released()), Reason::Ok, "");
    asks(&pilot(), &[Doubt::NobodyAnswers]);
    let dt = changed(current(), &[("/vx/dv", json!(null)), ("/vx/dt", json!("2026-10-01"))]);
    gives(&judged(&dt), Reason::Ok, "");
    let entry = current()["vx"].clone();
    for (changes, says) in [
        (vec![("/v", released()["v"].clone())], "v, vx: not exactly one"),
        (vec![("/v", pilot()["v"].clone())], "v, vx: not exactly one"),
        (vec![("/v", json!(true))], "v: not text"),
        (vec![("/v", json!(1.5))], "v: not text"),
        (vec![("/vx", json!(null))], "vx: missing"),
        (vec![("/vx", json!("x"))], "vx: not a map"),
        (vec![("/vx", json!([]))], "vx: 0 entries"),
        (vec![("/vx", json!([entry, entry]))], "vx: 2 entries"),
        (vec![("/vx", json!(null)), ("/v", json!(null))], "v: missing"),
        (vec![("/vx", json!(null)), ("/v", json!(""))], "vx: missing"),
        (vec![("/vx/dt", json!("2026-09-30"))], "vx.dv, dt: not exactly one"),
        (vec![("/nid", json!("P2"))], "id, nid: not exactly one"),
        (vec![("/ndt", json!("NI"))], "dt, ndt: not exactly one"),
        (vec![("/ntl", json!("IND"))], "nt, ntl: not exactly one"),
    ] {
        refused(&changed(current(), &changes), says);
    }
    for same in [("/nid", json!("P1")), ("/ndt", json!("PPN")), ("/vx/dt", json!("2026-10-01"))] {
        gives(&judged(&changed(current(), &[same])), Reason::Ok, "");
    }
    refused(&changed(released(), &[("/v", json!([]))]), "v: 0 entries");
    refused(&changed(released(), &[("/v/0", json!("x"))]), "v[0]: not a map");
    // A type of document that looks like a date is a type of document.
    gives(&judged(&changed(current(), &[("/dt", json!("2020-01-01"))])), Reason::Ok, "");
    // A list of one is one, and noted.
    gives(&judged(&changed(current(), &[("/vx", json!([entry]))])), Reason::Ok, "vx is not as");
    gives(&judged(&json!([current()])), Reason::Ok, "");
    refused(&json!([current(), current()]), "-260.-6: 2 entries");
}

#[test]
fn what_a_card_must_state_is_asked_for() {
    for name in ["n", "dob"] {
        for card in [current(), released(), pilot()] {
            refused(&changed(card, &[(&format!("/{name}"), json!(null))]), &format!("{name}: missing"));
        }
    }
    for (form, path, names) in [
        (current(), "vx", ["vp", "dv", "bo"]),
        (released(), "v/0", ["vp", "dt", "bo"]),
        (pilot(), "v", ["vp", "dt", "bo"]),
    ] {
        for name in names {
            let card = changed(form.clone(), &[(&format!("/{path}/{name}"), json!(null))]);
            refused(&card, &format!(".{name}: missing"));
        }
    }
    for (path, value, says) in [
        ("/n", json!(["A", "B"]), "n: not text"),
        ("/n", json!("x".repeat(5000)), "n: longer than 200"),
        ("/dob", json!("23/08/1905"), "dob: not a date"),
        ("/dob", json!("1965-02-30"), "dob: not a date"),
        ("/vx/dv", json!("2026"), "vx.dv: not a day"),
        ("/vx/dv", json!("2026-10"), "vx.dv: not a day"),
        ("/vx/dv", json!("01.10.2026"), "vx.dv: not a day"),
        ("/vx/dv", json!(20_362), "vx.dv: not a day"),
        ("/vx/dv", json!(20_362.0), "vx.dv: not text"),
        ("/vx/bo", json!(true), "vx.bo: not text"),
        ("/d", json!("yesterday"), "d: not a day"),
    ] {
        refused(&changed(current(), &[(path, value)]), says);
    }
    refused(&changed(released(), &[("/v/0/vls", json!(2022.5))]), "v[0].vls: not text");
}

#[test]
fn integers_are_taken_for_texts_and_times_cut_off() {
    let card = changed(
        current(),
        &[
            ("/vx/bo", json!(4711)),
            ("/id", json!(42)),
            ("/v", json!(1)),
            ("/vx/dv", json!("2026-10-01T09:00:00+02:00")),
        ],
    );
    let verdict = judged(&card);
    gives(&verdict, Reason::Ok, "vx.dv is not as");
    assert_eq!(verdict.events()[0].lot.as_deref(), Some("4711"));
    assert_eq!(verdict.holder().unwrap().document.as_ref().unwrap().reveal(), "42");
}

/// RFC 8943: a day as a number of days under tag 100, or written out under tag 1004; a bare number counts nothing.
#[test]
fn days_may_stand_under_their_tags() {
    let with = |day: Value| {
        let Value::Map(mut card) = from_json(&current()) else { panic!("no card") };
        let Some(Value::Map(entry)) = card.get_mut(&Value::Text("vx".to_owned())) else { panic!("no vx") };
        entry.insert(Value::Text("dv".to_owned()), day);
        let cwt = mint::cwt("XX", 1_790_942_400, 4_102_444_800, (-6, Value::Map(card)));
        let store = trusting(&key(), KID, "ICVP", "DSC", "XXB");
        door::verdict(mint::code(&cwt, &key(), KID), &store, "authenticity", NOW)
    };
    let days = Box::new(Value::Integer(20_727));
    for day in
        [Value::Tag(100, days.clone()), Value::Tag(1004, Box::new(Value::Text("2026-10-01".to_owned())))]
    {
        let verdict = with(day);
        gives(&verdict, Reason::Ok, "");
        assert_eq!(verdict.events()[0].date.unwrap().to_string(), "2026-10-01");
    }
    for none in [*days.clone(), Value::Tag(1004, days), Value::Tag(100, Box::new(Value::Float(20_727.0)))] {
        gives(&with(none), Reason::MalformedClaims, "vx.dv: not");
    }
}

#[test]
fn what_nothing_hangs_on_is_noted() {
    let noted = |changes: &[(&str, Json)]| {
        let card = changed(current(), changes);
        gives(&judged(&card), Reason::Ok, "");
        read(&card).remarks
    };
    assert_eq!(noted(&[("/s", json!(null))]), [Remark::Missing { claim: "s" }]);
    assert_eq!(noted(&[("/nt", json!(null))]), [Remark::Missing { claim: "nt" }]);
    assert_eq!(noted(&[("/d", json!(null))]), [Remark::Missing { claim: "d" }]);
    assert_eq!(noted(&[("/n", json!("أولو أجيريو"))]), [Remark::NoLatinName]);
    assert_eq!(noted(&[("/n", json!("أولو Agerio"))]), []);
    for born in ["1965", "1965-08"] {
        assert_eq!(noted(&[("/dob", json!(born))]), [Remark::Mended { claim: "dob".to_owned() }]);
    }
    assert_eq!(noted(&[("/s", json!("X")), ("/xloc", json!({"a": 1}))]), []);
}

#[test]
fn a_name_of_blanks_is_a_question() {
    asks(&changed(current(), &[("/n", json!(" "))]), &[Doubt::Nameless]);
}

#[test]
fn a_version_that_is_not_known_is_a_question_and_never_malformed() {
    for version in ["2.0.0", "v-next (draft)", "1.1"] {
        let card = changed(current(), &[("/v", json!(version))]);
        asks(&card, &[Doubt::CardVersion]);
        assert_eq!(read(&card).remarks, [Remark::CardVersion { version: version.to_owned() }]);
    }
    for version in [json!(null), json!(""), json!(" ")] {
        let card = changed(current(), &[("/v", version)]);
        asks(&card, &[Doubt::CardVersion]);
        assert_eq!(read(&card).remarks, [Remark::Missing { claim: "v" }]);
    }
    let next = |changes: &[(&str, Json)]| changed(changed(current(), &[("/v", json!("2.0.0"))]), changes);
    for changes in [
        vec![("/vx/dv", json!(null)), ("/vx/date", json!("2026-10-01"))],
        vec![("/n", json!({"family": "Agerio"}))],
        vec![("/dob", json!(null))],
        vec![("/vx", json!("x"))],
        vec![("/vx", json!(null))],
        vec![("/vx/bo", json!({})), ("/vx/cn", json!(null)), ("/vx/is", json!(null))],
        vec![("/vx", json!([current()["vx"], current()["vx"]]))],
    ] {
        asks(&next(&changes), &[Doubt::CardVersion, Doubt::ClaimsMissing]);
    }
    // What is known and speaks against it counts.
    gives(
        &judged(&next(&[("/vx/dv", json!("2026-11-20")), ("/d", json!("2026-11-20"))])),
        Reason::NotYetValid,
        "dv, ten",
    );
    assert_eq!(read(&next(&[("/vx/vp", json!(format!("YellowFeverProduct{:032}", 1)))])).scheme.len(), 1);
}

#[test]
fn a_yellow_fever_card_is_valid_from_the_tenth_day_on_and_for_life() {
    gives(&judged_at(&released(), "2025-10-29T23:59:59Z"), Reason::NotYetValid, "");
    let card = changed(current(), &[("/vx/dv", json!("2026-11-16")), ("/d", json!("2026-11-16"))]);
    gives(&judged_at(&card, "2026-11-25T23:59:59Z"), Reason::NotYetValid, "dv, ten days later");
    gives(&judged_at(&card, "2026-11-26T00:00:00Z"), Reason::Ok, "");
    gives(&judged_at(&card, "2090-01-01T00:00:00Z"), Reason::Ok, "");
    // The start that an older form states never shortens the ten days, and can put the start off.
    let young = |start: &str| {
        judged(&changed(released(), &[("/v/0/dt", json!("2026-11-20")), ("/v/0/vls", json!(start))]))
    };
    gives(&young("2026-11-20"), Reason::NotYetValid, "dt, ten days later");
    let starting = changed(released(), &[("/v/0/vls", json!("2026-11-27"))]);
    gives(&judged(&starting), Reason::NotYetValid, "vls");
    let ending = changed(released(), &[("/v/0/vle", json!("2026-11-26"))]);
    gives(&judged_at(&ending, "2026-11-26T23:59:59Z"), Reason::Ok, "");
    gives(&judged_at(&ending, "2026-11-27T00:00:00Z"), Reason::Expired, "vle");
    // The bounds of a card are those of all its vaccinations.
    let mut two = released();
    let second = json!({"vp": STAMARIL, "dt": "2026-11-20", "bo": "124", "is": "MINSAL"});
    two["v"].as_array_mut().unwrap().push(second);
    gives(&judged(&two), Reason::NotYetValid, "dt, ten days later");
}

#[test]
fn a_polio_card_is_valid_at_once_and_not_before() {
    let card = changed(
        current(),
        &[("/vx/vp", json!(POLIO)), ("/vx/dv", json!("2026-11-26")), ("/d", json!("2026-11-26"))],
    );
    let verdict = judged(&card);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.events()[0].target, Some(Disease::Polio));
    gives(&judged_at(&card, "2026-11-25T23:59:59Z"), Reason::NotYetValid, "(dv)");
    let combined = judged(&changed(card, &[("/vx/vp", json!(HEXAXIM))]));
    gives(&combined, Reason::Ok, "");
    assert!(combined.events()[0].target.as_ref().unwrap().covers(&Disease::Polio));
}

#[test]
fn a_card_without_exp_is_not_checked_for_it() {
    let certificate = int_map([(-6, from_json(&released()))]);
    let cwt = encode(&int_map([(6, Value::Integer(IAT.into())), (-260, certificate)]));
    let store = trusting(&key(), KID, "ICVP", "DSC", "XXB");
    let verdict = door::verdict(mint::code(&cwt, &key(), KID), &store, "authenticity", NOW);
    gives(&verdict, Reason::Ok, "no exp: dates not checked");
    assert_eq!((verdict.checks().dates, verdict.valid_until()), (Check::Skipped, None));
}

#[test]
fn products_are_judged_by_their_whole_codes() {
    let product = |code: &str| changed(current(), &[("/vx/vp", json!(code))]);
    let iri = format!("http://smart.who.int/pcmt-vaxprequal/CodeSystem/PreQualProductIds#{STAMARIL}");
    for code in [&STAMARIL.to_lowercase(), &STAMARIL.to_uppercase(), &iri, &format!("{STAMARIL} ")] {
        gives(&judged(&product(code)), Reason::Ok, "");
    }
    for code in [format!("YellowFeverProduct{:032}", 1), format!("{MEASLES}{:032x}", 7)] {
        let scheme = read(&product(&code)).scheme;
        assert!(matches!(scheme.as_slice(), [SchemeRule::ProductNotListed { .. }]), "{code}: {scheme:?}");
        // In every form.
        let card = changed(released(), &[("/v/0/vp", json!(code))]);
        assert_eq!(read(&card).scheme, scheme);
        assert_eq!(read(&changed(pilot(), &[("/v/vp", json!(code))])).scheme, scheme);
    }
    for code in ["XM0N24", "a3K3X000006MihuUAC", "Stamaril", "YellowFeverProduct"] {
        asks(&product(code), &[Doubt::Product]);
        assert_eq!(read(&product(code)).remarks, [Remark::ProductCode { code: code.to_owned() }]);
    }
    // What it is against is known of some, and counts.
    let young = |code: &str| {
        judged(&changed(product(code), &[("/vx/dv", json!("2026-11-20")), ("/d", json!("2026-11-20"))]))
    };
    for code in ["XM0N24", "a3K3X000006MihuUAC"] {
        gives(&young(code), Reason::NotYetValid, "dv, ten days later");
    }
}

#[test]
fn a_draft_has_a_class_of_vaccines_and_perhaps_a_product() {
    let draft = changed(
        pilot(),
        &[
            ("/v/vp", json!("XM0N24")),
            ("/v/tg", json!("1D47")),
            ("/v/dn", json!("FirstDose")),
            ("/v/ma", json!("x")),
            ("/v/is", json!("MINSAL")),
        ],
    );
    asks(&draft, &[Doubt::Product]);
    let named = changed(draft, &[("/v/mp", json!(STAMARIL))]);
    gives(&judged(&named), Reason::Ok, "");
    let numbered = changed(named.clone(), &[("/v/dn", json!(2))]);
    assert_eq!(judged(&numbered).events()[0].dose, Some(2));
    let invented = changed(named, &[("/v/mp", json!(format!("YellowFeverProduct{:032}", 1)))]);
    assert_eq!(read(&invented).scheme.len(), 1);
}

#[test]
fn somebody_must_answer_for_it() {
    for (path, form) in [("/vx", current()), ("/v/0", released())] {
        let without =
            changed(form, &[(&format!("{path}/cn"), json!(null)), (&format!("{path}/is"), json!(" "))]);
        assert_eq!(read(&without).scheme, [SchemeRule::NobodyAnswers]);
    }
    for name in ["/vx/cn", "/vx/is"] {
        gives(&judged(&changed(current(), &[(name, json!(null))])), Reason::Ok, "");
    }
}

#[test]
fn a_vaccination_is_not_after_its_issue() {
    let late = changed(current(), &[("/d", json!("2026-09-30"))]);
    assert_eq!(read(&late).scheme, [SchemeRule::AfterIssue]);
    // Without a day of issue it is the token's, wherever that was: 2 October 2026, noon in London.
    let given = |day: &str| read(&changed(current(), &[("/d", json!(null)), ("/vx/dv", json!(day))])).scheme;
    assert_eq!(given("2026-10-03"), []);
    assert_eq!(given("2026-10-04"), [SchemeRule::AfterIssue]);
}

#[test]
fn contradictions_are_questions() {
    asks(&changed(current(), &[("/dob", json!("2026-10-02"))]), &[Doubt::BeforeBirth]);
    asks(&changed(current(), &[("/dob", json!("2027"))]), &[Doubt::BeforeBirth]);
    gives(&judged(&changed(current(), &[("/dob", json!("2026-10"))])), Reason::Ok, "");
    let old = changed(current(), &[("/d", json!("2025-09-18")), ("/vx/dv", json!("2020-01-01"))]);
    asks(&old, &[Doubt::BeforeStandard]);
    gives(&judged(&changed(old, &[("/d", json!("2025-09-19"))])), Reason::Ok, "");
    for other in ["1C81", "1F03", "999"] {
        asks(&changed(current(), &[("/vx/tg", json!(other))]), &[Doubt::OtherDisease]);
    }
    for same in ["1D47", "1D47.Z", "16541001"] {
        gives(&judged(&changed(current(), &[("/vx/tg", json!(same))])), Reason::Ok, "");
    }
}

#[test]
fn the_authority_named_is_the_one_that_signed() {
    let named = |authority: &str| judged(&changed(current(), &[("/vx/is", json!(authority))]));
    for same in ["XXB", "xxb"] {
        gives(&named(same), Reason::Ok, "");
    }
    for other in ["IND", "WHO", "XXA", "FR"] {
        let verdict = named(other);
        gives(&verdict, Reason::CheckByHand, "another authority");
        assert!(verdict.grounds().contains(&Ground::Doubt(Doubt::Participant)));
    }
    for text in ["MINSAL", "MOH", "12345"] {
        let verdict = named(text);
        gives(&verdict, Reason::Ok, "");
        assert!(verdict.remarks().contains(&Remark::OtherAuthority));
    }
}

/// A key that is for tests alone signs no card.
#[test]
fn a_key_for_tests_signs_no_card() {
    let mut list = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [key().jwk(KID)] });
    list["keys"][0]["usage"] = json!(["test"]);
    let code = mint::code(&cwt(&current()), &key(), KID);
    let verdict = door::verdict(code, &door::store(&list), "authenticity", NOW);
    gives(&verdict, Reason::KeyNotAllowed, "");
}

/// A catalogue of the operator's stands in the bundled one's place where it is not older.
#[test]
fn a_newer_catalogue_says_what_products_are() {
    let new = "a3K3X000006XXXXXXX";
    let judged = |code: &str, catalogue: &str| {
        let mut store = trusting(&key(), KID, "ICVP", "DSC", "XXB");
        store.renew_products(Products::parse(catalogue).unwrap());
        let card = changed(current(), &[("/vx/vp", json!(code))]);
        door::verdict(mint::code(&cwt(&card), &key(), KID), &store, "yellow-fever", NOW)
    };
    let of = |date: &str, listed: &str| {
        format!("# list-date: {date}\n{new}\t{listed}\tFevrox\tyellow fever\tExample\n")
    };
    for (date, listed, reason) in [
        ("2026-11-20", "yes", Reason::Ok),
        ("2026-11-20", "no", Reason::SchemeRulesNotMet),
        ("2026-11-20", "new", Reason::CheckByHand),
        ("2026-09-22", "yes", Reason::CheckByHand),
    ] {
        let verdict = judged(new, &of(date, listed));
        assert_eq!(verdict.reason(), reason, "{date} {listed}");
        if reason == Reason::Ok {
            assert_eq!(verdict.events()[0].product.as_deref(), Some("Fevrox (Example)"));
        }
    }
    // One that nobody knows may be against yellow fever: a person looks, also where the operator vouches for it without saying what it is
    // against. A card without any such product is refused.
    let mut store = trusting(&key(), KID, "ICVP", "DSC", "XXB");
    store.accept(Accepted::parse(&format!("products = ['{new}']")).unwrap());
    let at_door = |product: &str, profile: &str| {
        let card = changed(current(), &[("/vx/vp", json!(product))]);
        door::verdict(mint::code(&cwt(&card), &key(), KID), &store, profile, NOW).reason()
    };
    assert_eq!(at_door(new, "yellow-fever"), Reason::CheckByHand);
    assert_eq!(at_door(new, "authenticity"), Reason::Ok);
    assert_eq!(at_door(POLIO, "yellow-fever"), Reason::RulesNotMet);
    assert_eq!(at_door(new, "routine-measles"), Reason::RulesNotMet, "one dose, where two are asked for");
    // It is whole: what stands in it no more is on no list any more.
    assert_eq!(judged(STAMARIL, &of("2026-11-20", "yes")).reason(), Reason::SchemeRulesNotMet);
    assert_eq!(judged(STAMARIL, &of("2026-09-22", "yes")).reason(), Reason::Ok);
}

#[test]
fn what_the_operator_vouches_for_is_no_question_and_what_speaks_against_a_card_still_does() {
    let card = |code: &str| changed(current(), &[("/vx/vp", json!(code))]);
    let judged = |card: &Json, domain: &str, accept: &str| {
        let mut store = trusting(&key(), KID, domain, "DSC", "XXB");
        store.accept(Accepted::parse(accept).unwrap());
        door::verdict(mint::code(&cwt(card), &key(), KID), &store, "authenticity", NOW)
    };
    let products = "products = ['a3K3X000006MihuUAC']";
    let kid = data_encoding::BASE64.encode(KID);
    let key_of = |issuer: &str, kid: &str| format!("[[key]]\nissuer = '{issuer}'\nkid = '{kid}'");
    let of_version = |version: &str| changed(current(), &[("/v", json!(version))]);
    let without_batch = changed(of_version("9"), &[("/vx/bo", json!(null))]);
    let unnamed = changed(of_version("9"), &[("/vx/cn", json!(null)), ("/vx/is", json!(null))]);
    let (new, both) = (card("a3K3X000006MihuUAC"), format!("{products}\n{}", key_of("XXB", &kid)));
    for (card, domain, accept, reason) in [
        (&new, "ICVP", "", Reason::CheckByHand),
        (&new, "ICVP", products, Reason::Ok),
        (&new, "ICVP", "products = ['a3K3X000006Mihu']", Reason::CheckByHand),
        (&new, "DCC", products, Reason::CheckByHand),
        (&new, "DCC", &both, Reason::Ok),
        (&current(), "DCC", "", Reason::CheckByHand),
        (&current(), "DCC", &key_of("XXB", &kid), Reason::Ok),
        (&current(), "DCC", &key_of("XXB", "AAECAwQFBgc="), Reason::CheckByHand),
        (&current(), "DCC", &key_of("FRA", &kid), Reason::CheckByHand),
        // A product that the list has not, another version, and contradictions.
        (&card(&format!("{MEASLES}{:032x}", 7)), "ICVP", &both, Reason::SchemeRulesNotMet),
        (&changed(current(), &[("/v", json!("9"))]), "ICVP", &both, Reason::CheckByHand),
        (&of_version("9"), "ICVP", "versions = ['9']", Reason::Ok),
        (&of_version("9"), "ICVP", "versions = ['9.0', '']", Reason::CheckByHand),
        (&changed(current(), &[("/v", json!(null))]), "ICVP", "versions = ['9', '']", Reason::CheckByHand),
        // The operator may know what its claims mean: this program finds none of that name.
        (&without_batch, "ICVP", "versions = ['9']", Reason::CheckByHand),
        (&unnamed, "ICVP", "versions = ['9']", Reason::CheckByHand),
        (
            &changed(of_version("9"), &[("/vx/dv", json!("2026-11-20")), ("/d", json!("2026-11-20"))]),
            "ICVP",
            "versions = ['9']",
            Reason::NotYetValid,
        ),
        (&changed(new.clone(), &[("/dob", json!("2026-11-01"))]), "ICVP", &both, Reason::CheckByHand),
        (
            &changed(new.clone(), &[("/vx/dv", json!("2026-11-20")), ("/d", json!("2026-11-20"))]),
            "ICVP",
            &both,
            Reason::NotYetValid,
        ),
    ] {
        let verdict = judged(card, domain, accept);
        assert_eq!(verdict.reason(), reason, "{card} {domain} {accept}");
        if reason == Reason::Ok {
            assert!(verdict.remarks().contains(&Remark::AcceptedByOperator), "{accept}");
        }
    }
    for wrong in ["products = 7", "version = ['2']", "[[key]]\nissuer = 'XXB'"] {
        assert!(Accepted::parse(wrong).is_err(), "{wrong}");
    }
}
