//! What the kept multiples verify is what p256 verifies: on signatures as they come, and on those made to meet the edges.

use super::{Es256Key, Multiples, scalar};
use crate::keys::{Signature as Envelope, VerifyingKey as VerifyingKeyOfAny};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::point::{AffineCoordinates, DecompressPoint};
use p256::elliptic_curve::subtle::Choice;
use p256::{AffinePoint, FieldBytes, ProjectivePoint, PublicKey, Scalar};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The order of the group.
const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

fn bytes(hex: &str) -> [u8; 32] {
    data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap().try_into().unwrap()
}

fn random(rng: &mut ChaCha20Rng) -> [u8; 32] {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    bytes
}

fn inverse(of: &Scalar) -> Scalar {
    of.invert().unwrap()
}

/// A point as a key; `None` for the point at infinity.
fn key(point: ProjectivePoint) -> Option<VerifyingKey> {
    PublicKey::try_from(point).ok().map(VerifyingKey::from)
}

/// What both say, which must be the same.
#[track_caller]
fn both(key: &VerifyingKey, multiples: &Multiples, hash: &[u8; 32], signature: &Signature) -> bool {
    let theirs = key.verify_prehash(hash, signature).is_ok();
    assert_eq!(multiples.verify(hash, signature), theirs, "{key:?} {hash:02x?} {signature}");
    theirs
}

/// Signature and hash that hold under `key` with these multipliers of G and Q; `None` where there are none.
fn of_multipliers(point: ProjectivePoint, u1: &Scalar, u2: &Scalar) -> Option<([u8; 32], Signature)> {
    let sum = ProjectivePoint::GENERATOR * u1 + point * u2;
    let r = scalar(&sum.to_affine().x());
    let s = r * Option::<Scalar>::from(u2.invert())?;
    Some(((*u1 * s).to_bytes().into(), Signature::from_scalars(r, s).ok()?))
}

#[test]
fn they_agree_on_signatures_and_on_what_is_altered() {
    let mut rng = ChaCha20Rng::seed_from_u64(256);
    for _ in 0..40 {
        let Ok(private) = SigningKey::from_slice(&random(&mut rng)) else { continue };
        let public = *private.verifying_key();
        let multiples = Multiples::of(public.as_affine().into());
        for _ in 0..25 {
            let hash = random(&mut rng);
            let signature: Signature = private.sign_prehash(&hash).unwrap();
            assert!(both(&public, &multiples, &hash, &signature));
            let (r, s) = signature.split_scalars();
            let of = |r, s| Signature::from_scalars(r, s).unwrap();
            assert!(both(&public, &multiples, &hash, &of(*r, -*s)), "s and its negative are the same");
            for wrong in [of(*s, *r), of(-*r, *s), of(*r + Scalar::ONE, *s), of(*r, *s + Scalar::ONE)] {
                assert!(!both(&public, &multiples, &hash, &wrong));
            }
            let mut other = hash;
            other[rng.next_u32() as usize % 32] ^= 1 << (rng.next_u32() % 8);
            assert!(!both(&public, &multiples, &other, &signature));
            let any = of(scalar(&random(&mut rng).into()), scalar(&random(&mut rng).into()));
            assert!(!both(&public, &multiples, &hash, &any));
        }
    }
}

#[test]
fn they_agree_where_parts_of_scalars_begin_and_end() {
    const EDGES: [u32; 12] =
        [0, 1, 2, 0x1f, 0x20, 0x21, 0x3f, 0x40, 0x7fff_ffff, 0x8000_0000, 0xf800_0000, 0xffff_ffff];
    let mut rng = ChaCha20Rng::seed_from_u64(32);
    let private = SigningKey::from_slice(&[7; 32]).unwrap();
    let point = ProjectivePoint::from(*private.verifying_key().as_affine());
    let multiples = Multiples::of(point);
    let mut edged = || {
        let words: Vec<u8> =
            (0..8).flat_map(|_| EDGES[rng.next_u32() as usize % EDGES.len()].to_be_bytes()).collect();
        scalar(&FieldBytes::try_from(words.as_slice()).unwrap())
    };
    let mut held = 0;
    for _ in 0..2000 {
        let Some((hash, signature)) = of_multipliers(point, &edged(), &edged()) else { continue };
        held += usize::from(both(private.verifying_key(), &multiples, &hash, &signature));
    }
    assert!(held > 1990, "{held}");
    for (u1, u2) in [(Scalar::ZERO, Scalar::ONE), (Scalar::ZERO, -Scalar::ONE), (-Scalar::ONE, -Scalar::ONE)]
    {
        let (hash, signature) = of_multipliers(point, &u1, &u2).unwrap();
        assert!(both(private.verifying_key(), &multiples, &hash, &signature));
    }
}

