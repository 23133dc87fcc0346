//! Official rules at work: `verify --rules`, `rules list`, `rules test`, on certificates of our own.

use crate::door;
use crate::mint::hcert::{self as mint, Key};
use doorcheck::credential::Cards;
use doorcheck::pipeline::{Door, verify_together};
use doorcheck::policy::Profile;
use doorcheck::policy::rules::Pack;
use doorcheck::reader::Payload;
use doorcheck::trust::Now;
use doorcheck::verdict::{Check, Outcome, Reason};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const KID: &[u8] = b"rules-01";

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
    command.args(arguments).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn exits(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A vaccination of two doses in 2021.
fn vaccination() -> Value {
    json!({
        "ver": "1.3.0", "dob": "1980-05-23", "nam": { "fn": "Teapot", "fnt": "TEAPOT", "gn": "Siu Ming", "gnt": "SIU<MING" },
        "v": [{
            "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
            "dt": "2021-11-01", "co": "FR", "is": "Demoland", "ci": "URN:UVCI:01:DE:187/37512422923",
        }],
    })
}

fn key() -> Key {
    Key::p256("rules")
}

/// The code of a certificate issued in December 2021, until December 2022.
fn code(issuer: &str, certificate: &Value) -> String {
    mint::code(
        &mint::cwt(issuer, 1_638_360_000, 1_669_896_000, (1, mint::from_json(certificate))),
        &key(),
        KID,
    )
}

/// A rule of Germany.
fn rule(identifier: &str, logic: Value) -> Value {
    json!({
        "Identifier": identifier, "Type": "Acceptance", "Country": "DE", "Version": "1.0.0", "SchemaVersion": "1.0.0",
        "Engine": "CERTLOGIC", "EngineVersion": "0.7.5", "CertificateType": "General",
        "Description": [{ "lang": "en", "desc": "All doses must be there." }, { "lang": "fr", "desc": "Toutes les doses sont là." }],
        "ValidFrom": "2021-06-01T00:00:00Z", "ValidTo": "2030-06-01T00:00:00Z", "AffectedFields": ["v.0.dn"], "Logic": logic,
    })
}

fn yes() -> Value {
    json!({ "!": [false] })
}

fn no() -> Value {
    json!({ "!": [true] })
}

/// A folder with these files and, beside it, a list with the key of the codes.
fn place(files: &[Value]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("rules")).unwrap();
    for (at, file) in files.iter().enumerate() {
        std::fs::write(place.path().join(format!("rules/{at}.json")), file.to_string()).unwrap();
    }
    let list = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [key().jwk(KID)] });
    std::fs::write(place.path().join("keys.json"), list.to_string()).unwrap();
    place
}

/// What `verify` says of a code under the rules of a place, at noon of 1 March 2022.
fn verify(place: &TempDir, code: &str, more: &[&str]) -> Output {
    let (keys, rules) = (place.path().join("keys.json"), place.path().join("rules"));
    let arguments = [
        "verify",
        "--json",
        "--only-trust",
        "--trust",
        keys.to_str().unwrap(),
        "--at",
        "2022-03-01T12:00:00Z",
    ];
    let rules = ["--rules", rules.to_str().unwrap(), "--text", code];
    run(&[&arguments[..], &rules[..], more].concat())
}

#[track_caller]
fn told(place: &TempDir, code: &str, more: &[&str]) -> Value {
    let output = verify(place, code, more);
    let line: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    exits(&output, if line["outcome"] == "pass" { 0 } else { 1 });
    let schema = serde_json::from_str(include_str!("../../docs/verdict.schema.json")).unwrap();
    let errors: Vec<_> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&line)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{line}: {errors:?}");
    line
}

#[track_caller]
fn reason(files: &[Value], code: &str, expected: &str) -> Value {
    let line = told(&place(files), code, &["--country", "DE"]);
    assert_eq!(line["reason"], expected, "{line}");
    line
}

#[test]
fn rules_that_are_met_admit() {
    let all = rule("VR-DE-0001", json!({ ">=": [{ "var": "payload.v.0.dn" }, { "var": "payload.v.0.sd" }] }));
    let line = reason(&[json!([all]), json!({ "letters": ["a"] })], &code("DE", &vaccination()), "ok");
    assert_eq!((&line["outcome"], &line["checks"]["rules"]), (&json!("pass"), &json!("ok")));
    let result = json!({
        "identifier": "VR-DE-0001", "version": "1.0.0", "country": "DE", "result": "ok", "text": "All doses must be there.",
    });
    assert_eq!(line["rules"], json!([result]));
}

