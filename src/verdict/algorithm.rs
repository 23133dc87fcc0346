//! Signature algorithms.

use std::fmt;

/// A signature algorithm, under its JOSE name (RFC 7518 §3.1); COSE numbers are those of RFC 9053.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; COSE -7.
    Es256,
    /// ECDSA on P-384 with SHA-384; COSE -35.
    Es384,
    /// ECDSA on P-521 with SHA-512; COSE -36.
    Es512,
    /// RSASSA-PSS with SHA-256 and a salt of 32 bytes; COSE -37.
    Ps256,
    /// Ed25519 (RFC 8037 §3.1); COSE -8.
    EdDsa,
}

impl Algorithm {
    /// The name in the JOSE registry.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::Ps256 => "PS256",
            Self::EdDsa => "EdDSA",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
