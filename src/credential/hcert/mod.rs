//! HC1: EU Digital COVID Certificate and WHO's certificates of the same form.
//!
//! Specifications: *Electronic Health Certificate Specification* (hcert) 1.0.8 of the eHealth Network, 1.1.1 of WHO. A step
//! of decoding is a file here, in their order: [`base45`], zlib ([`super::inflate`]), COSE ([`super::cose`]), then once the
//! signature holds [`cwt`] and the certificate within it, [`dcc`], [`light`], [`ddcc`], [`ddcc_test`] or [`icvp`].
//!
//! Two countries used the same envelope for certificates of their own, under prefixes of their own: Austria's exemption
//! from vaccination (`AT1:`) and Switzerland's light certificate (`LT1:`).

mod base45;
mod cwt;
mod dcc;
mod dcc_events;
mod ddcc;
mod ddcc_test;
mod icvp;
mod light;
mod revocation;

use super::{
    Bound, Content, Credential, Event, Holder, KeyHint, OpenError, ReadError, RevocationIds, Scheme, Sealed,
    cose, fields, inflate,
};
use crate::keys::Signature;
use crate::verdict::{Algorithm, EventKind, Family, Remark, Unsupported};
use cose::Headers;
use data_encoding::BASE64;

/// What the specifications allow (hcert 1.0.8 §3.3.2).
const ALGORITHMS: &[Algorithm] = &[Algorithm::Es256, Algorithm::Ps256];

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: ALGORITHMS,
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Cwt {
    fn read(&self) -> Result<Credential, ReadError> {
        read(self)
    }

    fn revocation_ids(&self, signature: &Signature) -> RevocationIds {
        revocation::ids(self, signature)
    }
}

/// The token, not yet believed.
#[derive(Debug)]
pub(super) struct Cwt {
    /// Its CBOR, as signed. Nothing of it is read before the signature holds.
    bytes: Vec<u8>,
    algorithm: Algorithm,
    form: Form,
}

/// What the envelope announces. It is not signed: what the token holds must be what belongs under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
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
#[derive(Debug, Clone, Copy)]
pub(super) enum Envelope<'a> {
    /// What the prefix announces, and what follows it.
    Base45(Form, &'a [u8]),
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
    remarks: Vec<Remark>,
}

const PREFIXES: [(&str, Form); 3] =
    [("HC1:", Form::Certificate), ("AT1:", Form::Exemption), ("LT1:", Form::Light)];
/// Base64 of the tags 61 and 18 and the array of a COSE_Sign1 after them, as far as it is the same in all: `D8 3D D2`.
const PILGRIMAGE: &[u8] = b"2D3S";

/// What is to be decoded, where the payload is of this family.
pub(super) fn claims(bytes: &[u8]) -> Option<Envelope<'_>> {
    let prefixed = PREFIXES.iter().find_map(|(prefix, form)| {
        bytes.strip_prefix(prefix.as_bytes()).map(|rest| Envelope::Base45(*form, rest))
    });
    prefixed.or_else(|| bytes.starts_with(PILGRIMAGE).then_some(Envelope::Base64(bytes)))
}

/// Base45, zlib, COSE_Sign1; or Base64 and COSE_Sign1.
///
/// # Errors
/// [`OpenError::Malformed`] with the step that failed.
pub(super) fn open(envelope: Envelope<'_>) -> Result<Sealed, OpenError> {
    let (message, form) = match envelope {
        Envelope::Base45(form, text) => (inflate::zlib(&base45::decode(text)?)?, form),
        Envelope::Base64(text) => {
            let broken =
                |error: data_encoding::DecodeError| OpenError::malformed("base64", error.to_string());
            (BASE64.decode(text).map_err(broken)?, Form::Pilgrimage)
        }
    };
    let message = cose::parse(&message, ALGORITHMS, Headers::Either)?;
    Ok(Sealed {
        family: Family::Hcert,
        algorithm: message.algorithm,
        signed: message.to_be_signed(),
        hint: KeyHint::Kid(message.kid),
        signature: Signature::Raw(message.signature),
        content: Box::new(Cwt { bytes: message.payload, algorithm: message.algorithm, form }),
    })
}

/// The claims.
///
/// # Errors
/// [`ReadError::Claim`] where token or certificate break their schema; [`ReadError::Unsupported`] where the certificate is
/// of a kind that cannot be judged here.
fn read(token: &Cwt) -> Result<Credential, ReadError> {
    let mut claims = cwt::read(&token.bytes)?;
    let body = certificate(token.form, &mut claims)?;
    belongs(token.form, &claims.content, &body)?;
    let mut validity = claims.validity;
    validity.from.extend(body.from);
    validity.until.extend(body.until);
    // In DDCC's first version it stands for exp.
    let root = matches!(claims.content, cwt::Content::Root(_));
    if root && validity.until.is_empty() && !validity.missing.contains(&"exp") {
        validity.missing.push("valid_until");
    }
    Ok(Credential {
        holder: body.holder,
        events: body.events,
        validity,
        remarks: body.remarks.into_iter().chain(claims.remarks).collect(),
        ..Credential::new(Family::Hcert)
    })
}

/// The certificate within the token, by the key that it stands under.
fn certificate(form: Form, claims: &mut cwt::Claims) -> Result<Body, ReadError> {
    let issuer = claims.issuer.take().filter(|issuer| is_code(issuer));
    let declined = |what| Err(ReadError::Unsupported(what));
    match &claims.content {
        cwt::Content::Hcert(5, _) => declined(Unsupported::HealthLink { issuer }),
        _ if form == Form::Pilgrimage => declined(Unsupported::PilgrimageCard { issuer }),
        cwt::Content::Hcert(1, content) => dcc::read(content),
        cwt::Content::Light(content) => light::read(content),
        cwt::Content::Hcert(3, content) => ddcc::read(content),
        cwt::Content::Hcert(4, content) => ddcc_test::read(content),
        cwt::Content::Hcert(-6, content) => icvp::read(content),
        cwt::Content::Hcert(kind, _) => {
            let name = Some(kind.to_string());
            declined(Unsupported::Type { family: Family::Hcert, name, genuine: true, issuer })
        }
        cwt::Content::Root(content) => {
            let root = fields::Fields::certificate(content, "claims")?;
            if root.get("name").is_none() && root.get("vaccine").is_none() {
                return Err(ReadError::claim("-260", "missing"));
            }
            // The first version of the test certificate has its names at the root, too.
            if root.get("pathogen").is_some() || root.get("test").is_some() {
                ddcc_test::read(content)
            } else {
                ddcc::read(content)
            }
        }
    }
}

/// Holds what the prefix announces against what the token says.
fn belongs(form: Form, content: &cwt::Content, body: &Body) -> Result<(), ReadError> {
    let holds = if matches!(content, cwt::Content::Light(_)) {
        Form::Light
    } else if body.events.iter().any(|event| event.kind == EventKind::Exemption) {
        Form::Exemption
    } else {
        Form::Certificate
    };
    if form == holds {
        return Ok(());
    }
    let named = |form| PREFIXES.iter().find(|(_, of)| *of == form).map_or("", |(prefix, _)| *prefix);
    Err(ReadError::claim(
        "prefix",
        format!("{} announces another certificate: this one belongs under {}", named(form), named(holds)),
    ))
}

/// Whether an issuer's name is a code that can be shown: a country, as the specifications ask.
fn is_code(issuer: &str) -> bool {
    (2..=10).contains(&issuer.len()) && issuer.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
