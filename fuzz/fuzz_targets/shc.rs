//! SMART Health Cards: whatever the bytes, nothing panics and nothing unsigned passes, at any of the steps that they are given
//! to; and as the payload of a properly signed card, what is read of it holds to its own limits.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::credential::{Cards, Chunks, Gathered};
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Outcome, Reason};
use doorcheck::reader::Payload;
use libfuzzer_sys::fuzz_target;
use mint::shc::{bent, jwk, key, numeric, thumbprint};
use miniz_oxide::deflate::compress_to_vec;
use std::sync::LazyLock;
use std::time::Duration;

const NOW: &str = "2026-06-01T12:00:00Z";
static HEADER: LazyLock<String> =
    LazyLock::new(|| format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{}"}}"#, thumbprint(&key("fuzz"))));
static STORE: LazyLock<TrustStore> =
    LazyLock::new(|| door::store(&serde_json::json!({ "network": "shc", "keys": [jwk(&key("fuzz"))] })));

fuzz_target!(|data: &[u8]| {
    let deflated = compress_to_vec(data, 1);
    let text: String = data.iter().map(|byte| char::from(45 + byte % 78)).collect();
    for code in [
        data.to_vec(),
        [b"shc:/", data].concat(),
        [b"shc:/1/2/", data].concat(),
        numeric(&text).into_bytes(),
        format!("eyJ{text}.{text}.{text}").into_bytes(),
        bent(&HEADER, data, &key("another")).into_bytes(),
        bent(&HEADER, &deflated, &key("another")).into_bytes(),
        bent(&String::from_utf8_lossy(data), &deflated, &key("another")).into_bytes(),
    ] {
        let verdict = door::verdict(code, &STORE, "authenticity", NOW);
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }

    let (mut chunks, mut cards) = (Chunks::default(), Cards::default());
    for part in data.split(|byte| *byte == b'\n') {
        if let Gathered::Part { held, of } = chunks.add(&Payload::new(part), Duration::ZERO) {
            assert!(held < of && of <= 32);
        }
        if let Gathered::Part { held, of } = cards.add(&Payload::new(part)) {
            assert!(held < of && of <= 32);
        }
    }

    let verdict = door::verdict(bent(&HEADER, &deflated, &key("fuzz")), &STORE, "authenticity", NOW);
    if verdict.outcome() == Outcome::Pass {
        assert_eq!((verdict.reason(), verdict.checks().signature), (Reason::Ok, Check::Ok));
        assert_ne!(verdict.checks().dates, Check::Fail);
        assert!(verdict.events().len() < 512);
    }
});
