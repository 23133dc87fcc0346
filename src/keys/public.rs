//! Public keys: as stored, and decoded.

use super::{Es256Key, KeyError, MemberError, Signature, UnusedKind, explicit};
use crate::verdict::Algorithm;
use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Verifier;
use rsa::{BoxedUint, traits::PublicKeyParts};
use sha2::{Digest, Sha256};
use spki::DecodePublicKey;
use std::sync::Arc;

/// RSA moduli below and above these sizes, in bits, are refused.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// A public key as it came, in the members of a JWK (RFC 7518 §6), not yet decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// An elliptic-curve key.
    Ec {
        /// `P-256`, `P-384` or `P-521`.
        curve: String,
        /// Base64url of the x coordinate.
        x: String,
        /// Base64url of the y coordinate.
        y: String,
    },
    /// An RSA key.
    Rsa {
        /// Base64url of the modulus.
        n: String,
        /// Base64url of the exponent.
        e: String,
    },
    /// An octet key pair (RFC 8037 §2).
    Okp {
        /// `Ed25519`.
        curve: String,
        /// Base64url of the public key.
        x: String,
    },
}

/// A key with its algorithm, ready to verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyingKey {
    /// ECDSA on P-256.
    Es256(Arc<Es256Key>),
    /// ECDSA on P-384.
    Es384(p384::ecdsa::VerifyingKey),
    /// ECDSA on P-521.
    Es512(p521::ecdsa::VerifyingKey),
    /// RSASSA-PSS.
    Ps256(Box<rsa::PublicKey>),
    /// Ed25519.
    EdDsa(ed25519_dalek::VerifyingKey),
}

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) in DER.
    ///
    /// # Errors
    /// [`KeyError`] where it is none, or of a kind not used here.
    pub fn from_spki(der: &[u8]) -> Result<Self, KeyError> {
        if let Ok(key) = p256::PublicKey::from_public_key_der(der) {
            return Ok(VerifyingKey::es256(key.into()).to_public());
        }
        if let Ok(key) = p384::PublicKey::from_public_key_der(der) {
            return Ok(VerifyingKey::Es384(key.into()).to_public());
        }
        if let Ok(key) = p521::PublicKey::from_public_key_der(der) {
            return Ok(VerifyingKey::Es512(key.into()).to_public());
        }
        if let Some((curve, point)) = explicit::key(der) {
            return explicit_ec(curve, point);
        }
        if let Some(key) = ed25519_spki(der) {
            return key;
        }
        let error = match rsa::PublicKey::from_public_key_der(der) {
            Ok(key) => return Ok(VerifyingKey::Ps256(Box::new(key)).to_public()),
            Err(error) => error,
        };
        Err(match explicit::kind(der) {
            Some(kind) => KeyError::Kind(kind),
            None => KeyError::member("spki", error),
        })
    }

    /// The thumbprint (RFC 7638): SHA-256 over the required members in lexicographic order.
    ///
    /// # Errors
    /// [`KeyError`] where the key cannot be decoded: the thumbprint is taken of the key itself, so that another spelling
    /// of the same numbers has the same.
    pub fn thumbprint(&self) -> Result<[u8; 32], KeyError> {
        Ok(self.decode()?.thumbprint())
    }

    /// The thumbprints by which an issuer may call this key, in Base64url: RFC 7638's, and for an elliptic curve that of
    /// coordinates without their leading zeros, which two issuers of SMART Health Cards computed. None for a key that cannot
    /// be decoded.
    pub(crate) fn thumbprints(&self) -> Vec<String> {
        let mut found: Vec<String> =
            self.thumbprint().iter().map(|hash| BASE64URL_NOPAD.encode(hash)).collect();
        if let Ok(Self::Ec { curve, x, y }) = self.decode().map(|key| key.to_public()) {
            let short = |text: &str| {
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).unwrap_or_default();
                let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                BASE64URL_NOPAD.encode(bytes.get(zeros..).unwrap_or_default())
            };
            let json = format!(r#"{{"crv":"{curve}","kty":"EC","x":"{}","y":"{}"}}"#, short(&x), short(&y));
            found.push(BASE64URL_NOPAD.encode(&Sha256::digest(json)));
        }
        found
    }

    /// The numbers of the key, whatever zeros or padding they are spelt with: the same for two records of one key, and cheap, since
    /// nothing is decoded to a point. Of a key that is spelt in no Base64, its spelling.
    pub(crate) fn fingerprint(&self) -> Vec<u8> {
        let number = |text: &str| {
            let bytes = BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes());
            bytes.unwrap_or_else(|_| text.as_bytes().to_vec())
        };
        let unsigned = |text: &str| number(text).into_iter().skip_while(|byte| *byte == 0).collect();
        let (kind, parts): (&str, Vec<Vec<u8>>) = match self {
            Self::Ec { curve, x, y } => (curve, vec![unsigned(x), unsigned(y)]),
            Self::Rsa { n, e } => ("RSA", vec![unsigned(n), unsigned(e)]),
            Self::Okp { curve, x } => (curve, vec![number(x)]),
        };
        let mut hash = Sha256::new();
        for part in std::iter::once(kind.as_bytes()).chain(parts.iter().map(Vec::as_slice)) {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }

    /// Whether it is the same key, however spelt.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }

    /// Decodes the key.
    ///
    /// # Errors
    /// [`KeyError`] where it is no valid key.
    pub fn decode(&self) -> Result<VerifyingKey, KeyError> {
        match self {
            Self::Ec { curve, x, y } => ec(curve, x, y),
            Self::Rsa { n, e } => rsa(n, e),
            Self::Okp { curve, x } if curve == "Ed25519" => ed25519(x),
            Self::Okp { curve, .. } => Err(KeyError::Kind(UnusedKind::OctetKeyPair(curve.clone()))),
        }
    }
}

