//! **No input that was changed after it was signed passes.** The input makes a certificate, of whatever claims, which is signed; then it says what is
//! changed in it: in the signed bytes, in what says of which key it is, in the signature, or in the text of the code.

#![no_main]

#[path = "../../tests/it/door.rs"]
mod door;
#[path = "../../tests/mint/mod.rs"]
mod mint;

use doorcheck::trust::TrustStore;
use doorcheck::verdict::Outcome;
use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use mint::hcert::{Bend, Key, cose, cwt, from_json, wrap};
use serde_cbor::Value as Cbor;
use serde_json::{Value, json};
use std::sync::LazyLock;

const KID: &[u8] = b"changed!";
const NOW: &str = "2022-06-01T12:00:00Z";
static KEY: LazyLock<Key> = LazyLock::new(|| Key::p256("changed"));
static STORE: LazyLock<TrustStore> = LazyLock::new(|| door::trusting(&KEY, KID));

/// The claims of a certificate, and what is changed in it afterwards.
#[derive(Debug, Arbitrary)]
struct Case {
    family: String,
    given: String,
    born: (u16, u8, u8),
    doses: (u8, u8),
    day: (u16, u8, u8),
    issued: u32,
    lasts: u32,
    changes: Vec<Change>,
}

/// A change of one layer.
#[derive(Debug, Arbitrary)]
enum Change {
    Set { layer: Layer, at: u16, to: u8 },
    Swap { layer: Layer, at: u16, with: u16 },
    Remove { layer: Layer, at: u16, count: u8 },
    Insert { layer: Layer, at: u16, bytes: Vec<u8> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Arbitrary)]
enum Layer {
    Cose,
    Code,
}

impl Change {
    fn layer(&self) -> Layer {
        match self {
            Self::Set { layer, .. } | Self::Swap { layer, .. } | Self::Remove { layer, .. } | Self::Insert { layer, .. } => {
                *layer
            }
        }
    }

    fn make(&self, bytes: &mut Vec<u8>) {
        let place = |at: u16, most: usize| usize::from(at) % most.max(1);
        match self {
            _ if bytes.is_empty() => {}
            Self::Set { at, to, .. } => {
                let at = place(*at, bytes.len());
                bytes[at] = *to;
            }
            Self::Swap { at, with, .. } => {
                let (at, with) = (place(*at, bytes.len()), place(*with, bytes.len()));
                bytes.swap(at, with);
            }
            Self::Remove { at, count, .. } => {
                let at = place(*at, bytes.len());
                let end = (at + usize::from(*count)).min(bytes.len());
                bytes.drain(at..end);
            }
            Self::Insert { at, bytes: more, .. } => {
                let at = place(*at, bytes.len());
                bytes.splice(at..at, more.iter().take(64).copied());
            }
        }
    }
}

/// A value without the tags before it, which are not signed.
fn bare(value: &Cbor) -> &Cbor {
    match value {
        Cbor::Tag(_, within) => bare(within),
        other => other,
    }
}

/// What was signed and the signature, as another reader of CBOR finds them.
fn signed(cose: &[u8]) -> Option<[Vec<u8>; 3]> {
    let Cbor::Array(parts) = bare(&serde_cbor::from_slice(cose).ok()?).clone() else { return None };
    let part = |at: usize| match bare(parts.get(at)?) {
        Cbor::Bytes(bytes) => Some(bytes.clone()),
        _ => None,
    };
    Some([part(0)?, part(2)?, part(3)?])
}

/// The message within a code.
fn within(code: &[u8]) -> Option<[Vec<u8>; 3]> {
    let text = std::str::from_utf8(code).ok()?;
    let packed = base45::decode(text.get(4..)?).ok()?;
    signed(&miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&packed, 1 << 20).unwrap_or(packed))
}

fn date((year, month, day): (u16, u8, u8)) -> String {
    format!("{}-{:02}-{:02}", 1900 + year % 200, 1 + month % 12, 1 + day % 28)
}

fuzz_target!(|data: &[u8]| {
    let Ok(case) = Case::arbitrary(&mut Unstructured::new(data)) else { return };
    let dose = json!({
        "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": case.doses.0,
        "sd": case.doses.1, "dt": date(case.day), "co": "AT", "is": "Ministry", "ci": "URN:UVCI:01:AT:1"
    });
    let name: Value = json!({ "fn": case.family, "fnt": "CHAN", "gn": case.given, "gnt": "TAI<MAN" });
    let content = json!({ "ver": "1.3.0", "nam": name, "dob": date(case.born), "v": [dose] });
    let issued = i64::from(case.issued);
    let claims = cwt("AT", issued, issued + i64::from(case.lasts), (1, from_json(&content)));
    let genuine = cose(&claims, &KEY, KID, &Bend::default());
    let Some(message) = signed(&genuine) else { return };

    let mut inner = genuine;
    case.changes.iter().filter(|change| change.layer() == Layer::Cose).for_each(|change| change.make(&mut inner));
    let mut code = wrap(&inner, &Bend::default()).into_bytes();
    case.changes.iter().filter(|change| change.layer() == Layer::Code).for_each(|change| change.make(&mut code));
    let verdict = door::verdict(code.clone(), &STORE, "authenticity", NOW);
    if verdict.outcome() == Outcome::Pass || !verdict.events().is_empty() || verdict.holder().is_some() {
        // Another encoding of the same message, or one that nobody changed.
        assert_eq!(within(&code), Some(message), "what was changed after signing is believed");
    }
});
