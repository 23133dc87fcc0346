//! Signatures checked by the library alone that knows their algorithm, with nothing kept from one to the next.

use crate::mint::hcert::Key;
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use p256::ecdsa::signature::{RandomizedSigner, Signer};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pss;
use sha2::{Digest, Sha256};
use std::hint::black_box;

/// What checks the signatures of one credential of that kind, and the checking.
pub fn of(kind: &str) -> (&'static str, Box<dyn FnMut()>) {
    match kind {
        // A certificate's and the code's own.
        kind if kind.starts_with("VDS-NC") => ("p256 twice", ecdsa(2)),
        kind if kind.ends_with("PS256") => ("rsa", pss()),
        kind if kind.ends_with("Ed25519") => ("ed25519-dalek", eddsa()),
        _ => ("p256", ecdsa(1)),
    }
}

fn ecdsa(times: usize) -> Box<dyn FnMut()> {
    let key = p256::ecdsa::SigningKey::from_slice(&[1; 32]).expect("a key");
    let signed: Vec<([u8; 32], p256::ecdsa::Signature)> = (0..100_u8)
        .map(|at| Sha256::digest([at]).into())
        .map(|hash: [u8; 32]| (hash, key.sign_prehash(&hash).expect("a signature")))
        .collect();
    let mut all = (0..signed.len()).cycle();
    Box::new(move || {
        for (hash, signature) in all.by_ref().take(times).map(|at| &signed[at]) {
            assert!(key.verifying_key().verify_prehash(black_box(hash), signature).is_ok());
        }
    })
}

fn pss() -> Box<dyn FnMut()> {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let private = rsa::PrivateKey::new(&mut rng, 2048).expect("a key");
    let public = pss::VerifyingKey::<Sha256>::new(private.to_public_key());
    let hash = Sha256::digest(b"message");
    let signature = pss::SigningKey::<Sha256>::new(private).sign_with_rng(&mut rng, b"message");
    Box::new(move || assert!(public.verify_prehash(black_box(&hash), &signature).is_ok()))
}

fn eddsa() -> Box<dyn FnMut()> {
    let key = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let signature = key.sign(b"message");
    Box::new(move || assert!(key.verifying_key().verify_strict(black_box(b"message"), &signature).is_ok()))
}

/// A public key as ring takes it: a point, or an RSAPublicKey in DER.
pub fn as_ring_has_it(key: &Key) -> Vec<u8> {
    match key {
        Key::P256(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
        Key::Rsa(key, _) => key.to_public_key().to_pkcs1_der().expect("a key").as_bytes().to_vec(),
        _ => unreachable!("HC1 codes of the bench are signed with one of these"),
    }
}