fn ec(curve: &str, x: &str, y: &str) -> Result<VerifyingKey, KeyError> {
    let sec1 = |width: usize| -> Result<Vec<u8>, KeyError> {
        let mut point = vec![4_u8];
        point.extend(unsigned("x", x, width)?);
        point.extend(unsigned("y", y, width)?);
        Ok(point)
    };
    match curve {
        "P-256" => p256::ecdsa::VerifyingKey::from_sec1_bytes(&sec1(32)?)
            .map(VerifyingKey::es256)
            .map_err(|_| KeyError::Invalid("P-256")),
        "P-384" => p384::ecdsa::VerifyingKey::from_sec1_bytes(&sec1(48)?)
            .map(VerifyingKey::Es384)
            .map_err(|_| KeyError::Invalid("P-384")),
        "P-521" => p521::ecdsa::VerifyingKey::from_sec1_bytes(&sec1(66)?)
            .map(VerifyingKey::Es512)
            .map_err(|_| KeyError::Invalid("P-521")),
        other => Err(KeyError::Kind(UnusedKind::Curve(other.to_owned()))),
    }
}

fn rsa(n: &str, e: &str) -> Result<VerifyingKey, KeyError> {
    let number = |member, text: &str| -> Result<BoxedUint, KeyError> {
        Ok(BoxedUint::from_be_slice_vartime(&base64url(member, text)?))
    };
    rsa::PublicKey::new_with_size_limits(number("n", n)?, number("e", e)?, RSA_BITS)
        .map(|key| VerifyingKey::Ps256(Box::new(key)))
        .map_err(|error| KeyError::member("n", error))
}

/// The key of a SubjectPublicKeyInfo of the algorithm id-Ed25519, which has no parameters (RFC 8410 §3, §4).
fn ed25519_spki(der: &[u8]) -> Option<Result<PublicKey, KeyError>> {
    const ED25519: spki::ObjectIdentifier = spki::ObjectIdentifier::new_unwrap("1.3.101.112");
    let info = spki::SubjectPublicKeyInfoRef::try_from(der).ok()?;
    if info.algorithm.oid != ED25519 || info.algorithm.parameters.is_some() {
        return None;
    }
    let x = BASE64URL_NOPAD.encode(info.subject_public_key.as_bytes()?);
    Some(ed25519(&x).map(|key| key.to_public()))
}

fn ed25519(x: &str) -> Result<VerifyingKey, KeyError> {
    let bytes = base64url("x", x)?;
    let bytes = bytes.try_into().map_err(|bytes: Vec<u8>| {
        KeyError::member("x", MemberError::Length { bytes: bytes.len(), wanted: 32 })
    })?;
    ed25519_dalek::VerifyingKey::from_bytes(&bytes)
        .map(VerifyingKey::EdDsa)
        .map_err(|_| KeyError::Invalid("Ed25519"))
}

/// A key whose curve was spelt out.
fn explicit_ec(curve: &'static str, point: &[u8]) -> Result<PublicKey, KeyError> {
    let invalid = |_| KeyError::Invalid(curve);
    let key = match curve {
        "P-256" => VerifyingKey::es256(p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(invalid)?),
        "P-384" => VerifyingKey::Es384(p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(invalid)?),
        _ => VerifyingKey::Es512(p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(invalid)?),
    };
    Ok(key.to_public())
}

