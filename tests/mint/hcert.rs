//! Makes HC1 codes: CWT claims, COSE_Sign1, zlib, Base45, prefix. Every step can be bent out of shape.
//!
//! It shares no code with the verifier. Keys come from seeds, and ECDSA nonces from RFC 6979: the same call gives the same
//! code every time.

// Each binary that includes this file uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::{RandomizedSigner, Signer};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::traits::PublicKeyParts;
use serde_cbor::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// COSE algorithm numbers (RFC 9053 §2.1, RFC 8230 §2).
pub const ES256: i128 = -7;
pub const ES384: i128 = -35;
pub const ES512: i128 = -36;
pub const PS256: i128 = -37;

/// A private key.
#[derive(Clone)]
pub enum Key {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::ecdsa::SigningKey),
    /// An RSA key, and the length in bytes of the salt that it signs with.
    Rsa(Box<rsa::PrivateKey>, usize),
}

impl Key {
    /// A P-256 key made of a seed.
    pub fn p256(seed: &str) -> Self {
        Self::P256(p256::ecdsa::SigningKey::from_slice(&Sha256::digest(seed)).expect("a scalar"))
    }

    /// A P-384 key made of a seed.
    pub fn p384(seed: &str) -> Self {
        let mut scalar = [0; 48];
        scalar[16..].copy_from_slice(&Sha256::digest(seed));
        Self::P384(p384::ecdsa::SigningKey::from_slice(&scalar).expect("a scalar"))
    }

    /// A P-521 key made of a seed.
    pub fn p521(seed: &str) -> Self {
        let mut scalar = [0; 66];
        scalar[34..].copy_from_slice(&Sha256::digest(seed));
        Self::P521(p521::ecdsa::SigningKey::from_slice(&scalar).expect("a scalar"))
    }

    /// An RSA key of 2048 bits made of a seed. Takes a while: keep it.
    pub fn rsa(seed: &str) -> Self {
        let mut rng = ChaCha20Rng::from_seed(Sha256::digest(seed).into());
        Self::Rsa(Box::new(rsa::PrivateKey::new(&mut rng, 2048).expect("a key")), 32)
    }

    /// The COSE number of the algorithm that the key is for.
    pub fn alg(&self) -> i128 {
        match self {
            Self::P256(_) => ES256,
            Self::P384(_) => ES384,
            Self::P521(_) => ES512,
            Self::Rsa(..) => PS256,
        }
    }

    /// The public half as a JWK, with a kid as trust lists carry it: Base64 of its bytes.
    pub fn jwk(&self, kid: &[u8]) -> serde_json::Value {
        let ec = |curve: &str, sec1: &[u8]| {
            let (x, y) = sec1[1..].split_at(sec1.len() / 2);
            serde_json::json!({
                "kty": "EC", "crv": curve, "x": BASE64URL_NOPAD.encode(x), "y": BASE64URL_NOPAD.encode(y),
            })
        };
        let mut jwk = match self {
            Self::P256(key) => ec("P-256", key.verifying_key().to_sec1_point(false).as_bytes()),
            Self::P384(key) => ec("P-384", key.verifying_key().to_sec1_point(false).as_bytes()),
            Self::P521(key) => ec("P-521", key.verifying_key().to_sec1_point(false).as_bytes()),
            Self::Rsa(key, _) => serde_json::json!({
                "kty": "RSA",
                "n": BASE64URL_NOPAD.encode(&key.n_bytes()),
                "e": BASE64URL_NOPAD.encode(&key.e_bytes()),
            }),
        };
        jwk["kid"] = data_encoding::BASE64.encode(kid).into();
        jwk
    }

    /// A signature in the form of COSE: r and s side by side, or RSASSA-PSS.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Self::P521(key) => {
                let signature: p521::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Self::Rsa(key, salt) => {
                use p256::ecdsa::signature::SignatureEncoding;
                let key = rsa::pss::SigningKey::<Sha256>::new_with_salt_len(key.as_ref().clone(), *salt);
                let mut rng = ChaCha20Rng::from_seed(Sha256::digest(message).into());
                key.sign_with_rng(&mut rng, message).to_vec()
            }
        }
    }
}

/// How a code strays from the ordinary. [`Bend::default`] is the ordinary: alg and kid protected, tag 18, zlib.
#[derive(Clone)]
pub struct Bend {
    /// The prefix.
    pub prefix: &'static str,
    /// The algorithm number stated, where it is not the key's own.
    pub alg: Option<i128>,
    /// alg in the unprotected header alone.
    pub alg_unprotected: bool,
    /// kid in the unprotected header alone.
    pub kid_unprotected: bool,
    /// The protected header's bytes, in place of what the above makes.
    pub protected: Option<Vec<u8>>,
    /// The unprotected header's encoding, in place of what the above makes.
    pub unprotected: Option<Vec<u8>>,
    /// CBOR tags around the array, the outermost first.
    pub tags: Vec<u64>,
    /// The signature, in place of the true one.
    pub signature: Option<Vec<u8>>,
    /// Bytes after the COSE_Sign1, before compression.
    pub after_cose: Vec<u8>,
    /// Whether the COSE_Sign1 is compressed.
    pub zlib: bool,
    /// Bytes after the zlib stream.
    pub after_zlib: Vec<u8>,
}

