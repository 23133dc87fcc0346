//! Which rules count, and what they come to: first of all, what must never be taken for met.

use super::*;
use crate::policy::certlogic::Value;
use crate::verdict::{Check, EventKind, Ground, RuleProblem};
use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};

/// A rule of Germany that asks nothing, with some members of its own.
fn rule(own: Json) -> Json {
    let mut rule = json!({
        "Identifier": "GR-DE-0001", "Type": "Acceptance", "Country": "DE", "Version": "1.0.0", "SchemaVersion": "1.0.0",
        "Engine": "CERTLOGIC", "EngineVersion": "0.7.5", "CertificateType": "General",
        "Description": [{ "lang": "en", "desc": "Nothing is asked." }],
        "ValidFrom": "2021-06-01T00:00:00Z", "ValidTo": "2030-06-01T00:00:00Z",
        "AffectedFields": ["v"], "Logic": { "!": [false] },
    });
    for (name, value) in own.as_object().unwrap() {
        rule[name] = value.clone();
    }
    rule
}

fn no() -> Json {
    json!({ "!": [true] })
}

fn pack(files: &[Json]) -> Result<Pack, PackError> {
    let texts: Vec<String> = files.iter().map(Json::to_string).collect();
    Pack::read(texts.iter().map(|text| ("file.json", text.as_bytes())))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What the rules for Germany make of a vaccination that Austria issued.
#[track_caller]
fn weighed(files: &[Json], region: Option<&str>, moment: &str) -> Weighed {
    let rules = pack(files).unwrap().for_country("DE", region).unwrap();
    let data =
        Value::from_json(&json!({ "payload": { "v": [{ "dn": 2, "sd": 2 }] }, "external": {} })).unwrap();
    rules.decide(EventKind::Vaccination, Some("AT"), at(moment), "1.3.0", &data)
}

#[track_caller]
fn check(files: &[Json], expected: Check) -> Weighed {
    let found = weighed(files, None, "2022-01-01T00:00:00Z");
    assert_eq!(found.check, expected, "{:?}", found.grounds);
    found
}

fn names(weighed: &Weighed) -> Vec<(&str, &str, Check)> {
    let results = weighed.results.iter();
    results.map(|of| (of.rule.identifier.as_str(), of.rule.version.as_str(), of.check)).collect()
}

#[test]
fn what_cannot_be_decided_is_not_met() {
    for own in [
        json!({ "Engine": "OTHER" }),
        json!({ "Engine": "certlogic" }),
        json!({ "EngineVersion": "1.3.3" }),
        json!({ "EngineVersion": "2.0.0" }),
        json!({ "EngineVersion": "latest" }),
        json!({ "SchemaVersion": "1.3.1" }),
        json!({ "SchemaVersion": "2.0.0" }),
        json!({ "SchemaVersion": "0.9.0" }),
        json!({ "SchemaVersion": "" }),
        json!({ "Logic": { "or": [true, true] } }),
        json!({ "Logic": { "if": [true, true, { "unheard-of": [1] }] } }),
        json!({ "Logic": { "in": ["x", { "var": "external.valueSets.none" }] } }),
        json!({ "Logic": { "var": "payload.v.0.dn" } }),
        json!({ "Logic": { "var": "payload.t" } }),
        json!({ "Logic": "true" }),
        json!({ "Logic": 1 }),
        json!({ "Logic": null }),
    ] {
        let open = rule(own.clone());
        let found = check(std::slice::from_ref(&open), Check::Skipped);
        assert!(matches!(found.grounds[..], [Ground::RuleOpen { .. }]), "{own}");
        // Beside one that is met it stays open; beside one that is not, that one decides.
        let met = rule(json!({ "Identifier": "GR-DE-0002" }));
        check(&[met, open.clone()], Check::Skipped);
        let unmet = rule(json!({ "Identifier": "GR-DE-0003", "Logic": no() }));
        let found = check(&[open, unmet], Check::Fail);
        assert!(found.grounds.iter().any(|ground| matches!(ground, Ground::RuleNotMet(_))), "{own}");
    }
    check(&[rule(json!({ "EngineVersion": "1.3.2", "SchemaVersion": "1.3.0" }))], Check::Ok);
}

#[test]
fn one_certificate_has_one_budget() {
    let list: Vec<u32> = (1..5_000).collect();
    let each = json!({ "in": [0, { "var": "external.valueSets.many" }] });
    let slow = json!({ "!": [{ "reduce": [{ "var": "external.valueSets.few" }, each, false] }] });
    let rules: Vec<Json> = (0..100)
        .map(|number| rule(json!({ "Identifier": format!("GR-DE-{number}"), "Logic": slow })))
        .collect();
    let many: Vec<String> = list.iter().map(u32::to_string).collect();
    let sets = json!({ "many": many, "few": ["a", "b", "c"] });
    let pack = pack(&[json!(rules), sets.clone()]).unwrap().for_country("DE", None).unwrap();
    let data = Value::from_json(&json!({ "payload": {}, "external": { "valueSets": sets } })).unwrap();
    let found = pack.decide(EventKind::Test, None, at("2022-01-01T00:00:00Z"), "1.3.0", &data);
    // `reduce` hides the outer data from what it does for each item: the value set is not seen, and nothing is decided.
    assert_eq!(found.check, Check::Skipped);
    let plain = json!({ "!": [{ "in": ["0", { "var": "external.valueSets.many" }] }] });
    let rules: Vec<Json> = (0..400)
        .map(|number| rule(json!({ "Identifier": format!("GR-DE-{number}"), "Logic": plain })))
        .collect();
    let pack = super::tests::pack(&[json!(rules), sets]).unwrap().for_country("DE", None).unwrap();
    let found = pack.decide(EventKind::Test, None, at("2022-01-01T00:00:00Z"), "1.3.0", &data);
    assert_eq!(found.results.first().map(|result| result.check), Some(Check::Ok));
    assert_eq!(found.results.last().map(|result| result.check), Some(Check::Skipped));
    assert_eq!(found.check, Check::Skipped);
}

#[test]
fn both_ends_of_a_window_count_and_nothing_beyond() {
    let own =
        json!({ "ValidFrom": "2022-01-01T00:00:00+01:00", "ValidTo": "2022-02-01T00:00:00Z", "Logic": no() });
    let files = [rule(json!({ "Identifier": "GR-DE-0002" })), rule(own)];
    for (moment, expected) in [
        ("2021-12-31T22:59:59.999Z", Check::Ok),
        ("2021-12-31T23:00:00Z", Check::Fail),
        ("2022-02-01T00:00:00Z", Check::Fail),
        ("2022-02-01T00:00:00.001Z", Check::Ok),
    ] {
        assert_eq!(weighed(&files, None, moment).check, expected, "{moment}");
    }
    // Where none is left, nobody says that it is accepted.
    let found = weighed(&files[1..], None, "2023-01-01T00:00:00Z");
    assert_eq!(found.check, Check::Skipped);
    assert!(matches!(&found.grounds[..], [Ground::NoRule { country, .. }] if country == "DE"));
}

#[test]
fn of_two_versions_the_newest_that_counts_decides() {
    let version = |version: &str, own: Json| {
        let mut rule = rule(own);
        rule["Version"] = json!(version);
        rule
    };
    let old = version("1.9.0", json!({}));
    let new = version("1.10.0", json!({ "Logic": no() }));
    let found = check(&[new.clone(), old.clone()], Check::Fail);
    assert_eq!(names(&found), [("GR-DE-0001", "1.10.0", Check::Fail)]);
    check(&[old.clone(), new], Check::Fail);
    // One that does not count yet, hides none.
    let to_come = version("2.0.0", json!({ "ValidFrom": "2022-06-01T00:00:00Z" }));
    let strict = version("1.9.0", json!({ "Logic": no() }));
    let found = check(&[to_come, strict.clone()], Check::Fail);
    assert_eq!(names(&found), [("GR-DE-0001", "1.9.0", Check::Fail)]);
    // One that this engine is too old for, is not replaced by its forerunner.
    check(&[old.clone(), version("2.0.0", json!({ "EngineVersion": "9.0.0" }))], Check::Skipped);
    // Two of one version that say two things, both count. The same one twice, counts once.
    check(&[old.clone(), strict], Check::Fail);
    assert_eq!(check(&[old.clone(), json!([old])], Check::Ok).results.len(), 1);
}

#[test]
fn a_rule_counts_for_its_country_its_kind_and_its_region() {
    let all = rule(json!({ "Identifier": "GR-DE-0009" }));
    let with = |own: Json| {
        let mut own = own;
        own["Logic"] = no();
        [all.clone(), rule(own)]
    };
    for (own, expected) in [
        (json!({ "Country": "AT" }), Check::Ok),
        (json!({ "Country": " de " }), Check::Fail),
        (json!({ "CertificateType": "Test" }), Check::Ok),
        (json!({ "CertificateType": "Recovery" }), Check::Ok),
        (json!({ "CertificateType": "Vaccination" }), Check::Fail),
        (json!({ "CertificateType": "vaccination" }), Check::Fail),
        (json!({ "Region": "BY" }), Check::Ok),
        (json!({ "Region": "" }), Check::Fail),
        (json!({ "Region": null }), Check::Fail),
        // The certificate is Austria's: Austria's rules of invalidation count, no others.
        (json!({ "Type": "Invalidation", "Country": "AT" }), Check::Fail),
        (json!({ "Type": "Invalidation", "Country": "DE" }), Check::Ok),
        (json!({ "Type": "Invalidation", "Country": "AT", "Region": "9" }), Check::Fail),
    ] {
        let found = weighed(&with(own.clone()), None, "2022-01-01T00:00:00Z");
        assert_eq!(found.check, expected, "{own}");
    }
    // In a region its own rules count, and those of the whole country.
    let regional = with(json!({ "Region": "BY" }));
    assert_eq!(weighed(&regional, Some("by"), "2022-01-01T00:00:00Z").check, Check::Fail);
    let national =
        [rule(json!({ "Logic": no() })), rule(json!({ "Identifier": "GR-DE-0002", "Region": "BY" }))];
    assert_eq!(weighed(&national, Some("BY"), "2022-01-01T00:00:00Z").check, Check::Fail);
    // An invalidation rule alone accepts nobody.
    let found = weighed(
        &[
            rule(json!({ "CertificateType": "Test" })),
            rule(json!({ "Type": "Invalidation", "Country": "AT" })),
        ],
        None,
        "2022-01-01T00:00:00Z",
    );
    assert_eq!(found.check, Check::Skipped);
    assert!(matches!(found.grounds[..], [Ground::NoRule { .. }]));
}

#[test]
fn a_country_without_rules_is_refused() {
    let files = [
        rule(json!({})),
        rule(json!({ "Type": "Invalidation", "Country": "FR" })),
        rule(json!({ "Region": "BY" })),
    ];
    let pack = pack(&files).unwrap();
    let asked =
        |country: &str, region: Option<&str>| pack.for_country(country, region).map(|_| ()).unwrap_err();
    let known = || "DE".to_owned();
    assert_eq!(asked("FR", None), PackError::NoRuleOf { country: "FR".to_owned(), known: known() });
    assert_eq!(asked("deu", None), PackError::NotACountry("deu".to_owned()));
    let region =
        PackError::NoRuleForRegion { country: known(), region: "BE".to_owned(), known: "BY".to_owned() };
    assert_eq!(asked("DE", Some("BE")), region);
    assert!(pack.for_country("de", Some(" ")).is_ok());
}

#[test]
fn a_broken_rule_is_not_passed_over() {
    for own in [
        json!({ "Type": "Rejection" }),
        json!({ "CertificateType": "Exemption" }),
        json!({ "Country": "" }),
        json!({ "Country": "DEU" }),
        json!({ "Version": "1.0" }),
        json!({ "ValidFrom": "soon" }),
        json!({ "ValidFrom": "2031-01-01T00:00:00Z" }),
        json!({ "ValidTo": null }),
        json!({ "Description": "text" }),
        json!({ "Identifier": 1 }),
        json!({ "Region": 9 }),
    ] {
        let found = pack(&[rule(json!({ "Identifier": "GR-DE-0002" })), rule(own.clone())]);
        assert!(matches!(found, Err(PackError::Rule { .. })), "{own}");
    }
    for missing in [
        "Logic",
        "Country",
        "Type",
        "EngineVersion",
        "SchemaVersion",
        "CertificateType",
        "ValidTo",
        "Identifier",
    ] {
        let mut broken = rule(json!({}));
        broken.as_object_mut().unwrap().remove(missing);
        let Err(PackError::Rule { problem, .. }) = pack(&[broken]) else { panic!("{missing}") };
        assert!(problem.to_string().contains(missing), "{problem}");
    }
    assert!(matches!(Pack::read([("a.json", &b"{"[..])]), Err(PackError::Json { .. })));
    let deep = "[".repeat(100_000);
    assert!(matches!(Pack::read([("a.json", deep.as_bytes())]), Err(PackError::Json { .. })));
    assert_eq!(
        pack(&[json!({}), json!([1, "x", null]), json!({ "payload": {}, "expected": true })]),
        Err(PackError::NoRule)
    );
}

#[test]
fn a_rule_in_a_wrapping_is_a_rule() {
    let unmet = rule(json!({ "Logic": no() }));
    for wrapped in
        [json!([[unmet]]), json!({ "rules": [unmet] }), json!({ "DE": { "GR-DE-0001": { "rule": unmet } } })]
    {
        check(&[rule(json!({ "Identifier": "GR-DE-0002" })), wrapped], Check::Fail);
    }
    // One whose fields are in other capitals is not passed over.
    let lower: serde_json::Map<String, Json> = unmet
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name[..1].to_ascii_lowercase() + &name[1..], value.clone()))
        .collect();
    for wrapped in [json!(lower), json!({ "rules": [lower] })] {
        assert!(matches!(pack(&[rule(json!({})), wrapped]), Err(PackError::Rule { .. })));
    }
    // What lists, describes or tests rules is none.
    let listed = json!([{ "identifier": "GR-DE-0001", "version": "1.0.0", "country": "DE", "hash": "ab" }]);
    let schema = json!({ "$schema": "x", "properties": { "Identifier": {}, "Logic": {} } });
    let test = json!({ "payload": {}, "external": { "valueSets": { "letters": ["a"] } }, "expected": true });
    let found = pack(&[rule(json!({})), listed, schema, test]).unwrap();
    assert_eq!((found.rules().len(), found.value_sets().count()), (1, 0));
}

