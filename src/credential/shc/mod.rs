//! SMART Health Cards.
//!
//! Specification: HL7 *SMART Health Cards and Links* 1.0.0, "Health Cards Specification". A step of decoding is a file here,
//! in their order: [`numeric`] (or [`chunks`] of it), [`jws`], raw deflate ([`super::inflate`]), strict JSON
//! ([`super::json`]), then once the signature holds [`payload`], and the FHIR bundle within it: [`bundle`], [`subject`],
//! [`immunization`], [`observation`] and its [`outcome`].

mod bundle;
mod cards;
mod chunks;
mod coding;
mod fields;
mod immunization;
mod jws;
mod numeric;
mod observation;
mod outcome;
mod payload;
mod subject;

pub use cards::Cards;
pub use chunks::{Chunks, Gathered, is_chunk};
pub(super) use fields::CardProblem;
pub(super) use jws::JwsError;
pub(super) use numeric::NumericError;
pub(super) use payload::PayloadError;

use super::json::{self, Map, Value};
use super::{
    Content, Credential, KeyHint, OpenError, Products, ReadError, RevocationIds, Scheme, Sealed, inflate,
};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal};
use numeric::Numeric;

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: &[Algorithm::Es256],
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Card {
    /// # Errors
    /// [`ReadError::Claim`] where the payload or the bundle in it breaks its schema.
    fn read(&self, _products: &Products) -> Result<Credential, ReadError> {
        payload::read(self.claims.reveal())
    }

    fn revocation_ids(&self, _signature: &Signature) -> RevocationIds {
        payload::revocation_ids(self.claims.reveal())
    }
}

/// The payload of a card, not yet believed. Nothing but the issuer is read of it before the signature holds, and that to find
/// the key by alone.
#[derive(Debug)]
pub(super) struct Card {
    claims: Personal<Map>,
}

/// What is left to decode of a payload of this family.
#[derive(Clone, Copy)]
pub(super) enum Envelope<'a> {
    /// What follows `shc:/`.
    Numeric(&'a [u8]),
    /// A compact JWS, as it stands in `.smart-health-card` files.
    Jws(&'a [u8]),
}

/// What is to be decoded, where the payload is of this family. The scheme of a URI counts in any case of letters (RFC 3986
/// §3.1). A JWS is known by the first bytes of its header, `{"` in Base64url, and its first full stop.
pub(super) fn claims(bytes: &[u8]) -> Option<Envelope<'_>> {
    if let Some(rest) = numeric::after_scheme(bytes) {
        return Some(Envelope::Numeric(rest));
    }
    (bytes.starts_with(b"eyJ") && bytes.contains(&b'.')).then_some(Envelope::Jws(bytes))
}

/// Digits, JWS, deflate, JSON.
///
/// # Errors
/// [`OpenError::Incomplete`] for one chunk of several; [`OpenError::Unsigned`] and [`OpenError::Malformed`] with the step that
/// failed.
pub(super) fn open(envelope: Envelope<'_>) -> Result<Sealed, OpenError> {
    match envelope {
        Envelope::Jws(text) => open_jws(text),
        Envelope::Numeric(text) => match numeric::parse(text).map_err(OpenError::at("numeric"))? {
            Numeric { index, count, .. } if count > 1 => Err(OpenError::Incomplete { index, count }),
            Numeric { digits, .. } => {
                open_jws(&numeric::characters(digits).map_err(OpenError::at("numeric"))?)
            }
        },
    }
}

fn open_jws(text: &[u8]) -> Result<Sealed, OpenError> {
    let jws = jws::parse(text)?;
    let payload =
        inflate::raw_or_trailed(&jws.payload, inflate::MAX_OUTPUT).map_err(OpenError::at("deflate"))?;
    let claims = match json::parse(&payload).map_err(OpenError::at("payload"))? {
        Value::Object(claims) => claims,
        _ => return Err(OpenError::malformed("payload", PayloadError::NotAnObject)),
    };
    let issuer = payload::issuer(&claims).map_err(OpenError::at("payload"))?;
    Ok(Sealed {
        family: Family::Shc,
        algorithm: Algorithm::Es256,
        hint: KeyHint::Issuer { issuer: issuer.to_owned(), kid: jws.kid },
        signed: Personal::new(jws.signed.to_vec()),
        signature: Signature::Raw(jws.signature),
        content: Box::new(Card { claims: Personal::new(claims) }),
    })
}
