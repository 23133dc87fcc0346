//! Key lists as JWK Sets (RFC 7517): the form of the bundled lists, and of sets that a user gives.

use super::{HeadError, ItemError};
use crate::keys::{KeyError, PublicKey, UnusedKind};
use crate::trust::{Domain, KeyUsage, List, ListState, TrustedKey, domain};
use crate::verdict::Network;
use crate::x509::Validity;
use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, DecodeError, HEXLOWER_PERMISSIVE};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::sync::Arc;
use thiserror::Error;

/// Days after which a list is to be renewed, and after which it is stale, where it does not say.
const WARN_DAYS: u16 = 180;
const STALE_DAYS: u16 = 365;

/// A list, its keys still as `K`: decoded at once, or one by one where a bad one is to be passed over.
#[derive(Debug, Deserialize)]
pub(super) struct ListFile<K> {
    network: Option<String>,
    id: Option<String>,
    title: Option<String>,
    provenance: Option<String>,
    licence: Option<String>,
    date: Option<String>,
    state: Option<String>,
    warn_days: Option<u16>,
    stale_days: Option<u16>,
    confirmed: Option<bool>,
    iss: Option<String>,
    pub(super) keys: Vec<K>,
}

/// Several lists in one file.
#[derive(Debug, Deserialize)]
pub(super) struct ListsFile<K> {
    pub(super) lists: Vec<ListFile<K>>,
}

/// A key with the members that are read of it.
#[derive(Debug, Deserialize)]
pub(super) struct Jwk {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    /// The private half.
    d: Option<IgnoredAny>,
    /// A symmetric key.
    k: Option<IgnoredAny>,
    pub(super) kid: Option<String>,
    issuer: Option<String>,
    name: Option<String>,
    usage: Option<Vec<String>>,
    domains: Option<Vec<String>>,
    not_before: Option<String>,
    not_after: Option<String>,
    pub(super) x5c: Option<Vec<String>>,
}

/// What the keys of one list have in common.
#[derive(Debug)]
pub(super) struct Head {
    list: Arc<List>,
    confirmed: bool,
    issuer: Option<String>,
}

impl<K> ListFile<K> {
    /// The list, under `fallback` where it has no name.
    pub(super) fn head(&self, fallback: &str, demo: bool) -> Result<Head, HeadError> {
        Ok(Head {
            list: Arc::new(List {
                id: self.id.clone().unwrap_or_else(|| fallback.to_owned()),
                network: self.network()?,
                title: self.title.clone().unwrap_or_else(|| Title::Keys.to_string()),
                provenance: self.provenance.clone().unwrap_or_else(|| format!("given: {fallback}")),
                licence: self.licence.clone(),
                date: self.date()?,
                state: self.state()?,
                demo,
            }),
            confirmed: self.confirmed.unwrap_or(true),
            issuer: self.iss.clone(),
        })
    }

    fn network(&self) -> Result<Option<Network>, HeadError> {
        match &self.network {
            Some(name) => Network::from_name(name).map(Some).ok_or_else(|| HeadError::Network(name.clone())),
            // An issuer with an https address is one of SMART Health Cards (§ "Protocol details": `iss`).
            None if self.iss.as_ref().is_some_and(|iss| iss.starts_with("https://")) => {
                Ok(Some(Network::Shc))
            }
            None => Ok(None),
        }
    }

    fn date(&self) -> Result<Option<NaiveDate>, HeadError> {
        let parse = |text: &String| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map_err(|why| HeadError::Date { text: text.clone(), why })
        };
        self.date.as_ref().map(parse).transpose()
    }

    fn state(&self) -> Result<ListState, HeadError> {
        match self.state.as_deref() {
            Some("archived") => Ok(ListState::Archived),
            Some("maintained") | None => Ok(ListState::Maintained {
                warn_days: self.warn_days.unwrap_or(WARN_DAYS),
                stale_days: self.stale_days.unwrap_or(STALE_DAYS),
            }),
            Some(other) => Err(HeadError::State(other.to_owned())),
        }
    }
}

impl Head {
    /// For the keys of a form that has no head of its own.
    pub(super) fn of(list: &Arc<List>, issuer: Option<String>) -> Self {
        Self { list: Arc::clone(list), confirmed: true, issuer }
    }

    /// Whether its keys are for NZ COVID Passes.
    pub(super) fn is_nzcp(&self) -> bool {
        self.list.network == Some(Network::Nzcp)
    }

    /// The list alone.
    pub(super) fn into_list(self) -> Arc<List> {
        self.list
    }
}

