//! The signatures of authorities over certificates and CRLs (RFC 5280 §4.1.1.2), as Doc 9303-12 §4 allows them.

use super::SignatureError;
use crate::keys::tlv::{self, Tlv};
use crate::keys::{VerifyingKey, dotted};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::PublicKey;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A hash function of the SHA-2 family. SHA-1, which some passport authorities still sign with, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By the last number of its object identifier.
    fn from(number: u8, of: [u8; 3]) -> Option<Self> {
        let at = of.iter().position(|known| *known == number)?;
        [Self::Sha256, Self::Sha384, Self::Sha512].get(at).copied()
    }

    fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }
}

/// An algorithm that an authority signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Pkcs1(Hash),
    /// With MGF1 of the same hash, and a salt of this length.
    Pss(Hash, usize),
    Ecdsa(Hash),
}

/// Whether the signature over `message` holds under an authority's key. What the family's algorithms are says nothing here:
/// an authority signs certificates, with what it chose for them.
///
/// # Errors
/// [`SignatureError`] where the algorithm is none that is used here or not one of the key.
pub(crate) fn holds(
    key: &VerifyingKey,
    algorithm: Tlv<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, SignatureError> {
    let scheme = scheme(algorithm)?;
    match (key, scheme) {
        (VerifyingKey::Ps256(key), Scheme::Pkcs1(hash)) => Ok(pkcs1(key, hash, message, signature)),
        (VerifyingKey::Ps256(key), Scheme::Pss(hash, salt)) => Ok(pss(key, hash, salt, message, signature)),
        (VerifyingKey::Es256(key), Scheme::Ecdsa(hash)) => Ok(p256::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verifies_hash(&hash.digest(message), &signature))),
        (VerifyingKey::Es384(key), Scheme::Ecdsa(hash)) => Ok(p384::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verify_prehash(&hash.digest(message), &signature).is_ok())),
        (VerifyingKey::Es512(key), Scheme::Ecdsa(hash)) => Ok(p521::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verify_prehash(&hash.digest(message), &signature).is_ok())),
        _ => Err(SignatureError::OtherKey),
    }
}

fn pkcs1(key: &PublicKey, hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    let Ok(signature) = Signature::try_from(signature) else { return false };
    match hash {
        Hash::Sha256 => VerifyingKey::<Sha256>::new(key.clone()).verify(message, &signature).is_ok(),
        Hash::Sha384 => VerifyingKey::<Sha384>::new(key.clone()).verify(message, &signature).is_ok(),
        Hash::Sha512 => VerifyingKey::<Sha512>::new(key.clone()).verify(message, &signature).is_ok(),
    }
}

fn pss(key: &PublicKey, hash: Hash, salt: usize, message: &[u8], signature: &[u8]) -> bool {
    use rsa::pss::{Signature, VerifyingKey};
    let Ok(signature) = Signature::try_from(signature) else { return false };
    let key = key.clone();
    match hash {
        Hash::Sha256 => {
            VerifyingKey::<Sha256>::new_with_salt_len(key, salt).verify(message, &signature).is_ok()
        }
        Hash::Sha384 => {
            VerifyingKey::<Sha384>::new_with_salt_len(key, salt).verify(message, &signature).is_ok()
        }
        Hash::Sha512 => {
            VerifyingKey::<Sha512>::new_with_salt_len(key, salt).verify(message, &signature).is_ok()
        }
    }
}

/// Reads an AlgorithmIdentifier (RFC 5758 §3.2; RFC 4055 §3.1 and §5).
fn scheme(algorithm: Tlv<'_>) -> Result<Scheme, SignatureError> {
    let mut fields = algorithm.children();
    let id = fields.expect(tlv::OID).ok_or(SignatureError::NoAlgorithm)?.value;
    let known = match id {
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => pss_parameters(fields.expect(tlv::SEQUENCE)),
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, hash] => {
            Hash::from(*hash, [11, 12, 13]).map(Scheme::Pkcs1)
        }
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, hash] => Hash::from(*hash, [2, 3, 4]).map(Scheme::Ecdsa),
        _ => None,
    };
    known.ok_or_else(|| match id {
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5] | [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1] => {
            SignatureError::Sha1
        }
        _ => SignatureError::Algorithm(dotted(id)),
    })
}

/// RSASSA-PSS-params (RFC 4055 §3.1). What is left out stands for SHA-1, and is refused with it.
fn pss_parameters(parameters: Option<Tlv<'_>>) -> Option<Scheme> {
    let mut fields = parameters?.children();
    let hash = sha2(fields.next_if(|field| field.tag == 0xa0)?.children().expect(tlv::SEQUENCE)?)?;
    let mut mask = fields.next_if(|field| field.tag == 0xa1)?.children().expect(tlv::SEQUENCE)?.children();
    mask.expect(tlv::OID).filter(|id| id.value == [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8])?;
    let mask_hash = sha2(mask.expect(tlv::SEQUENCE)?)?;
    let salt = fields.next_if(|field| field.tag == 0xa2)?.children().expect(tlv::INTEGER)?;
    match salt.value {
        [salt] if mask_hash == hash && *salt < 0x80 => Some(Scheme::Pss(hash, usize::from(*salt))),
        _ => None,
    }
}

/// A hash function by its AlgorithmIdentifier: 2.16.840.1.101.3.4.2.
fn sha2(algorithm: Tlv<'_>) -> Option<Hash> {
    match algorithm.children().expect(tlv::OID)?.value {
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, hash] => Hash::from(*hash, [1, 2, 3]),
        _ => None,
    }
}