#[test]
fn a_rule_that_is_not_met_is_told_in_its_own_words() {
    let all = rule("VR-DE-0001", json!({ "<": [{ "var": "payload.v.0.dn" }, { "var": "payload.v.0.sd" }] }));
    let place = place(&[all, rule("VR-DE-0002", yes())]);
    let line = told(&place, &code("DE", &vaccination()), &["--country", "de", "--lang", "fr"]);
    assert_eq!((&line["reason"], &line["checks"]["rules"]), (&json!("rules-not-met"), &json!("fail")));
    let detail = line["detail"].as_str().unwrap();
    assert!(detail.contains("VR-DE-0001") && detail.contains("All doses must be there."), "{detail}");
    let results = line["rules"].as_array().unwrap();
    assert_eq!(results.iter().map(|of| &of["result"]).collect::<Vec<_>>(), ["fail", "ok"]);
    assert_eq!(results[0]["text"], "Toutes les doses sont là.");
    let line = told(&place, &code("DE", &vaccination()), &["--country", "DE", "--lang", "zh-Hant"]);
    assert_eq!(line["rules"][0]["text"], "All doses must be there.", "not in Chinese");
}

#[test]
fn what_the_program_cannot_decide_is_for_a_person() {
    let newer = |field: &str, version: &str| {
        let mut rule = rule("VR-DE-0001", yes());
        rule[field] = json!(version);
        rule
    };
    let code = code("DE", &vaccination());
    for (open, why) in [
        (newer("EngineVersion", "99.0.0"), "99.0.0"),
        (newer("Engine", "OTHER"), "OTHER"),
        (newer("SchemaVersion", "1.4.0"), "1.4.0"),
        (rule("VR-DE-0001", json!({ "or": [true, true] })), "\"or\""),
        (rule("VR-DE-0001", json!({ "in": ["a", { "var": "external.valueSets.letters" }] })), "array"),
        (rule("VR-DE-0001", json!({ "var": "payload.v.0.dn" })), "neither true nor false"),
    ] {
        let line = reason(&[open.clone(), rule("VR-DE-0002", yes())], &code, "check-by-hand");
        assert_eq!((&line["outcome"], &line["checks"]["rules"]), (&json!("undecided"), &json!("skipped")));
        let detail = line["detail"].as_str().unwrap();
        assert!(detail.contains("VR-DE-0001") && detail.contains(why), "{detail}");
        assert!(detail.contains("All doses must be there."), "{detail}");
        reason(&[open, rule("VR-DE-0002", no())], &code, "rules-not-met");
    }
    // A window that is over leaves no rule that accepts.
    let mut over = rule("VR-DE-0001", yes());
    over["ValidTo"] = json!("2022-03-01T11:59:59Z");
    let line = reason(&[over], &code, "check-by-hand");
    assert!(line["detail"].as_str().unwrap().contains("no official rule of DE"), "{line}");
}

#[test]
fn rules_know_the_clock_the_issuer_and_the_token() {
    let same = |path: &str, value: &str| json!({ "===": [{ "var": format!("external.{path}") }, value] });
    let day = |path: &str| json!({ "plusTime": [{ "var": format!("external.{path}") }, 0, "day"] });
    let at = |text: &str| json!({ "plusTime": [text, 0, "day"] });
    let known = json!({ "and": [
        same("countryCode", "DE"),
        same("issuerCountryCode", "AT"),
        same("region", "BY"),
        { "not-before": [day("iat"), at("2021-12-01T12:00:00Z")] },
        { "not-after": [day("exp"), at("2022-12-01T12:00:00Z")] },
        { "not-after": [at("2022-03-01T12:00:00Z"), day("validationClock"), at("2022-03-01T12:00:00Z")] },
        { "in": ["EU/1/20/1528", { "var": "external.valueSets.vaccines-covid-19-names" }] },
        { "===": [{ "extractFromUVCI": [{ "var": "payload.v.0.ci" }, 1] }, "DE"] },
    ] });
    let mut regional = rule("VR-DE-0001", known);
    regional["Region"] = json!("BY");
    let names = json!({
        "valueSetId": "vaccines-covid-19-names", "valueSetDate": "2022-01-01",
        "valueSetValues": { "EU/1/20/1528": { "display": "Comirnaty", "active": true } },
    });
    let place = place(&[regional, names]);
    let code = code("AT", &vaccination());
    let line = told(&place, &code, &["--country", "DE", "--region", "BY"]);
    assert_eq!(line["reason"], "ok", "{line}");
    exits(&verify(&place, &code, &["--country", "DE", "--region", "BE"]), 2);
    exits(&verify(&place, &code, &["--country", "DE"]), 2);
}

