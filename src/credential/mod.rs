//! The credential families: how each is told apart, unwrapped ([`open`]) and, once genuine, read ([`read`]).
//!
//! A family lives in a folder of its own and is known here by one line in each of the dispatching functions.

mod algorithm;
mod cbor;
mod codes;
mod cose;
mod credential_types;
mod divoc;
mod error;
mod fields;
mod hcert;
mod hongkong;
mod inflate;
mod json;
mod names;
mod numeric_date;
mod nzcp;
mod recognised;
mod sealed;
mod shc;
mod vdsnc;
mod when;

pub use algorithm::Algorithm;
pub use credential_types::{
    Bound, Credential, Disease, Doubt, Event, EventKind, Holder, Note, TestResult, Validity,
};
pub use error::{OpenError, ReadError};
pub use recognised::Recognised;
pub use sealed::{Family, KeyHint, Sealed};
pub(crate) use sealed::{RevocationIds, Rid, Signature};
pub use shc::{Chunks, Gathered};
pub use when::When;

use crate::{Part, Payload, trust::Genuine};
use sealed::Content;

/// The longest payload that is looked at, in bytes. A QR code holds 2,953; the rest is room for credentials that come as
/// text or files.
pub const MAX_PAYLOAD: usize = 64 * 1024;

/// What the first bytes announce a payload to be, and what there is to open.
enum Announced<'a> {
    HongKong(&'a [u8]),
    Hcert(hcert::Envelope<'a>),
    Shc(shc::Envelope<'a>),
    Nzcp(&'a [u8]),
    VdsNc(&'a [u8]),
    Divoc(divoc::Archive<'a>),
}

fn announced(bytes: &[u8]) -> Option<Announced<'_>> {
    let hongkong = hongkong::claims(bytes).map(Announced::HongKong);
    hongkong
        .or_else(|| hcert::claims(bytes).map(Announced::Hcert))
        .or_else(|| shc::claims(bytes).map(Announced::Shc))
        .or_else(|| nzcp::claims(bytes).map(Announced::Nzcp))
        .or_else(|| vdsnc::claims(bytes).map(Announced::VdsNc))
        .or_else(|| divoc::claims(bytes).map(Announced::Divoc))
}

/// The family that a payload announces itself to be of, however broken it is behind that. Part of a message is of none.
pub fn family(payload: &Payload) -> Option<Family> {
    if payload.part().is_some() {
        return None;
    }
    announced(payload.as_bytes()).map(|announced| match announced {
        Announced::HongKong(_) => Family::HongKong,
        Announced::Hcert(_) => Family::Hcert,
        Announced::Shc(_) => Family::Shc,
        Announced::Nzcp(_) => Family::Nzcp,
        Announced::VdsNc(_) => Family::VdsNc,
        Announced::Divoc(_) => Family::Divoc,
    })
}

/// Tells the family of a payload and unwraps it as far as its signature: base encoding, compression and envelope.
///
/// # Errors
/// [`OpenError`] where the payload is no credential, one of a kind not checked here, or broken in its structure.
pub fn open(payload: &Payload) -> Result<Sealed, OpenError> {
    if let Some(Part { index, of, .. }) = payload.part() {
        let number = u16::from(index).saturating_add(1);
        return Err(OpenError::Unsupported(format!(
            "part {number} of {of} of a message in several codes (structured append)"
        )));
    }
    let bytes = payload.as_bytes();
    if bytes.len() > MAX_PAYLOAD {
        return Err(OpenError::TooLong { bytes: bytes.len() });
    }
    match announced(bytes) {
        Some(Announced::HongKong(text)) => hongkong::open(text),
        Some(Announced::Hcert(envelope)) => hcert::open(envelope),
        Some(Announced::Shc(envelope)) => shc::open(envelope),
        Some(Announced::Nzcp(rest)) => nzcp::open(rest),
        Some(Announced::VdsNc(text)) => vdsnc::open(text),
        Some(Announced::Divoc(archive)) => divoc::open(archive),
        None => Err(recognised::decline(bytes)),
    }
}

/// Reads the claims of a genuine credential, as its family's specification says.
///
/// # Errors
/// [`ReadError`] where the signed claims break the family's schema, or are of a kind that cannot be judged here.
pub fn read(genuine: &Genuine) -> Result<Credential, ReadError> {
    match &genuine.sealed().content {
        Content::HongKong(record) => hongkong::read(record),
        Content::Hcert(cwt) => hcert::read(cwt),
        Content::Shc(card) => shc::read(card),
        Content::Nzcp(pass) => nzcp::read(pass),
        Content::VdsNc(seal) => vdsnc::read(seal),
        Content::Divoc(vc) => divoc::read(vc),
    }
}

/// The identifiers under which a revocation list may name this credential. They need no claim to be believed: they are
/// only ever compared with hashes in a list.
pub(crate) fn revocation_ids(genuine: &Genuine) -> RevocationIds {
    let sealed = genuine.sealed();
    match &sealed.content {
        // No list names them; of VDS-NC, lists name the signer.
        Content::HongKong(_) | Content::Nzcp(_) | Content::VdsNc(_) | Content::Divoc(_) => {
            RevocationIds::default()
        }
        Content::Hcert(cwt) => hcert::revocation_ids(cwt, sealed.signature()),
        Content::Shc(card) => shc::revocation_ids(card),
    }
}
