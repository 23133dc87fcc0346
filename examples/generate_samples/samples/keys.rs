//! The demonstration keys' private halves, which everybody may have.

use crate::mint::hcert::Key;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use rsa::{BoxedUint, PrivateKey};
use serde_json::Value;

const PRIVATE: &str = include_str!("../../../samples/keys/demo-private.json");

/// A key that signs DIVOC certificates, with the address of its verification method.
pub fn divoc(name: &str, method: &'static str) -> (crate::mint::divoc::Key, &'static str) {
    use crate::mint::divoc::Key;
    let jwk = &jwks()[name];
    let key = match jwk["kty"].as_str() {
        Some("RSA") => Key::Rsa(rsa(jwk)),
        _ => Key::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(
            &bytes(jwk, "d").try_into().unwrap(),
        ))),
    };
    (key, method)
}

fn rsa(jwk: &Value) -> Box<PrivateKey> {
    let number = |member: &str| BoxedUint::from_be_slice_vartime(&bytes(jwk, member));
    let primes = vec![number("p"), number("q")];
    Box::new(PrivateKey::from_components(number("n"), number("e"), number("d"), primes).unwrap())
}

/// A key that signs HC1 codes, with its identifier.
pub struct Signer {
    pub key: Key,
    pub kid: Vec<u8>,
}

impl Signer {
    /// The demonstration key of that name.
    pub fn demo(name: &str) -> Self {
        let jwk = &jwks()[name];
        let key = match jwk["kty"].as_str() {
            Some("RSA") => Key::Rsa(rsa(jwk), 32),
            _ => Key::P256(p256::ecdsa::SigningKey::from_slice(&bytes(jwk, "d")).unwrap()),
        };
        Self { key, kid: BASE64.decode(jwk["kid"].as_str().unwrap().as_bytes()).unwrap() }
    }

    /// A key that no trust list holds.
    pub fn stranger() -> Self {
        Self { key: Key::p256("a stranger's key"), kid: b"stranger".to_vec() }
    }
}

/// The demonstration key of that name, of the curve P-256.
pub fn p256(name: &str) -> Key {
    Key::P256(p256::ecdsa::SigningKey::from_slice(&bytes(&jwks()[name], "d")).unwrap())
}

/// The demonstration key in the form of Hong Kong.
pub fn hongkong() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&bytes(&jwks()["hongkong"], "d")).unwrap()
}

/// The demonstration key of SMART Health Cards.
pub fn shc() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&bytes(&jwks()["shc"], "d")).unwrap()
}

fn jwks() -> Value {
    serde_json::from_str(PRIVATE).unwrap()
}

fn bytes(jwk: &Value, member: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(jwk[member].as_str().unwrap().as_bytes()).unwrap()
}
