//! X.509 certificate revocation lists (RFC 5280 §5.1): the signers that a country's authority has withdrawn.

use super::certificate::{extensions, oid, time};
use super::holds;
use crate::keys::VerifyingKey;
use crate::keys::tlv::{self, bits, elements, significant};
use crate::verdict::Check;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

/// A list, whose signature the store checks before it keeps it.
#[derive(Debug, Clone)]
pub struct Crl {
    /// As it came.
    der: Vec<u8>,
    authority: Vec<u8>,
    /// Serial numbers without leading zeros.
    serials: BTreeSet<Vec<u8>>,
    next_update: Option<DateTime<Utc>>,
}

impl Crl {
    /// Reads a list in DER.
    pub(crate) fn read(der: &[u8]) -> Result<Self, String> {
        let (signed, ..) = parts(der).ok_or("CRL: cut short, or no DER")?;
        let mut fields = signed.children();
        fields.expect(tlv::INTEGER);
        let mut need = |tag: u8, name: &str| {
            fields.expect(tag).ok_or_else(|| format!("CRL: {name} is not where it belongs"))
        };
        need(tlv::SEQUENCE, "signature")?;
        need(tlv::SEQUENCE, "issuer")?;
        let is_time = |tag: u8| matches!(tag, tlv::UTC_TIME | tlv::GENERALIZED_TIME);
        fields.next_if(|field| is_time(field.tag)).and_then(time).ok_or("CRL: thisUpdate cannot be read")?;
        let next_update = match fields.next_if(|field| is_time(field.tag)) {
            None => None,
            Some(field) => Some(time(field).ok_or("CRL: nextUpdate cannot be read")?),
        };
        let mut serials = BTreeSet::new();
        for entry in fields.expect(tlv::SEQUENCE).into_iter().flat_map(|list| list.children()) {
            let serial =
                entry.children().expect(tlv::INTEGER).ok_or("CRL: an entry without a serial number")?;
            serials.insert(significant(serial.value).to_vec());
        }
        let mut authority = Vec::new();
        for extension in extensions(fields.next_if(|field| field.tag == 0xa0)) {
            // RFC 5280 §5.2: such as delta lists and those of several issuers, which name more or less than they seem to.
            if extension.critical && ![oid::CRL_NUMBER, oid::AUTHORITY_KEY_ID].contains(&extension.id) {
                return Err("CRL: a critical extension that is not known here".to_owned());
            }
            if let Some(id) = extension.authority_key_id() {
                authority = id.to_vec();
            }
        }
        if !fields.is_done() {
            return Err("CRL: cut short, or no DER".to_owned());
        }
        Ok(Self { der: der.to_vec(), authority, serials, next_update })
    }

    /// The key identifier of the authority that it says it is from.
    pub(crate) fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// Whether its signature holds under that key.
    pub(crate) fn is_signed_by(&self, key: &VerifyingKey) -> Result<bool, String> {
        let Some((signed, algorithm, signature)) = parts(&self.der) else { return Ok(false) };
        holds(key, algorithm, signed.whole, signature)
    }

    /// How many certificates it names.
    pub(crate) fn len(&self) -> usize {
        self.serials.len()
    }

    /// What it says of a certificate. What was revoked stays revoked; but a list past its next update no longer tells who
    /// was not.
    pub(crate) fn check(&self, serial: &[u8], now: DateTime<Utc>) -> Check {
        if self.serials.contains(serial) {
            Check::Fail
        } else if self.next_update.is_some_and(|next| now > next) {
            Check::Skipped
        } else {
            Check::Ok
        }
    }
}

/// What is signed, the algorithm and the signature.
fn parts(der: &[u8]) -> Option<(tlv::Tlv<'_>, tlv::Tlv<'_>, &[u8])> {
    let mut fields = elements(der).expect(tlv::SEQUENCE)?.children();
    Some((
        fields.expect(tlv::SEQUENCE)?,
        fields.expect(tlv::SEQUENCE)?,
        bits(fields.expect(tlv::BIT_STRING)?)?,
    ))
}
