//! The VCI directory's snapshot: issuers of SMART Health Cards, their keys and revocation lists.

use super::item;
use crate::trust::revocation::{self, RevocationList, RidFile};
use crate::trust::store::found::Found;
use crate::trust::store::jwks::{Head, Jwk, Title, unnamed_list};
use crate::trust::store::{ItemError, LoadRemark};
use crate::trust::{List, TrustedKey};
use crate::verdict::Network;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;

#[derive(Debug, Deserialize)]
pub(super) struct Snapshot {
    #[serde(rename = "issuerInfo")]
    issuers: Vec<SnapshotIssuer>,
}

#[derive(Debug, Deserialize)]
struct SnapshotIssuer {
    issuer: SnapshotName,
    #[serde(default)]
    keys: Vec<Value>,
    #[serde(default)]
    crls: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct SnapshotName {
    iss: String,
    name: Option<String>,
}

/// Takes over the keys and lists of every issuer.
pub(super) fn snapshot(snapshot: Snapshot, path: &str, found: &mut Found) {
    let mut list = unnamed_list(path, Title::VciSnapshot);
    list.network = Some(Network::Shc);
    let list = Arc::new(list);
    for info in snapshot.issuers {
        issuer(info, &list, path, found);
    }
}

fn issuer(info: SnapshotIssuer, list: &Arc<List>, path: &str, found: &mut Found) {
    let SnapshotName { iss, name } = info.issuer;
    let head = Head::of(list, Some(iss.clone()));
    for (at, value) in info.keys.into_iter().enumerate() {
        found.keep(|| format!("{path}: {iss}: keys[{at}]"), key(value, &head, name.clone()));
    }
    for value in info.crls {
        match revoked(value, &iss, path) {
            Ok(list) => found.revocations.push(list),
            Err(why) => found.remarks.push(LoadRemark::LeftOut { place: format!("{path}: {iss}"), why }),
        }
    }
}

fn key(value: Value, head: &Head, name: Option<String>) -> Result<TrustedKey, ItemError> {
    let mut key = item::<Jwk>(value)?.into_trusted(head)?;
    key.name = name;
    Ok(key)
}

fn revoked(value: Value, iss: &str, path: &str) -> Result<RevocationList, ItemError> {
    Ok(revocation::rid_list(item::<RidFile>(value)?, Some(iss.to_owned()), path)?)
}
