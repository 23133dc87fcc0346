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

    fn speaking_for(&self, key: &TrustedKey) -> impl Iterator<Item = &RevocationList> {
        let at = |kid: &[u8]| self.by_kid.get(kid).into_iter().flatten().filter_map(|at| self.lists.get(*at));
        let own: Vec<_> =
            key.spellings().iter().filter(|kid| !kid.is_empty()).flat_map(|kid| at(kid)).collect();
        own.into_iter().chain(at(&[]).filter(|list| {
            matches!((&list.issuer, &key.issuer), (Some(of), Some(issuer)) if country::same(of, issuer))
        }))
    }
}
