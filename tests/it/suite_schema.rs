//! ehn-dcc-schema: payloads that keep and break the JSON schema of the EU certificate, each signed by a key of ours.

use crate::mint::hcert::{self as mint, Key};
use crate::{door, suites};
use doorcheck::credential::ReadError;

const KID: &[u8] = b"schema-1";

/// Reads every payload of a folder, and hands what came of it to `check`, which says what is wrong with that.
#[track_caller]
fn each(folder: &str, check: impl Fn(Result<(), ReadError>) -> Option<String>) {
    let Some(suite) = suites::folder("ehn-dcc-schema") else { return };
    let key = Key::p256("schema");
    let files = suites::files(&suite.join(folder), "json");
    assert!(!files.is_empty(), "no cases");
    let mut wrong = Vec::new();
    for file in &files {
        let certificate = mint::from_json(&suites::json(file));
        let code = mint::code(&mint::cwt("XX", 1, 2, (1, certificate)), &key, KID);
        let read = door::genuine(&code, &key, KID).read().map(|_| ());
        wrong.extend(check(read).map(|problem| format!("{}: {problem}", file.display())));
    }
    println!("ehn-dcc-schema/{folder}: {} cases", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn valid_payloads_are_read() {
    for folder in ["test/valid", "examples"] {
        each(folder, |read| read.err().map(|error| error.to_string()));
    }
}

#[test]
fn invalid_payloads_are_malformed() {
    each("test/invalid", |read| match read {
        Err(ReadError::Claim { .. }) => None,
        other => Some(format!("{other:?}")),
    });
}
