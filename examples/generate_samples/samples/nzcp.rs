//! Samples in the form of NZ COVID Pass, of an issuer that does not exist.

use super::hcert_claims::{IAT, UNTIL, seconds};
use super::keys::p256;
use super::looks::{Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use crate::mint::hcert::{Bend, Key, encode, int_map, to_be_signed};
use crate::mint::nzcp::{Pass, bent};
use doorcheck::verdict::Reason;
use serde_cbor::Value;

const KID: &str = "demo-key-1";

/// Every sample of the family.
pub fn samples() -> Vec<Sample> {
    let demo = p256("nzcp");
    let plain = |name: &str, shows: &'static str, payload: String, reason: Reason| {
        Sample::new(name, shows, code(payload), reason)
    };
    let elsewhere = Pass { issuer: "did:web:passes.elsewhere.example".to_owned(), ..pass(UNTIL) };
    vec![
        plain("nzcp-ok", "A pass, valid until 2046", pass(UNTIL).code(&demo, KID), Reason::Ok)
            .seen(
                Look::Phone,
                Pose::Straight,
                art(
                    "Demoland, not New Zealand",
                    ["COVID Pass", "Demonstration"],
                    [0, 96, 110],
                    &[["Name", "Cosima Umbrella"], ["Born", "1999-02-28"]],
                ),
            )
            .under("vaccinated", Reason::RulesNotMet),
        plain(
            "nzcp-altered-bad-signature",
            "A pass, its end altered after signing",
            altered(&demo),
            Reason::BadSignature,
        ),
        plain(
            "nzcp-unknown-issuer",
            "A pass of an issuer that is on no list",
            elsewhere.code(&demo, KID),
            Reason::UnknownIssuer,
        ),
        plain(
            "nzcp-expired",
            "A pass, valid until 1 December 2025",
            pass("2025-12-01").code(&demo, KID),
            Reason::Expired,
        )
        .at("2025-11-30T23:59:59Z", Reason::Ok)
        .at("2025-12-01T00:00:00Z", Reason::Expired),
    ]
}

fn pass(until: &str) -> Pass {
    Pass {
        issuer: "did:web:passes.demoland.example".to_owned(),
        not_before: seconds(IAT),
        expires: seconds(until),
        given: "Cosima",
        family: Some("Umbrella"),
        born: "1999-02-28",
        ..Pass::default()
    }
}

/// The signature over one end, put under another.
fn altered(key: &Key) -> String {
    let header =
        encode(&int_map([(1, Value::Integer(key.alg())), (4, Value::Bytes(KID.as_bytes().to_vec()))]));
    let signature = key.sign(&to_be_signed(&header, &pass("2025-12-01").token()));
    let bend = Bend { signature: Some(signature), ..Bend::default() };
    bent(&pass(UNTIL).token(), key, KID.as_bytes(), &bend)
}

fn code(payload: String) -> Code {
    Code { family: "nzcp", payload, level: Level::Q, holder: "Cosima Umbrella".to_owned() }
}
