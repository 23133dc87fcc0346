//! What an operator vouches for of WHO's yellow cards, where this program would ask a person: keys of another domain that sign cards,
//! products that its list does not tell of, and versions that it does not know. It turns that question into a pass at his doors, and nothing else: what speaks against a
//! card still does.

use super::{TrustedKey, country};
use crate::credential::Credential;
use crate::verdict::{Doubt, Remark};
use serde::Deserialize;
use std::collections::BTreeSet;
use thiserror::Error;

/// What an operator vouches for, as `accept.toml` states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accepted {
    /// Keys that sign cards, whatever domain their list names.
    key: Vec<AcceptedKey>,
    /// Codes of products.
    products: BTreeSet<String>,
    /// Versions of the card, as it states them, whose claims mean what they do in those that are known here.
    versions: BTreeSet<String>,
}

/// A key that signs cards.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedKey {
    /// The participant, as the list names it.
    issuer: String,
    /// Its identifier, in Base64.
    kid: String,
}

/// Why it cannot be read; line and key stand in the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct AcceptedError(String);

impl Accepted {
    /// Reads `accept.toml`.
    ///
    /// # Errors
    /// [`AcceptedError`] where it cannot be read.
    pub fn parse(text: &str) -> Result<Self, AcceptedError> {
        toml::from_str(text).map_err(|why| AcceptedError(why.to_string().trim_end().to_owned()))
    }

    /// Whether a question about a credential is answered by it.
    pub(super) fn answers(&self, doubt: Doubt, credential: &Credential, key: &TrustedKey) -> bool {
        match doubt {
            Doubt::CardDomain => self.key.iter().any(|one| {
                let same = |issuer: &String| country::same(issuer, &one.issuer);
                key.issuer.as_ref().is_some_and(same) && key.kid_text().as_ref() == Some(&one.kid)
            }),
            Doubt::Product => {
                let mut codes = credential.remarks.iter().filter_map(|remark| match remark {
                    Remark::ProductCode { code } => Some(code),
                    _ => None,
                });
                codes.next().is_some_and(|first| {
                    self.products.contains(first) && codes.all(|code| self.products.contains(code))
                })
            }
            // A card that does not state its version is of none that could be named.
            Doubt::CardVersion => credential.remarks.iter().any(|remark| match remark {
                Remark::CardVersion { version } => self.versions.contains(version),
                _ => false,
            }),
            _ => false,
        }
    }
}
