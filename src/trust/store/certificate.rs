//! What is needed of an X.509 certificate (RFC 5280 §4.1): the key, its life, what it may sign, and whose it is.

use super::tlv::{self, Elements, Tlv, elements};
use crate::trust::{KeyUsage, PublicKey, Validity};
use chrono::{DateTime, NaiveDate, Utc};
use der::Decode;
use sha2::{Digest, Sha256};

/// Object identifiers, as the contents of their DER.
mod oid {
    pub(super) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    pub(super) const COUNTRY: &[u8] = &[0x55, 4, 6];
    pub(super) const SUBJECT_KEY_ID: &[u8] = &[0x55, 29, 14];
    pub(super) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 29, 19];
    pub(super) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 29, 37];
    /// 1.3.6.1.4.1.1847.2021.1 (eHealth Network, certificate governance 1.02, annex III), and beside it
    /// 1.3.6.1.4.1.0.1847.2021.1, which stands in dozens of certificates in force.
    pub(super) const SIGNS: [&[u8]; 2] =
        [&[0x2b, 6, 1, 4, 1, 0x8e, 0x37, 0x8f, 0x65, 1], &[0x2b, 6, 1, 4, 1, 0, 0x8e, 0x37, 0x8f, 0x65, 1]];
}

/// A certificate, as far as it is needed.
#[derive(Debug)]
pub(super) struct Certificate {
    /// The first 8 bytes of SHA-256 over the DER (hcert 1.0.8 §3.2.2).
    pub(super) kid: [u8; 8],
    pub(super) key: PublicKey,
    pub(super) validity: Validity,
    pub(super) usage: KeyUsage,
    /// The subject's country, and its common name.
    pub(super) country: Option<String>,
    pub(super) name: Option<String>,
    /// For a CA certificate: its subject key identifier.
    pub(super) authority: Option<Vec<u8>>,
    /// What the strict parser held against it, where it refused.
    pub(super) refused: Option<String>,
}

/// Reads a certificate in DER. What follows it is not looked at.
pub(super) fn read(der: &[u8]) -> Result<Certificate, String> {
    let whole = elements(der).expect(tlv::SEQUENCE).ok_or("certificate: cut short, or no DER")?;
    let refused = x509_cert::Certificate::from_der(whole.whole).err().map(|error| error.to_string());
    let mut fields =
        whole.children().expect(tlv::SEQUENCE).ok_or("certificate: no tbsCertificate")?.children();
    let version = |element: &Tlv<'_>| element.tag == 0xa0;
    fields.next_if(version);
    let mut need = |tag: u8, name: &str| {
        fields.expect(tag).ok_or_else(|| format!("certificate: {name} is not where it belongs"))
    };
    need(tlv::INTEGER, "serialNumber")?;
    need(tlv::SEQUENCE, "signature")?;
    need(tlv::SEQUENCE, "issuer")?;
    let validity = life(need(tlv::SEQUENCE, "validity")?.children())?;
    let subject = need(tlv::SEQUENCE, "subject")?;
    let spki = need(tlv::SEQUENCE, "subjectPublicKeyInfo")?;
    let extensions = fields.find(|field| field.tag == 0xa3);
    let key = PublicKey::from_spki(spki.whole).map_err(|error| format!("certificate: {error}"))?;

    let mut usage = KeyUsage::ANY;
    let mut is_authority = false;
    let mut subject_key_id = Vec::new();
    let list = extensions.and_then(|field| field.children().expect(tlv::SEQUENCE));
    for extension in list.into_iter().flat_map(|list| list.children()) {
        let mut parts = extension.children();
        let Some(id) = parts.expect(tlv::OID) else { continue };
        parts.expect(tlv::BOOLEAN);
        let Some(content) = parts.expect(tlv::OCTET_STRING) else { continue };
        match id.value {
            oid::EXTENDED_KEY_USAGE => usage = usage_of(content),
            oid::BASIC_CONSTRAINTS => {
                is_authority = content.children().expect(tlv::SEQUENCE).is_some_and(|constraints| {
                    constraints.children().expect(tlv::BOOLEAN).is_some_and(|ca| ca.value != [0])
                });
            }
            oid::SUBJECT_KEY_ID => {
                let id = content.children().expect(tlv::OCTET_STRING);
                subject_key_id = id.map(|id| id.value.to_vec()).unwrap_or_default();
            }
            _ => {}
        }
    }
    let mut kid = [0; 8];
    kid.iter_mut().zip(Sha256::digest(whole.whole)).for_each(|(byte, digest)| *byte = digest);
    Ok(Certificate {
        kid,
        key,
        validity,
        usage,
        country: attribute(subject, oid::COUNTRY),
        name: attribute(subject, oid::COMMON_NAME),
        authority: is_authority.then_some(subject_key_id),
        refused,
    })
}

/// What the extended key usages allow. None of the three: anything (hcert 1.0.8 §3.3.2 and certificate governance).
fn usage_of(content: Tlv<'_>) -> KeyUsage {
    let mut usage = KeyUsage { vaccination: false, test: false, recovery: false };
    let mut restricted = false;
    let list = content.children().expect(tlv::SEQUENCE);
    for purpose in list.into_iter().flat_map(|list| list.children()) {
        let Some((last, stem)) = purpose.value.split_last() else { continue };
        if purpose.tag != tlv::OID || !oid::SIGNS.contains(&stem) {
            continue;
        }
        match last {
            1 => usage.test = true,
            2 => usage.vaccination = true,
            3 => usage.recovery = true,
            _ => continue,
        }
        restricted = true;
    }
    if restricted { usage } else { KeyUsage::ANY }
}

/// The first value of an attribute of a distinguished name.
fn attribute(name: Tlv<'_>, wanted: &[u8]) -> Option<String> {
    name.children().flat_map(|relative| relative.children()).find_map(|pair| {
        let mut parts = pair.children();
        let id = parts.expect(tlv::OID)?;
        let value = parts.next()?;
        (id.value == wanted).then(|| std::str::from_utf8(value.value).ok().map(str::to_owned)).flatten()
    })
}

/// A life that cannot be read is refused: without it an ended key would serve for ever.
fn life(mut validity: Elements<'_>) -> Result<Validity, String> {
    let mut next = |name: &str| {
        validity.next().and_then(time).ok_or_else(|| format!("certificate: {name} cannot be read"))
    };
    Ok(Validity { not_before: Some(next("notBefore")?), not_after: Some(next("notAfter")?) })
}

/// `YYMMDDHHMM[SS]Z` or `YYYYMMDDHHMM[SS]Z` (RFC 5280 §4.1.2.5 wants the seconds; X.690 alone does not).
fn time(element: Tlv<'_>) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(element.value).ok()?.strip_suffix('Z')?;
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match element.tag {
        tlv::UTC_TIME => {
            let (year, rest) = text.split_at_checked(2)?;
            let year: i32 = year.parse().ok()?;
            (if year < 50 { year.checked_add(2000)? } else { year.checked_add(1900)? }, rest)
        }
        tlv::GENERALIZED_TIME => {
            let (year, rest) = text.split_at_checked(4)?;
            (year.parse().ok()?, rest)
        }
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at.checked_add(2)?)?.parse::<u32>().ok();
    let second = match rest.len() {
        8 => 0,
        10 => part(8)?,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year, part(0)?, part(2)?)?;
    Some(date.and_hms_opt(part(4)?, part(6)?, second)?.and_utc())
}