#[test]
fn who_issued_it_may_invalidate_it() {
    let mut invalid = rule("IR-AT-0001", no());
    invalid["Type"] = json!("Invalidation");
    invalid["Country"] = json!("AT");
    let files = [rule("GR-DE-0001", yes()), invalid];
    reason(&files, &code("AT", &vaccination()), "rules-not-met");
    reason(&files, &code("BE", &vaccination()), "ok");
    // An issuer's name that is no country (France's was CNAM): then where the dose was given.
    reason(&files, &code("CNAM", &vaccination()), "ok");
    let mut austrian = vaccination();
    austrian["v"][0]["co"] = json!("AT");
    reason(&files, &code("CNAM", &austrian), "rules-not-met");
}

#[test]
fn rules_forgive_nothing_else() {
    let files = [rule("GR-DE-0001", yes())];
    let late = mint::cwt("DE", 1_638_360_000, 1_646_000_000, (1, mint::from_json(&vaccination())));
    reason(&files, &mint::code(&late, &key(), KID), "expired");
    reason(&files, &mint::code(&late, &Key::p256("another"), KID), "bad-signature");
    let mut nameless = vaccination();
    nameless["nam"] = json!({ "fn": "<", "fnt": "<" });
    let line = reason(&files, &code("DE", &nameless), "check-by-hand");
    assert_eq!(line["checks"]["rules"], "skipped");
    let mut positive = vaccination();
    positive.as_object_mut().unwrap().remove("v");
    positive["t"] = json!([{
        "tg": "840539006", "tt": "LP6464-4", "nm": "PCR", "sc": "2022-02-28T12:00:00Z", "tr": "260373001", "tc": "Demoland",
        "co": "DE", "is": "Demoland", "ci": "URN:UVCI:01:DE:1",
    }]);
    reason(&files, &code("DE", &positive), "check-by-hand");
    let line = reason(&[rule("GR-DE-0001", no())], &code("DE", &positive), "rules-not-met");
    assert_eq!(line["checks"]["rules"], "fail");
    // A profile's own rule is asked beside them.
    let place = place(&files);
    let more = ["--country", "DE", "--profile"];
    let line = told(&place, &code("DE", &vaccination()), &[&more[..], &["yellow-fever"]].concat());
    assert_eq!((&line["reason"], &line["checks"]["rules"]), (&json!("rules-not-met"), &json!("fail")));
    assert_eq!(
        told(&place, &code("DE", &vaccination()), &[&more[..], &["vaccinated"]].concat())["reason"],
        "ok"
    );
}

#[test]
fn only_what_the_rules_are_for_turns_green() {
    let place = place(&[rule("GR-DE-0001", yes())]);
    let rules = place.path().join("rules");
    let output = run(&[
        "verify",
        "--json",
        "--demo",
        "--rules",
        rules.to_str().unwrap(),
        "--country",
        "DE",
        "samples",
    ]);
    exits(&output, 1);
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let passed: Vec<&Value> = lines.iter().filter(|line| line["outcome"] == "pass").collect();
    assert!(passed.len() >= 4 && lines.len() > 40, "{} of {}", passed.len(), lines.len());
    for line in passed {
        assert_eq!((&line["family"], &line["rules"][0]["result"]), (&json!("hcert"), &json!("ok")), "{line}");
    }
    for (sample, what) in [
        ("nzcp-ok.jpg", "another family"),
        ("hk-mec-exempt.jpg", "an exemption of another family"),
        ("at1-exemption-exempt.png", "Austria's exemption"),
        ("lt1-light-ok.png", "a light certificate"),
        ("hc1-who-ddcc-ok.png", "WHO's certificate"),
    ] {
        let line = lines.iter().find(|line| line["source"] == format!("samples/{sample}")).unwrap();
        assert_eq!(
            (&line["reason"], &line["checks"]["rules"]),
            (&json!("check-by-hand"), &json!("skipped")),
            "{what}"
        );
        assert!(line.get("rules").is_none(), "{what}");
    }
}

