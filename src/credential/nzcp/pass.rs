//! The pass within the token (§ "Verifiable Credential Claim Structure", § "Pass Types").

use super::claims::UUID;
use crate::credential::cbor::{Map, Value};
use crate::credential::fields::CborFields;
use crate::credential::{ClaimProblem, Holder, ReadError, names};
use crate::verdict::{Family, Personal, Unsupported, When};
use thiserror::Error;

const CONTEXT: &str = "https://www.w3.org/2018/credentials/v1";
const VERSION: &str = "1.0.0";
/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// The longest other text.
const MAX_TEXT: usize = 200;

/// What is wrong with a claim of a pass.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PassProblem {
    /// An issuer of another kind (§ "CWT Claims").
    #[error("not a did:web")]
    Issuer,
    /// An identifier of another type.
    #[error("not a byte string")]
    IdentifierNotBytes,
    /// An identifier that is no UUID.
    #[error("{bytes} bytes, where {UUID} belong")]
    IdentifierLength {
        /// Its length.
        bytes: usize,
    },
    /// Another context, or none.
    #[error("does not begin with {CONTEXT}")]
    Context,
    /// Not the two types that a pass has.
    #[error("not VerifiableCredential and a type of pass")]
    Types,
    /// An array of other than texts.
    #[error("not texts alone")]
    NotTexts,
}

/// Reads whom a pass names.
///
/// # Errors
/// [`ReadError::Claim`] where a claim breaks the specification; [`ReadError::Unsupported`] for a type of pass or a version
/// that it does not define.
pub(super) fn read(claims: &Map) -> Result<Holder, ReadError> {
    let claims = CborFields::root(claims);
    let vc = claims.need("vc", claims.fields("vc")?)?;
    // Only the first entry is prescribed; that a pass is New Zealand's says its issuer.
    if texts(&vc, "@context")?.first() != Some(&CONTEXT) {
        return Err(vc.error("@context", PassProblem::Context));
    }
    version(&vc)?;
    match texts(&vc, "type")?.as_slice() {
        ["VerifiableCredential", "PublicCovidPass"] => {}
        ["VerifiableCredential", _] => {
            return Err(ReadError::Unsupported(Unsupported::Type {
                family: Family::Nzcp,
                name: None,
                genuine: true,
                issuer: None,
            }));
        }
        _ => return Err(vc.error("type", PassProblem::Types)),
    }
    holder(&vc.need("credentialSubject", vc.fields("credentialSubject")?)?)
}

fn version(vc: &CborFields<'_>) -> Result<(), ReadError> {
    let version = vc.need("version", vc.text("version", MAX_TEXT)?)?;
    let numbers: Vec<&str> = version.split('.').collect();
    let is_number = |part: &&str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match numbers.as_slice() {
        _ if version == VERSION => Ok(()),
        [_, _, _] if numbers.iter().all(is_number) => Err(ReadError::Unsupported(Unsupported::Version {
            family: Family::Nzcp,
            version: version.to_owned(),
            genuine: true,
        })),
        _ => Err(vc.error("version", ClaimProblem::NotAVersion)),
    }
}

/// § "PublicCovidPass".
fn holder(subject: &CborFields<'_>) -> Result<Holder, ReadError> {
    let given = subject.need("givenName", subject.text("givenName", MAX_NAME)?)?;
    let family = subject.text("familyName", MAX_NAME)?;
    let mut holder = names::holder(names::stated(Some(given), family), None);
    let born = subject.need("dob", subject.text("dob", MAX_TEXT)?)?;
    holder.birth_date = Some(Personal::new(When::Day(subject.day("dob", born)?)));
    Ok(holder)
}

/// An array of texts that must be there.
fn texts<'a>(vc: &CborFields<'a>, name: &str) -> Result<Vec<&'a str>, ReadError> {
    let text = |item: &'a Value| match item {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let texts = vc.need(name, vc.items(name)?)?.iter().map(text);
    texts.collect::<Option<_>>().ok_or_else(|| vc.error(name, PassProblem::NotTexts))
}
