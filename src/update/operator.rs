//! The operator's key: under which a door takes updates and set-up cards.

use data_encoding::{BASE32, BASE64};
use minisign::PublicKey;
use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;

/// What stands first in a minisign key: the algorithm, Ed25519.
const ALGORITHM: &[u8; 2] = b"Ed";
/// Bytes of a key: the algorithm, a number of 8 bytes, the point.
const LENGTH: usize = 42;
/// Where the point begins.
const POINT: usize = 10;
/// How many bytes of the hash a fingerprint has: 80 bits, too many to find another key for.
const FINGERPRINT: usize = 10;

/// Why a text is no operator's key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OperatorKeyError {
    /// Not the form.
    #[error("no minisign public key: its file has two lines, the second one of 56 letters")]
    Form,
    /// A secret key.
    #[error("a minisign secret key: it stays with the operator; the door takes the public one")]
    Secret,
    /// A point under which anybody can sign.
    #[error("no key of Ed25519 that can be trusted")]
    Weak,
}

/// A minisign public key (Ed25519, RFC 8032).
#[derive(Debug, Clone)]
pub struct OperatorKey(PublicKey);

impl OperatorKey {
    /// Reads the file of a minisign public key, or its second line alone.
    ///
    /// # Errors
    /// [`OperatorKeyError`] where it is none.
    pub fn parse(text: &str) -> Result<Self, OperatorKeyError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let key =
            lines.rfind(|line| !line.starts_with("untrusted comment:")).ok_or(OperatorKeyError::Form)?;
        let bytes = BASE64.decode(key.as_bytes()).map_err(|_| OperatorKeyError::Form)?;
        if bytes.len() > LENGTH && bytes.starts_with(ALGORITHM) {
            return Err(OperatorKeyError::Secret);
        }
        let point = bytes.get(POINT..).and_then(|point| <[u8; 32]>::try_from(point).ok());
        let point = point.filter(|_| bytes.starts_with(ALGORITHM)).ok_or(OperatorKeyError::Form)?;
        let verifying =
            ed25519_dalek::VerifyingKey::from_bytes(&point).map_err(|_| OperatorKeyError::Weak)?;
        if verifying.is_weak() {
            return Err(OperatorKeyError::Weak);
        }
        PublicKey::from_bytes(&bytes).map(Self).map_err(|_| OperatorKeyError::Form)
    }

    /// The key as its file's second line has it.
    pub fn text(&self) -> String {
        self.0.to_base64()
    }

    /// What people compare: 16 letters of Base32 in four groups, of the SHA-256 of the key's 42 bytes.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::digest(self.0.to_bytes());
        let letters = BASE32.encode(hash.get(..FINGERPRINT).unwrap_or_default());
        let groups = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join("-")
    }

    pub(super) fn minisign(&self) -> &PublicKey {
        &self.0
    }
}

impl PartialEq for OperatorKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bytes() == other.0.to_bytes()
    }
}

impl Eq for OperatorKey {}

impl fmt::Display for OperatorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;

    #[test]
    fn the_file_and_its_second_line_are_the_same_key() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let file = pair.pk.to_box().unwrap().to_string();
        let key = OperatorKey::parse(&file).unwrap();
        assert_eq!(OperatorKey::parse(&file.replace('\n', "\r\n")), Ok(key.clone()));
        assert_eq!(OperatorKey::parse(&key.text()), Ok(key.clone()));
        let fingerprint = key.fingerprint();
        assert!(fingerprint.split('-').count() == 4 && fingerprint.len() == 19, "{fingerprint}");
        let other = KeyPair::generate_unencrypted_keypair().unwrap();
        assert_ne!(OperatorKey::parse(&other.pk.to_base64()).unwrap().fingerprint(), fingerprint);
    }

    #[test]
    fn what_is_no_public_key_is_refused() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let secret = pair.sk.to_box(None).unwrap().to_string();
        assert_eq!(OperatorKey::parse(&secret), Err(OperatorKeyError::Secret));
        for text in ["", "untrusted comment: x", "RW", "not base64!", &pair.pk.to_base64()[1..]] {
            assert_eq!(OperatorKey::parse(text), Err(OperatorKeyError::Form), "{text}");
        }
        // A point of small order: one signature holds for every message.
        let mut weak = [0; LENGTH];
        weak[..2].copy_from_slice(ALGORITHM);
        weak[POINT] = 1;
        assert_eq!(OperatorKey::parse(&BASE64.encode(&weak)), Err(OperatorKeyError::Weak));
    }
}
