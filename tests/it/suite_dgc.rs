//! dgc-testdata: certificates of ten countries, and broken ones.
//!
//! Each expectation is held against the check that it speaks of, with the case's certificate trusted alone and the case's
//! clock as now; not against the verdict, of which it is one reason among several.

use crate::mint::hcert::{self as mint, Key};
use crate::{door, suites};
use chrono::{DateTime, Utc};
use doorcheck::credential::{self, Credential, OpenError, ReadError};
use doorcheck::reader::Payload;
use doorcheck::trust::{self, AuthenticateError, Genuine, Now, Standing, TrustStore};
use doorcheck::verdict::{Check, Ground};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Expectations that are not met, and why that is right. One that begins to be met fails the test.
#[rustfmt::skip]
const ODDITIES: &[(&str, &str, &str)] = &[
    ("BE/2DCode/raw/2.json", "EXPECTEDEXPIRATIONCHECK", BEFORE_DF),
    ("DK/2DCode/raw/1.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/2.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/3.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/4.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/5.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/7.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/8.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/10.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/11.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("DK/2DCode/raw/12.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("ES/2DCode/raw/1501.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("ES/2DCode/raw/1502.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("ES/2DCode/raw/1503.json", "EXPECTEDEXPIRATIONCHECK", AT_EXP),
    ("ES/2DCode/raw/401.json", "EXPECTEDVERIFY", OTHER_CURVE),
    ("ES/2DCode/raw/402.json", "EXPECTEDVERIFY", OTHER_CURVE),
    ("ES/2DCode/raw/403.json", "EXPECTEDVERIFY", OTHER_CURVE),
];

const BEFORE_DF: &str = "its own df lies after the clock, and is a start as iat is";
const AT_EXP: &str = "the clock stands at exp itself, from which second on it is expired";
const OTHER_CURVE: &str = "alg says ES256 and the key is on P-384, which ES256 is not for";

/// What the stages make of a case. Expectations of its form hold whoever signed it: where its own signature does not, its
/// claims are read under a signature of ours.
struct Run {
    opened: Result<(), OpenError>,
    authenticated: Option<Result<(), AuthenticateError>>,
    read: Option<Result<Credential, ReadError>>,
    standing: Option<Standing>,
}

fn run(case: &Value, file: &Path) -> Run {
    let mut run = Run { opened: Ok(()), authenticated: None, read: None, standing: None };
    let sealed = match credential::open(&Payload::new(case["PREFIX"].as_str().unwrap())) {
        Ok(sealed) => sealed,
        Err(error) => {
            run.opened = Err(error);
            return run;
        }
    };
    let store = store(case, file);
    let genuine = match trust::authenticate(sealed, &store) {
        Ok(genuine) => genuine,
        Err(error) => {
            run.authenticated = Some(Err(error));
            run.read = Some(signed_anew(case).read());
            return run;
        }
    };
    run.authenticated = Some(Ok(()));
    let read = genuine.read();
    if let Ok(credential) = &read {
        run.standing = Some(trust::standing(&genuine, credential, &store, &clock(case)));
    }
    run.read = Some(read);
    run
}

/// The case's claims under a key of ours.
fn signed_anew(case: &Value) -> Genuine {
    let text = case["PREFIX"].as_str().unwrap().strip_prefix("HC1:").unwrap();
    let cose = miniz_oxide::inflate::decompress_to_vec_zlib(&base45::decode(text).unwrap()).unwrap();
    let mut message: serde_cbor::Value = serde_cbor::from_slice(&cose).unwrap();
    while let serde_cbor::Value::Tag(_, within) = message {
        message = *within;
    }
    let serde_cbor::Value::Array(parts) = message else { panic!("no COSE") };
    let serde_cbor::Value::Bytes(cwt) = &parts[2] else { panic!("no payload") };
    door::genuine(&mint::code(cwt, &Key::p256("suite"), b"suite-01"), &Key::p256("suite"), b"suite-01")
}

/// A store that holds the case's certificate and nothing else.
fn store(case: &Value, file: &Path) -> TrustStore {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("certificate");
    std::fs::write(&path, case["TESTCTX"]["CERTIFICATE"].as_str().unwrap()).unwrap();
    let mut store = TrustStore::empty();
    if let Err(error) = store.load(&path, true) {
        println!("{}: {error}", file.display());
    }
    store
}

fn clock(case: &Value) -> Now {
    let text = case["TESTCTX"]["VALIDATIONCLOCK"].as_str().unwrap();
    let at = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%#z"))
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    Now::set(at.with_timezone(&Utc), chrono_tz::UTC)
}

/// Whether the check that an expectation speaks of came out good, with a word on it; `None` for an expectation that is not of
/// verifying.
fn outcome(run: &Run, expectation: &str) -> Option<(bool, String)> {
    let step = match &run.opened {
        Ok(()) => 9,
        Err(OpenError::Malformed { step: "base45", .. }) => 1,
        Err(OpenError::Malformed { step: "zlib", .. }) => 2,
        Err(OpenError::Malformed { .. }) => 3,
        Err(_) => 0,
    };
    let opened = || format!("{:?}", run.opened);
    Some(match expectation {
        "EXPECTEDUNPREFIX" => (step > 0, opened()),
        "EXPECTEDB45DECODE" => (step > 1, opened()),
        "EXPECTEDCOMPRESSION" => (step > 2, opened()),
        // The CBOR within the signature is claims, and read with them.
        "EXPECTEDDECODE" => {
            let refused = run.read.as_ref().and_then(|read| read.as_ref().err());
            let no_map = ["claims", "-260", "-260.1"];
            let claims =
                matches!(refused, Some(ReadError::Claim { field, .. }) if no_map.contains(&field.as_str()));
            (step > 3 && !claims, format!("{:?} {refused:?}", run.opened))
        }
        "EXPECTEDVERIFY" => (matches!(run.authenticated, Some(Ok(()))), format!("{:?}", run.authenticated)),
        "EXPECTEDSCHEMAVALIDATION" | "EXPECTEDVALIDOBJECT" | "EXPECTEDVALIDJSON" => (
            matches!(run.read, Some(Ok(_))),
            format!("{:?} {:?}", run.authenticated, run.read.as_ref().map(|read| read.as_ref().err())),
        ),
        "EXPECTEDEXPIRATIONCHECK" => (
            run.standing.as_ref().is_some_and(|standing| standing.dates == Check::Ok),
            format!("{:?}", run.standing.as_ref().map(|standing| &standing.grounds)),
        ),
        "EXPECTEDKEYUSAGE" => (
            run.standing.as_ref().is_some_and(|standing| {
                !standing.grounds.iter().any(|ground| matches!(ground, Ground::KeyNotAllowed { .. }))
            }),
            format!("{:?}", run.standing.as_ref().map(|standing| &standing.grounds)),
        ),
        // Making codes is not what this program does; and pictures are the matter of `suite_pictures`.
        "EXPECTEDENCODE" | "EXPECTEDPICTUREDECODE" => return None,
        // Not of the suite's form: a misspelling and a repeated heading.
        "EXPTECTEDEXPIRED" | "EXPECTEDRESULTS" => return None,
        other => panic!("an expectation of an unknown name: {other}"),
    })
}

#[test]
fn every_expectation_is_met_by_its_own_check() {
    let Some(folder) = suites::folder("dgc-testdata") else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut odd = BTreeSet::new();
    let mut wrong = Vec::new();
    let files = suites::files(&folder, "json");
    assert!(!files.is_empty(), "no cases");
    for file in &files {
        let id = file.strip_prefix(&folder).unwrap().display().to_string();
        let case = suites::json(file);
        let run = run(&case, file);
        for (expectation, expected) in case["EXPECTEDRESULTS"].as_object().unwrap() {
            let Some((good, detail)) = outcome(&run, expectation) else { continue };
            *counts.entry(expectation.clone()).or_default() += 1;
            let oddity = ODDITIES.iter().find(|(odd, what, _)| *odd == id && what == expectation);
            match (Some(good) == expected.as_bool(), oddity) {
                (true, None) => {}
                (false, Some(oddity)) => {
                    odd.insert(oddity);
                }
                (true, Some(_)) => wrong.push(format!("{id} {expectation}: an oddity no longer")),
                (false, None) => wrong.push(format!("{id} {expectation} is {expected}: {detail}")),
            }
        }
    }
    let total: usize = counts.values().sum();
    println!("dgc-testdata: {} cases, {total} expectations, {} oddities", files.len(), odd.len());
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} unmet:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(odd.len(), ODDITIES.len(), "an oddity names no case: {odd:?}");
}
