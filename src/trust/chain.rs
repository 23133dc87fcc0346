//! From a signer certificate that a code carries to a key that is trusted (ICAO Doc 9303-13, part VDS-NC, § "Validation"; the
//! certificates' profile: Doc 9303-12).
//!
//! The chain has one link: the certificate is signed by a country's signing authority (CSCA) whose key the store holds,
//! found by the authority key identifier. No certificate on the way is taken from the code, and no name is believed.

use super::{AuthenticateError, KeyUsage, TrustStore, TrustedKey, UnusableKey, UnvouchedCrl, country};
use crate::keys::{self, PublicKey};
use crate::verdict::Sought;
use crate::x509::{self, Crl, Parts, Validity, holds, oid};
use std::sync::Arc;

/// The longest certificate that is looked at. One in a QR code has 2,953 bytes for it in Base64, with all the rest.
const MAX_CERTIFICATE: usize = 4096;
/// id-icao-vdsSigner of VDS-NC: 2.23.136.1.1.14.2.
const SIGNER: &[u8] = &[0x67, 0x81, 0x08, 1, 1, 14, 2];
/// 2.5.29.16 and 18, its key's private usage period and its issuer's other name. They may be critical, and nothing here hangs
/// on them.
const HARMLESS: [&[u8]; 2] = [&[0x55, 29, 16], &[0x55, 29, 18]];

/// The key of the certificate, trusted because an authority that is held signed it.
///
/// # Errors
/// [`AuthenticateError::UnknownIssuer`] where no authority of its key identifier is held;
/// [`AuthenticateError::NotCertified`] where none that is signed it; [`AuthenticateError::UnusableKey`] where the
/// certificate or its key is of a kind that is not used here.
pub(super) fn signer(der: &[u8], store: &TrustStore) -> Result<Arc<TrustedKey>, AuthenticateError> {
    if der.len() > MAX_CERTIFICATE {
        return Err(UnusableKey::TooLong { bytes: der.len() }.into());
    }
    let certificate = x509::parts(der).map_err(UnusableKey::from)?;
    if !certificate.algorithms_agree {
        return Err(UnusableKey::TwoAlgorithms.into());
    }
    let anchor = signed_by(&certificate, store)?;
    Ok(Arc::new(trusted(&certificate, &anchor)?))
}

/// The authority that signed the certificate. One key may be held under several certificates: that which lives longest
/// speaks.
fn signed_by(certificate: &Parts<'_>, store: &TrustStore) -> Result<Arc<TrustedKey>, AuthenticateError> {
    let Some(authority) = certificate.authority_key_id().filter(|id| !id.is_empty()) else {
        return Err(AuthenticateError::UnknownIssuer(Sought::Authority(None)));
    };
    let anchors = store.authorities(authority);
    if anchors.is_empty() {
        return Err(AuthenticateError::UnknownIssuer(Sought::Authority(Some(authority.to_vec()))));
    }
    let mut misfit = None;
    let mut signed: Option<Arc<TrustedKey>> = None;
    for anchor in anchors {
        let Ok(key) = anchor.verifying_key() else { continue };
        match holds(key, certificate.algorithm, certificate.signed, certificate.signature) {
            Ok(true) if signed.as_ref().is_none_or(|other| outlives(&anchor, other)) => signed = Some(anchor),
            Ok(_) => {}
            Err(why) => misfit = Some(why),
        }
    }
    signed.ok_or_else(|| match misfit {
        Some(why) => UnusableKey::Signature(why).into(),
        None => AuthenticateError::NotCertified,
    })
}

fn outlives(one: &TrustedKey, other: &TrustedKey) -> bool {
    match (one.validity.not_after, other.validity.not_after) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
    }
}

/// The signer's key as a key of the store: in its life while its authority is in its own, and of its authority's list.
fn trusted(certificate: &Parts<'_>, anchor: &TrustedKey) -> Result<TrustedKey, UnusableKey> {
    if let Some(unknown) =
        certificate.extensions().find(|extension| extension.critical && !known(extension.id))
    {
        return Err(UnusableKey::CriticalExtension { id: keys::dotted(unknown.id) });
    }
    let own = certificate.subject(oid::COUNTRY);
    if let (Some(own), Some(authority)) = (&own, &anchor.issuer)
        && !country::same(own, authority)
    {
        return Err(UnusableKey::OtherCountry { authority: authority.clone() });
    }
    let key = PublicKey::from_spki(certificate.spki).map_err(UnusableKey::SignerKey)?;
    let mut key = TrustedKey::new(key, &anchor.list);
    key.network = anchor.network;
    key.issuer = anchor.issuer.clone().or(own);
    key.name = certificate.subject(oid::COMMON_NAME);
    key.kid = certificate.serial.to_vec();
    key.usage = usage(certificate);
    key.document_types = certificate.document_types();
    key.validity = common(certificate.validity, anchor.validity);
    key.confirmed = anchor.confirmed;
    Ok(key)
}

/// The time in which both live.
fn common(one: Validity, other: Validity) -> Validity {
    Validity {
        not_before: one.not_before.max(other.not_before),
        not_after: one.not_after.into_iter().chain(other.not_after).min(),
    }
}

fn known(extension: &[u8]) -> bool {
    [
        oid::SUBJECT_KEY_ID,
        oid::KEY_USAGE,
        oid::BASIC_CONSTRAINTS,
        oid::AUTHORITY_KEY_ID,
        oid::EXTENDED_KEY_USAGE,
        oid::DOCUMENT_TYPES,
    ]
    .into_iter()
    .chain(HARMLESS)
    .any(|id| id == extension)
}

/// Anything where the certificate is for signing these codes, which it must say itself; else nothing.
fn usage(certificate: &Parts<'_>) -> KeyUsage {
    let allowed = certificate.purposes().any(|purpose| purpose == SIGNER)
        && certificate.signs_data()
        && !certificate.is_authority();
    KeyUsage { vaccination: allowed, test: allowed, recovery: allowed }
}

/// The key identifier of the authority that signed a CRL, where it is held.
///
/// # Errors
/// [`UnvouchedCrl`]: why the CRL cannot be used.
pub(super) fn signer_of_crl(crl: &Crl, store: &TrustStore) -> Result<Vec<u8>, UnvouchedCrl> {
    let mut misfit = UnvouchedCrl::NoAuthority;
    for anchor in store.authorities(crl.authority()) {
        let Ok(key) = anchor.verifying_key() else { continue };
        match crl.is_signed_by(key) {
            Ok(true) => return Ok(anchor.kid.clone()),
            Ok(false) => misfit = UnvouchedCrl::BadSignature,
            Err(why) => misfit = UnvouchedCrl::Algorithm(why),
        }
    }
    Err(misfit)
}

/// Authority and serial number of a certificate, by which a CRL names it.
pub(super) fn revocation_id(der: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let certificate = x509::parts(der).ok()?;
    Some((certificate.authority_key_id()?.to_vec(), certificate.serial.to_vec()))
}
