//! From the text of a code to its token: hcert 1.0.8 §4, with the prefixes of its neighbours, and WHO's form without one.

use super::base45;
use super::cwt::TokenProblem;
use crate::credential::cose::{self, Headers};
use crate::credential::{KeyHint, OpenError, ReadError, Sealed, inflate};
use crate::keys::Signature;
use crate::verdict::{Algorithm, Family, Personal};
use data_encoding::BASE64;

/// What the specifications allow (hcert 1.0.8 §3.3.2).
pub(super) const ALGORITHMS: &[Algorithm] = &[Algorithm::Es256, Algorithm::Ps256];

/// The token, not yet believed.
#[derive(Debug)]
pub(in crate::credential) struct Cwt {
    /// Its CBOR, as signed. Nothing of it is read before the signature holds.
    pub(super) bytes: Personal<Vec<u8>>,
    pub(super) algorithm: Algorithm,
    pub(super) form: Form,
}

/// What the envelope announces. It is not signed: what the token holds must be what belongs under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::credential) enum Form {
    /// `HC1:`: any certificate of the EU or of WHO.
    Certificate,
    /// `AT1:`: Austria's exemption from vaccination.
    Exemption,
    /// `LT1:`: Switzerland's light certificate.
    Light,
    /// WHO's pilgrimage form, without a prefix, which carries a health link.
    Pilgrimage,
}

/// What is left to decode of a payload of this family.
#[derive(Clone, Copy)]
pub(in crate::credential) enum Envelope<'a> {
    /// What the prefix announces, and what follows it.
    Base45(Form, &'a [u8]),
    /// WHO's pilgrimage form: no prefix, Base64 of a COSE_Sign1 under the tags 61 and 18.
    Base64(&'a [u8]),
}

const PREFIXES: [(&str, Form); 3] =
    [("HC1:", Form::Certificate), ("AT1:", Form::Exemption), ("LT1:", Form::Light)];
/// Base64 of the tags 61 and 18 and the array of a COSE_Sign1 after them, as far as it is the same in all: `D8 3D D2`.
const PILGRIMAGE: &[u8] = b"2D3S";

/// What is to be decoded, where the payload is of this family.
pub(in crate::credential) fn claims(bytes: &[u8]) -> Option<Envelope<'_>> {
    let prefixed = PREFIXES.iter().find_map(|(prefix, form)| {
        bytes.strip_prefix(prefix.as_bytes()).map(|rest| Envelope::Base45(*form, rest))
    });
    prefixed.or_else(|| bytes.starts_with(PILGRIMAGE).then_some(Envelope::Base64(bytes)))
}

/// Base45, zlib, COSE_Sign1; or Base64 and COSE_Sign1.
///
/// # Errors
/// [`OpenError::Malformed`] with the step that failed.
pub(in crate::credential) fn open(envelope: Envelope<'_>) -> Result<Sealed, OpenError> {
    let (message, form) = match envelope {
        Envelope::Base45(form, text) => {
            let packed = base45::decode(text).map_err(OpenError::at("base45"))?;
            (inflate::zlib(&packed).map_err(OpenError::at("zlib"))?, form)
        }
        Envelope::Base64(text) => (BASE64.decode(text).map_err(OpenError::at("base64"))?, Form::Pilgrimage),
    };
    let message = cose::parse(&message, ALGORITHMS, Headers::Either)?;
    Ok(Sealed {
        family: Family::Hcert,
        algorithm: message.algorithm,
        signed: Personal::new(message.to_be_signed()),
        hint: KeyHint::Kid(message.kid),
        signature: Signature::Raw(message.signature),
        content: Box::new(Cwt { bytes: Personal::new(message.payload), algorithm: message.algorithm, form }),
    })
}

/// Holds what the prefix announces against what the token holds.
pub(super) fn belongs(announced: Form, holds: Form) -> Result<(), ReadError> {
    if announced == holds {
        return Ok(());
    }
    let prefix = |form| PREFIXES.iter().find(|(_, of)| *of == form).map_or("", |(prefix, _)| *prefix);
    Err(ReadError::claim(
        "prefix",
        TokenProblem::Announced { found: prefix(announced), belongs: prefix(holds) },
    ))
}