fn base64url(member: &'static str, text: &str) -> Result<Vec<u8>, KeyError> {
    BASE64URL_NOPAD
        .decode(text.trim_end_matches('=').as_bytes())
        .map_err(|error| KeyError::member(member, error))
}

/// A coordinate at full width. Published lists spell it with a leading zero too many (WHO) or too few (two SHC issuers).
fn unsigned(member: &'static str, text: &str, width: usize) -> Result<Vec<u8>, KeyError> {
    let bytes = base64url(member, text)?;
    let significant: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
    let missing = width
        .checked_sub(significant.len())
        .ok_or_else(|| KeyError::member(member, MemberError::TooWide { bytes: significant.len(), width }))?;
    let mut padded = vec![0; missing];
    padded.extend(significant);
    Ok(padded)
}

impl VerifyingKey {
    pub(super) fn es256(key: p256::ecdsa::VerifyingKey) -> Self {
        Self::Es256(Arc::new(Es256Key::new(key)))
    }

    /// The thumbprint (RFC 7638), as [`PublicKey::thumbprint`].
    pub fn thumbprint(&self) -> [u8; 32] {
        let json = match self.to_public() {
            PublicKey::Ec { curve, x, y } => {
                format!(r#"{{"crv":"{curve}","kty":"EC","x":"{x}","y":"{y}"}}"#)
            }
            PublicKey::Rsa { n, e } => format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#),
            PublicKey::Okp { curve, x } => format!(r#"{{"crv":"{curve}","kty":"OKP","x":"{x}"}}"#),
        };
        Sha256::digest(json).into()
    }

    /// The one algorithm that this key is for.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::Es256,
            Self::Es384(_) => Algorithm::Es384,
            Self::Es512(_) => Algorithm::Es512,
            Self::Ps256(_) => Algorithm::Ps256,
            Self::EdDsa(_) => Algorithm::EdDsa,
        }
    }

    /// Whether the signature over `message` holds. A signature that is no signature of this algorithm does not.
    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        match (self, signature) {
            (Self::Es256(key), Signature::Raw(raw)) => p256::ecdsa::Signature::from_slice(raw)
                .is_ok_and(|signature| key.verifies(message, &signature)),
            (Self::Es256(key), Signature::Der(der)) => {
                p256::ecdsa::Signature::from_der(der).is_ok_and(|signature| key.verifies(message, &signature))
            }
            (Self::Es384(key), Signature::Raw(raw)) => p384::ecdsa::Signature::from_slice(raw)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Es512(key), Signature::Raw(raw)) => p521::ecdsa::Signature::from_slice(raw)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Ps256(key), Signature::Raw(raw)) => {
                let key = rsa::pss::VerifyingKey::<Sha256>::new(key.as_ref().clone());
                rsa::pss::Signature::try_from(raw.as_slice())
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            // Strictly (RFC 8032 §5.1.7, and no key or point of small order): one message, one signature.
            (Self::EdDsa(key), Signature::Raw(raw)) => ed25519_dalek::Signature::from_slice(raw)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            (Self::Es384(_) | Self::Es512(_) | Self::Ps256(_) | Self::EdDsa(_), Signature::Der(_)) => false,
        }
    }

    /// The key as the members of a JWK, coordinates at full width.
    pub fn to_public(&self) -> PublicKey {
        let ec = |curve: &str, sec1: &[u8]| {
            let (x, y) = sec1.get(1..).map_or((&[][..], &[][..]), |xy| xy.split_at(xy.len() / 2));
            PublicKey::Ec {
                curve: curve.to_owned(),
                x: BASE64URL_NOPAD.encode(x),
                y: BASE64URL_NOPAD.encode(y),
            }
        };
        match self {
            Self::Es256(key) => ec("P-256", key.key().to_sec1_point(false).as_bytes()),
            Self::Es384(key) => ec("P-384", key.to_sec1_point(false).as_bytes()),
            Self::Es512(key) => ec("P-521", key.to_sec1_point(false).as_bytes()),
            Self::Ps256(key) => PublicKey::Rsa {
                n: BASE64URL_NOPAD.encode(&key.n_bytes()),
                e: BASE64URL_NOPAD.encode(&key.e_bytes()),
            },
            Self::EdDsa(key) => {
                PublicKey::Okp { curve: "Ed25519".to_owned(), x: BASE64URL_NOPAD.encode(key.as_bytes()) }
            }
        }
    }
}
