//! How a code is known again without being kept.

use crate::reader::Payload;
use sha2::{Digest, Sha256};
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

/// A salted hash of a payload. It lives in memory only, and means nothing outside of the run that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 16]);

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(fingerprint)")
    }
}

/// The salt of one run.
#[derive(Clone)]
pub struct Salt([u8; 16]);

impl Salt {
    /// A salt that no other run has: from the random keys which the system gives for hash maps.
    pub fn random() -> Self {
        let half = || RandomState::new().hash_one(std::process::id()).to_le_bytes();
        let mut salt = [0; 16];
        for (to, from) in salt.iter_mut().zip(half().into_iter().chain(half())) {
            *to = from;
        }
        Self(salt)
    }

    /// A payload's fingerprint under this salt.
    pub fn fingerprint(&self, payload: &Payload) -> Fingerprint {
        let part = payload.part().map_or([0; 2], |part| [part.index, part.of]);
        let hash =
            Sha256::new().chain_update(self.0).chain_update(part).chain_update(payload.as_bytes()).finalize();
        let mut print = [0; 16];
        for (to, from) in print.iter_mut().zip(hash) {
            *to = from;
        }
        Fingerprint(print)
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(salt)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_depends_on_payload_and_salt() {
        let (one, other) = (Salt([1; 16]), Salt([2; 16]));
        let (a, b) = (Payload::new("a"), Payload::new("b"));
        assert_eq!(one.fingerprint(&a), one.fingerprint(&a.clone()));
        assert_ne!(one.fingerprint(&a), one.fingerprint(&b));
        assert_ne!(one.fingerprint(&a), other.fingerprint(&a));
        assert_ne!(Salt::random().fingerprint(&a), Salt::random().fingerprint(&a));
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Salt([7; 16]).fingerprint(&Payload::new("a"))), "(fingerprint)");
        assert_eq!(format!("{:?}", Salt([7; 16])), "(salt)");
    }
}
