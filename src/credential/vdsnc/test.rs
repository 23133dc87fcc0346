//! Proof of testing for COVID-19 (TR VDS-NC, PoT, whose data set is ICAO's CAPSCA's).

use super::fields::{SealProblem, object, required, text};
use super::person;
use crate::credential::fields::JsonFields;
use crate::credential::{Event, Holder, ReadError};
use crate::verdict::{Disease, EventKind, TestResult, When};

/// Reads a message.
///
/// # Errors
/// [`ReadError::Claim`] where a required member is missing, or one is not what it should be.
pub(super) fn read(message: &JsonFields<'_>) -> Result<(Holder, Vec<Event>), ReadError> {
    required(message, "utci")?;
    let holder = person::read(message, &["dn"])?;
    let mut event = Event::new(EventKind::Test);
    event.target = Some(Disease::Covid19);
    event.date = Some(moment(&object(message, "dat")?, "sc")?);
    let done = object(message, "tr")?;
    let kind = required(&done, "tc")?;
    event.product = Some(kind.to_owned());
    event.result = Some(result(kind, required(&done, "r")?));
    if message.present("sp").is_some() {
        event.country = text(&object(message, "sp")?, "ctr")?.map(str::to_owned);
    }
    Ok((holder, vec![event]))
}

/// What a test found. Antibodies in the blood say nothing of an infection today, one way or the other.
fn result(kind: &str, stated: &str) -> TestResult {
    let is = |text: &str, word: &str| text.eq_ignore_ascii_case(word);
    match stated {
        _ if is(kind, "antibody") => TestResult::Unreadable,
        _ if is(stated, "negative") => TestResult::Negative,
        _ if is(stated, "positive") => TestResult::Positive,
        _ => TestResult::Unreadable,
    }
}

/// When the specimen was taken: a day, or a time.
fn moment(dates: &JsonFields<'_>, name: &str) -> Result<When, ReadError> {
    let text = required(dates, name)?;
    let day = When::parse_date(text).filter(|date| matches!(date, When::Day(_)));
    day.or_else(|| When::parse_time(text)).ok_or_else(|| dates.error(name, SealProblem::NeitherDayNorTime))
}
