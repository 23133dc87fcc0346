//! The claims of the CBOR Web Token (RFC 8392 §3; hcert 1.0.8 §3.3).

use crate::credential::cbor::{self, Key, Map, Value};
use crate::credential::registered::{AUD, EXP, IAT, ISS, NBF, Registered};
use crate::credential::{ClaimProblem, ReadError, Validity};
use crate::verdict::{Remark, Unsupported};
use thiserror::Error;

/// The key of the claim that holds a certificate (hcert 1.0.8 §3.3.1).
const HCERT: i128 = -260;
/// Switzerland's light certificate, in its private-use range.
const LIGHT: i128 = -250;

/// The name of the claim that says when a token was issued.
pub(super) const ISSUED: &str = IAT.name();

/// What is wrong with a claim that holds a certificate, or with the prefix in front of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TokenProblem {
    /// The certificate stands under a text.
    #[error("its key is not a number")]
    KeyNotANumber,
    /// The light certificate stands under another number.
    #[error("its key is not 1")]
    KeyNotOne,
    /// The token holds a certificate of another kind.
    #[error("{found} announces another certificate: this one belongs under {belongs}")]
    Announced {
        /// The prefix.
        found: &'static str,
        /// The prefix of the kind that it is.
        belongs: &'static str,
    },
}

/// The claims of one token.
#[derive(Debug)]
pub(super) struct Claims {
    /// Who issued it, by its own word.
    pub(super) issuer: Option<String>,
    /// Issue and expiry.
    pub(super) validity: Validity,
    /// Dates left out, and why.
    pub(super) remarks: Vec<Remark>,
    /// Whether it is addressed to somebody.
    pub(super) addressed: bool,
    /// The certificate, by its kind.
    pub(super) content: Content,
}

/// The certificate within a token: a claim under -260, or for the first version of WHO's DDCC the token itself.
#[derive(Debug)]
pub(super) enum Content {
    /// The only claim within -260, by its key.
    Hcert(i128, Value),
    /// The only claim within -250: Switzerland's light certificate.
    Light(Value),
    /// The root: no -260, and DDCC's names stand beside the registered claims.
    Root(Value),
    /// A pass of the United Kingdom for use at home, whose claims stand under texts.
    Domestic,
}

/// Reads a token.
///
/// # Errors
/// [`ReadError::Claim`] where it is no CBOR map, a registered claim is of the wrong type, or a time is not a number, not
/// finite or negative; [`ReadError::Unsupported`] where it holds several certificates.
pub(super) fn read(cwt: &[u8]) -> Result<Claims, ReadError> {
    let root = parse(cwt)?;
    let issuer = issuer(&root)?;
    let mut remarks = Vec::new();
    let validity = validity(&root, &mut remarks)?;
    let addressed = AUD.of(&root).is_some_and(|aud| *aud != Value::Null);
    Ok(Claims { issuer, validity, remarks, addressed, content: content(root)? })
}

/// The token as a map.
pub(super) fn parse(cwt: &[u8]) -> Result<Map, ReadError> {
    match cbor::parse(cwt) {
        Ok(Value::Map(claims)) => Ok(claims),
        Ok(_) => Err(ReadError::claim("claims", ClaimProblem::NotAMap)),
        Err(error) => Err(ReadError::claim("claims", error)),
    }
}

fn issuer(root: &Map) -> Result<Option<String>, ReadError> {
    match ISS.of(root) {
        None => Ok(None),
        Some(Value::Text(issuer)) => Ok(Some(issuer.clone())),
        Some(_) => Err(ISS.error(ClaimProblem::NotText)),
    }
}

fn validity(root: &Map, remarks: &mut Vec<Remark>) -> Result<Validity, ReadError> {
    let mut validity = Validity::default();
    let mut date = |claim: Registered, mandatory: bool| match claim.of(root) {
        Some(value) => claim.date(value, &mut validity, remarks),
        None => {
            validity.missing.extend(mandatory.then_some(claim.name()));
            Ok(None)
        }
    };
    // DDCC's first version, without the claims of a certificate, states its dates in its own.
    let bears = [HCERT, LIGHT].iter().any(|claim| root.contains_key(&Key::Integer(*claim)));
    let (exp, nbf, iat) = (date(EXP, bears)?, date(NBF, false)?, date(IAT, bears)?);
    validity.from.extend(iat.into_iter().chain(nbf));
    validity.until.extend(exp);
    Ok(validity)
}

fn content(mut root: Map) -> Result<Content, ReadError> {
    if is_domestic(&root) {
        return Ok(Content::Domestic);
    }
    match (root.remove(&HCERT.into()), root.remove(&LIGHT.into())) {
        (Some(hcert), None) => within("-260", hcert).map(|(kind, content)| Content::Hcert(kind, content)),
        (None, Some(light)) => match within("-250", light)? {
            (1, content) => Ok(Content::Light(content)),
            _ => Err(ReadError::claim("-250", TokenProblem::KeyNotOne)),
        },
        (Some(_), Some(_)) => Err(ReadError::claim("-260, -250", ClaimProblem::NotOneOfThem)),
        (None, None) => Ok(Content::Root(Value::Map(root))),
    }
}

/// Whether a token is a pass of the United Kingdom for use at home: its entry stands under `d`, and its claims under texts, from the
/// root or from the certificate on.
fn is_domestic(root: &Map) -> bool {
    fn under<'m>(map: &'m Map, keys: &[Key]) -> Option<&'m Map> {
        match keys.iter().find_map(|key| map.get(key))? {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }
    let claim = [Key::Integer(HCERT), "-260".into(), "hcert".into()];
    let kind = [Key::Integer(1), "1".into(), "eu_dgc_v1".into()];
    let certificate = under(root, &claim).and_then(|hcert| under(hcert, &kind));
    certificate.is_some_and(|certificate| {
        let has = |group: &str| certificate.get(&group.into()).is_some_and(|entry| *entry != Value::Null);
        has("d") && !["v", "t", "r", "ve"].into_iter().any(has)
    })
}

/// The certificate in the claim of that name. Two in one token are declined: a verdict is on one, and to show one of two would
/// hide the other.
fn within(claim: &str, hcert: Value) -> Result<(i128, Value), ReadError> {
    let Value::Map(hcert) = hcert else {
        return Err(ReadError::claim(claim, ClaimProblem::NotAMap));
    };
    let count = hcert.len();
    let mut contents = hcert.into_iter();
    match (contents.next(), count) {
        (Some((Key::Integer(kind), content)), 1) => Ok((kind, content)),
        (None, _) => Err(ReadError::claim(claim, ClaimProblem::Empty)),
        (Some(_), 1) => Err(ReadError::claim(claim, TokenProblem::KeyNotANumber)),
        _ => Err(ReadError::Unsupported(Unsupported::SeveralCertificates { count })),
    }
}
