//! Whom a card is about: the elements of identity (REQ-DE-01 to REQ-DE-10).

use super::Body;
use super::form::Form;
use super::reading::{Reading, either, text};
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::credential::hcert::day;
use crate::credential::{ClaimProblem, Holder, ReadError, names};
use crate::verdict::{Doubt, Personal, Remark, When};

/// Reads the holder. Of the current form sex and nationality are asked for: where they are missing, nothing hangs on it here.
pub(super) fn read(
    root: &CborFields<'_>,
    form: &Form,
    reading: Reading<'_>,
    body: &mut Body,
) -> Result<Holder, ReadError> {
    let mut holder = names::holder(name(root, reading, body)?, None);
    holder.birth_date = reading.need(root, "dob", birth_date(root, &mut body.remarks))?.map(Personal::new);
    let pair = |names| reading.take(either(root, names, |name| text(root, name)));
    holder.document = pair(["id", "nid"])?.map(Personal::new);
    // The type of the document, whatever it looks like: never a date.
    pair(["dt", "ndt"])?;
    let nationality = pair(["nt", "ntl"])?;
    let sex = reading.take(text(root, "s"))?;
    if form.is_current() {
        let missing = [("s", sex.is_none()), ("nt", nationality.is_none())];
        let missing = missing.into_iter().filter(|(_, missing)| *missing);
        body.remarks.extend(missing.map(|(claim, _)| Remark::Missing { claim }));
    }
    holder.guardian = reading.take(text(root, "gn"))?.map(Personal::new);
    Ok(holder)
}

/// The name. One that is there and says nothing is not missing: whose the card is, a person must find out.
fn name(root: &CborFields<'_>, reading: Reading<'_>, body: &mut Body) -> Result<Option<String>, ReadError> {
    if let Some(Value::Text(text)) = root.present("n")
        && text.trim().is_empty()
    {
        body.doubts.push(Doubt::Nameless);
        return Ok(None);
    }
    let name = reading.need(root, "n", text(root, "n"))?;
    let latin = |letter: char| letter.is_alphabetic() && names::is_latin(letter.encode_utf8(&mut [0; 4]));
    if name.as_ref().is_some_and(|name| !name.chars().any(latin)) {
        body.remarks.push(Remark::NoLatinName);
    }
    Ok(name)
}

/// The date of birth: a day is asked for, a year or a month is taken and noted.
fn birth_date(root: &CborFields<'_>, remarks: &mut Vec<Remark>) -> Result<Option<When>, ReadError> {
    let Some(text) = text(root, "dob")? else { return Ok(None) };
    let born = When::parse_date(&text).or_else(|| day(&text).map(When::Day));
    let born = born.ok_or_else(|| root.error("dob", ClaimProblem::NotADate))?;
    if !matches!(When::parse_date(&text), Some(When::Day(_))) {
        remarks.push(Remark::Mended { claim: "dob".to_owned() });
    }
    Ok(Some(born))
}
