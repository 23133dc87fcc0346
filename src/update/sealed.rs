//! A sealed file: the four lines of a minisign signature, then what is signed.
//!
//! Each byte counts. The first comment of a minisign signature is signed by nobody, and Base64 can be spelt in several ways: so the
//! head must be, byte for byte, what the signature in it is written as. The second comment is signed, and says what sort of file
//! it is: a card is not taken for a bundle.

use super::OperatorKey;
use minisign::{SecretKey, SignatureBox};
use std::io::Cursor;
use thiserror::Error;

/// What is sealed. A signature over one sort holds for no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An update.
    Bundle,
    /// A set-up card.
    Card,
}

impl Sort {
    /// What the comments of its signature say.
    fn comment(self) -> &'static str {
        match self {
            Self::Bundle => "doorcheck bundle",
            Self::Card => "doorcheck set-up card",
        }
    }
}

/// Why a sealed file is not opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SealError {
    /// No signature stands before it.
    #[error("no file that an operator sealed")]
    NotSealed,
    /// What is sealed is something else.
    #[error("sealed as something else")]
    OtherSort,
    /// The signature does not hold under the operator's key.
    #[error("not sealed with the operator's key {held}, or altered since")]
    Signature {
        /// The fingerprint of the key that is held.
        held: String,
    },
    /// It cannot be signed.
    #[error("not signed: {0}")]
    Unsigned(String),
}

/// No head is longer, in bytes.
const LONGEST_HEAD: usize = 512;
/// The letters of a signature of Ed25519 in Base64.
const SIGNATURE_LETTERS: usize = 88;

/// Seals bytes.
///
/// # Errors
/// [`SealError::Unsigned`] where the key cannot sign.
pub fn seal(bytes: &[u8], sort: Sort, key: &SecretKey) -> Result<Vec<u8>, SealError> {
    let signed = minisign::sign(None, key, Cursor::new(bytes), Some(sort.comment()), Some(sort.comment()));
    let head = signed.map_err(|why| SealError::Unsigned(why.to_string()))?.to_string();
    Ok([head.as_bytes(), bytes].concat())
}

/// What is sealed in a file, once the signature holds.
///
/// # Errors
/// [`SealError`] where it does not.
pub fn unseal<'a>(sealed: &'a [u8], sort: Sort, key: &OperatorKey) -> Result<&'a [u8], SealError> {
    let (head, bytes) = split(sealed).ok_or(SealError::NotSealed)?;
    if !head.starts_with(&format!("untrusted comment: {}\n", sort.comment())) {
        return Err(SealError::OtherSort);
    }
    let wrong = || SealError::Signature { held: key.fingerprint() };
    let signature = SignatureBox::from_string(head).map_err(|_| wrong())?;
    if signature.to_string() != head || signature.trusted_comment().ok().as_deref() != Some(sort.comment()) {
        return Err(wrong());
    }
    minisign::verify(key.minisign(), &signature, Cursor::new(bytes), true, false, false)
        .map_err(|_| wrong())?;
    Ok(bytes)
}

/// What is sealed in a bundle, whoever sealed it: to be looked at, and never installed.
pub fn bundle_in(sealed: &[u8]) -> Option<&[u8]> {
    split(sealed).map(|(_, bytes)| bytes)
}

/// The four lines of the head, and what follows them.
fn split(sealed: &[u8]) -> Option<(&str, &[u8])> {
    let start = sealed.get(..LONGEST_HEAD.min(sealed.len()))?;
    let (end, _) = start.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(3)?;
    let (head, bytes) = sealed.split_at_checked(end.checked_add(1)?)?;
    let head = std::str::from_utf8(head).ok()?;
    let last = head.lines().last()?;
    (head.starts_with("untrusted comment: ") && last.len() == SIGNATURE_LETTERS).then_some((head, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;

    fn pair() -> (OperatorKey, SecretKey) {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        (OperatorKey::parse(&pair.pk.to_base64()).unwrap(), pair.sk)
    }

    #[test]
    fn a_sealed_file_opens_under_its_key_alone_and_as_what_it_is() {
        let (key, secret) = pair();
        let sealed = seal(b"what is in it", Sort::Bundle, &secret).unwrap();
        assert_eq!(unseal(&sealed, Sort::Bundle, &key), Ok(&b"what is in it"[..]));
        assert_eq!(unseal(&sealed, Sort::Card, &key), Err(SealError::OtherSort));
        assert!(matches!(unseal(&sealed, Sort::Bundle, &pair().0), Err(SealError::Signature { .. })));
        for no in [&b""[..], b"PK\x03\x04", b"untrusted comment: doorcheck bundle\n\n\n\n"] {
            assert_eq!(unseal(no, Sort::Bundle, &key), Err(SealError::NotSealed));
        }
        // A card with a bundle's first line.
        let card = seal(b"what is in it", Sort::Card, &secret).unwrap();
        let card = String::from_utf8(card).unwrap().replacen("set-up card", "bundle", 1);
        assert!(matches!(unseal(card.as_bytes(), Sort::Bundle, &key), Err(SealError::Signature { .. })));
    }

    #[test]
    fn a_file_with_any_byte_altered_is_refused() {
        let (key, secret) = pair();
        let sealed = seal(b"abc", Sort::Bundle, &secret).unwrap();
        for at in 0..sealed.len() {
            for change in [1, 2, 4, 8, 16, 32, 64, 128] {
                let mut other = sealed.clone();
                other[at] ^= change;
                assert!(unseal(&other, Sort::Bundle, &key).is_err(), "byte {at} by {change}");
            }
            let mut shorter = sealed.clone();
            shorter.remove(at);
            assert!(unseal(&shorter, Sort::Bundle, &key).is_err(), "without byte {at}");
            let mut longer = sealed.clone();
            longer.insert(at, b'\r');
            assert!(unseal(&longer, Sort::Bundle, &key).is_err(), "more before byte {at}");
        }
        // The old form of minisign, which signs no hash but the whole, is another.
        let old = [&sealed[..], b"\n"].concat();
        assert!(unseal(&old, Sort::Bundle, &key).is_err());
    }
}
