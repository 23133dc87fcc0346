//! Revocation lists: which credentials their issuers have withdrawn.
//!
//! HC1 lists are batches of hashes (EU DCC revocation, version 1), held sorted, 16 bytes an entry. A batch names a key
//! identifier, or a country where the key is not known; it speaks for the keys that it names. A batch's `expires` is the
//! day from which the gateway may delete it, since every credential that it names has run out by then: it is not looked
//! at, for what was revoked stays revoked.
//!
//! Lists of SMART Health Cards (specification 1.0.0, "Revocation") name a key, and identifiers that the cards state; an entry
//! with a time behind it speaks only for cards that were issued before it.

mod packed;
mod read;

pub(super) use packed::{MAGIC, ReadAt, write as write_packed};
pub use packed::{PackedError, PackedHashes, PackedHead};
pub use read::RevocationError;
pub(super) use read::{RidFile, crl_list, gateway_batch, packed_list, rid_list, rid_lists};

use super::{TrustedKey, country};
use crate::credential::{RevocationIds, Rid};
use crate::verdict::{AskedList, Check, Network};
use crate::x509::Crl;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeSet, HashMap};

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
    /// HC1: hashes in a file, read where they are needed.
    Packed(HashKind, PackedHashes),
    /// SMART Health Cards: revocation identifiers, in order.
    Rids(Vec<RevokedRid>),
    /// An X.509 certificate revocation list, which names signers of VDS-NC.
    Certificates(Crl),
}

/// An entry of a list of SMART Health Cards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RevokedRid {
    /// The identifier.
    pub id: String,
    /// The second from which on cards that bear it are good again; `None`: none of them is.
    pub before: Option<u64>,
}

impl RevokedRid {
    /// Reads `rid` or `rid.timestamp`. What stands behind the full stop and is no time limits nothing.
    pub(super) fn parse(text: &str) -> Self {
        let (id, before) = text.split_once('.').unwrap_or((text, ""));
        Self { id: id.to_owned(), before: before.parse().ok() }
    }

    /// Whether it names a card. One that tells no time of issue is as old as can be.
    fn names(&self, rid: &Rid) -> bool {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a double holds seconds exactly for 285 million years"
        )]
        let older = |before: u64| rid.issued.is_none_or(|issued| issued < before as f64);
        self.id == rid.id && self.before.is_none_or(older)
    }
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
    /// The day that it was published, where it tells.
    pub date: Option<NaiveDate>,
    /// What it names.
    pub entries: Entries,
}

impl RevocationList {
    /// How many credentials or certificates it names.
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Hashes(_, hashes) => hashes.len(),
            Entries::Packed(_, hashes) => hashes.len(),
            Entries::Rids(rids) => rids.len(),
            Entries::Certificates(crl) => crl.len(),
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
    /// Positions of the lists of hashes and identifiers by key identifier; under the empty one, those of a whole country.
    by_kid: HashMap<Vec<u8>, Vec<usize>>,
}

/// What the lists say.
#[derive(Debug, Default)]
pub(super) struct LookUp {
    /// `skipped` where no list speaks for the key, or where one does that could not be asked: by an identifier that the credential
    /// has not, or since it cannot be read.
    pub(super) check: Check,
    /// The list that names the credential.
    pub(super) list: Option<String>,
    /// Those that were asked, each once.
    pub(super) asked: BTreeSet<AskedList>,
    /// The file of one that speaks for the key and cannot be read, and why.
    pub(super) unread: Option<(String, PackedError)>,
}

impl LookUp {
    /// Adds what a list says; `None`: nothing of this credential.
    fn add(&mut self, list: &RevocationList, said: Option<bool>) {
        if said.is_some() {
            self.asked.insert(AskedList { name: list.name.clone(), date: list.date });
        }
        if said == Some(true) {
            self.list = Some(list.name.clone());
        }
    }
}

impl Revocations {
    pub(super) fn add(&mut self, list: RevocationList) {
        if !matches!(list.entries, Entries::Certificates(..)) {
            self.by_kid.entry(list.kid.clone()).or_default().push(self.lists.len());
        }
        self.lists.push(list);
    }

