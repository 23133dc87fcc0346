//! The samples: each picture gives what the table says, and the table says what the codes hold.

#[path = "../../examples/generate_samples/samples/mod.rs"]
mod generator;

use crate::mint::hcert::{Bend, wrap};
use chrono::{DateTime, NaiveTime, Utc};
use doorcheck::input::{Item, open_bytes};
use doorcheck::pipeline::{Door, nothing_read, verify};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::{PassReader, Payload, Reader, Reading};
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Outcome, Reason};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{fs, iter};

const REGENERATE: &str = "cargo run --example generate_samples writes it anew";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> PathBuf {
    root().join("samples")
}

/// A line of `expected.tsv`, by the names of its columns.
type Row = HashMap<String, String>;

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(samples().join("expected.tsv")).unwrap();
    let mut lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let columns = lines.next().unwrap();
    lines.map(|line| columns.iter().cloned().zip(line).collect()).collect()
}

/// What a reader makes of a picture.
fn read(file: &str) -> Reading {
    let bytes = fs::read(samples().join(file)).unwrap();
    let item = open_bytes(file, bytes).unwrap().next().unwrap().unwrap();
    let Item::Frame(frame) = item else { panic!("{file}: no picture") };
    PassReader::new(|| Duration::ZERO).read(&frame, None)
}

/// How many codes the table has in a picture.
fn codes(rows: &[Row], file: &str) -> usize {
    let indices: HashSet<_> = rows
        .iter()
        .filter(|row| row["file"] == file && !["no-code", "damaged-code"].contains(&row["reason"].as_str()))
        .map(|row| &row["index"])
        .collect();
    indices.len()
}

/// What a row's code carries: text, or bytes in Base64.
fn carried(row: &Row) -> Vec<u8> {
    match row["payload"].strip_prefix("b64:") {
        Some(base64) => data_encoding::BASE64.decode(base64.as_bytes()).unwrap(),
        None => row["payload"].clone().into_bytes(),
    }
}

/// Every code of the samples once, with the picture that it is in.
pub(crate) fn payloads() -> Vec<(String, Payload)> {
    let mut seen = HashSet::new();
    let coded = rows().into_iter().filter(|row| !row["payload"].is_empty());
    coded
        .map(|row| (row["file"].clone(), Payload::new(carried(&row))))
        .filter(|(_, payload)| seen.insert(payload.clone()))
        .collect()
}

/// The store that the options of a row make.
fn store(options: &str) -> TrustStore {
    let mut store = TrustStore::bundled().unwrap();
    let mut words = options.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "--demo" => store.add_demo().unwrap(),
            "--trust" => {
                store.load(&root().join(words.next().unwrap()), false).unwrap();
            }
            other => panic!("{other}"),
        }
    }
    store
}

/// The clocks under which a row must hold: its own, or the first and the last day that it promises.
fn clocks(row: &Row, store: &TrustStore, profile: &Profile) -> Vec<Now> {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    if row["at"].is_empty() {
        let newest = store.newest_list().unwrap_or(at("2026-01-01T00:00:00Z").date_naive());
        vec![
            Now::set(at("2026-01-01T00:00:00Z"), profile.time_zone),
            Now::wall_clock(newest.and_time(NaiveTime::MIN).and_utc(), profile.time_zone),
            Now::wall_clock(at("2040-12-31T23:59:59Z"), profile.time_zone),
        ]
    } else {
        vec![Now::set(at(&row["at"]), profile.time_zone)]
    }
}

