//! Signatures, as envelopes carry them.

/// A signature as the envelope carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Signature {
    /// Raw: r and s side by side at full width for ECDSA, the plain octet string for RSA (RFC 9053 §2.1, RFC 8230 §2).
    Raw(Vec<u8>),
    /// ECDSA in ASN.1 DER (RFC 3279 §2.2.3).
    Der(Vec<u8>),
}
