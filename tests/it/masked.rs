//! The masked report: whatever a code says, nothing of it is in there.

use crate::suites;
use data_encoding::BASE64;
use doorcheck::masked::{About, FIXED, masked, shape};
use doorcheck::pipeline::{Door, nothing_read, verify};
use doorcheck::policy::Profile;
use doorcheck::reader::{Payload, Sighting};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Outcome, Recognised};
use serde_json::Value;
use std::collections::HashSet;
use std::process::Command;

/// The codes of the samples, with what their family and outcome are.
fn samples() -> Vec<Payload> {
    let rows = include_str!("../../samples/expected.tsv").lines().skip(1);
    let codes: HashSet<&str> = rows.filter_map(|row| row.split('\t').nth(7)).collect();
    let codes = codes.into_iter().filter(|code| !code.is_empty());
    codes
        .map(|code| match code.strip_prefix("b64:") {
            Some(base64) => Payload::new(BASE64.decode(base64.as_bytes()).unwrap()),
            None => Payload::new(code),
        })
        .collect()
}

/// Every text of a JSON file.
fn texts(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(all) => all.iter().for_each(|value| texts(value, found)),
        Value::Object(all) => all.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// A shape with a zero in place of each stretch: what is left stands there as it is in the code.
fn kept(shape: &str) -> String {
    let mut left = String::new();
    for part in shape.split_inclusive('}') {
        let stretch = part.strip_suffix('}').and_then(|part| part.rsplit_once('{'));
        match stretch.filter(|(_, length)| !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit())) {
            Some((before, length)) => {
                assert_eq!(length.parse::<usize>().unwrap() % 4, 0, "{shape}");
                let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
                left.push_str(name);
                left.push('\0');
            }
            None => left.push_str(part),
        }
    }
    left
}

/// Holds that a shape tells no more than it may.
#[track_caller]
fn tells_nothing(payload: &Payload) {
    let shape = shape(payload);
    assert!(shape.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{shape}");
    for word in kept(&shape).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        // Of digits there are the numbers of forms and of parts.
        let number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        assert!(number || FIXED.contains(&word), "{word:?} stands in {shape}");
    }
}

/// Four characters in a row of which one is a letter or a digit.
fn fours(text: &str) -> HashSet<&[u8]> {
    let windows = text.as_bytes().windows(4);
    windows.filter(|four| four.iter().any(u8::is_ascii_alphanumeric)).collect()
}

#[test]
fn no_report_on_any_sample_tells_what_its_code_says() {
    let mut store = TrustStore::bundled().unwrap();
    store.add_demo().unwrap();
    let (mut reports, mut families) = (0, HashSet::new());
    for profile in ["authenticity", "vaccinated"] {
        let profile = Profile::named(profile).unwrap();
        let now = Now::set("2026-11-27T12:00:00Z".parse().unwrap(), profile.time_zone);
        let door = Door { store: &store, profile: &profile, now: &now };
        for payload in samples() {
            tells_nothing(&payload);
            let verdict = verify(&payload, &door);
            let about = About { door: Some("MK-02"), ..About::default() };
            let Some(report) = masked(&verdict, Some(&payload), &about) else {
                assert_eq!(verdict.outcome(), Outcome::Pass);
                continue;
            };
            assert!(report.len() <= 700 && report.is_ascii(), "{report}");
            (reports, _) = (reports + 1, families.insert(verdict.family()));
            let Some(text) = payload.as_text() else { continue };
            let said = fours(text);
            for line in report.lines() {
                let (name, value) = line.split_once(' ').unwrap();
                let fixed =
                    ["doorcheck", "day", "profile", "reason", "family", "checks", "seen", "shape", "length"];
                // What a code is, is told in words of the program.
                let kind = Recognised::ALL.iter().any(|kind| kind.text_key() == value);
                // Who signed is told by the door's own lists.
                let listed = name == "issuer" && verdict.issuer().is_some();
                if fixed.contains(&name) || kind || listed {
                    continue;
                }
                let told: Vec<_> = fours(value).intersection(&said).copied().collect();
                let known =
                    |four: &&[u8]| FIXED.iter().any(|word| word.as_bytes().windows(4).any(|w| w == *four));
                assert!(told.iter().all(known), "{line}: {text}");
            }
        }
    }
    assert!(reports > 60 && families.len() > 6, "{reports} {families:?}");
}

#[test]
fn no_shape_of_any_text_of_a_suite_tells_what_it_says() {
    let mut all = HashSet::new();
    for name in [
        "certlogic",
        "cwa",
        "dgc-business-rules-testdata",
        "dgc-testdata",
        "ehn-dcc-schema",
        "ehn-dcc-valuesets",
        "icvp",
        "nzcp-spec",
        "shc-spec-examples",
        "vds-nc-au",
    ] {
        let Some(suite) = suites::folder(name) else { return };
        let before = all.len();
        suites::files(&suite, "json").iter().for_each(|file| texts(&suites::json(file), &mut all));
        assert!(all.len() > before, "{name} has no texts");
    }
    println!("{} texts", all.len());
    all.into_iter().for_each(|text| tells_nothing(&Payload::new(text)));
}

#[test]
fn what_was_not_read_is_told_as_it_was_seen() {
    let (store, profile) = (TrustStore::empty(), Profile::named("authenticity").unwrap());
    let now = Now::set("2026-11-27T12:00:00Z".parse().unwrap(), profile.time_zone);
    let verdict = nothing_read(Sighting::Damaged, &Door { store: &store, profile: &profile, now: &now });
    let about = About { sighting: Some(Sighting::Damaged), day: now.day(None), ..About::default() };
    let report = masked(&verdict, None, &about).unwrap();
    assert!(report.contains("\nseen not read: damaged") && report.contains("\nday 2026-11-27\n"), "{report}");
    assert!(!report.contains("shape") && !report.contains("12:00"), "{report}");
}

#[test]
fn the_command_line_tells_of_what_did_not_pass_alone() {
    let run = |inputs: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_doorcheck"))
            .args(["verify", "--masked", "--demo", "--at", "2026-11-27"])
            .args(inputs)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(&["samples/hk-vac-latest-ok.jpg"]), (Some(0), String::new()));
    let (code, told) = run(&[
        "samples/hk-vac-latest-ok.jpg",
        "samples/hk-vac-altered-bad-signature.jpg",
        "samples/hc1-expired.jpg",
    ]);
    assert_eq!(code, Some(1), "{told}");
    assert_eq!(told.matches("masked report").count(), 2, "{told}");
    for line in [
        "day 2026-11-27\n",
        "reason S02 bad-signature\nfamily hongkong\n",
        "\nsymbol ",
        "\nshape HKSARG|VAC|3|9{4}|A9p{16}|9p{8}(9{4})|",
        "\nshape HC1:base45{",
        "\nissuer gdhcn ",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    for personal in ["KETTLE", "901", "2021", ".jpg"] {
        assert!(!told.contains(personal), "{personal}: {told}");
    }
    assert_eq!(run(&["samples/none.jpg"]).0, Some(2));
}