#[test]
fn they_agree_on_keys_near_the_generator() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let near = (1..=40_u64).flat_map(|at| [Scalar::from(at), -Scalar::from(at)]);
    let at_places = (0..8_u32).map(|at| Scalar::from(1_u64 << 32).pow_vartime(&p256::U256::from_u32(at)));
    for private in near.chain(at_places) {
        let point = ProjectivePoint::GENERATOR * private;
        let (public, multiples) = (key(point).unwrap(), Multiples::of(point));
        let u = scalar(&random(&mut rng).into());
        // Both products the same point, each the other's negative, and one twice the other.
        for u1 in [u * private, -(u * private), u * private.double(), u] {
            let Some((hash, signature)) = of_multipliers(point, &u1, &u) else { continue };
            assert!(both(&public, &multiples, &hash, &signature));
        }
    }
}

#[test]
fn the_point_at_infinity_verifies_nothing() {
    let mut rng = ChaCha20Rng::seed_from_u64(0);
    for _ in 0..200 {
        let (d, r, s) = (random(&mut rng), random(&mut rng), random(&mut rng));
        let (d, r, s) = (scalar(&d.into()), scalar(&r.into()), scalar(&s.into()));
        let point = ProjectivePoint::GENERATOR * d;
        // z G + r Q = 0, whatever s.
        let hash: [u8; 32] = (-(r * d)).to_bytes().into();
        let signature = Signature::from_scalars(r, s).unwrap();
        assert!(!both(&key(point).unwrap(), &Multiples::of(point), &hash, &signature));
    }
}

#[test]
fn an_x_above_the_order_is_taken_modulo_it() {
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let mut found = 0;
    for above in 0..40_u8 {
        let mut x = bytes(ORDER);
        x[31] += above;
        let Some(sum) = AffinePoint::decompress(&x.into(), Choice::from(above & 1)).into_option() else {
            continue;
        };
        let (u1, u2) = (scalar(&random(&mut rng).into()), scalar(&random(&mut rng).into()));
        let point = (ProjectivePoint::from(sum) - ProjectivePoint::GENERATOR * u1) * inverse(&u2);
        let Some((hash, signature)) = of_multipliers(point, &u1, &u2) else { continue };
        assert_eq!(signature.r().as_ref(), &Scalar::from(u64::from(above)));
        assert!(both(&key(point).unwrap(), &Multiples::of(point), &hash, &signature));
        found += 1;
    }
    assert!(found > 10, "{found}");
}

#[test]
fn a_hash_above_the_order_is_taken_modulo_it() {
    let private = SigningKey::from_slice(&[9; 32]).unwrap();
    let multiples = Multiples::of(private.verifying_key().as_affine().into());
    let mut above = bytes(ORDER);
    above[31] += 1;
    for hash in [[0; 32], [0xff; 32], bytes(ORDER), above] {
        let signature: Signature = private.sign_prehash(&hash).unwrap();
        assert!(both(private.verifying_key(), &multiples, &hash, &signature));
    }
}

#[test]
fn bytes_that_are_no_signature_of_the_curve_never_hold() {
    let private = SigningKey::from_slice(&[10; 32]).unwrap();
    let key = VerifyingKeyOfAny::es256(*private.verifying_key());
    let good: Signature = private.sign(b"message");
    let (r, s) = good.split_bytes();
    let (r, s): ([u8; 32], [u8; 32]) = (r.into(), s.into());
    let p384 = p384::ecdsa::SigningKey::from_slice(&[10; 48]).unwrap();
    let of_p384: p384::ecdsa::Signature = p384.sign(b"message");
    let wrong = [
        [[0; 32], s].concat(),
        [r, [0; 32]].concat(),
        [bytes(ORDER), s].concat(),
        [r, bytes(ORDER)].concat(),
        [[0xff; 32], s].concat(),
        r.to_vec(),
        [&r[..], &s, &[0]].concat(),
        of_p384.to_bytes().to_vec(),
        Vec::new(),
    ];
    // The first time without multiples, and then with them.
    for _ in 0..2 {
        assert!(key.verifies(b"message", &Envelope::Raw([r, s].concat())));
        assert!(key.verifies(b"message", &Envelope::Der(good.to_der().as_bytes().to_vec())));
        assert!(!key.verifies(b"massage", &Envelope::Raw([r, s].concat())));
        for wrong in &wrong {
            assert!(!key.verifies(b"message", &Envelope::Raw(wrong.clone())), "{wrong:02x?}");
            assert!(!key.verifies(b"message", &Envelope::Der(wrong.clone())), "{wrong:02x?}");
        }
    }
}

#[test]
fn a_key_verifies_the_same_the_first_time_and_from_then_on() {
    let private = SigningKey::from_slice(&[11; 32]).unwrap();
    let key = Es256Key::new(*private.verifying_key());
    let other = Es256Key::new(*SigningKey::from_slice(&[12; 32]).unwrap().verifying_key());
    for time in 0..3 {
        for length in [32_usize, 48, 64] {
            let hash: Vec<u8> = (0..length).map(|at| u8::try_from(at).unwrap() ^ time).collect();
            let signature: Signature = private.sign_prehash(&hash).unwrap();
            assert!(key.verifies_hash(&hash, &signature), "{length} bytes");
            assert!(!other.verifies_hash(&hash, &signature), "{length} bytes");
        }
        let short = [5; 20];
        let signature: Signature = private.sign_prehash(&short).unwrap();
        assert!(key.verifies_hash(&short, &signature));
    }
    assert!(key.multiples.get().is_some(), "multiples are kept");
}
