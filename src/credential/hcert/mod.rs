//! HC1: EU Digital COVID Certificate and WHO's certificates of the same form.
//!
//! Specifications: *Electronic Health Certificate Specification* (hcert) 1.0.8 of the eHealth Network, 1.1.1 of WHO. A step
//! of decoding is a file here, in their order: [`envelope`] with [`base45`], zlib ([`super::inflate`]) and COSE
//! ([`super::cose`]), then once the signature holds [`cwt`] and the certificate within it, [`dcc`], [`light`], [`ddcc`], [`ddcc_test`] or [`icvp`].
//!
//! Two countries used the same envelope for certificates of their own, under prefixes of their own: Austria's exemption
//! from vaccination (`AT1:`) and Switzerland's light certificate (`LT1:`).

mod base45;
mod cwt;
mod days;
mod dcc;
mod dcc_events;
mod ddcc;
mod ddcc_test;
mod doses;
mod envelope;
mod icvp;
mod light;
mod revocation;

pub(super) use base45::Base45Error;
pub(super) use cwt::TokenProblem;
pub(super) use dcc::DccProblem;
pub(super) use ddcc::DdccProblem;

use super::cbor::Value;
use super::fields::CborFields;
use super::{
    Bound, ClaimProblem, Content, Credential, Event, Holder, Products, ReadError, RevocationIds, Scheme,
    Validity,
};
use crate::keys::Signature;
use crate::verdict::{Doubt, EventKind, Family, Personal, Remark, SchemeRule, Unsupported, When};
use chrono::{DateTime, FixedOffset};
use days::{day, day_of};
use doses::dose;
use envelope::{ALGORITHMS, Cwt, Form, claims, open};

/// Its line in the table of the families.
pub(super) const SCHEME: Scheme = Scheme {
    algorithms: ALGORITHMS,
    announces: |payload| claims(payload).is_some(),
    open: |payload| claims(payload).map(open),
};

impl Content for Cwt {
    /// # Errors
    /// [`ReadError::Claim`] where token or certificate break their schema; [`ReadError::Unsupported`] where the certificate
    /// is of a kind that cannot be judged here.
    fn read(&self, products: &Products) -> Result<Credential, ReadError> {
        read(self, products)
    }

    fn revocation_ids(&self, signature: &Signature) -> RevocationIds {
        revocation::ids(self, signature)
    }
}

/// The key of WHO's vaccination card within the claim -260.
const CARD: i128 = -6;

/// What a certificate says beside its token's own claims.
#[derive(Debug, Clone, Default)]
struct Body {
    holder: Holder,
    events: Vec<Event>,
    from: Vec<Bound>,
    until: Vec<Bound>,
    remarks: Vec<Remark>,
    doubts: Vec<Doubt>,
    scheme: Vec<SchemeRule>,
    authorities: Vec<String>,
}

fn read(token: &Cwt, products: &Products) -> Result<Credential, ReadError> {
    let claims = cwt::read(token.bytes.reveal())?;
    let body = certificate(token.form, &claims, products)?;
    envelope::belongs(token.form, form_of(&claims.content, &body))?;
    let mut validity = claims.validity;
    let dcc = match &claims.content {
        cwt::Content::Hcert(1, content) if token.form == Form::Certificate => content.to_json(),
        _ => None,
    };
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
        pass: matches!(claims.content, cwt::Content::Light(_)),
        card: matches!(claims.content, cwt::Content::Hcert(CARD, _)),
        remarks: body.remarks.into_iter().chain(claims.remarks).collect(),
        doubts: body.doubts.into_iter().chain(claims.addressed.then_some(Doubt::Addressee)).collect(),
        scheme: body.scheme,
        authorities: body.authorities,
        dcc: dcc.map(Personal::new),
        issuer: claims.issuer,
        ..Credential::new(Family::Hcert)
    })
}

/// The certificate within the token, by the key that it stands under.
fn certificate(form: Form, claims: &cwt::Claims, products: &Products) -> Result<Body, ReadError> {
    let issuer = claims.issuer.clone().filter(|issuer| is_code(issuer));
    let declined = |what| Err(ReadError::Unsupported(what));
    match &claims.content {
        cwt::Content::Hcert(5, _) => declined(Unsupported::HealthLink { issuer }),
        _ if form == Form::Pilgrimage => declined(Unsupported::PilgrimageCard { issuer }),
        cwt::Content::Hcert(1, content) => dcc::read(content),
        cwt::Content::Light(content) => light::read(content),
        cwt::Content::Hcert(3, content) => ddcc::read(content),
        cwt::Content::Hcert(4, content) => ddcc_test::read(content),
        cwt::Content::Hcert(CARD, content) => icvp::read(content, issued(&claims.validity), products),
        cwt::Content::Hcert(kind, _) => {
            let name = Some(kind.to_string());
            declined(Unsupported::Type { family: Family::Hcert, name, genuine: true, issuer })
        }
        cwt::Content::Root(content) => bare(content),
        cwt::Content::Domestic => declined(Unsupported::DomesticPass { issuer }),
    }
}

/// When the token was issued, by its own word.
fn issued(validity: &Validity) -> Option<DateTime<FixedOffset>> {
    validity.from.iter().find_map(|bound| match bound.when {
        When::Instant(at) if bound.claim == cwt::ISSUED => Some(at),
        _ => None,
    })
}

/// The first version of WHO's certificates, whose names stand at the root.
fn bare(content: &Value) -> Result<Body, ReadError> {
    let root = CborFields::certificate(content, "claims")?;
    if root.get("name").is_none() && root.get("vaccine").is_none() {
        return Err(ReadError::claim("-260", ClaimProblem::Missing));
    }
    if root.get("pathogen").is_some() || root.get("test").is_some() {
        ddcc_test::read(content)
    } else {
        ddcc::read(content)
    }
}

/// What must announce a token that holds this.
fn form_of(content: &cwt::Content, body: &Body) -> Form {
    if matches!(content, cwt::Content::Light(_)) {
        Form::Light
    } else if body.events.iter().any(|event| event.kind == EventKind::Exemption) {
        Form::Exemption
    } else {
        Form::Certificate
    }
}

/// Whether an issuer's name is a code that can be shown: a country, as the specifications ask.
fn is_code(issuer: &str) -> bool {
    (2..=10).contains(&issuer.len()) && issuer.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