#[test]
fn value_sets_have_two_forms_and_say_one_thing() {
    let looks_up = rule(json!({ "Logic": { "in": ["b", { "var": "external.valueSets.letters" }] } }));
    let long = |code: &str| json!({ "valueSetId": "letters", "valueSetDate": "2021-01-01", "valueSetValues": { code: { "active": true } } });
    let short = |code: &str| json!({ "letters": [code], "others": [] });
    assert!(pack(&[looks_up.clone(), long("b"), short("b")]).is_ok());
    for files in [[long("b"), long("c")], [short("b"), long("c")]] {
        let found = pack(&[std::slice::from_ref(&looks_up), &files[..]].concat());
        assert!(matches!(found, Err(PackError::ValueSet { .. })), "{found:?}");
    }
}

#[test]
fn a_case_passes_where_the_value_is_the_expected_one() {
    let case = |expected: Json| {
        let text = json!({ "payload": { "n": 1 }, "external": { "m": 2 }, "expected": expected }).to_string();
        Case::read(text.as_bytes()).unwrap()
    };
    let of = |logic: Json| Rule::from_json(&rule(json!({ "Logic": logic }))).unwrap();
    let sum = of(json!({ ">": [{ "var": "external.m" }, { "var": "payload.n" }] }));
    assert_eq!((case(json!(true)).passes(&sum), case(json!(false)).passes(&sum)), (Ok(true), Ok(false)));
    // What comes to no value passes no test, whatever is expected.
    let broken = of(json!({ ">": [{ "var": "missing" }, 1] }));
    assert!(matches!(case(json!(false)).passes(&broken), Err(RuleProblem::Logic { .. })));
    // Nor does what only counts as true or false.
    assert_eq!(case(json!(true)).passes(&of(json!({ "var": "payload.n" }))), Ok(false));
    assert_eq!(case(json!(false)).passes(&of(json!({ "var": "payload.none" }))), Ok(false));
    let newer = Rule::from_json(&rule(json!({ "EngineVersion": "9.0.0" }))).unwrap();
    assert!(case(json!(true)).passes(&newer).is_err());
    assert!(Case::read(b"{\"payload\": {}}").is_err());
}
