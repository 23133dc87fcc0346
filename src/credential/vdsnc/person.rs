//! Whom a seal names (TR VDS-NC, PoV and PoT, data element `pid`).

use super::fields::{MAX_TEXT, SealProblem, object, text};
use crate::credential::fields::JsonFields;
use crate::credential::{ClaimProblem, Holder, ReadError, names};
use crate::verdict::{Personal, When};

/// Reads `pid`; the identity document's number stands in the first of `documents` that is there. The report asks for a name,
/// and for the date of birth where no document is named. A name that is there and says nothing, or fillers alone, is handed on
/// as an empty one.
///
/// # Errors
/// [`ReadError::Claim`] where one is missing or not what it should be.
pub(super) fn read(message: &JsonFields<'_>, documents: &[&str]) -> Result<Holder, ReadError> {
    let pid = object(message, "pid")?;
    pid.need("n", pid.present("n"))?;
    let stated = pid.text("n", MAX_TEXT)?.unwrap_or_default();
    let mut holder = names::holder(Some(name(stated)), None);
    if let Some(born) = text(&pid, "dob")? {
        let born = When::parse_date(born).ok_or_else(|| pid.error("dob", ClaimProblem::NotADate))?;
        holder.birth_date = Some(Personal::new(born));
    }
    for document in documents {
        if let (None, Some(number)) = (&holder.document, text(&pid, document)?) {
            holder.document = Some(Personal::new(number.to_owned()));
        }
    }
    if holder.birth_date.is_none() && holder.document.is_none() {
        return Err(pid.error("dob", SealProblem::NeitherBirthNorDocument));
    }
    Ok(holder)
}

/// The name as a passport writes it, family name first: two spaces or fillers stand between its two parts.
fn name(text: &str) -> String {
    text.split(|c: char| c == '<' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
