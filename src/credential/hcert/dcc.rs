//! EU Digital COVID Certificate (claim -260, 1): person and envelope, by the JSON schema 1.3 of the eHealth Network.

use super::{Body, day, dcc_events};
use crate::credential::cbor::Value;
use crate::credential::fields::{CborFields, only};
use crate::credential::{ClaimProblem, Holder, MAX_PAYLOAD, ReadError, names};
use crate::verdict::{Doubt, Family, Personal, Remark, Unsupported, When};
use thiserror::Error;

/// The longest text, in characters. The schema has 80, beyond which issuers went (Hungary, Singapore, Lithuania): a code has its own limit.
pub(super) const MAX_TEXT: usize = MAX_PAYLOAD;

/// What is wrong with a claim of an EU certificate, or of Switzerland's light one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DccProblem {
    /// No date of birth of the form that the schema has.
    #[error("not a date between 1900 and 2099")]
    BirthDate,
    /// A dose that nobody is given.
    #[error("more than {most}")]
    TooManyDoses {
        /// The most there are.
        most: u32,
    },
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

/// What Austria writes before the version of its exemption's schema.
const AUSTRIAN: &str = "AT-";

/// The version of the schema, as far as anything hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Minor and patch version of the first.
    One(u32, u32),
    /// No three numbers: Catalonia wrote numbers of its own.
    Other,
}

/// The first version that asks for either of the standardised names; all before it ask for the family name's.
const EITHER_NAME: Version = Version::One(3, 3);

/// Reads a certificate. What the schema demands is demanded, but for what real issuers do not hold: that is read as what it
/// can mean, and noted. Value sets are not demanded: a code that is not in one is a code of a newer version.
///
/// # Errors
/// [`ReadError::Claim`] where the schema is broken, [`ReadError::Unsupported`] where its major version is not 1.
pub(super) fn read(content: &Value) -> Result<Body, ReadError> {
    let root = CborFields::certificate(content, "-260.1")?;
    let (group, entry) = entry(&root)?;
    let person = person(&root, (group == "ve").then_some(AUSTRIAN))?;
    let mut body = match group {
        "v" => dcc_events::vaccination(&entry)?,
        "t" => dcc_events::test(&entry)?,
        "ve" => dcc_events::exemption(&entry)?,
        _ => dcc_events::recovery(&entry)?,
    };
    body.remarks.extend(person.remarks);
    Ok(Body { holder: person.holder, doubts: person.doubts, ..body })
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

/// Whom it is about, by a schema whose versions are numbered after `prefix`.
pub(super) fn person(root: &CborFields<'_>, prefix: Option<&str>) -> Result<Body, ReadError> {
    let mut remarks = Vec::new();
    let version = version(root, prefix, &mut remarks)?;
    let mut holder = named(root, version, &mut remarks)?;
    holder.birth_date = birth_date(root, &mut remarks)?.map(Personal::new);
    // A name that is there and says nothing is not missing.
    let nameless = holder.name.is_none() && holder.native_name.is_none();
    let doubts = nameless.then_some(Doubt::Nameless).into_iter().collect();
    Ok(Body { holder, remarks, doubts, ..Body::default() })
}

fn version(
    root: &CborFields<'_>,
    prefix: Option<&str>,
    remarks: &mut Vec<Remark>,
) -> Result<Version, ReadError> {
    let text = root.need("ver", root.text("ver", MAX_TEXT)?)?;
    let text = prefix.and_then(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let number = |part: &str| -> Option<u32> {
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
    match numbers.as_deref() {
        Some([1, minor, patch]) => Ok(Version::One(*minor, *patch)),
        Some([major, _, _]) => Err(ReadError::Unsupported(Unsupported::Version {
            family: Family::Hcert,
            version: major.to_string(),
            genuine: true,
        })),
        _ => {
            remarks.push(mended(root, "ver"));
            Ok(Version::Other)
        }
    }
}

/// The names. Those in the letters of a passport's machine-readable zone hold other letters, digits and blanks in some countries, and some
/// leave out the family name's where the family name is there; one of the two must be.
fn named(root: &CborFields<'_>, version: Version, remarks: &mut Vec<Remark>) -> Result<Holder, ReadError> {
    let nam = root.need("nam", root.fields("nam")?)?;
    let (family, given) = (optional(&nam, "fn")?, optional(&nam, "gn")?);
    let (family_latin, given_latin) = (optional(&nam, "fnt")?, optional(&nam, "gnt")?);
    match (family_latin, given_latin) {
        (Some(_), _) => {}
        (None, Some(_)) if version >= EITHER_NAME => {}
        (None, Some(_)) if family.is_some() => remarks.push(mended(&nam, "fnt")),
        _ => return Err(nam.error("fnt", ClaimProblem::Missing)),
    }
    let standard = |text: &str| text.bytes().all(|byte| byte == b'<' || byte.is_ascii_uppercase());
    for (name, text) in [("fnt", family_latin), ("gnt", given_latin)] {
        remarks.extend(text.filter(|text| !standard(text)).map(|_| mended(&nam, name)));
    }
    let latin = names::joined(
        given_latin.map(names::unfilled).as_deref(),
        family_latin.map(names::unfilled).as_deref(),
    );
    Ok(names::holder(names::joined(given, family), latin))
}

/// A date of birth between 1900 and 2099: a day, a month, a year, or empty where it is not known.
fn birth_date(root: &CborFields<'_>, remarks: &mut Vec<Remark>) -> Result<Option<When>, ReadError> {
    let text = root.need("dob", root.text("dob", MAX_TEXT)?)?;
    if text.is_empty() {
        return Ok(None);
    }
    let stated = When::parse_date(text);
    let date = stated.or_else(|| day(text).map(When::Day)).or_else(|| as_far_as_sound(text));
    match date {
        Some(date) if text.starts_with("19") || text.starts_with("20") => {
            remarks.extend(stated.is_none().then(|| mended(root, "dob")));
            Ok(Some(date))
        }
        _ => Err(root.error("dob", DccProblem::BirthDate)),
    }
}

/// What is sound of a date of birth in which zeros stand for what is not known (the Netherlands, the Faroe Islands): `1963-00-00`,
/// `1989-00-20`.
fn as_far_as_sound(text: &str) -> Option<When> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, "00"] => When::parse_date(year),
        [year, "00", day] if day.len() == 2 && day.bytes().all(|byte| byte.is_ascii_digit()) => {
            When::parse_date(year)
        }
        [year, month, "00"] => When::parse_date(&format!("{year}-{month}")),
        _ => None,
    }
}

/// A text, where it is there. Ireland and Latvia wrote null where there is none.
pub(super) fn optional<'a>(entry: &CborFields<'a>, name: &str) -> Result<Option<&'a str>, ReadError> {
    entry.present(name).map_or(Ok(None), |_| entry.text(name, MAX_TEXT))
}

fn mended(entry: &CborFields<'_>, name: &str) -> Remark {
    Remark::Mended { claim: entry.path_of(name) }
}
