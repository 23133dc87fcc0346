//! Publicly known forgeries under genuine keys: a block list of its own. A hit is as good as a revocation; a miss says nothing,
//! since nobody keeps the list for the issuers.

use crate::credential::RevocationIds;
use data_encoding::{DecodeError, HEXLOWER_PERMISSIVE};
use serde::Deserialize;
use thiserror::Error;

/// A forgery, by the hash of its signature (EU DCC revocation, version 1: `SIGNATURE`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgery {
    /// Whose key signed it.
    pub country: String,
    /// The identifier of that key, in Base64.
    pub kid: String,
    signature: [u8; 16],
}

/// Those that are known.
#[derive(Debug, Clone, Default)]
pub struct Forgeries(Vec<Forgery>);

/// Why a list of forgeries cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ForgeryError {
    /// Not the JSON of one.
    #[error("known forgeries: {0}")]
    Json(#[source] serde_json::Error),
    /// A hash that is none.
    #[error("known forgeries: forgeries[{at}]: {why}")]
    Hash {
        /// Which, from 0.
        at: usize,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// A hash of another length.
    #[error("known forgeries: forgeries[{at}]: not 16 bytes")]
    Length {
        /// Which, from 0.
        at: usize,
    },
}

#[derive(Debug, Deserialize)]
struct File {
    forgeries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    country: String,
    kid: String,
    /// Hexadecimal.
    signature: String,
}

impl Forgeries {
    /// Reads a list. An entry that is broken breaks the list: what it was to block cannot be known.
    ///
    /// # Errors
    /// [`ForgeryError`].
    pub(super) fn read(text: &str) -> Result<Self, ForgeryError> {
        let file: File = serde_json::from_str(text).map_err(ForgeryError::Json)?;
        let read = |(at, entry): (usize, Entry)| {
            let bytes = HEXLOWER_PERMISSIVE
                .decode(entry.signature.as_bytes())
                .map_err(|why| ForgeryError::Hash { at, why })?;
            let signature = bytes.try_into().map_err(|_| ForgeryError::Length { at })?;
            Ok(Forgery { country: entry.country, kid: entry.kid, signature })
        };
        file.forgeries.into_iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Adds those of another list.
    pub(super) fn append(&mut self, mut more: Self) {
        self.0.append(&mut more.0);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Forgery> {
        self.0.iter()
    }

    /// Whether a credential is one. The signature alone tells, whatever identifier the code states for the key: none but the key that
    /// verified can have made it, and whoever makes the other signature over the same text (n - s for s) leaves r as it is.
    pub(super) fn names(&self, ids: &RevocationIds) -> bool {
        ids.signature.is_some_and(|signature| self.0.iter().any(|forgery| forgery.signature == signature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::TrustStore;

    #[test]
    fn the_bundled_forgeries_are_known_by_their_signature_and_by_nothing_else() {
        let store = TrustStore::bundled().unwrap();
        let ids = |signature| RevocationIds { signature, uci: signature, ..RevocationIds::default() };
        let list = store.forgeries();
        assert_eq!(list.iter().count(), 6);
        for forgery in list.iter() {
            assert!(list.names(&ids(Some(forgery.signature))));
            let mut other = forgery.signature;
            other[15] ^= 1;
            assert!(!list.names(&ids(Some(other))), "a genuine code under the same key");
            assert!(!list.names(&RevocationIds { signature: None, ..ids(Some(forgery.signature)) }));
        }
        // The others' key was withdrawn, and is in no list any more.
        let is_held = |kid: &str| store.keys().any(|key| key.kid_text().as_deref() == Some(kid));
        assert_eq!(list.iter().filter(|forgery| is_held(&forgery.kid)).count(), 3);
        assert_eq!(TrustStore::empty().forgeries().iter().count(), 6, "whoever is trusted");
    }

    #[test]
    fn a_broken_list_is_refused_whole() {
        let error = |signature: &str| {
            let text = format!(r#"{{"forgeries":[{{"country":"XX","kid":"","signature":"{signature}"}}]}}"#);
            Forgeries::read(&text).unwrap_err().to_string()
        };
        assert!(error("zz").contains("forgeries[0]") && error("00").contains("not 16 bytes"));
        assert!(Forgeries::read("{}").is_err());
    }
}
