//! EU Digital COVID Certificate (claim -260, 1): person and envelope, by the JSON schema 1.3 of the eHealth Network.

use super::{Body, day, dcc_events};
use crate::credential::cbor::Value;
use crate::credential::fields::{CborFields, only};
use crate::credential::{ClaimProblem, Holder, ReadError, names};
use crate::verdict::{Family, Personal, Unsupported, When};
use thiserror::Error;

/// The longest name, issuer or identifier, in characters.
pub(super) const MAX_TEXT: usize = 80;

/// What is wrong with a claim of an EU certificate, or of Switzerland's light one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DccProblem {
    /// A name that no machine-readable zone can hold.
    #[error("letters other than A to Z and <")]
    Letters,
    /// No date of birth of the form that the schema has.
    #[error("not a date between 1900 and 2099")]
    BirthDate,
    /// No code of a country.
    #[error("not a country code")]
    Country,
    /// No point in time that is one everywhere.
    #[error("not a date and time with an offset")]
    NoOffset,
    /// What was tested, given or overcome, where only the holder is to be named.
    #[error("has no place in a light certificate")]
    NotLight,
}

/// Reads a certificate. Everything that the schema demands is demanded; value sets are not: a code that is not in one is a
/// code of a newer version.
///
/// # Errors
/// [`ReadError::Claim`] where the schema is broken, [`ReadError::Unsupported`] where its major version is not 1.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = CborFields::certificate(content, "-260.1")?;
    let holder = holder(&root, version(&root)?)?;
    let (group, entry) = entry(&root)?;
    let body = match group {
        "v" => dcc_events::vaccination(&entry)?,
        "t" => dcc_events::test(&entry)?,
        "ve" => dcc_events::exemption(&entry)?,
        _ => dcc_events::recovery(&entry)?,
    };
    Ok(Body { holder, ..body })
}

/// The certificate's one entry, and the name of its group.
fn entry<'a>(root: &CborFields<'a>) -> Result<(&'static str, CborFields<'a>), ReadError> {
    // A group that is null counts as absent: some issuers wrote all three, two of them null.
    // `ve` is Austria's, under a prefix of its own.
    let mut present = ["v", "t", "r", "ve"].into_iter().filter_map(|group| root.first(&[group]));
    let (Some((group, value)), None) = (present.next(), present.next()) else {
        return Err(ReadError::claim("v, t, r", ClaimProblem::NotOneOfThem));
    };
    let Value::Array(_) = value else {
        return Err(root.error(group, ClaimProblem::NotAnArray));
    };
    let entry = only(value).map_err(|problem| root.error(group, problem))?;
    Ok((group, CborFields::of(entry, format!("{group}[0]"))?))
}

/// Minor and patch version of the schema.
pub(super) fn version(root: &CborFields<'_>) -> Result<(u32, u32), ReadError> {
    let text = root.need("ver", root.text("ver", MAX_TEXT)?)?;
    let numbers: Vec<u32> = text
        .split('.')
        .filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|part| part.parse().ok())
        .collect();
    match numbers.as_slice() {
        [1, minor, patch] if text.split('.').count() == 3 => Ok((*minor, *patch)),
        [major, _, _] if text.split('.').count() == 3 => Err(ReadError::Unsupported(Unsupported::Version {
            family: Family::Hcert,
            version: major.to_string(),
            genuine: true,
        })),
        _ => Err(root.error("ver", ClaimProblem::NotAVersion)),
    }
}

pub(super) fn holder(root: &CborFields<'_>, version: (u32, u32)) -> Result<Holder, ReadError> {
    let nam = root.need("nam", root.fields("nam")?)?;
    let (family, given) = (nam.text("fn", MAX_TEXT)?, nam.text("gn", MAX_TEXT)?);
    let (family_latin, given_latin) = (standardised(&nam, "fnt")?, standardised(&nam, "gnt")?);
    // Schema 1.3.3 asks for either of the two; all before it for the family name.
    if family_latin.is_none() && (given_latin.is_none() || version < (3, 3)) {
        return Err(nam.error("fnt", ClaimProblem::Missing));
    }
    let latin = names::joined(
        given_latin.map(names::unfilled).as_deref(),
        family_latin.map(names::unfilled).as_deref(),
    );
    let mut holder = names::holder(names::joined(given, family), latin);
    holder.birth_date = birth_date(root)?.map(Personal::new);
    Ok(holder)
}

/// A name in the letters of a passport's machine-readable zone.
fn standardised<'a>(nam: &CborFields<'a>, name: &str) -> Result<Option<&'a str>, ReadError> {
    let text = nam.text(name, MAX_TEXT)?;
    if text.is_some_and(|text| !text.bytes().all(|byte| byte == b'<' || byte.is_ascii_uppercase())) {
        return Err(nam.error(name, DccProblem::Letters));
    }
    Ok(text)
}

/// A date of birth between 1900 and 2099: a day, a month, a year, or empty where it is not known.
fn birth_date(root: &CborFields<'_>) -> Result<Option<When>, ReadError> {
    let text = root.need("dob", root.text("dob", MAX_TEXT)?)?;
    if text.is_empty() {
        return Ok(None);
    }
    let date = if text.contains('T') { day(text).map(When::Day) } else { When::parse_date(text) };
    match date {
        Some(date) if text.starts_with("19") || text.starts_with("20") => Ok(Some(date)),
        _ => Err(root.error("dob", DccProblem::BirthDate)),
    }
}
