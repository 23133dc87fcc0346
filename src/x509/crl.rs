//! X.509 certificate revocation lists (RFC 5280 §5.1): the signers that a country's authority has withdrawn.

use super::certificate::{extensions, oid, time};
use super::{CrlError, SignatureError, holds};
use crate::keys::VerifyingKey;
use crate::keys::tlv::{self, Elements, Tlv, bits, elements, significant};
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
    this_update: DateTime<Utc>,
    next_update: Option<DateTime<Utc>>,
}

impl Crl {
    /// Reads a list in DER.
    ///
    /// # Errors
    /// [`CrlError`] where its structure is broken, or it is of a kind that is not read here.
    pub(crate) fn read(der: &[u8]) -> Result<Self, CrlError> {
        let (signed, ..) = parts(der).ok_or(CrlError::NotDer)?;
        let mut fields = signed.children();
        // The version.
        fields.expect(tlv::INTEGER);
        fields.expect(tlv::SEQUENCE).ok_or(CrlError::Misplaced("signature"))?;
        fields.expect(tlv::SEQUENCE).ok_or(CrlError::Misplaced("issuer"))?;
        let (this_update, next_update) = updates(&mut fields)?;
        let serials = serials(fields.expect(tlv::SEQUENCE))?;
        let authority = authority(fields.next_if(|field| field.tag == 0xa0))?;
        if !fields.is_done() {
            return Err(CrlError::NotDer);
        }
        Ok(Self { der: der.to_vec(), authority, serials, this_update, next_update })
    }

    /// The key identifier of the authority that it says it is from.
    pub(crate) fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// Whether its signature holds under that key.
    ///
    /// # Errors
    /// [`SignatureError`] where it is signed with an algorithm that is not used here, or not one of the key.
    pub(crate) fn is_signed_by(&self, key: &VerifyingKey) -> Result<bool, SignatureError> {
        let Some((signed, algorithm, signature)) = parts(&self.der) else { return Ok(false) };
        holds(key, algorithm, signed.whole, signature)
    }

    /// When it was issued.
    pub(crate) fn this_update(&self) -> DateTime<Utc> {
        self.this_update
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

/// When a list was issued, and when the next one is due, where it tells.
type Updates = (DateTime<Utc>, Option<DateTime<Utc>>);

/// thisUpdate and nextUpdate (§5.1.2.4, §5.1.2.5).
fn updates(fields: &mut Elements<'_>) -> Result<Updates, CrlError> {
    let is_time = |field: &Tlv<'_>| matches!(field.tag, tlv::UTC_TIME | tlv::GENERALIZED_TIME);
    let this = fields.next_if(is_time).and_then(time).ok_or(CrlError::Time("thisUpdate"))?;
    let next = fields.next_if(is_time).map(|field| time(field).ok_or(CrlError::Time("nextUpdate")));
    Ok((this, next.transpose()?))
}

/// The serial numbers of revokedCertificates (§5.1.2.6), which a list that names none leaves out.
fn serials(revoked: Option<Tlv<'_>>) -> Result<BTreeSet<Vec<u8>>, CrlError> {
    let entries = revoked.into_iter().flat_map(|list| list.children());
    entries
        .map(|entry| {
            let serial = entry.children().expect(tlv::INTEGER).ok_or(CrlError::NoSerial)?;
            Ok(significant(serial.value).to_vec())
        })
        .collect()
}

/// The authority's key identifier among the extensions; empty where they name none.
fn authority(field: Option<Tlv<'_>>) -> Result<Vec<u8>, CrlError> {
    let mut authority = Vec::new();
    for extension in extensions(field) {
        // RFC 5280 §5.2: such as delta lists and those of several issuers, which name more or less than they seem to.
        if extension.critical && ![oid::CRL_NUMBER, oid::AUTHORITY_KEY_ID].contains(&extension.id) {
            return Err(CrlError::CriticalExtension);
        }
        if let Some(id) = extension.authority_key_id() {
            authority = id.to_vec();
        }
    }
    Ok(authority)
}

/// What is signed, the algorithm and the signature.
fn parts(der: &[u8]) -> Option<(Tlv<'_>, Tlv<'_>, &[u8])> {
    let mut fields = elements(der).expect(tlv::SEQUENCE)?.children();
    Some((
        fields.expect(tlv::SEQUENCE)?,
        fields.expect(tlv::SEQUENCE)?,
        bits(fields.expect(tlv::BIT_STRING)?)?,
    ))
}
