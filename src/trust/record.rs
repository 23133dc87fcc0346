//! A key of the trust store, and the list it came from.

use super::{Domain, Trial, country};
use crate::keys::{KeyError, PublicKey, VerifyingKey};
use crate::verdict::{EventKind, Family, Network};
use crate::x509::Validity;
use chrono::NaiveDate;
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// How a list is kept up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    /// New issues appear: the list grows old.
    Maintained {
        /// Days after which staff are warned.
        warn_days: u16,
        /// Days after which the list no longer decides against anybody.
        stale_days: u16,
    },
    /// Closed for good: a historic list does not grow older.
    Archived,
}

/// Where keys came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its name: `gdhcn`, `eu-dcc-2023`, or the path of a given file.
    pub id: String,
    /// Its network; `None` where the file names none.
    pub network: Option<Network>,
    /// What it is, in words.
    pub title: String,
    /// Who published it, and how it came here.
    pub provenance: String,
    /// The licence that the publisher gave it, where known.
    pub licence: Option<String>,
    /// The date of the published list, where known.
    pub date: Option<NaiveDate>,
    /// How it is kept up.
    pub state: ListState,
    /// Whether these are demonstration keys, whose private halves anybody may hold.
    pub demo: bool,
}

/// What a key may sign (EU DCC: extended key usage; WHO: the key's domain). All three where the certificate names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyUsage {
    /// Vaccination certificates.
    pub vaccination: bool,
    /// Test certificates.
    pub test: bool,
    /// Recovery certificates.
    pub recovery: bool,
}

impl KeyUsage {
    /// No restriction.
    pub const ANY: Self = Self { vaccination: true, test: true, recovery: true };
    /// Nothing at all.
    pub(super) const NONE: Self = Self { vaccination: false, test: false, recovery: false };

    /// Whether the key may sign an event of that kind.
    pub fn allows(self, kind: EventKind) -> bool {
        match kind {
            EventKind::Vaccination => self.vaccination,
            EventKind::Test => self.test,
            EventKind::Recovery => self.recovery,
            EventKind::Exemption => self == Self::ANY,
        }
    }
}

/// What is known of a key that is a certification authority's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// No authority's, as far as is known.
    No,
    /// A list of document signers names it all the same.
    AsSigner,
    /// Its certificate was given alone: it vouches for signers, and signs no credential.
    Alone,
}

/// A public key that is trusted, for whom and for what.
#[derive(Debug)]
pub struct TrustedKey {
    /// The network it serves; `None`: a bare key, given on purpose, that serves any family whose algorithm fits.
    pub network: Option<Network>,
    /// The issuer's identifier: participant code, issuer URL, DID. `None`: any issuer of the network.
    pub issuer: Option<String>,
    /// The issuer's name, where the list tells it.
    pub name: Option<String>,
    /// The key identifier, as bytes; empty for a bare key.
    pub kid: Vec<u8>,
    /// The key as it came.
    pub key: PublicKey,
    /// What it may sign.
    pub usage: KeyUsage,
    /// The trust domains that its list names (HC1); `None`: not told.
    pub domains: Option<BTreeSet<Domain>>,
    /// The types of documents that its certificate lists (VDS-NC); `None`: it lists none.
    pub document_types: Option<Vec<String>>,
    /// Whether it is a certification authority's.
    pub authority: Authority,
    /// Whether it was given alone and on purpose, as a single certificate or JWK, with nothing else trusted.
    pub alone: bool,
    /// Its life.
    pub validity: Validity,
    /// Whether a genuine credential is known to have verified under it.
    pub confirmed: bool,
    /// The list it came from.
    pub list: Arc<List>,
    /// That it is one of trials, as the certificate or the address that it came with tells.
    pub(super) trial: Option<Trial>,
    /// The key decoded, once used.
    decoded: OnceLock<Result<VerifyingKey, KeyError>>,
}

impl TrustedKey {
    /// A key of a list: confirmed, for any issuer of the list's network, without an identifier, for anything and for ever.
    pub(super) fn new(key: PublicKey, list: &Arc<List>) -> Self {
        Self {
            network: list.network,
            issuer: None,
            name: None,
            kid: Vec::new(),
            key,
            usage: KeyUsage::ANY,
            domains: None,
            document_types: None,
            authority: Authority::No,
            alone: false,
            validity: Validity::default(),
            confirmed: true,
            list: Arc::clone(list),
            trial: None,
            decoded: OnceLock::new(),
        }
    }

    /// Whether the key serves a family: that of its network, or any for a bare key.
    pub fn serves(&self, family: Family) -> bool {
        self.network.is_none_or(|network| network == family.network())
    }

    /// The key identifier as its network writes it: Base64 for HC1, hexadecimal for ICAO, else the text that it is.
    pub fn kid_text(&self) -> Option<String> {
        let text = match self.network {
            Some(Network::Gdhcn) => BASE64.encode(&self.kid),
            Some(Network::Icao) => HEXLOWER.encode(&self.kid),
            _ => String::from_utf8_lossy(&self.kid).into_owned(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether `other` is another record of the same key for the same issuer, under whatever list.
    pub(super) fn is_record_of(&self, other: &Self) -> bool {
        let same_issuer = match (&self.issuer, &other.issuer) {
            (Some(one), Some(other)) => country::same(one, other),
            (one, other) => one == other,
        };
        same_issuer && self.network == other.network && self.key.is_same_as(&other.key)
    }

    /// Whether the address of a verification method (DID Core 1.0 §5.2) means this key: the DID is its issuer's, and where
    /// both the address and the key name the key, they agree. A key of no issuer must bear the whole address.
    pub(super) fn is_method(&self, method: &str) -> bool {
        let (did, fragment) = method.split_once('#').unwrap_or((method, ""));
        let kid = std::str::from_utf8(&self.kid).unwrap_or_default();
        match &self.issuer {
            Some(issuer) if issuer == did || issuer == method => {
                kid.is_empty() || fragment.is_empty() || kid == fragment || kid == method
            }
            Some(_) => false,
            None => !kid.is_empty() && kid == method,
        }
    }

    /// Every spelling under which a key identifier may mean this key. A JWK of a file that names no network has a text for
    /// one: as it stands (SHC, NZCP), or as the Base64 of its bytes (HC1).
    pub(super) fn spellings(&self) -> Vec<Vec<u8>> {
        let mut spellings = vec![self.kid.clone()];
        if self.network.is_none() {
            let text = std::str::from_utf8(&self.kid).unwrap_or_default().trim_end_matches('=').as_bytes();
            let decoded = BASE64_NOPAD.decode(text).or_else(|_| BASE64URL_NOPAD.decode(text));
            spellings.extend(decoded.ok().filter(|bytes| !bytes.is_empty()));
        }
        spellings
    }

    /// The key ready for verifying, decoded when first asked for.
    ///
    /// # Errors
    /// [`KeyError`] where the stored key is no key that can be used.
    pub fn verifying_key(&self) -> Result<&VerifyingKey, &KeyError> {
        self.decoded.get_or_init(|| self.key.decode()).as_ref()
    }
}
