//! Makes NZ COVID Passes: claims, COSE_Sign1, Base32, prefix. The message itself is made as HC1's is.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary and the samples use a part of it"
)]

use super::hcert::{Bend, Key, cose, encode, int_map};
use data_encoding::BASE32_NOPAD;
use serde_cbor::Value;
use std::collections::BTreeMap;

/// The claims of a pass.
#[derive(Clone)]
pub struct Pass {
    pub issuer: String,
    pub not_before: i64,
    pub expires: i64,
    pub cti: Vec<u8>,
    pub context: Vec<&'static str>,
    pub version: &'static str,
    pub types: Vec<&'static str>,
    pub given: &'static str,
    pub family: Option<&'static str>,
    pub born: &'static str,
}

impl Default for Pass {
    fn default() -> Self {
        Self {
            issuer: "did:web:passes.example".to_owned(),
            not_before: 1_635_883_530,
            expires: 1_951_416_330,
            cti: (1..=16).collect(),
            context: vec![
                "https://www.w3.org/2018/credentials/v1",
                "https://nzcp.covid19.health.nz/contexts/v1",
            ],
            version: "1.0.0",
            types: vec!["VerifiableCredential", "PublicCovidPass"],
            given: "Aroha",
            family: Some("Teapot"),
            born: "1980-05-23",
        }
    }
}

impl Pass {
    /// The claim vc.
    pub fn vc(&self) -> BTreeMap<Value, Value> {
        let texts =
            |texts: &[&str]| Value::Array(texts.iter().map(|text| (*text).to_owned().into()).collect());
        let mut subject =
            map([("givenName", self.given.to_owned().into()), ("dob", self.born.to_owned().into())]);
        if let Some(family) = self.family {
            subject.insert(name("familyName"), family.to_owned().into());
        }
        map([
            ("@context", texts(&self.context)),
            ("version", self.version.to_owned().into()),
            ("type", texts(&self.types)),
            ("credentialSubject", Value::Map(subject)),
        ])
    }

    /// The claims of the token.
    pub fn claims(&self) -> BTreeMap<Value, Value> {
        let Value::Map(mut claims) = int_map([
            (1, self.issuer.clone().into()),
            (4, Value::Integer(self.expires.into())),
            (5, Value::Integer(self.not_before.into())),
            (7, Value::Bytes(self.cti.clone())),
        ]) else {
            unreachable!("int_map makes a map")
        };
        claims.insert(name("vc"), Value::Map(self.vc()));
        claims
    }

    /// The token's bytes.
    pub fn token(&self) -> Vec<u8> {
        encode(&Value::Map(self.claims()))
    }

    /// The code.
    pub fn code(&self, key: &Key, kid: &str) -> String {
        code(&self.token(), key, kid)
    }
}

/// A key of a CBOR map.
pub fn name(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map<const N: usize>(members: [(&str, Value); N]) -> BTreeMap<Value, Value> {
    members.into_iter().map(|(key, value)| (name(key), value)).collect()
}

/// An ordinary code over the bytes of a token.
pub fn code(token: &[u8], key: &Key, kid: &str) -> String {
    bent(token, key, kid.as_bytes(), &Bend::default())
}

/// A code whose message strays from the ordinary.
pub fn bent(token: &[u8], key: &Key, kid: &[u8], bend: &Bend) -> String {
    wrap(&cose(token, key, kid, bend))
}

/// Encodes the bytes of a COSE_Sign1.
pub fn wrap(cose: &[u8]) -> String {
    format!("NZCP:/1/{}", BASE32_NOPAD.encode(cose))
}
