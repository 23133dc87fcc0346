//! HC1: EU Digital COVID Certificate and WHO's certificates of the same form.
//!
//! Specifications: *Electronic Health Certificate Specification* (hcert) 1.0.8 of the eHealth Network, 1.1.1 of WHO. A step
//! of decoding is a file here, in their order: [`base45`], zlib ([`super::inflate`]), COSE ([`super::cose`]), then once the
//! signature holds [`cwt`] and the certificate within it, [`dcc`], [`ddcc`] or [`icvp`].

mod base45;
mod cwt;
mod dcc;
mod dcc_events;
mod ddcc;
mod icvp;
mod revocation;

use super::sealed::Content;
use super::{
    Algorithm, Bound, Credential, Event, Family, Holder, KeyHint, OpenError, ReadError, RevocationIds,
    Sealed, Signature, cose, fields, inflate,
};
use cose::Headers;
use data_encoding::BASE64;

/// The token, not yet believed.
#[derive(Debug)]
pub(super) struct Cwt {
    /// Its CBOR, as signed. Nothing of it is read before the signature holds.
    bytes: Vec<u8>,
    algorithm: Algorithm,
    /// Whether it came in WHO's pilgrimage form, which carries a health link.
    pilgrimage: bool,
}

/// What is left to decode of a payload of this family.
#[derive(Debug, Clone, Copy)]
pub(super) enum Envelope<'a> {
    /// What follows the prefix.
    Base45(&'a [u8]),
    /// WHO's pilgrimage form: no prefix, Base64 of a COSE_Sign1 under the tags 61 and 18.
    Base64(&'a [u8]),
}

/// What a certificate says beside its token's own claims.
#[derive(Debug, Default)]
struct Body {
    holder: Holder,
    events: Vec<Event>,
    from: Vec<Bound>,
    until: Vec<Bound>,
}

const PREFIX: &[u8] = b"HC1:";
/// Base64 of the tags 61 and 18 and the array of a COSE_Sign1 after them, as far as it is the same in all: `D8 3D D2`.
const PILGRIMAGE: &[u8] = b"2D3S";

/// What is to be decoded, where the payload is of this family.
pub(super) fn claims(bytes: &[u8]) -> Option<Envelope<'_>> {
    match bytes.strip_prefix(PREFIX) {
        Some(rest) => Some(Envelope::Base45(rest)),
        None => bytes.starts_with(PILGRIMAGE).then_some(Envelope::Base64(bytes)),
    }
}

/// Base45, zlib, COSE_Sign1; or Base64 and COSE_Sign1.
///
/// # Errors
/// [`OpenError::Malformed`] with the step that failed.
pub(super) fn open(envelope: Envelope<'_>) -> Result<Sealed, OpenError> {
    let (message, pilgrimage) = match envelope {
        Envelope::Base45(text) => (inflate::zlib(&base45::decode(text)?)?, false),
        Envelope::Base64(text) => {
            let broken =
                |error: data_encoding::DecodeError| OpenError::malformed("base64", error.to_string());
            (BASE64.decode(text).map_err(broken)?, true)
        }
    };
    let message = cose::parse(&message, Family::Hcert.algorithms(), Headers::Either)?;
    Ok(Sealed {
        family: Family::Hcert,
        algorithm: message.algorithm,
        signed: message.to_be_signed(),
        hint: KeyHint::Kid(message.kid),
        signature: Signature::Raw(message.signature),
        content: Content::Hcert(Cwt { bytes: message.payload, algorithm: message.algorithm, pilgrimage }),
    })
}

/// The claims.
///
/// # Errors
/// [`ReadError::Claim`] where token or certificate break their schema; [`ReadError::Unsupported`] where the certificate is
/// of a kind that cannot be judged here.
pub(super) fn read(token: &Cwt) -> Result<Credential, ReadError> {
    let claims = cwt::read(&token.bytes)?;
    let declined = |what: &str| {
        let issuer = claims.issuer.as_deref().filter(|issuer| is_code(issuer));
        let of = issuer.map_or_else(String::new, |issuer| format!(" of {issuer}"));
        Err(ReadError::Unsupported(format!("the signature{of} holds; {what}")))
    };
    const LINK: &str =
        "the code carries a health link, whose contents need a network and cannot be checked here";
    let body = match &claims.content {
        cwt::Content::Hcert(5, _) => return declined(LINK),
        _ if token.pilgrimage => return declined("a pilgrimage card, whose contents cannot be judged here"),
        cwt::Content::Hcert(1, content) => dcc::read(content)?,
        cwt::Content::Hcert(3, content) => ddcc::read(content)?,
        cwt::Content::Hcert(-6, content) => icvp::read(content)?,
        cwt::Content::Hcert(4, _) => {
            return declined("a WHO DDCC test certificate, a form that cannot be judged here");
        }
        cwt::Content::Hcert(kind, _) => {
            return declined(&format!("certificates of kind {kind} are not known here"));
        }
        cwt::Content::Root(content) => {
            let root = fields::Fields::certificate(content, "claims")?;
            if root.get("name").is_none() && root.get("vaccine").is_none() {
                return Err(ReadError::claim("-260", "missing"));
            }
            ddcc::read(content)?
        }
    };
    let mut validity = claims.validity;
    validity.from.extend(body.from);
    validity.until.extend(body.until);
    // In DDCC's first version it stands for exp.
    let root = matches!(claims.content, cwt::Content::Root(_));
    if root && validity.until.is_empty() && !validity.missing.contains(&"exp") {
        validity.missing.push("valid_until");
    }
    Ok(Credential {
        family: Family::Hcert,
        holder: body.holder,
        events: body.events,
        validity,
        notes: claims.notes,
    })
}

/// Whether an issuer's name is a code that can be shown: a country, as the specifications ask.
fn is_code(issuer: &str) -> bool {
    (2..=10).contains(&issuer.len()) && issuer.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The identifiers of EU DCC revocation.
pub(super) fn revocation_ids(token: &Cwt, signature: &Signature) -> RevocationIds {
    revocation::ids(token, signature)
}
