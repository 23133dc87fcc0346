//! Who signed.

use super::Network;

/// Who signed, as the trust store knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issuer {
    /// The network, unless the key was given bare.
    pub network: Option<Network>,
    /// Participant code, URL or DID.
    pub id: Option<String>,
    /// The name in words.
    pub name: Option<String>,
    /// The key identifier.
    pub key: Option<String>,
}

impl Issuer {
    /// What two issuers have in common.
    pub(crate) fn common(self, other: Self) -> Self {
        Self {
            network: self.network.filter(|network| other.network == Some(*network)),
            name: self.name.filter(|_| self.id == other.id).filter(|name| other.name.as_ref() == Some(name)),
            key: self.key.filter(|_| self.id == other.id).filter(|key| other.key.as_ref() == Some(key)),
            id: self.id.filter(|id| other.id.as_ref() == Some(id)),
        }
    }
}
