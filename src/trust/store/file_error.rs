//! What is wrong with a trust file, with the head of a list in it, and with one thing in it.

use super::blocked::Blocked;
use crate::keys::KeyError;
use crate::trust::{ForgeryError, RevocationError, Trial};
use crate::x509::CertificateError;
use data_encoding::DecodeError;
use thiserror::Error;

/// Why nothing of a file can be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileError {
    /// White space at most.
    #[error("empty")]
    Empty,
    /// Of no form that is taken.
    #[error("tried JSON, PEM, DER and Base64: it is none of them")]
    Unknown,
    /// JSON of no form that is taken.
    #[error(
        "JSON, and none of: JWK, JWK Set, DID document, EU signer list, VCI snapshot, revocation list \
         (SHC crl.json, EU batch)"
    )]
    UnknownJson,
    /// Not JSON, or not of the form that its members tell.
    #[error("{form}: {why}")]
    Json {
        /// The form.
        form: &'static str,
        /// What is wrong.
        #[source]
        why: serde_json::Error,
    },
    /// What a list says of itself.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The one thing in it.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// A revocation list.
    #[error(transparent)]
    Revocation(#[from] RevocationError),
    /// A list of known forgeries.
    #[error(transparent)]
    Forgeries(#[from] ForgeryError),
}

/// What is wrong with what a key list says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HeadError {
    /// `network`.
    #[error("network {0}: no such network")]
    Network(String),
    /// `date`.
    #[error("date {text}: {why}")]
    Date {
        /// As it stands.
        text: String,
        /// What is wrong with it.
        #[source]
        why: chrono::ParseError,
    },
    /// `state`.
    #[error("state {0}: archived or maintained")]
    State(String),
}

/// Why a key, a certificate or a list is left out.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ItemError {
    /// Not the JSON that belongs there.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A member of a JWK is missing.
    #[error("no {0}")]
    Missing(&'static str),
    /// A member is not in Base64 (RFC 4648 §4, §5).
    #[error("{member}: not Base64")]
    NotBase64 {
        /// The member.
        member: &'static str,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// A key identifier is not in Base64.
    #[error("kid {kid}: not Base64")]
    KidNotBase64 {
        /// As it stands.
        kid: String,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// A key identifier is not in hexadecimal.
    #[error("kid {kid}: not hexadecimal: {why}")]
    KidNotHexadecimal {
        /// As it stands.
        kid: String,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// A key would sign what no issuer attests.
    #[error("usage {0}: vaccination, test or recovery")]
    Usage(String),
    /// An end of a key's life is no time (RFC 3339).
    #[error("{member} {text}: {why}")]
    Time {
        /// Which.
        member: &'static str,
        /// As it stands.
        text: String,
        /// What is wrong with it.
        #[source]
        why: chrono::ParseError,
    },
    /// The body of a PEM block (RFC 7468) is not in Base64.
    #[error("PEM {label}: {why}")]
    Pem {
        /// Its label.
        label: String,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// No whole element of DER (X.690).
    #[error("DER: cut short, or none")]
    NotDer,
    /// An RSA key without its algorithm (RFC 8017, appendix A.1.1).
    #[error("DER: a PKCS #1 key: give it as SubjectPublicKeyInfo (PEM label PUBLIC KEY)")]
    Pkcs1,
    /// DER of something else.
    #[error("DER: neither a certificate nor a public key nor a CRL")]
    UnknownDer,
    /// A key that cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A certificate that cannot be taken apart.
    #[error("certificate: {0}")]
    Certificate(#[from] CertificateError),
    /// A certificate of a key that cannot be used.
    #[error("certificate: {0}")]
    CertificateKey(#[source] KeyError),
    /// A revocation list.
    #[error(transparent)]
    Revocation(#[from] RevocationError),
    /// A private key.
    #[error("a private key: only public keys belong here, and this one is safe no longer")]
    Private,
    /// A symmetric key.
    #[error("a symmetric key: only public keys belong here")]
    Symmetric,
    /// A method with which the DID signs no credentials.
    #[error("not an assertion method")]
    NotAsserted,
    /// A method of another DID than the document's.
    #[error("the key of another DID")]
    OtherDid,
    /// A method of another type than those that are read (NZCP 1.0.0 §7).
    #[error("type {0}: not JsonWebKey2020")]
    MethodType(String),
    /// A method of another usage: an authority, which signs certificates alone, or a party of the network's own connections.
    #[error("of usage {0}: not a document signer's key")]
    OtherUsage(String),
    /// The name of a key of a trust list is of neither version.
    #[error("{0}: not the name of a key in a trust list")]
    KeyName(String),
    /// The name of a key and what stands beside it differ.
    #[error("{member}: {stated}, and the key's name says {named}")]
    Disagrees {
        /// What stands beside it.
        member: &'static str,
        /// What it says.
        stated: String,
        /// What the name says.
        named: String,
    },
    /// Domains that are none.
    #[error("domains: name one, or leave them out")]
    NoDomains,
    /// A certificate of another type in a list of document signers.
    #[error("not a document signer certificate")]
    NotDocumentSigner,
    /// A bare key beside others.
    #[error("a key without an identifier, which says not whom it serves: give it with --only-trust")]
    Bare,
    /// A key that must not be trusted.
    #[error("refused: {0}")]
    Blocked(#[from] Blocked),
    /// A key of trials.
    #[error("refused: {0}")]
    Trial(#[from] Trial),
}
