//! Revocation lists: which credentials their issuers have withdrawn.
//!
//! HC1 lists are batches of hashes (EU DCC revocation, version 1), held sorted, 16 bytes an entry. A batch names a key
//! identifier, or a country where the key is not known; it speaks for the keys that it names. A batch's `expires` is the
//! day from which the gateway may delete it, since every credential that it names has run out by then: it is not looked
//! at, for what was revoked stays revoked.

mod read;

pub(super) use read::{RidFile, crl, gateway_batch, rid_list};

use super::{TrustedKey, country};
use crate::Check;
use crate::credential::RevocationIds;
use std::collections::HashMap;

/// What the hashes of a batch are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashKind {
    /// The signature; ECDSA: its first half.
    Signature,
    /// The unique certificate identifier.
    Uci,
    /// The issuing country and the identifier.
    CountryUci,
}

impl HashKind {
    fn pick(self, ids: &RevocationIds) -> Option<[u8; 16]> {
        match self {
            Self::Signature => ids.signature,
            Self::Uci => ids.uci,
            Self::CountryUci => ids.country_uci,
        }
    }
}

/// What a list names.
#[derive(Debug)]
pub enum Entries {
    /// HC1: hashes, in order.
    Hashes(HashKind, Vec<[u8; 16]>),
    /// SMART Health Cards: revocation identifiers as they stand, a time behind some.
    Rids(Vec<String>),
    /// An X.509 certificate revocation list in DER, whose signature nobody has checked, and how many it names.
    Certificates(Vec<u8>, usize),
}

/// One list.
#[derive(Debug)]
pub struct RevocationList {
    /// Its name: the path it came from.
    pub name: String,
    /// The issuer or country that it speaks for, where it names one.
    pub issuer: Option<String>,
    /// The key identifier that it speaks for; empty for every key of the issuer.
    pub kid: Vec<u8>,
    /// What it names.
    pub entries: Entries,
}

impl RevocationList {
    /// How many credentials or certificates it names.
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Hashes(_, hashes) => hashes.len(),
            Entries::Rids(rids) => rids.len(),
            Entries::Certificates(_, count) => *count,
        }
    }

    /// Whether it names none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The revocation lists that the store holds.
#[derive(Debug, Default)]
pub struct Revocations {
    lists: Vec<RevocationList>,
    /// Positions of the batches of hashes by key identifier; under the empty one, those of a whole country.
    by_kid: HashMap<Vec<u8>, Vec<usize>>,
}

/// What the lists say.
#[derive(Debug)]
pub(super) struct LookUp {
    /// `skipped` where no list speaks for the key, or where one does by an identifier that the credential has not.
    pub(super) check: Check,
    /// The list that names the credential.
    pub(super) list: Option<String>,
}

impl Revocations {
    pub(super) fn add(&mut self, list: RevocationList) {
        if matches!(list.entries, Entries::Hashes(..)) {
            self.by_kid.entry(list.kid.clone()).or_default().push(self.lists.len());
        }
        self.lists.push(list);
    }

    /// Every list, in the order loaded.
    pub fn lists(&self) -> impl Iterator<Item = &RevocationList> {
        self.lists.iter()
    }

    /// Looks a credential up in the lists that speak for its key.
    pub(super) fn look_up(&self, key: &TrustedKey, ids: &RevocationIds) -> LookUp {
        let mut check = None;
        for list in self.speaking_for(key) {
            let Entries::Hashes(kind, hashes) = &list.entries else { continue };
            match kind.pick(ids) {
                Some(hash) if hashes.binary_search(&hash).is_ok() => {
                    return LookUp { check: Check::Fail, list: Some(list.name.clone()) };
                }
                Some(_) => check = check.or(Some(Check::Ok)),
                None => check = Some(Check::Skipped),
            }
        }
        LookUp { check: check.unwrap_or_default(), list: None }
    }