#[test]
fn several_certificates_in_one_are_not_decided() {
    let file = rule("GR-DE-0001", yes()).to_string();
    let rules = Pack::read([("rule.json", file.as_bytes())]).unwrap().for_country("DE", None).unwrap();
    let profile = Profile::named("authenticity").unwrap().with_rules(rules);
    let now = Now::set(door::at("2022-03-01T12:00:00Z"), profile.time_zone);
    let store = door::trusting(&key(), KID);
    let door = Door { store: &store, profile: &profile, now: &now };
    let mut earlier = vaccination();
    earlier["v"][0]["dn"] = json!(1);
    earlier["v"][0]["dt"] = json!("2021-10-01");
    let mut cards = Cards::default();
    let mut show = |certificate: &Value| cards.add(&Payload::new(code("DE", certificate)));
    let (one, other) = (show(&vaccination()), show(&earlier));
    let verdict = verify_together(&one, std::slice::from_ref(&one), &door);
    assert_eq!((verdict.outcome(), verdict.checks().rules), (Outcome::Pass, Check::Ok), "the same one twice");
    let verdict = verify_together(&one, &[other], &door);
    assert_eq!((verdict.reason(), verdict.checks().rules), (Reason::CheckByHand, Check::Skipped));
}

#[test]
fn a_card_tells_each_rule() {
    let place = place(&[rule("GR-DE-0001", yes()), rule("GR-DE-0002", no())]);
    let output = verify(&place, &code("DE", &vaccination()), &["--country", "DE"]);
    exits(&output, 1);
    let (keys, rules) = (place.path().join("keys.json"), place.path().join("rules"));
    let output = run(&[
        "verify",
        "--only-trust",
        "--trust",
        keys.to_str().unwrap(),
        "--at",
        "2022-03-01",
        "--rules",
        rules.to_str().unwrap(),
        "--country",
        "DE",
        "--lang",
        "fr",
        "--text",
        &code("DE", &vaccination()),
    ]);
    let card = text(&output.stdout);
    assert!(card.contains("✓ GR-DE-0001 1.0.0: Toutes les doses sont là."), "{card}");
    assert!(card.contains("✗ GR-DE-0002 1.0.0: Toutes les doses sont là."), "{card}");
}

#[test]
fn a_pack_that_cannot_be_used_ends_with_2_and_one_line() {
    let code = code("DE", &vaccination());
    #[track_caller]
    fn refused(output: &Output, what: &str) {
        exits(output, 2);
        assert!(output.stdout.is_empty(), "no verdict");
        let line = text(&output.stderr);
        assert!(line.lines().count() == 1 && line.contains(what), "{line}");
    }
    let pack = place(&[rule("GR-DE-0001", yes())]);
    refused(&verify(&pack, &code, &["--country", "FR"]), "no acceptance rule of FR");
    refused(&verify(&pack, &code, &["--country", "Germany"]), "no country");
    exits(&verify(&pack, &code, &[]), 2);
    exits(&run(&["verify", "--country", "DE", "--text", &code]), 2);
    refused(&verify(&place(&[]), &code, &["--country", "DE"]), "no file holds a rule");
    let mut broken = rule("GR-DE-0002", yes());
    broken["ValidFrom"] = json!("soon");
    refused(&verify(&place(&[rule("GR-DE-0001", yes()), broken]), &code, &["--country", "DE"]), "1.json");
    std::fs::write(pack.path().join("rules/x.json"), "{").unwrap();
    refused(&verify(&pack, &code, &["--country", "DE"]), "x.json");
    std::fs::write(pack.path().join("rules/x.json"), "[".repeat(1_000_000)).unwrap();
    refused(&verify(&pack, &code, &["--country", "DE"]), "x.json");
    std::fs::remove_dir_all(pack.path().join("rules")).unwrap();
    refused(&verify(&pack, &code, &["--country", "DE"]), "rules");
}

/// A rule in a folder of its own, with tests beside it.
fn with_tests(folder: &Path, rule: &Value, tests: &[Value]) {
    std::fs::create_dir_all(folder.join("tests")).unwrap();
    std::fs::write(folder.join("rule.json"), rule.to_string()).unwrap();
    for (at, test) in tests.iter().enumerate() {
        std::fs::write(folder.join(format!("tests/test{at}.json")), test.to_string()).unwrap();
    }
}

