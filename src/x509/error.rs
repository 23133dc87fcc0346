//! Why a certificate, a CRL or the signature over them cannot be used.

use thiserror::Error;

/// Why a certificate cannot be taken apart. Its fields go by their names in RFC 5280 §4.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// No whole element of DER (X.690).
    #[error("cut short, or no DER")]
    NotDer,
    /// More than one certificate was given where one belongs.
    #[error("bytes follow it")]
    Trailing,
    /// One of its three parts is missing.
    #[error("no {0}")]
    Missing(&'static str),
    /// Another field stands in the place of this one.
    #[error("{0} is not where it belongs")]
    Misplaced(&'static str),
    /// An end of its life is no time (§4.1.2.5).
    #[error("{0} cannot be read")]
    Time(&'static str),
}

/// Why a CRL cannot be read. Its fields go by their names in RFC 5280 §5.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CrlError {
    /// No whole element of DER (X.690), or more than the fields that belong there.
    #[error("CRL: cut short, or no DER")]
    NotDer,
    /// Another field stands in the place of this one.
    #[error("CRL: {0} is not where it belongs")]
    Misplaced(&'static str),
    /// Not a time (§5.1.2.4, §5.1.2.5).
    #[error("CRL: {0} cannot be read")]
    Time(&'static str),
    /// An entry that names no certificate (§5.1.2.6).
    #[error("CRL: an entry without a serial number")]
    NoSerial,
    /// An extension that whoever does not know it must refuse (§5.2).
    #[error("CRL: a critical extension that is not known here")]
    CriticalExtension,
}

/// Why the signature of an authority cannot be checked. Its text goes on from "the certificate is".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The algorithm identifier (RFC 5280 §4.1.1.2) has no object identifier.
    #[error("no signature algorithm")]
    NoAlgorithm,
    /// SHA-1, in which collisions are made.
    #[error("signed with SHA-1, which proves nothing")]
    Sha1,
    /// An algorithm that authorities may not sign with (Doc 9303-12 §4), by its object identifier.
    #[error("signed with an algorithm that is not used here ({0})")]
    Algorithm(String),
    /// An algorithm that the authority's key is not for.
    #[error("signed with an algorithm that is not its authority's")]
    OtherKey,
}
