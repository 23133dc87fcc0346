//! Key lists as JWK Sets (RFC 7517): the form of the bundled lists, and of sets that a user gives.

use crate::keys::PublicKey;
use crate::trust::{KeyUsage, List, ListState, TrustedKey};
use crate::verdict::Network;
use crate::x509::Validity;
use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::sync::{Arc, OnceLock};

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
    pub(super) fn head(&self, fallback: &str, demo: bool) -> Result<Head, String> {
        let network = match &self.network {
            Some(name) => {
                Some(Network::from_name(name).ok_or_else(|| format!("network {name}: no such network"))?)
            }
            // An issuer with an https address is one of SMART Health Cards (§ "Protocol details": `iss`).
            None if self.iss.as_ref().is_some_and(|iss| iss.starts_with("https://")) => Some(Network::Shc),
            None => None,
        };
        let date = match &self.date {
            Some(text) => Some(
                NaiveDate::parse_from_str(text, "%Y-%m-%d")
                    .map_err(|error| format!("date {text}: {error}"))?,
            ),
            None => None,
        };
        let state = match self.state.as_deref() {
            Some("archived") => ListState::Archived,
            Some("maintained") | None => ListState::Maintained {
                warn_days: self.warn_days.unwrap_or(WARN_DAYS),
                stale_days: self.stale_days.unwrap_or(STALE_DAYS),
            },
            Some(other) => return Err(format!("state {other}: archived or maintained")),
        };
        Ok(Head {
            list: Arc::new(List {
                id: self.id.clone().unwrap_or_else(|| fallback.to_owned()),
                network,
                title: self.title.clone().unwrap_or_else(|| "given keys".to_owned()),
                provenance: self.provenance.clone().unwrap_or_else(|| format!("given: {fallback}")),
                licence: self.licence.clone(),
                date,
                state,
                demo,
            }),
            confirmed: self.confirmed.unwrap_or(true),
            issuer: self.iss.clone(),
        })
    }
}

impl Head {
    /// For the keys of a form that has no head of its own.
    pub(super) fn of(list: &Arc<List>, issuer: Option<String>) -> Self {
        Self { list: Arc::clone(list), confirmed: true, issuer }
    }

    /// The list alone.
    pub(super) fn into_list(self) -> Arc<List> {
        self.list
    }
}

/// A list for keys of a file that says nothing of itself.
pub(super) fn unnamed_list(path: &str, title: &str) -> List {
    List {
        id: path.to_owned(),
        network: None,
        title: title.to_owned(),
        provenance: format!("given: {path}"),
        licence: None,
        date: None,
        state: ListState::Maintained { warn_days: WARN_DAYS, stale_days: STALE_DAYS },
        demo: false,
    }
}

impl Jwk {
    /// The key itself, not yet decoded.
    pub(super) fn take_key(&mut self) -> Result<PublicKey, String> {
        if self.d.is_some() {
            return Err(
                "a private key: only public keys belong here, and this one is safe no longer".to_owned()
            );
        }
        if self.k.is_some() {
            return Err("a symmetric key: only public keys belong here".to_owned());
        }
        let need = |member: Option<String>, name: &str| member.ok_or_else(|| format!("no {name}"));
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
            other => Err(format!("key type {other} is not used here")),
        }
    }

    /// The key for the store, with what its list says.
    pub(super) fn into_trusted(mut self, head: &Head) -> Result<TrustedKey, String> {
        let key = self.take_key()?;
        let kid = match (self.kid, head.list.network) {
            (Some(text), Some(Network::Gdhcn)) => {
                base64(&text).ok_or_else(|| format!("kid {text}: not Base64"))?
            }
            (Some(text), Some(Network::Icao)) => HEXLOWER_PERMISSIVE
                .decode(text.as_bytes())
                .map_err(|error| format!("kid {text}: not hexadecimal: {error}"))?,
            (Some(text), _) => text.into_bytes(),
            (None, _) => Vec::new(),
        };
        Ok(TrustedKey {
            network: head.list.network,
            issuer: self.issuer.or_else(|| head.issuer.clone()),
            name: self.name,
            kid,
            key,
            usage: usage(self.usage.as_deref())?,
            validity: Validity {
                not_before: time("not_before", self.not_before.as_deref())?,
                not_after: time("not_after", self.not_after.as_deref())?,
            },
            confirmed: head.confirmed,
            list: Arc::clone(&head.list),
            decoded: OnceLock::new(),
        })
    }
}

/// Base64 of either alphabet, padded or not.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};
    let text = text.trim_end_matches('=').as_bytes();
    BASE64_NOPAD.decode(text).or_else(|_| BASE64URL_NOPAD.decode(text)).ok()
}

fn usage(names: Option<&[String]>) -> Result<KeyUsage, String> {
    let Some(names) = names else { return Ok(KeyUsage::ANY) };
    let mut usage = KeyUsage { vaccination: false, test: false, recovery: false };
    for name in names {
        match name.as_str() {
            "vaccination" => usage.vaccination = true,
            "test" => usage.test = true,
            "recovery" => usage.recovery = true,
            other => return Err(format!("usage {other}: vaccination, test or recovery")),
        }
    }
    Ok(usage)
}

fn time(member: &str, text: Option<&str>) -> Result<Option<DateTime<Utc>>, String> {
    let parse = |text: &str| {
        DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc())
            .map_err(|error| format!("{member} {text}: {error}"))
    };
    text.map(parse).transpose()
}
