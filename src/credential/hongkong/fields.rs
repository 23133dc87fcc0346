//! The fields of a record, by number from 0.

use super::mec::EXEMPT;
use super::moment;
use crate::credential::{Bound, ClaimProblem, Holder, ReadError};
use crate::verdict::{Personal, When};
use chrono::NaiveDate;
use chrono_tz::Asia::Hong_Kong;
use thiserror::Error;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FieldProblem {
    /// It says something where a record may say nothing.
    #[error("not empty, as it must be in a record of this type")]
    NotEmpty,
    /// No day.
    #[error("not a day of the form dd-MM-yyyy")]
    NotADay,
    /// No print time.
    #[error("not a time of the form dd-MM-yyyy HH:mm")]
    NotATime,
    /// No time of a test.
    #[error("not a day or a time")]
    NeitherDayNorTime,
    /// A marker of something else in an exemption certificate.
    #[error("not the marker of an exemption, {EXEMPT}")]
    NotExempt,
    /// A marker of something else in a vaccination record.
    #[error("a marker that is not known here")]
    Marker,
}

/// The fields before the signature.
pub(super) struct Fields(Vec<Personal<String>>);

impl Fields {
    /// Splits the signed text, which ends in `|`.
    pub(super) fn split(signed: &str) -> Self {
        let row = signed.strip_suffix('|').unwrap_or(signed);
        Self(row.split('|').map(|field| Personal::new(field.to_owned())).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The text of a field.
    pub(super) fn text(&self, number: usize) -> &str {
        self.0.get(number).map_or("", |field| field.reveal())
    }

    /// The text of a field that holds something: empty and `-` are the two ways in which records leave a field out.
    pub(super) fn filled(&self, number: usize) -> Option<&str> {
        Some(self.text(number)).filter(|text| !matches!(text.trim(), "" | "-"))
    }

    /// The text of a field that must hold something.
    pub(super) fn required(&self, number: usize) -> Result<&str, ReadError> {
        self.filled(number).ok_or_else(|| wrong(number, ClaimProblem::Missing))
    }

    /// Holds that the fields are empty, where a record may say nothing.
    pub(super) fn empty(&self, numbers: impl IntoIterator<Item = usize>) -> Result<(), ReadError> {
        match numbers.into_iter().find(|number| self.filled(*number).is_some()) {
            None => Ok(()),
            Some(number) => Err(wrong(number, FieldProblem::NotEmpty)),
        }
    }

    /// The day in a field that must hold one.
    pub(super) fn day(&self, number: usize) -> Result<NaiveDate, ReadError> {
        day(number, self.required(number)?)
    }

    /// The print time: a record is not valid before it.
    pub(super) fn printed(&self, number: usize, claim: &'static str) -> Result<Bound, ReadError> {
        let when = moment::print_time(self.required(number)?)
            .ok_or_else(|| wrong(number, FieldProblem::NotATime))?;
        Ok(Bound { claim, when, zone: Some(Hong_Kong) })
    }

    /// The holder as fields 5 and 6 state them, masked; the masking follows no fixed width and is left as it is.
    pub(super) fn holder(&self) -> Result<Holder, ReadError> {
        Ok(Holder {
            document: Some(Personal::new(self.required(5)?.to_owned())),
            name: Some(Personal::new(self.required(6)?.to_owned())),
            ..Holder::default()
        })
    }
}

/// A refusal that names the field, and never its content.
pub(super) fn wrong(number: usize, problem: impl Into<ClaimProblem>) -> ReadError {
    ReadError::claim(format!("field {number}"), problem)
}

/// A day, from the text of the field of that number.
pub(super) fn day(number: usize, text: &str) -> Result<NaiveDate, ReadError> {
    moment::day(text).ok_or_else(|| wrong(number, FieldProblem::NotADay))
}

/// A date of birth, from the text of the field of that number. Where only its year is known it is written 01-01-yyyy, where
/// only its month is, 01-MM-yyyy. A first of the month may thus be either, and what it proves is the year or the month.
pub(super) fn birth_date(number: usize, text: &str) -> Result<Personal<When>, ReadError> {
    use chrono::Datelike;
    let day = day(number, text)?;
    Ok(Personal::new(match (day.month(), day.day()) {
        (1, 1) => When::Year(day.year()),
        (month, 1) => When::Month(day.year(), month),
        _ => When::Day(day),
    }))
}
