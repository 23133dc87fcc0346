//! A credential in its envelope: what can be known before anybody has vouched for it.

use super::Content;
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal};
use std::fmt;

/// What the envelope says about who signed: enough to look a key up, and believed for nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyHint {
    /// A COSE key identifier. Every key that bears it is tried.
    Kid(Vec<u8>),
    /// An issuer and a key identifier of its own, both of which must fit. The issuer is a claim of a payload that nobody has
    /// vouched for: it chooses among the keys held, and the signature decides.
    Issuer {
        /// The address or DID that the payload names.
        issuer: String,
        /// The key identifier, as text.
        kid: Vec<u8>,
    },
    /// The signer's certificate, which came with the credential and is to be certified by an authority that is held.
    Certificate {
        /// The certificate in DER.
        certificate: Vec<u8>,
        /// The issuing country as the credential names it.
        country: String,
    },
    /// The key's address, a DID or DID URL: an issuer's keys, or the one that its fragment names.
    Method(String),
    /// No identifier: every key of the family's network is tried, the one named here first.
    Any {
        /// The key identifier to begin with.
        first: Option<&'static str>,
        /// What a code of the network says of the form that it is in, by which issuers change their keys: a claim that nobody has
        /// vouched for.
        version: Option<String>,
    },
}

/// A well-formed credential whose signature nobody has checked. It tells its family, its algorithm and a hint to the key, and
/// no claims: those are read from a [`crate::trust::Genuine`]. Its `Debug` leaves the signed bytes out, which are personal.
pub struct Sealed {
    pub(super) family: Family,
    pub(super) algorithm: Algorithm,
    pub(super) hint: KeyHint,
    pub(super) signed: Personal<Vec<u8>>,
    pub(super) signature: Signature,
    pub(super) content: Box<dyn Content>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealed")
            .field("family", &self.family)
            .field("algorithm", &self.algorithm)
            .field("hint", &self.hint)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

impl Sealed {
    /// The credential's family.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The algorithm that the envelope names, or that the family fixes.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// What the envelope says about the key.
    pub fn hint(&self) -> &KeyHint {
        &self.hint
    }

    /// Whether it is the same credential, however it was carried.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        (self.family, &self.signed) == (other.family, &other.signed)
    }

    /// The bytes that the signature covers.
    pub(crate) fn signed(&self) -> &[u8] {
        self.signed.reveal()
    }

    /// The signature, as carried.
    pub(crate) fn signature(&self) -> &Signature {
        &self.signature
    }
}

/// Under what a revocation list may name a credential. The hashes are SHA-256 cut to 16 bytes (EU DCC revocation, version 1).
#[derive(Default, Clone)]
pub(crate) struct RevocationIds {
    /// Of the unique certificate identifier.
    pub(crate) uci: Option<[u8; 16]>,
    /// Of the issuing country and the identifier.
    pub(crate) country_uci: Option<[u8; 16]>,
    /// Of the signature (ECDSA: of its first half).
    pub(crate) signature: Option<[u8; 16]>,
    /// The identifier that the credential states for this purpose.
    pub(crate) rid: Option<Rid>,
}

/// A revocation identifier (SMART Health Cards 1.0.0, "Revocation"). It has no `Debug`: it may stand for a person.
#[derive(Clone)]
pub(crate) struct Rid {
    /// The identifier.
    pub(crate) id: String,
    /// When the credential was issued, in seconds since 1970: an entry of a list may speak for older ones alone.
    pub(crate) issued: Option<f64>,
}
