//! Doors, good and broken, and what is told of them.

use super::facts::Status;
use crate::commands::door_profiles;
use crate::config::Folder;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::fs;

fn at(day: &str) -> DateTime<Utc> {
    format!("{day}T12:00:00Z").parse().unwrap()
}

#[test]
fn what_is_wrong_is_told() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let good = Status::of(Some(&folder), at("2026-11-27"));
    assert_eq!(good.problems, [""; 0]);
    let json = good.json();
    assert_eq!(
        (&json["settings"]["state"], &json["profile"]["entry_rule"]),
        (&"defaults".into(), &false.into())
    );
    let lists = good.json()["trust"]["lists"].clone();
    let of =
        |network: &str| lists.as_array().unwrap().iter().find(|list| list["networks"][0] == network).unwrap();
    assert_eq!((&of("shc")["days"], &of("shc")["days_left"]), (&json!(97), &json!(268)));
    assert!(of("nzcp").get("days_left").is_none(), "historic");
    assert!(
        good.text().contains("shc (shc): 960 keys, maintained, 97 days old, 268 left"),
        "{}",
        good.text()
    );
    for (day, said) in [("2020-01-01", "the clock stands before"), ("2036-01-01", "too old to decide")] {
        let status = Status::of(Some(&folder), at(day));
        assert!(status.problems.iter().any(|problem| problem.contains(said)), "{:?}", status.problems);
        assert!(status.text().contains(said));
    }
    for (kept, now, last_ran, said) in [
        ("last-ran = '2026-11-27T11:00:00Z'", "2026-11-27", json!("2026-11-27T11:00:00Z"), None),
        (
            "last-ran = '2031-01-01T00:00:00Z'",
            "2026-11-27",
            json!("2031-01-01T00:00:00Z"),
            Some("when the door last ran"),
        ),
        ("last-ran = 'once'", "2026-11-27", Value::Null, Some("vouches for the clock")),
    ] {
        fs::write(folder.file("clock"), kept).unwrap();
        let status = Status::of(Some(&folder), at(now));
        assert_eq!(status.json()["clock"]["last_ran"], last_ran);
        assert_eq!(status.json()["clock"]["wrong"], said.is_some());
        let told = |said: &str| status.problems.iter().any(|problem| problem.contains(said));
        assert!(said.map_or(status.problems.is_empty(), told), "{:?}", status.problems);
        assert_eq!(fs::read_to_string(folder.file("clock")).unwrap(), kept, "to look is not to run");
    }
    fs::remove_file(folder.file("clock")).unwrap();
    fs::write(folder.file("pin"), "hash = 7").unwrap();
    assert_eq!(Status::of(Some(&folder), at("2026-11-27")).json()["pin"], "broken");
    fs::remove_file(folder.file("pin")).unwrap();
    fs::write(folder.file("settings"), "lists = '/no/such/folder'").unwrap();
    let status = Status::of(Some(&folder), at("2026-11-27"));
    assert!(status.problems[0].contains("/no/such/folder"), "{:?}", status.problems);
    fs::write(folder.file("settings"), "volume = 0.5\nvolum = 1").unwrap();
    let json = Status::of(Some(&folder), at("2026-11-27")).json();
    assert_eq!(json["settings"]["state"], "none");
    assert_eq!(
        (&json["settings"]["problem"]["line"], &json["settings"]["problem"]["key"]),
        (&2.into(), &"volum".into())
    );
    assert!(json.get("profile").is_none());
}

#[test]
fn a_broken_profile_is_a_problem_at_the_door_whose_it_is_and_a_remark_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let (own, now) = (folder.sub("profiles"), at("2026-11-27"));
    own.keep_text("bar", "name = 'bar'\nsummary = ''\n[entry]\n").unwrap();
    own.keep_text("pub", "name = 'pub'\nsumary = ''\n").unwrap();
    fs::write(folder.file("settings"), "profile = 'bar'").unwrap();
    let status = Status::of(Some(&folder), now);
    assert_eq!(status.problems, [""; 0]);
    assert!(status.text().contains("bar (own), an entry rule") && status.text().contains("pub.toml: line "));
    assert_eq!(status.json()["broken_profiles"].as_array().map(Vec::len), Some(1));
    door_profiles::known_at(Some(&folder)).unwrap().accept(&folder, "bar").unwrap();
    own.keep_text("bar", "name = 'bar'\n").unwrap();
    let status = Status::of(Some(&folder), now);
    assert!(
        status.problems[0].contains("bar.toml: line ") && status.problems.len() == 1,
        "{:?}",
        status.problems
    );
    assert_eq!(status.json()["profile"]["origin"], "last accepted");
    assert_eq!(status.json()["profile"]["entry_rule"], true);
    assert_eq!(status.faults.len(), 1);
    fs::remove_dir_all(folder.sub("profiles.accepted").path()).unwrap();
    let status = Status::of(Some(&folder), now);
    assert!(status.json().get("profile").is_none() && status.problems[0].contains("no settings hold"));
}

#[test]
fn the_published_schema_fits_whatever_a_door_is_like() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/status.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let told = |day: &str| {
        let json = Status::of(Some(&folder), at(day)).json();
        let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{json:#}: {errors:?}");
        json
    };
    let bare = told("2026-11-27");
    assert_eq!((&bare["scanner"]["types"], bare.get("door")), (&false.into(), None));
    let nowhere = Status::of(None, at("2026-11-27")).json();
    assert!(schema.is_valid(&nowhere), "{nowhere:#}");

    let settings = "door = 'MK-02'\nname = 'Mong Kok 2'\nprofile = 'hong-kong-vaccine-pass'\ncamera = 'USB'";
    fs::write(folder.file("settings"), settings).unwrap();
    fs::write(folder.file("confirmed"), "[[confirmed]]\nkey = 'k'\nversion = 'VAC 3'\ndate = '2026-11-01'\n")
        .unwrap();
    let mended = "seen = true\n[mended]\nby = 'places'\nchanged = true\ncaps-lock = false\nends = 'enter'\n";
    fs::write(folder.file("scanner"), mended).unwrap();
    folder.sub("profiles").keep_text("pub", "name = 'pub'\nsumary = ''\n").unwrap();
    let full = told("2026-11-27");
    assert_eq!((&full["door"], &full["name"]), (&"MK-02".into(), &"Mong Kok 2".into()));
    assert_eq!(full["scanner"]["test"], "passed");
    assert_eq!(full["trust"]["confirmed_by_use"][0]["version"], "VAC 3");
    assert!(full["settings"]["changed"].is_string() && full["broken_profiles"][0].is_string());
    // Of rules that are dated, the day from which the one of today holds.
    let dated = told("2022-03-01");
    assert!(dated["profile"]["since"].as_str().unwrap() <= "2022-03-01", "{}", dated["profile"]);
    let text = Status::of(Some(&folder), at("2022-03-01")).text();
    for line in
        ["door       MK-02\n", "scanner    tested\n", "confirmed  VAC 3 k, on 2026-11-01\n", " since 2022-"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }

    for (name, broken) in [
        ("scanner", "sen = 1"),
        ("confirmed", "confirmed = 7"),
        ("clock", "last-ran = 'once'"),
        ("pin", "hash = 7"),
        ("settings", "volume = 7.0"),
    ] {
        fs::write(folder.file(name), broken).unwrap();
        let json = told("2026-11-27");
        let said = ["remarks", "problems"].into_iter().filter_map(|list| json[list].as_array()).flatten();
        assert!(
            said.filter_map(Value::as_str).any(|said| said.contains(&format!("{name}.toml"))),
            "{json:#}"
        );
    }
}
