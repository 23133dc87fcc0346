//! Makes X.509 certificates and CRLs, byte by byte: what a passport authority makes, and what none should.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary and the samples use a part of it"
)]

use super::hcert::Key;
use p256::ecdsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha256};

/// Object identifiers, as the contents of their DER.
pub const VDS_SIGNER: &[u8] = &[0x67, 0x81, 0x08, 1, 1, 14, 2];
pub const HCERT_TEST: &[u8] = &[0x2b, 6, 1, 4, 1, 0x8e, 0x37, 0x8f, 0x65, 1, 1];

/// How an authority signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// ECDSA with the curve's own hash, or PKCS #1 v1.5 with SHA-256.
    Plain,
    /// RSASSA-PSS with SHA-256.
    Pss,
    /// SHA-1 stated.
    Sha1,
}

/// A certificate to be made.
#[derive(Clone)]
pub struct Certificate {
    pub serial: Vec<u8>,
    /// Of both names; none where it is empty.
    pub country: &'static str,
    pub name: &'static str,
    pub not_before: &'static str,
    pub not_after: &'static str,
    pub subject_key_id: Option<Vec<u8>>,
    pub authority_key_id: Option<Vec<u8>>,
    pub purposes: Vec<&'static [u8]>,
    pub is_authority: bool,
    /// The first byte of the key usage.
    pub key_usage: Option<u8>,
    /// An extension of an identifier that nobody knows, critical or not.
    pub unknown: Option<bool>,
    /// The SubjectPublicKeyInfo, in place of the key's own.
    pub spki: Option<Vec<u8>>,
    /// The types of documents that it lists; `None`: no such list.
    pub document_types: Option<Vec<&'static str>>,
    pub scheme: Scheme,
}

impl Certificate {
    /// An authority's own certificate.
    pub fn authority(key: &Key) -> Self {
        Self {
            serial: vec![1],
            name: "Demoland Signing Authority",
            subject_key_id: Some(key_id(key)),
            authority_key_id: None,
            purposes: Vec::new(),
            is_authority: true,
            key_usage: Some(0x06),
            not_before: "20200101000000Z",
            not_after: "20991231235959Z",
            ..Self::signer(key)
        }
    }

    /// A signer's certificate, to be signed by that authority.
    pub fn signer(authority: &Key) -> Self {
        Self {
            serial: vec![0x18, 0xad],
            country: "XX",
            name: "Demoland Health",
            not_before: "20210101000000Z",
            not_after: "20981231235959Z",
            subject_key_id: None,
            authority_key_id: Some(key_id(authority)),
            purposes: vec![VDS_SIGNER],
            is_authority: false,
            key_usage: None,
            unknown: None,
            spki: None,
            document_types: None,
            scheme: Scheme::Plain,
        }
    }

    /// The certificate of `key`, signed by `authority`.
    pub fn sign(&self, key: &Key, authority: &Key) -> Vec<u8> {
        let mut extensions = Vec::new();
        if let Some(id) = &self.subject_key_id {
            extensions.push(extension(&[0x55, 29, 14], false, &tlv(0x04, &[id])));
        }
        if let Some(usage) = self.key_usage {
            extensions.push(extension(&[0x55, 29, 15], true, &tlv(0x03, &[&[0, usage]])));
        }
        if self.is_authority {
            extensions.push(extension(&[0x55, 29, 19], true, &tlv(0x30, &[&tlv(0x01, &[&[0xff]])])));
        }
        if let Some(id) = &self.authority_key_id {
            extensions.push(extension(&[0x55, 29, 35], false, &tlv(0x30, &[&tlv(0x80, &[id])])));
        }
        if !self.purposes.is_empty() {
            let purposes: Vec<u8> = self.purposes.iter().flat_map(|id| tlv(0x06, &[id])).collect();
            extensions.push(extension(&[0x55, 29, 37], true, &tlv(0x30, &[&purposes])));
        }
        if let Some(types) = &self.document_types {
            let texts: Vec<u8> = types.iter().flat_map(|text| tlv(0x13, &[text.as_bytes()])).collect();
            let list = tlv(0x30, &[&tlv(0x02, &[&[0]]), &tlv(0x31, &[&texts])]);
            extensions.push(extension(&[0x67, 0x81, 0x08, 1, 1, 6, 2], false, &list));
        }
        if let Some(critical) = self.unknown {
            extensions.push(extension(&[0x2a, 3, 4], critical, &tlv(0x05, &[])));
        }
        let extensions: Vec<u8> = extensions.concat();
        let algorithm = algorithm(authority, self.scheme);
        let spki = self.spki.clone().unwrap_or_else(|| spki(key));
        let mut serial = self.serial.clone();
        if serial[0] >= 0x80 {
            serial.insert(0, 0);
        }
        let signed = tlv(
            0x30,
            &[
                &tlv(0xa0, &[&tlv(0x02, &[&[2]])]),
                &tlv(0x02, &[&serial]),
                &algorithm,
                &name(self.country, "Demoland Signing Authority"),
                &tlv(0x30, &[&time(self.not_before), &time(self.not_after)]),
                &name(self.country, self.name),
                &spki,
                &tlv(0xa3, &[&tlv(0x30, &[&extensions])]),
            ],
        );
        seal(&signed, &algorithm, authority, self.scheme)
    }
}