#[test]
fn rules_test_gives_a_line_a_test_and_the_sum() {
    let place = tempfile::tempdir().unwrap();
    let all = rule("VR-DE-0001", json!({ ">=": [{ "var": "payload.n" }, { "var": "external.m" }] }));
    let test = |n: Value, expected: bool| json!({ "name": "how many", "payload": { "n": n }, "external": { "m": 2 }, "expected": expected });
    let good = place.path().join("a/b/VR-DE-0001");
    with_tests(&good, &all, &[test(json!(2), true), test(json!(1), false)]);
    let output = run(&["rules", "test", place.path().to_str().unwrap()]);
    exits(&output, 0);
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("passed a/b/VR-DE-0001/tests/test0.json: how many"), "{lines:?}");
    assert_eq!(lines[2], "2 passed, 0 failed");
    // The folder of one rule will do.
    assert!(text(&run(&["rules", "test", good.to_str().unwrap()]).stdout).ends_with("2 passed, 0 failed\n"));
    // What is undecided passes no test, whatever is expected.
    let mut newer = rule("VR-DE-0003", yes());
    newer["EngineVersion"] = json!("99.0.0");
    with_tests(&place.path().join("c"), &newer, &[test(json!(1), true)]);
    with_tests(
        &place.path().join("d"),
        &all,
        &[test(json!(null), false), test(json!(1), true), json!({ "payload": {} })],
    );
    with_tests(&place.path().join("e"), &json!({}), &[test(json!(2), true)]);
    let output = run(&["rules", "test", place.path().to_str().unwrap()]);
    exits(&output, 1);
    assert!(text(&output.stdout).ends_with("2 passed, 5 failed\n"), "{}", text(&output.stdout));
    let none = tempfile::tempdir().unwrap();
    std::fs::write(none.path().join("rule.json"), all.to_string()).unwrap();
    exits(&run(&["rules", "test", none.path().to_str().unwrap()]), 2);
    exits(&run(&["rules", "test", none.path().join("nowhere").to_str().unwrap()]), 2);
}

#[test]
fn rules_list_shows_what_a_pack_holds() {
    let mut newer = rule("VR-DE-0003", yes());
    newer["EngineVersion"] = json!("99.0.0");
    newer["Region"] = json!("BY");
    let place = place(&[rule("VR-DE-0001", yes()), newer, json!({ "letters": ["a"] })]);
    let output = run(&["rules", "list", place.path().join("rules").to_str().unwrap()]);
    exits(&output, 0);
    let table = text(&output.stdout);
    for shown in [
        "VR-DE-0001",
        "DE BY",
        "Acceptance",
        "2021-06-01",
        "2030-06-01",
        "General",
        "▲",
        "2 rules, 1 value sets.",
    ] {
        assert!(table.contains(shown), "{shown}: {table}");
    }
    exits(&run(&["rules", "list", place.path().join("nowhere").to_str().unwrap()]), 2);
}

#[test]
fn a_profile_names_rules_that_lie_beside_its_file() {
    let place = place(&[rule("GR-DE-0001", yes())]);
    let home = place.path().join("doorcheck");
    let own = home.join("profiles");
    std::fs::create_dir_all(&own).unwrap();
    let profile = |folder: &str| {
        let text = format!("name = 'eu'\nsummary = ''\nrules = {{ folder = '{folder}', country = 'DE' }}\n");
        std::fs::write(own.join("eu.toml"), text).unwrap();
    };
    let doorcheck = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", place.path())
            .env("HOME", place.path())
            .output()
            .unwrap()
    };
    let keys = place.path().join("keys.json");
    let code = code("DE", &vaccination());
    let verify = |more: &[&str]| {
        let trusted =
            ["verify", "--json", "--only-trust", "--trust", keys.to_str().unwrap(), "--at", "2022-03-01"];
        doorcheck(&[&trusted[..], &["--profile", "eu", "--text", &code], more].concat())
    };
    profile("../../rules");
    let output = verify(&[]);
    exits(&output, 0);
    let line: Value = serde_json::from_str(text(&output.stdout)).unwrap();
    assert_eq!((&line["profile"], &line["rules"][0]["result"]), (&json!("eu"), &json!("ok")));
    let shown = doorcheck(&["profiles", "show", "eu"]);
    assert!(text(&shown.stdout).starts_with("# Green today means: the official rules of DE are met.\n"));
    exits(&doorcheck(&["profiles", "check", own.join("eu.toml").to_str().unwrap()]), 0);
    // Which of two packs would be meant?
    exits(&verify(&["--rules", "rules", "--country", "AT"]), 2);
    // Without its rules it is no profile: it would be laxer.
    for folder in ["no-such", "../../doorcheck"] {
        profile(folder);
        let output = verify(&[]);
        exits(&output, 2);
        assert!(text(&output.stderr).contains("eu.toml: line 3: rules: "), "{}", text(&output.stderr));
        let checked = doorcheck(&["profiles", "check", own.join("eu.toml").to_str().unwrap()]);
        exits(&checked, 1);
    }
}
