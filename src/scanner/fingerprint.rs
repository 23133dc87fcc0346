//! How a code is known again without being kept.

use crate::reader::Payload;
use crate::verdict::Personal;
use sha2::{Digest, Sha256};
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use zeroize::Zeroize;

/// A salted hash of a payload. It lives in memory only, and means nothing outside of the run that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 16]);

impl Zeroize for Fingerprint {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl Fingerprint {
    /// That of the same code where it is not certain to have come unchanged: held to the camera, it is another one.
    pub(super) fn in_doubt(mut self) -> Self {
        if let Some(last) = self.0.last_mut() {
            *last ^= 1;
        }
        self
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(fingerprint)")
    }
}

/// The salt of one run, wiped at its end: without it a fingerprint leads to nobody.
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
        self.hash(part, payload.as_bytes())
    }

    /// The fingerprint of a mark by which a person is known again ([`marks`](crate::policy::marks)).
    pub fn person(&self, mark: &Personal<String>) -> Fingerprint {
        // No part of a message has these numbers.
        self.hash([u8::MAX; 2], mark.reveal().as_bytes())
    }

    fn hash(&self, kind: [u8; 2], bytes: &[u8]) -> Fingerprint {
        let hash = Sha256::new().chain_update(self.0).chain_update(kind).chain_update(bytes).finalize();
        let mut print = [0; 16];
        for (to, from) in print.iter_mut().zip(hash) {
            *to = from;
        }
        Fingerprint(print)
    }
}

impl Drop for Salt {
    fn drop(&mut self) {
        self.0.zeroize();
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
        let mark = Personal::new("a".to_owned());
        assert_eq!(one.person(&mark), one.person(&mark));
        assert_ne!(one.person(&mark), one.fingerprint(&a));
        assert_ne!(one.person(&mark), other.person(&mark));
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Salt([7; 16]).fingerprint(&Payload::new("a"))), "(fingerprint)");
        assert_eq!(format!("{:?}", Salt([7; 16])), "(salt)");
    }
}