/// What the list of a file is called that says nothing of itself. No error: it borrows the derive for its text.
#[derive(Debug, Clone, Copy, Error)]
pub(super) enum Title {
    #[error("given keys")]
    Keys,
    #[error("a given key")]
    Key,
    #[error("given certificates")]
    Certificates,
    #[error("WHO trust list")]
    WhoTrustList,
    #[error("DID document")]
    DidDocument,
    #[error("EU signer list")]
    EuSigners,
    #[error("EU keys by identifier")]
    EuKeys,
    #[error("VCI snapshot")]
    VciSnapshot,
}

/// A list for keys of a file that says nothing of itself.
pub(super) fn unnamed_list(path: &str, title: Title) -> List {
    List {
        id: path.to_owned(),
        network: None,
        title: title.to_string(),
        provenance: format!("given: {path}"),
        licence: None,
        date: None,
        state: ListState::Maintained { warn_days: WARN_DAYS, stale_days: STALE_DAYS },
        demo: false,
    }
}

impl Jwk {
    /// The key itself, not yet decoded.
    fn take_key(&mut self) -> Result<PublicKey, ItemError> {
        if self.d.is_some() {
            return Err(ItemError::Private);
        }
        if self.k.is_some() {
            return Err(ItemError::Symmetric);
        }
        let need = |member: Option<String>, name| member.ok_or(ItemError::Missing(name));
        match self.kty.as_str() {
            "EC" => Ok(PublicKey::Ec {
                curve: need(self.crv.take(), "crv")?,
                x: need(self.x.take(), "x")?,
                y: need(self.y.take(), "y")?,
            }),
            "RSA" => Ok(PublicKey::Rsa { n: need(self.n.take(), "n")?, e: need(self.e.take(), "e")? }),
            "OKP" => {
                Ok(PublicKey::Okp { curve: need(self.crv.take(), "crv")?, x: need(self.x.take(), "x")? })
            }
            other => Err(KeyError::Kind(UnusedKind::KeyType(other.to_owned())).into()),
        }
    }

    /// The key for the store, with what its list says.
    pub(super) fn into_trusted(mut self, head: &Head) -> Result<TrustedKey, ItemError> {
        let mut key = TrustedKey::new(self.take_key()?, &head.list);
        key.kid = self.kid.map(|text| kid(text, head.list.network)).transpose()?.unwrap_or_default();
        key.issuer = self.issuer.or_else(|| head.issuer.clone());
        key.name = self.name;
        key.usage = usage(self.usage.as_deref())?;
        key.domains = self.domains.as_deref().map(domains).transpose()?;
        key.validity = Validity {
            not_before: time("not_before", self.not_before.as_deref())?,
            not_after: time("not_after", self.not_after.as_deref())?,
        };
        key.confirmed = head.confirmed;
        Ok(key)
    }
}

/// The bytes of a key identifier, as the network writes it.
fn kid(text: String, network: Option<Network>) -> Result<Vec<u8>, ItemError> {
    match network {
        Some(Network::Gdhcn) => kid_base64(&text),
        Some(Network::Icao) => HEXLOWER_PERMISSIVE
            .decode(text.as_bytes())
            .map_err(|why| ItemError::KidNotHexadecimal { kid: text, why }),
        _ => Ok(text.into_bytes()),
    }
}

/// The bytes of a key identifier of HC1.
pub(super) fn kid_base64(kid: &str) -> Result<Vec<u8>, ItemError> {
    decode(kid).map_err(|why| ItemError::KidNotBase64 { kid: kid.to_owned(), why })
}

/// The bytes of a member in Base64.
pub(super) fn base64(member: &'static str, text: &str) -> Result<Vec<u8>, ItemError> {
    decode(text).map_err(|why| ItemError::NotBase64 { member, why })
}

/// Base64 of either alphabet, padded or not.
fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    let text = text.trim_end_matches('=').as_bytes();
    BASE64_NOPAD.decode(text).or_else(|_| BASE64URL_NOPAD.decode(text))
}

fn usage(names: Option<&[String]>) -> Result<KeyUsage, ItemError> {
    let Some(names) = names else { return Ok(KeyUsage::ANY) };
    let mut usage = KeyUsage::NONE;
    for name in names {
        match name.as_str() {
            "vaccination" => usage.vaccination = true,
            "test" => usage.test = true,
            "recovery" => usage.recovery = true,
            other => return Err(ItemError::Usage(other.to_owned())),
        }
    }
    Ok(usage)
}

fn domains(names: &[String]) -> Result<BTreeSet<Domain>, ItemError> {
    domain::named(names.iter().map(String::as_str)).ok_or(ItemError::NoDomains)
}

fn time(member: &'static str, text: Option<&str>) -> Result<Option<DateTime<Utc>>, ItemError> {
    let parse = |text: &str| {
        DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).map_err(|why| ItemError::Time {
            member,
            text: text.to_owned(),
            why,
        })
    };
    text.map(parse).transpose()
}
