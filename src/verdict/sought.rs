//! By what a key was looked for, and not found.

use super::Network;

/// By what a key was looked for that is not held. What it holds comes from a code that nobody has vouched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// The code names no key.
    Unnamed,
    /// A COSE key identifier.
    Kid(Vec<u8>),
    /// An issuer, and a key identifier of its own.
    Issuer {
        /// The address or DID that the code names.
        issuer: String,
        /// The key identifier, as text.
        kid: String,
    },
    /// The address of a key: a DID or DID URL.
    Method(String),
    /// The authority that certified the code's signer, by its key identifier; `None` where the certificate names none.
    Authority(Option<Vec<u8>>),
    /// Any key of a network.
    Network(Network),
}
