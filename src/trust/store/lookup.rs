//! The families' look-up rules: which keys a credential may have been signed with.

use super::TrustStore;
use crate::credential::KeyHint;
use crate::trust::TrustedKey;
use crate::verdict::{Family, Network};
use std::sync::Arc;

type Keys = Vec<Arc<TrustedKey>>;

impl TrustStore {
    /// The keys to try, by the family's look-up rule, the likeliest first. What was given goes before what was bundled.
    pub(in crate::trust) fn candidates(&self, family: Family, hint: &KeyHint) -> Keys {
        let mut found = match hint {
            KeyHint::Kid(kid) => self.of_kid(family, kid),
            KeyHint::Issuer { issuer, kid } => self.of_issuer(family, issuer, kid),
            // Its key comes by the chain, not from here.
            KeyHint::Certificate { .. } => Vec::new(),
            KeyHint::Method(method) => self.of_method(family, method),
            KeyHint::Any { first, .. } => self.all_of(family.network(), *first),
        };
        found.extend(self.at(self.index.bare()).cloned());
        found
    }

    /// The signing authorities (CSCA) of that key identifier.
    pub(in crate::trust) fn authorities(&self, key_id: &[u8]) -> Keys {
        self.named(key_id).filter(|key| key.network == Some(Network::Icao)).cloned().collect()
    }

    /// The keys of that identifier, the last loaded first.
    fn named(&self, kid: &[u8]) -> impl Iterator<Item = &Arc<TrustedKey>> {
        self.at(self.index.of_kid(kid)).rev()
    }

    /// By the identifier alone. A key of one issuer of no known network serves no family that looks up so.
    fn of_kid(&self, family: Family, kid: &[u8]) -> Keys {
        let keys = self.named(kid).filter(|key| key.serves(family));
        keys.filter(|key| key.network.is_some() || key.issuer.is_none()).cloned().collect()
    }

    /// By identifier and issuer. A set that names no issuer serves its identifiers for any.
    fn of_issuer(&self, family: Family, issuer: &str, kid: &[u8]) -> Keys {
        let named = self.named(kid).filter(|key| key.serves(family)).cloned();
        let (own, of_others): (Keys, Keys) =
            named.partition(|key| key.issuer.as_deref().is_none_or(|of| of == issuer));
        // A key that is known for another issuer alone is tried where its identifier is its thumbprint, so that the
        // verdict can tell a borrowed name from an unknown one; what it verifies is refused all the same.
        if own.is_empty() && family == Family::Shc { of_others } else { own }
    }

    /// By the address of a verification method: of the DID's own keys, and of those that bear it whole.
    fn of_method(&self, family: Family, method: &str) -> Keys {
        let did = method.split_once('#').map_or(method, |(did, _)| did);
        let [of_did, of_method] = [did, method].map(|issuer| self.index.of_issuer(issuer));
        let mut positions = [of_did, of_method, self.index.of_kid(method.as_bytes())].concat();
        positions.sort_unstable();
        positions.dedup();
        let keys = self.at(&positions).filter(|key| key.serves(family) && key.is_method(method));
        keys.cloned().collect()
    }

    /// Every key of the network, that of the identifier `first` before the others.
    fn all_of(&self, network: Network, first: Option<&str>) -> Keys {
        let mut keys: Keys = self.at(self.index.of_network(network)).cloned().collect();
        keys.sort_by_key(|key| first.is_none_or(|first| key.kid != first.as_bytes()));
        keys
    }
}
