//! What one file holds, and telling by its first bytes how to read it.

use super::certificate::{self, Certificate};
use super::json;
use super::jwks::unnamed_list;
use crate::keys::{PublicKey, tlv};
use crate::trust::revocation::{self, RevocationList};
use crate::trust::{KeyUsage, List, TrustedKey};
use crate::verdict::Network;
use crate::x509::Validity;
use data_encoding::BASE64;
use std::sync::{Arc, OnceLock};

/// Keys, revocation lists, and remarks on what was passed over.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) keys: Vec<TrustedKey>,
    pub(super) revocations: Vec<RevocationList>,
    pub(super) remarks: Vec<String>,
}

/// What was to be read of a file, or why nothing can be.
pub(super) type Result<T> = std::result::Result<T, String>;

/// Reads the contents of a file of any form that is taken. `path` names it in remarks and lists.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Found> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("empty".to_owned());
    }
    if bytes.first() == Some(&tlv::SEQUENCE) && std::str::from_utf8(bytes).is_err() {
        let mut found = Found::default();
        der(bytes, path, &mut found)?;
        return Ok(found);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err("tried JSON, PEM, DER and Base64: it is none of them".to_owned());
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
        return pem(text, path);
    }
    let compact: String = text.split_ascii_whitespace().collect();
    let Ok(inner) = BASE64.decode(compact.as_bytes()) else {
        return Err("tried JSON, PEM, DER and Base64: it is none of them".to_owned());
    };
    match std::str::from_utf8(&inner) {
        Ok(text) if text.contains("-----BEGIN ") => pem(text, path),
        _ => {
            let mut found = Found::default();
            der(&inner, path, &mut found)?;
            Ok(found)
        }
    }
}

/// Every block of a PEM file (RFC 7468). A bad one is passed over with a remark.
fn pem(text: &str, path: &str) -> Result<Found> {
    let mut found = Found::default();
    for block in text.split("-----BEGIN ").skip(1) {
        let Some((label, rest)) = block.split_once("-----") else { continue };
        let result = if label.contains("PRIVATE KEY") {
            Err(PRIVATE.to_owned())
        } else {
            let body = rest.split("-----END ").next().unwrap_or_default();
            let compact: String = body.split_ascii_whitespace().collect();
            match BASE64.decode(compact.as_bytes()) {
                Ok(bytes) => der(&bytes, path, &mut found),
                Err(error) => Err(format!("PEM {label}: {error}")),
            }
        };
        if let Err(problem) = result {
            found.remarks.push(problem);
        }
    }
    Ok(found)
}

const PRIVATE: &str = "a private key: only public keys belong here, and this one is safe no longer";

/// One DER object: a certificate, a public key or a CRL.
fn der(bytes: &[u8], path: &str, found: &mut Found) -> Result<()> {
    let whole = tlv::elements(bytes).expect(tlv::SEQUENCE).ok_or("DER: cut short, or none")?;
    let mut children = whole.children();
    let tags: Vec<u8> = children.by_ref().take(4).map(|child| child.tag).collect();
    match tags.as_slice() {
        [tlv::INTEGER, ..] => {
            Err(if whole.children().next().is_some_and(|version| version.value.len() == 1) {
                PRIVATE.to_owned()
            } else {
                "DER: a PKCS #1 key: give it as SubjectPublicKeyInfo (PEM label PUBLIC KEY)".to_owned()
            })
        }
        [tlv::SEQUENCE, tlv::BIT_STRING] if children.is_done() => {
            let key = PublicKey::from_spki(whole.whole).map_err(|error| error.to_string())?;
            found.keys.push(bare(key, path));
            Ok(())
        }
        [tlv::SEQUENCE, tlv::SEQUENCE, tlv::BIT_STRING] => {
            // A CRL has a time where a certificate has its subject.
            let is_crl = whole.children().next().is_some_and(|tbs| {
                let mut fields = tbs.children();
                fields.next_if(|field| field.tag == tlv::INTEGER);
                fields.by_ref().take(2).count() == 2
                    && fields.next().is_some_and(|at| matches!(at.tag, tlv::UTC_TIME | tlv::GENERALIZED_TIME))
            });
            if is_crl {
                found.revocations.push(revocation::crl_list(whole.whole, path)?);
            } else {
                let list = Arc::new(unnamed_list(path, "given certificates"));
                add_certificate(certificate::read(whole.whole)?, &list, path, found);
            }
            Ok(())
        }
        _ => Err("DER: neither a certificate nor a public key nor a CRL".to_owned()),
    }
}

/// A certificate serves HC1 by its key identifier and, if it is a CA's, the network of ICAO as an anchor.
fn add_certificate(certificate: Certificate, list: &Arc<List>, path: &str, found: &mut Found) {
    if let Some(problem) = &certificate.refused {
        found.remarks.push(format!(
            "{path}: not a strictly valid certificate ({problem}); its key and its life were read nevertheless"
        ));
    }
    if let Some(subject_key_id) = &certificate.authority {
        let mut anchor = signer(&certificate, list);
        anchor.network = Some(Network::Icao);
        anchor.kid.clone_from(subject_key_id);
        found.keys.push(anchor);
    }
    found.keys.push(signer(&certificate, list));
}

/// A key for HC1, as its certificate says.
pub(super) fn signer(certificate: &Certificate, list: &Arc<List>) -> TrustedKey {
    TrustedKey {
        network: Some(Network::Gdhcn),
        issuer: certificate.country.clone(),
        name: certificate.name.clone(),
        kid: certificate.kid.to_vec(),
        key: certificate.key.clone(),
        usage: certificate.usage,
        validity: certificate.validity,
        confirmed: true,
        list: Arc::clone(list),
        decoded: OnceLock::new(),
    }
}

/// A key of which nothing is said.
fn bare(key: PublicKey, path: &str) -> TrustedKey {
    TrustedKey {
        network: None,
        issuer: None,
        name: None,
        kid: Vec::new(),
        key,
        usage: KeyUsage::ANY,
        validity: Validity::default(),
        confirmed: true,
        list: Arc::new(unnamed_list(path, "a given key")),
        decoded: OnceLock::new(),
    }
}
