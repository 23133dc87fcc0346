//! Makes SMART Health Cards: FHIR bundle, payload, raw deflate, compact JWS, digits, chunks. Every step can be bent out of
//! shape. It shares no code with the verifier.

// Each binary that includes this file uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The type that every card has.
pub const HEALTH_CARD: &str = "https://smarthealth.cards#health-card";
/// When cards are issued here: 2025-06-01.
pub const NBF: u64 = 1_748_736_000;

/// A key made of a seed.
pub fn key(seed: &str) -> SigningKey {
    SigningKey::from_slice(&Sha256::digest(seed)).expect("a scalar")
}

/// The RFC 7638 thumbprint of the public half.
pub fn thumbprint(key: &SigningKey) -> String {
    let [x, y] = coordinates(key);
    BASE64URL_NOPAD.encode(&Sha256::digest(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)))
}

/// The public half as a JWK, by its thumbprint.
pub fn jwk(key: &SigningKey) -> Value {
    let [x, y] = coordinates(key);
    json!({
        "kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "x": x, "y": y, "kid": thumbprint(key),
    })
}

fn coordinates(key: &SigningKey) -> [String; 2] {
    let point = key.verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    [BASE64URL_NOPAD.encode(&bytes[1..33]), BASE64URL_NOPAD.encode(&bytes[33..])]
}

/// A patient.
pub fn patient(family: &str, given: &[&str], birth: &str) -> Value {
    json!({
        "resourceType": "Patient",
        "name": [{"family": family, "given": given}],
        "birthDate": birth,
    })
}

/// A dose by its CVX code.
pub fn dose(cvx: &str, date: &str) -> Value {
    json!({
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": cvx}]},
        "patient": {"reference": "resource:0"},
        "occurrenceDateTime": date,
        "lotNumber": "0000001",
    })
}

/// A test by its LOINC code, with a result by its SNOMED CT code.
pub fn test(loinc: &str, result: &str, date: &str) -> Value {
    json!({
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": loinc}]},
        "subject": {"reference": "resource:0"},
        "effectiveDateTime": date,
        "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": result}]},
    })
}

/// A payload over these resources.
pub fn payload(issuer: &str, resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources
        .iter()
        .enumerate()
        .map(|(at, resource)| json!({"fullUrl": format!("resource:{at}"), "resource": resource}))
        .collect();
    json!({
        "iss": issuer,
        "nbf": NBF,
        "vc": {
            "type": [HEALTH_CARD],
            "credentialSubject": {
                "fhirVersion": "4.0.1",
                "fhirBundle": {"resourceType": "Bundle", "type": "collection", "entry": entries},
            },
        },
    })
}

/// A compact JWS over a payload, as the specification asks.
pub fn jws(payload: &Value, key: &SigningKey) -> String {
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": thumbprint(key)});
    bent(&header.to_string(), &compress_to_vec(payload.to_string().as_bytes(), 9), key)
}

/// A compact JWS over any header and any bytes.
pub fn bent(header: &str, body: &[u8], key: &SigningKey) -> String {
    let message = format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(body));
    let signature: Signature = key.sign(message.as_bytes());
    format!("{message}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes()))
}

/// The digits of a text, `shc:/` before them.
pub fn numeric(text: &str) -> String {
    format!("shc:/{}", digits(text))
}

/// The text in chunks: `shc:/C/N/` and digits.
pub fn chunked(text: &str, count: usize) -> Vec<String> {
    let size = text.len().div_ceil(count);
    let parts: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            format!("shc:/{}/{}/{}", at + 1, parts.len(), digits(std::str::from_utf8(part).unwrap()))
        })
        .collect()
}

fn digits(text: &str) -> String {
    text.bytes().map(|byte| format!("{:02}", byte - 45)).collect()
}
