//! Whatever is changed in a good code, it never passes: every byte of the signed message and of the signature in turn, and 20,000
//! random changes for each family.
//!
//! One exception: a changed code may be the same credential in another encoding (a digit of a zip archive's clock, the case of a
//! scheme's letters). It is the same where what was signed and the signature over it are, byte by byte, as a decoder of the test's
//! own finds them.

use crate::door;
use crate::hcert::{EXP, IAT};
use crate::mint::hcert::{Bend, Key};
use crate::mint::{divoc, hcert, hongkong, nzcp, shc, vdsnc, x509};
use data_encoding::{BASE32_NOPAD, BASE64, BASE64URL, BASE64URL_NOPAD};
use doorcheck::trust::TrustStore;
use doorcheck::verdict::Outcome;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_cbor::Value as Cbor;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Random changes for each family: half of them to the code, half to what it encodes.
const CHANGES: usize = 20_000;

/// What was signed, and the signature.
type Content = Vec<Vec<u8>>;

/// A good code, the layer within its encodings that holds message and signature, and the ways there and back.
struct Good {
    code: Vec<u8>,
    inner: Vec<u8>,
    store: TrustStore,
    now: &'static str,
    encode: fn(&[u8]) -> Vec<u8>,
    content: fn(&[u8]) -> Option<Content>,
    /// The code with one byte of its signature changed, where the signature does not stand in the inner layer as bytes; `None` behind
    /// its end.
    resigned: fn(&[u8], usize) -> Option<Vec<u8>>,
}

impl Good {
    /// Holds that it passes, and that nothing changed does.
    fn holds(&self, name: &str) {
        let verdict = |code: &[u8]| door::verdict(code, &self.store, "authenticity", self.now);
        let good = (self.content)(&self.code).unwrap();
        assert_eq!(verdict(&self.code).outcome(), Outcome::Pass, "{name}: {:?}", verdict(&self.code));
        assert_eq!((self.encode)(&self.inner), self.code, "{name}");
        let same = AtomicUsize::new(0);
        let refuses = |changed: &[u8], what: &str| {
            if changed != self.code && verdict(changed).outcome() == Outcome::Pass {
                assert_eq!((self.content)(changed).as_ref(), Some(&good), "{name}: {what} passes");
                same.fetch_add(1, Ordering::Relaxed);
            }
        };
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let refuses = &refuses;
                scope.spawn(move || {
                    for at in (thread..self.inner.len()).step_by(threads) {
                        let mut inner = self.inner.clone();
                        inner[at] ^= 1 << (at % 7);
                        refuses(&(self.encode)(&inner), &format!("byte {at}"));
                    }
                    for at in (thread..).step_by(threads) {
                        let Some(changed) = (self.resigned)(&self.inner, at) else { break };
                        refuses(&changed, &format!("byte {at} of the signature"));
                    }
                    for number in (thread..CHANGES).step_by(threads) {
                        let mut rng = ChaCha20Rng::seed_from_u64(u64::try_from(number).unwrap());
                        let changed = match number / threads % 2 {
                            0 => change(&self.code, &mut rng),
                            _ => (self.encode)(&change(&self.inner, &mut rng)),
                        };
                        refuses(&changed, &format!("change {number}"));
                    }
                });
            }
        });
        println!("{name}: {} changed codes were the same credential", same.into_inner());
    }
}

/// One to three random changes.
fn change(bytes: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=rng.next_u32() % 3 {
        let mut below = |most: usize| usize::try_from(rng.next_u32()).unwrap() % most.max(1);
        let (at, other, length) = (below(bytes.len()), below(bytes.len()), 1 + below(8));
        let end = (at + length).min(bytes.len());
        match below(8) {
            0 => bytes[at] ^= 1 << below(8),
            1 => bytes[at] = u8::try_from(below(256)).unwrap(),
            // Of the characters that it is made of.
            2 | 3 => bytes[at] = bytes[other],
            4 => bytes.swap(at, other),
            5 => drop(bytes.drain(at..end)),
            6 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(other..other, piece);
            }
            _ => bytes.truncate(at.max(1)),
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
    bytes
}

/// The message and the signature of a COSE_Sign1, by another reader of CBOR.
fn cose(bytes: &[u8]) -> Option<Content> {
    let mut value = serde_cbor::from_slice(bytes).ok()?;
    while let Cbor::Tag(_, within) = value {
        value = *within;
    }
    let Cbor::Array(parts) = value else { return None };
    let part = |at: usize| match parts.get(at)? {
        Cbor::Bytes(bytes) => Some(bytes.clone()),
        _ => None,
    };
    Some(vec![part(0)?, part(2)?, part(3)?])
}

fn no_other(_: &[u8], _: usize) -> Option<Vec<u8>> {
    None
}

/// A text whose last part, after `separator`, is a signature in Base64 of some kind, with one of its bytes changed.
fn resigned(text: &[u8], separator: char, base: &data_encoding::Encoding, at: usize) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).unwrap();
    let (message, signature) = text.rsplit_once(separator).unwrap();
    let mut signature = base.decode(signature.as_bytes()).unwrap();
    *signature.get_mut(at)? ^= 1 << (at % 8);
    Some(format!("{message}{separator}{}", base.encode(&signature)).into_bytes())
}

