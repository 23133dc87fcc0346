//! A P-256 key that keeps multiples of its point once it is seen again: a signature takes little more than a third of the
//! time then.
//!
//! A signature holds where `[z/s] G + [r/s] Q` has an x coordinate of r, modulo the order (FIPS 186-5 §6.4.2). p256 doubles
//! 256 times for that, and makes tables of G and Q anew each time. Here both scalars are cut into eight parts of 32 bits, for
//! which multiples of G and Q by 2^0, 2^32 … 2^224 are kept; 32 doublings serve all sixteen products (Straus's method).
//! Arithmetic and tables are p256's and wnaf's. Nothing here is secret: time may vary.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::group::Group;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::point::AffineCoordinates;
use p256::{FieldBytes, ProjectivePoint, Scalar};
use sha2::{Digest, Sha256};
use std::fmt::{self, Debug, Formatter};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, OnceLock};
use wnaf::array::typenum::U6;
use wnaf::{WnafBase, WnafScalar};

/// Parts of a scalar.
const PARTS: usize = 8;
/// Bytes of a part.
const PART: usize = 4;

/// The generator's multiples, made when first needed.
static GENERATOR: LazyLock<Multiples> = LazyLock::new(|| Multiples::of(ProjectivePoint::GENERATOR));

/// A public key on P-256, for ECDSA.
pub struct Es256Key {
    key: VerifyingKey,
    /// Whether it has been verified with before. Making multiples takes as long as a signature, which would be in vain for a
    /// key in a code's own certificate, gone with its verdict.
    seen: AtomicBool,
    /// 12 KiB, as long as the key is held.
    multiples: OnceLock<Box<Multiples>>,
}

impl Es256Key {
    pub(super) fn new(key: VerifyingKey) -> Self {
        Self { key, seen: AtomicBool::new(false), multiples: OnceLock::new() }
    }

    /// The key as p256 has it.
    pub(super) fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Whether the signature over `message` holds, by SHA-256.
    pub(super) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        self.verifies_hash(&Sha256::digest(message), signature)
    }

    /// Whether the signature over a message of that hash holds; of a longer one its first 32 bytes count.
    pub(crate) fn verifies_hash(&self, hash: &[u8], signature: &Signature) -> bool {
        let seen = self.seen.swap(true, Ordering::Relaxed);
        match hash.first_chunk() {
            Some(hash) if seen => self
                .multiples
                .get_or_init(|| Box::new(Multiples::of(self.key.as_affine().into())))
                .verify(hash, signature),
            _ => self.key.verify_prehash(hash, signature).is_ok(),
        }
    }
}

impl PartialEq for Es256Key {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Es256Key {}

impl Debug for Es256Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}

/// For each part of a scalar, the odd multiples of the point at that part's place.
struct Multiples([WnafBase<ProjectivePoint, U6>; PARTS]);

impl Multiples {
    fn of(mut point: ProjectivePoint) -> Self {
        Self(std::array::from_fn(|_| {
            let multiples = WnafBase::new(&point);
            for _ in 0..PART.saturating_mul(8) {
                point = point.double();
            }
            multiples
        }))
    }

    /// FIPS 186-5 §6.4.2, these being the key's. That r and s are from 1 to the order less 1, a `Signature` makes sure of.
    fn verify(&self, hash: &[u8; 32], signature: &Signature) -> bool {
        let (r, s) = signature.split_scalars();
        let Some(inverse) = s.invert_vartime().into_option() else { return false };
        let z = scalar(&(*hash).into());
        let (u1, u2) = (parts(&z.multiply(&inverse)), parts(&r.multiply(&inverse)));
        let terms = GENERATOR.0.iter().zip(&u1).chain(self.0.iter().zip(&u2));
        // Of the point at infinity x is given as 0, which no r is.
        *r == scalar(&WnafBase::multiscalar_mul(terms).to_affine().x())
    }
}

/// The number modulo the order.
fn scalar(number: &FieldBytes) -> Scalar {
    Scalar::reduce(number)
}

/// The parts of a scalar, the least first.
fn parts(scalar: &Scalar) -> [WnafScalar<Scalar, U6>; PARTS] {
    let mut bytes = scalar.to_bytes();
    bytes.reverse();
    let mut parts = bytes.chunks_exact(PART);
    std::array::from_fn(|_| WnafScalar::from_le_bytes(parts.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests;