/// A CRL.
#[derive(Clone)]
pub struct Crl {
    pub serials: Vec<Vec<u8>>,
    pub next_update: Option<&'static str>,
    pub authority_key_id: Vec<u8>,
    /// A critical extension that nobody knows.
    pub unknown: bool,
}

impl Crl {
    pub fn of(authority: &Key, serials: &[&[u8]]) -> Self {
        Self {
            serials: serials.iter().map(|serial| serial.to_vec()).collect(),
            next_update: Some("20990101000000Z"),
            authority_key_id: key_id(authority),
            unknown: false,
        }
    }

    pub fn sign(&self, authority: &Key) -> Vec<u8> {
        let algorithm = algorithm(authority, Scheme::Plain);
        let entries: Vec<u8> = self
            .serials
            .iter()
            .flat_map(|serial| tlv(0x30, &[&tlv(0x02, &[serial]), &time("20220101000000Z")]))
            .collect();
        let entries = if entries.is_empty() { Vec::new() } else { tlv(0x30, &[&entries]) };
        let mut extensions =
            extension(&[0x55, 29, 35], false, &tlv(0x30, &[&tlv(0x80, &[&self.authority_key_id])]));
        if self.unknown {
            extensions.extend(extension(&[0x55, 29, 28], true, &tlv(0x30, &[])));
        }
        let signed = tlv(
            0x30,
            &[
                &tlv(0x02, &[&[1]]),
                &algorithm,
                &name("XX", "Demoland Signing Authority"),
                &time("20220101000000Z"),
                &self.next_update.map(time).unwrap_or_default(),
                &entries,
                &tlv(0xa0, &[&tlv(0x30, &[&extensions])]),
            ],
        );
        seal(&signed, &algorithm, authority, Scheme::Plain)
    }
}

/// An element of DER.
pub fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut bytes = vec![tag];
    match content.len() {
        short @ 0..=0x7f => bytes.push(u8::try_from(short).unwrap()),
        medium @ 0x80..=0xff => bytes.extend([0x81, u8::try_from(medium).unwrap()]),
        long => {
            bytes.push(0x82);
            bytes.extend(u16::try_from(long).unwrap().to_be_bytes());
        }
    }
    bytes.extend(content);
    bytes
}

/// The identifier of a key: SHA-1 is customary, and any 20 bytes do.
pub fn key_id(key: &Key) -> Vec<u8> {
    Sha256::digest(spki(key))[..20].to_vec()
}

/// A SubjectPublicKeyInfo.
pub fn spki(key: &Key) -> Vec<u8> {
    const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    let ec = |curve: &[u8], point: &[u8]| {
        tlv(0x30, &[&tlv(0x30, &[&tlv(0x06, &[EC]), &tlv(0x06, &[curve])]), &tlv(0x03, &[&[0], point])])
    };
    match key {
        Key::P256(key) => {
            ec(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], key.verifying_key().to_sec1_point(false).as_bytes())
        }
        Key::P384(key) => ec(&[0x2b, 0x81, 4, 0, 34], key.verifying_key().to_sec1_point(false).as_bytes()),
        Key::P521(key) => ec(&[0x2b, 0x81, 4, 0, 35], key.verifying_key().to_sec1_point(false).as_bytes()),
        Key::Rsa(key, _) => {
            let number = |bytes: &[u8]| tlv(0x02, &[if bytes[0] >= 0x80 { &[0] } else { &[] }, bytes]);
            let numbers = tlv(0x30, &[&number(&key.n_bytes()), &number(&key.e_bytes())]);
            let id = tlv(0x06, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]]);
            tlv(0x30, &[&tlv(0x30, &[&id, &tlv(0x05, &[])]), &tlv(0x03, &[&[0], &numbers])])
        }
    }
}