#[test]
fn no_changed_code_passes_hongkong() {
    let code = hongkong::signed(&hongkong::Vac::default().fields(), &hongkong::key(1)).into_bytes();
    Good {
        inner: code.clone(),
        code,
        store: door::store(&door::list(&hongkong::key(1), true)),
        now: "2026-11-22T04:00:00Z",
        encode: <[u8]>::to_vec,
        content: |code| Some(vec![code.strip_prefix(b"\xef\xbb\xbf").unwrap_or(code).to_vec()]),
        resigned: |text, at| resigned(text, '|', &BASE64, at),
    }
    .holds("hongkong");
}

#[test]
fn no_changed_code_passes_hcert() {
    let key = Key::p256("hcert");
    let kid = b"hcert-01";
    let cwt = hcert::cwt("AT", IAT, EXP, (1, hcert::from_json(&crate::hcert::vaccination())));
    let inner = hcert::cose(&cwt, &key, kid, &Bend::default());
    Good {
        code: hcert::wrap(&inner, &Bend::default()).into_bytes(),
        inner,
        store: door::trusting(&key, kid),
        now: "2022-06-01T12:00:00Z",
        encode: |inner| hcert::wrap(inner, &Bend::default()).into_bytes(),
        content: |code| {
            let text = std::str::from_utf8(code.strip_prefix(b"HC1:")?).ok()?;
            cose(&miniz_oxide::inflate::decompress_to_vec_zlib(&base45::decode(text).ok()?).ok()?)
        },
        resigned: no_other,
    }
    .holds("hcert");
}

#[test]
fn no_changed_code_passes_shc() {
    fn numeric(jws: &[u8]) -> Vec<u8> {
        // Whatever is no character of a JWS is no pair of digits either.
        let digits = jws.iter().map(|byte| format!("{:02}", i32::from(*byte) - 45)).collect::<String>();
        format!("shc:/{digits}").into_bytes()
    }
    let inner = shc::jws(&crate::shc::card(), &shc::key("a")).into_bytes();
    Good {
        code: numeric(&inner),
        inner,
        store: crate::shc::trusting(Some(crate::shc::ISSUER), &shc::key("a")),
        now: crate::shc::NOW,
        encode: numeric,
        content: |code| {
            let text = std::str::from_utf8(code).ok()?.to_ascii_lowercase();
            let digits = text.strip_prefix("shc:/")?;
            let digits = digits.strip_prefix("1/1/").unwrap_or(digits);
            let pair = |pair: &[u8]| std::str::from_utf8(pair).ok()?.parse::<u8>().ok()?.checked_add(45);
            Some(vec![digits.as_bytes().chunks(2).map(pair).collect::<Option<Vec<u8>>>()?])
        },
        resigned: |jws, at| resigned(jws, '.', &BASE64URL_NOPAD, at).map(|jws| numeric(&jws)),
    }
    .holds("shc");
}

