//! The JSON forms in which keys and revocations are published, told apart by their members.

use super::certificate;
use super::found::{Found, Result, signer};
use super::jwks::{Head, Jwk, ListFile, ListsFile, base64, unnamed_list};
use crate::keys::PublicKey;
use crate::trust::revocation::{self, RidFile};
use crate::trust::{KeyUsage, List, TrustedKey};
use crate::verdict::Network;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The members that tell the forms apart.
#[derive(Debug, Deserialize)]
struct Shape {
    lists: Option<IgnoredAny>,
    keys: Option<IgnoredAny>,
    kty: Option<IgnoredAny>,
    #[serde(rename = "verificationMethod")]
    verification_method: Option<IgnoredAny>,
    certificates: Option<IgnoredAny>,
    eu_keys: Option<IgnoredAny>,
    #[serde(rename = "issuerInfo")]
    issuer_info: Option<IgnoredAny>,
    rids: Option<IgnoredAny>,
    revoked: Option<IgnoredAny>,
    #[serde(rename = "hashType")]
    hash_type: Option<IgnoredAny>,
}

/// Reads a JSON file. serde_json refuses what is nested deeper than 128.
pub(super) fn read(text: &str, path: &str) -> Result<Found> {
    let mut found = Found::default();
    if text.trim_start().starts_with('[') {
        gateway(typed("EU signer list", text)?, path, &mut found);
        return Ok(found);
    }
    let shape: Shape = typed("JSON", text)?;
    if shape.lists.is_some() {
        let file: ListsFile<Value> = typed("key lists", text)?;
        file.lists.into_iter().try_for_each(|list| key_set(list, path, &mut found))?;
    } else if shape.keys.is_some() {
        key_set(typed("JWK Set", text)?, path, &mut found)?;
    } else if shape.kty.is_some() {
        let list = format!(r#"{{"keys":[{text}]}}"#);
        key_set(typed("JWK", &list)?, path, &mut found)?;
    } else if shape.verification_method.is_some() {
        did_document(typed("DID document", text)?, path, &mut found);
    } else if shape.certificates.is_some() {
        let file: Certificates = typed("EU signer list", text)?;
        gateway(file.certificates, path, &mut found);
    } else if shape.eu_keys.is_some() {
        dutch(typed("eu_keys", text)?, path, &mut found);
    } else if shape.issuer_info.is_some() {
        vci_snapshot(typed("VCI snapshot", text)?, path, &mut found);
    } else if shape.hash_type.is_some() {
        found.revocations.push(revocation::gateway_batch(text, path)?);
    } else if shape.revoked.is_some() {
        found.revocations.append(&mut revocation::rid_lists(text, path)?);
    } else if shape.rids.is_some() {
        found.revocations.push(revocation::rid_list(typed("revocation list", text)?, None, path)?);
    } else {
        return Err(
            "JSON, and none of: JWK, JWK Set, DID document, EU signer list, VCI snapshot, revocation \
                    list (SHC crl.json, EU batch)"
                .to_owned(),
        );
    }
    Ok(found)
}

fn typed<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| format!("{what}: {error}"))
}

/// Passes over what is bad among many, with a remark.
fn keep(found: &mut Found, at: impl FnOnce() -> String, key: Result<TrustedKey>) {
    match key {
        Ok(key) => found.keys.push(key),
        Err(problem) => found.remarks.push(format!("{}: {problem}", at())),
    }
}

fn key_set(file: ListFile<Value>, path: &str, found: &mut Found) -> Result<()> {
    let head = file.head(path, false)?;
    for (at, value) in file.keys.into_iter().enumerate() {
        let key = serde_json::from_value::<Jwk>(value).map_err(|error| error.to_string());
        keep(found, || format!("{path}: keys[{at}]"), key.and_then(|jwk| jwk.into_trusted(&head)));
    }
    Ok(())
}

