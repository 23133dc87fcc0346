//! The forms in which revocation lists are published.

use super::packed::{PackedError, PackedHashes, ReadAt};
use super::{Entries, HashKind, RevocationList, RevokedRid};
use crate::x509::{Crl, CrlError};
use data_encoding::{BASE64, DecodeError};
use serde::Deserialize;
use thiserror::Error;

/// Why a revocation list cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RevocationError {
    /// Not the JSON of a batch.
    #[error("revocation batch: {0}")]
    Batch(#[source] serde_json::Error),
    /// Hashes of what is not known here.
    #[error("revocation batch: hashType {0} is not known")]
    HashType(String),
    /// The key identifier of a batch is not in Base64.
    #[error("revocation batch: kid {kid}: {why}")]
    Kid {
        /// The identifier as it stands.
        kid: String,
        /// What is wrong with it.
        #[source]
        why: DecodeError,
    },
    /// An entry of a batch is no hash.
    #[error("revocation batch: entries[{at}]: not 16 bytes in Base64")]
    Hash {
        /// Which, from 0.
        at: usize,
    },
    /// Not the JSON of several lists of identifiers.
    #[error("revocation lists: {0}")]
    Lists(#[source] serde_json::Error),
    /// A list that names cards by something other than identifiers.
    #[error("revocation list: method {0} is not known")]
    Method(String),
    /// A CRL.
    #[error(transparent)]
    Crl(#[from] CrlError),
    /// A packed list.
    #[error(transparent)]
    Packed(#[from] PackedError),
}

/// A batch of the EU gateway (DCC revocation, version 1: `GET /revocation-list/{batchId}`).
#[derive(Debug, Deserialize)]
struct Batch {
    country: String,
    kid: Option<String>,
    #[serde(rename = "hashType")]
    hash_type: String,
    entries: Vec<BatchEntry>,
}

#[derive(Debug, Deserialize)]
struct BatchEntry {
    hash: String,
}

/// Reads a batch. An entry that is no hash breaks the batch: what it was to revoke cannot be known.
pub(in crate::trust) fn gateway_batch(text: &str, name: &str) -> Result<RevocationList, RevocationError> {
    let batch: Batch = serde_json::from_str(text).map_err(RevocationError::Batch)?;
    let kind = match batch.hash_type.as_str() {
        "SIGNATURE" => HashKind::Signature,
        "UCI" => HashKind::Uci,
        "COUNTRYCODEUCI" => HashKind::CountryUci,
        other => return Err(RevocationError::HashType(other.to_owned())),
    };
    let kid = match batch.kid.as_deref() {
        None | Some("" | "UNKNOWN_KID") => Vec::new(),
        Some(kid) => {
            BASE64.decode(kid.as_bytes()).map_err(|why| RevocationError::Kid { kid: kid.to_owned(), why })?
        }
    };
    let mut hashes = Vec::with_capacity(batch.entries.len());
    for (at, entry) in batch.entries.iter().enumerate() {
        let bytes = BASE64.decode(entry.hash.as_bytes()).ok();
        // Some issuers upload the whole SHA-256: its first half is what the others upload.
        let hash = bytes.filter(|bytes| matches!(bytes.len(), 16 | 32));
        let hash = hash.as_ref().and_then(|bytes| bytes.first_chunk::<16>());
        hashes.push(*hash.ok_or(RevocationError::Hash { at })?);
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    let issuer = Some(batch.country);
    let entries = Entries::Hashes(kind, hashes);
    Ok(RevocationList { name: name.to_owned(), issuer, kid, date: None, entries })
}

/// A revocation list of one key (SMART Health Cards 1.0.0, § "Revocation": `crl/KID.json`).
#[derive(Debug, Deserialize)]
pub(in crate::trust) struct RidFile {
    kid: String,
    method: String,
    rids: Vec<String>,
}

/// Takes over a list of revocation identifiers; `issuer` where the file around it names one.
pub(in crate::trust) fn rid_list(
    file: RidFile,
    issuer: Option<String>,
    name: &str,
) -> Result<RevocationList, RevocationError> {
    if file.method != "rid" {
        return Err(RevocationError::Method(file.method));
    }
    let mut rids: Vec<RevokedRid> = file.rids.iter().map(|rid| RevokedRid::parse(rid)).collect();
    rids.sort_unstable();
    rids.dedup();
    let entries = Entries::Rids(rids);
    Ok(RevocationList { name: name.to_owned(), issuer, kid: file.kid.into_bytes(), date: None, entries })
}

/// Several lists in one file, each with its issuer: the form of the bundled ones.
#[derive(Debug, Deserialize)]
struct RidLists {
    revoked: Vec<IssuerRids>,
}

#[derive(Debug, Deserialize)]
struct IssuerRids {
    iss: String,
    #[serde(flatten)]
    file: RidFile,
}

/// Reads lists of revocation identifiers with their issuers.
pub(in crate::trust) fn rid_lists(text: &str, name: &str) -> Result<Vec<RevocationList>, RevocationError> {
    let lists: RidLists = serde_json::from_str(text).map_err(RevocationError::Lists)?;
    lists.revoked.into_iter().map(|list| rid_list(list.file, Some(list.iss), name)).collect()
}

/// Reads an X.509 CRL in DER. The store keeps it where its signature holds.
pub(in crate::trust) fn crl_list(der: &[u8], name: &str) -> Result<RevocationList, RevocationError> {
    let crl = Crl::read(der)?;
    let date = Some(crl.this_update().date_naive());
    let entries = Entries::Certificates(crl);
    Ok(RevocationList { name: name.to_owned(), issuer: None, kid: Vec::new(), date, entries })
}

/// Opens a packed list of hashes. It bears the name that it was given when it was written.
pub(in crate::trust) fn packed_list(
    file: Box<dyn ReadAt>,
    path: &str,
) -> Result<RevocationList, RevocationError> {
    let (head, hashes) = PackedHashes::open(file, path)?;
    let issuer = (!head.country.is_empty()).then_some(head.country);
    let entries = Entries::Packed(head.kind, hashes);
    Ok(RevocationList { name: head.name, issuer, kid: head.kid, date: Some(head.date), entries })
}