fn seal(signed: &[u8], algorithm: &[u8], authority: &Key, scheme: Scheme) -> Vec<u8> {
    let signature = match authority {
        Key::P256(key) => {
            let signature: p256::ecdsa::Signature = key.sign(signed);
            signature.to_der().as_bytes().to_vec()
        }
        Key::P384(key) => {
            let signature: p384::ecdsa::Signature = key.sign(signed);
            signature.to_der().as_bytes().to_vec()
        }
        Key::P521(key) => {
            let signature: p521::ecdsa::Signature = key.sign(signed);
            signature.to_der().as_bytes().to_vec()
        }
        Key::Rsa(key, salt) if scheme == Scheme::Pss => {
            let key = rsa::pss::SigningKey::<Sha256>::new_with_salt_len(key.as_ref().clone(), *salt);
            let mut rng = ChaCha20Rng::from_seed(Sha256::digest(signed).into());
            key.sign_with_rng(&mut rng, signed).to_vec()
        }
        Key::Rsa(key, _) => {
            rsa::pkcs1v15::SigningKey::<Sha256>::new(key.as_ref().clone()).sign(signed).to_vec()
        }
    };
    tlv(0x30, &[signed, algorithm, &tlv(0x03, &[&[0], &signature])])
}

fn algorithm(authority: &Key, scheme: Scheme) -> Vec<u8> {
    let ecdsa = |hash: u8| tlv(0x30, &[&tlv(0x06, &[&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, hash]])]);
    let rsa = |kind: u8| tlv(0x06, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, kind]]);
    match (authority, scheme) {
        (Key::Rsa(..), Scheme::Sha1) => tlv(0x30, &[&rsa(5), &tlv(0x05, &[])]),
        (_, Scheme::Sha1) => tlv(0x30, &[&tlv(0x06, &[&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1]])]),
        (Key::P256(_), _) => ecdsa(2),
        (Key::P384(_), _) => ecdsa(3),
        (Key::P521(_), _) => ecdsa(4),
        (Key::Rsa(_, salt), Scheme::Pss) => {
            let sha256 =
                tlv(0x30, &[&tlv(0x06, &[&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]]), &tlv(0x05, &[])]);
            let parameters = tlv(
                0x30,
                &[
                    &tlv(0xa0, &[&sha256]),
                    &tlv(0xa1, &[&tlv(0x30, &[&rsa(8), &sha256])]),
                    &tlv(0xa2, &[&tlv(0x02, &[&[u8::try_from(*salt).unwrap()]])]),
                ],
            );
            tlv(0x30, &[&rsa(10), &parameters])
        }
        (Key::Rsa(..), Scheme::Plain) => tlv(0x30, &[&rsa(11), &tlv(0x05, &[])]),
    }
}

fn extension(id: &[u8], critical: bool, content: &[u8]) -> Vec<u8> {
    let critical = if critical { tlv(0x01, &[&[0xff]]) } else { Vec::new() };
    tlv(0x30, &[&tlv(0x06, &[id]), &critical, &tlv(0x04, &[content])])
}

/// GeneralizedTime.
fn time(text: &str) -> Vec<u8> {
    tlv(0x18, &[text.as_bytes()])
}

fn name(country: &str, common: &str) -> Vec<u8> {
    let attribute = |id: u8, tag: u8, text: &str| {
        tlv(0x31, &[&tlv(0x30, &[&tlv(0x06, &[&[0x55, 4, id]]), &tlv(tag, &[text.as_bytes()])])])
    };
    let country = if country.is_empty() { Vec::new() } else { attribute(6, 0x13, country) };
    tlv(0x30, &[&country, &attribute(3, 0x0c, common)])
}
