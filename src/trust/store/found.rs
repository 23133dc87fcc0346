//! What one file holds, and telling by its first bytes how to read it.

use super::certificate::{self, Certificate};
use super::jwks::{Title, unnamed_list};
use super::{FileError, ItemError, LoadRemark, json};
use crate::keys::PublicKey;
use crate::keys::tlv::{self, Tlv};
use crate::trust::revocation::{self, RevocationList};
use crate::trust::{Authority, Forgeries, List, TrustedKey};
use crate::verdict::Network;
use data_encoding::BASE64;
use std::sync::Arc;

/// Keys, revocation lists, and remarks on what was passed over.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) keys: Vec<TrustedKey>,
    pub(super) revocations: Vec<RevocationList>,
    pub(super) forgeries: Forgeries,
    pub(super) remarks: Vec<LoadRemark>,
}

impl Found {
    pub(super) fn append(&mut self, mut more: Self) {
        self.keys.append(&mut more.keys);
        self.revocations.append(&mut more.revocations);
        self.forgeries.append(more.forgeries);
        self.remarks.append(&mut more.remarks);
    }

    /// The file is of one certificate, one key or a set of one: nothing else can be meant.
    pub(super) fn alone(&mut self) {
        self.keys.iter_mut().for_each(|key| key.alone = true);
    }

    /// Takes a key, or passes over what is bad among many, with a remark.
    pub(super) fn keep(&mut self, place: impl FnOnce() -> String, key: Result<TrustedKey, ItemError>) {
        match key {
            Ok(key) => self.keys.push(key),
            Err(why) => self.remarks.push(LoadRemark::LeftOut { place: place(), why }),
        }
    }
}

/// Reads the contents of a file of any form that is taken. `path` names it in remarks and lists.
///
/// # Errors
/// [`FileError`] where it is of none, or broken as a whole.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Found, FileError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    if bytes.first() == Some(&tlv::SEQUENCE) && std::str::from_utf8(bytes).is_err() {
        return Ok(one(bytes, path)?);
    }
    if bytes.starts_with(&revocation::MAGIC) {
        let list = revocation::packed_list(Box::new(bytes.to_vec()), path)?;
        return Ok(Found { revocations: vec![list], ..Found::default() });
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(FileError::Unknown);
    };
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        return json::read(text, path);
    }
    // The German signer list has a signature in its first line.
    if let Some((_, rest)) = text.split_once('\n')
        && rest.trim_start().starts_with(['{', '['])
    {
        return json::read(rest, path);
    }
    if text.contains("-----BEGIN ") {
        return Ok(pem(text, path));
    }
    let compact: String = text.split_ascii_whitespace().collect();
    let Ok(inner) = BASE64.decode(compact.as_bytes()) else {
        return Err(FileError::Unknown);
    };
    match std::str::from_utf8(&inner) {
        Ok(text) if text.contains("-----BEGIN ") => Ok(pem(text, path)),
        _ => Ok(one(&inner, path)?),
    }
}

/// Every block of a PEM file (RFC 7468). A bad one is passed over with a remark.
fn pem(text: &str, path: &str) -> Found {
    let mut found = Found::default();
    for block in text.split("-----BEGIN ").skip(1) {
        let Some((label, rest)) = block.split_once("-----") else { continue };
        let taken = pem_block(label, rest).and_then(|bytes| der(&bytes, path, &mut found));
        if let Err(why) = taken {
            found.remarks.push(LoadRemark::Block(why));
        }
    }
    if text.matches("-----BEGIN ").nth(1).is_none() {
        found.alone();
    }
    found
}

/// The bytes of a block; `rest` is what follows its label.
fn pem_block(label: &str, rest: &str) -> Result<Vec<u8>, ItemError> {
    if label.contains("PRIVATE KEY") {
        return Err(ItemError::Private);
    }
    let body = rest.split("-----END ").next().unwrap_or_default();
    let compact: String = body.split_ascii_whitespace().collect();
    BASE64.decode(compact.as_bytes()).map_err(|why| ItemError::Pem { label: label.to_owned(), why })
}

/// A file of one DER object.
fn one(bytes: &[u8], path: &str) -> Result<Found, ItemError> {
    let mut found = Found::default();
    der(bytes, path, &mut found)?;
    found.alone();
    Ok(found)
}

/// One DER object: a certificate, a public key or a CRL.
fn der(bytes: &[u8], path: &str, found: &mut Found) -> Result<(), ItemError> {
    let whole = tlv::elements(bytes).expect(tlv::SEQUENCE).ok_or(ItemError::NotDer)?;
    let mut children = whole.children();
    let tags: Vec<u8> = children.by_ref().take(4).map(|child| child.tag).collect();
    match tags.as_slice() {
        [tlv::INTEGER, ..] => return Err(bare_numbers(whole)),
        [tlv::SEQUENCE, tlv::BIT_STRING] if children.is_done() => {
            let list = Arc::new(unnamed_list(path, Title::Key));
            found.keys.push(TrustedKey::new(PublicKey::from_spki(whole.whole)?, &list));
        }
        [tlv::SEQUENCE, tlv::SEQUENCE, tlv::BIT_STRING] if is_crl(whole) => {
            found.revocations.push(revocation::crl_list(whole.whole, path)?);
        }
        [tlv::SEQUENCE, tlv::SEQUENCE, tlv::BIT_STRING] => {
            let list = Arc::new(unnamed_list(path, Title::Certificates));
            add_certificate(certificate::read(whole.whole)?, &list, path, found);
        }
        _ => return Err(ItemError::UnknownDer),
    }
    Ok(())
}

/// Numbers without the algorithm that they are for: behind a version of one byte, a private key.
fn bare_numbers(whole: Tlv<'_>) -> ItemError {
    let is_version = whole.children().next().is_some_and(|version| version.value.len() == 1);
    if is_version { ItemError::Private } else { ItemError::Pkcs1 }
}

/// A CRL has a time where a certificate has its subject.
fn is_crl(whole: Tlv<'_>) -> bool {
    whole.children().next().is_some_and(|tbs| {
        let mut fields = tbs.children();
        fields.next_if(|field| field.tag == tlv::INTEGER);
        fields.by_ref().take(2).count() == 2
            && fields.next().is_some_and(|at| matches!(at.tag, tlv::UTC_TIME | tlv::GENERALIZED_TIME))
    })
}

/// A certificate serves HC1 by its key identifier and, if it is a CA's, the network of ICAO as an anchor. What an HC1 is signed
/// with is then known, and that it should not have been.
fn add_certificate(certificate: Certificate, list: &Arc<List>, path: &str, found: &mut Found) {
    if let Some(subject_key_id) = &certificate.authority {
        let mut anchor = certificate.signer(list, false);
        anchor.authority = Authority::No;
        anchor.network = Some(Network::Icao);
        anchor.kid.clone_from(subject_key_id);
        found.keys.push(anchor);
    }
    found.keys.push(certificate.signer(list, false));
    if let Some(why) = certificate.refused {
        found.remarks.push(LoadRemark::NotStrict { path: path.to_owned(), why });
    }
}