    /// Every list, in the order loaded.
    pub fn lists(&self) -> impl Iterator<Item = &RevocationList> {
        self.lists.iter()
    }

    /// Looks a credential up in the lists that speak for its key. `records` are all that is known of the key: under whatever name a
    /// list has it, it is the same key, and the name that the credential states for it may stand where no signature covers it.
    pub(super) fn look_up<'a>(
        &self,
        key: &TrustedKey,
        records: impl Iterator<Item = &'a TrustedKey>,
        ids: &RevocationIds,
    ) -> LookUp {
        let mut found = LookUp::default();
        let mut open = false;
        for list in self.speaking_for(key, &records.collect::<Vec<_>>()) {
            let named = match &list.entries {
                Entries::Hashes(kind, hashes) => {
                    kind.pick(ids).map(|hash| hashes.binary_search(&hash).is_ok())
                }
                Entries::Packed(kind, hashes) => {
                    let asked = kind.pick(ids).map(|hash| hashes.contains(&hash));
                    asked.transpose().unwrap_or_else(|why| {
                        found.unread = Some((hashes.path().to_owned(), why));
                        None
                    })
                }
                Entries::Rids(rids) => ids.rid.as_ref().map(|rid| {
                    let from = rids.partition_point(|entry| entry.id < rid.id);
                    let same = rids.iter().skip(from).take_while(|entry| entry.id == rid.id);
                    same.into_iter().any(|entry| entry.names(rid))
                }),
                Entries::Certificates(..) => continue,
            };
            found.add(list, named);
            if named == Some(true) {
                return LookUp { check: Check::Fail, ..found };
            }
            open |= named.is_none();
        }
        found.check = if open || found.asked.is_empty() { Check::Skipped } else { Check::Ok };
        found
    }

    /// Looks a signer's certificate up in the lists of the authority that signed it.
    pub(in crate::trust) fn certificate(
        &self,
        authority: &[u8],
        serial: &[u8],
        now: DateTime<Utc>,
    ) -> LookUp {
        let mut found = LookUp::default();
        for list in self.lists.iter().filter(|list| list.kid == authority) {
            let Entries::Certificates(crl) = &list.entries else { continue };
            let check = crl.check(serial, now);
            match check {
                Check::Fail | Check::Ok => found.add(list, Some(check == Check::Fail)),
                // Past its next update: it no longer clears.
                Check::Skipped => continue,
            }
            found.check = check;
            if check == Check::Fail {
                break;
            }
        }
        found
    }

    /// The lists for any of the key's identifiers and for its issuers' countries. Where the key has no identifier or its issuer is
    /// not known, it may be anybody's, and so every list is for it.
    fn speaking_for(
        &self,
        key: &TrustedKey,
        records: &[&TrustedKey],
    ) -> impl Iterator<Item = &RevocationList> {
        let at = |kid: &[u8]| self.by_kid.get(kid).into_iter().flatten().filter_map(|at| self.lists.get(*at));
        let of_others = self.lists.iter().filter(|list| key.kid.is_empty() && !list.kid.is_empty());
        let mut kids: BTreeSet<Vec<u8>> = records.iter().flat_map(|record| record.spellings()).collect();
        if records.iter().any(|record| record.network == Some(Network::Shc)) {
            // There an identifier is the key's own thumbprint, whatever the list of keys calls it.
            kids.extend(key.key.thumbprints().into_iter().map(String::into_bytes));
        }
        kids.remove(&Vec::new());
        let own: Vec<_> = kids.iter().flat_map(|kid| at(kid)).collect();
        // A key of one identifier may serve several issuers of SMART Health Cards, each with lists of its own.
        let own = own.into_iter().filter(|list| match (&list.entries, &list.issuer, &key.issuer) {
            (Entries::Rids(_), Some(of), Some(issuer)) => of == issuer,
            _ => true,
        });
        let issuers: BTreeSet<String> = records.iter().filter_map(|record| record.issuer.clone()).collect();
        let nobodys = records.iter().any(|record| record.issuer.is_none());
        let of_country = at(&[]).filter(move |list| {
            let names = |of: &String| issuers.iter().any(|issuer| country::same(of, issuer));
            nobodys || list.issuer.as_ref().is_some_and(names)
        });
        own.chain(of_country).chain(of_others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::TrustStore;
    use data_encoding::BASE64;

    const GIVEN: RevocationIds =
        RevocationIds { uci: Some([1; 16]), country_uci: None, signature: Some([2; 16]), rid: None };

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
        let found = revocations.look_up(key, [key].into_iter(), &GIVEN);
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
        let nobody = |kid: Vec<u8>| {
            let mut nobody = TrustedKey::new(key.key.clone(), &key.list);
            nobody.network = None;
            nobody.kid = kid;
            nobody
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
            let key = nobody(kid.clone());
            let found = revocations.look_up(&key, [&key].into_iter(), &GIVEN);
            assert_eq!(found.check, expected, "{kid:?}");
        }
    }

    #[test]
    fn a_list_by_an_identifier_that_the_credential_has_not_is_no_check() {
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1)], Check::Skipped);
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1), batch("FR", "AA==", "UCI", 3)], Check::Skipped);
        check([batch("FR", "AA==", "COUNTRYCODEUCI", 1), batch("FR", "AA==", "UCI", 1)], Check::Fail);
    }

    #[test]
    fn an_identifier_is_revoked_for_cards_issued_before_the_time_of_its_entry() {
        let entry = RevokedRid::parse;
        let rid = |id: &str, issued| Rid { id: id.to_owned(), issued };
        assert!(entry("abc").names(&rid("abc", Some(9e9))));
        assert!(!entry("abc").names(&rid("abcd", None)));
        assert!(entry("abc.1000").names(&rid("abc", Some(999.999))));
        assert!(!entry("abc.1000").names(&rid("abc", Some(1000.0))));
        assert!(entry("abc.1000").names(&rid("abc", None)));
        // No time at all limits nothing.
        assert!(entry("abc.soon").names(&rid("abc", Some(9e9))));
    }

    #[test]
    fn lists_of_identifiers_speak_for_their_issuer_and_key() {
        let store = TrustStore::bundled().unwrap();
        let key = store.keys().find(|key| key.network == Some(crate::verdict::Network::Shc)).unwrap();
        let kid = String::from_utf8(key.kid.clone()).unwrap();
        let check = |issuer: Option<&str>, kid: &str, rid: Option<&str>, issued: f64| {
            let text =
                format!(r#"{{"kid":"{kid}","method":"rid","ctr":1,"rids":["b","a.1000","a.500","c"]}}"#);
            let list =
                rid_list(serde_json::from_str(&text).unwrap(), issuer.map(str::to_owned), "list").unwrap();
            let mut revocations = Revocations::default();
            revocations.add(list);
            let rid = rid.map(|id| Rid { id: id.to_owned(), issued: Some(issued) });
            let ids = RevocationIds { rid, ..RevocationIds::default() };
            revocations.look_up(key, [key].into_iter(), &ids).check
        };
        let own = key.issuer.as_deref();
        assert_eq!(check(own, &kid, Some("a"), 700.0), Check::Fail);
        assert_eq!(check(None, &kid, Some("c"), 700.0), Check::Fail);
        assert_eq!(check(own, &kid, Some("a"), 1700.0), Check::Ok);
        assert_eq!(check(own, &kid, Some("d"), 700.0), Check::Ok);
        assert_eq!(check(own, &kid, None, 700.0), Check::Skipped);
        assert_eq!(check(Some("https://another.example"), &kid, Some("a"), 700.0), Check::Skipped);
        assert_eq!(check(own, "another", Some("a"), 700.0), Check::Skipped);
    }

    #[test]
    fn a_hash_is_held_once() {
        assert_eq!(batch("FR", "AA==", "UCI", 1).len(), 4);
    }
}