    /// The lists for the key's identifier and for its issuer's country. Where the key has no identifier or its issuer is not
    /// known, it may be anybody's, and so every list is for it: the identifier in the credential does not tell, since
    /// it may stand where no signature covers it.
    fn speaking_for(&self, key: &TrustedKey) -> impl Iterator<Item = &RevocationList> {
        let at = |kid: &[u8]| self.by_kid.get(kid).into_iter().flatten().filter_map(|at| self.lists.get(*at));
        let of_others = self.lists.iter().filter(|list| key.kid.is_empty() && !list.kid.is_empty());
        let own: Vec<_> =
            key.spellings().iter().filter(|kid| !kid.is_empty()).flat_map(|kid| at(kid)).collect();
        let of_country = at(&[]).filter(|list| match (&list.issuer, &key.issuer) {
            (Some(of), Some(issuer)) => country::same(of, issuer),
            (_, issuer) => issuer.is_none(),
        });
        own.into_iter().chain(of_country).chain(of_others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::TrustStore;
    use data_encoding::BASE64;

    const GIVEN: RevocationIds =
        RevocationIds { uci: Some([1; 16]), country_uci: None, signature: Some([2; 16]) };

    /// A batch of five hashes, `named` among them.
    fn batch(country: &str, kid: &str, kind: &str, named: u8) -> RevocationList {
        let hashes =
            [9, named, 7, named, 5].map(|byte| format!(r#"{{"hash":"{}"}}"#, BASE64.encode(&[byte; 16])));
        let entries = hashes.join(",");
        let text = format!(
            r#"{{"country":"{country}","expires":"2020-01-01T00:00:00Z","kid":"{kid}","hashType":"{kind}","entries":[{entries}]}}"#
        );
        gateway_batch(&text, "batch").unwrap()
    }

    #[track_caller]
    fn check(lists: impl IntoIterator<Item = RevocationList>, expected: Check) {
        let store = TrustStore::bundled().unwrap();
        // FRA in three letters, while the batches have FR.
        let key = store.keys().find(|key| key.issuer.as_deref() == Some("FRA")).unwrap();
        let mut revocations = Revocations::default();
        for mut list in lists {
            if list.kid == [0] {
                list.kid.clone_from(&key.kid);
            }
            revocations.add(list);
        }
        let found = revocations.look_up(key, &GIVEN);
        assert_eq!(found.check, expected);
        assert_eq!(found.list.is_some(), expected == Check::Fail);
    }

    #[test]
    fn without_a_list_for_the_key_nothing_is_checked() {
        check([], Check::Skipped);
        check([batch("FR", "AQ==", "SIGNATURE", 2)], Check::Skipped);
        check([batch("DE", "UNKNOWN_KID", "UCI", 1)], Check::Skipped);
    }

    #[test]
    fn a_list_for_the_key_or_for_its_country_is_looked_in() {
        check([batch("FR", "AA==", "SIGNATURE", 2)], Check::Fail);
        check([batch("FR", "AA==", "SIGNATURE", 3)], Check::Ok);
        check([batch("FR", "UNKNOWN_KID", "UCI", 1)], Check::Fail);
        check([batch("FR", "UNKNOWN_KID", "UCI", 2)], Check::Ok);
        check([batch("FR", "AA==", "UCI", 3), batch("FR", "AA==", "SIGNATURE", 2)], Check::Fail);
    }

    #[test]
    fn every_list_speaks_for_a_key_of_nobody() {
        let bundled = TrustStore::bundled().unwrap();
        let key = bundled.keys().find(|key| key.issuer.as_deref() == Some("FRA")).unwrap();
        let nobody = |kid: Vec<u8>| TrustedKey {
            network: None,
            issuer: None,
            name: None,
            kid,
            key: key.key.clone(),
            list: std::sync::Arc::clone(&key.list),
            decoded: std::sync::OnceLock::new(),
            ..*key
        };
        for (kid, list, expected) in [
            (vec![], batch("FR", "AQ==", "SIGNATURE", 2), Check::Fail),
            (vec![], batch("FR", "AQ==", "SIGNATURE", 3), Check::Ok),
            (vec![], batch("DE", "UNKNOWN_KID", "UCI", 1), Check::Fail),
            (vec![5], batch("DE", "UNKNOWN_KID", "UCI", 1), Check::Fail),
            (vec![5], batch("FR", "AQ==", "SIGNATURE", 2), Check::Skipped),
        ] {
            let mut revocations = Revocations::default();
            revocations.add(list);
            assert_eq!(revocations.look_up(&nobody(kid.clone()), &GIVEN).check, expected, "{kid:?}");
        }
    }

    #[test]
    fn a_list_by_an_identifier_that_the_credential_has_not_is_no_check() {
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1)], Check::Skipped);
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1), batch("FR", "AA==", "UCI", 3)], Check::Skipped);
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1), batch("FR", "AA==", "UCI", 1)], Check::Fail);
    }

    #[test]
    fn a_hash_is_held_once() {
        assert_eq!(batch("FR", "AA==", "UCI", 1).len(), 4);
    }
}
