//! The signers of the EU DCC: the gateway's list, Germany's made of it, and the Netherlands' keys by identifier.

use super::item;
use crate::keys::PublicKey;
use crate::trust::store::found::Found;
use crate::trust::store::jwks::{Title, base64, kid_base64, unnamed_list};
use crate::trust::store::{ItemError, certificate};
use crate::trust::{KeyUsage, List, TrustedKey};
use crate::verdict::Network;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The German list.
#[derive(Debug, Deserialize)]
pub(super) struct Certificates {
    pub(super) certificates: Vec<Value>,
}

/// An entry of the EU gateway's trust list, and of the German list made of it.
#[derive(Debug, Deserialize)]
struct GatewayEntry {
    kid: Option<String>,
    country: Option<String>,
    #[serde(rename = "certificateType")]
    kind: Option<String>,
    #[serde(rename = "rawData")]
    raw: String,
}

/// Takes over the entries of a list of certificates.
pub(super) fn signers(entries: Vec<Value>, path: &str, found: &mut Found) {
    let list = Arc::new(unnamed_list(path, Title::EuSigners));
    for (at, value) in entries.into_iter().enumerate() {
        found.keep(|| format!("{path}: [{at}]"), item(value).and_then(|entry| signer(entry, &list)));
    }
}

/// What the entry says goes before what its certificate says.
fn signer(entry: GatewayEntry, list: &Arc<List>) -> Result<TrustedKey, ItemError> {
    if entry.kind.as_deref().is_some_and(|kind| kind != "DSC") {
        return Err(ItemError::NotDocumentSigner);
    }
    let mut key = certificate::read(&base64("rawData", &entry.raw)?)?.signer(list, true);
    if let Some(kid) = &entry.kid {
        key.kid = kid_base64(kid)?;
    }
    key.issuer = entry.country.or(key.issuer);
    Ok(key)
}

/// The Dutch verifier's list: key identifier → keys, each with what it signs, by the letters of the EU DCC.
#[derive(Debug, Deserialize)]
pub(super) struct DutchList {
    eu_keys: BTreeMap<String, Vec<DutchKey>>,
}

#[derive(Debug, Deserialize)]
struct DutchKey {
    #[serde(rename = "subjectPk")]
    spki: String,
    #[serde(rename = "keyUsage", default)]
    usage: Vec<String>,
}

/// Takes over keys by identifier.
pub(super) fn keys(file: DutchList, path: &str, found: &mut Found) {
    let list = Arc::new(unnamed_list(path, Title::EuKeys));
    for (kid, keys) in file.eu_keys {
        for entry in keys {
            found.keep(|| format!("{path}: eu_keys[{kid}]"), key(&kid, &entry, &list));
        }
    }
}

fn key(kid: &str, entry: &DutchKey, list: &Arc<List>) -> Result<TrustedKey, ItemError> {
    let signs = |letter: &str| entry.usage.is_empty() || entry.usage.iter().any(|usage| usage == letter);
    let spki = base64("subjectPk", &entry.spki)?;
    let kid = base64("kid", kid)?;
    let mut key = TrustedKey::new(PublicKey::from_spki(&spki)?, list);
    key.network = Some(Network::Gdhcn);
    key.kid = kid;
    key.usage = KeyUsage { vaccination: signs("v"), test: signs("t"), recovery: signs("r") };
    Ok(key)
}