/// A DID document (W3C DID Core 1.0 §5.2).
#[derive(Debug, Deserialize)]
struct DidDocument {
    id: String,
    #[serde(rename = "verificationMethod")]
    methods: Vec<Value>,
    #[serde(rename = "assertionMethod")]
    assertion: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
struct VerificationMethod {
    id: String,
    #[serde(rename = "publicKeyJwk")]
    jwk: Jwk,
}

/// WHO's trust list, whose ids end in `trustlist:DOMAIN:PARTICIPANT:USAGE#KID` (SMART Trust, § "DID Trustlist v2"), or the
/// document of one issuer, whose assertion keys alone sign credentials (NZCP 1.0.0 §7).
fn did_document(document: DidDocument, path: &str, found: &mut Found) {
    let who = document.id.split(':').any(|part| part == "trustlist");
    let mut list = unnamed_list(path, if who { "WHO trust list" } else { "DID document" });
    list.network = Some(match document.id.as_str() {
        _ if who => Network::Gdhcn,
        id if id.starts_with("did:web:") => Network::Nzcp,
        _ => Network::Divoc,
    });
    let list = Arc::new(list);
    let head = Head::of(&list, (!who).then(|| document.id.clone()));
    for (at, value) in document.methods.into_iter().enumerate() {
        let place = || format!("{path}: verificationMethod[{at}]");
        let mut method: VerificationMethod = match serde_json::from_value(value) {
            Ok(method) => method,
            Err(error) => {
                found.remarks.push(format!("{}: {error}", place()));
                continue;
            }
        };
        let asserts = |id: &Value| {
            id.as_str() == Some(&method.id) || id.get("id").and_then(Value::as_str) == Some(&method.id)
        };
        if !who && !document.assertion.iter().flatten().any(asserts) {
            found.remarks.push(format!("{}: not an assertion method", place()));
            continue;
        }
        let (did, fragment) = method.id.split_once('#').unwrap_or((&method.id, ""));
        if !who {
            // A key's name begins with its issuer's, or is relative to it. Under another's it is another's key.
            if !did.is_empty() && did != document.id {
                found.remarks.push(format!("{}: the key of another DID", place()));
                continue;
            }
            method.jwk.kid = Some(fragment.to_owned());
            keep(found, place, method.jwk.into_trusted(&head));
            continue;
        }
        let mut parts = did.split(':').skip_while(|part| *part != "trustlist").skip(2);
        let participant = parts.next().filter(|part| *part != "-").map(str::to_owned);
        if parts.next() == Some("SCA") {
            found.remarks.push(format!("{}: a signing authority's key, not a document signer's", place()));
            continue;
        }
        method.jwk.kid.get_or_insert_with(|| fragment.to_owned());
        let chain = method.jwk.x5c.take().unwrap_or_default();
        let key = method.jwk.into_trusted(&head).and_then(|mut key| {
            key.issuer = participant;
            if let Some(der) = chain.first() {
                let der = base64(der).ok_or("x5c[0]: not Base64")?;
                let certificate = certificate::read(&der)?;
                key.usage = certificate.usage;
                key.validity = certificate.validity;
                key.name = certificate.name;
            }
            Ok(key)
        });
        keep(found, place, key);
    }
}

#[derive(Debug, Deserialize)]
struct Certificates {
    certificates: Vec<Value>,
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

fn gateway(entries: Vec<Value>, path: &str, found: &mut Found) {
    let list = Arc::new(unnamed_list(path, "EU signer list"));
    for (at, value) in entries.into_iter().enumerate() {
        let place = || format!("{path}: [{at}]");
        let key = serde_json::from_value::<GatewayEntry>(value).map_err(|error| error.to_string()).and_then(
            |entry| {
                if entry.kind.as_deref().is_some_and(|kind| kind != "DSC") {
                    return Err("not a document signer certificate".to_owned());
                }
                let der = base64(&entry.raw).ok_or("rawData: not Base64")?;
                let mut key = signer(&certificate::read(&der)?, &list);
                if let Some(kid) = entry.kid {
                    key.kid = base64(&kid).ok_or_else(|| format!("kid {kid}: not Base64"))?;
                }
                key.issuer = entry.country.or(key.issuer);
                Ok(key)
            },
        );
        keep(found, place, key);
    }
}

/// The Dutch verifier's list: key identifier → keys, each with what it signs, by the letters of the EU DCC.
#[derive(Debug, Deserialize)]
struct DutchList {
    eu_keys: BTreeMap<String, Vec<DutchKey>>,
}

#[derive(Debug, Deserialize)]
struct DutchKey {
    #[serde(rename = "subjectPk")]
    spki: String,
    #[serde(rename = "keyUsage", default)]
    usage: Vec<String>,
}

fn dutch(file: DutchList, path: &str, found: &mut Found) {
    let list: Arc<List> = Arc::new(unnamed_list(path, "EU keys by identifier"));
    for (kid, keys) in file.eu_keys {
        for entry in keys {
            let signs =
                |letter: &str| entry.usage.is_empty() || entry.usage.iter().any(|usage| usage == letter);
            let key = || {
                let spki = base64(&entry.spki).ok_or("subjectPk: not Base64")?;
                Ok(TrustedKey {
                    network: Some(Network::Gdhcn),
                    issuer: None,
                    name: None,
                    kid: base64(&kid).ok_or("kid: not Base64")?,
                    key: PublicKey::from_spki(&spki).map_err(|error| error.to_string())?,
                    usage: KeyUsage { vaccination: signs("v"), test: signs("t"), recovery: signs("r") },
                    validity: crate::x509::Validity::default(),
                    confirmed: true,
                    list: Arc::clone(&list),
                    decoded: std::sync::OnceLock::new(),
                })
            };
            keep(found, || format!("{path}: eu_keys[{kid}]"), key());
        }
    }
}

/// The VCI directory's snapshot: issuers, their keys and revocation lists.
#[derive(Debug, Deserialize)]
struct Snapshot {
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

fn vci_snapshot(snapshot: Snapshot, path: &str, found: &mut Found) {
    let mut list = unnamed_list(path, "VCI snapshot");
    list.network = Some(Network::Shc);
    let list = Arc::new(list);
    for info in snapshot.issuers {
        let SnapshotName { iss, name } = info.issuer;
        let head = Head::of(&list, Some(iss.clone()));
        for (at, value) in info.keys.into_iter().enumerate() {
            let key = serde_json::from_value::<Jwk>(value)
                .map_err(|error| error.to_string())
                .and_then(|jwk| jwk.into_trusted(&head))
                .map(|key| TrustedKey { name: name.clone(), ..key });
            keep(found, || format!("{path}: {iss}: keys[{at}]"), key);
        }
        for value in info.crls {
            let list = serde_json::from_value::<RidFile>(value)
                .map_err(|error| error.to_string())
                .and_then(|file| revocation::rid_list(file, Some(iss.clone()), path));
            match list {
                Ok(list) => found.revocations.push(list),
                Err(problem) => found.remarks.push(format!("{path}: {iss}: {problem}")),
            }
        }
    }
}