#[test]
fn every_sample_gives_what_the_table_says() {
    let rows = rows();
    let mut stores: HashMap<&str, TrustStore> = HashMap::new();
    let mut readings = HashMap::new();
    let mut problems = Vec::new();
    for row in &rows {
        let options = row["options"].as_str();
        let store = &*stores.entry(options).or_insert_with(|| store(options));
        let profile = Profile::named(&row["profile"]).unwrap();
        let file = row["file"].as_str();
        let reading = readings.entry(file).or_insert_with(|| read(file));
        let label = format!("{file} {} {options} {} {}", row["index"], row["profile"], row["at"]);
        if reading.payloads.len() != codes(&rows, file) {
            problems.push(format!("{label}: {} codes read", reading.payloads.len()));
            continue;
        }
        let payload = reading.payloads.get(row["index"].parse::<usize>().unwrap());
        if payload.is_some_and(|payload| payload.as_bytes() != carried(row)) {
            problems.push(format!("{label}: another payload"));
            continue;
        }
        for now in clocks(row, store, &profile) {
            let door = Door { store, profile: &profile, now: &now };
            let verdict = payload
                .map_or_else(|| nothing_read(reading.sighting, &door), |payload| verify(payload, &door));
            problems.extend(differences(&verdict, row, store.is_demo()).into_iter().map(|what| {
                format!(
                    "{label} at {}: {what} ({})",
                    now.utc(),
                    helpdesk(&verdict).as_deref().unwrap_or_default()
                )
            }));
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    println!("{} rows", rows.len());
    assert!(rows.len() > 40);
}

fn differences(verdict: &Verdict, row: &Row, demo: bool) -> Vec<String> {
    let holder = verdict
        .holder()
        .map(|holder| holder.name.as_ref().map(|name| name.reveal().to_uppercase()).unwrap_or_default());
    let holder = holder.unwrap_or_else(|| row["holder"].to_uppercase());
    // A code that cannot be read has no family in its verdict.
    let family = match verdict.family() {
        None if verdict.reason() == Reason::DamagedCode => row["family"].as_str(),
        family => family.map_or("", |family| family.name()),
    };
    let pairs = [
        ("outcome", verdict.outcome().name().to_owned(), row["outcome"].clone()),
        ("reason", verdict.reason().name().to_owned(), row["reason"].clone()),
        ("family", family.to_owned(), row["family"].clone()),
        ("holder", holder, row["holder"].to_uppercase()),
        ("demo", verdict.is_demo().to_string(), demo.to_string()),
    ];
    pairs
        .into_iter()
        .filter(|(_, is, should)| is != should)
        .map(|(what, is, should)| format!("{what} is {is}, not {should}"))
        .collect()
}

#[test]
fn the_tables_are_those_of_the_generator() {
    let all = generator::all();
    let file = |name: &str| fs::read_to_string(samples().join(name)).unwrap();
    assert!(generator::expected(&all) == file("expected.tsv"), "expected.tsv: {REGENERATE}");
    assert!(generator::readme(&all) == file("README.md"), "README.md: {REGENERATE}");
    assert!(generator::revoked() == file("revoked.json"), "revoked.json: {REGENERATE}");
    let revoked_shc = generator::revoked_shc();
    assert!(revoked_shc == file("revoked-shc.json"), "revoked-shc.json: {REGENERATE}");
    let signers = file("revoked-signers.pem");
    assert!(generator::revoked_signers() == signers, "revoked-signers.pem: {REGENERATE}");
    // One of each look: drawing them all takes its time, and what they hold is checked above.
    for name in ["hk-mec-expired.png", "hk-vac-latest-ok.jpg", "no-code.jpg"] {
        let sample = all.iter().find(|sample| sample.file == name).unwrap();
        assert!(sample.picture() == fs::read(samples().join(name)).unwrap(), "{name}: {REGENERATE}");
    }
    let mut pictures: Vec<_> = fs::read_dir(samples())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".png") || name.ends_with(".jpg"))
        .collect();
    pictures.sort();
    let mut listed: Vec<_> = all.iter().map(|sample| sample.file.clone()).collect();
    listed.sort();
    assert_eq!(pictures, listed);
}

/// What a code gives when each of its bytes in turn is changed in several ways.
fn mutations(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len()).flat_map(move |at| {
        [0x01, 0x20, 0x80].map(|mask| {
            let mut changed = bytes.to_vec();
            changed[at] ^= mask;
            changed
        })
    })
}

#[track_caller]
fn never_passes(payloads: impl Iterator<Item = Vec<u8>>, whole: &[u8]) {
    let store = store("--demo");
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set("2026-12-01T12:00:00Z".parse().unwrap(), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    assert_eq!(verify(&Payload::new(whole), &door).outcome(), Outcome::Pass);
    let mut count = 0;
    for bytes in payloads {
        let verdict = verify(&Payload::new(bytes), &door);
        assert_ne!(verdict.outcome(), Outcome::Pass, "change {count}");
        assert!(verdict.holder().is_none() && verdict.events().is_empty(), "change {count}");
        count += 1;
    }
    assert!(count > 500, "{count}");
}

fn payload(file: &str) -> String {
    rows().into_iter().find(|row| row["file"] == file).unwrap()["payload"].clone()
}

#[test]
fn no_changed_byte_of_a_hong_kong_code_passes() {
    let whole = payload("hk-vac-latest-ok.jpg").into_bytes();
    never_passes(mutations(&whole), &whole);
}

#[test]
fn no_changed_byte_of_an_hc1_code_passes() {
    let whole = payload("hc1-vaccination-ok.jpg");
    let zlib = base45::decode(whole.strip_prefix("HC1:").unwrap()).unwrap();
    let cose = miniz_oxide::inflate::decompress_to_vec_zlib(&zlib).unwrap();
    let bend = Bend::default();
    let wrapped = |cose: &[u8]| wrap(cose, &bend).into_bytes();
    assert_eq!(wrapped(&cose), whole.as_bytes());
    let shortened = iter::once(wrapped(&cose[..cose.len() - 1]));
    never_passes(mutations(&cose).map(|changed| wrapped(&changed)).chain(shortened), whole.as_bytes());
}

#[test]
fn no_changed_byte_of_a_smart_health_card_passes() {
    let whole = payload("shc-vaccination-ok.jpg");
    let digits = whole.strip_prefix("shc:/").unwrap().as_bytes();
    let jws: Vec<u8> = digits.chunks(2).map(|pair| (pair[0] - b'0') * 10 + (pair[1] - b'0') + 45).collect();
    let last = whole.as_bytes()[..whole.len() - 2].to_vec();
    let digits =
        mutations(whole.as_bytes()).filter(|changed| !changed.eq_ignore_ascii_case(whole.as_bytes()));
    never_passes(mutations(&jws).chain(digits).chain(iter::once(last)), whole.as_bytes());
}

#[test]
fn other_software_agrees_with_the_table() {
    let output = Command::new("python3").arg(root().join("scripts/check-samples")).output();
    let output =
        output.expect("python3, for scripts/check-samples: apt install python3 python3-cryptography");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    print!("{said}");
}