impl Default for Bend {
    fn default() -> Self {
        Self {
            prefix: "HC1:",
            alg: None,
            alg_unprotected: false,
            kid_unprotected: false,
            protected: None,
            unprotected: None,
            tags: vec![18],
            signature: None,
            after_cose: Vec::new(),
            zlib: true,
            after_zlib: Vec::new(),
        }
    }
}

/// An ordinary code over the bytes of a CWT.
pub fn code(cwt: &[u8], key: &Key, kid: &[u8]) -> String {
    bent(cwt, key, kid, &Bend::default())
}

/// A code that strays from the ordinary.
pub fn bent(cwt: &[u8], key: &Key, kid: &[u8], bend: &Bend) -> String {
    wrap(&cose(cwt, key, kid, bend), bend)
}

/// Compresses and encodes the bytes of a COSE_Sign1.
pub fn wrap(cose: &[u8], bend: &Bend) -> String {
    let mut bytes =
        if bend.zlib { miniz_oxide::deflate::compress_to_vec_zlib(cose, 9) } else { cose.to_vec() };
    bytes.extend_from_slice(&bend.after_zlib);
    format!("{}{}", bend.prefix, base45::encode(&bytes))
}

/// The COSE_Sign1 over the bytes of a CWT.
pub fn cose(cwt: &[u8], key: &Key, kid: &[u8], bend: &Bend) -> Vec<u8> {
    let alg = (1, Value::Integer(bend.alg.unwrap_or_else(|| key.alg())));
    let kid = (4, Value::Bytes(kid.to_vec()));
    let (mut protected, mut unprotected) = (Vec::new(), Vec::new());
    if bend.alg_unprotected { &mut unprotected } else { &mut protected }.push(alg);
    if bend.kid_unprotected { &mut unprotected } else { &mut protected }.push(kid);
    let header = |fields: Vec<(i128, Value)>| encode(&int_map(fields));
    let protected = bend.protected.clone().unwrap_or_else(|| {
        // RFC 9052 §3: no protected field, no bytes.
        if protected.is_empty() { Vec::new() } else { header(protected) }
    });
    let unprotected = bend.unprotected.clone().unwrap_or_else(|| header(unprotected));
    let signature = bend.signature.clone().unwrap_or_else(|| key.sign(&to_be_signed(&protected, cwt)));

    let mut bytes = Vec::new();
    for tag in &bend.tags {
        head(&mut bytes, 6, *tag);
    }
    head(&mut bytes, 4, 4);
    byte_string(&mut bytes, &protected);
    bytes.extend_from_slice(&unprotected);
    byte_string(&mut bytes, cwt);
    byte_string(&mut bytes, &signature);
    bytes.extend_from_slice(&bend.after_cose);
    bytes
}

/// The Sig_structure (RFC 9052 §4.4), without external data.
pub fn to_be_signed(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    head(&mut bytes, 4, 4);
    head(&mut bytes, 3, 10);
    bytes.extend_from_slice(b"Signature1");
    byte_string(&mut bytes, protected);
    byte_string(&mut bytes, b"");
    byte_string(&mut bytes, payload);
    bytes
}

/// A CWT with issuer, times in seconds since 1970, and the hcert container: `content` is the pair of key and value in
/// claim -260 (1 EU DCC, 3 WHO DDCC vaccination, 4 DDCC test, 5 health link, -6 DVC/ICVP).
pub fn cwt(issuer: &str, iat: i64, exp: i64, content: (i128, Value)) -> Vec<u8> {
    encode(&int_map([
        (1, Value::Text(issuer.to_owned())),
        (4, Value::Integer(exp.into())),
        (6, Value::Integer(iat.into())),
        (-260, int_map([content])),
    ]))
}

/// A CBOR map with integer keys.
pub fn int_map(fields: impl IntoIterator<Item = (i128, Value)>) -> Value {
    Value::Map(
        fields.into_iter().map(|(key, value)| (Value::Integer(key), value)).collect::<BTreeMap<_, _>>(),
    )
}

/// CBOR of the same shape as a JSON value.
pub fn from_json(json: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(n) => n.as_i64().map_or_else(
            || Value::Float(n.as_f64().expect("a number")),
            |integer| Value::Integer(integer.into()),
        ),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(from_json).collect()),
        Json::Object(members) => {
            Value::Map(members.iter().map(|(k, v)| (Value::Text(k.clone()), from_json(v))).collect())
        }
    }
}

/// The encoding of a value.
pub fn encode(value: &Value) -> Vec<u8> {
    serde_cbor::to_vec(value).expect("encodable")
}

/// The head of a CBOR item: its major type, and its number in the shortest form.
pub fn head(out: &mut Vec<u8>, major: u8, number: u64) {
    let major = major << 5;
    match number {
        0..=23 => out.push(major | u8::try_from(number).unwrap()),
        24..=0xFF => out.extend([major | 24, u8::try_from(number).unwrap()]),
        0x100..=0xFFFF => {
            out.push(major | 25);
            out.extend(u16::try_from(number).unwrap().to_be_bytes());
        }
        _ => {
            out.push(major | 26);
            out.extend(u32::try_from(number).unwrap().to_be_bytes());
        }
    }
}

fn byte_string(out: &mut Vec<u8>, bytes: &[u8]) {
    head(out, 2, bytes.len() as u64);
    out.extend_from_slice(bytes);
}