#[test]
fn no_changed_code_passes_nzcp() {
    let key = Key::p256("nzcp");
    let id = nzcp::Pass::default().issuer;
    let method = format!("{id}#key-1");
    let mut jwk = key.jwk(b"");
    jwk.as_object_mut().unwrap().remove("kid");
    let inner = hcert::cose(&nzcp::Pass::default().token(), &key, b"key-1", &Bend::default());
    Good {
        code: nzcp::wrap(&inner).into_bytes(),
        inner,
        store: door::store(&json!({
            "id": id,
            "verificationMethod": [{"id": method, "type": "JsonWebKey2020", "controller": id, "publicKeyJwk": jwk}],
            "assertionMethod": [method],
        })),
        now: "2022-01-15T12:00:00Z",
        encode: |inner| nzcp::wrap(inner).into_bytes(),
        content: |code| cose(&BASE32_NOPAD.decode(code.strip_prefix(b"NZCP:/1/")?).ok()?),
        resigned: no_other,
    }
    .holds("nzcp");
}

#[test]
fn no_changed_code_passes_vdsnc() {
    fn parts(code: &[u8]) -> Option<(Value, Vec<u8>)> {
        let code = match serde_json::from_slice(code).ok()? {
            Value::Array(mut codes) if codes.len() == 1 => codes.pop()?,
            code => code,
        };
        let signature = code["sig"]["sigvl"].as_str()?.trim_end_matches('=').as_bytes().to_vec();
        Some((code, BASE64URL_NOPAD.decode(&signature).ok()?))
    }
    let (authority, signer) = (Key::p256("csca"), Key::p256("vds signer"));
    let mut store = TrustStore::empty();
    let anchor = x509::Certificate::authority(&authority).sign(&authority, &authority);
    store.read(&anchor, "csca.der", true).unwrap();
    let certificate = x509::Certificate::signer(&authority).sign(&signer, &authority);
    let code = vdsnc::code(&vdsnc::vaccination(), &signer, &certificate).into_bytes();
    Good {
        inner: code.clone(),
        code,
        store,
        now: crate::vdsnc::NOW,
        encode: <[u8]>::to_vec,
        content: |code| {
            let (code, signature) = parts(code)?;
            Some(vec![vdsnc::canonical(&code["data"]).into_bytes(), signature])
        },
        resigned: |code, at| {
            let (mut code, mut signature) = parts(code)?;
            *signature.get_mut(at)? ^= 1 << (at % 8);
            code["sig"]["sigvl"] = BASE64URL.encode(&signature).into();
            Some(code.to_string().into_bytes())
        },
    }
    .holds("vdsnc");
}

#[test]
fn no_changed_code_passes_divoc() {
    /// Where the entry's data begin: behind the header and the name.
    const DATA: usize = 46;
    fn zip(certificate: &[u8]) -> Vec<u8> {
        divoc::zip(&[("certificate.json", certificate)], true)
    }
    fn parts(certificate: &[u8]) -> Option<(Value, Value, String)> {
        let mut certificate: Value = serde_json::from_slice(certificate).ok()?;
        let mut proof = certificate.as_object_mut()?.shift_remove("proof")?;
        let jws = proof.as_object_mut()?.shift_remove("jws")?.as_str()?.trim_end_matches('=').to_owned();
        Some((certificate, proof, jws))
    }
    let key = divoc::Key::ed25519("divoc");
    let method = "did:demoland";
    let inner = divoc::signed(&crate::divoc::certificate(), &key, method).to_string().into_bytes();
    Good {
        code: zip(&inner),
        inner,
        store: door::store(
            &json!({"network": "divoc", "id": "t", "state": "archived", "keys": [key.jwk(method)]}),
        ),
        now: "2025-07-01T12:00:00Z",
        encode: zip,
        content: |code| {
            let data = code.get(DATA..)?;
            let mut text = vec![0; 1 << 16];
            let flags = miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
            let mut state = miniz_oxide::inflate::core::DecompressorOxide::new();
            let (_, _, length) =
                miniz_oxide::inflate::core::decompress(&mut state, data, &mut text, 0, flags);
            let (certificate, proof, jws) = parts(text.get(..length)?)?;
            let statements = [divoc::canonical(&certificate, "root"), divoc::canonical(&proof, "proof"), jws];
            Some(statements.map(String::into_bytes).to_vec())
        },
        resigned: |certificate, at| {
            let mut certificate: Value = serde_json::from_slice(certificate).unwrap();
            let jws = certificate["proof"]["jws"].as_str().unwrap().as_bytes().to_vec();
            certificate["proof"]["jws"] =
                String::from_utf8(resigned(&jws, '.', &BASE64URL_NOPAD, at)?).unwrap().into();
            Some(zip(certificate.to_string().as_bytes()))
        },
    }
    .holds("divoc");
}
