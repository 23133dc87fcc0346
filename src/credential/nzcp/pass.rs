//! The pass within the token (§ "Verifiable Credential Claim Structure", § "Pass Types").

use crate::credential::cbor::{Map, Value};
use crate::credential::fields::Fields;
use crate::credential::{Holder, ReadError, names};
use crate::verdict::{Family, Personal, Unsupported, When};

const CONTEXT: &str = "https://www.w3.org/2018/credentials/v1";
const VERSION: &str = "1.0.0";
/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// The longest other text.
const MAX_TEXT: usize = 200;

/// Reads whom a pass names.
///
/// # Errors
/// [`ReadError::Claim`] where a claim breaks the specification; [`ReadError::Unsupported`] for a type of pass or a version
/// that it does not define.
pub(super) fn read(claims: &Map) -> Result<Holder, ReadError> {
    let vc = claims.get(&"vc".into()).ok_or_else(|| ReadError::claim("vc", "missing"))?;
    let vc = Fields::of(vc, "vc")?;
    // Only the first entry is prescribed; that a pass is New Zealand's says its issuer.
    if texts(&vc, "@context")?.first() != Some(&CONTEXT) {
        return Err(vc.error("@context", format!("does not begin with {CONTEXT}")));
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
        _ => return Err(vc.error("type", "not VerifiableCredential and a type of pass")),
    }
    holder(&vc.need("credentialSubject", vc.fields("credentialSubject")?)?)
}

fn version(vc: &Fields<'_>) -> Result<(), ReadError> {
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
        _ => Err(vc.error("version", "not a version of three numbers")),
    }
}

/// § "PublicCovidPass".
fn holder(subject: &Fields<'_>) -> Result<Holder, ReadError> {
    let given = subject.text("givenName", MAX_NAME)?.filter(|name| !name.trim().is_empty());
    let given = subject.need("givenName", given)?;
    let family = subject.text("familyName", MAX_NAME)?;
    let mut holder = names::holder(names::joined(Some(given), family), None);
    let born = subject.need("dob", subject.text("dob", MAX_TEXT)?)?;
    let born = When::parse_date(born)
        .filter(|date| matches!(date, When::Day(_)))
        .ok_or_else(|| subject.error("dob", "not a day of the calendar, YYYY-MM-DD"))?;
    holder.birth_date = Some(Personal::new(born));
    Ok(holder)
}

/// An array of texts that must be there.
fn texts<'a>(vc: &Fields<'a>, name: &str) -> Result<Vec<&'a str>, ReadError> {
    let Value::Array(items) = vc.need(name, vc.get(name))? else {
        return Err(vc.error(name, "not an array"));
    };
    let text = |item: &'a Value| match item {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    items.iter().map(text).collect::<Option<_>>().ok_or_else(|| vc.error(name, "not texts alone"))
}
